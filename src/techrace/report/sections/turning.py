"""Turning points of a single game: the ten that matter most, and all of them on demand."""

from __future__ import annotations

from collections.abc import Sequence

from techrace.record import Record
from techrace.report.markup import folded
from techrace.report.parts import Section
from techrace.report.samples import many, when
from techrace.report.words import Words, of, say
from techrace.story import Headline, headlines, turning_points


def section(record: Record) -> Section | None:
    """List the headlines of the game in order; a batch has no single story."""
    if many(record):
        return None
    found = headlines(record)
    if not found:
        return None
    chosen = turning_points(found)
    top = max(chosen, key=lambda h: h.weight)
    title = say("{what}, {date}", "{date}, {what}", what=of(top.text), date=when(record, top.turn))
    rest = folded(say("All {n} headlines", "모든 소식 {n}건", n=len(found)), _list(record, found))
    html = _list(record, chosen) + (rest if len(found) > len(chosen) else "")
    return Section("turning", Words("Turning points", "전환점"), title, None, html=html)


def _list(record: Record, found: Sequence[Headline]) -> str:
    return f'<ol class="moments">{"".join(_item(record, h) for h in found)}</ol>'


def _item(record: Record, headline: Headline) -> str:
    why = of(headline.why)
    causes = f'<span class="why">{why.html()}</span>' if why.en else ""
    moment = say("Turn {t}, {date}", "{t}턴, {date}", t=headline.turn, date=when(record, headline.turn))
    return f'<li><span class="when">{moment.html()}</span><div><b>{of(headline.text).html()}</b>{causes}</div></li>'
