"""Looking back knows what its seat knows: the game's own luck and secrets leave no trace in the answer."""

from dataclasses import fields

import numpy as np
import pytest

from techrace.chance import chance
from techrace.errors import InputError
from techrace.explain import hindsight, knowledge, what_if
from techrace.simulate import draw_parameters, prepare
from techrace.testing import other_budgets, other_secrets
from techrace.view import View

SEAT = "korea"
FIRST, LAST = 3, 7
FIGURES = ("autonomy[korea]", "layer_share[hbm, korea]", "gdp[korea]")
OTHERWISE = {"spend": {"layer": 0.4}}


def eyes(game, setting, state=lambda x: x, orders=lambda x: x, public=None):
    """Look at the game as the seat does, turn by turn."""
    seat = setting.index("states", SEAT)

    def at(t):
        luck = chance(game.seed, game.worlds, t)
        shown = View(
            seat, state(game.states[t]), game.states[t - 1], orders(game.orders[t - 1]), public or setting, luck
        )
        return knowledge(shown)

    return [at(t) for t in range(FIRST, LAST + 1)]


@pytest.fixture(scope="module")
def plain(game, setting):
    return eyes(game, setting)


def test_hidden_facts_change_nothing(game, setting, plain):
    seat = setting.index("states", SEAT)
    drawn = prepare(setting.world, draw_parameters(3, np.arange(1, dtype=np.uint64)))
    secret = eyes(game, setting, lambda s: other_secrets(s, seat), lambda o: other_budgets(o, seat), drawn)
    one, other = (hindsight(e, OTHERWISE, FIGURES, rollouts=40) for e in (plain, secret))
    for f in fields(one):
        np.testing.assert_equal(getattr(one, f.name), getattr(other, f.name))


def test_nothing_differs_before_the_first_turn_and_bands_are_in_order(game, setting, plain):
    found = hindsight(plain, {"open": "standing"}, FIGURES, rollouts=40)
    assert found.at == FIRST
    assert found.difference.shape == (5, len(FIGURES), LAST - FIRST + 1)
    assert (found.difference[:, :, 0] == 0).all()  # the turn has not been played yet
    assert (np.diff(found.difference, axis=0) >= 0).all()


def test_it_tells_the_way_that_the_game_itself_would_have_gone(game, setting, plain):
    """More money for HBM from the third turn on: whoever holds all secrets finds the same sign and size."""
    found = hindsight(plain, OTHERWISE, FIGURES)
    played = what_if(game, FIRST, {SEAT: OTHERWISE}, FIGURES)
    truth = played.difference[:, LAST - FIRST]
    hbm = FIGURES.index("layer_share[hbm, korea]")
    assert abs(truth[hbm]) > 1e-3
    low, middle, high = found.difference[[0, 2, 4], hbm, -1]
    assert np.sign(middle) == np.sign(truth[hbm])
    assert low - 0.5 * abs(truth[hbm]) < truth[hbm] < high + 0.5 * abs(truth[hbm])
    assert found.higher[hbm] == pytest.approx(1.0 if truth[hbm] > 0 else 0.0, abs=0.2)


@pytest.mark.parametrize(
    ("orders", "said"), [({"nonsense": 1}, "unknown lever"), ({"open": 7}, "outside 0 to 1"), ({}, "not a mapping")]
)
def test_impossible_orders_are_refused(plain, orders, said):
    with pytest.raises(InputError, match=said):
        hindsight(plain, orders, FIGURES)


def test_there_must_be_a_past(plain):
    with pytest.raises(InputError, match="at least 1 turn"):
        hindsight(plain[:1], OTHERWISE, FIGURES)
