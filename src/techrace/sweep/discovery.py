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
from techrace.sweep.precision import half_width

if TYPE_CHECKING:
    import polars as pl

LEAVES, LEAST = 8, 0.02  # of a tree: leaves, share of runs in a leaf
MOST_BOXES = 3
ENOUGH = 8  # games with luck of their own, from which their spread can be told


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


@dataclass(frozen=True)
class Sample:
    """Runs to look for conditions in: their factors, whether they are bad, and their luck."""

    frame: pl.DataFrame
    bad: NDArray[np.bool_]
    luck: NDArray[np.int64]

    def inside(self, limits: Sequence[Limit]) -> NDArray[np.bool_]:
        """Return which runs fulfil all conditions."""
        found = np.ones(self.frame.height, dtype=bool)
        for limit in limits:
            values = self.frame[limit.factor].to_numpy()
            if limit.among:
                found &= np.isin(values, limit.among)
            else:
                found &= (values >= (-np.inf if limit.low is None else limit.low)) & (
                    values <= (np.inf if limit.high is None else limit.high)
                )
        return found

    def box(self, limits: Sequence[Limit]) -> Box:
        """Count the runs inside; runs that share their luck are no more sure than one another."""
        inside = self.inside(limits)
        n = int(inside.sum())
        p = float(self.bad[inside].mean()) if n else 0.0
        half = 1.96 * ((p * (1 - p) + 1 / (4 * max(n, 1))) / max(n, 1)) ** 0.5
        games, place = np.unique(self.luck[inside], return_inverse=True)
        if games.size >= ENOUGH:
            shares = np.bincount(place, self.bad[inside]) / np.bincount(place)
            half = max(half, half_width(float(shares.std(ddof=1)), games.size))
        return Box(tuple(limits), p, half, float(self.bad[inside].sum() / max(self.bad.sum(), 1)), n)

    def pruned(self, limits: Sequence[Limit]) -> Box:
        """Drop every condition without which runs inside are as surely bad."""
        kept = list(limits)
        box = self.box(kept)
        for limit in limits:
            without = [x for x in kept if x is not limit]
            if without and (wider := self.box(without)).density >= box.density - box.half / 2:
                kept, box = without, wider
        return box


def _worse(boxes: Sequence[Box], usual: float) -> list[Box]:
    """Return boxes that are surely worse than usual, the worst first, each once."""
    found = {b.limits: b for b in boxes if b.limits and b.density - b.half > usual}
    return sorted(found.values(), key=lambda b: (-b.density, -b.coverage))[:MOST_BOXES]


def cart(sample: Sample) -> Iterator[Box]:
    """Grow a small tree; return its leaves in which runs are bad more often than usual, the worst first."""
    import polars as pl

    tree = need("sklearn.tree", "sweep")
    frame, parts, columns = sample.frame, [], list[tuple[str, str | None]]()
    for name in frame.columns:  # texts are one column each: it is this one, or not
        if frame[name].dtype == pl.String:
            for value in sorted(frame[name].unique().to_list()):
                parts.append((frame[name] == value).to_numpy().astype(np.float64))
                columns.append((name, value))
        else:
            parts.append(frame[name].to_numpy().astype(np.float64))
            columns.append((name, None))
    x = np.stack(parts, axis=1)
    grown = tree.DecisionTreeClassifier(max_leaf_nodes=LEAVES, min_samples_leaf=LEAST, random_state=0).fit(
        x, sample.bad
    )
    paths = (_tidy(path, columns, frame) for _, path in _leaves(grown.tree_))
    yield from _worse([sample.pruned(path) for path in paths if path], float(sample.bad.mean()))


def _leaves(
    tree: Any, node: int = 0, path: tuple[tuple[int, bool, float], ...] = ()
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    if tree.children_left[node] == tree.children_right[node]:
        yield node, path
        return
    column, limit = int(tree.feature[node]), float(tree.threshold[node])
    yield from _leaves(tree, tree.children_left[node], (*path, (column, False, limit)))
    yield from _leaves(tree, tree.children_right[node], (*path, (column, True, limit)))


def _tidy(
    path: Sequence[tuple[int, bool, float]], columns: Sequence[tuple[str, str | None]], frame: pl.DataFrame
) -> list[Limit]:
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


def prim(sample: Sample) -> Iterator[Box]:
    """Peel boxes in which runs are bad, as many as help."""
    import polars as pl

    frame, bad = sample.frame, sample.bad
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other things that it could do
        module, pandas = need("ema_workbench.analysis.prim", "ema"), need("pandas", "ema")
        logging.getLogger("ema_workbench").setLevel(logging.ERROR)
        text = {n for n in frame.columns if frame[n].dtype == pl.String}
        table = pandas.DataFrame(
            {
                n: pandas.Categorical(frame[n].to_list()) if n in text else frame[n].to_numpy().astype(np.float64)
                for n in frame.columns
            }
        )
        algorithm = module.Prim(table, np.asarray(bad), threshold=min(0.8, 2 * float(bad.mean())), peel_alpha=0.1)
        found = []
        for _ in range(MOST_BOXES):
            box = algorithm.find_box()
            limits = [] if box is None else _limits(frame, box.box_lims[-1], text)
            if not limits:
                break
            found.append(sample.pruned(limits))
    yield from _worse(found, float(bad.mean()))


def _limits(frame: pl.DataFrame, last: Any, text: set[str]) -> list[Limit]:
    """Read the conditions of a box; a factor that it does not cut is none."""
    limits = []
    for name in frame.columns:
        if name in text:
            kept = {str(v) for v in last[name].iloc[0]}
            if kept < set(frame[name].unique().to_list()):
                limits.append(Limit(name, among=tuple(sorted(kept))))
            continue
        values = frame[name].to_numpy().astype(np.float64)
        low, high = float(last[name].iloc[0]), float(last[name].iloc[1])
        below, above = low > values.min(), high < values.max()
        if below or above:
            limits.append(Limit(name, low if below else None, high if above else None))
    return limits
