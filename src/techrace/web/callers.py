"""Who sends a request: by cookie or bearer link to a person of the room."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import time
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from techrace.errors import InputError
from techrace.session import seats, store
from techrace.session.commands import Command
from techrace.session.events import Role
from techrace.session.refusals import Refusal
from techrace.session.room import Answer
from techrace.session.seats import Viewer
from techrace.session.table import Table
from techrace.web import doors
from techrace.web.host import House, Lodging


def failure(status: int, code: str, sentence: str, **more: Any) -> HTTPException:
    """Make an answer that says no, in the one shape that all have."""
    error = {"code": code, "sentence": sentence, "allowed": [], "values": {}, "problems": [], **more}
    return HTTPException(status, error)


def refused(refusal: Refusal, **more: Any) -> HTTPException:
    """Make the answer to a command that the session refuses."""
    return HTTPException(409, {**refusal.as_data(), **more})


def wrong(error: InputError) -> HTTPException:
    """Make the answer to input that cannot be read."""
    return failure(422, "input", "web-error-input", problems=[{"sentence": p} for p in error.problems])


async def carried_out(command: Command, house: House, lodging: Lodging) -> Answer:
    """Let the desk carry out a command, and open the room again where its disk has failed."""
    try:
        return await asyncio.wrap_future(lodging.desk.ask(command))
    except store.Lost as error:
        await asyncio.to_thread(house.mend, lodging)
        if not isinstance(error, store.Unsure):
            raise failure(503, "lost", "web-error-lost", values={"why": str(error)}) from None
        if lodging.room.broken:
            raise failure(503, "unsure", "web-error-unsure", values={"why": str(error)}) from None
        return error.events  # the log has been opened again, and they are in it


async def house_of(request: Request) -> House:
    """Return the house."""
    found: House = request.app.state.house
    return found


async def lodging_of(room: str, request: Request) -> Lodging:
    """Return the room of a path."""
    found: Lodging | None = request.app.state.house.rooms.get(room)
    if found is None:
        raise failure(404, "no-room", "web-error-room")
    return found


@dataclass(frozen=True)
class Caller:
    """Somebody in a room."""

    house: House
    lodging: Lodging
    person: str
    link: str

    @property
    def table(self) -> Table:
        """Return the session."""
        return self.lodging.table

    @property
    def viewer(self) -> Viewer:
        """Return what eyes they have now."""
        return seats.viewer(self.table, self.person)


def link_of(request: Request) -> str:
    """Return the secret link of a request: as a bearer token, or from the cookie of the door that it names."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        return token.strip()
    asked = request.headers.get("x-techrace-as") or request.query_params.get("as") or ""
    names = [doors.COOKIES[asked]] if asked in doors.COOKIES else list(doors.COOKIES.values())
    return next((request.cookies[name] for name in names if name in request.cookies), "")


async def caller(request: Request, lodging: Annotated[Lodging, Depends(lodging_of)]) -> Caller:
    """Find out who asks; whoever has no link is told so."""
    link = link_of(request)
    person = seats.holder(lodging.table, link) if link else None
    if person is None:
        raise failure(401, "no-link", "web-error-link")
    house: House = request.app.state.house
    now = time()
    if house.busy.left(person, now) < 1:
        raise failure(429, "too-often", "web-error-too-often")
    house.busy.note(person, now)
    return Caller(house, lodging, person, link)


async def player(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Admit members of a team."""
    if not who.viewer.seat:
        raise failure(403, "no-seat", "web-error-seat")
    return who


async def leader(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Admit facilitators."""
    if who.viewer.role is not Role.FACILITATOR:
        raise failure(403, "not-allowed", "web-error-lead")
    return who


Somebody = Annotated[Caller, Depends(caller)]
Player = Annotated[Caller, Depends(player)]
Leader = Annotated[Caller, Depends(leader)]
Owner = Annotated[House, Depends(house_of)]
Place = Annotated[Lodging, Depends(lodging_of)]
