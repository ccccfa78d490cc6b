"""The engine's part of a session: play a turn, play all of them again, and prove that nothing changed.

States are never stored. They are recomputed from the log (and remembered while the program runs);
a resolved turn keeps the fingerprint of its state, by which a replay proves itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance, chance
from techrace.errors import InputError
from techrace.orders import Orders
from techrace.policies import SEARCHES, policy, usual_of
from techrace.policies.doctrine import compile_doctrine
from techrace.policy import Moves, Policy, combine
from techrace.record import HEADLINES, Record, Touch, digest
from techrace.remembered import Remembered
from techrace.rules.turn import turn
from techrace.scoring import measures
from techrace.session import effects, forecasts, pacts, plans
from techrace.session.cards import DROPPING
from techrace.session.events import Absent, Answer, Done, Notation, Plan, Ruled, Score, SessionMade, TurnResolved
from techrace.session.evolve import begin as begin_table
from techrace.session.evolve import fingerprint
from techrace.session.table import ROOT, Place, Table
from techrace.setting import Setting, hazardous
from techrace.simulate import begin, calendar, prepare
from techrace.state import State
from techrace.view import View
from techrace.world.schema import World
from techrace.world.yamlfile import Marked

_REMEMBERED = 24  # ways through the tree whose states are kept
_LINES: Remembered[Line] = Remembered(_REMEMBERED)
_USUAL: Remembered[Mapping[forecasts.Asked, Array]] = Remembered(8)
_ONE_TURN_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Game:
    """The constants of a session's game."""

    setting: Setting
    turns: tuple[Setting, ...]  # by turn
    luck: Chance
    fog: Chance  # what people's eyes are made of; it decides nothing


@dataclass(frozen=True)
class Step:
    """A turn as it was played: from ``start``, which ``touch`` had made of what people had ``seen`` before."""

    seen: State
    start: State
    orders: Orders
    touch: Touch = field(default_factory=Touch)


Consulted = tuple[str, Mapping[str, Any], Policy]


@dataclass(eq=False)
class Line:
    """One way through the tree of turns, with its states.

    Attributes:
        state: Where it has led.
        left: What rulings and cards did after the last turn.
        policies: Each seat's doctrine with its memory; handed on to the line that goes further.
    """

    game: Game
    state: State
    steps: tuple[Step, ...] = ()
    left: tuple[tuple[str, float], ...] = ()
    policies: dict[str, Consulted] | None = field(default_factory=dict)

    @property
    def turn(self) -> int:
        """Return how many turns have been played."""
        return len(self.steps)

    def setting(self) -> Setting:
        """Return the setting of the coming turn."""
        turns = self.game.turns
        return turns[min(self.turn, len(turns) - 1)]

    def view(self, seat: int, luck: Chance, state: State | None = None, turn: int | None = None) -> View:
        """Return what a seat sees, through the given luck's fog, before the coming turn or an earlier one."""
        t = self.turn if turn is None else turn
        now = state if state is not None else self.state if t == self.turn else self.steps[t].start
        before = self.steps[t - 1].start if t else now
        orders = self.steps[t - 1].orders if t else self.game.setting.standing
        setting = self.game.turns[min(t, len(self.game.turns) - 1)]
        return View(seat, now, before, orders, setting, luck.at(t))


@dataclass(frozen=True)
class Difference:
    """A turn that a replay plays differently from the log."""

    node: int
    turn: int
    recorded: str
    found: str
    figure: str
    gap: float


class _Embedded(Marked):
    """A doctrine that came with the log: what its file said, without its lines."""

    def line(self, path: tuple[str | int, ...]) -> int:  # noqa: ARG002
        """Return the only line."""
        return 1


def game_of(made: SessionMade) -> Game:
    """Prepare the world of a session."""
    return _game(fingerprint("", made), _Whole(made))


class _Whole:
    """Carries what a session was made from past a cache that knows it by its fingerprint."""

    def __init__(self, made: SessionMade) -> None:
        self.made = made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=16)
def _game(mark: str, whole: _Whole) -> Game:  # noqa: ARG001 - the fingerprint is the key
    made = whole.made
    world = World.model_validate(made.world)
    hidden = {name: np.array([value]) for name, value in made.drawn.items()}  # as a batch has them, one a game
    setting = hazardous(prepare(world, {**made.overrides, **hidden}, made.without, made.start), made.hazards)
    luck = chance(made.seed, np.array([made.game], dtype=np.uint64))
    return Game(setting, tuple(calendar(setting, made.turns)), luck, chance(made.fog))


