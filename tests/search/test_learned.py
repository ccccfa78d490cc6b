"""The policy that was trained beforehand: it plays every seat of its world well, and no other world."""

import numpy as np
import pytest

from techrace.archive import plan
from techrace.errors import InputError
from techrace.policies import policy
from techrace.search.learned import FEATURES, _table, learned, seen, written
from techrace.search.strength import played
from techrace.simulate import simulate
from techrace.testing.contract import check_policy
from techrace.tournament.play import par_in


@pytest.mark.parametrize("seat", range(6))
def test_it_keeps_what_every_policy_promises_on_every_seat(world, seat):
    check_policy(policy("learned", world, seat), world, seat, seeds=(1, 6))


def test_it_plays_better_than_the_doctrine_that_it_bends_on_every_seat():
    """In games that training has not seen: another seed, and the other seats on their defaults."""
    recipe = plan("2025", turns=20, seed=77, uncertainty="declared")
    par = par_in(recipe)
    for place, seat in enumerate(recipe.policies):
        mine, base = (played(recipe, {seat: p}, 24, par)[place] for p in ("learned", _table()[seat].base))
        gain = mine - base
        assert gain.mean() > 1.96 * gain.std(ddof=1) / 24**0.5, seat


def test_a_game_is_the_same_alone_or_in_a_batch(world):
    def final(*ids):
        seats = [policy("learned", world, i) for i in range(6)]
        return simulate(world, seats, turns=4, worlds=np.array(ids, dtype=np.uint64), keep=False).final.gdp

    assert np.array_equal(final(2, 5)[:, 1], final(5)[:, 0])


def test_what_it_goes_by_is_named_and_bounded(world, look):
    features = seen(look(world, 3, 4))
    assert features.shape == (len(FEATURES), 4)
    assert np.abs(features).max() <= 1
    assert (features[0] == 1).all()


def test_what_was_learned_is_written_as_it_is_read():
    from importlib.resources import files

    assert written(_table()) == (files("techrace") / "search" / "learned.csv").read_text(encoding="utf-8")


def test_other_worlds_and_other_levers_are_refused_in_a_sentence(world, islands):
    with pytest.raises(InputError, match="was trained for the world 2025, not for"):
        policy("learned", islands, 0)
    other = world.evolve(names={**world.names, "lines": (*world.names["lines"][:-1], "magic")})
    with pytest.raises(InputError, match="before the levers of 2025 changed; try search"):
        learned(other, 3)
