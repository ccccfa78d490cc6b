"""``techrace whatif``: the same game with some orders changed, under the same luck."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from techrace.cli.explain import AsJson, Figures, Lang, Run, Seed, WorldOfMany, pad, width


def whatif(
    run: Run,
    at: Annotated[int, typer.Option(min=0, help="The first turn that changes (0: the start).")],
    orders: Annotated[list[str], typer.Option("--orders", "-o", help="state='{lever: value}', in order notation.")],
    figure: Figures = None,
    react: Annotated[bool, typer.Option("--react", help="The others decide anew; else they repeat.")] = False,
    luck: Annotated[int, typer.Option(min=0, max=5000, help="Redraw luck so often, for a band.")] = 0,
    world: WorldOfMany = 0,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Play a game again with some orders changed and say what becomes of it.

    Example:
        techrace whatif runs/2025-7 --at 4 --orders korea='{join: {us_led: 0}}' --react
    """
    import numpy as np

    from techrace.cli.explain import game_of
    from techrace.explain import what_if
    from techrace.explain.figure import as_figures, headline_figures
    from techrace.explain.game import single
    from techrace.explain.words import LABELS, label, of, quantile_words, size

    game = single(game_of(run, seed), world)
    asked = as_figures(figure, game.setting) if figure else tuple(headline_figures(game.setting))
    found = what_if(game, at, written(orders), asked, react=react, luck=luck)
    change = found.difference[:, -1]
    rows = list(range(len(asked)))
    if not figure:  # the largest differences in shares and indices
        scale = np.array([abs(change[i]) if f.unit in ("share", "0..1") else 0.0 for i, f in enumerate(asked)])
        rows = [int(i) for i in np.argsort(-scale, kind="stable")[:10] if scale[i] > 0]
    if as_json:
        data = [
            {
                "figure": str(asked[i]),
                "turns": [at, game.turns],
                "played": found.played[i].tolist(),
                "changed": found.changed[i].tolist(),
                "difference": found.difference[i].tolist(),
                "fan": None if found.fan is None else found.fan[:, i].tolist(),
            }
            for i in rows
        ]
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    typer.echo(_heading(game.setting.world.title, at, game.turns, react=react, lang=lang))
    if not rows:
        typer.echo("  nothing changes" if lang == "en" else "  달라지는 것이 없다")
        return
    names = {i: label(asked[i], game.setting, lang) for i in rows}
    room = max(width(n) for n in names.values()) + 2
    columns = [of(LABELS[key], lang) for key in ("played", "changed", "difference")]
    typer.echo("  " + pad("", room) + "".join(" " * (11 - width(c)) + c for c in columns[:2]) + "  " + columns[2])
    for i in rows:
        before, after = found.played[i, -1], found.changed[i, -1]
        band = "" if found.fan is None else f"   {quantile_words(found.fan[:, i, -1], asked[i].unit)}"
        typer.echo(
            f"  {pad(names[i], room)}{before:>11.3f}{after:>11.3f}  {size(after - before, asked[i].unit, lang)}{band}"
        )
    if luck:
        typer.echo(f"  [5 %, 95 %]: {luck}" + (" other draws of luck" if lang == "en" else "번의 다른 운"))


def written(orders: list[str]) -> dict[str, Any]:
    """Read ``state={lever: value}`` from the command line."""
    from techrace.errors import InputError, shown

    result: dict[str, Any] = {}
    for text in orders:
        state, sign, value = text.partition("=")
        if not sign:
            message = f"--orders {shown(text)}: write state='{{lever: value}}', such as --orders korea='{{open: 0.8}}'"
            raise InputError(message)
        result.setdefault(state.strip(), {}).update(mapping(value, f"--orders {state}"))
    return result


def mapping(text: str, place: str) -> dict[str, Any]:
    """Read orders of one state in order notation."""
    import yaml

    from techrace.errors import InputError, shown

    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        message = f"{place}: {shown(text)} cannot be read: {str(error).splitlines()[0]}"
        raise InputError(message) from None
    if not isinstance(value, dict) or not value:
        message = f"{place}: {shown(text)} is not a mapping of levers to values, such as '{{open: 0.8}}'"
        raise InputError(message)
    return value


def _heading(title: Any, at: int, end: int, *, react: bool, lang: str) -> str:
    from techrace.explain.words import of

    if lang == "ko":
        whose = "반응한다" if react else "명령을 되풀이한다"
        return f"{of(title, lang)}, {at}턴부터 다른 명령, {end}턴의 결과; 같은 운, 다른 나라는 {whose}"
    whose = "react" if react else "repeat their orders"
    return f"{of(title, lang)}, other orders from turn {at}, seen at turn {end}; same luck, the others {whose}"
