"""``techrace explain``: which mechanism, which state or which lever changed a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techrace.cli.options import AsJson, Figures, Lang, Run, Seed, World
from techrace.cli.say import say, say_json

if TYPE_CHECKING:
    from techrace.explain.figure import Figure
    from techrace.explain.players import Baseline, Luck
    from techrace.language import Language
    from techrace.policy import Policy
    from techrace.record import Record
    from techrace.setting import Setting

BY = ("mechanism", "player", "lever", "term")
MOVERS = 6  # figures that are shown if none is asked for
MOST = {"mechanism": 6, "term": 9}  # causes of a figure, the small ones together


def explain(
    run: Run,
    figure: Figures = None,
    turns: Annotated[
        str | None, typer.Option(metavar="a:b", help="From the state after a turns to that after b; default: all.")
    ] = None,
    by: Annotated[
        str, typer.Option(metavar="|".join(BY), help="What the change is divided among; terms are of a layer's share.")
    ] = "mechanism",
    since: Annotated[
        int | None, typer.Option(min=0, help="Turn whose buyers a layer's share is compared with; default: the first.")
    ] = None,
    state: Annotated[str | None, typer.Option("--of", metavar="STATE", help="Whose levers, with --by lever.")] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="standing|frozen", help="What players and levers are held against; default: standing."),
    ] = None,
    react: Annotated[bool, typer.Option("--react", help="With --by player: states decide anew.")] = False,
    world: World = 0,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Say how a figure came about: by mechanism, player or lever, with an exact sum.

    Example:
        techrace explain runs/2025-7 --figure layer_share.hbm.korea --by player
    """
    from techrace.cli.options import refuse_idle, tongue
    from techrace.errors import InputError, placed, unknown
    from techrace.explain import luck_of_the_draw
    from techrace.explain.figure import as_figures
    from techrace.explain.game import span_of

    if by not in BY:
        raise InputError(placed("--by", unknown("account", by, BY)))
    refuse_idle({"--of": state is not None and by != "lever"}, "--by lever")
    refuse_idle({"--react": react and by != "player"}, "--by player")
    refuse_idle({"--baseline": baseline is not None and by not in ("player", "lever")}, "--by player, --by lever")
    baseline = baseline or "standing"
    tell = tongue(lang)
    game, policies = game_of(run, seed, world)
    span = span_of(game, span_from(turns))
    asked = as_figures(figure or movers(game, span, only="layer_share" if by == "term" else None), game.setting)
    by_terms = by in ("mechanism", "term") and any(f.name == "layer_share" for f in asked)
    refuse_idle({"--since": since is not None and not by_terms}, "--figure layer_share.…, --by term")
    question = Question(state, baseline, policies if react else None, since or 0)  # type: ignore[arg-type] # checked there
    accounts = _accounts(game, asked, span, by, question)
    luck = luck_of_the_draw(game, asked, span) if by in ("player", "lever") else None
    if as_json:
        say_json([_data(a, by, span, baseline, luck, row) for row, a in enumerate(accounts)])
        return
    title = {"world": tell.text(game.setting.world.title), "first": str(span[0]), "last": str(span[1])}
    against = tell(f"explain-{baseline}") if luck else ""
    say(tell("explain-heading-against", baseline=against, **title) if luck else tell("explain-heading", **title))
    if by_terms:
        say(tell("explain-compared", turn=str(since or 0)))
    for row, account in enumerate(accounts):
        say(f"\n{table(account, game.setting, tell)}")
        if luck:
            say(f"  {_luck_line(luck, row, tell)}")


@dataclass(frozen=True)
class Question:
    """What an account needs to know beside figures and turns."""

    state: str | None
    baseline: Baseline
    reacting: Sequence[Policy] | None
    since: int


@dataclass(frozen=True)
class Account:
    """A figure, its change, the parts of the change, and how the parts are called in a language."""

    figure: Figure
    change: float
    parts: list[tuple[str, float]]
    named: Callable[[str, Language], str]


def _accounts(
    game: Record, asked: tuple[Figure, ...], span: tuple[int, int], by: str, question: Question
) -> list[Account]:
    """Divide the change of every figure as it is asked for."""
    from techrace.errors import InputError
    from techrace.explain import by_lever, by_player
    from techrace.explain.words import entity, lever
    from techrace.language import sentence

    if by in ("mechanism", "term"):
        return [_how(game, f, span, by, question.since) for f in asked]
    if by == "player":
        reacting = question.reacting
        parts = by_player(game, asked, span, baseline=question.baseline, react=bool(reacting), policies=reacting)
    elif question.state is None:
        raise InputError(sentence("error-whose", allowed=", ".join(game.setting.names["states"])))
    else:
        parts = by_lever(game, question.state, asked, span, baseline=question.baseline)

    def named(name: str, tell: Language) -> str:
        return entity(game.setting, name, tell) if by == "player" else lever(name, tell)

    gain = parts.division.everybody - parts.division.nobody
    return [Account(f, float(gain[i]), parts.causes(i), named) for i, f in enumerate(asked)]


