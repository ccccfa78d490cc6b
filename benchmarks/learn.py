"""Train the policy ``learned``, seat by seat, and write its table.

    python benchmarks/learn.py [--seats us,korea] [--rounds 24] [--seed 1] [--out src/techrace/search/learned.csv]

Seats that are not trained stay as they are in the table.

Cross-entropy over weights. Every round meets fresh games of another length, with constants drawn from their declared
ranges, in which every other state follows its default doctrine or, half the time, another one. ``search.py`` measures
what comes of it in games that training has not seen: ``--policies learned``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter

import numpy as np

from techrace.arrays import Array
from techrace.chance import chance
from techrace.policies import TRAINED_IN, policy
from techrace.policy import Policy
from techrace.posterior import draw
from techrace.scoring import Par, crossed, par_of, rate
from techrace.search.learned import FEATURES, Learned, Trained, known, written
from techrace.search.policy import bases_of
from techrace.setting import Setting
from techrace.simulate import prepare, simulate
from techrace.sweep.outcomes import red_line_figures
from techrace.world.loading import load

SEED = 0x7EC4
LENGTHS = (12, 40, 20)
PLANS, DRAWS, ELITE, JUDGES = 32, 8, 6, 64
STEP, MOVED = 0.6, 0.3
WIDTH, NARROWEST = np.array([0.25] + [0.12] * (len(FEATURES) - 1)), 0.02


class School:
    """Games to train in."""

    def __init__(self, seat: int, seed: int) -> None:
        """Open it for one seat of the world."""
        self.world, self.seat, self.seed = load(TRAINED_IN), seat, SEED + seed
        self.names = tuple(self.world.states)
        self.pars: dict[int, Par] = {}

    def setting(self, ids: np.ndarray) -> Setting:
        """Return the world with constants drawn for some games."""
        return prepare(self.world, draw("declared", self.seed, ids))

    def others(self, setting: Setting, round_: int) -> list[Policy]:
        """Choose who plays all seats: the world's default, or one of their doctrines."""
        luck = chance(self.seed, 1, round_).uniform("who", self.names)[:, 0]
        choices = [bases_of(setting, i) for i in range(len(self.names))]
        picked = [c[0] if u < 0.5 else c[int((2 * u - 1) * len(c))] for c, u in zip(choices, luck, strict=True)]
        return [policy(name, setting, i) for i, name in enumerate(picked)]

    def par(self, turns: int) -> Par:
        """Return how all do by default in games of a length."""
        if turns not in self.pars:
            ids = np.arange(128, dtype=np.uint64)
            setting = self.setting(ids)
            seats = [policy(bases_of(setting, i)[0], setting, i) for i in range(len(self.names))]
            record = simulate(setting, seats, turns=turns, seed=self.seed, worlds=ids, keep=False, figures=())
            self.pars[turns] = par_of(record.measures.astype(np.float64))
        return self.pars[turns]

    def worth(self, base: str, weights: Array, first: int, draws: int, turns: int, round_: int) -> Array:
        """Return the rating of several sets of weights, all in the same games, shape (sets, draws)."""
        ids = np.tile(np.arange(first, first + draws, dtype=np.uint64), len(weights))
        setting = self.setting(ids)
        seats = self.others(setting, round_)
        wide = np.repeat(np.moveaxis(weights, 0, -1), draws, axis=-1)
        seats[self.seat] = Learned("learned", setting, self.seat, base, wide)
        record = simulate(
            setting, seats, turns=turns, seed=self.seed, worlds=ids, keep=False, figures=red_line_figures(setting)
        )
        beyond = crossed(record.headlines, setting)[1:].sum(axis=0)
        rating = rate(record.measures.astype(np.float64), setting, self.par(turns), beyond)
        return np.asarray(rating[self.seat]).reshape(len(weights), draws)


def train(seat: int, rounds: int, seed: int) -> Trained:
    """Choose the doctrine of a seat, then learn how to bend it."""
    school = School(seat, seed)
    setting = prepare(school.world)
    genes = [gene.written(setting) for gene in Learned("", setting, seat, "status-quo", np.zeros(0)).genome.genes]
    nothing = np.zeros((len(genes), len(FEATURES)))
    tried = {
        base: school.worth(base, nothing[None], 0, 32, 40, 0).mean() for base in bases_of(setting, seat)
    }  # fmt: skip
    base = max(tried, key=lambda name: tried[name])
    mean, sd = nothing, np.tile(WIDTH, (len(genes), 1))
    for round_ in range(rounds):
        luck = chance(school.seed, 1, round_)
        shape = (PLANS, *mean.shape)
        moved = luck.uniform("moves", *shape)[..., 0] < MOVED
        noise = luck.normal("weights", *shape)[..., 0] * moved / MOVED**0.5
        noise[0] = 0.0
        sets = mean + sd * noise
        turns = LENGTHS[round_ % len(LENGTHS)]
        worth = school.worth(base, sets, 1000 + round_ * DRAWS, DRAWS, turns, 1 + round_).mean(axis=1)
        best = sets[np.argsort(-worth, kind="stable")[:ELITE]]
        mean = mean + STEP * (best.mean(axis=0) - mean)
        sd = np.maximum(sd + STEP * (best.std(axis=0) - sd), NARROWEST)
    final = np.stack([nothing, mean])
    gain = np.diff(school.worth(base, final, 1_000_000, JUDGES, 40, 0), axis=0)[0]
    print(f"{school.names[seat]:8s} {base:24s} {gain.mean():+6.1f} ± {1.96 * gain.std(ddof=1) / JUDGES**0.5:.1f}")
    return Trained(base, {gene: tuple(row) for gene, row in zip(genes, mean.tolist(), strict=True)})


def main() -> None:
    """Train every seat, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seats", default="")
    parser.add_argument("--rounds", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("src/techrace/search/learned.csv"))
    given = parser.parse_args()
    names = tuple(load(TRAINED_IN).states)
    trained = dict(known(given.out)) if given.out.exists() else {}
    for seat in given.seats.split(",") if given.seats else names:
        begun = perf_counter()
        trained[seat] = train(names.index(seat), given.rounds, given.seed)
        print(f"{seat}: {perf_counter() - begun:.0f} s", flush=True)
        in_order = {name: trained[name] for name in names if name in trained}
        given.out.write_text(written(in_order), encoding="utf-8")


if __name__ == "__main__":
    main()
