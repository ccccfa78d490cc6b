"""Feature scoring: how much extra-trees use every factor to foretell an outcome, for any sampling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from techrace.arrays import Array
from techrace.errors import need
from techrace.sweep.gate import Table

if TYPE_CHECKING:
    import polars as pl

MOST_POINTS, FEWEST_POINTS = 20_000, 50
FORESTS = 5


@dataclass(frozen=True)
class Score:
    """How much a factor matters to an outcome: a share of what trees use, with its spread over forests."""

    outcome: str
    factor: str
    share: float
    half: float
    explained: float  # of the variance between points that the trees have not seen


def matrix_of(frame: pl.DataFrame) -> Array:
    """Return factors as numbers; texts become their place among the sorted."""
    import polars as pl

    parts = [
        frame[c].rank("dense").to_numpy().astype(np.float64)
        if frame[c].dtype == pl.String
        else frame[c].to_numpy().astype(np.float64)
        for c in frame.columns
    ]
    return np.stack(parts, axis=1)


def scores(table: Table, means: Mapping[str, Array]) -> Iterator[Score]:
    """Score every factor for every outcome."""
    names = [f.name for f in table.design.factors]
    if not names or table.count < FEWEST_POINTS:
        return
    ensemble = need("sklearn.ensemble", "sweep")
    every = max(1, table.count // MOST_POINTS)
    x = matrix_of(table.points().select(names))[::every]
    for outcome, values in means.items():
        y = values[::every]
        known = np.isfinite(y)
        if known.sum() < FEWEST_POINTS or np.ptp(y[known]) <= 0:
            continue
        shares, explained = [], []
        for seed in range(FORESTS):
            trees = ensemble.ExtraTreesRegressor(
                100, min_samples_leaf=3, max_features=1.0, bootstrap=True, oob_score=True, random_state=seed
            )
            trees.fit(x[known], y[known])
            shares.append(trees.feature_importances_)
            explained.append(trees.oob_score_)
        for i, name in enumerate(names):
            mine = np.array([s[i] for s in shares])
            yield Score(outcome, name, float(mine.mean()), float(2 * mine.std()), float(max(0.0, np.mean(explained))))
