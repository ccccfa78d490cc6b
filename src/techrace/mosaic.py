"""The map: a mosaic of hexes in roughly geographic places, on which small states can be seen.

On a world map that fills a screen some players would be a dozen pixels wide and a region that
nobody contests would own the picture. Here every market has hexes in proportion to the root of
its economy, each shows one ecosystem, and a change of shares is a change of countable hexes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, ceil, sqrt
from typing import Any

from techrace.world.schema import BoardSpec, World

PER_ROOT = 3.0
"""Hexes of a market: so many times the root of its GDP in T$."""
FEWEST, FEWEST_OF_A_STATE = 2, 3
WIDER = 2.4  # how much wider than high a layout that is made by itself grows, as a screen is
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
    """Return the mosaic of a world: as its file draws it, or else blocks on a spiral, in the order of alignment."""
    if world.board is None:
        return _in_spiral(world)
    labels = tuple((x.name.en, x.name.ko or x.name.en, x.at[0], x.at[1]) for x in world.board.labels)
    return Layout(_drawn(world.board), world.board.tokens, labels)


def _markets(world: World) -> dict[str, Any]:
    return {**world.states, **world.regions}


def count(world: World, market: str) -> int:
    """Return how many hexes a market has where its file draws none."""
    least = FEWEST_OF_A_STATE if market in world.states else FEWEST
    return max(least, round(PER_ROOT * sqrt(_markets(world)[market].gdp.value)))


Cell = tuple[int, int]
"""A place of a hexagonal grid: ``q`` along a row, ``r`` the row; a row is shifted by half a hex against the next."""
_AROUND: tuple[Cell, ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
_LETTERS = 3  # letters of a name that a hex is wide


def _across(cell: Cell) -> float:
    return cell[0] + cell[1] / 2


@lru_cache(maxsize=8)
def _outward(flat: float, wanted: int) -> tuple[Cell, ...]:
    """List cells from the middle outwards, with room for ``wanted``; the way goes ``flat`` times wider than high."""
    far = 6 + ceil(1.5 * sqrt(wanted))
    cells = [(q, r) for r in range(-far, far + 1) for q in range(-2 * far, 2 * far + 1)]
    return tuple(sorted(cells, key=lambda c: ((_across(c) / flat) ** 2 + 0.75 * c[1] ** 2, atan2(c[1], _across(c)))))


def _block(world: World, market: str) -> tuple[list[Cell], list[Cell]]:
    """Return the hexes of a market round a middle, and the cells that its token or its name needs."""
    hexes = list(_outward(1.0, count(world, market))[: count(world, market)])
    below = max(r for _, r in hexes) + 1
    if market in world.states:
        end = max((c for c in hexes if c[1] == 0), key=_across)[0]
        return hexes, [(end + 1, 0), (end + 2, 0), (end + 2, -1), (end + 1, 1)]  # a token is wider than a hex
    name = world.regions[market].name
    wide = ceil(max(len(name.en), 2 * len(name.ko or "")) / _LETTERS)
    first = -below // 2 - wide // 2
    return hexes, [(first + i, below) for i in range(wide)]


def _in_spiral(world: World) -> Layout:
    """Lay the markets out as blocks on a way from the middle outwards, in the order of alignment, with sea between."""
    camps, markets = list(world.camps), _markets(world)
    ordered = sorted(markets, key=lambda m: [-markets[m].alignment.value.get(c, 0.0) for c in camps])
    blocks = {market: _block(world, market) for market in ordered}
    way = _outward(WIDER, sum(len(hexes) + len(words) for hexes, words in blocks.values()))
    lying, kept, written = dict[Cell, str](), set[Cell](), dict[str, list[Cell]]()
    for market, (hexes, words) in blocks.items():
        for q, r in way:
            here, there = ([(q + a, r + b) for a, b in some] for some in (hexes, words))
            coast = {(a + i, b + j) for a, b in here for i, j in _AROUND}
            if not (kept.intersection(here) or kept.intersection(there) or coast & lying.keys()):
                break
        lying |= dict.fromkeys(here, market)
        kept |= {*here, *there}
        written[market] = there
    top, left = min(r for _, r in kept), min(_across(c) for c in kept)
    shift = ceil(-left) + (ODD if top % 2 else EVEN)

    def at(cell: Cell) -> tuple[float, int]:
        return _across(cell) + shift, cell[1] - top

    names = {m: world.regions[m].name for m in ordered if m in world.regions}
    middles = {m: [sum(v) / len(written[m]) for v in zip(*map(at, written[m]), strict=True)] for m in ordered}
    return Layout(
        tuple(Tile(market, *at(cell)) for cell, market in lying.items()),
        {m: (middles[m][0], middles[m][1]) for m in ordered if m in world.states},
        tuple((n.en, n.ko or n.en, middles[m][0], middles[m][1]) for m, n in names.items()),
    )


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
