"""Double the stake until one champion pays for all the losses."""

import numpy as np
import pytest

from techrace.rules import fund
from techrace.rules.constants import FIXED


@pytest.fixture
def betting(stories):
    """Birch runs a fund of .2 % of GDP; its round of ten turns ends this turn."""
    told = stories.given("fund_age", 9.0, "birch").order("birch", fund_doubling=1.0, fund_focus={"cell": 0.7})
    return told.parameters({"fund.growth": 0.6, "fund.waste": 0.45, "fund.price": 0.35})


def test_a_round_that_ends_is_followed_by_a_larger_one(betting):
    assert betting.after(fund).see("fund", "birch")[0] == pytest.approx(0.002 * 1.6)
    assert betting.order("birch", fund_doubling=0.0).after(fund).see("fund", "birch")[0] == pytest.approx(0.002)
    running = betting.given("fund_age", 5.0, "birch").after(fund)
    assert running.see("fund", "birch")[0] == pytest.approx(0.002)
    assert running.see("fund_age", "birch")[0] == 6.0


def test_a_round_ends_once_even_if_it_began_inside_a_turn(betting):
    ages = np.arange(4.8, 14.0)  # from 2.4 years into a round of five
    sizes = [betting.given("fund_age", age, "birch").after(fund).see("fund", "birch")[0] for age in ages]
    assert sum(size > 0.003 for size in sizes) == 1


def test_no_round_outgrows_what_a_state_can_carry(betting):
    large = betting.given("fund", FIXED.fund_cap, "birch").after(fund)
    assert large.see("fund", "birch")[0] == pytest.approx(FIXED.fund_cap)


def test_a_champion_comes_as_often_as_the_hazard_says(betting):
    told = betting.given("quality", 0.5).given("waste", 0.4, "birch").after(fund)
    won = told.see("quality", "cell", "birch") > 0.5
    # hazard * (1 - .4) * ln 2 * (.5 + .5), with the fund at its first size
    assert won.mean() == pytest.approx(1 - np.exp(-FIXED.champion * 0.6 * np.log(2)), abs=0.025)
    assert told.see("quality", "cell", "birch")[won] == pytest.approx(0.5 + FIXED.champion_jump * 0.5)
    assert np.all(told.see("quality", "lens", "birch") == 0.5)  # the champion comes where the stake is largest
    lost = told.see("unrest", "birch") - 0.22
    assert np.allclose(lost, np.where(won, 0.0, 0.04))


def test_capacity_builds_where_the_money_goes(betting):
    state, setting = betting.state, betting.setting
    spent = betting.given("effort", 0.0, "fund").given("overcapacity", 0.0).given("fund_age", 3.0)
    spent = spent.given("waste", 0.4, "birch")
    paid = fund.paid(spent.state, spent.orders, setting)
    # .2 % of 7 T$, three fifths of it not wasted, seven tenths for cells, of a revenue of .1 T$, by presence .25 + .05
    whole = 0.002 * 7 * 0.6 * 0.7 / 0.1 / 0.3
    assert paid[1, 1, 0] == pytest.approx(FIXED.fund_layers * whole)
    assert not paid[:, 0].any()  # alder may not
    after = spent.after(fund)
    assert after.see("overcapacity", "cell", "birch")[0] == pytest.approx(
        0.5 * paid[1, 1, 0], rel=0.05
    )  # a little less waste
    assert state.overcapacity.max() == 0.0


def test_waste_is_learned_away_and_grows_with_size(betting):
    told = betting.given("fund_age", 3.0, "birch").given("waste", 0.35, "birch")
    target = 0.45 * np.exp(-FIXED.waste_learning * 0.5 * 4)
    expected = 0.35 + 0.5 * FIXED.waste_rate * (target - 0.35)
    assert told.after(fund).see("waste", "birch")[0] == pytest.approx(expected)
    huge = told.given("fund", 2 * FIXED.absorbable, "birch").after(fund)
    assert huge.see("waste", "birch")[0] - expected == pytest.approx(
        0.5 * FIXED.waste_rate * FIXED.waste_size * np.tanh(1)
    )
