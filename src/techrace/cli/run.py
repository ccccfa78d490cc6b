"""``techrace run``: play one game, or many, and show what came of it."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from techrace.archive import Recipe
    from techrace.cli.score import Scores
    from techrace.cli.screen import Screen
    from techrace.language import Language
    from techrace.record import Record


def run(
    world: Annotated[
        str, typer.Argument(help="A world file, or the name of a world that comes with techrace.")
    ] = "2025",
    policy: Annotated[
        list[str] | None, typer.Option("--policy", metavar="STATE=POLICY", help="Who plays a state.")
    ] = None,
    turns: Annotated[int | None, typer.Option(help="Turns to play; default: as many as the world says.")] = None,
    seed: Annotated[int, typer.Option(help="The seed of all luck.")] = 0,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=NUMBER", help="Change a parameter.")] = None,
    without: Annotated[list[str] | None, typer.Option("--without", metavar="RULE", help="Switch a rule off.")] = None,
    worlds: Annotated[int, typer.Option(help="How many games to play.")] = 1,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes for many games; default: one a core.")] = None,
    uncertainty: Annotated[
        str | None,
        typer.Option(
            metavar="none|declared|calibrated",
            help="Draw parameters: from their ranges, or as history has it; default: declared for many games.",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Save the run in a new folder.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the run in a folder that is not empty.")] = False,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Play a world and show who led, who paid and what turned it.

    Without arguments: the world of 2025, every state on its default policy. With --worlds, many games
    side by side: medians, bands and chances.

    Example: techrace run 2025 --policy korea=gardener --seed 7 --out runs/gardener
    """
    from techrace.archive import plan, refuse_full
    from techrace.cli.inputs import numbers, pairs
    from techrace.cli.options import tongue
    from techrace.cli.progress import progress
    from techrace.cli.score import played, scores_of
    from techrace.errors import InputError, placed
    from techrace.policy import unrepeatable

    begun = perf_counter()
    tell = tongue(lang)
    if out is not None:
        refuse_full(out, force=force)
    recipe = plan(
        world,
        pairs("--policy", policy or (), "STATE=POLICY"),
        turns=turns,
        seed=seed,
        worlds=worlds,
        parameters=numbers("--set", set_ or (), "NAME=NUMBER, such as renewal.price=1.3"),
        without=without or (),
        uncertainty=uncertainty or ("none" if worlds == 1 else "declared"),
    )
    if out is not None and (once := unrepeatable(recipe.seats(recipe.setting()))):
        raise InputError(placed(f"--out {out}", why) for why in once)
    with progress(tell) as told:
        record, usual = played(recipe, workers=workers, progress=told)
    took = perf_counter() - begun
    scores = scores_of(recipe, record, usual)
    if out is not None:
        _save(recipe, record, scores, out, tell, force=force)
    _show(recipe, record, scores, tell, out, took, json=json)


def _save(recipe: Recipe, record: Record, scores: Scores, out: Path, tell: Language, *, force: bool) -> None:
    """Write the folder of a run: manifest, tables and report, whole or not at all."""
    from techrace import report
    from techrace.archive import CHUNK, draft, play_some, save
    from techrace.archive.folder import REPORT
    from techrace.record import HEADLINES

    with draft(out, force=force) as folder:
        save(recipe, record, folder)
        whole = len(record.headlines) == len(HEADLINES)  # of very many worlds a report shows the first
        shown = record if whole else play_some(recipe, record.worlds[:CHUNK])
        report.write(shown, folder / REPORT, tell.code, par=scores.par)


def _show(
    recipe: Recipe, record: Record, scores: Scores, tell: Language, out: Path | None, took: float, *, json: bool
) -> None:
    """Print what came of a run."""
    from techrace.cli import facts
    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of
    from techrace.story import headlines

    one = recipe.worlds == 1
    found = headlines(record) if one else []
    if json:
        say_json(
            facts.one_game(recipe, record, scores, found, tell) if one else facts.many_games(recipe, record, scores)
        )
        return
    screen = screen_of(sys.stdout)
    if one:
        from techrace.cli.race import Race

        lines = Race(recipe, record, scores, found, screen, tell).lines()
    else:
        from techrace.cli.odds import Odds

        lines = Odds(recipe, record, scores, screen, tell).lines()
    say(screen.shown([*_title(recipe, screen, tell, took), *lines, "", *_farewell(screen, tell, out)]))


def _title(recipe: Recipe, screen: Screen, tell: Language, took: float) -> list[str]:
    """Say what was played."""
    world = recipe.world
    last = tell.period(world.start + (recipe.turns - 1) * world.turn_years, world.turn_years)
    title = tell("run-title", world=tell.text(world.title), turns=recipe.turns, end=last, seed=str(recipe.seed),
                 worlds=f"{recipe.worlds:,}", many="yes" if recipe.worlds > 1 else "no")  # fmt: skip
    seconds = tell("seconds", time=f"{took:.2f}")
    gap = screen.width - screen.cells(title) - screen.cells(seconds)
    lines = [screen.bold(title) + (" " * gap + screen.dim(seconds) if gap > 0 else "")]
    chosen: dict[str, list[str]] = {}
    for state, spec in recipe.policies.items():
        chosen.setdefault(spec, []).append(world.states[state].code)
    if len(chosen) == 1:
        text = tell("policies-all", policy=next(iter(chosen)))
    else:
        text = tell("policies", list="; ".join(f"{', '.join(codes)} {spec}" for spec, codes in chosen.items()))
    lines += screen.wrap(text)
    changed = [*(f"{k} = {v:g}" for k, v in recipe.parameters.items()), *(f"− {rule}" for rule in recipe.without)]
    if changed:
        lines += screen.wrap(tell("changed", list="; ".join(changed)))
    return lines


def _farewell(screen: Screen, tell: Language, out: Path | None) -> list[str]:
    """Say what can be typed next."""
    from techrace.cli import commands

    if out is None:
        return screen.wrap(tell("run-keep"))
    lines = screen.wrap(tell("run-saved", folder=str(out)))
    if "explain" in commands():
        lines += screen.wrap(tell("run-explain", folder=str(out)))
    return lines
