"""Figures that most sections draw: one line a state for a game, one fan a state for many worlds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.record import Record
from techrace.report import charts
from techrace.report.names import code, name, names, seat_colour, seat_key, swatch, token
from techrace.report.parts import Figure, Key, Panel
from techrace.report.samples import average, change_of_lead, in_worlds, leader, many, when
from techrace.report.words import Words, say


def by_state(record: Record, values: Array, kind: str, title: Words, measure: Words, **about: Any) -> Figure:
    """Draw a figure of every state over time: lines, or small fans with one axis.

    Args:
        record: The games.
        values: Shape (turns + 1, states, worlds).
        kind: How its numbers are written.
        title: The finding.
        measure: What is measured, in which unit.
        about: Anything else that a ``Figure`` says.
    """
    world, dates = record.setting.world, record.dates()
    states = record.setting.names["states"]
    if not many(record):
        parts = [
            charts.Line(name(world, "states", s), values[:, i, 0], seat_colour(i, len(states)), code(world, s), i)
            for i, s in enumerate(states)
        ]
        return Figure(title, measure, (charts.lines(dates, parts, kind),), seat_key(record), **about)
    axis = charts.fan_axis(values, kind)
    panels = tuple(
        charts.fan(
            dates, values[:, i], kind, seat_colour(i, len(states)), axis=axis, shape=i,
            caption=name(world, "states", s), mark=token(i),
        )
        for i, s in enumerate(states)
    )  # fmt: skip
    return Figure(title, measure, panels, band_key(), height=10, wide=True, **about)


def over_time(record: Record, values: Array, kind: str, title: Words, measure: Words, **about: Any) -> Figure:
    """Draw one figure of the whole world over time; values (turns + 1, worlds)."""
    dates = record.dates()
    panel: Panel
    if many(record):
        panel = charts.fan(dates, values, kind)
    else:
        panel = charts.lines(dates, [charts.Line(measure_name(measure), values[:, 0], "ink")], kind)
    return Figure(title, measure, (panel,), band_key() if many(record) else (), height=14, **about)


def band_key() -> tuple[Key, ...]:
    """Say what the line and the bands of a fan are."""
    return (
        Key(swatch("median"), charts.MEDIAN),
        Key(swatch("half"), Words("half of the worlds", "세계의 절반")),
        Key(swatch("most"), Words("nine tenths", "세계의 90%")),
    )


def measure_name(measure: Words) -> Words:
    """Return the first clause of a measure, as the name of its line."""
    return Words(measure.en.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0], measure.ko.split(",", maxsplit=1)[0])


def shares(record: Record, axis: str, values: Array, colours: Sequence[str], **about: Any) -> Panel:
    """Stack the shares along an axis over time: the game, or the mean of many worlds."""
    parts = [
        charts.Line(n, v, c)
        for n, v, c in zip(names(record, axis), np.moveaxis(average(values), 1, 0), colours, strict=True)
    ]
    return charts.area(record.dates(), parts, **about)


def holder_colours(record: Record, axis: str) -> list[str]:
    """Return the colours along an axis that begins with the states."""
    seats = len(record.setting.names["states"])
    return [seat_colour(i, seats) for i in range(len(record.setting.names[axis]))]


def lead_title(record: Record, values: Array, stage: Words) -> Words:
    """Say who leads at the end and since when, or in how many worlds; values (turns + 1, states, worlds)."""
    all_names = names(record, "states")
    who, chance = leader(values[-1])
    if many(record):
        return say(
            "{who} ends first {stage} {worlds}",
            "{worlds} {who:이/가} {stage} 1위로 끝납니다",
            who=all_names[who], stage=stage,
            worlds=in_worlds(record, chance),
        )  # fmt: skip
    turn = change_of_lead(values[..., 0])
    if turn == 0:
        return say(
            "{who} leads {stage} from start to end",
            "{who:이/가} 처음부터 끝까지 {stage} 앞섭니다",
            who=all_names[who], stage=stage,
        )  # fmt: skip
    before = int(np.argmax(values[turn - 1, :, 0]))
    return say(
        "{who} overtakes {other} {stage} in {date}",
        "{who:이/가} {date} {stage} {other:을/를} 앞지릅니다",
        who=all_names[who], other=all_names[before], stage=stage, date=when(record, turn),
    )  # fmt: skip
