"""A small session to play: the archipelago with a few cards and questions, and people in two seats."""

from __future__ import annotations

from copy import deepcopy
from functools import cache, reduce
from pathlib import Path
from typing import Any

from techrace.session import commands as c
from techrace.session.decide import decide
from techrace.session.events import Event, Role
from techrace.session.evolve import begin, evolve
from techrace.session.refusals import Refusal
from techrace.session.table import Table
from techrace.world.loading import load

ARCHIPELAGO = Path(__file__).parents[1] / "worlds" / "archipelago.yaml"
SEED, FOG = 6_148_914_691_236_517_205, 3_074_457_345_618_258_602


def text(en: str) -> dict[str, str]:
    return {"en": en, "ko": ""}


def card(do: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": text("Card"), "line": text("Does something."), "but": text("At a price."), "do": do, **more}


CARDS = {
    "labs": card({"shift": {"science": 0.1}}, cost={"pp": 10, "pc": 0.0}, lasts=3),
    "wall": card({"control": {"birch": {"lens": 0.9}}, "securitise": 0.6}, cost={"pp": 2, "pc": 0.1}, lasts=2),
    "bridge": card({"control": {"birch": {"lens": 0.2}}}, nudge={"relations[alder, birch]": 0.05}),
    "fence": card({"control": {"birch": {"lens": 0.75}}}),
    "works": card({"shift": {"platform": 0.2}}, cost={"pp": 55, "pc": 0.0}, lasts=4, bound=True),
    "crown": card({"open": 0.9}, cost={"pp": 0, "pc": 0.9}),
}
QUESTIONS = {
    "calm": {"text": text("Calmer?"), "ask": "change(tension) < 0", "kind": "binary", "turns": 2},
    "money": {"text": text("Our GDP"), "ask": "gdp[me]", "kind": "number", "turns": 1, "last": 3},
}


@cache
def _world() -> dict[str, Any]:
    data = load(str(ARCHIPELAGO)).model_dump(mode="json", by_alias=True)
    data["states"]["alder"]["cards"] = CARDS
    data["questions"] = QUESTIONS
    return data


def world() -> dict[str, Any]:
    """The archipelago with cards and questions, as plain data."""
    return deepcopy(_world())


def make(**changes: Any) -> c.MakeSession:
    """The command that makes the session."""
    made = {"id": "isles", "title": "Isles", "world": world(), "seed": SEED, "fog": FOG, "turns": 6}
    return c.MakeSession(**{**made, **changes})


def act(table: Table | None, *commands: c.Command) -> Table:
    """Carry out commands that must not be refused."""
    return play(table, *commands)[0]


def play(table: Table | None, *commands: c.Command) -> tuple[Table, list[Event]]:
    """Carry out commands that must not be refused, and return their events, too."""
    log: list[Event] = []
    for command in commands:
        events = decide(table, command)
        assert not isinstance(events, Refusal), (command, events)
        log += events
        table = reduce(evolve, events[1:], begin(events[0])) if table is None else reduce(evolve, events, table)
    assert table is not None
    return table, log


PEOPLE = (
    c.Join(person="fay", name="Fay", role=Role.FACILITATOR),
    *(c.Join(person=p, name=p.title()) for p in ("ann", "art", "ben", "eve")),
    c.TakeSeat(by="ann", person="ann", seat="alder"),
    c.TakeSeat(by="art", person="art", seat="alder"),
    c.TakeSeat(by="ben", person="ben", seat="birch"),
)


def opening() -> Table:
    """A session in its first orders phase: Ann (head) and Art in alder, Ben in birch, Fay leads, Eve looks on."""
    return act(None, make(), *PEOPLE, *TURN)


TURN = (c.MovePhase(by="fay"), c.MovePhase(by="fay"), c.MovePhase(by="fay"))
"""Brief, negotiate, orders."""
