"""What people (and the clock) may ask of a session, as data. ``decide`` answers with events or a refusal.

``by`` is the person who asks; ``""`` is the program that hosts the session, which may do all that a
facilitator may. ``at`` is the time of asking. Names of new things (``pact``, ``move``, ``person``)
come with the command, so that deciding needs no luck. ``once`` is a name that the asker makes up: asked again
under the same name, because no answer came, a command is not carried out again.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from techrace.session.events import (
    Absent,
    Answer,
    Data,
    Effect,
    Finite,
    Free,
    Json,
    Name,
    Notation,
    Phase,
    Plan,
    Probability,
    Role,
)


class _Command(Data):
    by: str = ""
    at: Finite = 0.0
    once: Annotated[str, Field(max_length=64)] = ""


class MakeSession(_Command):
    """Begin a session; ``seed`` and ``fog`` are drawn by the host and told to nobody.

    ``game``, ``start`` and ``drawn`` are for going on with a run of a sweep: which of the seed's games it was,
    entries of the state that began otherwise than the world says, and constants that were drawn and that, unlike
    ``overrides``, nobody who plays or searches may know; no more than ``hazards``, how likely its events are a year.
    """

    kind: Literal["make session"] = "make session"
    id: Name
    title: Name
    world: Json
    seed: int
    fog: int
    game: int = Field(0, ge=0)
    start: dict[str, Finite] = Field(default_factory=dict)
    overrides: dict[str, Finite] = Field(default_factory=dict)
    drawn: dict[str, Finite] = Field(default_factory=dict)
    hazards: dict[str, Annotated[Finite, Field(ge=0)]] = Field(default_factory=dict)
    without: tuple[str, ...] = ()
    turns: int | None = None
    phases: tuple[Phase, ...] = (Phase.BRIEF, Phase.NEGOTIATE, Phase.ORDERS, Phase.BOARD)
    seconds: dict[Phase, Finite] = Field(default_factory=dict)


class OpenSeat(_Command):
    """Set up a seat."""

    kind: Literal["open seat"] = "open seat"
    seat: str
    open: bool = True
    depth: Literal["cards", "full"] = "full"
    absent: Absent = Absent.DRAFT
    doctrine: str = ""
    file: Json = Field(default_factory=dict)


class Join(_Command):
    """Come in."""

    kind: Literal["join"] = "join"
    person: Name
    name: Name
    role: Role = Role.OBSERVER
    key: str = ""


class Leave(_Command):
    """Go."""

    kind: Literal["leave"] = "leave"
    person: str


class TakeSeat(_Command):
    """Join the team of a seat."""

    kind: Literal["take seat"] = "take seat"
    seat: str
    person: str


class GiveUpSeat(_Command):
    """Leave a team."""

    kind: Literal["give up seat"] = "give up seat"
    person: str


class ChooseHead(_Command):
    """Make a member head of the delegation."""

    kind: Literal["choose head"] = "choose head"
    seat: str
    person: str


class HandOver(_Command):
    """Let a doctrine play a seat."""

    kind: Literal["hand over"] = "hand over"
    seat: str
    doctrine: str = ""
    file: Json = Field(default_factory=dict)


class HandBack(_Command):
    """Let people play a seat again."""

    kind: Literal["hand back"] = "hand back"
    seat: str


class ProposePact(_Command):
    """Propose a pact."""

    kind: Literal["propose pact"] = "propose pact"
    pact: Name
    form: Name
    seat: str
    terms: dict[str, Notation]
    text: Free = ""


class SignPact(_Command):
    """Sign."""

    kind: Literal["sign pact"] = "sign pact"
    pact: str
    seat: str


class DeclinePact(_Command):
    """Do not sign."""

    kind: Literal["decline pact"] = "decline pact"
    pact: str
    seat: str


class WithdrawPact(_Command):
    """Take back a proposal, or leave a pact."""

    kind: Literal["withdraw pact"] = "withdraw pact"
    pact: str
    seat: str


class MakePledge(_Command):
    """Promise something in sight of all."""

    kind: Literal["make pledge"] = "make pledge"
    seat: str
    text: Free


class SaveDraft(_Command):
    """Keep what the team has so far; ``revision`` is the one that was edited.

    What teammates have saved since stays, where it is about other things.
    """

    kind: Literal["save draft"] = "save draft"
    seat: str
    plan: Plan
    revision: int
    turn: int | None = None  # for which it is meant; by default for whichever is being played


class SubmitOrders(_Command):
    """Commit the orders of a team, or replace them."""

    kind: Literal["submit orders"] = "submit orders"
    seat: str
    plan: Plan


class GiveForecast(_Command):
    """Answer a question about the future."""

    kind: Literal["give forecast"] = "give forecast"
    seat: str
    question: str
    answer: Answer


class PlayEvent(_Command):
    """Play a card of the event deck."""

    kind: Literal["play event"] = "play event"
    event: str


class WriteMove(_Command):
    """Write a move that no lever has; seat "": an event of the facilitator's own."""

    kind: Literal["write move"] = "write move"
    move: Name
    seat: str
    text: Free


