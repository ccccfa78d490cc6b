"""What a chart of an explanation shows, as plain numbers: a waterfall of causes, bars by player, a fan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from techrace.arrays import Array
from techrace.axes import GOALS
from techrace.explain.advice import Advice
from techrace.explain.counterfactual import QUANTILES, WhatIf
from techrace.explain.mechanisms import Mechanisms
from techrace.explain.players import Luck, Parts
from techrace.explain.terms import Terms


@dataclass(frozen=True)
class Step:
    """One bar of a waterfall: what it is called, where it begins and where it ends."""

    name: str
    begins: float
    ends: float


@dataclass(frozen=True)
class Waterfall:
    """A figure before, the steps that lead on, and the figure after; the last step ends there exactly."""

    figure: str
    before: float
    steps: tuple[Step, ...]
    after: float


@dataclass(frozen=True)
class Bars:
    """Parts from a zero line, largest first, and luck beside them."""

    figure: str
    bars: tuple[tuple[str, float], ...]
    total: float
    baseline: str
    luck: float | None


@dataclass(frozen=True)
class Fan:
    """Lines over turns: quantiles of what may be, and lines to compare with."""

    name: str
    turns: tuple[int, ...]
    quantiles: tuple[float, ...]
    band: Array  # quantiles, turns
    compared: Array  # lines, turns


def waterfall(found: Mechanisms | Terms, row: int = 0, most: int = 5) -> Waterfall:
    """Return the waterfall of a figure by mechanism, or of a layer share by term."""
    if isinstance(found, Terms):
        return _waterfall(str(found.figure), found.before, found.after, found.causes(most))
    before, after = float(found.before[row]), float(found.after[row])
    return _waterfall(str(found.figures[row]), before, after, found.causes(row, most))


def _waterfall(figure: str, before: float, after: float, causes: Sequence[tuple[str, float]]) -> Waterfall:
    steps, level = [], before
    for k, (name, value) in enumerate(causes, start=1):
        end = after if k == len(causes) else level + value  # no rounding is left at the end
        steps.append(Step(name, level, end))
        level = end
    return Waterfall(figure, before, tuple(steps), after)


def bars(found: Parts, row: int = 0, luck: Luck | None = None) -> Bars:
    """Return the bars of a figure by player or by lever."""
    division = found.division
    share = float(luck.share[row]) if luck else None
    total = float(division.everybody[row] - division.nobody[row])
    return Bars(str(found.figures[row]), tuple(found.causes(row)), total, found.baseline, share)


def fan_of_difference(found: WhatIf, row: int = 0) -> Fan:
    """Return the fan of a paired difference; without redrawn luck its band is the one difference."""
    one = found.difference[row]
    band = found.fan[:, row] if found.fan is not None else one[None].repeat(len(QUANTILES), axis=0)
    turns = tuple(range(found.at, found.at + one.size))
    return Fan(str(found.figures[row]), turns, QUANTILES, band, one[None])


def fan_of_goal(found: Advice, goal: str) -> Fan:
    """Return the fan of a goal with the draft; compared are the quantiles on the present course."""
    row = GOALS.index(goal)
    turns = tuple(range(found.turn, found.turn + found.turns + 1))
    return Fan(goal, turns, QUANTILES, found.draft[:, row], found.course[:, row])
