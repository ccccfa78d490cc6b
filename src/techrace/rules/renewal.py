"""Renewal and choice: the one idea behind layers, factories and ecosystems.

A share of each market comes up for renewal every year: old machines wear out and demand grows.
The renewed part goes by cost, quality, patience of capital, home market and permission to
sell; the rest stays put. This module is no rule of its own: three rules share it.

Source: Salter (1960), Solow (1960) for vintages; McFadden (1974) for choice; Wright (1936) and
Irwin & Klenow (1994) for experience.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, total
from techrace.parameters import parameter
from techrace.rules.constants import FIXED


@dataclass(frozen=True)
class Parameters:
    """The constants that layers, factories and ecosystems share, addressed as ``renewal.<name>``."""

    pace: Floats = parameter(
        1.3,
        low=0.85,
        high=1.55,
        unit="1",
        meaning="Renewal relative to 1 / life + growth",
        source="calibrated on seven historical cases; 1 is the accounting identity",
    )
    price: Floats = parameter(
        1.6,
        low=1.2,
        high=2.1,
        unit="1",
        meaning="Weight of price in choice",
        source="calibrated on seven historical cases",
    )
    quality: Floats = parameter(
        5.8,
        low=4.7,
        high=7.5,
        unit="1",
        meaning="Weight of log quality in choice",
        source="calibrated on seven historical cases",
    )
    experience: Floats = parameter(
        0.5,
        low=0.35,
        high=0.6,
        unit="1",
        meaning="Wright exponent: 30 % lower cost per doubling of experience when nothing spills over",
        source="calibrated; Irwin & Klenow (1994): about 20 % with spillovers",
    )
    patience: Floats = parameter(
        0.55,
        low=0.33,
        high=0.76,
        unit="log",
        meaning="Cost of capital that patient owners save",
        source="calibrated, but patience itself is judgement",
    )
    home: Floats = parameter(
        0.9,
        low=0.6,
        high=1.3,
        unit="log odds",
        meaning="Preference for home",
        source="calibrated on seven historical cases",
    )


def rate(life: Array | float, growth: Array | float, pace: Floats) -> Floats:
    """Return the share of a market that comes up for renewal, 1/yr."""
    return np.minimum(pace * (1.0 / life + growth), FIXED.fastest)


def cost_of_experience(experience: Array, exponent: Floats) -> Array:
    """Return log cost from experience that still counts, part of it spilling over (Wright 1936)."""
    return -exponent * np.log(FIXED.spillover + (1.0 - FIXED.spillover) * experience)


def new_orders(appeal: Array, buyers: Iterable[tuple[Array, Array]], axis: int) -> Array:
    """Return the shares of new orders that each seller wins.

    Args:
        appeal: Log odds of each seller that are the same for all buyers; sellers along ``axis``.
        buyers: For each buyer his share of demand and a factor on each seller's odds
            (home, tariff, permission to sell), both broadcastable to ``appeal``.
        axis: The axis of sellers.

    Returns:
        An array like ``appeal`` that sums to 1 along ``axis`` if the demand sums to 1.
    """
    odds = np.exp(appeal - np.max(appeal, axis=axis, keepdims=True))
    won: Array | None = None
    for demand, factor in buyers:
        here = odds * factor
        here *= demand / np.expand_dims(total(here, axis), axis)
        if won is None:
            won = here
        else:
            won += here
    if won is None:
        message = "a market needs at least one buyer"
        raise ValueError(message)
    return won
