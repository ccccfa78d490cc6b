"""Events: every kind is written and read back exactly, and old versions are still read."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.session import events as e
from techrace.session.events import Event, Plan, TurnResolved, read, written

KINDS = get_args(Event)


def leaves(kind: Any) -> dict[str, Any]:
    """Some value for each field that has no default."""
    special = {
        "seed": 2**100, "fog": -1, "world": {"states": {"a": {"cards": {}}}, "policies": {}}, "phase": e.Phase.BRIEF,
        "turns": 3, "role": e.Role.HEAD, "head": True, "terms": {"a": {"tariff": {"b": 0.1}}},
        "plan": Plan(orders={"open": 0.1}, cards=("x",)), "revision": 3, "answer": e.Answer(probability=0.1),
        "allowed": True, "outgoing": False, "hidden": ("news",), "node": 2, "undid": 3, "parent": 1, "turn": 1,
        "figures": {"tension": (0.1 + 0.2,)}, "done": {"a": e.Done(source="draft")},
    }  # fmt: skip
    return {name: special.get(name, f"some {name}") for name, field in kind.model_fields.items() if field.is_required()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_comes_back_as_it_was(kind):
    event = kind(**leaves(kind), by="ann", at=1.1)
    assert read(written(event)) == event


def test_every_event_has_a_kind_of_its_own_a_version_and_a_sentence():
    assert len({kind.model_fields["kind"].default for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert kind.__doc__
        assert kind.model_fields["version"].default == 1


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=30))
def test_numbers_and_texts_survive_exactly(x, text):
    event = e.DraftSaved(seat="a", plan=Plan(orders={"open": x, "x": {text: [x, None]}}), revision=1, at=x)
    assert read(written(event)) == event


def test_old_versions_are_upgraded_step_by_step():
    """An event of version 0 (invented) had `team` for `seat` and no revision."""
    upgrades = {
        ("draft saved", 0): lambda d: {**{k: v for k, v in d.items() if k != "team"}, "seat": d["team"], "version": 1}
    }
    old = '{"kind": "draft saved", "version": 0, "team": "alder", "plan": {}, "revision": 2}'
    assert read(old, upgrades) == e.DraftSaved(seat="alder", plan=Plan(), revision=2)


@pytest.mark.parametrize("body", ["", "{}", '{"kind": "unheard of"}', '{"kind": "undone", "node": "x"}', "[1]"])
def test_what_is_no_event_is_refused(body):
    with pytest.raises(ValueError, match=r"."):
        read(body)


def test_a_resolved_turn_is_one_event():
    """So it can be there wholly or not at all."""
    assert {"done", "digest", "rulings", "scores", "figures"} <= TurnResolved.model_fields.keys()
