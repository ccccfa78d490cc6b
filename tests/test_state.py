"""State: everything that changes, declared once."""

import numpy as np
import pytest

from techrace.axes import axis_names
from techrace.state import QUANTITIES, State, quantities


def test_every_quantity_says_what_it_measures(islands):
    axes = axis_names(islands.world)
    assert quantities() is QUANTITIES
    assert len({q.name for q in QUANTITIES}) == len(QUANTITIES)
    for q in QUANTITIES:
        assert set(q.axes) <= axes.keys(), q.name
        assert q.low < q.high, q.name
        assert q.meaning[0].isupper(), q.name
        assert q.unit, q.name
        assert q.secret in ("public", "noisy", "private", "hidden"), q.name
        assert q.share_of in ("", *q.axes), q.name
        assert getattr(islands.start, q.name).shape == (*(len(axes[a]) for a in q.axes), 1), q.name


def test_evolve_shares_what_does_not_change(islands):
    start = islands.start
    after = start.evolve(trust=np.array([0.3]))
    assert (after.trust[0], start.trust[0]) == (0.3, 0.8)
    assert after.gdp is start.gdp
    assert isinstance(after, State)
    with pytest.raises(TypeError, match="trsut"):
        start.evolve(trsut=np.array([0.3]))


def test_state_is_frozen(islands):
    with pytest.raises(AttributeError):
        islands.start.trust = np.array([0.3])


def test_take(islands):
    many = islands.start.take(np.zeros(3, dtype=int))
    assert many.worlds == 3
    assert many.take(slice(1, 3)).worlds == 2
    assert many.turn == 0


def test_games_that_are_picked_stay_together_in_memory(islands):
    for index in (np.array([0, 0, 0]), np.zeros(5, dtype=int), np.array([True])):
        picked = islands.start.take(index)
        assert all(getattr(picked, q.name).flags.c_contiguous for q in QUANTITIES)
