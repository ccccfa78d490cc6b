"""Growth: what the race adds to GDP, and what tariffs, waste, unrest and crashes take.

Claim
    Derived revenue, layers and diffusion add to growth; crowding out by a wasteful fund,
    tariffs, sanctions, unrest and crashes take from it; the customer you lock out stops paying
    you this year.

Equations
    growth = trend * exp(-.012 years) + adoption * sum_k weight_k dP_k / dt + .5 d(layer income) / gdp / dt
             + .2 d ln(manufacturing share) / dt - .05 |revaluation|
             - crowding * fund * waste - .03 max(0, unrest - .3) - .03 crash
             - tariffs on both sides by exposure - sanctions * trust - events
    gdp    = gdp * exp(dt * growth) * exp(-d(lost sales) / gdp) + .7 * d(revenue)

Source
    Jones (1995); Hsieh & Klenow (2009); Flaaen & Pierce (2019).

Falsified if
    growth does not fall in the year in which a denier loses a market.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, positive, total
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules import denial
from techrace.rules.constants import FIXED
from techrace.rules.geography import exchanged
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``growth.<name>``."""

    adoption: Floats = parameter(
        0.10, low=0.0, high=0.25, unit="of GDP", meaning="GDP added by mature platforms in use", source="assumed"
    )
    crowding: Floats = parameter(
        0.35,
        low=0.1,
        high=0.8,
        unit="of GDP per GDP",
        meaning="Growth lost to wasted state money",
        source="assumed; Hsieh & Klenow (2009) for the sign",
    )


def layer_income(state: State, setting: Setting) -> Array:
    """Return what a state's firms earn on the layers, T$/yr, shape (states, worlds)."""
    n = len(setting.names["states"])
    demand = 1.0 + total(largest(state.platform, axis=1)) / state.platform.shape[0]
    return total(setting.layer_revenue[:, None] * state.layer_share[:, :n]) * demand


def drags(state: State, orders: Orders, setting: Setting) -> Array:
    """Return what a state loses to waste, unrest, crashes, tariffs and sanctions, 1/yr."""
    p = setting.of(Parameters)
    wasted = p.crowding * (state.fund * state.waste)
    unrest = FIXED.unrest_growth * positive(state.unrest - 0.3)
    taxed = orders.tariff.swapaxes(0, 1) * setting.exposure  # who sells, to whom
    hit = total(taxed, axis=1) + total(orders.tariff * setting.exposure.swapaxes(0, 1), axis=1) * 0.5
    cut_off = largest(orders.sanction * setting.issuer[:, None], axis=0) * state.trust
    moved = FIXED.revalue_growth * np.abs(exchanged(state, orders, setting))
    return (
        moved
        + wasted
        + unrest
        + FIXED.crash_growth * state.crash
        + FIXED.tariff_growth * hit
        + FIXED.sanction_growth * cut_off
    )


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Grow GDP one turn."""
    p = setting.of(Parameters)
    n, dt = len(setting.names["states"]), setting.dt
    trend = setting.trend * np.exp(-FIXED.fading * dt * state.turn) * np.ones(state.worlds)
    slows = np.flatnonzero(setting.event_growth.any(axis=(1, 2)))  # few events of a deck do
    events = total((state.events_left[slows] > 0)[:, None] * setting.event_growth[slows]) if slows.size else 0.0
    made = FIXED.factory_growth_share * clip(state.manufacturing_gain / dt, -0.15, 0.15)
    rate = trend + events + made
    lost, income = denial.lost_sales(state, setting), layer_income(state, setting)
    gdp = state.gdp[:n]
    used = p.adoption * total(setting.sector_weight[:, None] * state.platform_gain) / dt
    earned = 0.5 * (income - state.layer_income) / gdp / dt - (lost - state.lost_sales) / gdp / dt
    rate[:n] = rate[:n] + used + clip(earned, -0.1, 0.1) - drags(state, orders, setting)
    after = state.gdp * np.exp(dt * clip(rate, -0.3, 0.3))
    after[:n] += FIXED.revenue_gdp * state.revenue_gain
    after = clip(after, np.maximum(np.exp(-dt) * state.gdp, 1e-3), np.exp(dt) * state.gdp)
    return state.evolve(gdp=after, growth=np.log(after / state.gdp) / dt, lost_sales=lost, layer_income=income)
