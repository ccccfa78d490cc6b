"""``techrace explain``: which mechanism, which state or which lever changed a figure."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from techrace.explain.figure import Figure
    from techrace.explain.players import Baseline, Luck
    from techrace.record import Record
    from techrace.setting import Setting

BY = ("mechanism", "player", "lever", "term")
MOVERS = 6  # figures that are shown if none is asked for
MOST = {"mechanism": 6, "term": 9}  # causes of a figure, the small ones together

Run = Annotated[str, typer.Argument(metavar="RUN", help="A saved run, or a world to play by its default policies.")]
Figures = Annotated[list[str] | None, typer.Option("--figure", "-f", help="layer_share.hbm.korea, reach.us, …")]
WorldOfMany = Annotated[int, typer.Option(min=0, help="Position of the game in a run of many.")]
Seed = Annotated[int, typer.Option(help="The seed, if a world is played.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data instead of a table.")]
Lang = Annotated[str, typer.Option(help="en or ko.")]


def explain(
    run: Run,
    figure: Figures = None,
    turns: Annotated[str | None, typer.Option(help="From the state after a turns to that after b: a:b.")] = None,
    by: Annotated[str, typer.Option(help="mechanism, player, lever, or term (of a layer's share).")] = "mechanism",
    state: Annotated[str | None, typer.Option("--of", help="Whose levers, with --by lever.")] = None,
    baseline: Annotated[str, typer.Option(help="Of players and levers: standing, or frozen.")] = "standing",
    react: Annotated[bool, typer.Option("--react", help="With --by player: states decide anew.")] = False,
    world: WorldOfMany = 0,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Say how a figure came about: by mechanism, player or lever, with an exact sum.

    Example:
        techrace explain runs/2025-7 --figure layer_share.hbm.korea --by player
    """
    from techrace.errors import InputError, unknown
    from techrace.explain import luck_of_the_draw
    from techrace.explain.figure import as_figures
    from techrace.explain.game import single, span_of

    if by not in BY:
        message = f"--by: {unknown('account', by, BY)}"
        raise InputError(message)
    game = single(game_of(run, seed), world)
    span = span_of(game, span_from(turns))
    asked = as_figures(figure or movers(game, span, only="layer_share" if by == "term" else None), game.setting)
    accounts = _accounts(game, asked, span, by, Question(state, baseline, react))  # type: ignore[arg-type] # checked there
    luck = luck_of_the_draw(game, asked, span) if by in ("player", "lever") else None
    if as_json:
        data = [_data(a, by, span, baseline, luck, row) for row, a in enumerate(accounts)]
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    typer.echo(_heading(game, span, baseline if luck else "", lang))
    for row, account in enumerate(accounts):
        typer.echo(f"\n{table(account, game.setting, lang)}")
        if luck:
            typer.echo(_luck_line(luck, row, lang))


@dataclass(frozen=True)
class Question:
    """What an account by player or by lever needs to know."""

    state: str | None
    baseline: Baseline
    react: bool


@dataclass(frozen=True)
class Account:
    """A figure, its change, the parts of the change, and how the parts are called in a language."""

    figure: Figure
    change: float
    parts: list[tuple[str, float]]
    named: Callable[[str, str], str]


def _accounts(
    game: Record, asked: tuple[Figure, ...], span: tuple[int, int], by: str, question: Question
) -> list[Account]:
    """Divide the change of every figure as it is asked for."""
    from techrace.errors import InputError
    from techrace.explain import by_lever, by_mechanism, by_player
    from techrace.explain.terms import by_term
    from techrace.explain.words import cause, entity, lever

    if by == "mechanism":
        found = by_mechanism(game, asked, span)
        change = found.after - found.before
        return [Account(f, float(change[i]), found.causes(i, MOST[by]), cause) for i, f in enumerate(asked)]
    if by == "term":
        terms = [by_term(game, f, span) for f in asked]
        return [Account(t.figure, t.after - t.before, t.causes(MOST[by]), cause) for t in terms]
    if by == "player":
        parts = by_player(game, asked, span, baseline=question.baseline, react=question.react)
    elif question.state is None:
        message = f"--of: whose levers? one of {', '.join(game.setting.names['states'])}"
        raise InputError(message)
    else:
        parts = by_lever(game, question.state, asked, span, baseline=question.baseline)

    def named(name: str, lang: str) -> str:
        return entity(game.setting, name, lang) if by == "player" else lever(name, lang)

    gain = parts.division.everybody - parts.division.nobody
    return [Account(f, float(gain[i]), parts.causes(i), named) for i, f in enumerate(asked)]


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


def game_of(run: str, seed: int = 0, turns: int | None = None) -> Record:
    """Open a saved run, or play a world by its default policies."""
    if Path(run).is_dir():
        from techrace import archive

        record: Record = archive.load(Path(run))
        return record
    from techrace.policies import policy
    from techrace.simulate import prepare, simulate
    from techrace.world.loading import load

    world = load(run)
    setting = prepare(world)
    policies = [policy(world.policies.get(s, "status-quo"), setting, i) for i, s in enumerate(setting.names["states"])]
    return simulate(setting, policies, turns=turns, seed=seed)


def span_from(text: str | None) -> tuple[int, int] | None:
    """Read ``4:12``."""
    from techrace.errors import InputError

    if text is None:
        return None
    first, _, last = text.partition(":")
    if not (first.strip().isdigit() and last.strip().isdigit()):
        message = f"--turns {text!r}: write two turns a:b, such as 4:12"
        raise InputError(message)
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


def table(account: Account, setting: Setting, lang: str) -> str:
    """Write a figure, its change and the parts of it, one a line, with bars that show their size."""
    from techrace.explain.words import LABELS, label, of, size

    unit, whole = account.figure.unit, of(LABELS["sum"], lang)
    widest = max((abs(v) for _, v in account.parts), default=0.0) or 1.0
    names = [account.named(name, lang) for name, _ in account.parts]
    room = max(map(width, (*names, whole))) + 2
    lines = [f"{label(account.figure, setting, lang)}  {size(account.change, unit, lang)}"]
    for name, (_, value) in zip(names, account.parts, strict=True):
        bar = ("+" if value > 0 else "-") * max(1, round(20 * abs(value) / widest))
        lines.append(f"  {pad(name, room)}{size(value, unit, lang):>13}  {bar}")
    lines.append(f"  {pad(whole, room)}{size(sum(v for _, v in account.parts), unit, lang):>13}")
    return "\n".join(lines)


def width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, room: int) -> str:
    """Fill a text up to a number of columns."""
    return text + " " * max(0, room - width(text))


def _heading(game: Record, span: tuple[int, int], baseline: str, lang: str) -> str:
    from techrace.explain.words import LABELS, of

    note = f", {of(LABELS[baseline], lang)}" if baseline else ""
    return f"{of(game.setting.world.title, lang)}, {of(LABELS['turn'], lang)} {span[0]}–{span[1]}{note}"


def _luck_line(luck: Luck, row: int, lang: str) -> str:
    from techrace.explain.words import LABELS, of, size

    unit = luck.figures[row].unit
    share, sd = size(float(luck.share[row]), unit, lang), size(float(luck.sd[row]), unit, lang).lstrip("+")
    lower = f"{luck.below[row]:.0%}"
    if lang == "ko":
        beside = f"같은 명령, 다른 운 {luck.draws}번의 평균 대비; 표준편차 {sd}; 그중 {lower}가 더 낮음"
    else:
        beside = f"beside {luck.draws} other draws of the same orders; sd {sd}; {lower} of them came out lower"
    return f"  {of(LABELS['luck'], lang)} {share} ({beside})"
