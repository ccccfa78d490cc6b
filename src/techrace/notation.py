"""How orders are written down: in world files, doctrines, scripts and on the command line.

A lever takes, by its axes (the acting state is understood):

* a number: ``open: 0.85``
* numbers by name: ``tariff: {china: 0.5}``, ``spend: {platform: 0.3}``, ``layer_focus: {hbm: 0.6}``
* for two axes, numbers by name by name, or one number for the whole row:
  ``control: {china: {hbm: 0.9}}`` or ``control: {china: 0.9}``

A focus (a split that sums to 1) keeps what is named; the rest is scaled to fill up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import numpy as np

from techrace.arrays import Array, total
from techrace.axes import axis_names
from techrace.errors import nearest
from techrace.orders import LEVERS, OFFERS, Lever, Orders
from techrace.world.schema import Problem, World

Leaf = TypeVar("Leaf")

BY_NAME: dict[str, Lever] = {lever.name: lever for lever in LEVERS}

DEFAULT_OFFER = {"aid": 0.4, "compute": 0.3, "price": 0.2, "security": 0.1}


def own_axes(lever: Lever) -> tuple[str, ...]:
    """Return the axes that a state fills in: the lever's axes without ``by``."""
    return tuple(axis for axis in lever.axes if axis != "by")


def slots(
    names: Mapping[str, tuple[str, ...]], name: str, value: Any, path: tuple[str, ...]
) -> Iterator[tuple[tuple[int | slice, ...], Any] | Problem]:
    """Walk a written order: yield (index over the lever's own axes, leaf), or a ``Problem``.

    Args:
        names: Ids along every axis.
        name: The lever.
        value: What is written: a leaf (number, expression) or mappings of leaves.
        path: Where it is written, for the problem.
    """
    if name not in BY_NAME:
        yield Problem(path, f"unknown lever {name!r}{nearest(name, BY_NAME)}")
        return
    yield from _walk(names, own_axes(BY_NAME[name]), value, path)


def _walk(
    names: Mapping[str, tuple[str, ...]], axes: tuple[str, ...], value: Any, path: tuple[str, ...]
) -> Iterator[tuple[tuple[int | slice, ...], Any] | Problem]:
    if not isinstance(value, Mapping):
        if isinstance(value, (list, bool)) or value is None:
            yield Problem(path, f"{value!r} is not a number{_choices(names, axes)}")
        else:
            yield (slice(None),) * len(axes), value
        return
    if not axes:
        yield Problem(path, "takes one number, not a mapping")
        return
    for key, inner in value.items():
        if key not in names[axes[0]]:
            yield Problem((*path, str(key)), f"unknown name {key!r}; allowed are {', '.join(names[axes[0]])}")
            continue
        position = names[axes[0]].index(key)
        for found in _walk(names, axes[1:], inner, (*path, str(key))):
            yield found if isinstance(found, Problem) else ((position, *found[0]), found[1])


def _choices(names: Mapping[str, tuple[str, ...]], axes: tuple[str, ...]) -> str:
    return f", nor a mapping over {', '.join(names[axes[0]])}" if axes else ""


def fill(focus: Array, named: Mapping[int, Any]) -> Array:
    """Set the named entries of a split and scale the others so that it sums to 1.

    Args:
        focus: A split along axis 0, shape (n, worlds).
        named: New values by position; each a number or (worlds,).
    """
    worlds = max([focus.shape[-1], *(np.size(v) for v in named.values())])
    chosen = np.empty((len(named), worlds))
    for row, value in zip(chosen, named.values(), strict=True):
        row[:] = value
    chosen = np.clip(chosen, 0.0, 1.0)
    places = list(named)
    others = np.ones((focus.shape[0], 1))
    others[places] = 0.0
    claimed = total(chosen)
    if len(places) == focus.shape[0]:
        result = np.empty((len(places), worlds))
        result[places] = np.where(claimed > 0, chosen / np.maximum(claimed, 1e-9), 1.0 / len(places))
        return result
    rest = total(focus * others)
    left = np.clip(1.0 - claimed, 0.0, 1.0)
    even = others / total(others)
    result = np.where(rest > 0, focus * others / np.where(rest > 0, rest, 1.0), even) * left
    result[places] = chosen / np.maximum(claimed, 1.0)
    return result


