"""A played game as tidy tables: one observation a row, turn and seat on each, and a dictionary of all columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from techrace.archive.tables import order_rows
from techrace.language import LANGUAGES, language
from techrace.session import forecasts
from techrace.session.events import Answer, Event, Json
from techrace.session.play import record as record_of
from techrace.session.seats import rounded
from techrace.session.table import Table
from techrace.state import QUANTITIES, Quantity

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("csv", "parquet", "jsonl")
_SEATS = ("states", "by", "holders", "places", "markets")
_PRIVATE = {"session made": ("seed", "fog", "world"), "person joined": ("key",), "turn resolved": ("digest", "figures")}
_DRAFTS = ("draft saved",)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """A table: its columns with their types, and the rows."""

    columns: Mapping[str, type]
    rows: Callable[[Table, Sequence[Event]], Iterable[tuple[Any, ...]]]


def frame(name: str, table: Table, log: Sequence[Event]) -> pl.DataFrame:
    """Return a table of a game; before the end, without what is hidden from everybody."""
    import polars as pl

    sheet = SHEETS[name]
    kinds = {int: pl.Int32, float: pl.Float64, str: pl.String, bool: pl.Boolean}
    schema = {column: kinds[kind] for column, kind in sheet.columns.items()}
    exact = [table.ended or column == "date" for column in schema]
    rows = [
        tuple(x if as_it_is else rounded(x) for x, as_it_is in zip(row, exact, strict=True))
        for row in sheet.rows(table, log)
    ]
    return pl.DataFrame(rows, schema, orient="row")


def written(name: str, form: str, table: Table, log: Sequence[Event]) -> bytes:
    """Write a table as CSV, Parquet or JSON lines."""
    from io import BytesIO

    import polars as pl

    found, out = frame(name, table, log), BytesIO()
    if form == "parquet":
        found.write_parquet(out)
    elif form == "jsonl":
        found.write_ndjson(out)
    else:
        found.with_columns(pl.col(pl.String).map_elements(_harmless, return_dtype=pl.String)).write_csv(out)
    return out.getvalue()


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking what somebody wrote for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


# ---------------------------------------------------------------- rows


def _figures(table: Table, _: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
    record = record_of(table)
    dates, names = record.dates(), record.setting.names
    for q in QUANTITIES:
        if q.secret == "hidden" and not table.ended:
            continue
        for t, state in enumerate(record.states):
            values = getattr(state, q.name)[..., 0]
            for place in np.ndindex(*values.shape):
                ids = [names[axis][i] for axis, i in zip(q.axes, place, strict=True)]
                seat, others = _whose(q, ids, table)
                yield (t, dates[t], seat, q.name, *others, q.unit, float(values[place]))


def _whose(q: Quantity, ids: Sequence[str], table: Table) -> tuple[str, tuple[str, str]]:
    """Tell the seat of an entry from its other names."""
    for i, (axis, name) in enumerate(zip(q.axes, ids, strict=True)):
        if axis in _SEATS and name in table.seats:
            rest = (*ids[:i], *ids[i + 1 :], "", "")
            return name, (rest[0], rest[1])
    rest = (*ids, "", "")
    return "", (rest[0], rest[1])


def _orders(table: Table, _: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
    nodes = list(table.path())
    for turn, date, seat, lever, one, two, _, standing, ordered, carried in order_rows(record_of(table)):
        done = nodes[turn - 1].event.done[seat]
        yield (turn, date, seat, lever, one, two, standing, ordered, carried, done.source, ", ".join(done.plan.cards))


def _events(table: Table, log: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
    turn = 1
    for number, event in enumerate(log, 1):
        data = event.model_dump(mode="json")
        if not (event.kind in _DRAFTS and not table.ended):
            who = table.people.get(event.by)
            told = _told(data, open_=table.ended)
            yield (
                number,
                turn,
                _moment(event.at),
                str(data.get("seat", "")),
                event.kind,
                who.name if who else "",
                told,
            )
        if event.kind == "turn resolved":
            turn = data["turn"] + 2
        elif event.kind in ("undone", "branched"):
            node = table.nodes.get(data["node"])
            turn = node.event.turn + 2 if node else 1


def _told(data: Json, *, open_: bool) -> str:
    """Write what an event says beside its own columns; link keys never leave, secrets not before the end."""
    always = ("version", "by", "at", "once", "kind", "seat", "key", "world")
    hidden = () if open_ else _PRIVATE.get(data["kind"], ())
    return json.dumps({k: v for k, v in data.items() if k not in (*always, *hidden)}, ensure_ascii=False)


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")


def _forecasts(table: Table, _: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
    asked = record_of(table).setting.world.questions
    for s in table.place.scores:
        a, due = s.answer, forecasts.due(asked[s.question], s.asked, table.made.turns)
        yield (
            s.asked + 1,
            s.seat,
            s.question,
            due,
            a.probability,
            a.low,
            a.middle,
            a.high,
            s.outcome,
            s.score,
            s.reference,
            s.given,
            *_base(s.base),
        )
    for f in table.place.forecasts:
        if (f.seat, f.question, f.asked) not in {(s.seat, s.question, s.asked) for s in table.place.scores}:
            a, due = f.answer, forecasts.due(asked[f.question], f.asked, table.made.turns)
            told = (f.asked + 1, f.seat, f.question, due, a.probability, a.low, a.middle, a.high, None, None, None)
            yield (*told, True, *_base(None))


def _base(base: Answer | None) -> tuple[float | None, ...]:
    return (base.probability, base.low, base.middle, base.high) if base else (None,) * 4


def _rulings(table: Table, _: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
    for move in table.place.moves.values():
        r = move.ruling
        effects = "; ".join(f"{e.figure} {e.by:+g}" for e in r.effects) if r else ""
        yield (
            move.turn + 1, move.seat, move.id, move.text, r and r.allowed, r and r.probability, r and r.pc,
            r and r.public, effects, r.text if r else "", move.happened,
        )  # fmt: skip


SHEETS: dict[str, Sheet] = {
    "figures": Sheet(
        {"turn": int, "date": float, "seat": str, "figure": str, "entity": str, "entity2": str, "unit": str,
         "value": float}, _figures,
    ),
    "orders": Sheet(
        {"turn": int, "date": float, "seat": str, "lever": str, "entity": str, "entity2": str, "standing": float,
         "ordered": float, "carried_out": float, "source": str, "cards": str}, _orders,
    ),
    "events": Sheet(
        {"number": int, "turn": int, "at": str, "seat": str, "kind": str, "who": str, "what": str}, _events,
    ),
    "forecasts": Sheet(
        {"turn": int, "seat": str, "question": str, "due": int, "probability": float, "low": float, "middle": float,
         "high": float, "outcome": float, "score": float, "reference": float, "given": bool,
         "base_probability": float, "base_low": float, "base_middle": float, "base_high": float}, _forecasts,
    ),
    "rulings": Sheet(
        {"turn": int, "seat": str, "move": str, "text": str, "allowed": bool, "probability": float, "capital": float,
         "public": bool, "effects": str, "answer": str, "happened": bool}, _rulings,
    ),
}  # fmt: skip


def dictionary() -> bytes:
    """Write what every column means, and every figure, in all languages."""
    import csv
    from io import StringIO

    tells = [language(code) for code in LANGUAGES]
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["table", "name", "type", "unit", *(f"meaning_{tell.code}" for tell in tells)])
    for name, sheet in SHEETS.items():
        for column, kind in sheet.columns.items():
            meanings = [tell(_meaning(name, column)) for tell in tells]
            rows.writerow([name, column, kind.__name__, "", *meanings])
    for q in QUANTITIES:
        axes = ", ".join(q.axes)
        rows.writerow(["figure", q.name, axes, q.unit, *(_figure(q, tell) for tell in tells)])
    return out.getvalue().encode("utf-8-sig")


def _meaning(name: str, column: str) -> str:
    own = {("orders", "source"), ("events", "turn"), ("forecasts", "turn"), ("figures", "turn")}
    return f"web-column-{name}-{column}" if (name, column) in own else f"web-column-{column}"


def _figure(q: Quantity, tell: Any) -> str:
    try:
        return str(tell(f"explain-figure-{q.name}"))
    except LookupError:
        return q.name.replace("_", " ")
