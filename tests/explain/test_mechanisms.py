"""The parts of the mechanisms add up to what happened, turn by turn and over any span."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.chance import chance
from techrace.errors import InputError
from techrace.explain.figure import headline_figures, value_of
from techrace.explain.game import single
from techrace.explain.mechanisms import _one_by_one, _side_by_side, by_mechanism, ranked
from techrace.explain.players import by_player
from techrace.explain.terms import by_term
from techrace.policies import policy
from techrace.rules.turn import steps
from techrace.simulate import draw_parameters, prepare, simulate
from techrace.world.loading import load


@pytest.fixture(scope="module")
def figures(setting):
    return headline_figures(setting)


def test_parts_sum_to_every_headline_in_every_turn(game, figures, setting):
    found = by_mechanism(game, figures)
    path = np.stack([value_of(figures, state, setting)[:, 0] for state in game.states], axis=1)
    np.testing.assert_allclose(found.deltas.sum(axis=1), np.diff(path, axis=1), rtol=0, atol=1e-9)


@given(data=st.data())
def test_parts_sum_over_any_span(game, data):
    first = data.draw(st.integers(0, game.turns - 1))
    last = data.draw(st.integers(first + 1, game.turns))
    found = by_mechanism(game, ["reach[us]", "influence[korea]", "layer_share[hbm, korea]"], (first, last))
    np.testing.assert_allclose(found.deltas.sum(axis=(1, 2)), found.after - found.before, rtol=0, atol=1e-9)


def test_a_rule_gets_what_it_did(game, setting):
    """By hand: the figure after the rule less the figure before it, in one turn played rule by rule."""
    asked = [f for f in headline_figures(setting) if str(f) == "tension"]
    before, parts = game.states[3], {}
    for name, after in steps(game.states[3], game.orders[3], setting, chance(game.seed, 1, 3)):
        parts[name] = float(after.tension[0] - before.tension[0])
        before = after
    found = by_mechanism(game, asked, (3, 4))
    assert dict(zip(found.rules, found.deltas[0, :, 0], strict=True)) == parts
    assert parts["tension"] != 0


def test_side_by_side_is_the_game_that_was_played(game, figures, setting):
    span = list(range(game.turns))
    together = _side_by_side(game, figures, span, setting)
    assert together is not None
    np.testing.assert_array_equal(together, _one_by_one(game, figures, span, setting))


def test_another_game_is_noticed_and_played_turn_by_turn(game, figures, setting):
    """A record whose states are not those of its orders: the batch is not trusted."""
    altered = replace(game, states=[*game.states[:-1], game.final.evolve(trust=game.final.trust * 0.5)])
    assert _side_by_side(altered, figures, [game.turns - 1], setting) is None


def test_a_switched_off_rule_did_nothing():
    setting = prepare(load("2025"), without=("tension",))
    record = simulate(setting, [policy("status-quo", setting, i) for i in range(6)], turns=2, seed=1)
    found = by_mechanism(record, ["tension"])
    assert found.deltas[0, found.rules.index("tension")].sum() == 0


def test_a_world_of_a_batch_is_explained_like_the_same_world_alone(game, setting):
    policies = [policy("status-quo", setting, i) for i in range(6)]
    for keep in (True, False):  # with its states, or played again
        batch = simulate(setting, policies, turns=3, seed=5, worlds=4, keep=keep)
        alone = simulate(setting, policies, turns=3, seed=5, worlds=np.array([2]))
        here = by_mechanism(batch, ["reach[us]", "layer_share[hbm, korea]"], world=2)
        there = by_mechanism(alone, ["reach[us]", "layer_share[hbm, korea]"])
        np.testing.assert_array_equal(here.deltas, there.deltas)


def test_a_world_with_its_own_parameters_is_taken_out_whole():
    world = load("2025")
    ids = np.arange(3, dtype=np.uint64)
    setting = prepare(world, draw_parameters(9, ids))
    record = simulate(setting, [policy("status-quo", setting, i) for i in range(6)], turns=3, seed=9, worlds=ids)
    found = by_mechanism(record, ["trust", "layer_share[hbm, korea]"], world=1)
    np.testing.assert_allclose(found.deltas.sum(axis=(1, 2)), found.after - found.before, rtol=0, atol=1e-9)
    assert found.after[0] == record.figure("trust")[-1, 1]


def test_causes_keep_the_sum():
    values = np.array([0.1, -0.4, 0.0, 0.3, 0.05])
    found = ranked(["a", "b", "c", "d", "e"], values, 3)
    assert [name for name, _ in found] == ["b", "d", "other"]
    assert sum(value for _, value in found) == pytest.approx(values.sum(), abs=1e-12)


@pytest.mark.parametrize("turns", [(3, 3), (-1, 2), (0, 99)])
def test_a_span_that_is_not_in_the_game_is_refused(game, turns):
    with pytest.raises(InputError, match="the game runs from 0 to"):
        by_mechanism(game, ["trust"], turns)


def test_a_world_that_is_not_in_the_run_is_refused(game):
    with pytest.raises(InputError, match="worlds 0 to 0"):
        single(game, 3)


def test_a_world_that_changes_on_a_date_is_explained_across_it():
    world = load("2025")
    data = world.model_dump(by_alias=True)
    later = {
        "date": world.start + 2 * world.turn_years,
        "set": {"layers.hbm.weight": 0.5, "tension": 0.5},
        "source": "assumed",
    }
    setting = prepare(type(world).model_validate({**data, "timeline": [later]}))
    record = simulate(setting, [policy("status-quo", setting, i) for i in range(6)], turns=4, seed=2)
    asked = ["layer_share[hbm, korea]", "trust", "tension"]
    found = by_mechanism(record, asked)
    np.testing.assert_allclose(found.deltas.sum(axis=(1, 2)), found.after - found.before, rtol=0, atol=1e-9)
    one = by_term(record, asked[0])
    assert one.deltas.sum() == pytest.approx(one.after - one.before, abs=1e-9)
    parts = by_player(record, asked)
    np.testing.assert_array_equal(parts.division.everybody, found.after)
