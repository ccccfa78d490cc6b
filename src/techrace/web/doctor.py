"""Look before a workshop at what may go wrong in the room, and say what to do about it."""

from __future__ import annotations

import ipaddress
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Literal

from techrace.errors import InputError
from techrace.session import commands as c
from techrace.session import room
from techrace.session.events import Phase
from techrace.session.refusals import Refusal
from techrace.web import serving
from techrace.world.schema import World

Verdict = Literal["good", "look", "bad"]
ROOM_NEEDED = 500e6
"""Bytes that should be free; a session of a day takes a few of them."""
SLOW_WRITE, SLOW_TURN = 0.1, 1.5
"""Seconds from which a saved order, and a turn, keep a room waiting."""
VERDICTS: dict[str, tuple[Verdict, ...]] = {
    "programs": ("good", "bad"), "port": ("good", "bad"), "network": ("good", "bad"), "firewall": ("good", "look"),
    "isolation": ("look",), "sleep": ("good", "look"), "disk": ("good", "bad"), "saving": ("good", "look", "bad"),
    "playing": ("good", "look", "bad"), "terminal": ("good", "look"),
}  # fmt: skip
"""What each look may find."""
NEEDED = ("fastapi", "uvicorn", "segno", "pydantic", "numpy")
PROBE_SECONDS = 5.0


@dataclass(frozen=True)
class Finding:
    """What one look has found.

    Attributes:
        about: Which look: ``doctor-<about>`` names it, ``doctor-<about>-<verdict>`` says what to do.
        verdict: ``good``, ``look`` (something to look at, by a person) or ``bad``.
        values: What the sentence mentions.
    """

    about: str
    verdict: Verdict
    values: dict[str, Any] = field(default_factory=dict)


def examine(folder: Path, port: int, world: World) -> Iterator[Finding]:
    """Yield what is found, one look after the other."""
    looks: list[Callable[[], Finding]] = [
        programs, lambda: doors(port), network, firewall, isolation, sleep, lambda: disk(folder),
        lambda: saving(folder), lambda: playing(world), locale,
    ]  # fmt: skip
    for look in looks:
        yield look()


def programs() -> Finding:
    """Look for the packages that the web needs."""
    found, missing = {}, []
    for name in NEEDED:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            missing.append(name)
    told = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "missing": ", ".join(missing)}
    return Finding("programs", "bad" if missing else "good", {**told, **found})


def doors(port: int) -> Finding:
    """See whether the port is free for other devices."""
    try:
        serving.bind(port, lan=True).close()
    except InputError:
        return Finding("port", "bad", {"port": str(port)})
    return Finding("port", "good", {"port": str(port)})


def network() -> Finding:
    """See whether there is a network by which phones can come."""
    address = serving.own_address()
    reachable = not ipaddress.ip_address(address).is_loopback
    return Finding("network", "good" if reachable else "bad", {"address": address})


def firewall() -> Finding:
    """See whether a firewall stands before the port; none can be asked for sure, so a person looks."""
    asked: dict[str, Callable[[], str]] = {"linux": _linux_firewall, "darwin": _mac_firewall}
    name = asked[sys.platform]() if sys.platform in asked else platform.system()
    return Finding("firewall", "look" if name else "good", {"name": name})


def _linux_firewall() -> str:
    for name, ask in (
        ("ufw", ["systemctl", "is-active", "ufw"]),
        ("firewalld", ["systemctl", "is-active", "firewalld"]),
    ):
        if _said(ask).strip() == "active":
            return name
    return ""


def _mac_firewall() -> str:
    answer = _said(["/usr/libexec/ApplicationFirewall/socketfilterfw", "--getglobalstate"])
    return "macOS" if "enabled" in answer else ""


def isolation() -> Finding:
    """Remind of what no program can see from here: Wi-Fi that keeps its devices apart."""
    return Finding("isolation", "look")


def sleep() -> Finding:
    """See whether the machine goes to sleep by itself."""
    match sys.platform:
        case "darwin":
            asleep = any(
                x.split()[:1] == ["sleep"] and x.split()[1] != "0" for x in _said(["pmset", "-g"]).splitlines()
            )
            return Finding("sleep", "look" if asleep else "good")
        case "linux":
            answer = _said(["gsettings", "get", "org.gnome.settings-daemon.plugins.power", "sleep-inactive-ac-type"])
            return Finding("sleep", "look" if "suspend" in answer else "good")
    return Finding("sleep", "look")


def disk(folder: Path) -> Finding:
    """See whether there is room for sessions."""
    there = next(p for p in (folder, *folder.resolve().parents) if p.exists())
    free = shutil.disk_usage(there).free
    return Finding(
        "disk", "good" if free >= ROOM_NEEDED else "bad", {"free": round(free / 1e9, 1), "folder": str(folder)}
    )


def saving(folder: Path) -> Finding:
    """Measure how long it takes until something is safely on this disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix="doctor-") as there:
            connection = sqlite3.connect(Path(there) / "probe.db", isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("CREATE TABLE probe (n INTEGER)")
            begun = perf_counter()
            for n in range(10):
                connection.execute("INSERT INTO probe VALUES (?)", (n,))
            took = (perf_counter() - begun) / 10
            connection.close()
    except (OSError, sqlite3.Error) as error:
        return Finding("saving", "bad", {"folder": str(folder), "why": str(error), "ms": 0})
    verdict: Verdict = "good" if took < SLOW_WRITE else "look"
    return Finding("saving", verdict, {"folder": str(folder), "ms": round(1000 * took, 1), "why": ""})


def playing(world: World) -> Finding:
    """Play one turn as a session does, and measure it."""
    with TemporaryDirectory(prefix="techrace-") as there:
        made = room.made(Path(there), c.MakeSession(
            id="doctor", title="doctor", world=world.model_dump(mode="json", by_alias=True), seed=1, fog=2, turns=1,
        ))  # fmt: skip
        if isinstance(made, Refusal):
            return Finding("playing", "bad", {"world": world.id, "ms": 0})
        begun = perf_counter()
        made.act(c.MovePhase(phase=Phase.ORDERS))
        played = made.act(c.Resolve())
        took = perf_counter() - begun
        made.close()
    whole = not isinstance(played, Refusal)
    verdict: Verdict = "bad" if not whole else "good" if took < SLOW_TURN else "look"
    return Finding("playing", verdict, {"world": world.id, "ms": round(1000 * took)})


def locale() -> Finding:
    """See whether this terminal can write Korean and the picture that phones scan."""
    name = (sys.stdout.encoding or "").lower().replace("-", "")
    return Finding("terminal", "good" if name.startswith("utf") else "look", {"encoding": sys.stdout.encoding or "?"})


def _said(command: list[str]) -> str:
    """Return what a program of the system says; nothing where there is none."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=PROBE_SECONDS, check=False).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
