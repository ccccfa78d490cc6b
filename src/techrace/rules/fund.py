"""The state-directed fund: double the stake until one champion pays for all the losses.

Claim
    A fund that grows from round to round buys capacity, sometimes a champion, and always
    waste and overcapacity; learning tames the waste, size feeds it.

Equations
    every round: fund *= 1 + growth * fund_doubling (at most fund_cap of GDP)
                 champion with probability 1 - exp(-hazard * (1 - waste) * ln(1 + fund / fund_0) * (.5 + quality))
    waste        += dt * .4 * (waste_0 * exp(-learning * years) + size * tanh(max(0, fund / absorbable - 1)) - waste)
    paid_ls       = .12 (fund + line) * gdp * focus_ls * (1 - waste) / revenue_l / (share_ls + .05)
    overcapacity += dt * (paid - decay * overcapacity)

Source
    Naughton (2021); Kornai (1986) on soft budgets; Hsieh & Klenow (2009); Juhasz, Lane & Rodrik
    (2024). The rounds of 2014, 2019 and 2024 were 138.7, 204 and 344 bn RMB: ratios 1.47, 1.69.

Falsified if
    layers that a growing fund pays for do not gain quality, or gain it without overcapacity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, at_most, clip, largest, mean, positive
from techrace.chance import Chance
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

LINE = LINES.index("fund")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``fund.<name>``."""

    growth: Floats = parameter(
        0.6,
        low=0.3,
        high=1.2,
        unit="per round",
        meaning="Growth of a round over the last (1: doubling)",
        source="rounds of 138.7, 204, 344 bn RMB: ratios 1.47 and 1.69",
    )
    waste: Floats = parameter(
        0.45,
        low=0.1,
        high=0.7,
        unit="share",
        meaning="Waste of a first round",
        source="assumed; prior of the back-tests",
    )
    price: Floats = parameter(
        0.35,
        low=0.12,
        high=1.2,
        unit="log",
        meaning="Price cut per unit of overcapacity",
        source="weakly informed by the solar and fund cases",
    )


def paid(state: State, orders: Orders, setting: Setting) -> Array:
    """Return state-paid capacity a year, relative to a state's own presence, shape (layers, states, worlds)."""
    n = len(setting.names["states"])
    money = (state.fund + FIXED.budget * state.effort[LINE]) * setting.may_fund * state.gdp[:n] * (1.0 - state.waste)
    focus = orders.fund_focus / np.maximum(setting.layer_revenue, 1e-4)[:, None]
    by_layer = FIXED.fund_layers * money * focus
    by_layer /= state.layer_share[:, :n] + 0.05
    return at_most(by_layer, 2.0)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Close a round when it ends, spend the running one, and let overcapacity build."""
    p, start = setting.of(Parameters), setting.start
    n = len(setting.names["states"])
    has_one = setting.may_fund * (state.fund > 0)
    age = state.fund_age + has_one
    turns = round(FIXED.round_years / setting.dt)
    ends = has_one * (np.mod(age, turns) < 1.0)  # a fund may start inside a turn
    grown = np.minimum(state.fund * (1.0 + p.growth * orders.fund_doubling), np.maximum(FIXED.fund_cap, state.fund))
    first = np.maximum(start.fund, 1e-5)
    hazard = FIXED.champion * (1.0 - state.waste) * np.log1p(state.fund / first) * (0.5 + mean(state.quality[:, :n]))
    wins = ends * (chance.uniform("fund", setting.names["states"]) < 1.0 - np.exp(-hazard))
    quality = state.quality
    if wins.any():  # a round ends in few turns
        best = orders.fund_focus == largest(orders.fund_focus, axis=0)
        quality = quality.copy()
        quality[:, :n] += FIXED.champion_jump * wins * best * (1.0 - quality[:, :n])
    unrest = np.minimum(1.0, state.unrest + 0.04 * (ends - wins) * (orders.fund_doubling > 0))
    target = p.waste * np.exp(-FIXED.waste_learning * setting.dt * age)
    target = target + FIXED.waste_size * np.tanh(positive(state.fund / FIXED.absorbable - 1.0))
    waste = state.waste + setting.dt * FIXED.waste_rate * (np.minimum(target, 0.95) - state.waste) * setting.may_fund
    state = state.evolve(
        fund=np.where(ends > 0, grown, state.fund), fund_age=age, waste=waste, quality=quality, unrest=unrest
    )
    glut = state.overcapacity + setting.dt * (paid(state, orders, setting) - FIXED.glut_decay * state.overcapacity)
    return state.evolve(overcapacity=clip(glut, 0.0, 5.0))
