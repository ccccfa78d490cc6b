"""A room that is told "submit now": many devices act in the same instant against a real host process on loopback.

Heads submit and everybody else saves an edit of the team's draft, all at once. Printed: how long until each was
acknowledged (it is durable then), how long until a resolved turn was on all streams, errors, and the host's memory,
threads and open files. The crowd is a lean program, so that it is the host that is measured, on cores they share.

With ``--minutes`` it is a soak: the turns are spread over the first half, and all the time devices drop their
streams and come back, type and save. Exit code 1 if in the second half memory or open files grow, or anything fails.

Run: python benchmarks/web_load.py
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

PATIENCE, TRIES = 60.0, 16
LARGEST = 2**22  # bytes of a message
LOOKS = 500  # times 20 ms that a turn has to come to all streams
STEP = 1.0  # seconds between two things that somebody does in a soak
SAMPLE = 15.0
SPARE_MIB, SPARE_FILES = 12.0, 6
"""What the second half of a soak may have more at its end than at its beginning."""
TURN = re.compile(rb'"session":\{.*?"turn":(\d+)')


# ---------------------------------------------------------------- the host


def host(folder: str, turns: int) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """Start a host in a process of its own."""
    phases = "brief=0,negotiate=0,orders=0,board=0"
    command = [sys.executable, "-m", "techrace", "host", "--json", "--no-open", "--full", "--port", "0"]
    process = subprocess.Popen(  # noqa: S603
        [*command, "--turns", str(turns), "--data", folder, "--phases", phases], stdout=subprocess.PIPE, text=True
    )
    return process, json.loads(process.stdout.readline())  # type: ignore[union-attr]


@dataclass(frozen=True)
class Use:
    """What a process uses.

    Attributes:
        memory: Resident, in MiB.
        cpu: Seconds so far.
    """

    memory: float
    files: int
    threads: int
    cpu: float


def use_of(pid: int) -> Use:
    """Look at a process."""
    of = Path(f"/proc/{pid}")
    stat = (of / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    pages = int((of / "statm").read_text(encoding="ascii").split()[1])
    return Use(
        pages * 4096 / 2**20, len(list((of / "fd").iterdir())), int(stat[17]), (int(stat[11]) + int(stat[12])) / 100
    )


# ---------------------------------------------------------------- the crowd


@dataclass
class Line:
    """A connection to the host, kept open."""

    address: str
    reader: asyncio.StreamReader = field(init=False)
    writer: asyncio.StreamWriter = field(init=False)

    async def open(self) -> Line:
        """Connect."""
        where = urlsplit(self.address)
        self.reader, self.writer = await asyncio.open_connection(where.hostname, where.port, limit=LARGEST)
        return self

    def send(self, method: str, path: str, link: str = "", body: Any = None) -> None:
        """Send a request."""
        told = b"" if body is None else json.dumps(body).encode()
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {urlsplit(self.address).netloc}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(told)}\r\n" + (f"Authorization: Bearer {link}\r\n" if link else "") + "\r\n"
        )
        self.writer.write(head.encode() + told)

    async def hear(self) -> tuple[int, Any]:
        """Wait for the answer: its status and what it says."""
        async with asyncio.timeout(PATIENCE):
            head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
            length = int(re.search(rb"content-length: (\d+)", head)[1])  # type: ignore[index]
            body = await self.reader.readexactly(length)
        return int(head.split(b" ", 2)[1]), json.loads(body)

    def close(self) -> None:
        """Hang up."""
        self.writer.close()


@dataclass
class Device:
    """Somebody's device: a stream that is followed, and acts."""

    address: str
    room: str
    link: str
    seat: str = ""
    head: bool = False
    edit: dict[str, Any] = field(default_factory=dict)
    turn: int = 0
    seen: float = 0.0
    stale: int = 0
    cut: int = 0
    came_back: int = 0
    line: Line = field(init=False)
    following: asyncio.Task[None] | None = None

    async def ready(self) -> Device:
        """Connect for acts."""
        self.line = await Line(self.address).open()
        return self

    async def follow(self) -> None:
        """Follow the stream."""
        stream = await Line(self.address).open()
        try:
            stream.send("GET", f"/r/{self.room}/api/stream", self.link)
            while True:
                found = TURN.search(await stream.reader.readuntil(b"\n\n"))
                if found and int(found[1]) != self.turn:
                    self.turn, self.seen = int(found[1]), time.perf_counter()
        finally:
            stream.close()

    def listen(self) -> None:
        """Follow from now on."""
        self.following = asyncio.create_task(self.follow())

    async def hang_up(self) -> None:
        """Drop the stream."""
        if self.following:
            self.following.cancel()
            await asyncio.gather(self.following, return_exceptions=True)

    async def ask(self, path: str, body: Any) -> tuple[int, Any]:
        """Ask something of the host; on another line, as browsers do, where it has closed one that was idle."""
        for _ in range(TRIES):
            try:
                self.line.send("POST", f"/r/{self.room}/api/{path}", self.link, body)
                return await self.line.hear()
            except (asyncio.IncompleteReadError, ConnectionError):
                self.cut += 1
                self.line.close()
                await self.ready()
        return 0, {}

    async def act(self, **command: Any) -> tuple[float, float, int]:
        """Do something as a page does; return seconds until it was answered, until it was done, and the status."""
        since, answered = time.perf_counter(), 0.0
        command["once"] = f"{self.link[:8]}-{since}"
        while True:
            status, said = await self.ask("act", command)
            answered = answered or time.perf_counter() - since
            newer = said["error"].get("values", {}).get("revision") if status == 409 else None
            if newer is None:
                return answered, time.perf_counter() - since, status
            self.stale += 1  # a teammate was first with the same thing: the same edit on top of theirs
            command |= {"revision": newer, "once": f"{command['once']}-{newer}"}

    async def order(self) -> tuple[float, float, int]:
        """Do what a room that is told "submit now" does."""
        if self.head:
            return await self.act(kind="submit orders", seat=self.seat, plan={"orders": STANDING})
        plan = {"orders": {**STANDING, **self.edit}}
        return await self.act(kind="save draft", seat=self.seat, plan=plan, revision=0, turn=self.turn)


