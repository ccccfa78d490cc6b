"""What a state ordered otherwise after a promise stands beside it: all of it, of that state alone, since then only."""

from dataclasses import replace

import numpy as np
import pytest

from techrace.explain import afterwards
from techrace.explain.afterwards import told
from techrace.language import language
from techrace.orders import LINES


@pytest.fixture
def steady(game):
    """A game in which everybody repeats the orders of the first turn."""
    return replace(game, orders=[game.orders[0]] * game.turns)


def turned(game, since, name, value, *place):
    """Set a lever otherwise from a turn on (counted from 0)."""
    row = np.array(getattr(game.orders[since], name))
    row[place] = value
    changed = [orders.evolve(**{name: row}) if t >= since else orders for t, orders in enumerate(game.orders)]
    return replace(game, orders=changed)


def test_who_keeps_his_course_has_ordered_nothing_otherwise(steady):
    assert afterwards(steady, "korea", 1) == []
    assert told([], language("en")) == "ordered nothing otherwise"
    assert told([], language("ko"))


def test_what_was_set_otherwise_is_told_with_its_turn_and_whom_it_is_of(steady, setting):
    korea, china, hbm = (setting.index(*x) for x in (("states", "korea"), ("states", "china"), ("layers", "hbm")))
    game = turned(steady, 4, "tariff", 0.9, korea, china)
    game = turned(game, 6, "control", 0.31, korea, china, hbm)
    game = turned(game, 8, "control", 0.0, korea, china, hbm)
    first, second = sorted(afterwards(game, "korea", 2), key=lambda x: x.turn)
    assert (first.lever, first.of, first.turn, first.path[-1]) == ("tariff", ("china",), 5, 0.9)
    assert (second.lever, second.of, second.turn) == ("control", ("china", "hbm"), 7)
    assert second.path[1:] == (0.31, 0.0), "also what was taken back"
    said = told([second], language("en"))
    assert said == f"export controls china hbm {100 * second.path[0]:.0f} → 31 → 0 from turn 7"
    assert [x.lever for x in afterwards(game, "korea", 5)] == ["control"], "what came before it is not counted"
    assert afterwards(game, "japan", 2) == [], "nor what others ordered"


def test_the_first_turn_is_compared_with_the_standing_orders(steady, setting):
    korea, social = setting.index("states", "korea"), LINES.index("social")
    standing = float(setting.standing.spend[social, korea, 0])
    game = turned(steady, 0, "spend", 0.6, social, korea)
    found = next(x for x in afterwards(game, "korea", 0) if x.of == ("social",))
    assert (found.turn, found.path) == (1, (round(standing, 2), 0.6))


def test_the_largest_changes_come_first_and_a_list_ends(steady, setting):
    korea = setting.index("states", "korea")
    game = turned(steady, 1, "control", 0.2, korea)
    game = turned(game, 1, "tariff", 0.95, korea)
    found = afterwards(game, "korea", 1, most=7)
    assert len(found) == 7
    assert found == sorted(found, key=lambda x: -x.size)
