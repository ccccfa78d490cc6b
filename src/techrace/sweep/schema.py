"""The parts of a design file, as frozen pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from techrace.archive.recipe import MOST_TURNS
from techrace.world.schema import Identifier, Model, Number, Positive, Text

MOST_POINTS, MOST_REPLICATIONS = 10_000_000, 1_000_000
NOBODY = "nobody"
QUANTILES = (10, 50, 90)  # percent of a run's turns
RESERVED = ("run", "point", "replication", "error", "group")


class Spread(Model):
    """Where the values of a factor come from: one of these."""

    range: tuple[Number, Number] | None = Field(None, description="Every value between two is as likely")
    triangle: tuple[Number, Number, Number] | None = Field(None, description="Least, likeliest, most")
    normal: tuple[Number, Positive] | None = Field(None, description="Mean and standard deviation, cut at the bounds")
    levels: tuple[Number, ...] | None = Field(None, min_length=1, description="These values")
    declared: Literal[True] | None = Field(None, description="The triangle that the rule declares")
    steps: int | None = Field(None, ge=2, le=1000, description="Values of a full factorial")

    @model_validator(mode="after")
    def _one(self) -> Spread:
        said = [k for k in ("range", "triangle", "normal", "levels", "declared") if getattr(self, k) is not None]
        if len(said) != 1:
            message = "say exactly one of range, triangle, normal, levels, declared"
            raise ValueError(message)
        return self

    @property
    def ends(self) -> tuple[float, ...]:
        """Return the values between which all others lie, as far as they are said; of a normal one its mean."""
        return self.levels or self.range or self.triangle or (self.normal or ())[:1]


class Event(Model):
    """An event of the deck: how likely it is, or when it comes for certain."""

    hazard: Spread | None = Field(None, description="Per year")
    at: tuple[Number | Literal["never"], ...] | None = Field(None, min_length=1, description="Dates, or never")

    @model_validator(mode="after")
    def _one(self) -> Event:
        if (self.hazard is None) == (self.at is None):
            message = "say either hazard or at"
            raise ValueError(message)
        return self


class Values(Model):
    """What is given one value for all points."""

    parameters: dict[str, Number] = Field(default_factory=dict)
    start: dict[str, Number] = Field(default_factory=dict)
    policies: dict[str, str] = Field(default_factory=dict)
    without: tuple[str, ...] = ()


class Factors(Model):
    """What varies."""

    world: tuple[str, ...] = Field((), description="World files or packaged worlds")
    parameters: dict[str, Spread] = Field(default_factory=dict, description="Dotted names: renewal.price")
    start: dict[str, Spread] = Field(default_factory=dict, description="Entries of the state at the start")
    values: dict[str, Spread] = Field(default_factory=dict, description="Dotted paths of the world file; levels only")
    policies: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = Field(
        default_factory=dict, description="Policies by state"
    )
    mechanisms: dict[str, Annotated[tuple[Literal["on", "off"], ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    events: dict[str, Event] = Field(default_factory=dict)


class Sampling(Model):
    """How points are chosen."""

    method: Literal["full", "lhs", "sobol", "saltelli", "morris", "monte-carlo"] = "full"
    points: int = Field(64, ge=1, le=MOST_POINTS, description="Points; for saltelli base points, for morris paths")
    steps: int = Field(3, ge=2, le=1000, description="Values of a range in a full factorial")
    levels: int = Field(4, ge=2, le=100, description="Levels of a Morris path")
    crossed: bool = Field(False, description="Every sampled point with every choice of worlds, policies and mechanisms")
    second_order: bool = Field(False, description="Saltelli: also pairs of factors")


class Outcome(Model):
    """One number of every run, or one a turn."""

    figure: str | None = Field(None, description="An expression: gdp_share[me]")
    first: str | None = Field(None, description="A condition; the turn in which it first holds")
    changes_hands: str | None = Field(
        None, description="An expression with {state}; the turn in which its leader changes"
    )
    rating: str | None = Field(None, description="A state: how well it did, 50 is par")
    keep: Literal["final", "turns", "mean", "min", "max", "quantiles"] = "final"
    better: Literal["more", "less"] = "more"
    enough: Number | None = Field(None, description="From here on a run is good enough")
    name: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Outcome:
        said = [k for k in ("figure", "first", "changes_hands", "rating") if getattr(self, k) is not None]
        if len(said) != 1:
            message = "say exactly one of figure, first, changes_hands, rating"
            raise ValueError(message)
        if self.keep != "final" and self.figure is None:
            message = f"keep: {self.keep} is for a figure; a {said[0]} is one number a run"
            raise ValueError(message)
        return self


class Spec(Model):
    """A design file."""

    title: Text
    question: Text | None = None
    world: str = "2025"
    turns: int | None = Field(None, ge=1, le=MOST_TURNS)
    seed: int = 0
    replications: int = Field(1, ge=1, le=MOST_REPLICATIONS, description="Games a point; all points meet the same luck")
    uncertainty: str = Field("none", description="none, declared, calibrated, or a table of draws (csv)")
    sampling: Sampling = Sampling()
    factors: Factors = Factors()
    fixed: Values = Values()
    ranks: str | None = Field(
        None, description="The state whose policies are ranked; the rest are scenarios; or nobody"
    )
    outcomes: Annotated[dict[Identifier, Outcome], Field(min_length=1)]
    constraints: tuple[str, ...] = Field((), description="Conditions on factors; other points are left out")
