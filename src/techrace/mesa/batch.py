"""Mesa's ``batch_run``, to the very end of every game."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import mesa

from techrace.mesa.model import TechRaceModel


def batch_run(model_cls: type[TechRaceModel], parameters: Mapping[str, Any], **options: Any) -> list[dict[str, Any]]:
    """Run ``mesa.batch_run`` with the last turn in its rows.

    Mesa up to 3.3 reports the step before the last of a model that ends by itself. Here a
    model that is over takes one step more, which plays nothing.

    Args:
        model_cls: ``TechRaceModel`` or a class made from it.
        parameters: Arguments of the model; a list is an axis of the design.
        options: What ``mesa.batch_run`` takes besides.

    Example:
        >>> rows = batch_run(TechRaceModel, {"seed": range(10), "turns": 8}, display_progress=False)
    """
    rows: list[dict[str, Any]] = mesa.batch_run(partial(_lingering, model_cls), parameters, **options)
    return rows


def _lingering(model_cls: type[TechRaceModel], **arguments: Any) -> TechRaceModel:
    model = model_cls(**arguments)
    model.linger = True
    return model
