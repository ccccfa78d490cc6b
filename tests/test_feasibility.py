"""The gate inside the engine: whatever is ordered becomes feasible, and nothing raises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.arrays import total
from techrace.chance import chance
from techrace.feasibility import DEPENDENT, HELD, possible, project
from techrace.orders import LEVERS
from techrace.simulate import begin, prepare
from techrace.testing import KINDS, any_orders, any_state
from techrace.testing.strategies import worlds

seeds = st.integers(0, 2**32 - 1)


@given(worlds(), seeds, st.sampled_from(KINDS))
def test_every_order_becomes_feasible(world, seed, kind):
    """In range, only where it is possible, splits whole, loyalties at most one."""
    setting, luck = prepare(world), chance(seed, 3)
    state = any_state(setting, luck)
    orders = project(any_orders(setting, state, luck, kind), state, setting)
    for lever in LEVERS:
        values = getattr(orders, lever.name)
        assert np.isfinite(values).all(), lever.name
        if values.size:
            assert lever.low <= values.min() + 1e-12, lever.name
            assert values.max() <= lever.high + 1e-12, lever.name
        if lever.split and values.size:
            assert np.allclose(total(values, lever.axes.index(lever.split)), 1.0), lever.name
        elif not lever.split:
            assert not (values * (1 - possible(lever, setting, state))).any(), lever.name
    assert (total(orders.join) <= 1 + 1e-9).all() if orders.join.size else True


@given(worlds(), seeds, st.sampled_from(KINDS))
def test_what_is_feasible_stays_as_it_is(world, seed, kind):
    setting, luck = prepare(world), chance(seed, 3)
    state = begin(setting, luck)
    once = project(any_orders(setting, state, luck, kind), state, setting)
    twice = project(once, state, setting)
    for lever in LEVERS:
        assert np.allclose(getattr(once, lever.name), getattr(twice, lever.name), atol=1e-12), lever.name


def test_legal_orders_pass_untouched(world):
    luck = chance(3, 4)
    state = begin(world, luck)
    orders = any_orders(world, state, luck, "legal")
    after = project(orders, state, world)
    for lever in LEVERS:
        assert np.allclose(getattr(orders, lever.name), getattr(after, lever.name), atol=1e-9), lever.name


@pytest.mark.parametrize("wild", [np.nan, np.inf, -np.inf, 1e308, -5.0])
def test_no_number_is_too_wild(islands, wild):
    orders = islands.standing.evolve(spend=np.full((13, 4, 1), wild), open=np.full((4, 1), wild))
    after = project(orders, islands.start, islands)
    assert total(after.spend).max() <= 1 + 1e-12
    assert after.open.max() == (1.0 if wild > 1 else 0.0)


def test_dear_levers_are_paid_before_the_lines(story):
    told = story.order("alder", spend={"frontier": 0.6, "science": 0.4}, payment={"cedar": 0.3}, verification=1.0)
    after = project(told.orders, told.state, told.setting)
    assert total(after.spend)[0, 0] == pytest.approx(1 - 0.3 - 0.03)
    assert after.spend[0, 0, 0] == pytest.approx(0.6 * 0.67)
    assert after.payment[0, 2, 0] == 0.3


def test_what_the_state_of_the_game_allows(story):
    told = story.order("dune", control={"alder": {"lens": 1.0}}).order("alder", press={"cedar": {"lens": 1.0}})
    after = project(told.orders, told.state, told.setting)
    assert after.control[3, 0, 0, 0] == 1.0  # dune holds 2 % of lenses
    assert after.press[0, 2, 0, 0] == 1.0
    lost = told.given("layer_share", HELD / 2, "lens", "dune").given("patronage", DEPENDENT / 2, "cedar", "alder")
    after = project(lost.orders, lost.state, lost.setting)
    assert not after.control[3].any()
    assert not after.press[0].any()
