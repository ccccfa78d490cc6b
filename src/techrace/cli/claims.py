"""``techrace claims``: the essay's claims as experiments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

QUICK = 256  # worlds of a first look


def claims(  # noqa: PLR0913, PLR0917 - an option each
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help="Claims to run; all if none is named.")
    ] = None,
    worlds: Annotated[int, typer.Option(min=16, max=100_000, help="Worlds, each played both ways.")] = 2000,
    turns: Annotated[int | None, typer.Option(min=1, max=400, help="Cut horizons to this turn.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of all luck.")] = 7,
    uncertainty: Annotated[
        str, typer.Option(help="Where parameters are drawn from: declared bounds, or none.")
    ] = "declared",
    book: Annotated[Path | None, typer.Option("--file", help="Another file of claims.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page that opens offline.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data instead of a table.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="A first look: few worlds, no search for flips.")] = False,
    workers: Annotated[int, typer.Option(min=0, max=64, help="Processes (0: one a processor).")] = 0,
    lang: Annotated[str, typer.Option(help="en or ko.")] = "en",
) -> None:
    """Run the essay's claims as experiments and say which the model supports.

    Example:
        techrace claims securitising-delays --html claims.html
    """
    from techrace.claims import table
    from techrace.claims.experiment import Plan, run_claims
    from techrace.claims.schema import load
    from techrace.errors import InputError, unknown

    said = load(book)
    known = [claim.id for claim in said.claims]
    wrong = [f"claim: {unknown('claim', name, known)}" for name in ids or () if name not in known]
    if uncertainty not in ("declared", "none"):
        wrong.append(f"--uncertainty: {unknown('choice', uncertainty, ('declared', 'none'))}")
    if wrong:
        raise InputError(wrong)
    chosen = [claim for claim in said.claims if not ids or claim.id in ids]
    facts = () if ids else said.facts
    plan = Plan(min(worlds, QUICK) if quick else worlds, turns, seed, uncertainty, workers, flips=not quick)
    results = run_claims(chosen, plan)
    if html:
        html.write_text(table.page(results, facts, plan, lang), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(table.as_data(results, facts, plan), ensure_ascii=False, indent=1))
        return
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for result in results:
        console.print(f"[bold]{table.say(result.claim.says, lang)}[/]  {table.word(result.verdict, lang)}")
        shown = Table.grid(padding=(0, 1))
        for _ in range(5):
            shown.add_column()
        for row in table.rows(result, lang):
            shown.add_row(f"  {row[0]}", *row[1:])
        console.print(shown)
        if plan.flips:
            console.print(f"  {table.flip_of(result.flip, lang)}", style="dim")
        console.print()
    for fact in facts:
        figures = f"{table.number(fact.stated)} → {table.number(table.value_of(fact))}"
        console.print(f"{table.say(fact.says, lang)} {figures}. {table.say(fact.verdict, lang)}")
    console.print(table.word("honest", lang), style="dim")
    console.print(
        table.word("ensemble", lang, worlds=plan.worlds, seed=plan.seed, uncertainty=plan.uncertainty), style="dim"
    )
