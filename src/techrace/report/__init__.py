"""A record as one HTML file that opens offline, in two languages.

Example:
    ``write(record, Path("report.html"), lang="ko")``
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from techrace.record import Record
from techrace.report.page import SECTIONS, page, sections_of
from techrace.report.parts import Section, SectionMaker
from techrace.scoring import Par

__all__ = ["SECTIONS", "Section", "html", "write"]


def html(
    record: Record, lang: str = "en", *, par: Par | None = None, sections: Iterable[SectionMaker] = SECTIONS
) -> str:
    """Return the report of a record as one HTML page.

    Args:
        record: One game, or many.
        lang: The language that it opens in, "en" or "ko"; readers can switch.
        par: How the seats do by default, for ratings.
        sections: What it tells, in order.
    """
    return page(record, sections_of(record, sections, par), lang)


def write(
    record: Record,
    path: Path,
    lang: str = "en",
    *,
    par: Par | None = None,
    sections: Iterable[SectionMaker] = SECTIONS,
) -> None:
    """Write the report of a record into one HTML file; see ``html``."""
    path.write_text(html(record, lang, par=par, sections=sections), encoding="utf-8", newline="\n")
