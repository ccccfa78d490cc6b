"""What only the facilitator asks of the house; all else of a facilitator is a command of the session."""

from __future__ import annotations

from time import time
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from techrace.errors import InputError
from techrace.session import commands as c
from techrace.session import play, seats
from techrace.session.events import Json, Role
from techrace.web.callers import Leader, failure, wrong
from techrace.web.host import free_name

MOST_ROOMS = 32
router = APIRouter(prefix="/r/{room}/api/lead", tags=["lead"])


class Scene(BaseModel):
    """What the board shows."""

    model_config = ConfigDict(extra="forbid")
    scene: Literal["auto", "world", "race", "chokepoints", "capital", "blocs", "news"] = "auto"
    theme: Literal["", "light", "dark"] = ""


class Another(BaseModel):
    """Another session of the same world, with what is said otherwise."""

    model_config = ConfigDict(extra="forbid")
    title: Annotated[str, Field(max_length=60)] = ""
    turns: Annotated[int, Field(ge=1, le=400)] | None = None


class Seat(BaseModel):
    """A seat."""

    model_config = ConfigDict(extra="forbid")
    seat: Annotated[str, Field(max_length=60)]


@router.post("/scene")
def scene(body: Scene, who: Leader) -> Json:
    """Choose what the board shows."""
    who.lodging.scene, who.lodging.theme = body.scene, body.theme
    who.lodging.touch()
    return {"ok": True}


@router.post("/handover")
def handover(who: Leader) -> Json:
    """Issue a code by which another device becomes facilitator, once."""
    code, until = who.house.handovers.issue(who.table.made.id, time())
    return {"code": code, "until": until}


@router.post("/rooms")
def rooms(body: Another, who: Leader) -> Json:
    """Begin another session like this one, and return the link that leads it."""
    house, made = who.house, who.table.made
    if len(house.rooms) >= MOST_ROOMS:
        raise failure(429, "too-often", "web-error-too-often")
    stem = made.id.rpartition("-")[0] or made.id
    settings = {
        "turns": body.turns or made.turns, "phases": made.phases, "seconds": made.seconds,
        "overrides": made.overrides, "drawn": made.drawn, "hazards": made.hazards, "without": made.without,
        "start": made.start,
    }  # fmt: skip
    try:
        lodging = house.make(
            play.world_of(who.table), free_name(house.folder, stem), body.title or made.title, **settings
        )
        for seat in who.table.seats.values():
            like_it = {"depth": seat.depth, "open": seat.open, "doctrine": seat.doctrine, "file": dict(seat.file)}
            house.must(lodging, c.OpenSeat(at=time(), seat=seat.id, **like_it))
        link = house.admit(lodging, who.table.people[who.person].name, Role.FACILITATOR)
    except InputError as error:
        raise wrong(error) from None
    room = lodging.table.made.id
    return {"room": room, "code": lodging.code, "next": f"/r/{room}/lead#in={link}"}


@router.post("/links")
def links(who: Leader) -> Json:
    """Return the address to join at with its picture to scan, and a new link for the board."""
    from techrace.web.picture import qr

    lodging, address = who.lodging, who.house.address
    room = who.table.made.id
    join = f"{address}/?code={lodging.code}"
    board = who.house.admit(lodging, "board", Role.BOARD)
    return {"join": join, "code": lodging.code, "board": f"{address}/r/{room}/board#in={board}", "qr": qr(join)}


@router.post("/look")
def look(body: Seat, who: Leader) -> Json:
    """Look into a seat's orders; it is noted, and told at the debrief."""
    table = who.table
    if body.seat not in table.seats:
        raise failure(404, "unknown", "web-error-seat-unknown")
    name = table.people[who.person].name
    who.lodging.room.act(c.WriteNote(by=who.person, at=time(), text=f"{name}: look into {body.seat}"))
    found: Json = seats.view(table, who.viewer)["all"][body.seat]
    return found
