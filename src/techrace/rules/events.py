"""The event deck: what no state decides, with a hazard in named quantities.

Claim
    Accidents and crises interrupt supply and growth for a while; some grow likelier with
    tension, some come only in certain times, some leave a lasting mark. The world file says which
    there are.

Equations
    hazard   = rate * exp(slope * (tension - .6)), while the event is not running, its turns have
               come and its figures lie in their bands; else 0
    scarcity = 1 - prod over running events (1 - loss)
    figure  += uniform(low, high) once, when the event starts, within the range of the figure

Source
    The world file gives each event's own.

Falsified if
    crises come no more often in tense times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array, clip
from techrace.chance import Chance
from techrace.errors import unknown
from techrace.orders import Orders
from techrace.setting import Setting
from techrace.state import QUANTITIES, Quantity, State

_FIGURE = re.compile(r"^\s*([a-z_]+)\s*(?:\[([^\]]*)\])?\s*$")
_BY_NAME = {q.name: q for q in QUANTITIES if q.secret != "hidden"}
_POINTS = 5.0  # a quantity within ±5 changes by points of its range, any other by a share of its value


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Draw this turn's events, see what they make scarce, and let them leave their marks."""
    names = setting.names["events"]
    if not names:
        return state
    state = state.evolve(events_left=np.maximum(state.events_left - 1.0, 0.0))
    hazard = setting.event_hazard * np.exp(setting.event_tension * (state.tension - 0.6)) * _possible(state, setting)
    luck = chance.uniform("events", names)
    starts = (luck < 1.0 - np.exp(-setting.dt * hazard)) & (state.events_left <= 0)
    return befall(state, starts, setting, chance)


def befall(state: State, starts: NDArray[np.bool_], setting: Setting, chance: Chance) -> State:
    """Let events start, drawn by luck or played by hand.

    Args:
        state: The state before them.
        starts: Which start where, shape (events, worlds).
        setting: The world.
        chance: The luck of their effects.
    """
    left = np.where(starts, setting.event_lasts, state.events_left)
    kept: Array = np.ones((len(setting.names["layers"]), 1))
    for i in np.flatnonzero(setting.event_scarcity.any(axis=(1, 2))):
        kept = kept * (1.0 - (left[i] > 0) * setting.event_scarcity[i])
    state = state.evolve(
        events_left=left, events_seen=state.events_seen + starts, scarcity=1.0 - kept * np.ones(state.worlds)
    )
    marks: dict[str, Array] = {}
    for (name, event), start in zip(setting.world.events.items(), starts, strict=True):
        if event.effects and start.any():
            here = np.flatnonzero(start)  # an event comes to few worlds at a time: the others cost nothing
            luck = chance.take(here).uniform("events effects", (name,), tuple(event.effects))[0]
            for (figure, (low, high)), u in zip(event.effects.items(), luck, strict=True):
                _change(marks, state, figure, low + (high - low) * u, setting, here)
    return state.evolve(**marks)


def _possible(state: State, setting: Setting) -> Array:
    """Return where each event can come now, shape (events, 1) or (events, worlds)."""
    can: Array = np.ones((len(setting.names["events"]), 1))
    for i, event in enumerate(setting.world.events.values()):
        if not event.first <= state.turn + 1 <= event.last:
            can[i] = 0.0
        for figure, (low, high) in event.when.items():
            value = read(state, figure, setting)
            can = can * np.ones(state.worlds) if can.shape[-1] == 1 else can
            can[i] *= (low <= value) & (value <= high)
    return can


# ---------------------------------------------------------------- figures by name


@lru_cache(maxsize=4096)
def _split(figure: str) -> tuple[str, tuple[str, ...]]:
    found = _FIGURE.match(figure)
    return (found[1], tuple(i.strip() for i in (found[2] or "").split(",") if i.strip())) if found else ("", ())


def mistake(figure: str, setting: Setting) -> str:
    """Say what is wrong with the name of a figure; nothing if it is one."""
    name, ids = _split(figure)
    if name not in _BY_NAME:
        return unknown("quantity", name or figure, _BY_NAME)
    axes = _BY_NAME[name].axes
    if len(ids) != len(axes):
        return f"{name} takes {len(axes)} names ({', '.join(axes)}), not {len(ids)}"
    wrong = (unknown("name", i, setting.names[a]) for a, i in zip(axes, ids, strict=True) if i not in setting.names[a])
    return next(wrong, "")


def _place(figure: str, setting: Setting) -> tuple[Quantity, tuple[int, ...]]:
    name, ids = _split(figure)
    quantity = _BY_NAME[name]
    return quantity, tuple(setting.index(axis, i) for axis, i in zip(quantity.axes, ids, strict=True))


def read(state: State, figure: str, setting: Setting) -> Array:
    """Return a figure by its name, shape (worlds,)."""
    quantity, index = _place(figure, setting)
    values: Array = getattr(state, quantity.name)[index]
    return values


def in_points(quantity: Quantity) -> bool:
    """Say whether a quantity changes by points of its range, and not by a share of its value."""
    return quantity.low >= -_POINTS and quantity.high <= _POINTS


def changed(state: State, figure: str, by: Array, setting: Setting) -> State:
    """Change a figure within its range; shares are scaled to fill up to 1 again.

    Args:
        state: The state.
        figure: ``quality[a layer, a state]``.
        by: Points of its range, or a share of its value where it has none, shape (worlds,).
        setting: The names.
    """
    marks: dict[str, Array] = {}
    _change(marks, state, figure, by, setting, slice(None))
    return state.evolve(**marks)


def _change(
    marks: dict[str, Array], state: State, figure: str, by: Array, setting: Setting, here: slice | NDArray[np.intp]
) -> None:
    """Change a figure in some worlds; ``marks`` holds the quantities that have been changed, each copied once."""
    quantity, index = _place(figure, setting)
    if quantity.name not in marks:
        marks[quantity.name] = np.array(getattr(state, quantity.name))
    values = marks[quantity.name]
    figures = values[index]  # (worlds,): views, through which ``values`` changes
    old = figures[here].copy()
    new = clip(old + by if in_points(quantity) else old * (1.0 + by), quantity.low, quantity.high)
    if quantity.share_of:
        axis = quantity.axes.index(quantity.share_of)
        place: tuple[int | slice, ...] = (*index[:axis], slice(None), *index[axis + 1 :])
        row = values[place]
        scale = np.where(by != 0, (1.0 - new) / np.maximum(1.0 - old, 1e-12), 1.0)
        row[:, here] *= scale
    figures[here] = np.where(by != 0, new, old)


def problems_of(setting: Setting) -> Iterable[tuple[tuple[str, ...], str]]:
    """List figures in the deck that do not exist: (path, sentence)."""
    for name, event in setting.world.events.items():
        for field in ("when", "effects"):
            for figure in getattr(event, field):
                if sentence := mistake(figure, setting):
                    yield ("events", name, field, figure), sentence
