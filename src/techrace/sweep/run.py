"""Run a sweep: plan, play, write, and stop so that nothing is lost."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, perf_counter
from types import FrameType
from typing import Any

from techrace.archive.play import cores
from techrace.errors import InputError, unknown
from techrace.sweep.design import Design, design_of, load
from techrace.sweep.engines import engine_of
from techrace.sweep.folder import (
    DESIGN,
    Folder,
    Status,
    differences,
    manifest_of,
    par_of,
    worlds_of,
    worlds_version,
)
from techrace.sweep.plan import Chunk, Plan, Shard, batch_for, plan
from techrace.sweep.play import Job, Played, play
from techrace.sweep.precision import needed
from techrace.sweep.version import rules_version
from techrace.world.yamlfile import read

Told = Callable[[Status], None]
PACE = 0.5  # seconds between two looks at the status file
MOST_REPLICATIONS = 1_000_000


@dataclass(frozen=True)
class Request:
    """What a user asks of a sweep.

    Attributes:
        design: A design file, or a packaged design.
        out: Its folder.
        workers: Processes; 0: one a core.
        dask: The address of a scheduler.
        memory: Bytes to stay within.
        until: Half-widths to reach, by outcome ("": all).
        max_failures: Failures after which it is given up.
        shard: Which part of how many.
        resume: Go on with what is in the folder.
    """

    design: str
    out: Path
    workers: int = 0
    dask: str | None = None
    memory: float = float(1 << 30)
    until: Mapping[str, float] = field(default_factory=dict)
    max_failures: int | None = None
    shard: Shard = (1, 1)
    resume: bool = False


@dataclass(frozen=True)
class Estimate:
    """What a sweep will take, from a short probe."""

    runs: int
    chunks: int
    seconds: float
    megabytes: float


class Interrupts:
    """Counts Ctrl-C: the first asks to stop, the second stops."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self.asked = 0
        self.told: Callable[[], None] = lambda: None

    def __call__(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Take a signal."""
        self.asked += 1
        if self.asked > 1:
            raise KeyboardInterrupt
        self.told()

    @contextmanager
    def heard(self) -> Iterator[Interrupts]:
        """Listen to Ctrl-C and to a polite kill while a sweep runs; only the main thread can."""
        if threading.current_thread() is not threading.main_thread():
            yield self
            return
        before = {number: signal.signal(number, self) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def sweep(request: Request, told: Told = lambda _: None, *, stop: Callable[[], bool] = lambda: False) -> Status:
    """Run a sweep, or the rest of it; return how it ended.

    Raises:
        InputError: The request cannot be met: a wrong design, a full folder, rules that changed since.
    """
    folder, workers = Folder(request.out), request.workers or cores()
    if (
        folder.exists or (request.out.is_dir() and any(p.name != ".lock" for p in request.out.iterdir()))
    ) and not request.resume:
        message = (
            f"--out {request.out}: is not empty; add --resume to go on with the sweep in it, or name another folder"
        )
        raise InputError(message)
    if request.until and request.shard != (1, 1):
        message = "--until needs all rows; it cannot be used with --shard"
        raise InputError(message)
    rules = rules_version()
    if request.resume and folder.exists:
        planned = resumed(folder, request, rules)
    else:
        planned = plan(
            load(request.design), request.design, workers=workers, memory=request.memory, shard=request.shard
        )
    if wrong := set(request.until) - {"", *planned.design.spec.outcomes}:
        raise InputError(f"--until: {unknown('outcome', w, planned.design.spec.outcomes)}" for w in sorted(wrong))
    with folder.ours():
        folder.tidy()
        if not folder.exists:
            folder.begin(planned, rules)
        with Interrupts().heard() as interrupts:
            return _rounds(folder, planned, request, workers, rules, told, interrupts, stop)


def resumed(folder: Folder, request: Request, rules: str) -> Plan:
    """Return the plan of a sweep that was begun, after checking that nothing has changed since."""
    manifest = folder.manifest()
    design = stored_design(folder, manifest)
    workers = request.workers or cores()
    planned = plan(
        design,
        manifest["source"],
        workers=workers,
        memory=request.memory,
        shard=(manifest["shard"][0], manifest["shard"][1]),
    )
    planned = replace(
        planned,
        batch=batch_for(request.memory, workers),
        size=manifest["size"],
        rounds=tuple(manifest["rounds"]),
        pars=tuple(map(par_of, manifest["pars"])),
    )
    found = differences(manifest, manifest_of(planned, rules))
    if Path(request.design).is_file() and Path(request.design).read_text(encoding="utf-8") != design.text:
        found.insert(0, "the design")
    if found:
        message = f"{folder.path}: cannot go on: since it was begun, {', '.join(found)} changed; begin a new folder"
        raise InputError(message)
    return planned


def stored_design(folder: Folder, manifest: Mapping[str, Any]) -> Design:
    """Read the design that a folder holds, its paths from where it was."""
    path = folder.path / DESIGN
    return design_of(read(path), Path(manifest["base"]), path.read_text(encoding="utf-8"))


def _rounds(
    folder: Folder, planned: Plan, request: Request, workers: int, rules: str, told: Told,
    interrupts: Interrupts, stop: Callable[[], bool],
) -> Status:  # fmt: skip
    """Play round after round until the precision is reached."""
    while True:
        clock = Clock(folder, planned, told, request)
        status = _round(folder, planned, request, workers, rules, clock, interrupts, stop)
        if status.state != "done" or not request.until:
            return status
        more = needed(folder, planned, request.until)
        if more <= planned.replications:
            return status
        planned = planned.again(min(more, MOST_REPLICATIONS))
        folder.write_manifest(manifest_of(planned, rules))


class Clock:
    """Knows how far a sweep is, and says so to everybody."""

    def __init__(self, folder: Folder, planned: Plan, told: Told, request: Request) -> None:
        """Count what is done already."""
        self.folder, self.planned, self.told, self.request = folder, planned, told, request
        self.entries = {n: e for n, e in folder.done().items() if n < _beyond(planned)}
        self.begun = monotonic()
        self.played = 0
        self.last = 0.0
        self.state = "running"

    @property
    def failures(self) -> int:
        """Return how many runs failed."""
        return sum(e.failures for e in self.entries.values())

    def status(self, note: str = "") -> Status:
        """Return how far the sweep is."""
        runs = sum(c.runs for c in self.planned.chunks)
        done = sum(e.runs for e in self.entries.values())
        used = max(monotonic() - self.begun, 1e-9)
        rate = self.played / used
        left = (runs - done) / rate if rate > 0 else None
        return Status(
            self.state, done, runs, len(self.entries), len(self.planned.chunks), self.failures,
            self.planned.replications, round(rate, 2), None if left is None else round(left, 1), os.getpid(), note,
        )  # fmt: skip

    def say(self, *, force: bool = False, note: str = "") -> Status:
        """Tell everybody, not too often."""
        status = self.status(note)
        now = monotonic()
        if force or now - self.last >= PACE:
            self.folder.tell(status)
            self.told(status)
            self.last = now
        return status


def _beyond(planned: Plan) -> int:
    return max((c.number for c in planned.chunks), default=-1) + 1


def _round(
    folder: Folder, planned: Plan, request: Request, workers: int, rules: str, clock: Clock,
    interrupts: Interrupts, stop: Callable[[], bool],
) -> Status:  # fmt: skip
    """Play the chunks that are missing."""
    todo = [c for c in planned.chunks if c.number not in clock.entries]
    many, worlds = request.max_failures, worlds_version(worlds_of(planned))

    def given_up() -> bool:
        return many is not None and clock.failures > many

    def stopping() -> bool:
        return interrupts.asked > 0 or stop() or given_up()

    def asked() -> None:
        clock.state = "stopping"
        clock.say(force=True)

    interrupts.told = asked
    clock.say(force=True)
    one = workers if request.dask is None else 0
    engine = engine_of(min(one, max(1, len(todo))) if one else 0, request.dask)
    playing = engine(((c, planned.job(c)) for c in todo), stopping)
    try:
        for chunk, played in playing:
            _keep(folder, chunk, played, rules, worlds, clock)
    except KeyboardInterrupt:
        clock.state = "stopped"
        clock.say(force=True)
        raise
    finally:
        playing.close()
    whole = len(clock.entries) == len(planned.chunks)
    clock.state = "done" if whole else "failed" if given_up() else "stopped"
    return clock.say(force=True, note=f"more than {many} runs failed" if given_up() else "")


def _keep(folder: Folder, chunk: Chunk, played: Played, rules: str, worlds: str, clock: Clock) -> None:
    """Write a chunk, unless whoever played it plays by other rules."""
    if played.rules != rules:
        message = (
            f"{folder.path}: a worker plays by another version of the rules ({played.rules}) than the sweep ({rules}); "
            "give every worker the same techrace, then go on with --resume"
        )
        raise InputError(message)
    clock.entries[chunk.number] = folder.keep(chunk.number, chunk.runs, played, worlds)
    clock.played += chunk.runs
    clock.say()


PROBED, PROBE_SECONDS, PROBE_GAMES = 6, 1.0, 256  # chunks of which a little is played, for how long, how much at most


def estimate(request: Request) -> Estimate:
    """Say what a sweep will take, from playing a little of it: of chunks that have every policy, as far as can be."""
    workers = request.workers or cores()
    planned = plan(load(request.design), request.design, workers=workers, memory=request.memory, shard=request.shard)
    probes = [_probe(planned.job(chunk)) for chunk in _telling(planned)]
    runs = sum(c.runs for c in planned.chunks)
    start = 2.0 if workers > 1 else 0.0
    seconds, size = (sum(x) / len(probes) for x in zip(*probes, strict=True))
    return Estimate(runs, len(planned.chunks), start + runs * seconds / workers, runs * size / 1e6)


def _telling(planned: Plan) -> list[Chunk]:
    """Choose a few chunks that bring a policy, a world or a mechanism that those before do not."""
    chosen: list[Chunk] = []
    known: set[object] = set()
    for group, chunk in {c.group: c for c in reversed(planned.chunks)}.items():
        recipe = planned.recipes[group]
        said = {*recipe.policies.items(), recipe.world.id, *(("without", rule) for rule in recipe.without)}
        if not said <= known and len(chosen) < PROBED:
            chosen.append(chunk)
            known |= said
    return chosen


def _probe(job: Job) -> tuple[float, float]:
    """Play a few games of a chunk; return the seconds and bytes of one."""
    one = job.take(slice(0, 1))
    play(one)  # pay for what is paid once
    begun = perf_counter()
    played = play(one)
    took = perf_counter() - begun
    several = int(min(job.batch, job.size, PROBE_GAMES, PROBE_SECONDS / took * 8))  # of a batch each costs less
    if several > 1:
        probe = job.take(slice(0, several))
        begun = perf_counter()
        played = play(probe)
        took = (perf_counter() - begun) / several
    return took, len(played.content) / max(1, several)
