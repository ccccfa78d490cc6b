"""Quality on a layer: learned by effort, by doing, and from what others sell inside machines.

Claim
    Technical quality grows with research effort and with production, and catches up through
    know-how embodied in equipment; denial stops that catch-up, and the denier's own research
    loses the income of the customer he locked out.

Equations
    effort   = (layer line * focus * (1 - .5 lost customers) + .35 bypass line * focus) / norm * (gdp / largest)^.15
    e        = 1.6 effort / (effort + .6)
    quality += dt * (absorption * gift * (research * (e + paid) * (1 - Q)
               + diffusion * embodied * (1 - denial) * min(1, e) * max(0, best - Q))
               + practice * sqrt(experience) * (1 - Q) - (obsolescence + push * largest e / (1 + ways round)) * Q)
               the Red Queen: the keenest moves best practice for all; who does not run falls back, and
               who has found a way of his own is pushed less
    licence:   Q += .4 * max(0, Q_seller - Q)

Source
    Arrow (1962) and Wright (1936) for learning by doing; Cohen & Levinthal (1990) for
    absorption; Lee & Lim (2001) for bought designs.

Falsified if
    states that neither research nor produce keep their place on a layer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, at_most, clip, extended, largest, positive, power, returns
from techrace.chance import Chance
from techrace.orders import LINES, Orders, pairs
from techrace.parameters import parameter
from techrace.rules import fund
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

LAYER, BYPASS = LINES.index("layer"), LINES.index("bypass")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``quality.<name>``."""

    research: Floats = parameter(
        0.14,
        low=0.07,
        high=0.23,
        unit="1/yr",
        meaning="Quality that a normal follower's effort adds",
        source="weakly calibrated on seven historical cases",
    )
    push: Floats = parameter(
        0.06,
        low=0.0,
        high=0.13,
        unit="1/yr",
        meaning="How fast the keenest effort on a layer devalues what everybody has",
        source="assumed; the memory, fab and solar cases prefer it to none",
    )


def absorption(state: State, setting: Setting) -> Array:
    """Return the skill to use what others know, moved by science since the start, shape (states, worlds)."""
    grown = setting.absorption * power(state.science / setting.start.science, 0.25)
    return clip(grown, 0.05, 1.2)


def programme(state: State, orders: Orders, setting: Setting) -> Array:
    """Return each holder's effort on each layer, 1 = a normal follower's, shape (layers, holders, worlds)."""
    gdp = state.gdp[: len(setting.names["states"])]
    size = power(gdp / largest(gdp, axis=0), FIXED.size_effort)
    own = state.lost_customers * -FIXED.denier_research
    own += 1.0
    own *= state.effort[LAYER] * size * (orders.layer_focus / setting.norm[:, None])
    own += 0.35 * state.effort[BYPASS] * size * (orders.bypass_focus / setting.norm[:, None])
    effort = returns(own, half=0.6)
    effort *= 1.6
    return extended(effort, 1, FIXED.rest_effort, axis=1)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Research, learn by doing, catch up, forget; then hand over designs that were sold."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    level = state.quality
    effort = programme(state, orders, setting)
    skill = extended(absorption(state, setting) * state.gift_layer, 1, FIXED.rest_absorption, axis=1)
    paid = extended(fund.paid(state, orders, setting), 1, 0.0, axis=1)
    served = extended(1.0 - state.denial, 1, 1.0, axis=1)
    best = largest(level, axis=1, keepdims=True)
    room = 1.0 - level
    taught = best - level
    taught *= at_most(effort, 1.0)
    taught *= served
    taught *= FIXED.diffusion * setting.embodied[:, None]
    change = FIXED.fund_quality * paid
    change += effort
    change *= p.research
    change *= room
    change += taught
    change *= skill
    room *= np.sqrt(state.experience)
    room *= FIXED.practice
    change += room
    pace = largest(effort, axis=1, keepdims=True)  # it takes running to stay in place
    outdated = p.push * pace / extended(1.0 + state.bypasses, 1, 1.0, axis=1)  # own ways round age more slowly
    outdated += FIXED.obsolescence
    outdated *= level
    change -= outdated
    change *= setting.dt
    change += level
    level = clip(change, 1e-3, 0.999)
    if deals := pairs(orders.licence):
        sold = np.zeros((level.shape[0], n, state.worlds))
        for seller, buyer in deals:
            gap = positive(level[:, seller] - level[:, buyer])
            np.maximum(sold[:, buyer], orders.licence[seller, buyer] * gap, out=sold[:, buyer])
        level[:, :n] += FIXED.licence * sold
    return state.evolve(quality=level, programme=effort)
