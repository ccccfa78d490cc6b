"""``techrace whatif``: the same game with some orders changed, under the same luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from techrace.cli.explain import pad, width
from techrace.cli.options import AsJson, Figures, Lang, Run, Seed, World
from techrace.cli.say import say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from techrace.explain.counterfactual import WhatIf
    from techrace.explain.figure import Figure
    from techrace.setting import Setting

MOST = 10  # figures that are shown if none is asked for, beside the goals of whoever orders otherwise
SEEN = 0.0005  # smaller differences are printed as nothing


def whatif(
    run: Run,
    at: Annotated[int, typer.Option(min=0, help="The first turn that changes (0: the start).")],
    orders: Annotated[
        list[str],
        typer.Option("--orders", "-o", metavar="STATE={LEVER: VALUE}", help="In order notation; several may be given."),
    ],
    figure: Figures = None,
    react: Annotated[bool, typer.Option("--react", help="The others decide anew; else they repeat.")] = False,
    luck: Annotated[int, typer.Option(min=0, max=5000, help="Redraw luck so often, for a band.")] = 0,
    world: World = 0,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Play a game again with some orders changed and say what becomes of it.

    Example:
        techrace whatif runs/2025-7 --at 4 --orders korea='{join: {us_led: 0}}' --react
    """
    from techrace.cli import explain
    from techrace.cli.options import tongue
    from techrace.explain import what_if
    from techrace.explain.figure import as_figures
    from techrace.explain.words import band, label, level, size

    tell = tongue(lang)
    game, policies = explain.game_of(run, seed, world)
    changes = written(orders)
    asked = as_figures(figure, game.setting) if figure else usual(changes, game.setting)
    found = what_if(game, at, changes, asked, react=react, policies=policies, luck=luck)
    change = found.difference[:, -1]
    rows = list(range(len(asked))) if figure else telling(found)
    if as_json:
        say_json([_data(found, i) for i in rows])
        return
    others = tell("explain-react" if react else "explain-repeat")
    world_name = tell.text(game.setting.world.title)
    say(tell("explain-whatif", world=world_name, at=str(at), end=str(game.turns), others=others))
    if not rows:
        say(f"  {tell('explain-same')}")
        return
    names = {i: label(asked[i], game.setting, tell) for i in rows}
    room = max(width(n) for n in names.values()) + 2
    columns = [tell(f"explain-{key}") for key in ("played", "changed", "difference")]
    say("  " + pad("", room) + "".join(" " * (11 - width(c)) + c for c in columns[:2]) + "  " + columns[2])
    for i in rows:
        unit, cells = asked[i].unit, (found.played[i, -1], found.changed[i, -1])
        fan = "" if found.fan is None else f"  {band(found.fan[:, i, -1], tell, change=True)}"
        said = "".join(f"{level(float(x), unit, tell):>11}" for x in cells)
        say(f"  {pad(names[i], room)}{said}  {pad(size(float(change[i]), unit, tell), 14)}{fan}".rstrip())
    if luck:
        say(f"  {tell('explain-band', draws=str(luck))}")


def usual(changes: Iterable[str], setting: Setting) -> tuple[Figure, ...]:
    """Return what is looked at if nothing is asked for: the goals of whoever orders otherwise, then all headlines."""
    from techrace.axes import GOALS
    from techrace.explain.figure import entries, headline_figures

    goals = [f for seat in changes for goal in GOALS for f in entries(goal, setting) if f.ids == (seat,)]
    return (*goals, *headline_figures(setting))


def telling(found: WhatIf) -> list[int]:
    """Choose rows: every goal that differs, then the largest differences in shares and indices."""
    import numpy as np

    from techrace.axes import GOALS

    end = np.abs(found.difference[:, -1])
    if found.fan is not None:  # what this game's luck hides may be large in others
        end = np.maximum(end, np.abs(found.fan[:, :, -1]).max(axis=0))
    goals = [i for i, f in enumerate(found.figures) if f.name in GOALS and end[i] >= SEEN]
    size = np.array([end[i] if f.unit in ("share", "0..1") else 0.0 for i, f in enumerate(found.figures)])
    return goals + [int(i) for i in np.argsort(-size, kind="stable")[:MOST] if size[i] >= SEEN]


def _data(found: WhatIf, row: int) -> dict[str, Any]:
    return {
        "figure": str(found.figures[row]),
        "turns": [found.at, found.at + found.played.shape[1] - 1],
        "played": found.played[row],
        "changed": found.changed[row],
        "difference": found.difference[row],
        "fan": None if found.fan is None else found.fan[:, row],
    }


def written(orders: list[str]) -> dict[str, Any]:
    """Read ``state={lever: value}`` from the command line."""
    from techrace.errors import InputError, shown
    from techrace.language import sentence

    result: dict[str, Any] = {}
    for text in orders:
        state, sign, value = text.partition("=")
        if not sign:
            raise InputError(sentence("error-orders-form", text=shown(text)))
        result.setdefault(state.strip(), {}).update(mapping(value, f"--orders {state}"))
    return result


def mapping(text: str, place: str) -> dict[str, Any]:
    """Read orders of one state in order notation."""
    import yaml

    from techrace.errors import InputError, placed, shown
    from techrace.language import sentence

    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        message = f"{place}: {shown(text)} cannot be read: {str(error).splitlines()[0]}"
        raise InputError(message) from None
    glued = next((key for key in value if isinstance(key, str) and ":" in key), "") if isinstance(value, dict) else ""
    if glued:
        raise InputError(placed(place, sentence("error-glued", text=shown(glued))))
    if not isinstance(value, dict) or not value:
        raise InputError(placed(place, sentence("error-no-orders", value=shown(text))))
    return value
