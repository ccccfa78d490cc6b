"""The few functions that every rule is written in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.arrays import mean, normalise, positive, power, returns, sigmoid, total, unit
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
