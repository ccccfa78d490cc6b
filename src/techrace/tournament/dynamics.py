"""Mixed equilibria, and what a population that imitates success comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array

STEPS, KEPT = 1600, 80
RATE = 0.02  # of the replicator dynamics, for each rating point and step
SELECTION, POPULATION = 0.1, 50  # of alpha-rank: for each rating point
LEAST = 1e-12  # chance of the rarest mutation: keeps the chain whole
MOST_SUPPORTS = 20_000


@dataclass(frozen=True)
class Mixture:
    """Shares of the choices of every seat.

    Attributes:
        shares: By seat, one number a choice.
        regret: What the most tempted seat would gain by its best pure choice, in rating points.
        kind: ``equilibrium``: solved exactly; ``replicator``: where the dynamics stood at the end.
    """

    shares: tuple[Array, ...]
    regret: float
    kind: str


def worth(pay: Array, shares: list[Array], seat: int) -> Array:
    """Return what every choice of a seat is worth against the others' shares.

    Args:
        pay: Payoffs, seats first, then one axis a seat.
        shares: Shares of the choices of every seat.
        seat: Whose choices.
    """
    values = pay[seat]
    for i in reversed(range(len(shares))):
        if i != seat:
            values = np.tensordot(values, shares[i], axes=([i], [0]))
    return values


def regret(pay: Array, shares: list[Array]) -> float:
    """Return what the most tempted seat would gain."""
    values = [worth(pay, shares, i) for i in range(len(shares))]
    return float(max(v.max() - v @ x for v, x in zip(values, shares, strict=True)))


def replicator(pay: Array) -> tuple[Array, ...]:
    """Follow the replicator dynamics from equal shares, shape (steps kept, choices) by seat."""
    shares = [np.full(n, 1.0 / n) for n in pay.shape[1:]]
    kept = [[x] for x in shares]
    every = STEPS // KEPT
    for step in range(1, STEPS + 1):
        values = [worth(pay, shares, i) for i in range(len(shares))]
        grown = [x * np.exp(RATE * (v - v.max())) for x, v in zip(shares, values, strict=True)]
        shares = [x / x.sum() for x in grown]
        if step % every == 0:
            for row, x in zip(kept, shares, strict=True):
                row.append(x)
    return tuple(np.stack(row) for row in kept)


def alpha_rank(pay: Array) -> Array:
    """Return how long an evolving population stands at every combination, shaped like the choices.

    One seat at a time tries another choice, and it spreads the more surely the more it gains.
    """
    shape = pay.shape[1:]
    count, flat = int(np.prod(shape)), np.arange(int(np.prod(shape))).reshape(shape)
    chain = np.zeros((count, count))
    others = max(1, sum(n - 1 for n in shape))
    for seat, n in enumerate(shape):
        places, values = np.moveaxis(flat, seat, 0).reshape(n, -1), np.moveaxis(pay[seat], seat, 0).reshape(n, -1)
        for a, b in product(range(n), repeat=2):
            if a != b:
                chain[places[a], places[b]] = _fixation(values[b] - values[a]) / others
    chain[flat.ravel(), flat.ravel()] = 1.0 - chain.sum(axis=1)
    system = chain.T - np.eye(count)
    system[-1] = 1.0
    right = np.zeros(count)
    right[-1] = 1.0
    found = np.maximum(np.linalg.solve(system, right), 0.0)
    return (found / found.sum()).reshape(shape)


def _fixation(gain: Array) -> Array:
    """Return the chance that one who plays better by ``gain`` takes over a population."""
    step = np.clip(SELECTION * gain, -10.0, 10.0)
    step = np.where(np.abs(step) < 1e-9, 1e-9, step)
    return np.maximum(np.expm1(-step) / np.expm1(-POPULATION * step), LEAST)


def mixtures(pay: Array, path: tuple[Array, ...]) -> Iterator[Mixture]:
    """Return mixed equilibria: of two seats by their supports, else where the replicator dynamics stood."""
    if pay.shape[0] == 2:
        yield from _by_supports(pay[0], pay[1])
    shares = [rows[-1] for rows in path]
    yield Mixture(tuple(shares), regret(pay, shares), "replicator")


def _by_supports(a: Array, b: Array) -> Iterator[Mixture]:
    """Try supports of equal size (Porter, Nudelman & Shoham 2008); each must leave the other indifferent."""
    rows, columns = a.shape
    tried = 0
    for size in range(2, min(rows, columns) + 1):
        for mine, his in product(combinations(range(rows), size), combinations(range(columns), size)):
            tried += 1
            if tried > MOST_SUPPORTS:
                return
            y = _indifferent(a[np.ix_(mine, his)])
            x = _indifferent(b[np.ix_(mine, his)].T)
            if x is None or y is None:
                continue
            shares = [_spread(x, mine, rows), _spread(y, his, columns)]
            left = regret(np.stack([a, b]), shares)
            if left < 1e-6:
                yield Mixture(tuple(shares), left, "equilibrium")


def _indifferent(pay: Array) -> Array | None:
    """Return shares of the columns that make all rows worth the same; none if they are no shares."""
    n = pay.shape[0]
    system = np.zeros((n + 1, n + 1))
    system[:n, :n], system[:n, n], system[n, :n] = pay, -1.0, 1.0
    try:
        found: NDArray[np.float64] = np.linalg.solve(system, np.append(np.zeros(n), 1.0))[:n]
    except np.linalg.LinAlgError:
        return None
    return found if (found > 1e-9).all() else None


def _spread(shares: Array, support: tuple[int, ...], n: int) -> Array:
    wide = np.zeros(n)
    wide[list(support)] = shares
    return wide
