"""The conformance kit itself: what it accepts, and what it finds out."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techrace.chance import chance
from techrace.orders import LEVERS
from techrace.policies import policy
from techrace.rules import detente
from techrace.rules.turn import parameters as declared
from techrace.simulate import prepare
from techrace.state import QUANTITIES
from techrace.testing import Story, any_state, anywhere, check_policy, check_world, rearranged, reordered
from techrace.testing.contract import check_state, differences
from techrace.testing.strategies import orders, parameters, worlds
from techrace.world.loading import load


def test_shipped_worlds_keep_their_promises(world, islands):
    check_world(world.world, turns=3)
    check_world(islands.world)


@given(worlds())
@settings(max_examples=10)
def test_invented_worlds_keep_them_too(world):
    check_world(world, turns=2)


def test_a_world_with_illegal_standing_orders_is_found_out(islands):
    states = dict(islands.world.states)
    states["dune"] = states["dune"].model_copy(update={"posture": {"open": 1.5}})
    with pytest.raises(AssertionError, match=r"states\.dune\.posture\.open: 1\.5 is outside"):
        check_world(islands.world.model_copy(update={"states": states}))


@pytest.mark.parametrize("name", ["status-quo", "random-legal", "any.hawk", "any.open", "any.builder"])
def test_shipped_policies_keep_their_promises(islands, name):
    for seat in range(4):
        check_policy(policy(name, islands, seat), islands, seat, seeds=range(2))


def decides(function):
    return SimpleNamespace(name="mine", decide=function)


def peeks(view, luck):
    return {"open": view.state.gift_frontier[1] > 0.4}


def cheats(view, luck):
    return {"open": np.array([1.5])}


def forgets_the_batch(view, luck):
    return {"open": np.full(view.state.worlds, view.state.trust.mean())}


def meddles(view, luck):
    view.state.trust[:] = 1.0
    return {}


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (lambda view, luck: {"open": (view.state.gift_frontier[1] > 0.4) * 1.0}, "knows what its state cannot know"),
        (lambda view, luck: {"open": view.state.political_capital[1]}, "knows what its state cannot know"),
        (cheats, "1.5 is outside"),
        (forgets_the_batch, "by themselves"),
        (meddles, "changes the state"),
        (lambda view, luck: {"sanction": np.ones((4, 1))}, "sanction: dune may not use this"),
    ],
)
def test_a_faulty_policy_is_found_out(islands, function, says):
    with pytest.raises(AssertionError, match=says):
        check_policy(decides(function), islands, 3)


def test_a_policy_may_know_its_own_secrets(islands):
    check_policy(decides(lambda view, luck: {"open": view.see("political_capital", 3)}), islands, 3)
    check_policy(decides(lambda view, luck: {"open": view.see("frontier", 0)}), islands, 3)


def test_a_policy_needs_a_name(islands):
    with pytest.raises(AssertionError, match="name"):
        check_policy(SimpleNamespace(decide=meddles), islands)


# ---------------------------------------------------------------- situations and stories


def test_any_state_goes_everywhere_inside_its_ranges(islands):
    state = any_state(islands, chance(1, 200))
    check_state(state, islands)
    for q in QUANTITIES:
        values = getattr(state, q.name)
        if values.size and q.low == 0 and q.high == 1 and not q.share_of and q.name != "embargo":
            assert values.min() < 0.02, q.name
            assert values.max() > 0.98, q.name


def test_parameters_are_drawn_up_to_their_bounds():
    drawn = anywhere(1, 500)
    for p in declared():
        assert (drawn[p.name].min(), drawn[p.name].max()) == pytest.approx((p.low, p.high)), p.name


def test_rearranging_there_and_back_changes_nothing(islands):
    other = prepare(reordered(islands.world, chance(3)))
    there = rearranged(islands.start, islands.names, other.names)
    assert differences(there, other.start, rtol=1e-9) == []
    assert differences(rearranged(there, other.names, islands.names), islands.start) == []
    carried = rearranged(islands.standing, islands.names, other.names)
    assert all(np.allclose(getattr(carried, x.name), getattr(other.standing, x.name)) for x in LEVERS)


def test_a_story_is_told_in_names(story):
    told = story.given("trust", 0.3).order("alder", tariff={"birch": 0.4}, layer_focus={"lens": 1.0}, open=0.2)
    assert (told.see("trust"), story.see("trust")) == (0.3, 0.8)
    assert told.orders.tariff[0, 1, 0] == 0.4
    assert told.orders.layer_focus[:, 0, 0].tolist() == [1.0, 0.0]
    assert told.orders.open[0, 0] == 0.2
    assert not story.orders.tariff.any()
    assert told.given("gdp", 1.0).see("gdp").shape == (7, 1)
    assert Story.of(story.setting, worlds=3).see("trust").tolist() == [0.8] * 3
    assert told.after(detente).state is not told.state
    with pytest.raises(ValueError, match="allowed are alder"):
        story.order("alder", tariff={"brich": 1.0})


@given(st.data())
def test_strategies_draw_what_they_promise(data):
    world = data.draw(worlds())
    assert 2 <= len(world.states) <= 5
    assert len(world.regions) <= 4
    assert 1 <= len(world.layers) <= 4
    assert len(world.camps) <= 3
    setting = prepare(world)
    drawn = data.draw(orders(setting, kinds=("legal",)))
    assert drawn.spend.shape[1] == len(world.states)
    values = data.draw(parameters())
    bounds = {p.name: p for p in declared()}
    assert all(bounds[name].low <= value <= bounds[name].high for name, value in values.items())


def test_the_example_of_the_kit():
    told = Story.of(prepare(load("2025"))).order("us", detente={"china": 0.8}).after(detente)
    assert told.see("detente", "us", "china") == 0.0
    assert told.see("snub", "us") > 0.0
