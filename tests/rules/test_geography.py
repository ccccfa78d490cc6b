"""Success raises wages, and wages move the factory."""

import numpy as np
import pytest

from techrace.rules import geography
from techrace.rules.constants import FIXED


@pytest.fixture
def rested(story):
    return story.parameters({"geography.labour": 0.45, "geography.automation": 0.7, "geography.wages": 1.0})


def share(told, market):
    return told.after(geography).see("manufacturing", market)


def test_factories_leave_where_wages_rise(rested):
    dear = rested.given("wage", 0.5, "birch")  # twice as much
    assert share(dear, "birch") < share(rested, "birch")
    assert share(dear, "dune") > share(rested, "dune")
    assert dear.after(geography).state.manufacturing.sum() == pytest.approx(1.0)


def test_robots_weaken_the_link(rested):
    def loss(told):
        return share(told, "birch") - share(told.given("wage", 0.5, "birch"), "birch")

    assert loss(rested.given("platform", 0.999, "harbour", "birch")) < 0.8 * loss(
        rested.given("platform", 0.001, "harbour", "birch")
    )


def test_only_new_factories_choose(rested):
    """A tenth or so of all factories is new in a year: 1.3 * (1 / 15 + 5 %)."""
    flat = rested.parameters({"renewal.pace": 1.0})
    moved = flat.after(geography).state.manufacturing - flat.state.manufacturing
    faster = rested.parameters({"renewal.pace": 1.5}).after(geography).state.manufacturing - flat.state.manufacturing
    assert faster == pytest.approx(1.5 * moved)
    assert np.abs(moved).max() > 1e-4
    assert np.abs(moved).max() < 0.5 * (1 / FIXED.factory_life + FIXED.factory_growth)


def test_tariffs_shelter_the_home_market_and_cost_own_factories_inputs(rested):
    taxed = rested.order("alder", tariff={"birch": 1.0})
    assert share(taxed, "birch") < share(rested, "birch")
    assert share(taxed, "cedar") > share(rested, "cedar")


def test_reshoring_brings_factories_home(rested):
    home = rested.given("effort", 0.05, "reshoring", "alder").order("alder", reshoring_focus={"manufacturing": 1.0})
    assert share(home, "alder") > share(rested.given("effort", 0.0, "reshoring", "alder"), "alder")


def test_wages_follow_success_catch_up_and_the_exchange_rate(rested):
    after = rested.order("birch", revalue=0.1).after(geography)
    gain = np.log(after.see("manufacturing", "birch") / rested.see("manufacturing", "birch"))
    assert after.see("manufacturing_gain", "birch") == pytest.approx(gain)
    # Birch catches up by .047 * absorption .65 of its log distance, and revalues by 10 % a year.
    step = 0.5 * (0.1 - FIXED.wage_catch_up * 0.65 * np.log(0.25)) + 1.0 * gain
    assert after.see("wage", "birch") == pytest.approx(0.25 * np.exp(step))


def test_know_how_catches_up(rested):
    after = rested.after(geography)
    expected = 0.5 + 0.5 * FIXED.factory_catch_up * FIXED.region_absorption * (0.95 - 0.5)
    assert after.see("factory_quality", "reef") == pytest.approx(expected)
    assert after.see("factory_quality", "cedar") == pytest.approx(0.95)
