"""What a team may ask of its own game while it is played: where its course leads, and what its own orders have done.

Neither is reckoned from the game itself. A worker is given what the seat knows (``explain.knowledge``)
and nothing else: no seed, nothing hidden, no sealed order; ``decisions/0010-web.md`` says why.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from techrace.axes import GOALS
from techrace.explain import Advice, Knowledge, advise, figure, hindsight, knowledge
from techrace.explain.figure import value_of
from techrace.feasibility import own
from techrace.inquiry import own_figures
from techrace.notation import BY_NAME
from techrace.reckoning import STANDING, moved
from techrace.record import Record
from techrace.scoring import limit_of
from techrace.session import play
from techrace.session.events import Json, Notation
from techrace.session.seats import rounded
from techrace.session.table import Table

LOOK_BACK, ROLLOUTS = 6, 400
QUANTILES = ("p5", "p25", "p50", "p75", "p95")


def choices(table: Table, seat: str) -> Json:
    """Say what a seat may ask of its past: from which turns on, the levers that it moved, the blocs that it was in.

    All of it are its own orders and its own figures.
    """
    record = play.record(table)
    first = max(1, record.turns - LOOK_BACK + 1)
    found: Json = rounded({
        "first": first, "last": record.turns,
        "moved": moved(record, seat, first), "camps": _joined(record, seat, first),
        "figures": [_path(record, name) for name in own_figures(record.setting, seat)],
    })  # fmt: skip
    return found


def _joined(record: Record, seat: str, first: int) -> Json:
    """List the camps that a seat has ordered to join, with the turns."""
    lever, place = BY_NAME["join"], record.setting.index("states", seat)
    depth = np.stack([own(orders.join, lever, place)[..., 0] for orders in record.orders[first - 1 :]])
    return {
        camp: [first + int(t) for t in np.flatnonzero(depth[:, c] > 0)]
        for c, camp in enumerate(record.setting.names["camps"])
        if depth[:, c].any()
    }


def _path(record: Record, name: str) -> Json:
    found = figure(name, record.setting)
    values = [float(value_of([found], state, record.setting)[0, 0]) for state in record.states]
    return {"id": str(found), "unit": found.unit, "path": values}


def orders_instead(table: Table, seat: str, turn: int, orders: Notation) -> Notation:
    """Return what would have been ordered; none given: the standing orders, on every lever that the seat moved."""
    return orders or dict.fromkeys(moved(play.record(table), seat, turn), STANDING)


def eyes(table: Table, seat: str, turn: int) -> list[Knowledge]:
    """Return what a seat knew at the start of a turn (from 1) and of each since, and what it knows now."""
    line = play.line_of(table)
    place = line.game.setting.index("states", seat)
    return [knowledge(line.view(place, line.game.fog, turn=t)) for t in range(turn - 1, line.turn + 1)]


def looked_back(known: list[Knowledge], orders: Notation) -> Json:
    """Say what other orders would have changed; for a worker."""
    setting = known[0].setting
    seat = setting.names["states"][known[0].seat]
    found = hindsight(known, orders, own_figures(setting, seat), rollouts=ROLLOUTS)
    told: Json = rounded({
        "seat": seat, "turn": found.at + 1, "draws": found.draws,
        "figures": [
            {"id": str(f), "unit": f.unit, "higher": float(found.higher[i]),
             "difference": {q: found.difference[k, i].tolist() for k, q in enumerate(QUANTILES)}}
            for i, f in enumerate(found.figures)
        ],
    })  # fmt: skip
    return told


def looked_ahead(known: Knowledge, draft: Notation, others: Any, turns: int) -> Advice:
    """Look ahead with a draft and on the present course; for a worker."""
    return advise(known, draft, others=others, turns=turns, rollouts=ROLLOUTS)


def course(known: Knowledge, turns: int) -> Json:
    """Say where the present course leads: a range for each goal, and the red line with its chance; for a worker."""
    found = looked_ahead(known, {}, "repeat", turns)
    told: Json = rounded({
        "turns": turns, "draws": found.draws,
        "goals": {
            goal: {q: float(found.course[k, g, -1]) for k, q in enumerate(QUANTILES)} for g, goal in enumerate(GOALS)
        },
        "red_line": _red_line(known, next((line.course for line in found.lines if line.name == "own"), None)),
    })  # fmt: skip
    return told


def _red_line(known: Knowledge, chance: float | None) -> Json | None:
    """Say where the figure of a seat's red line stands, as far as it knows it, and how likely it goes beyond."""
    spec = list(known.setting.world.states.values())[known.seat].red_line
    limit = limit_of(spec.when) if spec else None
    if limit is None or chance is None:
        return None
    f = figure(f"{limit.name}[{', '.join(limit.ids)}]" if limit.ids else limit.name, known.setting)
    level = float(value_of([f], known.state, known.setting)[0, 0])
    return {"id": str(f), "unit": f.unit, "level": level, "limit": limit.at, "below": limit.below, "chance": chance}
