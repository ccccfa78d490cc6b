"""A session and the seats that are played at one keyboard."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import Any

from techrace.errors import InputError, placed, unknown
from techrace.language import Language, sentence
from techrace.policies import is_search
from techrace.policy import Moves
from techrace.record import Record
from techrace.session import commands as c
from techrace.session import plans, play, room, seats, store
from techrace.session.events import Json, Phase, Plan
from techrace.session.opponents import opponents
from techrace.session.refusals import Code, Refusal
from techrace.session.table import Table
from techrace.sweep.row import Row
from techrace.world.schema import World

FOG = 0x9E3779B9  # where a seed is chosen, the luck of what people see follows from it


class Overtaken(Exception):  # noqa: N818 - no error: somebody else was quicker, or the disk full for a moment
    """What was asked has not been kept; the session is open again as it stands on disk.

    Attributes:
        why: What kept it from being kept.
    """

    def __init__(self, why: str) -> None:
        """Say why."""
        super().__init__(why)
        self.why = why


class Gone(Exception):  # noqa: N818 - nothing to go on with
    """The session cannot be opened any more: it has been erased, or its disk is away.

    Attributes:
        problems: Why.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        """Say why."""
        super().__init__(*problems)
        self.problems = tuple(problems)


class Sitting:
    """An open session; every change is on disk when a method returns."""

    def __init__(self, opened: room.Room, mine: Sequence[str], folder: Path) -> None:
        """Sit down at some of its seats; ``folder`` is where it is kept."""
        self.room, self.mine, self.folder = opened, tuple(mine), folder

    @property
    def table(self) -> Table:
        """Return the session as it is on disk."""
        return self.room.table

    @property
    def id(self) -> str:
        """Return the name by which the session is resumed."""
        return self.table.made.id

    @property
    def world(self) -> World:
        """Return the world that is played."""
        return play.world_of(self.table)

    def act(self, command: c.Command) -> Refusal | None:
        """Carry out a command, or say why not.

        Raises:
            Overtaken: It could not be kept.
            Gone: It could not be kept, and there is nothing to go on with.
        """
        try:
            done = self.room.act(command)
        except store.Lost as lost:
            self.room.close()
            try:
                self.room = room.opened(self.folder, self.id)
            except InputError as error:
                raise Gone(error.problems) from None
            raise Overtaken(lost.args[0]) from None
        return done if isinstance(done, Refusal) else None

    def look(self, seat: str, *, since: int | None = None, causes: seats.Causes | None = None) -> Json:
        """Return what a seat may know."""
        return seats.view(self.table, seats.viewer(self.table, seat), since=since, causes=causes)

    def ask(self, seat: str, question: Callable[[Record, str], Any]) -> Any:
        """Ask the game so far about what is a seat's own; None before the first turn."""
        return self.look(seat, causes=question).get("causes")

    def plan(self, seat: str) -> Plan:
        """Return what a seat has drafted; its dials as they stand if it has drafted nothing."""
        draft = self.table.drafts.get(seat)
        return draft.plan if draft else Plan(orders=dict(self.table.place.dials.get(seat, {})))

    def save(self, seat: str, plan: Plan) -> Refusal | None:
        """Keep a draft, if it could be carried out."""
        refusal: Refusal | None = play.refused(self.table, seat, plan)
        if refusal:
            return refusal
        draft = self.table.drafts.get(seat)
        revision = draft.revision if draft else 0
        return self.act(c.SaveDraft(by=seat, at=time(), seat=seat, plan=plan, revision=revision))

    def submit(self, seat: str) -> Refusal | None:
        """Commit what a seat has drafted."""
        return self.act(c.SubmitOrders(by=seat, at=time(), seat=seat, plan=self.plan(seat)))

    @property
    def searching(self) -> bool:
        """Say whether somebody looks for his moves himself, so that a turn takes a while."""
        return any(is_search(seat.doctrine) for seat in self.table.seats.values())

    def resolve(self) -> Refusal | None:
        """Play the turn."""
        return self.act(c.Resolve(at=time()))

    def moves(self, seat: str, plan: Plan) -> Moves:
        """Return the moves of a plan, as the seat's own eyes see the game."""
        line = play.line_of(self.table)
        return plans.moves_of(plan, self.table.place, seats.sight(self.table, seat), line.setting())

    def close(self) -> None:
        """Get up; everything is on disk."""
        self.room.close()


