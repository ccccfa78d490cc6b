"""A stag hunt: it holds only if both sign in the same turn."""

import pytest

from techrace.rules import detente
from techrace.rules.constants import FIXED


@pytest.fixture
def able(story):
    return story.given("political_capital", 0.6).given("relations", 0.4).parameters({"detente.broker": 0.25})


def both(told, one, other):
    return told.order("alder", detente={"birch": one}).order("birch", detente={"alder": other})


def test_both_sign(able):
    after = both(able, 0.8, 0.9).after(detente)
    # half a year * .5 * the smaller offer .8 * .6 without inspections = .12
    depth = 0.5 * FIXED.medium * 0.8 * FIXED.unverified
    assert after.see("detente", "alder", "birch") == pytest.approx(depth)
    assert after.see("detente", "birch", "alder") == pytest.approx(depth)
    assert after.see("snub", "birch") == pytest.approx(0.1)
    assert after.see("snub", "alder") == 0.0


def test_inspections_deepen_it(able):
    seen = both(able, 1.0, 1.0).order("alder", verification=1.0).order("birch", verification=0.5)
    depth = 0.5 * FIXED.medium * (FIXED.unverified + (1 - FIXED.unverified) * 0.5)
    assert seen.after(detente).see("detente", "alder", "birch") == pytest.approx(depth)


def test_one_signs_alone(able):
    after = both(able, 0.8, 0.0).after(detente)
    assert not after.see("detente").any()
    assert after.see("snub", "alder") == pytest.approx(0.8)


def test_an_offer_below_the_line_is_no_signature(able):
    assert not both(able, FIXED.offer_counts, 1.0).after(detente).see("detente").any()


def test_it_breaks_faster_than_it_builds(able):
    after = able.given("detente", 0.5, "alder", "birch").after(detente)
    assert after.see("detente", "alder", "birch") == pytest.approx(0.5 - 0.5 * FIXED.fast * 0.5)  # .25


def test_no_mandate_no_offer(able):
    weak = both(able, 1.0, 1.0).given("political_capital", FIXED.mandate / 2, "birch")
    assert not weak.after(detente).see("detente").any()


def test_a_broker_on_terms_with_both_lifts_their_offers(able):
    # Cedar is on terms min(1, .6 + .4) = 1 with both: .4 + .25 = .65 is a signature, .4 is none.
    alone, brokered = both(able, 0.4, 0.4), both(able, 0.4, 0.4).order("cedar", broker=1.0)
    assert not alone.after(detente).see("detente").any()
    depth = 0.5 * FIXED.medium * 0.65 * FIXED.unverified
    assert brokered.after(detente).see("detente", "alder", "birch") == pytest.approx(depth)


def test_states_that_are_no_rivals_have_nothing_to_sign(able):
    friends = able.order("alder", detente={"cedar": 1.0}).order("cedar", detente={"alder": 1.0})
    assert not friends.after(detente).see("detente").any()
