"""The only way out of a session: ``view(table, viewer)`` says what somebody may know, as plain data.

A team sees what is public, its own facts, the others through fog, and its own drafts, orders,
forecasts and messages. The facilitator sees all that but the seed and what is hidden from
everybody. At the debrief everybody sees everything. Numbers that luck has touched are rounded:
an exact one could betray the seed, for draws are invertible.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from hmac import compare_digest
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from techrace.record import Record
from techrace.session import forecasts, pacts, plans, play
from techrace.session.events import Data, Json, Role
from techrace.session.play import Line
from techrace.session.table import Move, Pact, Playing, Table
from techrace.state import QUANTITIES, Quantity
from techrace.view import View

DIGITS = 4
"""Significant digits of every figure that is shown before the debrief."""

Causes = Callable[[Record, str], Any]
"""(the game so far, a seat) -> what moved the headline figures of that seat, as plain data."""

_TEAM = (Role.HEAD, Role.MEMBER)
_SHOWN: WeakKeyDictionary[Line, dict[tuple[Any, ...], Any]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Viewer:
    """Who looks: a role, and the seat of a team member."""

    role: Role
    seat: str = ""
    person: str = ""

    @property
    def leads(self) -> bool:
        """Say whether this is the facilitator."""
        return self.role is Role.FACILITATOR


def viewer(table: Table, person: str) -> Viewer:
    """Return the eyes of a person; whoever is not here looks at nothing but the board."""
    known = table.people.get(person)
    if known is None or not known.here:
        return Viewer(Role.OBSERVER)
    seat = next((s.id for s in table.seats.values() if person in s.team), "")
    if known.role in _TEAM and seat:
        return Viewer(known.role, seat, person)
    return Viewer(Role.OBSERVER if known.role in _TEAM else known.role, "", person)


def key_of(link: str) -> str:
    """Return the fingerprint under which a secret link is stored."""
    return sha256(link.encode()).hexdigest()


def holder(table: Table, link: str) -> str | None:
    """Return the person whose secret link this is; nobody if there is none."""
    wanted, found = key_of(link).encode(), None
    for person in table.people.values():  # all are compared, so that time tells nothing
        if person.here and person.key and compare_digest(person.key.encode(), wanted):
            found = person.id
    return found


def view(table: Table, who: Viewer, *, since: int | None = None, causes: Causes | None = None) -> Json:
    """Return all that a viewer may know, as plain data.

    Args:
        table: The session.
        who: Who looks.
        since: The first turn of which figures are wanted (default: this one and the one before).
        causes: Explains a team its own headline figures.
    """
    told = parts(table, who, since=since, causes=causes)
    return {**told, "version": sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]}


def parts(table: Table, who: Viewer, *, since: int | None = None, causes: Causes | None = None) -> Json:
    """Return a view without its fingerprint; what only a turn changes is the same object until it does."""
    line = play.line_of(table)
    first = max(0, line.turn - 1 if since is None else since)
    told: Json = {
        "session": _session(table),
        "you": {"role": who.role.value, "seat": who.seat, "person": who.person},
        "clock": {"phase": table.phase.value, "until": table.until, "paused": table.paused, "left": table.left},
        "seats": _seats(table),
        "waiting_for": [s.id for s in table.seats.values() if s.peopled and s.id not in table.submitted],
        "names": _kept(line, ("names",), lambda: {a: list(ids) for a, ids in line.game.setting.names.items()}),
        "figures": [
            _figures(line, who, t, ended=table.ended, full=t == line.turn) for t in range(first, line.turn + 1)
        ],
        "turns": [
            _kept(line, ("turn", t, who.seat, who.leads, table.ended), partial(_turn, table, line, who, t))
            for t in range(first, line.turn)
        ],
        "news": list(table.place.events),
        "pacts": [_pact(pact, line) for pact in table.place.pacts.values() if _sees_pact(table, who, pact)],
        "pledges": [{"turn": turn, "seat": p.seat, "text": p.text} for turn, p in table.place.pledges],
        "moves": [_move(move) for move in table.place.moves.values() if _sees_move(table, who, move)],
        "messages": [_data(m, "seat", "outgoing", "text", "at") for m in table.messages if _sees(table, who, m.seat)],
        "hidden": list(table.hidden),
    }
    if who.seat:
        told["own"] = _own(table, line, who.seat)
        if causes and line.turn:
            told["causes"] = rounded(causes(play.record(table), who.seat))
    if who.leads or table.ended:
        told["all"] = _everything(table)
        told["tree"] = [
            {"node": n, "parent": node.event.parent, "turn": node.event.turn, "at": node.event.at}
            for n, node in table.nodes.items()
        ]
        told["notes"] = [{"turn": turn, "text": note.text, "at": note.at} for turn, note in table.notes]
    if table.ended:
        told["secrets"] = _secrets(table)
    return told


def _kept(line: Line, key: tuple[Any, ...], made: Callable[[], Any]) -> Any:
    """Return something that follows from the turns played so far; it is made once."""
    known = _SHOWN.setdefault(line, {})
    if key not in known:
        known[key] = made()
    return known[key]


def sight(table: Table, seat: str) -> View:
    """Return a team's eyes for advisers inside this program; it is not to be sent anywhere."""
    line = play.line_of(table)
    return line.view(line.game.setting.index("states", seat), line.game.fog)


