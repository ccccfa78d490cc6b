"""What the tests of policies share: prepared worlds, and a view with something to see."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from techrace.chance import chance
from techrace.setting import Setting
from techrace.simulate import begin, prepare
from techrace.state import QUANTITIES, State
from techrace.view import View
from techrace.world.loading import load

ARCHIPELAGO = str(Path(__file__).parents[1] / "worlds" / "archipelago.yaml")


@cache
def prepared(source: str) -> Setting:
    """Prepare a world once for all tests; settings are never changed."""
    return prepare(load(source))


def scattered(setting: Setting, worlds: int, key: int, turn: int = 3) -> State:
    """Return a state in which everything has moved, another way in every world."""
    luck = chance(key, worlds)
    start, changes = begin(setting, luck), {}
    for q in QUANTITIES:
        values = getattr(start, q.name)
        moved = values * np.exp(0.5 * luck.normal(f"scatter {q.name}", *values.shape[:-1]))
        if q.low < 0:
            moved = moved + 0.5 * luck.normal(f"sway {q.name}", *values.shape[:-1])
        elif q.high <= 5:  # what starts at zero must move, too
            moved = moved + np.where(values == 0, 0.6 * min(q.high, 3), 0.1) * luck.uniform(
                f"lift {q.name}", *values.shape[:-1]
            )
        changes[q.name] = np.clip(moved, q.low, q.high)
    state = start.evolve(**changes)
    state.__dict__["turn"] = turn
    return state


def looked(setting: Setting, seat: int, worlds: int = 1, key: int = 7) -> View:
    """Return what a seat sees of a scattered game."""
    luck = chance(key, worlds, 3)
    before, state = scattered(setting, worlds, key + 1, 2), scattered(setting, worlds, key, 3)
    return View(seat, state, before, setting.standing, setting, luck)


@pytest.fixture(scope="session")
def world() -> Setting:
    """The world of 2025."""
    return prepared("2025")


@pytest.fixture(scope="session")
def islands() -> Setting:
    """An invented world, in which no doctrine may rely on a name."""
    return prepared(ARCHIPELAGO)


@pytest.fixture(scope="session")
def look():
    """Look at a scattered game with the eyes of a seat."""
    return looked
