"""Statistics over the worlds of a record: quantiles, chances, who leads."""

from __future__ import annotations

import numpy as np

from techrace.arrays import Array
from techrace.record import Record
from techrace.report import numerals
from techrace.report.words import Words, say

QUANTILES = (5, 25, 50, 75, 95)


def many(record: Record) -> bool:
    """Tell whether a record holds several games, so that figures need bands."""
    return int(record.worlds.size) > 1


def quantiles(values: Array) -> Array:
    """Return the five quantiles over the worlds, shape (5, …)."""
    return np.percentile(np.asarray(values, dtype=np.float64), QUANTILES, axis=-1)


def middle(values: Array) -> Array:
    """Return the median over the worlds: the game itself if there is only one."""
    return np.asarray(np.median(values, axis=-1), dtype=np.float64)


def average(values: Array) -> Array:
    """Return the mean over the worlds; shares that sum to 1 still do."""
    return np.asarray(np.mean(values, axis=-1, dtype=np.float64))


def leader(values: Array) -> tuple[int, float]:
    """Return who has most in most worlds, and in what share of them; values (who, worlds)."""
    wins = np.bincount(np.argmax(values, axis=0), minlength=values.shape[0])
    return int(np.argmax(wins)), float(wins.max() / values.shape[-1])


def change_of_lead(values: Array) -> int:
    """Return the turn from which the last leader led to the end (0: always); one game, (turns + 1, who)."""
    leaders = np.argmax(values, axis=1)
    other = np.flatnonzero(leaders != leaders[-1])
    return int(other[-1]) + 1 if other.size else 0


def in_worlds(record: Record, share: float) -> Words:
    """Say in how many worlds something holds; these are no probabilities."""
    if record.uncertainty == "none":
        return say("in {p} of {n} games", "게임 {n}판 중 {p}에서", p=numerals.chance(share), n=int(record.worlds.size))
    return say("in {p} of plausible worlds", "있을 법한 세계의 {p}에서", p=numerals.chance(share))


def typically(record: Record, finding: Words, what: str = "mean") -> Words:
    """Say that a finding is about the mean or the median of many worlds, not about each."""
    if not many(record):
        return finding
    ko = {"mean": "평균", "median": "중앙값"}[what]
    return Words(f"{finding.en} ({what} of the worlds)", f"{finding.ko}({ko})")


def tidy(values: Array) -> list[float]:
    """Round to five figures that matter: a page needs no more, and files stay small."""
    return [float(f"{v:.5g}") for v in np.asarray(values, dtype=np.float64).ravel()]


def when(record: Record, turn: int) -> Words:
    """Name the date of a turn."""
    world = record.setting.world
    return numerals.turn_date(world.start, world.turn_years, turn)
