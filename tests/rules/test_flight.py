"""Each investor stays only if enough others stay."""

import numpy as np
import pytest
from scipy.special import ndtr

from techrace.rules import flight
from techrace.rules.constants import FIXED


@pytest.fixture
def quiet(story):
    """Prices in line with rents, no news, no run."""
    told = story.given("valuation_gap", 0.0).given("rent_news", 0.0).given("news", 0.0).given("run", 0.0)
    return told.given("mobility", 0.8).parameters({"flight.others": 1.1, "flight.moving": 0.18, "flight.absorb": 0.03})


def test_transfers_sum_to_zero(quiet):
    moved = flight.flows(quiet.given("valuation_gap", -1.0, "alder").state, np.full((4, 1), 0.2), quiet.setting)
    assert moved.sum() == pytest.approx(0.0, abs=1e-12)
    assert moved[0, 0] < 0
    assert np.abs(moved).sum() > 0.1  # T$


def test_capital_is_conserved_but_for_what_a_crash_writes_off(quiet):
    calm = quiet.after(flight)
    assert calm.see("capital") == pytest.approx(quiet.see("capital"))
    assert calm.see("write_off") == 0.0
    crashed = quiet.given("valuation_gap", -3.0, "alder").given("mobility", 1.0).after(flight)
    assert crashed.see("crashes", "alder") == 1.0
    assert crashed.see("crash", "alder") == 1.0
    assert crashed.see("write_off") > 0.1
    assert crashed.see("capital") == pytest.approx(quiet.see("capital") - crashed.see("write_off"))
    # A quarter of what is left of alder's capital after those who could leave have left.
    left = crashed.see("capital_share", "alder") * crashed.see("capital")
    assert crashed.see("write_off") == pytest.approx(left * FIXED.crash_write_off / (1 - FIXED.crash_write_off))


def test_bad_news_makes_all_look_at_once(quiet):
    gap = 0.5 * 1.1 - FIXED.slack  # at which half of those who look leave
    watched = quiet.given("valuation_gap", gap, "alder")
    assert watched.after(flight).see("run", "alder") == pytest.approx(FIXED.attention * 0.5)
    told = watched.given("rent_news", -FIXED.attention_news, "alder").after(flight)
    looking = FIXED.attention + (1 - FIXED.attention) * (1 - np.exp(-1))
    assert told.see("run", "alder") == pytest.approx(looking * 0.5)


def test_a_rescue_and_a_swap_line_add_slack(quiet):
    gap = 0.5 * 1.1 - FIXED.slack
    watched = quiet.given("valuation_gap", gap)
    rescued = watched.order("cedar", rescue=1.0).after(flight).see("run", "cedar")
    assert rescued == pytest.approx(FIXED.attention * ndtr(-FIXED.rescue_slack / FIXED.run_width))
    lent = watched.order("alder", swap={"cedar": 1.0}).after(flight).see("run", "cedar")
    assert lent == pytest.approx(FIXED.attention * ndtr(-FIXED.swap_slack / FIXED.run_width))
    assert watched.order("birch", swap={"cedar": 1.0}).after(flight).see("run", "cedar") == pytest.approx(0.05)


def test_a_small_market_holds_no_bubble(quiet):
    tiny = quiet.given("valuation_gap", -5.0, "dune").given("mobility", 1.0)
    assert tiny.see("capital_share", "dune") < FIXED.large_market
    assert tiny.after(flight).see("crashes", "dune") == 0.0


def test_most_of_a_panic_goes_to_the_haven(quiet):
    before = quiet.given("capital", 30.0).given("valuation_gap", -3.0, "alder").given("mobility", 1.0)
    after = before.after(flight)
    held = [told.state.capital_share[:, 0] * told.see("capital") for told in (before, after)]
    gain = dict(zip(quiet.setting.names["places"], held[1] - held[0], strict=True))
    assert gain["haven"] > gain["birch"] + gain["cedar"] + gain["dune"]


def test_a_crash_fades(quiet):
    after = quiet.given("crash", 1.0, "alder").given("valuation_gap", 1.0).after(flight)
    assert after.see("crash", "alder") == pytest.approx(np.exp(-0.5 * FIXED.crash_memory))
