"""The room among other rooms: the played game as the centre of many, with other luck and other players around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array
from techrace.chance import chance
from techrace.explain.figure import Figure, as_figures, value_of
from techrace.explain.game import other_luck, settings_of, single, touched
from techrace.explain.replay import awake, play
from techrace.policy import Policy
from techrace.record import HEADLINES, Record
from techrace.scoring import measures
from techrace.simulate import begin

Others = Sequence[Policy | None]
"""By state: who decides instead of the players; None where they repeat their orders."""


@dataclass(frozen=True)
class Around:
    """Other games around a game.

    Attributes:
        figures: What is compared, at the end.
        played: In the game, shape (figures,).
        values: In the others, shape (figures, games).
        measures: Raw goals of the others by turn, shape (turns + 1, goals, states, games).
        headlines: Their headline figures at the end, name -> (turns + 1, *axes, games).
    """

    figures: tuple[Figure, ...]
    played: Array
    values: Array
    measures: Array
    headlines: dict[str, Array]

    @property
    def below(self) -> Array:
        """Return in which share of the others each figure came out lower (ties half)."""
        return rank(self.played, self.values)


def rank(played: Array, values: Array) -> Array:
    """Return the share of values (last axis) that lie below what was played, ties half."""
    here = np.asarray(played)[..., None]
    return np.asarray((values < here).mean(axis=-1) + 0.5 * (values == here).mean(axis=-1))


def around(
    record: Record, figures: Iterable[Figure | str], others: Sequence[Others], games: int, only: int | None = None
) -> Around:
    """Play a game many times over with other luck, a share of the games with each choice of other players.

    Args:
        record: The game.
        figures: What to compare at its end.
        others: Choices of who decides for the seats; each plays an equal share of the games.
        games: How many.
        only: Of which choice the games are wanted, if not of all; the same games, a slice at a time.
    """
    game = single(record)
    asked = as_figures(figures, game.setting)
    parts = [
        _played(game, asked, acting, ids)
        for c, (acting, ids) in enumerate(
            zip(others, np.array_split(other_luck(game, games), len(others)), strict=True)
        )
        if ids.size and only in (None, c)
    ]
    return Around(
        asked,
        value_of(asked, game.states[-1], game.setting)[:, 0],
        np.concatenate([p[0] for p in parts], axis=-1),
        np.concatenate([p[1] for p in parts], axis=-1),
        {q.name: np.concatenate([p[2][q.name] for p in parts], axis=-1) for q in HEADLINES},
    )


def _played(
    game: Record, figures: Sequence[Figure], acting: Others, ids: np.ndarray[tuple[int], np.dtype[np.uint64]]
) -> tuple[Array, Array, dict[str, Array]]:
    luck = chance(game.seed, ids)
    start = touched(game, 0, begin(game.setting, luck), luck)
    reaction = awake(game, acting, 0, luck) if any(acting) else None
    if reaction is not None:
        reaction.before = start
    states = [start, *play(game, start, 0, game.turns, luck, None, reaction)]
    settings = [game.setting, *settings_of(game.setting, game.turns)]
    goals = np.stack([measures(s, now) for s, now in zip(states, settings, strict=False)])
    headlines = {q.name: np.stack([getattr(s, q.name) for s in states]) for q in HEADLINES}
    return value_of(figures, states[-1], game.setting), goals, headlines
