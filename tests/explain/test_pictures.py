"""Charts show the numbers of the explanation, and a waterfall ends where the figure is."""

import numpy as np
import pytest

from techrace.explain import by_mechanism, by_player, luck_of_the_draw, what_if
from techrace.explain.pictures import bars, fan_of_difference, waterfall
from techrace.explain.terms import by_term


@pytest.mark.parametrize("most", [1, 3, 5])
def test_a_waterfall_leads_from_before_to_after(game, most):
    for found in (by_mechanism(game, ["unrest[china]"]), by_term(game, "layer_share[hbm, korea]")):
        shown = waterfall(found, most=most)
        assert len(shown.steps) <= most
        assert shown.steps[0].begins == shown.before
        assert shown.steps[-1].ends == shown.after
        assert all(a.ends == b.begins for a, b in zip(shown.steps, shown.steps[1:], strict=False))


def test_bars_sum_to_their_total(game):
    asked = ["trust"]
    shown = bars(by_player(game, asked), luck=luck_of_the_draw(game, asked, draws=20))
    assert sum(value for _, value in shown.bars) == pytest.approx(shown.total, abs=1e-9)
    assert shown.luck is not None
    assert shown.baseline == "standing"


def test_a_fan_has_the_turns_of_the_change(game):
    found = what_if(game, 4, {"us": {"securitise": 1.0}}, ["frontier[us]"], luck=5)
    shown = fan_of_difference(found)
    assert shown.turns == tuple(range(4, game.turns + 1))
    assert shown.band.shape == (5, len(shown.turns))
    alone = fan_of_difference(what_if(game, 4, {"us": {"securitise": 1.0}}, ["frontier[us]"]))
    np.testing.assert_array_equal(alone.band[2], alone.compared[0])
