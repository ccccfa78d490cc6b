"""One factor of a design: from a number between 0 and 1 to the value that a point has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.rules.turn import parameters
from techrace.state import QUANTITIES
from techrace.sweep.schema import Spread

GROUPING = frozenset({"world", "values", "policies", "mechanisms", "dates"})
"""Kinds whose values make games that cannot share a batch; all others vary along the worlds."""


@dataclass(frozen=True)
class Factor:
    """What varies from point to point.

    Attributes:
        name: Its column.
        kind: parameters, start, values, events, policies, mechanisms, dates or world.
        key: What it is called within its kind.
        shape: uniform, triangle or normal; empty if it has choices.
        numbers: Of its shape: (low, high), (low, mode, high), (mean, sd, low, high).
        choices: Its values, if it has levels.
        steps: Values in a full factorial.
    """

    name: str
    kind: str
    key: str
    shape: str = ""
    numbers: tuple[float, ...] = ()
    choices: tuple[Any, ...] = ()
    steps: int | None = None

    @property
    def grouping(self) -> bool:
        """Say whether points that differ in it cannot share a batch."""
        return self.kind in GROUPING

    @property
    def numeric(self) -> bool:
        """Say whether its values are numbers."""
        return not self.choices or not any(isinstance(c, str) for c in self.choices)

    def at(self, u: Array) -> Array:
        """Return values for numbers between 0 and 1; of choices their places."""
        if self.choices:
            return np.minimum(np.floor(u * len(self.choices)), len(self.choices) - 1)
        match self.shape:
            case "uniform":
                low, high = self.numbers
                return low + u * (high - low)
            case "triangle":
                low, mode, high = self.numbers
                split = (mode - low) / (high - low)
                rising = low + np.sqrt(u * (high - low) * (mode - low))
                falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
                return np.where(u < split, rising, falling)
            case _:
                from scipy.special import ndtr, ndtri  # every worker imports this file, few need that

                mean, sd, low, high = self.numbers
                a, b = ndtr((low - mean) / sd), ndtr((high - mean) / sd)
                return np.clip(mean + sd * ndtri(a + u * (b - a)), low, high)

    def grid(self, steps: int) -> Array:
        """Return the values (or places of choices) of a full factorial."""
        if self.choices:
            return np.arange(float(len(self.choices)))
        n = self.steps or steps
        if self.shape == "uniform":
            return np.linspace(self.numbers[0], self.numbers[1], n)
        return self.at((np.arange(n) + 0.5) / n)

    def values(self, column: Array) -> list[Any]:
        """Return what a column of a design means: numbers, or the choices at the places."""
        if self.choices:
            return [self.choices[int(i)] for i in column]
        return [float(x) for x in column]

    def column(self, places: Array) -> NDArray[Any]:
        """Return the same as an array: of numbers, or of objects where there are texts among them."""
        return np.array(self.values(places), dtype=np.float64 if self.numeric else object)


def bounds(name: str) -> tuple[float, float, float] | None:
    """Return what a rule declares of a parameter: low, default, high."""
    return _declared().get(name)


@lru_cache(maxsize=1)
def _declared() -> dict[str, tuple[float, float, float]]:
    return {p.name: (p.low, p.default, p.high) for p in parameters()}


def limits(kind: str, name: str) -> tuple[float, float]:
    """Return between which values something may lie; what is unknown has no limits."""
    match kind:
        case "parameters":
            low, _, high = bounds(name) or (-np.inf, 0.0, np.inf)
            return low, high
        case "start":
            return _entries().get(name.partition("[")[0].strip(), (-np.inf, np.inf))
        case "events":
            return 0.0, np.inf
    return -np.inf, np.inf


@lru_cache(maxsize=1)
def _entries() -> dict[str, tuple[float, float]]:
    return {q.name: (q.low, q.high) for q in QUANTITIES}


def distribution(said: Spread, kind: str, name: str) -> dict[str, Any]:
    """Return the attributes of a factor that its distribution sets; nothing that is drawn lies beyond its limits."""
    if said.levels:
        return {"choices": said.levels}
    if said.range:
        return {"shape": "uniform", "numbers": said.range}
    if said.triangle:
        return {"shape": "triangle", "numbers": said.triangle}
    if said.normal:
        return {"shape": "normal", "numbers": (*said.normal, *limits(kind, name))}
    return {"shape": "triangle", "numbers": bounds(name) or (0.0, 0.0, 1.0)}  # refused where nothing is declared
