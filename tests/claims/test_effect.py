"""Verdicts at points that can be checked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.claims.effect import DEPENDS, NOT, SMALL, SUPPORTED, observed, paired, resamples, verdict
from techrace.claims.schema import Outcome


def outcome(expected="+", smallest=0.1, **more):
    return Outcome.model_validate(
        {
            "id": "x",
            "name": {"en": "x"},
            "figure": "trust",
            "turn": 1,
            "expected": expected,
            "smallest": smallest,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("expected", "effect", "low", "high", "agree", "said"),
    [
        ("+", 0.3, 0.2, 0.4, 0.9, SUPPORTED),
        ("-", -0.3, -0.4, -0.2, 0.9, SUPPORTED),
        ("+", 0.3, 0.2, 0.4, 0.6, DEPENDS),  # too many worlds disagree
        ("+", -0.3, -0.4, -0.2, 0.9, NOT),
        ("-", 0.3, 0.2, 0.4, 0.9, NOT),
        ("+", 0.05, 0.01, 0.09, 1.0, SMALL),
        ("+", 0.15, -0.05, 0.35, 0.8, DEPENDS),  # the interval holds zero
        ("+", 0.09, 0.05, 0.13, 1.0, DEPENDS),  # clear of zero, below what is of interest
        ("0", 0.01, -0.05, 0.05, 0.5, SUPPORTED),
        ("0", 0.5, 0.4, 0.6, 1.0, NOT),
        ("0", 0.1, 0.05, 0.15, 1.0, DEPENDS),
        ("+", float("nan"), float("nan"), float("nan"), float("nan"), DEPENDS),
    ],
)
def test_verdicts(expected, effect, low, high, agree, said):
    assert verdict(outcome(expected), effect, low, high, agree) == said


def test_bootstrap_samples_draw_as_many_worlds_as_there_are():
    counts = resamples(40, times=30)
    assert counts.shape == (30, 40)
    assert (counts.sum(axis=1) == 40).all()
    assert counts.std() > 0.5


@given(st.lists(st.floats(-5, 5), min_size=12, max_size=40))
def test_the_interval_of_a_shift_shifts(values):
    control = np.array(values)
    found = paired(outcome(), control, control + 2.0)
    assert found.effect == pytest.approx(2.0)
    assert (found.low, found.high) == pytest.approx((2.0, 2.0))
    assert found.agree == 1


def test_an_interval_of_the_mean_is_about_two_standard_errors():
    x = np.tile([-1.0, 1.0, 3.0], 300)
    found = paired(outcome(), np.zeros(900), x)
    error = x.std() / 30
    assert found.effect == pytest.approx(1.0)
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.15)
    assert found.agree == pytest.approx(2 / 3)


def test_nothing_moved_is_too_small():
    found = paired(outcome(), np.ones(20), np.ones(20))
    assert (found.verdict, found.moved) == (SMALL, 0)
    assert not found.monotone


def test_groups_are_compared_without_those_in_both():
    values = np.array([1.0, 1.0, 0.0, 0.0, 9.0])
    first = np.array([1.0, 1.0, 0.0, 0.0, 1.0])
    second = np.array([0.0, 0.0, 1.0, 1.0, 1.0])
    found = observed(outcome(among="a", against="b"), values, first, second)
    assert found.effect == pytest.approx(1.0)
    assert found.moved == pytest.approx(0.8)


def test_correlation_of_a_line_is_one():
    x = np.arange(30.0)
    found = observed(outcome(along="trust"), 2 * x + 1, x, None)
    assert found.effect == pytest.approx(1.0)
    assert found.low == pytest.approx(1.0)


def test_an_empty_group_says_nothing():
    found = observed(outcome(among="a", against="b"), np.ones(20), np.zeros(20), np.ones(20))
    assert found.verdict == DEPENDS
