"""Play many combinations of policies side by side along the worlds axis, each under the same luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from techrace.archive import Recipe, play_some
from techrace.arrays import Array
from techrace.chance import Chance
from techrace.feasibility import own
from techrace.notation import BY_NAME
from techrace.policies import policy
from techrace.policy import Moves, Policy
from techrace.posterior import draw
from techrace.record import HEADLINES
from techrace.scoring import Par, crossed, par_of, rate
from techrace.simulate import BATCH, simulate
from techrace.tournament.field import Field
from techrace.view import View

PAR_GAMES = 128
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Result:
    """What came of a tournament.

    Attributes:
        recipe: The world, and who played the seats that do not choose.
        field: Who met whom.
        ratings: Rating of every state in every game, shape (profiles, states, worlds); 50 is par.
        states: The states along the second axis.
    """

    recipe: Recipe
    field: Field
    ratings: Array
    states: tuple[str, ...]

    def payoffs(self) -> Array:
        """Return the ratings of the seats that choose, shape (profiles, seats, worlds)."""
        return self.ratings[:, [self.states.index(s) for s in self.field.seats]]


@runtime_checkable
class Picky(Protocol):
    """A policy that can leave games out that others of its seat play."""

    rows: NDArray[np.bool_] | None


@dataclass
class Several:
    """A seat that different policies play in different games of a batch."""

    seat: int
    policies: Sequence[Policy]
    which: NDArray[np.intp]
    name: str = field(default="several")

    def __post_init__(self) -> None:
        """Tell those to whom a game is dear which ones are theirs."""
        for i, chosen_one in enumerate(self.policies):
            if isinstance(chosen_one, Picky):
                chosen_one.rows = self.which == i

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return in every game the moves of its policy."""
        return chosen([p.decide(view, chance) for p in self.policies], self.which, view)


def chosen(decided: Sequence[Moves], which: NDArray[np.intp], view: View) -> Moves:
    """Take every game's moves from the one of several policies that plays it."""
    if len(decided) == 1:
        return decided[0]
    found: dict[str, Array] = {}
    for name in dict.fromkeys(name for moves in decided for name in moves):
        usual = own(getattr(view.setting.standing, name), BY_NAME[name], view.seat)
        wide = np.broadcast_arrays(*(moves.get(name, usual) for moves in decided), np.empty(which.shape))
        found[name] = np.choose(which, wide[:-1])
    return found


def tournament(recipe: Recipe, who: Field, worlds: int, *, workers: int = 1, told: Told | None = None) -> Result:
    """Play every combination in the same games.

    Args:
        recipe: The world, its luck, and who plays the seats that do not choose.
        who: The combinations.
        worlds: Games of each.
        workers: Processes.
        told: Called with the combinations done, and all.
    """
    par = par_in(recipe)
    each = max(1, BATCH // worlds)
    parts = [slice(a, min(a + each, len(who.profiles))) for a in range(0, len(who.profiles), each)]
    states = tuple(recipe.policies)
    ratings = np.empty((len(who.profiles), len(states), worlds))
    for part, values in _played(recipe, who, worlds, par, parts, workers):
        ratings[part] = values
        if told:
            told(part.stop, len(who.profiles))
    return Result(recipe, who, ratings, states)


def _played(
    recipe: Recipe, who: Field, worlds: int, par: Par, parts: list[slice], workers: int
) -> Iterator[tuple[slice, Array]]:
    if workers == 1 or len(parts) == 1:
        yield from ((part, play(recipe, who, part, worlds, par)) for part in parts)
        return
    with ProcessPoolExecutor(min(workers, len(parts)), mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(play, recipe, who, part, worlds, par) for part in parts]
        try:
            for part, future in zip(parts, futures, strict=True):
                yield part, future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def par_in(recipe: Recipe) -> Par:
    """Return how all seats do by default."""
    usual = play_some(recipe.default(), np.arange(PAR_GAMES, dtype=np.uint64), keep=False)
    return par_of(usual.measures.astype(np.float64))


def play(recipe: Recipe, who: Field, part: slice, worlds: int, par: Par) -> Array:
    """Play some combinations, and rate everybody, shape (profiles, states, worlds)."""
    profiles = who.profiles[part]
    ids = np.tile(np.arange(worlds, dtype=np.uint64), len(profiles))
    said = {**recipe.world.parameters, **recipe.parameters}
    drawn = {n: v for n, v in draw(recipe.uncertainty, recipe.seed, ids).items() if n not in said}
    setting = recipe.setting(drawn)
    seats = recipe.seats(setting)
    for column, (state, choices) in enumerate(zip(who.seats, who.choices, strict=True)):
        seat = setting.index("states", state)
        used, which = np.unique(profiles[:, column], return_inverse=True)
        policies = [policy(choices[i], setting, seat) for i in used.tolist()]
        seats[seat] = Several(seat, policies, np.repeat(which, worlds), "|".join(p.name for p in policies))
    record = simulate(
        setting, seats, turns=recipe.turns, seed=recipe.seed, worlds=ids, keep=False, figures=_watched(recipe)
    )  # fmt: skip
    beyond = crossed(record.headlines, setting)[1:].sum(axis=0) if record.headlines else None
    rating = rate(record.measures.astype(np.float64), setting, par, beyond)
    return np.moveaxis(np.asarray(rating).reshape(-1, len(profiles), worlds), 0, 1)


def _watched(recipe: Recipe) -> list[str]:
    """Name the figures that red lines watch."""
    lines = " ".join(s.red_line.when for s in recipe.world.states.values() if s.red_line)
    return [q.name for q in HEADLINES if q.name in lines]
