"""Cases: what a world file may say, and what a reader is told when it says something else."""

import pytest

from techrace.backtest import cases
from techrace.backtest.figures import most
from techrace.errors import InputError
from techrace.rules.constants import FIXED

PACKAGED = ("ai-gap-2022", "big-fund-2014", "dram-1976", "fabs-1990", "mobile-2007", "solar-2003")


def test_these_cases_come_with_techrace():
    assert tuple(cases.packaged()) == PACKAGED


@pytest.mark.parametrize("name", PACKAGED)
def test_packaged_cases_are_whole(name):
    case = cases.read(name)
    assert case.world.id == name
    assert case.test, "nothing judges this case"
    assert case.score.marks, "nothing is aimed at"
    assert all(mark.text.ko for mark in case.score.marks)


@pytest.mark.parametrize("name", PACKAGED)
def test_a_case_sets_no_parameter_that_is_calibrated(name):
    """One set of mechanism parameters for all cases."""
    from techrace.backtest.calibrate import NAMES

    assert not set(cases.read(name).world.parameters) & set(NAMES)


@pytest.mark.parametrize("name", [n for n in PACKAGED if n not in ("mobile-2007", "ai-gap-2022")])
def test_state_money_is_a_share_of_a_layers_revenue(name):
    """The files say that a fund line of 1 pays .2 of a layer's revenue a year; the engine counts in money."""
    for layer in cases.read(name).world.layers.values():
        assert FIXED.budget * FIXED.fund_layers / layer.revenue == pytest.approx(0.2)


def test_one_file_is_a_case(written):
    case = cases.read(written())
    assert [o.date for o in case.train] == [101.0]
    assert [o.date for o in case.test] == [104.5, 105.0]


def test_observations_may_stand_in_a_table_beside_the_file(written, tmp_path):
    (tmp_path / "seen.csv").write_text(
        'date,figure,value,sd,source\n104,"layer_share[cell, birch]",0.3,0.05,invented\n', encoding="utf-8"
    )
    (seen,) = cases.read(written(observations="seen.csv")).observations
    assert (seen.date, seen.value, seen.figure) == (104.0, 0.3, "layer_share[cell, birch]")


def test_a_world_without_a_score_is_all_test(written):
    case = cases.read(written(score=None))
    assert len(case.test) == 3
    assert not case.train


def test_an_unknown_case_names_the_nearest():
    with pytest.raises(InputError, match="did you mean 'dram-1976'"):
        cases.read("dram-1967")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"observations": []}, "there are no observations"),
        ({"observations": "nowhere.csv"}, "nowhere.csv: there is no such file"),
        (
            {"observations": [{"date": 104, "figure": "layer_share[cell, birhc]", "value": 1, "sd": 1, "source": "x"}]},
            "did you mean 'birch'",
        ),
        (
            {"observations": [{"date": 1976, "figure": "trust", "value": 1, "sd": 1, "source": "x"}]},
            "1976 is outside the game, 100 to 106",
        ),
        (
            {"observations": [{"date": 104, "figure": "trust", "value": 1, "sd": 0, "source": "x"}]},
            r"observations.0.sd: 0 is not above 0",
        ),
        (
            {"observations": [{"date": 104, "figure": "trust", "value": 55, "sd": 3, "source": "x"}]},
            "55 is no share; write 0 to 1, such as 0.55",
        ),
        (
            {
                "history": [{"date": 101, "state": "birch", "orders": {"spent": {"layer": 1}}, "source": "x"}],
                "score": None,
            },
            "did you mean 'spend'",
        ),
        (
            {"history": [{"date": 101, "state": "birch", "orders": {"open": 3.0}, "source": "x"}], "score": None},
            "3 is outside 0..1",
        ),
        (
            {"history": [{"date": 101, "until": 100, "state": "birch", "orders": {}, "source": "x"}], "score": None},
            "100 is not after the date, 101",
        ),
        ({"history": [{"date": 101, "state": "brich", "orders": {}, "source": "x"}], "score": None}, "'birch'"),
        (
            {"score": {"variants": {"odd": {"set": {"states.birch.nothing.here": 1}}}}},
            "is not the path of a value of this world",
        ),
        (
            {"timeline": [{"date": 101, "set": {"layers.cells.growth": 0.1}, "source": "x"}]},
            "is not the path of a value of this world",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(written, change, sentence):
    with pytest.raises(InputError, match=sentence):
        cases.read(written(**change))


def test_only_what_cannot_be_a_share_is_taken_for_per_cent():
    assert most("layer_share[a, b] + layer_share[a, c]") == 2
    assert most("gdp_share[a] - gdp_share[b]") == 2
    assert most("gdp[a]") == most("frontier[a] / 0.15") == float("inf")


def test_a_bad_table_names_the_line(written, tmp_path):
    (tmp_path / "seen.csv").write_text("date,figure,value,sd,source\n104,trust,high,0.05,x\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"seen.csv:2: date, value and sd must be numbers"):
        cases.read(written(observations="seen.csv"))
    (tmp_path / "seen.csv").write_text("date,figure,value\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"seen.csv:1: the column 'sd' is missing"):
        cases.read(written(observations="seen.csv"))


def test_a_variant_leaves_a_programme_out(written):
    case = cases.read(written())
    varied = cases.vary(case.world, case.score.variants["idle"])
    assert [x.state for x in varied.history] == ["alder"]
    assert varied.states["birch"].patience.value == 0.1


def test_neutral_takes_away_what_a_historian_sets(written):
    world = cases.neutral(cases.read("dram-1976").world)
    assert len({state.patience.value for state in world.states.values()}) == 1
    assert len({state.absorption.value for state in world.states.values()}) == 1
    orders = [x.orders for x in world.history]
    assert not any("licence" in o or "fund" in o.get("spend", {}) for o in orders)
    assert {o["spend"]["layer"] for o in orders if "layer" in o.get("spend", {})} == {0.1}
    assert not any("patience" in path for moved in world.timeline for path in moved.set)
