"""Arms, measures and what is wrong with a file of claims."""

from functools import partial

import numpy as np
import pytest

from techrace.claims.play import Measure, changed, compiled_in, drawn_for, prepared, scaled, seats, watch, world_of
from techrace.claims.schema import Arm, load
from techrace.errors import InputError
from techrace.posterior import rows

IDS = np.arange(4, dtype=np.uint64)
look = partial(watch, "2025", ids=IDS, turns=6, seed=1, uncertainty="none")


def series(*values):
    return {t: np.array([float(v)]) for t, v in enumerate(values)}


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (Measure("x", "figure", 3), 8),
        (Measure("x", "figure", 3, since=1), 6),
        (Measure("x", "figure", 3, since=0, over="max"), 8),
        (Measure("x", "figure", 3, since=0, over="mean"), 14 / 3),
        (Measure("x", "figure", 3, since=1, over="sum"), 12),
    ],
)
def test_figures_over_turns(measure, value):
    assert measure.of(series(1, 2, 4, 8)) == pytest.approx(value)


def test_first_passage_and_events():
    held = series(0, 0, 1, 0)
    assert Measure("x", "passes", 3).of(held) == 2
    assert Measure("x", "event", 3).of(held) == 1
    never = series(0, 0, 0, 0)
    assert Measure("x", "passes", 3).of(never) == 4
    assert Measure("x", "event", 3).of(never) == 0


def test_the_witness_sees_what_the_record_keeps():
    asked = [Measure("gdp[china]", "figure", t) for t in (0, 3, 6)] + [Measure("political_capital[eu]", "figure", 2)]
    record, measured = look(Arm(), asked)
    for m in asked[:3]:
        assert measured[m] == pytest.approx(record.figure("gdp", "china")[m.turn], rel=1e-6)
    assert measured[asked[3]] == pytest.approx(record.figure("political_capital", "eu")[2], rel=1e-6)


def test_what_a_world_fixes_is_not_drawn():
    free = world_of("2025")
    fixed = free.model_copy(update={"parameters": {"renewal.price": 1.5}})
    assert "renewal.price" in drawn_for(free, "declared", 1, IDS)
    assert "renewal.price" not in drawn_for(fixed, "calibrated", 1, IDS)
    assert drawn_for(free, "none", 1, IDS) == {}


def test_calibrated_constants_are_rows_that_fit_history():
    known = rows()
    drawn = drawn_for(world_of("2025"), "calibrated", 1, IDS)
    assert all(np.isin(drawn[name], values).all() for name, values in known.items())
    asked = [Measure("layer_share[hbm, korea]", "figure", 6)]
    (_, fitted), (_, declared) = (
        watch("2025", Arm(), asked, ids=IDS, turns=6, seed=1, uncertainty=kind) for kind in ("calibrated", "declared")
    )
    assert not np.array_equal(fitted[asked[0]], declared[asked[0]])


def test_estimates_are_not_fogged():
    asked = [Measure("frontier[china]", "figure", 4)]
    record, measured = look(Arm(), asked)
    assert measured[asked[0]] == pytest.approx(record.figure("frontier", "china")[4], rel=1e-6)


def test_orders_stand_on_top_of_the_standing_ones():
    asked = [Measure("securitised[us]", "figure", 6), Measure("securitised[china]", "figure", 6)]
    _, usual = look(Arm(), asked)
    _, ordered = look(Arm(orders={"us": {"securitise": 1}}), asked)
    assert (ordered[asked[0]] > usual[asked[0]] + 0.5).all()
    assert ordered[asked[1]] == pytest.approx(usual[asked[1]], abs=0.02)


def test_a_start_can_be_changed_by_path():
    world = changed(world_of("2025"), {"states.china.wage.value": 0.5, "states.us.dependence": {"eu": 0.1}})
    assert world.states["china"].wage.value == 0.5
    assert world.states["us"].dependence.value == {"eu": 0.1}
    assert world_of("2025").states["china"].wage.value != 0.5


def test_attributes_can_be_scaled():
    setting = prepared(world_of("2025"), {}, (), 2)
    us = setting.index("states", "us")
    more = scaled(setting, {"temper": {"us": 2}, "industrial_base": {"energy": {"us": 3}}})
    assert more.start.temper[us] == pytest.approx(2 * setting.start.temper[us])
    energy = setting.index("sectors", "energy")
    assert more.industrial_base[energy, us] == pytest.approx(3 * setting.industrial_base[energy, us])
    assert more.start.hawkishness is setting.start.hawkishness


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (lambda: changed(world_of("2025"), {"states.atlantis.wage": 1}), "no 'atlantis'"),
        (lambda: scaled(prepared(world_of("2025"), {}, (), 1), {"tempre": {"us": 2}}), "did you mean 'temper'"),
        (lambda: seats({"atlantis": {}}, prepared(world_of("2025"), {}, (), 1)), "unknown state 'atlantis'"),
        (lambda: seats({"us": {"opne": 1}}, prepared(world_of("2025"), {}, (), 1)), "opne"),
        (lambda: compiled_in("gdp[atlantis]", prepared(world_of("2025"), {}, (), 1), truth=False), "atlantis"),
    ],
)
def test_mistakes_are_sentences(attempt, said):
    with pytest.raises(InputError, match=said):
        attempt()


def test_a_wrong_file_is_told_by_its_lines(tmp_path):
    path = tmp_path / "claims.yaml"
    path.write_text(
        """claims:
  - id: a
    says: {en: a}
    rule: platform
    null: {set: {platforms.throtle: 0}}
    flips: [valuation.winer]
    falsified: {en: a}
    outcomes:
      - {id: x, name: {en: x}, figure: trust, turn: 1, expected: "+", smallest: 0.1}
""",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        load(path)
    text = str(error.value)
    assert "claims.yaml:4" in text
    assert "platforms.throtle" in text
    assert "valuation.winer" in text


@pytest.mark.parametrize("wrong", ["passes: trust > 0,", "among: trust > 0,", ""])
def test_an_outcome_measures_one_thing(tmp_path, wrong):
    figure = "figure: trust," if wrong else ""
    path = tmp_path / "claims.yaml"
    path.write_text(
        "claims: [{id: a, says: {en: a}, rule: shocks, null: {}, falsified: {en: a}, outcomes: "
        f"[{{id: x, name: {{en: x}}, {figure} {wrong} turn: 1, expected: '+', smallest: 0.1}}]}}]\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match=r"claims\.yaml:1"):
        load(path)
