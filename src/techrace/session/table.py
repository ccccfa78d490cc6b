"""The table at which a session is played: what the log adds up to. Nobody shows it; see ``seats.py``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from techrace.session.events import (
    Absent,
    Answer,
    MessageSent,
    MoveRuled,
    Notation,
    NoteWritten,
    Phase,
    Plan,
    PledgeMade,
    Role,
    Score,
    SessionMade,
    TurnResolved,
)

ROOT = 0
"""The node of the tree of turns before the first turn."""


@dataclass(frozen=True)
class Person:
    """Somebody in the room."""

    id: str
    name: str
    role: Role
    key: str
    here: bool = True


@dataclass(frozen=True)
class Seat:
    """A seat and who plays it.

    Attributes:
        team: People, in order of arrival.
        head: Who commits.
        handed: A doctrine plays although there is a team.
    """

    id: str
    doctrine: str
    file: Mapping[str, Any] = field(default_factory=dict)
    open: bool = True
    depth: str = "full"
    absent: Absent = Absent.DRAFT
    team: tuple[str, ...] = ()
    head: str = ""
    handed: bool = False

    @property
    def peopled(self) -> bool:
        """Say whether people play it now."""
        return bool(self.team) and not self.handed


@dataclass(frozen=True)
class Pact:
    """A pact, proposed or in force."""

    id: str
    form: str
    by: str
    terms: Mapping[str, Notation]
    text: str
    signed: tuple[str, ...]
    declined: tuple[str, ...] = ()
    left: str = ""  # who withdrew
    notice: int = 0  # turns for which it binds although somebody has left
    breaches: tuple[tuple[int, str], ...] = ()  # turn, seat

    @property
    def holds(self) -> bool:
        """Say whether all have signed, and nobody has left or the notice runs."""
        return (not self.left or self.notice > 0) and set(self.signed) == set(self.terms)


@dataclass(frozen=True)
class Playing:
    """A card in force in turns ``since`` to ``until`` (not included)."""

    card: str
    since: int
    until: int


@dataclass(frozen=True)
class Move:
    """A free move, what was ruled on it and what became of it."""

    id: str
    seat: str
    text: str
    turn: int
    ruling: MoveRuled | None = None
    happened: bool | None = None

    @property
    def due(self) -> bool:
        """Say whether it waits for the next turn to be resolved."""
        return self.ruling is not None and self.ruling.allowed and self.happened is None


@dataclass(frozen=True)
class Forecast:
    """An answer that waits for its turn."""

    seat: str
    question: str
    asked: int
    answer: Answer


@dataclass(frozen=True)
class Place:
    """Where the game stands in the tree of turns, with all that undo takes back."""

    node: int = ROOT
    turn: int = 0
    dials: Mapping[str, Notation] = field(default_factory=dict)
    cards: Mapping[str, tuple[Playing, ...]] = field(default_factory=dict)
    pacts: Mapping[str, Pact] = field(default_factory=dict)
    moves: Mapping[str, Move] = field(default_factory=dict)
    events: tuple[str, ...] = ()  # of the deck, played for the coming turn
    exits: tuple[tuple[str, float], ...] = ()  # what leaving pacts does before the coming turn
    forecasts: tuple[Forecast, ...] = ()
    scores: tuple[Score, ...] = ()
    pledges: tuple[tuple[int, PledgeMade], ...] = ()  # with the turn


@dataclass(frozen=True)
class Node:
    """A resolved turn: how it came about and where it led.

    Attributes:
        trace: Fingerprint of the whole way from the start.
    """

    event: TurnResolved
    before: Place
    after: Place
    trace: str


@dataclass(frozen=True)
class Draft:
    """What a team has so far.

    Attributes:
        earlier: The plans of the revisions before, the last one first, so that a late edit of one can be merged;
            the first is what people started from.
    """

    plan: Plan
    revision: int
    by: str
    earlier: tuple[Plan, ...] = ()


@dataclass(frozen=True)
class Table:
    """A session as it stands.

    Attributes:
        made: What it was made from, the seed included.
        trace: Fingerprint of what it was made from.
        drafts: By seat.
        submitted: Sealed orders by seat.
        nodes: The tree of resolved turns; the root is not in it.
        until: When the phase ends; ``left`` where the clock is paused.
        done: By person, under which names their last commands were asked.
    """

    made: SessionMade
    trace: str
    seats: Mapping[str, Seat]
    place: Place = Place()
    people: Mapping[str, Person] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    submitted: Mapping[str, Plan] = field(default_factory=dict)
    nodes: Mapping[int, Node] = field(default_factory=dict)
    phase: Phase = Phase.LOBBY
    until: float | None = None
    paused: bool = False
    left: float | None = None
    messages: tuple[MessageSent, ...] = ()
    notes: tuple[tuple[int, NoteWritten], ...] = ()
    hidden: tuple[str, ...] = ()
    done: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Say whether all secrets are open."""
        return self.phase is Phase.DEBRIEF

    @property
    def turns_left(self) -> int:
        """Return how many turns may still be played."""
        return self.made.turns - self.place.turn

    def path(self) -> Iterator[Node]:
        """Walk the resolved turns that led here, the first one first."""
        nodes = []
        at = self.place.node
        while at != ROOT:
            nodes.append(self.nodes[at])
            at = self.nodes[at].event.parent
        return reversed(nodes)

    def here(self) -> str:
        """Return the fingerprint of the way that led here."""
        return self.trace if self.place.node == ROOT else self.nodes[self.place.node].trace

    def evolve(self, **changes: Any) -> Table:
        """Return the table with some parts replaced."""
        return replace(self, **changes)

    def replaced(self, **changes: Any) -> Table:
        """Return the table with some parts of its place replaced."""
        return replace(self, place=replace(self.place, **changes))
