"""Play one arm of an experiment and measure what it asks for.

A *witness* sits in the first seat: it lets the seat's own policy decide and writes down, turn by
turn, the figures that the outcomes need. So nothing else has to be kept of thousands of games.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import Chance, chance
from techrace.claims.schema import Arm, Outcome
from techrace.errors import InputError, unknown
from techrace.expressions import Expression, ExpressionError, compile_expression
from techrace.feasibility import entitled
from techrace.notation import BY_NAME
from techrace.policies import policy
from techrace.policies.doctrine import compile_doctrine
from techrace.policy import Moves, Policy
from techrace.posterior import draw
from techrace.record import Record
from techrace.rules.turn import choose
from techrace.setting import Setting, setting_of
from techrace.simulate import settle, simulate
from techrace.state import QUANTITIES, State
from techrace.view import View
from techrace.world.loading import load
from techrace.world.schema import World
from techrace.world.yamlfile import Marked, read

Ids = NDArray[np.uint64]
STATUS_QUO = "status-quo"
NOW = False  # not a turn earlier
SCALABLE: Mapping[str, tuple[str, ...]] = {
    "industrial_base": ("sectors", "states"),
    "absorption": ("states",),
    "safety_net": ("states",),
}
"""Attributes of the setting that an arm may scale beyond what a world file allows, with their axes."""


@dataclass(frozen=True)
class Measure:
    """One number for every world: an expression, when, and how turns are brought together."""

    text: str
    kind: str  # figure, passes or event
    turn: int
    since: int | None = None
    over: str | None = None

    @property
    def turns(self) -> range | tuple[int, ...]:
        """Return the turns at which the expression is needed."""
        if self.kind in {"passes", "event"}:
            return range(self.turn + 1)
        if self.over:
            return range((self.since or 0) + 1, self.turn + 1)
        return (self.turn,) if self.since is None else (self.since, self.turn)

    def of(self, series: Mapping[int, Array]) -> Array:
        """Bring the values at the turns together, shape (worlds,)."""
        rows: Array = np.stack([series[t] for t in self.turns])
        if self.kind == "event":
            return np.asarray(rows.any(axis=0), dtype=np.float64)
        if self.kind == "passes":
            held = rows.astype(bool)
            first: Array = np.where(held.any(axis=0), held.argmax(axis=0), self.turn + 1).astype(np.float64)
            return first
        match self.over:
            case "mean":
                return np.asarray(rows.mean(axis=0))
            case "max":
                return np.asarray(rows.max(axis=0))
            case "sum":
                return np.asarray(rows.sum(axis=0))
        return rows[-1] if self.since is None else rows[-1] - rows[0]


def measure_of(outcome: Outcome) -> Measure:
    """Return what an outcome measures."""
    kind = "figure" if outcome.figure else "passes" if outcome.passes else "event"
    return Measure(outcome.text, kind, outcome.turn, outcome.since, outcome.over)


def measures_of(outcome: Outcome) -> list[Measure]:
    """Return all that an outcome measures: its own, and the conditions of an observational one."""
    conditions = [Measure(t, "event", outcome.turn) for t in (outcome.among, outcome.against) if t]
    others = [Measure(outcome.along, "figure", outcome.turn)] if outcome.along else []
    return [measure_of(outcome), *conditions, *others]


class Truth(View):
    """The game without fog: an experimenter sees everything."""

    def see(self, name: str, *index: int, before: bool = False) -> Array:
        """Return one entry of a quantity as it is, shape (worlds,)."""
        values: Array = getattr(self.before if before else self.state, name)[index]
        return values


@dataclass
class Witness:
    """A policy that watches the game and decides as another one does.

    Attributes:
        inner: Who decides.
        asked: Expressions by the turns at which they are wanted.
    """

    inner: Policy
    asked: Mapping[int, Sequence[tuple[str, Expression]]]
    name: str = "witness"
    seen: dict[str, dict[int, Array]] = field(default_factory=dict)

    def decide(self, view: View, chance: Chance) -> Moves:
        """Write down the state, then let the other decide."""
        self.note(view.state, view.before, view)
        return self.inner.decide(view, chance)

    def note(self, state: State, before: State, view: View) -> None:
        """Write down what is asked for at the state's turn."""
        truth = Truth(0, state, before, view.last, view.setting, view.chance)
        for text, expression in self.asked.get(state.turn, ()):
            value = np.broadcast_to(expression.evaluate(truth, NOW), (state.worlds,))
            self.seen.setdefault(text, {})[state.turn] = value.copy()


