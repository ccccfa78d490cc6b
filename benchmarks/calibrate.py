"""Calibrate the shared parameters on the training windows of all packaged cases and write the posterior.

Run it again whenever a rule or a case changes: ``python benchmarks/calibrate.py``. The same seed
writes the same file.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

import techrace
from techrace.backtest.calibrate import DRAWS, KEPT, as_csv, calibrate
from techrace.backtest.cases import every
from techrace.posterior import NAME
from techrace.rules.turn import parameters


def main() -> None:
    """Read the options, calibrate, write, and say what history told."""
    home = Path(techrace.__file__).parent / NAME
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases", nargs="*", help="cases to fit (default: all packaged ones)")
    options.add_argument("--draws", type=int, default=DRAWS)
    options.add_argument("--kept", type=int, default=KEPT)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=home)
    chosen = options.parse_args()
    started = time.perf_counter()
    result = calibrate(every(chosen.cases), chosen.seed, kept=chosen.kept, draws=chosen.draws)
    chosen.out.write_text(as_csv(result), encoding="utf-8")
    known = {p.name: p for p in parameters()}
    print(f"{chosen.draws} draws in {time.perf_counter() - started:.0f} s; distance {result.usual:.3f} -> "
          f"{np.median(result.distance):.3f}; {chosen.kept} kept in {chosen.out}")  # fmt: skip
    for name, values in zip(result.names, result.values, strict=True):
        p, (low, middle, high) = known[name], np.quantile(values, [0.05, 0.5, 0.95])
        print(f"{name:22} declared {p.default:g} [{p.low:g}, {p.high:g}] -> {middle:.3g} [{low:.3g}, {high:.3g}]")


if __name__ == "__main__":
    main()
