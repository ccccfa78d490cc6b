"""How figures are written, in both languages; ``page.js`` writes the same kinds in charts.

Kinds: ``share`` (0..1 as a percentage), ``index`` (0..1 as 0 to 100), ``money`` (T$), ``amount``
(any number) and ``rank``. Levels carry no plus; changes always carry a sign.
"""

from __future__ import annotations

from techrace.report.words import Words, same

KINDS = ("share", "index", "money", "amount", "rank")
MINUS = "−"


def signed(text: str, value: float) -> str:
    """Put the sign of a change before it; what rounds to zero has none."""
    if not any(c in "123456789" for c in text):
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def share(value: float) -> Words:
    """Write a share: 74.5%."""
    return same(f"{100 * value:.1f}%".replace("-", MINUS))


def points(change: float) -> Words:
    """Write a change of a share: −4.1 points."""
    text = signed(f"{abs(100 * change):.1f}", change)
    return Words(f"{text} points", f"{text}%p")


def index(value: float) -> Words:
    """Write an index inside 0..1 as 0 to 100: 58."""
    return same(f"{100 * value:.0f}".replace("-", MINUS))


def index_change(change: float) -> Words:
    """Write a change of an index: +4."""
    return same(signed(f"{abs(100 * change):.0f}", change))


def money(trillions: float) -> Words:
    """Write money given in T$: $9.4 bn, 94억 달러."""
    sign, size = MINUS if trillions < 0 else "", abs(trillions)
    if size >= 0.9995:
        text = f"{size:,.1f}"
        return Words(f"{sign}${text} tn", f"{sign}{text}조 달러")
    billions = 1e3 * size
    if billions >= 0.9995:
        text = f"{billions:.1f}" if billions < 99.95 else f"{billions:.0f}"
        return Words(f"{sign}${text} bn", f"{sign}{1e4 * size:,.0f}억 달러")
    if size == 0:
        return Words("$0", "0달러")
    return Words(f"{sign}${1e6 * size:.0f} m", f"{sign}{1e4 * size:.1f}억 달러")


def amount(value: float) -> Words:
    """Write any other number with at most three figures that matter."""
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return same(text.replace("-", MINUS))


def chance(share_of_worlds: float) -> Words:
    """Write a share of worlds: 19%, and never a certainty that is none."""
    if share_of_worlds in {0.0, 1.0}:
        return same(f"{100 * share_of_worlds:.0f}%")
    if share_of_worlds < 0.01:
        return Words("< 1%", "1% 미만")
    if share_of_worlds > 0.99:
        return Words("> 99%", "99% 초과")
    return same(f"{100 * share_of_worlds:.0f}%")


def level(kind: str, value: float) -> Words:
    """Write a level of any kind."""
    if kind == "rank":
        return same(f"{value:.0f}")
    return {"share": share, "index": index, "money": money, "amount": amount}[kind](value)


def turn_date(start: float, turn_years: float, turn: int) -> Words:
    """Name when a turn is played: H2 2027; turn 0 is the start."""
    date = start + max(turn - 1, 0) * turn_years
    year = int(date + 1e-9)
    if turn == 0:
        return Words(f"start of {year}", f"{year}년 초") if abs(date - year) < 1e-6 else same(f"{date:g}")
    if abs(turn_years - 0.5) < 1e-9:
        half = 1 if date - year < 0.5 - 1e-9 else 2
        return Words(f"H{half} {year}", f"{year}년 {'상' if half == 1 else '하'}반기")
    if abs(turn_years - 1) < 1e-9:
        return Words(f"{year}", f"{year}년")
    return Words(f"{date:.2f}", f"{date:.2f}년")
