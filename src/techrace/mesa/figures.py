"""Who in a model owns which figure: read from ``quantities()``, so that nobody repeats the list.

A quantity with an axis of states, markets, holders or places belongs to agents; one without
belongs to the model. What is left of its axes is spelled out by name:
``agent.gdp`` is a number, ``agent.layer_share`` a mapping from layer to number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from typing import Any, NoReturn, TypeVar

import numpy as np

from techrace.errors import InputError, unknown
from techrace.record import HEADLINES
from techrace.setting import Setting
from techrace.state import QUANTITIES, Quantity

Names = Mapping[str, tuple[str, ...]]
Spelled = Any  # a float, or a mapping from a name to what is spelled at that name
Read = Callable[[Any], Any]  # from an agent or a model to a figure
C = TypeVar("C", bound=type)

REGION_AXES = ("markets",)
STATE_AXES = ("markets", "states", "holders", "places")
"""Axes along which agents have a place; states come first on each, in the order of the world."""


def refuse(sentence: str) -> NoReturn:
    """Say that what a user gave cannot be used."""
    raise InputError(sentence)


def owner(q: Quantity) -> int | None:
    """Return which axis of a quantity is its owner's (of a pair, the one who acts), or None for the model."""
    return next((i for i, axis in enumerate(q.axes) if axis in STATE_AXES), None)


def spell(values: Any, axes: tuple[str, ...], names: Names) -> Spelled:
    """Write an array of one world as a number, or as numbers by name along its axes."""
    if not axes:
        return float(values)
    return {name: spell(part, axes[1:], names) for name, part in zip(names[axes[0]], values, strict=True)}


def with_figures(axes: tuple[str, ...] = ()) -> Callable[[C], C]:
    """Give a class a read-only attribute for every quantity that it owns: agents by axes, or the model."""

    def decorate(cls: C) -> C:
        for q in QUANTITIES:
            own = owner(q)
            if (q.axes[own] in axes) if own is not None else not axes:
                read = partial(_of_model, q) if own is None else partial(_of_agent, q, own)
                setattr(cls, q.name, property(read, doc=f"{q.meaning} ({q.unit})."))
        return cls

    return decorate


def _of_model(q: Quantity, model: Any) -> Spelled:
    return spell(getattr(model.state, q.name)[..., 0], q.axes, model.setting.names)


def _of_agent(q: Quantity, own: int, agent: Any) -> Spelled:
    values = np.take(getattr(agent.model.state, q.name)[..., 0], agent.index, axis=own)
    return spell(values, q.axes[:own] + q.axes[own + 1 :], agent.model.setting.names)


# ---------------------------------------------------------------- columns for Mesa's DataCollector


def model_reporters(setting: Setting, figures: tuple[str, ...] = ()) -> dict[str, Read]:
    """Return a reporter for every headline figure that no agent owns, and for the figures asked for."""
    reporters: dict[str, Read] = {"turn": _turn, "date": _date}
    for q in HEADLINES:
        if owner(q) is None:
            for name, index in _entries(q, q.axes, setting):
                reporters[name] = partial(_entry, q.name, index)
    for figure in figures:
        reporters[figure] = partial(_entry, *_find(figure, setting))
    return {name: read if isinstance(read, partial) else partial(read) for name, read in reporters.items()}


def agent_reporters(setting: Setting) -> dict[str, Read]:
    """Return a reporter for every headline figure that agents own; None where an agent has none."""
    reporters: dict[str, Read] = {"name": _name}
    for q in HEADLINES:
        own = owner(q)
        if own is not None:
            for name, index in _entries(q, q.axes[:own] + q.axes[own + 1 :], setting):
                reporters[name] = partial(_entry_of, q.name, q.axes[own], index[:own], index[own:])
    return reporters


def _entries(q: Quantity, axes: tuple[str, ...], setting: Setting) -> Iterator[tuple[str, tuple[int, ...]]]:
    """List the entries along axes: written name, such as ``layer_share[hbm]``, and index."""
    for entry in product(*(enumerate(setting.names[axis]) for axis in axes)):
        name = f"{q.name}[{', '.join(word for _, word in entry)}]" if entry else q.name
        yield name, tuple(i for i, _ in entry)


def _find(figure: str, setting: Setting) -> tuple[str, tuple[int, ...]]:
    """Find a figure by its written name, such as ``gdp[atlantis]``."""
    word, _, inside = figure.partition("[")
    known = {q.name: q for q in QUANTITIES}
    if word.strip() not in known:
        refuse(f"figures: {unknown('figure', word.strip(), known)}")
    q = known[word.strip()]
    ids = [i.strip() for i in inside.rstrip("] ").split(",") if i.strip()]
    if len(ids) != len(q.axes):
        wanted = f"{q.name}[{', '.join(q.axes)}]" if q.axes else q.name
        refuse(f"figures: {figure!r} names {len(ids)} of {len(q.axes)} axes; write {wanted}")
    for axis, i in zip(q.axes, ids, strict=True):
        if i not in setting.names[axis]:
            refuse(f"figures: {figure!r}: {unknown(f'name on the axis {axis}', i, setting.names[axis])}")
    return q.name, tuple(setting.index(axis, i) for axis, i in zip(q.axes, ids, strict=True))


def _turn(model: Any) -> int:
    return int(model.turn)


def _date(model: Any) -> float:
    return float(model.date)


def _name(agent: Any) -> str:
    return str(agent.name)


def _entry(name: str, index: tuple[int, ...], model: Any) -> float:
    return float(getattr(model.state, name)[(*index, 0)])


def _entry_of(name: str, axis: str, before: tuple[int, ...], after: tuple[int, ...], agent: Any) -> float | None:
    if axis not in agent.axes:
        return None
    return float(getattr(agent.model.state, name)[(*before, agent.index, *after, 0)])
