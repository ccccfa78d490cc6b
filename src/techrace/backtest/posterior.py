"""Parameters that were calibrated on the training windows of all cases together.

``posterior.csv`` holds one row a draw. A world takes the row that its id falls on, so that the
same world has the same parameters in any batch; parameters that history does not inform are
drawn from their declared ranges.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import chance
from techrace.simulate import draw_parameters

NAME = "posterior.csv"


@lru_cache(maxsize=1)
def rows() -> dict[str, Array]:
    """Return the calibrated draws by parameter, each of shape (draws,)."""
    file = files("techrace") / "backtest" / NAME
    if not file.is_file():
        return {}
    table = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    values = np.array(table[1:], dtype=np.float64)
    return {name: values[:, column] for column, name in enumerate(table[0])}


def draw_calibrated(seed: int, worlds: np.ndarray[Any, Any]) -> dict[str, Array]:
    """Draw parameters for worlds: a row of the posterior, the rest from the declared ranges."""
    known = rows()
    drawn = draw_parameters(seed, worlds)
    if known:
        size = len(next(iter(known.values())))
        row = np.minimum((chance(seed, worlds).traits().uniform("posterior") * size).astype(int), size - 1)
        drawn.update({name: values[row] for name, values in known.items()})
    return drawn
