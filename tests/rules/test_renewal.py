"""Renewal and choice: the one idea behind layers, factories and ecosystems."""

import numpy as np
import pytest

from techrace.rules import renewal
from techrace.rules.constants import FIXED


def test_a_market_renews_what_wears_out_and_what_it_grows_by():
    assert renewal.rate(5.0, 0.1, 1.0) == pytest.approx(0.3)
    assert renewal.rate(10.0, 0.06, 1.5) == pytest.approx(0.24)
    assert renewal.rate(0.1, 0.0, 1.0) == FIXED.fastest


def test_doubled_experience_cuts_cost_by_wrights_law():
    few, many = (renewal.cost_of_experience(np.array([k]), 0.5)[0] for k in (0.2, 0.4))
    counted = FIXED.spillover + (1 - FIXED.spillover) * np.array([0.2, 0.4])
    assert many - few == pytest.approx(-0.5 * np.log(counted[1] / counted[0]))
    assert renewal.cost_of_experience(np.array([1.0]), 0.5)[0] == pytest.approx(0.0)


def test_equal_sellers_share_and_home_wins_at_home():
    appeal = np.zeros((2, 1))
    buyers = [(np.array([0.6]), [(0, np.array([3.0]))]), (np.array([0.4]), [])]
    won = renewal.new_orders(appeal, buyers, axis=0)
    # The first buyer gives his own seller three quarters of .6; the second splits .4 evenly.
    assert won[:, 0] == pytest.approx([0.45 + 0.2, 0.15 + 0.2])


def test_new_orders_go_by_odds_and_are_all_given_away():
    appeal = np.log(np.array([[1.0], [2.0], [5.0]])) + 700.0  # and never overflow
    won = renewal.new_orders(appeal, [(np.ones(1), [])], axis=0)
    assert won[:, 0] == pytest.approx([1 / 8, 2 / 8, 5 / 8])


def test_a_market_needs_a_buyer():
    assert not renewal.new_orders(np.zeros((2, 1)), [], axis=0).any()
