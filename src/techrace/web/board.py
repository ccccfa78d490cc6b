"""What the board shows: public facts only, of which everybody may have a copy."""

from __future__ import annotations

from techrace.session.events import Json
from techrace.session.table import Table


def facts(table: Table) -> Json:
    """Return what the board shows of a game."""
    return {"turn": table.place.turn}
