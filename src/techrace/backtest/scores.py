"""How good a forecast was: the continuous ranked probability score, and coverage.

Source: Gneiting & Raftery (2007).
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from techrace.arrays import Array

INTERVAL = 0.9


def crps(draws: Array, observed: float) -> float:
    """Return the ranked probability score of an ensemble: 0 is perfect, in the unit of the figure.

    E|X - y| - E|X - X'| / 2, with the second mean over all pairs read off the sorted draws.
    """
    ordered = np.sort(draws)
    n = ordered.size
    rank = 2.0 * np.arange(1, n + 1) - n - 1
    spread = 2.0 * float(np.sum(rank * ordered)) / (n * n)
    return float(np.mean(np.abs(ordered - observed))) - 0.5 * spread


def crps_normal(mean: float, sd: float, observed: float) -> float:
    """Return the ranked probability score of a normal forecast."""
    z = (observed - mean) / sd
    density = np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi)
    return float(sd * (z * (2.0 * ndtr(z) - 1.0) + 2.0 * density - 1.0 / np.sqrt(np.pi)))


def interval(draws: Array) -> tuple[float, float]:
    """Return the central 90 % interval of an ensemble."""
    low, high = np.quantile(draws, [(1.0 - INTERVAL) / 2.0, (1.0 + INTERVAL) / 2.0])
    return float(low), float(high)
