"""The moves of all states become one set of orders."""

import numpy as np

from techrace.orders import LEVERS
from techrace.policies import policy
from techrace.policy import BY_AXIS, Policy, combine


def test_moves_are_put_on_top_of_the_standing_orders(islands):
    moves = [{"open": np.array([0.9])}, {}, {"tariff": np.full((4, 1), 0.5)}, {"spend": np.full((13, 1), 0.01)}]
    orders = combine(islands.standing, moves)
    assert orders.open[0, 0] == 0.9
    assert np.array_equal(orders.open[1:], islands.standing.open[1:])
    assert np.array_equal(orders.tariff[2], np.full((4, 1), 0.5))
    assert np.array_equal(orders.tariff[0], islands.standing.tariff[0])
    assert np.array_equal(orders.spend[:, 3], np.full((13, 1), 0.01))
    assert orders.control is islands.standing.control
    assert islands.standing.open[0, 0] == 0.4


def test_one_order_for_all_worlds_meets_one_for_each(islands):
    orders = combine(islands.standing, [{"open": np.array([0.1, 0.2, 0.3])}, {"open": np.array([0.7])}, {}, {}])
    assert orders.open.tolist() == [[0.1, 0.2, 0.3], [0.7] * 3, [0.5] * 3, [0.6] * 3]


def test_where_the_acting_state_stands(islands):
    assert BY_AXIS.keys() == {x.name for x in LEVERS}
    assert (BY_AXIS["spend"], BY_AXIS["control"], BY_AXIS["open"]) == (1, 0, 0)
    assert isinstance(policy("status-quo", islands, 0), Policy)
