"""``techrace backtest``: history as a test."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from techrace.cli.options import AsJson, Html, Lang, Uncertainty

if TYPE_CHECKING:
    from techrace.backtest.play import Result
    from techrace.cli.screen import Screen
    from techrace.language import Language


def backtest(
    cases: Annotated[
        list[str] | None, typer.Argument(metavar="[CASE]…", help="Cases by name, or world files; all packaged if none.")
    ] = None,
    draws: Annotated[int, typer.Option(min=20, max=100_000, help="Games of each case.")] = 2000,
    seed: Annotated[int, typer.Option(help="Seed of all luck.")] = 1,
    uncertainty: Uncertainty = "calibrated",
    html: Html = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Play historical cases and score the model on what it had not seen, beside simple forecasts.

    Example:
        techrace backtest dram-1976 my-case.yaml --html backtest.html
    """
    from techrace.backtest import table
    from techrace.backtest.cases import every
    from techrace.backtest.play import backtest as play
    from techrace.cli.options import known_uncertainty, tongue, writable
    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of

    tell = tongue(lang)
    known_uncertainty(uncertainty)
    writable(html)
    asked = tuple(dict.fromkeys(cases or ()))  # a case that is named twice counts once
    results = [play(case, draws, seed, uncertainty) for case in every(asked)]
    if html:
        html.write_text(table.page(results, draws, seed, uncertainty, tell.code), encoding="utf-8")
    if as_json:
        say_json(table.as_data(results, seed, uncertainty))
        return
    screen = screen_of(sys.stdout)
    remarks = f"{table.word('honest', tell.code)} {table.ensemble(draws, seed, uncertainty, tell.code)}"
    lines = [
        *score_lines(results, screen, tell),
        *(line for result in results for line in mark_lines(result, screen, tell)),
        "",
        *map(screen.dim, [*screen.wrap(table.word("explain", tell.code)), *screen.wrap(remarks)]),
    ]
    say(screen.shown(lines))


def score_lines(results: Sequence[Result], screen: Screen, tell: Language) -> list[str]:
    """Write everybody's score, beneath it how often the truth lay inside, and to whom the model loses."""
    from techrace.backtest import table

    heads = table.heads(tell.code)
    rows = [list(heads[:-1])]
    lost, nobody = [], table.word("nobody", tell.code)
    some = [table.row(result, tell.code) for result in results]
    if len(results) > 1 and any(result.points for result in results):
        some.append(table.mean_row(results, tell.code))
    for name, points, *cells, loses in some:
        parts = [cell.partition(" ") for cell in cells]
        rows.append([name, points, *(score for score, _, _ in parts)])
        rows.append(["", tell("backtest-inside"), *(inside.strip("()") for _, _, inside in parts)])
        if loses != nobody:
            lost.append(f"{heads[-1]}: {loses} ({name})")
    head, *lines = screen.table(rows, right=range(1, len(heads)))
    return [
        screen.bold(head),
        *lines,
        "",
        *(line for text in lost or [f"{heads[-1]}: {nobody}"] for line in screen.wrap(text)),
    ]


def mark_lines(result: Result, screen: Screen, tell: Language) -> list[str]:
    """Write what a case should show, what was found, and whether that will do."""
    from techrace.backtest import table

    if not result.marks:
        return []
    lines = ["", screen.bold(table.say(result.case.world.title, tell.code))]
    for judged in result.marks:
        text, found, wanted, verdict = table.mark_row(judged, tell.code)
        first, *more = screen.wrap(f"{verdict}  {text}: {found} ({wanted})", screen.width - 4)
        lines += [f"  {first if judged.met else screen.bold(first)}", *(f"    {line}" for line in more)]
    return lines
