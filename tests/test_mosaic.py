"""The map: countable hexes, no state too small to see, and a layout that says what is wrong with it."""

import math
from collections import Counter
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.mosaic import Tile, _misplaced, count, dealt, layout, mosaic, near, order, places_of, problems_of
from techrace.simulate import prepare
from techrace.world.loading import load


@pytest.fixture(scope="module")
def world():
    return load("2025")


def test_the_map_of_2025_has_a_hundred_hexes_and_nothing_is_wrong_with_it(world):
    drawn = layout(world)
    counts = Counter(t.market for t in drawn.tiles)
    assert len(drawn.tiles) == 100
    assert counts["us"] == 16
    assert counts["taiwan"] == 3
    assert list(problems_of(world)) == []


def test_a_layout_says_what_is_wrong(world):
    board = world.board.model_copy(update={"tiles": ("UC", "?"), "tokens": {"us": (0.0, 0.0)}})
    assert any("'?' is no key" in p for p in problems_of(world.model_copy(update={"board": board})))
    board = board.model_copy(update={"tiles": ("UC",)})
    found = "\n".join(problems_of(world.model_copy(update={"board": board})))
    for said in ("korea has no hex", "china has no token", "tokens.us: lies on a hex", "china and us touch"):
        assert said in found


DRAWN_BY_ITSELF = ["2025", *sorted(str(p) for p in Path(str(files("techrace.worlds") / "history")).glob("*.yaml"))]


@pytest.mark.parametrize("name", DRAWN_BY_ITSELF)
def test_a_world_without_a_map_gets_a_spiral_with_nothing_wrong(name):
    plain = load(name).model_copy(update={"board": None})
    drawn = layout(plain)
    counts = Counter(t.market for t in drawn.tiles)
    assert all(counts[m] == count(plain, m) for m in counts)
    assert not any(near(a, b) for a in drawn.tiles for b in drawn.tiles if a.market != b.market)
    assert len({(t.x, t.row) for t in drawn.tiles}) == len(drawn.tiles)
    assert all((t.x % 1 == 0.5) == (t.row % 2 == 1) and t.x >= 0 and t.row >= 0 for t in drawn.tiles)
    assert list(_misplaced(plain, drawn)) == []
    wide, high = max(t.x for t in drawn.tiles), max(t.row for t in drawn.tiles)
    assert wide <= 28  # columns of a terminal
    assert 1 < wide / max(3, high) <= 4  # lies as a screen does
    spots = [*drawn.tokens.values(), *((x, row) for _, _, x, row in drawn.labels)]
    assert all(math.dist(a, b) >= 1 for a, b in combinations(spots, 2))
    clear = min(
        math.hypot(33 * (t.x - x), 28.5 * (t.row - row)) for x, row in drawn.tokens.values() for t in drawn.tiles
    )
    assert clear >= 43  # as pages draw it: half a hex and half a token with the ring of a bloc


def test_allies_lie_together():
    """The market that leans most to the first camp lies in the middle, its friends round it."""
    plain = load("2025").model_copy(update={"board": None})
    drawn, camp = layout(plain), next(iter(plain.camps))
    markets = {**plain.states, **plain.regions}
    lean = {m: x.alignment.value.get(camp, 0.0) for m, x in markets.items()}
    middle = np.mean([(t.x, t.row) for t in drawn.tiles], axis=0)
    far = {m: np.mean([math.dist((t.x, t.row), middle) for t in drawn.tiles if t.market == m]) for m in markets}
    friends, others = ([far[m] for m in markets if (lean[m] > 0.5) is way] for way in (True, False))
    assert np.mean(friends) < np.mean(others)


@given(st.lists(st.floats(0.001, 1), min_size=3, max_size=3), st.integers(2, 20))
def test_hexes_are_dealt_by_largest_remainder(weights, hexes):
    shares = np.array(weights) / sum(weights)
    found = Counter(dealt(list(shares), hexes, (0, 2, 1)))
    assert sum(found.values()) == hexes
    assert all(abs(found[e] - hexes * s) < 1.0 for e, s in enumerate(shares))


def test_hexes_lie_from_the_first_owned_ecosystem_in_the_west_to_the_other_in_the_east(world):
    assert dealt([0.5, 0.25, 0.25], 4, (0, 2, 1)) == [0, 0, 2, 1]
    along = order(world)
    assert [list(world.ecosystems)[e] for e in along] == ["us_led", "own", "china_led"]


def test_a_flip_is_a_change_of_shares(world):
    shares = prepare(world).start.ecosystem_share[..., 0].copy()
    before = mosaic(world, shares)
    india = prepare(world).index("markets", "india")
    shares[:, india] = [0.0, 1.0, 0.0]
    after = mosaic(world, shares)
    changed = {i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b}
    assert changed
    assert changed <= set(places_of(layout(world))["india"])


def test_neighbours():
    assert near(Tile("a", 1.0, 0), Tile("b", 1.5, 1))
    assert near(Tile("a", 1.0, 0), Tile("b", 2.0, 0))
    assert not near(Tile("a", 1.0, 0), Tile("b", 1.0, 2))
