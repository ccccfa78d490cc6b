"""What only the world, the rules and the policies can know to be wrong with a design."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from techrace.archive.recipe import checks, wrong_parameter, wrong_rule
from techrace.errors import InputError, shown, unknown
from techrace.policies import policy
from techrace.setting import Setting, entry_of
from techrace.simulate import prepare
from techrace.state import QUANTITIES
from techrace.sweep import constraints, outcomes
from techrace.sweep.factors import bounds
from techrace.sweep.posterior import wrong_uncertainty
from techrace.sweep.schema import NOBODY, RESERVED, Spec, Spread
from techrace.sweep.worlds import changed
from techrace.world.loading import load as load_world
from techrace.world.schema import Problem, World

if TYPE_CHECKING:
    from techrace.sweep.design import Design

QUANTITY = {q.name: q for q in QUANTITIES}


def problems(design: Design) -> Iterator[Problem]:
    """Yield everything that is wrong with a design."""
    spec, world = design.spec, design.world
    yield from _twice(design)
    setting = prepare(world.model_copy(update={"parameters": {}, "without": ()}))
    yield from _wrong_parameters(spec)
    yield from _wrong_starts(spec, setting)
    for name, spread in spec.factors.values.items():
        yield from _wrong_value(name, spread, world)
    yield from _wrong_policies(design, setting)
    for rule in (*spec.factors.mechanisms, *spec.fixed.without):
        if sentence := wrong_rule(rule):
            varies = rule in spec.factors.mechanisms
            yield Problem(("factors", "mechanisms", rule) if varies else ("fixed", "without"), sentence)
    others, unreadable = _other_worlds(design)
    yield from unreadable
    yield from _wrong_events(spec, [world, *others])
    for name, outcome in spec.outcomes.items():
        if name in RESERVED:
            yield Problem(("outcomes", name), f"{name} is the name of a column of its own; choose another")
        for sentence in outcomes.wrong(outcome, setting):
            yield Problem(("outcomes", name), sentence)
    yield from _wrong_ranks(spec)
    if sentence := wrong_uncertainty(design.path(spec.uncertainty)):
        yield Problem(("uncertainty",), sentence)
    yield from _wrong_sampling(design)


def _twice(design: Design) -> Iterator[Problem]:
    """Say which choices stand twice: their points would count twice, and no two of them could be told apart."""
    for factor in design.factors:
        seen = [c for i, c in enumerate(factor.choices) if c in factor.choices[:i]]
        if seen:
            kind = "events" if factor.kind == "dates" else factor.kind
            path = ("factors", kind) if kind == "world" else ("factors", kind, factor.key)
            yield Problem(path, f"{shown(seen[0])} stands there twice")


def _wrong_starts(spec: Spec, setting: Setting) -> Iterator[Problem]:
    for name, spread in spec.factors.start.items():
        yield from _wrong_start(("factors", "start", name), name, spread.ends, setting)
        yield from _disordered(("factors", "start", name), spread)
        if spread.declared:
            yield Problem(("factors", "start", name), "declared is for parameters; say range or levels")
    for name, value in spec.fixed.start.items():
        yield from _wrong_start(("fixed", "start", name), name, (value,), setting)
    seen: dict[Any, str] = {}
    for part, name in [*(("factors", n) for n in spec.factors.start), *(("fixed", n) for n in spec.fixed.start)]:
        try:
            entry = entry_of(name, setting)
        except InputError:
            continue  # said already
        if entry in seen:
            yield Problem((part, "start", name), f"is {seen[entry]}, which is given already")
        seen[entry] = name


def _other_worlds(design: Design) -> tuple[list[World], list[Problem]]:
    """Read the worlds that vary, and say what is wrong with them."""
    path, found, wrong = ("factors", "world"), [], []
    for source in design.spec.factors.world:
        try:
            other = load_world(design.path(source), [checks])
        except InputError as error:
            wrong += [Problem(path, problem) for problem in error.problems]
            continue
        found.append(other)
        if tuple(other.states) != tuple(design.world.states):
            wrong.append(Problem(path, f"{source}: has other states than {design.spec.world}"))
    return found, wrong


def _wrong_ranks(spec: Spec) -> Iterator[Problem]:
    varied = list(spec.factors.policies)
    if spec.ranks not in {None, NOBODY, *varied}:
        yield Problem(("ranks",), unknown("state", str(spec.ranks), [*varied, NOBODY]))
    if len(varied) > 1 and spec.ranks is None:
        sentence = f"several states vary; say whose policies are ranked: ranks: {varied[0]}, or {NOBODY}"
        yield Problem(("factors", "policies"), sentence)


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
    found = bounds(name)
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
        yield Problem(
            path,
            "a value of the world file has levels, each a world of its own; for a range use parameters or start",
        )
        return
    inner: Any = world.model_dump(by_alias=True)
    for key in name.split("."):
        if not isinstance(inner, dict) or key not in inner:
            keys = list(inner) if isinstance(inner, dict) else []
            yield Problem(path, f"the world has no {key!r} there; {unknown('key', key, keys)}")
            return
        inner = inner[key]
    for level in spread.levels:
        try:
            changed(world, {name: level}, {})
        except InputError as error:
            yield Problem(path, f"{level:g} makes no world: {error.problems[0]}")


def _wrong_policies(design: Design, setting: Setting) -> Iterator[Problem]:
    states = setting.names["states"]
    both = [("factors", s, p) for s, chosen in design.spec.factors.policies.items() for p in chosen]
    both += [("fixed", s, p) for s, p in design.spec.fixed.policies.items()]
    for part, state, spec in both:
        if state not in states:
            yield Problem((part, "policies", state), unknown("state", state, states))
            continue
        try:
            found = policy(design.path(spec), setting, states.index(state))
        except InputError as error:
            yield from (Problem((part, "policies", state), problem) for problem in error.problems)
            continue
        if why := getattr(found, "by_the_clock", ""):
            yield Problem((part, "policies", state), why)


def _wrong_events(spec: Spec, worlds: list[World]) -> Iterator[Problem]:
    for name, event in spec.factors.events.items():
        path = ("factors", "events", name)
        for world in (w for w in worlds if name not in w.events):
            yield Problem(path, f"{world.id}: {unknown('event', name, world.events)}")
        if event.hazard and (event.hazard.declared or min(event.hazard.ends, default=0) < 0):
            yield Problem(path, "a hazard is a range or levels of rates a year, at least 0")
        elif event.hazard:
            yield from _disordered(path, event.hazard)
        for date, world in product((d for d in event.at or () if d != "never"), worlds):
            end = world.start + (spec.turns or world.turns) * world.turn_years
            if float(date) < world.start:
                yield Problem(path, f"{date} is before the world begins ({world.start:g})")
            elif float(date) >= end:
                yield Problem(path, f"{date} is after the last turn, which ends in {end:g}; say never")
        for world in (w for w in worlds if w.dated(f"events.{name}.hazard")):
            yield Problem(path, f"the timeline of {world.id} sets this hazard already; leave it to the timeline")


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
        if sentence := constraints.wrong(text, factors):
            yield Problem(("constraints", str(i)), sentence)
