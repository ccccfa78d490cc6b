"""Keep a tournament: every rating as a table, what was found as JSON, and the manifest of its games."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from techrace.errors import InputError
from techrace.tournament.analysis import Analysis
from techrace.tournament.play import Result

RATINGS, FOUND = "ratings.parquet", "tournament.json"


def save(result: Result, found: Analysis, folder: Path) -> None:
    """Write the tables of a tournament into a new folder."""
    import polars as pl

    folder.mkdir(parents=True, exist_ok=True)
    who, worlds = result.field, result.ratings.shape[-1]
    columns: dict[str, Any] = {
        "profile": np.repeat(np.arange(len(who.profiles)), worlds),
        "world": np.tile(np.arange(worlds), len(who.profiles)),
    }
    for i, (seat, choices) in enumerate(zip(who.seats, who.choices, strict=True)):
        columns[f"policies.{seat}"] = np.repeat(np.array(choices)[who.profiles[:, i]], worlds)
    for i, state in enumerate(result.states):
        columns[f"rating.{state}"] = result.ratings[:, i].ravel()
    pl.DataFrame(columns).write_parquet(folder / RATINGS)
    text = json.dumps({"games": result.recipe.manifest(), **facts(result, found)}, ensure_ascii=False, indent=2)
    (folder / FOUND).write_text(text + "\n", encoding="utf-8", newline="\n")


def refuse_full(folder: Path) -> None:
    """Refuse a folder before anything is played for it.

    Raises:
        InputError: It holds something, or is a file.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"--out {folder}: holds something already; name a new folder"
        raise InputError(message)


def facts(result: Result, found: Analysis) -> dict[str, Any]:
    """Return what was found as plain data."""
    who = result.field
    return {
        "seats": dict(zip(who.seats, map(list, who.choices), strict=True)),
        "combinations": len(who.profiles),
        "whole": who.whole,
        "worlds": result.ratings.shape[-1],
        "turns": result.recipe.turns,
        **{f.name: plain(getattr(found, f.name)) for f in fields(found)},
    }


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if np.isfinite(value) else None
    return value
