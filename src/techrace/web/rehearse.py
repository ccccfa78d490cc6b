"""A rehearsal on the facilitator's own machine: a real host, many devices, and what goes wrong in a room.

Devices are pages in a real browser where one is found, else programs that speak the same protocol.
Some lose their connection, some are refreshed, one seat stays silent, one person comes late. It
ends with a sheet that says go or no-go, and why.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any, Protocol
from urllib.request import Request, urlopen

from techrace.errors import InputError
from techrace.session import play, store
from techrace.session.evolve import fold

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge", "chrome")
PATIENCE = 20.0
LIMITS = {"program": (1.0, 5.0), "browser": (5.0, 8.0)}
"""Seconds beyond which 19 of 20 submissions, or a screen after a resolved turn, are too slow; pages that all run
on this machine, beside the host, are given longer than phones of their own would need."""
_OFFLINE = 1.5


@dataclass(frozen=True)
class Finding:
    """Something that was looked at: ``web-rehearse-<name>`` says it in words."""

    name: str
    good: bool
    value: str


@dataclass
class Sheet:
    """What a rehearsal found."""

    devices: int
    kind: str  # browser or program
    turns: int
    findings: list[Finding] = field(default_factory=list)

    @property
    def go(self) -> bool:
        """Say whether a room may be led on this machine."""
        return all(f.good for f in self.findings)

    def note(self, name: str, value: str, *, good: bool) -> None:
        """Write a finding down."""
        self.findings.append(Finding(name, good, value))


class Phone(Protocol):
    """A device of somebody in the room."""

    seat: str
    head: bool

    def submit(self) -> float | None:
        """Submit orders; return the seconds until they were acknowledged."""
        ...

    def shows(self, turn: int) -> bool:
        """Say whether the screen shows a turn, counted from 1."""
        ...

    def lose(self) -> None:
        """Lose the connection."""
        ...

    def find(self) -> None:
        """Have it again."""
        ...

    def refresh(self) -> None:
        """Load the page anew."""
        ...

    def close(self) -> None:
        """Switch it off."""
        ...


class Wire:
    """Requests of somebody to a room."""

    def __init__(self, address: str, room: str, link: str) -> None:
        """Speak with a secret link."""
        self.base, self.link = f"{address}/r/{room}/api", link

    def get(self, path: str) -> Any:
        """Ask."""
        return self._said("GET", path, None)

    def post(self, path: str, body: Any) -> Any:
        """Tell."""
        return self._said("POST", path, body)

    def act(self, kind: str, **more: Any) -> Any:
        """Do something."""
        return self.post("act", {"kind": kind, **more})

    def _said(self, method: str, path: str, body: Any) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.link}", "Content-Type": "application/json"}
        request = Request(f"{self.base}/{path}", data, headers, method=method)  # noqa: S310 - our own host
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.load(answer)


class Program:
    """A device without a page: it listens to the stream and sends commands."""

    def __init__(self, address: str, room: str, link: str, seat: str, *, head: bool) -> None:
        """Listen."""
        self.seat, self.head = seat, head
        self.wire, self.turn, self._on = Wire(address, room, link), 0, True
        self._connected = Event()
        self._connected.set()
        self._stream: Any = None
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        while self._connected.wait() and self._on:
            try:
                headers = {"Authorization": f"Bearer {self.wire.link}"}
                asked = Request(f"{self.wire.base}/stream", headers=headers)  # noqa: S310 - our own host
                with urlopen(asked, timeout=PATIENCE) as self._stream:  # noqa: S310
                    for line in self._stream:
                        if line.startswith(b"data:") and b'"session"' in line:
                            told = json.loads(line[5:])["set"].get("session")
                            self.turn = told["turn"] if told else self.turn
            except (OSError, ValueError, AttributeError):
                sleep(0.3)

    def submit(self) -> float | None:
        """Submit what stands."""
        if not self.head:
            return None
        since = monotonic()
        self.wire.act("submit orders", seat=self.seat, plan={})
        return monotonic() - since

    def shows(self, turn: int) -> bool:
        """Say whether the stream has told of a turn."""
        return self.turn + 1 >= turn

    def lose(self) -> None:
        """Cut the stream, and hear nothing until the network is back."""
        self._connected.clear()
        with suppress(OSError, AttributeError):
            self._stream.fp.raw._sock.shutdown(socket.SHUT_RDWR)  # noqa: SLF001 - wakes the listener, as a cut does

    def find(self) -> None:
        """Listen again."""
        self._connected.set()

    def refresh(self) -> None:
        """Ask for everything anew."""
        self.turn = self.wire.get("view")["session"]["turn"]

    def close(self) -> None:
        """Stop listening."""
        self._on = False
        self.lose()
        self.find()


class Page:
    """A device with a page in a real browser."""

    def __init__(self, browser: Any, address: str, room: str, link: str, seat: str, *, head: bool) -> None:
        """Open the team's page."""
        self.seat, self.head = seat, head
        self.context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en", reduced_motion="reduce")
        self.page = self.context.new_page()
        self.page.set_default_timeout(1000 * PATIENCE)
        self.page.goto(f"{address}/r/{room}/team#in={link}")
        self.page.locator("main").wait_for()

    def submit(self) -> float | None:
        """Submit by the button."""
        if not self.head:
            return None
        self.page.keyboard.press("3")
        button = self.page.get_by_role("button", name=re.compile("Submit orders|submit again"))
        button.wait_for()
        since = monotonic()
        button.click()
        self.page.get_by_role("button", name=re.compile("Orders are in")).wait_for()
        return monotonic() - since

    def shows(self, turn: int) -> bool:
        """Say whether the header shows a turn."""
        return f"Turn {turn} " in self.page.locator("header").inner_text()

    def lose(self) -> None:
        """Cut the network."""
        self.context.set_offline(True)

    def find(self) -> None:
        """Bring it back."""
        self.context.set_offline(False)

    def refresh(self) -> None:
        """Load the page anew."""
        self.page.reload()
        self.page.locator("main").wait_for()

    def close(self) -> None:
        """Close it."""
        self.context.close()


