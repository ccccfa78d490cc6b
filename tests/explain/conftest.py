"""One short game that everybody explains: five states by doctrine, one by its standing orders."""

import pytest

from techrace.policies import available, policy
from techrace.record import Record
from techrace.setting import Setting
from techrace.simulate import prepare, simulate
from techrace.world.loading import load

TURNS = 10


def doctrines(setting: Setting) -> list:
    """Give every state the first doctrine written for it, and the last one its standing orders."""
    states = setting.names["states"]
    written = {x.seat: x.id for x in reversed(available(setting)) if x.seat}
    names = [written.get(state, "status-quo") for state in states[:-1]] + ["status-quo"]
    return [policy(name, setting, seat) for seat, name in enumerate(names)]


@pytest.fixture(scope="session")
def setting() -> Setting:
    return prepare(load("2025"))


@pytest.fixture(scope="session")
def game(setting) -> Record:
    return simulate(setting, doctrines(setting), turns=TURNS, seed=7)