def world_of(table: Table) -> World:
    """Return the world that a session plays."""
    return _game(table.trace, _Whole(table.made)).setting.world


def root(game: Game) -> Line:
    """Return the line before the first turn."""
    return Line(game, begin(game.setting, game.luck))


def line_of(table: Table) -> Line:
    """Return the states of the way that led to where the table stands."""
    return _LINES.of(table.here(), lambda: _rebuilt(table))


def _rebuilt(table: Table) -> Line:
    """Play the way again from the start, with doctrines that remember nothing yet."""
    line = root(_game(table.trace, _Whole(table.made)))
    for node in table.path():
        line, _ = advance(line, node.before, node.event.done)
    return line


def policy_of(spec: str, file: Mapping[str, Any], setting: Setting, seat: int) -> Policy:
    """Find the doctrine of a seat, or make it from what the log says of it.

    Raises:
        InputError: There is none, or it does not fit.
    """
    if not file:
        return policy(spec, setting, seat)
    return compile_doctrine(Path(spec).stem, _Embedded(Path(spec), dict(file), None), setting, seat)  # type: ignore[arg-type]


def stand_in(spec: str, file: Mapping[str, Any], setting: Setting, seat: int) -> Policy:
    """Find the doctrine of a seat for hundreds of games: that of the world, where its own would search in each."""
    if spec.partition(":")[0] != SEARCHES[0]:
        return policy_of(spec, file, setting, seat)
    return policy(usual_of(setting, setting.names["states"][seat]), setting, seat)


def unplayable(spec: str, file: Mapping[str, Any], table: Table, seat: str) -> tuple[str, ...]:
    """Say why a doctrine cannot play a seat; nothing if it can.

    A session must play the same again, and people wait for it.
    """
    setting = _game(table.trace, _Whole(table.made)).setting
    try:
        found = policy_of(spec, file, setting, setting.index("states", seat))
    except InputError as error:
        return error.problems
    why = (getattr(found, "by_the_clock", ""), getattr(found, "too_slow", ""))
    return tuple(filter(None, why))


def advance(line: Line, place: Place, done: Mapping[str, Done]) -> tuple[Line, Outcome]:
    """Play one turn: cards, exits and events touch the state, all order, the engine plays, rulings come last."""
    game, current, now = line.game, line.setting(), line.game.luck.at(line.turn)
    names = game.setting.names["states"]
    prices = (*place.exits, *_prices(done, current.world))
    start = Touch(prices, place.events).apply(line.state, current, now)
    policies = _taken(line)
    moves: list[Moves] = []
    broken: list[tuple[str, str]] = []
    for seat, name in enumerate(names):
        did = done[name]
        known = policies.get(name)
        if known is None or known[:2] != (did.doctrine, did.file):
            known = policies[name] = (did.doctrine, did.file, policy_of(did.doctrine, did.file, game.setting, seat))
        view = line.view(seat, game.luck, start)
        advice = known[2].decide(view, now)  # consulted every turn, so that its memory depends on nobody
        if did.source == "doctrine":
            moves.append(advice)
            broken += [(p, name) for p, terms in _bound(place, name) if not plans.keeps(terms, advice, view, current)]
        else:
            moves.append(plans.moves_of(did.plan, place, line.view(seat, game.fog, start), current))
            broken += [(p, name) for p, _ in _bound(place, name) if p in did.plan.breach]
    orders = combine(current.standing, moves)
    end = turn(start, orders, current, now)
    ruled, changes = _rulings(place, now)
    nudged = [
        change
        for name in names
        for card in done[name].plan.cards
        for change in current.world.states[name].cards[card].nudge.items()
    ]
    left = (*nudged, *changes)
    end = effects.apply(end, left, game.setting)
    step = Step(line.state, start, orders, Touch((*line.left, *prices), place.events))
    further = Line(game, end, (*line.steps, step), left, policies)
    broken += [found for found in pacts.beyond(place, start, end, current) if found not in broken]
    return further, Outcome(digest(end), tuple(ruled), tuple(broken))


@dataclass(frozen=True)
class Outcome:
    """What a turn left behind beside its state."""

    digest: str
    rulings: tuple[Ruled, ...]
    broken: tuple[tuple[str, str], ...]


def _taken(line: Line) -> dict[str, Consulted]:
    """Take the doctrines of a line, with what they remember; they can go one way only."""
    policies, line.policies = line.policies, None
    if policies is None:
        message = "the doctrines of this line have gone another way already"
        raise RuntimeError(message)
    return policies


