"""Valuations hold a story about who will earn the rents."""

import numpy as np
import pytest

from techrace.rules import valuation
from techrace.rules.constants import FIXED


@pytest.fixture
def told(story):
    calm = story.given("platform", 0.2).given("sentiment", 0.0).given("uncertainty", 0.5).given("passed", 1e6)
    values = {"winner": 0.45, "fuel": 0.25, "hype": 0.4, "extrapolation": 0.6, "fear": 0.8}
    return calm.parameters({f"valuation.{k}": v for k, v in values.items()}).at(3)


def test_the_first_to_pass_a_milestone_takes_most_of_the_story(told):
    passed = told.given("platform", FIXED.milestone, "trade", "alder")
    belief, sectors, _ = valuation.milestones(passed.state, passed.setting)
    weight, before = FIXED.sector_news * 0.45, told.state.belief[0, :, 0]
    assert belief[0, :, 0] == pytest.approx(before * (1 - weight) + weight * np.array([1, 0, 0, 0]))
    assert sectors[0, :, 0] == pytest.approx([3, 1e6, 1e6, 1e6])
    after = passed.after(valuation)
    assert after.see("rent_news", "alder") > 0
    assert after.see("rent_news", "birch") < 0
    assert not told.after(valuation).see("rent_news").any()


def test_late_news_is_half_the_news(told):
    late = told.given("platform", 0.6, "trade", "birch").given("passed_sector", 3 - FIXED.late, "trade", "alder")
    belief, _, _ = valuation.milestones(late.state, late.setting)
    weight, before = FIXED.sector_news * 0.45 / 2, told.see("belief", "trade", "birch")
    assert belief[0, 1, 0] == pytest.approx(before * (1 - weight) + weight)


def test_the_physical_world_moves_all_physical_sectors(told):
    arrived = told.given("platform", FIXED.milestone, "harbour", "birch")  # the only physical sector
    belief, _, passed = valuation.milestones(arrived.state, arrived.setting)
    assert passed[:, 0] == pytest.approx([1e6, 3, 1e6, 1e6])
    first = 1 - FIXED.sector_news * 0.45
    assert 1 - belief[1, 1, 0] == pytest.approx((1 - told.see("belief", "harbour", "birch")) * first * (1 - 0.45))


def test_capital_grows_with_savings_and_sentiment(told):
    after = told.given("sentiment", 0.5).after(valuation)
    assert after.see("capital") == pytest.approx(3.0 * np.exp(0.5 * (FIXED.inflow + 0.4 * 0.5)))


def test_the_gap_is_worth_over_price(told):
    def gap(story):
        return valuation.gap(story.state, story.setting)[0, 0]

    assert gap(told.given("capital", 6.0)) - gap(told) == pytest.approx(-np.log(2))
    assert gap(told.given("uncertainty", 1.0)) - gap(told) == pytest.approx(-0.8 * 0.5)
    halved = told.given("capital_share", told.see("capital_share", "alder") / 2, "alder")
    assert gap(halved) - gap(told) == pytest.approx(np.log(2))


def test_prudence_cools_sentiment(told):
    leaning = told
    for state in told.setting.names["states"]:
        leaning = leaning.order(state, prudence=1.0)
    cooled = leaning.after(valuation).see("sentiment") - told.after(valuation).see("sentiment")
    assert cooled == pytest.approx(-0.5 * 0.6 * FIXED.prudence)


def test_patience_wears_out_while_revenue_is_missing(told):
    after = told.given("revenue", 0.0).given("patience", 1.0).after(valuation)
    assert after.see("patience") == pytest.approx(np.exp(-0.5 * FIXED.impatience * (0.4 + 1.2 * 0.5)))
