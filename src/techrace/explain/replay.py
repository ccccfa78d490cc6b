"""Play a known game again from any turn, many variants side by side, with the same luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.explain.game import settings_of, spread, touched
from techrace.orders import LEVERS, Lever, Orders
from techrace.policy import BY_AXIS, Policy, combine
from techrace.record import Record
from techrace.rules.turn import turn
from techrace.setting import Setting
from techrace.state import State
from techrace.view import View


@dataclass
class Reaction:
    """Policies that decide again in a replay, each from its own view.

    Attributes:
        policies: By state; None for one that repeats its orders.
        before: The state a turn ago.
        last: The orders of that turn.
    """

    policies: Sequence[Policy | None]
    before: State
    last: Orders

    def moves(self, state: State, setting: Setting, luck: Chance) -> list[dict[str, Array] | None]:
        """Return what every reacting seat orders now."""
        decided: list[dict[str, Array] | None] = []
        for seat, policy in enumerate(self.policies):
            view = View(seat, state, self.before, self.last, setting, luck)
            decided.append(None if policy is None else dict(policy.decide(view, luck)))
        return decided


def awake(game: Record, policies: Sequence[Policy | None], first: int, luck: Chance) -> Reaction:
    """Let policies live through the turns before a replay, so that they remember what they would remember."""
    rows = luck.worlds.size
    settings = settings_of(game.setting, game.turns)
    state = spread(game.states[0], rows)
    reaction = Reaction(policies, state, game.setting.standing)
    for t in range(first):
        reaction.moves(state, settings[t], luck.at(t))
        reaction.before, reaction.last = state, game.orders[t]
        state = spread(game.states[t + 1], rows)
    return reaction


Change = Callable[[Orders, int], Orders]
"""Changes the orders of a turn."""


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
    game: Record,
    state: State,
    first: int,
    last: int,
    luck: Chance,
    change: Change | None = None,
    reaction: Reaction | None = None,
    after: Callable[[State, int], State] | None = None,
) -> Iterator[State]:
    """Play the orders of a game again from a state, yielding the state after every turn.

    What people did between turns beside their orders (``Record.touches``) is done again, too.

    Args:
        game: Whose orders and settings are played.
        state: The state after ``first`` turns, in every row.
        first: Turns already played.
        last: Turns played at the end.
        luck: The luck of the rows.
        change: A last change to the orders of a turn.
        reaction: Who decides anew instead.
        after: What else is done to the state after so many turns.
    """
    settings = settings_of(game.setting, game.turns)
    for t in range(first, last):
        setting, now, orders = settings[t], luck.at(t), game.orders[t]
        if reaction is not None:
            orders = reacted(orders, reaction.moves(state, setting, now), setting.standing)
        if change is not None:
            orders = change(orders, t)
        if reaction is not None:
            reaction.before, reaction.last = state, orders
        state = touched(game, t + 1, turn(state, orders, setting, now), luck)
        state = after(state, t + 1) if after else state
        yield state


def end(states: Iterator[State], start: State) -> State:
    """Return the last of the states, or the start if there is none."""
    for state in states:
        start = state
    return start
