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
from typing import TypeAlias

import numpy as np

from techrace.arrays import Array, Floats, largest, total
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
    counted = (1.0 - FIXED.spillover) * experience
    counted += FIXED.spillover
    return -exponent * np.log(counted)


Favours: TypeAlias = "list[tuple[int, Floats]]"
"""A buyer's exceptions: (seller, factor on that seller's odds): home, tariff, permission to sell."""


def new_orders(appeal: Array, buyers: Iterable[tuple[Array, Favours]], axis: int) -> Array:
    """Return the shares of new orders that each seller wins.

    Most buyers treat most sellers alike, so a buyer is told by his exceptions only: his orders
    are everybody's odds, corrected for a few sellers.

    Args:
        appeal: Log odds of each seller that are the same for all buyers; sellers along ``axis``.
        buyers: For each buyer his share of demand and his favours, shaped like ``appeal``
            without ``axis``.
        axis: The axis of sellers.

    Returns:
        An array like ``appeal`` that sums to 1 along ``axis`` if the demand sums to 1.
    """
    odds = appeal - largest(appeal, axis=axis, keepdims=True)
    np.exp(odds, out=odds)
    seller_of = odds.swapaxes(0, axis)  # both only look at one seller at a time
    everybody = total(odds, axis)
    plain = np.zeros_like(everybody)
    extra: dict[int, Array] = {}
    for demand, favours in buyers:
        changed = [(seller, seller_of[seller] * (factor - 1.0)) for seller, factor in favours]
        mass = everybody
        for _, change in changed:
            mass = mass + change
        share = demand / mass
        plain += share
        for seller, change in changed:
            gain = change * share
            extra[seller] = extra[seller] + gain if seller in extra else gain
    won = odds * plain[(slice(None),) * axis + (None,)]
    winner_of = won.swapaxes(0, axis)
    for seller, gain in extra.items():
        winner_of[seller] += gain
    return won
