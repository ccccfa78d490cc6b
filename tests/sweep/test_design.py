import re
from importlib.resources import files
from pathlib import Path

import pytest

from techrace.errors import InputError
from techrace.sweep import is_design, load, packaged
from techrace.sweep.sampling import columns, points_of

ARCHIPELAGO = Path(__file__).parents[1] / "worlds" / "archipelago.yaml"


@pytest.mark.parametrize("name", ["what-breaks", "what-drives", "which-policy"])
def test_packaged_designs_are_sound(name):
    assert name in packaged()
    assert load(name).spec.question


def test_the_template_is_a_sound_design():
    assert load(str(files("techrace") / "templates" / "design.yaml")).spec.outcomes


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("valuation.fuel:", "valuation.fule:", r"unknown parameter 'valuation.fule'; did you mean 'valuation.fuel'"),
        ("[0.0, 0.5]", "[0.0, 5]", r"5 is outside -0.15..0.6"),
        ("[0.0, 0.5]", "[0.5, 0.0]", r"write the smaller first"),
        ("range: [0.0, 0.5]", "levels: [0.1], range: [0.0, 0.5]", r"say exactly one of range"),
        ("frontier[cedar]", "frontier[seder]", r"unknown states? 'seder'; did you mean 'cedar'"),
        ("[0.2, 0.5]", "[0.2, 1.5]", r"1.5 is outside 0..1"),
        ("any.builder", "any.bilder", r"unknown policy 'any.bilder'"),
        ("    agi:", "    aggi:", r"unknown rule 'aggi'"),
        ("gdp_share[cedar]", "gdp_share[cedra]", r"did you mean 'cedar'"),
        ("frontier[birch] >", "frontier[birch] +", r"is a number, not a condition"),
        ("{{state}}".replace("{{", "{").replace("}}", "}"), "cedar", r"changes_hands needs \{state\}"),
        ("rating: cedar", "rating: seder", r"unknown state 'seder'"),
        ("  ahead:", "  error:", r"error is the name of a column"),
        ("lhs, points: 7", "saltelli, points: 7", r"7 is no power of 2; 4 or 8 is"),
        ("replications: 6", "replication: 6", r"unknown key 'replication'; did you mean 'replications'"),
        ("uncertainty: declared", "uncertainty: declarde", r"is no file and none of none, declared, calibrated"),
        ("turns: 3", "turns: 0", r"0 is below 1"),
        ("turns: 3", 'turns: 3\nconstraints: ["valuation.fule > 1"]', r"unknown factor 'valuation.fule'"),
        ("turns: 3", "turns: 3\nranks: dune", r"unknown state 'dune'"),
        ("[status-quo, any.builder]", "[]", r"names 0; expected are 1 or more"),
        ("[status-quo, any.builder]", "[status-quo, status-quo]", r"'status-quo' stands there twice"),
        ("range: [0.0, 0.5]", "levels: [0.1, 0.1]", r"0.1 stands there twice"),
        ("range: [0.0, 0.5]", "normal: [5, 0.1]", r"5 is outside -0.15..0.6"),
        ("range: [0.2, 0.5]", "range: [0.5, 0.2]", r"write the smaller first"),
        ("turns: 3", "turns: 3\nfixed: {start: {'frontier[ cedar ]': 0.3}}", r"is given already"),
        ("  mechanisms:", "  events: {storm: {at: [never, 2099]}}\n  mechanisms:", r"2099.0 is after the last turn"),
        ("  mechanisms:", "  values: {states.cedar.frontier.value: {levels: [7]}}\n  mechanisms:", r"7 makes no world"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(design, old, new, sentence):
    path = design((old, new))
    with pytest.raises(InputError) as refused:
        load(path)
    assert re.search(rf"small\.yaml:\d+: .*{sentence}", str(refused.value)), str(refused.value)


DATED = ("  mechanisms:", "  events: {storm: {at: [never, 100.5, 101]}}\n  mechanisms:")


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (
            "policies.cedar == 'any.bilder'",
            "'any.bilder' is none of the choices of policies.cedar; did you mean 'any.b",
        ),
        ("policies.cedar < 2", "policies.cedar is a text, not a number"),
        ("policies.cedar + 1 == 2", "policies.cedar is a text, not a number"),
        ("mechanisms.agi", "is a text, not a condition"),
        ("not valuation.fuel", "'valuation.fuel' is no condition; compare it with something"),
        ("events.storm != 2033", "2033 is none of the choices of events.storm"),
        ("valuation.fuel == 'x'", "'x' is a text, not a number"),
    ],
)
def test_a_condition_that_cannot_be_is_refused(design, condition, sentence):
    with pytest.raises(InputError) as refused:
        load(design(DATED, ("turns: 3", f'turns: 3\nconstraints: ["{condition}"]')))
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        ("events.storm > 100.7", {"never", 101.0}),
        ("events.storm <= 101", {100.5, 101.0}),
        ("100.5 == events.storm or events.storm == 'never'", {"never", 100.5}),
        ("not (events.storm == 'never' or valuation.fuel > 9)", {100.5, 101.0}),
    ],
)
def test_never_is_a_date_beyond_all_others(design, condition, left):
    made = load(design(DATED, ("lhs, points: 7", "full, steps: 2"),
                       ("turns: 3", f'turns: 3\nconstraints: ["{condition}"]')))  # fmt: skip
    assert set(made.factors[-1].values(points_of(made)[:, -1])) == left


