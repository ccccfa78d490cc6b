"""What does the policy ``learned`` live on? Its rating in games in which it forgets one thing that it learned.

    python benchmarks/bends.py [--seats us,korea] [--worlds 64] [--turns 40] [--show 5]

All variants of a seat play the same games with drawn constants, none of which training has seen. ``without`` is what
the seat loses if only this lever (or line of the budget) stays as its doctrine has it; ``alone`` what it gains over the
doctrine if only this one is bent. One entry at the top of all seats would be a lever that is always best: a fault of
the rules.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

import numpy as np

from techrace.archive import Recipe, plan
from techrace.arrays import Array
from techrace.scoring import Par
from techrace.search.learned import Learned, learned
from techrace.search.strength import half
from techrace.simulate import simulate
from techrace.sweep.outcomes import ratings, red_line_figures
from techrace.sweep.play import prepared
from techrace.tournament.play import par_in


def parts(policy: Learned) -> dict[str, list[int]]:
    """Return the genes of every lever, and of every budget line apart."""
    found: dict[str, list[int]] = {}
    for i, gene in enumerate(policy.genome.genes):
        whole = gene.written(policy.setting)
        found.setdefault(whole if gene.lever.name == "spend" else gene.lever.name, []).append(i)
    return found


def variants(policy: Learned, of: Mapping[str, list[int]]) -> Array:
    """Return weights, shape (genes, features, 2 + 2 × parts): all, none, all but one part each, one part alone each."""
    every, nothing = policy.weights, np.zeros_like(policy.weights)
    without, alone = [every.copy() for _ in of], [nothing.copy() for _ in of]
    for i, genes in enumerate(of.values()):
        without[i][genes] = 0.0
        alone[i][genes] = every[genes]
    return np.stack([every, nothing, *without, *alone], axis=-1)


def rated(recipe: Recipe, seat: int, policy: Learned, weights: Array, worlds: int, par: Par) -> Array:
    """Return the ratings of a seat, shape (variants, worlds)."""
    ids = np.tile(np.arange(worlds), weights.shape[-1])
    setting = prepared(recipe, recipe.uncertainty, {}, {}, ids)
    seats = list(recipe.seats(setting))
    seats[seat] = Learned(policy.name, setting, seat, policy.base, np.repeat(weights, worlds, axis=-1))
    record = simulate(
        setting, seats, turns=recipe.turns, seed=recipe.seed, worlds=ids, keep=False, figures=red_line_figures(setting)
    )
    return ratings(record, par)[seat].reshape(-1, worlds)


def main() -> None:
    """Print a table a seat."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seats", default="")
    parser.add_argument("--worlds", type=int, default=64)
    parser.add_argument("--turns", type=int, default=40)
    parser.add_argument("--show", type=int, default=5)
    given = parser.parse_args()
    recipe = plan("2025", turns=given.turns, uncertainty="declared")
    par, names = par_in(recipe), list(recipe.policies)
    for seat in given.seats.split(",") if given.seats else names:
        place = names.index(seat)
        policy = learned(recipe.setting(), place)
        of = parts(policy)
        got = rated(recipe, place, policy, variants(policy, of), given.worlds, par)
        every, nothing, without, alone = got[0], got[1], got[2 : 2 + len(of)], got[2 + len(of) :]
        print(f"{seat}: {policy.base} {nothing.mean():.1f}, bent {every.mean():.1f}")
        for i in np.argsort((without - every).mean(axis=1), kind="stable")[: given.show]:
            lost, own = every - without[i], alone[i] - nothing
            told = f"without -{lost.mean():4.1f} ± {half(lost):.1f}   alone {own.mean():+5.1f} ± {half(own):.1f}"
            print(f"  {list(of)[i]:20s} {told}")


if __name__ == "__main__":
    main()
