"""What comes of a command: events, or a refusal. Pure: time, names and secrets come with the command.

``by == ""`` is the program that hosts the session. It may do what a facilitator may, and act for
people whom it has in front of it (a terminal, a test).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, assert_never

from pydantic import ValidationError

from techrace import __version__
from techrace.errors import InputError
from techrace.session import commands as c
from techrace.session import effects, forecasts, pacts, plans, play
from techrace.session import events as e
from techrace.session.commands import Command
from techrace.session.events import Event, Notation, Phase, Plan, Role
from techrace.session.evolve import begin
from techrace.session.merging import merged
from techrace.session.refusals import Code, Problem, Refusal, problem
from techrace.session.table import ROOT, Draft, Pact, Table
from techrace.world.loading import hash_of
from techrace.world.schema import World

Decision = tuple[Event, ...] | Refusal

LONGEST_PLAN = 20_000
"""Characters of a plan or of the terms of a pact."""

TALKING = (Phase.NEGOTIATE, Phase.ORDERS)
THINKING = (Phase.BRIEF, Phase.NEGOTIATE, Phase.ORDERS)


def decide(table: Table | None, command: Command) -> Decision:
    """Return the events that a command leads to, or why it is refused; none where it has been carried out before."""
    if table and command.once in table.done.get(command.by, ()):
        return ()
    decision = _decided(table, command)
    if command.once and not isinstance(decision, Refusal):
        return tuple(x.model_copy(update={"once": "" if i else command.once}) for i, x in enumerate(decision))
    return decision


def _decided(table: Table | None, command: Command) -> Decision:  # noqa: C901, PLR0911, PLR0912 - one case a command
    if isinstance(command, c.MakeSession):
        return _make(table, command)
    if table is None:
        return Refusal(Code.UNKNOWN, (), {"what": "session"})
    refusal = _admitted(table, command)
    if _past(table, command) and (refusal is None or refusal.code in (Code.PHASE, Code.OVER)):
        return ()
    if refusal:
        return refusal
    match command:
        case c.OpenSeat():
            return _open_seat(table, command)
        case c.Join():
            return _join(table, command)
        case c.Leave():
            return _leave(table, command)
        case c.TakeSeat():
            return _take_seat(table, command)
        case c.GiveUpSeat():
            return _give_up(table, command)
        case c.ChooseHead():
            return _choose_head(table, command)
        case c.HandOver():
            return _hand_over(table, command)
        case c.HandBack():
            return _hand_back(table, command)
        case c.ProposePact():
            return _propose(table, command)
        case c.SignPact() | c.DeclinePact():
            return _answer_pact(table, command)
        case c.WithdrawPact():
            return _withdraw(table, command)
        case c.MakePledge():
            return (e.PledgeMade(by=command.by, at=command.at, seat=command.seat, text=command.text),)
        case c.SaveDraft():
            return _save_draft(table, command)
        case c.SubmitOrders():
            return _submit(table, command)
        case c.GiveForecast():
            return _forecast(table, command)
        case c.PlayEvent():
            return _play_event(table, command)
        case c.WriteMove():
            return _write_move(table, command)
        case c.RuleOn():
            return _rule_on(table, command)
        case c.SendMessage():
            outgoing = _leads(table, command.by)
            return (
                e.MessageSent(by=command.by, at=command.at, seat=command.seat, outgoing=outgoing, text=command.text),
            )
        case c.WriteNote():
            return (e.NoteWritten(by=command.by, at=command.at, text=command.text),)
        case c.MovePhase():
            return _move_phase(table, command)
        case c.Resolve():
            return _resolve(table, command)
        case c.Undo():
            return _undo(table, command)
        case c.SwitchBranch():
            return _switch(table, command)
        case c.Pause() | c.Resume() | c.Extend():
            return _clock(table, command)
        case c.ShowBoard():
            return (e.BoardShown(by=command.by, at=command.at, hidden=command.hidden),)
        case c.Tick():
            out_of_time = table.until is not None and command.at >= table.until and not table.paused
            return _next_phase(table, command) if out_of_time and not table.ended else ()
        case c.End():
            return (e.Ended(by=command.by, at=command.at),)
        case _:
            assert_never(command)


# ---------------------------------------------------------------- who may do what, and when

_FOR_FACILITATORS = (
    c.OpenSeat, c.Join, c.ChooseHead, c.PlayEvent, c.RuleOn, c.WriteNote, c.MovePhase, c.Resolve, c.Undo,
    c.SwitchBranch, c.Pause, c.Resume, c.Extend, c.ShowBoard, c.End,
)  # fmt: skip
_FOR_HEADS = (
    c.ProposePact, c.SignPact, c.DeclinePact, c.WithdrawPact, c.MakePledge, c.SubmitOrders, c.GiveForecast,
)  # fmt: skip
_FOR_TEAMS = (c.SaveDraft, c.WriteMove)
_FOR_HEADS_AND_FACILITATORS = (c.HandOver, c.HandBack)
_WHEN: dict[type, tuple[Phase, ...]] = {
    c.ProposePact: TALKING, c.SignPact: TALKING, c.DeclinePact: TALKING, c.WithdrawPact: TALKING,
    c.SubmitOrders: (Phase.ORDERS,), c.GiveForecast: THINKING, c.WriteMove: THINKING, c.Resolve: THINKING,
}  # fmt: skip
_AFTER_THE_END = (c.Join, c.Leave, c.WriteNote, c.SendMessage, c.Tick, c.ShowBoard, c.MovePhase, c.Undo, c.SwitchBranch)


def _leads(table: Table, by: str) -> bool:
    person = table.people.get(by)
    return by == "" or (person is not None and person.here and person.role is Role.FACILITATOR)


def _admitted(table: Table, command: Command) -> Refusal | None:
    """Say why somebody may not ask this at all, or not now."""
    by, kind = command.by, type(command)
    person = table.people.get(by)
    if by and (person is None or not person.here):
        return Refusal(Code.UNKNOWN, (), {"what": by})
    if table.ended and kind not in _AFTER_THE_END:
        return Refusal(Code.OVER)
    seat = getattr(command, "seat", "")
    if seat and seat not in table.seats:
        return Refusal(Code.UNKNOWN, tuple(table.seats), {"what": seat})
    leads = _leads(table, by)
    if kind in _FOR_FACILITATORS and not leads:
        return Refusal(Code.NOT_ALLOWED, (Role.FACILITATOR.value,))
    if kind in _FOR_HEADS_AND_FACILITATORS and not leads and table.seats[seat].head != by:
        return Refusal(Code.NOT_HEAD, (table.seats[seat].head, Role.FACILITATOR.value))
    if kind in _FOR_TEAMS or kind in _FOR_HEADS or (kind is c.SendMessage and not leads):
        wrong = _of_team(table, command, seat)
        if wrong:
            return wrong
    phases = _WHEN.get(kind)
    if phases and table.phase not in phases:
        return Refusal(Code.PHASE, tuple(p.value for p in phases), {"phase": table.phase.value})
    return None


def _past(table: Table, command: Command) -> bool:
    """Return whether a step is asked from where the game no longer stands."""
    seen = getattr(command, "seen", None)
    return seen is not None and seen != (table.place.turn, table.phase)


def _of_team(table: Table, command: Command, seat: str) -> Refusal | None:
    """Say why somebody may not act for a seat."""
    by = command.by
    if by == "" or (seat == "" and _leads(table, by)):
        return None
    if seat == "" or by not in table.seats[seat].team:
        mine = tuple(s.id for s in table.seats.values() if by in s.team)
        return Refusal(Code.NOT_YOURS, mine, {"seat": seat or Role.FACILITATOR.value})
    if type(command) in _FOR_HEADS and table.seats[seat].head != by:
        return Refusal(Code.NOT_HEAD, (table.seats[seat].head,))
    return None


# ---------------------------------------------------------------- a session


def _make(table: Table | None, command: c.MakeSession) -> Decision:
    if table is not None:
        return Refusal(Code.TAKEN, (), {"what": command.id})
    if Phase.ORDERS not in command.phases or set(command.phases) & {Phase.LOBBY, Phase.DEBRIEF}:
        allowed = tuple(p.value for p in Phase if p not in (Phase.LOBBY, Phase.DEBRIEF))
        return Refusal(Code.SETTINGS, allowed, {"what": "phases"})
    in_order = tuple(p for p in Phase if p in command.phases)
    try:
        world = World.model_validate(command.world)
        made = e.SessionMade(
            at=command.at, id=command.id, title=command.title, program=__version__,
            world=world.model_dump(mode="json", by_alias=True), world_hash=hash_of(world), overrides=command.overrides,
            drawn=command.drawn, hazards=command.hazards,
            without=command.without, turns=command.turns or world.turns, seed=command.seed, fog=command.fog,
            phases=in_order, seconds=command.seconds, game=command.game, start=command.start,
        )  # fmt: skip
        fresh = begin(made)
        problems = [
            sentence
            for seat in fresh.seats.values()
            for sentence in play.unplayable(seat.doctrine, seat.file, fresh, seat.id)
        ]
    except ValidationError as error:
        found = [Problem(tuple(map(str, x["loc"])), x["type"], x["msg"]) for x in error.errors(include_url=False)]
        return Refusal(Code.SETTINGS, (), {"what": "world"}, tuple(found))
    except InputError as error:
        told = tuple(Problem(("start",), "start", p) for p in error.problems)
        return Refusal(Code.SETTINGS, (), {"what": "start"}, told)
    if problems:
        told = tuple(Problem(("policies",), "policy", p) for p in problems)
        return Refusal(Code.SETTINGS, (), {"what": "policies"}, told)
    return (made,)


# ---------------------------------------------------------------- seats and people


def _open_seat(table: Table, command: c.OpenSeat) -> Decision:
    doctrine, file, refusal = _doctrine(table, command)
    if refusal:
        return refusal
    return (
        e.SeatOpened(
            by=command.by, at=command.at, seat=command.seat, open=command.open, depth=command.depth,
            absent=command.absent, doctrine=doctrine, file=file,
        ),
    )  # fmt: skip


def _doctrine(table: Table, command: c.OpenSeat | c.HandOver) -> tuple[str, dict[str, Any], Refusal | None]:
    """Return the doctrine that is asked for, or the one that the seat has."""
    seat = table.seats[command.seat]
    if not command.doctrine:
        return seat.doctrine, dict(seat.file), None
    problems = play.unplayable(command.doctrine, command.file, table, seat.id)
    told = tuple(Problem(("doctrine",), "policy", p) for p in problems)
    refusal = Refusal(Code.SETTINGS, (), {"what": "policies"}, told) if problems else None
    return command.doctrine, command.file, refusal


def _join(table: Table, command: c.Join) -> Decision:
    if command.person in table.people and table.people[command.person].here:
        return Refusal(Code.TAKEN, (), {"what": command.person})
    if command.role in (Role.HEAD, Role.MEMBER):
        return Refusal(Code.NOT_ALLOWED, (Role.OBSERVER.value, Role.BOARD.value, Role.FACILITATOR.value))
    return (
        e.PersonJoined(
            by=command.by, at=command.at, person=command.person, name=command.name, role=command.role, key=command.key
        ),
    )


def _leave(table: Table, command: c.Leave) -> Decision:
    refusal = _self_or_facilitator(table, command.by, command.person)
    return refusal or (e.PersonLeft(by=command.by, at=command.at, person=command.person),)


def _self_or_facilitator(table: Table, by: str, person: str) -> Refusal | None:
    known = table.people.get(person)
    if known is None or not known.here:
        return Refusal(Code.UNKNOWN, (), {"what": person})
    if by != person and not _leads(table, by):
        return Refusal(Code.NOT_ALLOWED, (Role.FACILITATOR.value,))
    return None


def _take_seat(table: Table, command: c.TakeSeat) -> Decision:
    refusal = _self_or_facilitator(table, command.by, command.person)
    if refusal:
        return refusal
    seat = table.seats[command.seat]
    if command.person in seat.team:
        return Refusal(Code.TAKEN, (), {"what": seat.id})
    if not seat.open and not _leads(table, command.by):
        return Refusal(Code.SEAT_CLOSED, tuple(s.id for s in table.seats.values() if s.open), {"seat": seat.id})
    if table.people[command.person].role in (Role.FACILITATOR, Role.BOARD):
        return Refusal(Code.NOT_ALLOWED, (Role.OBSERVER.value, Role.MEMBER.value))
    taken = e.SeatTaken(by=command.by, at=command.at, seat=seat.id, person=command.person, head=not seat.team)
    left = [
        e.SeatGivenUp(by=command.by, at=command.at, seat=other.id, person=command.person)
        for other in table.seats.values()
        if command.person in other.team
    ]
    return (*left, taken)


def _give_up(table: Table, command: c.GiveUpSeat) -> Decision:
    refusal = _self_or_facilitator(table, command.by, command.person)
    if refusal:
        return refusal
    mine = [seat.id for seat in table.seats.values() if command.person in seat.team]
    if not mine:
        return Refusal(Code.NOTHING)
    return (e.SeatGivenUp(by=command.by, at=command.at, seat=mine[0], person=command.person),)


def _choose_head(table: Table, command: c.ChooseHead) -> Decision:
    team = table.seats[command.seat].team
    if command.person not in team:
        return Refusal(Code.UNKNOWN, team, {"what": command.person})
    return (e.HeadChosen(by=command.by, at=command.at, seat=command.seat, person=command.person),)


def _hand_over(table: Table, command: c.HandOver) -> Decision:
    doctrine, file, refusal = _doctrine(table, command)
    if refusal:
        return refusal
    return (e.SeatHandedOver(by=command.by, at=command.at, seat=command.seat, doctrine=doctrine, file=file),)


def _hand_back(table: Table, command: c.HandBack) -> Decision:
    if not table.seats[command.seat].handed:
        return Refusal(Code.NOTHING)
    return (e.SeatHandedBack(by=command.by, at=command.at, seat=command.seat),)


# ---------------------------------------------------------------- pacts


def _propose(table: Table, command: c.ProposePact) -> Decision:
    if command.pact in table.place.pacts:
        return Refusal(Code.TAKEN, (), {"what": command.pact})
    parties = tuple(command.terms)
    if command.seat not in parties or len(parties) < 2 or not set(parties) <= set(table.seats):
        return Refusal(Code.TERMS, tuple(table.seats))
    wrong = _wrong_terms(table, command.terms)
    if wrong:
        return Refusal(Code.ORDERS, (), {"count": len(wrong)}, wrong)
    proposed = e.PactProposed(
        by=command.by, at=command.at, pact=command.pact, form=command.form, seat=command.seat, terms=command.terms,
        text=command.text,
    )  # fmt: skip
    return (proposed, *_answers(table, command))


def _wrong_terms(table: Table, terms: Mapping[str, Notation]) -> tuple[Problem, ...]:
    """List what is wrong with the terms of a pact; whether a party can afford them is its own business."""
    if _too_long(terms):
        return _size()
    line = play.line_of(table)
    found = []
    for seat, orders in terms.items():
        index = line.game.setting.index("states", seat)
        view = line.view(index, line.game.fog)
        wrong = plans.wrong_orders(orders, view, line.setting())
        found += [replace(p, place=(seat, *p.place)) for p in wrong]
    return tuple(found)


def _answers(table: Table, command: c.ProposePact) -> Iterable[Event]:
    """Let doctrines answer: they sign what they would order anyhow."""
    for seat, orders in command.terms.items():
        if seat != command.seat and not table.seats[seat].peopled:
            kind = e.PactSigned if play.would_sign(table, seat, orders) else e.PactDeclined
            yield kind(at=command.at, pact=command.pact, seat=seat)


def _open_pact(table: Table, name: str, seat: str) -> Pact | Refusal:
    pact = table.place.pacts.get(name)
    if pact is None or seat not in pact.terms:
        mine = tuple(p.id for p in table.place.pacts.values() if seat in p.terms and not p.left)
        return Refusal(Code.UNKNOWN, mine, {"what": name})
    return Refusal(Code.SIGNED) if pact.left else pact


def _answer_pact(table: Table, command: c.SignPact | c.DeclinePact) -> Decision:
    pact = _open_pact(table, command.pact, command.seat)
    if isinstance(pact, Refusal):
        return pact
    if command.seat in pact.signed:
        return Refusal(Code.SIGNED)
    if isinstance(command, c.SignPact):
        return (e.PactSigned(by=command.by, at=command.at, pact=pact.id, seat=command.seat),)
    if command.seat in pact.declined:
        return Refusal(Code.SIGNED)
    return (e.PactDeclined(by=command.by, at=command.at, pact=pact.id, seat=command.seat),)


def _withdraw(table: Table, command: c.WithdrawPact) -> Decision:
    pact = _open_pact(table, command.pact, command.seat)
    if isinstance(pact, Refusal):
        return pact
    if command.seat not in pact.signed:
        return Refusal(Code.NOTHING)
    notice, effects_ = pacts.leaving(pact, command.seat, play.line_of(table).game.setting) if pact.holds else (0, ())
    return (
        e.PactWithdrawn(
            by=command.by, at=command.at, pact=pact.id, seat=command.seat, notice=notice,
            effects=tuple(e.Effect(figure=figure, by=by) for figure, by in effects_),
        ),
    )  # fmt: skip


# ---------------------------------------------------------------- orders and forecasts


def _size() -> tuple[Problem, ...]:
    return (problem("refusal-size", (), "size", {"most": str(LONGEST_PLAN)}),)


def _too_long(data: Any) -> bool:
    """Say whether something is too long to keep, or not plain data."""
    try:
        return len(json.dumps(data, allow_nan=False)) > LONGEST_PLAN
    except (ValueError, TypeError, RecursionError):
        return True


def _oversized(plan: Plan) -> Refusal | None:
    if not _too_long(plan.model_dump()):
        return None
    return Refusal(Code.ORDERS, (), {"count": 1}, _size())


def _save_draft(table: Table, command: c.SaveDraft) -> Decision:
    draft = table.drafts.get(command.seat)
    revision = draft.revision if draft else 0
    too_long = _oversized(command.plan)
    if too_long:
        return too_long
    plan = command.plan if command.revision == revision else _brought_up(draft, command)
    if plan is None or command.turn not in (None, table.place.turn):
        return Refusal(Code.STALE, (str(revision),), {"revision": revision, "turn": table.place.turn})
    return _oversized(plan) or (
        e.DraftSaved(by=command.by, at=command.at, seat=command.seat, plan=plan, revision=revision + 1),
    )


def _brought_up(draft: Draft | None, command: c.SaveDraft) -> Plan | None:
    """Merge an edit of an earlier revision with what teammates have saved since; nothing where they collide."""
    ago = draft.revision - command.revision if draft else 0
    if draft is None or not 0 < ago <= len(draft.earlier):
        return None
    return merged(draft.earlier[ago - 1], command.plan, draft.plan)


def _submit(table: Table, command: c.SubmitOrders) -> Decision:
    if not table.seats[command.seat].peopled:
        return Refusal(Code.DOCTRINE, (), {"seat": command.seat})
    refusal = _oversized(command.plan) or play.refused(table, command.seat, command.plan)
    if refusal:
        return refusal
    kind = e.OrdersReplaced if command.seat in table.submitted else e.OrdersSubmitted
    return (kind(by=command.by, at=command.at, seat=command.seat, plan=command.plan),)


def _forecast(table: Table, command: c.GiveForecast) -> Decision:
    questions = forecasts.asked(play.world_of(table).questions, table.place.turn)
    question = questions.get(command.question)
    if question is None or not table.turns_left:
        return Refusal(Code.QUESTION, tuple(questions), {"question": command.question})
    wrong = forecasts.wrong(question, command.answer)
    if wrong:
        return Refusal(Code.ANSWER, (wrong,))
    return (
        e.ForecastGiven(
            by=command.by, at=command.at, seat=command.seat, question=command.question, answer=command.answer
        ),
    )


# ---------------------------------------------------------------- what the facilitator brings in


def _play_event(table: Table, command: c.PlayEvent) -> Decision:
    deck = tuple(play.world_of(table).events)
    if command.event not in deck:
        return Refusal(Code.UNKNOWN, deck, {"what": command.event})
    line = play.line_of(table)
    running = float(line.state.events_left[deck.index(command.event), 0]) > 0
    if running or command.event in table.place.events:
        return Refusal(Code.IN_FORCE, tuple(x for x in deck if x != command.event), {"what": command.event})
    return (e.EventPlayed(by=command.by, at=command.at, event=command.event),)


def _write_move(table: Table, command: c.WriteMove) -> Decision:
    if command.move in table.place.moves:
        return Refusal(Code.TAKEN, (), {"what": command.move})
    return (e.MoveWritten(by=command.by, at=command.at, move=command.move, seat=command.seat, text=command.text),)


def _rule_on(table: Table, command: c.RuleOn) -> Decision:
    move = table.place.moves.get(command.move)
    open_moves = tuple(m.id for m in table.place.moves.values() if m.happened is None)
    if move is None or move.happened is not None:
        return Refusal(Code.UNKNOWN, open_moves, {"what": command.move})
    setting = play.line_of(table).game.setting
    wrong = [
        Problem((effect.figure,), "effect", sentence)
        for effect in command.effects
        if (sentence := effects.mistake(effect.figure, setting))
    ]
    if wrong:
        return Refusal(Code.EFFECT, tuple(effects.CHANGEABLE), {"count": len(wrong)}, tuple(wrong))
    return (
        e.MoveRuled(
            by=command.by, at=command.at, move=move.id, allowed=command.allowed, effects=command.effects,
            probability=command.probability, pc=command.pc, public=command.public, text=command.text,
        ),
    )  # fmt: skip


# ---------------------------------------------------------------- the course of the game


def _begun(table: Table, phase: Phase, command: Command) -> e.PhaseBegun:
    seconds = table.made.seconds.get(phase)
    return e.PhaseBegun(
        by=command.by, at=command.at, phase=phase, until=None if seconds is None else command.at + seconds
    )


def _move_phase(table: Table, command: c.MovePhase) -> Decision:
    if command.phase is None:
        return Refusal(Code.OVER) if table.ended else _next_phase(table, command)
    if command.phase not in table.made.phases:
        return Refusal(Code.PHASE, tuple(p.value for p in table.made.phases), {"phase": command.phase.value})
    looking_back = table.ended and command.phase is Phase.BOARD  # an end that came too soon, after the last turn
    if not (table.turns_left or looking_back):
        return Refusal(Code.LAST_TURN)
    return (_begun(table, command.phase, command),)


def _next_phase(table: Table, command: Command) -> Decision:
    phases = table.made.phases
    if table.phase is Phase.ORDERS:
        return _resolve(table, command)
    if not table.turns_left:
        return (e.Ended(by=command.by, at=command.at),)
    if table.phase not in phases or table.phase is phases[-1]:
        return (_begun(table, phases[0], command),)
    return (_begun(table, phases[phases.index(table.phase) + 1], command),)


def _resolve(table: Table, command: Command) -> Decision:
    if not table.turns_left:
        return Refusal(Code.LAST_TURN)
    try:
        turn = play.resolve(table)
    except InputError as error:  # a doctrine that this machine does not have
        told = tuple(Problem(("policies",), "policy", p) for p in error.problems)
        return Refusal(Code.SETTINGS, (), {"what": "policies"}, told)
    turn = turn.model_copy(update={"by": command.by, "at": command.at})
    phases = table.made.phases
    if Phase.BOARD in phases:
        return (turn, _begun(table, Phase.BOARD, command))
    if table.turns_left == 1:
        return (turn, e.Ended(by=command.by, at=command.at))
    return (turn, _begun(table, phases[0], command))


def _undo(table: Table, command: c.Undo) -> Decision:
    at = table.place.node
    if at == ROOT:
        return Refusal(Code.NOTHING)
    back = e.Undone(by=command.by, at=command.at, node=table.nodes[at].event.parent, undid=at)
    return (back, _begun(table, Phase.ORDERS, command))


def _switch(table: Table, command: c.SwitchBranch) -> Decision:
    if command.node != ROOT and command.node not in table.nodes:
        return Refusal(Code.UNKNOWN, tuple(map(str, (ROOT, *table.nodes))), {"what": str(command.node)})
    played = 0 if command.node == ROOT else table.nodes[command.node].after.turn
    phase = table.made.phases[0] if played < table.made.turns else Phase.BOARD
    return (e.Branched(by=command.by, at=command.at, node=command.node), _begun(table, phase, command))


def _clock(table: Table, command: c.Pause | c.Resume | c.Extend) -> Decision:
    match command:
        case c.Pause():
            if table.paused:
                return Refusal(Code.NOTHING)
            left = None if table.until is None else max(0.0, table.until - command.at)
            return (e.Paused(by=command.by, at=command.at, left=left),)
        case c.Resume():
            if not table.paused:
                return Refusal(Code.NOTHING)
            until = None if table.left is None else command.at + table.left
            return (e.Resumed(by=command.by, at=command.at, until=until),)
        case c.Extend():
            if table.paused:
                left = max(0.0, (table.left or 0.0) + command.seconds)
                return (e.Extended(by=command.by, at=command.at, left=left),)
            from_when = command.at if table.until is None else table.until
            until = max(command.at, from_when + command.seconds)
            return (e.Extended(by=command.by, at=command.at, until=until),)
        case _:
            assert_never(command)
