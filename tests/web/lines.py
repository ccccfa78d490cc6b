"""A line between a browser and a host that can be cut, go dead, or lose an answer: a small TCP proxy."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from typing import Literal

ACT = b"/api/act "


class Line:
    """Passes bytes on, as long as it does.

    Attributes:
        state: ``open``; ``cut`` (whoever calls is refused, as where the Wi-Fi has gone); ``dead`` (nothing arrives and
            nobody is told, as at the edge of its reach).
        lose: How many answers to acts are still to be lost: the host carries the act out, and then the line breaks.
    """

    def __init__(self, address: str) -> None:
        host, _, port = address.split("://")[1].rpartition(":")
        self._to = (host, int(port))
        self.state: Literal["open", "cut", "dead"] = "open"
        self.lose = 0
        self._ends: set[socket.socket] = set()
        self._lock, self._closing = Lock(), Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.settimeout(0.1)
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._thread = Thread(target=self._welcome, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Break every line that is open, and refuse new ones."""
        self.state = "cut"
        self._break(list(self._ends))

    def mend(self) -> None:
        """Pass on again; lines that were dead stay so, as they do where a router has forgotten them."""
        self.state = "open"

    def close(self) -> None:
        self._closing.set()
        self._thread.join()
        self._door.close()
        self._break(list(self._ends))

    def _welcome(self) -> None:
        while not self._closing.is_set():
            try:
                came, _ = self._door.accept()
            except TimeoutError:
                continue
            if self.state == "cut":
                came.close()
                continue
            further = socket.create_connection(self._to)
            ends, acts = (came, further), Event()
            with self._lock:
                self._ends |= {*ends}
            for one, other in (ends, ends[::-1]):
                Thread(target=self._pass, args=(one, other, one is came, acts), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, asking: bool, acts: Event) -> None:
        dead = False
        with suppress(OSError):
            while data := one.recv(65536):
                dead = dead or self.state == "dead"
                if dead:
                    continue
                if asking and ACT in data:
                    acts.set()
                if not asking and acts.is_set() and self.lose:
                    self.lose -= 1
                    break
                other.sendall(data)
        self._break([one, other])

    def _break(self, ends: list[socket.socket]) -> None:
        with self._lock:
            self._ends -= {*ends}
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    line = Line(address)
    try:
        yield line
    finally:
        line.close()
