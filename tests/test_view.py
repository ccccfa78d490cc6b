"""What a state may know."""

import numpy as np
import pytest

from techrace.chance import chance
from techrace.simulate import begin
from techrace.state import QUANTITIES
from techrace.testing import any_state
from techrace.view import ALLY, CLOSED, OTHER, View


def look(setting, seat, worlds=4_000, turn=0, **changes):
    luck = chance(5, worlds, turn)
    state = begin(setting, luck).evolve(turn=turn)
    state = state.evolve(**{k: v + np.zeros_like(getattr(state, k)) for k, v in changes.items()})
    return View(seat, state, state, setting.standing, setting, luck)


def test_public_facts_and_ones_own_are_exact(islands):
    view = look(islands, 1)
    assert np.array_equal(view.see("gdp", 0), view.state.gdp[0])
    assert np.array_equal(view.see("frontier", 1), view.state.frontier[1])
    assert np.array_equal(view.see("political_capital", 1), view.state.political_capital[1])
    assert np.array_equal(view.array("trust"), view.state.trust)


def test_others_secrets_stay_secret(islands):
    view = look(islands, 1)
    for q in QUANTITIES:
        index = (0,) * len(q.axes)  # the first state, or something that belongs to nobody
        if q.secret in ("private", "hidden"):
            with pytest.raises(PermissionError, match=q.secret):
                view.see(q.name, *index)
    with pytest.raises(PermissionError):
        look(islands, 0).see("gift_frontier", 1)
    with pytest.raises(KeyError):
        view.see("frontear", 0)


@pytest.mark.parametrize(
    ("relation", "freedom", "spread"), [(0.8, 0.8, ALLY), (0.0, 0.8, OTHER), (0.0, 0.2, CLOSED), (0.8, 0.2, ALLY)]
)
def test_fog_is_thin_for_allies_and_thick_for_closed_states(islands, relation, freedom, spread):
    view = look(islands, 0, relations=0.0, freedom=freedom, securitised=0.0, frontier=0.5)
    view.state.relations[0, 1] = relation
    seen = view.see("frontier", 1)
    error = np.log(seen / (1 - seen)) / 4  # the logit of .5 is 0
    assert error.std() == pytest.approx(spread, rel=0.06)
    assert error.mean() == pytest.approx(0.0, abs=0.01)
    assert 0 < seen.min() <= seen.max() < 1


def test_inspectors_see_better(islands):
    blind = look(islands, 0, frontier=0.5)
    seen = look(islands, 0, frontier=0.5, detente=1.0)
    halved = np.log(seen.see("frontier", 1) / (1 - seen.see("frontier", 1)))
    assert halved == pytest.approx(0.5 * np.log(blind.see("frontier", 1) / (1 - blind.see("frontier", 1))))


def test_errors_drift_and_asking_twice_teaches_nothing(islands):
    views = [look(islands, 0, turn=t, frontier=0.5) for t in range(9)]
    seen = np.array([np.log(v.see("frontier", 1) / (1 - v.see("frontier", 1))) for v in views])
    assert np.array_equal(views[0].see("frontier", 1), views[0].see("frontier", 1))
    near, far = np.corrcoef(seen[0], seen[1])[0, 1], np.corrcoef(seen[0], seen[4])[0, 1]
    assert near > 0.9
    assert abs(far) < 0.08  # four turns later it is another error
    other = np.log(views[0].see("frontier", 2) / (1 - views[0].see("frontier", 2)))
    assert abs(np.corrcoef(seen[0], other)[0, 1]) < 0.08


def test_two_seats_err_independently(islands):
    one, two = (look(islands, seat, frontier=0.5).see("frontier", 1) for seat in (0, 2))
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.08


def test_the_fog_of_a_world_does_not_depend_on_the_batch(islands):
    luck = chance(5, 6, 3)
    state = any_state(islands, luck)
    whole = View(0, state, state, islands.standing, islands, luck).array("quality")
    part = np.array([4, 1])
    few = View(0, state.take(part), state.take(part), islands.standing, islands, type(luck)(5, luck.worlds[part], 3))
    assert np.array_equal(few.array("quality"), whole[..., part])
