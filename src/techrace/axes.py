"""The names along every axis of a world's arrays."""

from __future__ import annotations

from techrace.orders import LINES, OFFERS
from techrace.world.schema import World

GOALS = ("prosperity", "autonomy", "security", "stability", "influence")


def axis_names(world: World) -> dict[str, tuple[str, ...]]:
    """List the ids along every axis of a world."""
    states, regions = tuple(world.states), tuple(world.regions)
    layers = tuple(world.layers)
    return {
        "states": states,
        "by": states,
        "regions": regions,
        "markets": (*states, *regions),
        "layers": layers,
        "industries": (*layers, "manufacturing"),
        "holders": (*states, "rest"),
        "places": (*states, "haven"),
        "sectors": tuple(world.sectors),
        "ecosystems": tuple(world.ecosystems),
        "camps": tuple(world.camps),
        "sides": (*world.camps, "unaligned"),
        "lines": LINES,
        "offers": OFFERS,
        "events": tuple(world.events),
        "waves": tuple(world.waves),
        "goals": GOALS,
    }
