"""The few array functions that every rule is written in.

Arrays carry named axes, and the last axis is always ``worlds`` (independent games).
A game must come out bit for bit the same alone or in a batch of a million. NumPy keeps
that promise element by element, but not in sums: with one world it adds along contiguous
memory in a different order. ``total`` adds in the same order whatever the batch.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Floats: TypeAlias = "float | NDArray[np.float64]"


def total(values: Array, axis: int = 0) -> Array:
    """Sum over one axis (never the worlds), in the same order for every batch size."""
    innermost = values.shape[-1] > 1 and values.strides[-1] == values.itemsize  # the worlds, in memory
    if innermost or not values.shape[axis]:
        return np.add.reduce(values, axis=axis)
    return np.add.accumulate(values, axis=axis).take(-1, axis=axis)


def mean(values: Array, axis: int = 0) -> Array:
    """Average over one axis (never the worlds), in the same order for every batch size."""
    return total(values, axis) / values.shape[axis]


def normalise(values: Array, axis: int = 0) -> Array:
    """Scale non-negative values so that they sum to 1 along ``axis``."""
    return values / np.expand_dims(total(values, axis), axis)


def positive(values: Array) -> Array:
    """Keep what is above zero: max(x, 0)."""
    return np.clip(values, 0.0, np.inf)


def unit(values: Array) -> Array:
    """Clip to the range 0..1."""
    return np.clip(values, 0.0, 1.0)


def sigmoid(values: Array) -> Array:
    """Logistic function 1 / (1 + exp(-x)), clipped so that it never overflows."""
    return 1.0 / (1.0 + np.exp(-np.clip(values, -40.0, 40.0)))


def returns(effort: Array, half: float = 0.25) -> Array:
    """Diminishing returns of effort: x / (x + half); one half at ``half``."""
    return effort / (effort + half)


def power(values: Array, exponent: Floats) -> Array:
    """Raise positive values to a power that may differ by world: exp(a ln x)."""
    return np.exp(exponent * np.log(np.maximum(values, 1e-12)))
