"""Policies that look for good moves themselves.

``search`` plans anew every few turns from what its seat knows, ``best-response`` once, over a whole game,
against named opponents. Both choose a doctrine and bend it by cross-entropy search, in batches of games.
"""

from techrace.search.cem import Budget, Found
from techrace.search.genes import Gene, Genome
from techrace.search.outlook import Outlook, Plan
from techrace.search.policy import BestResponse, Options, Search, best_response, made

__all__ = [
    "BestResponse",
    "Budget",
    "Found",
    "Gene",
    "Genome",
    "Options",
    "Outlook",
    "Plan",
    "Search",
    "best_response",
    "made",
]
