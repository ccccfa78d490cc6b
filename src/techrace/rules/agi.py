"""General AI: late on the curve, once, and then it spreads.

Claim
    Near the ceiling of a wave the hazard of general AI rises steeply; who has it works faster,
    and the others follow within a decade.

Equations
    hazard of s = hazard * exp(14 (frontier - .95)), for frontier > .75 and before anybody has it
    agi        += dt * .15 * (best agi - agi)

Source
    Assumed throughout; Grace et al. (2024) show how wide expert beliefs about timing are.

Falsified if
    it cannot be: switch it off (``--without agi``) to see what rests on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Floats, largest
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``agi.<name>``."""

    hazard: Floats = parameter(
        0.035, low=0.0, high=0.06, unit="1/yr", meaning="Hazard at 95 % of the wave's ceiling", source="assumed"
    )


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Draw whether somebody attains general AI, else let it spread."""
    p = setting.of(Parameters)
    dt = setting.dt
    hazard = p.hazard * np.exp(14.0 * (state.frontier - FIXED.agi_at)) * (state.frontier > 0.75)
    attained = chance.uniform("agi", setting.names["states"]) < -np.expm1(-dt * hazard)
    nobody = largest(state.agi, axis=0) <= 0
    spread = state.agi + dt * FIXED.agi_diffusion * (largest(state.agi, axis=0) - state.agi)
    return state.evolve(agi=np.where(nobody, attained.astype(float), spread))
