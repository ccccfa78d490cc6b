"""From paired numbers to a verdict: effect, interval, share of worlds that agree.

The interval is a paired bootstrap over worlds: both arms of a world share their luck, so it is
the difference of the pair that is drawn again. The draws are the same for all outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import chance
from techrace.claims.schema import DIRECTION, Outcome

RESAMPLES = 1000
CLEAR = 0.75
"""Share of worlds that must agree with a sign before we call it the model's answer."""
FEWEST = 10  # worlds that differ, below which a share of them says nothing

SUPPORTED, NOT, DEPENDS, SMALL = "supported", "not", "depends", "too small"


@dataclass(frozen=True)
class Effect:
    """What a treatment did to an outcome."""

    control: float
    treated: float
    effect: float
    low: float  # 95 % interval
    high: float
    agree: float  # share with the sign of the effect, among worlds in which anything changed
    moved: float  # share of worlds in which anything changed
    verdict: str

    @property
    def monotone(self) -> bool:
        """Whether every world agrees: by construction of the model, not by evidence."""
        return self.moved > 0.99 and self.agree >= 1.0


@lru_cache(maxsize=4)
def resamples(worlds: int, seed: int = 0, times: int = RESAMPLES) -> NDArray[np.float32]:
    """Return how often each world occurs in each bootstrap sample, shape (times, worlds)."""
    luck = chance(seed, np.arange(times, dtype=np.uint64)).uniform("bootstrap", worlds)
    drawn = np.minimum((luck * worlds).astype(np.int64), worlds - 1)  # (worlds, times)
    counts = np.zeros((times, worlds), np.float32)
    for row in range(times):
        counts[row] = np.bincount(drawn[:, row], minlength=worlds)
    return counts


def interval(values: Array) -> tuple[float, float]:
    """Return the 95 % interval of a statistic over its bootstrap samples."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return float("nan"), float("nan")
    low, high = np.quantile(finite, [0.025, 0.975])
    return float(low), float(high)


def paired(outcome: Outcome, control: Array, treated: Array) -> Effect:
    """Judge an outcome from both arms, each (worlds,)."""
    difference = treated - control
    effect = float(difference.mean())
    low, high = interval(resamples(difference.size) @ difference / difference.size)
    changed = np.abs(difference) > 1e-12
    count = int(changed.sum())
    agree = float((np.sign(difference[changed]) == np.sign(effect)).mean()) if count else float("nan")
    moved = count / difference.size
    said = verdict(outcome, effect, low, high, agree if count >= FEWEST else float("nan"))
    return Effect(float(control.mean()), float(treated.mean()), effect, low, high, agree, moved, said)


def observed(outcome: Outcome, values: Array, first: Array, second: Array | None) -> Effect:
    """Judge an observational outcome: a difference between two groups of worlds, or a correlation.

    Args:
        outcome: What is claimed.
        values: The outcome, shape (worlds,).
        first: Members of the first group (0 or 1); or the other figure of a correlation.
        second: Members of the second group; None for a correlation.
    """
    counts = resamples(values.size)
    if second is None:
        effect, drawn = (
            _correlation(np.ones((1, values.size)), values, first)[0],
            _correlation(np.asarray(counts, dtype=np.float64), values, first),
        )
        low, high = interval(drawn)
        said = verdict(outcome, float(effect), low, high, float("nan"))
        return Effect(float(first.mean()), float(values.mean()), float(effect), low, high, float("nan"), 1.0, said)
    first, second = first * (1 - second), second * (1 - first)  # who is in both groups is in none

    def means(weights: Array) -> tuple[Array, Array]:
        size_one, size_two = weights @ first, weights @ second
        with np.errstate(all="ignore"):
            return (weights @ (first * values)) / size_one, (weights @ (second * values)) / size_two

    one, two = means(np.ones((1, values.size)))
    drawn_one, drawn_two = means(np.asarray(counts, dtype=np.float64))
    low, high = interval(drawn_one - drawn_two)
    effect = float(one[0] - two[0])
    moved = float((first + second).mean())
    return Effect(
        float(two[0]),
        float(one[0]),
        effect,
        low,
        high,
        float("nan"),
        moved,
        verdict(outcome, effect, low, high, float("nan")),
    )


def _correlation(weights: Array, x: Array, y: Array) -> Array:
    n = weights.sum(axis=1)
    mx, my = weights @ x / n, weights @ y / n
    cov = weights @ (x * y) / n - mx * my
    vx, vy = weights @ (x * x) / n - mx * mx, weights @ (y * y) / n - my * my
    result: Array = cov / np.sqrt(np.maximum(vx * vy, 1e-300))
    return result


def verdict(outcome: Outcome, effect: float, low: float, high: float, agree: float) -> str:
    """Say what an effect means for the claim.

    ``supported``: the expected sign, at least the smallest effect of interest, an interval clear of
    zero, and three worlds in four agree. ``too small``: the interval lies inside the smallest effect
    of interest. ``not``: the opposite sign, clear of zero. ``depends``: anything between.
    """
    direction, smallest = DIRECTION[outcome.expected], outcome.smallest
    if not np.isfinite([effect, low, high]).all():
        return DEPENDS
    inside = -smallest < low and high < smallest
    if direction == 0:
        return SUPPORTED if inside else NOT if low > smallest or high < -smallest else DEPENDS
    near, far = (low, high) if direction > 0 else (-high, -low)
    if inside:
        return SMALL
    split = np.isfinite(agree) and agree < CLEAR
    if near > 0 and effect * direction >= smallest:
        return DEPENDS if split else SUPPORTED
    if far < 0:
        return DEPENDS if split else NOT
    return DEPENDS
