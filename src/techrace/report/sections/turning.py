"""Turning points of a single game, if the game's story is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from techrace.record import Record
from techrace.report.parts import Section
from techrace.report.samples import many, when
from techrace.report.words import Words, say


def section(record: Record) -> Section | None:
    """List the headlines of the game in order; a batch has no single story."""
    if many(record):
        return None
    found = [item for item in (_moment(h) for h in _headlines(record)) if item is not None]
    if not found:
        return None
    turns = [turn for turn, _ in found]
    title = say(
        "{n} turning points, the last in turn {last}", "전환점 {n}개, 마지막은 {last}턴", n=len(found), last=max(turns)
    )
    items = "".join(
        f'<li><span class="when">{say("turn {t}", "{t}턴", t=turn).html()}, {when(record, turn).html()}</span> '
        f"<b>{text.html()}</b></li>"
        for turn, text in sorted(found, key=lambda f: f[0])
    )
    return Section("turning", Words("Turning points", "전환점"), title, None, html=f'<ol class="moments">{items}</ol>')


def _headlines(record: Record) -> Iterable[Any]:
    """Ask the story for its headlines; there are none where no story is installed."""
    try:
        story = import_module("techrace.story")
    except ModuleNotFoundError as error:
        if error.name != "techrace.story":
            raise
        return ()
    return list(story.headlines(record, world=0))


def _moment(headline: Any) -> tuple[int, Words] | None:
    """Read the turn and both texts of a headline, whether it is an object or a mapping."""
    get = headline.get if isinstance(headline, Mapping) else lambda key, other=None: getattr(headline, key, other)
    turn, text = get("turn", None), get("text", None)
    if turn is None or text is None:
        return None
    if isinstance(text, str):
        return int(turn), Words(text, text)
    en, ko = (text["en"], text["ko"]) if isinstance(text, Mapping) else (text.en, text.ko)
    return int(turn), Words(str(en), str(ko) or str(en))
