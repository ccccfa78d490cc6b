"""A run of a sweep by its number: what was special about it, and all that it takes to play it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from techrace.errors import InputError
from techrace.posterior import draw
from techrace.sweep.folder import Folder
from techrace.sweep.plan import plan
from techrace.sweep.play import main_column
from techrace.sweep.run import stored_design
from techrace.world.schema import World


@dataclass(frozen=True)
class Row:
    """A run.

    Attributes:
        number: Which run.
        world: Its world.
        seed: The seed of the sweep; ``game`` is which of the seed's games it was.
        turns: Turns of the game.
        overrides: Parameters that the design fixes; ``drawn`` are those that were drawn or vary, which nobody knows.
        hazards: Hazards of events that vary, which nobody knows either.
        without: Rules that were off.
        start: Entries of the state that began otherwise.
        policies: Who played each state, as it was written; ``files`` are the texts of those that are files.
        factors: What was special about it, by factor.
        outcomes: What came of it.
        ranked: The state whose policies the design ranks, if any.
    """

    number: int
    world: World
    seed: int
    game: int
    turns: int
    overrides: Mapping[str, float]
    drawn: Mapping[str, float]
    hazards: Mapping[str, float]
    without: tuple[str, ...]
    start: Mapping[str, float]
    policies: Mapping[str, str]
    files: Mapping[str, str]
    factors: Mapping[str, Any]
    outcomes: Mapping[str, float]
    ranked: str | None


def row_of(path: Path, number: int) -> Row:
    """Find a run in the folder of a sweep.

    Raises:
        InputError: There is no such run, or it cannot be played as a game of one's own.
    """
    folder = Folder(path)
    manifest = folder.manifest()
    design = stored_design(folder, manifest)
    planned = replace(plan(design, manifest["source"]), rounds=tuple(manifest["rounds"]))
    if not 0 <= number < planned.runs:
        message = f"{path}: has no run {number}; it has the runs 0 to {planned.runs - 1}"
        raise InputError(message)
    if planned.fingerprint() != manifest["points"]:
        message = f"{path}: its points cannot be found again (another SciPy?); run number {number} is another game here"
        raise InputError(message)
    job = planned.one(number)
    recipe = job.recipe
    said: dict[str, dict[str, float]] = {"parameters": {}, "start": {}, "events": {}}
    for (kind, key), values in job.along.items():
        said[kind][key] = float(values[0])
    drawn = draw(job.uncertainty, recipe.seed, job.replications.astype(np.uint64))
    fixed = {name: value for name, value in recipe.parameters.items() if name not in said["parameters"]}
    known = {*recipe.world.parameters, *fixed}
    constants = {name: float(values[0]) for name, values in drawn.items() if name not in known}
    point = planned.points[int(job.points[0])]
    columns = [main_column(name, kept, design.turns) for name, kept in design.spec.outcomes.items()]
    return Row(
        number, recipe.world, recipe.seed, int(job.replications[0]), recipe.turns,
        fixed, {**constants, **said["parameters"]}, said["events"], tuple(recipe.without),
        {**job.fixed, **said["start"]}, recipe.policies, recipe.files,
        {f.name: f.values(point[i : i + 1])[0] for i, f in enumerate(design.factors)},
        _outcomes(folder, number, columns),
        design.ranked,
    )  # fmt: skip


def _outcomes(folder: Folder, number: int, columns: list[str]) -> dict[str, float]:
    """Return what came of a run; nothing if it has not been played yet, or failed."""
    import polars as pl

    files = folder.files(list(folder.done()))
    if not files:
        return {}
    rows = pl.scan_parquet(files).filter((pl.col("run") == number) & pl.col("error").is_null()).collect()
    return {c.partition("@")[0]: float(rows[c][0]) for c in columns} if len(rows) else {}
