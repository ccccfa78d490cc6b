"""A small design on the archipelago, and sweeps of it."""

from pathlib import Path

import pytest

from techrace.sweep import Request, sweep

ARCHIPELAGO = Path(__file__).parents[1] / "worlds" / "archipelago.yaml"
DESIGN = f"""
title: {{en: Small}}
world: "{ARCHIPELAGO}"
turns: 3
seed: 5
replications: 6
uncertainty: declared
sampling: {{method: lhs, points: 7}}
factors:
  parameters:
    valuation.fuel: {{range: [0.0, 0.5]}}
    shocks.base: {{declared: true}}
  start:
    frontier[cedar]: {{range: [0.2, 0.5]}}
  policies:
    cedar: [status-quo, any.builder]
  mechanisms:
    agi: ["on", "off"]
outcomes:
  share: {{figure: "gdp_share[cedar]", keep: turns}}
  ahead: {{first: "frontier[birch] > frontier[alder]"}}
  hands: {{changes_hands: "frontier[{{state}}]"}}
  rating: {{rating: cedar, enough: 50}}
"""


@pytest.fixture
def design(tmp_path):
    """Write the small design, with some lines replaced."""

    def write(*changes, name="small.yaml"):
        text = DESIGN
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def swept(tmp_path):
    """Run a sweep in this process and return its folder."""

    def run(path, name="out", **request):
        request = {"workers": 1, **request}
        sweep(Request(str(path), tmp_path / name, **request))
        return tmp_path / name

    return run
