"""A doctrine: a strategy written as a posture and guarded rules, in a YAML file.

The posture stands all game long; a rule adds to it while its condition holds (and, with
``for``, some turns longer). Rules are read in order: of two that set the same thing the later
wins; ``shift`` adds up. A doctrine is checked against a world once and compiled to array
functions, so it plays a thousand games as easily as one.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np
from pydantic import Field

from techrace.arrays import Array, total
from techrace.chance import Chance
from techrace.errors import InputError, placed, shown, unknown
from techrace.expressions import NOW, PRONOUNS, Expression, ExpressionError, compile_expression, position, pronouns
from techrace.feasibility import DEPENDENT, HELD, MONEY, cost, entitled, own, possible
from techrace.language import sentence
from techrace.notation import BY_NAME, fill, own_axes, slots
from techrace.orders import LINES
from techrace.policy import Moves
from techrace.setting import Setting
from techrace.state import State
from techrace.view import View
from techrace.world.loading import refuse, validate
from techrace.world.schema import Identifier, Model, Problem, Text
from techrace.world.yamlfile import Marked

SHIFT = "shift"
AT_MOST = "<="  # before a number: an upper limit to what is ordered otherwise
SAVING = "saving"  # in a shift: what is not spent at all
_NO_POINTS = np.zeros((len(LINES) + 1, 1))
_REMEMBERED = 64  # states of which a doctrine remembers which rules were in force


class RuleSpec(Model):
    """A guarded rule of a doctrine."""

    when: str | bool
    do: dict[str, Any]
    why: Text
    turns: int = Field(1, ge=1, le=400, alias="for", description="Turns that it stays in force")


class DoctrineSpec(Model):
    """A whole doctrine file."""

    name: Text
    why: Text
    seat: Identifier | None = Field(None, description="The state that it is written for; none: any")
    strong: Text | None = None
    weak: Text | None = None
    posture: dict[str, Any] = Field(default_factory=dict)
    rules: tuple[RuleSpec, ...] = ()


@dataclass(frozen=True)
class Setter:
    """One number that a doctrine orders: where, and how much; or, with ``most``, how much at most."""

    lever: str
    index: tuple[int | slice, ...]
    value: Expression
    most: bool = False

    def amount(self, view: View) -> Array:
        """Return what is ordered, inside the range of the lever."""
        value: Array = self.value.evaluate(view, NOW)
        if self.value.constant:
            return value
        lever = BY_NAME[self.lever]
        return _bounded(value, lever.low, lever.high)

    def after(self, before: Array, amount: Array) -> Array:
        """Return what becomes of entries that were ordered before."""
        return np.minimum(before, amount) if self.most else amount


Shifts: TypeAlias = tuple[tuple[int, Expression], ...]
"""Budget lines (the last: savings) and the points that they gain."""


@dataclass(frozen=True)
class Action:
    """What the posture or a rule orders."""

    setters: Mapping[str, tuple[Setter, ...]]  # by lever
    shifts: Shifts


@dataclass(frozen=True)
class Guarded:
    """A rule, compiled."""

    when: Expression
    action: Action
    turns: int


@dataclass
class Ready:
    """What a doctrine knows before it looks at a game.

    Most orders depend on nothing but which rules are in force; where that is the same in all
    worlds (always, in a single game) they are worked out once and looked up from then on.
    """

    posture: dict[str, Array]  # rows that the posture sets to plain numbers
    costs: list[Array]  # of every lever that costs money, under the posture
    steady: tuple[str, ...]  # levers that only depend on which rules are in force
    lively: tuple[str, ...]  # levers that also depend on the game, through expressions
    pays: bool  # whether the posture or a rule moves the budget or a lever that costs money
    known: dict[tuple[bool, ...], dict[str, Array]] = field(default_factory=dict)  # steady moves by rules in force
    splits: dict[int, Array] = field(default_factory=dict)  # steady splits, by the identity of the orders


@dataclass
class Doctrine:
    """A doctrine that plays a seat of a world.

    Attributes:
        name: Its id, such as ``us.platform_first``.
        spec: What the file says.
        setting: The world.
        seat: The state that it plays.
        idle: Levers that it would use and the seat does not have.
    """

    name: str
    spec: DoctrineSpec
    setting: Setting
    seat: int
    posture: Action
    rules: tuple[Guarded, ...]
    idle: tuple[str, ...] = ()
    _ready: Ready = field(init=False, repr=False)
    _usual: dict[str, Array] = field(default_factory=dict, repr=False)  # the seat's standing orders
    _memory: deque[tuple[weakref.ref[State], list[Array]]] = field(
        default_factory=lambda: deque(maxlen=_REMEMBERED), repr=False
    )

    def __post_init__(self) -> None:
        """Work out once what is the same in every game."""
        self._ready = self._prepared()

    def decide(self, view: View, chance: Chance) -> Moves:  # noqa: ARG002 - a doctrine leaves nothing to luck
        """Return what the posture and the rules in force order."""
        if view.setting.standing is not self.setting.standing:  # the world has changed by its calendar
            self.setting, self._usual = view.setting, {}
            self._ready = self._prepared()
        with np.errstate(all="ignore"):
            return self._decide(view)

    def _prepared(self) -> Ready:
        """Work out what is the same in every game, and sort out what is not."""
        nobody: Any = None
        posture = {
            name: self._row(name, self._standing(name), setters, nobody)
            for name, setters in self.posture.setters.items()
            if _plain(setters)
        }
        actions = (self.posture, *(rule.action for rule in self.rules))
        used = {name for action in actions for name in action.setters}
        lively = {name for name in used if not all(_plain(action.setters.get(name, ())) for action in actions)}
        pays = any(action.shifts for action in actions) or bool(used & _COSTS)
        if pays:
            used.add("spend")
        if lively & _COSTS or not all(e.constant for action in actions for _, e in action.shifts):
            lively.add("spend")
        for row in posture.values():
            row.flags.writeable = False
        costs = [cost(lever, posture.get(lever.name, self._standing(lever.name))) for lever in MONEY]
        return Ready(posture, costs, tuple(sorted(used - lively)), tuple(sorted(lively)), pays)

    def _decide(self, view: View) -> Moves:
        in_force, ready = self._in_force(view), self._ready
        if all(active is None or active.all() for active in in_force):
            pattern = tuple(active is not None for active in in_force)
            if pattern not in ready.known:
                steady = self._composed(ready.steady, in_force, view, {})  # the same in all worlds: keep it for one
                ready.known[pattern] = {name: row[..., :1].copy() for name, row in steady.items()}
                for row in ready.known[pattern].values():
                    row.flags.writeable = False
            moves = self._composed(ready.lively, in_force, view, dict(ready.known[pattern]))
        else:
            moves = self._composed((*ready.steady, *ready.lively), in_force, view, {})
        return self._legal(moves, view)

    def _composed(
        self, levers: Iterable[str], in_force: list[Array | None], view: View, moves: dict[str, Array]
    ) -> dict[str, Array]:
        """Put together some levers from the posture and the rules in force; the budget comes last."""
        for name in levers:
            row = base = self._posture(name, view)
            for rule, active in zip(self.rules, in_force, strict=True):
                setters = rule.action.setters.get(name)
                if active is not None and setters:
                    old = self._standing(name) if row is None else row
                    row = self._changed(name, base, old, setters, active, view)
            if row is not None:
                moves[name] = row
        if "spend" in levers and self._ready.pays:
            moves["spend"] = self._budget(moves, in_force, view)
        return moves

    def _changed(
        self, name: str, base: Array | None, row: Array, setters: tuple[Setter, ...], active: Array, view: View
    ) -> Array:
        """Return a lever's row as a rule leaves it; a split starts from the posture's, anything else from the row."""
        if BY_NAME[name].split:
            new = self._ready.splits.get(id(setters))
            if new is None:
                new = self._row(name, self._standing(name) if base is None else base, setters, view)
                if _plain(setters) and name not in self._ready.lively:
                    new.flags.writeable = False
                    self._ready.splits[id(setters)] = new
            return new if active.all() else np.where(active, new, row)
        if active.all():
            return self._row(name, row, setters, view)
        amounts = [s.amount(view) for s in setters]
        row = _own(row, max(row.shape[-1], active.shape[-1], *(a.shape[-1] for a in amounts)))
        for s, amount in zip(setters, amounts, strict=True):
            row[s.index] = np.where(active, s.after(row[s.index], amount), row[s.index])
        return row

    def _posture(self, name: str, view: View) -> Array | None:
        """Return what the posture makes of a lever; None where it leaves it alone."""
        setters = self.posture.setters.get(name)
        if setters is None:
            return None
        ready = self._ready.posture.get(name)
        return self._row(name, self._standing(name), setters, view) if ready is None else ready

    def _budget(self, moves: Mapping[str, Array], in_force: list[Array | None], view: View) -> Array:
        """Return the lines after all shifts, and after what other levers cost."""
        spend = moves["spend"] if "spend" in moves else self._standing("spend")
        points = self._points(_NO_POINTS, self.posture.shifts, None, view)
        for rule, active in zip(self.rules, in_force, strict=True):
            if active is not None and rule.action.shifts:
                points = self._points(points, rule.action.shifts, active, view)
        costs = [
            cost(lever, moves[lever.name])
            if lever.name in moves and moves[lever.name] is not self._ready.posture.get(lever.name)
            else usual
            for lever, usual in zip(MONEY, self._ready.costs, strict=True)
        ]
        return affordable(shifted(spend, points), costs)

    def _standing(self, name: str) -> Array:
        if name not in self._usual:
            row = own(getattr(self.setting.standing, name), BY_NAME[name], self.seat)
            row.flags.writeable = False  # a view: the standing orders themselves stay as they are
            self._usual[name] = row
        return self._usual[name]

    def _row(self, name: str, row: Array, setters: Iterable[Setter], view: View) -> Array:
        """Return a lever's row with some entries set."""
        if BY_NAME[name].split:
            return fill(row, {int(s.index[0]): s.amount(view) for s in setters})  # type: ignore[arg-type]
        amounts = [s.amount(view) for s in setters]
        row = _own(row, max(row.shape[-1], *(a.shape[-1] for a in amounts)))
        for s, amount in zip(setters, amounts, strict=True):
            row[s.index] = s.after(row[s.index], amount)
        return row

    def _points(self, points: Array, shifts: Shifts, active: Array | None, view: View) -> Array:
        """Add points to budget lines where a rule is in force (everywhere for the posture)."""
        points = points.copy()
        for line, expression in shifts:
            amount = expression.evaluate(view, NOW)
            if not expression.constant:
                amount = _bounded(amount, -1.0, 1.0)
            if active is not None:
                amount = amount * active
            if amount.shape[-1] > points.shape[-1]:
                points = np.repeat(points, amount.shape[-1], axis=-1)
            points[line] += amount
        return points

    def _in_force(self, view: View) -> list[Array | None]:
        """Say where every rule is in force: None for nowhere."""
        turn = float(view.state.turn)
        lasting = [r for r in self.rules if r.turns > 1]
        before = self._until(view.before, view.state) if lasting else []
        until: list[Array] = []
        found: list[Array | None] = []
        for rule in self.rules:
            active: Any = rule.when.evaluate(view, NOW)
            if rule.turns > 1:
                old = before[len(until)] if before else np.full(1, -1.0)
                new = np.where(active, turn + rule.turns, old)
                until.append(new)
                active = new > turn
            found.append(active if active.any() else None)
        if lasting:
            self._memory.append((weakref.ref(view.state), until))
        return found

    def _until(self, before: State, now: State) -> list[Array]:
        """Return until when lasting rules stay in force, as decided in the state a turn earlier."""
        if before is now:
            return []
        for seen, until in reversed(self._memory):
            if seen() is before:
                return until
        return []

    def _legal(self, moves: dict[str, Array], view: View) -> Moves:
        """Leave out what depends on the game of the moment: layers not held, states not protected."""
        state, seat = view.state, self.seat
        for name in ("control", "licence"):
            if name in moves:
                held = state.layer_share[:, seat] >= HELD
                lacking = np.flatnonzero(~held.all(axis=-1))
                if lacking.size:
                    some = held[lacking].any()
                    row = _own(moves[name], max(moves[name].shape[-1], held.shape[-1] if some else 1))
                    usual = np.minimum(row[:, lacking], self._standing(name)[:, lacking])
                    row[:, lacking] = np.where(held[lacking], row[:, lacking], usual) if some else usual
                    moves[name] = row
        if "press" in moves:
            states = len(self.setting.names["states"])
            leans = state.patronage[:states, seat] >= DEPENDENT
            usual = np.minimum(moves["press"], self._standing("press"))
            moves["press"] = np.where(leans[:, None], moves["press"], usual)
        return moves


