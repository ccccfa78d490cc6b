"""``techrace levers``: what every lever moves, for every seat."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from techrace.cli.options import AsJson, Html, Lang, Uncertainty, Workers

if TYPE_CHECKING:
    from techrace.claims.strength import Push, Survey
    from techrace.language import Language


def levers(
    names: Annotated[list[str] | None, typer.Argument(metavar="[LEVER]...", help="Which levers; default: all.")] = None,
    strength: Annotated[bool, typer.Option("--strength", help="Push every lever and see what it moves.")] = False,
    world: Annotated[str, typer.Option(help="The world.")] = "2025",
    seat: Annotated[list[str] | None, typer.Option(help="Only this seat; may be given several times.")] = None,
    worlds: Annotated[int, typer.Option(min=16, max=20_000, help="Games of every lever and direction.")] = 256,
    turns: Annotated[int, typer.Option(min=2, max=400, help="Turns of every game.")] = 24,
    seed: Annotated[int, typer.Option(help="Seed of all luck.")] = 7,
    uncertainty: Uncertainty = "declared",
    html: Html = None,
    json: AsJson = False,
    workers: Workers = 0,
    lang: Lang = None,
) -> None:
    """List the levers; with --strength, push each one and say what it moves.

    Example: techrace levers --strength --seat korea --html levers.html
    """
    from techrace.cli.listing import show
    from techrace.cli.options import known_uncertainty, refuse_idle, tongue, writable
    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of

    if not strength:
        refuse_idle({"--seat": bool(seat), "--html": html is not None}, "--strength")
        show("levers", world, lang, only=names or (), json=json)
        return
    from techrace.claims.strength import as_data, page, remarks, survey

    tell = tongue(lang)
    writable(html)
    found = survey(
        world, seats=seat or (), levers=names or (), worlds=worlds, turns=turns, seed=seed, workers=workers,
        uncertainty=known_uncertainty(uncertainty),
    )  # fmt: skip
    if html:
        html.write_text(page(found, world, tell.code), encoding="utf-8")
    if json:
        say_json(as_data(found))
        return
    screen = screen_of(sys.stdout)
    said = [line for remark in remarks(found, tell) for line in screen.wrap(remark)]
    say(screen.shown([*screen.table(rows(found, tell), right=(2, 3)), *([""] if said else []), *said]))


def rows(found: Survey, tell: Language) -> list[list[str]]:
    """Lay out a survey: a line for every lever and seat, then its outcomes."""
    table = [["", "", *(tell(f"strength-{key}") for key in ("strong", "off", "points"))]]
    for s in found.found:
        idle = tell("strength-idle") if s.idle else ""
        table.append([s.trial.id, s.trial.seat, _points(s.strong, tell), _points(s.off, tell), idle])
        for i, outcome in enumerate(s.trial.outcomes):
            strong, off = s.strong.effects[i][0], s.off.effects[i][0]
            table.append(["", "", f"{strong:+.3g}", f"{off:+.3g}", outcome])
    return table


def _points(push: Push, tell: Language) -> str:
    mean, low, high = (tell.change(points, 1) for points in push.rating)
    return f"{mean} [{low}, {high}]"
