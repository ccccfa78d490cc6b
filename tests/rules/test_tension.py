"""The weather that all decisions meet."""

import pytest

from techrace.rules import tension
from techrace.rules.constants import FIXED


@pytest.fixture
def told(story):
    calm = story.given("hawkishness", 0.8).given("embargo", 0.0).given("detente", 0.0).given("news", 0.0)
    return calm.given("crash", 0.0).parameters({"tension.easing": 0.5})


def test_hawks_raise_it(told):
    target = FIXED.tension_floor + FIXED.tension_hawks * 0.8  # .54
    after = told.after(tension)
    assert after.see("tension") == pytest.approx(0.4 + 0.5 * FIXED.slow * (target - 0.4))
    doves = told.given("hawkishness", 0.0).given("hawkishness", 0.8, "dune").after(tension)  # no rival of anybody
    assert doves.see("tension") == pytest.approx(0.4 + 0.5 * FIXED.slow * (FIXED.tension_floor - 0.4))


def test_controls_raise_it_and_detente_lowers_it(told):
    base = told.after(tension).see("tension")
    controls = told.given("embargo", 1.0, "alder", "birch").given("embargo", 1.0, "birch", "alder").after(tension)
    assert controls.see("tension") - base == pytest.approx(0.5 * FIXED.slow * FIXED.tension_control)
    peace = told.given("detente", 1.0, "alder", "birch").given("detente", 1.0, "birch", "alder").after(tension)
    assert peace.see("tension") - base == pytest.approx(-0.5 * FIXED.slow * 0.5)


def test_the_future_is_murky_after_a_crash(told):
    base, crashed = told.after(tension), told.given("crash", 1.0, "cedar").after(tension)
    assert crashed.see("uncertainty") - base.see("uncertainty") == pytest.approx(0.5 * 1.2 * 0.25)
    murk = 0.25 + 0.55 * base.see("tension")
    assert base.see("uncertainty") == pytest.approx(0.4 + 0.6 * (murk - 0.4))
