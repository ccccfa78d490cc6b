"""Coming in: by the code on the wall, by a link of one's own, by a code that hands the console over."""

from __future__ import annotations

from time import time
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from techrace import __version__
from techrace.session import commands as c
from techrace.session import seats
from techrace.session.events import Json, Role
from techrace.session.refusals import Refusal
from techrace.web import doors
from techrace.web.callers import Owner, Place, Somebody, carried_out, failure, refused
from techrace.web.host import MOST_PEOPLE, Lodging, invited

router = APIRouter(prefix="/api", tags=["join"])
inside = APIRouter(prefix="/r/{room}/api", tags=["join"])
WEEK = 7 * 24 * 3600


class Joining(BaseModel):
    """A code and the name by which somebody wants to be called."""

    model_config = ConfigDict(extra="forbid")
    code: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=40)]
    lang: Annotated[str, Field(max_length=10)] = ""  # of the page; nothing depends on it yet
    once: Annotated[str, Field(max_length=64, pattern="^([0-9a-f]{32,})?$")] = ""  # 128 random bits and more


class Link(BaseModel):
    """A secret link."""

    model_config = ConfigDict(extra="forbid")
    link: Annotated[str, Field(min_length=8, max_length=100)]


@router.get("/health")
def health() -> Json:
    """Say that the house is open."""
    return {"ok": True, "version": __version__, "now": time()}


@router.post("/join")
async def join(body: Joining, request: Request, response: Response, house: Owner) -> Json:
    """Come in by a code; the answer holds the link by which one comes back.

    Whoever had no answer asks again with the same ``once``, and is the same person.
    """
    device, now = request.client.host if request.client else "", time()
    left = house.rate.left(device, now)
    if left < 1:
        raise failure(429, "too-often", "web-error-too-often")
    if body.once:
        for there in house.rooms.values():
            own = doors.link_for(there.table.made.fog, body.once)
            if seats.holder(there.table, own):
                return _arrived(there, own, request, response)
    code, name = doors.read_code(body.code), " ".join(body.name.split())[:40]
    lodging, role = house.by_code(code), Role.OBSERVER
    if lodging is None and (room := house.handovers.use(code, now)):
        lodging, role = house.rooms.get(room), Role.FACILITATOR
    if lodging is None or not name:
        house.rate.note(device, now)
        raise failure(404, "no-code", "web-error-code", values={"left": left - 1})
    if sum(person.here for person in lodging.table.people.values()) >= MOST_PEOPLE:
        raise failure(429, "full", "web-error-full")
    link, command = invited(name, role, body.once and doors.link_for(lodging.table.made.fog, body.once))
    done = await carried_out(command, house, lodging)
    if isinstance(done, Refusal):
        raise refused(done)
    return _arrived(lodging, link, request, response)


@inside.post("/enter")
def enter(body: Link, request: Request, response: Response, house: Owner, lodging: Place) -> Json:
    """Come back by a link."""
    device, now = request.client.host if request.client else "", time()
    if house.rate.left(device, now) < 1:
        raise failure(429, "too-often", "web-error-too-often")
    if seats.holder(lodging.table, body.link) is None:
        house.rate.note(device, now)
        raise failure(401, "no-link", "web-error-link")
    return _arrived(lodging, body.link, request, response)


@inside.post("/leave")
async def leave(who: Somebody, response: Response) -> Json:
    """Go for good; the link opens nothing any more."""
    role = who.viewer.role
    done = await carried_out(c.Leave(by=who.person, person=who.person, at=time()), who.house, who.lodging)
    if not isinstance(done, tuple):
        raise refused(done)
    response.delete_cookie(doors.COOKIES[doors.door_of(role)], path=f"/r/{who.table.made.id}/")
    return {"ok": True}


def _arrived(lodging: Lodging, link: str, request: Request, response: Response) -> Json:
    table = lodging.table
    person = seats.holder(table, link) or ""
    who = seats.viewer(table, person)
    room = table.made.id
    response.set_cookie(
        doors.COOKIES[doors.door_of(who.role)], link, max_age=WEEK, path=f"/r/{room}/", httponly=True,
        samesite="strict", secure=request.url.scheme == "https",
    )  # fmt: skip
    page = {Role.FACILITATOR: "lead", Role.BOARD: "board"}.get(who.role, "team" if who.seat else "seat")
    if table.ended and page in ("team", "seat"):
        page = "debrief"
    return {
        "room": room, "link": link, "person": person, "role": who.role.value, "seat": who.seat,
        "next": f"/r/{room}/{page}", "now": time(),
    }  # fmt: skip


@inside.get("/qr")
def qr(who: Somebody) -> Response:
    """Draw the address to join at, for phones to scan."""
    from techrace.web.picture import qr as drawn

    return Response(drawn(f"{who.house.address}/?code={who.lodging.code}"), media_type="image/svg+xml")
