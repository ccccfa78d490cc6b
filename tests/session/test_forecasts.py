"""Scores of forecasts, against numerical integration and known cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from techrace.session.events import Answer
from techrace.session.forecasts import brier, crps, due, wrong
from techrace.world.schema import QuestionSpec, Text

Z = 1.2815515655446004


def integrated(middle, low, high, came):
    """CRPS by its definition: the integral of (F - step)^2."""
    below, above = max((middle - low) / Z, 1e-9), max((high - middle) / Z, 1e-9)
    x = np.linspace(min(middle - 9 * below, came) - 1, max(middle + 9 * above, came) + 1, 400_001)
    f = np.where(x < middle, norm.cdf((x - middle) / below), norm.cdf((x - middle) / above))
    return np.trapezoid((f - (x >= came)) ** 2, x)


@pytest.mark.parametrize(
    "case", [(0, -1, 1, 0), (0, -1, 1, 0.7), (0, -1, 1, -2), (5, 4.5, 8, 9), (5, 4.5, 8, 4), (1, 1, 1, 3)]
)
def test_crps_is_its_integral(case):
    assert crps(*map(float, case)) == pytest.approx(integrated(*map(float, case)), abs=2e-4)


def test_crps_of_a_normal_at_its_mean():
    """That is, sigma (sqrt 2 - 1) / sqrt pi = 0.2337 sigma (Gneiting & Raftery 2007, eq. 21, at z = 0)."""
    assert crps(0.0, -Z, Z, 0.0) == pytest.approx((np.sqrt(2) - 1) / np.sqrt(np.pi))


@given(st.floats(-10, 10), st.floats(0.1, 5), st.floats(-10, 10))
def test_crps_is_proper_enough(middle, half, came):
    """It is never negative, and a point forecast scores its absolute error."""
    assert crps(middle, middle - half, middle + half, came) >= 0
    assert crps(middle, middle, middle, came) == pytest.approx(abs(came - middle), abs=1e-6)


@given(st.floats(0, 1), st.floats(0, 1))
def test_brier_rewards_what_one_believes(belief, told):
    """Expected over a belief, no other probability scores better than the belief itself."""

    def expected(p):
        return belief * brier(p, 1.0) + (1 - belief) * brier(p, 0.0)

    assert expected(belief) <= expected(told) + 1e-12


def test_due_is_cut_at_the_last_turn():
    question = QuestionSpec(text=Text(en="?"), ask="tension > 1", kind="binary", turns=4)
    assert (due(question, 0, 10), due(question, 8, 10)) == (4, 10)
    assert wrong(question, Answer(probability=0.2)) == ""
    assert wrong(question, Answer(middle=1.0)) == "probability"
