"""Luck as a function: the same for the same names, unrelated for others, and fair."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.chance import Chance, chance

seeds = st.integers(-(2**70), 2**70)


@given(seeds, st.integers(0, 400), st.integers(0, 2**64 - 1))
def test_luck_is_a_function_of_seed_world_turn_and_names(seed, turn, world):
    one = Chance(seed, np.array([world], dtype=np.uint64), turn)
    many = Chance(seed, np.array([7, world, 0], dtype=np.uint64), turn)
    assert np.array_equal(one.uniform("rule", 3, ("a", "b"))[..., 0], many.uniform("rule", 3, ("a", "b"))[..., 1])
    assert np.array_equal(one.uniform("rule", 2), one.at(9).at(turn).uniform("rule", 2))
    assert 0.0 < one.uniform("rule").min() <= one.uniform("rule").max() < 1.0


@given(seeds, st.permutations(["a", "b", "c", "d"]))
def test_luck_belongs_to_names_not_positions(seed, names):
    usual, moved = chance(seed, 3).uniform("rule", ("a", "b", "c", "d")), chance(seed, 3).uniform("rule", tuple(names))
    assert np.array_equal(usual[["abcd".index(n) for n in names]], moved)
    more = chance(seed, 3).uniform("rule", ("x", *names))
    assert np.array_equal(more[1:], moved)


def test_numbers_are_names_where_only_a_length_is_given():
    luck = chance(1, 2)
    assert np.array_equal(luck.uniform("rule", 3), luck.uniform("rule", ("0", "1", "2")))
    assert luck.uniform("rule").shape == (2,)
    assert luck.uniform("rule", 0).shape == (0, 2)


def test_asking_more_changes_nothing():
    luck, other = chance(3, 4), chance(3, 4)
    luck.uniform("a new rule", 100)
    luck.normal("another", ("x", "y"))
    assert np.array_equal(luck.uniform("rule", 5), other.uniform("rule", 5))


@pytest.mark.parametrize(
    "draw",
    [
        lambda n: chance(1, n).uniform("rule"),
        lambda n: chance(1).uniform("rule", n)[:, 0],
        lambda n: np.array([chance(seed).uniform("rule")[0] for seed in range(n)]),
        lambda n: np.array([chance(1, turn=t).uniform("rule")[0] for t in range(n)]),
    ],
    ids=["worlds", "entries", "seeds", "turns"],
)
def test_uniform_along_every_dimension(draw):
    n = 20_000
    u = draw(n)
    # Mean 1/2 with sd 1/sqrt(12 n), variance 1/12, no correlation with the next; each within 4.5 standard errors.
    assert u.mean() == pytest.approx(0.5, abs=4.5 / np.sqrt(12 * n))
    assert u.var() == pytest.approx(1 / 12, abs=4.5 / np.sqrt(180 * n))
    assert np.corrcoef(u[:-1], u[1:])[0, 1] == pytest.approx(0.0, abs=4.5 / np.sqrt(n))
    counts = np.histogram(u, bins=50, range=(0, 1))[0]
    assert ((counts - n / 50) ** 2 / (n / 50)).sum() < 49 + 4.5 * np.sqrt(2 * 49)  # chi squared
    assert np.unique(u).size == n


def test_draws_of_different_things_are_unrelated():
    n, luck = 20_000, chance(1, 20_000)
    draws = np.stack(
        [
            luck.uniform("rule"), luck.uniform("other"), luck.at(1).uniform("rule"), luck.traits().uniform("rule"),
            chance(2, n).uniform("rule"), luck.uniform("rule", ("a",))[0], luck.uniform("rule", ("b",))[0],
            Chance(1, luck.worlds + np.uint64(1 << 40), 0).uniform("rule"),
        ]
    )  # fmt: skip
    off = np.corrcoef(draws) - np.eye(len(draws))
    assert np.abs(off).max() < 4.5 / np.sqrt(n)


def test_normal_and_noise():
    luck = chance(4, 40_000)
    for values in (luck.normal("rule"), luck.noise("rule")):
        assert values.mean() == pytest.approx(0.0, abs=0.02)
        assert values.std() == pytest.approx(1.0, abs=0.02)
    assert np.abs(luck.noise("rule")).max() <= np.sqrt(3)
    assert luck.normal("rule").max() > 3.5


def test_traits_are_drawn_once():
    luck = chance(4, 3)
    assert np.array_equal(luck.at(5).traits().uniform("gift"), luck.at(9).traits().uniform("gift"))
    assert not np.array_equal(luck.traits().uniform("gift"), luck.uniform("gift"))


def test_copies_beside_one_another_meet_the_same_luck():
    luck = chance(7, np.array([4, 9], dtype=np.uint64), 3)
    many = luck.beside(2).beside(3)
    assert many.worlds.tolist() == [4, 9] * 6
    for draw in (many.uniform, many.normal, many.noise):
        alone = getattr(luck, draw.__name__)("rule", ("a", "b"), 3)
        assert np.array_equal(draw("rule", ("a", "b"), 3), np.tile(alone, 6))
    part = np.array([1, 2, 7])
    assert np.array_equal(many.take(part).uniform("rule", 5), many.uniform("rule", 5)[:, part])
    assert np.array_equal(many.at(5).uniform("rule", 2), np.tile(luck.at(5).uniform("rule", 2), 6))
