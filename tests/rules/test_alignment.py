"""Alignment: whom a market stands with."""

import numpy as np
import pytest

from techrace.rules import alignment
from techrace.rules.constants import FIXED


def test_nothing_moves_merely_because_play_begins(story):
    after = story.as_usual().after(alignment)
    assert np.allclose(after.state.alignment[:, 2:], story.state.alignment[:, 2:], atol=0.004)


def test_a_tariff_estranges_the_taxed(story):
    usual = story.as_usual()
    after, before = usual.order("alder", tariff={"cedar": 1.0}).after(alignment), usual.after(alignment)
    # Cedar is .55 north, .15 south, .3 unaligned; only the pull of the north falls, by .6.
    north = 0.56 * np.exp(-FIXED.align_tariff)
    target, rest = north / (north + 0.16 + 0.31), 0.56 / 1.03
    moved = 0.5 * FIXED.slow * (target - rest)
    assert after.see("alignment", "north", "cedar") - before.see("alignment", "north", "cedar") == pytest.approx(moved)
    assert after.see("alignment", "north", "dune") == before.see("alignment", "north", "dune")


def test_a_market_drifts_to_the_owner_of_the_technology_that_it_uses(story):
    usual = story.as_usual()
    using = usual.given("ecosystem_share", 1.0, "beacon", "reef").given("ecosystem_share", 0.0, "driftwood", "reef")
    assert using.after(alignment).see("alignment", "north", "reef") > usual.after(alignment).see(
        "alignment", "north", "reef"
    )


def test_leaders_stay_with_themselves(story):
    after = story.order("alder", tariff={"birch": 1.0}).after(alignment)
    assert after.see("alignment", "north", "alder") == 1.0
    assert after.see("alignment", "south", "birch") == 1.0


def test_an_offer_of_security_builds_dependence(story):
    courts = story.given("effort", 0.05, "outreach", "alder")
    courts = courts.order("alder", outreach_focus={"reef": 1.0}, outreach_mix={"security": 1.0})
    # Courtship 2 * .05 / (2 * .05 + .05) = 2/3; the reef depends on alder by .1.
    expected = 0.1 + 0.5 * FIXED.guarantee * 2 / 3 * 0.9
    assert courts.after(alignment).see("patronage", "reef", "alder") == pytest.approx(expected)
