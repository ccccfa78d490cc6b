"""What if: the same game from some turn on with some orders replaced, under the same luck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.errors import InputError
from techrace.explain.changes import Change, changes_of, refuse_impossible, with_changes
from techrace.explain.figure import Figure, Gauge, as_figures, headline_figures
from techrace.explain.game import other_luck, policies_of, settings_of, single, spread
from techrace.explain.replay import awake, play
from techrace.language import sentence
from techrace.orders import Orders
from techrace.policy import Policy
from techrace.record import Record
from techrace.rules import events
from techrace.state import State

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The lines of a fan."""


@dataclass(frozen=True)
class WhatIf:
    """A game as played and as it would have been.

    Attributes:
        figures: What is compared.
        at: Turn from which orders are replaced.
        changes: What was ordered instead.
        react: Whether the others decided anew; else they repeated their orders.
        played: The game, shape (figures, turns from ``at`` to the end + 1).
        changed: The other game under the same luck.
        fan: Quantiles of the paired difference when luck is redrawn, shape (5, figures, turns); None if it was not.
        draws: How often luck was redrawn.
    """

    figures: tuple[Figure, ...]
    at: int
    changes: tuple[Change, ...]
    react: bool
    played: Array
    changed: Array
    fan: Array | None
    draws: int

    @property
    def difference(self) -> Array:
        """Return what the change did under the same luck, shape (figures, turns)."""
        return self.changed - self.played


def what_if(
    record: Record,
    at: int,
    changes: Mapping[str, Any],
    figures: Iterable[Figure | str] | None = None,
    *,
    react: bool = False,
    policies: Sequence[Policy] | None = None,
    luck: int = 0,
    world: int = 0,
    given_back: Mapping[int, Sequence[tuple[str, float]]] | None = None,
) -> WhatIf:
    """Play a game again from a turn with some orders replaced until its end.

    Args:
        record: The game, or a batch of games.
        at: The first turn (0: the start) in which the changes are ordered.
        changes: By state, orders in order notation: ``{"korea": {"join": {"us_led": 0}}}``. A state that
            changes orders keeps to all its others.
        figures: What to compare; default: every headline figure.
        react: The other states decide anew by their policies; by default they repeat their orders.
        policies: Whose reactions those are; default: the policies that the record names.
        luck: Redraw luck so many times, in pairs, for a fan of the difference.
        world: Position of the game in the record.
        given_back: In the other game only, figures and by how much they change after so many turns: the price of
            a card, say, that is not played there.

    Raises:
        InputError: The turn is not in the game, or an order is misspelt or impossible.
    """
    if luck < 0:
        message = f"luck {luck}: write how many other draws, or 0"
        raise InputError(message)
    game = single(record, world)
    if not 0 <= at < game.turns:
        raise InputError(sentence("error-turn", turn=str(at), first="0", last=str(game.turns - 1)))
    asked = headline_figures(game.setting) if figures is None else as_figures(figures, game.setting)
    what = changes_of(changes, game.setting)
    settings = settings_of(game.setting, game.turns)
    refuse_impossible(what, game.orders[at], game.states[at], settings[at])

    pairs = 1 + luck
    ids = np.concatenate([game.worlds, other_luck(game, luck)])
    rows = np.concatenate([np.zeros(pairs, dtype=bool), np.ones(pairs, dtype=bool)])
    changing = {change.seat for change in what}
    luck_of_rows = Chance(game.seed, ids, at).beside(2)
    reaction = None
    if react:
        acting = [None if seat in changing else p for seat, p in enumerate(policies or policies_of(game))]
        reaction = awake(game, acting, at, luck_of_rows)

    def altered(orders: Orders, t: int) -> Orders:
        return with_changes(orders, what, settings[t].standing, rows)

    def refunded(state: State, t: int) -> State:
        for name, by in (given_back or {}).get(t, ()):
            state = events.changed(state, name, np.where(rows, by, 0.0), game.setting)
        return state

    gauge = Gauge(tuple(asked), game.setting)
    state = refunded(spread(game.states[at], 2 * pairs), at)
    path = [gauge.read(state)[0]]
    path += [gauge.read(s)[0] for s in play(game, state, at, game.turns, luck_of_rows, altered, reaction, refunded)]
    values = np.stack(path, axis=1).reshape(len(asked), len(path), 2, pairs)
    fan = None
    if luck:
        redrawn = values[:, :, 1, 1:] - values[:, :, 0, 1:]
        fan = np.quantile(redrawn, QUANTILES, axis=-1)
    return WhatIf(tuple(asked), at, what, react, values[:, :, 0, 0], values[:, :, 1, 0], fan, luck)
