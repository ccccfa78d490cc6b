"""What the screens write on and read from, whatever it is: a terminal, a pipe, a script."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

CLEAR = "\x1b[H\x1b[2J\x1b[3J"  # the screen and what had scrolled off it


class Paper(Protocol):
    """A surface of so many cells a line."""

    @property
    def width(self) -> int:
        """Cells in a line."""
        ...

    @property
    def height(self) -> int:
        """Lines that are seen at once; 0: it does not matter."""
        ...

    @property
    def colour(self) -> bool:
        """Whether styles are shown."""
        ...

    @property
    def plain(self) -> bool:
        """Whether characters of uncertain width are replaced."""
        ...

    def cells(self, text: str) -> int:
        """Count the cells that a text takes."""
        ...

    def pad(self, text: str, width: int, *, right: bool = False) -> str:
        """Fill a text with blanks."""
        ...

    def cut(self, text: str, width: int) -> str:
        """Shorten a text."""
        ...

    def wrap(self, text: str, width: int | None = None) -> list[str]:
        """Break a text into lines."""
        ...

    def bold(self, text: str) -> str:
        """Make a heading."""
        ...

    def dim(self, text: str) -> str:
        """Make a remark."""
        ...

    def seat(self, code: str, place: int) -> str:
        """Write the letters of a state."""
        ...

    def spark(self, values: Iterable[float], low: float = 0.0, high: float = 1.0, cells: int = 5) -> str:
        """Draw a path in a few cells."""
        ...

    def table(self, rows: Sequence[Sequence[str]], right: Iterable[int] = (), gap: int = 2) -> list[str]:
        """Lay out rows."""
        ...

    def shown(self, lines: Iterable[str]) -> str:
        """Join lines as they can be shown."""
        ...


class Keyboard:
    """Where commands come from: somebody who types, or the lines of a script."""

    def __init__(self, script: Iterable[str] | None = None, paper: Callable[[], Paper] | None = None) -> None:
        """Take a script's lines, or listen to the standard input."""
        self._lines: Iterator[str] | None = None if script is None else iter(list(script))
        self._paper = paper

    @property
    def live(self) -> bool:
        """Say whether a person sits at a terminal."""
        return self._lines is None and sys.stdin.isatty()

    def ask(self, prompt: str = "> ") -> str:
        """Return the next line.

        Raises:
            EOFError: There is none.
        """
        if self._lines is None:
            try:
                said = input(prompt)
            except EOFError:
                sys.stdout.write("\n")  # what is said next begins its own line
                raise
            if not sys.stdin.isatty():
                sys.stdout.write(said + "\n")
            return said.strip()
        for line in self._lines:
            said = line.partition("#")[0].strip()
            if said:
                sys.stdout.write(f"{prompt}{said}\n")
                return said
        raise EOFError

    def wait(self, prompt: str) -> None:
        """Wait for Enter, if somebody is there to press it."""
        if self.live:
            input(f"\n{prompt} ")

    def clear(self) -> None:
        """Leave nothing on the screen that the next person should not see."""
        if self.live and sys.stdout.isatty():
            sys.stdout.write(CLEAR)
            sys.stdout.flush()


RULE = "-"
NARROWEST = 40
"""Cells a line for which screens are laid out at least."""


def fits(paper: Paper, lines: Sequence[str], below: int) -> bool:
    """Say whether lines are all seen at once, with what stands below them."""
    return not paper.height or len(lines) + below <= paper.height


def squeezed(paper: Paper, lines: Sequence[str], below: int) -> list[str]:
    """Leave out rules and then blank lines, as many as it takes to see all at once."""
    kept = list(lines)
    for spare in [x for x in kept if x and not x.strip(RULE)] + [""] * kept.count(""):
        if not fits(paper, kept, below):
            kept.remove(spare)
    return kept if fits(paper, kept, below) else list(lines)


def hanging(paper: Paper, text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Wrap a text behind a first word, with the following lines set in."""
    inset = " " * paper.cells(first) if rest is None else rest
    lead = first[: len(first) - len(first.lstrip())]
    room = max(20, min(paper.width, 100) - max(len(lead), len(inset)))
    if rest is None:
        lines = paper.wrap(text, max(20, min(paper.width, 100) - paper.cells(first)))
        return [f"{first}{lines[0]}", *(f"{inset}{line}" for line in lines[1:])]
    lines = paper.wrap(first.lstrip() + text, room)  # the first word takes room of its own line only
    return [f"{lead}{lines[0]}", *(f"{inset}{line}" for line in lines[1:])]


def fitted(paper: Paper, line: str) -> list[str]:
    """Break a line that is too wide for the paper, keeping its margin."""
    if paper.cells(line) <= paper.width:
        return [line]
    margin = " " * (len(line) - len(line.lstrip()))
    return hanging(paper, line.lstrip(), margin, f"{margin}  ")
