"""Who earns the rents of the platforms."""

import numpy as np
import pytest

from techrace.rules import revenue
from techrace.rules.constants import FIXED


@pytest.fixture
def mature(story):
    told = story.given("platform", 0.4).given("platform", 0.8, "trade", "alder").given("revenue", 0.0)
    told = told.given("openness", 0.0).given("securitised", 0.0).given("vigour", 1.0)
    return told.parameters({"revenue.prize": 0.11, "revenue.spill": 0.2, "revenue.open_rent": 0.45})


def test_rents_go_to_the_most_mature(mature):
    shares = revenue.rent_shares(mature.state, mature.setting)[:, :, 0]
    assert shares.sum(axis=1) == pytest.approx(1.0)
    # In trade alder is twice as mature as all others, in harbours no more than they: odds 2 ** 2.5.
    odds = [s[0] / (1 - s[0]) for s in shares]
    assert odds[0] / odds[1] == pytest.approx(2**FIXED.rent_skew)


def test_nothing_is_earned_before_platforms_mature_and_all_in_the_end(mature):
    def whole(level):
        told = mature.given("platform", level)
        return revenue.target(told.state, told.orders, told.setting).sum()

    prize = 0.11 * 25.0 * 1.0  # of a world of 25 T$, over sectors that weigh 1
    assert whole(FIXED.mature) == pytest.approx(prize / 2)
    assert whole(0.1) < 0.01 * prize
    assert whole(0.99) > 0.98 * prize


def test_revenue_follows_slowly(mature):
    target = revenue.target(mature.state, mature.orders, mature.setting)[0, 0]
    after = mature.after(revenue)
    assert target > 0.05
    assert after.see("revenue", "alder") == pytest.approx(0.5 * FIXED.slow * target)
    assert after.see("revenue_gain", "alder") == after.see("revenue", "alder")


def test_open_owners_give_rents_away_and_labels_shrink_the_pie(mature):
    def earned(told, seat=0):
        return revenue.target(told.state, told.orders, told.setting)[seat, 0]

    opened = mature.given("openness", 1.0, "alder")
    assert earned(opened) < earned(mature)
    assert earned(opened, 3) > earned(mature, 3)
    total = [revenue.target(t.state, t.orders, t.setting).sum() for t in (mature, opened)]
    assert total[0] == pytest.approx(total[1])  # given away, not destroyed
    label = mature.parameters({"platforms.throttle": 0.55}).given("securitised", 1.0, "alder")
    assert earned(label) / earned(mature) == pytest.approx(1 - 0.25 * 0.55)


def test_those_who_stay_in_a_closed_stack_pay_more(mature):
    closed = mature.order("alder", close=dict.fromkeys(mature.setting.names["markets"], 1.0))
    ratio = (
        revenue.target(closed.state, closed.orders, closed.setting)[0]
        / revenue.target(mature.state, mature.orders, mature.setting)[0]
    )
    assert ratio == pytest.approx(np.array([1 + FIXED.closed_margin]))
