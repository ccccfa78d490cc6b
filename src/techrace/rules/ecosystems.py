"""The land-grab of ecosystems: the cheap open stack gains as the other one closes.

Claim
    A market runs on whose technology is good, cheap, open, trusted with its data and aligned
    with it; network effects hold it there. A market that is shut out of one ecosystem
    furnishes itself with another. A new wave makes old installed bases worth less.

Equations
    appeal  = 3 ln quality + open * openness - price * sensitivity * cost - privacy * weight * max(0, .85 - freedom)
              + 1.1 alignment + 1.2 courtship - closing * min(1, closed + .2 securitised * (1 - dependence))
              + network * ln(installed base that still counts)
    share  += dt * renewal * (choice - share)
    where the world gives a platform's quality, it is quality_old^(1 - wave) * Q^wave, and its makers learn:
    Q += dt * (absorption * (research * effort * (1 - Q) + .5 diffusion * min(1, effort) * (best - Q))
               - obsolescence * Q)

Source
    Katz & Shapiro (1985); Arthur (1989); McFadden (1974); Henderson & Clark (1990) for waves.

Falsified if
    regions that are shut out of an ecosystem do not turn to its rival.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, mean, normalise, positive, returns, total, unit
from techrace.chance import Chance
from techrace.figures import capability
from techrace.orders import LINES, OFFERS, Orders
from techrace.parameters import parameter
from techrace.rules import quality as layer_quality
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

OUTREACH, SOVEREIGN = LINES.index("outreach"), LINES.index("sovereign")
AID, COMPUTE, PRICE, SECURITY = (OFFERS.index(o) for o in ("aid", "compute", "price", "security"))


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``ecosystems.<name>``."""

    open: Floats = parameter(
        1.1,
        low=0.2,
        high=2.0,
        unit="log odds",
        meaning="Pull of openness",
        source="one historical case (phones 2007-14)",
    )
    price: Floats = parameter(
        0.75,
        low=0.3,
        high=1.2,
        unit="log odds",
        meaning="Weight of price in a price-sensitive market",
        source="assumed",
    )
    privacy: Floats = parameter(
        1.4, low=0.3, high=2.6, unit="log odds", meaning="Distrust of a closed state's ecosystem", source="assumed"
    )
    closing: Floats = parameter(
        1.4,
        low=0.3,
        high=2.5,
        unit="log odds",
        meaning="Push of being shut out",
        source="assumed: the essay's loop; its sign is tested",
    )


def courtship(state: State, orders: Orders, kinds: tuple[int, ...]) -> Array:
    """Return how hard each state courts each market with some kinds of offer, shape (markets, states, worlds)."""
    mix = total(orders.outreach_mix[list(kinds)])
    return returns(2.0 * state.effort[OUTREACH] * mix * orders.outreach_focus, half=0.05)


def quality(state: State, orders: Orders, setting: Setting) -> Array:
    """Return the quality of each ecosystem in each market, shape (ecosystems, markets, worlds)."""
    n, markets = len(setting.names["states"]), state.gdp.shape[0]
    skill = capability(state)
    own = skill * (1.0 + 0.5 * returns(state.effort[SOVEREIGN], half=0.1))
    followers = FIXED.followers * largest(skill * state.openness, axis=0) * np.ones((markets - n, 1))
    homeless = np.concatenate([np.maximum(own, FIXED.followers * largest(skill * state.openness, axis=0)), followers])
    rows = []
    arrived = largest(setting.wave_ecosystems * state.wave, axis=0) if len(setting.names["waves"]) else 0.0
    for e in range(len(setting.names["ecosystems"])):
        if not np.isnan(setting.quality_old[e, 0]):  # a world may fix the quality of platforms
            old = setting.quality_old[e]
            new = np.log(np.maximum(state.ecosystem_quality[e], 1e-3))
            rows.append(np.exp((1.0 - arrived) * np.log(old) + arrived * new) * np.ones((markets, state.worlds)))
        elif setting.owns[e].any():
            rows.append(skill[int(np.argmax(setting.owns[e]))] * np.ones((markets, 1)))
        else:
            rows.append(homeless)
    return np.stack(rows)


