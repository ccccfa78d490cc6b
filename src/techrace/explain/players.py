"""Who caused it: the part of every state, of every lever of a state, and of luck.

A coalition is the game in which its members gave the orders that they gave, and everybody else
the orders of a baseline. All coalitions are played as one batch with the same luck, and the
difference that remains is divided by the Shapley value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from techrace.arrays import Array
from techrace.chance import chance
from techrace.errors import InputError, unknown
from techrace.explain.figure import Figure, as_figures, value_of
from techrace.explain.game import other_luck, policies_of, same_luck, settings_of, single, span_of, spread, touched
from techrace.explain.mechanisms import ranked
from techrace.explain.replay import awake, differs, end, play
from techrace.explain.shapley import Coalitions, Division, divide
from techrace.orders import LEVERS, Lever, Orders
from techrace.policy import BY_AXIS, Policy
from techrace.record import Record
from techrace.simulate import begin

Baseline = Literal["standing", "frozen"]
"""What is compared with: the standing orders of the world, or the orders of the turn before, kept."""

TRAY = "tray: "
"""Marks the name of a whole tray of levers."""

MOST_LEVERS = 8
"""Groups of levers that are told apart (2^8 games)."""


@dataclass(frozen=True)
class Parts:
    """A difference from a baseline, by whom.

    Attributes:
        figures: What is explained.
        players: States, or levers (or trays of levers) of one state.
        baseline: What those who are out of a coalition order instead.
        first: Orders from this turn on are answered for …
        last: … and figures are read after this many turns.
        division: What the baseline gives, what was played gives, and the parts, shape (figures, players).
    """

    figures: tuple[Figure, ...]
    players: tuple[str, ...]
    baseline: Baseline
    first: int
    last: int
    division: Division

    def causes(self, row: int, most: int = 13) -> list[tuple[str, float]]:
        """List the players by the size of their part in a figure."""
        return ranked(self.players, self.division.parts[row], most)


@dataclass(frozen=True)
class Luck:
    """How far a game lies from the mean of the same orders under other luck.

    Attributes:
        figures: What is measured.
        played: Figures of the game, shape (figures,).
        mean: Their mean over the other draws.
        sd: Their standard deviation.
        below: Share of the draws that came out lower.
        draws: How many were drawn.
    """

    figures: tuple[Figure, ...]
    played: Array
    mean: Array
    sd: Array
    below: Array
    draws: int

    @property
    def share(self) -> Array:
        """Return what luck added to each figure."""
        return self.played - self.mean


def baseline_of(game: Record, baseline: Baseline, first: int, last: int) -> list[Orders]:
    """Return the orders of the baseline for every turn of a span.

    Raises:
        InputError: There is no such baseline.
    """
    if baseline not in get_args(Baseline):
        message = f"baseline: {unknown('baseline', str(baseline), get_args(Baseline))}"
        raise InputError(message)
    if baseline == "standing":
        return [setting.standing for setting in settings_of(game.setting, game.turns)[first:last]]
    kept = game.orders[first - 1] if first else game.setting.standing
    return [kept] * (last - first)


@dataclass(frozen=True)
class _Cell:
    """One piece of the orders that a player may bring: a lever of a state."""

    lever: Lever
    seat: int


def _divided(
    game: Record,
    figures: Sequence[Figure],
    players: Sequence[Sequence[_Cell]],
    base: Sequence[Orders],
    span: tuple[int, int],
    acting: Sequence[Policy | None] | None = None,
) -> Division:
    """Play every coalition of the players who changed anything, and divide what came of it."""
    first, last = span
    given = game.orders[first:last]
    live = [i for i, cells in enumerate(players) if acting or any(_moved(c, given, base) for c in cells)]

    def value(inside: Coalitions) -> Array:
        rows = inside.shape[1]
        state, luck = spread(game.states[first], rows), same_luck(game, rows)
        reaction = awake(game, acting, first, luck) if acting else None

        def limited(orders: Orders, t: int) -> Orders:
            return _coalition(orders, base[t - first], [players[i] for i in live], inside)

        state = end(play(game, state, first, last, luck, limited, reaction), state)
        return value_of(figures, state, game.setting)

    found = divide(value, len(live))
    parts = np.zeros((len(figures), len(players)))
    error = np.zeros_like(parts)
    parts[:, live], error[:, live] = found.parts, found.error
    return Division(found.nobody, found.everybody, parts, error, found.rows)


def _moved(cell: _Cell, given: Sequence[Orders], base: Sequence[Orders]) -> bool:
    name, place = cell.lever.name, _place(cell)
    return any(differs(getattr(a, name)[place], getattr(b, name)[place]) for a, b in zip(given, base, strict=True))


def _place(cell: _Cell) -> tuple[slice | int, ...]:
    return (slice(None),) * BY_AXIS[cell.lever.name] + (cell.seat,)


def _coalition(orders: Orders, base: Orders, players: Sequence[Sequence[_Cell]], inside: Coalitions) -> Orders:
    """Return the orders of every coalition: members as given, the others as in the baseline."""
    changes: dict[str, Array] = {}
    for cells, members in zip(players, inside, strict=True):
        for cell in cells:
            name, place = cell.lever.name, _place(cell)
            mine, theirs = getattr(orders, name)[place], getattr(base, name)[place]
            if not differs(mine, theirs):
                continue
            if name not in changes:
                whole = getattr(orders, name)
                changes[name] = np.array(np.broadcast_to(whole, (*whole.shape[:-1], inside.shape[1])))
            changes[name][place] = np.where(members, mine, theirs)
    return orders.evolve(**changes)


def by_player(
    record: Record,
    figures: Iterable[Figure | str],
    turns: tuple[int, int] | None = None,
    *,
    baseline: Baseline = "standing",
    react: bool = False,
    policies: Sequence[Policy] | None = None,
    world: int = 0,
) -> Parts:
    """Divide what the states did to figures among them.

    Args:
        record: The game, or a batch of games.
        figures: Figures or their names; they are read at the end of the span.
        turns: Orders from the first turn to the second are answered for; default: all.
        baseline: What a state that is left out orders: the ``standing`` orders of the world, or its orders of the
            turn before, ``frozen``.
        react: Members of a coalition decide anew by their policies; by default they repeat what they ordered.
        policies: Whose reactions those are; default: the policies that the record names.
        world: Position of the game in the record.

    Returns:
        The parts; they sum to the game less the game in which everybody follows the baseline.
    """
    game = single(record, world)
    first, last = span_of(game, turns)
    asked = as_figures(figures, game.setting)
    states = game.setting.names["states"]
    players = [[_Cell(lever, seat) for lever in LEVERS] for seat in range(len(states))]
    base = baseline_of(game, baseline, first, last)
    acting = (policies or policies_of(game)) if react else None
    return Parts(asked, states, baseline, first, last, _divided(game, asked, players, base, (first, last), acting))


def by_lever(
    record: Record,
    state: str,
    figures: Iterable[Figure | str],
    turns: tuple[int, int] | None = None,
    *,
    baseline: Baseline = "standing",
    world: int = 0,
) -> Parts:
    """Divide what one state did to figures among its levers; all others repeat their orders.

    Levers that it moved are told apart up to ``MOST_LEVERS``; beyond, those of the fullest tray are taken together.

    Args:
        record: The game, or a batch of games.
        state: Whose levers.
        figures: Figures or their names.
        turns: Orders from the first turn to the second are answered for; default: all.
        baseline: What a lever that is left out says: see ``by_player``.
        world: Position of the game in the record.
    """
    game = single(record, world)
    first, last = span_of(game, turns)
    asked = as_figures(figures, game.setting)
    if state not in game.setting.names["states"]:
        raise InputError(unknown("state", state, game.setting.names["states"]))
    seat = game.setting.index("states", state)
    base = baseline_of(game, baseline, first, last)
    used = [cell for lever in LEVERS if _moved(cell := _Cell(lever, seat), game.orders[first:last], base)]
    groups = grouped([cell.lever for cell in used], MOST_LEVERS)
    players = [[_Cell(lever, seat) for lever in levers] for levers in groups.values()]
    return Parts(asked, tuple(groups), baseline, first, last, _divided(game, asked, players, base, (first, last)))


def grouped(levers: Sequence[Lever], most: int) -> dict[str, list[Lever]]:
    """Group levers until there are at most ``most``: the tray with the most levers first."""
    groups = {lever.name: [lever] for lever in levers}
    while len(groups) > most:
        trays = [members[0].tray for name, members in groups.items() if name == members[0].name]
        fullest = max(dict.fromkeys(trays), key=trays.count)
        merged = [lever for lever in levers if lever.tray == fullest]
        groups = {name: members for name, members in groups.items() if members[0].tray != fullest}
        groups[TRAY + fullest] = merged
    return groups


def luck_of_the_draw(
    record: Record,
    figures: Iterable[Figure | str],
    turns: tuple[int, int] | None = None,
    *,
    draws: int = 500,
    world: int = 0,
) -> Luck:
    """Say how lucky a game was: the same orders under other draws of luck.

    Args:
        record: The game, or a batch of games.
        figures: Figures or their names, read at the end of the span.
        turns: Luck is drawn anew from the first turn; from 0 the gifts of the states are, too. Default: all.
        draws: How many other draws.
        world: Position of the game in the record.

    Raises:
        InputError: There is nothing to draw.
    """
    if draws < 1:
        message = f"draws {draws}: at least 1 is needed"
        raise InputError(message)
    game = single(record, world)
    first, last = span_of(game, turns)
    asked = as_figures(figures, game.setting)
    luck = chance(game.seed, other_luck(game, draws))
    state = spread(game.states[first], draws) if first else touched(game, 0, begin(game.setting, luck), luck)
    state = end(play(game, state, first, last, luck), state)
    values = value_of(asked, state, game.setting)
    played = value_of(asked, game.states[last], game.setting)[:, 0]
    below = (values < played[:, None]).mean(axis=1) + 0.5 * (values == played[:, None]).mean(axis=1)
    return Luck(asked, played, values.mean(axis=1), values.std(axis=1), below, draws)
