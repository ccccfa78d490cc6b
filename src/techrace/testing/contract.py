"""What every rule, policy and world promises, checked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np

from techrace.arrays import Array, total
from techrace.chance import Chance, chance
from techrace.feasibility import own, project, refusals
from techrace.notation import problems_of
from techrace.orders import LEVERS
from techrace.policies.standard import StatusQuo
from techrace.policy import Moves, Policy
from techrace.record import digest
from techrace.rules.turn import Rule, name_of
from techrace.setting import Setting
from techrace.simulate import begin, prepare, simulate
from techrace.state import QUANTITIES, State
from techrace.testing.situations import (
    KINDS,
    Situation,
    any_state,
    listed_otherwise,
    other_secrets,
    rearranged,
    reordered,
    situation,
)
from techrace.view import View
from techrace.world.loading import load
from techrace.world.schema import World

SECTIONS = ("Claim", "Equations", "Source", "Falsified if")
TOLERANCE = 1e-9


def _promise(kept: bool, sentence: str) -> None:  # noqa: FBT001
    if not kept:
        raise AssertionError(sentence)


@cache
def _usual() -> Setting:
    return prepare(load("2025"))


# ---------------------------------------------------------------- states


def check_state(state: State, setting: Setting, *, who: str = "state") -> None:
    """Check that every figure is a number inside its declared range, and that shares sum to one."""
    for q in QUANTITIES:
        values = getattr(state, q.name)
        shape = (*(len(setting.names[a]) for a in q.axes), state.worlds)
        _promise(values.shape == shape, f"{who}: {q.name} has shape {values.shape}, not {shape}")
        if not values.size:
            continue
        _promise(bool(np.isfinite(values).all()), f"{who}: {q.name} is not finite")
        least, most = float(values.min()), float(values.max())
        slack = TOLERANCE * max(1.0, abs(q.high) if q.high < 10 else 1.0)
        inside = q.low - slack <= least and most <= q.high + slack
        _promise(inside, f"{who}: {q.name} is {least:g} to {most:g}, outside {q.low:g} to {q.high:g}")
        if q.share_of:
            whole = total(values, q.axes.index(q.share_of))
            _promise(
                bool((np.abs(whole - 1.0) <= TOLERANCE).all()), f"{who}: {q.name} does not sum to 1 over {q.share_of}"
            )


def differences(one: State, other: State, *, rtol: float = 0.0, atol: float = 0.0) -> list[str]:
    """List the figures in which two states differ (exactly, unless a tolerance is given)."""

    def same(a: Any, b: Any) -> bool:
        if rtol or atol:
            return a.shape == b.shape and bool(np.allclose(a, b, rtol=rtol, atol=atol))
        return bool(np.array_equal(a, b))

    return [q.name for q in QUANTITIES if not same(getattr(one, q.name), getattr(other, q.name))]


# ---------------------------------------------------------------- rules


def check_rule(rule: Rule, setting: Setting | None = None, *, seeds: Iterable[int] = range(6)) -> None:
    """Check what every rule promises.

    Its docstring has Claim, Equations, Source and Falsified if; its ``Parameters`` are
    declared in full. In situations drawn from all that is allowed, ``apply`` writes nothing
    into what it is given, returns numbers inside their ranges, does the same twice, and gives
    every world the same result alone or in a batch, and in whatever order the world lists its
    names.

    Args:
        rule: A module (or object) with a docstring and ``apply``, and ``Parameters`` if it has any.
        setting: The world to try it in (2025 if not given).
        seeds: The situations.

    Raises:
        AssertionError: The first promise that is broken.
    """
    check_docstring(rule)
    check_parameters(rule)
    name, world = name_of(rule), setting or _usual()
    cls = getattr(rule, "Parameters", None)
    for seed in seeds:
        kind = KINDS[seed % len(KINDS)]
        case = situation(world, seed=seed, kind=kind, extra={name: cls} if cls else None)
        with np.errstate(all="raise", under="ignore"):
            _check_apply(rule, dataclasses.replace(case, orders=project(case.orders, case.state, case.setting)))
    calm = situation(world, seed=1, extra={name: cls} if cls else None, corners=False)
    calm = dataclasses.replace(calm, orders=project(calm.orders, calm.state, calm.setting))
    other = listed_otherwise(calm, reordered(world.world))
    expected = Situation(_applied(rule, calm), calm.orders, calm.setting, calm.luck)
    wrong = differences(
        listed_otherwise(expected, other.setting.world).state, _applied(rule, other), rtol=1e-9, atol=1e-12
    )
    _promise(not wrong, f"{name}: in another order of names {', '.join(wrong)} come out differently")


def _applied(rule: Rule, case: Situation) -> State:
    return rule.apply(case.state, case.orders, case.setting, case.luck)


def check_docstring(rule: Rule) -> None:
    """Check that a rule says what it claims, in which equations, on whose word, and what would refute it."""
    text, name = rule.__doc__ or "", name_of(rule)
    _promise(bool(text.split("\n\n", maxsplit=1)[0].strip()), f"{name}: the docstring has no first sentence")
    for section in SECTIONS:
        found = re.search(rf"^{section}\n((?: {{4}}.+\n?|\n)+)", text, re.MULTILINE)
        _promise(bool(found and found[1].strip()), f"{name}: the docstring has no section {section!r}")


def check_parameters(rule: Any) -> None:
    """Check that the parameters of a rule are declared in full, with the default inside its bounds."""
    name, cls = name_of(rule), getattr(rule, "Parameters", None)
    if cls is None:
        return
    frozen = dataclasses.is_dataclass(cls) and getattr(cls, "__dataclass_params__").frozen  # noqa: B009 - untyped
    _promise(frozen, f"{name}: Parameters is no frozen dataclass")
    _promise(f"``{name}." in (cls.__doc__ or ""), f"{name}: Parameters does not say how it is addressed")
    for f in dataclasses.fields(cls):
        where, told = f"{name}.{f.name}", f.metadata
        missing = [key for key in ("low", "high", "unit", "meaning", "source", "drawn") if key not in told]
        _promise(not missing, f"{where}: {', '.join(missing)} missing; declare it with parameter()")
        for text in ("unit", "meaning", "source"):
            _promise(bool(told[text].strip()), f"{where}: {text} is empty")
        _promise(bool(np.isfinite([told["low"], told["high"]]).all()), f"{where}: its bounds are not finite")
        _promise(told["low"] <= f.default <= told["high"], f"{where}: {f.default} is outside its bounds")
        _promise(told["low"] < told["high"] or not told["drawn"], f"{where}: is drawn from a single point")


def _check_apply(rule: Rule, case: Situation) -> None:
    name = name_of(rule)
    given = digest(case.state)
    _locked(case, writeable=False)
    try:
        after = _applied(rule, case)
        again = _applied(rule, case)
    except (ValueError, FloatingPointError) as error:
        message = f"{name}: apply fails where it must not: {error}"
        raise AssertionError(message) from error
    finally:
        _locked(case, writeable=True)
    _promise(isinstance(after, State), f"{name}: apply returns no State")
    _promise(digest(case.state) == given, f"{name}: apply writes into the state that it is given")
    _promise(after.turn == case.state.turn, f"{name}: apply moves the turn")
    _promise(not differences(after, again), f"{name}: apply does not do the same twice")
    check_state(after, case.setting, who=name)
    worlds = case.state.worlds
    for index in ([worlds - 1], [0, worlds - 1], list(reversed(range(worlds)))):
        alone = _applied(rule, case.take(np.array(index)))
        wrong = differences(after.take(np.array(index)), alone)
        _promise(
            not wrong, f"{name}: worlds {index} of {worlds} come out differently by themselves: {', '.join(wrong)}"
        )


def _locked(case: Situation, *, writeable: bool) -> None:
    """Make whatever is written in place an error."""
    for q in QUANTITIES:
        _lock(getattr(case.state, q.name), writeable=writeable)
        _lock(getattr(case.setting.start, q.name), writeable=writeable)
    for lever in LEVERS:
        _lock(getattr(case.orders, lever.name), writeable=writeable)
    for f in dataclasses.fields(case.setting):
        values = getattr(case.setting, f.name)
        if isinstance(values, np.ndarray):
            _lock(values, writeable=writeable)


def _lock(values: Any, *, writeable: bool) -> None:
    if values.base is None:  # what looks into another array is as locked as that one
        values.flags.writeable = writeable


# ---------------------------------------------------------------- policies


def check_policy(policy: Policy, setting: Setting, seat: int = 0, *, seeds: Iterable[int] = range(4)) -> None:
    """Check what every policy promises.

    It has a name; it orders only what its state may order; it does the same twice, and the
    same in every world alone or in a batch; it changes nothing that it is shown; and it knows
    nothing that its state cannot know.

    Args:
        policy: The policy.
        setting: The world that it plays.
        seat: The state that it plays.
        seeds: The situations.

    Raises:
        AssertionError: The first promise that is broken.
    """
    name = getattr(policy, "name", "")
    _promise(isinstance(name, str) and bool(name), "a policy needs a name")
    for seed in seeds:
        luck = chance(seed, 4, seed + 1)
        before, state = (any_state(setting, luck.at(turn)) for turn in (seed, seed + 1))

        def asked(now: State, then: State, fortune: Chance) -> Moves:
            return policy.decide(View(seat, now, then, setting.standing, setting, fortune), fortune)

        def ordered(now: State, then: State, fortune: Chance) -> dict[str, Array]:
            return _ordered(asked(now, then, fortune), seat, setting, now.worlds, name)

        given = digest(state)
        moves = asked(state, before, luck)
        _promise(digest(state) == given, f"{name}: changes the state that it is shown")
        wrong = refusals(moves, seat, state, setting)
        _promise(not wrong, f"{name}: orders what is refused: {'; '.join(r.sentence for r in wrong)}")
        whole = _ordered(moves, seat, setting, state.worlds, name)
        _promise(_same(whole, ordered(state, before, luck)), f"{name}: does not do the same twice")
        for part in (np.array([2]), np.array([3, 1])):
            alone = ordered(state.take(part), before.take(part), Chance(luck.seed, luck.worlds[part], luck.turn))
            mine = {lever: values[..., part] for lever, values in whole.items()}
            _promise(_same(mine, alone), f"{name}: decides differently when worlds are played by themselves")
        unknown = other_secrets(state, seat), other_secrets(before, seat)
        _promise(_same(whole, ordered(*unknown, luck)), f"{name}: knows what its state cannot know")


def _ordered(moves: Moves, seat: int, setting: Setting, worlds: int, who: str) -> dict[str, Array]:
    """Return what a state orders in every world: its moves, else its standing orders."""
    rows = {}
    for lever in LEVERS:
        row = np.asarray(moves.get(lever.name, own(getattr(setting.standing, lever.name), lever, seat)))
        fits = row.shape[-1] in (1, worlds)
        _promise(fits, f"{who}: orders {lever.name} in {row.shape[-1]} worlds where there are {worlds}")
        rows[lever.name] = np.broadcast_to(row, (*row.shape[:-1], worlds))
    return rows


def _same(one: Mapping[str, Array], other: Mapping[str, Array]) -> bool:
    return all(np.array_equal(values, other[name]) for name, values in one.items())


# ---------------------------------------------------------------- worlds


def check_world(world: World, *, turns: int = 8) -> None:
    """Check that a world can be played.

    Its standing orders are in range; its start is inside every range; games stay
    there; a world comes out the same in a batch, twice, and in whatever order it lists its
    names.

    Args:
        world: The world.
        turns: How long to try it.

    Raises:
        AssertionError: The first promise that is broken.
    """
    wrong = [f"{'.'.join(problem.path)}: {problem}" for problem in problems_of(world)]
    _promise(not wrong, f"{world.id}: {'; '.join(wrong)}")
    setting = prepare(world)
    check_state(begin(setting, chance(0, 2)), setting, who=f"{world.id} at the start")

    def played(now: Setting, worlds: Any) -> State:
        record = simulate(now, [StatusQuo() for _ in now.names["states"]], turns=turns, seed=5, worlds=worlds)
        for state in record.states:
            check_state(state, now, who=f"{world.id} in turn {state.turn}")
        return record.final

    final = played(setting, 3)
    _promise(digest(final) == digest(played(setting, 3)), f"{world.id}: does not replay")
    apart = differences(final.take(np.array([1])), played(setting, np.array([1])))
    _promise(not apart, f"{world.id}: a game comes out differently by itself: {', '.join(apart)}")
    other = prepare(reordered(world))
    moved = differences(rearranged(final, setting.names, other.names), played(other, 3), rtol=1e-6, atol=1e-9)
    _promise(not moved, f"{world.id}: in another order of names {', '.join(moved)} come out differently")
