"""Stage 3, derived services: who earns the rents of the platforms.

Claim
    Once platforms mature their rents go mostly to the most mature, as far as it reaches
    markets; open technology gives rents away to whoever adopts it, and securitising them
    shrinks the pie.

Equations
    rents_sk     ~ P^skew * gdp^.6 * (.05 + reach)^.5, a share over states
    potential_k  = prize * weight_k * world gdp * sigmoid((best P_k - .6) / .09)
    keep         = (1 - spill) * (1 - open_rent * openness)
    target       = sum_k potential * (keep * rents + given away * adoption) * (1 - .25 * throttle * securitised)
                   * (1 + closed_margin * closure)
    revenue     += dt * slow * vigour_mood * (target - revenue)

Source
    Bresnahan & Trajtenberg (1995); Katz & Shapiro (1985); Comin & Hobijn (2010).

Falsified if
    the leader of the second stage earns no larger share of the third.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, largest, normalise, power, sigmoid, total
from techrace.chance import Chance
from techrace.figures import reach, world_gdp
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules import platforms
from techrace.rules.constants import FIXED
from techrace.rules.frontier import closure
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``revenue.<name>``."""

    prize: Floats = parameter(
        0.11,
        low=0.055,
        high=0.176,
        unit="of world GDP",
        meaning="Revenue that mature platforms can earn",
        source="assumed",
    )
    spill: Floats = parameter(
        0.2,
        low=0.0,
        high=0.8,
        unit="share",
        meaning="Rents that diffuse to all adopters",
        source="assumed; Comin & Hobijn (2010) for the sign",
    )
    open_rent: Floats = parameter(
        0.45, low=0.0, high=0.9, unit="share", meaning="Rents that an open owner gives away", source="assumed"
    )


def rent_shares(state: State, setting: Setting) -> Array:
    """Return each state's share of the rents of every sector, shape (sectors, states, worlds)."""
    n = len(setting.names["states"])
    pull = power(state.gdp[:n], 0.6) * power(0.05 + reach(state, setting), FIXED.rent_reach)
    return normalise(power(state.platform, FIXED.rent_skew) * pull, axis=1)


def target(state: State, orders: Orders, setting: Setting) -> Array:
    """Return the revenue that today's platforms would earn in the long run, shape (states, worlds)."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    best = largest(state.platform, axis=1)
    potential = p.prize * setting.sector_weight * world_gdp(state) * sigmoid((best - FIXED.mature) / FIXED.mature_width)
    shares = rent_shares(state, setting)
    keep = (1.0 - p.spill) * (1.0 - p.open_rent * state.openness)
    adopters = normalise(state.platform * power(state.gdp[:n], 0.9), axis=1)
    given = total(shares * (1.0 - keep), axis=1)[:, None]
    earned = total(potential[:, None] * (keep * shares + given * adopters))
    label = 1.0 - 0.25 * setting.of(platforms.Parameters).throttle * state.securitised
    return earned * label * (1.0 + FIXED.closed_margin * closure(orders, state))


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Move derived revenue towards what platforms and reach allow."""
    pace = setting.dt * FIXED.slow * np.minimum(state.vigour, 2.0)
    gain = pace * (target(state, orders, setting) - state.revenue)
    return state.evolve(revenue=np.maximum(state.revenue + gain, 0.0), revenue_gain=gain)
