"""A policy that was trained beforehand: a doctrine, bent by what its seat sees.

Every gene of the seat is shifted by a weighted sum of a few figures that the seat knows, so that it answers the
game at once where a search takes its seconds. The weights come from ``benchmarks/learn.py``: cross-entropy over
batches of games of several lengths, with drawn constants and opponents, and none that it is measured in.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.errors import InputError
from techrace.policies import LEARNED, TRAINED_IN, policy
from techrace.policy import Moves
from techrace.search.genes import Genome
from techrace.setting import Setting
from techrace.view import View

FEATURES = ("always", "time", "lead", "credit", "tension", "unrest", "debt", "trust")
_TABLE = "learned.csv"


def seen(view: View) -> Array:
    """Return what a seat goes by, shape (features, worlds), each within -1..1; only what it may know."""
    me, names = view.seat, view.setting.names["states"]
    fronts = [view.see("frontier", i) for i in range(len(names))]
    best = np.max([f for i, f in enumerate(fronts) if i != me], axis=0)
    worlds = view.state.worlds
    rows = (
        np.ones(worlds),
        np.full(worlds, 2.0 * view.state.turn / view.setting.turns - 1.0),
        4.0 * (fronts[me] - best),
        2.0 * view.see("political_capital", me) - 1.0,
        2.0 * view.see("tension") - 1.0,
        2.0 * view.see("unrest", me) - 1.0,
        view.see("debt", me) - 1.0,
        2.0 * view.see("trust") - 1.0,
    )
    return np.stack([np.clip(np.broadcast_to(row, (worlds,)), -1.0, 1.0) for row in rows])


@dataclass(eq=False)
class Learned:
    """Plays a doctrine, bent by what it sees.

    Attributes:
        name: What it is called.
        setting: The world.
        seat: The state.
        base: The doctrine.
        weights: Of every feature for every gene, shape (genes, features), or with a last axis of worlds.
    """

    name: str
    setting: Setting
    seat: int
    base: str
    weights: Array

    def __post_init__(self) -> None:
        """Find the doctrine."""
        self.genome = Genome(self.setting, self.seat)
        self._base = policy(self.base, self.setting, self.seat)

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return this turn's moves."""
        moves, features = self._base.decide(view, chance), seen(view)
        many = self.weights.ndim > 2  # one set of weights a world
        shifts = np.zeros((len(self.genome), view.state.worlds))
        for i, feature in enumerate(features):  # in this order, so that a game is the same in any batch
            shifts = shifts + (self.weights[:, i] if many else self.weights[:, i, None]) * feature
        return self.genome.moved(moves, np.clip(shifts, -1.0, 1.0), view.state, view.setting)


def learned(setting: Setting, seat: int) -> Learned:
    """Return the policy that comes with techrace for a seat.

    Raises:
        InputError: It was not trained for this seat of this world.
    """
    state = setting.names["states"][seat]
    here, trained = setting.world.id, _table().get(state)
    if here != TRAINED_IN or trained is None:
        message = f"policy of {state}: {LEARNED} was trained for the world {TRAINED_IN}, not for {here}; try search"
        raise InputError(message)
    genes = [gene.written(setting) for gene in Genome(setting, seat).genes]
    if list(trained.weights) != genes:
        message = f"policy of {state}: {LEARNED} was trained before the levers of {here} changed; try search"
        raise InputError(message)
    return Learned(LEARNED, setting, seat, trained.base, np.array(list(trained.weights.values())))


@dataclass(frozen=True)
class Trained:
    """What was learned for a seat: the doctrine that is bent, and the weights of every gene."""

    base: str
    weights: dict[str, Sequence[float]]


@lru_cache(maxsize=1)
def _table() -> dict[str, Trained]:
    return known(files("techrace") / "search" / _TABLE)


def known(path: Path | Traversable) -> dict[str, Trained]:
    """Read a table of what was learned, by state."""
    text = path.read_text(encoding="utf-8")
    found: dict[str, Trained] = {}
    for state, base, gene, *numbers in list(csv.reader(text.splitlines()))[1:]:
        own = found.setdefault(state, Trained(base, {}))
        own.weights[gene] = tuple(map(float, numbers))
    return found


def written(trained: Mapping[str, Trained]) -> str:
    """Write what was learned as the table that ``learned`` reads."""
    lines = [",".join(("state", "doctrine", "gene", *FEATURES))]
    for state, own in trained.items():
        for gene, weights in own.weights.items():
            name = f'"{gene}"' if "," in gene else gene
            lines.append(",".join((state, own.base, name, *(f"{w:.3g}" for w in weights))))
    return "\n".join(lines) + "\n"
