"""What an agent may return as its moves: arrays, or orders written by name as in a world file.

``{"open": 0.85, "tariff": {"atlantis": 0.5}, "layer_focus": {"hbm": 0.6}}`` is what a doctrine
would say; an array over the lever's axes, with or without the axis of worlds, does as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.errors import InputError, shown, unknown
from techrace.feasibility import own
from techrace.mesa.figures import refuse
from techrace.notation import BY_NAME, fill, own_axes, slots
from techrace.orders import Lever
from techrace.policy import Moves
from techrace.setting import Setting
from techrace.world.schema import Problem


def read(written: Mapping[str, Any], setting: Setting, seat: int) -> Moves:
    """Return moves as arrays over the levers' axes, the last axis one world.

    Raises:
        InputError: A lever or a name is unknown, or an array has the wrong shape.
    """
    place = f"moves of {setting.names['states'][seat]}"
    if not isinstance(written, Mapping):
        refuse(f"{place}: decide returned {shown(written)}; it must return a mapping from levers to values")
    return {name: _values(name, value, setting, seat, place) for name, value in written.items()}


def _values(name: str, value: Any, setting: Setting, seat: int, place: str) -> Array:
    if name not in BY_NAME:
        refuse(f"{place}: {unknown('lever', name, BY_NAME)}")
    lever = BY_NAME[name]
    if isinstance(value, np.ndarray):
        return _shaped(value, lever, setting, f"{place}.{name}")
    return _written(value, lever, setting, seat, place)


def _shaped(array: Array, lever: Lever, setting: Setting, place: str) -> Array:
    """Check an array's shape; put the axis of worlds where it was left out."""
    axes = own_axes(lever)
    wanted = tuple(len(setting.names[axis]) for axis in axes)
    values = array[..., None] if array.ndim == len(wanted) else array
    if values.ndim != len(wanted) + 1 or any(n not in (1, w) for n, w in zip(values.shape, (*wanted, 1), strict=True)):
        refuse(f"{place}: an array of shape {array.shape}; wanted are {wanted} numbers: ({', '.join(axes)})")
    return values


def _written(value: Any, lever: Lever, setting: Setting, seat: int, place: str) -> Array:
    """Read an order written by name, on top of the world's standing orders."""
    values = own(getattr(setting.standing, lever.name), lever, seat)[..., :1].copy()
    found = list(slots(setting.names, lever.name, value, (lever.name,)))
    problems = [f"{place}.{'.'.join(x.path)}: {x}" for x in found if isinstance(x, Problem)]
    entries = [x for x in found if not isinstance(x, Problem)]
    problems += [
        f"{place}.{lever.name}: {shown(leaf)} is not a number"
        for _, leaf in entries
        if not isinstance(leaf, (int, float, np.number))
    ]
    if not problems and lever.split and any(isinstance(index[0], slice) for index, _ in entries):
        axis = own_axes(lever)[0]
        problems.append(f"{place}.{lever.name}: is a split; write numbers by name: {', '.join(setting.names[axis])}")
    if problems:
        raise InputError(problems)
    if lever.split:
        return fill(values, {int(index[0]): float(leaf) for index, leaf in entries if isinstance(index[0], int)})
    for index, leaf in entries:
        values[index] = float(leaf)
    return values
