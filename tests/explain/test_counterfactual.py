"""What if: the same luck, others that repeat or react, and a difference that is the change's alone."""

import numpy as np
import pytest

from techrace.errors import InputError
from techrace.explain.changes import changes_of, with_changes
from techrace.explain.counterfactual import what_if
from techrace.explain.players import luck_of_the_draw

FIGURES = ["layer_share[hbm, korea]", "reach[us]", "trust"]


def test_changing_nothing_changes_nothing(game):
    same = {"taiwan": {"revalue": "standing"}}
    for react in (False, True):  # policies that see the same game decide the same
        found = what_if(game, 3, same, FIGURES, react=react, luck=3)
        assert (found.difference == 0).all()
        assert found.fan is not None
        assert (found.fan == 0).all()


def test_the_game_as_played_is_the_record(game):
    found = what_if(game, 3, {"korea": {"spend": {"layer": 0.5}}}, FIGURES)
    np.testing.assert_array_equal(found.played[0], game.figure("layer_share", "hbm", "korea")[3:, 0])
    assert found.difference[0, 0] == 0
    assert found.difference[0, -1] > 0  # money for chokepoints keeps a share of them
    assert found.fan is None


def test_others_may_react(game):
    change = {"us": {"control": {"china": 1.0}, "securitise": 1.0}}
    repeat, react = (what_if(game, 2, change, FIGURES, react=r) for r in (False, True))
    np.testing.assert_array_equal(repeat.played, react.played)
    assert repeat.changed.shape == react.changed.shape == (3, game.turns - 1)


def test_redrawn_luck_is_paired(game):
    """The spread of the paired difference is a fraction of the spread of the figure itself."""
    found = what_if(game, 2, {"korea": {"spend": {"layer": 0.5}}}, FIGURES, luck=30)
    assert found.fan is not None
    assert (np.diff(found.fan, axis=0) >= 0).all()
    assert found.fan[0, 0, -1] > 0  # even the fifth percentile is a gain


def test_a_change_keeps_all_other_orders(game, setting):
    changes = changes_of(
        {"korea": {"spend": {"platform": 0.6}, "layer_focus": {"hbm": 1.0}, "control": {"china": 0.3}}}, setting
    )
    before, korea = game.orders[4], setting.index("states", "korea")
    after = with_changes(before, changes, setting.standing)
    assert after.spend[:, korea].sum() == pytest.approx(1.0, abs=1e-3)
    assert after.layer_focus[setting.index("layers", "hbm"), korea] == 1
    assert (after.control[korea, setting.index("states", "china")] == 0.3).all()
    others = [i for i in range(6) if i != korea]
    np.testing.assert_array_equal(after.spend[:, others], before.spend[:, others])
    np.testing.assert_array_equal(after.open, before.open)


@pytest.mark.parametrize(
    ("at", "changes", "answer"),
    [
        (99, {"korea": {"open": 1}}, "the game has the turns 0 to"),
        (2, {"kore": {"open": 1}}, "did you mean 'korea'"),
        (2, {"korea": {"opne": 1}}, "did you mean 'open'"),
        (2, {"korea": {"open": 7}}, "outside 0 to 1"),
        (2, {"korea": {"found": 1}}, "only the leader of a camp"),
        (2, {"korea": {"join": {"us": 1}}}, "allowed are us_led"),
        (2, {"korea": {"layer_focus": 0.3}}, "is a split"),
        (2, {"korea": {"open": "much"}}, "not a number"),
        (2, {"korea": {"spend": {"platform": 0.9, "layer": 0.4}}}, "together above 100%"),
        (2, {"korea": 3}, "not a mapping of levers"),
    ],
)
def test_a_wrong_change_is_answered(game, at, changes, answer):
    with pytest.raises(InputError, match=answer):
        what_if(game, at, changes, FIGURES)


def test_draws_that_cannot_be_made_and_orders_that_order_nothing_are_refused(game):
    with pytest.raises(InputError, match="luck -1"):
        what_if(game, 2, {"korea": {"open": 0.5}}, ["trust"], luck=-1)
    with pytest.raises(InputError, match=r"korea: \{\} is not a mapping of levers"):
        what_if(game, 2, {"korea": {}}, ["trust"])
    with pytest.raises(InputError, match="draws 0"):
        luck_of_the_draw(game, ["trust"], draws=0)
