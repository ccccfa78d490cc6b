"""What becomes of a plan that two teammates have edited at the same time.

A plan is a set of leaves: each dial by its way through the notation, each card, each pact. Edits of different
leaves go together; edits of one leaf that say different things are for people to settle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from techrace.session.events import Notation, Plan

LISTS = ("cards", "drop", "breach")
Leaf = tuple[str, ...]


def merged(base: Plan, mine: Plan, theirs: Plan) -> Plan | None:
    """Return ``theirs`` with what ``mine`` changed in ``base``; nothing where both changed the same leaf otherwise."""
    before, ours, now = leaves(base), leaves(mine), leaves(theirs)
    changed = {leaf for leaf in before.keys() | ours.keys() if _differ(before, ours, leaf)}
    taken = {leaf for leaf in before.keys() | now.keys() if _differ(before, now, leaf)}
    for leaf in changed & taken:
        if _differ(ours, now, leaf):
            return None
    if any(_within(one, other) for one in changed for other in taken):
        return None
    kept = {leaf: value for leaf, value in now.items() if leaf not in changed or leaf in ours}
    return _plan({**kept, **{leaf: ours[leaf] for leaf in ours if leaf in changed}})


def leaves(plan: Plan) -> dict[Leaf, Any]:
    """Take a plan apart: ``{("orders", "spend", "science"): 0.3, ("cards", "fab-act"): True}``."""
    found = dict(_dials(plan.orders, ("orders",)))
    for name in LISTS:
        found |= {(name, x): True for x in getattr(plan, name)}
    return found


def _dials(value: Any, way: Leaf) -> Iterator[tuple[Leaf, Any]]:
    if not isinstance(value, Mapping):
        yield way, value
        return
    for name, part in value.items():
        yield from _dials(part, (*way, name))


def _differ(some: Mapping[Leaf, Any], others: Mapping[Leaf, Any], leaf: Leaf) -> bool:
    return (leaf in some, some.get(leaf)) != (leaf in others, others.get(leaf))


def _within(one: Leaf, other: Leaf) -> bool:
    """Say whether one of two leaves would lie inside the other: ``tariff: {china: 0.5}`` and ``tariff: 0.1``."""
    shorter = min(len(one), len(other))
    return one != other and one[:shorter] == other[:shorter]


def _plan(parts: Mapping[Leaf, Any]) -> Plan:
    orders: Notation = {}
    for leaf, value in parts.items():
        if leaf[0] != "orders":
            continue
        *groups, last = leaf[1:]
        at = orders
        for name in groups:
            at = at.setdefault(name, {})
        at[last] = value
    return Plan(orders=orders, **{name: tuple(x[1] for x in parts if x[0] == name) for name in LISTS})
