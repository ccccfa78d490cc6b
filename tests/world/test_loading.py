"""A world is loaded whole, or every error of it is told with its line."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml

from techrace.errors import InputError
from techrace.world import loading
from techrace.world.loading import hash_of, load, packaged
from techrace.world.schema import Problem, World

Write = Callable[[object], Path]


def line_of(path: Path, text: str, occurrence: int = 0) -> int:
    """Find the line that holds a text."""
    return [n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line][occurrence]


def errors(path: Path, **options: Any) -> list[str]:
    """Load a bad world and return its sentences without the file's name."""
    with pytest.raises(InputError) as refusal:
        load(path, **options)
    assert all(problem.startswith(f"{path}:") for problem in refusal.value.problems)
    return [problem.removeprefix(f"{path}:") for problem in refusal.value.problems]


def test_a_good_world_loads(write: Write, data: dict[str, Any]) -> None:
    world = load(write(data))
    assert isinstance(world, World)
    assert list(world.markets) == ["alba", "borea", "corona"]
    assert world.states["alba"].code == "NO"
    assert load(str(write(data))) == world


def test_the_place_is_file_line_and_path(write: Write, data: dict[str, Any]) -> None:
    data["states"]["alba"]["frontier"]["value"] = 1.4
    path = write(data)
    line = line_of(path, "value: 1.4")
    assert errors(path) == [f"{line}: states.alba.frontier.value: 1.4 is above 1"]


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("states.alba.frontier.value", -0.1, "states.alba.frontier.value: -0.1 is below 0"),
        ("layers.chips.life", 0, "layers.chips.life: 0 is not above 0"),
        ("turns", 401, "turns: 401 is above 400"),
        ("turns", 1.5, "turns: 1.5 is not a whole number"),
        ("turns", "many", "turns: 'many' is not a whole number"),
        ("start", True, "start: true is not a number"),
        ("start", "2025", "start: '2025' is not a number"),
        ("start", None, "start: is empty; expected is a number"),
        ("title.en", 2025, "title.en: 2025 is not a text; put it in quotes"),
        ("title.en", [], "title.en: a list is not a text"),
        ("title", "Small", "title: 'Small' is not a mapping with en, ko"),
        ("states.alba", None, "states.alba: is empty; expected is a mapping"),
        ("states", [], "states: a list is not a mapping"),
        ("without", "war", "without: 'war' is not a list"),
        ("trust.source", "", "trust.source: a text of 1 or more characters is expected"),
        (
            "id",
            "My world",
            "id: 'My world' is not a name of small letters, digits and - that begins with a letter or digit",
        ),
        ("layers.chips.parent", "x" * 41, f"layers.chips.parent: '{'x' * 41}' is longer than 40 characters"),
        (
            "regions.Corona",
            1,
            "regions.Corona: 'Corona' is not a name of small letters, digits and _ that begins with a letter",
        ),
        ("sectors.robots.physical", "maybe", "sectors.robots.physical: 'maybe' is not true or false"),
        ("schema", 2, "schema: 2 is not allowed; allowed are 1"),
        (
            "trust.confidence",
            "hgh",
            "trust.confidence: 'hgh' is not allowed; allowed are high, medium, low, fiction; did you mean 'high'?",
        ),
        ("states.alba.goals.security", 0.3, "states.alba.goals: the five weights sum to 1.1, not 1"),
        ("timeline.0.date", "soon", "timeline.0.date: 'soon' is not a number"),
        ("timeline.0.txt", 1, "timeline.0.txt: unknown key 'txt'; did you mean 'text'?"),
        ("timeline.0", 7, "timeline.0: 7 is not a mapping with date, set, source, text"),
        ("trust.colour", 1, "trust.colour: unknown key 'colour'; allowed are source, confidence, note, dispute, value"),
        ("Regions", {}, "Regions: unknown key 'Regions'; did you mean 'regions'?"),
        ("states.alba.frontire", 1, "states.alba.frontire: unknown key 'frontire'; did you mean 'frontier'?"),
        ("camps.north.bloc.shring", 1, "camps.north.bloc.shring: unknown key 'shring'; did you mean 'sharing'?"),
        (
            "states.alba.lesson",
            {"en": "x", "kor": "y"},
            "states.alba.lesson.kor: unknown key 'kor'; did you mean 'ko'?",
        ),
        ("camps.north.leader", "albo", "camps.north.leader: unknown name 'albo'; did you mean 'alba'?"),
        ("camps.north.bloc.layers", ["chps"], "camps.north.bloc.layers: unknown name 'chps'; did you mean 'chips'?"),
        (
            "rivalries",
            {"alba-corona": 1.0},
            "rivalries.alba-corona: unknown name 'alba-corona'; did you mean 'alba-borea'?",
        ),
        ("policies", {"zzz": "x"}, "policies.zzz: unknown name 'zzz'; allowed are alba, borea"),
        ("layers.chips.share.value.rest", 0.2, "layers.chips.share.value: shares sum to 0.9, not 1"),
    ],
)
def test_every_error_is_a_sentence(
    write: Write, data: dict[str, Any], place: str, value: object, sentence: str
) -> None:
    *parents, last = place.split(".")
    inner: Any = data
    for part in parents:
        inner = inner[int(part)] if isinstance(inner, list) else inner[part]
    inner[int(last) if isinstance(inner, list) else last] = value
    found = [error.split(": ", 1)[1] for error in errors(write(data))]
    assert sentence in found
    assert len(found) <= 2  # what was replaced may be missing


