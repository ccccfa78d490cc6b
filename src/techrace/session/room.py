"""A session while it is played: one room, one order of events, nothing answered before it is durable.

Fronts talk to a ``Room`` from as many threads as they like. Commands are decided one after the
other; their events are written while the next is decided, and each caller waits for its own.
What the room shows (``table``) is only ever what is on disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from threading import Lock

from techrace.errors import InputError, placed
from techrace.language import sentence
from techrace.session import play, store
from techrace.session.commands import Command, MakeSession
from techrace.session.decide import decide
from techrace.session.events import Event
from techrace.session.evolve import begin, evolve, fold
from techrace.session.refusals import Refusal
from techrace.session.store import Log, Lost
from techrace.session.table import Table

Answer = tuple[Event, ...] | Refusal
Listener = Callable[[Table], None]
"""Told after every change that is durable."""


class Room:
    """A session that is being played."""

    def __init__(self, log: Log, table: Table) -> None:
        """Open the doors; see ``made`` and ``opened``."""
        self._log = log
        self._ahead = table  # with events that are still being written
        self._table = table
        self._pending: deque[tuple[Future[int], Table]] = deque()
        self._deciding, self._showing = Lock(), Lock()
        self._broken = ""
        self.listeners: list[Listener] = []

    @property
    def broken(self) -> bool:
        """Say whether nothing can be done here any more; the room must be opened again."""
        return bool(self._broken)

    @property
    def table(self) -> Table:
        """Return the session as it is on disk; show it through ``seats.view`` only."""
        return self._table

    def act(self, command: Command) -> Answer:
        """Carry out a command, or say why not; what is returned is durable.

        Raises:
            Lost: It could not be made durable and has not happened; the room must be opened again.
            Unsure: It may have happened; the room must be opened again, and shows it then.
        """
        return self.decided(command).result()

    def decided(self, command: Command) -> Future[Answer]:
        """Decide about a command; the future gives what ``act`` returns, or raises, once that is durable."""
        answer: Future[Answer] = Future()
        with self._deciding:
            if self._broken:
                answer.set_exception(Lost(self._broken))
                return answer
            events = decide(self._ahead, command)
            if isinstance(events, Refusal):
                answer.set_result(events)
                return answer
            if not events and not self._pending:
                answer.set_result(())
                return answer
            self._ahead = reduce(evolve, events, self._ahead)
            written = self._log.append(events)  # without events: what it was carried out by may not be durable yet
            self._pending.append((written, self._ahead))
        written.add_done_callback(lambda done: self._answer(answer, events, done))
        return answer

    def _answer(self, answer: Future[Answer], events: tuple[Event, ...], written: Future[int]) -> None:
        """Answer a command whose events have been written, or not."""
        error = written.exception()
        if error:
            self._broken = self._broken or str(error)
            answer.set_exception(error)
            return
        try:
            self._show()
        finally:
            answer.set_result(events)

    def _show(self) -> None:
        """Move what is shown on to the last table that is durable."""
        with self._showing:
            moved = False
            while self._pending and self._pending[0][0].done() and self._pending[0][0].exception() is None:
                _, self._table = self._pending.popleft()
                moved = True
            table = self._table
        if moved:
            for listener in self.listeners:
                listener(table)

    def close(self) -> None:
        """Close the room; everything is on disk already."""
        self._log.close()


def made(folder: Path, command: MakeSession) -> Room | Refusal:
    """Make a session and open its room.

    Raises:
        InputError: There is a session of that name, or the folder cannot be written.
    """
    events = decide(None, command)
    if isinstance(events, Refusal):
        return events
    try:
        log = Log(store.path_of(folder, command.id), new=True)
    except OSError as error:
        told = placed(str(folder), sentence("error-file-write", what=error.strerror or str(error)))
        raise InputError(told) from None
    log.append(events).result()
    first = events[0]
    return Room(log, begin(first))  # type: ignore[arg-type]


def opened(folder: Path, name: str) -> Room:
    """Go on with a session where it stopped, whatever stopped it.

    Raises:
        InputError: There is no such session, or its log is damaged.
    """
    table = looked_at(folder, name)
    return Room(Log(store.known(folder, name)), table)


def looked_at(folder: Path, name: str) -> Table:
    """Read a session that another process may be playing.

    Raises:
        InputError: There is no such session, its log is damaged, or what it tells cannot have happened.
    """
    path = store.known(folder, name)
    with _as_told(path):
        return fold(store.events(path))


def imported(source: Path, folder: Path) -> Path:
    """Bring an exported session into a folder, under the name it had, and return its file.

    Raises:
        InputError: The file is no whole export, what it tells cannot be played, or there is such a session already.
    """
    path = store.imported(source, folder)
    try:
        table = looked_at(folder, path.stem)
        with _as_told(source):
            play.line_of(table)
    except InputError:
        store.delete(path)
        raise
    return path


@contextmanager
def _as_told(path: Path) -> Iterator[None]:
    """Say in a sentence that a log, though whole, tells what cannot have happened."""
    try:
        yield
    except (LookupError, ValueError, TypeError, AttributeError):
        raise InputError(placed(str(path), sentence("error-log-impossible"))) from None
