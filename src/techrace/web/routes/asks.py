"""What a team asks about its own game: what a draft costs, what it may lead to, why, and where a number is from."""

from __future__ import annotations

import asyncio
from json import dumps
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from techrace.axes import GOALS
from techrace.errors import InputError
from techrace.explain import Advice, by_mechanism, by_player, knowledge
from techrace.feasibility import cost, money, own
from techrace.inquiry import asked, changed, origins
from techrace.notation import BY_NAME
from techrace.orders import LEVERS, LINES
from techrace.rules.constants import FIXED
from techrace.session import plans, play, seats
from techrace.session.cards import DROPPING
from techrace.session.events import Json, Notation, Plan
from techrace.session.seats import rounded
from techrace.session.table import Table
from techrace.web import hindsight
from techrace.web.answers import answered, once
from techrace.web.callers import Player, Somebody, failure, refused, wrong
from techrace.web.hindsight import QUANTILES, looked_ahead
from techrace.web.work import Urgency

router = APIRouter(prefix="/r/{room}/api", tags=["ask"])
SHORTEST, LONGEST = 4, 12
AHEAD = 8
"""Turns over which a page looks ahead of itself."""

Asked = Annotated[str, Query(min_length=1, max_length=200)]


class Draft(BaseModel):
    """A plan that has not been saved."""

    model_config = ConfigDict(extra="forbid")
    plan: Plan


class Question(Draft):
    """A plan, and what the others are assumed to do."""

    others: Literal["repeat", "doctrine", "best"] = "repeat"
    turns: Annotated[int, Field(ge=1, le=LONGEST)] = AHEAD


class Otherwise(BaseModel):
    """What if the team itself had ordered something else, from a turn on."""

    model_config = ConfigDict(extra="forbid")
    turn: Annotated[int, Field(ge=1, le=400)]
    orders: Notation = Field(default_factory=dict)  # none: the standing orders, on every lever that it moved


@router.post("/check")
def check(body: Draft, who: Player) -> Json:
    """Say what a plan would cost and what is wrong with it; nothing is saved."""
    table, seat = who.table, who.viewer.seat
    view, setting = seats.sight(table, seat), play.line_of(table).setting()
    refusal = play.refused(table, seat, body.plan)
    hand = setting.world.states[seat].cards
    budget = float(FIXED.budget * view.state.gdp[view.seat, 0] * setting.world.turn_years)
    told: Json = {
        "refusal": refusal.as_data() if refusal else None,
        "problems": refusal.as_data()["problems"] if refusal else [],
        "budget": budget,
        "capital": float(view.state.political_capital[view.seat, 0]),
        "capital_cost": sum(hand[x].cost.pc for x in body.plan.cards if x in hand) + DROPPING * len(body.plan.drop),
    }
    try:
        moves = plans.moves_of(body.plan, table.place, view, setting)
    except (InputError, KeyError):  # what cannot be read has no price
        return rounded(told)
    spend = np.asarray(moves.get("spend", own(view.last.spend, BY_NAME["spend"], view.seat)))[..., 0]
    extra = {x.name: float(cost(x, np.asarray(moves[x.name]))[0]) for x in LEVERS if x.money and x.name in moves}
    spent = float(spend.sum()) + float(money(moves, view.seat, setting)[0])
    return rounded({
        **told,
        "costs": {name: share * budget for name, share in zip(LINES, spend.tolist(), strict=True)},
        "levers": {name: share * budget for name, share in extra.items()},
        "left": (1.0 - spent) * budget,
        "changed": changed(moves, view.last, view.seat, setting),
    })  # fmt: skip


@router.post("/advice")
async def advice(body: Question, who: Player) -> Json:
    """Look ahead with the draft and on the present course, from what the seat may know.

    A seat has one question at a time: whoever asks again gives up what was asked before.
    """
    seat, lodging = who.viewer.seat, who.lodging
    asked_now = lodging.asked[seat] = lodging.asked.get(seat, 0) + 1
    async with lodging.asking.setdefault(seat, asyncio.Lock()):
        if lodging.asked[seat] != asked_now:
            raise failure(409, "replaced", "web-error-replaced")
        return await _advice(body, who)


async def _advice(body: Question, who: Player) -> Json:
    table, seat = who.table, who.viewer.seat
    view, setting = seats.sight(table, seat), play.line_of(table).setting()
    if refusal := play.refused(table, seat, body.plan):
        raise refused(refusal)
    moves = plans.moves_of(body.plan, table.place, view, setting)
    draft = changed(moves, view.last, view.seat, setting)
    turns = _ahead(table, body.turns)
    asked_of = (knowledge(view), draft, body.others, turns)
    found = await answered(who.house.workers.ask(Urgency.NOW, looked_ahead, *asked_of))
    past = play.record(table).measures[:, :, view.seat, 0]
    return rounded(_told(found, seat, draft, table, past.tolist()))


