"""What the tests of the web share: a house to visit (``houses.py``)."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def home(tmp_path):
    """The archipelago, six turns, no clock; nobody sits yet."""
    from houses import at_home

    with at_home(tmp_path) as there:
        yield there
