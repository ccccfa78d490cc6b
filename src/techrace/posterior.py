"""What a game does not know: constants drawn once a world, and kept in any batch.

``none`` plays every constant at its default; ``declared`` draws each from a triangle over its
declared range; ``calibrated`` takes a row of ``posterior.csv`` (what fits the training windows of
the historical cases) and draws what history does not inform as declared. A path names another
table of draws.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import chance
from techrace.simulate import draw_parameters

KINDS = ("none", "declared", "calibrated")
NAME = "posterior.csv"


@lru_cache(maxsize=4)
def rows(kind: str = "calibrated") -> dict[str, Array]:
    """Return a table of draws by parameter, each of shape (draws,): the packaged one, or that of a path."""
    if kind == "calibrated":
        with as_file(files("techrace") / NAME) as path:
            return _read(path)
    return _read(Path(kind))


def _read(path: Path) -> dict[str, Array]:
    table = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    values = np.array(table[1:], dtype=np.float64)
    return {name: values[:, column] for column, name in enumerate(table[0])}


def draw(kind: str, seed: int, worlds: NDArray[np.uint64]) -> dict[str, Array]:
    """Draw constants for worlds; a draw belongs to the world's id, and rows of a table stay together.

    Args:
        kind: ``none``, ``declared``, ``calibrated``, or the path of a table of draws.
        seed: The seed of all luck.
        worlds: Ids of the worlds.
    """
    if kind == "none":
        return {}
    drawn = draw_parameters(seed, worlds)
    if kind != "declared":
        known = rows(kind)
        size = len(next(iter(known.values())))
        row = np.minimum((chance(seed, worlds).traits().uniform("posterior") * size).astype(int), size - 1)
        drawn.update({name: values[row] for name, values in known.items()})
    return drawn
