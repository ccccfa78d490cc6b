"""What an event does to the table. Pure, total, and never says no: the log has already happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from hashlib import sha256
from typing import TypeVar, assert_never

from techrace.session import events as e
from techrace.session.events import Event, Phase, Plan, Role, SessionMade
from techrace.session.table import Draft, Forecast, Move, Node, Pact, Person, Place, Playing, Seat, Table

V = TypeVar("V")
DEFAULT_DOCTRINE = "status-quo"
REMEMBERED = 32
"""Names of commands that are remembered of a person, and earlier revisions of a draft."""


def begin(made: SessionMade) -> Table:
    """Lay the table for a session."""
    policies = made.world.get("policies", {})
    seats = {s: Seat(s, policies.get(s, DEFAULT_DOCTRINE)) for s in made.world["states"]}
    return Table(made, fingerprint("", made), seats)


def fold(log: Iterable[Event]) -> Table:
    """Add up a log; its first event makes the session."""
    events = iter(log)
    first = next(events)
    if not isinstance(first, SessionMade):
        message = f"a log begins with 'session made', not with {first.kind!r}"
        raise TypeError(message)
    return reduce(evolve, events, begin(first))


def evolve(table: Table, event: Event) -> Table:
    """Return the table after an event."""
    after = _evolved(table, event)
    if event.once:
        names = (event.once, *after.done.get(event.by, ()))[:REMEMBERED]
        return after.evolve(done=_put(after.done, event.by, names))
    return after


def _evolved(table: Table, event: Event) -> Table:  # noqa: C901, PLR0911, PLR0912 - a flat list: one case an event
    match event:
        case e.SessionMade():
            return begin(event)
        case e.SeatOpened():
            return _seat(
                table, event.seat, open=event.open, depth=event.depth, absent=event.absent,
                doctrine=event.doctrine, file=event.file,
            )  # fmt: skip
        case e.PersonJoined():
            person = Person(event.person, event.name, event.role, event.key)
            return table.evolve(people=_put(table.people, event.person, person))
        case e.PersonLeft():
            gone = replace(table.people[event.person], here=False, key="")
            return _without(table.evolve(people=_put(table.people, event.person, gone)), event.person)
        case e.SeatTaken():
            seat = table.seats[event.seat]
            table = _seat(
                table, event.seat, team=(*seat.team, event.person), head=event.person if event.head else seat.head
            )
            return _role(table, event.person, Role.HEAD if event.head else Role.MEMBER)
        case e.SeatGivenUp():
            return _role(_without(table, event.person), event.person, Role.OBSERVER)
        case e.HeadChosen():
            before = table.seats[event.seat].head
            table = _role(table, before, Role.MEMBER) if before in table.people else table
            return _role(_seat(table, event.seat, head=event.person), event.person, Role.HEAD)
        case e.SeatHandedOver():
            return _seat(table, event.seat, handed=True, doctrine=event.doctrine, file=event.file)
        case e.SeatHandedBack():
            return _seat(table, event.seat, handed=False)
        case e.PactProposed():
            return _pact(table, Pact(event.pact, event.form, event.seat, event.terms, event.text, (event.seat,)))
        case e.PactSigned():
            pact = table.place.pacts[event.pact]
            declined = tuple(s for s in pact.declined if s != event.seat)
            return _pact(table, replace(pact, signed=(*pact.signed, event.seat), declined=declined))
        case e.PactDeclined():
            pact = table.place.pacts[event.pact]
            return _pact(table, replace(pact, declined=(*pact.declined, event.seat)))
        case e.PactWithdrawn():
            table = _pact(table, replace(table.place.pacts[event.pact], left=event.seat, notice=event.notice))
            return table.replaced(exits=(*table.place.exits, *((x.figure, x.by) for x in event.effects)))
        case e.PledgeMade():
            return table.replaced(pledges=(*table.place.pledges, (table.place.turn, event)))
        case e.DraftSaved():
            draft = Draft(event.plan, event.revision, event.by, _earlier(table, event.seat))
            return table.evolve(drafts=_put(table.drafts, event.seat, draft))
        case e.OrdersSubmitted() | e.OrdersReplaced():
            return table.evolve(submitted=_put(table.submitted, event.seat, event.plan))
        case e.ForecastGiven():
            given = Forecast(event.seat, event.question, table.place.turn, event.answer)
            asked = (given.seat, given.question, given.asked)
            others = (f for f in table.place.forecasts if (f.seat, f.question, f.asked) != asked)
            return table.replaced(forecasts=(*others, given))
        case e.EventPlayed():
            return table.replaced(events=(*table.place.events, event.event))
        case e.MoveWritten():
            move = Move(event.move, event.seat, event.text, table.place.turn)
            return table.replaced(moves=_put(table.place.moves, event.move, move))
        case e.MoveRuled():
            ruled = replace(table.place.moves[event.move], ruling=event)
            return table.replaced(moves=_put(table.place.moves, event.move, ruled))
        case e.MessageSent():
            return table.evolve(messages=(*table.messages, event))
        case e.NoteWritten():
            return table.evolve(notes=(*table.notes, (table.place.turn, event)))
        case e.PhaseBegun():
            return table.evolve(phase=event.phase, until=event.until, left=None, paused=False)
        case e.Paused():
            return table.evolve(paused=True, left=event.left, until=None)
        case e.Resumed():
            return table.evolve(paused=False, until=event.until, left=None)
        case e.Extended():
            return table.evolve(until=event.until, left=event.left)
        case e.BoardShown():
            return table.evolve(hidden=event.hidden)
        case e.TurnResolved():
            return _resolved(table, event)
        case e.Undone():
            undone = table.nodes[event.undid]
            return _at(table, undone.before, {s: d.plan for s, d in undone.event.done.items() if d.source in _KEPT})
        case e.Branched():
            return _at(table, Place() if event.node == 0 else table.nodes[event.node].after, {})
        case e.Ended():
            return table.evolve(phase=Phase.DEBRIEF, until=None, left=None, paused=False)
        case _:
            assert_never(event)


_KEPT = ("submitted", "draft")


def _put(mapping: Mapping[str, V], key: str, value: V) -> dict[str, V]:
    return {**mapping, key: value}


def _seat(table: Table, seat: str, **changes: object) -> Table:
    return table.evolve(seats=_put(table.seats, seat, replace(table.seats[seat], **changes)))  # type: ignore[arg-type]


def _role(table: Table, person: str, role: Role) -> Table:
    return table.evolve(people=_put(table.people, person, replace(table.people[person], role=role)))


def _pact(table: Table, pact: Pact) -> Table:
    return table.replaced(pacts=_put(table.place.pacts, pact.id, pact))


def _earlier(table: Table, seat: str) -> tuple[Plan, ...]:
    """Return the plans that come before the next draft of a seat, the last one first."""
    last = table.drafts.get(seat)
    if last is None:
        return (Plan(orders=dict(table.place.dials.get(seat, {}))),)
    return (last.plan, *last.earlier)[:REMEMBERED]


def _without(table: Table, person: str) -> Table:
    """Take a person out of every team; the longest-serving member follows a head who goes."""
    for seat in table.seats.values():
        if person in seat.team:
            team = tuple(p for p in seat.team if p != person)
            head = seat.head if seat.head != person else next(iter(team), "")
            table = _seat(table, seat.id, team=team, head=head)
            if head and head != seat.head:
                table = _role(table, head, Role.HEAD)
    return table


def _at(table: Table, place: Place, plans: Mapping[str, Plan]) -> Table:
    """Put the table somewhere else in the tree; what was ordered there lies ready as drafts."""
    revisions = {seat: draft.revision for seat, draft in table.drafts.items()}
    drafts = {seat: Draft(plan, revisions.get(seat, 0) + 1, "") for seat, plan in plans.items()}
    return table.evolve(place=place, drafts=drafts, submitted={})


def _resolved(table: Table, event: e.TurnResolved) -> Table:
    place = table.place
    states = table.made.world["states"]
    dials, cards = dict(place.dials), dict(place.cards)
    for seat, done in event.done.items():
        if done.source in _KEPT:
            dials[seat] = done.plan.orders
        elif done.source == "standing":
            dials[seat] = {}
        kept = (c for c in place.cards.get(seat, ()) if c.card not in done.plan.drop)
        hand = states[seat]["cards"]
        new = (Playing(c, event.turn, event.turn + hand[c]["lasts"]) for c in done.plan.cards)
        cards[seat] = tuple(c for c in (*kept, *new) if c.until > event.turn + 1)
    pacts = {name: replace(p, notice=max(0, p.notice - 1)) if p.notice else p for name, p in place.pacts.items()}
    for pact, seat in event.broken:
        pacts[pact] = replace(pacts[pact], breaches=(*pacts[pact].breaches, (event.turn, seat)))
    moves = dict(place.moves)
    for ruled in event.rulings:
        moves[ruled.move] = replace(moves[ruled.move], happened=ruled.happened)
    scored = {(s.seat, s.question, s.asked) for s in event.scores}
    after = replace(
        place, node=event.node, turn=event.turn + 1, dials=dials, cards=cards, pacts=pacts, moves=moves, events=(),
        exits=(), forecasts=tuple(f for f in place.forecasts if (f.seat, f.question, f.asked) not in scored),
        scores=(*place.scores, *event.scores),
    )  # fmt: skip
    node = Node(event, place, after, fingerprint(table.here(), event, place))
    return table.evolve(place=after, nodes={**table.nodes, event.node: node}, drafts={}, submitted={})


def fingerprint(parent: str, event: Event, place: Place | None = None) -> str:
    """Return the fingerprint of a way that goes on with an event, from a place."""
    stamped = event.model_copy(update={"at": 0.0, "by": "", "once": ""})
    return sha256(f"{parent}\n{e.written(stamped)}\n{place!r}".encode()).hexdigest()
