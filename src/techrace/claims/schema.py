"""What a claim says and how it is tested, as frozen pydantic models.

A claim is an experiment: two ways to play the same games (the same world ids, the same luck),
outcomes with an expected sign and a smallest effect of interest, the rule that is held
responsible, and the parameters that may turn the result round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from techrace.rules.turn import ORDER, name_of, parameters
from techrace.world.loading import refuse, validate
from techrace.world.schema import Identifier, Model, Number, Problem, Text
from techrace.world.yamlfile import Marked, read

Sign = Literal["+", "-", "0"]
DIRECTION: Mapping[str, int] = {"+": 1, "-": -1, "0": 0}


class Arm(Model):
    """One way to play: what differs from the world as it stands."""

    orders: dict[Identifier, dict[str, Any]] = Field(
        default_factory=dict, description="Orders by state, on top of its standing orders"
    )
    set: dict[str, Number] = Field(default_factory=dict, description="Parameters by dotted name")
    start: dict[str, Any] = Field(default_factory=dict, description="Changes of the world file by dotted path")
    scale: dict[str, Any] = Field(
        default_factory=dict, description="Factors on attributes of the setting, by name of axis"
    )
    without: tuple[str, ...] = Field((), description="Rules switched off")


class Null(Model):
    """What takes the responsible rule out of play; the effect must vanish with it."""

    set: dict[str, Number] = Field(default_factory=dict)
    without: tuple[str, ...] = ()
    left: float = Field(0.25, ge=0, le=1, description="Share of the effect that other links may carry")


class Outcome(Model):
    """What is measured, when, and what the claim expects of it."""

    id: Identifier
    name: Text
    figure: str | None = Field(None, description="A number, as doctrines write it")
    passes: str | None = Field(None, description="The turn in which this first holds (one after the horizon if never)")
    event: str | None = Field(None, description="Whether this has held by the horizon: 0 or 1")
    turn: int = Field(ge=1, le=400, description="Horizon")
    since: int | None = Field(None, ge=0, description="Minus the figure at this turn; with `over`, the first turn")
    over: Literal["mean", "max", "sum"] | None = Field(None, description="Taken over all turns to the horizon")
    expected: Sign
    smallest: float = Field(ge=0, description="Smallest effect of interest")
    among: str | None = Field(None, description="Observational: worlds of the control in which this holds …")
    against: str | None = Field(None, description="… against worlds in which this holds")
    along: str | None = Field(None, description="Observational: correlation of the figure with this one in the control")
    mutates: bool = Field(True, description="Whether the effect must vanish without the responsible rule")
    null: Null | None = Field(None, description="Instead of the claim's own")

    @model_validator(mode="after")
    def _one_measure(self) -> Outcome:
        if sum(x is not None for x in (self.figure, self.passes, self.event)) != 1:
            message = "takes exactly one of figure, passes and event"
            raise ValueError(message)
        if self.since is not None and self.since >= self.turn:
            message = f"since {self.since} is not before turn {self.turn}"
            raise ValueError(message)
        if (self.among is None) != (self.against is None):
            message = "among needs against, and against needs among"
            raise ValueError(message)
        return self

    @property
    def observational(self) -> bool:
        """Whether the outcome compares worlds of one arm, rather than two arms."""
        return self.among is not None or self.along is not None

    @property
    def text(self) -> str:
        """Return the expression that is measured."""
        return self.figure or self.passes or self.event or ""


class Claim(Model):
    """A claim of the essay as an experiment."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
    says: Text = Field(description="The essay's claim in our own words")
    world: str = "2025"
    control: Arm = Arm()
    treatment: Arm = Arm()
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    rule: str = Field(description="The rule that is held responsible")
    null: Null
    flips: tuple[str, ...] = Field((), description="Parameters that may turn the result round")
    falsified: Text = Field(description="What in the real world would speak against it")
    note: Text | None = None

    @property
    def turns(self) -> int:
        """Return the longest horizon."""
        return max(o.turn for o in self.outcomes)


class Fact(Model):
    """A figure that the essay itself gives, against data."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    says: Text
    stated: float = Field(description="What the essay says")
    data: dict[str, Number] = Field(description="The numbers used, by what they are")
    figure: str = Field(description="Which of them over which: 'a / b'")
    source: str
    licence: str
    verdict: Text


class Book(Model):
    """A file of claims and facts."""

    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()


def load(path: Path | None = None) -> Book:
    """Read a file of claims; the essay's own if no path is given.

    Raises:
        InputError: Everything that is wrong with it, each with its line.
    """
    if path is not None:
        return _checked(read(path))
    with as_file(files("techrace.claims") / "essay.yaml") as shipped:
        return _checked(read(shipped))


def _checked(marked: Marked) -> Book:
    book = validate(Book, marked)
    refuse(marked, _problems(book))
    return book


def _problems(book: Book) -> Iterator[Problem]:
    rules = {name_of(rule) for rule in ORDER} | {"renewal"}
    known = {p.name for p in parameters()}
    seen: set[str] = set()
    for i, claim in enumerate(book.claims):
        place = ("claims", str(i))
        if claim.id in seen:
            yield Problem((*place, "id"), f"{claim.id!r} is taken by an earlier claim")
        seen.add(claim.id)
        if claim.rule not in rules:
            yield Problem((*place, "rule"), f"unknown rule {claim.rule!r}")
        for name in claim.flips:
            if name not in known:
                yield Problem((*place, "flips"), f"unknown parameter {name!r}")
        nulls = [claim.null, *(o.null for o in claim.outcomes if o.null)]
        parts: tuple[Arm | Null, ...] = (claim.control, claim.treatment, *nulls)
        for part in parts:
            for name in part.set:
                if name not in known:
                    yield Problem(place, f"unknown parameter {name!r}")
            for name in part.without:
                if name not in rules:
                    yield Problem(place, f"unknown rule {name!r}")
