"""General AI: late, once, and then it spreads."""

import numpy as np
import pytest

from techrace.rules import agi
from techrace.rules.constants import FIXED


def test_hazard_is_the_reference_at_the_reference_frontier(stories):
    told = stories.parameters({"agi.hazard": 0.06}).given("frontier", 0.5).given("frontier", FIXED.agi_at, "alder")
    attained = told.after(agi).see("agi", "alder")
    assert attained.mean() == pytest.approx(1 - np.exp(-0.5 * 0.06), abs=0.008)  # half a year: 3.0 %
    assert set(np.unique(attained)) == {0.0, 1.0}


def test_nobody_attains_it_far_from_the_ceiling(stories):
    assert not stories.parameters({"agi.hazard": 0.06}).given("frontier", 0.75).after(agi).see("agi").any()


def test_it_happens_once_and_then_spreads(story):
    after = story.given("agi", 1.0, "alder").given("frontier", 0.99).after(agi)
    assert after.see("agi", "alder") == 1.0
    assert after.see("agi", "cedar") == pytest.approx(0.5 * FIXED.agi_diffusion)  # half a year at 15 %: .075
