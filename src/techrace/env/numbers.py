"""What a seat sees and what it orders, as rows of numbers with a name for every column.

All seats of a world have the same columns, so that one network can play any of them. What is another's
secret is left out or seen through fog, exactly as in ``View``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.feasibility import own, possible
from techrace.notation import own_axes
from techrace.orders import LEVERS, Lever, Orders
from techrace.policy import BY_AXIS, Moves
from techrace.setting import Setting
from techrace.state import QUANTITIES, Quantity, State
from techrace.view import View

Rows: TypeAlias = NDArray[np.float32]
"""One row a game."""
Mask: TypeAlias = NDArray[np.int8]
SEEN = tuple(q for q in QUANTITIES if q.secret != "hidden")
_OWNERS = ("states", "holders")


@dataclass(frozen=True)
class Column:
    """A number: its name and its range."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Layout:
    """The columns of a world.

    Attributes:
        figures: What a seat sees.
        orders: What the others ordered last turn, as far as it is public; see ``others``.
        actions: What a seat orders.
    """

    setting: Setting
    figures: tuple[Column, ...]
    orders: tuple[Column, ...]
    actions: tuple[Column, ...]

    def moves(self, rows: Any) -> Moves:
        """Return a seat's orders from rows of numbers.

        Raises:
            ValueError: They have the wrong shape, or hold something that is no number.
        """
        values = np.asarray(rows, dtype=np.float64)
        if values.ndim != 2 or values.shape[1] != len(self.actions):
            message = f"actions have shape {values.shape}, not (games, {len(self.actions)})"
            raise ValueError(message)
        if not np.isfinite(values).all():
            message = f"{self.actions[int(np.argwhere(~np.isfinite(values))[0, 1])].name}: is not a finite number"
            raise ValueError(message)
        moves, at = {}, 0
        for lever in LEVERS:
            shape = tuple(len(self.setting.names[axis]) for axis in own_axes(lever))
            size = int(np.prod(shape, dtype=int))
            moves[lever.name] = np.ascontiguousarray(values[:, at : at + size].T).reshape(*shape, values.shape[0])
            at += size
        return moves

    def rows(self, orders: Orders, seat: int, games: int) -> Rows:
        """Return a seat's part of the orders as rows: the inverse of ``moves``."""
        return _rows((own(getattr(orders, lever.name), lever, seat) for lever in LEVERS), games)

    def others(self, orders: Orders, seat: int, games: int) -> Rows:
        """Return what the others ordered, by distance around the table from this seat; how they invest is secret."""
        n = len(self.setting.names["states"])
        around = [(seat + i) % n for i in range(1, n)]
        return _rows((own(getattr(orders, lever.name), lever, i) for i in around for lever in _PUBLIC), games)

    def mask(self, state: State, setting: Setting, seat: int) -> Mask:
        """Return which entries of the orders can be used at all: 1 or 0."""
        parts = [_possible(lever, setting, state, seat, self.setting.names) for lever in LEVERS]
        return np.ascontiguousarray(_rows(parts, state.worlds) > 0, dtype=np.int8)

    def seen(self, view: View) -> Rows:
        """Return what a seat sees, one row a game."""
        turn = np.full((1, view.state.worlds), float(view.state.turn))
        return _rows((turn, *(_seen(q, view) for q in SEEN)), view.state.worlds)


_PUBLIC = tuple(lever for lever in LEVERS if lever.tray != "invest")


def layout(setting: Setting, turns: int) -> Layout:
    """Return the columns of a world: every entry of every quantity and lever, by name."""
    names = setting.names
    figures = [Column("turn", 0.0, float(turns))]
    for q in SEEN:
        axes = list(q.axes)
        if q.secret == "private":
            axes.remove(next(axis for axis in axes if axis in _OWNERS))
        figures += [Column(label, *_range(q)) for label in _labels(q.name, axes, names)]
    actions = [Column(x, v.low, v.high) for v in LEVERS for x in _labels(v.name, own_axes(v), names)]
    public = [Column(x, v.low, v.high) for v in _PUBLIC for x in _labels(v.name, own_axes(v), names)]
    orders = [
        Column(f"+{i} {column.name}", column.low, column.high)
        for i in range(1, len(names["states"]))
        for column in public
    ]
    return Layout(setting, tuple(figures), tuple(orders), tuple(actions))


def _range(q: Quantity) -> tuple[float, float]:
    """Return the range in which a seat sees a quantity: an estimate may lie beyond the true one."""
    foggy = q.secret == "noisy" and (q.low, q.high) != (0, 1)
    return (-np.inf, np.inf) if foggy else (float(q.low), float(q.high))


def _labels(name: str, axes: Sequence[str], names: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for entry in product(*(names[axis] for axis in axes)):
        yield f"{name}[{', '.join(entry)}]" if entry else name


def _seen(q: Quantity, view: View) -> Array:
    if q.secret != "private":
        return view.array(q.name)
    axis = next(i for i, a in enumerate(q.axes) if a in _OWNERS)
    return np.take(getattr(view.state, q.name), view.seat, axis=axis)


def _possible(lever: Lever, setting: Setting, state: State, seat: int, names: Mapping[str, tuple[str, ...]]) -> Array:
    mask, axis = possible(lever, setting, state), BY_AXIS[lever.name]
    mine = mask[(slice(None),) * axis + (seat if mask.shape[axis] > 1 else 0,)]
    return np.broadcast_to(mine, (*(len(names[a]) for a in own_axes(lever)), mine.shape[-1]))


def _rows(parts: Any, games: int) -> Rows:
    """Put arrays whose last axis is games (or 1) side by side, one row a game."""
    flat = [np.broadcast_to(p.reshape(-1, p.shape[-1]), (p.size // p.shape[-1], games)) for p in parts]
    return np.ascontiguousarray(np.concatenate(flat).T, dtype=np.float32)
