"""What a unit of the programme budget really buys."""

import numpy as np
import pytest

from techrace.rules import budget
from techrace.rules.constants import FIXED


@pytest.fixture
def plain(story):
    """Nothing helps and nothing hinders: trust .5, capital .6, no debt."""
    calm = story.given("trust", 0.5).given("political_capital", 0.6).given("debt", 0.5)
    calm = calm.given("uncertainty", 0.5).given("tension", 0.4)
    for state in ("alder", "birch", "cedar", "dune"):
        calm = calm.order(state, spend={"frontier": 0.2})
    return calm.parameters({"budget.privilege": 0.6, "budget.authority": 0.25, "budget.waiting": 0.75})


def test_effort_is_what_is_spent(plain):
    assert plain.after(budget).see("effort", "frontier") == pytest.approx(0.2)
    assert plain.after(budget).see("effort", "science", "alder") == 0.0


def test_a_trusted_currency_pays_its_issuer_only(plain):
    after = plain.given("trust", 1.0).after(budget)
    assert after.see("effort", "frontier", "alder") == pytest.approx(0.2 * (1 + 0.6 * 0.5))
    assert after.see("effort", "frontier", "birch") == pytest.approx(0.2)


def test_authority_and_debt(plain):
    after = plain.given("political_capital", 1.0, "alder").given("debt", FIXED.debt_limit + 1.0, "birch").after(budget)
    assert after.see("effort", "frontier", "alder") == pytest.approx(0.2 * (1 + 0.25 * 0.4))
    assert after.see("effort", "frontier", "birch") == pytest.approx(0.2 * (1 - FIXED.debt_drag))


def test_payments_arrive_in_the_receivers_size(plain):
    # A tenth of alder's purse, at ten times a GDP of 10 against cedar's 1.5.
    after = plain.order("alder", payment={"cedar": 0.1}).after(budget)
    assert after.see("effort", "frontier", "cedar") == pytest.approx(0.2 * (1 + 0.1 * 10 / 1.5))
    flood = plain.order("alder", payment={"cedar": 1.0}).order("cedar", spend={"frontier": 1.0}).after(budget)
    assert flood.see("effort", "frontier", "cedar") == 5.0


def test_firms_wait_in_the_fog_and_run_when_capital_comes(plain):
    assert plain.after(budget).see("vigour", "alder") == pytest.approx(1.0)
    murky = plain.given("uncertainty", 0.9).after(budget)
    assert murky.see("vigour", "alder") == pytest.approx(np.exp(-0.75 * 0.4))
    half = plain.given("capital_share", 0.3, "alder").after(budget)  # .6 at the start
    expected = (0.3 / plain.setting.start.capital_share[0, 0]) ** FIXED.capital_pull
    assert half.see("vigour", "alder") == pytest.approx(expected)
