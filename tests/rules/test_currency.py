"""Funding from abroad survives until trust is spent."""

import pytest

from techrace.rules import currency
from techrace.rules.constants import FIXED


@pytest.fixture
def level(story):
    """Nobody leads, a fifth of the world stands with the other camp, nothing is spent on the currency."""
    told = story.given("frontier", 0.5).given("platform", 0.2).given("alignment", 0.2, "south").given("duty", 0.0)
    told = told.given("effort", 0.0, "currency").given("trust", 0.8).given("debt", 1.0)
    return told.parameters({"currency.sanctions": 0.25, "currency.alternative": 1.0})


def test_trust_rests_when_nothing_happens(level):
    assert level.after(currency).see("trust") == pytest.approx(0.8)


def test_sanctions_spend_trust_by_what_there_is_to_turn_to(level):
    after = level.order("alder", sanction={"birch": 1.0}).after(currency)
    # .25 * 1 * (.3 + 1.0 * .2 * .5) * .8 = .08 a year
    assert after.see("trust") == pytest.approx(0.8 - 0.5 * 0.08)
    joined = level.given("duty", 1.0, "south").order("alder", sanction={"birch": 1.0}).after(currency)
    assert joined.see("trust") == pytest.approx(0.8 - 0.5 * 0.25 * (0.3 + 0.2) * 0.8)


def test_debt_and_defence_of_the_currency(level):
    deep = level.given("debt", 2.2, "alder").after(currency)
    assert deep.see("trust") == pytest.approx(0.8 - 0.5 * FIXED.trust_debt * 1.0 * 0.8)
    defended = level.given("effort", 0.125, "currency", "alder").after(currency)  # 2 * .125: half of all it can do
    assert defended.see("trust") == pytest.approx(0.8 + 0.5 * FIXED.trust_defence * 0.5 * 0.2)


def test_leading_earns_trust_and_trailing_costs_it(level):
    assert level.given("frontier", 0.7, "alder").after(currency).see("trust") > 0.8
    assert level.given("frontier", 0.7, "birch").after(currency).see("trust") < 0.8


def test_debt_grows_by_the_deficit_and_melts_with_growth(level):
    still = level.given("effort", level.setting.start.effort).given("growth", 0.0).after(currency)
    assert still.see("debt", "alder") == pytest.approx(1 + 0.5 * (FIXED.deficit - FIXED.inflation))  # 1.01
    rescued = level.given("effort", level.setting.start.effort).given("growth", 0.0).given("run", 0.5, "alder")
    rescued = rescued.order("alder", rescue=1.0).after(currency)
    assert rescued.see("debt", "alder") - still.see("debt", "alder") == pytest.approx(FIXED.rescue_cost * 0.5)
