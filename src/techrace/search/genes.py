"""What a search may move: everything that a seat can order, as a list of numbers.

A gene shifts one entry of a lever (or a row of entries that are moved together) away from what a
doctrine orders, as a share of the lever's range. All genes at zero are the doctrine itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from techrace.arrays import Array, total
from techrace.feasibility import MONEY, cost, own, possible
from techrace.notation import BY_NAME, own_axes
from techrace.orders import LEVERS, Lever
from techrace.policies.doctrine import affordable
from techrace.policy import BY_AXIS, Moves
from techrace.setting import Setting
from techrace.state import State

Place = tuple[int | slice, ...]

APART = ("states", "camps", "lines")
"""Axes along which every entry has a gene of its own; along others it only has in a split."""
OF_THE_MOMENT = ("control", "licence", "press")
"""Levers whose use depends on the state of the game."""
DEAREST = 0.5
"""Share of the budget that levers beyond the budget lines may take together."""


@dataclass(frozen=True)
class Gene:
    """One number of a plan.

    Attributes:
        lever: What it moves.
        place: Which entries, on the lever's axes without ``by``.
    """

    lever: Lever
    place: Place

    def written(self, setting: Setting) -> str:
        """Write it as in order notation: ``tariff[china]``."""
        ids = [setting.names[a][p] for a, p in zip(own_axes(self.lever), self.place, strict=True) if isinstance(p, int)]
        return f"{self.lever.name}[{', '.join(ids)}]" if ids else self.lever.name


class Genome:
    """The genes of a seat, and how they change its orders."""

    def __init__(self, setting: Setting, seat: int) -> None:
        self.seat = seat
        self.allowed = {
            lever.name: mine
            for lever in LEVERS
            if (mine := _mine(possible(lever, setting, setting.start), lever, seat)[..., :1]).any()
        }
        self.genes = tuple(gene for lever in LEVERS for gene in _genes(lever, setting, self.allowed.get(lever.name)))
        self.of_lever = {
            lever.name: [i for i, gene in enumerate(self.genes) if gene.lever is lever] for lever in LEVERS
        }  # fmt: skip

    def __len__(self) -> int:
        """Return how many numbers a plan has in a turn."""
        return len(self.genes)

    def moved(self, moves: Moves, shifts: Array, state: State, setting: Setting) -> Moves:
        """Return what is ordered when the genes shift a doctrine's moves.

        Args:
            moves: What the doctrine orders.
            shifts: Shifts of all genes, shape (genes, worlds).
            state: The game; only what is public of it is looked at.
            setting: The constants of the game.
        """
        touched = [name for name, genes in self.of_lever.items() if genes and shifts[genes].any()]
        rows = {name: self._row(BY_NAME[name], moves, shifts, state, setting) for name in touched}
        return self._paid({**moves, **rows}, setting) if rows else moves

    def _row(self, lever: Lever, moves: Moves, shifts: Array, state: State, setting: Setting) -> Array:
        usual = (
            moves[lever.name] if lever.name in moves else own(getattr(setting.standing, lever.name), lever, self.seat)
        )
        worlds = max(usual.shape[-1], shifts.shape[-1], state.worlds if lever.name in OF_THE_MOMENT else 1)
        row = np.array(np.broadcast_to(usual, (*usual.shape[:-1], worlds)))
        mask = self.allowed[lever.name]
        if lever.name in OF_THE_MOMENT:
            mask = _mine(possible(lever, setting, state), lever, self.seat)
        mask = np.broadcast_to(mask, (*usual.shape[:-1], mask.shape[-1]))
        for i in self.of_lever[lever.name]:
            place = self.genes[i].place
            row[place] += shifts[i] * (lever.high - lever.low) * mask[place]
        row = row.clip(lever.low, lever.high)
        if lever.split:
            whole = total(row)
            return np.where(whole > 1e-6, row / np.maximum(whole, 1e-6), 1.0 / row.shape[0])
        return row / np.maximum(total(row), 1.0) if lever.name == "join" else row

    def _paid(self, moves: dict[str, Array], setting: Setting) -> Moves:
        """Keep levers that cost money, and the budget lines, inside the budget."""
        rows = {lever.name: moves.get(lever.name, self.standing(lever.name, setting)) for lever in (*MONEY, _SPEND)}
        dear = sum((cost(lever, rows[lever.name]) for lever in MONEY), np.zeros(1))
        if (dear > DEAREST).any():
            factor = np.minimum(1.0, DEAREST / np.maximum(dear, DEAREST))
            for lever in MONEY:
                if rows[lever.name].any():
                    moves[lever.name] = rows[lever.name] = rows[lever.name] * factor
        moves["spend"] = affordable(rows["spend"], [cost(lever, rows[lever.name]) for lever in MONEY])
        return moves

    def standing(self, name: str, setting: Setting) -> Array:
        """Return the seat's standing order of a lever."""
        return own(getattr(setting.standing, name), BY_NAME[name], self.seat)


_SPEND = BY_NAME["spend"]


def _mine(mask: Array, lever: Lever, seat: int) -> Array:
    """Return a seat's own part of a mask that may be the same for all."""
    axis = BY_AXIS[lever.name]
    part: Array = mask[(slice(None),) * axis + (seat if mask.shape[axis] > 1 else 0,)]
    return part


def _genes(lever: Lever, setting: Setting, allowed: Array | None) -> Iterator[Gene]:
    """List the genes of a lever: one for every entry of some axes, one for all entries of the others."""
    if allowed is None:
        return
    axes = own_axes(lever)
    choices: list[list[int | slice]] = [
        list(range(len(setting.names[a]))) if a in APART or a == lever.split else [slice(None)] for a in axes
    ]
    shape = tuple(len(setting.names[a]) for a in axes)
    mask = np.broadcast_to(allowed, (*shape, allowed.shape[-1]))
    for place in product(*choices):
        if mask[place].any():
            yield Gene(lever, place)
