"""Valuations hold a story about who will earn the rents, and usually stand above it.

Claim
    Markets believe in whoever passes a milestone of the second stage first (winner takes
    most), and prices climb until they exceed the expected rents: the gap is fuel.

Equations
    milestone of s in sector k, `late` turns after the first: belief_k += w * (1[s] - belief_k),
        w = sector_news * winner * 2^(-late / 2);
        the physical index >= .5 moves all physical sectors with w = winner * 2^(-late / 2)
    belief     += dt * .1 * (rents - belief)
    gap_s       = ln(belief_s . weight * prize / (share_s * capital)) - discount_s - fear * (uncertainty - .5)
    prize       = 4 sum revenue + .9 patience * potential
    capital    *= exp(dt * (inflow + hype * sentiment))
    sentiment  += dt * extrapolation * (mean gap + (1 - minsky) * fear * (uncertainty - .5) + fuel
                  - .6 prudence - sentiment)

Source
    Barberis et al. (2015); Minsky (1986); Morris & Shin (2002) on public information.

Falsified if
    capital values do not move when a rival is visibly first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from techrace.arrays import Array, Floats, clip, normalise, total, unit
from techrace.chance import Chance
from techrace.figures import physical_maturity, world_gdp
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules import revenue
from techrace.rules.constants import FIXED
from techrace.setting import NEVER, Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``valuation.<name>``."""

    winner: Floats = parameter(
        0.45,
        low=0.05,
        high=0.8,
        unit="share",
        meaning="Belief that the first to arrive takes most",
        source="assumed; its sign is assumed, its consequence derived",
    )
    fuel: Floats = parameter(
        0.25, low=-0.15, high=0.6, unit="log", meaning="How far prices climb above expected rents", source="assumed"
    )
    hype: Floats = parameter(
        0.40, low=0.2, high=0.7, unit="1/yr", meaning="Growth of capital per unit of sentiment", source="assumed"
    )
    extrapolation: Floats = parameter(
        0.6,
        low=0.3,
        high=1.0,
        unit="1/yr",
        meaning="Speed of sentiment",
        source="assumed; Barberis et al. (2015) for the form",
    )
    fear: Floats = parameter(
        0.8, low=0.0, high=1.6, unit="log", meaning="How far uncertainty lowers what rents are worth", source="assumed"
    )


def expected(belief: Array, setting: Setting) -> Array:
    """Return the share of all rents that markets expect a state to keep, shape (states, worlds)."""
    return total(setting.sector_weight[:, None] * belief) / total(setting.sector_weight)


@lru_cache(maxsize=4)
def discount(setting: Setting) -> Array:
    """Return the discount with which markets start: controls, law, size, shape (states, worlds)."""
    start = setting.start
    n = len(setting.names["states"])
    invested = start.capital_share[:n] / total(start.capital_share[:n])
    return np.log(np.maximum(expected(start.belief, setting), 1e-6)) - np.log(invested)


def prize(state: State, setting: Setting) -> Array:
    """Return what all rents are worth, T$, shape (worlds,)."""
    potential = setting.of(revenue.Parameters).prize * world_gdp(state)
    return FIXED.rent_multiple * total(state.revenue) + FIXED.promised * state.patience * potential


def gap(state: State, setting: Setting) -> Array:
    """Return log expected rents over price for every state, shape (states, worlds)."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    price = np.maximum(state.capital_share[:n], 1e-6) * state.capital
    worth = np.maximum(expected(state.belief, setting), 1e-6) * prize(state, setting)
    return np.log(worth / price) - discount(setting) - p.fear * (state.uncertainty - 0.5)


def _moved(belief: Array, weight: Array) -> Array:
    """Move beliefs by milestone weights (axis 1: states), which may sum to at most 1."""
    return belief * (1.0 - np.minimum(total(weight, axis=1), 1.0)[:, None]) + weight


def milestones(state: State, setting: Setting) -> tuple[Array, Array, Array]:
    """Return beliefs after this turn's milestones, and the turns of first passage."""
    p = setting.of(Parameters)
    now = float(state.turn)
    new_sector = (state.platform >= FIXED.milestone) & (state.passed_sector >= NEVER)
    arrives = (physical_maturity(state, setting) >= FIXED.milestone) & (state.passed >= NEVER)
    if not (new_sector.any() or arrives.any()):
        return state.belief, state.passed_sector, state.passed
    passed_sector = np.where(new_sector, now, state.passed_sector)
    late = now - np.min(passed_sector, axis=1, keepdims=True)
    crowd = np.maximum(total(new_sector.astype(float), axis=1), 1.0)[:, None]
    weight = FIXED.sector_news * p.winner * new_sector * np.exp2(-np.maximum(late, 0.0) / FIXED.late) / crowd
    belief = _moved(state.belief, weight)
    passed = np.where(arrives, now, state.passed)
    late_all = now - np.min(passed, axis=0)
    crowd_all = np.maximum(total(arrives.astype(float)), 1.0)
    weight_all = p.winner * arrives * np.exp2(-np.maximum(late_all, 0.0) / FIXED.late) / crowd_all
    belief = _moved(belief, setting.physical[:, None] * weight_all[None])
    return belief, passed_sector, passed


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Update beliefs by news and results, then prices, sentiment and patience."""
    p = setting.of(Parameters)
    n, dt = len(setting.names["states"]), setting.dt
    belief, passed_sector, passed = milestones(state, setting)
    news = np.log(np.maximum(expected(belief, setting), 1e-6))
    news -= np.log(np.maximum(expected(state.belief, setting), 1e-6))
    learned = revenue.rent_shares(state, setting)
    learned -= belief
    learned *= dt * FIXED.belief_rate
    learned += belief
    belief = normalise(learned, axis=1)
    state = state.evolve(belief=belief, passed_sector=passed_sector, passed=passed, rent_news=news)
    gaps = gap(state, setting)
    weights = state.capital_share[:n] / total(state.capital_share[:n])
    calm = total(weights * gaps) + (1.0 - FIXED.minsky) * p.fear * (state.uncertainty - 0.5) + p.fuel
    leaning = FIXED.prudence * total(weights * orders.prudence)
    sentiment = state.sentiment + dt * p.extrapolation * (calm - leaning - state.sentiment)
    capital = state.capital * np.exp(dt * (FIXED.inflow + p.hype * state.sentiment))
    realised = unit(FIXED.rent_multiple * total(state.revenue) / state.capital)
    tired = FIXED.impatience * (1.0 - realised) * (0.4 + 1.2 * state.uncertainty)
    patience = clip(state.patience * np.exp(-dt * tired), 0.05, 1.0)
    state = state.evolve(sentiment=clip(sentiment, -3.0, 3.0), capital=clip(capital, 0.01, 1e5), patience=patience)
    return state.evolve(valuation_gap=clip(gap(state, setting), -10.0, 10.0))