def _how(game: Record, figure: Figure, span: tuple[int, int], by: str, since: int) -> Account:
    """Divide a change by mechanism; a layer's share, which one rule moves, by the terms of that rule."""
    from techrace.explain import by_mechanism
    from techrace.explain.terms import by_term
    from techrace.explain.words import cause

    if by == "term" or figure.name == "layer_share":
        terms = by_term(game, figure, span, since=since)
        return Account(figure, terms.after - terms.before, terms.causes(MOST["term"]), cause)
    found = by_mechanism(game, [figure], span)
    return Account(figure, float(found.after[0] - found.before[0]), found.causes(0, MOST[by]), cause)


def _data(
    account: Account, by: str, span: tuple[int, int], baseline: str, luck: Luck | None, row: int
) -> dict[str, Any]:
    said = {
        "figure": str(account.figure),
        "by": by,
        "turns": list(span),
        "change": account.change,
        "parts": dict(account.parts),
    }
    if luck:
        said |= {
            "baseline": baseline,
            "luck": float(luck.share[row]),
            "luck_sd": float(luck.sd[row]),
            "draws": luck.draws,
        }
    return said


def game_of(run: str, seed: int = 0, world: int = 0) -> tuple[Record, list[Policy]]:
    """Play one game of a saved run again, or a world by its default policies; return its policies, too."""
    import numpy as np

    from techrace import archive
    from techrace.errors import InputError
    from techrace.language import sentence

    recipe = archive.load(Path(run)) if Path(run).is_dir() else archive.plan(run, seed=seed)
    if world >= recipe.worlds:
        raise InputError(sentence("error-world", world=str(world), last=str(recipe.worlds - 1)))
    record = archive.play_some(recipe, np.array([world], dtype=np.uint64), keep=True)
    return record, recipe.seats(record.setting)


def span_from(text: str | None) -> tuple[int, int] | None:
    """Read ``4:12``."""
    from techrace.errors import InputError
    from techrace.language import sentence

    if text is None:
        return None
    first, _, last = text.partition(":")
    if not (first.strip().isdigit() and last.strip().isdigit()):
        raise InputError(sentence("error-turns-form", text=repr(text)))
    return int(first), int(last)


def movers(game: Record, span: tuple[int, int], only: str | None = None) -> list[Figure]:
    """Choose the headline shares and indices that changed most in a span, no two of one quantity."""
    import numpy as np

    from techrace.explain.figure import headline_figures, value_of

    figures = [f for f in headline_figures(game.setting) if f.unit in ("share", "0..1") and only in (None, f.name)]
    first, last = (value_of(figures, game.states[t], game.setting)[:, 0] for t in span)
    chosen: dict[str, Figure] = {}
    for i in np.argsort(-np.abs(last - first), kind="stable"):
        chosen.setdefault(figures[i].name, figures[i])
    return list(chosen.values())[:MOVERS]


def table(account: Account, setting: Setting, tell: Language) -> str:
    """Write a figure, its change and the parts of it, one a line, with bars that show their size."""
    from techrace.explain.words import label, size

    unit, whole = account.figure.unit, tell("explain-sum")
    widest = max((abs(v) for _, v in account.parts), default=0.0) or 1.0
    names = [account.named(name, tell) for name, _ in account.parts]
    room = max(map(width, (*names, whole))) + 2
    lines = [f"{label(account.figure, setting, tell)}  {size(account.change, unit, tell)}"]
    for name, (_, value) in zip(names, account.parts, strict=True):
        bar = ("+" if value > 0 else "-") * max(1, round(20 * abs(value) / widest))
        lines.append(f"  {pad(name, room)}{size(value, unit, tell):>14}  {bar}")
    lines.append(f"  {pad(whole, room)}{size(sum(v for _, v in account.parts), unit, tell):>14}")
    return "\n".join(lines)


def width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, room: int) -> str:
    """Fill a text up to a number of columns."""
    return text + " " * max(0, room - width(text))


def _luck_line(luck: Luck, row: int, tell: Language) -> str:
    from techrace.explain.words import size

    unit = luck.figures[row].unit
    return tell(
        "explain-luck",
        share=size(float(luck.share[row]), unit, tell),
        sd=size(float(luck.sd[row]), unit, tell).removeprefix("+"),
        below=tell.percent(float(luck.below[row])),
        draws=str(luck.draws),
    )
