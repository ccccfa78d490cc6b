"""Divide a result among those who brought it about: the Shapley value.

The value of a player is the average of what joining adds, over all orders in which the players
could join. It is the only division that gives away the whole result, treats equals equally,
gives nothing to who adds nothing, and adds up over games (Shapley 1953).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import factorial, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import chance

Coalitions = NDArray[np.bool_]
"""Who is in, shape (players, rows)."""

EXACT_UP_TO = 12
"""Players up to which all 2^n coalitions are played."""


def coalitions(players: int) -> Coalitions:
    """List all coalitions, nobody first, everybody last; shape (players, 2^players)."""
    rows = np.arange(1 << players)
    return (rows[None, :] >> np.arange(players)[:, None]) & 1 == 1


def shapley(values: Array, players: int) -> Array:
    """Return every player's value from the values of all coalitions.

    Args:
        values: Value of each coalition in the order of ``coalitions``, shape (..., 2^players).
        players: How many.

    Returns:
        Shape (..., players); sums to the value of everybody less that of nobody.
    """
    inside = coalitions(players)
    size = inside.sum(axis=0)
    weight = np.array(
        [
            factorial(s) * factorial(players - s - 1) / factorial(players) if s < players else 0.0
            for s in range(players + 1)
        ]
    )
    result = np.empty((*values.shape[:-1], players))
    for i in range(players):
        without = np.flatnonzero(~inside[i])
        result[..., i] = ((values[..., without | (1 << i)] - values[..., without]) * weight[size[without]]).sum(axis=-1)
    return result


@dataclass(frozen=True)
class Division:
    """A result and how it is divided.

    Attributes:
        nobody: Value when nobody joins, shape (figures,).
        everybody: Value when all join.
        parts: Value of each player, shape (figures, players).
        error: Standard error of the parts; zero where all coalitions were played.
        rows: Games that were played.
    """

    nobody: Array
    everybody: Array
    parts: Array
    error: Array
    rows: int


def divide(value: Callable[[Coalitions], Array], players: int, pairs: int = 100, seed: int = 1) -> Division:
    """Divide a result among players, exactly up to twelve, from sampled orders of joining beyond.

    Args:
        value: Gives the value of many coalitions at once, shape (figures, rows).
        players: How many.
        pairs: Orders of joining to sample when there are too many players; each is played backwards, too.
        seed: Luck of the sample.
    """
    if players <= EXACT_UP_TO:
        inside = coalitions(players)
        values = value(inside)
        parts = shapley(values, players)
        return Division(values[:, 0], values[:, -1], parts, np.zeros_like(parts), inside.shape[1])
    return sampled(value, players, pairs, seed)


def sampled(value: Callable[[Coalitions], Array], players: int, pairs: int, seed: int = 1) -> Division:
    """Estimate the Shapley value from pairs of opposite orders of joining (Castro et al. 2009; antithetic)."""
    orders = np.argsort(chance(seed, pairs).uniform("orders of joining", players), axis=0)  # players, pairs
    orders = np.stack([orders, orders[::-1]], axis=2)  # the second of a pair joins the other way round
    place = np.argsort(orders, axis=0)  # when each player joins
    joined = place[:, None] < np.arange(players + 1)[None, :, None, None]  # players, steps, pairs, 2
    flat = joined.reshape(players, -1)
    rows, back = _distinct(flat)
    values = value(rows)
    path = values[:, back].reshape(-1, *joined.shape[1:])  # figures, steps, pairs, 2
    gains = np.diff(path, axis=1)  # by the player that joins at the step
    added = np.take_along_axis(gains, place[None], axis=1).mean(axis=3)  # figures, players, pairs
    error = added.std(axis=2, ddof=1) / sqrt(pairs) if pairs > 1 else np.full(added.shape[:2], np.nan)
    return Division(path[:, 0, 0, 0], path[:, -1, 0, 0], added.mean(axis=2), error, rows.shape[1])


def _distinct(flat: Coalitions) -> tuple[Coalitions, NDArray[Any]]:
    """Keep every coalition once, and say where each was put."""
    rows, back = np.unique(flat, axis=1, return_inverse=True)
    return rows, np.asarray(back).reshape(-1)
