"""Why a game came out as it did, what else could have happened, and what a draft may lead to.

``by_mechanism`` says how (which rule), ``by_term`` looks inside the rule of market shares,
``by_player`` and ``by_lever`` say who, ``afterwards`` what a state ordered otherwise after a promise,
``luck_of_the_draw`` says how much was chance, ``what_if`` plays a game again with some orders changed;
``advise`` looks ahead and ``hindsight`` back from what one seat may know.
"""

from techrace.explain.advice import Advice, advise
from techrace.explain.afterwards import afterwards
from techrace.explain.beliefs import Knowledge, knowledge
from techrace.explain.counterfactual import WhatIf, what_if
from techrace.explain.figure import Figure, figure, headline_figures
from techrace.explain.game import single
from techrace.explain.hindsight import Hindsight, hindsight
from techrace.explain.mechanisms import Mechanisms, by_mechanism
from techrace.explain.players import Luck, Parts, by_lever, by_player, luck_of_the_draw
from techrace.explain.terms import Terms, by_term

__all__ = [
    "Advice",
    "Figure",
    "Hindsight",
    "Knowledge",
    "Luck",
    "Mechanisms",
    "Parts",
    "Terms",
    "WhatIf",
    "advise",
    "afterwards",
    "by_lever",
    "by_mechanism",
    "by_player",
    "by_term",
    "figure",
    "headline_figures",
    "hindsight",
    "knowledge",
    "luck_of_the_draw",
    "single",
    "what_if",
]
