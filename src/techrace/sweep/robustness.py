"""Which policy holds up? Regret, good enough how often and how far, the worst tenth, dominated or not.

Policies are compared in the same scenarios under the same luck, wherever the design lets every policy
meet every scenario (``full``, or ``crossed``). What is not sure is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.sweep.gate import Table
from techrace.sweep.precision import half_width

if TYPE_CHECKING:
    import polars as pl

ENOUGH_REPLICATIONS = 8  # from which luck can be averaged over
WORST = 0.1


@dataclass(frozen=True)
class Standing:
    """How well one policy does by one outcome.

    Attributes:
        outcome: Which outcome.
        policy: Which policy of the state that is ranked.
        mean: Over all runs; ``half`` is half its 95 % interval.
        worst: Mean of the worst tenth of runs.
        regret: Mean loss against the best policy of the same scenario; None if not matched.
        regret_most: The 95th percentile of that loss.
        enough: Share of runs that are good enough; None if the design does not say what is.
        radius: How far all factors may stray from the middle of their ranges, as a share of the way to
            their ends, before a point is no longer good enough on average.
        dominated_by: A policy that is as good by every outcome, and surely better by one.
    """

    outcome: str
    policy: str
    mean: float
    half: float
    worst: float
    regret: float | None
    regret_most: float | None
    enough: float | None
    radius: float | None
    dominated_by: str | None


@dataclass(frozen=True)
class Verdict:
    """Which of two policies does better by an outcome.

    Attributes:
        outcome: Which outcome.
        better: The policy that seems better; worse: the other.
        gain: Mean difference, in the direction that counts as better; ``half`` is half its 95 % interval.
        sure: Whether the interval leaves out zero.
        needed: How many times as many replications would tell, if it is not sure.
    """

    outcome: str
    better: str
    worse: str
    gain: float
    half: float
    sure: bool
    needed: float


def labelled(table: Table) -> tuple[pl.DataFrame, list[str]] | None:
    """Return points with the place of their policy, and their scenario; nothing if no policy is ranked."""
    import polars as pl

    column = f"policies.{table.design.ranked}"
    if table.design.ranked is None:
        return None
    others = [f.name for f in table.design.factors if f.name != column]
    points = table.points().with_columns(pl.col(column).alias("profile"))
    names = sorted(points["profile"].unique().to_list())
    known = points.select(others).unique(maintain_order=True).with_row_index("scenario") if others else None
    joined = (
        points.join(known, on=others, maintain_order="left")
        if known is not None
        else points.with_columns(scenario=pl.lit(0))
    )
    place = pl.col("profile").replace_strict(dict(zip(names, range(len(names)), strict=True)), return_dtype=pl.Int64)
    return joined.with_columns(place.alias("policy")), names


def shared_scenarios(table: Table) -> tuple[int, int] | None:
    """Return in how many scenarios policies are compared, those that all of them met, and how many there are."""
    found = labelled(table)
    if found is None:
        return None
    shared = _shared(*found)
    return int(shared.sum()), shared.size


def _shared(points: pl.DataFrame, names: list[str]) -> NDArray[np.bool_]:
    """Say which scenarios every policy met; none where a policy met one twice, as luck of sampling may have it."""
    scenario, policy = points["scenario"].to_numpy().astype(np.int64), points["policy"].to_numpy().astype(np.int64)
    count = int(scenario.max()) + 1
    pairs = np.unique(scenario * len(names) + policy)
    if len(names) < 2 or pairs.size < points.height:
        return np.zeros(count, dtype=bool)
    return np.asarray(np.bincount(pairs // len(names), minlength=count) == len(names))


@dataclass(frozen=True)
class Cells:
    """The runs of a sweep by policy, signed so that more is better.

    Where constraints leave some policies out of some scenarios, only runs of scenarios that all met are in it.

    Attributes:
        names: The policies.
        runs: The outcome of every run, by policy.
        matched: The same by scenario and luck, shape (policies, scenarios and replications); None if there is no
            scenario that every policy met.
        replication: The luck of every column of it.
    """

    names: list[str]
    runs: list[Array]
    matched: Array | None
    replication: NDArray[np.int64]


def cells(table: Table, outcome: str) -> Cells | None:
    """Sort the runs of an outcome by policy; nothing if none are ranked."""
    import polars as pl

    found = labelled(table)
    if found is None:
        return None
    points, names = found
    policy, scenario = points["policy"].to_numpy(), points["scenario"].to_numpy().astype(np.int64)
    sign = 1.0 if table.design.spec.outcomes[outcome].better == "more" else -1.0
    rows = (
        table.rows()
        .select("point", "replication", pl.col(table.column(outcome)).alias("value"))
        .collect(engine="streaming")
    )
    point, rep, value = (rows[c].to_numpy() for c in ("point", "replication", "value"))
    value, shared = sign * value, _shared(points, names)
    if not shared.any():
        return Cells(names, [value[policy[point] == i] for i in range(len(names))], None, np.zeros(0, dtype=np.int64))
    kept = shared[scenario[point]]
    point, rep, value = point[kept], rep[kept], value[kept]
    scenario, scenarios = (np.cumsum(shared) - 1)[scenario], int(shared.sum())
    runs = [value[policy[point] == i] for i in range(len(names))]
    matched = np.full((len(names), table.replications * scenarios), np.nan)
    matched[policy[point], rep.astype(np.int64) * scenarios + scenario[point]] = value
    whole = np.isfinite(matched).all(axis=0)
    return Cells(names, runs, matched[:, whole], np.repeat(np.arange(table.replications), scenarios)[whole])


def mean_and_half(values: Array, replication: NDArray[Any]) -> tuple[float, float]:
    """Return a mean and half its 95 % interval; runs that share their luck count once, if there is enough luck."""
    if replication.size and (np.unique(replication).size >= ENOUGH_REPLICATIONS):
        order = np.unique(replication, return_inverse=True)[1]
        values = np.bincount(order, values) / np.bincount(order)
    if values.size < 2:
        return float(values.mean()) if values.size else float("nan"), float("inf")
    return float(values.mean()), half_width(float(values.std(ddof=1)), values.size)


def standings(table: Table) -> Iterator[Standing]:
    """Rank every policy by every outcome."""
    beaten = _dominated(table)
    for outcome, said in table.design.spec.outcomes.items():
        found = cells(table, outcome)
        if found is None:
            return
        names, runs, matched, replication = found.names, found.runs, found.matched, found.replication
        sign = 1.0 if said.better == "more" else -1.0
        best = matched.max(axis=0) if matched is not None else None
        for i, name in enumerate(names):
            values = runs[i]
            if not values.size:
                continue
            own = matched[i] if matched is not None else values
            mean, half = mean_and_half(own, replication if matched is not None else np.zeros(0))
            loss = best - matched[i] if matched is not None and best is not None and best.size else None
            worst = np.sort(values)[: max(1, int(np.ceil(WORST * values.size)))]
            enough = float((values >= sign * said.enough).mean()) if said.enough is not None else None
            yield Standing(
                outcome, name, sign * mean, half, sign * float(worst.mean()),
                None if loss is None else float(loss.mean()), None if loss is None else float(np.quantile(loss, 0.95)),
                enough, _radius(table, outcome, name) if said.enough is not None else None, beaten.get(name),
            )  # fmt: skip


def verdicts(table: Table) -> Iterator[Verdict]:
    """Compare every two policies by every outcome, in the same scenarios under the same luck."""
    for outcome in table.design.spec.outcomes:
        found = cells(table, outcome)
        if found is None:
            return
        names, runs, matched, replication = found.names, found.runs, found.matched, found.replication
        for a, b in combinations(range(len(names)), 2):
            if matched is not None:
                gain, half = mean_and_half(matched[a] - matched[b], replication)
            else:
                (ma, ha), (mb, hb) = (mean_and_half(runs[x], np.zeros(0)) for x in (a, b))
                gain, half = ma - mb, float(np.hypot(ha, hb))
            better, worse = (names[a], names[b]) if gain >= 0 else (names[b], names[a])
            sure = abs(gain) > half
            yield Verdict(
                outcome, better, worse, abs(gain), half, sure, 1.0 if sure else (half / max(abs(gain), 1e-12)) ** 2
            )


def _dominated(table: Table) -> dict[str, str]:
    """Find policies that another equals or beats by every outcome, and surely beats by one."""
    if len(table.design.spec.outcomes) == 0:
        return {}
    gains: dict[tuple[str, str], list[float]] = {}  # the other's gain over a policy: least it may be by outcome
    for verdict in verdicts(table):
        gains.setdefault((verdict.worse, verdict.better), []).append(1.0 if verdict.sure else 0.0)
        gains.setdefault((verdict.better, verdict.worse), []).append(-1.0 if verdict.gain > 0 else 0.0)
    found: dict[str, str] = {}
    for (mine, other), parts in gains.items():
        if min(parts) >= 0 and max(parts) > 0:
            found.setdefault(mine, other)
    return found


def _radius(table: Table, outcome: str, policy: str) -> float | None:
    """Return how far factors may stray from the middle before a point is not good enough."""
    import polars as pl

    found = labelled(table)
    free = [f.name for f in table.design.factors if f.numeric and f.kind in {"parameters", "start", "events"}]
    if found is None or not free:
        return None
    said = table.design.spec.outcomes[outcome]
    means = table.rows().group_by("point").agg(mean=pl.col(table.column(outcome)).mean()).collect(engine="streaming")
    points = found[0].filter(pl.col("profile") == policy).join(means, on="point")
    x = points.select(free).to_numpy().astype(np.float64)
    all_points = found[0].select(free).to_numpy().astype(np.float64)
    low, high = all_points.min(axis=0), all_points.max(axis=0)
    way = np.abs(2 * (x - low) / np.maximum(high - low, 1e-12) - 1).max(axis=1)
    mean = points["mean"].to_numpy()
    bad = mean < said.enough if said.better == "more" else mean > said.enough
    return float(way[bad].min()) if bad.any() else 1.0
