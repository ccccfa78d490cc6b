"""What a state really did: the dated orders of a world's history, and else its standing orders.

An episode holds from its date until its end, or for good; where two speak of the same entry of
a lever, the later one counts. Orders are written in the notation of all orders, so that history
may do what a player may do, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.axes import axis_names
from techrace.chance import Chance
from techrace.errors import InputError
from techrace.notation import BY_NAME, fill, number_problems, slots
from techrace.policy import BY_AXIS, Moves
from techrace.setting import Setting
from techrace.view import View
from techrace.world.schema import Problem, World

Slot = tuple[str, tuple[int | slice, ...], float]
"""One entry of an order: lever, index over the lever's own axes, value."""


@dataclass(frozen=True)
class _Episode:
    """A checked episode."""

    first: float  # date
    last: float  # date at which it no longer holds
    slots: tuple[Slot, ...]


class History:
    """The orders that a world's history gives a state."""

    name = "history"

    def __init__(self, setting: Setting, seat: int) -> None:
        problems = list(problems_of(setting.world))
        if problems:
            raise InputError(f"{'.'.join(problem.path)}: {problem}" for problem in problems)
        self.seat = seat
        me = setting.names["states"][seat]
        self.episodes = tuple(
            _Episode(x.date, np.inf if x.until is None else x.until, tuple(_slots(setting, x.orders)))
            for x in sorted(setting.world.history, key=lambda x: x.date)
            if x.state == me
        )

    def decide(self, view: View, chance: Chance) -> Moves:  # noqa: ARG002
        """Return what the state ordered at this date."""
        world = view.setting.world
        now = world.start + view.state.turn * world.turn_years + 1e-9
        changes: dict[str, list[tuple[tuple[int | slice, ...], float]]] = {}
        for episode in self.episodes:
            if episode.first <= now < episode.last:
                for lever, index, value in episode.slots:
                    changes.setdefault(lever, []).append((index, value))
        return {lever: self._moved(view.setting, lever, entries) for lever, entries in changes.items()}

    def _moved(self, setting: Setting, lever: str, entries: list[tuple[tuple[int | slice, ...], float]]) -> Array:
        """Return the standing order of a lever with some entries changed."""
        standing = getattr(setting.standing, lever)
        values: Array = np.moveaxis(standing, BY_AXIS[lever], 0)[self.seat].copy()
        if BY_NAME[lever].split:
            return fill(values, {int(index[0]): value for index, value in entries if isinstance(index[0], int)})
        for index, value in entries:
            values[index] = value
        return values


def _slots(setting: Setting, orders: dict[str, Any]) -> Iterator[Slot]:
    for lever, written in orders.items():
        for found in slots(setting.names, lever, written, ()):
            if not isinstance(found, Problem):
                yield lever, found[0], float(found[1])


def problems_of(world: World) -> Iterator[Problem]:
    """Check the history of a world: unknown levers and names, values out of range."""
    names = axis_names(world)
    for i, episode in enumerate(world.history):
        for lever, written in episode.orders.items():
            path = ("history", str(i), "orders", lever)
            yield from number_problems(names, lever, written, path)
