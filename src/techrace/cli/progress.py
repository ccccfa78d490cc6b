"""A line that says how long it will take, on a terminal, after half a second, and erases itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from techrace.cli.say import say
from techrace.language import Language

PATIENCE, PACE = 0.5, 0.1  # seconds before the first word, and between two


class Progress:
    """Told how far a run is; prints at most ten times a second."""

    def __init__(self, tell: Language) -> None:
        """Start the clock."""
        self.tell, self.begun, self.last = tell, monotonic(), 0.0
        self.shown = False

    def __call__(self, done: int, whole: int, kind: str) -> None:
        """Say that so many turns or worlds are done."""
        now = monotonic()
        used = now - self.begun
        if not sys.stderr.isatty() or used < PATIENCE or now - self.last < PACE or done >= whole:
            return
        left = max(1, round(used / done * (whole - done)))
        share = self.tell.percent(done / whole)
        line = self.tell(f"progress-{kind}", done=f"{done:,}", whole=f"{whole:,}", share=share, left=left)
        say(f"\r\x1b[2K{line}", stream=sys.stderr, end="")
        self.last, self.shown = now, True

    def erase(self) -> None:
        """Take the line away."""
        if self.shown:
            say("\r\x1b[2K", stream=sys.stderr, end="")


@contextmanager
def progress(tell: Language) -> Iterator[Progress]:
    """Show progress while something runs."""
    shown = Progress(tell)
    try:
        yield shown
    finally:
        shown.erase()
