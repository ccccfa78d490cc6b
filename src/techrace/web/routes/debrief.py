"""The debrief: the whole game, open to the facilitator at any time and to everybody once it is over."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from operator import itemgetter
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from techrace.errors import InputError
from techrace.reckoning import CHOICES
from techrace.session.events import Json, Notation
from techrace.web import debrief, exports
from techrace.web.answers import once, shared
from techrace.web.callers import Caller, caller, failure, wrong
from techrace.web.work import Urgency, joined

router = APIRouter(prefix="/r/{room}", tags=["debrief"])
T = TypeVar("T")
Name = Annotated[str, Field(min_length=1, max_length=200)]


def admitted(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Admit everybody once the game is over, and the facilitator before."""
    if not (who.table.ended or who.viewer.leads):
        raise failure(403, "not-over", "web-error-not-over")
    return who


Reader = Annotated[Caller, Depends(admitted)]


class Question(BaseModel):
    """What every question has."""

    model_config = ConfigDict(extra="forbid")
    figure: Name


class Instead(Question):
    """What if a seat had ordered something else from a turn on; or what if a turn had not been undone."""

    seat: Annotated[str, Field(max_length=60)] = ""
    turn: Annotated[int, Field(ge=1, le=400)] = 1
    orders: Notation = Field(default_factory=dict)  # none: the standing orders, on every lever that it moved
    react: bool = False  # the others follow their doctrines
    luck: bool = False  # draw it again, for bands
    node: int | None = None  # a way that was undone, instead of other orders


class Cause(Question):
    """Who or what moved a figure."""

    by: Literal["player", "cause", "lever"] = "player"
    seat: Annotated[str, Field(max_length=60)] = ""
    turns: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)]] | None = None


class Rooms(Question):
    """Where the room lies among others."""

    seat: Annotated[str, Field(max_length=60)]
    around: Literal["luck", "others"] = "others"


async def _asked(who: Caller, work: Callable[..., T], *given: Any) -> T:
    return await once(who, Urgency.SOON, given, work, who.table, *given)


def _slice(who: Caller, work: Callable[..., T], *given: Any) -> Future[T]:
    return who.house.workers.ask(Urgency.LATER, work, who.table, *given)


def _played(who: Caller) -> None:
    if not who.table.place.turn:
        raise failure(409, "early", "web-error-early")


@router.get("/api/debrief")
async def summary(who: Reader) -> Json:
    """Return the whole game in short: headlines turn by turn, ratings, forecasts, loops, branches."""
    _played(who)
    return await _asked(who, debrief.summary)


@router.get("/api/debrief/turn")
def moment(who: Reader, turn: Annotated[int, Query(ge=0, le=400)]) -> Json:
    """Return one turn of the replay: the board after it, and what was ordered in it."""
    try:
        return debrief.moment(who.table, turn)
    except InputError as error:
        raise wrong(error) from None


@router.post("/api/debrief/whatif")
async def instead(body: Instead, who: Reader) -> Json:
    """Play the game again with other orders of one seat from a turn on, or compare a way that was undone."""
    _played(who)
    if body.node is not None:
        return await _asked(who, debrief.branch, body.node, body.figure)
    what = debrief.Instead(body.figure, body.seat, body.turn, body.orders, body.react, body.luck)
    return await _asked(who, debrief.instead, what)


@router.post("/api/debrief/causes")
async def causes(body: Cause, who: Reader) -> Json:
    """Say who or what moved a figure; the parts sum to its change."""
    _played(who)
    return await _asked(who, debrief.causes, body.figure, body.by, body.turns, body.seat)


@router.post("/api/debrief/sweep")
async def rooms(body: Rooms, who: Reader) -> Json:
    """Place the room among a thousand others: other luck, and other players around one seat."""
    _played(who)
    asked = (body.seat, body.figure, body.around)

    def in_slices() -> Future[Json]:
        slices = [_slice(who, debrief.rooms, *asked, c) for c in range(CHOICES)]
        return joined(slices, debrief.all_rooms)

    return await shared(who, ("rooms", *asked), in_slices)


@router.get("/export/{file}")
async def export(who: Reader, file: str, lang: Annotated[Literal["en", "ko"], Query()] = "en") -> Response:
    """Return a file to keep: the game as one page, its tables, a report of one seat, or all in one archive."""
    _played(who)
    if not exports.known(file, who.table):
        raise failure(404, "no-file", "web-error-file", allowed=exports.names(who.table))
    table, folder = who.table, str(who.house.folder)

    def one_by_one() -> Future[bytes]:
        wanted = exports.in_archive(table) if file == exports.ARCHIVE else [file]
        files = [_slice(who, exports.made, name, folder, lang) for name in wanted]
        return joined(files, partial(exports.archived, table) if file == exports.ARCHIVE else itemgetter(0))

    content = await shared(who, ("export", file, lang), one_by_one)
    headers = {"Content-Disposition": f'attachment; filename="{who.table.made.id}-{file}"'}
    return Response(content, media_type=exports.kind(file), headers=headers)
