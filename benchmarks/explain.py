"""How long explaining takes: by mechanism, by player, by lever, luck, what if, advice, the whole debrief.

    python benchmarks/explain.py [--repeat 5]

One process, one thread. Every line is the best of several runs, beside its budget.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import perf_counter

from techrace.chance import chance
from techrace.explain import (
    advise,
    by_lever,
    by_mechanism,
    by_player,
    headline_figures,
    knowledge,
    luck_of_the_draw,
    what_if,
)
from techrace.explain.terms import by_term
from techrace.policies import available, policy
from techrace.record import Record
from techrace.simulate import prepare, simulate
from techrace.view import View
from techrace.world.loading import load

TURNS, ASKED_AT = 40, 8


def a_game() -> Record:
    """Play the 2025 world with the first doctrine written for every state."""
    setting = prepare(load("2025"))
    written = {x.seat: x.id for x in reversed(available(setting)) if x.seat}
    policies = [policy(written[s], setting, i) for i, s in enumerate(setting.names["states"])]
    return simulate(setting, policies, turns=TURNS, seed=7)


def best(action: Callable[[], object], repeat: int) -> float:
    """Return the shortest of several times, in milliseconds."""
    times = []
    for _ in range(repeat):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return 1e3 * min(times)


def main() -> None:
    """Print one line a question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    game = a_game()
    everything = headline_figures(game.setting)
    twenty = everything[:: len(everything) // 20][:20]
    seat = game.setting.index("states", "korea")
    now = chance(game.seed, game.worlds, ASKED_AT)
    view = View(seat, game.states[ASKED_AT], game.states[ASKED_AT - 1], game.orders[ASKED_AT - 1], game.setting, now)
    known, draft = knowledge(view), {"spend": {"platform": 0.5}}

    def debrief() -> None:
        by_mechanism(game, everything)
        by_player(game, everything)
        luck_of_the_draw(game, everything)
        for state in game.setting.names["states"]:
            by_lever(game, state, everything)

    questions: list[tuple[str, float, Callable[[], object]]] = [
        (f"by mechanism, {TURNS} turns, 20 figures", 50, lambda: by_mechanism(game, twenty)),
        (f"by mechanism, {TURNS} turns, {len(everything)} figures", 50, lambda: by_mechanism(game, everything)),
        ("by term, one layer share", 100, lambda: by_term(game, "layer_share[hbm, korea]")),
        ("by player, 6 states (64 games)", 300, lambda: by_player(game, everything)),
        ("by player, members react", 600, lambda: by_player(game, everything, react=True)),
        ("by lever, one state", 1000, lambda: by_lever(game, "us", everything)),
        ("luck, 500 other draws", 1000, lambda: luck_of_the_draw(game, everything)),
        ("what if, same luck", 300, lambda: what_if(game, 4, {"korea": draft})),
        ("what if, fan of 200 draws", 1000, lambda: what_if(game, 4, {"korea": draft}, luck=200)),
        ("advice, 1,000 rollouts of 6 turns", 300, lambda: advise(known, draft, turns=6)),
        ("advice, 1,000 rollouts of 12 turns", 300, lambda: advise(known, draft)),
        ("advice, others by doctrine", 1000, lambda: advise(known, draft, others="doctrine")),
        ("advice, others answer best", 1000, lambda: advise(known, draft, others="best")),
        ("debrief: all figures x mechanism, player, lever, luck", 5000, debrief),
    ]
    print(f"{'':56s} {'ms':>7s} {'budget':>7s}")
    for name, budget, action in questions:
        print(f"{name:56s} {best(action, repeat):7.0f} {budget:7.0f}")


if __name__ == "__main__":
    main()