@lru_cache(maxsize=32)
def world_of(source: str) -> World:
    """Load a world once a process: a file of the claims, or what ``load`` finds."""
    return load(source)


def changed(world: World, start: Mapping[str, Any]) -> World:
    """Return a world with some values of its file replaced, by dotted path.

    Raises:
        InputError: A path leads nowhere.
    """
    if not start:
        return world
    data: dict[str, Any] = world.model_dump(by_alias=True)
    for path, value in start.items():
        *parents, last = path.split(".")
        inner: Any = data
        for key in parents:
            if not isinstance(inner, dict) or key not in inner:
                message = f"start.{path}: the world {world.id} has no {key!r} there"
                raise InputError(message)
            inner = inner[key]
        old = inner.get(last)
        inner[last] = {**old, "value": value} if isinstance(old, dict) and "value" in old and last != "value" else value
    return World.model_validate(data)


def scaled(setting: Setting, scale: Mapping[str, Any]) -> Setting:
    """Return a setting with entries of some attributes multiplied.

    Args:
        setting: The constants of the games.
        scale: Attribute of the setting, or quantity of its settled start -> names along the axes -> factor,
            e.g. ``industrial_base: {energy: {north: 2}}`` or ``temper: {north: 1.5}``.

    Raises:
        InputError: There is nothing of that name to scale.
    """
    changes: dict[str, Array] = {}
    starts: dict[str, Array] = {}
    for name, table in scale.items():
        quantity = next((q for q in QUANTITIES if q.name == name), None)
        if quantity is None and name not in SCALABLE:
            message = f"scale: {unknown('attribute', name, (*SCALABLE, *(q.name for q in QUANTITIES)))}"
            raise InputError(message)
        axes = quantity.axes if quantity else SCALABLE[name]
        values = np.array(getattr(setting.start if quantity else setting, name))
        for index, factor in _leaves(table, axes, setting):
            values[index] *= factor
        (starts if quantity else changes)[name] = values
    return setting.evolve(**changes, start=setting.start.evolve(**starts))


def _leaves(table: Any, axes: Sequence[str], setting: Setting) -> Iterable[tuple[tuple[int, ...], float]]:
    if not axes:
        yield (), float(table)
        return
    for key, inner in table.items():
        for index, factor in _leaves(inner, axes[1:], setting):
            yield (setting.index(axes[0], key), *index), factor


def prepared(world: World, values: Mapping[str, Any], without: Iterable[str], worlds: int) -> Setting:
    """Return a settled setting in which every world may have its own parameters."""
    setting = setting_of(world, choose({**world.parameters, **values}), without)
    spread = {q.name: _spread(getattr(setting.start, q.name), worlds) for q in QUANTITIES}
    return settle(setting.evolve(start=setting.start.evolve(**spread)))


def _spread(values: Array, worlds: int) -> Array:
    return np.broadcast_to(values, (*values.shape[:-1], worlds)).copy()


@lru_cache(maxsize=1)
def _nowhere() -> Marked:
    """Return a file to blame for orders that come without one."""
    from importlib.resources import as_file, files

    with as_file(files("techrace.claims") / "essay.yaml") as path:
        return read(Path(path))


