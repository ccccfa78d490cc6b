"""``techrace sweep``: many games by a design, on disk, resumable."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from techrace.language import Language
    from techrace.sweep.folder import Status
    from techrace.sweep.run import Request

_UNITS = {"": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
_UNITS |= {"k": 2**10, "m": 2**20, "g": 2**30}  # as schedulers write it


def sweep(
    design: str = typer.Argument(..., help="A design file, or the name of a design that comes with techrace."),
    out: Path | None = typer.Option(
        None, "--out", metavar="DIR", help="Its folder; default: the design's name and -sweep."
    ),
    workers: int = typer.Option(0, min=0, max=1024, help="Processes (0: one a core)."),
    dask: str | None = typer.Option(
        None, "--dask", metavar="ADDRESS", help="Play on the workers of this Dask scheduler."
    ),
    resume: bool = typer.Option(False, "--resume", help="Go on with what the folder holds."),
    memory: str = typer.Option("1GiB", "--memory", help="Memory to stay within, all processes together."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what it would take, from a short probe."),
    until: list[str] = typer.Option(
        [],
        "--until",
        metavar="half-width=X",
        help="Repeat until the 95% interval of every mean is ±X (OUTCOME=X: of one).",
    ),
    max_failures: int | None = typer.Option(
        None, "--max-failures", min=0, help="Give up after more failed runs than this."
    ),
    shard: str = typer.Option("1/1", "--shard", metavar="I/N", help="Play part I of N; techrace merge joins them."),
    only: int | None = typer.Option(None, "--only", metavar="RUN", help="Play one run and print it."),
    lang: str | None = typer.Option(None, metavar="en|ko", help="Language; default: that of your system."),
    json: bool = typer.Option(False, "--json", help="Print a JSON line whenever there is progress."),
) -> None:
    """Play many games by a design file, chunk by chunk, so that nothing done is ever lost.

    Ctrl-C finishes the chunks that are running and says how to go on; a second one stops at once.
    Ends with 1 if runs failed; their rows say why and how to repeat them.

    Example: techrace sweep what-drives --out runs/drivers
    """
    from techrace.cli.options import tongue
    from techrace.cli.say import say, say_json
    from techrace.sweep.run import Request, estimate
    from techrace.sweep.run import sweep as play

    tell = tongue(lang)
    request = Request(
        design, out or Path(f"{Path(design).stem}-sweep"), workers, dask, _bytes(memory), _until(until), max_failures,
        _shard(shard), resume,
    )  # fmt: skip
    if only is not None:
        _one(request, only)
        return
    if dry_run:
        found = estimate(request)
        if json:
            say_json(found.__dict__)
        else:
            say(
                tell(
                    "sweep-estimate",
                    runs=f"{found.runs:,}",
                    time=_time(found.seconds, tell),
                    size=f"{found.megabytes:,.1f}",
                )
            )
        return
    shown = _Shown(tell, request, json=json)
    try:
        status = play(request, shown)
    except KeyboardInterrupt:
        shown.erase()
        say(tell("sweep-resume", command=_again(request)), stream=sys.stderr)
        raise typer.Exit(130) from None
    shown.erase()
    _farewell(request, status, tell, json=json)


def _farewell(request: Request, status: Status, tell: Language, *, json: bool) -> None:
    """Say how a sweep ended, and with which code."""
    from techrace.cli.say import say

    stream = sys.stderr if json else None
    if status.state != "done":
        say(tell("sweep-stopped", done=f"{status.done:,}", runs=f"{status.runs:,}"), stream=sys.stderr)
        say(tell("sweep-resume", command=_again(request)), stream=sys.stderr)
        raise typer.Exit(1 if status.state == "failed" else 130)
    part, whole = request.shard
    done = {"runs": f"{status.runs:,}", "folder": str(request.out)}
    if whole > 1:
        say(tell("sweep-shard-done", part=part, whole=whole, **done), stream=stream)
    else:
        say(tell("sweep-done", n=f"{status.replications:,}", **done), stream=stream)
    if status.failures:
        say(tell("sweep-failures", count=status.failures, folder=str(request.out)), stream=sys.stderr)
        raise typer.Exit(1)
    if whole > 1:
        say(tell("sweep-shard-next"), stream=stream)
    else:
        say(tell("sweep-next", command=shlex.join(["techrace", "analyse", str(request.out)])), stream=stream)


def _again(request: Request) -> str:
    """Return the command that goes on."""
    said = ["techrace", "sweep", request.design, "--out", str(request.out)]
    for name, width in request.until.items():
        said += ["--until", f"{name or 'half-width'}={width:g}"]
    if request.shard != (1, 1):
        said += ["--shard", f"{request.shard[0]}/{request.shard[1]}"]
    if request.dask is not None:
        said += ["--dask", request.dask]
    return shlex.join([*said, "--resume"])


class _Shown:
    """Shows progress: a line that rewrites itself on a terminal, JSON lines on request."""

    def __init__(self, tell: Language, request: Request, *, json: bool) -> None:
        """Say nothing yet."""
        self.tell, self.request, self.json, self.shown, self.warned = tell, request, json, False, False

    def __call__(self, status: Status) -> None:
        """Say how far the sweep is."""
        import json
        from dataclasses import asdict

        from techrace.cli.say import say

        if self.json:
            say(json.dumps(asdict(status), ensure_ascii=False))
        if status.state == "stopping" and not self.warned:
            self.erase()
            say(self.tell("sweep-stopping"), stream=sys.stderr)
            self.warned = True
        elif sys.stderr.isatty() and status.state == "running":
            left = "…" if status.seconds_left is None else _time(status.seconds_left, self.tell)
            line = self.tell("sweep-progress", done=f"{status.done:,}", runs=f"{status.runs:,}",
                             rate=f"{status.rate:,.0f}", left=left, failures=status.failures)  # fmt: skip
            say(f"\r\x1b[2K{line}", stream=sys.stderr, end="")
            self.shown = True

    def erase(self) -> None:
        """Take the line away."""
        from techrace.cli.say import say

        if self.shown:
            say("\r\x1b[2K", stream=sys.stderr, end="")
            self.shown = False


def _time(seconds: float, tell: Language) -> str:
    if seconds < 90:
        return tell("sweep-seconds", n=f"{seconds:.0f}")
    return tell("sweep-minutes", n=f"{seconds / 60:.0f}")


def _one(request: Request, run: int) -> None:
    """Play one run again and print its row."""
    from techrace.cli.say import say_json
    from techrace.sweep.design import load
    from techrace.sweep.plan import plan
    from techrace.sweep.play import table

    planned = plan(load(request.design), request.design, memory=request.memory)
    frame, failures = table(planned.one(run))
    say_json(frame.row(0, named=True))
    if failures:
        raise typer.Exit(1)


def _bytes(text: str) -> float:
    """Read an amount of memory: ``1GiB``, ``800 MB``."""
    from techrace.errors import InputError

    found = re.fullmatch(r"\s*([\d.]+)\s*([a-zA-Z]*)\s*", text)
    if not found or found[2].lower() not in _UNITS or found[1].count(".") > 1:
        message = f"--memory {text}: is no amount of memory such as 1GiB or 800MB"
        raise InputError(message)
    return float(found[1]) * _UNITS[found[2].lower()]


def _until(written: list[str]) -> dict[str, float]:
    from techrace.cli.inputs import numbers
    from techrace.errors import InputError

    found = numbers("--until", written, "half-width=0.01, or OUTCOME=0.01")
    for name, width in found.items():
        if not width > 0:
            message = f"--until {name}={width:g}: is not above 0"
            raise InputError(message)
    return {("" if name == "half-width" else name): width for name, width in found.items()}


def _shard(text: str) -> tuple[int, int]:
    from techrace.errors import InputError

    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        message = f"--shard {text}: is no part of a whole such as 2/8"
        raise InputError(message)
    return int(found[1]), int(found[2])
