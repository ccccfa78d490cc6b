"""A small case that is right, for tests to break."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ARCHIPELAGO = Path(__file__).resolve().parents[1] / "worlds" / "archipelago.yaml"

SEEN: list[dict[str, Any]] = [
    {"date": 101.0, "figure": "layer_share[cell, birch]", "value": 0.3, "sd": 0.05, "source": "invented"},
    {
        "date": 104.5,
        "figure": "layer_share[cell, birch] + layer_share[cell, cedar]",
        "value": 0.5,
        "sd": 0.1,
        "source": "invented",
    },
    {"date": 105.0, "figure": "ecosystem_reach[beacon]", "value": 0.6, "sd": 0.1, "source": "invented"},
]


@pytest.fixture
def case() -> dict[str, Any]:
    """Return the data of a world with a history, observations and marks."""
    world: dict[str, Any] = yaml.safe_load(ARCHIPELAGO.read_text(encoding="utf-8"))
    world["history"] = [
        {
            "date": 101,
            "state": "birch",
            "orders": {"spend": {"layer": 0.3}},
            "programme": "drive",
            "source": "invented",
        },
        {
            "date": 102,
            "until": 103,
            "state": "alder",
            "orders": {"control": {"birch": {"lens": 0.9}}},
            "source": "invented",
        },
    ]
    world["observations"] = [dict(o) for o in SEEN]
    world["score"] = {
        "train_until": 102.0,
        "variants": {"idle": {"leave_out": ["drive"], "set": {"states.birch.patience": 0.1}}},
        "marks": [
            {
                "text": {"en": "Birch grows"},
                "figure": "layer_share[cell, birch]",
                "measure": "change",
                "date": 105.0,
                "between": [0.0, 1.0],
                "at_least": 0.1,
            },
            {
                "text": {"en": "but not without the drive"},
                "figure": "layer_share[cell, birch] - 1",
                "measure": "passes",
                "between": [100.0, 106.0],
                "at_most": 0.5,
                "variant": "idle",
            },
        ],
    }
    return world


@pytest.fixture
def written(tmp_path, case):
    """Return a function that writes the case, as changed, to a file."""

    def write(**changes: Any) -> Path:
        path: Path = tmp_path / "my-case.yaml"
        path.write_text(yaml.safe_dump({**case, **changes}, sort_keys=False, allow_unicode=True), encoding="utf-8")
        return path

    return write