def _bound(place: Place, seat: str) -> Iterator[tuple[str, Notation]]:
    for pact in place.pacts.values():
        if pact.holds and seat in pact.terms:
            yield pact.id, pact.terms[seat]


def _prices(done: Mapping[str, Done], world: World) -> Iterator[tuple[str, float]]:
    """Return the political capital that cards cost, newly played or dropped."""
    for seat, did in done.items():
        hand = world.states[seat].cards
        price = sum(hand[card].cost.pc for card in did.plan.cards) + DROPPING * len(did.plan.drop)
        if price:
            yield f"political_capital[{seat}]", -price


def _rulings(place: Place, luck: Chance) -> tuple[list[Ruled], list[tuple[str, float]]]:
    """Let luck decide about the free moves that wait, each by its own name."""
    ruled: list[Ruled] = []
    changes: list[tuple[str, float]] = []
    for move in place.moves.values():
        if not move.due or move.ruling is None:
            continue
        happened = bool(luck.uniform("ruling", (move.id,))[0, 0] < move.ruling.probability)
        ruled.append(Ruled(move=move.id, happened=happened))
        if happened:
            changes += [(e.figure, e.by) for e in move.ruling.effects]
        if move.seat and move.ruling.pc:
            changes.append((f"political_capital[{move.seat}]", -move.ruling.pc))
    return ruled, changes


def resolve(table: Table) -> TurnResolved:
    """Play the turn that the table waits for; the same table gives the same turn."""
    with _ONE_TURN_AT_A_TIME:
        line = line_of(table)
        if line.policies is None:  # they have gone another way already
            line = _rebuilt(table)
        done = {seat: _done(table, line, seat) for seat in table.seats}
        further, outcome = advance(line, table.place, done)
    event = TurnResolved(
        node=max(table.nodes, default=ROOT) + 1, parent=table.place.node, turn=table.place.turn, digest=outcome.digest,
        figures=effects.figures(further.state), done=done, rulings=outcome.rulings, broken=outcome.broken,
        scores=tuple(_scores(table, further, done)),
    )  # fmt: skip
    _LINES.put(fingerprint(table.here(), event, table.place), further)
    return event


def _done(table: Table, line: Line, name: str) -> Done:
    """Say what a seat does this turn: nobody's silence holds up the others."""
    seat = table.seats[name]
    by = {"doctrine": seat.doctrine, "file": dict(seat.file)}
    if not seat.peopled:
        return Done(source="doctrine", **by)
    if name in table.submitted:
        return Done(source="submitted", plan=table.submitted[name], **by)
    as_it_stands = Plan(orders=dict(table.place.dials.get(name, {})))
    match seat.absent:
        case Absent.DOCTRINE:
            return Done(source="doctrine", **by)
        case Absent.STANDING:
            return Done(source="standing", **by)
        case Absent.DRAFT:
            draft = table.drafts.get(name)
            if draft and refused(table, name, draft.plan, line) is None:
                return Done(source="draft", plan=draft.plan, **by)
    return Done(source="dials", plan=as_it_stands, **by)


def refused(table: Table, name: str, plan: Plan, line: Line | None = None) -> Any:
    """Say why a plan cannot be carried out (a ``Refusal``), if it cannot."""
    line = line or line_of(table)
    seat = line.game.setting.index("states", name)
    view = line.view(seat, line.game.fog)
    return plans.refused(plan, table.place, table.seats[name].depth, view, line.setting())


def _scores(table: Table, line: Line, done: Mapping[str, Done]) -> Iterator[Score]:
    """Score the questions that have come due, for every seat that answered or could have."""
    setting, last = line.game.setting, line.steps[-1].orders
    given = {(f.seat, f.question, f.asked): f for f in table.place.forecasts}
    for then, did in enumerate([*(node.event.done for node in table.path()), done]):
        for name, question in forecasts.asked(setting.world.questions, then).items():
            if forecasts.due(question, then, table.made.turns) != line.turn:
                continue
            for i, seat in enumerate(setting.names["states"]):
                key = (seat, name, then)
                if key in given or did[seat].source != "doctrine":
                    start = line.steps[then].start
                    came = forecasts.outcome(question, i, line.state, start, last, setting, line.game.fog)
                    base = base_rate(table, line, name, i, then)
                    yield forecasts.scored(given.get(key), key, base, question, float(came[0]))


