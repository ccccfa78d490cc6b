"""Waves: a new ceiling reopens a race that seemed settled.

Claim
    A technological wave starts at a date, takes years to arrive, raises the ceiling of frontier
    and platforms, and lets only part of an old lead carry over: incumbents of the old wave
    start the new one with less than they had.

Equations
    while a wave arrives, by the turn's part a of it:
    level /= ceiling^a;   level -= fresh * a * (level - mean level)
    ecosystems: wave += dt * .9 * (.04 + wave) * (1 - wave), from its start

Source
    Perez & Soete (1988); Henderson & Clark (1990); Christensen (1997).

Falsified if
    leaders of one wave lead the next as surely as before it.
"""

from __future__ import annotations

import numpy as np

from techrace.arrays import Array, clip, largest, mean, positive, total
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Let waves arrive that have started."""
    if not setting.names["waves"]:
        return state
    turn = state.turn + 1.0
    logistic = state.wave + setting.dt * FIXED.wave_speed * (0.04 + state.wave) * (1.0 - state.wave)
    linear = clip((turn - setting.wave_start) / setting.wave_turns, 0.0, 1.0) * np.ones(state.worlds)
    arrived = np.where(turn >= setting.wave_start, np.where(setting.wave_ecosystems > 0, logistic, linear), 0.0)
    arrived = clip(arrived, 0.0, 1.0)
    part = positive(arrived - state.wave)  # of each wave, this turn
    raised = largest(part, axis=0)
    if not (raised > 0).any():
        return state.evolve(wave=arrived)
    ceiling = np.exp(total(part * np.log(setting.wave_ceiling)))
    fresh = largest(part * setting.wave_fresh, axis=0)

    def reopen(level: Array, average: Array) -> Array:
        return clip((level - fresh * (level - average)) / ceiling, 1e-3, 0.999)

    frontier = reopen(state.frontier, mean(state.frontier))
    platform = reopen(state.platform, mean(state.platform, axis=1)[:, None])
    return state.evolve(wave=arrived, frontier=frontier, platform=platform)
