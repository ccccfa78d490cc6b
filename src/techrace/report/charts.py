"""Builders of charts: plain ECharts options, in the house style, one message each.

Colour says who, textures repeat it, uncertainty is a band. Colours, texts and ways to write
numbers are names (``@ink``, ``Words``, ``@format:share``) that the page fills in for its theme
and language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.report.names import SHAPES
from techrace.report.parts import Option, Panel, Row
from techrace.report.samples import QUANTILES, quantiles, tidy
from techrace.report.words import Words

MEDIAN = Words("Median", "중앙값")
BANDS = {q: Words(f"{q}th percentile", f"{q}번째 백분위") for q in QUANTILES if q != 50}

# Textures repeat what colours say: hatch for the second ecosystem, dots for those of nobody.
DECALS: dict[str, Option] = {
    "stack-b": {
        "symbol": "rect", "color": "@hatch", "dashArrayX": [1, 0], "dashArrayY": [2.6, 6.4], "rotation": -0.7854,
    },
    "stack-c": {
        "symbol": "circle", "color": "@dots", "symbolSize": 0.6,
        "dashArrayX": [[5, 5], [0, 5, 5, 0]], "dashArrayY": [5, 0],
    },
    "ctl": {
        "symbol": "rect", "color": "@paper/0.5", "dashArrayX": [1, 0], "dashArrayY": [1.2, 4], "rotation": 0.7854,
    },
}  # fmt: skip
PLAIN: Option = {"symbol": "none"}


@dataclass(frozen=True)
class Line:
    """One line or area: who, in which colour, and its values over time."""

    name: Words
    values: Array  # turns + 1
    colour: str
    code: str = ""  # written at its end
    shape: int | None = None  # of the mark at its end
    dashed: bool = False


def _frame(dates: Sequence[float], kind: str, right: int = 12) -> Option:
    """Return what all charts over time share."""
    return {
        "grid": {"left": 52, "right": right, "top": 10, "bottom": 24},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "value",
            "min": dates[0],
            "max": dates[-1],
            "minInterval": 1,
            "axisLine": {"lineStyle": {"color": "@ctl"}},
            "axisTick": {"show": False},
            "splitLine": {"show": False},
            "axisLabel": {"formatter": "@format:year", "color": "@ink2", "fontSize": 13, "hideOverlap": True},
        },
        "yAxis": {
            "type": "value",
            "axisLine": {"show": False},
            "axisTick": {"show": False},
            "splitLine": {"lineStyle": {"color": "@rule", "width": 1}},
            "axisLabel": {"formatter": f"@format:{kind}", "color": "@ink2", "fontSize": 13},
        },
    }


def _end_mark(line: Line, last: list[float]) -> Option:
    """Return the last point of a line: a seat's shape, or a dot."""
    symbol = "circle" if line.shape is None else f"path://{SHAPES[line.shape % len(SHAPES)]}"
    return {"value": last, "symbol": symbol, "symbolSize": 8 if line.shape is None else 13}


def _line(line: Line, dates: Sequence[float], width: float = 2.5) -> Option:
    points = [[x, y] for x, y in zip(dates, tidy(line.values), strict=True)]
    return {
        "type": "line",
        "name": line.name,
        "data": [*points[:-1], _end_mark(line, points[-1])],
        "symbol": "none",
        "showSymbol": True,
        "lineStyle": {"color": f"@{line.colour}", "width": width, "type": "dashed" if line.dashed else "solid"},
        "itemStyle": {"color": f"@{line.colour}", "borderColor": "@ink", "borderWidth": 0.7},
        "emphasis": {"disabled": True},
        "endLabel": {
            "show": bool(line.code),
            "formatter": line.code,
            "color": "@ink",
            "fontSize": 13,
            "fontWeight": 700,
            "distance": 9,
        },
        "labelLayout": {"moveOverlap": "shiftY"},
    }


@dataclass(frozen=True)
class Axis:
    """The range of a vertical axis, and the distance of its lines."""

    low: float
    high: float
    step: float

    def option(self) -> Option:
        """Return what ECharts calls it."""
        return {"min": self.low, "max": self.high, "interval": self.step}


