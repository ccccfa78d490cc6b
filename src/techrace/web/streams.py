"""What a viewer sees, cut into sections, and a stream of those that change."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from time import time
from typing import Any

from techrace.inquiry import accounts
from techrace.language import LANGUAGES
from techrace.record import Record
from techrace.session import play, seats
from techrace.session.events import Json, Role
from techrace.session.seats import Viewer
from techrace.session.table import Table
from techrace.web import board
from techrace.web.host import House, Lodging
from techrace.web.scores import score

GAP = 0.2
"""Seconds between two messages of a stream, at least: a room that is told "submit now" is told of once."""
PULSE = 10.0
LOG = 60
"""Happenings that the console lists."""
Key = tuple[str, str]
"""Whoever shares it sees the same: a role where it matters, and a seat."""
_PRESENT = (Role.HEAD, Role.MEMBER, Role.OBSERVER)


@dataclass(frozen=True)
class Section:
    """A part of what somebody sees, as text, with its fingerprint."""

    text: str
    mark: str


def section(value: Any) -> Section:
    """Write a part down."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return Section(text, sha256(text.encode()).hexdigest()[:16])


@dataclass
class Looks:
    """What the viewers of a room see, made once for all who see the same.

    What follows from the table alone is made again only when the table has changed: that somebody is typing
    costs next to nothing.
    """

    house: House
    lodging: Lodging
    _whole: dict[Key, tuple[int, Table, dict[str, Section]]] = field(default_factory=dict)
    _tables: dict[Key, tuple[Table, dict[str, Section]]] = field(default_factory=dict)
    _turns: dict[str, tuple[str, Any]] = field(default_factory=dict)
    _written: dict[tuple[Key, str], tuple[Any, Section]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, who: Viewer) -> dict[str, Section]:
        """Return the sections of a viewer as they stand."""
        key = _key(who)
        with self._lock:
            version, table = self.lodging.version, self.lodging.table
            known = self._whole.get(key)
            if known is None or known[0] != version or known[1] is not table:
                known = self._whole[key] = version, table, self._sections(table, who)
        return {**known[2], "you": _you(table, who)}

    def last(self, who: Viewer) -> dict[str, Section]:
        """Return what was last made for these eyes; nothing if nothing was."""
        known = self._whole.get(_key(who))
        return {**known[2], "you": _you(known[1], who)} if known else {}

    def _sections(self, table: Table, who: Viewer) -> dict[str, Section]:
        key = _key(who)
        known = self._tables.get(key)
        if known is None or known[0] is not table:
            known = self._tables[key] = table, self._of_table(table, Viewer(who.role, who.seat))
        return {**known[1], **self._of_now(table, who)}

    def _section(self, key: Key, name: str, value: Any) -> Section:
        """Write a part down, unless it says what it said before."""
        known = self._written.get((key, name))
        if known is None or known[0] != value:
            known = self._written[key, name] = value, section(value)
        return known[1]

    def _once_a_turn(self, table: Table, name: str, made: Callable[[], Any]) -> Any:
        """Return something that only a turn changes; worked out once."""
        known = self._turns.get(name)
        if known is None or known[0] != table.here():
            known = self._turns[name] = table.here(), made()
        return known[1]

    def _record(self, table: Table) -> Record:
        found: Record = self._once_a_turn(table, "record", lambda: play.record(table))
        return found

    def _causes(self, table: Table) -> dict[str, Json]:
        """Return what moved the figures of each seat; a seat is told its own."""
        told = accounts(self._record(table), table.seats)
        return {seat: seats.rounded(found) for seat, found in told.items()}

    def _of_table(self, table: Table, who: Viewer) -> dict[str, Section]:
        """Return the sections that follow from the session alone."""
        told = seats.parts(table, who)
        del told["you"]  # it is each person's own
        if who.seat and table.place.turn:
            told["causes"] = self._once_a_turn(table, "causes", lambda: self._causes(table))[who.seat]
        if who.leads and not table.ended:
            told["all"] = {seat: {"submitted": bool(x["submitted"])} for seat, x in told["all"].items()}
        if who.leads:
            told["needs"] = needs(table)
        told["board"] = board.facts(table)
        return {name: self._section(_key(who), name, value) for name, value in told.items()}

    def _of_now(self, table: Table, who: Viewer) -> dict[str, Section]:
        """Return the sections that change without the session."""
        lodging = self.lodging
        told: Json = {"room": _room(self.house, lodging, who)}
        if who.seat:
            told["team"] = _team(lodging, who.seat)
            told["score"] = self._score(table, who.seat)
        if who.leads:
            told["presence"] = _presence(lodging)
            told["log"] = lodging.happened[-LOG:]
        return {name: self._section(_key(who), name, value) for name, value in told.items()}

    def _score(self, table: Table, seat: str) -> Json | None:
        usual = self.house.usual(self.lodging) if table.place.turn else None
        if usual is None:
            return None
        found: Json = self._once_a_turn(table, f"score {seat}", lambda: score(self._record(table), seat, usual))
        return found


def _key(who: Viewer) -> Key:
    return (who.role.value if who.leads or who.role is Role.BOARD else "", who.seat)


def _you(table: Table, who: Viewer) -> Section:
    known = table.people.get(who.person)
    return section({
        "role": who.role.value, "seat": who.seat, "person": who.person, "name": known.name if known else "",
    })  # fmt: skip


def _room(house: House, lodging: Lodging, who: Viewer) -> Json:
    table = lodging.table
    told = {
        "id": table.made.id, "title": table.made.title, "address": house.address, "scene": lodging.scene,
        "theme": lodging.theme, "languages": list(LANGUAGES),
        "people": sum(p.here and p.role in _PRESENT for p in table.people.values()),
    }  # fmt: skip
    return {**told, "code": lodging.code} if who.leads or who.role is Role.BOARD else told


