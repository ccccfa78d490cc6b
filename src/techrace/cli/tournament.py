"""``techrace tournament``: doctrines against doctrines, every combination under the same luck."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def tournament(
    world: Annotated[
        str, typer.Argument(help="A world file, or the name of a world that comes with techrace.")
    ] = "2025",
    seats: Annotated[
        str, typer.Option("--seats", metavar="A,B|all", help="The states that choose; all others play by default.")
    ] = "all",
    policies: Annotated[
        list[str] | None,
        typer.Option(
            "--policies", metavar="[STATE=]A,B", help="What they choose from; default: the doctrines written for each."
        ),
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option("--policy", metavar="STATE=POLICY", help="Who plays a seat that does not choose."),
    ] = None,
    sample: Annotated[
        int | None, typer.Option("--sample", metavar="N", min=2, help="Play only so many combinations, balanced.")
    ] = None,
    worlds: Annotated[int, typer.Option(min=2, max=4096, help="Games of every combination.")] = 32,
    turns: Annotated[int | None, typer.Option(help="Turns to play; default: as many as the world says.")] = None,
    seed: Annotated[int, typer.Option(help="The seed of all luck.")] = 0,
    uncertainty: Annotated[
        str, typer.Option(metavar="none|declared|calibrated", help="What constants are drawn from.")
    ] = "declared",
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; default: one a core.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Save tables and a page there.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Play doctrines against each other and say what is dominated, what is stable, and who would leave it together.

    Example: techrace tournament --seats korea,japan --policies korea=gardener,super_gap --out runs/rivals
    """
    from techrace.archive import plan
    from techrace.archive.play import cores
    from techrace.cli.inputs import pairs
    from techrace.cli.options import tongue
    from techrace.cli.progress import progress
    from techrace.cli.say import say, say_json
    from techrace.report import tournament as pages
    from techrace.tournament import analyse, field_of
    from techrace.tournament import tournament as play
    from techrace.tournament.save import facts, refuse_full, save

    tell = tongue(lang)
    if out is not None:
        refuse_full(out)
    recipe = plan(
        world, pairs("--policy", policy or (), "STATE=POLICY"), turns=turns, seed=seed, uncertainty=uncertainty
    )
    who = field_of(recipe, seats, policies or (), sample=sample, seed=seed)
    with progress(tell) as told:
        result = play(
            recipe, who, worlds, workers=workers or cores(),
            told=lambda done, whole: told(done * worlds, whole * worlds, "world"),
        )  # fmt: skip
    found = analyse(result)
    page = None if out is None else out / "tournament.html"
    if out is not None and page is not None:
        save(result, found, out)
        page.write_text(pages.page(result, found, tell.code), encoding="utf-8", newline="\n")
    said = [text.ko if tell.code == "ko" else text.en for text in pages.sentences(result, found)]
    if json:
        say_json({"findings": said, **facts(result, found)})
        return
    say(tell("tournament-title", combinations=f"{len(who.profiles):,}", worlds=worlds, turns=recipe.turns))
    for s in sorted(found.standings, key=lambda s: (who.seats.index(s.seat), -s.mean.value)):
        say(f"  {s.seat:10s} {s.policy:32s} {s.mean.value:6.1f} ± {s.mean.half:.1f}")
    say("")
    for text in said:
        say(text)
    say(tell("tournament-keep") if page is None else tell("tournament-page", path=str(page)))
