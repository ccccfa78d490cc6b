"""Learned by effort, by doing, and from what others sell inside machines."""

import numpy as np
import pytest

from techrace.rules import quality
from techrace.rules.constants import FIXED


@pytest.fixture
def idle(story):
    """Nobody researches and no fund pays; all are of one size."""
    told = (
        story.given("gdp", 10.0)
        .given("effort", 0.0)
        .given("fund", 0.0)
        .given("lost_customers", 0.0)
        .given("denial", 0.0)
    )
    return told.parameters({"quality.research": 0.14, "quality.push": 0.05})


def change(told, layer, state):
    return told.after(quality).see("quality", layer, state) - told.see("quality", layer, state)


def test_the_idle_best_lives_on_practice_and_forgets(idle):
    practised = FIXED.practice * np.sqrt(idle.see("experience", "lens", "cedar")) * 0.03
    # Nobody in the world runs faster than its rest, at .5: best practice moves by push .05 times that.
    assert change(idle, "lens", "cedar") == pytest.approx(0.5 * (practised - (FIXED.obsolescence + 0.05 * 0.5) * 0.97))


def test_research_adds_by_effort_and_absorption(idle):
    # Effort equal to the norm .03: 1.6 / 1.6 = 1; absorption .7, headroom .7, and machines teach: .2 * .1 * (.97 - .3)
    works = idle.given("effort", 0.03, "layer", "dune").order("dune", layer_focus={"lens": 1.0})
    gained = 0.7 * (0.14 * 1.0 * 0.7 + FIXED.diffusion * 0.1 * 1.0 * 0.67)
    gained -= 0.05 * (1.0 - 0.5) * 0.3  # it is now the keenest, and moves best practice for itself too
    assert change(works, "lens", "dune") - change(idle, "lens", "dune") == pytest.approx(0.5 * gained)
    assert works.after(quality).see("programme", "lens", "dune") == pytest.approx(1.0)


def test_denial_stops_what_machines_teach(idle):
    works = idle.given("effort", 0.03, "layer", "dune").order("dune", layer_focus={"lens": 1.0})
    denied = works.given("denial", 1.0, "lens", "dune")
    lost = 0.7 * FIXED.diffusion * 0.1 * 0.67
    assert change(works, "lens", "dune") - change(denied, "lens", "dune") == pytest.approx(0.5 * lost)


def test_a_denier_loses_the_customer_who_paid_for_research(idle):
    works = idle.given("effort", 0.03, "layer", "cedar").order("cedar", layer_focus={"lens": 1.0})
    locked = works.given("lost_customers", 0.4, "lens", "cedar").after(quality)
    own = 1.0 - FIXED.denier_research * 0.4
    assert locked.see("programme", "lens", "cedar") == pytest.approx(1.6 * own / (own + 0.6))


def test_the_keenest_devalues_what_everybody_has(idle):
    # Effort 1 instead of the rest of the world's .5: dune, at .3, loses push * .5 * .3 more a year.
    works = idle.given("effort", 0.03, "layer", "cedar").order("cedar", layer_focus={"lens": 1.0})
    assert change(works, "lens", "dune") - change(idle, "lens", "dune") == pytest.approx(-0.5 * 0.05 * 0.5 * 0.3)


def test_who_has_found_a_way_of_his_own_is_pushed_less(idle):
    works = idle.given("effort", 0.03, "layer", "cedar").order("cedar", layer_focus={"lens": 1.0})
    alone = works.given("bypasses", 1.0, "lens", "dune")
    assert change(alone, "lens", "dune") - change(works, "lens", "dune") == pytest.approx(0.5 * 0.05 * 1.0 * 0.3 / 2)


def test_a_design_that_is_sold_closes_part_of_the_gap(idle):
    sold = idle.order("cedar", licence={"dune": {"lens": 1.0}})
    before, after = idle.after(quality), sold.after(quality)
    gap = before.see("quality", "lens", "cedar") - before.see("quality", "lens", "dune")
    assert after.see("quality", "lens", "dune") - before.see("quality", "lens", "dune") == pytest.approx(
        FIXED.licence * gap
    )
    assert after.see("quality", "lens", "alder") == before.see("quality", "lens", "alder")


def test_science_moves_absorption(idle):
    richer = idle.given("science", 0.2 * 16, "dune")
    assert quality.absorption(richer.state, richer.setting)[3, 0] == pytest.approx(1.2)  # .7 * 2, at most 1.2
    poorer = idle.given("science", 0.2 / 16, "dune")
    assert quality.absorption(poorer.state, poorer.setting)[3, 0] == pytest.approx(0.35)


def test_the_same_line_achieves_less_in_a_small_state(idle):
    small = (
        idle.given("gdp", 10 / 32, "dune")
        .given("effort", 0.03, "layer", "dune")
        .order("dune", layer_focus={"lens": 1.0})
    )
    own = (1 / 32) ** FIXED.size_effort
    assert small.after(quality).see("programme", "lens", "dune") == pytest.approx(1.6 * own / (own + 0.6))


def test_who_found_a_way_of_his_own_is_pushed_less(idle):
    works = idle.given("effort", 0.03, "layer", "cedar").order("cedar", layer_focus={"lens": 1.0})
    free = works.given("bypasses", 1.0, "lens", "dune")
    assert change(free, "lens", "dune") - change(works, "lens", "dune") == pytest.approx(0.5 * 0.05 * 0.5 * 0.3)
