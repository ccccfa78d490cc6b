"""Who caused it: parts add up, who did nothing gets nothing, and luck is shared exactly."""

import numpy as np
import pytest

from techrace.errors import InputError
from techrace.explain.figure import value_of
from techrace.explain.players import MOST_LEVERS, by_lever, by_player, grouped, luck_of_the_draw
from techrace.orders import LEVERS
from techrace.policies import policy
from techrace.simulate import simulate

FIGURES = ["layer_share[hbm, korea]", "reach[us]", "frontier[china]", "trust", "influence[eu]"]


@pytest.fixture(scope="module")
def parts(game):
    return by_player(game, FIGURES)


def test_parts_sum_to_the_difference(parts):
    division = parts.division
    np.testing.assert_allclose(division.parts.sum(axis=1), division.everybody - division.nobody, rtol=0, atol=1e-9)


def test_everybody_is_the_game_and_nobody_the_baseline(game, parts, setting):
    """All coalitions meet the luck of the game itself, so that the full one is the game, bit for bit."""
    np.testing.assert_array_equal(parts.division.everybody, value_of(parts.figures, game.final, setting)[:, 0])
    quiet = simulate(setting, [policy("status-quo", setting, i) for i in range(6)], turns=game.turns, seed=game.seed)
    np.testing.assert_array_equal(parts.division.nobody, value_of(parts.figures, quiet.final, setting)[:, 0])


def test_who_kept_to_the_baseline_gets_exactly_nothing(parts):
    last = parts.players.index("taiwan")
    assert (parts.division.parts[:, last] == 0).all()
    assert (np.abs(parts.division.parts[:, :last]).max(axis=0) > 0).all()
    assert parts.division.rows == 2**5  # and no game is wasted on it


def test_frozen_orders_are_another_baseline(game):
    found = by_player(game, FIGURES, (4, game.turns), baseline="frozen")
    division = found.division
    np.testing.assert_allclose(division.parts.sum(axis=1), division.everybody - division.nobody, rtol=0, atol=1e-9)
    whole = by_player(game, FIGURES, (4, game.turns)).division
    np.testing.assert_array_equal(division.everybody, whole.everybody)
    assert (division.nobody != whole.nobody).any()


def test_reacting_members_play_the_same_game_when_all_are_in(game, parts):
    reacting = by_player(game, FIGURES[:1], (6, game.turns), react=True).division
    assert reacting.everybody[0] == parts.division.everybody[0]
    assert reacting.parts.sum() == pytest.approx(float(reacting.everybody[0] - reacting.nobody[0]), abs=1e-9)


def test_levers_sum_to_what_their_state_did(game, setting):
    found = by_lever(game, "us", FIGURES)
    division = found.division
    np.testing.assert_allclose(division.parts.sum(axis=1), division.everybody - division.nobody, rtol=0, atol=1e-9)
    np.testing.assert_array_equal(division.everybody, value_of(found.figures, game.final, setting)[:, 0])
    assert 1 < len(found.players) <= MOST_LEVERS


def test_many_levers_are_taken_together_by_tray():
    groups = grouped(LEVERS, 8)
    assert len(groups) <= 8
    assert sorted(lever.name for members in groups.values() for lever in members) == sorted(
        lever.name for lever in LEVERS
    )
    assert [*grouped(LEVERS[:3], 8)] == [lever.name for lever in LEVERS[:3]]


def test_luck_is_told_from_other_draws_of_the_same_orders(game):
    found = luck_of_the_draw(game, FIGURES, draws=40)
    np.testing.assert_allclose(found.share, found.played - found.mean)
    assert (found.sd > 0).all()
    assert ((found.below >= 0) & (found.below <= 1)).all()
    late = luck_of_the_draw(game, FIGURES, (game.turns - 1, game.turns), draws=40)
    assert late.sd[0] < found.sd[0]  # one turn of luck moves a share less than ten


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda game: by_player(game, FIGURES, baseline="standin"), "did you mean 'standing'"),
        (lambda game: by_lever(game, "kore", FIGURES), "did you mean 'korea'"),
        (lambda game: by_player(game, ["reach[uss]"]), "unknown state"),
    ],
)
def test_a_wrong_question_is_answered(game, ask, answer):
    with pytest.raises(InputError, match=answer):
        ask(game)
