"""``techrace merge``: put the shards of a sweep into one folder."""

from __future__ import annotations

from pathlib import Path

import typer


def merge(
    folders: list[Path] = typer.Argument(..., metavar="DIR...", help="Folders that techrace sweep --shard wrote."),
    out: Path = typer.Option(..., "--out", metavar="DIR", help="The new folder."),
    lang: str | None = typer.Option(None, metavar="en|ko", help="Language; default: that of your system."),
) -> None:
    """Join shards of one sweep; refuse what does not belong together.

    Example: techrace merge part-1 part-2 --out whole
    """
    from techrace.cli.options import tongue
    from techrace.cli.say import say
    from techrace.sweep.merge import merge as join

    tell = tongue(lang)
    made = join(folders, out)
    say(tell("merge-done", runs=f"{made.runs:,}", folder=str(out)))
    if made.missing:
        say(tell("merge-missing", count=made.missing))
        raise typer.Exit(1)
    if made.failures:
        say(tell("sweep-failures", count=made.failures, folder=str(out)))
        raise typer.Exit(1)
