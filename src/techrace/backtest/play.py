"""Play a case many times over and see how it did on what it had not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.backtest.baselines import BASELINES, Forecast, Series, drift
from techrace.backtest.cases import Case, neutral, vary
from techrace.backtest.figures import at, compile_figure
from techrace.backtest.scores import crps, crps_normal, interval
from techrace.chance import chance
from techrace.policies.history import History
from techrace.posterior import KINDS, draw
from techrace.record import Record
from techrace.simulate import BATCH, prepare, simulate
from techrace.world.schema import Mark, Observation, World

MODEL = "model"
NEUTRAL = "neutral"
BLUR = 0.03  # how far a model of this kind may be off even where it is right (assumed; calibration allows it, too)
Draw = Callable[[int, np.ndarray[Any, Any]], dict[str, Array]]


@dataclass(frozen=True)
class Point:
    """One observation that judges, and what was said of it before."""

    seen: Observation
    low: float
    median: float
    high: float
    scores: dict[str, float]  # forecaster -> ranked probability score
    covered: dict[str, bool]  # forecaster -> inside its 90 % interval


@dataclass(frozen=True)
class Judged:
    """One mark and what came of it."""

    mark: Mark
    value: float  # share of draws inside, or the median
    met: bool


@dataclass(frozen=True)
class Result:
    """How a case went."""

    case: Case
    draws: int
    points: tuple[Point, ...]
    marks: tuple[Judged, ...]

    def score(self, who: str) -> float:
        """Return the mean ranked probability score of a forecaster; smaller is better."""
        return float(np.mean([p.scores[who] for p in self.points])) if self.points else float("nan")

    def coverage(self, who: str) -> float:
        """Return how often the truth lay inside the 90 % interval of a forecaster."""
        return float(np.mean([p.covered[who] for p in self.points])) if self.points else float("nan")

    @property
    def loses_to(self) -> tuple[str, ...]:
        """Name the baselines that did better than the model."""
        return tuple(name for name in BASELINES if self.score(name) < self.score(MODEL)) if self.points else ()


class Games:
    """The figures of an ensemble of games of one world, played in chunks."""

    def __init__(self, world: World, figures: Iterable[str], draws: int, seed: int, draw: Draw) -> None:
        self.paths: dict[str, Array] = {}
        parts: dict[str, list[Array]] = {text: [] for text in figures}
        for first in range(0, draws, BATCH):
            ids = np.arange(first, min(first + BATCH, draws), dtype=np.uint64)
            record = play(world, ids, seed, draw(seed, ids))
            self.dates = np.array(record.dates())
            for text, paths in parts.items():
                path = compile_figure(text, record.setting)(record)
                paths.append(np.broadcast_to(path, (len(self.dates), ids.size)).astype(np.float64))
        for text, paths in parts.items():
            self.paths[text] = np.concatenate(paths, axis=-1)

    def at(self, figure: str, date: float) -> Array:
        """Return a figure at a date in every game."""
        return at(self.dates, self.paths[figure], date)


def play(world: World, ids: np.ndarray[Any, Any], seed: int, parameters: dict[str, Array]) -> Record:
    """Play history in some games; what the world itself fixes is not drawn."""
    drawn = {name: values for name, values in parameters.items() if name not in world.parameters}
    setting = prepare(world, drawn)
    policies = [History(setting, seat) for seat in range(len(world.states))]
    return simulate(setting, policies, seed=seed, worlds=ids, keep=False, judge=False)


def sources() -> dict[str, Draw]:
    """List where parameters may be drawn from."""
    return {kind: partial(draw, kind) for kind in KINDS}


def backtest(case: Case, draws: int = 2000, seed: int = 1, uncertainty: str = "calibrated") -> Result:
    """Play a case and score it beside the baselines and beside the same model without attributes."""
    draw = sources()[uncertainty]
    judged = case.test
    wanted = {o.figure for o in judged} | {m.figure for m in case.score.marks if not m.variant}
    games = Games(case.world, sorted(wanted), draws, seed, draw)
    plain = Games(neutral(case.world), sorted({o.figure for o in judged}), min(draws, BATCH), seed, draw)
    known = {figure: _series(case, games, figure) for figure in {o.figure for o in judged}}
    yearly = drift(list(known.values()))
    points = tuple(_point(o, i, games, plain, known[o.figure], yearly, seed) for i, o in enumerate(judged))
    marks = []
    variants: dict[str, Games] = {"": games}
    for mark in case.score.marks:
        if mark.variant not in variants:
            figures = {m.figure for m in case.score.marks if m.variant == mark.variant}
            world = vary(case.world, case.score.variants[mark.variant])
            variants[mark.variant] = Games(world, sorted(figures), draws, seed, draw)
        marks.append(judge(mark, variants[mark.variant]))
    return Result(case, draws, points, tuple(marks))


def _series(case: Case, games: Games, figure: str) -> Series:
    """Return what was known of a figure: the start, and training points (the mean where two share a date)."""
    seen: dict[float, list[float]] = {}
    for o in case.train:
        if o.figure == figure:
            seen.setdefault(o.date, []).append(o.value)
    start = case.world.start
    if start not in seen:
        seen[start] = [float(games.paths[figure][0, 0])]
    dates = sorted(seen)
    return Series(np.array(dates), np.array([np.mean(seen[d]) for d in dates]))


def _point(o: Observation, i: int, games: Games, plain: Games, known: Series, yearly: float, seed: int) -> Point:
    """Score everybody on one observation; a forecast has the error of measurement and its own."""
    scores, covered = {}, {}
    draws = games.at(o.figure, o.date)
    for who, values in ((MODEL, draws), (NEUTRAL, plain.at(o.figure, o.date))):
        seen = values + error_of(o) * chance(seed, values.size).traits().normal(f"backtest {who} {i}")
        low, high = interval(seen)
        scores[who], covered[who] = crps(seen, o.value), low <= o.value <= high
        if who == MODEL:
            bounds = (low, high)
    for who, said in BASELINES.items():
        forecast = said(known, o.date, yearly)
        forecast = Forecast(forecast.mean, float(np.hypot(forecast.sd, o.sd)))
        scores[who] = crps_normal(forecast.mean, forecast.sd, o.value)
        covered[who] = abs(o.value - forecast.mean) <= 1.6449 * forecast.sd
    return Point(o, bounds[0], float(np.median(draws)), bounds[1], scores, covered)


def error_of(seen: Observation) -> float:
    """Return the standard error with which a model of this kind may claim to know an observation."""
    return float(np.hypot(seen.sd, BLUR * max(1.0, abs(seen.value))))


def measured(mark: Mark, games: Games) -> Array:
    """Return what a mark measures, in every game; nan where it never comes to pass."""
    path, dates = games.paths[mark.figure], games.dates
    match mark.measure:
        case "at":
            return games.at(mark.figure, mark.date or dates[-1])
        case "change":
            since = dates[0] if mark.since is None else mark.since
            return games.at(mark.figure, mark.date or dates[-1]) - games.at(mark.figure, since)
        case "peak":
            return np.max(path, axis=0)
        case "peak_date":
            return dates[np.argmax(path, axis=0)]
    above = path > mark.level
    first = np.argmax(above, axis=0)
    before = np.maximum(first - 1, 0)
    each = np.arange(path.shape[1])
    low, high = path[before, each], path[first, each]
    part = np.where(first > 0, (mark.level - low) / np.where(high > low, high - low, 1.0), 0.0)
    date = dates[before] + part * (dates[first] - dates[before])
    return np.where(above.any(axis=0), date, np.nan)


def judge(mark: Mark, games: Games) -> Judged:
    """Say whether a mark was met."""
    values, (low, high) = measured(mark, games), mark.between
    if mark.of == "median":
        value = float(np.median(np.where(np.isnan(values), np.inf, values)))
        return Judged(mark, value, met=low <= value <= high)
    value = float(np.mean((values >= low) & (values <= high)))
    return Judged(mark, value, met=mark.at_least <= value <= mark.at_most)
