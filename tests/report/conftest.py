"""Records that the tests of the report share: one game, and a small batch."""

from dataclasses import replace

import pytest

from techrace.policies import policy
from techrace.simulate import prepare, simulate
from techrace.world.loading import load


@pytest.fixture(scope="package")
def setting():
    return prepare(load("2025"))


@pytest.fixture(scope="package")
def policies(setting):
    return [policy("status-quo", setting, seat) for seat in range(len(setting.names["states"]))]


@pytest.fixture(scope="package")
def game(setting, policies):
    return simulate(setting, policies, turns=6, seed=7)


@pytest.fixture(scope="package")
def batch(setting, policies):
    return replace(simulate(setting, policies, turns=6, seed=7, worlds=20), uncertainty="declared")
