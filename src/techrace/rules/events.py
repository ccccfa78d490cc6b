"""The event deck: what no state decides, with a hazard in named quantities.

Claim
    Accidents and crises interrupt supply and growth for a while; some grow likelier with
    tension. The world file says which there are.

Equations
    hazard   = rate * exp(slope * (tension - .6)), while the event is not running
    scarcity = 1 - prod over running events (1 - loss)

Source
    The world file gives each event's own.

Falsified if
    crises come no more often in tense times.
"""

from __future__ import annotations

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.setting import Setting
from techrace.state import State


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Draw this turn's events and see what they make scarce."""
    count = len(setting.names["events"])
    if not count:
        return state
    left = np.maximum(state.events_left - 1.0, 0.0)
    hazard = setting.event_hazard * np.exp(setting.event_tension * (state.tension - 0.6))
    luck = chance.uniform("events", setting.names["events"])
    starts = (luck < -np.expm1(-setting.dt * hazard)) & (left <= 0)
    left = np.where(starts, setting.event_lasts, left)
    kept: Array = np.ones((len(setting.names["layers"]), 1))
    for event in range(count):
        kept = kept * (1.0 - (left[event] > 0) * setting.event_scarcity[event])
    return state.evolve(
        events_left=left, events_seen=state.events_seen + starts, scarcity=1.0 - kept * np.ones(state.worlds)
    )