_COSTS = {"spend", *(lever.name for lever in MONEY)}


def _plain(setters: Iterable[Setter]) -> bool:
    """Say whether orders are the same in every game."""
    return all(s.value.constant for s in setters)


def _bounded(values: Array, low: float, high: float) -> Array:
    """Keep a number in a range; what is no number becomes the low end (``fmax`` passes over nan)."""
    return np.minimum(np.fmax(values, low), high)


def _own(values: Array, worlds: int) -> Array:
    """Return an array that may be written to, with so many worlds; what is kept for other turns is read-only."""
    if values.flags.writeable and values.shape[-1] == worlds:
        return values
    wide = np.empty((*values.shape[:-1], worlds))
    wide[...] = values
    return wide


def affordable(spend: Array, costs: Iterable[Array]) -> Array:
    """Scale a budget so that its lines and levers that cost money fit into it."""
    left = np.ones(1)
    for part in costs:
        left = left - part
    left = np.maximum(left, 0.0)
    whole = total(spend)
    return np.where(whole > left, spend * (left / np.where(whole > 0, whole, 1.0)), spend)


def shifted(spend: Array, points: Array) -> Array:
    """Add points to some budget lines and take them from (or give them to) the others in proportion.

    Args:
        spend: The budget, shape (lines, worlds).
        points: What every line gains, and last what is saved, shape (lines + 1, worlds).
    """
    lines = np.flatnonzero(
        points[:-1].any(axis=1)
    )  # the few that move anywhere; in a world where one stays it is like the others
    gains = points[lines]
    moved = gains != 0
    whole = total(spend)
    aim = np.minimum(np.maximum(whole - points[-1], 0.0), np.maximum(1.0, whole))
    result = np.empty((spend.shape[0], max(spend.shape[-1], points.shape[-1])))
    result[...] = spend
    result[lines] = np.where(moved, 0.0, spend[lines])
    target = np.where(moved, np.maximum(spend[lines] + gains, 0.0), 0.0)
    claimed = total(target) if lines.size else np.zeros(1)
    rest = total(result)
    result *= np.maximum(aim - claimed, 0.0) / np.where(rest > 0, rest, 1.0)
    result[lines] += target * np.minimum(1.0, aim / np.maximum(claimed, 1e-9))
    return result


