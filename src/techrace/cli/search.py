"""``techrace search``: look for the best answer of a seat, and measure it beside its doctrines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from techrace.language import Language
    from techrace.search.strength import Result

SHOWN = 8  # genes


def search(
    world: Annotated[
        str, typer.Argument(help="A world file, or the name of a world that comes with techrace.")
    ] = "2025",
    seat: Annotated[str, typer.Option("--seat", metavar="STATE", help="Who searches.")] = "korea",
    policy: Annotated[
        list[str] | None, typer.Option("--policy", metavar="STATE=POLICY", help="Who plays another state.")
    ] = None,
    rollouts: Annotated[int, typer.Option(min=1, help="Games to play for the plan.")] = 4096,
    worlds: Annotated[int, typer.Option(min=2, max=4096, help="Games to measure it in.")] = 64,
    turns: Annotated[int | None, typer.Option(help="Turns to play; default: as many as the world says.")] = None,
    seed: Annotated[int, typer.Option(help="The seed of all luck of these games.")] = 0,
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="POLICY", help="Measure this policy, too, such as search.")
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Search the orders of a whole game for what serves a state best against the others, and say how much better it is.

    Example: techrace search 2025 --seat korea --policy us=fortress
    """
    from dataclasses import asdict

    from techrace.archive import plan
    from techrace.cli.inputs import pairs
    from techrace.cli.options import tongue
    from techrace.cli.say import say, say_json
    from techrace.errors import InputError, unknown
    from techrace.search import Options, best_response
    from techrace.search.genes import Genome
    from techrace.search.policy import plain_rivals
    from techrace.search.strength import strength

    tell = tongue(lang)
    given = pairs("--policy", policy or (), "STATE=POLICY")
    recipe = plan(world, given, turns=turns, seed=seed, uncertainty="declared")
    if seat not in recipe.policies:
        message = f"--seat: {unknown('state', seat, recipe.policies)}"
        raise InputError(message)
    given.pop(seat, None)
    plain_rivals(given)
    said = [f"rollouts={rollouts}", f"turns={recipe.turns}", *(f"{s}={p}" for s, p in given.items())]
    spec = "best-response:" + ",".join(said)
    results = list(strength(recipe, seat, [spec, *(also or ())], worlds))
    setting = recipe.setting()
    options = Options(rollouts=rollouts, turns=recipe.turns, rivals=given)
    found = best_response(setting, setting.index("states", seat), options)
    genes = Genome(setting, setting.index("states", seat)).genes
    order = sorted(range(len(genes)), key=lambda i: -abs(found.plan.shifts[:, i]).max())[:SHOWN]
    moved = {genes[i].written(setting): found.plan.shifts[:, i].tolist() for i in order}
    if json:
        say_json({
            "seat": seat, "policy": spec, "base": found.plan.base, "rollouts": found.played,
            "expected_gain": found.gain,
            "results": [asdict(r) for r in results], "moved": moved,
        })  # fmt: skip
        return
    name = tell.text(recipe.world.states[seat].name)
    say(tell("search-title", seat=name, worlds=worlds, turns=recipe.turns))
    say("\n".join(table(results, tell)))
    say("")
    say(tell("search-plan", base=found.plan.base))
    for written, shifts in moved.items():
        say(f"  {written:28s} " + "  ".join(tell.change(100 * x) for x in shifts))
    say(tell("search-play", seat=seat, policy=spec))


def table(results: list[Result], tell: Language) -> list[str]:
    """Write how every policy did."""
    heads = [tell(f"search-head-{key}") for key in ("policy", "rating", "gain", "better")]
    room = max(len(r.policy) for r in results) + 2
    lines = [f"  {heads[0]:{room}s}{heads[1]:>14s}{heads[2]:>16s}{heads[3]:>12s}"]
    for r in results:
        gain = f"{r.gain:+.1f} ± {r.gain_half:.1f}".replace("-", "−")
        lines.append(f"  {r.policy:{room}s}{f'{r.rating:.1f} ± {r.half:.1f}':>14s}{gain:>16s}{r.wins:>12.0%}")
    return lines
