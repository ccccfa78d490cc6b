"""Basic science pays late."""

import pytest

from techrace.rules import science
from techrace.rules.constants import FIXED


@pytest.fixture
def steady(story):
    """Funded as at the start; nobody speaks with anybody, so nothing spreads."""
    told = story.given("relations", -1.0)
    for state in told.setting.names["states"]:
        told = told.given("relations", 1.0, state, state)
    return told.parameters({"science.diffusion": 0.05})


def change(told, state):
    return told.after(science).see("science", state) - told.see("science", state)


def test_a_stock_that_is_funded_as_before_stays(steady):
    assert change(steady, "alder") == pytest.approx(0.0, abs=1e-12)


def test_half_the_funding_is_felt_late(steady):
    usual = steady.see("effort", "science", "alder")
    cut = steady.given("effort", 0.0, "science", "alder")
    # The target falls to its tenth; only 7 % of the stock wears out in a year.
    assert change(cut, "alder") == pytest.approx(0.5 * FIXED.science_decay * (0.1 - 1.0))
    more = steady.given("effort", 2 * usual, "science", "alder")
    funding = (2 * usual / (2 * usual + 0.25)) / (usual / (usual + 0.25))
    assert change(more, "alder") == pytest.approx(0.5 * FIXED.science_decay * FIXED.science_spending * (funding - 1))


def test_talent_goes_where_doors_are_more_open_than_elsewhere(steady):
    after = steady.order("alder", immigration=1.0)
    assert change(after, "alder") == pytest.approx(0.5 * FIXED.science_decay * FIXED.talent * 0.75)
    assert change(after, "birch") == pytest.approx(-0.5 * FIXED.science_decay * 0.8 * FIXED.talent * 0.25)


def test_published_science_spreads_to_those_on_speaking_terms(steady):
    friends = steady.given("relations", 1.0)
    # Birch can read 1 * sqrt(.8); .05 a year of what is missing.
    assert change(friends, "birch") == pytest.approx(0.5 * 0.05 * (0.8**0.5 - 0.8))
    assert change(friends, "alder") == pytest.approx(0.0, abs=1e-12)
