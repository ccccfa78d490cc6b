"""How all tests run: how hard hypothesis looks (``HYPOTHESIS_PROFILE``), and the world that most tests play."""

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from techrace.setting import Setting
from techrace.simulate import prepare
from techrace.testing import Story
from techrace.world.loading import load

# A first example may pay for imports and compiled caches, so time per example is no verdict.
_SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

settings.register_profile("dev", max_examples=25, **_SHARED)
settings.register_profile("ci", max_examples=50, derandomize=True, database=None, print_blob=True, **_SHARED)
settings.register_profile("nightly", max_examples=2_000, **_SHARED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

ARCHIPELAGO = Path(__file__).parent / "worlds" / "archipelago.yaml"


@cache
def _prepared(source: str) -> Setting:
    """Prepare a world once for all tests; settings are never changed."""
    return prepare(load(source))


@pytest.fixture(scope="session")
def islands() -> Setting:
    """An invented world of four islands: alder and birch lead camps, cedar and dune do not."""
    return _prepared(str(ARCHIPELAGO))


@pytest.fixture(scope="session")
def world() -> Setting:
    """The world of 2025."""
    return _prepared("2025")


@pytest.fixture(scope="session")
def story(islands: Setting) -> Story:
    """The archipelago at its start, in which nobody orders anything."""
    return Story.of(islands)


@pytest.fixture(scope="session")
def stories(islands: Setting) -> Story:
    """The same in 4,000 worlds, for what is left to chance."""
    return Story.of(islands, worlds=4_000, seed=11)
