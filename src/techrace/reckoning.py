"""What is reckoned up when a game of people is over, for every front: ratings, causes, luck, other rooms, forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import chance
from techrace.errors import InputError, unknown
from techrace.explain import by_lever, by_mechanism, by_player, figure, luck_of_the_draw, what_if
from techrace.explain.around import Around, Others, around, rank
from techrace.explain.counterfactual import WhatIf
from techrace.explain.figure import Figure
from techrace.policies import available
from techrace.policy import Policy
from techrace.record import Record
from techrace.scoring import Par, crossed, par_of, rate
from techrace.session.events import Score
from techrace.session.evolve import begin
from techrace.session.play import game_of, policy_of
from techrace.session.table import Table
from techrace.setting import Setting
from techrace.simulate import simulate

REPLAYS, DRAWS, ROOMS = 500, 200, 1000
CHOICES = 10
"""Of who plays the others, in the rooms around a room."""

Causes = list[tuple[str, float]]


def doctrines_of(table: Table, setting: Setting) -> list[Policy]:
    """Return the doctrine of every seat, as it stands now; each has a memory of its own."""
    seats = (table.seats[name] for name in setting.names["states"])
    return [policy_of(seat.doctrine, seat.file, setting, i) for i, seat in enumerate(seats)]


@dataclass(frozen=True)
class Ratings:
    """How well seats did, and how well doctrines do in the same world.

    Attributes:
        played: Of the game, shape (states,).
        usual: Of games that doctrines play, the first with the same luck, shape (states, games).
        beyond: Turns beyond the red line, shape (states,).
        par: What the goals are measured by.
    """

    played: Array
    usual: Array
    beyond: Array
    par: Par

    @property
    def beaten(self) -> Array:
        """Return the share of the games of doctrines that each seat beats."""
        return rank(self.played, self.usual)


def usual(table: Table, turns: int, games: int = REPLAYS) -> Record:
    """Play the world of a session many times by the doctrines that it began with; world 0 has its luck."""
    setting = game_of(table.made).setting
    seats = begin(table.made).seats
    doctrines = doctrines_of(table.evolve(seats={**seats, **_chosen(table)}), setting)
    worlds = np.arange(games, dtype=np.uint64)
    return simulate(setting, doctrines, turns=turns, seed=table.made.seed, worlds=worlds, keep=False)


def _chosen(table: Table) -> Mapping[str, Any]:
    """Return the seats as they are set up now."""
    return table.seats


def ratings(record: Record, games: Record) -> Ratings:
    """Rate a game against games of doctrines over the same turns."""
    par = par_of(games.measures)
    beyond = _beyond(record)
    return Ratings(
        rate(record.measures, record.setting, par, beyond)[:, 0],
        rate(games.measures, games.setting, par, _beyond(games)),
        beyond[:, 0],
        par,
    )


def _beyond(record: Record) -> Array:
    return np.asarray(crossed(record.headlines, record.setting)[1:].sum(axis=0))
