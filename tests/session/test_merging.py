"""Two edits of one plan: what goes together, what people have to settle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.session.events import Plan
from techrace.session.merging import leaves, merged

NAMES = st.sampled_from(["open", "tariff", "spend", "science", "china"])
DIALS = st.recursive(
    st.floats(0, 1, allow_nan=False), lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=3), max_leaves=8
)
IDS = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3).map(tuple)
PLANS = st.builds(
    Plan, orders=st.dictionaries(NAMES, DIALS, max_size=3), cards=IDS, drop=IDS, breach=IDS
)  # fmt: skip


def test_edits_of_different_things_go_together():
    base = Plan(orders={"open": 0.5, "spend": {"science": 0.1}}, cards=("a",))
    mine = Plan(orders={"open": 0.7, "spend": {"science": 0.1}}, cards=("a", "b"))
    theirs = Plan(orders={"open": 0.5, "spend": {"science": 0.1, "social": 0.2}}, cards=())
    found = merged(base, mine, theirs)
    assert found == Plan(orders={"open": 0.7, "spend": {"science": 0.1, "social": 0.2}}, cards=("b",))


def test_what_one_takes_back_stays_away():
    base = Plan(orders={"open": 0.5, "spend": {"science": 0.1}}, breach=("p",))
    found = merged(base, Plan(orders={"spend": {"science": 0.1}}), Plan(orders={**base.orders, "join": {"x": 1.0}}))
    assert found == Plan(orders={"spend": {"science": 0.1}, "join": {"x": 1.0}})


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [({"open": 0.7}, {"open": 0.3}), ({}, {"open": 0.3}), ({"open": {"china": 1.0}}, {"open": 0.3})],
)
def test_edits_of_the_same_thing_are_for_people_to_settle(mine, theirs):
    assert merged(Plan(orders={"open": 0.5}), Plan(orders=mine), Plan(orders=theirs)) is None


def test_a_number_for_all_and_one_for_some_collide():
    assert merged(Plan(), Plan(orders={"tariff": 0.1}), Plan(orders={"tariff": {"china": 0.5}})) is None


@given(PLANS, PLANS, PLANS)
def test_a_merged_plan_has_every_change_of_both(base, mine, theirs):
    found = merged(base, mine, theirs)
    if found is None:
        return
    before, ours, now, after = (leaves(p) for p in (base, mine, theirs, found))
    for leaf in before | ours | now:
        own, other, old = (x.get(leaf) for x in (ours, now, before))
        assert after.get(leaf) == (own if own != old else other)
    assert merged(base, theirs, mine) is not None


@given(PLANS, PLANS)
def test_nothing_changed_changes_nothing(base, theirs):
    for found in (merged(base, base, theirs), merged(base, theirs, base)):
        assert leaves(found) == leaves(theirs)
