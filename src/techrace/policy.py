"""What a policy is, and how the moves of all states become one set of orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.orders import LEVERS, Orders
from techrace.view import View

Moves: TypeAlias = Mapping[str, Array]
"""What a state orders beyond its standing orders: lever -> array over the lever's axes without
``by``, last axis worlds (or 1 where every world gets the same)."""

BY_AXIS = {lever.name: lever.axes.index("by") for lever in LEVERS}


@runtime_checkable
class Policy(Protocol):
    """Whoever decides for a state: a doctrine, a search, a person, a program."""

    name: str

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return this turn's moves, from what the state may know and its own luck."""
        ...


def unrepeatable(policies: Iterable[Policy]) -> list[str]:
    """Say which policies would play another game the next time; nothing if the same can be had again."""
    return [why for policy in policies if (why := getattr(policy, "by_the_clock", ""))]


def combine(standing: Orders, moves: Sequence[Moves]) -> Orders:
    """Put the moves of all states, in order of the states, on top of the standing orders."""
    touched = sorted({name for state_moves in moves for name in state_moves})
    changes: dict[str, Array] = {}
    for name in touched:
        base = getattr(standing, name)
        axis = BY_AXIS[name]
        worlds = max([base.shape[-1], *(m[name].shape[-1] for m in moves if name in m)])
        values = np.empty((*base.shape[:-1], worlds))
        for state, state_moves in enumerate(moves):
            own = (slice(None),) * axis + (state,)
            values[own] = state_moves[name] if name in state_moves else base[own]
        changes[name] = values
    return standing.evolve(**changes)
