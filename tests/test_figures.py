"""Figures that are computed from a state."""

import numpy as np
import pytest

from techrace import figures


def test_concentration_and_gdp(story):
    told = (
        story.given("layer_share", 0.0, "lens")
        .given("layer_share", 0.6, "lens", "cedar")
        .given("layer_share", 0.4, "lens", "alder")
    )
    assert figures.concentration(told.state)[0, 0] == pytest.approx(0.36 + 0.16)
    assert figures.world_gdp(told.state)[0] == pytest.approx(10 + 7 + 1.5 + 2 + 2 + 1.5 + 1)
    assert figures.gdp_share(told.state)[0, 0] == pytest.approx(0.4)


def test_reach(story):
    told = story.given("ecosystem_share", 0.5)
    # Beacon runs half of the world: alder's reach. The others reach the half of their markets that runs on
    # nobody's, and a tenth of the stacks that they sit on, half and half.
    reach = figures.reach(told.state, told.setting)[:, 0]
    assert reach[0] == pytest.approx(0.5)
    assert reach[1] == pytest.approx(0.5 * 7 / 25 + 0.1 * (0.5 * 0.5 + 0.5 * 0.5))


def test_maturity(story):
    told = story.given("platform", 0.2, "trade").given("platform", 0.7, "harbour")
    assert figures.maturity(told.state, told.setting)[:, 0] == pytest.approx(0.6 * 0.2 + 0.4 * 0.7)
    assert figures.physical_maturity(told.state, told.setting)[:, 0] == pytest.approx(0.7)
    assert figures.robots(told.state, told.setting)[:, 0] == pytest.approx(0.7)
    assert figures.capability(told.given("frontier", 0.49).state)[:, 0] == pytest.approx(0.7 * 0.45**0.25)


def test_mandate_and_mood(story):
    told = story.given("political_capital", 0.15).given("hawkishness", 0.5).given("hawkishness", 1.0, "birch")
    assert figures.mandate(told.state, 0.3)[:, 0] == pytest.approx(0.5)
    assert figures.mood(told.state)[:2, 0] == pytest.approx([0.2, 1.0])


def test_rivals(story):
    told = story.given("frontier", 0.3).given("frontier", 0.6, "alder").given("frontier", 0.5, "birch")
    rival = figures.strongest_rival(told.state.frontier, told.setting)[:, 0]
    assert rival == pytest.approx([0.5, 0.6, 0.0, 0.0])


def test_weight_abroad(story):
    told = story.given("alignment", 0.0, "north").given("alignment", 1.0, "north", "reef")
    assert figures.weight_abroad(told.state, told.setting)[0, 0] == pytest.approx(2.0 / 4.5)


def test_without_regions_nothing_lies_abroad(islands):
    from techrace.simulate import prepare

    alone = prepare(islands.world.model_copy(update={"regions": {}, "events": {}}))
    assert np.array_equal(figures.weight_abroad(alone.start, alone), np.zeros((3, 1)))
