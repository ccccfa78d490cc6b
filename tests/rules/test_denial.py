"""Whoever holds a link of the chain can close it, as far as he holds it."""

import numpy as np
import pytest

from techrace.rules import denial


@pytest.fixture
def monopoly(story):
    """Cedar alone makes lenses; nobody stands in a bloc."""
    told = story.given("layer_share", 0.0, "lens").given("layer_share", 1.0, "lens", "cedar")
    told = told.given("membership", 0.0).given("detente", 0.0).given("quality", 0.97, "lens", "cedar")
    told = told.given("quality", 0.3, "lens", "birch")
    return told.parameters({"denial.leak": 0.2, "denial.chain": 1.5, "denial.relief": 0.75})


def test_a_monopolist_denies_what_does_not_leak(monopoly):
    after = monopoly.order("cedar", control={"birch": {"lens": 0.5}}).after(denial)
    assert after.see("denial", "lens", "birch") == pytest.approx(1.0 * (1 - 0.2) * 0.5)  # .4
    access = 1 - 0.4 * (1 - 0.3 / 0.97)  # birch can do three tenths itself: .7237
    assert after.see("access", "lens", "birch") == pytest.approx(access)
    assert after.see("chip_access", "birch") == pytest.approx(access ** (1.5 * 0.4))  # lenses weigh .4
    assert after.see("lost_customers", "lens", "cedar") == pytest.approx(0.3 * 0.5)  # birch buys .3 of all chips
    assert after.see("embargo", "cedar", "birch") == 0.5


def test_who_holds_nothing_denies_nothing(monopoly):
    after = monopoly.order("alder", control={"birch": {"lens": 1.0}}).after(denial)
    assert after.see("denial", "lens", "dune") == 0.0
    # Only the rest of the world, aligned and following, could still bite; it holds nothing either.
    assert after.see("denial", "lens", "birch") == 0.0
    assert after.see("chip_access", "birch") == pytest.approx(1.0)


def test_members_enforce_as_deep_as_they_stand_in_the_bloc(monopoly):
    bloc = monopoly.given("membership", 0.5, "north", "cedar").given("duty", 0.3, "north")
    after = bloc.order("alder", control={"birch": {"lens": 0.8}}).after(denial)
    # membership .5 * duty .3 * enforcement 1 * order .8 = .12
    assert after.state.control[2, 1, 0, 0] == pytest.approx(0.12)
    assert after.see("denial", "lens", "birch") == pytest.approx(0.8 * 0.12)


def test_detente_suspends_controls(monopoly):
    peace = monopoly.given("detente", 1.0, "cedar", "birch").order("cedar", control={"birch": {"lens": 0.8}})
    assert peace.after(denial).see("embargo", "cedar", "birch") == pytest.approx(0.8 * 0.25)


def test_scarcity_empties_shelves_without_any_order(story):
    after = story.given("scarcity", 0.3, "lens").after(denial)
    assert after.see("access", "lens", "alder") == pytest.approx(0.7)


def test_lost_sales_are_paid_by_the_denier(monopoly):
    after = monopoly.order("cedar", control={"birch": {"lens": 1.0}}).after(denial)
    lost = denial.lost_sales(after.state, after.setting)[:, 0]
    assert lost == pytest.approx(np.array([0, 0, 0.03 * 1.0 * 1.0 * 0.3, 0]))  # revenue .03, all of it cedar's
