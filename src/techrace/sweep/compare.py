"""Two sweeps beside each other: the same points under the same luck, and what differs in what went in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from techrace.errors import InputError
from techrace.sweep.folder import differences
from techrace.sweep.gate import Table, admit
from techrace.sweep.robustness import mean_and_half
from techrace.sweep.schema import Outcome


@dataclass(frozen=True)
class Effect:
    """The change of an outcome from the first sweep to the second.

    Attributes:
        outcome: Which outcome, known to both.
        first: Its mean in the first sweep; ``second`` in the second.
        effect: Mean of the differences; ``half`` is half their 95 % interval.
        sure: Whether the interval leaves out zero.
        rows: Matched rows.
        alike: Share of them that are the same, bit for bit.
    """

    outcome: str
    first: float
    second: float
    effect: float
    half: float
    sure: bool
    rows: int
    alike: float


@dataclass(frozen=True)
class Comparison:
    """What two sweeps say beside each other."""

    inputs: tuple[str, ...]
    matched: int
    only_first: int
    only_second: int
    effects: tuple[Effect, ...]


def compare(first: Path, second: Path) -> Comparison:
    """Match the rows of two sweeps by point and luck, and compare their outcomes.

    Raises:
        InputError: One of them is not whole, or nothing matches.
    """
    a, b = admit(first), admit(second)
    inputs = tuple(_inputs(a, b))
    if a.manifest["seed"] != b.manifest["seed"]:
        message = (
            f"{first} and {second}: have other seeds ({a.manifest['seed']}, {b.manifest['seed']}), "
            "so no two games share their luck"
        )
        raise InputError(message)
    pairs = _pairs(a, b)
    if not pairs.size:
        message = (
            f"{first} and {second}: no point of one is a point of the other; "
            f"{'; '.join(inputs) or 'their factors differ'}"
        )
        raise InputError(message)
    shared = [n for n, said in a.design.spec.outcomes.items() if _is(said) == _is(b.design.spec.outcomes.get(n))]
    if not shared:
        mine, other = (", ".join(t.design.spec.outcomes) for t in (a, b))
        message = f"{first} and {second}: keep no outcome in common ({mine}; {other})"
        raise InputError(message)
    reps = min(a.replications, b.replications)
    effects = tuple(_effect(a, b, name, pairs, reps) for name in shared)
    matched = len(pairs) * reps
    return Comparison(inputs, matched, a.runs - matched, b.runs - matched, effects)


def _is(said: Outcome | None) -> object:
    """Return what an outcome is, whatever it is called and from where on it is enough."""
    return said and said.model_copy(update={"name": None, "enough": None, "better": "more"})


def _pairs(a: Table, b: Table) -> np.ndarray[Any, Any]:
    """Return which point of the first is which of the second: the same values of the factors that both have."""
    names = [f.name for f in a.design.factors if f.name in {g.name for g in b.design.factors}]
    left, right = a.points(), b.points()
    if not names:
        return np.array([[0, 0]]) if left.height == right.height == 1 else np.zeros((0, 2), dtype=int)
    for name in names:
        if left[name].dtype != right[name].dtype:
            left, right = (t.with_columns(t[name].cast(str)) for t in (left, right))
    joined = left.select("point", *names).join(
        right.select("point", *names), on=names, suffix="_b", maintain_order="left"
    )
    if joined["point"].n_unique() != joined.height or joined["point_b"].n_unique() != joined.height:
        joined = joined.head(0)  # a factor that only one of them has makes several points of one
    return joined.select("point", "point_b").to_numpy()


def _effect(a: Table, b: Table, outcome: str, pairs: np.ndarray[Any, Any], reps: int) -> Effect:
    x, y = (_values(t, outcome, pairs[:, i], reps) for i, t in enumerate((a, b)))
    known = np.isfinite(x) & np.isfinite(y)
    luck = np.repeat(np.arange(reps), len(pairs))[known]
    x, y = x[known], y[known]
    mean, half = mean_and_half(y - x, luck)
    return Effect(
        outcome,
        float(x.mean()),
        float(y.mean()),
        mean,
        half,
        bool(abs(mean) > half),
        int(x.size),
        float((x == y).mean()),
    )


def _values(table: Table, outcome: str, points: np.ndarray[Any, Any], reps: int) -> np.ndarray[Any, Any]:
    """Return an outcome by replication and matched point (nan where a run failed)."""
    import polars as pl

    place = np.full(table.count, -1)
    place[points] = np.arange(len(points))
    rows = (
        table.rows()
        .filter(pl.col("replication") < reps)
        .select("point", "replication", pl.col(table.column(outcome)).alias("v"))
    )
    found = rows.collect(engine="streaming")
    at, rep = place[found["point"].to_numpy()], found["replication"].to_numpy()
    values = np.full((reps, len(points)), np.nan)
    values[rep[at >= 0], at[at >= 0]] = found["v"].to_numpy()[at >= 0]
    return values.ravel()


def _inputs(a: Table, b: Table) -> Iterator[str]:
    """Say what differs in what went in."""
    broad = [d for d in differences(a.manifest, b.manifest) if d not in {"the design", "the points (another SciPy?)"}]
    yield from broad
    x, y = a.design.spec, b.design.spec
    for what in ("world", "uncertainty", "turns", "replications"):
        if getattr(x, what) != getattr(y, what):
            yield f"{what}: {getattr(x, what)} and {getattr(y, what)}"
    for part in ("parameters", "start", "policies"):
        mine, other = getattr(x.fixed, part), getattr(y.fixed, part)
        for name in dict.fromkeys([*mine, *other]):
            if mine.get(name) != other.get(name):
                yield f"fixed {name}: {mine.get(name, 'as in the world')} and {other.get(name, 'as in the world')}"
    if set(x.fixed.without) != set(y.fixed.without):
        yield f"mechanisms off: {', '.join(x.fixed.without) or 'none'} and {', '.join(y.fixed.without) or 'none'}"
    for name in x.outcomes:
        if name in y.outcomes and _is(x.outcomes[name]) != _is(y.outcomes[name]):
            yield f"outcome {name} is not the same, and is left out"
    names = [{f.name for f in t.design.factors} for t in (a, b)]
    for alone, which in ((names[0] - names[1], "first"), (names[1] - names[0], "second")):
        if alone:
            yield f"factors of the {which} alone: {', '.join(sorted(alone))}"
