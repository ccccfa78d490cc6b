"""The political boundary: how freely people, ideas and capital move.

Claim
    Freedom, diversity and reward are the far bound of a state-led path: a state can move the
    boundary, but only slowly and with a mandate; capital controls and screening keep capital
    from leaving, and from coming.

Equations
    freedom += dt * slow * (order - freedom) * (mandate if order > freedom else 1)
    mobility = (.4 + .6 freedom) * (1 - .6 capital_controls) * (1 - .2 screening)

Source
    Huntington (1968) on opening; Acemoglu & Robinson (2012) on the bound of extractive paths.

Falsified if
    capital flows as readily into closed states as into open ones.
"""

from __future__ import annotations

import numpy as np

from techrace.chance import Chance
from techrace.figures import mandate
from techrace.orders import Orders
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Move the boundary and see how easily capital comes and goes."""
    gap = orders.loosen - state.freedom
    step = np.where(gap > 0, gap * mandate(state, FIXED.mandate), gap)
    freedom = state.freedom + setting.dt * FIXED.slow * step
    mobility = (0.4 + 0.6 * freedom) * (1.0 - 0.6 * orders.capital_controls) * (1.0 - 0.2 * orders.screening)
    return state.evolve(freedom=freedom, mobility=mobility)
