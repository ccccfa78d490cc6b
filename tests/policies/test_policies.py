"""Finding a policy by name, path or class, and being told when there is none."""

import runpy
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from techrace.errors import InputError
from techrace.feasibility import refusals
from techrace.orders import LEVERS
from techrace.policies import Doctrine, available, policy
from techrace.policy import BY_AXIS, Policy
from techrace.simulate import prepare, simulate
from techrace.world.loading import load

EXAMPLE = Path(__file__).parents[2] / "examples" / "my_policy.py"


def told(spec, setting, seat=0):
    with pytest.raises(InputError) as caught:
        policy(spec, setting, seat)
    (sentence,) = caught.value.problems
    assert "\n" not in sentence
    return sentence


def test_status_quo_orders_nothing(world, look):
    view = look(world, 0)
    assert policy("status-quo", world, 0).decide(view, view.chance) == {}


def test_random_legal_uses_every_lever_that_the_seat_has(world, look):
    for seat in range(6):
        view = look(world, seat, 20)
        moves = policy("random-legal", world, seat).decide(view, view.chance)
        assert refusals(moves, seat, view, world) == []
        assert all(lever.name in moves or lever.who != "all" for lever in LEVERS)
    again = policy("random-legal", world, 5).decide(view, view.chance)
    assert all(np.array_equal(again[name], moves[name]) for name in moves)
    other = policy("random-legal", world, 5).decide(view, view.chance.at(9))
    assert not np.array_equal(other["open"], moves["open"])


def test_a_doctrine_by_id_by_short_name_and_by_path(world, tmp_path):
    assert policy("us.fortress", world, 0).name == "us.fortress"
    assert policy("fortress", world, 0).name == "us.fortress"
    assert policy("hawk", world, 4).name == "any.hawk"
    path = tmp_path / "mine.yaml"
    path.write_text("name: {en: Mine}\nwhy: {en: Why not}\nposture: {open: 1}\n", encoding="utf-8")
    mine = policy(str(path), world, 4)
    assert isinstance(mine, Doctrine)
    assert mine.name == "mine"
    assert isinstance(mine, Policy)


def test_what_is_available(world, islands):
    everywhere = {x.id for x in available()}
    assert {"status-quo", "random-legal", "any.hawk", "any.open", "any.builder", "korea.gardener"} <= everywhere
    assert {x.id for x in available(world)} == everywhere
    assert {x.id for x in available(islands)} == {
        x for x in everywhere - {"learned"} if "." not in x or x.startswith("any.")
    }


def test_what_is_listed_for_an_earlier_world_can_play_it():
    earlier = prepare(load(str(files("techrace.worlds") / "history" / "ai-gap-2022.yaml")))
    seats = earlier.names["states"]
    assert "us" in seats
    assert not any(x.id == "us.fortress" for x in available(earlier))  # it names layers that were not yet there
    for x in available(earlier):
        policy(x.id, earlier, 0 if x.seat is None else seats.index(x.seat))


def test_generic_doctrines_play_any_world(islands):
    for name in ("hawk", "open", "builder", "random-legal"):
        final = simulate(islands, [policy(name, islands, seat) for seat in range(4)], turns=4, worlds=3).final
        assert np.isfinite(final.gdp).all()


def test_an_unknown_policy_is_told_what_there_is(world):
    sentence = told("fortres", world)
    assert "did you mean 'fortress'?" in sentence
    assert "us.fortress" in sentence
    assert "korea.gardener" not in sentence
    assert "is written for korea" in told("gardener", world)
    assert "written for us, not for korea" in told("us.fortress", world, 3)
    assert "there is no file" in told("nowhere.yaml", world) or "nowhere.yaml" in told("nowhere.yaml", world)


def test_a_class_from_a_file_plays(world, look):
    made = policy(f"{EXAMPLE}:Reciprocal", world, 3)
    view = look(world, 3, 2)
    moves = made.decide(view, view.chance)
    assert refusals(moves, 3, view, world) == []
    assert np.array_equal(moves["tariff"][:, 0], 0.5 * world.standing.tariff[:, 3, 0])
    policies = [made if seat == 3 else policy("status-quo", world, seat) for seat in range(6)]
    assert np.isfinite(simulate(world, policies, turns=3).final.gdp).all()
    assert runpy.run_path(str(EXAMPLE))["Reciprocal"].name == "reciprocal"


DECIDE = "    def decide(self, view, chance): return {}"


@pytest.mark.parametrize(
    ("code", "name", "says"),
    [
        ("class P:\n    name = 'p'\n    def decide(self, view, chance): return {}", "P", None),
        (f"class P:\n    def __init__(self, setting, seat): self.name = 'p'\n{DECIDE}", "P", None),
        ("class P:\n    def decide(self, view, chance): return {}", "P", "it needs an attribute `name`"),
        ("class P:\n    name = 'p'", "P", "is no policy"),
        ("class P:\n    name = 'p'\n    def decide(self, view, chance): return {}", "Q", "has no class 'Q'; it has P"),
        ("class P:\n    def __init__(self): raise RuntimeError('boom')", "P", "cannot be made: RuntimeError: boom"),
        ("class P:\n    def __init__(self, a, b, c): pass", "P", "cannot be made: TypeError"),
        ("import nothing_of_that_name", "P", "there is no module 'nothing_of_that_name'"),
        ("1 / 0", "P", "cannot be imported: ZeroDivisionError"),
        ("def broken(", "P", "cannot be imported: SyntaxError"),
    ],
)
def test_what_a_class_is_told(tmp_path, monkeypatch, world, code, name, says):
    module = f"policy_{abs(hash((code, name)))}"
    (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    if says is None:
        assert policy(f"{module}:{name}", world, 0).name == "p"
        assert policy(f"{tmp_path / module}.py:{name}", world, 0).name == "p"
    else:
        assert says in told(f"{module}:{name}", world)


def test_a_module_that_does_not_exist(world):
    assert "there is no module 'no_such'" in told("no_such.policy:Class", world)
    assert "there is no file" in told("no_such.py:Class", world)
    assert "module:Class" in told(":", world) or told(":", world)


def test_every_lever_belongs_to_somebody():
    assert set(BY_AXIS) == {lever.name for lever in LEVERS}
