"""Conditions and numbers that a policy file may write, checked before they are used.

``frontier[rival] > frontier[me] and mean(denial[:, me]) > 0.3`` is parsed as text, every name,
index and type is checked against the world, and what remains is a chain of array functions.
Nothing is ever run as Python. A value is read through ``View.see``: through fog, one per world.

Words that stand for names: ``me`` (the own state), ``leader`` (of the camp that I lean to),
``rival`` (the state that I see as my rival most), ``camp`` (mine) and ``other_camp`` (the rival's).
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, NoReturn, TypeAlias

import numpy as np

from techrace import figures
from techrace.arrays import Array, mean, total
from techrace.errors import unknown
from techrace.orders import LEVERS, Lever
from techrace.setting import Setting
from techrace.state import QUANTITIES, Quantity, State
from techrace.view import View

Evaluate: TypeAlias = Callable[[View, bool], Any]
"""(view, a turn earlier?) -> (worlds,) or, for a list, (rows, worlds)."""

NOW, BEFORE = False, True

LONGEST = 500  # characters of an expression
LARGEST = 1e9  # a number that may be written

SINGULAR = {
    "states": "state", "by": "state", "markets": "market", "layers": "layer", "holders": "holder", "places": "place",
    "sectors": "sector", "ecosystems": "ecosystem", "camps": "camp", "sides": "side", "lines": "budget line",
    "offers": "offer", "events": "event", "waves": "wave", "industries": "industry",
}  # fmt: skip
PRONOUNS = ("me", "leader", "rival", "camp", "other_camp")
PERSONS = ("states", "by", "markets", "holders", "places")  # axes along which ``me`` stands for a name

_BY_QUANTITY: dict[str, Quantity] = {q.name: q for q in QUANTITIES if q.secret != "hidden"}
_BY_LEVER: dict[str, Lever] = {x.name: x for x in LEVERS if x.tray != "invest" and x.name not in _BY_QUANTITY}


class ExpressionError(ValueError):
    """What is wrong with an expression, as a sentence."""


@dataclass(frozen=True)
class Expression:
    """A checked expression.

    Attributes:
        text: As it was written.
        truth: Whether it is a condition; else it is a number.
        rows: 0 for one value, n for a list of n values.
        constant: Whether it is the same in every game.
        evaluate: What it is worth, shape (worlds,) or (1,) where all worlds agree.
    """

    text: str
    truth: bool
    rows: int
    constant: bool
    evaluate: Evaluate


@dataclass(frozen=True)
class Derived:
    """A figure that is computed from what a seat sees."""

    axes: tuple[str, ...]
    meaning: str
    of: Callable[..., Array]  # (view, a turn earlier?, *index)


def _state(view: View, before: bool) -> State:  # noqa: FBT001
    """Return the truth; only for figures made of public quantities."""
    return view.before if before else view.state


def _reach(view: View, before: bool, i: int) -> Array:  # noqa: FBT001
    """Return ``figures.reach`` of one state, asked for often, without working out the others."""
    state, owned = _state(view, before), np.flatnonzero(view.setting.owns[:, i, 0])
    if not owned.size:
        mine: Array = figures.reach(state, view.setting)[i]
        return mine
    on_it = state.ecosystem_share[owned[0]] if owned.size == 1 else total(state.ecosystem_share[owned])
    return np.minimum(total(on_it * state.gdp) / total(state.gdp), 1.0)


DERIVED: dict[str, Derived] = {
    "reach": Derived(("states",), "Share of world GDP that a state's technology reaches", _reach),
    "ecosystem_reach": Derived(
        ("ecosystems",),
        "Share of world GDP that runs on an ecosystem",
        lambda v, b, i: figures.ecosystem_reach(_state(v, b))[i],
    ),
    "concentration": Derived(
        ("layers",), "Herfindahl index of a layer's shares", lambda v, b, i: figures.concentration(_state(v, b))[i]
    ),
    "weight_abroad": Derived(
        ("sides",),
        "Alignment of the regions with a side, weighted by GDP",
        lambda v, b, i: figures.weight_abroad(_state(v, b), v.setting)[i],
    ),
    "gdp_share": Derived(("markets",), "Share of world GDP", lambda v, b, i: figures.gdp_share(_state(v, b))[i]),
    "lead": Derived(
        ("states", "states"),
        "Frontier of the first state above that of the second",
        lambda v, b, i, j: v.see("frontier", i, before=b) - v.see("frontier", j, before=b),
    ),
}
"""Figures by name; everything in them is public or read through fog."""


@lru_cache(maxsize=16)
def pronouns(setting: Setting, seat: int) -> Mapping[str, str]:
    """Say whom ``me``, ``leader``, ``rival``, ``camp`` and ``other_camp`` stand for in a world.

    They are settled by the world at its start. My camp is the one that I lead, else the one
    that I lean to most. My rival is the state with the highest rivalry to me, else the leader of
    another camp, else the state with which relations are worst.
    """
    states, camps = setting.names["states"], setting.names["camps"]
    meant = {"me": states[seat], "leader": states[seat]}
    side = -1
    if camps:
        leans = setting.start.alignment[: len(camps), seat, 0] + 2 * setting.leads[:, seat, 0]
        side = int(np.argmax(leans))
        meant["camp"] = camps[side]
        meant["leader"] = states[int(np.argmax(setting.leads[side, :, 0]))]
    hostile = setting.rivalry[seat, :, 0].copy()
    if not hostile.any():
        foreign = np.array([c != side for c in range(len(camps))], dtype=float)
        hostile = (setting.leads[:, :, 0] * foreign[:, None]).sum(axis=0) if len(camps) else hostile
    if not np.delete(hostile, seat).any():
        hostile = 1.0 - setting.start.relations[seat, :, 0]
    hostile[seat] = -1.0
    rival = int(np.argmax(hostile))
    meant["rival"] = states[rival]
    leans = setting.start.alignment[: len(camps), rival, 0] + 2 * setting.leads[:, rival, 0]
    others = [c for c in range(len(camps)) if c != side]
    if others:
        meant["other_camp"] = camps[max(others, key=lambda c: float(leans[c]))]
    return meant


def compile_expression(text: str | float, setting: Setting, seat: int, *, truth: bool) -> Expression:
    """Check an expression for a seat of a world and turn it into array functions.

    Args:
        text: What is written; a plain number is an expression, too.
        setting: The world.
        seat: Whose eyes it reads through.
        truth: Whether a condition is wanted, or a number.

    Raises:
        ExpressionError: A sentence that says what is wrong.
    """
    made = _Compiler(setting, seat).compile(str(text))
    if made.truth != truth:
        wanted, got = ("a condition", "a number") if truth else ("a number", "a condition")
        hint = "; compare it with something" if truth else ""
        _refuse(f"{text!r} is {got}, not {wanted}{hint}")
    if made.rows:
        _refuse(f"{text!r} is a list of {made.rows}; take its mean, min, max, sum, count, any or all")
    return made


def _refuse(sentence: str) -> NoReturn:
    raise ExpressionError(sentence)


def _number(value: float) -> Expression:
    array = np.array([float(value)])
    return Expression(f"{value:g}", truth=False, rows=0, constant=True, evaluate=lambda _view, _before: array)


def _divide(a: Array, b: Array) -> Array:
    """Divide; a division by zero gives 0, so that a rule never breaks a game."""
    return np.where(b == 0, 0.0, a / np.where(b == 0, 1.0, b))


def _clip(x: Array, low: Array, high: Array) -> Array:
    return np.minimum(np.maximum(x, low), high)


_BINARY: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: _divide,
}
_COMPARE: dict[type, Callable[[Any, Any], Any]] = {
    ast.Lt: np.less, ast.LtE: np.less_equal, ast.Gt: np.greater, ast.GtE: np.greater_equal,
    ast.Eq: np.equal, ast.NotEq: np.not_equal,
}  # fmt: skip


def _highest(values: Array) -> Array:
    return values.max(axis=0)


def _lowest(values: Array) -> Array:
    return values.min(axis=0)


def _count(values: Any) -> Array:
    return total(values.astype(np.float64))


# What turns many values into one: (takes truths, gives a truth, function).
_REDUCE: dict[str, tuple[bool, bool, Callable[[Any], Any]]] = {
    "mean": (False, False, mean),
    "sum": (False, False, total),
    "max": (False, False, _highest),
    "min": (False, False, _lowest),
    "count": (True, False, _count),
    "any": (True, True, lambda values: values.any(axis=0)),
    "all": (True, True, lambda values: values.all(axis=0)),
}
FUNCTIONS = (*_REDUCE, "abs", "clip", "if", "change")
SCALARS = ("turn", "year")


class _Compiler:
    """Checks one expression; remembers only whose it is and whether it stands inside ``change``."""

    def __init__(self, setting: Setting, seat: int) -> None:
        self.setting = setting
        self.seat = seat
        self.pronouns = pronouns(setting, seat)
        self.inside_change = False

    def compile(self, text: str) -> Expression:
        if len(text) > LONGEST:
            _refuse(f"an expression of {len(text)} characters is longer than {LONGEST}")
        try:  # ``if`` is a word of Python: write it as a name while parsing
            with warnings.catch_warnings(action="ignore"):  # Python's advice is not for the authors of policies
                tree = ast.parse(re.sub(r"\bif(?=\s*\()", "if_", text.strip()), mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            hint = " (write ==, not =)" if re.search(r"[^<>=!]=[^=]", text) else ""
            hint = " (write and, or, not)" if re.search(r"&&|\|\||!(?!=)", text) else hint
            _refuse(f"{text!r} cannot be read{hint}")
        try:
            made = self._node(tree.body)
        except RecursionError:
            _refuse(f"{text!r} is nested too deeply")
        return Expression(text, made.truth, made.rows, made.constant, made.evaluate)

    def _node(self, node: ast.expr) -> Expression:  # noqa: C901, PLR0911, PLR0912 - the grammar, one case a form
        match node:
            case ast.Constant(value=bool() | str() | bytes() | complex() | None):
                _refuse(f"{ast.unparse(node)} is not a number")
            case ast.Constant(value=int() | float() as value):
                if not abs(value) <= LARGEST or not math.isfinite(value):
                    _refuse(f"a number above {LARGEST:g} makes no sense here")
                return _number(value)
            case ast.Name(id=name):
                return self._named(name, None)
            case ast.Subscript(value=ast.Name(id=name), slice=index):
                return self._named(name, index.elts if isinstance(index, ast.Tuple) else [index])
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=inner):
                a = self._want(inner, truth=False)
                return self._call(np.negative if isinstance(sign, ast.USub) else np.positive, [a])
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return self._call(np.logical_not, [self._want(inner, truth=True)], truth=True)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                return self._call(_BINARY[type(op)], [self._want(left, truth=False), self._want(right, truth=False)])
            case ast.BinOp(op=op):
                _refuse(
                    f"{ast.unparse(node)!r}: only + - * / are allowed"
                    f"{' (write and, or)' if isinstance(op, ast.BitAnd | ast.BitOr) else ''}"
                )
            case ast.BoolOp(op=op, values=values):
                parts = [self._want(v, truth=True) for v in values]
                joined = parts[0]
                for part in parts[1:]:
                    joined = self._call(
                        np.logical_and if isinstance(op, ast.And) else np.logical_or, [joined, part], truth=True
                    )
                return joined
            case ast.Compare(left=left, ops=ops, comparators=rights):
                return self._compare(left, ops, rights)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._function("if" if name == "if_" else name, args)
            case ast.Call():
                _refuse(f"{ast.unparse(node)!r}: only {', '.join(FUNCTIONS)} may be called")
            case ast.IfExp():
                _refuse("write if(condition, a, b)")
            case _:
                _refuse(f"{ast.unparse(node)!r} is not allowed here")

    def _want(self, node: ast.expr, *, truth: bool) -> Expression:
        made = self._node(node)
        if made.truth != truth:
            got, wanted = ("a number", "a condition") if truth else ("a condition", "a number")
            _refuse(f"{ast.unparse(node).replace('if_(', 'if(')!r} is {got} where {wanted} is needed")
        return made

    def _call(self, function: Callable[..., Any], parts: Sequence[Expression], *, truth: bool = False) -> Expression:
        """Apply a function value by value."""
        lengths = {p.rows for p in parts if p.rows}
        if len(lengths) > 1:
            _refuse(f"lists of {' and '.join(str(n) for n in sorted(lengths))} do not fit together")
        rows = lengths.pop() if lengths else 0
        calls = [p.evaluate for p in parts]
        if all(p.constant for p in parts):
            fixed = function(*(call(None, NOW) for call in calls))  # type: ignore[arg-type]
            return Expression("", truth, rows, constant=True, evaluate=lambda _view, _before: fixed)
        match calls:
            case [a]:
                return Expression("", truth, rows, constant=False, evaluate=lambda v, b: function(a(v, b)))
            case [a, c]:
                return Expression("", truth, rows, constant=False, evaluate=lambda v, b: function(a(v, b), c(v, b)))
        return Expression(
            "", truth, rows, constant=False, evaluate=lambda v, b: function(*(call(v, b) for call in calls))
        )

    def _compare(self, left: ast.expr, ops: Sequence[ast.cmpop], rights: Sequence[ast.expr]) -> Expression:
        """Read ``a < b <= c`` as it is meant."""
        sides = [self._want(x, truth=False) for x in (left, *rights)]
        links = []
        for op, a, b in zip(ops, sides, sides[1:], strict=False):
            if type(op) not in _COMPARE:
                _refuse("only < <= > >= == != compare")
            links.append(self._call(_COMPARE[type(op)], [a, b], truth=True))
        joined = links[0]
        for link in links[1:]:
            joined = self._call(np.logical_and, [joined, link], truth=True)
        return joined

    def _function(self, name: str, args: Sequence[ast.expr]) -> Expression:
        if name in _REDUCE:
            takes, gives, function = _REDUCE[name]
            return self._reduce(name, [self._want(a, truth=takes) for a in args], function, gives=gives)
        counts = {"abs": 1, "clip": 3, "if": 3, "change": 1}
        if name not in counts:
            _refuse(unknown("function", name, FUNCTIONS))
        if len(args) != counts[name]:
            _refuse(f"{name}(...) takes {counts[name]} value{'s' if counts[name] > 1 else ''}, not {len(args)}")
        if name == "if":
            choice, yes, no = (
                self._want(args[0], truth=True),
                self._want(args[1], truth=False),
                self._want(args[2], truth=False),
            )
            return self._call(np.where, [choice, yes, no])
        if name == "change":
            return self._change(args[0])
        return self._call(np.abs if name == "abs" else _clip, [self._want(a, truth=False) for a in args])

    def _reduce(
        self, name: str, parts: Sequence[Expression], function: Callable[[Any], Any], *, gives: bool
    ) -> Expression:
        """Take one value out of a list, or out of several values."""
        if not parts:
            _refuse(f"{name}(...) needs at least one value")
        calls = [p.evaluate for p in parts]
        constant = all(p.constant for p in parts)
        if len(parts) == 1:
            if not parts[0].rows:
                _refuse(f"{name}(...) of one value is that value; give a list like denial[:, me], or several values")
            only = calls[0]
            return Expression("", gives, 0, constant=constant, evaluate=lambda v, b: function(only(v, b)))
        if any(p.rows for p in parts):
            _refuse(f"{name}(...) takes one list or several values, not both")

        def evaluate(view: View, before: bool) -> Any:  # noqa: FBT001 - the signature of every expression
            values = [call(view, before) for call in calls]
            worlds = max(v.shape[-1] for v in values)
            stacked = np.empty((len(values), worlds), dtype=values[0].dtype)
            for row, value in zip(stacked, values, strict=True):
                row[:] = value
            return function(stacked)

        return Expression("", gives, 0, constant=constant, evaluate=evaluate)

    def _change(self, node: ast.expr) -> Expression:
        if self.inside_change:
            _refuse("change(...) of a change(...) is not kept")
        self.inside_change = True
        inner = self._want(node, truth=False)
        self.inside_change = False
        now = inner.evaluate
        return Expression(
            "", truth=False, rows=inner.rows, constant=False, evaluate=lambda v, _b: now(v, NOW) - now(v, BEFORE)
        )

    def _named(self, name: str, index: Sequence[ast.expr] | None) -> Expression:
        """Read a quantity, a derived figure, an order of the last turn, or the calendar."""
        if name in SCALARS:
            if index is not None:
                _refuse(f"{name} takes no index")
            return Expression(name, truth=False, rows=0, constant=False, evaluate=_turn if name == "turn" else _year)
        if name in DERIVED:
            figure = DERIVED[name]
            places = self._index(name, figure.axes, index)
            if any(isinstance(p, slice) for p in places):
                _refuse(f"{name} takes one {' and one '.join(SINGULAR[a] for a in figure.axes)}, not ':'")
            of = figure.of
            return Expression(name, truth=False, rows=0, constant=False, evaluate=lambda v, b: of(v, b, *places))
        if name in _BY_QUANTITY:
            return self._quantity(_BY_QUANTITY[name], index)
        if name in _BY_LEVER:
            return self._order(_BY_LEVER[name], index)
        known = (*_BY_QUANTITY, *_BY_LEVER, *DERIVED, *SCALARS)
        if any(q.name == name for q in QUANTITIES):
            _refuse(f"{name} is hidden from everybody until the end")
        if any(x.name == name for x in LEVERS):
            _refuse(f"{name} is how a state spends its money: nobody else can read it; look at what it brings about")
        if name in self.pronouns or any(name in ids for ids in self.setting.names.values()):
            example = name if name in self.setting.names["states"] else "me"
            _refuse(f"{name!r} is a name, not a quantity; write for example frontier[{example}]")
        _refuse(unknown("quantity", name, known))

    def _quantity(self, q: Quantity, index: Sequence[ast.expr] | None) -> Expression:
        name = q.name
        places = self._index(name, q.axes, index)
        if q.secret == "private":
            owners = [p for axis, p in zip(q.axes, places, strict=True) if axis in ("states", "holders")]
            if owners and owners[0] != self.seat:
                _refuse(f"{name} of others is private; only {name}[{'…, ' if len(q.axes) > 1 else ''}me] can be read")
        rows = self._rows(q.axes, places)
        if not rows:
            whole: tuple[int, ...] = tuple(p for p in places if isinstance(p, int))
            return Expression(
                name, truth=False, rows=0, constant=False, evaluate=lambda v, b: v.see(name, *whole, before=b)
            )
        if q.secret == "public":
            return Expression(
                name,
                truth=False,
                rows=rows,
                constant=False,
                evaluate=lambda v, b: _row(v.array(name, before=b), places),
            )
        entries = list(self._entries(q.axes, places))
        return Expression(
            name,
            truth=False,
            rows=rows,
            constant=False,
            evaluate=lambda v, b: np.stack([v.see(name, *e, before=b) for e in entries]),
        )

    def _order(self, lever: Lever, index: Sequence[ast.expr] | None) -> Expression:
        if self.inside_change:
            _refuse(f"change(...) cannot look at orders ({lever.name}); only those of the last turn are kept")
        name = lever.name
        places = self._index(name, lever.axes, index)
        rows = self._rows(lever.axes, places)
        return Expression(
            name, truth=False, rows=rows, constant=False, evaluate=lambda v, _b: _row(getattr(v.last, name), places)
        )

    def _rows(self, axes: Sequence[str], places: Sequence[int | slice]) -> int:
        lengths = [len(self.setting.names[a]) for a, p in zip(axes, places, strict=True) if isinstance(p, slice)]
        return math.prod(lengths) if lengths else 0

    def _entries(self, axes: Sequence[str], places: Sequence[int | slice]) -> Iterator[tuple[int, ...]]:
        ranges = [
            range(len(self.setting.names[a])) if isinstance(p, slice) else (p,)
            for a, p in zip(axes, places, strict=True)
        ]
        yield from product(*ranges)

    def _index(self, name: str, axes: tuple[str, ...], index: Sequence[ast.expr] | None) -> tuple[Any, ...]:
        """Find the positions that are written between the brackets."""
        if index is None:
            if axes == () or (len(axes) == 1 and axes[0] in ("states", "by")):  # one's own, if nobody is named
                return (self.seat,) * len(axes)
            index = []
        if len(index) != len(axes):
            form = f"{name}[{', '.join(SINGULAR[a] for a in axes)}]" if axes else name
            _refuse(f"{name} with {len(index)} name{'' if len(index) == 1 else 's'} in brackets; write {form}")
        return tuple(self._place(name, axis, node) for axis, node in zip(axes, index, strict=True))

    def _place(self, quantity: str, axis: str, node: ast.expr) -> int | slice:
        match node:
            case ast.Slice(lower=None, upper=None, step=None):
                return slice(None)
            case ast.Name(id=name):
                return position(self.setting.names, self.pronouns, axis, name, f"{quantity}: ")
        _refuse(f"{quantity}: {ast.unparse(node)!r} is not the name of a {SINGULAR[axis]}")


def position(
    names: Mapping[str, tuple[str, ...]], meant: Mapping[str, str], axis: str, name: str, place: str = ""
) -> int:
    """Find a name, or the word that stands for one, along an axis.

    Raises:
        ExpressionError: It does not exist there.
    """
    ids = names[axis]
    if name not in ids and name in meant:
        name = meant[name]
    if name not in ids:
        words = [w for w, stands in meant.items() if stands in ids and w != "me"]
        _refuse(f"{place}{unknown(SINGULAR[axis], name, (*ids, *(['me'] if axis in PERSONS else []), *words))}")
    return ids.index(name)


def _row(values: Array, places: Any) -> Array:
    """Take an entry, or a list of entries in the order of the names."""
    found: Array = values[places]
    return found if found.ndim == 1 else found.reshape(-1, found.shape[-1])


def _turn(view: View, before: bool) -> Array:  # noqa: FBT001
    return np.array([float((view.before if before else view.state).turn + 1)])


def _year(view: View, before: bool) -> Array:  # noqa: FBT001
    turn = (view.before if before else view.state).turn
    return np.array([view.setting.world.start + turn * view.setting.dt])
