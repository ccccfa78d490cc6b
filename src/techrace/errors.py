"""What a user reads when something they gave cannot be used.

A user's error is a sentence with the place, what is wrong and what is allowed. A programmer's
error is an ordinary exception and should crash.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import ModuleType
from typing import Any, Self

_LONGEST_NAME = 60
_LONGEST_LIST = 20
_MOST_LINES = 100


class Sentence(str):
    """An English sentence that can be said in other languages, too; see ``language.Language.say``.

    Attributes:
        message: Its key in the catalogue of texts; none: there is only the English one.
        values: What it mentions; a sentence among them is said in that language, too.
    """

    __slots__ = ("message", "values")
    message: str
    values: Mapping[str, Any]

    def __new__(cls, text: str, message: str = "", values: Mapping[str, Any] | None = None) -> Self:
        """Attach a message to a text; a text that is a sentence brings its own."""
        new = super().__new__(cls, text)
        new.message = message or getattr(text, "message", "")
        new.values = values or getattr(text, "values", {})
        return new


def placed(place: str, what: str) -> Sentence:
    """Say where something is wrong: ``place: what``."""
    return Sentence(f"{place}: {what}", "error-at", {"place": place, "what": what})


class InputError(Exception):
    """Something that a user wrote cannot be used; every problem is one finished sentence.

    Args:
        problems: One sentence, or several, each written ``place: what is wrong; what is allowed``.
    """

    problems: tuple[str, ...]

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
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
    close = meant(name, allowed)
    return f"; did you mean {close!r}?" if close else ""


def meant(name: str, allowed: Iterable[str]) -> str:
    """Return the nearest allowed name; nothing if none is near."""
    if len(name) > _LONGEST_NAME:
        return ""
    by_lower = {option.lower(): option for option in allowed}
    close = get_close_matches(name.lower(), by_lower, n=1)
    return by_lower[close[0]] if close else ""


def unknown(kind: str, name: str, allowed: Iterable[str]) -> Sentence:
    """Say that a name is unknown, with the nearest allowed one, or else all that are allowed."""
    options = list(allowed)
    what = {"kind": kind, "name": shown(name)}
    head = f"unknown {kind} {what['name']}"
    if near := meant(name, options):
        return Sentence(f"{head}; did you mean {near!r}?", "error-unknown-near", {**what, "near": near})
    if not options:
        return Sentence(f"{head}; none is allowed here", "error-unknown-none", what)
    listed, rest = ", ".join(options[:_LONGEST_LIST]), len(options) - _LONGEST_LIST
    what["allowed"] = listed
    if rest > 0:
        text = f"{head}; allowed are {listed} and {rest} more"
        return Sentence(text, "error-unknown-more", {**what, "more": str(rest)})
    return Sentence(f"{head}; allowed are {listed}", "error-unknown-list", what)


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
