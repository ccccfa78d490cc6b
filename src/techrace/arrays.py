"""The few array functions that every rule is written in.

Arrays carry named axes, and the last axis is always ``worlds`` (independent games).
A game must come out bit for bit the same alone or in a batch of a million. NumPy keeps
that promise element by element, but not in sums: with one world it adds along contiguous
memory in a different order. ``total`` adds in the same order whatever the batch.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Floats: TypeAlias = "float | NDArray[np.float64]"


def total(values: Array, axis: int = 0) -> Array:
    """Sum over one axis (never the worlds), in the same order for every batch size."""
    innermost = values.shape[-1] > 1 and values.strides[-1] == values.itemsize  # the worlds, in memory
    if innermost or not values.shape[axis]:
        return np.add.reduce(values, axis=axis)
    return np.add.accumulate(values, axis=axis)[(slice(None),) * axis + (-1,)]


def of_worlds(values: Array, index: slice | NDArray[Any]) -> Array:
    """Pick games from the last axis; unlike a plain index, positions leave the worlds together in memory."""
    if isinstance(index, slice):
        return values[..., index]
    picked: Array = values.take(np.flatnonzero(index) if index.dtype == bool else index, axis=-1)
    return picked


def largest(values: Array, axis: int = 0, *, keepdims: bool = False) -> Array:
    """Return the maximum along one axis: ``np.max`` without its preliminaries, which cost more than small arrays."""
    result: Array = np.maximum.reduce(values, axis=axis)
    return result[(slice(None),) * axis + (None,)] if keepdims else result


def clip(values: Array, low: float | Array, high: float | Array) -> Array:
    """Keep values inside a range: ``np.clip`` without its preliminaries, and faster than ``maximum``."""
    return values.clip(low, high)


def extended(values: Array, rows: int, rest: float, axis: int = 0) -> Array:
    """Add rows of one value at the end of an axis: what holds for everybody who is no state."""
    shape = list(values.shape)
    states, shape[axis] = shape[axis], shape[axis] + rows
    result = np.empty(shape)
    before = (slice(None),) * axis
    result[(*before, slice(states))] = values
    result[(*before, slice(states, None))] = rest
    return result


def mean(values: Array, axis: int = 0) -> Array:
    """Average over one axis (never the worlds), in the same order for every batch size."""
    return total(values, axis) / values.shape[axis]


def normalise(values: Array, axis: int = 0) -> Array:
    """Scale non-negative values so that they sum to 1 along ``axis``."""
    return values / total(values, axis)[(slice(None),) * axis + (None,)]


def at_least(values: Array, low: float) -> Array:
    """Keep values above a number: ``np.maximum`` at half its price."""
    return values.clip(low, np.inf)


def at_most(values: Array, high: float) -> Array:
    """Keep values below a number: ``np.minimum`` at half its price."""
    return values.clip(-np.inf, high)


def positive(values: Array) -> Array:
    """Keep what is above zero: max(x, 0)."""
    return values.clip(0.0, np.inf)


def unit(values: Array) -> Array:
    """Clip to the range 0..1."""
    return values.clip(0.0, 1.0)


def sigmoid(values: Array) -> Array:
    """Logistic function 1 / (1 + exp(-x)), clipped so that it never overflows."""
    result = np.exp(-values.clip(-40.0, 40.0))
    result += 1.0
    np.divide(1.0, result, out=result)
    return result


def returns(effort: Array, half: float = 0.25) -> Array:
    """Diminishing returns of effort: x / (x + half); one half at ``half``."""
    result = effort + half
    return np.divide(effort, result, out=result)


def power(values: Array, exponent: Floats) -> Array:
    """Raise positive values to a power that may differ by world: exp(a ln x)."""
    result: Array = np.log(values.clip(1e-12, np.inf)) * exponent  # exponents may have more worlds than the values
    return np.exp(result, out=result)


# The normal distribution. SciPy has both functions, but importing them takes longer than a whole game.
_CENTRE = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
    (5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0),
)  # fmt: skip
_TAIL = (
    (7.7454501427834140764e-4, 2.27238449892691845833e-2, 2.4178072517745061177e-1, 1.27045825245236838258,
     3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 1.51986665636164571966e-2, 1.4810397642748007459e-1,
     6.8976733498510000455e-1, 1.6763848301838038494, 2.05319162663775882187, 1.0),
)  # fmt: skip
_FAR_TAIL = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.2426609473880784386e-3, 2.65321895265761230930e-2,
     2.9656057182850489123e-1, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772),
    (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
     1.48753612908506148525e-2, 1.3692988092273580531e-1, 5.9983220655588793769e-1, 1.0),
)  # fmt: skip
_BELOW = (
    (3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383,
     112.079291497871, 221.213596169931, 220.206867912376),
    (8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461,
     296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752),
)  # fmt: skip


def _polynomial(coefficients: tuple[float, ...], x: Array) -> Array:
    """Evaluate a polynomial, highest power first."""
    result = coefficients[0] * x
    for c in coefficients[1:-1]:
        result += c
        result *= x
    result += coefficients[-1]
    return result


def _ratio(of: tuple[tuple[float, ...], tuple[float, ...]], x: Array) -> Array:
    return _polynomial(of[0], x) / _polynomial(of[1], x)


def normal_quantile(chances: Array) -> Array:
    """Return the standard normal deviate below which lies a chance in (0, 1) (Wichura 1988, AS 241)."""
    from_middle = chances - 0.5
    result: Array = from_middle * _ratio(_CENTRE, 0.180625 - from_middle * from_middle)
    outside = np.abs(from_middle) > 0.425  # where the middle formula ends
    if outside.any():
        p = chances[outside]
        r = np.sqrt(-np.log(np.minimum(p, 1.0 - p)))
        deviate = _ratio(_TAIL, r - 1.6)
        far = r > 5.0  # one draw in ten thousand million
        if far.any():
            deviate[far] = _ratio(_FAR_TAIL, r[far] - 5.0)
        result[outside] = np.where(p < 0.5, -deviate, deviate)
    return result


def normal_below(deviates: Array) -> Array:
    """Return the chance that a standard normal lies below a deviate (Hart 1968, after West 2005)."""
    x = np.minimum(np.abs(deviates), 38.0)  # beyond it the chance is zero
    tail = np.exp(-0.5 * x * x)
    far = x + 1.0 / (x + 2.0 / (x + 3.0 / (x + 4.0 / (x + 0.65))))
    tail *= np.where(x < 7.07106781186547, _ratio(_BELOW, x), 1.0 / (2.506628274631 * far))
    return np.where(deviates > 0.0, 1.0 - tail, tail)