def learned(state: State, setting: Setting) -> Array:
    """Return what the makers of platforms know of the wave to come after a turn, shape (ecosystems, worlds)."""
    level = state.ecosystem_quality
    given = ~np.isnan(setting.quality_old)
    if not given.any():
        return level
    skill = total(setting.owns * setting.absorption[None], axis=1)
    skill = np.where(total(setting.owns, axis=1) > 0, skill, FIXED.region_absorption)
    effort, best = setting.ecosystem_effort, largest(level, axis=0)
    own = setting.of(layer_quality.Parameters).research * effort * (1.0 - level)
    copied = 0.5 * FIXED.diffusion * np.minimum(effort, 1.0) * (best - level)
    change = skill * (own + copied) - FIXED.obsolescence * level
    return np.where(given, clip(level + setting.dt * change, 1e-3, 0.999), level)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Let the part of every market that is free to choose, choose."""
    p = setting.of(Parameters)
    n, markets = len(setting.names["states"]), state.gdp.shape[0]
    offered = courtship(state, orders, (COMPUTE, PRICE))
    glut = mean(state.overcapacity)
    good = FIXED.quality_ecosystem * np.log(np.maximum(quality(state, orders, setting), 1e-3))
    arrived = largest(setting.wave_ecosystems * state.wave, axis=0) if len(setting.names["waves"]) else 0.0
    rows = []
    for e in range(len(setting.names["ecosystems"])):
        keeps = 1.0 - arrived * (1.0 - setting.compatibility[e])
        appeal = good[e] + FIXED.network * np.log(state.ecosystem_share[e] * keeps + 0.01)
        cost = setting.ecosystem_price[e]
        if setting.owns[e].any():
            owner = int(np.argmax(setting.owns[e]))
            said = setting.ecosystem_openness[e]
            openness = state.openness[owner] if np.isnan(said[0]) else said
            camps = np.flatnonzero(setting.leads[:, owner, 0])
            cost = cost * (1.0 - 0.5 * openness) - 0.15 * np.minimum(glut[owner], 2.0) - 0.3 * orders.subsidy[owner]
            abroad = np.ones((markets, 1))
            abroad[owner] = 0.0
            distrust = p.privacy * setting.privacy * positive(0.85 - state.freedom[owner]) / 0.57
            shut = unit(orders.close[owner] + 0.2 * state.securitised[owner] * (1.0 - state.patronage[:, owner]))
            spared = (
                unit(setting.market_access * state.duty * 2.0)[camps[0]] * state.membership[camps[0]]
                if camps.size
                else np.zeros((n, 1))
            )
            shut = np.concatenate([shut[:n] * (1.0 - spared), shut[n:]])
            friends = state.alignment[camps[0]] if camps.size else np.zeros((markets, 1))
            appeal = appeal + p.open * openness + FIXED.court_ecosystem * offered[:, owner]
            appeal = appeal + FIXED.align_ecosystem * friends - abroad * (distrust + p.closing * shut)
            welcome = np.concatenate(
                [0.5 * orders.welcome[:, owner], np.zeros((markets - n, orders.welcome.shape[-1]))]
            )
            appeal = appeal + welcome
            appeal[owner] += 1.0
        else:
            own = FIXED.sovereign * returns(state.effort[SOVEREIGN])
            appeal = appeal + FIXED.align_ecosystem * state.alignment[-1] + p.open * 0.5
            appeal = appeal + np.concatenate([own, np.zeros((markets - n, own.shape[-1]))])
        rows.append(appeal - p.price * setting.price_sensitivity * cost)
    odds = np.stack(rows)
    choice = normalise(np.exp(odds - largest(odds, axis=0)))
    share = state.ecosystem_share + min(setting.dt * setting.ecosystem_renewal, 1.0) * (choice - state.ecosystem_share)
    share = normalise(np.maximum(share, 1e-9))
    return state.evolve(ecosystem_share=share, ecosystem_quality=learned(state, setting))
