"""A small world that is right, for tests to break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml


def sourced(value: object) -> dict[str, Any]:
    """Give a value the source and confidence that a world asks for."""
    return {"value": value, "source": "assumed: a test", "confidence": "fiction"}


def market(name: str, code: str) -> dict[str, Any]:
    """Write what states and regions have in common."""
    numbers = {"gdp": 10.0, "trend": 0.02, "wage": 1.0, "price_sensitivity": 0.5}
    shares = {"manufacturing": 0.3, "factory_quality": 0.5, "privacy": 0.2}
    return {
        "name": {"en": name},
        "code": code,
        **{key: sourced(value) for key, value in {**numbers, **shares}.items()},
        "ecosystems": sourced({"open": 0.6, "closed": 0.4}),
        "alignment": sourced({"north": 0.5}),
        "dependence": sourced({}),
    }


def state(name: str, code: str) -> dict[str, Any]:
    """Write a state."""
    numbers = {"research": 3.0, "science": 1.0, "debt": 1.0, "fund": 0.0}
    shares = dict.fromkeys(
        (
            "frontier", "compute", "absorption", "patience", "freedom", "safety_net", "chip_demand", "ai_capital",
            "waste", "openness", "securitised", "unrest", "hawkishness", "vulnerability",
        ),
        0.4,
    )  # fmt: skip
    return {
        **market(name, code),
        "brief": {"en": "A state."},
        **{key: sourced(value) for key, value in {**numbers, **shares}.items()},
        "exposure": sourced({}),
        "platform": sourced({"robots": 0.1}),
        "industrial_base": sourced({"robots": 0.5}),
        "goals": dict.fromkeys(("prosperity", "autonomy", "security", "stability", "influence"), 0.2),
        "posture": {"spend": {"frontier": 0.3}},
    }


def minimal() -> dict[str, Any]:
    """Write a world of two states, one region, one layer, one sector, two ecosystems and one camp."""
    shares = {"life": 5.0, "growth": 0.05, "labour": 0.2, "capital": 1.0, "commodity": 0.3, "embodied": 0.2}
    return {
        "schema": 1,
        "id": "small",
        "version": 1,
        "title": {"en": "Small"},
        "summary": {"en": "Two states and a region."},
        "start": 2025.0,
        "states": {"alba": state("Alba", "NO"), "borea": state("Borea", "BO")},
        "regions": {"corona": market("Corona", "CO")},
        "layers": {
            "chips": {
                "name": {"en": "Chips"},
                **shares,
                "controllability": 0.8,
                "weight": 1.0,
                "revenue": 0.5,
                "norm": 0.3,
                "share": sourced({"alba": 0.7, "rest": 0.3}),
                "quality": sourced({"alba": 0.9, "rest": 0.5}),
            }
        },
        "sectors": {"robots": {"name": {"en": "Robots"}, "weight": 1.0, "physical": True}},
        "ecosystems": {"open": {"name": {"en": "Open"}}, "closed": {"name": {"en": "Closed"}, "home": "alba"}},
        "camps": {
            "north": {
                "name": {"en": "North"},
                "leader": "alba",
                "bloc": {
                    "name": {"en": "Pact"}, "enforcement": 0.5, "sharing": 0.5, "payments": 0.0, "market": 0.5,
                },
            }
        },
        "trust": sourced(0.9),
        "ai_capital": sourced(5.0),
        "haven": sourced(0.2),
        "tension": sourced(0.5),
        "uncertainty": sourced(0.3),
        "timeline": [{"date": 2026.5, "set": {"layers.chips.growth": 0.4}, "source": "assumed"}],
    }  # fmt: skip


@pytest.fixture
def data() -> dict[str, Any]:
    """A world as plain data, free to be broken."""
    return minimal()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[object], Path]:
    """Write a text, bytes or plain data to a file and return its path."""

    def to_file(content: object) -> Path:
        path = tmp_path / "my.yaml"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
            path.write_text(text, encoding="utf-8")
        return path

    return to_file