def debrief(table: Table) -> Record:
    """Return the whole game, once it is over.

    Raises:
        PermissionError: It is not over.
    """
    if not table.ended:
        message = "the game is open to all at its debrief, not before"
        raise PermissionError(message)
    return play.record(table)


def rounded(data: Any, digits: int = DIGITS) -> Any:
    """Round every number with a fraction to so many significant digits."""
    match data:
        case float():
            return float(f"{data:.{digits}g}")
        case dict():
            return {key: rounded(value, digits) for key, value in data.items()}
        case list() | tuple():
            return [rounded(value, digits) for value in data]
        case np.ndarray():
            return rounded(data.tolist(), digits)
    return data


# ---------------------------------------------------------------- what everybody sees


def _data(model: Data, *names: str) -> Json:
    return {name: getattr(model, name) for name in names}


def _session(table: Table) -> Json:
    world = play.world_of(table)
    return {
        "id": table.made.id,
        "title": table.made.title,
        "world": {"id": world.id, "version": world.version, "title": world.title.model_dump()},
        "turn": table.place.turn,
        "turns": table.made.turns,
        "date": world.start + table.place.turn * world.turn_years,
        "turn_years": world.turn_years,
        "phases": [p.value for p in table.made.phases],
        "ended": table.ended,
    }


def _seats(table: Table) -> Json:
    people = table.people
    return {
        seat.id: {
            "team": [people[p].name for p in seat.team],
            "head": people[seat.head].name if seat.head else "",
            "played_by": "people" if seat.peopled else "doctrine",
            "doctrine": seat.doctrine,
            "open": seat.open,
            "depth": seat.depth,
            "absent": seat.absent.value,
            "submitted": seat.id in table.submitted or not seat.peopled,
        }
        for seat in table.seats.values()
    }


def _turn(table: Table, line: Line, who: Viewer, t: int) -> Json:
    """Tell about a resolved turn: the orders in force, the pacts that were broken, what was ruled in public."""
    node = list(table.path())[t]
    orders, setting = line.steps[t].orders, line.game.setting
    told: Json = {
        "turn": t,
        "orders": {
            name: rounded(plans.in_force(orders, i, setting, private=_sees(table, who, name, alone=True)))
            for i, name in enumerate(setting.names["states"])
        },
        "broken": [list(pair) for pair in node.event.broken],
        "events": list(node.before.events),
    }
    if who.seat and not table.ended:
        told["own"] = node.event.done[who.seat].model_dump(mode="json", exclude={"file"})
    if who.leads or table.ended:
        told["done"] = {name: d.model_dump(mode="json", exclude={"file"}) for name, d in node.event.done.items()}
    return told


def _sees(table: Table, who: Viewer, seat: str, *, alone: bool = False) -> bool:
    """Say whether something between a seat and the facilitator is for these eyes ("": for all)."""
    return table.ended or who.leads or (seat == "" and not alone) or (seat != "" and seat == who.seat)


def _sees_pact(table: Table, who: Viewer, pact: Pact) -> bool:
    public = set(pact.signed) == set(pact.terms)  # signatures are public, also of a pact that somebody has left
    return public or table.ended or who.leads or who.seat in pact.terms


def _pact(pact: Pact, line: Line) -> Json:
    costs = {} if pact.left else {seat: pacts.leaving(pact, seat, line.game.setting) for seat in pact.terms}
    return {
        "pact": pact.id, "form": pact.form, "by": pact.by, "terms": dict(pact.terms), "text": pact.text,
        "signed": list(pact.signed), "declined": list(pact.declined), "left": pact.left, "holds": pact.holds,
        "breaches": [list(pair) for pair in pact.breaches], "notice": pact.notice,
        "leaving": {
            seat: {"notice": notice, "effects": [list(pair) for pair in found]}
            for seat, (notice, found) in costs.items()
        },
    }  # fmt: skip


def _sees_move(table: Table, who: Viewer, move: Move) -> bool:
    public = move.ruling is not None and move.ruling.public and move.happened is not None
    return public or _sees(table, who, move.seat, alone=True)


def _move(move: Move) -> Json:
    ruling = move.ruling
    return {
        "move": move.id, "seat": move.seat, "text": move.text, "turn": move.turn, "happened": move.happened,
        "ruling": ruling and ruling.model_dump(mode="json", include=_RULING),
    }  # fmt: skip


_RULING = {"allowed", "effects", "probability", "pc", "public", "text"}


# ---------------------------------------------------------------- figures


