import re
from importlib.resources import files
from pathlib import Path

import pytest

from techrace.errors import InputError
from techrace.sweep import is_design, load, packaged

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
    ],
)
def test_what_is_wrong_is_said_with_its_line(design, old, new, sentence):
    path = design((old, new))
    with pytest.raises(InputError) as refused:
        load(path)
    assert re.search(rf"small\.yaml:\d+: .*{sentence}", str(refused.value)), str(refused.value)


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
