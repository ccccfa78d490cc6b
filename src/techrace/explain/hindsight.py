"""Look back for one seat: what its own orders of the last turns have done, from what it may know.

The game itself may not be played again for a team before the debrief: its luck, what is hidden and
what others decided in secret would show in the answer. Instead many games that looked to the seat as
this one did are played from that turn on, each twice with the same luck: once with the orders that
were given since, once with other orders of its own. What others ordered in public they order in both;
how they split their budgets it does not know, and takes to be as usual. The looking back has its own
luck and only what ``Knowledge`` holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import chance
from techrace.errors import InputError
from techrace.explain.advice import OWN_LUCK, some_worlds
from techrace.explain.beliefs import Knowledge, believed, possible_setting
from techrace.explain.changes import changes_of, refuse_impossible, with_changes
from techrace.explain.counterfactual import QUANTILES
from techrace.explain.figure import Figure, Gauge, as_figures
from techrace.rules.turn import turn
from techrace.setting import Setting


@dataclass(frozen=True)
class Hindsight:
    """What other orders of one's own would have changed.

    Attributes:
        seat: The state that asks.
        figures: What is compared.
        at: Turns played when the other orders would have begun.
        draws: Games that looked to the seat as this one did.
        difference: Quantiles (5, 25, 50, 75, 95 %) of the other game less the one with the orders that were given,
            shape (5, figures, turns + 1).
        higher: Share of the games in which the figure ends higher, by figure; a tie counts one half.
    """

    seat: str
    figures: tuple[Figure, ...]
    at: int
    draws: int
    difference: Array
    higher: Array


def hindsight(
    eyes: Sequence[Knowledge],
    orders: Mapping[str, Any],
    figures: Iterable[Figure | str],
    *,
    rollouts: int = 400,
) -> Hindsight:
    """Play the turns since some turn again, with other orders of the seat and with those that it gave.

    Args:
        eyes: What the seat knew at the start of each of these turns, and what it knows now: one more than turns.
        orders: What it would have ordered in each of them, in order notation; its other orders stay as they were.
        figures: What to compare.
        rollouts: Games to play, in pairs.

    Raises:
        InputError: An order is misspelt or was impossible, or there is nothing to look back on.
    """
    if len(eyes) < 2 or rollouts < 2:
        message = f"turns {len(eyes) - 1} and rollouts {rollouts}: at least 1 turn and 2 rollouts are needed"
        raise InputError(message)
    first, since = eyes[0], [known.last for known in eyes[1:]]
    me = first.setting.names["states"][first.seat]
    changes = changes_of({me: orders}, first.setting)
    refuse_impossible(changes, since[0], first.state, first.setting)
    compared = tuple(as_figures(figures, first.setting))

    luck = chance(OWN_LUCK, rollouts // 2)
    games = believed(first, possible_setting(first.setting, luck), luck)
    draws = games.worlds
    both, rows = np.tile(np.arange(draws), 2), np.repeat([False, True], draws)
    settings: dict[int, Setting] = {}

    def setting_of(known: Knowledge) -> Setting:
        """Return the constants of a turn; they are the same objects while no dated change comes into force."""
        if id(known.setting) not in settings:
            settings[id(known.setting)] = some_worlds(possible_setting(known.setting, luck), both, draws)
        return settings[id(known.setting)]

    now = luck.at(games.turn).beside(2)
    state = games.take(both)
    gauge = Gauge(compared, setting_of(first))
    path = [gauge.read(state)[0]]
    for known, given in zip(eyes[:-1], since, strict=True):
        here = setting_of(known)
        state = turn(state, with_changes(given, changes, here.standing, rows), here, now.at(state.turn))
        path.append(gauge.read(state)[0])
    values = np.stack(path, axis=1).reshape(len(compared), len(path), 2, draws)
    gain = values[:, :, 1] - values[:, :, 0]
    last = gain[:, -1]
    return Hindsight(
        me, compared, first.state.turn, draws, np.quantile(gain, QUANTILES, axis=-1),
        (last > 0).mean(axis=-1) + 0.5 * (last == 0).mean(axis=-1),
    )  # fmt: skip