def _figures(line: Line, who: Viewer, t: int, *, ended: bool, full: bool) -> Json:
    """Return the figures of a turn as a viewer sees them; of an earlier turn the headlines only."""
    return _kept(line, (t, who.seat, who.leads, ended, full), lambda: _shown(line, who, t, ended=ended, full=full))


def _shown(line: Line, who: Viewer, t: int, *, ended: bool, full: bool) -> Json:
    names = line.game.setting.names["states"]
    seat = names.index(who.seat) if who.seat else -1
    view = line.view(max(seat, 0), line.game.fog, turn=t)
    wanted = [q for q in QUANTITIES if full or q.headline]
    digits = 17 if ended else DIGITS
    told: Json = {"turn": t, "exact": {}, "estimates": {}, "private": {}}
    for q in wanted:
        values = getattr(view.state, q.name)
        if q.secret == "public" or ended or (who.leads and q.secret != "hidden"):
            told["exact"][q.name] = rounded(values[..., 0], digits)
        elif q.secret == "noisy" and seat >= 0:
            told["estimates"][q.name] = rounded(view.array(q.name)[..., 0])
        elif q.secret == "private" and seat >= 0:
            told["private"][q.name] = rounded(_own_part(q, values, seat))
    if seat >= 0 and full:
        told["doubt"] = {
            name: 0.0 if i == seat else rounded(float(view._spread(view.state, i)[0]))  # noqa: SLF001
            for i, name in enumerate(names)
        }
    return told


def _own_part(q: Quantity, values: Any, seat: int) -> Any:
    axis = next(i for i, a in enumerate(q.axes) if a in ("states", "holders"))
    return np.take(values[..., 0], seat, axis=axis)


# ---------------------------------------------------------------- what only a team sees


def _own(table: Table, line: Line, seat: str) -> Json:
    draft, submitted = table.drafts.get(seat), table.submitted.get(seat)
    index = line.game.setting.index("states", seat)
    spec = play.world_of(table).states[seat]
    asked = forecasts.asked(play.world_of(table).questions, table.place.turn) if table.turns_left else {}
    return {
        "brief": spec.brief.model_dump(),
        "goals": spec.goals.model_dump(),
        "red_line": spec.red_line and spec.red_line.model_dump(),
        "dials": dict(table.place.dials.get(seat, {})),
        "draft": draft
        and {"plan": draft.plan.model_dump(mode="json"), "revision": draft.revision, "by": _name(table, draft.by)},
        "revision": draft.revision if draft else 0,
        "submitted": submitted and submitted.model_dump(mode="json"),
        "standing": _kept(line, ("standing", seat), lambda: _standing(line, seat)),
        "cards": {name: card.model_dump(mode="json") for name, card in spec.cards.items()},
        "in_force": [_playing(card) for card in table.place.cards.get(seat, ())],
        "questions": {
            name: {
                **q.model_dump(mode="json"),
                "base": play.base_rate(table, line, name, index, table.place.turn).model_dump(mode="json"),
            }
            for name, q in asked.items()
        },
        "forecasts": _forecasts(table, seat),
        "scores": _scores(table, seat),
    }


def _standing(line: Line, seat: str) -> Json:
    setting = line.game.setting
    return plans.in_force(line.setting().standing, setting.index("states", seat), setting, private=True)


def _name(table: Table, person: str) -> str:
    return table.people[person].name if person in table.people else ""


def _playing(card: Playing) -> Json:
    return {"card": card.card, "since": card.since, "until": card.until}


def _forecasts(table: Table, seat: str) -> list[Json]:
    return [
        {"question": f.question, "asked": f.asked, "answer": f.answer.model_dump(mode="json")}
        for f in table.place.forecasts
        if f.seat == seat
    ]


def _scores(table: Table, seat: str) -> list[Json]:
    found = [s.model_dump(mode="json") for s in table.place.scores if s.seat == seat]
    return found if table.ended else [rounded(x) for x in found]


# ---------------------------------------------------------------- what only the facilitator sees, and all at the end


def _everything(table: Table) -> Json:
    """Return every seat's committed orders, cards, forecasts and scores."""
    return {
        seat: {
            "submitted": (plan := table.submitted.get(seat)) and plan.model_dump(mode="json"),
            "in_force": [_playing(card) for card in table.place.cards.get(seat, ())],
            "forecasts": _forecasts(table, seat),
            "scores": _scores(table, seat),
        }
        for seat in table.seats
    }


def _secrets(table: Table) -> Json:
    return {
        "seed": str(table.made.seed),  # as text: JavaScript has no integers of this size
        "fog": str(table.made.fog),
        "program": table.made.program,
        "world_hash": table.made.world_hash,
        "digests": {str(n): node.event.digest for n, node in table.nodes.items()},
        "rulings": list(_all_rulings(table)),
    }


def _all_rulings(table: Table) -> Iterator[Json]:
    for n, node in table.nodes.items():
        for ruled in node.event.rulings:
            yield {"node": n, "move": ruled.move, "happened": ruled.happened}
