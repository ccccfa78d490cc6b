"""A world as arrays."""

import numpy as np
import pytest
from hypothesis import given

from techrace.rules.detente import Parameters
from techrace.setting import NEVER, Setting
from techrace.simulate import prepare
from techrace.testing.contract import check_state
from techrace.testing.strategies import worlds


def test_who_is_who(islands):
    assert islands.leads[:, :, 0].tolist() == [[1, 0, 0, 0], [0, 1, 0, 0]]
    assert islands.issuer[:, 0].tolist() == [1, 0, 0, 0]
    assert islands.may_fund[:, 0].tolist() == [0, 1, 0, 0]
    assert islands.owns[:, :, 0].tolist() == [[1, 0, 0, 0], [0, 0, 0, 0]]
    assert islands.rivalry[:, :, 0].sum() == 2.0  # the leaders, both ways
    assert islands.election_first[:, 0].tolist() == [4, 0, 2, 0]
    assert islands.exposure[2, 1, 0] == 0.45  # cedar sells to birch


def test_layers(islands):
    assert islands.needs[1, 0, 0] == 0.5  # cells need lenses
    assert islands.incentive[1, :, 0].tolist() == [0, 0.1, 0, 0, 0]
    assert islands.layer_demand[0, :, 0] == pytest.approx([0.4, 0.3, 0.1, 0.1, 0.1])  # chip demand, and the rest
    assert islands.parent == (-1, -1)
    assert islands.owner_patience[0, :, 0] == pytest.approx([0.0, 0.8, 0.6, 0.4, 0.45])


def test_the_start(islands):
    start = islands.start
    assert start.gdp[:, 0].tolist() == [10, 7, 1.5, 2, 2, 1.5, 1]
    assert start.manufacturing[:, 0].sum() == pytest.approx(1.0)
    assert start.layer_share[0, 2, 0] == pytest.approx(0.85)
    assert start.relations[0, 1, 0] == start.relations[1, 0, 0] == -0.4
    assert np.all(start.passed == NEVER)
    assert start.alignment[2, 4, 0] == pytest.approx(0.75)  # the reef is mostly unaligned


def test_constants_are_handed_out_by_class(islands):
    assert islands.of(Parameters).broker == Parameters().broker
    other = prepare(islands.world, {"detente.broker": np.array([0.1, 0.2])})
    assert other.of(Parameters).broker.tolist() == [0.1, 0.2]
    assert other.start.worlds == 2


def test_names_and_shape(islands):
    assert islands.index("layers", "cell") == 1
    assert islands.shape["holders"] == 5
    assert islands.evolve(dt=0.25).dt == 0.25
    assert isinstance(islands, Setting)


@given(worlds())
def test_any_world_becomes_arrays(world):
    setting = prepare(world)
    check_state(setting.start, setting)
    for name, values in vars(setting).items():
        if isinstance(values, np.ndarray) and not name.startswith(("quality", "ecosystem_openness")):
            assert np.isfinite(values).all(), name
    assert setting.layer_demand.sum(axis=1) == pytest.approx(1.0, abs=6e-3)
