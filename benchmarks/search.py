"""How much better than the doctrines do the searching policies play, seat by seat, and what does a plan cost?

    python benchmarks/search.py [--seats us,korea] [--worlds 64] [--turns 40] [--rollouts 4096,16384] [--search 4]

All policies of a seat play the same games. ``--search`` adds the one that plans anew every few turns, in so many games;
``--rollouts ""`` leaves the other out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from time import perf_counter

from techrace.archive import Recipe, plan
from techrace.search.strength import Result, strength


def line(result: Result, took: float) -> str:
    """Write one result."""
    rating, gain = (
        f"{mean:6.1f} ± {half:.1f}" for mean, half in ((result.rating, result.half), (result.gain, result.gain_half))
    )
    return f"{result.seat:8s} {result.policy:44s} {rating:>13s} {gain:>13s} {result.wins:6.0%} {took:7.1f} s"


def measured(recipe: Recipe, seat: str, policies: Iterable[str], worlds: int) -> None:
    """Print the best doctrine of a seat, and every policy beside it."""
    begun, best, chosen = perf_counter(), None, list(policies)
    for result in strength(recipe, seat, chosen, worlds):
        took, begun = perf_counter() - begun, perf_counter()
        if best is None or result.policy in chosen:
            print(line(result, took), flush=True)
        best = best or result


def main() -> None:
    """Print a line a seat and policy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", default="2025")
    parser.add_argument("--seats", default="")
    parser.add_argument("--worlds", type=int, default=64)
    parser.add_argument("--turns", type=int, default=None)
    parser.add_argument("--rollouts", default="4096,16384")
    parser.add_argument("--policies", default="", help="others to be measured, with semicolons between them")
    parser.add_argument("--search", type=int, default=0)
    given = parser.parse_args()
    recipe = plan(given.world, turns=given.turns, uncertainty="declared")
    print(f"{'seat':8s} {'policy':44s} {'rating':>13s} {'gain':>13s} {'better':>6s} {'took':>9s}")
    for seat in given.seats.split(",") if given.seats else recipe.policies:
        specs = [f"best-response:rollouts={n}" for n in given.rollouts.split(",") if n]
        specs += [spec for spec in given.policies.split(";") if spec]
        if specs:
            measured(recipe, seat, specs, given.worlds)
        if given.search:
            measured(recipe, seat, ["search"], given.search)


if __name__ == "__main__":
    main()
