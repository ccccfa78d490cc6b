"""``techrace compare``: two sweeps beside each other."""

from __future__ import annotations

from pathlib import Path

import typer


def compare(
    first: Path = typer.Argument(..., metavar="DIR", help="A folder that techrace sweep wrote."),
    second: Path = typer.Argument(..., metavar="DIR", help="Another one."),
    lang: str | None = typer.Option(None, metavar="en|ko", help="Language; default: that of your system."),
    json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Compare two sweeps game by game under the same luck: effects, how sure they are, and what went in.

    Example: techrace compare runs/before runs/after
    """
    from dataclasses import asdict

    from techrace.cli.options import tongue
    from techrace.cli.say import say, say_json
    from techrace.report.sweep import comparison
    from techrace.sweep.compare import compare as match

    found = match(first, second)
    if json:
        say_json(asdict(found))
        return
    code = tongue(lang).code
    for text in comparison(found):
        say(text.ko if code == "ko" else text.en)
