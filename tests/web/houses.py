"""A house to visit: with a real server, on loopback, in this process or in one of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import httpx

from techrace.session.events import Phase, Role
from techrace.web import serving
from techrace.web.host import House, Lodging, settings
from techrace.world.loading import load
from techrace.world.schema import World

ARCHIPELAGO = Path(__file__).parents[1] / "worlds" / "archipelago.yaml"
NO_CLOCK: dict[Phase, float | None] = dict.fromkeys((Phase.BRIEF, Phase.NEGOTIATE, Phase.ORDERS, Phase.BOARD))
PATIENCE = 20.0


class Guest:
    """Somebody with a device in a room."""

    def __init__(self, address: str, room: str, link: str) -> None:
        self.room, self.link = room, link
        self.web = httpx.Client(base_url=address, timeout=PATIENCE, headers={"Authorization": f"Bearer {link}"})
        self.person = self.view()["you"]["person"]

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.web.get(f"/r/{self.room}/api/{path}", params=query)

    def post(self, path: str, body: Any = None) -> httpx.Response:
        return self.web.post(f"/r/{self.room}/api/{path}", json=body)

    def act(self, kind: str, **more: Any) -> httpx.Response:
        return self.post("act", {"kind": kind, **more})

    def did(self, kind: str, **more: Any) -> dict[str, Any]:
        answer = self.act(kind, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def view(self) -> dict[str, Any]:
        answer = self.get("view")
        assert answer.status_code == 200, answer.text
        return answer.json()

    @contextmanager
    def listening(self) -> Iterator[Iterator[tuple[str, dict[str, Any]]]]:
        """Follow the stream: (event, data), one after the other."""
        with self.web.stream("GET", f"/r/{self.room}/api/stream") as answer:
            assert answer.status_code == 200, answer.read()
            yield heard(answer)


def heard(answer: httpx.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    event = ""
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if name == "event":
            event = value
        elif name == "data":
            yield event, json.loads(value)


class Home:
    """A house with one session, and ways to come in."""

    def __init__(self, house: House, lodging: Lodging, address: str) -> None:
        self.house, self.lodging, self.address = house, lodging, address
        self.room, self.code = lodging.table.made.id, lodging.code
        self.guests: list[Guest] = []
        self.lead = self._admitted("Ms. Lead", Role.FACILITATOR)
        self.board = self._admitted("board", Role.BOARD)

    def _admitted(self, name: str, role: Role) -> Guest:
        return self._come(self.house.admit(self.lodging, name, role))

    def _come(self, link: str) -> Guest:
        self.guests.append(Guest(self.address, self.room, link))
        return self.guests[-1]

    def join(self, name: str) -> Guest:
        answer = httpx.post(f"{self.address}/api/join", json={"code": self.code, "name": name})
        assert answer.status_code == 200, answer.text
        return self._come(answer.json()["link"])

    def seated(self, seat: str, name: str = "Ann") -> Guest:
        guest = self.join(name)
        guest.did("take seat", seat=seat, person=guest.person)
        return guest

    def begin(self) -> None:
        """Go on to the phase of orders."""
        self.lead.did("move phase", phase="orders")

    def close(self) -> None:
        for guest in self.guests:
            guest.web.close()


@contextmanager
def at_home(
    folder: Path, world: World | str = str(ARCHIPELAGO), turns: int = 6, title: str = "Isles", **more: Any
) -> Iterator[Home]:
    """Open a house in this process; its clock does not run unless seconds are given."""
    with serving.bind(0, lan=False) as bound:
        house = House(folder, serving.address(bound, lan=False, tls=False))
        played = load(world) if isinstance(world, str) else world
        lodging = house.make(played, "isles-1", title, **{**settings(turns, NO_CLOCK), **more})
        server = serving.server(house)
        thread = Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        home = Home(house, lodging, house.address)
        try:
            yield home
        finally:
            home.close()
            server.should_exit = True
            thread.join(PATIENCE)
            house.close()


@contextmanager
def two_seats(folder: Path) -> Iterator[Home]:
    """Open a house that plays four turns of 2025: Korea with cards, Japan with every lever."""
    with at_home(folder, "2025", turns=4) as home:
        home.lead.did("open seat", seat="korea", depth="cards")
        home.lead.did("open seat", seat="japan", depth="full")
        yield home


class Hosted:
    """A house in a process of its own, as ``techrace host --json`` opens it."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", "techrace", "host", "--data", str(folder), "--port", "0", "--json", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.doors = json.loads(line) if line else {}
        assert self.doors, self.process.communicate()[1]
        self.address, self.room = self.doors["address"], self.doors["room"]
        self.guests: list[Guest] = []

    def come(self, link: str) -> Guest:
        self.guests.append(Guest(self.address, self.room, link))
        return self.guests[-1]

    def lead(self) -> Guest:
        return self.come(self.doors["lead"].split("#in=")[1])

    def join(self, name: str) -> Guest:
        answer = httpx.post(f"{self.address}/api/join", json={"code": self.doors["code"], "name": name})
        assert answer.status_code == 200, answer.text
        return self.come(answer.json()["link"])

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it and return its exit code and what it complained of."""
        self.process.send_signal(how)
        _, complaints = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, complaints


@contextmanager
def hosted(folder: Path, *options: str) -> Iterator[Hosted]:
    """Open a house in a process of its own, and be sure that it ends."""
    there = Hosted(folder, *options)
    try:
        yield there
    finally:
        for guest in there.guests:
            guest.web.close()
        with there.process:
            there.process.kill()
