"""Why a session says no: data, never an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from techrace.feasibility import possible_instead
from techrace.language import Language, language


class Code(StrEnum):
    """What is wrong; ``session-<code>`` is the key of the sentence."""

    NOT_ALLOWED = "not-allowed"  # the role may not do this
    NOT_HEAD = "not-head"  # only the head of the delegation commits
    NOT_YOURS = "not-yours"  # another team's seat
    UNKNOWN = "unknown"  # no such seat, person, pact, card …
    TAKEN = "taken"  # a name that is in use
    PHASE = "phase"  # not in this part of a turn
    OVER = "over"  # the game has ended
    LAST_TURN = "last-turn"  # there is no further turn
    NOTHING = "nothing"  # nothing to undo, sign, resume …
    SEAT_CLOSED = "seat-closed"  # people may not take it
    DOCTRINE = "doctrine"  # a doctrine plays this seat
    STALE = "stale"  # somebody of the team has saved in between
    ORDERS = "orders"  # the engine would refuse these orders
    DEPTH = "depth"  # a seat on cards has no dials
    TOO_MANY = "too-many"  # cards in a turn
    BUDGET = "budget"  # points of the budget, new or in force
    CAPITAL = "capital"  # political capital
    CONFLICT = "conflict"  # two cards that contradict each other
    IN_FORCE = "in-force"  # a card or event that is on already
    BOUND = "bound"  # a card that cannot be dropped
    TERMS = "terms"  # a pact without two parties
    SIGNED = "signed"  # already signed or gone
    QUESTION = "question"  # not asked this turn
    ANSWER = "answer"  # not of the form that the question asks for
    EFFECT = "effect"  # a ruling on what cannot be changed
    SETTINGS = "settings"  # a session that cannot be played


REMEDIES = (Code.TOO_MANY, Code.BUDGET, Code.CAPITAL, Code.CONFLICT, Code.IN_FORCE, Code.BOUND, Code.DEPTH)
"""Reasons whose smallest remedy has a sentence: ``remedy-<code>``."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with orders, with its place.

    Attributes:
        place: Where, by ids.
        code: What is wrong.
        sentence: The same in English.
        allowed: The smallest remedy, in English.
        message: The key of the sentence in the catalogue of texts; none: there is only the English one.
        values: What the message mentions: ids, and numbers as they are written.
    """

    place: tuple[str, ...]
    code: str
    sentence: str
    allowed: str = ""
    message: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def said(self, tell: Language, named: Callable[[str], str] = str) -> str:
        """Say what is wrong in a reader's language, with things called by their names."""
        return tell(self.message, **_named(self.values, named)) if self.message else tell.say(self.sentence)

    def instead(self, tell: Language, named: Callable[[str], str] = str) -> str:
        """Name the smallest remedy in a reader's language; nothing if there is none to name."""
        return possible_instead(self.code, _named(self.values, named), tell) if self.message else self.allowed


_CHOICES = ("kind", "who", "way")
"""Values that choose between words of a sentence; they are no names."""


def _named(values: Mapping[str, str], named: Callable[[str], str]) -> dict[str, str]:
    return {key: value if key in _CHOICES else named(value) for key, value in values.items()}


def problem(message: str, place: tuple[str, ...], code: str, values: Mapping[str, str]) -> Problem:
    """Make a problem of a message of the catalogue of texts."""
    english = language("en")
    return Problem(place, code, english(message, **values), possible_instead(code, values, english), message, values)


@dataclass(frozen=True)
class Refusal:
    """A command that is not carried out.

    Attributes:
        code: What is wrong.
        allowed: What would be possible.
        values: What the sentence mentions.
        problems: For orders: everything that is wrong, each with its place.
    """

    code: Code
    allowed: tuple[str, ...] = ()
    values: Mapping[str, str | int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the key of the sentence in the catalogue of texts."""
        return f"session-{self.code.value}"

    def instead(self, tell: Language) -> str:
        """Name the smallest remedy in a reader's language; nothing if there is none to name."""
        return tell(f"remedy-{self.code.value}", **self.values) if self.code in REMEDIES else ""

    def as_data(self) -> dict[str, Any]:
        """Return the refusal as plain data, in one shape for every front."""
        return {
            "code": self.code.value,
            "sentence": self.sentence,
            "allowed": list(self.allowed),
            "values": dict(self.values),
            "problems": [{**vars(p), "place": list(p.place), "values": dict(p.values)} for p in self.problems],
        }
