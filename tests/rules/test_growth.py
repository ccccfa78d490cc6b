"""What the race adds to GDP, and what it takes."""

import numpy as np
import pytest

from techrace.rules import growth
from techrace.rules.constants import FIXED


@pytest.fixture
def plain(story):
    """Nothing is gained, nothing is lost: everybody grows at trend."""
    told = story.given("unrest", 0.2).given("crash", 0.0).given("fund", 0.0)
    return told.parameters({"growth.adoption": 0.1, "growth.crowding": 0.35})


def rate(told, market):
    return told.after(growth).see("growth", market)


def test_trend(plain):
    after = plain.after(growth)
    assert after.see("gdp", "reef") == pytest.approx(2.0 * np.exp(0.5 * 0.05))
    assert rate(plain, "alder") == pytest.approx(0.02)
    assert rate(plain.at(20), "alder") == pytest.approx(0.02 * np.exp(-FIXED.fading * 10))


def test_tariffs_cost_both_sides_by_exposure(plain):
    taxed = plain.order("alder", tariff={"birch": 1.0})
    assert rate(taxed, "birch") == pytest.approx(0.035 - FIXED.tariff_growth * 0.3)  # birch sells .3 to alder
    assert rate(taxed, "alder") == pytest.approx(0.02 - FIXED.tariff_growth * 0.5 * 0.3)
    assert rate(taxed, "cedar") == pytest.approx(0.018)


def test_sanctions_cost_by_trust_and_only_the_issuers_count(plain):
    cut = plain.given("trust", 0.5).order("alder", sanction={"birch": 1.0})
    assert rate(cut, "birch") == pytest.approx(0.035 - FIXED.sanction_growth * 0.5)
    other = plain.order("birch", sanction={"cedar": 1.0})
    assert rate(other, "cedar") == pytest.approx(0.018)


def test_unrest_crashes_waste_and_a_moved_exchange_rate(plain):
    assert rate(plain.given("unrest", 0.5), "alder") == pytest.approx(0.02 - FIXED.unrest_growth * 0.2)
    assert rate(plain.given("crash", 1.0), "alder") == pytest.approx(0.02 - FIXED.crash_growth)
    wasted = plain.given("fund", 0.01, "birch").given("waste", 0.5, "birch")
    assert rate(wasted, "birch") == pytest.approx(0.035 - 0.35 * 0.01 * 0.5)
    assert rate(plain.order("alder", revalue=-0.2), "alder") == pytest.approx(0.02 - FIXED.revalue_growth * 0.2)


def test_platforms_in_use_add_to_growth(plain):
    assert rate(plain.given("platform_gain", 0.05, "trade", "alder"), "alder") == pytest.approx(
        0.02 + 0.1 * 0.6 * 0.05 / 0.5
    )


def test_a_customer_locked_out_stops_paying_this_year(plain):
    # Cedar sells 85 % of .03 T$ of lenses; three tenths of demand gone of 1.5 T$ of GDP, over half a year.
    gone = plain.given("lost_customers", 0.0).given("lost_sales", 0.0).given("lost_customers", 0.3, "lens", "cedar")
    lost = 0.03 * gone.see("layer_share", "lens", "cedar") * 0.3
    assert rate(gone, "cedar") == pytest.approx(0.018 - lost / 1.5 / 0.5)
    again = gone.after(growth).after(growth)
    assert again.see("growth", "cedar") > 0.01  # once, not every turn


def test_derived_revenue_and_events(plain):
    served = plain.given("revenue_gain", 0.1, "cedar").after(growth)
    assert served.see("gdp", "cedar") == pytest.approx(1.5 * np.exp(0.5 * 0.018) + FIXED.revenue_gdp * 0.1)
    storm = plain.given("events_left", 1.0, "storm")
    assert rate(storm, "reef") == pytest.approx(0.05 - 0.01)


def test_no_turn_more_than_doubles_or_halves_a_yearly_rate(plain):
    assert rate(plain.given("revenue_gain", 900.0, "dune"), "dune") == pytest.approx(1.0)
    assert rate(plain.given("revenue_gain", -900.0, "dune"), "dune") == pytest.approx(-1.0)