def browser_here() -> str:
    """Return the path of a browser that pages can be opened in, or nothing."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return ""
    named = os.environ.get("TECHRACE_CHROMIUM", "")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), "")


@contextmanager
def hosted(folder: Path, turns: int) -> Iterator[dict[str, str]]:
    """Start a host as a facilitator does, in a process of its own."""
    command = [sys.executable, "-m", "techrace", "host", "--json", "--no-open", "--port", "0", "--turns", str(turns)]
    phases = "brief=0,negotiate=0,orders=0,board=0"
    running = subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--data", str(folder), "--phases", phases], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        line = running.stdout.readline() if running.stdout else ""
        if not line:
            message = f"the host did not start: {running.stderr.read()[-400:] if running.stderr else ''}"
            raise InputError(message)
        yield json.loads(line)
    finally:
        running.terminate()
        try:
            running.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()


def rehearse(phones: int, turns: int, told: Callable[[str], None], *, browser: str = "") -> Sheet:
    """Play a short game with many devices and say what was found.

    Args:
        phones: How many devices, from 1.
        turns: How many turns, from 1.
        told: Hears of progress.
        browser: Path of a browser; without one, devices are programs.
    """
    with TemporaryDirectory(prefix="techrace-rehearsal-") as name, hosted(Path(name), turns + 1) as doors:
        sheet = Sheet(phones, "browser" if browser else "program", turns)
        try:
            with _opening(browser) as made:
                _play(sheet, doors, made, told)
        except OSError as wrong:  # an answer that was refused or never came
            sheet.note("broke", str(wrong).splitlines()[0][:200], good=False)
        _look_at_the_log(sheet, Path(name), doors["room"])
        return sheet


Maker = Callable[..., Phone]


@contextmanager
def _opening(path: str) -> Iterator[Maker]:
    """Return what makes a device."""
    if not path:
        yield Program
        return
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield lambda *a, **k: Page(running, *a, **k)
        except Error as wrong:
            raise OSError(wrong.message) from wrong
        finally:
            running.close()


def _joined(doors: dict[str, str], name: str, seat: str) -> str:
    """Join and take a seat; return the link."""
    body = json.dumps({"code": doors["code"], "name": name}).encode()
    asked = Request(f"{doors['address']}/api/join", body, {"Content-Type": "application/json"})  # noqa: S310
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - our own host
        came = json.load(answer)
    link: str = came["link"]
    Wire(doors["address"], doors["room"], link).act("take seat", seat=seat, person=came["person"])
    return link


def _play(sheet: Sheet, doors: dict[str, str], made: Maker, told: Callable[[str], None]) -> None:
    lead = Wire(doors["address"], doors["room"], doors["lead"].split("#in=")[1])
    seats = list(lead.get("world")["states"])
    room = doors["address"], doors["room"]
    devices: list[Phone] = []
    for i in range(sheet.devices):
        seat = seats[i % len(seats)]
        devices.append(made(*room, _joined(doors, f"Device {i + 1}", seat), seat, head=i < len(seats)))
        told(f"{i + 1}/{sheet.devices}")
    sheet.note("joined", str(len(devices)), good=len(devices) == sheet.devices)
    submits: list[float] = []
    screens: list[float] = []
    for turn in range(1, sheet.turns + 1):
        lead.act("move phase", phase="orders")
        lost = devices[2::3]
        for device in lost:
            device.lose()
        silent = seats[-1] if turn == 1 else ""
        sleep(0.5)
        for device in devices:
            if device not in lost and device.seat != silent:
                submits += [s for s in [device.submit()] if s is not None]
        sleep(_OFFLINE)
        for device in lost:
            device.find()
        for device in devices[1::4]:
            device.refresh()
        if turn == sheet.turns:
            late = made(*room, _joined(doors, "Late", seats[0]), seats[0], head=False)
            devices.append(late)
        told(f"turn {turn}/{sheet.turns}")
        lead.act("resolve")
        screens.append(_until(devices, turn + 1))
    slow_submit, slow_screen = LIMITS[sheet.kind]
    usual = sorted(submits)[int(0.95 * (len(submits) - 1))] if submits else PATIENCE
    sheet.note("submits", f"{1000 * usual:.0f} ms", good=usual <= slow_submit)
    sheet.note("screens", f"{max(screens):.1f} s", good=max(screens) <= slow_screen)
    back = sum(d.shows(sheet.turns + 1) for d in devices)
    sheet.note("back", f"{back}/{len(devices)}", good=back == len(devices))
    for device in devices:
        device.close()


def _until(devices: Sequence[Phone], turn: int) -> float:
    """Wait until every screen shows a turn; return how long it took."""
    since = monotonic()
    for device in devices:
        while not device.shows(turn) and monotonic() - since < PATIENCE:
            sleep(0.02)
    return monotonic() - since


def _look_at_the_log(sheet: Sheet, folder: Path, room: str) -> None:
    path = store.known(folder, room)
    damage = store.verify(path)
    sheet.note("log", damage[0] if damage else "ok", good=not damage)
    differences = play.replay(fold(store.events(path)))
    sheet.note("replay", str(len(differences)), good=not differences)