STANDING = {"open": 0.6}


def edits(world: dict[str, Any], seat: str) -> list[dict[str, Any]]:
    """List the things that teammates may edit at the same time."""
    others = [s for s in world["states"] if s != seat]
    return [
        *({"spend": {line: 0.05}} for line in world["lines"]),
        *({lever: {other: 0.1}} for lever in ("tariff", "welcome", "detente") for other in others),
    ]


async def crowd(doors: dict[str, str], devices: int) -> tuple[Device, list[Device]]:
    """Fill a room: the facilitator, and people who have taken seats and listen."""
    address, room = doors["address"], doors["room"]
    lead = await Device(address, room, doors["lead"].split("#in=")[1]).ready()
    lead.line.send("GET", f"/r/{room}/api/world", lead.link)
    _, world = await lead.line.hear()
    seats, people = list(world["states"]), []
    for i in range(devices):
        seat = seats[i % len(seats)]
        door = await Line(address).open()
        door.send("POST", "/api/join", body={"code": doors["code"], "name": f"P{i}"})
        _, came = await door.hear()
        door.close()
        edit = edits(world, seat)[i // len(seats) % len(edits(world, seat))]
        person = await Device(address, room, came["link"], seat, head=i < len(seats), edit=edit).ready()
        await person.act(kind="take seat", seat=seat, person=came["person"])
        person.listen()
        people.append(person)
    await asyncio.sleep(2)
    return lead, people


# ---------------------------------------------------------------- what is measured


@dataclass
class Found:
    """What came of it."""

    submits: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    acts: list[float] = field(default_factory=list)
    screens: list[float] = field(default_factory=list)
    errors: int = 0
    uses: list[Use] = field(default_factory=list)


async def play(lead: Device, people: list[Device], turn: int, found: Found) -> None:
    """Play a turn: all act in the same instant, then it is resolved."""
    await lead.act(kind="move phase", phase="orders")
    await asyncio.sleep(0.5)  # everybody sees that orders are asked for
    done = await asyncio.gather(*(p.order() for p in people))
    found.submits += [s for p, (_, s, _) in zip(people, done, strict=True) if p.head]
    found.answers += [s for s, _, _ in done]
    found.acts += [s for _, s, _ in done]
    found.errors += sum(status != 200 for _, _, status in done)
    resolved = time.perf_counter()
    await lead.act(kind="resolve")
    tries = 0
    while not (there := all(p.turn == turn + 1 for p in people)) and tries < LOOKS:
        tries += 1
        await asyncio.sleep(0.02)
    found.errors += not there
    found.screens.append(max(p.seen for p in people) - resolved if there else 99.0)


async def live(people: list[Device], until: float, found: Found) -> None:
    """Drop and come back, type and save, one after the other."""
    doing = 0
    while time.monotonic() < until:
        someone = people[doing % len(people)]
        await someone.hang_up()
        someone.listen()
        someone.came_back += 1
        other = people[(doing * 7 + 3) % len(people)]
        plan = {"orders": {**STANDING, **other.edit}}
        _, said = await other.ask("presence", {"editing": "open", "ready": doing % 2 == 0})
        _, _, status = await other.act(kind="save draft", seat=other.seat, plan=plan, revision=0, turn=other.turn)
        found.errors += "ok" not in said or status != 200
        doing += 1
        await asyncio.sleep(STEP)


async def room(doors: dict[str, str], pid: int, devices: int, turns: int, minutes: float) -> dict[str, Any]:
    """Fill a room, and let everybody act at once, turn after turn."""
    found, began = Found(), time.monotonic()
    lead, people = await crowd(doors, devices)
    cpu, filled = use_of(pid).cpu, time.monotonic()
    watching = asyncio.create_task(_watch(pid, found, SAMPLE if minutes else 1.0))
    for turn in range(turns):
        await play(lead, people, turn, found)
        if minutes:
            await live(people, began + 30 * minutes * (turn + 1) / turns, found)
    if minutes:
        half = len(found.uses)
        await lead.act(kind="move phase", phase="orders")
        await live(people, began + 60 * minutes, found)
    watching.cancel()
    found.uses.append(use_of(pid))
    for person in people:
        await person.hang_up()
    told = {
        "devices": devices, "turns": turns, "errors": found.errors,
        "sent_again_after_a_teammate": sum(p.stale for p in people), "idle_lines_closed": sum(p.cut for p in people),
        "submit_ms": _spread(found.submits), "first_answer_ms": _spread(found.answers),
        "all_acts_ms": _spread(found.acts),
        "resolved_on_all_screens_s": {
            "median": round(statistics.median(found.screens), 2), "max": round(max(found.screens), 2),
        },
        "host_memory_mib": _course([u.memory for u in found.uses]),
        "host_files": _course([u.files for u in found.uses]),
        "host_threads": _course([u.threads for u in found.uses]),
        "host_cpu_share": round((found.uses[-1].cpu - cpu) / (time.monotonic() - filled), 2),
    }  # fmt: skip
    if minutes:
        told |= {"minutes": minutes, "came_back": sum(p.came_back for p in people), **_second_half(found.uses[half:])}
    return told


async def _watch(pid: int, found: Found, every: float) -> None:
    while True:
        found.uses.append(use_of(pid))
        await asyncio.sleep(every)


def _spread(values: list[float]) -> dict[str, float]:
    quantiles = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {name: round(1000 * float(np.quantile(values, q)), 1) for name, q in quantiles.items()}


def _course(values: list[float]) -> dict[str, float]:
    return {"start": round(values[0]), "end": round(values[-1]), "max": round(max(values))}


def _second_half(uses: list[Use]) -> dict[str, Any]:
    """Compare the end of a soak with the middle, after the last turn: nothing may have grown."""
    some = max(1, len(uses) // 4)
    grown = {
        name: round(
            statistics.median(getattr(u, name) for u in uses[-some:])
            - statistics.median(getattr(u, name) for u in uses[:some]), 1,
        )
        for name in ("memory", "files", "threads")
    }  # fmt: skip
    leaks = grown["memory"] > SPARE_MIB or max(grown["files"], grown["threads"]) > SPARE_FILES
    return {"grown_in_second_half": grown, "leaks": leaks}


def main() -> None:
    """Read the options, run, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--devices", type=int, default=120)
    options.add_argument("--turns", type=int, default=16)
    options.add_argument("--minutes", type=float, default=0.0, help="how long (a soak); 0: as fast as it goes")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        process, doors = host(folder, chosen.turns)
        try:
            told = asyncio.run(room(doors, process.pid, chosen.devices, chosen.turns, chosen.minutes))
        finally:
            process.terminate()
            process.wait(20)
    print(json.dumps(told, indent=1))
    sys.exit(bool(told["errors"] or told.get("leaks")))


if __name__ == "__main__":
    main()
