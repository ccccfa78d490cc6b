"""What the console lists as having happened: who did what, never what it said."""

from __future__ import annotations

from typing import Any

from techrace.session import commands as c
from techrace.session.events import Event
from techrace.session.table import Table
from techrace.web.host import Lodging

_QUIET = (c.SaveDraft, c.GiveForecast, c.WriteNote)
KEPT = 200


def note(lodging: Lodging, command: c.Command, done: tuple[Event, ...]) -> None:
    """Keep what somebody has done, for the console."""
    if isinstance(command, _QUIET) or not done:
        return
    table = lodging.table
    known = table.people.get(command.by or getattr(command, "person", ""))
    who = known.name if known else ""
    lodging.happened.append({
        "at": command.at, "who": who, "what": f"web-did-{command.kind.replace(' ', '-')}",
        "values": _values(table, command, who),
    })  # fmt: skip
    del lodging.happened[:-KEPT]
    lodging.touch()


def _values(table: Table, command: c.Command, who: str) -> dict[str, Any]:
    now = table.place.turn + (not isinstance(command, c.Resolve))  # a turn that was resolved is the one before
    told: dict[str, Any] = {"who": who, "turn": now}
    for name in ("seat", "event", "seconds", "doctrine", "phase"):
        value = getattr(command, name, None)
        if value:
            told[name] = value.value if hasattr(value, "value") else value
    return told