def begun(
    folder: Path, world: World, mine: Sequence[str], tell: Language, *, turns: int, seed: int | None, depth: str,
    policies: Mapping[str, str],
) -> Sitting:  # fmt: skip
    """Begin a game in which some seats are played here and all others by policies.

    Args:
        folder: Where sessions are kept.
        world: What is played.
        mine: The seats at this keyboard.
        tell: The language of titles and names.
        turns: How many turns.
        seed: All luck; None: nobody knows it.
        depth: ``cards``, ``full`` or ``auto`` (cards where a seat has any).
        policies: Who plays a state, where it is not the world's default.

    Raises:
        InputError: A seat, a policy or a setting is unknown.
    """
    _check(world, mine, depth)
    now = time()
    luck = secrets.randbits(63) if seed is None else seed
    made = c.MakeSession(
        id=_free(folder, world.id, mine), title=tell.text(world.title)[:60],
        world=world.model_dump(mode="json", by_alias=True), seed=luck,
        fog=secrets.randbits(63) if seed is None else seed ^ FOG, turns=turns, phases=(Phase.ORDERS,), at=now,
    )  # fmt: skip
    with _new(folder, made, mine, tell) as sitting:
        for command in opponents(sitting.table, policies, now):
            _must(sitting, command, tell)
        _sit_down(sitting, tell, depth)
        _must(sitting, c.MovePhase(at=now, phase=Phase.ORDERS), tell)
    return sitting


def taken_over(folder: Path, row: Row, mine: Sequence[str], tell: Language, *, at: int, depth: str) -> Sitting:
    """Go on with a run of a sweep: its policies play the turns before one, then some seats are played here.

    Args:
        folder: Where sessions are kept.
        row: The run.
        mine: The seats at this keyboard; none: the one whose policies the sweep ranks.
        tell: The language of titles and names.
        at: The first turn that is played here, counted from 1.
        depth: ``cards``, ``full`` or ``auto`` (cards where a seat has any).

    Raises:
        InputError: A seat or the turn does not exist, or a policy cannot be found any more.
    """
    mine = mine or ([row.ranked] if row.ranked else [])
    _check(row.world, mine, depth)
    if not 1 <= at <= row.turns:
        raise InputError(placed(f"--at {at}", sentence("error-run-turns", last=str(row.turns))))
    now = time()
    made = c.MakeSession(
        id=_free(folder, row.world.id, mine), title=tell.text(row.world.title)[:60],
        world=row.world.model_dump(mode="json", by_alias=True), seed=row.seed, game=row.game, fog=row.seed ^ FOG,
        overrides=dict(row.overrides), drawn=dict(row.drawn), hazards=dict(row.hazards), without=row.without,
        start=dict(row.start), turns=row.turns, phases=(Phase.ORDERS,), at=now,
    )  # fmt: skip
    with _new(folder, made, mine, tell) as sitting:
        for seat, spec in row.policies.items():
            _must(sitting, c.OpenSeat(at=now, seat=seat, doctrine=spec, file=_file(spec, row.files)), tell)
        _must(sitting, c.MovePhase(at=now, phase=Phase.ORDERS), tell)
        for _ in range(at - 1):
            _must(sitting, c.Resolve(at=now), tell)
        _sit_down(sitting, tell, depth)
    return sitting


def _check(world: World, mine: Sequence[str], depth: str) -> None:
    """Refuse seats that do not exist, or that have no cards where cards are wanted."""
    if not mine:
        raise InputError(sentence("error-no-seat", world=world.id, allowed=", ".join(world.states)))
    for seat in mine:
        if seat not in world.states:
            raise InputError(placed("--as", unknown("seat", seat, world.states)))
        if depth == "cards" and not world.states[seat].cards:
            raise InputError(sentence("error-no-cards", world=world.id, seat=seat))