def compile_doctrine(name: str, marked: Marked, setting: Setting, seat: int) -> Doctrine:
    """Check a doctrine file against a seat of a world and make it a policy.

    Raises:
        InputError: Every problem of the file, each with its line.
    """
    spec = validate(DoctrineSpec, marked)
    compiler = _Compiler(spec, setting, seat)
    posture = compiler.action(spec.posture, ("posture",))
    rules = []
    for i, rule in enumerate(spec.rules):
        when = compiler.expression(rule.when, ("rules", i, "when"), truth=True)
        action = compiler.action(rule.do, ("rules", i, "do"))
        if when:
            rules.append(Guarded(when, action, rule.turns))
    refuse(marked, compiler.problems)
    return Doctrine(name, spec, setting, seat, posture, tuple(rules), tuple(sorted(compiler.idle)))


def compile_orders(
    orders: Mapping[str, Any], setting: Setting, seat: int, *, place: str = "orders", name: str = "orders"
) -> Doctrine:
    """Check orders in order notation, as a person writes them, and make them a policy that gives them every turn.

    ``compile_orders(...).decide(view, chance)`` are the moves; pass them to ``refusals`` before play.

    Raises:
        InputError: Every problem, each beginning with ``place``.
    """
    spec = DoctrineSpec(name=Text(en=name), why=Text(en=""), posture=dict(orders))
    compiler = _Compiler(spec, setting, seat)
    posture = compiler.action(spec.posture, ())
    if compiler.problems:
        raise InputError(placed(".".join((place, *map(str, p.path))), p) for p in compiler.problems)
    return Doctrine(name, spec, setting, seat, posture, (), tuple(sorted(compiler.idle)))


