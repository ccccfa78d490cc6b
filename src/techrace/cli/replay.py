"""``techrace replay``: play a saved run again and prove that it is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def replay(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that techrace run --out wrote.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Processes for many games; default: one a core.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Play a saved run again: the same bit for bit, or where it first differs and by how much.

    Ends with 1 if it differs, as it may between versions of techrace or kinds of processors.

    Example: techrace replay runs/gardener
    """
    from dataclasses import asdict

    from techrace import archive
    from techrace.cli.options import tongue
    from techrace.cli.progress import progress
    from techrace.cli.say import say, say_json

    tell = tongue(lang)
    with progress(tell) as told:
        found = archive.replay(folder, workers=workers, progress=told)
    if json:
        say_json({"same": found is None, "difference": asdict(found) if found else None})
    elif found is None:
        said = archive.manifest_of(folder)
        many = "yes" if said["worlds"] > 1 else "no"
        say(
            tell("replay-same", turns=said["turns"], worlds=f"{said['worlds']:,}", many=many, print=said["digests"][-1])
        )
    elif found.figure:
        say(tell("replay-parted", turn=found.parted))
        say(tell("replay-figure", turn=found.turn, figure=found.figure, world=str(found.world), saved=repr(found.saved),
                 played=repr(found.played), by=f"{found.played - found.saved:+.3g}"))  # fmt: skip
    else:
        say(tell("replay-parted", turn=found.parted))
        say(tell("replay-hidden"))
    if found is not None:
        raise typer.Exit(1)
