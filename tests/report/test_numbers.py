"""What is drawn is what the record holds."""

import numpy as np
import pytest

from techrace.arrays import total
from techrace.figures import ecosystem_reach, maturity
from techrace.report.charts import Line, axis_of, fan, lines
from techrace.report.samples import change_of_lead
from techrace.report.sections import capital, inputs, layers, markets, race, scores
from techrace.report.words import Words
from techrace.scoring import par_of
from techrace.world.loading import load


def drawn(series):
    """Read the numbers of a series, whatever marks its points."""
    points = [p["value"] if isinstance(p, dict) else p for p in series["data"]]
    return np.array([p[1] if isinstance(p, list) else p for p in points])


def close(values):
    return pytest.approx(np.asarray(values), rel=1e-4, abs=1e-9)


def test_lines_are_the_figures_of_the_game(game):
    frontier = race.section(game).figures[1].panels[0]
    for seat, state in enumerate(game.setting.names["states"]):
        assert drawn(frontier.option["series"][seat]) == close(game.figure("frontier", state)[:, 0])
        assert list(frontier.rows[seat].values) == close(game.figure("frontier", state)[:, 0])


def test_platforms_are_weighted_as_in_the_rules(game):
    expected = np.stack([maturity(s, game.setting) for s in game.states])
    assert race.platforms(game) == close(expected)


def test_fans_are_quantiles_of_the_worlds(batch):
    panel = race.section(batch).figures[2].panels[1]
    seat = batch.headlines["frontier"][:, 1].astype(float)
    low, wide, inner, _, median = (drawn(s) for s in panel.option["series"])
    assert low == close(np.percentile(seat, 5, axis=1))
    assert low + wide == pytest.approx(np.percentile(seat, 95, axis=1), abs=1e-4)
    assert inner == close(np.percentile(seat, 25, axis=1))
    assert median == close(np.median(seat, axis=1))


def test_shares_of_first_places_sum_to_one(batch):
    panel = race.section(batch).figures[1].panels[0]
    assert np.sum([r.values for r in panel.rows], axis=0) == close([1, 1, 1])


def test_reach_is_weighted_by_gdp(game):
    assert markets.reach(game) == close(np.stack([ecosystem_reach(s) for s in game.states]))


def test_hexes_keep_their_number_and_follow_the_shares(game):
    counts = markets._counts(game)
    for turn in counts:
        assert [sum(m) for m in turn] == [sum(m) for m in counts[0]]
    order = markets._order(game)
    shares = game.headlines["ecosystem_share"][-1, order, :, 0]
    for m, dealt in enumerate(counts[-1]):
        assert np.abs(np.array(dealt) - shares[:, m] * sum(dealt)).max() < 1


@pytest.mark.parametrize(
    ("fractions", "hexes", "dealt"), [([0.5, 0.3, 0.2], 10, [5, 3, 2]), ([0.34, 0.33, 0.33], 2, [1, 1, 0])]
)
def test_hexes_are_dealt_by_largest_remainder(fractions, hexes, dealt):
    assert markets.deal(np.array(fractions), hexes) == dealt


def test_bars_of_a_layer_are_its_shares(game):
    panel = layers.section(game).figures[0].panels[0]
    bars = [drawn(s) for s in panel.option["series"] if s["type"] == "bar"]
    assert np.sum(bars, axis=0) == close(np.ones(len(panel.x)))
    shares = np.sort(game.headlines["layer_share"][-1, :, :, 0].ravel())
    assert np.sort(np.concatenate(bars)) == close(shares)


def test_capital_that_moves_neither_appears_nor_vanishes(game):
    panel = capital.section(game).figures[3].panels[0]
    moved = np.array([r.values for r in panel.rows])
    assert total(moved) == pytest.approx(np.zeros(game.turns + 1), abs=1e-4)


def test_ratings_appear_with_par(batch):
    assert "?" in scores.section(batch).title.en
    rated = scores.section(batch, par_of(batch.measures))
    assert "50 is par" in rated.title.en


def test_every_number_of_the_world_is_an_input_with_a_source():
    world = load("2025")
    found = {i.path: i for i in inputs.inputs(world)}
    assert len(found) == len(list(inputs.inputs(world))) > 300
    assert found["states.us.gdp"].value == f"{world.states['us'].gdp.value:g}"
    assert found["states.us.gdp"].confidence == world.states["us"].gdp.confidence
    sourced = [i for i in found.values() if i.confidence]
    assert all(i.source for i in sourced)
    assert len(sourced) > 250


@pytest.mark.parametrize("values", [[0.0, 0.0], [0.99, 1.0], [0.4, 0.66], [1.0, 1.0]])
def test_axis_of_an_index_holds_its_values_and_few_lines(values):
    axis = axis_of(np.array(values), "index")
    assert 0 <= axis.low <= min(values) <= max(values) <= axis.high <= 1
    assert (axis.high - axis.low) / axis.step <= 6


@pytest.mark.parametrize("values", [[0.002, 0.05], [9.0, 97.3], [-0.5, 0.4], [0.0, 0.0]])
def test_axis_of_money_begins_at_zero(values):
    axis = axis_of(np.array(values), "money")
    assert axis.low <= min(*values, 0)
    assert axis.high >= max(values)
    assert axis.step > 0


def test_a_flat_fan_is_drawn():
    panel = fan([2025.0, 2025.5], np.zeros((2, 3)), "share")
    assert panel.option["yAxis"]["max"] > 0


def test_lines_end_in_the_shape_of_their_seat():
    line = Line(Words("A", "가"), np.array([0.1, 0.2]), "seat1", "AA", shape=2)
    last = lines([2025.0, 2025.5], [line], "index").option["series"][0]["data"][-1]
    assert last["symbol"].startswith("path://")


def test_lead_is_dated_from_the_turn_that_brought_it():
    values = np.array([[0.2, 0.1], [0.2, 0.3], [0.4, 0.3], [0.4, 0.5]])
    assert change_of_lead(values) == 3
    assert change_of_lead(values[:1]) == 0
