"""How figures are written, in both languages; ``page.js`` writes the same kinds in charts.

Kinds: ``share`` (0..1 as a percentage), ``index`` (0..1 as 0 to 100), ``money`` (T$), ``amount``
(any number) and ``rank``. Levels carry no plus; changes always carry a sign.
"""

from __future__ import annotations

from collections.abc import Callable

from techrace.language import Language
from techrace.report.words import Words, same

KINDS = ("share", "index", "money", "amount", "rank")
_ENGLISH, _KOREAN = Language("en", None), Language("ko", None)  # numbers need no catalogue


def _both(write: Callable[[Language], str]) -> Words:
    return Words(write(_ENGLISH), write(_KOREAN))


def share(value: float) -> Words:
    """Write a share: 74.5%."""
    return _both(lambda language: language.percent(value, 1))


def points(change: float) -> Words:
    """Write a change of a share: −4.1 points."""
    return _both(lambda language: language.points(change, 1))


def index(value: float) -> Words:
    """Write an index inside 0..1 as 0 to 100: 58."""
    return _both(lambda language: language.number(100 * value))


def index_change(change: float) -> Words:
    """Write a change of an index: +4."""
    return _both(lambda language: language.change(100 * change))


def money(trillions: float) -> Words:
    """Write money given in T$: $9.4 bn, 94억 달러."""
    return _both(lambda language: language.money(trillions))


def chance(share_of_worlds: float) -> Words:
    """Write a share of worlds; only what all of them show is 100%, and what none shows 0%."""
    if share_of_worlds in {0.0, 1.0}:
        return same(f"{100 * share_of_worlds:.0f}%")
    return _both(lambda language: language.chance(share_of_worlds))


def turn_date(start: float, turn_years: float, turn: int) -> Words:
    """Name when a turn is played: H2 2027; turn 0 is the start."""
    if turn == 0:
        period = _both(lambda language: language.period(start, 1.0 if start == int(start) else turn_years))
        return Words(f"start of {period.en}", f"{period.ko} 초")
    return _both(lambda language: language.period(start + (turn - 1) * turn_years, turn_years))
