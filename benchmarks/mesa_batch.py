"""What a batch is worth: µs per world-turn of ``simulate``, beside the same game through ``mesa.batch_run``.

Run: ``python benchmarks/mesa_batch.py [turns]``
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import mesa  # noqa: TID253 - what it is measured against
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))  # also without an installation

from techrace.mesa import TechRaceModel
from techrace.policies import policy
from techrace.record import digest
from techrace.setting import Setting
from techrace.simulate import prepare, simulate
from techrace.world.loading import load

WORLD = "2025"
BATCHES = ((1, 1), (64, 64), (1024, 1024), (1024, 512), (16_384, 2048), (16_384, 512))  # worlds, worlds a chunk
GAMES = 4  # through Mesa


class Bare(TechRaceModel):
    """The same model, with one column instead of every headline figure of every agent."""

    def collector(self) -> mesa.DataCollector:
        """Collect next to nothing."""
        return mesa.DataCollector({"trust": "trust"})


def batch(setting: Setting, turns: int, worlds: int, chunk: int) -> float:
    """Return the time of playing so many worlds, chunk by chunk, in seconds."""
    seats = [policy("status-quo", setting, seat) for seat in range(len(setting.names["states"]))]
    started = perf_counter()
    for first in range(0, worlds, chunk):
        simulate(setting, seats, turns=turns, worlds=np.arange(first, min(first + chunk, worlds)), keep=False)
    return perf_counter() - started


def through_mesa(model: type[TechRaceModel], turns: int) -> float:
    """Return the time of playing a few games with ``mesa.batch_run``, one process, in seconds."""
    started = perf_counter()
    mesa.batch_run(model, {"world": WORLD, "turns": turns, "seed": range(GAMES)}, display_progress=False)
    return perf_counter() - started


def main(turns: int = 40) -> None:
    """Print one table."""
    setting = prepare(load(WORLD))
    model = TechRaceModel(WORLD, turns=turns, seed=0)
    model.run_model()
    seats = [policy("status-quo", setting, seat) for seat in range(len(setting.names["states"]))]
    same = digest(model.state) == digest(simulate(setting, seats, turns=turns, seed=0).final)
    print(
        f"World {WORLD}, {turns} turns, one process. The last state is the same, bit for bit: {'yes' if same else 'NO'}"
    )
    batch(setting, turns, 1, 1)  # warm up
    rows = {
        f"simulate, {n:,} worlds" + (f" in chunks of {c:,}" if c < n else ""): batch(setting, turns, n, c) / n
        for n, c in BATCHES
    }
    rows["mesa.batch_run, all headlines"] = through_mesa(TechRaceModel, turns) / GAMES
    rows["mesa.batch_run, one column"] = through_mesa(Bare, turns) / GAMES
    reference = rows["mesa.batch_run, all headlines"]
    print(f"{'':45s}{'µs per world-turn':>18s}{'× as fast as Mesa':>19s}")
    for name, seconds in rows.items():
        print(f"{name:45s}{seconds / turns * 1e6:18,.1f}{reference / seconds:19,.1f}")
    if not same:
        sys.exit("the two do not play the same game")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
