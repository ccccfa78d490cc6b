"""Tension and uncertainty: the weather that all decisions meet.

Claim
    Hawkish leaders and controls between rivals raise tension, detente lowers it; tension,
    crashes and shocks make the future murky.

Equations
    tension     += dt * slow * (.10 + .55 mean hawkishness of rivals + .25 control between rivals
                   - easing * detente - tension)
    uncertainty += dt * 1.2 * (.25 + .55 tension + .25 worst crash + .2 news - uncertainty)

Source
    Jervis (1978) on the security dilemma; Baker, Bloom & Davis (2016) on policy uncertainty.

Falsified if
    uncertainty does not fall after rivals settle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, total
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``tension.<name>``."""

    easing: Floats = parameter(
        0.5, low=0.25, high=0.8, unit="1", meaning="Tension that a full detente takes away", source="assumed"
    )


def between_rivals(values: Array, setting: Setting) -> Array:
    """Average a pair quantity over rivals, weighted by rivalry, shape (worlds,)."""
    weight = setting.rivalry
    return total(total(weight * values)) / np.maximum(total(total(weight)), 1e-9)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Let tension follow hawks, controls and detente, and uncertainty follow tension."""
    p = setting.of(Parameters)
    hawks = between_rivals(0.5 * (state.hawkishness[:, None] + state.hawkishness[None]), setting)
    controls = between_rivals(state.embargo, setting)
    peace = between_rivals(state.detente, setting)
    target = FIXED.tension_floor + FIXED.tension_hawks * hawks + FIXED.tension_control * controls - p.easing * peace
    tension = state.tension + setting.dt * FIXED.slow * (target - state.tension)
    murk = 0.25 + 0.55 * tension + 0.25 * largest(state.crash, axis=0) + 0.2 * np.minimum(state.news, 1.0)
    uncertainty = state.uncertainty + setting.dt * 1.2 * (murk - state.uncertainty)
    return state.evolve(tension=clip(tension, 0.0, 1.0), uncertainty=clip(uncertainty, 0.0, 1.0))
