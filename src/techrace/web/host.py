"""The house: all sessions of this process, their codes and clocks, and what lives only as long as it runs."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Signal
from threading import Lock, Thread, Timer
from time import monotonic, time
from typing import Any

from techrace.errors import InputError
from techrace.session import commands as c
from techrace.session import room, seats, store
from techrace.session.events import Event, Phase, Role
from techrace.session.refusals import Refusal
from techrace.session.table import Table
from techrace.web import doors, scores
from techrace.web.desk import Desk
from techrace.web.scores import Usual
from techrace.web.work import Urgency, Workers
from techrace.world.schema import World

MOST_ASKED = 1800
"""Requests of a person in a minute: pages ask as people edit, and a bot plays on; a loop gone wild stops here."""
MOST_PEOPLE = 500
"""People in a room: whoever has read the code from the wall cannot fill the disk with names."""
TICK = 0.25
"""Seconds between two looks at the clock of a phase."""
NOTICED = 0.3
"""Seconds that a turn may take before the screens say that it is being played."""
SECONDS = {Phase.BRIEF: 240.0, Phase.NEGOTIATE: 300.0, Phase.ORDERS: 360.0, Phase.BOARD: 120.0}
"""How long phases last where nobody says otherwise."""
JUMP = 3.0
"""Seconds by which the machine's clock may be off before running phases are moved along with it."""

_LOG = logging.getLogger(__name__)


@dataclass
class Device:
    """What a person does on the page, as far as others may see it; memory only.

    Attributes:
        open: One for each stream that is followed, the oldest first; set where a stream is to end.
        since: When that last changed.
    """

    open: list[asyncio.Event] = field(default_factory=list)
    since: float = 0.0
    editing: str = ""
    ready: bool = False
    edited: float = 0.0

    @property
    def streams(self) -> int:
        """Return how many streams are followed."""
        return len(self.open)


