"""What can happen in a session, as data: the only things that are ever stored.

Every event is a small frozen model with a version, the person who caused it and the time (as
told: nothing here reads a clock). An event that changes its shape gets the next version and an
entry in ``UPGRADES`` that turns old bodies into new ones; a new attribute whose default says what old
bodies meant needs neither.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Json: TypeAlias = dict[str, Any]
Notation: TypeAlias = dict[str, Any]
"""Orders as people write them (docs/orders.md)."""

Name = Annotated[str, Field(min_length=1, max_length=60)]
Free = Annotated[str, Field(max_length=4000)]
Probability = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Data(BaseModel):
    """A frozen piece of data; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(StrEnum):
    """What a person is in a session."""

    FACILITATOR = "facilitator"  # leads; sees everything but the seed
    HEAD = "head"  # of a delegation: commits its orders
    MEMBER = "member"  # of a team: sees and drafts
    BOARD = "board"  # the projector
    OBSERVER = "observer"  # sees what the board shows


class Phase(StrEnum):
    """A part of a turn."""

    LOBBY = "lobby"  # people take seats
    BRIEF = "brief"  # what happened, and why
    NEGOTIATE = "negotiate"  # pacts are proposed and signed
    ORDERS = "orders"  # orders are given, sealed
    BOARD = "board"  # what came of them
    DEBRIEF = "debrief"  # all secrets are open


class Absent(StrEnum):
    """What plays for people who have not submitted when a turn is resolved."""

    DRAFT = "draft"  # their last draft; without one, their dials as they stand
    STANDING = "standing"  # the standing orders of the world
    DOCTRINE = "doctrine"  # the doctrine of the seat


class Plan(Data):
    """What a team orders for a turn.

    Attributes:
        orders: Dials, in order notation; they stay as set until they are set again.
        cards: Cards newly played.
        drop: Cards in force that are given up early.
        breach: Pacts whose terms are not kept this turn; seen afterwards.
    """

    orders: Notation = Field(default_factory=dict)
    cards: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    breach: tuple[str, ...] = ()


class Effect(Data):
    """A bounded change of one figure: ``relations[a, b]`` by 0.05.

    Attributes:
        figure: A quantity of the state with its names.
        by: Added where the quantity has a range of its own (0 to 1), else a share of its value.
    """

    figure: Annotated[str, Field(max_length=200)]
    by: Annotated[float, Field(ge=-0.25, le=0.25, allow_inf_nan=False)]


class Answer(Data):
    """A forecast: a probability, or a middle value with the interval that holds it four times in five."""

    probability: Probability | None = None
    middle: Finite | None = None
    low: Finite | None = None
    high: Finite | None = None


class Score(Data):
    """How a forecast did (smaller is better).

    Attributes:
        outcome: What happened: 0 or 1, or the number.
        score: Brier score of a probability, CRPS of an interval.
        reference: The score of the base rate; where ``base`` is not told, of a coin or of "as it is now".
        base: How the base rate answered.
        given: Whether the team answered; else its answer is the base rate.
    """

    seat: str
    question: str
    asked: int
    answer: Answer
    outcome: Finite
    score: Finite
    reference: Finite
    base: Answer | None = None
    given: bool = True


class Ruled(Data):
    """What became of a ruling when its turn was resolved."""

    move: str
    happened: bool


class Done(Data):
    """What a seat did in a resolved turn, and who decided it.

    Attributes:
        source: ``submitted``, ``draft``, ``dials``, ``standing`` or ``doctrine``.
        doctrine: The doctrine that was consulted, also where people played.
        file: What its file says, if it is the players' own.
    """

    source: Literal["submitted", "draft", "dials", "standing", "doctrine"]
    plan: Plan = Plan()
    doctrine: str = "status-quo"
    file: Json = Field(default_factory=dict)


class _Event(Data):
    version: Literal[1] = 1
    by: str = ""  # a person, or "" for the program
    at: Finite = 0.0  # seconds since 1970
    once: str = ""  # by what name the asker would ask again; only on the first event of a command


