"""Conditions on factors: ``renewal.price < 1.9 or policies.north == 'hawk'``, parsed and never run as Python."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from techrace.errors import unknown

_LONGEST = 500
_COMPARE: dict[type, Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
_ARITHMETIC: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def holds(text: str, columns: Mapping[str, Any]) -> Any:
    """Return where a condition holds, one truth for every point.

    Raises:
        ValueError: It is no condition on these factors.
    """
    if len(text) > _LONGEST:
        message = f"longer than {_LONGEST} characters"
        raise ValueError(message)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        message = f"{text!r} is not a condition such as renewal.price < 1.9"
        raise ValueError(message) from None
    with np.errstate(all="ignore"):
        found = np.asarray(_value(tree, {ast.unparse(ast.parse(k, mode="eval").body): v for k, v in columns.items()}))
    if found.dtype != bool:
        message = f"{text!r} is a number, not a condition"
        raise ValueError(message)
    return found


def wrong(text: str, names: Sequence[str]) -> str:
    """Say what is wrong with a condition; else nothing."""
    try:
        holds(text, {name: np.array([1.0]) for name in names})
    except (ValueError, TypeError) as error:
        return str(error)
    return ""


def _value(node: ast.expr, columns: Mapping[str, Any]) -> Any:
    name = ast.unparse(node)
    if name in columns:
        return columns[name]
    match node:
        case ast.Constant(value=int() | float() | str() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, columns)
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return ~np.asarray(_value(inner, columns), dtype=bool)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return _ARITHMETIC[type(op)](_value(left, columns), _value(right, columns))
        case ast.BoolOp(op=op, values=parts):
            truths = [np.asarray(_value(p, columns), dtype=bool) for p in parts]
            return np.logical_and.reduce(truths) if isinstance(op, ast.And) else np.logical_or.reduce(truths)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            values = [_value(n, columns) for n in (left, *rights)]
            pairs = zip(ops, values[:-1], values[1:], strict=True)
            if all(type(op) in _COMPARE for op in ops):
                return np.logical_and.reduce([np.asarray(_COMPARE[type(op)](a, b), dtype=bool) for op, a, b in pairs])
    raise ValueError(unknown("factor", name, columns))
