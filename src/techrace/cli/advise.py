"""``techrace advise``: what may come of a draft, from what one seat may know."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from techrace.cli.explain import AsJson, Lang, Run, Seed, WorldOfMany, pad, width


def advise(
    run: Run,
    seat: Annotated[str, typer.Option("--as", help="The state that asks.")],
    orders: Annotated[str, typer.Option("--orders", "-o", help="Its draft in order notation: '{lever: value}'.")],
    at: Annotated[int, typer.Option(min=0, help="Turns already played.")] = 0,
    turns: Annotated[int, typer.Option(min=1, max=200, help="Turns to look ahead.")] = 12,
    others: Annotated[str, typer.Option(help="What the others do: repeat, doctrine or best.")] = "repeat",
    doctrine: Annotated[list[str] | None, typer.Option(help="Assume STATE=POLICY; several may be given.")] = None,
    rollouts: Annotated[int, typer.Option(min=2, max=100_000, help="Games to play, in pairs.")] = 1000,
    world: WorldOfMany = 0,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Look ahead for one state: a draft beside its present course, from what it may know.

    Example:
        techrace advise 2025 --as korea --at 4 --orders '{spend: {platform: 0.5}}' --others best
    """
    from techrace.chance import chance
    from techrace.cli.explain import game_of
    from techrace.cli.whatif import mapping
    from techrace.errors import InputError, unknown
    from techrace.explain import advise as look_ahead
    from techrace.explain import knowledge
    from techrace.explain.game import settings_of, single
    from techrace.view import View

    game = single(game_of(run, seed), world)
    states = game.setting.names["states"]
    if seat not in states:
        message = f"--as: {unknown('state', seat, states)}"
        raise InputError(message)
    if at > game.turns:
        message = f"--at {at}: the game has {game.turns} turns"
        raise InputError(message)
    assumed: dict[str, str] = {}
    for text in doctrine or ():
        state, sign, name = text.partition("=")
        if not sign:
            message = f"--doctrine {text!r}: write STATE=POLICY"
            raise InputError(message)
        assumed[state] = name
    setting = settings_of(game.setting, max(game.turns, at + 1))[at]
    last = game.orders[at - 1] if at else game.setting.standing
    here = chance(game.seed, game.worlds, at)
    view = View(states.index(seat), game.states[at], game.states[max(at - 1, 0)], last, setting, here)
    known = knowledge(view)
    draft = mapping(orders, "--orders")
    found = look_ahead(known, draft, others=others, doctrines=assumed, turns=turns, rollouts=rollouts)  # type: ignore[arg-type]
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1, default=lambda x: x.tolist()))
        return
    for line in table(found, game.setting, lang):
        typer.echo(line)


def table(found: Any, setting: Any, lang: str) -> list[str]:
    """Write advice as lines of a terminal."""
    from textwrap import wrap

    from techrace.axes import GOALS
    from techrace.explain.words import (
        DOUBT,
        FIGURES,
        LABELS,
        LINES,
        OTHERS,
        cause,
        chance,
        entity,
        of,
        quantile_words,
        signed,
    )

    korean = lang == "ko"
    who = entity(setting, found.seat, lang)
    head = (
        f"{who}, {found.turn}턴 뒤 {found.turns}턴 앞"
        if korean
        else f"{who}, {found.turns} turns ahead of turn {found.turn}"
    )
    lines = [f"{head}; {of(OTHERS[found.others], lang)}; {found.draws} × 2"]
    if found.policies:
        lines.append("  " + ", ".join(f"{entity(setting, s, lang)}: {p}" for s, p in found.policies.items()))
    names = [of(FIGURES[goal], lang) for goal in GOALS]
    room = max(map(width, (*names, of(LABELS["goal"], lang)))) + 2
    columns = [of(LABELS[k], lang) for k in ("course", "draft", "difference")]
    lines += [
        "",
        "  " + pad(of(LABELS["goal"], lang), room) + "".join(pad(c, 24) for c in columns) + of(LABELS["better"], lang),
    ]
    for g, name in enumerate(names):
        cells = (found.course[:, g, -1], found.draft[:, g, -1], found.difference[:, g, -1])
        row = "".join(pad(quantile_words(c, change=c is cells[2]), 24) for c in cells)
        lines.append(f"  {pad(name, room)}{row}{chance(found.better[g])}")
    lines += ["", f"  {of(LABELS['lines'], lang)}: {of(LABELS['course'], lang)} → {of(LABELS['draft'], lang)}"]
    for line in found.lines:
        about = entity(setting, line.of, lang) if line.of else ""
        if line.name == "own":
            about = of(setting.world.states[found.seat].red_line.text, lang).rstrip(".")
        said = f"{of(LINES[line.name], lang)} ({about})" if about else of(LINES[line.name], lang)
        lines.append(f"    {said}: {chance(line.course)} → {chance(line.draft)}")
    if found.reasons:
        why = [f"{cause(r.rule, lang)} → {of(FIGURES[r.goal], lang)} {signed(100 * r.size, 1)}" for r in found.reasons]
        lines += ["", f"  {of(LABELS['reasons'], lang)}: " + "; ".join(why)]
    wrapped = wrap(of(DOUBT, lang), 38 if korean else 76, initial_indent="  ", subsequent_indent="  ")
    return [*lines, "", *wrapped]
