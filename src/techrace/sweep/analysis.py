"""What a sweep says: distributions, what drives them, where policies break, which policy holds up.

Everything here is data with its uncertainty; ``techrace.report.sweep`` says it in words. Rows are read
lazily, one outcome at a time, so that ten million of them need no more memory than a few columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.errors import MissingExtra
from techrace.sweep.discovery import Box, Sample, cart, prim
from techrace.sweep.features import Score, scores
from techrace.sweep.gate import Table, admit
from techrace.sweep.indices import Index, indices
from techrace.sweep.precision import half_width
from techrace.sweep.robustness import Standing, Verdict, standings, verdicts

if TYPE_CHECKING:
    import polars as pl

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
FEWEST_POINTS = 50  # in which conditions can be looked for
WORST = 0.1  # what counts as bad where a design does not say what is enough


@dataclass(frozen=True)
class Spread:
    """How an outcome is distributed over all runs.

    Attributes:
        outcome: Which.
        n: Runs that count.
        mean: Over all of them.
        half: Half the 95 % interval of the mean; runs that share their luck count once.
        sd: Standard deviation of the runs.
        quantiles: At QUANTILES.
        luck: Share of the variance that is luck: what differs between games of one point.
        fan: Quantiles by turn, shape (5, turns + 1); empty if it was not kept every turn.
        never: Share of runs in which it did not happen, for a first passage.
    """

    outcome: str
    n: int
    mean: float
    half: float
    sd: float
    quantiles: tuple[float, ...]
    luck: float
    fan: Array
    never: float | None


@dataclass(frozen=True)
class Discovery:
    """Conditions under which an outcome is bad."""

    outcome: str
    limit: float
    share: float  # of bad runs among all
    boxes: tuple[Box, ...]
    method: str
    missing: str = ""


@dataclass(frozen=True)
class Analysis:
    """Everything that was found in a sweep.

    Attributes:
        table: The sweep.
        spreads: How every outcome is distributed.
        indices: Sobol' or Morris indices by outcome, if the design was made for them.
        features: How much extra-trees need every factor, by outcome.
        discoveries: Conditions under which outcomes are bad.
        standings: How well every policy does, by outcome.
        verdicts: Which policy does better, and whether it is sure.
        missing: What could not be done, and which installation brings it.
    """

    table: Table
    spreads: tuple[Spread, ...]
    indices: tuple[Index, ...]
    features: tuple[Score, ...]
    discoveries: tuple[Discovery, ...]
    standings: tuple[Standing, ...]
    verdicts: tuple[Verdict, ...]
    missing: tuple[str, ...]


def analyse(path: Path) -> Analysis:
    """Analyse a finished sweep.

    Raises:
        InputError: The folder is not whole; see ``gate``.
    """
    table = admit(path)
    missing: list[str] = []
    spreads = tuple(spread(table, name) for name in table.design.spec.outcomes)
    means = {name: point_means(table, name) for name in table.design.spec.outcomes}
    sure = tuple(_try(lambda: list(indices(table, means)), missing))
    trees = tuple(_try(lambda: list(scores(table, means)), missing))
    found = tuple(_try(lambda: list(_discoveries(table)), missing))
    ranked = tuple(standings(table))
    return Analysis(table, spreads, sure, trees, found, ranked, tuple(verdicts(table)), tuple(dict.fromkeys(missing)))


def _try(work: Any, missing: list[str]) -> Iterable[Any]:
    try:
        done: Iterable[Any] = work()
    except MissingExtra as error:
        missing.append(str(error))
        return ()
    return done


def point_means(table: Table, outcome: str) -> Array:
    """Return the mean of an outcome at every point (nan where all runs failed), shape (points,)."""
    import polars as pl

    column = table.column(outcome)
    found = table.rows().group_by("point").agg(pl.col(column).mean().alias("mean")).collect(engine="streaming")
    means = np.full(table.count, np.nan)
    means[found["point"].to_numpy()] = found["mean"].to_numpy()
    return means


def spread(table: Table, outcome: str) -> Spread:
    """Return how an outcome is distributed over all runs."""
    import polars as pl

    said, column = table.design.spec.outcomes[outcome], table.column(outcome)
    rows, value = table.rows(), pl.col(column)
    whole = rows.select(
        n=value.count(),
        mean=value.mean(),
        sd=value.std(),
        **{f"q{i}": value.quantile(q) for i, q in enumerate(QUANTILES)},
    ).collect(engine="streaming")
    n, mean, sd, *quantiles = whole.row(0)
    if not n:
        return Spread(
            outcome, 0, float("nan"), float("nan"), float("nan"), (float("nan"),) * 5, 0.0, np.zeros((0, 0)), None
        )
    never = None
    if said.first is not None or said.changes_hands is not None:
        never = float(rows.select((value > table.design.turns).mean()).collect(engine="streaming").item())
    return Spread(
        outcome, int(n), float(mean), interval(table, column), float(sd or 0.0), tuple(float(q) for q in quantiles),
        luck_of(rows, column), _fan(table, outcome), never,
    )  # fmt: skip


def luck_of(rows: pl.LazyFrame, column: str) -> float:
    """Return the share of the variance that is luck: within points, beside what the points' true means differ by.

    All points meet the same luck, so that what their means share says nothing of the factors, and what is left of
    luck in a mean is only how differently it strikes the points.
    """
    import polars as pl

    usual = rows.group_by("replication").agg(usual=pl.col(column).mean())
    value, own = pl.col(column), pl.col(column) - pl.col("usual")
    points = rows.join(usual, on="replication").group_by("point")
    found = points.agg(n=value.count(), mean=own.mean(), within=value.var(), apart=own.var())
    whole = found.select(
        within=(pl.col("within") * pl.col("n")).sum() / pl.col("n").filter(pl.col("within").is_not_null()).sum(),
        between=pl.col("mean").var(),
        noise=(pl.col("apart") / pl.col("n")).mean(),
    )
    within, between, noise = (float(x or 0.0) for x in whole.collect(engine="streaming").row(0))
    factors = max(0.0, between - noise)
    return within / (within + factors) if within + factors > 0 else 0.0


def interval(table: Table, column: str) -> float:
    """Return half the 95 % interval of a mean over all runs.

    Games of one replication share their luck, so that replications are what is independent; where there
    are few, points are.
    """
    import polars as pl

    unit = "replication" if table.replications >= 8 else "point"
    found = table.rows().group_by(unit).agg(m=pl.col(column).mean()).select(sd=pl.col("m").std(), n=pl.col("m").count())
    sd, n = found.collect(engine="streaming").row(0)
    return half_width(float(sd or 0.0), int(n))


def _fan(table: Table, outcome: str) -> Array:
    import polars as pl

    names = table.columns(outcome)
    if table.design.spec.outcomes[outcome].keep != "turns":
        return np.zeros((0, 0))
    rows = table.rows()
    parts = (rows.select([pl.col(n).quantile(q).alias(str(q)) for q in QUANTILES]) for n in names)  # a column at a time
    return np.array([part.collect(engine="streaming").row(0) for part in parts]).T


def _discoveries(table: Table) -> Iterable[Discovery]:
    """Look for conditions under which outcomes with something at stake are bad."""
    if not table.design.factors or table.count < FEWEST_POINTS:
        return
    for name, said in table.design.spec.outcomes.items():
        values, frame, luck = _sample(table, name)
        more = said.better == "more"
        limit = float(np.quantile(values, WORST if more else 1 - WORST)) if said.enough is None else said.enough
        bad = values < limit if more else values > limit
        if not 0.01 <= bad.mean() <= 0.99:
            continue
        sample, share = Sample(frame, bad, luck), float(bad.mean())
        yield Discovery(name, limit, share, tuple(cart(sample)), "CART")
        try:
            yield Discovery(name, limit, share, tuple(prim(sample)), "PRIM")
        except MissingExtra as error:
            yield Discovery(name, limit, share, (), "PRIM", str(error))


MOST_ROWS = 20_000  # that a tree looks at


def _sample(table: Table, outcome: str) -> tuple[Array, pl.DataFrame, NDArray[np.int64]]:
    """Return an outcome, the factors and the luck of some runs, spread evenly over all."""
    import polars as pl

    every = max(1, table.runs // MOST_ROWS)
    rows = table.rows().filter(pl.col("run") % every == 0)
    picked = rows.select("point", "replication", value=pl.col(table.column(outcome))).collect(engine="streaming")
    joined = picked.join(table.points(), on="point", maintain_order="left")
    factors = joined.select([f.name for f in table.design.factors])
    return joined["value"].to_numpy(), factors, joined["replication"].to_numpy().astype(np.int64)
