"""Money and authority: what a unit of the programme budget really buys.

Claim
    The issuer of the reserve currency funds its race with other people's savings, and a
    government with credit at home gets more out of the same money. Firms wait when the future
    is murky, but a rival in sight also makes states run faster.

Equations
    means  = (1 + privilege * issuer * (trust - .5)) * (1 + authority * (political_capital - .6))
             * (1 - debt_drag * clip(debt - debt_limit, 0, 1)) + payments and licence fees received
    effort = min(spend * means, 5)
    vigour = exp(-waiting * (uncertainty - .5)) * (1 + sputnik * (tension - .4))
             * clip(capital_share / start, .05, 4)^capital_pull

Source
    Eichengreen (2011) on the privilege; Dixit & Pindyck (1994), Bloom (2009) on waiting;
    Putnam (1988) on authority.

Falsified if
    strategic spending of the issuer does not move with the standing of its currency.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Floats, clip, power, total, unit
from techrace.chance import Chance
from techrace.orders import Orders, pairs
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

MOST = 5.0  # what a small state can use of a large one's payments, on any one line


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``budget.<name>``."""

    privilege: Floats = parameter(
        0.6,
        low=0.2,
        high=1.0,
        unit="1",
        meaning="Budget that a fully trusted currency adds to its issuer",
        source="assumed; Gopinath & Stein (2021) for the sign",
    )
    authority: Floats = parameter(
        0.25,
        low=0.0,
        high=0.5,
        unit="1",
        meaning="Response of what money buys to political capital",
        source="assumed; Putnam (1988) for the sign",
    )
    waiting: Floats = parameter(
        0.75,
        low=0.0,
        high=1.4,
        unit="1",
        meaning="How far uncertainty delays investment",
        source="assumed; Bloom (2009) for the sign",
    )
    sputnik: Floats = parameter(
        0.25, low=0.0, high=0.9, unit="1", meaning="How far tension spurs effort", source="assumed"
    )


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Turn budget shares into effort, and set what a unit of effort achieves."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    means = 1.0 + p.privilege * setting.issuer * (state.trust - 0.5)
    means = means * (1.0 + p.authority * (state.political_capital - 0.6))
    means = means * (1.0 - FIXED.debt_drag * unit(state.debt - FIXED.debt_limit))
    purse = means * state.gdp[:n]
    received = total(orders.payment * purse[:, None])
    received = received * np.ones(state.worlds)
    for seller, buyer in pairs(orders.licence):
        received[seller] += FIXED.fee / FIXED.budget * total(orders.licence[seller, buyer] * setting.layer_revenue)
    received = received / state.gdp[:n]
    mood = np.exp(-p.waiting * (state.uncertainty - 0.5)) * (1.0 + p.sputnik * (state.tension - 0.4))
    funding = power(clip(state.capital_share[:n] / setting.start.capital_share[:n], 0.05, 4.0), FIXED.capital_pull)
    effort = np.minimum(orders.spend * (means + received), MOST)
    return state.evolve(effort=effort, vigour=mood * funding)
