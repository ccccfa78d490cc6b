"""``techrace backtest``: history as a test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def backtest(
    cases: Annotated[
        list[str] | None, typer.Argument(metavar="[CASE]…", help="Cases by name, or world files; all packaged if none.")
    ] = None,
    draws: Annotated[int, typer.Option(min=20, max=100_000, help="Games of each case.")] = 2000,
    seed: Annotated[int, typer.Option(help="Seed of all luck.")] = 1,
    uncertainty: Annotated[
        str, typer.Option(help="Where parameters are drawn from: calibrated, declared or none.")
    ] = "calibrated",
    html: Annotated[Path | None, typer.Option(help="Write a page that opens offline.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data instead of tables.")] = False,
    lang: Annotated[str, typer.Option(help="en or ko.")] = "en",
) -> None:
    """Play historical cases and score the model on what it had not seen, beside simple forecasts.

    Example:
        techrace backtest dram-1976 my-case.yaml --html backtest.html
    """
    from techrace.backtest import table
    from techrace.backtest.cases import every
    from techrace.backtest.play import backtest as play
    from techrace.backtest.play import sources
    from techrace.errors import InputError, unknown

    if uncertainty not in sources():
        message = f"--uncertainty: {unknown('choice', uncertainty, sources())}"
        raise InputError(message)
    if lang not in ("en", "ko"):
        message = f"--lang: {unknown('language', lang, ('en', 'ko'))}"
        raise InputError(message)
    results = [play(case, draws, seed, uncertainty) for case in every(cases or ())]
    if html:
        html.write_text(table.page(results, draws, seed, uncertainty, lang), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(table.as_data(results, seed, uncertainty), ensure_ascii=False, indent=1))
        return
    from rich.console import Console
    from rich.table import Table

    console = Console()
    scores = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for i, head in enumerate(table.heads(lang)):
        scores.add_column(head, justify="left" if i == 0 else "right", no_wrap=i == 0)
    for result in results:
        scores.add_row(*table.row(result, lang))
    if len(results) > 1 and any(result.points for result in results):
        scores.add_row(*table.mean_row(results, lang), style="bold")
    console.print(scores)
    for result in results:
        if result.marks:
            console.print(f"\n[bold]{table.say(result.case.world.title, lang)}[/]")
        for judged in result.marks:
            text, found, wanted, verdict = table.mark_row(judged, lang)
            colour = "green" if judged.met else "red"
            console.print(f"  [{colour}]{verdict}[/]  {text}: {found} ({wanted})", highlight=False)
    console.print()
    console.print(table.word("explain", lang), style="dim", highlight=False)
    ensemble = table.word("ensemble", lang, draws=draws, seed=seed, uncertainty=table.word(uncertainty, lang))
    console.print(f"{table.word('honest', lang)} {ensemble}", style="dim", highlight=False)
