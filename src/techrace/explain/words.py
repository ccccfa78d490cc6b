"""What people read: names of mechanisms, terms, levers and figures, and sentences with signs, in any language."""

from __future__ import annotations

from collections.abc import Iterable

from techrace.arrays import Array
from techrace.explain.figure import Figure
from techrace.explain.players import TRAY
from techrace.explain.terms import MADE, OTHERS, OWN
from techrace.language import Language
from techrace.setting import Setting

OTHER = "other"  # what is too small to be named
_IN_POINTS = ("share", "0..1", "share of supply", "of GDP a year", "1")
_MONEY = ("T$", "T$/yr", "T$ (2024)")


def heading(f: Figure, tell: Language) -> str:
    """Name what a figure measures, without whose: ``Market share``."""
    try:
        return tell(f"explain-figure-{f.name}")
    except LookupError:  # one of the quieter quantities
        return f.name.replace("_", " ")


def label(f: Figure, setting: Setting, tell: Language) -> str:
    """Name a figure: ``Market share (HBM, Korea)``."""
    name = heading(f, tell)
    inside = ", ".join(entity(setting, i, tell) for i in f.ids)
    return f"{name} ({inside})" if inside else name


def entity(setting: Setting, name: str, tell: Language) -> str:
    """Name a state, region, layer, sector, ecosystem, camp or event as its world does."""
    world = setting.world
    for table in (world.markets, world.layers, world.sectors, world.ecosystems, world.camps, world.events):
        if name in table:
            return tell.text(table[name].name)
    return tell(f"name-{name}") if name in ("rest", "haven", "unaligned") else name.replace("_", " ")


def cause(name: str, tell: Language) -> str:
    """Name a mechanism, or a term of the share rule: ``quality: bypass (others)``."""
    if name == OTHER:
        return tell("explain-other")
    for whose in (OWN, OTHERS):
        if name.endswith(f" ({whose})"):
            return f"{cause(name.removesuffix(f' ({whose})'), tell)}, {tell(f'explain-{whose}')}"
    if name.startswith(MADE):
        return tell(f"rule-{name.removeprefix(MADE)}")
    try:
        return tell(f"rule-{name}")
    except LookupError:
        return tell(f"explain-term-{name.replace(' ', '-')}")


def lever(name: str, tell: Language) -> str:
    """Name a lever, or a tray of levers that is taken together."""
    return tell(f"explain-tray-{name.removeprefix(TRAY)}") if name.startswith(TRAY) else tell(f"explain-lever-{name}")


def size(value: float, unit: str, tell: Language) -> str:
    """Write a change with its sign: points for shares and indices, money as money, else the number."""
    if in_points(unit):
        return tell.points(value, 1)
    if unit in _MONEY:
        return ("+" if value > 0 else "") + tell.money(value)
    return tell.change(value, 3 if abs(value) < 1 else 2)


def in_points(unit: str) -> bool:
    """Say whether a unit is a share or an index from 0 to 1, of which hundredths are points."""
    return unit in _IN_POINTS or unit.startswith("0..1 of")


def level(value: float, unit: str, tell: Language) -> str:
    """Write a figure: shares and indices on a scale to 100."""
    return tell.number(100 * value, 1) if in_points(unit) else tell.number(value, 3 if abs(value) < 1 else 2)


def sentence(f: Figure, change: float, causes: Iterable[tuple[str, float]], setting: Setting, tell: Language) -> str:
    """Write an account in one line: ``Market share (HBM, Korea) −4.1 points: ways round −3.0, entry −1.6``."""
    scale, digits = (100.0, 1) if in_points(f.unit) else (1.0, 3 if abs(change) < 1 else 2)
    parts = ", ".join(f"{cause(name, tell)} {tell.change(scale * value, digits)}" for name, value in causes)
    head = f"{label(f, setting, tell)} {size(change, f.unit, tell)}"
    return f"{head}: {parts}" if parts else head


def band(values: Array, tell: Language, *, change: bool) -> str:
    """Write the end of a fan of points: the median and its 5 to 95 % band, with signs if it is a change."""
    write = tell.change if change else tell.number
    low, middle, high = (write(100 * float(values[i]), 1) for i in (0, 2, 4))
    return f"{middle} [{low}, {high}]"
