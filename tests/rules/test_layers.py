"""What the new machines choose."""

import numpy as np
import pytest

from techrace.rules import layers


@pytest.fixture
def market(story):
    return story.parameters({"renewal.pace": 1.0})


def share(told, layer, holder):
    return told.after(layers).see("layer_share", layer, holder)


def test_the_better_seller_gains(market):
    better = market.given("quality", 0.95, "cell", "birch")  # from .7
    assert share(better, "cell", "birch") > share(market, "cell", "birch") + 0.005
    assert share(better, "cell", "alder") < share(market, "cell", "alder")
    assert share(better, "lens", "birch") == pytest.approx(share(market, "lens", "birch"))


def test_shares_move_at_the_pace_of_renewal(market):
    slow = market.after(layers).state.layer_share - market.state.layer_share
    fast = market.parameters({"renewal.pace": 1.5}).after(layers).state.layer_share - market.state.layer_share
    assert fast == pytest.approx(1.5 * slow)
    # In half a year cells renew 1/5 + 1/10 of the market by .5, lenses 1/10 + 6/100: nobody loses more.
    assert -slow[1].min() < 0.5 * 0.3
    assert -slow[0].min() < 0.5 * 0.16
    assert np.abs(slow).max() > 1e-3


def test_experience_follows_shares(market):
    told = market.given("experience", 0.0, "cell", "birch")
    after = told.after(layers)
    assert after.see("experience", "cell", "birch") == pytest.approx(
        0.5 * 0.3 * after.see("layer_share", "cell", "birch"), rel=1e-6
    )


def test_cheap_hands_win_what_price_decides(market):
    for change in (("wage", 0.1, "alder"), ("overcapacity", 0.5, "cell", "alder")):
        assert share(market.given(*change), "cell", "alder") > share(market, "cell", "alder"), change
    assert share(market.given("price_floor", 0.3, "cell", "alder"), "cell", "alder") < share(market, "cell", "alder")


def test_a_control_closes_a_market_to_the_seller(market):
    closed = market.given("control", 1.0, "alder", "birch", "cell").given("embargo", 1.0, "alder", "birch")
    assert share(closed, "cell", "alder") < share(market, "cell", "alder")
    assert share(closed, "cell", "cedar") > share(market, "cell", "cedar")


def test_a_tariff_keeps_a_seller_out(market):
    taxed = market.order("alder", tariff={"birch": 1.0})
    assert share(taxed, "cell", "birch") < share(market, "cell", "birch")


def test_empty_shelves_cost_share(market):
    flows = np.zeros((2, 2, 1))
    flows[1, 0] = 1.0  # cells need lenses every year
    starved = market.given("access", 0.5, "lens", "birch").constant("flow_needs", flows)
    assert share(starved, "cell", "birch") < 0.7 * share(market, "cell", "birch")
    assert starved.after(layers).state.layer_share.sum(axis=1) == pytest.approx(1.0)


def test_who_makes_the_parent_product_can_make_the_child(market):
    heirs = market.constant("parent", (-1, 0)).given("quality", 0.9, "cell").parameters({"layers.parent": 1.0})
    present = layers.presence(heirs.state, heirs.setting)
    able = 1 / (1 + np.exp(-12 * (0.9 - 0.55)))
    assert present[1, 2, 0] == pytest.approx(able * 0.85, rel=1e-3)  # cedar has .2 of cells and .85 of lenses
    assert present[1, 0, 0] == pytest.approx(0.45, rel=1e-3)
    assert layers.presence(market.state, market.setting) is market.state.layer_share
