"""What the debrief tells of a game: plain data from a session, for pages. Slow parts run in a worker process.

Nothing here decides who may ask; ``routes/debrief.py`` does. Numbers are rounded like all that a session
shows, so that no exact one betrays the luck of a game that still runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace import reckoning
from techrace.axes import GOALS
from techrace.errors import InputError
from techrace.explain.around import rank
from techrace.explain.figure import Figure, figure, value_of
from techrace.explain.loops import Loop, loops
from techrace.inquiry import SECRET, own_figures
from techrace.record import Record
from techrace.remembered import Remembered
from techrace.session import play, seats
from techrace.session.events import Json, Role
from techrace.session.seats import Viewer, rounded
from techrace.session.table import ROOT, Table
from techrace.story import Headline, headlines
from techrace.web import board

RATING = "rating"
"""Stands for a seat's rating where a figure is asked for."""
DRAWS = 100
MOST_NEWS = 5
_GAMES: Remembered[Record] = Remembered(6)


def asked(text: str, record: Record, *, ended: bool) -> Figure:
    """Find a figure by its name.

    Raises:
        InputError: There is none, or it is hidden from everybody until the end.
    """
    found = figure(text, record.setting)
    if not ended and SECRET.get(found.name) == "hidden":
        message = f"figure {text!r}: is hidden from everybody until the game is over"
        raise InputError(message)
    return found


def _usual(table: Table, record: Record) -> Record:
    """Return the games of doctrines around a game, remembered in this process."""
    key = f"{table.here()} {[(s.id, s.doctrine) for s in table.seats.values()]}"
    return _GAMES.of(key, lambda: reckoning.usual(table, record))


# ---------------------------------------------------------------- the whole game


def summary(table: Table) -> Json:
    """Return the whole game in short: turns with headlines, ratings, forecasts, loops, branches."""
    record = play.record(table)
    world, setting = record.setting.world, record.setting
    news = headlines(record)
    told: Json = {
        "turns": record.turns,
        "ended": table.ended,
        "turn_years": world.turn_years,
        "bookmarks": [_bookmark(news, t) for t in range(1, record.turns + 1)],
        "seats": {seat: _seat(table, record, seat) for seat in setting.names["states"]},
        "world": [_path(record, name) for name in _world_figures(record)],
        "forecasts": [vars(h) for h in reckoning.honours(table.place.scores)],
        "loops": [_loop(x) for x in loops(record)],
        "branches": branches(table),
        "questions": [
            {"id": name, "text": q.text.model_dump(), "about": q.about, "show": list(q.show)}
            for name, q in world.debrief.items()
        ],
        "notes": [{"turn": turn, "text": note.text} for turn, note in table.notes],
    }
    if record.turns:
        rated = reckoning.ratings(record, _usual(table, record))
        for i, seat in enumerate(setting.names["states"]):
            told["seats"][seat]["rating"] = {
                "level": float(rated.played[i]), "par": float(np.median(rated.usual[i])),
                "same_luck": float(rated.usual[i, 0]), "beaten": float(rated.beaten[i]),
                "beyond": int(rated.beyond[i]), "games": int(rated.usual.shape[1]),
            }  # fmt: skip
    found: Json = {**rounded(told), "dates": record.dates()}
    return found


def _seat(table: Table, record: Record, seat: str) -> Json:
    chair, setting = table.seats[seat], record.setting
    place = setting.index("states", seat)
    depth = record.headlines["membership"][:, :, place, 0]
    leads = setting.leads[:, place, 0]
    return {
        "team": [table.people[p].name for p in chair.team],
        "doctrine": chair.doctrine,
        "figures": [_path(record, name) for name in own_figures(setting, seat)],
        "moved": reckoning.moved(record, seat),
        "camps": [x for c, x in enumerate(setting.names["camps"]) if depth[:, c].any() and not leads[c]],
    }


def _world_figures(record: Record) -> list[str]:
    return [*(f"ecosystem_reach[{x}]" for x in record.setting.names["ecosystems"]), "capital", "trust", "tension"]


def _path(record: Record, name: str) -> Json:
    found = figure(name, record.setting)
    values = [float(value_of([found], state, record.setting)[0, 0]) for state in record.states]
    return {"id": str(found), "unit": found.unit, "path": values}


def _bookmark(news: list[Headline], turn: int) -> Json:
    mine = sorted((h for h in news if h.turn == turn), key=lambda h: -h.weight)[:MOST_NEWS]
    return {
        "turn": turn,
        "news": [{"text": h.text.model_dump(), "why": h.why.model_dump(), "kind": h.kind} for h in mine],
    }


def _loop(found: Loop) -> Json:
    rows = [{"turn": e.turn, "last": e.end, "kind": e.kind, "values": e.values} for e in found.evidence]
    return {"id": found.id, "shown": found.shown, "figure": found.figure, "evidence": rows}


def branches(table: Table) -> list[Json]:
    """List the ways that were undone: each from where it forked to where it ended."""
    here = {node.event.node for node in table.path()}
    parents = {node.event.parent for node in table.nodes.values()}
    found = []
    for leaf in sorted(n for n in table.nodes if n not in parents and n not in here):
        fork = leaf
        while fork != ROOT and fork not in here:
            fork = table.nodes[fork].event.parent
        turn = table.nodes[fork].event.turn + 1 if fork != ROOT else 0
        found.append({"node": leaf, "from": turn + 1, "to": table.nodes[leaf].event.turn + 1})
    return found


# ---------------------------------------------------------------- one turn


