"""Bubble and run: each investor stays only if enough others stay.

Claim
    When a rival is visibly first everybody looks at the same moment and knows that everybody
    looks: the same gap that was harmless yesterday becomes a run today. Most of a panic goes to
    the haven; the winner gets what its openness and size can absorb.

Equations
    attention = .1 + .9 (1 - exp(-bad news / .1))
    leaving   = attention * Phi((.5 fear_of_others - slack - gap) / .25);   run = max(leaving, .5 run)
    crash if gap + noise < fear_of_others * run * mobility - slack, in a market with over 10 % of AI capital
    outflow   = dt * moving * mobility * (run + .5 sigmoid((mean gap - gap) / .25)) + .25 mobility * crash
    offers to states ~ exp(1.2 gap) * mobility * gdp^.6, at most absorb * mobility * gdp; the rest to the haven
    a crash writes off a quarter; transfers sum to zero before that

Source
    Diamond & Dybvig (1983); Morris & Shin (1998); Goldstein & Pauzner (2005); Chwe (2001).

Falsified if
    a rival's being first leaves the leader's capital where it was, with a gap and without one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, normal_below, normalise, positive, power, sigmoid, total, unit
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``flight.<name>``."""

    others: Floats = parameter(
        1.1,
        low=0.4,
        high=1.6,
        unit="log",
        meaning="Complementarity: how far each fears the others' exit",
        source="assumed; Morris & Shin (1998) for the form",
    )
    moving: Floats = parameter(
        0.18,
        low=0.05,
        high=0.35,
        unit="1/yr",
        meaning="Capital that moves in a year when all want out",
        source="assumed",
    )
    absorb: Floats = parameter(
        0.03,
        low=0.01,
        high=0.08,
        unit="of GDP a turn",
        meaning="Capital that a wholly open state can take in",
        source="assumed",
    )


def flows(state: State, outflow: Array, setting: Setting) -> Array:
    """Return net transfers in T$ to every place, which sum to zero, shape (places, worlds)."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    held = state.capital_share * state.capital
    back = setting.dt * 0.5 * p.moving * held[n:]  # what waits in the haven looks for a home
    leaving = np.concatenate([outflow * held[:n], back])
    pull = np.exp(FIXED.destination * clip(state.valuation_gap, -5.0, 5.0)) * state.mobility * power(state.gdp[:n], 0.6)
    safe = 0.25 * total(pull)[None]
    offers = normalise(np.concatenate([pull, safe])) * total(leaving)
    taken = np.minimum(offers[:n], p.absorb * state.mobility * state.gdp[:n])
    haven = total(leaving) - total(taken)
    return np.concatenate([taken, haven[None]]) - leaving


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """See who looks, who leaves, which market fails, and where the money goes."""
    p = setting.of(Parameters)
    n, dt = len(setting.names["states"]), setting.dt
    bad = positive(-state.rent_news) + 0.15 * state.challenged * np.minimum(state.news, 1.0)
    watching = FIXED.attention + (1.0 - FIXED.attention) * -np.expm1(-bad / FIXED.attention_news)
    helped = largest(orders.swap * setting.issuer[:, None], axis=0)
    slack = FIXED.slack + FIXED.rescue_slack * orders.rescue + FIXED.swap_slack * helped
    leaving = watching * normal_below((0.5 * p.others - slack - state.valuation_gap) / FIXED.run_width)
    run = np.maximum(leaving, 0.5 * state.run)
    noise = FIXED.run_noise * chance.normal("flight", setting.names["states"])
    fails = state.valuation_gap + noise < p.others * run * state.mobility - slack
    fails = fails & (state.crash < 0.05) & (state.capital_share[:n] > FIXED.large_market)
    weights = state.capital_share[:n] / total(state.capital_share[:n])
    mean_gap = total(weights * state.valuation_gap)
    drift = run + 0.5 * sigmoid((mean_gap - state.valuation_gap) / 0.25)
    outflow = unit(dt * p.moving * state.mobility * drift + FIXED.crash_outflow * state.mobility * fails)
    places = state.capital_share * state.capital + flows(state, outflow, setting)
    places = np.maximum(places, 1e-9)
    lost = FIXED.crash_write_off * fails * places[:n]
    places = np.concatenate([places[:n] - lost, places[n:]])
    return state.evolve(
        run=unit(run),
        capital=total(places),
        capital_share=normalise(places),
        write_off=total(lost),
        sentiment=clip(state.sentiment - 1.5 * total(state.capital_share[:n] * fails), -3.0, 3.0),
        crash=unit(state.crash * np.exp(-dt * FIXED.crash_memory) + fails),
        crashes=state.crashes + fails,
    )
