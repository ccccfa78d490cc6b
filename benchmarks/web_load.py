"""A room that is told "submit now": many devices act in the same instant against a real host process on loopback.

Prints how long until each act was acknowledged (it is durable then), how long until a resolved turn was on all
streams, errors, and the memory of the host. Bounded: it ends by itself. Run: python benchmarks/web_load.py
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np

TRIES = 16


def host(folder: str, turns: int) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """Start a host in a process of its own."""
    phases = "brief=0,negotiate=0,orders=0,board=0"
    command = [sys.executable, "-m", "techrace", "host", "--json", "--no-open", "--port", "0", "--turns", str(turns)]
    process = subprocess.Popen([*command, "--data", folder, "--phases", phases], stdout=subprocess.PIPE, text=True)  # noqa: S603
    return process, json.loads(process.stdout.readline())  # type: ignore[union-attr]


def memory(pid: int) -> float:
    """Return the resident memory of a process in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


class Device:
    """Somebody's device: a stream that is followed, and acts."""

    def __init__(self, web: httpx.AsyncClient, room: str, link: str, seat: str, *, head: bool) -> None:
        """Remember who it is."""
        self.web, self.base, self.seat, self.head = web, f"/r/{room}/api", seat, head
        self.headers = {"Authorization": f"Bearer {link}"}
        self.turn, self.seen, self.stale, self.cut = 0, 0.0, 0, 0

    async def follow(self) -> None:
        """Follow the stream."""
        async with self.web.stream("GET", f"{self.base}/stream", headers=self.headers, timeout=None) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data:") and '"session"' in line:
                    told = json.loads(line[5:])["set"].get("session")
                    if told and told["turn"] != self.turn:
                        self.turn, self.seen = told["turn"], time.perf_counter()

    async def act(self, **command: Any) -> tuple[float, float, int]:
        """Do something as a page does; return seconds until it was answered, until it was done, and the status."""
        since, answered = time.perf_counter(), 0.0
        while True:
            try:
                answer = await self.web.post(f"{self.base}/act", json=command, headers=self.headers)
            except httpx.TransportError:  # an idle connection that the host was closing
                self.cut += 1
                if self.cut > TRIES:
                    return answered, time.perf_counter() - since, 0
                continue
            answered = answered or time.perf_counter() - since
            newer = answer.json()["error"].get("values", {}).get("revision") if answer.status_code == 409 else None
            if newer is None:
                return answered, time.perf_counter() - since, answer.status_code
            self.stale += 1  # a teammate was first: the same edit on top of theirs
            command["revision"] = newer


async def room(doors: dict[str, str], pid: int, devices: int, turns: int, minutes: float) -> dict[str, Any]:
    """Fill a room, and let everybody act at once, turn after turn."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=doors["address"], limits=limits, timeout=60) as web:
        lead = Device(web, doors["room"], doors["lead"].split("#in=")[1], "", head=False)
        seats = list((await web.get(f"{lead.base}/world", headers=lead.headers)).json()["states"])
        people = []
        for i in range(devices):
            came = (await web.post("/api/join", json={"code": doors["code"], "name": f"P{i}"})).json()
            seat = seats[i % len(seats)]
            people.append(Device(web, doors["room"], came["link"], seat, head=i < len(seats)))
            await people[-1].act(kind="take seat", seat=seat, person=came["person"])
        streams = [asyncio.create_task(p.follow()) for p in people]
        await asyncio.sleep(2)
        submits, answers, others, errors, screens, memories = [], [], [], 0, [], [memory(pid)]
        until = time.monotonic() + 60 * minutes
        for turn in range(turns):
            await lead.act(kind="move phase", phase="orders")
            acts = [
                p.act(kind="submit orders", seat=p.seat, plan={}) if p.head
                else p.act(kind="save draft", seat=p.seat, plan={}, revision=0)
                for p in people
            ]  # fmt: skip
            done = await asyncio.gather(*acts)
            submits += [s for p, (_, s, _) in zip(people, done, strict=True) if p.head]
            answers += [s for s, _, _ in done]
            others += [s for _, s, _ in done]
            errors += sum(status != 200 for _, _, status in done)
            resolved = time.perf_counter()
            await lead.act(kind="resolve")
            for _ in range(200):
                if all(p.turn == turn + 1 for p in people):
                    break
                await asyncio.sleep(0.05)
            screens.append(max(p.seen for p in people) - resolved if all(p.turn == turn + 1 for p in people) else 99.0)
            memories.append(memory(pid))
            if minutes:
                await asyncio.sleep(max(0.0, min(until - time.monotonic(), 60 * minutes / turns)))
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
    ms = lambda values, q: round(1000 * float(np.quantile(values, q)), 1)  # noqa: E731
    return {
        "devices": devices, "turns": turns, "errors": errors, "stale_and_sent_again": sum(p.stale for p in people),
        "connections_cut": sum(p.cut for p in people),
        "submit_ms": {"p50": ms(submits, 0.5), "p95": ms(submits, 0.95), "max": ms(submits, 1.0)},
        "first_answer_ms": {"p50": ms(answers, 0.5), "p95": ms(answers, 0.95), "p99": ms(answers, 0.99)},
        "all_acts_ms": {"p50": ms(others, 0.5), "p95": ms(others, 0.95), "p99": ms(others, 0.99)},
        "resolved_on_all_screens_s": {"median": round(float(np.median(screens)), 2), "max": round(max(screens), 2)},
        "memory_mib": {"start": round(memories[0]), "end": round(memories[-1]), "max": round(max(memories))},
    }  # fmt: skip


def main() -> None:
    """Read the options, run, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--devices", type=int, default=120)
    options.add_argument("--turns", type=int, default=16)
    options.add_argument("--minutes", type=float, default=0.0, help="spread the turns over so many minutes (a soak)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        process, doors = host(folder, chosen.turns)
        try:
            print(
                json.dumps(
                    asyncio.run(room(doors, process.pid, chosen.devices, chosen.turns, chosen.minutes)), indent=1
                )
            )
        finally:
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
