"""How orders are written down."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.notation import BY_NAME, fill, own_axes, problems_of, slots, standing_orders
from techrace.world.schema import Problem


def read(islands, lever, value):
    return list(slots(islands.names, lever, value, ("x",)))


def test_a_number_numbers_by_name_and_by_name_by_name(islands):
    assert read(islands, "open", 0.85) == [((), 0.85)]
    assert read(islands, "tariff", {"birch": 0.5}) == [((1,), 0.5)]
    assert read(islands, "control", {"birch": {"cell": 0.9}}) == [((1, 1), 0.9)]
    assert read(islands, "control", {"birch": 0.9}) == [((1, slice(None)), 0.9)]


@pytest.mark.parametrize(
    ("lever", "value", "path", "says"),
    [
        ("tarif", 1, ("x",), "did you mean 'tariff'"),
        ("tariff", {"brich": 1}, ("x", "brich"), "allowed are alder, birch, cedar, dune"),
        ("tariff", [1], ("x",), "is not a number, nor a mapping over alder"),
        ("open", {"alder": 1}, ("x",), "takes one number"),
        ("control", {"birch": {"lense": 1}}, ("x", "birch", "lense"), "allowed are lens, cell"),
        ("open", None, ("x",), "is not a number"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(islands, lever, value, path, says):
    (problem,) = read(islands, lever, value)
    assert isinstance(problem, Problem)
    assert problem.path == path
    assert says in problem


def test_own_axes():
    assert own_axes(BY_NAME["control"]) == ("states", "layers")
    assert own_axes(BY_NAME["open"]) == ()


@given(
    st.lists(st.floats(0, 1), min_size=2, max_size=6),
    st.dictionaries(st.integers(0, 5), st.floats(0, 2), min_size=1),
)
def test_a_split_keeps_what_is_named_and_sums_to_one(parts, named):
    focus = np.array(parts)[:, None] + 1e-6
    focus = focus / focus.sum()
    named = {place: value for place, value in named.items() if place < len(parts)}
    if not named:
        return
    filled = fill(focus, named)
    assert filled.sum() == pytest.approx(1.0)
    claimed = sum(min(v, 1.0) for v in named.values())
    if claimed <= 1 and len(named) < len(parts):
        for place, value in named.items():
            assert filled[place, 0] == pytest.approx(min(value, 1.0))


def test_the_rest_keeps_its_proportions():
    filled = fill(np.array([[0.2], [0.3], [0.5]]), {0: 0.6})
    assert filled[:, 0] == pytest.approx([0.6, 0.4 * 3 / 8, 0.4 * 5 / 8])
    even = fill(np.array([[1.0], [0.0], [0.0]]), {0: 0.5})
    assert even[:, 0] == pytest.approx([0.5, 0.25, 0.25])
    by_world = fill(np.array([[0.5], [0.5]]), {0: np.array([0.1, 0.9])})
    assert by_world[1] == pytest.approx([0.9, 0.1])


def test_standing_orders_are_what_the_world_says(islands):
    standing = standing_orders(islands.world)
    assert standing.spend[0, 0, 0] == 0.16
    assert standing.layer_focus[:, 2, 0] == pytest.approx([0.9, 0.1])
    assert standing.control[0, 1, :, 0].tolist() == [0.5, 0.0]
    assert standing.open[:, 0].tolist() == [0.4, 0.8, 0.5, 0.6]  # as open as at the start
    assert standing.join[0, 2, 0] == 0.5
    assert standing.invite[0, :, 0].tolist() == [0, 1, 1, 1]  # leaders invite everybody but themselves
    assert standing.outreach_mix.sum(axis=0) == pytest.approx(1.0)
    assert not any(getattr(standing, name)[i, i].any() for name in ("tariff", "control", "detente") for i in range(4))


def test_problems_of_a_world(islands):
    assert list(problems_of(islands.world)) == []
    states = dict(islands.world.states)
    broken = {"open": 1.5, "tarif": 1, "tariff": {"birch": "high"}, "spend": {"frontier": 0.9, "science": 0.9}}
    states["alder"] = states["alder"].model_copy(update={"posture": broken})
    found = list(problems_of(islands.world.model_copy(update={"states": states})))
    assert [p.path[3] for p in found] == ["open", "tarif", "tariff", "spend"]
    assert "1.5 is outside 0..1" in found[0]
    assert "is not a number" in found[2]
    assert "sum to 1.8" in found[3]
