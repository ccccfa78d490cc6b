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

from techrace.inquiry import account
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
    _accounts: dict[tuple[str, str], Json] = field(default_factory=dict)
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

    def fresh(self, who: Viewer) -> bool:
        """Say whether nothing has changed since somebody with these eyes last looked."""
        known = self._whole.get(_key(who))
        return known is not None and known[0] == self.lodging.version and known[1] is self.lodging.table

    def _sections(self, table: Table, who: Viewer) -> dict[str, Section]:
        key = _key(who)
        known = self._tables.get(key)
        if known is None or known[0] is not table:
            known = self._tables[key] = table, self._of_table(table, Viewer(who.role, who.seat))
        return {**known[1], **self._of_now(table, who)}

    def _of_table(self, table: Table, who: Viewer) -> dict[str, Section]:
        """Return the sections that follow from the session alone."""
        told = seats.view(table, who, causes=self._account if who.seat else None)
        del told["version"], told["you"]  # the one counts views, the other is each person's own
        if who.leads and not table.ended:
            told["all"] = {seat: {"submitted": bool(x["submitted"])} for seat, x in told["all"].items()}
        if who.leads:
            told["needs"] = needs(table)
        told["board"] = board.facts(table)
        return {name: section(value) for name, value in told.items()}

    def _account(self, record: Record, seat: str) -> Json:
        """Tell a seat what moved its figures; worked out once a turn."""
        key = (self.lodging.table.here(), seat)
        if key not in self._accounts:
            self._accounts = {k: v for k, v in self._accounts.items() if k[1] != seat}
            self._accounts[key] = account(record, seat)
        return self._accounts[key]

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
        return {name: section(value) for name, value in told.items()}

    def _score(self, table: Table, seat: str) -> Json | None:
        usual = self.house.usual(self.lodging) if table.place.turn else None
        return score(play.record(table), seat, usual) if usual else None


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
        "theme": lodging.theme, "languages": list(LANGUAGES), "resolving": lodging.resolving,
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
        self._waking: asyncio.TimerHandle | None = None
        self._woken_at = 0.0
        lodging.changed = self._call

    def _call(self) -> None:
        """Note a change, from whatever thread it was that made it."""
        with suppress(RuntimeError):  # the house is closing; nobody listens any more
            self._loop.call_soon_threadsafe(self._soon)

    def _soon(self) -> None:
        if self._waking is None:
            self._waking = self._loop.call_later(max(0.0, self._woken_at + GAP - self._loop.time()), self.wake)

    def wake(self) -> None:
        """Wake every stream now."""
        self._waking, self._woken_at = None, self._loop.time()
        woken, self._changed = self._changed, asyncio.Event()
        woken.set()

    async def follow(self, look: Callable[[], Viewer | None], closing: asyncio.Event) -> AsyncIterator[str]:
        """Yield messages: all sections first, then those that change, and a pulse while nothing does.

        Args:
            look: Whose eyes these are now; None when the link no longer opens the room.
            closing: Set when the house closes.
        """
        sent: dict[str, str] = {}
        while not closing.is_set():
            changed = self._changed
            who = look()
            if who is None:
                yield message("gone", {"now": time()})
                return
            found = self.looks.of(who) if self.looks.fresh(who) else await asyncio.to_thread(self.looks.of, who)
            fresh = {name: s for name, s in found.items() if sent.get(name) != s.mark}
            gone = [name for name in sent if name not in found]
            if fresh or gone:
                yield _sections(self.lodging.version, fresh, gone)
                sent = {name: s.mark for name, s in found.items()}
            while not await _happens(changed, PULSE):
                yield message("pulse", {"now": time()})


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    """Wait for something, and say whether it has happened."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
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
