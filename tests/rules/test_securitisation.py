"""Once a technology is a matter of national security it stays one."""

import pytest

from techrace.rules import securitisation
from techrace.rules.constants import FIXED


def test_the_label_is_quick_on_and_slow_off(story):
    on = story.order("birch", securitise=1.0).after(securitisation)
    assert on.see("securitised", "birch") == pytest.approx(0.3 + 0.5 * FIXED.fast * 0.7)  # .65
    off = story.after(securitisation)
    assert off.see("securitised", "birch") == pytest.approx(0.3 - 0.5 * FIXED.slow * 0.3)  # .267


def test_the_label_closes_models(story):
    told = story.parameters({"securitisation.shield": 0.5}).order("birch", open=1.0, securitise=1.0)
    label = 0.3 + 0.5 * FIXED.fast * 0.7
    assert told.after(securitisation).see("openness", "birch") == pytest.approx(
        0.8 + 0.5 * FIXED.fast * (1 - 0.5 * label - 0.8)
    )
