"""The map: a mosaic of hexes in roughly geographic places, on which small states can be seen.

On a world map that fills a screen some players would be a dozen pixels wide and a region that
nobody contests would own the picture. Here every market has hexes in proportion to the root of
its economy, each shows one ecosystem, and a change of shares is a change of countable hexes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from techrace.world.schema import BoardSpec, World

PER_ROOT = 3.0
"""Hexes of a market: so many times the root of its GDP in T$."""
FEWEST, FEWEST_OF_A_STATE = 2, 3
WIDE = 28  # columns of a layout that is made by itself
EVEN, ODD = 0.0, 0.5  # odd rows are shifted by half a hex


@dataclass(frozen=True)
class Tile:
    """A hex: its market, and its place in columns and rows (``x`` holds the shift of odd rows)."""

    market: str
    x: float
    row: int


@dataclass(frozen=True)
class Layout:
    """Where hexes, the tokens of states and the names of regions lie, in columns and rows."""

    tiles: tuple[Tile, ...]
    tokens: Mapping[str, tuple[float, float]]
    labels: tuple[tuple[str, str, float, float], ...]  # English, Korean, x, row

    def of(self, market: str) -> tuple[int, ...]:
        """Return the places of a market's hexes in ``tiles``, from west to east."""
        mine = [i for i, t in enumerate(self.tiles) if t.market == market]
        return tuple(sorted(mine, key=lambda i: (self.tiles[i].x, self.tiles[i].row)))


def _drawn(board: BoardSpec) -> tuple[Tile, ...]:
    return tuple(
        Tile(board.keys[letter], column + (ODD if row % 2 else EVEN), row)
        for row, line in enumerate(board.tiles)
        for column, letter in enumerate(line)
        if letter not in " ."
    )


def layout(world: World) -> Layout:
    """Return the mosaic of a world: as its file draws it, or else blocks in the order of alignment."""
    if world.board is None:
        return _in_rows(world)
    labels = tuple((x.name.en, x.name.ko or x.name.en, x.at[0], x.at[1]) for x in world.board.labels)
    return Layout(_drawn(world.board), world.board.tokens, labels)


def _markets(world: World) -> dict[str, Any]:
    return {**world.states, **world.regions}


def count(world: World, market: str) -> int:
    """Return how many hexes a market has where its file draws none."""
    least = FEWEST_OF_A_STATE if market in world.states else FEWEST
    return max(least, round(PER_ROOT * sqrt(_markets(world)[market].gdp.value)))


def _in_rows(world: World) -> Layout:
    """Lay the markets out as blocks, those of one camp beside each other, with sea between them."""
    camps = list(world.camps)
    markets = sorted(
        _markets(world),
        key=lambda m: [-_markets(world)[m].alignment.value.get(c, 0.0) for c in camps],
    )
    tiles: list[Tile] = []
    tokens: dict[str, tuple[float, float]] = {}
    labels: list[tuple[str, str, float, float]] = []
    left, top, deep = 0, 0, 0
    for market in markets:
        n = count(world, market)
        wide = ceil(sqrt(n))
        if left + wide > WIDE:
            left, top, deep = 0, top + deep + 2, 0
        rows = ceil(n / wide)
        for i in range(n):
            row = top + i // wide
            tiles.append(Tile(market, left + i % wide + (ODD if row % 2 else EVEN), row))
        if market in world.states:
            tokens[market] = (left + wide + 0.6, top + 0.3)
        else:
            name = world.regions[market].name
            labels.append((name.en, name.ko or name.en, left + wide / 2, top + rows))
        left, deep = left + wide + 3, max(deep, rows)
    return Layout(tuple(tiles), tokens, tuple(labels))


def order(world: World) -> tuple[int, ...]:
    """Return the ecosystems from west to east: the first owned one, those that nobody owns, the other owned ones."""
    specs = list(world.ecosystems.values())
    owned = [i for i, e in enumerate(specs) if e.home]
    return (*owned[:1], *(i for i, e in enumerate(specs) if not e.home), *owned[1:])


def dealt(shares: Sequence[float], hexes: int, along: Sequence[int]) -> list[int]:
    """Deal a market's hexes to ecosystems by largest remainder.

    Args:
        shares: Share of each ecosystem; sums to 1.
        hexes: How many there are.
        along: Ecosystems from west to east.

    Returns:
        The ecosystem of each hex, from west to east.
    """
    whole = [int(s * hexes + 1e-9) for s in shares]
    rest = sorted(range(len(shares)), key=lambda e: (whole[e] - shares[e] * hexes, e))
    for e in rest[: hexes - sum(whole)]:
        whole[e] += 1
    return [e for e in along for _ in range(whole[e])]


def mosaic(world: World, shares: Any) -> list[int]:
    """Return the ecosystem of every hex.

    Args:
        world: The world.
        shares: Share of each ecosystem in each market, shape (ecosystems, markets).
    """
    drawn, along, markets = layout(world), order(world), list(_markets(world))
    found = [0] * len(drawn.tiles)
    for market, places in places_of(drawn).items():
        column = [float(row[markets.index(market)]) for row in shares]
        for place, ecosystem in zip(places, dealt(column, len(places), along), strict=True):
            found[place] = ecosystem
    return found


def places_of(drawn: Layout) -> dict[str, tuple[int, ...]]:
    """Return the places of every market's hexes, from west to east."""
    return {market: drawn.of(market) for market in dict.fromkeys(t.market for t in drawn.tiles)}


def near(one: Tile, other: Tile) -> bool:
    """Say whether two hexes touch."""
    apart = abs(one.x - other.x)
    return (one.row == other.row and apart == 1.0) or (abs(one.row - other.row) == 1 and apart == ODD)


def problems_of(world: World) -> Iterator[str]:
    """Say what is wrong with the layout that a world file draws."""
    if world.board is None:
        return
    wrong = list(_unknown(world.board, list(_markets(world))))
    yield from wrong
    if not wrong:
        yield from _misplaced(world, layout(world))


def _unknown(board: BoardSpec, markets: Sequence[str]) -> Iterator[str]:
    for row, line in enumerate(board.tiles):
        for letter in sorted(set(line) - set(" .") - set(board.keys)):
            yield f"tiles[{row}]: {letter!r} is no key; keys are {', '.join(board.keys)}"
    for letter, market in board.keys.items():
        if market not in markets:
            yield f"keys.{letter}: {market!r} is no market; markets are {', '.join(markets)}"


def _misplaced(world: World, drawn: Layout) -> Iterator[str]:
    for market in _markets(world):
        if not drawn.of(market):
            yield f"tiles: {market} has no hex"
    for state in world.states:
        if state not in drawn.tokens:
            yield f"tokens: {state} has no token"
    for state, (x, row) in drawn.tokens.items():
        if any(abs(t.x - x) < 1.0 and abs(t.row - row) < 1.0 for t in drawn.tiles):
            yield f"tokens.{state}: lies on a hex"
    of_states = [t for t in drawn.tiles if t.market in world.states]
    touching = {
        tuple(sorted((a.market, b.market))) for a in of_states for b in of_states if a.market != b.market and near(a, b)
    }
    for one, other in sorted(touching):
        yield f"tiles: {one} and {other} touch; leave one hex of sea between states"
