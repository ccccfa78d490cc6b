"""What the tests of sessions share; `isles` is the game that they play."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def table():
    """A session in its first orders phase; see ``isles.opening``."""
    from isles import opening

    return opening()
