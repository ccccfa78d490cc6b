"""Shocks recur, faster and larger: each open breakthrough makes the next more likely.

Claim
    Breakthroughs of the DeepSeek type excite each other, draw on the stock of openly
    available knowledge, and grow; late in a wave they move into the physical world.

Equations
    hazard  = min(1.6, (.2 + .8 openness)^1.2 * (base + stock_weight * stock + excitation))
    stock  += dt * .5 * (openness - .12 stock);   excitation' = (excitation + self_excitation * .9 * hit) * exp(-.9 dt)
    size    = min(.35, .07 * 1.12^shocks * lognormal(.35)), of the headroom of the state and domain it hits
    origin  ~ exp(5 frontier) * (.2 + openness) * sqrt(science), the incumbent halved

Source
    Hawkes (1971); Weitzman (1998) on recombinant growth.

Falsified if
    intervals between breakthroughs do not shorten while knowledge is open.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Floats, clip, largest, normal_quantile, power, sigmoid
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``shocks.<name>``."""

    base: Floats = parameter(
        0.26,
        low=0.1,
        high=0.6,
        unit="1/yr",
        meaning="Hazard without open knowledge or recent shocks",
        source="assumed; one such shock in the two years to January 2025",
    )
    stock_weight: Floats = parameter(
        0.11, low=0.0, high=0.22, unit="1/yr", meaning="Hazard from a unit of open knowledge", source="assumed"
    )
    self_excitation: Floats = parameter(
        0.4,
        low=0.1,
        high=0.65,
        unit="1",
        meaning="Shocks that a shock sets off (branching ratio, below 1)",
        source="assumed; Hawkes (1971) for the form",
    )


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Draw whether a shock comes, from whom, how large and where it lands."""
    p = setting.of(Parameters)
    n, dt = len(setting.names["states"]), setting.dt
    luck = chance.uniform("shocks", 3)
    openness = largest(state.openness * (1.0 - 0.5 * state.securitised), axis=0)
    stock = clip(state.open_stock + dt * 0.5 * (openness - FIXED.open_decay * state.open_stock), 0.0, 50.0)
    hazard = power(0.2 + 0.8 * openness, 1.2) * (p.base + p.stock_weight * stock + state.excitation)
    hit = luck[0] < -np.expm1(-dt * np.minimum(hazard, FIXED.shock_fastest))
    excitation = (state.excitation + p.self_excitation * FIXED.shock_memory * hit) * np.exp(-dt * FIXED.shock_memory)
    size = FIXED.shock_size * np.exp(
        np.log1p(FIXED.shock_growth) * np.minimum(state.shocks, 60.0) + 0.35 * normal_quantile(luck[1])
    )
    size = np.where(hit, np.minimum(size, FIXED.shock_cap), 0.0)

    leader = state.frontier >= largest(state.frontier, axis=0)
    pull = np.exp(5.0 * state.frontier) * (0.2 + state.openness) * np.sqrt(state.science)
    race = -np.log(chance.uniform("shocks origin", setting.names["states"])) / (pull * np.where(leader, 0.5, 1.0))
    origin = race <= np.min(race, axis=0)  # first to finish: one state, by its odds

    best = largest(state.frontier, axis=0)
    real = (luck[2] < sigmoid(8.0 * (best - FIXED.physical_at))) & bool(setting.physical.any())
    lot = chance.uniform("shocks sector", setting.names["sectors"]) * setting.physical
    sector = (lot >= largest(lot, axis=0)) & real
    frontier = state.frontier + size * origin * ~real * (1.0 - state.frontier)
    platform = state.platform + size * origin * sector[:, None] * (1.0 - state.platform)
    first = largest(np.where(origin, 0.0, leader.astype(float)), axis=0)  # the leader is challenged if another made it
    challenged = hit * np.where(origin, 0.0, 1.0) * np.minimum(leader * first, 1.0)
    challenged = np.maximum(challenged, hit * largest(setting.rivalry * origin[None], axis=1))
    news = np.minimum(state.news * np.exp(-2.0 * dt) + 4.0 * size, 2.0)
    return state.evolve(
        open_stock=stock,
        excitation=np.minimum(excitation, 50.0),
        shocks=state.shocks + hit,
        shock_size=size,
        news=news,
        challenged=challenged * np.ones((n, 1)),
        frontier=clip(frontier, 1e-3, 0.999),
        platform=clip(platform, 1e-3, 0.999),
        platform_gain=clip(state.platform_gain + (platform - state.platform), -1.0, 1.0),
    )
