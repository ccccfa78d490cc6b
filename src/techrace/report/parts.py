"""What a report is made of: sections of figures of panels, all plain data.

A new section is a module in ``sections`` with one function, ``section(record) -> Section | None``,
and a line in ``page.SECTIONS``. Its title is its finding; how it looks is not its business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from techrace.record import Record
from techrace.report.words import Words

Option = dict[str, Any]
"""An ECharts option as data. ``Words`` become text, ``@name`` a colour of the theme and
``@format:kind`` a way to write numbers, all in the page, for its language and theme."""

Values = Sequence[float]


@dataclass(frozen=True)
class Row:
    """One line of a chart's tooltip and table: a name and a number for every ``x``."""

    name: Words
    values: Values
    colour: str = ""


@dataclass(frozen=True)
class Panel:
    """One chart: what ECharts draws, and the same numbers for tooltip and table."""

    option: Option
    rows: tuple[Row, ...]
    kind: str  # of its numbers: see numerals.KINDS
    x: tuple[Words, ...] = ()  # names along the axis; empty: the turns
    caption: Words | None = None
    mark: str = ""  # markup before the caption, such as a seat's shape


@dataclass(frozen=True)
class Key:
    """One entry of a legend: markup of its mark, and its name."""

    mark: str
    name: Words


@dataclass(frozen=True)
class Figure:
    """One message: a finding, what is measured, one or several panels."""

    title: Words
    measure: Words
    panels: tuple[Panel, ...] = ()
    key: tuple[Key, ...] = ()
    html: str = ""  # instead of panels: finished markup
    note: Words | None = None
    height: float = 18.0  # rem, of one panel
    wide: bool = False  # over both columns


@dataclass(frozen=True)
class Section:
    """One question of the report and what was found."""

    id: str
    name: Words
    title: Words
    lead: Words | None = None
    figures: tuple[Figure, ...] = ()
    html: str = ""
    data: Mapping[str, Any] | None = None  # what its script in page.js reads


class SectionMaker(Protocol):
    """A section as a function: what it finds in a record, or None if it has nothing to say."""

    def __call__(self, record: Record) -> Section | None:
        """Return the section."""
        ...