def test_a_missing_key_stands_where_its_parent_does(write: Write, data: dict[str, Any]) -> None:
    del data["states"]["borea"]["gdp"]
    path = write(data)
    assert errors(path) == [f"{line_of(path, '  borea:')}: states.borea.gdp: is missing"]


def test_all_errors_come_at_once_in_the_order_of_lines(write: Write, data: dict[str, Any]) -> None:
    data["uncertainty"]["value"] = 2
    data["layers"]["chips"]["lief"] = 1
    data["states"]["alba"]["debt"]["value"] = "much"
    data["id"] = "A B"
    path = write(data)
    found = errors(path)
    assert [error.split(": ")[1] for error in found] == [
        "id",
        "states.alba.debt.value",
        "layers.chips.lief",
        "uncertainty.value",
    ]
    assert [int(error.split(":")[0]) for error in found] == [
        line_of(path, "A B"),
        line_of(path, "value: much"),
        line_of(path, "lief"),
        line_of(path, "value: 2", -1),
    ]


def test_what_does_not_fit_together_has_lines_too(write: Write, data: dict[str, Any]) -> None:
    data["states"]["alba"]["ecosystems"]["value"] = {"opn": 1.0}
    data["ecosystems"]["closed"]["home"] = "alb"
    path = write(data)
    assert errors(path) == [
        f"{line_of(path, 'opn')}: states.alba.ecosystems.value.opn: unknown name 'opn'; did you mean 'open'?",
        f"{line_of(path, 'home: alb')}: ecosystems.closed.home: unknown name 'alb'; did you mean 'alba'?",
    ]


def test_more_checks_are_reported_like_the_schema(write: Write, data: dict[str, Any]) -> None:
    def no_parameters(world: World) -> Iterable[Problem]:
        return [Problem(["parameters", name], "unknown parameter") for name in world.parameters]

    def no_title(world: World) -> Iterable[Problem]:
        yield Problem(["title", "en"], f"{world.title.en} is taken")

    data["parameters"] = {"luck.size": 1.0}
    path = write(data)
    assert errors(path, checks=[no_parameters, no_title]) == [
        f"{line_of(path, 'en: Small')}: title.en: Small is taken",
        f"{line_of(path, 'luck.size')}: parameters.luck.size: unknown parameter",
    ]


def test_a_hostile_world_is_refused_quickly(write: Write, data: dict[str, Any]) -> None:
    data["rivalries"] = dict.fromkeys((f"alba-b{n}" for n in range(20_000)), 1)
    data["zzz"] = 0
    path = write(json.dumps(data) + "\n")
    assert len(errors(path)) == 1
    del data["zzz"]
    assert len(errors(write(json.dumps(data)))) == 1000


def test_nothing_printed_can_steer_a_terminal(write: Write) -> None:
    assert all(error.isprintable() for error in errors(write('"\\e[31m\\n": "\\e[0m"\nid: "\\e"\n')))


def test_a_packaged_world_is_found_by_name(
    tmp_path: Path, data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "worlds").mkdir()
    (tmp_path / "worlds" / "2025.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    (tmp_path / "worlds" / "readme.txt").touch()
    monkeypatch.setattr(loading, "files", lambda _: tmp_path)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert list(packaged()) == ["2025"]
    assert load("2025").id == load("2025.yaml").id == "small"
    (here / "2025").mkdir()  # say, a folder of results
    assert load("2025").id == "small"
    (here / "2025.yaml").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"2025\.yaml:1: a: unknown key"):
        load("2025.yaml")
    with pytest.raises(InputError) as refusal:
        load("worlds/2052.yaml")
    assert str(refusal.value) == (
        "'worlds/2052.yaml': there is no such file and no packaged world of that name; "
        "packaged worlds are 2025; did you mean '2025'?"
    )


@pytest.mark.parametrize("asked", ["dram-1976", "history/dram-1976", "drm-1976"])
def test_a_world_of_the_past_is_played_by_another_command(asked):
    with pytest.raises(InputError, match=r"techrace backtest`, are .*dram-1976"):
        load(asked)


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "none/such"])
def test_a_strange_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        load(name)


def test_packaged_worlds_load() -> None:
    for name in packaged():
        assert load(name).version >= 1


def test_the_fingerprint_is_of_what_is_said(write: Write, data: dict[str, Any]) -> None:
    first = hash_of(load(write(data)))
    assert len(first) == 16
    int(first, 16)
    assert hash_of(load(write(json.dumps(data)))) == first  # layout does not count
    data["states"] = dict(reversed(data["states"].items()))
    assert hash_of(load(write(data))) != first  # the order of the axes does
    data["states"] = dict(reversed(data["states"].items()))
    data["trust"]["value"] = 0.91
    assert hash_of(load(write(data))) != first


def test_loading_is_fast(write: Write, data: dict[str, Any]) -> None:
    for n in range(10):
        data["states"][f"state{n}"] = copy.deepcopy(data["states"]["borea"])
    data["states"]["borea"]["posture"] = {f"order{n}": "x" * 100 for n in range(180)}
    for name, spec in data["states"].items():
        spec["ai_capital"]["value"] = spec["compute"]["value"] = spec["chip_demand"]["value"] = 0.05
        spec["manufacturing"]["value"] = 0.05
        spec["name"]["en"] = name
    path = write(data)
    assert path.stat().st_size > 60_000

    def seconds() -> float:
        begin = perf_counter()
        load(path)
        return perf_counter() - begin

    assert min(seconds() for _ in range(5)) < 0.15
