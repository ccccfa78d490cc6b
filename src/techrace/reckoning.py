"""What is reckoned up when a game of people is over, for every front: ratings, causes, luck, other rooms, forecasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from techrace.arrays import Array
from techrace.chance import chance
from techrace.errors import InputError, unknown
from techrace.explain import by_lever, by_mechanism, by_player, by_term, figure, luck_of_the_draw, what_if
from techrace.explain.around import Around, Others, around, rank
from techrace.explain.counterfactual import WhatIf
from techrace.explain.figure import Figure
from techrace.explain.game import settings_of
from techrace.explain.mechanisms import ranked
from techrace.feasibility import own
from techrace.orders import LEVERS
from techrace.policies import available
from techrace.policy import Policy
from techrace.record import Record
from techrace.scoring import Par, crossed, par_of, rate
from techrace.session.cards import DROPPING
from techrace.session.events import Score
from techrace.session.play import policy_of, stand_in, world_of
from techrace.session.table import Table
from techrace.setting import Setting
from techrace.simulate import simulate

REPLAYS, DRAWS, ROOMS = 500, 200, 1000
CHOICES = 10
"""How many choices of other players there are in the rooms around a room."""
STANDING = "standing"
COURSE, LUCK = "course", "luck"
By = Literal["player", "cause", "lever"]
_LEVER_OF = {"shift": "spend"}  # what a card writes, and the lever that it moves
_SAME = 1e-9  # orders nearer than this are the same
_WORST = 1.0  # what a single forecast can lose: as much as one that was certain and wrong


def doctrines_of(table: Table, setting: Setting) -> list[Policy]:
    """Return the doctrine of every seat, each with a memory of its own."""
    seats = (table.seats[name] for name in setting.names["states"])
    return [policy_of(seat.doctrine, seat.file, setting, i) for i, seat in enumerate(seats)]


# ---------------------------------------------------------------- how well it went


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


def usual(table: Table, record: Record, games: int = REPLAYS) -> Record:
    """Play the world of a session many times with every seat by its doctrine; the first game has its luck."""
    worlds = np.arange(games, dtype=np.uint64)
    seats = (table.seats[name] for name in record.setting.names["states"])
    doctrines = [stand_in(seat.doctrine, seat.file, record.setting, i) for i, seat in enumerate(seats)]
    return simulate(record.setting, doctrines, turns=record.turns, seed=record.seed, worlds=worlds, keep=False)


def ratings(record: Record, games: Record) -> Ratings:
    """Rate a game against games that doctrines play over the same turns."""
    par, beyond = par_of(games.measures), _beyond(record.headlines, record.setting)
    played = rate(record.measures, record.setting, par, beyond)[:, 0]
    others = rate(games.measures, games.setting, par, _beyond(games.headlines, games.setting))
    return Ratings(played, others, beyond[:, 0], par)


def _beyond(headlines: Mapping[str, Array], setting: Setting) -> Array:
    return np.asarray(crossed(headlines, setting)[1:].sum(axis=0))


# ---------------------------------------------------------------- who and what caused it


@dataclass(frozen=True)
class Account:
    """The change of a figure over a span of turns, divided; the parts sum to it.

    Attributes:
        figure: What is explained.
        before: The figure at the start of the span …
        after: … and at its end.
        parts: By whom or what, largest first; ``course`` is what would have come anyhow, ``luck`` what luck added.
    """

    figure: Figure
    before: float
    after: float
    parts: tuple[tuple[str, float], ...]


def account(
    record: Record, asked: str, by: By, turns: tuple[int, int] | None = None, seat: str = "", most: int = 12
) -> Account:
    """Divide the change of a figure by player, by cause, or by the levers of one seat.

    Players and levers are compared with the standing orders of the world.

    Raises:
        InputError: There is no such figure or seat, or the game has no such turns.
    """
    f = figure(asked, record.setting)
    how = by_mechanism(record, [f], turns)
    before, after = float(how.before[0]), float(how.after[0])
    if by == "cause":
        terms = by_term(record, f, turns).causes(most) if f.name == "layer_share" else how.causes(0, most)
        return Account(f, before, after, tuple(terms))
    if by == "lever" and seat not in record.setting.names["states"]:
        raise InputError(unknown("state", seat, record.setting.names["states"]))
    whose = by_player(record, [f], turns) if by == "player" else by_lever(record, seat, [f], turns)
    luck = float(luck_of_the_draw(record, [f], turns, draws=DRAWS).share[0])
    course = float(whose.division.nobody[0]) - before - luck
    parts = ranked(whose.players, whose.division.parts[0], most)
    return Account(f, before, after, (*parts, (COURSE, course), (LUCK, luck)))


# ---------------------------------------------------------------- what else could have happened


def instead(
    table: Table,
    record: Record,
    seat: str,
    turn: int,
    orders: Mapping[str, Any],
    figures: Iterable[Figure | str],
    *,
    react: bool = False,
    luck: int = 0,
) -> WhatIf:
    """Play the game again with other orders of one seat from a turn on (counted from 1).

    A card of which nothing is left among the other orders is not played: its price in political capital, and what
    else it did once, is given back.

    Args:
        table: The session.
        record: Its game.
        seat: Whose orders.
        turn: The first turn in which they are given.
        orders: In order notation; none: whatever the seat ordered goes back to the standing orders.
        figures: What to compare.
        react: The others follow their doctrines; by default they repeat their orders.
        luck: Redraw luck so many times.

    Raises:
        InputError: The turn, the seat or an order is impossible.
    """
    if seat not in record.setting.names["states"]:
        raise InputError(unknown("state", seat, record.setting.names["states"]))
    changes = {seat: orders or dict.fromkeys(moved(record, seat, turn), STANDING)}
    if not changes[seat]:
        message = f"{seat}: had ordered nothing but the standing orders from turn {turn} on; write other orders"
        raise InputError(message)
    acting = doctrines_of(table, record.setting) if react else None
    back = _given_back(table, seat, turn, set(changes[seat]))
    return what_if(record, turn - 1, changes, figures, react=react, policies=acting, luck=luck, given_back=back)


def _given_back(table: Table, seat: str, turn: int, levers: set[str]) -> dict[int, list[tuple[str, float]]]:
    """List what a seat gets back for cards all of whose levers it orders otherwise, by turns played before."""
    hand, back = world_of(table).states[seat].cards, dict[int, list[tuple[str, float]]]()
    unplayed: set[str] = set()
    for t, node in enumerate(table.path()):
        if t < turn - 1:
            continue
        plan = node.event.done[seat].plan
        new = [c for c in plan.cards if hand[c].do and {_LEVER_OF.get(name, name) for name in hand[c].do} <= levers]
        price = sum(hand[c].cost.pc for c in new) + DROPPING * len(unplayed & set(plan.drop))
        unplayed |= set(new)
        if price:
            back.setdefault(t, []).append((f"political_capital[{seat}]", price))
        for figure_, by in (pair for c in new for pair in hand[c].nudge.items()):
            back.setdefault(t + 1, []).append((figure_, -by))
    return back


def moved(record: Record, seat: str, turn: int = 1) -> dict[str, list[int]]:
    """List the levers with which a seat ordered anything but the standing orders from a turn on, with the turns."""
    place, found = record.setting.index("states", seat), dict[str, list[int]]()
    settings = settings_of(record.setting, record.turns)
    for t in range(turn - 1, record.turns):
        given, usually = record.orders[t], settings[t].standing
        for lever in LEVERS:
            mine, theirs = (own(getattr(o, lever.name), lever, place) for o in (given, usually))
            if not np.allclose(mine, theirs, rtol=0.0, atol=_SAME):
                found.setdefault(lever.name, []).append(t + 1)
    return found


def rooms(
    table: Table,
    record: Record,
    figures: Iterable[Figure | str],
    seat: str = "",
    games: int = ROOMS,
    only: int | None = None,
) -> Around:
    """Play the rooms around a room: other luck, and other players by a choice of doctrines around one seat.

    Args:
        table: The session.
        record: Its game.
        figures: What to compare at the end.
        seat: Repeats its orders in every room; "": all do, and only luck is another.
        games: How many rooms.
        only: The rooms of one of the ``CHOICES``, if not of all.
    """
    return around(record, figures, list(_choices(table, record.setting, seat)), games, only)


def _choices(table: Table, setting: Setting, seat: str) -> Iterable[Others]:
    """Choose for every other seat whether it repeats its orders or follows one of the doctrines written for it."""
    names = setting.names["states"]
    draws = chance(table.made.seed, CHOICES).uniform("rooms around", names)
    written = available(setting)
    for c in range(CHOICES):
        acting: list[Policy | None] = []
        for place, name in enumerate(names):
            chair = table.seats[name]
            mine = [p.id for p in written if p.seat == name]
            options = [("", {}), (chair.doctrine, chair.file), *((x, {}) for x in mine if x != chair.doctrine)]
            doctrine, file = options[int(draws[place, c] * len(options))]
            alone = not seat or name == seat or not doctrine
            acting.append(None if alone else stand_in(doctrine, file, setting, place))
        yield acting


def rated(record: Record, found: Around, par: Par) -> Array:
    """Return the ratings of the rooms around a room, shape (states, rooms)."""
    return rate(found.measures, record.setting, par, _beyond(found.headlines, record.setting))


# ---------------------------------------------------------------- forecasts


@dataclass(frozen=True)
class Honours:
    """How the forecasts of a seat did, over all questions that came due; one left out counts as the base rate.

    Attributes:
        seat: The seat.
        asked: How many questions came due.
        answers: How many of them it answered.
        skill: By how much it lost less than the base rate, a question (Brier; of a number CRPS in widths of the base
            rate's interval, 1 at most): 0 is as good as the base rate and as leaving everything out, less is worse.
        brier: Mean Brier score of the probabilities among them; None without any.
        base: The same of the base rate.
        better: How many answers beat the base rate.
    """

    seat: str
    asked: int
    answers: int
    skill: float
    brier: float | None
    base: float | None
    better: int


def honours(scores: Sequence[Score]) -> list[Honours]:
    """Compare the forecasts of the seats, the best first; nobody is listed who has answered nothing."""
    found = []
    for seat in dict.fromkeys(s.seat for s in scores if s.given):
        mine = [s for s in scores if s.seat == seat]
        chances = [s for s in mine if s.answer.probability is not None]
        skill = float(np.mean([_lost(s, s.reference) - _lost(s, s.score) for s in mine]))
        brier = float(np.mean([s.score for s in chances])) if chances else None
        base = float(np.mean([s.reference for s in chances])) if chances else None
        answers = [s for s in mine if s.given]
        better = sum(s.score < s.reference for s in answers)
        found.append(Honours(seat, len(mine), len(answers), skill, brier, base, better))
    return sorted(found, key=lambda h: (-h.skill, -h.answers))


def _lost(score: Score, value: float) -> float:
    """Return a score on one scale for all questions, 0 to 1: a CRPS in widths of the base rate's interval."""
    if score.answer.probability is not None:
        return value
    base = score.base
    wide = (
        (base.high or 0.0) - (base.low or 0.0) if base else 4.0 * score.reference
    )  # once "as it is now" lost a quarter
    return min(_WORST, value / wide) if wide > 0 else 0.0
