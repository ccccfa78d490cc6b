"""The machine that takes the world's orders takes the worker's place first."""

import pytest

from techrace.rules import unrest
from techrace.rules.constants import FIXED


@pytest.fixture
def told(story):
    """Growth is what it must be, no crash, nobody spends on calm."""
    calm = story.given("growth", FIXED.legitimacy_growth).given("crash", 0.0).given("effort", 0.0, "social")
    calm = calm.given("platform_gain", 0.0).given("unrest", 0.2)
    return calm.parameters({"unrest.jobs": 0.9, "unrest.freedom": 0.08, "unrest.social": 0.28, "unrest.opening": 0.15})


def change(told, state, base=None):
    after = told.after(unrest).see("unrest", state)
    return after - (told.see("unrest", state) if base is None else base.after(unrest).see("unrest", state))


def test_some_grievances_come_and_some_pass(told):
    # Alder: safety net .4, freedom .85.
    rise, fall = 0.05 * (1 - 0.6 * 0.4), FIXED.calm_rate * (0.6 + 0.4 * 0.85)
    assert change(told, "alder") == pytest.approx(0.5 * (rise - fall * 0.2))


def test_platforms_displace_jobs(told):
    robots = told.given("platform_gain", 0.1, "harbour", "birch")
    assert change(robots, "birch", told) == pytest.approx(0.9 * 0.4 * 0.1 * (1.2 - 0.3) * 0.8)
    retreat = told.given("platform_gain", -0.1, "harbour", "birch")
    assert change(retreat, "birch", told) == pytest.approx(0.0)


def test_a_closed_state_must_buy_calm_with_growth(told):
    stalled = told.given("growth", 0.0)
    assert change(stalled, "birch", told) == pytest.approx(0.5 * 0.08 * 0.7)
    assert change(stalled, "alder", told) == pytest.approx(0.5 * 0.08 * 0.15)


def test_social_spending_calms_and_opening_unsettles_first(told):
    spends = told.given("effort", 0.125, "social", "alder")  # 2 * .125: half of what it can do
    assert change(spends, "alder", told) == pytest.approx(-0.5 * 0.28 * 0.5 * 0.2)
    opens = told.order("birch", loosen=0.7)
    assert change(opens, "birch", told) == pytest.approx(0.5 * 0.15 * 0.4 * 0.8)
    assert change(told.given("crash", 1.0), "dune", told) == pytest.approx(0.5 * 0.08)
