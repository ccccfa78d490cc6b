"""Chokepoints breed their own bypass."""

import numpy as np
import pytest

from techrace.rules import bypass
from techrace.rules.constants import FIXED


@pytest.fixture
def denied(stories):
    """Birch is wholly denied lenses, which cedar alone can make."""
    told = stories.parameters({"bypass.hazard": 1.0}).given("layer_share", 0.0, "lens")
    told = told.given("layer_share", 1.0, "lens", "cedar").given("programme", 0.75).given("effort", 0.0, "bypass")
    return told.given("quality", 0.3, "lens", "birch").given("denial", 0.0).given("denial", 1.0, "lens", "birch")


def test_no_denial_no_bypass(stories):
    after = stories.parameters({"bypass.hazard": 1.1}).given("denial", 0.0).given("programme", 2.0).after(bypass)
    assert not after.see("bypasses").any()
    assert np.array_equal(after.state.quality, stories.state.quality)


def test_the_denied_find_a_way_as_often_as_the_hazard_says(denied):
    after = denied.after(bypass)
    found = after.see("bypasses", "lens", "birch")
    # 1.0 * denial 1 * absorption .65 * monopoly 1 * (.25 + .75) * (1 - .3) = .455 a year
    assert found.mean() == pytest.approx(1 - np.exp(-0.5 * 0.455), abs=0.02)
    others = np.delete(after.state.bypasses, 1, axis=1)
    assert not others.any()


def test_a_find_jumps_by_half_to_one_and_a_half_of_the_headroom(denied):
    after = denied.after(bypass)
    jump = (after.see("quality", "lens", "birch") - 0.3) / (FIXED.bypass_jump * 0.7)
    found = after.see("bypasses", "lens", "birch") > 0
    assert np.array_equal(jump[~found], np.zeros((~found).sum()))
    assert 0.5 <= jump[found].min() < 0.55
    assert 1.45 < jump[found].max() <= 1.5
    assert jump[found].mean() == pytest.approx(1.0, abs=0.04)


def test_tighter_monopolies_are_circumvented_sooner(denied):
    split = denied.given("layer_share", 0.5, "lens", "cedar").given("layer_share", 0.5, "lens", "alder")
    assert (
        split.after(bypass).see("bypasses", "lens", "birch").mean()
        < denied.after(bypass).see("bypasses", "lens", "birch").mean()
    )
