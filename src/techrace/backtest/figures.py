"""Figures over time that an observation names: ``layer_share[fab, korea] + layer_share[fab, taiwan]``.

The text is parsed, every name is checked against the world, and what remains is arithmetic on
the headline figures of a record. Nothing is ever run as Python.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.errors import unknown
from techrace.record import HEADLINES, Record
from techrace.setting import Setting

Figure = Callable[[Record], Array]
"""A figure over time, shape (turns + 1, worlds)."""

LONGEST = 500  # characters
AXES: dict[str, tuple[str, ...]] = {
    **{q.name: q.axes for q in HEADLINES},
    "ecosystem_reach": ("ecosystems",),
    "gdp_share": ("markets",),
    "compute_share": ("states",),
}
SHARES = {q.name for q in HEADLINES if q.unit in ("share", "0..1")} | {"ecosystem_reach", "gdp_share", "compute_share"}
_OPERATIONS: dict[type, Callable[[Array, Array], Array]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
}


class FigureError(ValueError):
    """What is wrong with a figure, as a sentence."""


def compile_figure(text: str, setting: Setting) -> Figure:
    """Check a figure against a world and return the function that reads it from a record.

    Raises:
        FigureError: A sentence that says what is wrong.
    """
    if len(text) > LONGEST:
        message = f"a figure of {len(text)} characters is longer than {LONGEST}"
        raise FigureError(message)
    try:
        tree = ast.parse(text.strip(), mode="eval")
        return _compile(tree.body, setting)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, FigureError):
            raise
        message = f"{text!r} cannot be read; write name[id, id] with + - * / and numbers"
        raise FigureError(message) from None


def _compile(node: ast.expr, setting: Setting) -> Figure:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return lambda _record: np.asarray(float(value))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            function, a, b = _OPERATIONS[type(op)], _compile(left, setting), _compile(right, setting)
            return lambda record: function(a(record), b(record))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            part = _compile(inner, setting)
            return lambda record: -part(record)
        case ast.Name(id=name):
            return _named(name, [], setting)
        case ast.Subscript(value=ast.Name(id=name), slice=index):
            return _named(name, index.elts if isinstance(index, ast.Tuple) else [index], setting)
    message = f"{ast.unparse(node)!r} is not allowed; write name[id, id] with + - * / and numbers"
    raise FigureError(message)


def most(text: str) -> float:
    """Return the largest value that a sum of shares can have; infinite for anything else."""
    return _most(ast.parse(text.strip(), mode="eval").body)


def _most(node: ast.expr) -> float:
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            return _most(left) + _most(right)
        case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)):
            return 1.0 if name in SHARES else float("inf")
    return float("inf")


def _named(name: str, ids: list[ast.expr], setting: Setting) -> Figure:
    if name not in AXES:
        raise FigureError(unknown("figure", name, AXES))
    axes = AXES[name]
    if len(ids) != len(axes):
        form = f"{name}[{', '.join(axes)}]" if axes else name
        message = f"{name} has {len(ids)} names in brackets; write {form}"
        raise FigureError(message)
    place: list[int] = []
    for axis, entry in zip(axes, ids, strict=True):
        said = entry.id if isinstance(entry, ast.Name) else ast.unparse(entry)
        if said not in setting.names[axis]:
            raise FigureError(unknown(f"name among {axis}", said, setting.names[axis]))
        place.append(setting.index(axis, said))
    if name == "gdp_share":
        return lambda record: _gdp(record)[:, place[0]]
    if name == "compute_share":
        return lambda record: _compute(record)[:, place[0]]
    if name == "ecosystem_reach":
        return lambda record: np.sum(_gdp(record) * record.headlines["ecosystem_share"][:, place[0]], axis=1)
    index: Any = (slice(None), *place)
    return lambda record: record.headlines[name][index]


def _gdp(record: Record) -> Array:
    gdp = record.headlines["gdp"]
    return gdp / np.sum(gdp, axis=1, keepdims=True)


def _compute(record: Record) -> Array:
    """Return the share of the world's AI compute; that of others keeps to its trend."""
    held = record.setting.compute_share
    now = held * record.headlines["compute"]
    others = np.maximum(1.0 - np.sum(held, axis=0), 0.0)
    return now / (np.sum(now, axis=1, keepdims=True) + others)


def at(dates: Array, path: Array, date: float) -> Array:
    """Return a figure at a date, read off the line between two turns, shape (worlds,)."""
    last = len(dates) - 1
    after = int(np.clip(np.searchsorted(dates, date), 1, last))
    part = float(np.clip((date - dates[after - 1]) / (dates[after] - dates[after - 1]), 0.0, 1.0))
    values: Array = (1.0 - part) * path[after - 1] + part * path[after]
    return values
