"""How often must every point be repeated until its means are as sure as asked?"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from techrace.sweep.folder import Folder
from techrace.sweep.plan import Plan
from techrace.sweep.play import main_column

FEWEST = 8  # replications from which a spread can be told
SURE = 0.975  # both sides: 95 per cent


def half_width(sd: float, n: int) -> float:
    """Return half the 95 % interval of a mean (Student's t)."""
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, SURE)) * sd / n**0.5 if n > 1 else float("inf")


def needed(folder: Folder, plan: Plan, until: Mapping[str, float]) -> int:
    """Return the replications that the least sure point still needs; at most twice those it has.

    Args:
        folder: Where the rows are.
        plan: The plan, all of whose chunks are done.
        until: Half-widths to reach by outcome; under "" for all that are not named.
    """
    import polars as pl

    have = plan.replications
    if have < FEWEST:
        return FEWEST
    rows = pl.scan_parquet(folder.files([c.number for c in plan.chunks]))
    most = have
    for name, said in plan.design.spec.outcomes.items():
        target = until.get(name, until.get(""))
        if target is None:
            continue
        column = pl.col(main_column(name, said, plan.design.turns))
        spread = rows.group_by("point").agg(sd=column.std(), n=column.count()).filter(pl.col("n") > 1)
        worst = spread.select(pl.col("sd").max(), pl.col("n").min()).collect().row(0)
        if worst[0] is None:
            continue
        sd, n = float(worst[0]), int(worst[1])
        half = half_width(sd, n)
        if half > target:
            most = max(most, ceil(n * (half / target) ** 2))
    return min(most, 2 * have)