def at_turn(table: Table, turn: int) -> Table:
    """Return the table as it stood after so many turns."""
    path = list(table.path())
    if not 0 <= turn <= len(path):
        message = f"turn {turn}: the game has the turns 0 to {len(path)}"
        raise InputError(message)
    return (
        table.replaced() if turn == len(path) else table.evolve(place=path[turn - 1].after if turn else path[0].before)
    )


def moment(table: Table, turn: int) -> Json:
    """Return one turn of the replay: the board after it, and what was ordered in it."""
    at = at_turn(table, turn)
    told = seats.view(at, Viewer(Role.FACILITATOR), since=max(0, turn - 1))
    return {
        "turn": turn,
        "board": board.facts(at),
        "played": told["turns"][-1] if turn else None,
        "moves": _moves(at, turn),
    }


def _moves(table: Table, turn: int) -> list[Json]:
    return [
        {"seat": m.seat, "text": m.text, "happened": m.happened, "ruling": m.ruling.text}
        for m in table.place.moves.values()
        if m.turn == turn - 1 and m.ruling is not None
    ]


# ---------------------------------------------------------------- questions


@dataclass(frozen=True)
class Instead:
    """What if a seat had ordered something else.

    Attributes:
        figure: What to compare.
        seat: Whose orders.
        turn: The first turn in which they are given, from 1.
        orders: In order notation; none: the standing orders.
        react: The others follow their doctrines instead of repeating their orders.
        luck: Draw luck again, for bands.
    """

    figure: str
    seat: str
    turn: int
    orders: Json
    react: bool = False
    luck: bool = False


def instead(table: Table, what: Instead) -> Json:
    """Play the game again with other orders of one seat from a turn on.

    Raises:
        InputError: The turn, the figure or an order is impossible.
    """
    record = play.record(table)
    f = asked(what.figure, record, ended=table.ended)
    goals = [f"{goal}[{what.seat}]" for goal in GOALS] if what.seat in record.setting.names["states"] else []
    draws = DRAWS if what.luck else 0
    found = reckoning.instead(
        table, record, what.seat, what.turn, what.orders, [f, *goals], react=what.react, luck=draws
    )
    told: Json = {
        "figure": str(f), "unit": f.unit, "seat": what.seat, "turn": what.turn, "react": what.react, "draws": draws,
        "past": _path(record, str(f))["path"], "changed": found.changed[0].tolist(),
        "goals": [
            {"id": goal, "played": float(found.played[g, -1]), "changed": float(found.changed[g, -1])}
            for g, goal in enumerate(GOALS[: len(goals)], 1)
        ],
    }  # fmt: skip
    if found.fan is not None:
        bands = ("p5", "p25", "p50", "p75", "p95")
        told["fan"] = {q: (found.played[0] + found.fan[i, 0]).tolist() for i, q in enumerate(bands)}
    result: Json = rounded(told)
    return result


def branch(table: Table, node: int, name: str) -> Json:
    """Compare a way that was undone with the game.

    Raises:
        InputError: There is no such way or figure.
    """
    known = {b["node"]: b for b in branches(table)}
    if node not in known:
        message = f"node {node}: was not undone; there are {sorted(known)}"
        raise InputError(message)
    record, other = play.record(table), play.record(table.evolve(place=table.nodes[node].after))
    f = asked(name, record, ended=table.ended)
    first = known[node]["from"]
    told = {
        "figure": str(f), "unit": f.unit, "turn": first, "past": _path(record, str(f))["path"],
        "changed": _path(other, str(f))["path"][first - 1 :], "goals": [], "draws": 0,
    }  # fmt: skip
    found: Json = rounded(told)
    return found


def causes(table: Table, name: str, by: reckoning.By, turns: tuple[int, int] | None, seat: str) -> Json:
    """Say who or what moved a figure; the parts sum to its change.

    Raises:
        InputError: There is no such figure, seat or span.
    """
    record = play.record(table)
    f = asked(name, record, ended=table.ended)
    found = reckoning.account(record, str(f), by, turns, seat)
    told = {
        "figure": str(f), "unit": f.unit, "by": by, "seat": seat, "before": found.before, "after": found.after,
        "draws": reckoning.DRAWS, "causes": [{"id": name, "value": value} for name, value in found.parts],
    }  # fmt: skip
    result: Json = rounded(told)
    return result


def rooms(table: Table, seat: str, name: str, around: str, only: int) -> Json:
    """Place the room among a tenth of the rooms with other luck and, with ``around="others"``, other players.

    Raises:
        InputError: There is no such seat or figure.
    """
    record = play.record(table)
    states = record.setting.names["states"]
    if seat not in states:
        message = f"{seat}: there are {', '.join(states)}"
        raise InputError(message)
    rating = name == RATING
    wanted = [] if rating else [asked(name, record, ended=table.ended)]
    found = reckoning.rooms(table, record, wanted, seat if around == "others" else "", only=only)
    if rating:
        place = states.index(seat)
        rated = reckoning.ratings(record, _usual(table, record))
        values, played = reckoning.rated(record, found, rated.par)[place], float(rated.played[place])
    else:
        values, played = found.values[0], float(found.played[0])
    return {
        "figure": RATING if rating else str(wanted[0]), "unit": RATING if rating else wanted[0].unit, "seat": seat,
        "around": around, "played": played, "values": values.tolist(),
    }  # fmt: skip


def all_rooms(slices: list[Json]) -> Json:
    """Place the room among all rooms, from what ``rooms`` says of each tenth."""
    values = np.sort(np.concatenate([part["values"] for part in slices]))
    below = float(rank(np.array(slices[0]["played"]), values))
    result: Json = rounded({**slices[0], "games": int(values.size), "values": values.tolist(), "below": below}, 3)
    return result
