"""Conditions on factors: ``renewal.price < 1.9 or policies.north == 'hawk'``, parsed and never run as Python.

Numbers are compared as numbers, texts are alike or not, and of dates ``never`` comes after all others.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from techrace.errors import nearest, shown, unknown
from techrace.sweep.factors import Factor

_LONGEST = 500
_COMPARE: dict[type, Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
_ARITHMETIC: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_ALIKE = (operator.eq, operator.ne)


def holds(text: str, columns: Mapping[str, Any]) -> Any:
    """Return where a condition holds, one truth for every point.

    Args:
        text: The condition.
        columns: The values of the factors by name; of those that have texts among them as objects.

    Raises:
        ValueError: It is no condition on these factors.
    """
    tree = _parsed(text)
    with np.errstate(all="ignore"):
        found = np.asarray(_value(tree, {_written(name): values for name, values in columns.items()}))
    if found.dtype != bool:
        message = f"{text!r} is {'a text' if found.dtype.kind in 'OU' else 'a number'}, not a condition"
        raise ValueError(message)
    return found


def wrong(text: str, factors: Sequence[Factor]) -> str:
    """Say what is wrong with a condition; else nothing."""
    try:
        holds(text, {f.name: f.column(np.zeros(1)) for f in factors})
        return next(_never_so(_parsed(text), {_written(f.name): f for f in factors}), "")
    except ValueError as error:
        return str(error)


def _parsed(text: str) -> ast.expr:
    if len(text) > _LONGEST:
        message = f"longer than {_LONGEST} characters"
        raise ValueError(message)
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        message = f"{text!r} is not a condition such as renewal.price < 1.9"
        raise ValueError(message) from None


def _written(name: str) -> str:
    """Write a name as it comes out of a parsed condition, whatever spaces it has."""
    try:
        return ast.unparse(ast.parse(name, mode="eval").body)
    except SyntaxError:  # a word of Python among its parts: no condition can name it
        return name


def _never_so(tree: ast.expr, factors: Mapping[str, Factor]) -> Iterator[str]:
    """Say where a factor is compared with a choice that it does not have."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        for op, a, b in zip(node.ops, sides[:-1], sides[1:], strict=True):
            for name, value in ((a, b), (b, a)):
                factor = factors.get(ast.unparse(name))
                if factor and factor.choices and isinstance(op, ast.Eq | ast.NotEq) and isinstance(value, ast.Constant):
                    said, known = value.value, factor.choices
                    if said not in known:
                        names = [str(c) for c in known]
                        near = nearest(str(said), names) or f"; they are {', '.join(names)}"
                        yield f"{shown(said)} is none of the choices of {factor.name}{near}"


def _value(node: ast.expr, columns: Mapping[str, Any]) -> Any:
    name = ast.unparse(node)
    if name in columns:
        return columns[name]
    match node:
        case ast.Constant(value=int() | float() | str() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_number(inner, columns)
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return ~_truth(inner, columns)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return _ARITHMETIC[type(op)](_number(left, columns), _number(right, columns))
        case ast.BoolOp(op=op, values=parts):
            truths = [_truth(p, columns) for p in parts]
            return np.logical_and.reduce(truths) if isinstance(op, ast.And) else np.logical_or.reduce(truths)
        case ast.Compare(left=left, ops=ops, comparators=rights) if all(type(op) in _COMPARE for op in ops):
            sides = [left, *rights]
            pairs = zip(ops, sides[:-1], sides[1:], strict=True)
            return np.logical_and.reduce([_compared(_COMPARE[type(op)], a, b, columns) for op, a, b in pairs])
    raise ValueError(unknown("factor", name, columns))


def _truth(node: ast.expr, columns: Mapping[str, Any]) -> Any:
    found = np.asarray(_value(node, columns))
    if found.dtype != bool:
        message = f"{ast.unparse(node)!r} is no condition; compare it with something"
        raise ValueError(message)
    return found


def _number(node: ast.expr, columns: Mapping[str, Any]) -> Any:
    """Return numbers; a date that never comes is beyond all others."""
    found = np.asarray(_value(node, columns))
    if found.dtype == object:
        found = np.array([np.inf if v == "never" else v for v in found.ravel()], dtype=object).reshape(found.shape)
    if found.dtype.kind == "U" or any(isinstance(v, str) for v in found.ravel() if found.dtype == object):
        message = f"{ast.unparse(node)} is a text, not a number; compare it with == or != and a text in quotes"
        raise ValueError(message)
    return found.astype(np.float64)


def _compared(op: Callable[[Any, Any], Any], left: ast.expr, right: ast.expr, columns: Mapping[str, Any]) -> Any:
    a, b = np.asarray(_value(left, columns)), np.asarray(_value(right, columns))
    texts = {x.dtype.kind for x in (a, b)}
    if op in _ALIKE and texts in ({"U"}, {"O"}, {"U", "O"}):
        return np.asarray(op(a.astype(object), b.astype(object)), dtype=bool)
    return op(_number(left, columns), _number(right, columns))
