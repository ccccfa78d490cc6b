"""Any number of a game can be named, and a misspelt name gets an answer."""

import numpy as np
import pytest

from techrace import figures
from techrace.errors import InputError
from techrace.explain.figure import Gauge, arrays_read, entries, figure, headline_figures, value_of


def test_an_entry_and_a_computed_figure(game, setting):
    asked = [
        figure(text, setting) for text in ("layer_share[hbm, korea]", "layer_share.hbm.korea", "reach[us]", "tension")
    ]
    values = value_of(asked, game.final, setting)[:, 0]
    assert values[0] == values[1] == game.figure("layer_share", "hbm", "korea")[-1, 0]
    assert values[2] == figures.reach(game.final, setting)[setting.index("states", "us"), 0]
    assert values[3] == game.final.tension[0]
    assert [str(f) for f in asked[1:3]] == ["layer_share[hbm, korea]", "reach[us]"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("layer_shar[hbm, korea]", "did you mean 'layer_share'"),
        ("layer_share[hbm]", "write layer_share[layers, holders]"),
        ("layer_share[hbm, kore]", "did you mean 'korea'"),
        ("gdp", "write gdp[markets]"),
        ("gdp[", "write a name"),
        ("", "write a name"),
    ],
)
def test_a_wrong_figure_is_answered(text, answer, setting):
    with pytest.raises(InputError, match=answer.replace("[", r"\[").replace("]", r"\]")):
        figure(text, setting)


def test_all_headlines_are_read_at_once(game, setting):
    asked = headline_figures(setting)
    values = value_of(asked, game.final, setting)
    assert values.shape == (len(asked), 1)
    assert len(set(map(str, asked))) == len(asked)


def test_a_gauge_works_out_only_what_moved(game, setting):
    gauge = Gauge([*entries("gdp", setting), *entries("security", setting)], setting)
    gauge.read(game.states[0])
    richer = game.states[0].evolve(gdp=game.states[0].gdp * 2)
    values, moved = gauge.read(richer)
    np.testing.assert_array_equal(moved, np.arange(len(setting.names["markets"])))  # security reads no GDP
    np.testing.assert_array_equal(values[moved], richer.gdp)


def test_a_gauge_may_look_at_some_worlds(game, setting):
    asked = [figure("security[korea]", setting)]
    wide = game.final.take(np.array([0, 0, 0]))
    whole = Gauge(asked, setting).read(wide)[0]
    np.testing.assert_array_equal(Gauge(asked, setting, np.array([2])).read(wide)[0], whole[:, 2:])


def test_what_a_figure_reads(game, setting):
    assert arrays_read(figures.reach, game.final, setting) == ("ecosystem_share", "gdp")
