"""The promises of the Shapley value, on games drawn at random and on one that can be done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from techrace.explain.shapley import coalitions, divide, sampled, shapley

PLAYERS = 4
GAMES = arrays(np.float64, (1, 2**PLAYERS), elements=st.floats(-10, 10))


def test_gloves_by_hand():
    """One left glove, two right ones, a pair is worth 1: 2/3 for the left, 1/6 for each right (Shapley 1953)."""
    left, right1, right2 = coalitions(3)
    value = (left & (right1 | right2)).astype(float)
    np.testing.assert_allclose(shapley(value[None], 3), [[4 / 6, 1 / 6, 1 / 6]], atol=1e-15)


@given(GAMES)
def test_efficiency(values):
    assert shapley(values, PLAYERS).sum() == pytest.approx(values[0, -1] - values[0, 0], abs=1e-9)


@given(GAMES)
def test_null_player(values):
    inside = coalitions(PLAYERS)
    without = values[
        :, np.where(inside[2], np.arange(2**PLAYERS) ^ 4, np.arange(2**PLAYERS))
    ]  # joining changes nothing
    assert shapley(without, PLAYERS)[0, 2] == 0


@given(GAMES)
def test_symmetry(values):
    rows = np.arange(2**PLAYERS)
    first, second = rows & 1, (rows >> 1) & 1
    swapped = (rows & ~3) | (first << 1) | second
    alike = values + values[:, swapped]
    parts = shapley(alike, PLAYERS)[0]
    assert parts[0] == pytest.approx(parts[1], abs=1e-9)


@given(GAMES, GAMES)
def test_additivity(one, other):
    np.testing.assert_allclose(
        shapley(one + other, PLAYERS), shapley(one, PLAYERS) + shapley(other, PLAYERS), atol=1e-9
    )


def test_sampling_finds_the_exact_parts_within_its_error():
    weight = np.linspace(-1, 2, 6)

    def value(inside):
        drive = weight @ inside
        return np.stack([drive, np.tanh(drive) + 0.1 * drive**2])

    exact, drawn = divide(value, 6), sampled(value, 6, pairs=200)
    assert drawn.parts.sum(axis=1) == pytest.approx(drawn.everybody - drawn.nobody, abs=1e-9)
    np.testing.assert_allclose(
        drawn.parts[0], weight, atol=1e-9
    )  # where nobody needs anybody there is nothing to err about
    assert (np.abs(drawn.parts - exact.parts) <= 4 * drawn.error + 1e-9).all()
    assert (drawn.error[1] > 0).all()


def test_many_players_are_sampled():
    asked = []

    def value(inside):
        asked.append(inside.shape[1])
        return inside.sum(axis=0, keepdims=True).astype(float)

    found = divide(value, 14, pairs=8)
    assert len(asked) == 1
    assert asked[0] == found.rows < 8 * 2 * 15
    np.testing.assert_allclose(found.parts, 1.0)


def test_nobody_at_all():
    found = divide(lambda inside: np.full((2, inside.shape[1]), 3.0), 0)
    assert found.parts.shape == (2, 0)
    assert (found.nobody == found.everybody).all()
