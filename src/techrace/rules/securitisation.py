"""Securitisation: once a technology is a matter of national security it stays one.

Claim
    Declaring AI national security is quick and coming back is slow (a ratchet); the label also
    closes models that were open.

Equations
    securitised += dt * (fast if order > securitised else slow) * (order - securitised)
    openness    += dt * fast * (order * (1 - shield * securitised) - openness)

Source
    Buzan, Waever & de Wilde (1998); Higgs (1987) for the ratchet.

Falsified if
    security labels are lifted as fast as they are imposed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Floats
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``securitisation.<name>``."""

    shield: Floats = parameter(
        0.5, low=0.2, high=0.8, unit="share", meaning="Openness that a full security label takes away", source="assumed"
    )


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Ratchet the security label and move openness towards what is ordered and allowed."""
    p = setting.of(Parameters)
    rate = np.where(orders.securitise > state.securitised, FIXED.fast, FIXED.slow)
    label = state.securitised + setting.dt * rate * (orders.securitise - state.securitised)
    openness = state.openness + setting.dt * FIXED.fast * (orders.open * (1.0 - p.shield * label) - state.openness)
    return state.evolve(securitised=label, openness=openness)
