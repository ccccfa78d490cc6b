"""Forecasts that know nothing of the world: persistence, a trend, a logistic curve.

Each sees the start value and the training points of one figure and gives a normal forecast. They
are hard to beat where little changes; whoever claims a mechanism must beat them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array

SMALLEST = 0.005  # standard error of any forecast


@dataclass(frozen=True)
class Series:
    """What was known of one figure before the test: dates and values, the start first."""

    dates: Array
    values: Array


@dataclass(frozen=True)
class Forecast:
    """A normal forecast."""

    mean: float
    sd: float


def drift(series: Sequence[Series]) -> float:
    """Return the standard deviation of a year's change, pooled over the figures of a case."""
    steps = [np.diff(s.values) / np.sqrt(np.diff(s.dates)) for s in series if len(s.dates) > 1]
    changes = np.concatenate(steps) if steps else np.zeros(0)
    return max(float(np.sqrt(np.mean(changes * changes))), SMALLEST) if changes.size else 0.02


def persistence(series: Series, date: float, yearly: float) -> Forecast:
    """Say that the last value stays: a random walk."""
    return Forecast(
        float(series.values[-1]), max(yearly * float(np.sqrt(max(date - series.dates[-1], 0.25))), SMALLEST)
    )


def trend(series: Series, date: float, yearly: float) -> Forecast:
    """Draw the line through the known points; two points or more, else it is persistence."""
    x, y = series.dates, series.values
    if len(x) < 2:
        return persistence(series, date, yearly)
    centre = float(np.mean(x))
    spread = float(np.sum((x - centre) ** 2))
    slope = float(np.sum((x - centre) * (y - np.mean(y))) / spread)
    left = y - np.mean(y) - slope * (x - centre)
    noise = float(np.sqrt(np.sum(left * left) / (len(x) - 2))) if len(x) > 2 else 0.0
    noise = max(noise, 0.5 * yearly, SMALLEST)
    sd = noise * np.sqrt(1.0 + 1.0 / len(x) + (date - centre) ** 2 / spread)
    return Forecast(float(np.mean(y) + slope * (date - centre)), float(sd))


def logistic(series: Series, date: float, yearly: float) -> Forecast:
    """Fit an S-curve (the Bass curve without innovators); three points or more, else it is a trend."""
    from scipy.optimize import least_squares

    x, y = series.dates, series.values
    if len(x) < 3:
        return trend(series, date, yearly)

    def curve(t: Array, ceiling: float, pace: float, middle: float) -> Array:
        values: Array = ceiling / (1.0 + np.exp(-np.clip(pace * (t - middle), -40.0, 40.0)))
        return values

    def misses(fitted: Array) -> Array:
        return curve(x, *fitted) - y

    pace = 0.3 if y[-1] >= y[0] else -0.3
    low, high = np.array([0.0, -3.0, x[0] - 60.0]), np.array([1.0, 3.0, x[-1] + 60.0])
    guess = np.clip([max(float(np.max(y)) * 1.3, 0.05), pace, np.mean(x)], low + 1e-6, high - 1e-6)
    fitted = least_squares(misses, guess, bounds=(low, high), max_nfev=500).x
    left = y - curve(x, *fitted)
    noise = max(float(np.sqrt(np.mean(left * left))), 0.5 * yearly, SMALLEST)
    ahead = np.sqrt(1.0 + max(date - float(x[-1]), 0.0))
    return Forecast(float(curve(np.array([date]), *fitted)[0]), float(noise * ahead))


BASELINES: dict[str, Callable[[Series, float, float], Forecast]] = {
    "persistence": persistence,
    "trend": trend,
    "logistic": logistic,
}
