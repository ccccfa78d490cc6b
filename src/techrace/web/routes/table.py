"""The table: what somebody sees, a stream of its changes, and the one way to do something."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from time import time
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from techrace.policies import is_search
from techrace.session import commands as c
from techrace.session import seats, store
from techrace.session.events import DraftSaved, Json
from techrace.session.refusals import Code, Refusal
from techrace.session.room import Answer
from techrace.session.seats import Viewer
from techrace.web import content
from techrace.web.callers import Caller, Player, Somebody, failure, refused
from techrace.web.happenings import note
from techrace.web.streams import Hub

router = APIRouter(prefix="/r/{room}/api", tags=["table"])

Act: TypeAlias = (
    c.OpenSeat | c.Join | c.Leave | c.TakeSeat | c.GiveUpSeat | c.ChooseHead | c.HandOver | c.HandBack | c.ProposePact
    | c.SignPact | c.DeclinePact | c.WithdrawPact | c.MakePledge | c.SaveDraft | c.SubmitOrders | c.GiveForecast
    | c.PlayEvent | c.WriteMove | c.RuleOn | c.SendMessage | c.WriteNote | c.MovePhase | c.Resolve | c.Undo
    | c.SwitchBranch | c.Pause | c.Resume | c.Extend | c.ShowBoard | c.End
)  # fmt: skip
"""What a device may ask: all commands but those of the program itself."""


MOST_STREAMS = 8
"""Devices of one person that may listen at once."""


def foreign_doctrine(command: c.OpenSeat | c.HandOver) -> str:
    """Return what is asked for, if it is no doctrine that comes with techrace or with the command itself.

    A name may otherwise be a path or a class: this machine would read a file, or run code, for somebody outside.
    """
    name = command.doctrine
    if is_search(name):
        _, _, settings = name.partition(":")
        return "" if all(_plain(part.partition("=")[2]) for part in settings.split(",")) else name
    return "" if _plain(name) or (command.file and ":" not in name) else name


def _plain(name: str) -> bool:
    """Say whether a name is no path and no class."""
    return all(x.isascii() and (x.isalnum() or x in "._-") for x in name) and not name.endswith((".yaml", ".yml"))


class Doing(BaseModel):
    """What a device does on its page; it is not kept."""

    model_config = ConfigDict(extra="forbid")
    editing: Annotated[str, Field(max_length=60)] = ""
    ready: bool = False


def hub_of(request: Request, who: Caller) -> Hub:
    """Return what wakes the streams of a room."""
    hubs: dict[str, Hub] = request.app.state.hubs
    hub = hubs.get(who.table.made.id)
    if hub is None or hub.lodging is not who.lodging:
        hub = hubs[who.table.made.id] = Hub(who.house, who.lodging, request.app.state.loop)
    return hub


@router.get("/world")
def world(who: Somebody) -> Json:
    """Tell what does not change in this game, in both languages."""
    return content.world(who.table, who.viewer)


@router.get("/view")
async def view(request: Request, who: Somebody) -> Response:
    """Tell all that the caller may know now, by section."""
    found = await asyncio.to_thread(hub_of(request, who).looks.of, who.viewer)
    body = ",".join(f'"{name}":{s.text}' for name, s in found.items())
    return Response(f'{{"now":{time()},{body}}}', media_type="application/json")


@router.get("/stream")
async def stream(request: Request, who: Somebody) -> StreamingResponse:
    """Send the caller's sections as they change, as server-sent events: ``sections``, ``pulse``, ``gone``."""
    hub, room = hub_of(request, who), who.table.made.id

    def look() -> Viewer | None:
        lodging = who.house.rooms.get(room)
        if lodging is None or seats.holder(lodging.table, who.link) != who.person:
            return None
        return seats.viewer(lodging.table, who.person)

    device = who.lodging.device(who.person)
    if device.streams >= MOST_STREAMS:
        raise failure(429, "too-often", "web-error-too-often")

    async def sent() -> AsyncIterator[str]:
        device.streams, device.since = device.streams + 1, time()
        who.lodging.touch()
        try:
            async for text in hub.follow(look, request.app.state.closing):
                yield text
        finally:
            device.streams, device.since = device.streams - 1, time()
            who.lodging.touch()

    return StreamingResponse(sent(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


@router.post("/act")
async def act(body: Annotated[Act, Field(discriminator="kind")], who: Somebody) -> Response:
    """Carry out a command of the session; it is durable when this answers. ``by`` and ``at`` are the server's.

    Whoever had no answer asks again with the same ``once``: what has been carried out is not carried out again.
    """
    now = time()
    if who.house.busy.left(who.person, now) < 1:
        raise failure(429, "too-often", "web-error-too-often")
    who.house.busy.note(who.person, now)
    command = body.model_copy(update={"by": who.person, "at": now})
    if isinstance(command, c.OpenSeat | c.HandOver) and (wrong := foreign_doctrine(command)):
        raise refused(Refusal(Code.UNKNOWN, (), {"what": wrong}))
    done = await _done(command, who)
    if isinstance(done, Refusal):
        raise refused(done, **_newer(command, done, who))
    if isinstance(command, c.SaveDraft):
        who.lodging.device(who.person).edited = now
    note(who.lodging, command, done)
    told: Json = {"ok": True, "at": now}
    if done and isinstance(done[0], DraftSaved):
        told |= {"revision": done[0].revision, "plan": done[0].plan.model_dump(mode="json")}
    return JSONResponse(told)


async def _done(command: c.Command, who: Caller) -> Answer:
    """Let the desk carry out a command, and open the room again where its disk has failed."""
    try:
        return await asyncio.wrap_future(who.lodging.desk.ask(command))
    except store.Lost as error:
        await asyncio.to_thread(who.house.mend, who.lodging)
        if not isinstance(error, store.Unsure):
            raise failure(503, "lost", "web-error-lost", values={"why": str(error)}) from None
        if who.lodging.room.broken:
            raise failure(503, "unsure", "web-error-unsure", values={"why": str(error)}) from None
        return error.events  # the log has been opened again, and they are in it


def _newer(command: c.Command, refusal: Refusal, who: Caller) -> Json:
    """Return the draft that has overtaken one; nothing if that was another turn's."""
    draft = who.table.drafts.get(who.viewer.seat)
    if not isinstance(command, c.SaveDraft) or refusal.code is not Code.STALE or draft is None:
        return {}
    if command.turn not in (None, who.table.place.turn):
        return {}
    by = who.table.people.get(draft.by)
    plan = draft.plan.model_dump(mode="json")
    return {"draft": {"plan": plan, "revision": draft.revision, "by": by.name if by else ""}}


@router.post("/presence")
async def presence(body: Doing, who: Player) -> Json:
    """Tell the team what one is editing, and whether one is ready."""
    device = who.lodging.device(who.person)
    if (device.editing, device.ready) != (body.editing, body.ready):
        device.editing, device.ready = body.editing, body.ready
        who.lodging.touch()
    return {"ok": True}