class SessionMade(_Event):
    """A session begins; everything that is needed to play it again is in here."""

    kind: Literal["session made"] = "session made"
    id: Name
    title: Name
    program: str  # version of techrace
    world: Json
    world_hash: str
    overrides: dict[str, Finite] = Field(default_factory=dict)
    drawn: dict[str, Finite] = Field(default_factory=dict)  # constants that nobody who plays may know
    hazards: dict[str, Finite] = Field(default_factory=dict)  # of events, a year; nobody who plays may know them
    without: tuple[str, ...] = ()
    turns: int = Field(ge=1, le=400)
    seed: int
    fog: int  # the luck of what people see, which decides nothing
    game: int = Field(0, ge=0)  # which of the seed's games is played
    start: dict[str, Finite] = Field(default_factory=dict)  # entries of the state that begin otherwise
    phases: tuple[Phase, ...] = (Phase.BRIEF, Phase.NEGOTIATE, Phase.ORDERS, Phase.BOARD)
    seconds: dict[Phase, Finite] = Field(default_factory=dict)  # of each phase; none: no clock


class SeatOpened(_Event):
    """The facilitator sets up a seat."""

    kind: Literal["seat opened"] = "seat opened"
    seat: str
    open: bool = True  # people may take it
    depth: Literal["cards", "full"] = "full"
    absent: Absent = Absent.DRAFT
    doctrine: str = "status-quo"
    file: Json = Field(default_factory=dict)


class PersonJoined(_Event):
    """Somebody comes in."""

    kind: Literal["person joined"] = "person joined"
    person: Name
    name: Name
    role: Role
    key: str = ""  # fingerprint of the secret link; the link itself is stored nowhere


class PersonLeft(_Event):
    """Somebody goes, or is asked to."""

    kind: Literal["person left"] = "person left"
    person: str


class SeatTaken(_Event):
    """Somebody joins the team of a seat; the first is its head."""

    kind: Literal["seat taken"] = "seat taken"
    seat: str
    person: str
    head: bool


class SeatGivenUp(_Event):
    """Somebody leaves a team."""

    kind: Literal["seat given up"] = "seat given up"
    seat: str
    person: str


class HeadChosen(_Event):
    """Another member heads the delegation."""

    kind: Literal["head chosen"] = "head chosen"
    seat: str
    person: str


class SeatHandedOver(_Event):
    """A doctrine plays a seat from now on."""

    kind: Literal["seat handed over"] = "seat handed over"
    seat: str
    doctrine: str
    file: Json = Field(default_factory=dict)


class SeatHandedBack(_Event):
    """People play a seat again."""

    kind: Literal["seat handed back"] = "seat handed back"
    seat: str


class PactProposed(_Event):
    """A seat proposes a pact: terms are orders of each party."""

    kind: Literal["pact proposed"] = "pact proposed"
    pact: str
    form: Name  # detente, bloc, payment … or a word of the players
    seat: str
    terms: dict[str, Notation]
    text: Free = ""


class PactSigned(_Event):
    """A party signs; a pact holds when all have."""

    kind: Literal["pact signed"] = "pact signed"
    pact: str
    seat: str


class PactDeclined(_Event):
    """A party will not sign."""

    kind: Literal["pact declined"] = "pact declined"
    pact: str
    seat: str


class PactWithdrawn(_Event):
    """A party takes back a proposal or leaves a pact.

    Attributes:
        notice: Turns for which the terms bind all the same.
        effects: What leaving does, once, before the coming turn.
    """

    kind: Literal["pact withdrawn"] = "pact withdrawn"
    pact: str
    seat: str
    notice: Annotated[int, Field(ge=0)] = 0
    effects: tuple[Effect, ...] = ()


class PledgeMade(_Event):
    """A seat promises something in sight of all."""

    kind: Literal["pledge made"] = "pledge made"
    seat: str
    text: Free


class DraftSaved(_Event):
    """A team keeps what it has so far."""

    kind: Literal["draft saved"] = "draft saved"
    seat: str
    plan: Plan
    revision: int


class OrdersSubmitted(_Event):
    """A team commits its orders."""

    kind: Literal["orders submitted"] = "orders submitted"
    seat: str
    plan: Plan


class OrdersReplaced(_Event):
    """A team changes orders that it had committed."""

    kind: Literal["orders replaced"] = "orders replaced"
    seat: str
    plan: Plan


class ForecastGiven(_Event):
    """A team answers a question about the future."""

    kind: Literal["forecast given"] = "forecast given"
    seat: str
    question: str
    answer: Answer


class EventPlayed(_Event):
    """The facilitator plays a card of the event deck."""

    kind: Literal["event played"] = "event played"
    event: str