def seats(orders: Mapping[str, Mapping[str, Any]], setting: Setting) -> list[Policy]:
    """Return a policy for every state: standing orders, and on top of them what the arm orders.

    Raises:
        InputError: The arm orders something that cannot be ordered.
    """
    states = setting.names["states"]
    for state in orders:
        if state not in states:
            message = f"orders: unknown state {state!r}; the world has {', '.join(states)}"
            raise InputError(message)
    players: list[Policy] = []
    for seat, state in enumerate(states):
        if state not in orders:
            players.append(policy(STATUS_QUO, setting, seat))
            continue
        said = {"name": {"en": state}, "why": {"en": "an arm of an experiment"}, "posture": dict(orders[state])}
        try:
            players.append(compile_doctrine(f"claims.{state}", replace(_nowhere(), data=said), setting, seat))
        except InputError as error:  # the file to blame is not the user's
            problems = [problem.partition("posture.")[2] or problem for problem in error.problems]
            raise InputError([f"orders of {state}: {problem}" for problem in problems]) from None
    return players


def check(source: str, arm: Arm, measures: Iterable[Measure]) -> None:
    """Look at an arm before anybody plays it.

    Raises:
        InputError: It cannot be played or measured, or a state orders what it will never be entitled to.
    """
    world = changed(world_of(source), arm.start)
    setting = scaled(prepared(world, arm.set, arm.without, 1), arm.scale)
    seats(arm.orders, setting)
    for measure in measures:
        compiled_in(measure.text, setting, truth=measure.kind != "figure")
    for state, orders in arm.orders.items():
        seat = setting.index("states", state)
        for lever in (BY_NAME[name] for name in orders if name in BY_NAME):
            if lever.who != "patron" and not entitled(lever, setting, setting.start)[seat].any():  # patrons change
                message = f"orders of {state}: {lever.name}: {state} may not use this; it would change nothing"
                raise InputError(message)


def drawn_for(world: World, uncertainty: str, seed: int, ids: Ids) -> dict[str, Array]:
    """Draw the parameters of worlds, shape (worlds,) each; what the world's file fixes is not drawn."""
    return {name: v for name, v in draw(uncertainty, seed, ids).items() if name not in world.parameters}


def watch(
    source: str,
    arm: Arm,
    measures: Sequence[Measure],
    *,
    ids: Ids,
    turns: int,
    seed: int,
    uncertainty: str,
    over: Mapping[str, Any] | None = None,
    without: Sequence[str] = (),
) -> tuple[Record, dict[Measure, Array]]:
    """Play an arm in some worlds; return the record and every measure, shape (worlds,).

    Args:
        source: The world.
        arm: What differs from it.
        measures: What to write down.
        ids: Which worlds; an id may occur several times, with other parameters.
        turns: How many turns.
        seed: The seed of all luck.
        uncertainty: Where the parameters of every world are drawn from: a kind of ``posterior.draw``.
        over: Parameters that override the arm's, numbers or one value a world.
        without: More rules to switch off.
    """
    world = changed(world_of(source), arm.start)
    drawn = drawn_for(world, uncertainty, seed, ids)
    setting = prepared(world, {**drawn, **arm.set, **(over or {})}, (*arm.without, *without), ids.size)
    setting = scaled(setting, arm.scale)
    players = seats(arm.orders, setting)
    asked: dict[int, list[tuple[str, Expression]]] = {}
    compiled: dict[str, Expression] = {}
    for m in measures:
        if m.text not in compiled:
            compiled[m.text] = compiled_in(m.text, setting, truth=m.kind != "figure")
        for t in m.turns:
            if all(text != m.text for text, _ in asked.get(t, ())):
                asked.setdefault(t, []).append((m.text, compiled[m.text]))
    witness = Witness(players[0], asked)
    record = simulate(setting, [witness, *players[1:]], turns=turns, seed=seed, worlds=ids, keep=False)
    last = View(0, record.final, record.final, setting.standing, setting, chance(seed, ids, turns))
    witness.note(record.final, record.final, last)
    return record, {m: m.of(witness.seen[m.text]) for m in measures}


def compiled_in(text: str, setting: Setting, *, truth: bool) -> Expression:
    """Check an outcome's expression against a world.

    Raises:
        InputError: It cannot be measured there.
    """
    problem: ExpressionError | None = None
    for seat in range(len(setting.names["states"])):  # what is private can be written from its owner's seat
        try:
            return compile_expression(text, setting, seat, truth=truth)
        except ExpressionError as error:
            problem = problem or error
    message = f"outcome {text!r}: {problem}"
    raise InputError(message)