def axis_of(values: Array, kind: str) -> Axis:
    """Return round limits around all values with at most four lines; money starts at zero."""
    low, high = float(np.min(values)), float(np.max(values))
    if kind == "money":
        low, high = min(low, 0.0), max(high, 0.0)
    bounded = kind in {"share", "index"}
    room = max(high - low, 0.1 if bounded else 1e-9)  # a flat line is no drama
    power = 10.0 ** np.floor(np.log10(room / 4))
    step = float(next(power * m for m in (1, 2, 2.5, 5, 10, 20) if power * m * 4 >= room))
    step = max(step, 0.05) if kind == "index" else step
    bottom, top = np.floor(low / step + 1e-6) * step, np.ceil(high / step - 1e-6) * step
    top = max(top, bottom + 2 * step)
    if bounded and top > 1:
        top, bottom = 1.0, min(bottom, 1 - 2 * step)
    return Axis(float(f"{bottom:.6g}"), float(f"{top:.6g}"), float(f"{step:.6g}"))


def lines(dates: Sequence[float], parts: Sequence[Line], kind: str, **about: Any) -> Panel:
    """Draw one line for each, named at its end."""
    coded = any(p.code for p in parts)
    option = _frame(dates, kind, right=44 if coded else 16)
    option["yAxis"] |= axis_of(np.stack([p.values for p in parts]), kind).option()
    option["series"] = [_line(p, dates) for p in parts]
    return Panel(option, tuple(Row(p.name, tidy(p.values), p.colour) for p in parts), kind, **about)


def fan(
    dates: Sequence[float],
    values: Array,
    kind: str,
    colour: str = "ink",
    *,
    axis: Axis | None = None,
    shape: int | None = None,
    **about: Any,
) -> Panel:
    """Draw what many worlds do: the median, and bands of half and nine tenths of them.

    Args:
        dates: The date at the start and after every turn.
        values: Shape (turns + 1, worlds).
        kind: How its numbers are written.
        colour: Whose it is.
        axis: The vertical axis, if panels share one.
        shape: The seat whose shape ends the line.
        about: ``caption`` and ``mark`` of the panel.
    """
    q = quantiles(values)
    option = _frame(dates, kind, right=16)
    option["yAxis"] |= (axis or axis_of(q, kind)).option()
    bands = []
    for below, above, opacity in ((0, 4, 0.2), (1, 3, 0.3)):
        stack = f"{QUANTILES[below]} to {QUANTILES[above]}"
        for part, shown in ((q[below], 0.0), (q[above] - q[below], opacity)):
            bands.append(
                {
                    "type": "line",
                    "data": [[x, y] for x, y in zip(dates, tidy(part), strict=True)],
                    "stack": stack,
                    "stackStrategy": "all",
                    "symbol": "none",
                    "silent": True,
                    "lineStyle": {"opacity": 0},
                    "areaStyle": {"color": f"@{colour}", "opacity": shown},
                    "emphasis": {"disabled": True},
                }
            )
    option["series"] = [*bands, _line(Line(MEDIAN, q[2], colour, shape=shape), dates)]
    rows = [Row(BANDS.get(p, MEDIAN), tidy(v), colour if p == 50 else "") for p, v in zip(QUANTILES, q, strict=True)]
    return Panel(option, tuple(reversed(rows)), kind, **about)


def fan_axis(values: Array, kind: str) -> Axis:
    """Return the axis that fits the fans of several panels; worlds last."""
    return axis_of(quantiles(values), kind)


def area(dates: Sequence[float], parts: Sequence[Line], kind: str = "share", **about: Any) -> Panel:
    """Stack shares of a whole, textured like their colours."""
    option = _frame(dates, kind, right=16)
    option["yAxis"] |= Axis(0, 1, 0.5 if about else 0.25).option()  # a small panel has room for three lines
    option["series"] = [
        {
            "type": "line",
            "name": p.name,
            "data": [[x, y] for x, y in zip(dates, tidy(p.values), strict=True)],
            "stack": "whole",
            "symbol": "none",
            "silent": True,
            "lineStyle": {"color": "@paper", "width": 1.5},
            "itemStyle": {"color": f"@{p.colour}", "decal": DECALS.get(p.colour, PLAIN)},
            "areaStyle": {"color": f"@{p.colour}", "opacity": 1},
            "emphasis": {"disabled": True},
        }
        for p in parts
    ]
    return Panel(option, tuple(Row(p.name, tidy(p.values), p.colour) for p in parts), kind, **about)


