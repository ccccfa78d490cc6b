"""What a viewer sees, cut into sections, and a stream of those that change."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from time import time
from typing import Any

from techrace.inquiry import account
from techrace.session import seats
from techrace.session.events import Json, Role
from techrace.session.seats import Viewer
from techrace.session.table import Table
from techrace.web import board
from techrace.web.host import Lodging

GAP = 0.2
"""Seconds between two messages of a stream, at least: a room that is told "submit now" is told of once."""
PULSE = 10.0
LOG = 60
"""Happenings that the console lists."""
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
    """What the viewers of a room see, made once for all who see the same."""

    lodging: Lodging
    _made: dict[tuple[str, str], tuple[int, dict[str, Section]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, who: Viewer) -> dict[str, Section]:
        """Return the sections of a viewer as they stand."""
        key = (who.role.value if who.leads or who.role is Role.BOARD else "", who.seat)
        with self._lock:
            version = self.lodging.version
            known = self._made.get(key)
            if known is None or known[0] != version:
                known = version, self._sections(Viewer(who.role, who.seat))
                self._made[key] = known
        own = {"role": who.role.value, "seat": who.seat, "person": who.person}
        return {**known[1], "you": section(own)}

    def _sections(self, who: Viewer) -> dict[str, Section]:
        lodging, table = self.lodging, self.lodging.table
        told = seats.view(table, who, causes=account if who.seat else None)
        del told["version"], told["you"]  # the one counts views, the other is each person's own
        if who.leads and not table.ended:
            told["all"] = {seat: {"submitted": bool(x["submitted"])} for seat, x in told["all"].items()}
        told["room"] = _room(lodging, who)
        told["board"] = board.facts(table)
        if who.seat:
            told["team"] = _team(lodging, who.seat)
            told["score"] = lodging.scores.get((table.here(), who.seat))
        if who.leads:
            told["presence"] = _presence(lodging)
            told["needs"] = needs(table)
            told["log"] = lodging.happened[-LOG:]
        return {name: section(value) for name, value in told.items()}


def _room(lodging: Lodging, who: Viewer) -> Json:
    table = lodging.table
    told = {
        "title": table.made.title, "scene": lodging.scene, "theme": lodging.theme,
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
    return {"seats": seated, "visitors": visitors}


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
    """Wakes the streams of a room when something has changed."""

    def __init__(self, lodging: Lodging, loop: asyncio.AbstractEventLoop) -> None:
        """Listen to a room."""
        self.lodging, self.looks = lodging, Looks(lodging)
        self._loop, self._changed = loop, asyncio.Event()
        lodging.changed = self._call

    def _call(self) -> None:
        """Wake the streams from whatever thread it was that changed something."""
        self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
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
            found = await asyncio.to_thread(self.looks.of, who)
            fresh = {name: s for name, s in found.items() if sent.get(name) != s.mark}
            gone = [name for name in sent if name not in found]
            if fresh or gone:
                yield _sections(fresh, gone)
                sent = {name: s.mark for name, s in found.items()}
            else:
                yield message("pulse", {"now": time()})
            try:
                await asyncio.wait_for(changed.wait(), PULSE)
                await asyncio.sleep(GAP)
            except TimeoutError:
                pass


def message(kind: str, data: Json) -> str:
    """Write a message of a stream."""
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"


def _sections(fresh: dict[str, Section], gone: list[str]) -> str:
    body = ",".join(f"{json.dumps(name)}:{s.text}" for name, s in fresh.items())
    return f'event: sections\ndata: {{"now":{time()},"set":{{{body}}},"gone":{json.dumps(gone)}}}\n\n'
