"""The world of a point: some of what its file says is otherwise, and some events come on a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from pydantic import ValidationError

from techrace.archive.recipe import checks
from techrace.errors import InputError
from techrace.simulate import assign
from techrace.world.loading import problems_of
from techrace.world.schema import World

CERTAIN = 1e6  # 1/yr: a hazard that nothing escapes


def changed(world: World, values: Mapping[str, Any], dates: Mapping[str, Any]) -> World:
    """Return a world with some values replaced, and events that come on a date and only then.

    Args:
        world: The world.
        values: New values by their dotted paths in the world file.
        dates: Dates by event, or "never".

    Raises:
        InputError: No such world can be.
    """
    if not values and not dates:
        return world
    data: dict[str, Any] = world.model_dump(by_alias=True)
    for path, value in values.items():
        assign(data, path.split("."), value)
    changes = list(data["timeline"])
    for event, date in dates.items():
        data["events"][event]["hazard"] = 0.0
        if date != "never":
            turn = world.start + np.floor((float(date) - world.start) / world.turn_years + 1e-9) * world.turn_years
            for when, hazard in ((turn, CERTAIN), (turn + world.turn_years, 0.0)):
                changes.append({"date": float(when), "set": {f"events.{event}.hazard": hazard}, "source": "design"})
    try:
        new = World.model_validate({**data, "timeline": changes})
    except ValidationError as error:
        raise InputError(f"{'.'.join(p.path)}: {p}" for p in problems_of(World, error)) from None
    if problems := list(checks(new)):
        raise InputError(f"{'.'.join(p.path)}: {p}" for p in problems)
    return new
