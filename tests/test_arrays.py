"""The few functions that every rule is written in."""

from math import erfc, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.arrays import (
    clip,
    extended,
    largest,
    mean,
    normal_below,
    normal_quantile,
    normalise,
    positive,
    power,
    returns,
    sigmoid,
    total,
    unit,
)
from techrace.chance import chance


@given(st.integers(0, 2**32), st.integers(1, 24), st.integers(1, 24), st.integers(1, 20), st.integers(0, 1))
def test_a_world_adds_up_the_same_alone(seed, rows, columns, worlds, axis):
    """Whatever the batch, the layout in memory and the length of the sum."""
    values = chance(seed, worlds).normal("values", rows, columns)
    whole = total(values, axis)
    for index in {0, worlds // 2, worlds - 1}:
        assert np.array_equal(total(values[..., index : index + 1], axis)[..., 0], whole[..., index])
        assert np.array_equal(total(values[..., [index]], axis)[..., 0], whole[..., index])
        assert np.array_equal(total(values[..., [index, index]], axis)[..., 1], whole[..., index])
    turned = values.swapaxes(0, 1)
    assert np.array_equal(total(turned, 1 - axis), whole)
    assert np.array_equal(total(np.ascontiguousarray(turned), 1 - axis), whole)
    assert np.array_equal(total(np.asfortranarray(values), axis), whole)
    assert np.allclose(whole, values.sum(axis=axis))


def test_a_sum_of_constants_for_all_worlds():
    assert total(np.broadcast_to(np.array([[1.0], [2.0]]), (2, 5))).tolist() == [3.0] * 5
    assert total(np.zeros((0, 3))).tolist() == [0.0] * 3


def test_mean_and_shares():
    values = np.array([[1.0, 2.0], [3.0, 2.0]])
    assert mean(values).tolist() == [2.0, 2.0]
    assert normalise(values)[:, 0].tolist() == [0.25, 0.75]
    assert normalise(values, axis=0).sum(axis=0) == pytest.approx(1.0)


def test_curves():
    assert positive(np.array([-1.0, 2.0])).tolist() == [0.0, 2.0]
    assert unit(np.array([-1.0, 0.3, 2.0])).tolist() == [0.0, 0.3, 1.0]
    assert sigmoid(np.array([0.0, 1e9, -1e9])) == pytest.approx([0.5, 1.0, 0.0])
    assert returns(np.array([0.0, 0.25, 0.75])).tolist() == [0.0, 0.5, 0.75]
    assert power(np.array([4.0, 0.0]), 0.5) == pytest.approx([2.0, 1e-6])
    assert power(np.array([4.0, 4.0]), np.array([0.5, 1.0])) == pytest.approx([2.0, 4.0])


def test_largest_and_clip_are_numpys():
    values = np.arange(12.0).reshape(2, 3, 2) % 5
    for axis in (0, 1):
        assert np.array_equal(largest(values, axis), values.max(axis=axis))
        assert np.array_equal(largest(values, axis, keepdims=True), values.max(axis=axis, keepdims=True))
    assert np.array_equal(clip(values, 1.0, 3.0), np.clip(values, 1.0, 3.0))


def test_extended_adds_those_who_are_no_states():
    values = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert extended(values, 1, 0.5).tolist() == [[1.0, 2.0], [3.0, 4.0], [0.5, 0.5]]
    assert extended(values[:, :, None], 2, 9.0, axis=1)[:, :, 0].tolist() == [
        [1.0, 2.0, 9.0, 9.0],
        [3.0, 4.0, 9.0, 9.0],
    ]


def test_the_normal_distribution_is_the_one_in_the_books():
    known = NormalDist()
    chances = np.array([1e-15, 1e-9, 1e-3, 0.07, 0.075, 0.3, 0.5, 0.7, 0.925, 0.93, 0.999, 1 - 1e-9])
    assert normal_quantile(chances) == pytest.approx([known.inv_cdf(p) for p in chances], rel=1e-13, abs=1e-15)
    deviates = np.array([-60.0, -9.0, -7.0, -2.5, -0.1, 0.0, 0.1, 2.5, 7.0, 9.0, 60.0])
    below = [0.5 * erfc(-x / sqrt(2)) for x in deviates]
    assert normal_below(deviates) == pytest.approx(below, rel=1e-7, abs=1e-15)
    batch = np.linspace(0.001, 0.999, 41)
    assert all(normal_quantile(batch[i : i + 1])[0] == x for i, x in enumerate(normal_quantile(batch)))
    assert all(normal_below(batch[i : i + 1])[0] == x for i, x in enumerate(normal_below(batch)))
