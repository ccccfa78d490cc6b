"""How the states, markets, layers and goals of a world are called, coloured and marked."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from techrace.record import Record
from techrace.report.parts import Key
from techrace.report.words import Words, of, same
from techrace.world.schema import World

GOALS = {
    "prosperity": Words("Prosperity", "번영"),
    "autonomy": Words("Autonomy", "자율"),
    "security": Words("Security", "안보"),
    "stability": Words("Stability", "안정"),
    "influence": Words("Influence", "영향력"),
}
REST = Words("Rest of the world", "그 밖의 나라")
HAVEN = Words("Safe haven", "안전자산")
UNALIGNED = Words("Unaligned", "비동맹")

# The six hue and shape pairs of seats in the order of a world's file, then two for a seventh and eighth.
SHAPES = (
    "M12 1.4a10.6 10.6 0 1 1 0 21.2a10.6 10.6 0 1 1 0-21.2z",
    "M4.2 2h15.6a2.2 2.2 0 0 1 2.2 2.2v15.6a2.2 2.2 0 0 1-2.2 2.2H4.2A2.2 2.2 0 0 1 2 19.8V4.2A2.2 2.2 0 0 1 4.2 2z",
    "M12 .6 22 6.3v11.4L12 23.4 2 17.7V6.3z",
    "M12-.9 24.9 12 12 24.9-.9 12z",
    "M2.4 22.2V11.6a9.6 9.6 0 0 1 19.2 0v10.6z",
    "M2.2 2h19.6v12.2L12 24 2.2 14.2z",
    "M8 2h8v6h6v8h-6v6H8v-6H2V8h6z",
    "M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z",
)
STACKS = ("stack-a", "stack-b", "stack-c", "ctl")


def name(world: World, axis: str, entry: str) -> Words:
    """Return what an entry of an axis is called."""
    special = {("holders", "rest"): REST, ("places", "haven"): HAVEN, ("sides", "unaligned"): UNALIGNED}
    if (axis, entry) in special:
        return special[axis, entry]
    if axis == "goals":
        return GOALS.get(entry, same(entry))
    named: dict[str, Mapping[str, Any]] = {
        "sides": world.camps, "camps": world.camps, "layers": world.layers, "sectors": world.sectors,
        "ecosystems": world.ecosystems, "events": world.events,
    }  # fmt: skip
    return of(named.get(axis, world.markets)[entry].name)


def names(record: Record, axis: str) -> list[Words]:
    """Return what the entries of an axis are called, in order."""
    return [name(record.setting.world, axis, entry) for entry in record.setting.names[axis]]


def code(world: World, entry: str) -> str:
    """Return the short code of a state, market, holder or place."""
    return world.markets[entry].code if entry in world.markets else ""


def seat_colour(seat: int, seats: int) -> str:
    """Return the colour token of a holder or place: a seat's, or grey for who is no seat."""
    return f"seat{seat + 1}" if seat < min(seats, len(SHAPES)) else "ctl"


def token(seat: int) -> str:
    """Draw a seat's shape; the name stands beside it."""
    path = SHAPES[seat % len(SHAPES)]
    return (
        f'<svg class="token" viewBox="-3 -3 30 30" aria-hidden="true"><path class="seat{seat + 1}" d="{path}"/></svg>'
    )


def swatch(colour: str) -> str:
    """Draw a small field of a colour, with its texture if it has one."""
    mark = f'<rect class="{colour}" width="18" height="14"/>'
    return f'<svg class="swatch" viewBox="0 0 18 14" aria-hidden="true">{mark}</svg>'


def seat_key(record: Record) -> tuple[Key, ...]:
    """Return the legend of all states: shape, colour, name and code."""
    world = record.setting.world
    return tuple(
        Key(token(i), _with_code(name(world, "states", s), code(world, s)))
        for i, s in enumerate(record.setting.names["states"])
    )


def _with_code(called: Words, short: str) -> Words:
    en, ko = (text if short in text else f"{text}{gap}({short})" for text, gap in ((called.en, " "), (called.ko, "")))
    return Words(en, ko)


def stack_of(record: Record) -> list[str]:
    """Return the colour token of every ecosystem: owners in the file's order, then those of nobody."""
    ecosystems = record.setting.world.ecosystems
    owned = [e for e in ecosystems if ecosystems[e].home]
    free = [e for e in ecosystems if not ecosystems[e].home]
    colours = {e: STACKS[i] if i < 2 else "ctl" for i, e in enumerate(owned)} | {
        e: "stack-c" if i == 0 else "ctl" for i, e in enumerate(free)
    }
    return [colours[e] for e in record.setting.names["ecosystems"]]


def stack_key(record: Record) -> tuple[Key, ...]:
    """Return the legend of the ecosystems."""
    return tuple(Key(swatch(c), n) for c, n in zip(stack_of(record), names(record, "ecosystems"), strict=True))


def seat_html(record: Record, seat: int) -> str:
    """Write a state's shape and name."""
    return f'<span class="seat">{token(seat)}{names(record, "states")[seat].html()}</span>'


def quoted(text: str) -> str:
    """Write an identifier or a file's own English text as markup."""
    return f'<bdi lang="en">{escape(text)}</bdi>'
