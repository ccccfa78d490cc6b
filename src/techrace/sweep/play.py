"""Play a chunk: batches of games that differ along the worlds axis. A run that fails is a row that says so."""

from __future__ import annotations

import io
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from techrace.archive.recipe import Recipe
from techrace.arrays import Array
from techrace.posterior import draw
from techrace.rules.turn import choose
from techrace.scoring import Par
from techrace.setting import Setting, hazardous, setting_of, started
from techrace.simulate import settle, simulate
from techrace.sweep.outcomes import Observer, ratings, reading_of, red_line_figures, reduce
from techrace.sweep.schema import QUANTILES, Outcome
from techrace.sweep.version import rules_version

if TYPE_CHECKING:
    import polars as pl

Ints = NDArray[np.int64]
Along = Mapping[tuple[str, str], Array]
"""What varies from game to game of a batch: (kind, key) -> one value a game."""


@dataclass(frozen=True)
class Job:
    """What a worker needs to play a chunk; it can be sent to another machine.

    Attributes:
        source: The design as the user named it.
        recipe: How the games are played.
        uncertainty: Where constants are drawn from, once a replication.
        fixed: Entries of the start that all games share.
        along: What varies from game to game.
        points: The point of every game.
        replications: The replication of every game: its luck.
        whole: Points of the whole design.
        outcomes: What to keep.
        par: How seats do by default.
        batch: Games at once.
    """

    source: str
    recipe: Recipe
    uncertainty: str
    fixed: Mapping[str, float]
    along: Along
    points: Ints
    replications: Ints
    whole: int
    outcomes: Mapping[str, Outcome]
    par: Par | None
    batch: int

    def take(self, part: slice) -> Job:
        """Return some of the games."""
        along = {k: v[part] for k, v in self.along.items()}
        return replace(self, along=along, points=self.points[part], replications=self.replications[part])

    @property
    def size(self) -> int:
        """Return how many games it is."""
        return int(self.points.size)

    @property
    def runs(self) -> Ints:
        """Return the number of every run."""
        return self.replications * self.whole + self.points


@dataclass(frozen=True)
class Played:
    """A chunk as it is written.

    Attributes:
        content: A Parquet file.
        failures: What went wrong: run -> sentence.
        rules: The version of the rules that it was played by, where it was played.
    """

    content: bytes
    failures: Mapping[int, str]
    rules: str


def play(job: Job) -> Played:
    """Play a chunk and pack its rows."""
    frame, failures = table(job)
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", statistics=True)
    return Played(file.getvalue(), failures, rules_version())


def table(job: Job) -> tuple[pl.DataFrame, dict[int, str]]:
    """Play a job; return one row a run, and what went wrong."""
    import polars as pl

    failures: dict[int, str] = {}
    parts = [_safely(job.take(slice(a, a + job.batch)), failures) for a in range(0, job.size, job.batch)]
    columns: dict[str, Any] = {
        "run": job.runs,
        "point": job.points.astype(np.int32),
        "replication": job.replications.astype(np.int32),
    }
    for name in parts[0]:
        columns[name] = np.concatenate([part[name] for part in parts])
    frame = pl.DataFrame(columns).with_columns(
        pl.Series("error", [failures.get(int(r)) for r in job.runs], dtype=pl.String)
    )
    names = list(parts[0])
    if failures:  # what a failed run left is no number
        frame = frame.with_columns(pl.when(pl.col("error").is_null()).then(pl.col(n)).alias(n) for n in names)
    return frame, failures


def lost(job: Job, why: str) -> Played:
    """Return a chunk none of whose runs could be played."""
    import polars as pl

    error = {int(r): _sentence(why, job, i) for i, r in enumerate(job.runs)}
    columns: dict[str, Any] = {
        "run": job.runs,
        "point": job.points.astype(np.int32),
        "replication": job.replications.astype(np.int32),
        **{name: pl.Series([None] * job.size, dtype=pl.Float64) for name in names_of(job)},
    }
    frame = pl.DataFrame(columns).with_columns(pl.Series("error", list(error.values()), dtype=pl.String))
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", statistics=True)
    return Played(file.getvalue(), error, rules_version())


def names_of(job: Job) -> list[str]:
    """List the columns of outcomes."""
    return [column for name, said in job.outcomes.items() for column in columns_of(name, said, job.recipe.turns)]


