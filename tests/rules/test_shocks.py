"""Shocks recur, faster and larger."""

import numpy as np
import pytest

from techrace.rules import shocks
from techrace.rules.constants import FIXED


@pytest.fixture
def told(stories):
    return stories.parameters({"shocks.base": 0.26, "shocks.stock_weight": 0.11, "shocks.self_excitation": 0.4})


def test_shocks_come_as_often_as_the_hazard_says(told):
    after = told.after(shocks)
    openness = 0.8 * (1 - 0.5 * 0.3)  # birch, the most open
    stock = 0.5 * 0.5 * openness
    hazard = (0.2 + 0.8 * openness) ** 1.2 * (0.26 + 0.11 * stock)
    assert after.see("shocks").mean() == pytest.approx(1 - np.exp(-0.5 * hazard), abs=0.015)
    assert np.allclose(after.see("open_stock"), stock)
    closed = told.given("openness", 0.0).after(shocks)
    assert closed.see("shocks").mean() == pytest.approx(1 - np.exp(-0.5 * 0.2**1.2 * 0.26), abs=0.01)


def test_a_shock_sets_off_more(told):
    after = told.after(shocks)
    hit = after.see("shocks") > 0
    memory = FIXED.shock_memory
    # It adds .4 * .9 to the hazard, which decays by .9 a year: .4 shocks in all, the branching ratio.
    assert np.allclose(after.see("excitation"), np.where(hit, 0.4 * memory * np.exp(-memory * 0.5), 0.0))
    excited = told.given("excitation", 1.0).after(shocks)
    assert excited.see("shocks").mean() > 2 * hit.mean()


def test_shocks_grow_up_to_a_cap(told):
    first, tenth = (
        told.given("shocks", n).given("excitation", 5.0).after(shocks).see("shock_size") for n in (0.0, 9.0)
    )
    hit = first > 0
    assert np.median(first[hit]) == pytest.approx(FIXED.shock_size, rel=0.05)
    assert np.median(tenth[hit]) == pytest.approx(FIXED.shock_size * (1 + FIXED.shock_growth) ** 9, rel=0.05)
    assert told.given("shocks", 60.0).after(shocks).see("shock_size").max() == FIXED.shock_cap


def test_one_state_gains_in_one_domain_and_the_leader_is_challenged(told):
    before = told.given("frontier", 0.3).given("frontier", 0.6, "alder")
    after = before.after(shocks)
    gains = (after.state.frontier > before.state.frontier).sum(axis=0) + (
        after.state.platform > before.state.platform
    ).sum(axis=(0, 1))
    assert after.see("shocks").any()
    assert np.array_equal(gains, after.see("shocks"))
    elsewhere = (
        (after.see("shocks") > 0)
        & (after.see("frontier", "alder") == 0.6)
        & ~(after.state.platform[:, 0] > before.state.platform[:, 0]).any(axis=0)
    )
    assert np.all(after.see("challenged", "alder")[elsewhere] == 1.0)
    assert np.all(after.see("challenged", "alder")[after.see("shocks") == 0] == 0.0)


def test_late_in_a_wave_shocks_move_into_the_physical_world(told):
    def physical(level):
        after = told.given("frontier", level).given("excitation", 5.0).after(shocks)
        hit = after.see("shocks") > 0
        return (after.state.platform_gain[:, :, hit] > 0).any(axis=(0, 1)).mean(), after

    assert physical(0.1)[0] < 0.02
    share, after = physical(FIXED.physical_at)
    assert share == pytest.approx(0.5, abs=0.04)
    assert not after.state.platform_gain[0].any()  # trade is not physical