@contextmanager
def _new(folder: Path, made: c.MakeSession, mine: Sequence[str], tell: Language) -> Iterator[Sitting]:
    """Make a session and set it up; what could not be set up leaves nothing behind."""
    opened = room.made(folder, made)
    if isinstance(opened, Refusal):
        raise InputError(_sentences(opened, tell))
    sitting = Sitting(opened, mine, folder)
    try:
        yield sitting
    except (InputError, Overtaken, Gone) as error:
        sitting.close()
        store.delete(store.path_of(folder, made.id))
        if isinstance(error, InputError):
            raise
        raise InputError(error.problems if isinstance(error, Gone) else error.why) from None


def _must(sitting: Sitting, command: c.Command, tell: Language) -> None:
    """Carry out a command.

    Raises:
        InputError: It is refused.
    """
    refusal = sitting.act(command)
    if refusal:
        raise InputError(_sentences(refusal, tell))


def _file(spec: str, files: Mapping[str, str]) -> dict[str, Any]:
    """Return what a policy's file said when the sweep was planned, as plain data; nothing if it has none."""
    import yaml

    return dict(yaml.safe_load(files[spec])) if spec in files else {}


def _sit_down(sitting: Sitting, tell: Language, depth: str) -> None:
    """Take the seats that are played at this keyboard."""
    world, now = sitting.world, time()
    for seat in sitting.mine:
        cards = depth == "cards" or (depth == "auto" and bool(world.states[seat].cards))
        name = tell.text(world.states[seat].name)[:60]
        for command in (
            c.OpenSeat(at=now, seat=seat, depth="cards" if cards else "full"),
            c.Join(at=now, person=seat, name=name),
            c.TakeSeat(at=now, seat=seat, person=seat),
        ):
            _must(sitting, command, tell)


def resumed(folder: Path, name: str = "") -> Sitting:
    """Go on with a game where it stopped: the one named, or the last that has not ended.

    Raises:
        InputError: There is none, or nobody plays it in a terminal.
    """
    if not name:
        open_games = [s for s in store.summaries(folder) if not isinstance(s, InputError) and not s.ended]
        if not open_games:
            raise InputError(sentence("error-no-game", folder=str(folder)))
        name = open_games[0].id
    opened = room.opened(folder, name)
    mine = [s.id for s in opened.table.seats.values() if s.head == s.id]
    if not mine:
        opened.close()
        raise InputError(sentence("error-not-in-terminal", name=name))
    return Sitting(opened, mine, folder)


def _free(folder: Path, world: str, mine: Sequence[str]) -> str:
    """Find a name that no session has yet."""
    stem = "-".join([world, *mine])[:50].replace("_", "-").rstrip("-")
    number = 1
    while store.path_of(folder, f"{stem}-{number}").exists():
        number += 1
    return f"{stem}-{number}"


def _sentences(refusal: Refusal, tell: Language) -> list[str]:
    problems = (f"{'.'.join(p.place)}: {p.said(tell)}" for p in refusal.problems)
    return [tell(refusal.sentence, **refusal.values), *problems]


def why_not(refusal: Refusal, tell: Language, named: Callable[[str], str] = str) -> list[str]:
    """Say why something was refused, and what would mend it."""
    lines = [tell(refusal.sentence, **refusal.values)]
    for problem in refusal.problems[:4]:
        lines.append(f"  {' '.join(problem.place)}: {problem.said(tell, named)}")
        if instead := problem.instead(tell, named):
            lines.append(f"  {tell('play-instead-of', instead=instead)}")
    if instead := refusal.instead(tell):
        lines.append(f"  {instead}")
    elif refusal.allowed and not refusal.problems and refusal.code is not Code.CONFLICT:  # it has named both already
        lines.append(f"  {tell('play-allowed', allowed=', '.join(refusal.allowed))}")
    return lines
