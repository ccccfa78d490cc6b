"""How a rule declares its constants: default, bounds, unit, meaning and source in one place.

World files, sweeps, the command line and the generated reference tables all read these
declarations; nobody repeats them. A parameter tells a story and may be changed; a constant
is fixed, and all constants stand in one table (``rules/constants.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Declared:
    """What is known about one parameter or constant."""

    name: str  # dotted: "valuation.fuel"
    default: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str
    drawn: bool  # True: the structural ensemble draws it from a triangle (low, default, high)


def parameter(
    default: float,
    *,
    low: float,
    high: float,
    unit: str,
    meaning: str,
    source: str,
    drawn: bool = True,
) -> Any:
    """Declare a parameter as a dataclass field with everything a reader needs to judge it."""
    if not low <= default <= high:
        message = f"default {default} lies outside its bounds {low}..{high}"
        raise ValueError(message)
    metadata = {"low": low, "high": high, "unit": unit, "meaning": meaning, "source": source, "drawn": drawn}
    return field(default=default, metadata=metadata)


def constant(value: float, *, unit: str, meaning: str, source: str = "assumed") -> Any:
    """Declare a fixed constant as a dataclass field."""
    metadata = {"low": value, "high": value, "unit": unit, "meaning": meaning, "source": source, "drawn": False}
    return field(default=value, metadata=metadata)


def declared(group: str, cls: type) -> Iterator[Declared]:
    """List what a ``Parameters`` (or ``Constants``) class declares, under ``group.<name>``."""
    for f in fields(cls):
        yield Declared(name=f"{group}.{f.name}", default=float(f.default), **f.metadata)  # type: ignore[arg-type]
