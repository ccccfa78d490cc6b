"""Calibrate a few shared parameters on the training windows of all cases together.

Approximate Bayesian computation by rejection (Tavaré et al. 1997): parameters are drawn from
their declared triangles, every draw plays the training window of every case once, and the draws
that come nearest to what was measured stay. One set of parameters plays all cases. Luck is
part of every game, so that nobody is fitted to noise; and nothing is moved by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.backtest.cases import Case
from techrace.backtest.figures import at, compile_figure
from techrace.backtest.play import error_of
from techrace.policies.history import History
from techrace.simulate import BATCH, draw_parameters, prepare, simulate

NAMES = (
    "renewal.pace", "renewal.price", "renewal.quality", "renewal.experience", "renewal.patience", "renewal.home",
    "quality.research", "quality.push", "fund.price", "ecosystems.open", "ecosystems.price",
)  # fmt: skip
"""What several cases, or one case clearly, can tell apart; all else keeps its declared range."""

KEPT = 500  # draws of the posterior
DRAWS = 60_000  # draws from the prior


@dataclass(frozen=True)
class Calibrated:
    """Draws of the parameters that were kept, and how far each is from what was measured."""

    names: tuple[str, ...]
    values: Array  # (names, draws)
    distance: Array  # (draws,)
    usual: float  # median distance of the prior


def misfit(case: Case, parameters: dict[str, Array], seed: int, ids: np.ndarray[Any, Any]) -> Array:
    """Return the mean distance of a case's games from its training points, in standard errors, shape (draws,)."""
    world = case.world
    drawn = {name: values for name, values in parameters.items() if name not in world.parameters}
    setting = prepare(world, drawn)
    last = max(seen.date for seen in case.train)
    turns = max(int(np.ceil((last - world.start) / world.turn_years - 1e-9)), 1)
    policies = [History(setting, seat) for seat in range(len(world.states))]
    record = simulate(setting, policies, turns=turns, seed=seed, worlds=ids, keep=False, judge=False)
    dates = np.array(record.dates())
    misses = []
    for seen in case.train:
        said = at(dates, compile_figure(seen.figure, record.setting)(record), seen.date)
        misses.append(np.abs(said - seen.value) / error_of(seen))
    return np.mean(misses, axis=0)


def calibrate(
    cases: Sequence[Case],
    seed: int = 1,
    *,
    names: Sequence[str] = NAMES,
    kept: int = KEPT,
    draws: int = DRAWS,
    told: Callable[[int], None] = lambda _done: None,
) -> Calibrated:
    """Return the draws of the parameters that play the training windows best.

    Args:
        cases: Cases with training points; each counts alike.
        seed: Seed of parameters and luck.
        names: The parameters to keep.
        kept: Draws that stay.
        draws: Draws from the declared ranges.
        told: Called with the number of draws done.
    """
    trained = [case for case in cases if case.train]
    values, far = [], []
    for first in range(0, draws, BATCH):
        ids = np.arange(first, min(first + BATCH, draws), dtype=np.uint64)
        drawn = draw_parameters(seed, ids)
        far.append(np.mean([misfit(case, drawn, seed, ids) for case in trained], axis=0))
        values.append(np.stack([drawn[name] for name in names]))
        told(first + ids.size)
    distance, table = np.concatenate(far), np.concatenate(values, axis=1)
    best = np.sort(np.argsort(distance, kind="stable")[:kept])
    return Calibrated(tuple(names), table[:, best], distance[best], float(np.median(distance)))


def as_csv(result: Calibrated) -> str:
    """Write the kept draws as a table, one a row."""
    rows = [",".join(f"{value:.5g}" for value in draw) for draw in result.values.T]
    return "\n".join([",".join(result.names), *rows]) + "\n"