class RuleOn(_Command):
    """Rule on a move."""

    kind: Literal["rule on"] = "rule on"
    move: str
    allowed: bool = True
    effects: Annotated[tuple[Effect, ...], Field(max_length=8)] = ()
    probability: Probability = 1.0
    pc: Probability = 0.0
    public: bool = False
    text: Free = ""


class SendMessage(_Command):
    """Write to a team (seat "": to all), or from a team to the facilitator."""

    kind: Literal["send message"] = "send message"
    seat: str
    text: Free


class WriteNote(_Command):
    """Note something for the debrief."""

    kind: Literal["write note"] = "write note"
    text: Free


class _Step(_Command):
    """A step of the game; ``seen`` is where it stood for who asks: where it has gone on since, nothing happens.

    So a second press, or one in the very moment in which the clock runs out, does not skip a phase or take back two
    turns.
    """

    seen: tuple[int, Phase] | None = None  # turns played, and the phase


class MovePhase(_Step):
    """Go on to the next phase, or to a given one."""

    kind: Literal["move phase"] = "move phase"
    phase: Phase | None = None


class Resolve(_Step):
    """Play the turn now."""

    kind: Literal["resolve"] = "resolve"


class Undo(_Step):
    """Take back the last turn; it is kept as a branch."""

    kind: Literal["undo"] = "undo"


class SwitchBranch(_Command):
    """Go on from another resolved turn."""

    kind: Literal["switch branch"] = "switch branch"
    node: int


class Pause(_Command):
    """Stop the clock."""

    kind: Literal["pause"] = "pause"


class Resume(_Command):
    """Let the clock run again."""

    kind: Literal["resume"] = "resume"


class Extend(_Command):
    """Give more time, or less."""

    kind: Literal["extend"] = "extend"
    seconds: Annotated[float, Field(ge=-86400, le=86400, allow_inf_nan=False)]


class ShowBoard(_Command):
    """Choose which parts of the board are hidden."""

    kind: Literal["show board"] = "show board"
    hidden: tuple[Name, ...] = ()


class Tick(_Command):
    """Tell the time; whoever is out of time has had it."""

    kind: Literal["tick"] = "tick"


class End(_Command):
    """End the game and open all secrets."""

    kind: Literal["end"] = "end"


Command: TypeAlias = (
    MakeSession | OpenSeat | Join | Leave | TakeSeat | GiveUpSeat | ChooseHead | HandOver | HandBack | ProposePact
    | SignPact | DeclinePact | WithdrawPact | MakePledge | SaveDraft | SubmitOrders | GiveForecast | PlayEvent
    | WriteMove | RuleOn | SendMessage | WriteNote | MovePhase | Resolve | Undo | SwitchBranch | Pause | Resume
    | Extend | ShowBoard | Tick | End
)  # fmt: skip

_ADAPTER: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="kind")])


def command(data: Any) -> Command:
    """Read a command from plain data, as a front receives it.

    Raises:
        ValueError: It is no command.
    """
    return _ADAPTER.validate_python(data)
