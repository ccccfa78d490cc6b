"""Sensitivity indices: which factors an outcome depends on, alone and together with others (through SALib)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array
from techrace.errors import need
from techrace.sweep.gate import Table
from techrace.sweep.sampling import unit_points

SEED = 1  # of the bootstrap


@dataclass(frozen=True)
class Index:
    """How much of an outcome one factor explains.

    Attributes:
        outcome: Which outcome.
        factor: Which factor.
        kind: ``sobol`` (shares of variance) or ``morris`` (mean absolute effect, its spread).
        first: Alone; of Morris the spread of effects (not linear, or with others).
        first_half: Half the 95 % interval.
        whole: With all others; of Morris the mean absolute effect.
        whole_half: Half the 95 % interval.
    """

    outcome: str
    factor: str
    kind: str
    first: float
    first_half: float
    whole: float
    whole_half: float


def indices(table: Table, means: Mapping[str, Array]) -> Iterator[Index]:
    """Work out Sobol' or Morris indices, if the design was sampled for them."""
    sampling, factors = table.design.spec.sampling, table.design.factors
    if sampling.method not in {"saltelli", "morris"}:
        return
    names = [f.name for f in factors]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    analyser = need("SALib.analyze.sobol" if sampling.method == "saltelli" else "SALib.analyze.morris", "sweep")
    for outcome, y in means.items():
        if not np.isfinite(y).all() or np.ptp(y) <= 0:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of dividing by a variance that is next to nothing
            if sampling.method == "saltelli":
                found = analyser.analyze(
                    problem, y, calc_second_order=sampling.second_order, print_to_console=False, seed=SEED
                )
                columns = [found[k] for k in ("S1", "S1_conf", "ST", "ST_conf")]
            else:
                x = unit_points("morris", sampling.points, len(names), table.design.spec.seed, sampling.levels)
                found = analyser.analyze(problem, x, y, num_levels=sampling.levels, print_to_console=False, seed=SEED)
                columns = [found["sigma"], np.zeros(len(names)), found["mu_star"], found["mu_star_conf"]]
        for name, *numbers in zip(names, *columns, strict=True):
            first, first_half, whole, whole_half = (float(np.nan_to_num(x)) for x in numbers)
            yield Index(
                outcome,
                name,
                "sobol" if sampling.method == "saltelli" else "morris",
                first,
                first_half,
                whole,
                whole_half,
            )