def columns(dates: Sequence[float], parts: Sequence[Line], kind: str, **about: Any) -> Panel:
    """Stack what comes and goes in every turn: gains up, losses down."""
    option = _frame(dates, kind)
    step = dates[-1] - dates[-2] if len(dates) > 1 else 1.0
    option["xAxis"] |= {"min": dates[0] - step / 2, "max": dates[-1] + step / 2}
    option["series"] = [
        {
            "type": "bar",
            "name": p.name,
            "data": [[x, y] for x, y in zip(dates, tidy(p.values), strict=True)],
            "stack": "flow",
            "barWidth": "70%",
            "silent": True,
            "itemStyle": {"color": f"@{p.colour}", "decal": DECALS.get(p.colour, PLAIN)},
        }
        for p in parts
    ]
    return Panel(option, tuple(Row(p.name, tidy(p.values), p.colour) for p in parts), kind, **about)


@dataclass(frozen=True)
class Holder:
    """One holder of shares in several bars."""

    name: Words
    values: Array  # one for every bar
    colour: str
    code: str  # written where there is room


def whole_bars(bars: Sequence[Words], holders: Sequence[Holder], posts: Sequence[float] = ()) -> Panel:
    """Draw a bar of 100 % for each, the largest holder first; a triangle marks where its boundary was."""
    option: Option = {
        "grid": {"left": 118, "right": 16, "top": 14, "bottom": 8},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "none"}},
        "xAxis": {"type": "value", "min": 0, "max": 1, "show": False},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": list(bars),
            "axisLine": {"show": False},
            "axisTick": {"show": False},
            "axisLabel": {"color": "@ink", "fontSize": 13, "width": 106, "overflow": "break"},
        },
    }
    ranked = [sorted(holders, key=lambda h: (not h.code, -h.values[i])) for i in range(len(bars))]
    option["series"] = [
        {
            "type": "bar",
            "stack": "whole",
            "barWidth": "58%",
            "silent": True,
            "labelLayout": {"hideOverlap": True},
            "data": [_segment(order[rank], i) for i, order in enumerate(ranked)],
        }
        for rank in range(len(holders))
    ]
    if posts:
        option["series"].append(
            {
                "type": "scatter",
                "data": [[x, i] for i, x in enumerate(tidy(np.asarray(posts)))],
                "symbol": "triangle",
                "symbolRotate": 180,
                "symbolSize": 9,
                "symbolOffset": [0, -17],
                "silent": True,
                "itemStyle": {"color": "@ink"},
            }
        )
    return Panel(option, tuple(Row(h.name, tidy(h.values), h.colour) for h in holders), "share", x=tuple(bars))


def _segment(holder: Holder, bar: int) -> Option:
    value = tidy(holder.values)[bar]
    return {
        "value": value,
        "itemStyle": {
            "color": f"@{holder.colour}",
            "borderColor": "@paper",
            "borderWidth": 1,
            "decal": DECALS.get(holder.colour, PLAIN),
        },
        "label": {
            "show": bool(holder.code) and value > 0.06,
            "formatter": holder.code,
            "color": f"@on-{holder.colour}",
            "fontSize": 13,
            "fontWeight": 700,
        },
    }


def ladder(stages: Sequence[Words], parts: Sequence[Line]) -> Panel:
    """Draw ranks by stage, the first on top; the crossing is the message."""
    option: Option = {
        "grid": {"left": 56, "right": 56, "top": 44, "bottom": 20},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "none"}},
        "xAxis": {
            "type": "category",
            "position": "top",
            "data": list(stages),
            "axisLine": {"show": False},
            "axisTick": {"show": False},
            "axisLabel": {"color": "@ink", "fontSize": 15, "fontWeight": 700, "margin": 20, "interval": 0},
            "boundaryGap": False,
        },
        "yAxis": {"type": "value", "inverse": True, "min": 1, "max": max(len(parts), 2), "show": False},
        "series": [],
    }
    for p in parts:
        shape = f"path://{SHAPES[(p.shape or 0) % len(SHAPES)]}"
        option["series"].append(
            {
                "type": "line",
                "name": p.name,
                "data": tidy(p.values),
                "smooth": 0.4,
                "smoothMonotone": "x",
                "symbol": shape,
                "symbolSize": 30,
                "silent": True,
                "lineStyle": {"color": f"@{p.colour}", "width": 7},
                "itemStyle": {"color": f"@{p.colour}", "borderColor": "@paper", "borderWidth": 1.5, "opacity": 1},
                "label": {
                    "show": True,
                    "position": "inside",
                    "formatter": p.code,
                    "color": f"@on-{p.colour}",
                    "fontSize": 13,
                    "fontWeight": 700,
                },
                "emphasis": {"disabled": True},
            }
        )
    rows = tuple(Row(p.name, tidy(p.values), p.colour) for p in parts)
    return Panel(option, rows, "rank", x=tuple(stages))
