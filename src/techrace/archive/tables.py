"""The tables that a run leaves behind: headline figures and orders, one number a row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from techrace.arrays import Array
from techrace.feasibility import project
from techrace.orders import LEVERS
from techrace.record import HEADLINES, Record
from techrace.simulate import calendar

if TYPE_CHECKING:
    import polars as pl

BATCH = 2_000_000  # rows that are written at a time
_SAME = 1e-9  # orders nearer than this are the same


def write_headlines(record: Record, path: Path) -> None:
    """Write every headline figure of every turn and world.

    Columns: turn, date, figure, entity, entity2, world, value. ``entity`` and ``entity2`` are the
    names along the figure's axes (empty where it has none).
    """
    import polars as pl

    schema = pl.Schema(
        {
            "turn": pl.Int16,
            "date": pl.Float64,
            "figure": pl.Categorical(),
            "entity": pl.Categorical(),
            "entity2": pl.Categorical(),
            "world": pl.UInt32,
            "value": pl.Float64 if next(iter(record.headlines.values())).dtype == np.float64 else pl.Float32,
        }
    )
    frames = (frame.cast(dict(schema)) for frame in _frames(record))  # type: ignore[arg-type]
    if sum(values.size for values in record.headlines.values()) <= BATCH:
        pl.concat(list(frames)).write_parquet(path)
        return
    from polars.io.plugins import register_io_source

    def source(with_columns: Any, predicate: Any, n_rows: Any, batch_size: Any) -> Iterator[pl.DataFrame]:  # noqa: ARG001 - polars asks
        yield from frames

    register_io_source(source, schema=schema).sink_parquet(path)


def _frames(record: Record) -> Iterator[pl.DataFrame]:
    """Yield the rows of one entry of one figure after the other."""
    import polars as pl

    turns, worlds = record.turns + 1, record.worlds.size
    turn = np.repeat(np.arange(turns, dtype=np.int16), worlds)
    date = np.repeat(np.array(record.dates()), worlds)
    world = np.tile(record.worlds.astype(np.uint32), turns)
    for q in HEADLINES:
        if q.name not in record.headlines:
            continue
        names = [record.setting.names[axis] for axis in q.axes]
        for place in product(*(range(len(n)) for n in names)):
            entity = [n[i] for n, i in zip(names, place, strict=True)] + ["", ""]
            yield pl.DataFrame(
                {
                    "turn": turn,
                    "date": date,
                    "figure": pl.repeat(q.name, turn.size, eager=True),
                    "entity": pl.repeat(entity[0], turn.size, eager=True),
                    "entity2": pl.repeat(entity[1], turn.size, eager=True),
                    "world": world,
                    "value": np.moveaxis(record.headlines[q.name], 0, -2)[place].ravel(),
                }
            )


def write_orders(record: Record, path: Path) -> None:
    """Write who ordered what: only what differs from the standing orders, or was cut down to what is feasible.

    Columns: turn, date, state, lever, entity, entity2, world, standing, ordered, carried_out.
    """
    import polars as pl

    schema = {
        "turn": pl.Int16,
        "date": pl.Float64,
        "state": pl.String,
        "lever": pl.String,
        "entity": pl.String,
        "entity2": pl.String,
        "world": pl.UInt32,
        "standing": pl.Float64,
        "ordered": pl.Float64,
        "carried_out": pl.Float64,
    }
    pl.DataFrame(list(order_rows(record)), schema=schema, orient="row").write_parquet(path)


def order_rows(record: Record) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the table of orders."""
    names, dates, worlds = record.setting.names, record.dates(), record.worlds
    for t, (setting, orders) in enumerate(zip(calendar(record.setting, record.turns), record.orders, strict=True)):
        feasible, usual = (project(o, record.states[t], setting) for o in (orders, setting.standing))
        for lever in LEVERS:
            four = [getattr(o, lever.name) for o in (setting.standing, orders, feasible, usual)]
            shape = np.broadcast_shapes(*(x.shape for x in four), (worlds.size,))
            standing, ordered, done, left_alone = (np.broadcast_to(x, shape) for x in four)
            differs = np.abs(ordered - standing) > _SAME
            cut = (np.abs(done - ordered) > _SAME) & (np.abs(done - left_alone) > _SAME)
            by = lever.axes.index("by")
            for place in np.argwhere(differs | cut):
                *spot, world = (int(i) for i in place)
                entry = [names[axis][i] for axis, i in zip(lever.axes, spot, strict=True)]
                others = [*entry[:by], *entry[by + 1 :], "", ""]
                numbers = (float(x[tuple(place)]) for x in (standing, ordered, done))
                yield (t + 1, dates[t], entry[by], lever.name, others[0], others[1], int(worlds[world]), *numbers)


def read_headlines(path: Path, name: str, shape: tuple[int, ...]) -> Array:
    """Read one figure back as an array (turns + 1, *axes, worlds), exactly as it was written."""
    import polars as pl

    values = pl.scan_parquet(path).filter(pl.col("figure").cast(pl.String) == name).select("value").collect()
    array = values.to_series().to_numpy()
    turns, *axes, worlds = shape
    return np.moveaxis(array.reshape(*axes, turns, worlds), len(axes), 0)
