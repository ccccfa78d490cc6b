"""Blocs: a leader founds and invites, others join as deep as they dare.

Claim
    An export-control bloc, and its counter-bloc, grow where a leader asks for a duty that
    others have a mandate to accept; depth comes slowly and goes slowly.

Equations
    duty       += dt * medium * (found - duty)
    membership += dt * medium * (join * invite * mandate * min(1, 4 duty) - membership)
    a leader belongs to his own camp wholly and to no other

Source
    Mastanduno (1992) on COCOM; Snyder (1984) on the security dilemma in alliances; Axelrod &
    Bennett (1993) on landscapes of alignment.

Falsified if
    states join blocs whose leader asks for nothing, or leave none whose leader asks too much.
"""

from __future__ import annotations

import numpy as np

from techrace.arrays import largest, total
from techrace.chance import Chance
from techrace.figures import mandate
from techrace.orders import Orders
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Move duties and memberships towards what leaders ask and others sign."""
    if not setting.names["camps"]:
        return state
    pace = setting.dt * FIXED.medium
    asked = total(setting.leads * orders.found[None], axis=1)  # camps
    duty = state.duty + pace * (asked - state.duty)
    invited = total(setting.leads[:, :, None] * orders.invite[None], axis=1)  # camps, states
    wanted = orders.join * invited * mandate(state, FIXED.mandate)[None] * np.minimum(1.0, 4.0 * duty)[:, None]
    is_leader = largest(setting.leads, axis=0)
    wanted = np.where(is_leader > 0, setting.leads, wanted)
    membership = state.membership + pace * (wanted - state.membership)
    membership = np.where(is_leader > 0, setting.leads, membership)
    return state.evolve(duty=duty, membership=membership)
