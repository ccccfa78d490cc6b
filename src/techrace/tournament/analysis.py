"""What a tournament says as a game: who dominates whom, what is stable, and who would leave it together.

Payoffs are means over the same games, and every comparison is paired. What the number of games cannot tell
is said to be so: an interval is of 95 per cent.

Sources: Wellman (2006) for empirical game-theoretic analysis; Omidshafiei et al. (2019) for alpha-rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from techrace.arrays import Array
from techrace.tournament.dynamics import Mixture, alpha_rank, mixtures, replicator
from techrace.tournament.play import Result

COALITIONS_OF = 3  # stable combinations that coalitions are tested on
MOST_RANKED = 1500  # combinations up to which alpha-rank is worked out
SHOWN = 10


class Mean(NamedTuple):
    """A mean and half its 95 % interval."""

    value: float
    half: float

    @property
    def sure(self) -> bool:
        """Whether it is surely above zero."""
        return self.value - self.half > 0


@dataclass(frozen=True)
class Standing:
    """How a choice of a seat does against all that the others play."""

    seat: str
    policy: str
    mean: Mean
    best_reply: float  # share of the others' combinations to which it is the best reply


@dataclass(frozen=True)
class Dominated:
    """A choice that another one beats, whatever the others play.

    Attributes:
        kind: ``strict``: surely better against everything; ``weak``: surely better somewhere, surely worse nowhere.
        least: Where it gains least.
        level: 1, or after how many rounds of leaving out what is strictly dominated it is.
    """

    seat: str
    policy: str
    by: str
    kind: str
    least: Mean
    level: int


@dataclass(frozen=True)
class Stable:
    """A combination, and what the most tempted seat would gain by another choice.

    Attributes:
        equilibrium: Nobody gains by another choice, by the means; ``sure`` if the intervals say so, too.
    """

    profile: dict[str, str]
    ratings: dict[str, float]
    tempted: str
    to: str
    gain: Mean
    equilibrium: bool
    sure: bool
    weight: float | None  # by alpha-rank


@dataclass(frozen=True)
class Deviation:
    """A coalition whose members would all gain by other choices together."""

    profile: dict[str, str]
    members: tuple[str, ...]
    to: dict[str, str]
    gains: dict[str, Mean]

    @property
    def sure(self) -> bool:
        """Whether all surely gain."""
        return all(gain.sure for gain in self.gains.values())


@dataclass(frozen=True)
class Analysis:
    """Everything that a tournament says.

    Attributes:
        standings: Every choice of every seat.
        dominated: Choices that others dominate.
        stable: The most stable combinations, equilibria first; empty for a sample.
        mixtures: Mixed equilibria, exact for two seats; else what the replicator dynamics comes to.
        path: Shares of every choice over the replicator dynamics, by seat, shape (steps, choices).
        deviations: Coalitions that would leave the most stable combinations.
    """

    standings: tuple[Standing, ...]
    dominated: tuple[Dominated, ...]
    stable: tuple[Stable, ...]
    equilibria: int
    mixtures: tuple[Mixture, ...]
    path: tuple[Array, ...]
    deviations: tuple[Deviation, ...]


def analyse(result: Result) -> Analysis:
    """Work out what a tournament says; of a sample, only how every choice does on average."""
    if not result.field.whole:
        return Analysis(tuple(_averages(result)), (), (), 0, (), (), ())
    table = _Table(result)
    means = table.pay.mean(axis=-1)
    weights = alpha_rank(means) if means[0].size <= MOST_RANKED else None
    path = replicator(means)
    ranked = list(_stability(table, weights))
    stable = tuple(ranked[:SHOWN])
    firm = [one for one in stable if one.equilibrium][:COALITIONS_OF] or stable[:1]
    deviations = [d for one in firm for d in _deviations(table, one)]
    return Analysis(
        tuple(_standings(table)), tuple(_dominated(table)), stable, sum(s.equilibrium for s in ranked),
        tuple(mixtures(means, path)), path, tuple(deviations),
    )  # fmt: skip


def mean_of(values: Array) -> Mean:
    """Return the mean over games."""
    n = values.shape[-1]
    half = 1.96 * float(values.std(ddof=1)) / n**0.5 if n > 1 else float("inf")
    return Mean(float(values.mean()), half)


def _means(values: Array) -> tuple[Array, Array]:
    """Return means over games and half their intervals, entry by entry."""
    n = values.shape[-1]
    half = 1.96 * values.std(axis=-1, ddof=1) / n**0.5 if n > 1 else np.full(values.shape[:-1], np.inf)
    return values.mean(axis=-1), half


class _Table:
    """The payoffs of a whole tournament as one array: seats, then one axis a seat, then games."""

    def __init__(self, result: Result) -> None:
        self.field = result.field
        self.seats, self.choices, self.shape = result.field.seats, result.field.choices, result.field.shape
        pay = np.moveaxis(result.payoffs(), 1, 0).astype(np.float64)
        self.pay: Array = pay.reshape(len(self.seats), *self.shape, -1)

    def of(self, seat: int) -> Array:
        """Return a seat's payoffs by its own choice, then the others' combinations, then games."""
        own = np.moveaxis(self.pay[seat], seat, 0)
        return own.reshape(own.shape[0], -1, own.shape[-1])

    def written(self, place: Sequence[int]) -> dict[str, str]:
        """Return who plays what in a combination."""
        return {s: c[i] for s, c, i in zip(self.seats, self.choices, place, strict=True)}


def _averages(result: Result) -> Iterator[Standing]:
    pay = result.payoffs().astype(np.float64)
    for i, (seat, choices) in enumerate(zip(result.field.seats, result.field.choices, strict=True)):
        for c, name in enumerate(choices):
            rows = result.field.profiles[:, i] == c
            if rows.any():
                yield Standing(seat, name, mean_of(pay[rows, i].mean(axis=0)), float("nan"))


def _standings(table: _Table) -> Iterator[Standing]:
    for i, seat in enumerate(table.seats):
        own = table.of(i)
        best = np.bincount(own.mean(axis=-1).argmax(axis=0), minlength=own.shape[0]) / own.shape[1]
        for c, name in enumerate(table.choices[i]):
            yield Standing(seat, name, mean_of(own[c].mean(axis=0)), float(best[c]))


def _dominated(table: _Table) -> Iterator[Dominated]:
    """List what is dominated; what is strictly dominated is left out, and the rest compared again."""
    left = [list(range(n)) for n in table.shape]
    level = 1
    while True:
        found = [d for i in range(len(table.seats)) for d in _beaten(table, i, left, level)]
        strict = [d for d in found if d.kind == "strict"]
        yield from (found if level == 1 else strict)
        if not strict:
            return
        for d in strict:
            i = table.seats.index(d.seat)
            left[i] = [c for c in left[i] if table.choices[i][c] != d.policy]
        level += 1


def _beaten(table: _Table, seat: int, left: list[list[int]], level: int) -> Iterator[Dominated]:
    """List the choices of a seat that another one beats, among those that are left."""
    some = table.pay[seat]
    for axis, kept in enumerate(left):
        some = some.take(kept, axis=axis)
    own = np.moveaxis(some, seat, 0).reshape(len(left[seat]), -1, some.shape[-1])
    for a in range(own.shape[0]):
        rivals = []
        for b in range(own.shape[0]):
            gain = own[b] - own[a]
            mean, half = _means(gain)
            if a == b or (mean + half < 0).any() or not (mean - half > 0).any():
                continue
            kind = "strict" if (mean - half > 0).all() else "weak"
            rivals.append((kind == "strict", float(mean.min()), b, kind, mean_of(gain[int(mean.argmin())])))
        if rivals:
            _, _, b, kind, least = max(rivals)
            names = table.choices[seat]
            yield Dominated(table.seats[seat], names[left[seat][a]], names[left[seat][b]], kind, least, level)


def _stability(table: _Table, weights: Array | None) -> Iterator[Stable]:
    """List all combinations, the most stable first."""
    temptations = []
    for i in range(len(table.seats)):
        mean = table.pay[i].mean(axis=-1)
        best = mean.max(axis=i, keepdims=True)
        temptations.append(best - mean)
    worst = np.max(temptations, axis=0)
    for flat in np.argsort(worst, axis=None, kind="stable")[: max(SHOWN, int((worst <= 0).sum()))]:
        place = tuple(int(x) for x in np.unravel_index(int(flat), table.shape))
        yield _stable(table, place, weights)


def _stable(table: _Table, place: tuple[int, ...], weights: Array | None) -> Stable:
    options = []
    for i in range(len(table.seats)):
        now = table.pay[(i, *place)]
        for c in range(table.shape[i]):
            if c != place[i]:
                gain = mean_of(table.pay[(i, *place[:i], c, *place[i + 1 :])] - now)
                options.append((gain, i, c))
    gain, i, c = max(options, default=(Mean(0.0, 0.0), 0, place[0]))
    ratings = {s: float(table.pay[(k, *place)].mean()) for k, s in enumerate(table.seats)}
    return Stable(
        table.written(place), ratings, table.seats[i], table.choices[i][c], gain, gain.value <= 0,
        all(g.value + g.half < 0 for g, _, _ in options), None if weights is None else float(weights[place]),
    )  # fmt: skip


def _deviations(table: _Table, stable: Stable) -> Iterator[Deviation]:
    """List the coalitions of two or more that would all gain, each with its best way, unless a part of it would."""
    place = [c.index(stable.profile[s]) for s, c in zip(table.seats, table.choices, strict=True)]
    means = table.pay.mean(axis=-1)
    now = means[(slice(None), *place)]
    found: list[frozenset[int]] = []
    for size in range(2, len(table.seats) + 1):
        for members in combinations(range(len(table.seats)), size):
            if any(part <= set(members) for part in found):
                continue
            best: tuple[float, list[int]] | None = None
            for choice in product(*(range(table.shape[i]) for i in members)):
                other = list(place)
                for i, c in zip(members, choice, strict=True):
                    other[i] = c
                if any(other[i] == place[i] for i in members):
                    continue  # whoever changes nothing is no member
                least = min(float(means[(i, *other)] - now[i]) for i in members)
                if least > 0 and (best is None or least > best[0]):
                    best = (least, other)
            if best:
                found.append(frozenset(members))
                yield _deviation(table, stable, place, members, best[1])


def _deviation(
    table: _Table, stable: Stable, place: list[int], members: tuple[int, ...], other: list[int]
) -> Deviation:
    gains = {table.seats[i]: mean_of(table.pay[(i, *other)] - table.pay[(i, *place)]) for i in members}
    to = {table.seats[i]: table.choices[i][other[i]] for i in members}
    return Deviation(stable.profile, tuple(table.seats[i] for i in members), to, gains)
