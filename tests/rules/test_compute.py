"""Compute follows spending and access to chips."""

import pytest

from techrace.rules import compute
from techrace.rules.constants import FIXED

STEP = 0.5 * FIXED.medium


def test_half_the_access_is_half_the_machines_in_the_long_run(story):
    halved = story.given("chip_access", 0.5 * story.see("chip_access", "birch"), "birch").after(compute)
    assert halved.see("compute", "birch") == pytest.approx(1 + STEP * (0.5 - 1))  # .875
    assert halved.see("compute", "alder") == pytest.approx(1.0)


def test_machines_age_when_nothing_is_bought(story):
    usual = story.see("effort", "compute", "alder")
    left = 0.1 / (0.1 + usual / (usual + 0.25))
    after = story.given("effort", 0.0, "compute", "alder").after(compute)
    assert after.see("compute", "alder") == pytest.approx(1 + STEP * (left - 1))
