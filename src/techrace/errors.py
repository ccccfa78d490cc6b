"""What a user reads when something they gave cannot be used.

A user's error is a sentence with the place, what is wrong and what is allowed. A programmer's
error is an ordinary exception and should crash.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from difflib import get_close_matches
from types import ModuleType

_LONGEST_NAME = 60
_LONGEST_LIST = 20
_MOST_LINES = 100


class InputError(Exception):
    """Something that a user wrote cannot be used; every problem is one finished sentence.

    Args:
        problems: One sentence, or several, each written ``place: what is wrong; what is allowed``.
    """

    problems: tuple[str, ...]

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(str(problem) for problem in problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Give each problem a line, up to as many as anybody reads."""
        rest = len(self.problems) - _MOST_LINES
        more = [f"and {rest} more problems"] if rest > 0 else []
        return "\n".join([*self.problems[:_MOST_LINES], *more])


class MissingExtra(Exception):  # noqa: N818 - reads as what it says
    """An optional part of techrace is not installed."""


def need(module: str, extra: str) -> ModuleType:
    """Import an optional module, or say which installation brings it.

    Args:
        module: The full name of the module, such as ``fastapi``.
        extra: The extra of techrace that installs it, such as ``web``.

    Raises:
        MissingExtra: The module is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise  # the module is there, and something inside it is broken
        message = f'{module} is not installed; pip install "techrace[{extra}]" brings it'
        raise MissingExtra(message) from None


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Ask whether the nearest allowed name was meant: ``; did you mean 'x'?``, or nothing."""
    if len(name) > _LONGEST_NAME:
        return ""
    by_lower = {option.lower(): option for option in allowed}
    close = get_close_matches(name.lower(), by_lower, n=1)
    return f"; did you mean {by_lower[close[0]]!r}?" if close else ""


def unknown(kind: str, name: str, allowed: Iterable[str]) -> str:
    """Say that a name is unknown, with the nearest allowed one, or else all that are allowed."""
    options = list(allowed)
    hint = nearest(name, options) or f"; {_listed(options)}"
    return f"unknown {kind} {shown(name)}{hint}"


def shown(value: object) -> str:
    """Write a user's value on one short line that a terminal may safely print."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


def _listed(options: list[str]) -> str:
    if not options:
        return "none is allowed here"
    rest = len(options) - _LONGEST_LIST
    return f"allowed are {', '.join(options[:_LONGEST_LIST])}{f' and {rest} more' if rest > 0 else ''}"
