"""What a team asks about its own game: what a draft costs, what it may lead to, why, and where a number is from."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from techrace.errors import InputError
from techrace.explain import Advice, advise, by_mechanism, by_player, knowledge
from techrace.feasibility import cost, money, own
from techrace.inquiry import asked, changed, sourced
from techrace.notation import BY_NAME
from techrace.orders import LEVERS, LINES
from techrace.rules.constants import FIXED
from techrace.session import plans, play, seats
from techrace.session.events import Json, Plan
from techrace.session.seats import rounded
from techrace.web.callers import Player, Somebody, failure, wrong

router = APIRouter(prefix="/r/{room}/api", tags=["ask"])
ROLLOUTS, SHORTEST, LONGEST = 400, 4, 12
QUANTILES = ("p5", "p25", "p50", "p75", "p95")


class Draft(BaseModel):
    """A plan that has not been saved."""

    model_config = ConfigDict(extra="forbid")
    plan: Plan


class Question(Draft):
    """A plan, and what the others are assumed to do."""

    others: Literal["repeat", "doctrine", "best"] = "repeat"
    turns: Annotated[int, Field(ge=1, le=LONGEST)] = 8


@router.post("/check")
def check(body: Draft, who: Player) -> Json:
    """Say what a plan would cost and what is wrong with it; nothing is saved."""
    table, seat = who.table, who.viewer.seat
    view, setting = seats.sight(table, seat), play.line_of(table).setting()
    refusal = play.refused(table, seat, body.plan)
    budget = float(FIXED.budget * view.state.gdp[view.seat, 0] * setting.world.turn_years)
    told: Json = {
        "budget": budget,
        "capital": float(view.state.political_capital[view.seat, 0]),
        "refusal": refusal.as_data() if refusal else None,
    }
    try:
        moves = plans.moves_of(body.plan, table.place, view, setting)
    except InputError:
        return rounded(told)
    spend = np.asarray(moves.get("spend", own(view.last.spend, BY_NAME["spend"], view.seat)))[..., 0]
    extra = {x.name: float(cost(x, np.asarray(moves[x.name]))[0]) for x in LEVERS if x.money and x.name in moves}
    whole = float(spend.sum()) + float(money(moves, view.seat, setting)[0])
    return rounded({
        **told, "lines": dict(zip(LINES, spend.tolist(), strict=True)), "levers": extra, "spent": whole,
        "left": 1.0 - whole, "changed": changed(moves, view.last, view.seat, setting),
    })  # fmt: skip


@router.post("/advice")
async def advice(body: Question, who: Player) -> Json:
    """Look ahead with the draft and on the present course, from what the seat may know."""
    table, seat = who.table, who.viewer.seat
    view, setting = seats.sight(table, seat), play.line_of(table).setting()
    try:
        moves = plans.moves_of(body.plan, table.place, view, setting)
        draft = changed(moves, view.last, view.seat, setting)
        turns = min(body.turns, max(SHORTEST, table.turns_left))
        call = asyncio.get_running_loop().run_in_executor(
            who.house.workers, _advise, knowledge(view), draft, body.others, turns
        )
        found = await call
    except InputError as error:
        raise wrong(error) from None
    return rounded(_told(found, setting.names["states"][view.seat], draft, table.place.turn))


def _advise(known: Any, draft: Any, others: Any, turns: int) -> Advice:
    return advise(known, draft, others=others, turns=turns, rollouts=ROLLOUTS)


def _told(found: Advice, seat: str, draft: Any, turn: int) -> Json:
    from techrace.axes import GOALS

    def fan(values: Any, g: int) -> Json:
        return {name: values[q, g].tolist() for q, name in enumerate(QUANTILES)}

    return {
        "seat": seat, "turn": turn, "turns": found.turns, "draws": found.draws, "others": found.others,
        "policies": dict(found.policies), "changed": draft,
        "figures": [
            {"id": goal, "unit": "index", "draft": fan(found.draft, g), "course": fan(found.course, g),
             "better": float(found.better[g])}
            for g, goal in enumerate(GOALS)
        ],
        "lines": [{"id": x.name, "of": x.of, "draft": x.draft, "course": x.course} for x in found.lines],
        "reasons": [{"rule": r.rule, "goal": r.goal, "size": r.size} for r in found.reasons],
    }  # fmt: skip


@router.get("/why")
def why(figure: str, who: Player, turns: int = 1) -> Json:
    """Say which mechanisms, and who, moved a figure that the seat may know, over the last turns."""
    table, seat = who.table, who.viewer.seat
    line = play.line_of(table)
    try:
        found = asked(figure, line.game.setting, seat)
    except InputError as error:
        raise wrong(error) from None
    if not line.turn:
        raise failure(409, "early", "web-error-early")
    record = play.record(table)
    span = max(0, record.turns - max(1, turns)), record.turns
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
def source(of: str, who: Somebody) -> Json:
    """Say where a number at the start comes from, how sure it is and who disagrees: ``hbm share``."""
    world = play.world_of(who.table)
    seat = who.viewer.seat or next(iter(world.states))
    words = of.lower().replace("_", " ").replace(".", " ").split()
    found = [
        {
            "name": name, "value": getattr(spec, "value", None), "confidence": spec.confidence, "note": spec.note,
            "dispute": spec.dispute, "source": _cited(world.sources.get(spec.source), spec.source),
        }
        for name, spec in sourced(world, seat).items()
        if words and all(w in name.split() for w in words)
    ]  # fmt: skip
    if not found:
        raise failure(404, "no-source", "web-error-source")
    return {"of": of, "sources": found[:6]}


def _cited(known: Any, written: str) -> Json:
    if known is None:
        return {"title": written, "date": "", "url": ""}
    return {"title": known.title, "date": known.date, "url": known.url}