def base_rate(table: Table, line: Line, name: str, seat: int, then: int) -> Answer:
    """Return how the base rate answers a question that a seat is asked in a turn; it sees what the seat sees."""
    setting, fog = line.game.setting, line.game.fog.at(then)
    now = line.state if then == line.turn else line.steps[then].seen
    last = line.steps[then - 1].orders if then else setting.standing
    view = View(seat, now, now, last, setting, fog)
    return forecasts.base_rate(setting.world.questions[name], _usual(table)[name, then][seat], view)


def make_ready(table: Table) -> None:
    """Play the games of doctrines that whoever looks at a session first would wait for.

    Raises:
        InputError: A doctrine cannot be had here.
    """
    _usual(table)


def _usual(table: Table) -> Mapping[forecasts.Asked, Array]:
    """Return what usually comes of the questions of a session; its luck, people and hidden constants have no part."""

    def played() -> Mapping[forecasts.Asked, Array]:
        public = table.made.model_copy(update={"drawn": {}, "hazards": {}})
        game, seats = game_of(public), begin_table(public).seats.values()
        doctrines = [stand_in(seat.doctrine, seat.file, game.setting, i) for i, seat in enumerate(seats)]
        return forecasts.usual(game.setting, doctrines, table.made.turns)

    return _USUAL.once(_anybodys(table.trace, _Whole(table.made)), played)


@lru_cache(maxsize=64)
def _anybodys(mark: str, whole: _Whole) -> str:  # noqa: ARG001 - the fingerprint is the key
    """Return the fingerprint of what a session shares with all others of its world, length and known constants."""
    own = {"id": "", "title": "", "seed": 0, "fog": 0, "game": 0, "by": "", "at": 0.0, "phases": (), "seconds": {},
           "drawn": {}, "hazards": {}}  # fmt: skip
    return fingerprint("", whole.made.model_copy(update=own))


def would_sign(table: Table, name: str, terms: Notation) -> bool:
    """Say whether a seat's doctrine would order what a pact asks anyhow; it remembers nothing of being asked."""
    line, seat = line_of(table), table.seats[name]
    index = line.game.setting.index("states", name)
    asked = policy_of(seat.doctrine, seat.file, line.game.setting, index)
    path = list(table.path())
    first = len(path)  # since when it has been the doctrine of this seat
    while first and (path[first - 1].event.done[name].doctrine, path[first - 1].event.done[name].file) == (
        seat.doctrine, seat.file,
    ):  # fmt: skip
        first -= 1
    for t in range(first, line.turn):
        asked.decide(line.view(index, line.game.luck, turn=t), line.game.luck.at(t))
    view = line.view(index, line.game.luck)
    return plans.keeps(terms, asked.decide(view, view.chance), view, line.setting())


def replay(table: Table) -> list[Difference]:
    """Play every resolved turn of every branch again, and list where the log says otherwise."""
    found: dict[int, Difference] = {}
    parents = {node.event.parent for node in table.nodes.values()}
    game = _game(table.trace, _Whole(table.made))
    for leaf in (n for n in table.nodes if n not in parents):
        at = table.evolve(place=table.nodes[leaf].after)
        line = root(game)
        for node in at.path():
            line, outcome = advance(line, node.before, node.event.done)
            event = node.event
            if outcome.digest != event.digest:
                figure, gap = effects.furthest(event.figures, effects.figures(line.state), game.setting)
                found[event.node] = Difference(event.node, event.turn, event.digest, outcome.digest, figure, gap)
    return [found[node] for node in sorted(found)]


def record(table: Table) -> Record:
    """Return the whole game so far as ``simulate`` would leave it; every secret is in it.

    Its states are those that orders met, after rulings and cards had touched them.
    """
    line = line_of(table)
    game, steps = line.game, line.steps
    states = [*(step.start for step in steps), line.state]
    settings = [game.setting, *game.turns[: len(steps)]]
    headlines = {q.name: np.stack([getattr(s, q.name) for s in states]) for q in HEADLINES}
    goals: Array = np.stack([measures(s, now) for s, now in zip(states, settings, strict=True)])
    names = {seat.id: ("people" if seat.peopled else seat.doctrine) for seat in table.seats.values()}
    return Record(
        game.setting, names, table.made.seed, game.luck.worlds, headlines, goals, line.state, states,
        [step.orders for step in steps], {**table.made.overrides, **table.made.drawn},
        touches=[*(step.touch for step in steps), Touch(line.left)],
    )  # fmt: skip
