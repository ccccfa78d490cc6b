"""Basic science pays late: the flow of many years decides, and others read the journals.

Claim
    A stock of basic science depreciates, so that the future flow outweighs the inherited
    stock; part of it diffuses to whoever is on speaking terms; talent goes where doors are
    more open than elsewhere.

Equations
    target   = science_0 * (gdp / gdp_0)^.8 * max(.1, 1 + 1.6 * (returns(effort) / returns(effort_0) - 1))
               * (1 + .15 * (freedom - freedom_0)) * (1 + talent * (immigration - mean immigration))
    science += dt * (decay * (target - science)
               + diffusion * (.5 + .5 mean relations) * max(0, best * sqrt(science_0 / best_0) - science))

Source
    Nelson (1959); Griliches (1979); Cohen & Levinthal (1990).

Falsified if
    a decade of doubled basic research leaves a state's science where its rivals' is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, mean, positive, power, returns, total
from techrace.chance import Chance
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

LINE = LINES.index("science")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``science.<name>``."""

    diffusion: Floats = parameter(
        0.05,
        low=0.01,
        high=0.15,
        unit="1/yr",
        meaning="Speed at which published science spreads",
        source="assumed; Griliches (1979) for the form",
    )


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Move the science stock towards what its funding sustains, plus what others publish."""
    p, start = setting.of(Parameters), setting.start
    n = len(setting.names["states"])
    funding = returns(state.effort[LINE]) / np.maximum(returns(start.effort[LINE]), 1e-3)
    size = power(state.gdp[:n] / start.gdp[:n], FIXED.science_gdp)
    doors = 1.0 + FIXED.talent * (orders.immigration - mean(orders.immigration))
    target = start.science * size * np.maximum(0.1, 1.0 + FIXED.science_spending * (funding - 1.0))
    target = target * (1.0 + 0.15 * (state.freedom - start.freedom)) * doors
    others: Array = (total(state.relations, axis=1) - 1.0) / max(n - 1, 1)
    best = largest(state.science, axis=0)
    readable = best * np.sqrt(start.science / largest(start.science, axis=0))
    spread = p.diffusion * (0.5 + 0.5 * others) * positive(readable - state.science)
    science = state.science + setting.dt * (FIXED.science_decay * (target - state.science) + spread)
    return state.evolve(science=clip(science, 1e-3, 50.0))
