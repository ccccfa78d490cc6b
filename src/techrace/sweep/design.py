"""What a design file says, and everything that can be wrong with it, each with its line.

A design varies factors (parameters, initial values, values of the world file, policies,
mechanisms, events, the world itself), says how to sample them and how often to repeat each
point, and names the outcomes to keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from techrace.archive.recipe import MOST_TURNS, Recipe, checks, defaults, text_of, wrong_parameter, wrong_rule
from techrace.errors import InputError, nearest, shown, unknown
from techrace.setting import Setting
from techrace.simulate import prepare
from techrace.state import QUANTITIES
from techrace.sweep import constraints, outcomes
from techrace.sweep.factors import Factor, distribution, entry_of
from techrace.sweep.posterior import wrong_uncertainty
from techrace.world.loading import load as load_world
from techrace.world.loading import refuse, validate
from techrace.world.schema import Identifier, Model, NonNegative, Number, Positive, Problem, Text, World
from techrace.world.yamlfile import Marked, read

MOST_POINTS, MOST_REPLICATIONS = 10_000_000, 1_000_000
QUANTITY = {q.name: q for q in QUANTITIES}
METHODS = ("full", "lhs", "sobol", "saltelli", "morris", "monte-carlo")


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
        """Return the values between which all others lie, as far as they are said."""
        return self.levels or self.range or self.triangle or ()


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
    policies: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="Policies by state")
    mechanisms: dict[str, tuple[Literal["on", "off"], ...]] = Field(default_factory=dict)
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
    changes_hands: str | None = Field(None, description="An expression with {state}; the turn in which its leader changes")
    rating: str | None = Field(None, description="A state: how well it did, 50 is par")
    keep: Literal["final", "turns", "mean", "min", "max"] = "final"
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
    outcomes: Annotated[dict[Identifier, Outcome], Field(min_length=1)]
    constraints: tuple[str, ...] = Field((), description="Conditions on factors; other points are left out")


RESERVED = ("run", "point", "replication", "error", "group")


@dataclass(frozen=True)
class Design:
    """A checked design.

    Attributes:
        spec: What the file says.
        text: The file.
        base: The folder from which its paths are read.
        world: The world that is varied.
    """

    spec: Spec
    text: str
    base: Path
    world: World

    @property
    def turns(self) -> int:
        """Return the turns of every game."""
        return self.spec.turns or self.world.turns

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """List what varies, in the order of the file."""
        return tuple(_factors(self.spec))

    def path(self, text: str) -> str:
        """Return a path as it is read from anywhere: one that is a file beside the design is meant."""
        where, colon, name = text.partition(".py:")
        beside = self.base / (f"{where}.py" if colon else text)
        if beside.is_file() and text.endswith((".yaml", ".yml", ".csv")):
            return str(beside)
        return f"{beside}:{name}" if colon and beside.is_file() else text

    def recipe(self, world: World, policies: Mapping[str, str], without: tuple[str, ...] = ()) -> Recipe:
        """Return how the games of some points are played, before anything is varied along the worlds."""
        chosen = {**defaults(world), **{s: self.path(p) for s, p in {**self.spec.fixed.policies, **policies}.items()}}
        texts = {p: Path(p).read_text(encoding="utf-8") for p in chosen.values() if p.endswith((".yaml", ".yml")) and Path(p).is_file()}
        off = (*self.spec.fixed.without, *without)
        return Recipe(
            world, "", chosen, self.turns, self.spec.seed, parameters=self.spec.fixed.parameters, without=off, files=texts
        )


def is_design(data: Mapping[str, Any]) -> bool:
    """Tell a design from other files by what only designs say."""
    return bool({"outcomes", "factors", "sampling", "replications"} & data.keys())


def packaged() -> dict[str, Traversable]:
    """List the designs that come with techrace, by name."""
    folder = files("techrace") / "designs"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return {f.name.removesuffix(".yaml"): f for f in found}


def load(source: str | Path) -> Design:
    """Load a design from a path, or a packaged one by name.

    Raises:
        InputError: Everything that is wrong with it.
    """
    name = str(source).removesuffix(".yaml")
    if not Path(source).exists() and name in packaged():
        with as_file(packaged()[name]) as path:
            return design_of(read(path), path.parent, path.read_text(encoding="utf-8"))
    if not Path(source).exists():
        hint = nearest(name, packaged())
        message = f"{source}: there is no such design; packaged designs are {', '.join(packaged())}{hint}"
        raise InputError(message)
    path = Path(source)
    return design_of(read(path), path.resolve().parent, path.read_text(encoding="utf-8"))


def design_of(marked: Marked, base: Path, text: str) -> Design:
    """Check a design that has been read."""
    spec = validate(Spec, marked)
    try:
        bare = Design(spec, text, base, load_world(_beside(spec.world, base), [checks]))
    except InputError as error:
        raise InputError(f"{marked.place(('world',))}: world: {problem}" for problem in error.problems) from None
    refuse(marked, _problems(bare))
    return bare


def _beside(source: str, base: Path) -> str:
    return str(base / source) if source.endswith(".yaml") and (base / source).is_file() else source


def _factors(spec: Spec) -> Iterator[Factor]:
    said = spec.factors
    if said.world:
        yield Factor("world", "world", "world", choices=said.world)
    for kind, table in (("parameters", said.parameters), ("start", said.start), ("values", said.values)):
        for name, spread in table.items():
            known = name if kind == "parameters" else None
            shown_as = name if kind != "values" else f"values.{name}"
            yield Factor(shown_as, kind, name, steps=spread.steps, **distribution(spread, known))
    for state, choices in said.policies.items():
        yield Factor(f"policies.{state}", "policies", state, choices=choices)
    for rule, states in said.mechanisms.items():
        yield Factor(f"mechanisms.{rule}", "mechanisms", rule, choices=states)
    for name, event in said.events.items():
        if event.hazard:
            yield Factor(f"events.{name}", "events", name, steps=event.hazard.steps, **distribution(event.hazard, None))
        else:
            yield Factor(f"events.{name}", "dates", name, choices=event.at or ())


# ---------------------------------------------------------------- what only the world and the rules can know


def _problems(design: Design) -> Iterator[Problem]:
    spec, world = design.spec, design.world
    setting = prepare(world.model_copy(update={"parameters": {}, "without": ()}))
    yield from _wrong_parameters(spec)
    for name, spread in spec.factors.start.items():
        yield from _wrong_start(("factors", "start", name), name, spread.ends, setting)
        if spread.declared:
            yield Problem(("factors", "start", name), "declared is for parameters; say range or levels")
    for name, value in spec.fixed.start.items():
        yield from _wrong_start(("fixed", "start", name), name, (value,), setting)
    for name, spread in spec.factors.values.items():
        yield from _wrong_value(name, spread, world)
    yield from _wrong_policies(design, setting)
    for rule in (*spec.factors.mechanisms, *spec.fixed.without):
        if sentence := wrong_rule(rule):
            yield Problem(("factors", "mechanisms", rule) if rule in spec.factors.mechanisms else ("fixed", "without"), sentence)
    yield from _wrong_events(spec, world)
    for source in spec.factors.world:
        try:
            other = load_world(design.path(source), [checks])
            if tuple(other.states) != tuple(world.states):
                yield Problem(("factors", "world"), f"{source}: has other states than {spec.world}")
        except InputError as error:
            yield from (Problem(("factors", "world"), problem) for problem in error.problems)
    for name, outcome in spec.outcomes.items():
        if name in RESERVED:
            yield Problem(("outcomes", name), f"{name} is the name of a column of its own; choose another")
        for sentence in outcomes.wrong(outcome, setting):
            yield Problem(("outcomes", name), sentence)
    if sentence := wrong_uncertainty(design.path(spec.uncertainty)):
        yield Problem(("uncertainty",), sentence)
    yield from _wrong_sampling(design)


def _wrong_parameters(spec: Spec) -> Iterator[Problem]:
    for name, spread in spec.factors.parameters.items():
        for value in spread.ends or (None,):
            if sentence := wrong_parameter(name, value if value is not None else _middle(name)):
                yield Problem(("factors", "parameters", name), sentence)
                break
        yield from _disordered(("factors", "parameters", name), spread)
        if name in spec.fixed.parameters:
            yield Problem(("fixed", "parameters", name), "varies already; a parameter is a factor or fixed")
    for name, value in spec.fixed.parameters.items():
        if sentence := wrong_parameter(name, value):
            yield Problem(("fixed", "parameters", name), sentence)


def _disordered(path: tuple[str, ...], spread: Spread) -> Iterator[Problem]:
    ends = spread.range or spread.triangle
    if ends and (list(ends) != sorted(ends) or ends[0] == ends[-1]):
        yield Problem(path, f"{', '.join(f'{x:g}' for x in ends)}: write the smaller first, and not the same twice")


def _middle(name: str) -> float:
    found = Factor.bounds(name)
    return found[1] if found else 0.0


def _wrong_start(path: tuple[str, ...], name: str, ends: tuple[float, ...], setting: Setting) -> Iterator[Problem]:
    try:
        quantity, _ = entry_of(name, setting)
    except InputError as error:
        yield from (Problem(path, problem) for problem in error.problems)
        return
    q = QUANTITY[quantity]
    for value in ends:
        if not q.low <= value <= q.high:
            yield Problem(path, f"{value:g} is outside {q.low:g}..{q.high:g} ({q.meaning}, {q.unit})")


def _wrong_value(name: str, spread: Spread, world: World) -> Iterator[Problem]:
    path = ("factors", "values", name)
    if not spread.levels:
        yield Problem(path, "a value of the world file has levels: every one is a world of its own; for a range use parameters or start")
        return
    inner: Any = world.model_dump(by_alias=True)
    for key in name.split("."):
        if not isinstance(inner, dict) or key not in inner:
            keys = list(inner) if isinstance(inner, dict) else []
            yield Problem(path, f"the world has no {key!r} there; {unknown('key', key, keys)}")
            return
        inner = inner[key]


def _wrong_policies(design: Design, setting: Setting) -> Iterator[Problem]:
    from techrace.policies import policy

    states = setting.names["states"]
    both = [("factors", s, p) for s, chosen in design.spec.factors.policies.items() for p in chosen]
    both += [("fixed", s, p) for s, p in design.spec.fixed.policies.items()]
    for part, state, spec in both:
        if state not in states:
            yield Problem((part, "policies", state), unknown("state", state, states))
            continue
        try:
            policy(design.path(spec), setting, states.index(state))
        except InputError as error:
            yield from (Problem((part, "policies", state), problem) for problem in error.problems)


def _wrong_events(spec: Spec, world: World) -> Iterator[Problem]:
    events = spec.factors.events
    for name, event in events.items():
        path = ("factors", "events", name)
        if name not in world.events:
            yield Problem(path, unknown("event", name, world.events))
        if event.hazard and (event.hazard.declared or min(event.hazard.ends, default=0) < 0):
            yield Problem(path, "a hazard is a range or levels of rates a year, at least 0")
        for date in event.at or ():
            if date != "never" and float(date) < world.start:
                yield Problem(path, f"{date} is before the world begins ({world.start:g})")
    dated = any(event.at for event in events.values()) or bool(world.timeline)
    if dated and any(event.hazard for event in events.values()):
        yield Problem(("factors", "events"), "a hazard cannot vary where something is dated; give levels as dates, or neither")


def _wrong_sampling(design: Design) -> Iterator[Problem]:
    spec, factors = design.spec, design.factors
    path, method = ("sampling",), spec.sampling.method
    if spec.sampling.crossed and method not in {"lhs", "sobol", "monte-carlo"}:
        yield Problem((*path, "crossed"), f"is for lhs, sobol and monte-carlo; {method} has its own order")
    if method in {"saltelli", "morris"} and not factors:
        yield Problem(path, f"{method} needs factors")
    if method in {"saltelli", "sobol"} and spec.sampling.points & (spec.sampling.points - 1):
        near = 1 << max(1, spec.sampling.points.bit_length() - 1)
        yield Problem((*path, "points"), f"{spec.sampling.points} is no power of 2; {near} or {2 * near} is")
    if method in {"saltelli", "morris"} and spec.constraints:
        yield Problem(("constraints",), f"leave holes in the blocks of {method}; use lhs, sobol or monte-carlo")
    if method == "morris" and spec.sampling.levels % 2:
        yield Problem((*path, "levels"), f"{shown(spec.sampling.levels)} is not even")
    for i, text in enumerate(spec.constraints):
        if sentence := constraints.wrong(text, [f.name for f in factors]):
            yield Problem(("constraints", str(i)), sentence)


__all__ = ["METHODS", "Design", "NonNegative", "Outcome", "Spec", "design_of", "is_design", "load", "packaged", "text_of"]
