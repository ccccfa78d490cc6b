"""What a state ordered otherwise after a moment: beside a promise in words, for people to judge whether it was kept.

Nothing here reads the promise. What a program could judge is a deal, whose terms are orders; a pledge is a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from techrace.explain.words import lever as named
from techrace.feasibility import own
from techrace.language import Language
from techrace.notation import own_axes
from techrace.orders import LEVERS
from techrace.record import Record

SEEN = 0.05
"""The least change of a lever that is told, of 1."""
MOST = 8
"""Changes that are told at most."""


@dataclass(frozen=True)
class Change:
    """A lever that was set otherwise.

    Attributes:
        lever: The lever.
        of: What it is of: a state, a layer, a line of the budget; empty if nothing.
        turn: The first turn in which it was otherwise, counted from 1.
        path: Where it stood before, then, and in the last turn, without repetitions.
    """

    lever: str
    of: tuple[str, ...]
    turn: int
    path: tuple[float, ...]

    @property
    def size(self) -> float:
        """Return the largest distance from where it stood before."""
        return max(abs(value - self.path[0]) for value in self.path)


def afterwards(record: Record, state: str, turn: int, most: int = MOST) -> list[Change]:
    """List what a state ordered otherwise than in the turn before a given one, the largest change first.

    Args:
        record: A game, whose orders are kept.
        state: Whose orders.
        turn: The turn in which something was said, counted from 0; its orders may be the first that differ.
        most: How many changes to return.
    """
    setting, seat = record.setting, record.setting.index("states", state)
    before = record.orders[turn - 1] if turn else setting.standing
    found = []
    for lever in LEVERS:
        if lever.split and lever.name != "spend":
            continue  # a focus says how, not whether
        rows = [own(getattr(orders, lever.name), lever, seat)[..., 0] for orders in (before, *record.orders[turn:])]
        path = np.stack(np.broadcast_arrays(*rows))
        moved = np.abs(path - path[0]) >= SEEN
        axes = [setting.names[axis] for axis in own_axes(lever)]
        for place in map(tuple, np.argwhere(moved.any(axis=0))):
            first = int(moved[(slice(None), *place)].argmax())
            stops = [round(float(path[(t, *place)]), 2) for t in (0, first, -1)]
            of = tuple(names[i] for names, i in zip(axes, place, strict=True))
            found.append(Change(lever.name, of, turn + first, tuple(value for value, _ in groupby(stops))))
    return sorted(found, key=lambda change: -change.size)[:most]


def told(changes: list[Change], tell: Language) -> str:
    """Say what was ordered otherwise, in percent."""
    if not changes:
        return tell("afterwards-nothing")
    said = []
    for change in changes:
        path = " → ".join(f"{100 * value:.0f}" for value in change.path)
        what = " ".join((named(change.lever, tell), *change.of))
        said.append(tell("afterwards-change", turn=change.turn, what=what, path=path))
    return "; ".join(said)
