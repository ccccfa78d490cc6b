"""How well a seat does against par: what the same world comes to when doctrines play every seat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array
from techrace.record import Record
from techrace.scoring import crossed, par_of, rate
from techrace.session import play
from techrace.session.events import Json, SessionMade
from techrace.session.evolve import begin
from techrace.simulate import simulate

GAMES = 64
OWN_LUCK = 2025
"""The seed of the games that set par; it is never that of a session, so par tells nothing of its luck."""


@dataclass(frozen=True)
class Usual:
    """Games in which doctrines play every seat.

    Attributes:
        measures: Raw goals by turn, shape (turns + 1, goals, states, games).
        beyond: Whether a state is beyond its red line, shape (turns + 1, states, games).
    """

    measures: Array
    beyond: Array


def usual(made: SessionMade) -> Usual:
    """Play the world of a session by its doctrines alone; for a worker."""
    setting = play.game_of(made).setting
    doctrines = [
        play.stand_in(seat.doctrine, seat.file, setting, i) for i, seat in enumerate(begin(made).seats.values())
    ]
    worlds = np.arange(GAMES, dtype=np.uint64)
    played = simulate(setting, doctrines, turns=made.turns, seed=OWN_LUCK, worlds=worlds, keep=False)
    return Usual(played.measures, crossed(played.headlines, setting))


def score(record: Record, seat: str, games: Usual) -> Json:
    """Rate a seat so far: its level, par, how far it is ahead, and how many default games it beats."""
    place, seen = record.setting.index("states", seat), record.turns + 1
    par = par_of(games.measures[:seen])
    beyond = crossed(record.headlines, record.setting)[1:].sum(axis=0)
    level = float(rate(record.measures, record.setting, par, beyond)[place, 0])
    others = rate(games.measures[:seen], record.setting, par, games.beyond[1:seen].sum(axis=0))[place]
    middle = float(np.median(others))
    return {
        "level": round(level, 1), "par": round(middle, 1), "ahead": round(level - middle, 1),
        "chance": round(float((others < level).mean()), 2),
    }  # fmt: skip
