"""Offshoring: success raises wages, and wages move the factory.

Claim
    World manufacturing is one more market that renews itself: new factories go where labour is
    cheap, capital patient and know-how at hand. Wages converge and robots weaken the link.

Equations
    cost   = labour * (1 - automation * robots) * ln wage - .5 * patience_weight * patience
             - experience * ln(spillover + (1 - spillover) K) + .15 * own tariffs - reshoring
    appeal = -price * .7 cost + .6 quality * ln Q + incumbency * ln share + sites * ln(gdp / wage)
    share += dt * renewal * (new factories - share)
    wage  *= exp(dt * (catch_up * absorption * -ln wage + revaluation)) * (share' / share)^wages

Source
    Vernon (1966); Akamatsu (1962); Autor, Dorn & Hanson (2013); Pisano & Shih (2009).

Falsified if
    factories stay where wages have risen and robots have not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, extended, largest, normalise, positive, total
from techrace.chance import Chance
from techrace.figures import gdp_share, robots
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules import renewal
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

RESHORING = LINES.index("reshoring")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``geography.<name>``."""

    labour: Floats = parameter(
        0.45,
        low=0.2,
        high=0.6,
        unit="share",
        meaning="Labour's share of the cost of a factory",
        source="assumed; untrained, it gives the entrant of 2001 30 % [19, 44] in 2020",
    )
    automation: Floats = parameter(
        0.7,
        low=0.35,
        high=1.0,
        unit="share",
        meaning="Labour that full robotisation replaces",
        source="assumed; Faber (2020) with care",
    )
    wages: Floats = parameter(
        1.0,
        low=0.3,
        high=1.5,
        unit="1",
        meaning="Rise of wages with a market's share of manufacturing",
        source="assumed; Vernon (1966) for the sign",
    )


def buyers(state: State, orders: Orders, setting: Setting) -> Iterator[tuple[Array, renewal.Favours]]:
    """Yield each market's share of demand and how it favours producers: home, and tariffs on others."""
    r = setting.of(renewal.Parameters)
    n = len(setting.names["states"])
    demand = gdp_share(state)
    home = np.exp(r.home)
    weight = r.price * FIXED.factory_commodity
    for buyer in range(state.gdp.shape[0]):
        favours: renewal.Favours = [(buyer, home)]
        for seller in range(n):
            if buyer < n and seller != buyer and orders.tariff[buyer, seller].any():
                favours.append((seller, 1.0 / (1.0 + weight * orders.tariff[buyer, seller])))
        yield demand[buyer], favours


def exchanged(state: State, orders: Orders, setting: Setting) -> Array:
    """Return how far a moved exchange rate moves real wages, 1/yr: the further it has, the more prices follow."""
    n = len(setting.names["states"])
    gone = np.sign(orders.revalue) * np.log(state.wage[:n] / setting.start.wage[:n])
    return orders.revalue * clip(1.0 - positive(gone) / FIXED.revalue_room, 0.0, 1.0)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Build some new factories, let experience, quality and wages follow."""
    r, p = setting.of(renewal.Parameters), setting.of(Parameters)
    n, regions = len(setting.names["states"]), len(setting.names["regions"])
    owners = extended(setting.owner_patience[0, :n], regions, FIXED.region_patience)
    skill = extended(setting.absorption, regions, FIXED.region_absorption)
    machines = extended(robots(state, setting), regions, 0.0)
    tariffs = extended(
        total(orders.tariff * state.manufacturing[None, :n], axis=1) * np.ones(state.worlds), regions, 0.0
    )
    homecoming = state.effort[RESHORING] * orders.reshoring_focus[-1] / 0.05
    support = extended(FIXED.reshoring_price * homecoming / (homecoming + 1.0) * np.ones(state.worlds), regions, 0.0)
    cost = p.labour * (1.0 - p.automation * machines) * np.log(state.wage)
    cost = cost - FIXED.factory_capital * r.patience * owners + FIXED.factory_inputs * tariffs - support
    cost = cost + renewal.cost_of_experience(state.factory_experience, r.experience)
    appeal = -r.price * FIXED.factory_commodity * cost
    appeal = appeal + r.quality * FIXED.factory_quality * np.log(np.maximum(state.factory_quality, 0.01))
    appeal = appeal + FIXED.incumbency * np.log(state.manufacturing + 1e-4)
    sites = state.gdp / state.wage  # a large country is many sites: its work force, as GDP over wages
    appeal = appeal + FIXED.factory_sites * np.log(sites)
    won = renewal.new_orders(appeal, buyers(state, orders, setting), axis=0)
    pace = renewal.rate(FIXED.factory_life, FIXED.factory_growth, r.pace)
    share = normalise(state.manufacturing + setting.dt * pace * (won - state.manufacturing))
    forget = renewal.rate(FIXED.factory_life, FIXED.factory_growth, 1.0)
    experience = state.factory_experience + setting.dt * forget * (share - state.factory_experience)
    best = largest(state.factory_quality, axis=0)
    learned = FIXED.factory_catch_up * skill * (best - state.factory_quality)
    moved = extended(exchanged(state, orders, setting), regions, 0.0)
    gain = clip(np.log(np.maximum(share, 1e-6) / np.maximum(state.manufacturing, 1e-6)), -5.0, 5.0)
    wage = setting.dt * (moved - FIXED.wage_catch_up * skill * np.log(state.wage)) + p.wages * gain
    wage = state.wage * np.exp(clip(wage, -0.5, 0.5))
    return state.evolve(
        manufacturing=share,
        manufacturing_gain=gain,
        factory_experience=experience,
        factory_quality=clip(state.factory_quality + setting.dt * learned, 0.01, 1.0),
        wage=clip(wage, 0.005, 5.0),
    )
