"""Power politics: pressure works on those who depend on you, and on nobody else.

Claim
    A patron can impose a chip agreement (a price floor) on an ally that it protects; the same
    pressure on a rival achieves nothing. Whoever is not bound by the floor gains the market.

Equations
    comply_ij   = sigmoid(slope * (dependence_ji + money * trust * issuer_i - resistance
                  - size * gdp_j / (gdp_i + gdp_j)))
    price_floor = floor * sum_i press_ijl * comply_ij
    coercion_ij = max_l press_ijl * comply_ij

Source
    Hirschman (1945); Drezner (2003); Farrell & Newman (2019); Irwin (1996) and Flamm (1996) on
    the agreement of 1986.

Falsified if
    states without dependence yield to pressure as often as protected ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, largest, sigmoid, total
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``coercion.<name>``."""

    resistance: Floats = parameter(
        0.45,
        low=0.25,
        high=0.75,
        unit="0..1",
        meaning="Dependence at which a small state yields half-way",
        source="assumed; one case (1986) informs it weakly",
    )
    floor: Floats = parameter(
        0.3,
        low=0.02,
        high=0.5,
        unit="log price",
        meaning="Price floor of a full agreement",
        source="assumed; posterior of the DRAM case as wide as its prior",
    )


def yielding(state: State, setting: Setting) -> Array:
    """Return how far each state (second axis) yields to each (first), shape (states, states, worlds)."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    dependence = state.patronage[:n].swapaxes(0, 1)  # patron, client
    gdp = state.gdp[:n]
    size = gdp[None] / (gdp[:, None] + gdp[None])
    money = FIXED.coercion_money * state.trust * setting.issuer[:, None] * (dependence > 0)
    grip = dependence + money - p.resistance - FIXED.coercion_size * size
    return sigmoid(FIXED.coercion_slope * grip)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Impose the agreements that their targets yield to."""
    p = setting.of(Parameters)
    if not orders.press.any():
        return state.evolve(coercion=np.zeros_like(state.coercion), price_floor=np.zeros_like(state.price_floor))
    pressed = orders.press * yielding(state, setting)[:, :, None]  # by, states, layers
    floor = p.floor * total(pressed)  # states, layers
    return state.evolve(coercion=largest(pressed, axis=2), price_floor=floor.swapaxes(0, 1))