class MoveWritten(_Event):
    """A team writes a move that no lever has, or the facilitator an event of his own (seat "")."""

    kind: Literal["move written"] = "move written"
    move: str
    seat: str
    text: Free


class MoveRuled(_Event):
    """The facilitator rules on a move: what it may do, how likely, at what cost."""

    kind: Literal["move ruled"] = "move ruled"
    move: str
    allowed: bool
    effects: tuple[Effect, ...] = ()
    probability: Probability = 1.0
    pc: Probability = 0.0
    public: bool = False
    text: Free = ""


class MessageSent(_Event):
    """The facilitator writes to a team (seat "": to all), or a team to the facilitator."""

    kind: Literal["message sent"] = "message sent"
    seat: str
    outgoing: bool  # from the facilitator
    text: Free


class NoteWritten(_Event):
    """The facilitator notes something for the debrief."""

    kind: Literal["note written"] = "note written"
    text: Free


class PhaseBegun(_Event):
    """A part of a turn begins."""

    kind: Literal["phase begun"] = "phase begun"
    phase: Phase
    until: Finite | None = None


class Paused(_Event):
    """The clock stands still."""

    kind: Literal["paused"] = "paused"
    left: Finite | None = None


class Resumed(_Event):
    """The clock runs again."""

    kind: Literal["resumed"] = "resumed"
    until: Finite | None = None


class Extended(_Event):
    """There is more (or less) time."""

    kind: Literal["extended"] = "extended"
    until: Finite | None = None
    left: Finite | None = None


class BoardShown(_Event):
    """The facilitator chooses which parts of the board are hidden."""

    kind: Literal["board shown"] = "board shown"
    hidden: tuple[str, ...]


class TurnResolved(_Event):
    """A turn was played by the engine, wholly.

    Attributes:
        node: Where it stands in the tree of turns.
        parent: The turn before.
        digest: Fingerprint of the state that it led to.
        figures: Its headline figures, so that a replay can say how far it is off.
        broken: Pacts broken by sealed orders: pact and seat.
    """

    kind: Literal["turn resolved"] = "turn resolved"
    node: int
    parent: int
    turn: int
    digest: str
    figures: dict[str, tuple[float, ...]]
    done: dict[str, Done]
    rulings: tuple[Ruled, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    scores: tuple[Score, ...] = ()


class Undone(_Event):
    """The table goes back a turn; what was undone is kept."""

    kind: Literal["undone"] = "undone"
    node: int  # to which the table returns
    undid: int


class Branched(_Event):
    """The table moves to another branch of the tree of turns."""

    kind: Literal["branched"] = "branched"
    node: int


class Ended(_Event):
    """The game is over and all secrets are open."""

    kind: Literal["ended"] = "ended"


Event: TypeAlias = (
    SessionMade | SeatOpened | PersonJoined | PersonLeft | SeatTaken | SeatGivenUp | HeadChosen | SeatHandedOver
    | SeatHandedBack | PactProposed | PactSigned | PactDeclined | PactWithdrawn | PledgeMade | DraftSaved
    | OrdersSubmitted | OrdersReplaced | ForecastGiven | EventPlayed | MoveWritten | MoveRuled | MessageSent
    | NoteWritten | PhaseBegun | Paused | Resumed | Extended | BoardShown | TurnResolved | Undone | Branched | Ended
)  # fmt: skip

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])

_UNNAMED = {"once"}
"""Left out where it says nothing, so that the fingerprints of older logs stay what they are."""

UPGRADES: dict[tuple[str, int], Callable[[Json], Json]] = {}
"""(kind, version) -> how a body of that version becomes the next."""


def written(event: Event) -> str:
    """Write an event as one line of JSON; ``read`` gives it back exactly."""
    return event.model_dump_json(exclude=None if event.once else _UNNAMED)


def read(body: str, upgrades: Mapping[tuple[str, int], Callable[[Json], Json]] = UPGRADES) -> Event:
    """Read an event, of whatever version.

    Raises:
        ValueError: The text is no event.
    """
    if upgrades:
        data = json.loads(body)
        while upgrade := upgrades.get((data["kind"], data["version"])):
            data = upgrade(data)
        return _ADAPTER.validate_python(data, strict=False)
    return _ADAPTER.validate_json(body)
