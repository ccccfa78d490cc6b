"""What is uncertain beside the factors: constants drawn once a replication, the same for all points."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from techrace.archive.recipe import wrong_parameter
from techrace.arrays import Array
from techrace.chance import chance
from techrace.errors import nearest, shown
from techrace.simulate import draw_parameters

KINDS = ("none", "declared", "calibrated")
Ids = NDArray[np.uint64]


def draws(kind: str, seed: int, ids: Ids) -> dict[str, Array]:
    """Draw constants for worlds; the draw belongs to the world's id.

    Args:
        kind: ``none``; ``declared``: from the range of every parameter; ``calibrated``: a row of the
            draws that fit history, the rest declared; or a path to a table of draws.
        seed: The seed of all luck.
        ids: Which worlds.
    """
    if kind == "none":
        return {}
    drawn = draw_parameters(seed, ids)
    if kind != "declared":
        known = table(kind)
        size = len(next(iter(known.values())))
        row = np.minimum((chance(seed, ids).traits().uniform("posterior") * size).astype(int), size - 1)
        drawn.update({name: values[row] for name, values in known.items()})
    return drawn


@lru_cache(maxsize=4)
def table(kind: str) -> dict[str, Array]:
    """Read a table of draws: a column a parameter, a row a draw."""
    if kind == "calibrated":
        with as_file(files("techrace") / "backtest" / "posterior.csv") as path:
            return _read(path)
    return _read(Path(kind))


def _read(path: Path) -> dict[str, Array]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    values = np.array(rows[1:], dtype=np.float64)
    return {name: values[:, i] for i, name in enumerate(rows[0])}


def wrong_uncertainty(kind: str) -> str:
    """Say what is wrong with where constants are drawn from; else nothing."""
    if kind in {"none", "declared"}:
        return ""
    if kind == "calibrated" or Path(kind).is_file():
        try:
            found = table(kind)
        except (OSError, ValueError, IndexError) as error:
            return f"{kind}: cannot be read as a table of draws ({error})"
        for name, values in found.items():
            for value in (float(values.min()), float(values.max())):
                if sentence := wrong_parameter(name, value):
                    return f"{kind}: {name}: {sentence}"
        return ""
    return f"{shown(kind)} is no file and none of {', '.join(KINDS)}{nearest(kind, KINDS)}"
