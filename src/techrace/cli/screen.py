"""The terminal as it is: how wide, in which colours, and how many cells a character takes."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO
from unicodedata import combining, east_asian_width

import numpy as np

NARROW, WIDE = 80, 120
_SGR = re.compile(r"\x1b\[[0-9;]*m")
_UNSEEN = re.compile(
    r"\x1b(?!\[[0-9;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]"
)  # what steers a terminal, but for styles
_SEATS = (26, 160, 140, 36, 96, 172)  # of 256 colours, the nearest to the hues of seats, in the world's order
_BARS = "▁▂▃▄▅▆▇"
_PLAIN = str.maketrans(
    {"−": "-", "–": "~", "…": "~", "→": "->", "×": "x", "·": "/", "“": '"', "”": '"', "‘": "'", "’": "'"}
)
_EAST_ASIAN = ("ko", "ja", "zh")


@dataclass(frozen=True)
class Screen:
    """Where text is printed.

    Attributes:
        width: Cells in a line.
        height: Lines that are seen at once; 0: nobody knows, or it does not matter.
        colour: Whether styles are shown.
        plain: Whether characters of uncertain width are replaced by those of ASCII.
    """

    width: int = NARROW
    colour: bool = False
    plain: bool = False
    height: int = 0

    @property
    def wide(self) -> bool:
        """Say whether a second column fits."""
        return self.width >= WIDE

    def cells(self, text: str) -> int:
        """Count the cells that a text takes."""
        text = _SGR.sub("", text)
        if self.plain:
            text = text.translate(_PLAIN)
        if text.isascii():
            return len(text)
        return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)

    def pad(self, text: str, width: int, *, right: bool = False) -> str:
        """Fill a text with blanks to a width, or cut it."""
        if self.cells(text) > width:
            text = self.cut(text, width)
        blanks = " " * (width - self.cells(text))
        return blanks + text if right else text + blanks

    def cut(self, text: str, width: int) -> str:
        """Shorten a text without styles to a width."""
        if self.cells(text) <= width:
            return text
        kept, used = "", 0
        for c in text:
            used += self.cells(c)
            if used > width - 1:
                break
            kept += c
        return f"{kept}…"

    def wrap(self, text: str, width: int | None = None) -> list[str]:
        """Break a text into lines at blanks."""
        room = self.width if width is None else width
        lines, line = [], ""
        for word in text.split(" "):
            joined = f"{line} {word}" if line else word
            if self.cells(joined) <= room or not line:
                line = joined
            else:
                lines.append(line)
                line = word
        return [*lines, line]

    def bold(self, text: str) -> str:
        """Make a text a heading."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def dim(self, text: str) -> str:
        """Make a text a remark."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour else text

    def seat(self, code: str, place: int) -> str:
        """Write the letters of a state in its colour."""
        shown = f"{code:<2}"
        hue = _SEATS[place] if place < len(_SEATS) else None
        return f"\x1b[1;38;5;{hue}m{shown}\x1b[0m" if self.colour and hue is not None else shown

    def spark(self, values: Iterable[float], low: float = 0.0, high: float = 1.0, cells: int = 5) -> str:
        """Draw a path in a few cells."""
        path = np.asarray(list(values), dtype=np.float64)
        picked = path[np.linspace(0, path.size - 1, cells).round().astype(int)]
        level = np.clip((picked - low) / max(high - low, 1e-12), 0.0, 1.0)
        steps = "0123456789" if self.plain else _BARS
        return "".join(steps[min(int(x * len(steps)), len(steps) - 1)] for x in level)

    def table(self, rows: Sequence[Sequence[str]], right: Iterable[int] = (), gap: int = 2) -> list[str]:
        """Lay out rows in columns; ``right`` names those whose cells end together."""
        columns = max(len(row) for row in rows)
        flush = set(right)
        widths = [max((self.cells(row[i]) for row in rows if i < len(row)), default=0) for i in range(columns)]
        lines = []
        for row in rows:
            filled = [self.pad(cell, widths[i], right=i in flush) for i, cell in enumerate(row)]
            lines.append((" " * gap).join(filled).rstrip())
        return lines

    def beside(self, left: list[str], right: list[str], column: int = NARROW) -> list[str]:
        """Put a second block beside the first where it fits, else beneath it."""
        fits = right and self.width >= column + 4 + max(self.cells(line) for line in right)
        if not fits:
            return [*left, *([""] if left and right else []), *right]
        height = max(len(left), len(right))
        filled = [*left, *[""] * (height - len(left))], [*right, *[""] * (height - len(right))]
        return [f"{self.pad(a, column)}    {b}".rstrip() for a, b in zip(*filled, strict=True)]

    def shown(self, lines: Iterable[str]) -> str:
        """Join lines as this terminal can show them; names that people chose cannot steer it."""
        text = _UNSEEN.sub("", "\n".join(lines))
        return text.translate(_PLAIN) if self.plain else text


def screen_of(stream: TextIO, environment: Mapping[str, str] = os.environ, *, least: int = NARROW) -> Screen:
    """Find out what a stream can show.

    Args:
        stream: Where text is printed.
        environment: Says which colours and characters are wanted.
        least: The narrowest line that what is printed can be laid out for.
    """
    terminal = stream.isatty()
    columns, lines = shutil.get_terminal_size((NARROW, 24))
    colour = terminal and not environment.get("NO_COLOR") and environment.get("TERM", "dumb") != "dumb"
    chosen = ("LC_ALL",) if environment.get("LC_ALL") else ("LC_CTYPE", "LANG")  # Python may have set LC_CTYPE itself
    east_asian = any(environment.get(name, "")[:2] in _EAST_ASIAN for name in chosen)
    return Screen(
        width=max(least, columns),
        height=lines if terminal else 0,
        colour=colour,
        plain=east_asian or not _can_write(_BARS + "−…→", stream.encoding),
    )


def _can_write(text: str, encoding: str | None) -> bool:
    try:
        text.encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
