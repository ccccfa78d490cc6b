"""Pressure works on those who depend on you, and on nobody else."""

import numpy as np
import pytest

from techrace.rules import coercion


@pytest.fixture
def firm(story):
    return story.parameters({"coercion.resistance": 0.45, "coercion.floor": 0.3}).given("trust", 0.8)


def test_the_protected_yield(firm):
    after = firm.order("alder", press={"cedar": {"lens": 1.0}}).after(coercion)
    # Dependence .8 + money .25 * .8 - resistance .45 - .35 * 1.5 / 11.5 = .504; sigmoid(7 * .504) = .972
    expected = 1 / (1 + np.exp(-7 * (0.8 + 0.25 * 0.8 - 0.45 - 0.35 * 1.5 / 11.5)))
    assert expected == pytest.approx(0.9715, abs=1e-4)
    assert after.see("coercion", "alder", "cedar") == pytest.approx(expected)
    assert after.see("price_floor", "lens", "cedar") == pytest.approx(0.3 * expected)
    assert after.see("price_floor", "cell", "cedar") == 0.0


def test_a_rival_does_not(firm):
    after = firm.order("alder", press={"birch": {"lens": 1.0}}).after(coercion)
    # No dependence, so money has no grip: 0 - .45 - .35 * 7 / 17 = -.594; sigmoid(7 * -.594) = .015
    assert after.see("coercion", "alder", "birch") == pytest.approx(0.0154, abs=1e-3)


def test_without_pressure_old_agreements_lapse(firm):
    after = firm.given("coercion", 0.5).given("price_floor", 0.2).after(coercion)
    assert not after.see("coercion").any()
    assert not after.see("price_floor").any()
