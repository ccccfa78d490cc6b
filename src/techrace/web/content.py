"""What does not change in a game, for the pages: names, levers, cards and words, in both languages."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from techrace.notation import own_axes
from techrace.orders import LEVERS, LINES, OFFERS
from techrace.policies import available
from techrace.session import cards, play
from techrace.session.events import Json
from techrace.session.seats import Viewer
from techrace.session.table import Table
from techrace.web.board import drawing
from techrace.world.schema import World


def world(table: Table, who: Viewer) -> Json:
    """Return the unchanging part of what a viewer may know."""
    played = play.world_of(table)
    setting = play.line_of(table).game.setting
    told: Json = {
        "world": {
            "id": played.id, "version": played.version, "title": _plain(played.title), "start": played.start,
            "turn_years": played.turn_years, "currency": played.currency, "turns": table.made.turns,
        },
        "states": {name: _state(played, name, i) for i, name in enumerate(played.states)},
        "names": _names(played),
        "axes": {axis: list(ids) for axis, ids in setting.names.items()},
        "weights": {"sectors": setting.sector_weight[:, 0].tolist()},
        "lines": list(LINES),
        "offers": list(OFFERS),
        "levers": [
            {
                "id": x.name, "tray": "focus" if x.tray == "invest" and x.name != "spend" else x.tray, "who": x.who,
                "axes": list(own_axes(x)), "low": x.low, "high": x.high, "money": x.money, "delay": x.delay,
                "split": x.split,
            }
            for x in LEVERS
        ],
        "treaties": {k: _plain(t) for k, t in played.treaties.items()},
        "questions": {k: _plain(q) for k, q in played.questions.items()},
        "doctrines": {x.id: {"name": _plain(x.name), "seat": x.seat or ""} for x in available(setting)},
        "map": drawing(played),
        "glossary": {k: _plain(t) for k, t in played.glossary.items()},
        "rules": {
            "cards": {
                "most": cards.MOST,
                "new": cards.NEW_POINTS,
                "held": cards.ALL_POINTS,
                "dropping": cards.DROPPING,
            },
            "effects": {"most": 8, "by": 0.25},
        },
    }  # fmt: skip
    if who.seat or who.leads or table.ended:
        seats = list(played.states) if who.leads or table.ended else [who.seat]
        told["cards"] = {s: {k: _plain(card) for k, card in played.states[s].cards.items()} for s in seats}
    if who.leads or table.ended:
        told["events"] = {k: _plain(e) for k, e in played.events.items()}
        told["goals"] = {
            s: {"goals": _plain(x.goals), "red_line": x.red_line and _plain(x.red_line)}
            for s, x in played.states.items()
        }
        told["lessons"] = {k: _plain(x) for k, x in played.lessons.items()}
        told["debrief"] = {k: _plain(x) for k, x in played.debrief.items()}
    return told


def _state(played: World, name: str, place: int) -> Json:
    spec = played.states[name]
    return {
        "name": _plain(spec.name), "code": spec.code, "place": place, "brief": _plain(spec.brief),
        "cards": bool(spec.cards), "default": played.policies.get(name, ""),
    }  # fmt: skip


def _names(played: World) -> Json:
    tables: dict[str, Any] = {
        "states": played.states, "regions": played.regions, "layers": played.layers, "sectors": played.sectors,
        "ecosystems": played.ecosystems, "camps": played.camps, "events": played.events, "treaties": played.treaties,
    }  # fmt: skip
    return {kind: {k: _plain(x.name) for k, x in table.items()} for kind, table in tables.items()}


def _plain(model: BaseModel) -> Any:
    return model.model_dump(mode="json", by_alias=True)