def test_nothing_is_drawn_beyond_its_limits(design):
    made = load(design(
        ("frontier[cedar]: {range: [0.2, 0.5]}", "frontier[cedar]: {normal: [0.9, 0.5]}"), ("points: 7", "points: 200"),
        ("  mechanisms:", "  events: {storm: {hazard: {normal: [0.1, 0.5]}}}\n  mechanisms:"),
    ))  # fmt: skip
    points = columns(made.factors, points_of(made))
    assert 0 <= points["frontier[cedar]"].min() < points["frontier[cedar]"].max() <= 1
    assert 0 <= points["events.storm"].min() < 0.05


def test_shares_that_are_more_than_the_whole_are_refused(design):
    layer = next(iter(load(design()).world.layers))
    entries = (
        f"layer_share[{layer}, cedar]: {{range: [0.2, 0.8]}}\n    layer_share[{layer}, dune]: {{range: [0.1, 0.5]}}"
    )
    start = ("frontier[cedar]: {range: [0.2, 0.5]}", entries)
    limit = f"layer_share[{layer}, cedar] + layer_share[{layer}, dune] <= 1"
    with pytest.raises(InputError, match=r"more than the whole; narrow them, or add the constraint (.*)") as refused:
        points_of(load(design(start, ("points: 7", "points: 40"))))
    assert limit in str(refused.value)
    assert len(points_of(load(design(start, ("turns: 3", f'turns: 3\nconstraints: ["{limit}"]')))))
    with pytest.raises(InputError, match=r"<= 0\.5"):
        points_of(
            load(design(start, ("turns: 3", f"turns: 3\nfixed: {{start: {{'layer_share[{layer}, alder]': 0.5}}}}")))
        )


def test_a_hazard_that_the_timeline_sets_is_refused_in_every_world_that_varies(design, tmp_path):
    text = ARCHIPELAGO.read_text(encoding="utf-8")
    other = tmp_path / "later.yaml"
    other.write_text(text.replace('"layers.cell.growth": 0.2', '"events.storm.hazard": 0.2'), encoding="utf-8")
    assert other.read_text(encoding="utf-8") != text
    events = "  events: {storm: {hazard: {range: [0.0, 0.5]}}}\n"
    load(design(("  mechanisms:", f"{events}  mechanisms:")))
    path = design(("  mechanisms:", f"  world: ['{ARCHIPELAGO}', '{other}']\n{events}  mechanisms:"))
    with pytest.raises(InputError, match=r"the timeline of .* sets this hazard already"):
        load(path)


def test_an_unknown_design_names_those_there_are():
    with pytest.raises(InputError, match="did you mean 'what-drives'"):
        load("what-drive")


def test_designs_are_told_from_worlds_and_policies():
    assert is_design({"factors": {}, "outcomes": {}})
    assert not is_design({"states": {}, "turns": 4})
    assert not is_design({"posture": {}, "rules": []})