@dataclass
class Lodging:
    """A room of the house: a session with its code, its devices and what the board shows.

    Attributes:
        desk: Takes what people ask.
        changed: Called after every change that somebody may see.
        usual: What doctrines make of this world; nothing until a worker has found out.
        asked, asking: How often each seat has asked for advice, and whether it is being answered.
        happened: What the console lists.
        version: Counts changes that somebody may see.
        alone: A turn is played as soon as all who sit have submitted; nobody leads.
        resolving: A turn is being played, and takes long enough to be noticed.
    """

    room: room.Room
    code: str
    scene: str = "auto"
    theme: str = ""
    devices: dict[str, Device] = field(default_factory=dict)
    usual: Future[Usual] | None = None
    asked: dict[str, int] = field(default_factory=dict)
    asking: dict[str, asyncio.Lock] = field(default_factory=dict)
    happened: list[dict[str, Any]] = field(default_factory=list)
    changed: Callable[[], None] = lambda: None
    version: int = 0
    alone: bool = False
    resolving: bool = False
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        """Open the desk."""
        self.desk = Desk(lambda: self.room, self.room.table.made.id)

    @property
    def table(self) -> Table:
        """Return the session as it is on disk."""
        return self.room.table

    def device(self, person: str) -> Device:
        """Return what a person's devices do."""
        return self.devices.setdefault(person, Device())

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Tell every screen that a turn is being played, if it takes so long that somebody asks."""
        clock = Timer(NOTICED, self._told, kwargs={"resolving": True})
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            clock.join()
            if self.resolving:
                self._told(resolving=False)

    def _told(self, *, resolving: bool) -> None:
        self.resolving = resolving
        self.touch()

    def touch(self, *_: Any) -> None:
        """Say that something has changed."""
        self.version += 1
        self.changed()


class House:
    """All sessions of this process.

    Args:
        folder: Where their logs are.
        address: How devices reach the house, such as ``http://192.0.2.7:8000``.
        hosts: By what names they may ask for it.
    """

    def __init__(self, folder: Path, address: str = "", hosts: doors.Hosts = doors.THIS_MACHINE) -> None:
        """Open the house; nobody lives in it yet."""
        self.folder, self.address, self.hosts = folder, address, hosts
        self.rooms: dict[str, Lodging] = {}
        self.rate = doors.Rate()
        self.busy = doors.Rate(tries=MOST_ASKED, everybody=MOST_ASKED * 120)
        self.handovers = doors.Handover()
        self._lock, self._mending = Lock(), Lock()
        self._closing = Signal()
        self.workers = Workers()
        self._clock = Thread(target=self._tick, name="clock", daemon=True)
        self._clock.start()

    # ---------------------------------------------------------------- rooms

    def make(self, world: World, name: str, title: str, **settings: Any) -> Lodging:
        """Make a session and open its room.

        Raises:
            InputError: The name is taken or cannot be one, or the settings make no game.
        """
        made = c.MakeSession(
            id=name, title=title[:60], world=world.model_dump(mode="json", by_alias=True), at=time(),
            seed=secrets.randbits(63), fog=secrets.randbits(63), **settings,
        )  # fmt: skip
        opened = room.made(self.folder, made)
        if isinstance(opened, Refusal):
            problems = [p.sentence for p in opened.problems] or [f"{name}: {opened.code.value} {dict(opened.values)}"]
            raise InputError(problems)
        return self._lodge(opened)

    def abandon(self, lodging: Lodging) -> None:
        """Take back a session that could not be set up: nobody has been in it."""
        name = lodging.table.made.id
        with self._lock:
            del self.rooms[name]
        lodging.room.close()
        store.delete(store.path_of(self.folder, name))

    def open(self, name: str) -> Lodging:
        """Go on with a session where it stopped.

        Raises:
            InputError: There is none, or its log is damaged.
        """
        if name in self.rooms:
            return self.rooms[name]
        opened, last = room.opened(self.folder, name), store.summary(store.known(self.folder, name)).last_at
        table = opened.table
        if table.until is not None and not table.paused and not table.ended and table.until <= time():
            opened.act(c.Pause(at=max(last, table.until - 86400.0)))  # nobody's time runs while the house is closed
        return self._lodge(opened)

    def _lodge(self, opened: room.Room) -> Lodging:
        made = opened.table.made
        lodging = Lodging(opened, doors.code_of(made.fog))
        opened.listeners.append(lodging.touch)
        with self._lock:
            self.rooms[made.id] = lodging
        return lodging

    def by_code(self, code: str) -> Lodging | None:
        """Return the room that a code opens."""
        return next((x for x in self.rooms.values() if secrets.compare_digest(x.code, code)), None)

    # ---------------------------------------------------------------- people

    def admit(self, lodging: Lodging, name: str, role: Role) -> str:
        """Let somebody in and return the secret link by which they come back.

        Raises:
            InputError: The session does not admit them.
        """
        link, command = invited(name, role)
        self.must(lodging, command)
        return link

    def must(self, lodging: Lodging, command: c.Command) -> tuple[Event, ...]:
        """Carry out a command of the house itself.

        Raises:
            InputError: It is refused.
        """
        done = lodging.room.act(command)
        if isinstance(done, Refusal):
            raise InputError([p.sentence for p in done.problems] or [f"{command.kind}: {done.code.value}"])
        return done

    # ---------------------------------------------------------------- time and work

    def _tick(self) -> None:
        """Tell every room the time; a phase that is out of time ends by it."""
        ahead = time() - monotonic()
        while not self._closing.wait(TICK):
            jump = time() - monotonic() - ahead
            for name, lodging in list(self.rooms.items()):
                try:
                    self._tell_time(lodging, jump if abs(jump) > JUMP else 0.0)
                except store.Lost:
                    self.mend(lodging)
                except Exception:  # noqa: BLE001 - the clock of the other rooms goes on
                    _LOG.exception("the clock of %s", name)
            if abs(jump) > JUMP:
                ahead += jump

    def _tell_time(self, lodging: Lodging, jump: float) -> None:
        """Tell a room the time; a machine that slept, or whose clock was set, takes no time from anybody."""
        table, now = lodging.table, time()
        if lodging.alone and table.phase is Phase.ORDERS and _all_submitted(table):
            with lodging.at_work():
                lodging.desk.ask(c.Resolve(at=now)).result()
        elif table.until is None or table.paused or table.ended:
            return
        elif jump:
            lodging.desk.ask(c.Extend(at=now, seconds=max(-86400.0, min(86400.0, jump)))).result()
        elif now >= table.until:
            with lodging.at_work():
                lodging.desk.ask(c.Tick(at=now)).result()  # after all orders that came in time

    def mend(self, lodging: Lodging) -> None:
        """Open a room again whose disk has failed, if it can be written by now; what was answered before is there."""
        with self._mending:
            if not lodging.room.broken:
                return  # somebody else was told of it first
            lodging.room.close()
            try:
                opened = room.opened(self.folder, lodging.table.made.id)
            except (InputError, OSError) as error:
                _LOG.warning("%s cannot be opened again yet: %s", lodging.table.made.id, error)
                return
            opened.listeners.append(lodging.touch)
            lodging.room = opened
        lodging.touch()

    def usual(self, lodging: Lodging) -> Usual | None:
        """Return what doctrines make of a world, or nothing yet; whoever looks is told when it is known."""
        if lodging.usual is None:
            lodging.usual = self.workers.ask(Urgency.SOON, scores.usual, lodging.table.made)
            lodging.usual.add_done_callback(lodging.touch)
        found = lodging.usual
        if not found.done() or found.cancelled():
            return None
        if error := found.exception():  # no process can be started; a game needs no score to go on
            _LOG.error("par of %s: %s", lodging.table.made.id, error)
            lodging.usual = Future()
            return None
        return found.result()

    def close(self) -> None:
        """Close the house; everything is on disk already."""
        self._closing.set()
        self._clock.join(timeout=2)
        self.workers.close()
        for lodging in self.rooms.values():
            lodging.desk.close()
            lodging.room.close()


def invited(name: str, role: Role, link: str = "") -> tuple[str, c.Join]:
    """Make a secret link for somebody, unless they have one, and the command by which they come in.

    Who they are follows from the link, so that nobody comes in twice by one.
    """
    link = link or doors.new_link()
    key = seats.key_of(link)
    person = f"{role.value[:1]}-{key[:10]}"
    return link, c.Join(person=person, name=name, role=role, key=key, at=time(), once=person)


def _all_submitted(table: Table) -> bool:
    peopled = [seat.id for seat in table.seats.values() if seat.peopled]
    return bool(peopled) and all(seat in table.submitted for seat in peopled)


def free_name(folder: Path, stem: str) -> str:
    """Return a name that no session has yet."""
    number = 1
    while store.path_of(folder, f"{stem}-{number}").exists():
        number += 1
    return f"{stem}-{number}"


def last_of(folder: Path, stem: str) -> str | None:
    """Return the unfinished session of that stem that was played last."""
    if not folder.is_dir():
        return None
    known = (s for s in store.summaries(folder) if not isinstance(s, InputError))
    return next((s.id for s in known if not s.ended and s.id.rpartition("-")[0] == stem), None)


def settings(turns: int | None, phases: Mapping[Phase, float | None]) -> dict[str, Any]:
    """Return the settings of a session: its turns, its phases, and how long each lasts."""
    return {
        "turns": turns,
        "phases": tuple(phases),
        "seconds": {p: s for p, s in phases.items() if s},
    }
