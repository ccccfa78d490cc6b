"""How long all back-tests take: every packaged case, 2,000 draws, with variants and the neutral run.

Target: 120 s on two cores.
"""

from __future__ import annotations

import sys
import time

from techrace.backtest.cases import every
from techrace.backtest.play import MODEL, backtest


def main(draws: int = 2000) -> None:
    """Play every case and print its time."""
    whole = 0.0
    for case in every(()):
        started = time.perf_counter()
        result = backtest(case, draws)
        taken = time.perf_counter() - started
        whole += taken
        print(f"{case.world.id:16} {taken:6.2f} s   score {100 * result.score(MODEL):.1f} points")
    print(f"{'all':16} {whole:6.2f} s   (target 120 s)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
