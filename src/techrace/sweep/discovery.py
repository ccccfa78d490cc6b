"""Scenario discovery: under which conditions is an outcome bad? As trees (CART) and as boxes (PRIM).

PRIM is EMA Workbench's (Friedman & Fisher 1999; Bryant & Lempert 2010); CART is scikit-learn's.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from techrace.errors import need

if TYPE_CHECKING:
    import polars as pl

LEAVES, LEAST = 8, 0.02  # of a tree: leaves, share of runs in a leaf
MOST_BOXES = 3


@dataclass(frozen=True)
class Limit:
    """One condition: a factor between two values, or among some."""

    factor: str
    low: float | None = None
    high: float | None = None
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class Box:
    """Conditions that hold together.

    Attributes:
        limits: The conditions.
        density: Share of its runs that are bad.
        half: Half the 95 % interval of the density.
        coverage: Share of all bad runs that lie in it.
        runs: Runs in it.
    """

    limits: tuple[Limit, ...]
    density: float
    half: float
    coverage: float
    runs: int


def _box(limits: Sequence[Limit], inside: NDArray[np.bool_], bad: NDArray[np.bool_]) -> Box:
    n = int(inside.sum())
    p = float(bad[inside].mean()) if n else 0.0
    half = 1.96 * ((p * (1 - p) + 1 / (4 * max(n, 1))) / max(n, 1)) ** 0.5
    return Box(tuple(limits), p, half, float(bad[inside].sum() / max(bad.sum(), 1)), n)


def cart(frame: pl.DataFrame, names: Sequence[str], bad: NDArray[np.bool_]) -> Iterator[Box]:
    """Grow a small tree; return its leaves in which runs are bad more often than usual, the worst first."""
    import polars as pl

    tree = need("sklearn.tree", "sweep")
    parts, columns = [], []  # texts are one column each: it is this one, or not
    for name in names:
        if frame[name].dtype == pl.String:
            for value in sorted(frame[name].unique().to_list()):
                parts.append((frame[name] == value).to_numpy().astype(np.float64))
                columns.append((name, value))
        else:
            parts.append(frame[name].to_numpy().astype(np.float64))
            columns.append((name, None))
    x = np.stack(parts, axis=1)
    grown = tree.DecisionTreeClassifier(max_leaf_nodes=LEAVES, min_samples_leaf=LEAST, random_state=0).fit(x, bad)
    found = [
        _box(_tidy(path, columns, frame), np.asarray(grown.apply(x) == leaf), bad) for leaf, path in _leaves(grown.tree_)
    ]
    worse = [b for b in found if b.density - b.half > bad.mean() and b.limits]
    yield from sorted(worse, key=lambda b: -b.density)[:MOST_BOXES]


def _leaves(tree: Any, node: int = 0, path: tuple[tuple[int, bool, float], ...] = ()) -> Iterator[tuple[int, tuple[Any, ...]]]:
    if tree.children_left[node] == tree.children_right[node]:
        yield node, path
        return
    column, limit = int(tree.feature[node]), float(tree.threshold[node])
    yield from _leaves(tree, tree.children_left[node], (*path, (column, False, limit)))
    yield from _leaves(tree, tree.children_right[node], (*path, (column, True, limit)))


def _tidy(path: Sequence[tuple[int, bool, float]], columns: Sequence[tuple[str, str | None]], frame: pl.DataFrame) -> list[Limit]:
    """Join the conditions on the way to a leaf, one a factor."""
    lows: dict[str, float] = {}
    highs: dict[str, float] = {}
    among: dict[str, set[str]] = {}
    for column, above, limit in path:
        name, value = columns[column]
        if value is not None:
            left = among.setdefault(name, set(frame[name].unique().to_list()))
            among[name] = left & {value} if above else left - {value}
        elif above:
            lows[name] = max(limit, lows.get(name, limit))
        else:
            highs[name] = min(limit, highs.get(name, limit))
    numbers = [Limit(n, lows.get(n), highs.get(n)) for n in dict.fromkeys([*lows, *highs])]
    return [*numbers, *(Limit(n, among=tuple(sorted(v))) for n, v in among.items())]


def prim(frame: pl.DataFrame, names: Sequence[str], bad: NDArray[np.bool_]) -> Iterator[Box]:
    """Peel boxes in which runs are bad, as many as help."""
    import polars as pl

    module = need("ema_workbench.analysis.prim", "ema")
    pandas = need("pandas", "ema")
    logging.getLogger("ema_workbench").setLevel(logging.ERROR)
    text = {n for n in names if frame[n].dtype == pl.String}
    table = pandas.DataFrame(
        {n: pandas.Categorical(frame[n].to_list()) if n in text else frame[n].to_numpy().astype(np.float64) for n in names}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        algorithm = module.Prim(table, np.asarray(bad), threshold=min(0.8, 2 * float(bad.mean())), peel_alpha=0.1)
        for _ in range(MOST_BOXES):
            box = algorithm.find_box()
            if box is None:
                return
            last = box.box_lims[-1]
            limits, inside = _limits(frame, last, names, text)
            if not limits:
                return
            made = _box(limits, inside, bad)
            if made.density - made.half <= bad.mean():
                return
            yield made


def _limits(frame: pl.DataFrame, last: Any, names: Sequence[str], text: set[str]) -> tuple[list[Limit], NDArray[np.bool_]]:
    """Read the limits of a box back, and find the runs inside; a factor that it does not cut is no condition."""
    inside = np.ones(frame.height, dtype=bool)
    limits = []
    for name in names:
        if name in text:
            kept = {str(v) for v in last[name].iloc[0]}
            if kept < set(frame[name].unique().to_list()):
                limits.append(Limit(name, among=tuple(sorted(kept))))
                inside &= np.isin(frame[name].to_numpy(), sorted(kept))
            continue
        values = frame[name].to_numpy().astype(np.float64)
        low, high = float(last[name].iloc[0]), float(last[name].iloc[1])
        below, above = low > values.min(), high < values.max()
        if below or above:
            limits.append(Limit(name, low if below else None, high if above else None))
            inside &= (values >= low) & (values <= high)
    return limits, inside
