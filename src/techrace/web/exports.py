"""What can be kept of a game: one page that opens offline, a report of each seat, tables, or all in one archive.

While the game runs only the facilitator gets them, and they lack what is hidden from everybody: the seed, hidden
figures, and exact numbers, from which luck could be reckoned back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np

from techrace import reckoning
from techrace.arrays import Array
from techrace.record import Record
from techrace.report.page import SECTIONS, sections_of
from techrace.report.page import page as report_page
from techrace.report.parts import SectionMaker
from techrace.report.sections import explained, inputs, method
from techrace.report.words import same
from techrace.session import play, store
from techrace.session.events import Event
from techrace.session.seats import DIGITS
from techrace.session.table import Table
from techrace.web import keepsake, tables

PAGE, ARCHIVE, DICTIONARY, LOG, README = "debrief.html", "all.zip", "dictionary.csv", "session.jsonl", "README.txt"
_KINDS = {
    "html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet", "zip": "application/zip", "txt": "text/plain; charset=utf-8",
}  # fmt: skip


def names(table: Table) -> list[str]:
    """List the files that there are."""
    sheets = [f"{name}.{form}" for name in tables.SHEETS for form in tables.FORMATS]
    reports = [f"report-{seat}.html" for seat in table.seats]
    return [PAGE, ARCHIVE, DICTIONARY, *([LOG] if table.ended else []), *sheets, *reports]


def known(file: str, table: Table) -> bool:
    """Say whether there is such a file."""
    return file in names(table)


def kind(file: str) -> str:
    """Return the media type of a file."""
    return _KINDS[file.rpartition(".")[2]]


def made(table: Table, file: str, folder: str, lang: str = "en") -> bytes:
    """Make a file; for a worker.

    Args:
        table: The session.
        file: One of ``names``, but no archive: ``archived`` puts that together.
        folder: Where the log of the session is.
        lang: The language that pages open in.
    """
    path = store.known(Path(folder), table.made.id)
    stem, _, form = file.rpartition(".")
    if file == DICTIONARY:
        return tables.dictionary()
    if file == LOG:
        return _log(path)
    if form == "html":
        seat = stem.removeprefix("report-") if stem.startswith("report-") else ""
        return page(table, seat, lang).encode()
    return tables.written(stem, form, table, _events(path))


def _events(path: Path) -> Sequence[Event]:
    return list(store.events(path))


def _log(path: Path) -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        target = Path(folder) / LOG
        store.export(path, target)
        return target.read_bytes()


def in_archive(table: Table) -> list[str]:
    """List the files of the archive: everything, tables as CSV."""
    return [x for x in names(table) if x == LOG or (x != ARCHIVE and not x.endswith((".parquet", ".jsonl")))]


def archived(table: Table, contents: Sequence[bytes]) -> bytes:
    """Put the files of ``in_archive`` into one; the same game gives the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in zip(in_archive(table), contents, strict=True):
            archive.writestr(_entry(name), content, ZIP_DEFLATED)
        archive.writestr(_entry(README), keepsake.readme(table, in_archive(table)), ZIP_DEFLATED)
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, (2025, 1, 1, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    return entry


# ---------------------------------------------------------------- pages


def page(table: Table, seat: str = "", lang: str = "en") -> str:
    """Return the game as one page that opens offline, or the report of one seat."""
    record = play.record(table)
    games = reckoning.usual(table, record)
    rated = reckoning.ratings(record, games)
    shown = record if table.ended else blurred(record)
    first = keepsake.sections(table, record, rated, seat)
    later: list[SectionMaker] = [s for s in SECTIONS if table.ended or s not in (explained.section, method.section)]
    if seat:
        later = [s for s in later if s not in (inputs.section, method.section)]
    sections = [*first, *sections_of(shown, later, rated.par)]
    return report_page(shown, sections, lang, headline=same(table.made.title))


def blurred(record: Record) -> Record:
    """Return a game with figures of few digits, without states and luck: what may be shown while it is played."""

    def short(values: Array) -> Array:
        size = 10.0 ** (np.floor(np.log10(np.maximum(np.abs(values), 1e-300))) - DIGITS + 1)
        return np.asarray(np.round(values / size) * size)

    return replace(
        record, seed=0, states=(), orders=(), touches=(),
        headlines={name: short(values) for name, values in record.headlines.items()},
        measures=short(record.measures),
    )  # fmt: skip
