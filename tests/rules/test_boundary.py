"""The political boundary: slow, and with a mandate."""

import pytest

from techrace.rules import boundary
from techrace.rules.constants import FIXED

STEP = 0.5 * FIXED.slow


def test_opening_takes_a_mandate_and_closing_does_not(story):
    half = story.given("political_capital", FIXED.mandate / 2)
    opened = half.order("birch", loosen=0.7).after(boundary)  # from .3, with half a mandate
    assert opened.see("freedom", "birch") == pytest.approx(0.3 + STEP * 0.4 * 0.5)
    closed = half.order("alder", loosen=0.45).after(boundary)  # from .85
    assert closed.see("freedom", "alder") == pytest.approx(0.85 - STEP * 0.4)


def test_controls_and_screening_keep_capital_from_moving(story):
    after = story.given("freedom", 1.0).order("birch", loosen=1.0, capital_controls=1.0, screening=1.0).after(boundary)
    assert after.see("mobility", "birch") == pytest.approx(1.0 * 0.4 * 0.8)
    shut = story.given("freedom", 0.0).after(boundary)
    assert shut.see("mobility", "birch") == pytest.approx(0.4)
