"""Figures that are computed from a state: concentration, reach, capability, mandate.

Rules, tables, doctrines and scores read the same functions; none of them is stored.
"""

from __future__ import annotations

import numpy as np

from techrace.arrays import Array, clip, power, total, unit
from techrace.setting import Setting
from techrace.state import State


def concentration(state: State) -> Array:
    """Return the Herfindahl index of every layer, shape (layers, worlds)."""
    return total(state.layer_share * state.layer_share, axis=1)


def world_gdp(state: State) -> Array:
    """Return world GDP in T$, shape (worlds,)."""
    return total(state.gdp)


def gdp_share(state: State) -> Array:
    """Return every market's share of world GDP, shape (markets, worlds)."""
    return state.gdp / world_gdp(state)


def ecosystem_reach(state: State) -> Array:
    """Return the share of world GDP that runs on each ecosystem, shape (ecosystems, worlds)."""
    return total(state.ecosystem_share * gdp_share(state), axis=1)


def reach(state: State, setting: Setting) -> Array:
    """Return the share of world GDP that a state's technology reaches, shape (states, worlds).

    Owners reach all who run on their ecosystems. Everybody reaches his own market as far as it
    runs on nobody's, and a tenth of the ecosystems that he sits on.
    """
    n = len(setting.names["states"])
    owned = setting.owns  # ecosystems, states, 1
    by_ecosystem = ecosystem_reach(state)
    owners = total(owned * by_ecosystem[:, None], axis=0)
    homeless = 1.0 - total(owned, axis=1)  # ecosystems, 1
    own_market = total(state.ecosystem_share[:, :n] * homeless[:, None], axis=0) * gdp_share(state)[:n]
    seats = total(state.ecosystem_share[:, :n] * by_ecosystem[:, None], axis=0)
    is_owner = np.minimum(total(owned, axis=0), 1.0)
    return unit(owners + (1.0 - is_owner) * (own_market + 0.1 * seats))


def maturity(state: State, setting: Setting) -> Array:
    """Return stage-2 maturity over all sectors, weighted by derived revenue, shape (states, worlds)."""
    return total(setting.sector_weight[:, None] * state.platform) / total(setting.sector_weight)


def physical_maturity(state: State, setting: Setting) -> Array:
    """Return stage-2 maturity in the physical world, shape (states, worlds)."""
    weight = setting.sector_weight * setting.physical
    return total(weight[:, None] * state.platform) / np.maximum(total(weight), 1e-9)


def robots(state: State, setting: Setting) -> Array:
    """Return how far machines have taken over factories, shape (states, worlds)."""
    weight = setting.tied * setting.jobs
    return total(weight[:, None] * state.platform) / np.maximum(total(weight), 1e-9)


def capability(state: State) -> Array:
    """Return technology for making an ecosystem: frontier and platforms, shape (states, worlds)."""
    platforms = total(state.platform) / state.platform.shape[0]
    return np.sqrt(np.maximum(state.frontier, 1e-3)) * power(np.maximum(platforms, 1e-3), 0.25)


def mandate(state: State, full: float) -> Array:
    """Return how far political capital lets a state do what its voters dislike, 0..1."""
    return unit(state.political_capital / full)


def mood(state: State) -> Array:
    """Return the hawkish mood of a state, -1 (doves) to 1 (hawks)."""
    return clip((state.hawkishness - 0.45) / 0.25, -1.0, 1.0)


def strongest_rival(values: Array, setting: Setting) -> Array:
    """Return the largest value among a state's rivals (0 where it has none), shape (states, worlds)."""
    result = np.zeros_like(values)
    for state, rival in np.argwhere(setting.rivalry[..., 0] > 0).tolist():  # few states are rivals
        np.maximum(result[state], setting.rivalry[state, rival] * values[rival], out=result[state])
    return result


def weight_abroad(state: State, setting: Setting) -> Array:
    """Return the alignment of the regions with every side, weighted by GDP, shape (sides, worlds)."""
    n = len(setting.names["states"])
    if state.gdp.shape[0] == n:
        return np.zeros((state.alignment.shape[0], state.worlds))
    regions = state.gdp[n:]
    return total(state.alignment[:, n:] * regions, axis=1) / total(regions)
