"""Bounded changes of named figures between turns: what a ruling or the nudge of a card may do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from techrace.errors import unknown
from techrace.expressions import SINGULAR
from techrace.rules import events
from techrace.setting import Setting
from techrace.state import QUANTITIES, Quantity, State

_FIGURE = re.compile(r"^\s*([a-z_]+)\s*(?:\[([^\]]*)\])?\s*$")
_COUNTED = ("count", "turn", "turns")
CHANGEABLE: dict[str, Quantity] = {q.name: q for q in QUANTITIES if q.secret != "hidden" and q.unit not in _COUNTED}


def parsed(figure: str, setting: Setting) -> tuple[Quantity, tuple[int, ...]] | str:
    """Find what ``relations[a, b]`` names, or say what is wrong with it."""
    found = _FIGURE.match(figure)
    if not found:
        return f"{figure!r} is no figure; write a quantity and its names, such as unrest[{setting.names['states'][0]}]"
    name, ids = found[1], tuple(i.strip() for i in (found[2] or "").split(",") if i.strip())
    if name not in CHANGEABLE:
        return unknown("quantity", name, CHANGEABLE)
    quantity = CHANGEABLE[name]
    if len(ids) != len(quantity.axes):
        return f"{name} takes {', '.join(SINGULAR[a] for a in quantity.axes) or 'no names'}, not {len(ids)} names"
    index = []
    for axis, entry in zip(quantity.axes, ids, strict=True):
        if entry not in setting.names[axis]:
            return unknown(SINGULAR[axis], entry, setting.names[axis])
        index.append(setting.index(axis, entry))
    return quantity, tuple(index)


def mistake(figure: str, setting: Setting) -> str:
    """Say what is wrong with the name of a figure; nothing if it can be changed."""
    found = parsed(figure, setting)
    return found if isinstance(found, str) else ""


def apply(state: State, changes: Iterable[tuple[str, float]], setting: Setting) -> State:
    """Change figures, each kept within its range; shares are scaled to fill up to 1 again."""
    for figure, by in changes:
        found = parsed(figure, setting)
        if isinstance(found, str):
            raise ValueError(found)  # noqa: TRY004 - a figure that is none, told as a sentence
        state = events.changed(state, figure, np.array([by]), setting)
    return state


def in_points(figure: str) -> bool:
    """Say whether a figure changes by points of its range, and not by a share of its value."""
    return events.in_points(CHANGEABLE[figure.partition("[")[0].strip()])


def figures(state: State) -> dict[str, tuple[float, ...]]:
    """Return the headline figures of a single game as plain numbers, by name."""
    return {q.name: tuple(float(x) for x in getattr(state, q.name)[..., 0].ravel()) for q in QUANTITIES if q.headline}


def furthest(
    recorded: Mapping[str, tuple[float, ...]], found: Mapping[str, tuple[float, ...]], setting: Setting
) -> tuple[str, float]:
    """Name the headline figure in which two states differ most, and by how much (0: in none)."""
    worst, most = "", 0.0
    for q in QUANTITIES:
        if q.name in recorded and q.name in found and len(recorded[q.name]) == len(found[q.name]):
            gaps = np.abs(np.array(recorded[q.name]) - np.array(found[q.name]))
            i = int(np.argmax(gaps))
            if gaps[i] > most:
                shape = tuple(len(setting.names[a]) for a in q.axes)
                ids = (setting.names[a][j] for a, j in zip(q.axes, np.unravel_index(i, shape), strict=True))
                worst, most = f"{q.name}[{', '.join(ids)}]" if q.axes else q.name, float(gaps[i])
    return worst, most
