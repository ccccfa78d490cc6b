"""Play a known game again from any turn, many variants side by side, with the same luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.explain.game import settings_of, spread
from techrace.orders import LEVERS, Lever, Orders
from techrace.policy import BY_AXIS, Policy, combine
from techrace.record import Record
from techrace.rules.turn import turn
from techrace.setting import Setting
from techrace.state import State
from techrace.view import View


@dataclass
class Reaction:
    """Policies that decide again in the replay, each from its own view; None for a seat that repeats."""

    policies: Sequence[Policy | None]
    before: State | None = field(default=None)

    def moves(self, state: State, last: Orders, setting: Setting, luck: Chance) -> list[dict[str, Array] | None]:
        """Return what every reacting seat orders now."""
        before = self.before if self.before is not None else state
        self.before = state
        decided: list[dict[str, Array] | None] = []
        for seat, policy in enumerate(self.policies):
            decided.append(None if policy is None else dict(policy.decide(View(seat, state, before, last, setting, luck), luck)))
        return decided


def reacted(given: Orders, decided: Sequence[dict[str, Array] | None], standing: Orders) -> Orders:
    """Put what reacting seats decide in place of what they had ordered."""
    seats = [seat for seat, moves in enumerate(decided) if moves is not None]
    if not seats:
        return given
    fresh = combine(standing, [moves or {} for moves in decided])
    everyone = len(decided)
    chosen = np.zeros((everyone, 1), dtype=bool)
    chosen[seats] = True
    return mixed(fresh, given, chosen)


def mixed(orders: Orders, others: Orders, chosen: NDArray[np.bool_]) -> Orders:
    """Take ``orders`` for the states that are chosen in a row, ``others`` for the rest.

    Args:
        orders: Orders with one column, or one a row.
        others: The same of the alternative.
        chosen: Shape (states, rows).
    """
    changes = {}
    for lever in LEVERS:
        mine, theirs = getattr(orders, lever.name), getattr(others, lever.name)
        if differs(mine, theirs):
            changes[lever.name] = np.where(_along(chosen, lever), mine, theirs)
    return others.evolve(**changes)


def _along(chosen: NDArray[np.bool_], lever: Lever) -> NDArray[np.bool_]:
    """Spread a choice by state along the axes of a lever."""
    shape: list[int] = [1] * len(lever.axes)
    shape[BY_AXIS[lever.name]] = chosen.shape[0]
    return chosen.reshape(*shape, chosen.shape[1])


def differs(a: Array, b: Array) -> bool:
    """Say whether two arrays of orders differ anywhere."""
    return a is not b and not (a.shape == b.shape and bool(np.array_equal(a, b)))


def play(
    game: Record, state: State, orders: Sequence[Any], first: int, luck: Chance, reaction: Reaction | None = None, change: Any = None
) -> Iterator[State]:
    """Play on from a state with given orders, yielding the state after every turn.

    Args:
        game: Whose settings are played.
        state: The state after ``first`` turns.
        orders: The orders of every turn from there.
        first: Turns already played.
        luck: The luck of the rows.
        reaction: Who decides anew instead.
        change: A last change to the orders of a turn: (orders, turn) -> orders.
    """
    settings = settings_of(game.setting, game.turns)
    last = game.orders[first - 1] if first else game.setting.standing
    if reaction is not None and first:
        reaction.before = spread(game.states[first - 1], state.worlds)
    for t, given in enumerate(orders, start=first):
        setting, now = settings[t], luck.at(t)
        if reaction is not None:
            given = reacted(given, reaction.moves(state, last, setting, now), setting.standing)  # noqa: PLW2901
        if change is not None:
            given = change(given, t)  # noqa: PLW2901
        state, last = turn(state, given, setting, now), given
        yield state