def columns_of(name: str, said: Outcome, turns: int) -> list[str]:
    """List the columns of one outcome: one, one a turn, or one a quantile."""
    match said.keep:
        case "turns":
            return [f"{name}@{t}" for t in range(turns + 1)]
        case "quantiles":
            return [f"{name}@p{q}" for q in QUANTILES]
    return [name]


def main_column(name: str, said: Outcome, turns: int) -> str:
    """Return the column that an outcome is judged by: of all turns the last, of quantiles the middle one."""
    columns = columns_of(name, said, turns)
    return columns[len(columns) // 2 if said.keep == "quantiles" else -1]


def _safely(job: Job, failures: dict[int, str]) -> dict[str, Array]:
    """Play a batch; if it fails, find the games that do, and play the rest."""
    try:
        kept = _outcomes(job)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a policy or a corner of the design does, the rest goes on
        if job.size == 1:
            failures[int(job.runs[0])] = _sentence(f"{type(error).__name__}: {error}", job, 0)
            return {name: np.full(1, np.nan) for name in names_of(job)}
        half = job.size // 2
        first, second = _safely(job.take(slice(0, half)), failures), _safely(job.take(slice(half, None)), failures)
        return {name: np.concatenate([first[name], second[name]]) for name in first}
    broken = {name: ~np.isfinite(values) for name, values in kept.items()}
    for i in np.flatnonzero(np.any(list(broken.values()), axis=0)):
        which = ", ".join(dict.fromkeys(name.partition("@")[0] for name, at in broken.items() if at[i]))
        failures[int(job.runs[i])] = _sentence(f"not a finite number: {which}", job, int(i))
    return kept


def _sentence(what: str, job: Job, i: int) -> str:
    first = what.splitlines()[0][:300] if what else "failed"
    run = int(job.runs[i])
    return (
        f"{first}; seed {job.recipe.seed}, world {int(job.replications[i])}; "
        f"repeat it with: techrace sweep {shlex.quote(job.source)} --only {run}"
    )


def _outcomes(job: Job) -> dict[str, Array]:
    """Play a batch and return its columns of outcomes, one value a game."""
    recipe = job.recipe
    setting = prepared(recipe, job.uncertainty, job.fixed, job.along, job.replications)
    seats = recipe.seats(setting)
    readings = {name: reading for name, said in job.outcomes.items() if (reading := reading_of(said, setting))}
    rated = [name for name, said in job.outcomes.items() if said.rating is not None]
    observer = Observer(seats[0], readings)
    record = simulate(
        setting, [observer, *seats[1:]], turns=recipe.turns, seed=recipe.seed, worlds=job.replications, keep=False,
        figures=red_line_figures(setting) if rated else (), judge=bool(rated),
    )  # fmt: skip
    observer.finish(record)
    scores = ratings(record, job.par) if rated and job.par else None
    kept: dict[str, Array] = {}
    for name, said in job.outcomes.items():
        if said.rating is not None:
            kept[name] = (
                scores[setting.index("states", said.rating)] if scores is not None else np.full(job.size, np.nan)
            )
            continue
        values = reduce(said, np.stack(observer.seen[name]))
        kept.update(zip(columns_of(name, said, recipe.turns), values if values.ndim > 1 else [values], strict=True))
    return kept


def prepared(recipe: Recipe, uncertainty: str, fixed: Mapping[str, float], along: Along, ids: Ints) -> Setting:
    """Return the settled setting of a batch in which every game may have its own constants and start."""
    drawn = draw(uncertainty, recipe.seed, ids.astype(np.uint64))
    own = {key: values for (kind, key), values in along.items() if kind == "parameters"}
    values = {**drawn, **recipe.world.parameters, **recipe.parameters, **own}
    setting = setting_of(recipe.world, choose(values), recipe.without)
    start = setting.start.take(np.zeros(ids.size, dtype=np.int64))
    entries = {
        **{k: np.full(ids.size, v) for k, v in fixed.items()},
        **{k: v for (kind, k), v in along.items() if kind == "start"},
    }
    setting = hazardous(setting, {key: v for (kind, key), v in along.items() if kind == "events"}, ids.size)
    return settle(setting.evolve(start=started(start, entries, setting)))