class _Compiler:
    """Compiles the parts of one file and collects what is wrong with them."""

    def __init__(self, spec: DoctrineSpec, setting: Setting, seat: int) -> None:
        self.setting, self.seat = setting, seat
        self.pronouns = pronouns(setting, seat)
        self.problems: list[Problem] = []
        self.idle: set[str] = set()
        states = setting.names["states"]
        if spec.seat is not None and spec.seat not in states:
            self._problem(("seat",), unknown("state", spec.seat, states))
        elif spec.seat not in (None, states[seat]):
            self._problem(("seat",), f"is written for {spec.seat}, not for {states[seat]}")

    def _problem(self, path: tuple[Any, ...], sentence: str) -> None:
        self.problems.append(Problem(path, sentence))

    def expression(self, text: Any, path: tuple[Any, ...], *, truth: bool) -> Expression | None:
        """Compile a condition or a number."""
        if isinstance(text, bool) or not isinstance(text, str | int | float):
            if truth and isinstance(text, bool):
                text = "1 > 0" if text else "1 < 0"
            else:
                self._problem(
                    path, sentence("error-no-condition" if truth else "error-no-expression", value=shown(text))
                )
                return None
        try:
            return compile_expression(text, self.setting, self.seat, truth=truth)
        except ExpressionError as error:
            self._problem(path, str(error))
            return None

    def action(self, do: Mapping[str, Any], path: tuple[Any, ...]) -> Action:
        """Compile orders in order notation, with expressions and ``shift``."""
        setters: dict[str, list[Setter]] = {}
        shifts: list[tuple[int, Expression]] = []
        for lever, value in do.items():
            if lever == SHIFT:
                shifts += self._shifts(value, (*path, SHIFT))
                continue
            for setter in self._setters(lever, value, (*path, lever)):
                setters.setdefault(lever, []).append(setter)
        return Action({k: tuple(v) for k, v in setters.items()}, tuple(shifts))

    def _shifts(self, value: Any, path: tuple[Any, ...]) -> Iterator[tuple[int, Expression]]:
        if not isinstance(value, Mapping):
            self._problem(path, sentence("error-no-points", value=shown(value)))
            return
        for line, leaf in value.items():
            if line not in (*LINES, SAVING):
                self._problem((*path, str(line)), unknown("budget line", str(line), (*LINES, SAVING)))
                continue
            made = self.expression(leaf, (*path, line), truth=False)
            if made and made.constant and not -1 <= float(made.evaluate(None, NOW)[0]) <= 1:  # type: ignore[arg-type]
                self._problem((*path, line), sentence("error-points", value=shown(leaf)))
            elif made and (line == SAVING or self._has_line(line)):
                yield (*LINES, SAVING).index(line), made

    def _has_line(self, line: str) -> bool:
        mask = possible(BY_NAME["spend"], self.setting, self.setting.start)[LINES.index(line), self.seat]
        if not mask.any():
            self.idle.add(f"spend, {line}")
        return bool(mask.any())

    def _setters(self, name: str, value: Any, path: tuple[Any, ...]) -> Iterator[Setter]:
        if name not in BY_NAME:
            self._problem(path, unknown("lever", name, (*BY_NAME, SHIFT)))
            return
        lever = BY_NAME[name]
        value = self._translated(value, own_axes(lever), path)
        has = lever.who == "patron" or bool(entitled(lever, self.setting, self.setting.start)[self.seat].any())
        if not has:
            self.idle.add(name)
        for found in slots(self.setting.names, name, value, path):
            if isinstance(found, Problem):
                self.problems.append(found)
                continue
            index, leaf = found
            names = [
                self.setting.names[a][i] for a, i in zip(own_axes(lever), index, strict=True) if isinstance(i, int)
            ]
            place = (*path, *names)
            if lever.split and not isinstance(index[0], int):
                self._problem(
                    path,
                    f"is a split over {lever.split}: write names with shares, "
                    f"such as {{{self.setting.names[lever.split][0]}: 0.5}}",
                )
                continue
            most = isinstance(leaf, str) and leaf.lstrip().startswith(AT_MOST)
            if most and lever.split:
                self._problem(place, "is a share of a split, which has no upper limit")
                continue
            leaf = leaf.lstrip().removeprefix(AT_MOST) if most else leaf
            made = self.expression(leaf, place, truth=False)
            if made is None or not self._in_range(name, leaf, made, place):
                continue
            if name == "spend" and isinstance(index[0], int) and not self._has_line(LINES[index[0]]):
                continue
            if has:
                yield from (replace(s, most=most) for s in self._on_others(name, index, made))

    def _in_range(self, name: str, leaf: Any, made: Expression, path: tuple[Any, ...]) -> bool:
        lever = BY_NAME[name]
        nobody: Any = None
        if made.constant and not lever.low <= float(made.evaluate(nobody, NOW)[0]) <= lever.high:
            told = {"value": shown(leaf), "low": f"{lever.low:g}", "high": f"{lever.high:g}"}
            self._problem(path, sentence("error-outside", **told))
            return False
        return True

    def _on_others(self, name: str, index: tuple[int | slice, ...], made: Expression) -> Iterator[Setter]:
        """Spread an order to all over everybody else: nobody acts on himself."""
        axes = own_axes(BY_NAME[name])
        targets = axes and not BY_NAME[name].split and axes[0] in ("states", "markets")
        if not targets:
            yield Setter(name, index, made)
        elif isinstance(index[0], int):
            if index[0] != self.seat:
                yield Setter(name, index, made)
        else:
            for i in range(len(self.setting.names[axes[0]])):
                if i != self.seat:
                    yield Setter(name, (i, *index[1:]), made)

    def _translated(self, value: Any, axes: tuple[str, ...], path: tuple[Any, ...]) -> Any:
        """Replace words such as ``rival`` by the names that they stand for."""
        if not isinstance(value, Mapping) or not axes:
            return value
        result: dict[Any, Any] = {}
        for key, inner in value.items():
            named = key
            if key in PRONOUNS and key not in self.pronouns and key not in self.setting.names[axes[0]]:
                self.idle.add(f"{path[-1]}, {key}")  # this world has no such thing
                continue
            if isinstance(key, str):
                try:
                    named = self.setting.names[axes[0]][position(self.setting.names, self.pronouns, axes[0], key)]
                except ExpressionError as error:
                    self._problem((*path, key), str(error))
                    continue
            result[named] = self._translated(inner, axes[1:], (*path, key))
        return result