def number_problems(
    names: Mapping[str, tuple[str, ...]], lever: str, written: Any, path: tuple[str, ...]
) -> Iterator[Problem]:
    """Check what is written for a lever: unknown names, what is no number, numbers out of range."""
    for found in slots(names, lever, written, path):
        if isinstance(found, Problem):
            yield found
        elif not isinstance(found[1], (int, float)):
            yield Problem(path, f"{found[1]!r} is not a number")
        elif not BY_NAME[lever].low <= found[1] <= BY_NAME[lever].high:
            yield Problem(path, f"{found[1]:g} is outside {BY_NAME[lever].low:g}..{BY_NAME[lever].high:g}")


def problems_of(world: World) -> Iterator[Problem]:
    """Check the standing orders of a world: unknown levers and names, values out of range."""
    names = axis_names(world)
    for state, spec in world.states.items():
        for lever, value in spec.posture.items():
            path = ("states", state, "posture", lever)
            yield from number_problems(names, lever, value, path)
        spent = spec.posture.get("spend", {})
        if isinstance(spent, Mapping) and sum(v for v in spent.values() if isinstance(v, (int, float))) > 1.0005:
            yield Problem(("states", state, "posture", "spend"), f"lines sum to {sum(spent.values()):.4g}, above 1")


def standing_orders(world: World) -> Orders:
    """Return what the states do unless they say otherwise, from the world's postures."""
    states, layers = tuple(world.states), tuple(world.layers)
    names = axis_names(world)
    arrays: dict[str, Array] = {x.name: np.zeros((*(len(names[a]) for a in x.axes), 1)) for x in LEVERS}
    for i, (state, spec) in enumerate(world.states.items()):
        held = np.array([layer.share.value.get(state, 0.0) for layer in world.layers.values()])[:, None]
        behind = np.array([1.0 - layer.quality.value.get(state, 0.0) for layer in world.layers.values()])[:, None]
        abroad = np.array([0.0 if m in states else x.gdp.value for m, x in world.markets.items()])[:, None]
        if not world.regions:
            abroad = np.array([0.0 if m == state else x.gdp.value for m, x in world.markets.items()])[:, None]
        defaults = {
            "layer_focus": held + 1e-3,
            "bypass_focus": behind + 1e-3,
            "fund_focus": behind + 1e-3,
            "sector_focus": np.array([[s.weight] for s in world.sectors.values()]) + 1e-3,
            "reshoring_focus": np.ones((len(layers) + 1, 1)),
            "outreach_focus": abroad + 1e-9,
            "outreach_mix": np.array([[DEFAULT_OFFER[o]] for o in OFFERS]),
        }
        for name, values in defaults.items():
            arrays[name][:, i] = values / values.sum()
        arrays["open"][i] = spec.openness.value
        arrays["securitise"][i] = spec.securitised.value
        arrays["loosen"][i] = spec.freedom.value
        for c, camp in enumerate(world.camps.values()):
            if camp.leader == state:
                arrays["found"][i] = camp.bloc.founded
                arrays["invite"][i] = 1.0
            else:
                arrays["join"][c, i] = camp.bloc.members.get(state, 0.0)
        for name, value in spec.posture.items():
            lever = BY_NAME.get(name)
            if lever is None:
                continue
            axis = lever.axes.index("by")
            target = np.moveaxis(arrays[name], axis, 0)[i]  # a view: the state's own part
            found = [s for s in slots(names, name, value, ()) if not isinstance(s, Problem)]
            if lever.split:
                target[...] = fill(
                    target.copy(), {int(index[0]): leaf for index, leaf in found if isinstance(index[0], int)}
                )
            else:
                for index, leaf in found:
                    target[index] = float(leaf)
        for name in (
            "control",
            "tariff",
            "sanction",
            "press",
            "detente",
            "licence",
            "payment",
            "swap",
            "welcome",
            "invite",
        ):
            arrays[name][i, i] = 0.0  # nobody acts on himself
    return Orders(**arrays)
