"""How much better than the doctrines does a policy play a seat? All play the same games, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from techrace.archive import Recipe, play_some
from techrace.arrays import Array
from techrace.scoring import Par
from techrace.search.policy import bases_of
from techrace.sweep.outcomes import ratings
from techrace.tournament.play import par_in


@dataclass(frozen=True)
class Result:
    """How one policy did in a seat.

    Attributes:
        seat: The state.
        policy: Who played it; all others played as the recipe says.
        rating: Mean rating, 50 is par; ``half`` is half the 95 % interval.
        gain: Mean paired difference to the best doctrine of the seat; ``gain_half`` is half its interval.
        wins: Share of the games in which it did better than that doctrine.
        games: How many they are.
    """

    seat: str
    policy: str
    rating: float
    half: float
    gain: float
    gain_half: float
    wins: float
    games: int


def strength(recipe: Recipe, seat: str, policies: Sequence[str], worlds: int) -> Iterator[Result]:
    """Let policies play a seat, beside every doctrine that it has.

    Args:
        recipe: The world, and who plays the other seats.
        seat: The state.
        policies: Policies to be measured.
        worlds: Games, the same for all.

    Yields:
        The doctrines, best first, then the policies in the order given.
    """
    place = list(recipe.policies).index(seat)
    par = par_in(recipe)
    doctrines = {name: played(recipe, {seat: name}, worlds, par)[place] for name in bases_of(recipe.setting(), place)}
    order = sorted(doctrines, key=lambda name: -float(doctrines[name].mean()))
    best = doctrines[order[0]]
    for name in order:
        yield _result(seat, name, doctrines[name], best)
    for name in policies:
        yield _result(seat, name, played(recipe, {seat: name}, worlds, par)[place], best)


def played(recipe: Recipe, changed: dict[str, str], worlds: int, par: Par) -> Array:
    """Play games with some seats played by others, and rate everybody, shape (states, worlds)."""
    games = replace(recipe, policies={**recipe.policies, **changed})
    return ratings(play_some(games, np.arange(worlds, dtype=np.uint64), keep=False), par)


def _result(seat: str, name: str, rating: Array, best: Array) -> Result:
    gain = rating - best
    return Result(
        seat, name, float(rating.mean()), half(rating), float(gain.mean()), half(gain), float((gain > 0).mean()),
        rating.size,
    )  # fmt: skip


def half(values: Array) -> float:
    """Return half the 95 % interval of a mean; nothing is known from one game."""
    return 1.96 * float(values.std(ddof=1)) / values.size**0.5 if values.size > 1 else float("inf")
