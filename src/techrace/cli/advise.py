"""``techrace advise``: what may come of a draft, from what one seat may know."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from techrace.cli.explain import pad, width
from techrace.cli.options import AsJson, Lang, Run, Seed, World
from techrace.cli.say import say, say_json

if TYPE_CHECKING:
    from techrace.explain.advice import Advice
    from techrace.language import Language
    from techrace.setting import Setting


def advise(
    run: Run,
    seat: Annotated[str, typer.Option("--as", metavar="STATE", help="The state that asks.")],
    orders: Annotated[
        str, typer.Option("--orders", "-o", metavar="{LEVER: VALUE}", help="Its draft, in order notation.")
    ],
    at: Annotated[int, typer.Option(min=0, help="Turns already played.")] = 0,
    turns: Annotated[int, typer.Option(min=1, max=200, help="Turns to look ahead.")] = 12,
    others: Annotated[str, typer.Option(metavar="repeat|doctrine|best", help="What the others do.")] = "repeat",
    doctrine: Annotated[
        list[str] | None, typer.Option(metavar="STATE=POLICY", help="Assume this of a state; several may be given.")
    ] = None,
    rollouts: Annotated[int, typer.Option(min=2, max=100_000, help="Games to play, in pairs.")] = 1000,
    world: World = 0,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Look ahead for one state: a draft beside its present course, from what it may know.

    Example:
        techrace advise 2025 --as korea --at 4 --orders '{spend: {platform: 0.5}}' --others best
    """
    from techrace.chance import chance
    from techrace.cli import explain
    from techrace.cli.options import tongue
    from techrace.cli.whatif import mapping
    from techrace.errors import InputError, placed, unknown
    from techrace.explain import advise as look_ahead
    from techrace.explain import knowledge
    from techrace.explain.game import settings_of
    from techrace.language import sentence
    from techrace.view import View

    tell = tongue(lang)
    game, _ = explain.game_of(run, seed, world)
    states = game.setting.names["states"]
    if seat not in states:
        raise InputError(placed("--as", unknown("state", seat, states)))
    if at > game.turns:
        raise InputError(sentence("error-turn", turn=str(at), first="0", last=str(game.turns)))
    assumed: dict[str, str] = {}
    for text in doctrine or ():
        state, sign, name = text.partition("=")
        if not sign:
            raise InputError(sentence("error-doctrine-form", text=repr(text)))
        assumed[state] = name
    setting = settings_of(game.setting, max(game.turns, at + 1))[at]
    last = game.orders[at - 1] if at else game.setting.standing
    here = chance(game.seed, game.worlds, at)
    view = View(states.index(seat), game.states[at], game.states[max(at - 1, 0)], last, setting, here)
    known = knowledge(view)
    draft = mapping(orders, "--orders")
    found = look_ahead(known, draft, others=others, doctrines=assumed, turns=turns, rollouts=rollouts)  # type: ignore[arg-type]
    if as_json:
        say_json(asdict(found))
        return
    say("\n".join(table(found, game.setting, tell)))


def table(found: Advice, setting: Setting, tell: Language) -> list[str]:
    """Write advice as lines of a terminal."""
    from textwrap import wrap

    from techrace.axes import GOALS
    from techrace.explain.words import band, cause, entity

    head = {"who": entity(setting, found.seat, tell), "turn": str(found.turn), "turns": str(found.turns)}
    lines = [tell("explain-ahead", others=tell(f"explain-if-{found.others}"), draws=str(found.draws), **head)]
    if found.policies:
        lines.append("  " + ", ".join(f"{entity(setting, s, tell)}: {p}" for s, p in found.policies.items()))
    names = [tell(f"explain-figure-{goal}") for goal in GOALS]
    room = max(map(width, (*names, tell("explain-goal")))) + 2
    columns = [tell(f"explain-{key}") for key in ("course", "draft", "difference")]
    heading = pad(tell("explain-goal"), room) + "".join(pad(c, 22) for c in columns) + tell("explain-better")
    lines += ["", f"  {heading}"]
    for g, name in enumerate(names):
        arms = band(found.course[:, g, -1], tell, change=False), band(found.draft[:, g, -1], tell, change=False)
        cells = (*arms, band(found.difference[:, g, -1], tell, change=True))
        row = pad(name, room) + "".join(pad(c, 22) for c in cells)
        lines.append(f"  {row}{tell.chance(float(found.better[g]))}")
    lines += ["", f"  {tell('explain-lines')}: {columns[0]} → {columns[1]}"]
    for line in found.lines:
        red = setting.world.states[found.seat].red_line
        about = entity(setting, line.of, tell) if line.of else ""
        if line.name == "own" and red:
            about = tell.text(red.text).rstrip(".")
        said = tell(f"explain-line-{line.name}") + (f" ({about})" if about else "")
        lines.append(f"    {said}: {tell.chance(line.course)} → {tell.chance(line.draft)}")
    if found.reasons:
        why = [
            f"{cause(r.rule, tell)} → {tell(f'explain-figure-{r.goal}')} {tell.change(100 * r.size, 1)}"
            for r in found.reasons
        ]
        lines += ["", f"  {tell('explain-reasons')}: " + "; ".join(why)]
    room = 38 if tell.code == "ko" else 76
    return [*lines, "", *wrap(tell("explain-doubt"), room, initial_indent="  ", subsequent_indent="  ")]