def _ahead(table: Table, turns: int) -> int:
    return min(turns, max(SHORTEST, table.turns_left))


def _told(found: Advice, seat: str, draft: Any, table: Table, past: list[list[float]]) -> Json:
    world, turn = play.world_of(table), table.place.turn

    def fan(values: Any, g: int) -> Json:
        return {name: values[q, g].tolist() for q, name in enumerate(QUANTILES)}

    return {
        "seat": seat, "turn": turn, "turns": found.turns, "draws": found.draws, "others": found.others,
        "policies": dict(found.policies), "changed": draft,
        "dates": [world.start + t * world.turn_years for t in range(turn + found.turns + 1)],
        "figures": [
            {"id": goal, "unit": "index", "past": [row[g] for row in past], "draft": fan(found.draft, g),
             "course": fan(found.course, g), "better": float(found.better[g])}
            for g, goal in enumerate(GOALS)
        ],
        "red_lines": [{"id": x.name, "of": x.of, "draft": x.draft, "course": x.course} for x in found.lines],
        "reasons": [{"id": r.rule, "goal": r.goal, "size": r.size} for r in found.reasons],
        "unknown": {"message": "play-advice-doubt", "values": {}},
    }  # fmt: skip


@router.get("/course")
async def course(who: Player) -> Json:
    """Say where the present course leads the goals and the red line of a seat, from what it may know."""
    table, seat = who.table, who.viewer.seat
    known = knowledge(seats.sight(table, seat))
    return await once(who, Urgency.SOON, (seat,), hindsight.course, known, _ahead(table, AHEAD))


@router.get("/hindsight")
def looking_back(who: Player) -> Json:
    """Say what a team may ask of its own past: from which turns on, which of its orders, with its own figures."""
    _past(who)
    return hindsight.choices(who.table, who.viewer.seat)


@router.post("/hindsight")
async def otherwise(body: Otherwise, who: Player) -> Json:
    """Say what other orders of the team's own would have changed, from what it may know and knew then."""
    _past(who)
    table, seat = who.table, who.viewer.seat
    first, last = max(1, table.place.turn - hindsight.LOOK_BACK + 1), table.place.turn
    if not first <= body.turn <= last:
        raise wrong(InputError(f"turn {body.turn}: the turns {first} to {last} can be looked back on"))
    orders = hindsight.orders_instead(table, seat, body.turn, body.orders)
    if not orders:
        raise wrong(InputError(f"{seat}: had ordered nothing of its own from turn {body.turn} on; write other orders"))
    known = hindsight.eyes(table, seat, body.turn)
    return await once(who, Urgency.NOW, (seat, body.turn, dumps(orders)), hindsight.looked_back, known, orders)


def _past(who: Player) -> None:
    if not who.table.place.turn:
        raise failure(409, "early", "web-error-early")


@router.get("/why")
def why(figure: Asked, who: Player, turns: Annotated[int, Query(ge=1, le=400)] = 1) -> Json:
    """Say which mechanisms, and who, moved a figure that the seat may know, over the last turns."""
    table, seat = who.table, who.viewer.seat
    line = play.line_of(table)
    try:
        found = asked(figure, line.game.setting, seat)
    except InputError as error:
        raise wrong(error) from None
    _past(who)
    record = play.record(table)
    span = max(0, record.turns - turns), record.turns
    how = by_mechanism(record, [found], span)
    told: Json = {
        "figure": str(found), "unit": found.unit, "from": span[0], "to": span[1],
        "before": float(how.before[0]), "after": float(how.after[0]),
        "causes": [{"id": name, "value": value} for name, value in how.causes(0, 6)],
    }  # fmt: skip
    if table.ended:  # before that, it would tell of sealed orders
        whose = by_player(record, [found])
        told["players"] = [{"id": name, "value": value} for name, value in whose.causes(0, 12)]
    return rounded(told)


@router.get("/source")
def source(figure: Asked, who: Somebody) -> Json:
    """Say where a number at the start comes from, how sure it is and who disagrees: ``layer_share.hbm.korea``."""
    world = play.world_of(who.table)
    found: list[Json] = [
        {
            "name": x.name, "value": x.value, "confidence": x.spec.confidence, "note": x.spec.note,
            "disagrees": x.spec.dispute, "source": x.title, "date": x.date, "url": x.url,
        }
        for x in origins(figure, world, who.viewer.seat or next(iter(world.states)))
    ]  # fmt: skip
    if not found:
        raise failure(404, "no-source", "web-error-source")
    return {"figure": figure, **found[0], "more": found[1:]}
