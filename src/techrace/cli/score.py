"""Scores of a run against par: how the same seats do on their default policies."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from techrace.archive.play import Progress, play, play_some
from techrace.archive.recipe import Recipe
from techrace.arrays import Array
from techrace.record import Record, first_game
from techrace.scoring import Par, by_goal, crossed, par_of, rate

PAR_GAMES = 64  # default games that set par for one game
PAR_GAMES_OF_MANY = 256


@dataclass(frozen=True)
class Scores:
    """What the seats achieved.

    Attributes:
        rating: 50 is par, shape (states, worlds).
        change: Rating less that of the default policies with the same luck, shape (states, worlds of par).
        goals: Every goal in standard deviations from par, shape (goals, states, worlds).
        beyond: Whether a state is beyond its red line, shape (turns + 1, states, worlds).
        par: How the seats do by default.
    """

    rating: Array
    change: Array
    goals: Array
    beyond: Array
    par: Par


def played(
    recipe: Recipe, *, workers: int | None = None, progress: Progress | None = None
) -> tuple[Record, Record | None]:
    """Play a recipe; return the record and the games that set par, if they had to be played with it.

    One game on default policies is itself the first of the games that set par. Playing it with them changes no bit
    of it, and half as much is left to be played.
    """
    if recipe.worlds == 1 and recipe.is_default and recipe.uncertainty == "none":
        usual = play_some(recipe, np.arange(PAR_GAMES, dtype=np.uint64), keep=True, progress=progress)
        return first_game(usual), usual
    return play(recipe, workers=workers, progress=progress), None


def scores_of(recipe: Recipe, record: Record, usual: Record | None = None) -> Scores:
    """Rate a run; par is set by default games of the same world, the same constants and the same seed.

    Args:
        recipe: The run.
        record: What came of it.
        usual: The default games, if they have been played.
    """
    worlds = record.worlds.size
    games = PAR_GAMES if worlds == 1 else PAR_GAMES_OF_MANY
    if usual is None and recipe.is_default and worlds >= games:
        usual = first_worlds(record, games)
    elif usual is None:
        usual = play_some(recipe.default(), np.arange(games, dtype=np.uint64), keep=False)
    par = par_of(usual.measures.astype(np.float32))  # as exact as the games of a big batch, whoever played them
    beyond = crossed(record.headlines, record.setting)
    rating = rate(record.measures, record.setting, par, beyond[1:].sum(axis=0))
    both = min(worlds, games)
    if recipe.is_default:
        change = np.zeros((rating.shape[0], both))
    else:
        before = crossed(usual.headlines, usual.setting)[1:].sum(axis=0)
        change = rating[:, :both] - rate(usual.measures, usual.setting, par, before)[:, :both]
    return Scores(rating, change, by_goal(record.measures, par), beyond, par)


def first_worlds(record: Record, worlds: int) -> Record:
    """Return the first worlds of a record: measures and headlines only."""
    return replace(
        record,
        headlines={name: values[..., :worlds] for name, values in record.headlines.items()},
        measures=record.measures[..., :worlds],
    )
