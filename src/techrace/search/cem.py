"""Cross-entropy search: draw plans around the best so far, keep the best of them, draw again, narrower.

It can be stopped after any round. Every round meets fresh games, so that no plan wins by luck that it knows;
in the end the best plan and the doctrine that it bends meet in games that neither has seen.

Source: Rubinstein & Kroese (2004), The Cross-Entropy Method.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np

from techrace.arrays import Array
from techrace.chance import chance
from techrace.search.outlook import Outlook, Plan

PLANS, DRAWS = 32, 8  # of a round
ELITE = 6
JUDGES = 64  # games in which the last choice is made
WIDTH, NARROWEST = 0.25, 0.03  # standard deviation of genes, as a share of a lever's range
MOVED = 0.3  # share of genes that a drawn plan moves
STEP = 0.6  # how far a round moves towards its best plans


@dataclass(frozen=True)
class Budget:
    """How long to search: games to play, or seconds; whichever is given and reached first.

    Only a search by number of games comes out the same on every machine.
    """

    rollouts: int | None = 1024
    seconds: float | None = None

    def clock(self) -> Callable[[int], bool]:
        """Return a question: after so many games, is there time for another round?"""
        begun = monotonic()

        def left(played: int) -> bool:
            enough = self.rollouts is None or played < self.rollouts
            return enough and (self.seconds is None or monotonic() - begun < self.seconds)

        return left


@dataclass(frozen=True)
class Found:
    """What came of a search.

    Attributes:
        plan: The best plan.
        gain: What it is expected to gain over its doctrine, in rating points; ``half`` is half the 95 % interval.
        doctrines: What every doctrine is expected to be worth, less the one that is bent.
        played: Games played.
    """

    plan: Plan
    gain: float
    half: float
    doctrines: dict[str, float]
    played: int


def search(outlook: Outlook, bases: list[str], budget: Budget, *, knots: int = 1, before: Plan | None = None) -> Found:
    """Choose the best doctrine, then bend it.

    Args:
        outlook: What plans are worth.
        bases: Doctrines to choose from.
        budget: When to stop.
        knots: Shifts are given at so many points in time, and lie between them otherwise.
        before: An earlier plan of this game: its doctrine is kept unless another is surely better.
    """
    left, genes, since = budget.clock(), len(outlook.genome), outlook.known.state.turn
    nothing = np.zeros((knots, genes))
    tried = outlook.worth(bases, np.repeat(nothing[None], len(bases), axis=0), 0, 2 * DRAWS)
    base = bases[_choice(tried, bases.index(before.base) if before else None)]
    warm = before.shifts if before and before.base == base else None
    mean = nothing if warm is None else warm
    sd = np.full_like(mean, WIDTH if warm is None else WIDTH / 2)
    round_ = 0
    while left(outlook.played):
        plans = _drawn(mean, sd, outlook, round_)
        worth = outlook.worth([base] * PLANS, plans, 1000 + round_ * DRAWS, DRAWS).mean(axis=1)
        best = plans[np.argsort(-worth, kind="stable")[:ELITE]]
        mean = mean + STEP * (best.mean(axis=0) - mean)
        sd = np.maximum(sd + STEP * (best.std(axis=0) - sd), NARROWEST)
        round_ += 1
    final = np.stack([nothing, mean] if warm is None else [nothing, mean, warm])
    worth = outlook.worth([base] * len(final), final, 1_000_000, JUDGES)
    gain = worth - worth[0]
    best_one = int(gain.mean(axis=1).argmax())
    half = 1.96 * float(gain[best_one].std(ddof=1)) / JUDGES**0.5
    plan = Plan(base, final[best_one], since, outlook.turns)
    means = tried.mean(axis=1)
    doctrines = dict(zip(bases, (means - means[bases.index(base)]).tolist(), strict=True))
    return Found(plan, float(gain[best_one].mean()), half, doctrines, outlook.played)


def _choice(worth: Array, kept: int | None) -> int:
    """Choose a doctrine: the best, or the one that is played already if none is surely better."""
    best = int(worth.mean(axis=1).argmax())
    if kept is None:
        return best
    gain = worth[best] - worth[kept]
    return best if gain.mean() > 1.96 * gain.std(ddof=1) / gain.size**0.5 else kept


def _drawn(mean: Array, sd: Array, outlook: Outlook, round_: int) -> Array:
    """Draw plans around the mean, which is the first of them; each moves some of the genes."""
    luck = chance(outlook.seed, 1, 10_000 + 1000 * outlook.known.state.turn + round_)
    shape = (PLANS, *mean.shape)
    noise = luck.normal("search", *shape)[..., 0] * (luck.uniform("search moves", *shape)[..., 0] < MOVED) / MOVED**0.5
    noise[0] = 0.0
    return np.clip(mean + sd * noise, -1.0, 1.0)
