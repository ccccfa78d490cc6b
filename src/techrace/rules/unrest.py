"""Unrest: the machine that takes the world's orders takes the worker's place first.

Claim
    Platforms displace jobs before new ones come; a closed state must buy calm with growth, an
    open one lets grievances out. Social spending works; opening unsettles first.

Equations
    unrest += jobs * sum_k displaced_k dP_k * (1.2 - net) * (1 - U)
              + dt * (freedom * (1 - Fr) * max(0, .045 - growth) / .045 + .05 (1 - .6 net) + .08 crash
                      + opening * max(0, order - Fr) * (1 - U)
                      - .25 U (.6 + .4 Fr) - social * returns(2 effort) * U)

Source
    Acemoglu & Restrepo (2020); Zhao (2009) on performance legitimacy; Huntington (1968).

Falsified if
    a closed state with slow growth is as calm as an open one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Floats, clip, positive, returns, total
from techrace.chance import Chance
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

LINE = LINES.index("social")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``unrest.<name>``."""

    jobs: Floats = parameter(
        0.9,
        low=0.2,
        high=1.8,
        unit="1",
        meaning="Unrest from displaced jobs",
        source="assumed; Acemoglu & Restrepo (2020) for the sign",
    )
    freedom: Floats = parameter(
        0.08,
        low=0.02,
        high=0.16,
        unit="1/yr",
        meaning="Unrest of a closed state that does not grow",
        source="assumed; Zhao (2009) for the form",
    )
    social: Floats = parameter(
        0.28, low=0.14, high=0.45, unit="1/yr", meaning="Calm that social spending buys", source="assumed"
    )
    opening: Floats = parameter(
        0.15,
        low=0.05,
        high=0.35,
        unit="1/yr",
        meaning="Unrest while a boundary opens",
        source="assumed; Huntington (1968) for the sign",
    )


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Add this turn's grievances and let some pass."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    level, calm = state.unrest, 1.0 - state.unrest
    displaced = total(setting.jobs[:, None] * positive(state.platform_gain))
    jobs = p.jobs * displaced * (1.2 - setting.safety_net) * calm
    missing = positive(FIXED.legitimacy_growth - state.growth[:n]) / FIXED.legitimacy_growth
    rise = p.freedom * (1.0 - state.freedom) * np.minimum(missing, 2.0)
    rise = rise + 0.05 * (1.0 - 0.6 * setting.safety_net) + 0.08 * state.crash
    rise = rise + p.opening * positive(orders.loosen - state.freedom) * calm
    fall = FIXED.calm_rate * (0.6 + 0.4 * state.freedom) + p.social * returns(2.0 * state.effort[LINE])
    unrest = level + jobs + setting.dt * (rise - fall * level)
    return state.evolve(unrest=clip(unrest, 0.0, 1.0))
