"""Scores against closed forms, and baselines against series that they should get right."""

import numpy as np
import pytest

from techrace.backtest.baselines import Series, drift, logistic, persistence, trend
from techrace.backtest.scores import crps, crps_normal, interval


def test_crps_of_one_draw_is_the_distance():
    assert crps(np.array([3.0]), 5.0) == 2.0


def test_crps_of_two_draws_by_hand():
    # E|X - y| = (1 + 1) / 2, E|X - X'| / 2 = (0 + 2 + 2 + 0) / 8
    assert crps(np.array([1.0, -1.0]), 0.0) == pytest.approx(1.0 - 0.5)


def test_crps_of_a_normal_ensemble_is_the_closed_form():
    from scipy.special import ndtri

    draws = 2.0 + 3.0 * ndtri((np.arange(20_000) + 0.5) / 20_000)
    assert crps(draws, 4.0) == pytest.approx(crps_normal(2.0, 3.0, 4.0), rel=1e-3)


def test_a_sharper_forecast_of_the_truth_scores_better():
    assert crps_normal(0.0, 0.5, 0.0) < crps_normal(0.0, 1.0, 0.0)


def test_interval_holds_nine_tenths():
    assert interval(np.linspace(0, 1, 1001)) == pytest.approx((0.05, 0.95))


YEARS = np.array([2000.0, 2001.0, 2002.0, 2003.0, 2004.0])


def test_persistence_keeps_the_last_value_and_grows_unsure():
    series = Series(YEARS, np.array([0.1, 0.2, 0.1, 0.2, 0.3]))
    near, far = persistence(series, 2005.0, 0.02), persistence(series, 2014.0, 0.02)
    assert near.mean == far.mean == 0.3
    assert far.sd > near.sd


def test_trend_continues_a_line():
    series = Series(YEARS, 0.1 + 0.05 * (YEARS - 2000))
    assert trend(series, 2010.0, 0.01).mean == pytest.approx(0.6)


def test_logistic_continues_an_s_curve():
    def truth(t):
        return 0.8 / (1 + np.exp(-0.7 * (t - 2002.5)))

    assert logistic(Series(YEARS, truth(YEARS)), 2008.0, 0.01).mean == pytest.approx(truth(2008.0), abs=0.02)


def test_baselines_need_no_more_than_a_start():
    series = Series(YEARS[:1], np.array([0.4]))
    for said in (persistence, trend, logistic):
        assert said(series, 2010.0, drift([series])).mean == 0.4
