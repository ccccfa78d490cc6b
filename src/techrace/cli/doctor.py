"""``techrace doctor``: what may go wrong in the room, before anybody is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from techrace.cli.host import PORT


def doctor(
    world: Annotated[str, typer.Argument(help="The world that will be played.")] = "2025",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port that will be used.")] = PORT,
    data: Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Where sessions will be kept.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language of the answers.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Look at port, network, firewall, sleep, disk and speed before a workshop; exit code 1 if something is bad.

    Example: techrace doctor --lang ko
    """
    from techrace.cli.options import tongue
    from techrace.cli.say import say, say_json
    from techrace.session.store import data_folder
    from techrace.web.doctor import examine
    from techrace.world.loading import load

    tell = tongue(lang)
    marks = {"good": "+", "look": "?", "bad": "!"}
    found = []
    for x in examine(data or data_folder(), port, load(world)):
        what, advice = tell(f"doctor-{x.about}"), tell(f"doctor-{x.about}-{x.verdict}", **x.values)
        found.append({"about": x.about, "verdict": x.verdict, "values": x.values, "name": what, "advice": advice})
        if not json:
            say(f"{marks[x.verdict]} {what}: {advice}")
    bad = sum(x["verdict"] == "bad" for x in found)
    if json:
        say_json({"ok": not bad, "findings": found})
    else:
        say("")
        say(tell("doctor-end", bad=bad))
    if bad:
        raise typer.Exit(1)
