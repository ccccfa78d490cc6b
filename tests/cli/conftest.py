"""A real process that runs techrace as a user does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
Techrace = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path):
    """A plain terminal of 80 columns that speaks English, wherever the tests run."""
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG"}}
    path = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH", "")]))
    return kept | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", "HOME": str(tmp_path)}


@pytest.fixture
def techrace(tmp_path, environment) -> Techrace:
    """Run ``techrace`` in an empty folder."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "techrace", *arguments],
            check=False, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, timeout=120,
            env=environment | variables,
        )  # fmt: skip

    return run
