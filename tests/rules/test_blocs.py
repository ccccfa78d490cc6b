"""Blocs: a leader founds and invites, others join as deep as they dare."""

import pytest

from techrace.rules import blocs
from techrace.rules.constants import FIXED

STEP = 0.5 * FIXED.medium  # half a year: .25


def test_duty_follows_what_the_leader_asks(story):
    after = story.order("alder", found=1.0).after(blocs)
    assert after.see("duty", "north") == pytest.approx(0.3 + STEP * 0.7)  # .475
    assert after.see("duty", "south") == 0.0


def test_membership_takes_an_invitation_a_signature_and_a_mandate(story):
    asked = story.order("alder", found=1.0).given("political_capital", 0.6)
    signed = asked.order("cedar", join={"north": 0.8})
    invited = signed.order("alder", invite={"cedar": 1.0})
    assert invited.after(blocs).see("membership", "north", "cedar") == pytest.approx(0.5 + STEP * (0.8 - 0.5))  # .575
    assert signed.after(blocs).see("membership", "north", "cedar") == pytest.approx(0.5 - STEP * 0.5)  # .375
    weak = invited.given("political_capital", FIXED.mandate / 2, "cedar")
    assert weak.after(blocs).see("membership", "north", "cedar") == pytest.approx(0.5 + STEP * (0.4 - 0.5))


def test_a_bloc_that_asks_nothing_has_no_members(story):
    empty = story.given("duty", 0.0).order("cedar", join={"north": 1.0}).order("alder", invite=1.0)
    assert empty.after(blocs).see("membership", "north", "cedar") == pytest.approx(0.5 - STEP * 0.5)


def test_leaders_belong_to_their_own_camp(story):
    after = story.given("membership", 0.4).after(blocs)
    assert after.see("membership", "north", "alder") == 1.0
    assert after.see("membership", "south", "alder") == 0.0
