"""Is a folder fit to be analysed? Every row is looked at once, file by file, before anything is concluded.

Refused, with the rows named: chunks that are missing or were changed, rows in a wrong order or twice,
figures that are no numbers, blocks of Saltelli or Morris with a hole, and chunks that were played by
different versions of the rules or worlds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from techrace.errors import InputError
from techrace.sweep.design import Design
from techrace.sweep.folder import DESIGN, POINTS, Folder, fingerprint, fingerprint_of, worlds_version
from techrace.sweep.play import columns_of, main_column
from techrace.sweep.run import stored_design

if TYPE_CHECKING:
    import polars as pl

_FEW = 5  # rows that are named
_WHO = ("run", "point", "replication")


@dataclass(frozen=True)
class Table:
    """A sweep that may be analysed.

    Attributes:
        path: Its folder.
        design: Its design.
        manifest: What was played.
        files: Its rows, in order of chunks.
        failed: How many runs failed; their rows hold no figures.
    """

    path: Path
    design: Design
    manifest: dict[str, Any]
    files: tuple[Path, ...]
    failed: int

    @property
    def count(self) -> int:
        """Return how many points there are."""
        return int(self.manifest["count"])

    @property
    def replications(self) -> int:
        """Return how often every point was played."""
        return int(self.manifest["rounds"][-1])

    @property
    def runs(self) -> int:
        """Return how many runs there are."""
        return self.count * self.replications

    def rows(self) -> pl.LazyFrame:
        """Return all runs that did not fail, to be read piece by piece."""
        import polars as pl

        return pl.scan_parquet(list(self.files)).filter(pl.col("error").is_null())

    def points(self) -> pl.DataFrame:
        """Return the points: their factors by name."""
        import polars as pl

        return pl.read_parquet(self.path / "points.parquet").with_columns(pl.col("point").cast(pl.Int32))

    def columns(self, outcome: str) -> list[str]:
        """Return the columns of an outcome: one, or several."""
        return columns_of(outcome, self.design.spec.outcomes[outcome], self.design.turns)

    def column(self, outcome: str) -> str:
        """Return the column that an outcome is judged by."""
        return main_column(outcome, self.design.spec.outcomes[outcome], self.design.turns)


def admit(path: Path) -> Table:
    """Look at every row of a sweep; return it if it is whole.

    Raises:
        InputError: Everything that is wrong with it, with the rows.
    """
    folder = Folder(path)
    manifest = folder.manifest()
    if manifest["shard"] != [1, 1]:
        part, whole = manifest["shard"]
        message = f"{path}: is shard {part} of {whole}; join all with techrace merge"
        raise InputError(message)
    design = stored_design(folder, manifest)
    table = Table(path, design, manifest, (), 0)
    entries = folder.entries()
    problems = [*_inputs(folder, design, manifest), *_versions(path, manifest, list(entries.values()))]
    problems += [
        f"{folder.file(number)}: is not what was written (changed or damaged); techrace sweep … --resume plays it again"
        for number, entry in sorted(entries.items())
        if not folder.whole(entry)
    ]
    if problems:
        raise InputError(problems)
    files = folder.files(list(entries))
    seen = np.zeros(table.runs, dtype=bool)
    failed: list[int] = []
    for entry, file in zip((entries[n] for n in sorted(entries)), files, strict=True):
        known = len(failed)
        problems += list(_look(file, table, seen, failed))
        if len(failed) - known != entry.failures:
            problems.append(f"{file}: {len(failed) - known} runs failed, but {entry.failures} when it was written")
    missing = np.flatnonzero(~seen)
    if missing.size:
        problems.append(
            f"{path}: is unfinished: {missing.size:,} of {table.runs:,} runs are missing, {_named(missing)}; "
            f"go on with techrace sweep {manifest['source']} --out {path} --resume"
        )
    problems += list(_holes(table, failed))
    if problems:
        raise InputError(problems)
    return Table(path, design, manifest, tuple(files), len(failed))


def _inputs(folder: Folder, design: Design, manifest: dict[str, Any]) -> Iterator[str]:
    """Say what of that which went in is not what was played any more."""
    import polars as pl

    if fingerprint_of(design.text) != manifest["design"]:
        yield f"{folder.path / DESIGN}: is not the design that was played (changed since)"
    try:
        same = fingerprint(pl.read_parquet(folder.path / POINTS)) == manifest["table"]
    except (OSError, pl.exceptions.PolarsError):
        same = False
    if not same:
        yield f"{folder.path / POINTS}: is not what was written (changed, reordered or damaged)"


def _versions(path: Path, manifest: dict[str, Any], entries: list[Any]) -> Iterator[str]:
    said = {"rules": manifest["rules"], "worlds": worlds_version(manifest["worlds"])}
    for attribute, what in (("rules", "the rules"), ("worlds", "the worlds")):
        found: dict[str, list[int]] = {}
        for entry in entries:
            found.setdefault(getattr(entry, attribute), []).append(entry.chunk)
        if len(found) > 1:
            usual = max(found, key=lambda k: len(found[k]))
            odd = sorted(c for version, chunks in found.items() if version != usual for c in chunks)
            yield f"{path}: chunks {_list(odd)} were played by another version of {what} than the rest; play them again"
        elif found and said[attribute] not in found:
            yield f"{path}: was played by another version of {what} than its manifest says"


def _look(file: Path, table: Table, seen: np.ndarray[Any, Any], failed: list[int]) -> Iterator[str]:
    """Look at the rows of one file, and mark them as seen."""
    import polars as pl

    try:
        frame = pl.read_parquet(file)
    except pl.exceptions.PolarsError:
        yield f"{file}: cannot be read as Parquet"
        return
    names = [c for o in table.design.spec.outcomes for c in table.columns(o)]
    absent = [c for c in (*_WHO, "error", *names) if c not in frame.columns]
    if absent:
        yield f"{file}: has no column {', '.join(absent)}"
        return
    kinds = {c: frame[c].dtype.is_integer() for c in _WHO}
    kinds |= {c: frame[c].dtype.is_numeric() for c in names} | {"error": frame["error"].dtype in (pl.String, pl.Null)}
    if odd := [c for c, right in kinds.items() if not right] or [c for c in _WHO if frame[c].null_count()]:
        yield f"{file}: column {', '.join(odd)} holds something else than was written"
        return
    run, point, rep = (frame[c].to_numpy().astype(np.int64) for c in _WHO)
    wrong = np.flatnonzero((run % table.count != point) | (run // table.count != rep) | (run < 0) | (run >= table.runs))
    if wrong.size:
        yield f"{file}: rows whose number is not that of their point and replication: {_named(run[wrong])}"
        return
    back = np.flatnonzero(np.diff(run) <= 0) + 1
    if back.size:
        yield f"{file}: rows in a wrong order: {_named(run[back])}"
    twice = run[seen[run]]
    if twice.size:
        yield f"{file}: rows that stand in another file already: {_named(twice)}"
    seen[run] = True
    ok = frame["error"].is_null().to_numpy()
    failed += run[~ok].tolist()
    values = frame.select(names).fill_null(float("nan")).to_numpy()
    bad = np.flatnonzero(ok & ~np.isfinite(values).all(axis=1))
    if bad.size:
        yield f"{file}: rows with figures that are no numbers: {_named(run[bad])}"


def _holes(table: Table, failed: list[int]) -> Iterator[str]:
    """Name the blocks of Saltelli or Morris that a failed run leaves incomplete."""
    method = table.design.spec.sampling.method
    if method not in {"saltelli", "morris"} or not failed:
        return
    k = len(table.design.factors)
    size = block_size(table.design)
    kind = f"blocks of Saltelli ({size} rows each)" if method == "saltelli" else f"paths of Morris ({k + 1} rows each)"
    blocks = sorted({run % table.count // size for run in failed})
    yield f"{table.path}: incomplete {kind}: {_list(blocks)}; runs {_named(np.array(sorted(failed)))} failed"


def block_size(design: Design) -> int:
    """Return the rows of one block of Saltelli, or one path of Morris."""
    k, sampling = len(design.factors), design.spec.sampling
    if sampling.method == "morris":
        return k + 1
    return (2 * k if sampling.second_order else k) + 2


def _named(runs: np.ndarray[Any, Any]) -> str:
    return f"run{'s' if runs.size > 1 else ''} {_list(runs.tolist())}"


def _list(numbers: list[int]) -> str:
    more = f" and {len(numbers) - _FEW} more" if len(numbers) > _FEW else ""
    return ", ".join(str(n) for n in numbers[:_FEW]) + more