def _member(lodging: Lodging, person: str) -> Json:
    device, known = lodging.devices.get(person), lodging.table.people[person]
    return {
        "person": person, "name": known.name, "role": known.role.value,
        "here": bool(device and device.streams), "devices": device.streams if device else 0,
        "since": device.since if device else 0.0,
    }  # fmt: skip


def _team(lodging: Lodging, seat: str) -> Json:
    table = lodging.table
    members = []
    for person in table.seats[seat].team:
        device = lodging.devices.get(person)
        members.append({
            **_member(lodging, person), "head": person == table.seats[seat].head,
            "editing": device.editing if device else "", "ready": bool(device and device.ready),
        })  # fmt: skip
    return {"members": members}


def _presence(lodging: Lodging) -> Json:
    table = lodging.table
    seated = {
        seat.id: [
            {**_member(lodging, p), "head": p == seat.head, "edited": lodging.device(p).edited} for p in seat.team
        ]
        for seat in table.seats.values()
    }
    sitting = {p for seat in table.seats.values() for p in seat.team}
    visitors = [
        _member(lodging, p.id) for p in table.people.values() if p.here and p.id not in sitting and p.role in _PRESENT
    ]
    return {**seated, "visitors": visitors}


def needs(table: Table) -> list[Json]:
    """List what waits for the facilitator, the oldest first: moves to rule on, and calls for help."""
    moves = [
        {"kind": "move", "id": m.id, "seat": m.seat, "text": m.text, "turn": m.turn}
        for m in table.place.moves.values()
        if m.ruling is None and m.seat
    ]
    answered = {m.seat: m.at for m in table.messages if m.outgoing}
    calls = [
        {"kind": "call", "id": f"{m.seat}-{m.at:.3f}", "seat": m.seat, "text": m.text, "at": m.at}
        for m in table.messages
        if not m.outgoing and m.at > answered.get(m.seat, 0.0)
    ]
    return [*calls, *moves]


class Hub:
    """Wakes the streams of a room when something has changed: all at once, and at most five times a second."""

    def __init__(self, house: House, lodging: Lodging, loop: asyncio.AbstractEventLoop) -> None:
        """Listen to a room."""
        self.lodging, self.looks = lodging, Looks(house, lodging)
        self._loop, self._changed = loop, asyncio.Event()
        self._called, self._waves = False, set[asyncio.Task[None]]()
        self._woken_at = 0.0
        self._eyes: dict[int, Viewer] = {}
        lodging.changed = self._call

    def _call(self) -> None:
        """Note a change, from whatever thread it was that made it; many in a row are one."""
        if not self._called:
            self._called = True
            with suppress(RuntimeError):  # the house is closing; nobody listens any more
                self._loop.call_soon_threadsafe(self._soon)

    def _soon(self) -> None:
        wave = self._loop.create_task(self._wave())
        self._waves.add(wave)
        wave.add_done_callback(self._waves.discard)

    async def _wave(self) -> None:
        """Make what has changed, once for all who see the same, and wake every stream."""
        await asyncio.sleep(self._woken_at + GAP - self._loop.time())
        self._called, self._woken_at = False, self._loop.time()  # what changes from now on makes the next wave
        try:
            await asyncio.to_thread(self._look_again, {_key(who): who for who in self._eyes.values()})
        finally:
            self.wake()

    def _look_again(self, eyes: dict[Key, Viewer]) -> None:
        for who in eyes.values():
            self.looks.of(who)

    def wake(self) -> None:
        """Wake every stream now."""
        self._woken_at = self._loop.time()
        woken, self._changed = self._changed, asyncio.Event()
        woken.set()

    async def follow(self, look: Callable[[], Viewer | None], closing: asyncio.Event) -> AsyncIterator[str]:
        """Yield messages: all sections first, then those that change, and a pulse while nothing does.

        Args:
            look: Whose eyes these are now; None when the link no longer opens the room.
            closing: Set when the house closes.
        """
        sent: dict[str, str] = {}
        me = id(sent)
        try:
            while not closing.is_set():
                changed = self._changed
                who = look()
                if who is None:
                    yield message("gone", {"now": time()})
                    return
                # whoever has just come, or sees with other eyes than before, looks for himself
                known = self.looks.last(who) if _same_eyes(self._eyes.get(me), who) else {}
                found = known or await asyncio.to_thread(self.looks.of, who)
                self._eyes[me] = who
                fresh = {name: s for name, s in found.items() if sent.get(name) != s.mark}
                gone = [name for name in sent if name not in found]
                if fresh or gone:
                    yield _sections(self.lodging.version, fresh, gone)
                    sent = {name: s.mark for name, s in found.items()}
                while not await _happens(changed, PULSE):
                    yield message("pulse", {"now": time()})
        finally:
            self._eyes.pop(me, None)


def _same_eyes(before: Viewer | None, now: Viewer) -> bool:
    return before is not None and _key(before) == _key(now)


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    """Wait for something, and say whether it has happened."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


def message(kind: str, data: Json) -> str:
    """Write a message of a stream."""
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"


def _sections(version: int, fresh: dict[str, Section], gone: list[str]) -> str:
    body = ",".join(f"{json.dumps(name)}:{s.text}" for name, s in fresh.items())
    head = f'"now":{time()},"version":{version},"gone":{json.dumps(gone)}'
    return f'event: sections\ndata: {{{head},"set":{{{body}}}}}\n\n'
