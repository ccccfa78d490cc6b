"""Scores of a run against par: how the same seats do on their default policies."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from techrace.archive.play import play_some
from techrace.archive.recipe import Recipe
from techrace.arrays import Array
from techrace.record import Record
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


def scores_of(recipe: Recipe, record: Record) -> Scores:
    """Rate a run; par is set by default games of the same world, the same constants and the same seed."""
    worlds = record.worlds.size
    games = PAR_GAMES if worlds == 1 else PAR_GAMES_OF_MANY
    if recipe.is_default and worlds >= games:
        usual = first_worlds(record, games)
    else:
        usual = play_some(recipe.default(), np.arange(games, dtype=np.uint64), keep=False)
    par = par_of(usual.measures)
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
