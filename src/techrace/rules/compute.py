"""Compute: machines that a state can buy as far as it has access to the chain.

Claim
    AI compute follows spending and access to chips; a denied state falls behind its own
    trend, slowly, as its stock of machines ages.

Equations
    compute += dt * medium * (access / access_0 * returns(effort) / returns(effort_0) * vigour - compute)

Source
    Sevilla et al. (2022) for compute as the measurable input of frontier models.

Falsified if
    the compute of a state under chip controls grows at its former trend.
"""

from __future__ import annotations

from techrace.arrays import clip, returns
from techrace.chance import Chance
from techrace.orders import LINES, Orders
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

LINE = LINES.index("compute")


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Move compute, relative to the trend at the start, towards what money and access allow."""
    start = setting.start
    buying = (0.1 + returns(state.effort[LINE])) / (0.1 + returns(start.effort[LINE]))
    target = state.chip_access / start.chip_access * buying * state.vigour
    compute = state.compute + setting.dt * FIXED.medium * (target - state.compute)
    return state.evolve(compute=clip(compute, 1e-3, 50.0))
