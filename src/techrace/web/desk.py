"""Where a room takes what people ask of it: one after the other, orders before everything that can wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Condition, Thread

from techrace.session import commands as c
from techrace.session.room import Answer, Room
from techrace.web.work import pass_on

URGENT = (c.SubmitOrders, c.GiveForecast)
"""What a room that is told "submit now" waits for; drafts that are saved in the same instant can wait a little."""
_Asked = tuple[c.Command, "Future[Answer]"]


class Desk:
    """Decides about the commands of a room in a thread of its own; writing them down goes on meanwhile.

    One thread decides for all devices: a hundred that act at once do not fight each other for the interpreter.
    """

    def __init__(self, room: Callable[[], Room], name: str) -> None:
        """Open the desk of whatever room is there when something is decided."""
        self._room = room
        self._urgent, self._others = deque[_Asked](), deque[_Asked]()
        self._asked, self._closed = Condition(), False
        self._thread = Thread(target=self._decide, name=f"desk of {name}", daemon=True)
        self._thread.start()

    def ask(self, command: c.Command) -> Future[Answer]:
        """Hand in a command; the future gives what ``Room.act`` returns or raises."""
        answer: Future[Answer] = Future()
        answer.set_running_or_notify_cancel()  # whoever goes away has asked all the same
        with self._asked:
            (self._urgent if isinstance(command, URGENT) else self._others).append((command, answer))
            self._asked.notify()
        return answer

    def close(self) -> None:
        """Decide what has been asked, and close."""
        with self._asked:
            self._closed = True
            self._asked.notify()
        self._thread.join()

    def _next(self) -> _Asked | None:
        with self._asked:
            while not (self._urgent or self._others or self._closed):
                self._asked.wait()
            waiting = self._urgent or self._others
            return waiting.popleft() if waiting else None

    def _decide(self) -> None:
        while asked := self._next():
            command, answer = asked
            try:
                self._room().decided(command).add_done_callback(partial(_passed_on, answer))
            except Exception as error:  # noqa: BLE001 - a fault in one command is told to whoever gave it
                answer.set_exception(error)


def _passed_on(answer: Future[Answer], done: Future[Answer]) -> None:
    pass_on(done, answer)
