"""The conformance kit: what anybody's rule, policy or world must promise, as functions to call in a test.

``check_rule``, ``check_policy`` and ``check_world`` raise ``AssertionError`` with a sentence
that says which promise is broken. ``Story`` writes a situation in names, so that a test of a
rule reads like the claim that it tests. Strategies for hypothesis are in
``techrace.testing.strategies``.

Example:
    >>> from techrace.testing import Story, check_rule
    >>> from techrace.rules import detente
    >>> check_rule(detente)
    >>> story = Story.of("2025").order("us", detente={"china": 0.8})
    >>> story.after(detente).see("detente", "us", "china")
    0.0
"""

from techrace.testing.contract import check_policy, check_rule, check_world
from techrace.testing.situations import (
    KINDS,
    Situation,
    any_orders,
    any_state,
    anywhere,
    other_budgets,
    other_secrets,
    rearranged,
    reordered,
    situation,
)
from techrace.testing.stories import Story

__all__ = [
    "KINDS",
    "Situation",
    "Story",
    "any_orders",
    "any_state",
    "anywhere",
    "check_policy",
    "check_rule",
    "check_world",
    "other_budgets",
    "other_secrets",
    "rearranged",
    "reordered",
    "situation",
]
