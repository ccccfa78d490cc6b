"""What takes long to find and is asked for again: the few answers that were asked for last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Remembered(Generic[V]):
    """Keeps so many values by name, for any number of threads; the one not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        """Remember nothing yet."""
        self._most, self._known, self._guard, self._making = most, OrderedDict[str, V](), Lock(), Lock()

    def get(self, name: str) -> V | None:
        """Return what is known under a name, if anything."""
        with self._guard:
            if name not in self._known:
                return None
            self._known.move_to_end(name)
            return self._known[name]

    def put(self, name: str, value: V) -> V:
        """Keep a value and return it."""
        with self._guard:
            self._known[name] = value
            self._known.move_to_end(name)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return value

    def of(self, name: str, make: Callable[[], V]) -> V:
        """Return what is known under a name, or else make it; others need not wait for that."""
        known = self.get(name)
        return self.put(name, make()) if known is None else known

    def once(self, name: str, make: Callable[[], V]) -> V:
        """Return what is known under a name, or else make it; one at a time, so that nobody makes what another does.

        What is known already can be had all the while. ``make`` must not ask for anything of this memory itself.
        """
        if (known := self.get(name)) is not None:
            return known
        with self._making:
            return self.of(name, make)

    def clear(self) -> None:
        """Keep nothing any longer."""
        with self._guard:
            self._known.clear()

    def forget(self, name: str) -> None:
        """Keep a value no longer."""
        with self._guard:
            self._known.pop(name, None)
