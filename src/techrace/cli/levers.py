"""``techrace levers``: what every lever moves, for every seat."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def levers(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[LEVER]…", help="Levers to look at; all if none is named.")
    ] = None,
    strength: Annotated[bool, typer.Option("--strength", help="Push every lever and see what it moves.")] = False,
    world: Annotated[str, typer.Option(help="A packaged world, or a path.")] = "2025",
    seat: Annotated[list[str] | None, typer.Option(help="Only this seat; may be repeated.")] = None,
    worlds: Annotated[int, typer.Option(min=16, max=20_000, help="Games of every arm.")] = 256,
    turns: Annotated[int, typer.Option(min=2, max=400, help="Turns of every game.")] = 24,
    seed: Annotated[int, typer.Option(help="Seed of all luck.")] = 7,
    html: Annotated[Path | None, typer.Option(help="Write a picture that opens offline.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data instead of a table.")] = False,
    workers: Annotated[int, typer.Option(min=0, max=64, help="Processes (0: one a processor).")] = 0,
) -> None:
    """List the levers, or push each one and say what it moves.

    Example:
        techrace levers --strength --seat korea --html levers.html
    """
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not strength:
        from techrace.orders import LEVERS

        listed = Table(box=None, pad_edge=False)
        for head in ("lever", "tray", "who", "meaning", "downside"):
            listed.add_column(head)
        for lever in LEVERS:
            if not names or lever.name in names:
                listed.add_row(lever.name, lever.tray, lever.who, lever.meaning, lever.downside)
        console.print(listed)
        return
    from techrace.claims import strength as work

    found = work.survey(
        world, seats=seat or (), levers=names or (), worlds=worlds, turns=turns, seed=seed, workers=workers
    )
    if html:
        html.write_text(work.page(found, f"Strength of levers: {world}"), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(work.as_data(found), ensure_ascii=False, indent=1))
        return
    shown = Table(box=None, pad_edge=False)
    for head in ("lever", "seat", "rating strong [95 %]", "rating off [95 %]", "outcome", "strong", "off"):
        shown.add_column(head)
    for s in found.found:
        ratings = [f"{p.rating[0]:+.1f} [{p.rating[1]:+.1f}, {p.rating[2]:+.1f}]" for p in (s.strong, s.off)]
        for i, (outcome, up, down) in enumerate(zip(s.trial.outcomes, s.strong.effects, s.off.effects, strict=True)):
            first = (s.trial.id, s.trial.seat, *ratings) if not i else ("", "", "", "")
            shown.add_row(*first, outcome, f"{up[0]:+.3g}", f"{down[0]:+.3g}", style="yellow" if s.idle else None)
    console.print(shown)
    for s in found.idle:
        console.print(f"{s.trial.id} of {s.trial.seat} moves nothing that it is meant to move")
    for name, way, share, points in found.dominant:
        console.print(
            f"{name}: {way} is better than all its other levers in {share:.0%} of worlds ({points:+.1f} points)"
        )
