"""Runs on disk: a folder with a manifest, tables and a report, written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from techrace.archive.play import Progress, play
from techrace.archive.recipe import Recipe, recipe_of
from techrace.archive.tables import read_headlines, write_headlines, write_orders
from techrace.arrays import Array
from techrace.errors import InputError
from techrace.record import HEADLINES, Record, digest

MANIFEST, HEADLINE_TABLE, ORDER_TABLE, REPORT = "manifest.json", "headlines.parquet", "orders.parquet", "report.html"


@dataclass(frozen=True)
class Difference:
    """Where a run that is played again first differs from what was saved.

    Attributes:
        parted: The first turn in which the games are not the same, down to what no table shows.
        turn: The first turn in which a headline figure differs.
        figure: The figure, such as ``layer_share[hbm, korea]``; empty if no headline figure differs.
        world: The id of the world.
        saved: Its value in the saved run.
        played: Its value now.
    """

    parted: int
    turn: int = 0
    figure: str = ""
    world: int = 0
    saved: float = 0.0
    played: float = 0.0


def digests(record: Record) -> list[str]:
    """Return a fingerprint of every turn: of all that the games are, or of all headline figures if no more is kept."""
    if record.states:
        return [digest(state) for state in record.states]
    prints = []
    for t in range(record.turns + 1):
        h = sha256(str(t).encode())
        for q in HEADLINES:
            if q.name in record.headlines:
                h.update(q.name.encode())
                h.update(np.ascontiguousarray(record.headlines[q.name][t], dtype="<f4").tobytes())
        prints.append(h.hexdigest()[:16])
    return prints


@contextmanager
def draft(folder: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a temporary folder to write a run in, and put it in place when all is written.

    Raises:
        InputError: The folder holds something already.
    """
    refuse_full(folder, force=force)
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = folder.parent / f".{folder.name}.{os.getpid()}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
        if not folder.exists():
            work.rename(folder)
            return
        for name in sorted((p.name for p in work.iterdir()), key=lambda name: name == MANIFEST):  # the manifest last
            (work / name).replace(folder / name)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def refuse_full(folder: Path, *, force: bool = False) -> None:
    """Refuse to write into a folder that holds something, unless forced; forced, only files of a run are replaced."""
    if folder.exists() and not folder.is_dir():
        msg = f"--out {folder}: is a file; name a folder"
        raise InputError(msg)
    if folder.exists() and any(folder.iterdir()) and not force:
        msg = f"--out {folder}: is not empty; name another folder, or add --force to replace the run in it"
        raise InputError(msg)


def save(recipe: Recipe, record: Record, folder: Path) -> None:
    """Write the manifest and the tables of a run into an existing folder."""
    write_headlines(record, folder / HEADLINE_TABLE)
    if record.orders:
        write_orders(record, folder / ORDER_TABLE)
    manifest = {**recipe.manifest(), "digests": digests(record)}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def manifest_of(folder: Path) -> dict[str, Any]:
    """Read the manifest of a saved run.

    Raises:
        InputError: There is no saved run.
    """
    return read_manifest(folder, "run", "techrace run --out")


def read_manifest(folder: Path, what: str, command: str, kind: str | None = None) -> dict[str, Any]:
    """Read the manifest in a folder, or the file itself.

    Args:
        folder: The folder.
        what: Whose manifest it should be, for the complaint.
        command: What writes such folders, for the complaint.
        kind: What its ``kind`` must say, if it says any.

    Raises:
        InputError: There is none, or it is another's.
    """
    path = folder / MANIFEST if not folder.is_file() else folder
    if not path.is_file():
        msg = f"{folder}: holds no {MANIFEST}; name a folder that {command} wrote"
        raise InputError(msg)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{path}: cannot be read as JSON: {error}"
        raise InputError(msg) from error
    if not isinstance(found, dict) or found.get("kind") != kind:
        msg = f"{path}: is not the manifest of a {what}; name a folder that {command} wrote"
        raise InputError(msg)
    return found


def load(folder: Path) -> Recipe:
    """Return the recipe of a saved run; playing it gives the record back."""
    return recipe_of(manifest_of(folder))


def replay(folder: Path, *, workers: int | None = None, progress: Progress | None = None) -> Difference | None:
    """Play a saved run again and compare it turn by turn; None if every bit is the same."""
    manifest = manifest_of(folder)
    saved = manifest.get("digests")
    if not isinstance(saved, list) or not all(isinstance(x, str) for x in saved):
        msg = f"{folder / MANIFEST}: digests: is not a list of fingerprints, one a turn"
        raise InputError(msg)
    record = play(recipe_of(manifest), workers=workers, progress=progress)
    now = digests(record)
    for t in range(max(len(saved), len(now))):
        if saved[t : t + 1] != now[t : t + 1]:
            return _first_figure(record, folder, t)
    return None


def _first_figure(record: Record, folder: Path, parted: int) -> Difference:
    """Find the first turn in which a headline figure differs, and the one that differs most for its size."""
    saved = _saved_figures(record, folder)
    for turn in range(parted, record.turns + 1):
        found: list[tuple[float, Difference]] = []
        for q in HEADLINES:
            if q.name in saved and (gap := np.abs(saved[q.name][turn] - record.headlines[q.name][turn])).any():
                *place, world = (int(i) for i in np.unravel_index(int(gap.argmax()), gap.shape))
                ids = ", ".join(record.setting.names[axis][i] for axis, i in zip(q.axes, place, strict=True))
                a, b = (float(values[(turn, *place, world)]) for values in (saved[q.name], record.headlines[q.name]))
                name = f"{q.name}[{ids}]" if ids else q.name
                here = Difference(parted, turn, name, int(record.worlds[world]), a, b)
                found.append((abs(a - b) / max(abs(a), abs(b), 1e-12), here))
        if found:
            return max(found, key=lambda item: item[0])[1]
    return Difference(parted)


def _saved_figures(record: Record, folder: Path) -> dict[str, Array]:
    path, found = folder / HEADLINE_TABLE, {}
    if path.is_file():
        for name, values in record.headlines.items():
            with suppress(ValueError):  # the table has another shape: other names, turns or worlds
                found[name] = read_headlines(path, name, values.shape)
    return found
