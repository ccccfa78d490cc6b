"""``techrace levers``: what every lever moves, for every seat."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from techrace.claims.strength import Push, Survey


def levers(
    names: list[str] | None = typer.Argument(None, metavar="[LEVER]...", help="Levers to push; default: all."),
    strength: bool = typer.Option(False, "--strength", help="Push every lever and see what it moves."),
    world: str = typer.Option("2025", help="The world."),
    seat: list[str] | None = typer.Option(None, help="Only this seat; may be given several times."),
    worlds: int = typer.Option(256, min=16, max=20_000, help="Games of every lever and direction."),
    turns: int = typer.Option(24, min=2, max=400, help="Turns of every game."),
    seed: int = typer.Option(7, help="Seed of all luck."),
    html: Path | None = typer.Option(None, help="Write a picture that opens offline."),
    json: bool = typer.Option(False, "--json", help="Print one JSON document."),
    workers: int = typer.Option(0, min=0, max=64, help="Processes; default: one a processor."),
    lang: str | None = typer.Option(None, metavar="en|ko", help="Language; default: that of your system."),
) -> None:
    """List the levers; with --strength, push each one and say what it moves.

    Example: techrace levers --strength --seat korea --html levers.html
    """
    from techrace.cli.listing import listing
    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of

    if not strength:
        listing("levers", world, False, lang, json)
        return
    from techrace.claims.strength import as_data, page, survey

    found = survey(world, seats=seat or (), levers=names or (), worlds=worlds, turns=turns, seed=seed, workers=workers)
    if html:
        html.write_text(page(found, f"Strength of levers: {world}"), encoding="utf-8")
    if json:
        say_json(as_data(found))
        return
    screen = screen_of(sys.stdout)
    say(screen.shown(screen.table(rows(found), right=(2, 3)) + remarks(found)))


def rows(found: Survey) -> list[list[str]]:
    """Lay out a survey: a line for every lever and seat, then its outcomes."""
    table = [["", "", "strong", "off", "points of rating [95 %], then outcomes"]]
    for s in found.found:
        table.append([s.trial.id, s.trial.seat, _points(s.strong), _points(s.off), "idle" if s.idle else ""])
        for i, outcome in enumerate(s.trial.outcomes):
            strong, off = s.strong.effects[i][0], s.off.effects[i][0]
            table.append(["", "", f"{strong:+.3g}", f"{off:+.3g}", outcome])
    return table


def _points(push: Push) -> str:
    mean, low, high = push.rating
    return f"{mean:+.1f} [{low:+.1f}, {high:+.1f}]"


def remarks(found: Survey) -> list[str]:
    """Name the levers that move nothing, and those that leave no choice."""
    lines = [f"{s.trial.id} of {s.trial.seat} moves nothing that it is meant to move." for s in found.idle]
    lines += [
        f"{name} of {seat} beats all its other levers in {share:.0%} of worlds ({points:+.1f} points)."
        for seat, name, share, points in found.dominant
    ]
    return ["", *lines] if lines else []
