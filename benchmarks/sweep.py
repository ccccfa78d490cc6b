"""What a sweep costs, beside what else could play the same design, in one run.

Rates of ``techrace sweep`` with one and two workers, its peak memory, and games a second of the same design
through ``mesa.batch_run`` and through EMA Workbench's ``perform_experiments`` (if it is installed). With
``--rows N``: time and memory of ``techrace analyse`` on N made-up rows.

Run: ``python benchmarks/sweep.py [games] [turns]`` or ``python benchmarks/sweep.py --rows 10000000``
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import subprocess
import sys
import tempfile
import threading
import warnings
from hashlib import sha256
from pathlib import Path
from time import perf_counter, sleep

import numpy as np
import polars as pl

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))  # also without an installation

DESIGN = """
title: {{en: Bench}}
world: "2025"
turns: {turns}
seed: 7
replications: {replications}
sampling: {{method: lhs, points: 100}}
factors:
  parameters:
    valuation.fuel: {{range: [0.0, 0.5]}}
    shocks.base: {{declared: true}}
    platforms.pace: {{declared: true}}
outcomes:
  gdp: {{figure: "gdp_share[korea]"}}
  overtakes: {{first: "mean(platform[:, china]) > mean(platform[:, us])"}}
"""
FACTORS = ("valuation.fuel", "shocks.base", "platforms.pace")
GAMES = 12  # through the others


def memory_of(pid: int) -> float:
    """Return the memory that a process and its children hold, each page counted once, in MiB."""
    children = [int(c) for f in Path(f"/proc/{pid}/task").glob("*/children") for c in f.read_text().split()]
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:  # it has ended
        return 0.0
    own = next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
    return own + sum(map(memory_of, children))


def timed(words: list[str]) -> tuple[float, float]:
    """Run techrace; return seconds and peak memory in MiB."""
    peak, done = [0.0], threading.Event()
    started = perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "techrace", *words], cwd=ROOT / "src", stdout=subprocess.DEVNULL
    )

    def watch() -> None:
        while not done.is_set():
            peak[0] = max(peak[0], memory_of(process.pid))
            sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    took = perf_counter() - started
    done.set()
    watcher.join()
    if code:
        sys.exit(f"techrace {' '.join(words)} ended with {code}")
    return took, peak[0]


def through_mesa(turns: int) -> float:
    """Return seconds a game of ``mesa.batch_run``, one process."""
    import mesa

    from techrace.mesa import TechRaceModel

    started = perf_counter()
    mesa.batch_run(
        TechRaceModel, {"world": "2025", "turns": turns, "seed": range(GAMES)}, data_collection_period=-1,
        display_progress=False,
    )  # fmt: skip
    return (perf_counter() - started) / GAMES


def through_ema(turns: int) -> float | None:
    """Return seconds a game of EMA Workbench, one process; nothing if it is not installed."""
    warnings.simplefilter("ignore")
    try:
        from ema_workbench import Model, RealParameter, ScalarOutcome, ema_logging, perform_experiments
    except ImportError:
        return None
    from techrace.policies import policy
    from techrace.rules.turn import parameters
    from techrace.simulate import prepare, simulate
    from techrace.world.loading import load

    ema_logging.get_rootlogger().setLevel(logging.ERROR)
    world = load("2025")
    known = {p.name: p for p in parameters()}

    def play(**values: float) -> dict[str, float]:
        setting = prepare(world, {name.replace("__", "."): value for name, value in values.items()})
        seats = [policy("status-quo", setting, seat) for seat in range(len(setting.names["states"]))]
        record = simulate(setting, seats, turns=turns, seed=7, keep=False)
        return {"gdp": float(record.figure("gdp", "korea")[-1, 0])}

    model = Model("techrace", function=play)
    model.uncertainties = [RealParameter(n.replace(".", "__"), known[n].low, known[n].high) for n in FACTORS]
    model.outcomes = [ScalarOutcome("gdp")]
    started = perf_counter()
    perform_experiments(model, scenarios=GAMES)
    return (perf_counter() - started) / GAMES


def games(count: int, turns: int) -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder:
        design = Path(folder) / "bench.yaml"
        design.write_text(DESIGN.format(turns=turns, replications=max(1, count // 100)), encoding="utf-8")
        rows = []
        for workers in (1, 2):
            took, peak = timed(["sweep", str(design), "--out", f"{folder}/{workers}", "--workers", str(workers)])
            rows.append((f"techrace sweep, {workers} worker{'s' * (workers > 1)}", took / count, peak))
        same = all(
            pl.read_parquet(f"{folder}/1/runs/*.parquet").sort("run").equals(pl.read_parquet(p).sort("run"))
            for p in [f"{folder}/2/runs/*.parquet"]
        )
    rows.append(("mesa.batch_run, 1 process", through_mesa(turns), float("nan")))
    if (ema := through_ema(turns)) is not None:
        rows.append(("EMA Workbench, 1 process", ema, float("nan")))
    print(f"{count:,} games of {turns} turns; rows alike with 1 and 2 workers: {'yes' if same else 'NO'}")
    print(f"{'':32s}{'games a second':>16s}{'seconds for all':>17s}{'peak MiB':>10s}{'× sweep, 1 worker':>19s}")
    first = rows[0][1]
    for name, a_game, peak in rows:
        shown = "" if np.isnan(peak) else f"{peak:,.0f}"
        print(f"{name:32s}{1 / a_game:16,.1f}{a_game * count:17,.1f}{shown:>10s}{first / a_game:19.3f}")
    if not same:
        sys.exit("the rows differ")


def rows(count: int) -> None:
    """Analyse so many made-up rows of a design that compares policies."""
    from techrace.report.sweep import page
    from techrace.sweep.analysis import analyse
    from techrace.sweep.design import load
    from techrace.sweep.folder import LOG, Entry, Folder, worlds_version
    from techrace.sweep.plan import plan
    from techrace.sweep.version import rules_version

    text = DESIGN.format(turns=20, replications=count // 300)
    text = text.replace("points: 100", "points: 100, crossed: true").replace(
        "outcomes:", "  policies: {korea: [status-quo, korea.gardener, korea.super_gap]}\noutcomes:"
    )
    with tempfile.TemporaryDirectory() as name:
        design = Path(name) / "made.yaml"
        design.write_text(text, encoding="utf-8")
        planned = plan(load(design), str(design))
        folder, rules = Folder(Path(name) / "made"), rules_version()
        folder.begin(planned, rules)
        lines = []
        for chunk in planned.chunks:
            job = planned.job(chunk)
            noise = np.sin(np.arange(job.size) * 12.9898 + chunk.number) * 43758.5453 % 1
            frame = pl.DataFrame(
                {
                    "run": job.runs,
                    "point": job.points.astype(np.int32), "replication": job.replications.astype(np.int32),
                    "gdp": noise + job.points % 3 * 0.1, "overtakes": np.floor(noise * 22),
                }
            ).with_columns(error=pl.lit(None, pl.String))  # fmt: skip
            frame.write_parquet(folder.file(chunk.number))
            digest = sha256(folder.file(chunk.number).read_bytes()).hexdigest()
            lines.append(json.dumps(Entry(chunk.number, job.size, 0, digest, rules, worlds_version(planned)).__dict__))
        (folder.path / LOG).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = perf_counter()
        found = analyse(folder.path)
        page(found)
        took = perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{planned.runs:,} rows in {len(planned.chunks):,} files: {took:.1f} s, "
        f"peak {peak:,.0f} MiB ({before:,.0f} before)"
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("games", type=int, nargs="?", default=20_000)
    parser.add_argument("turns", type=int, nargs="?", default=20)
    parser.add_argument("--rows", type=int, help="analyse so many made-up rows instead")
    asked = parser.parse_args()
    if asked.rows is None:
        games(asked.games, asked.turns)
    else:
        rows(asked.rows)


if __name__ == "__main__":
    main()
