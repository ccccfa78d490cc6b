"""``techrace claims``: the essay's claims as experiments."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from techrace.cli.options import AsJson, Html, Lang, Uncertainty, Workers

if TYPE_CHECKING:
    from techrace.claims.experiment import Result
    from techrace.claims.schema import Fact
    from techrace.cli.screen import Screen

QUICK = 256  # worlds of a first look


def claims(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Claims to run; default: all.")] = None,
    worlds: Annotated[int, typer.Option(min=16, max=100_000, help="Worlds, each played both ways.")] = 2000,
    turns: Annotated[int | None, typer.Option(min=1, max=400, help="Cut horizons to this turn.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of all luck.")] = 7,
    uncertainty: Uncertainty = "declared",
    book: Annotated[Path | None, typer.Option("--file", help="A file of claims of your own.")] = None,
    html: Html = None,
    json: AsJson = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="A first look: few worlds, no search for what flips a result.")
    ] = False,
    workers: Workers = 0,
    lang: Lang = None,
) -> None:
    """Run the essay's claims as experiments and say which the model supports.

    Example: techrace claims securitising-delays --html claims.html
    """
    from techrace.claims import table
    from techrace.claims.experiment import Plan, refuse_unplayable, run_claims
    from techrace.claims.schema import load
    from techrace.cli.options import known_uncertainty, tongue, writable
    from techrace.cli.progress import progress
    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of
    from techrace.errors import InputError, placed, unknown
    from techrace.language import sentence

    tell = tongue(lang)
    known_uncertainty(uncertainty)
    writable(html)
    said = load(book)
    known = [claim.id for claim in said.claims]
    if wrong := [placed(f"claims {name}", unknown("claim", name, known)) for name in ids or () if name not in known]:
        raise InputError(wrong)
    if not (said.claims or said.facts):
        raise InputError(placed(str(book), sentence("error-no-claims")))
    chosen = [claim for claim in said.claims if not ids or claim.id in ids]
    facts = () if ids else said.facts
    if book:
        refuse_unplayable(chosen)
    plan = Plan(min(worlds, QUICK) if quick else worlds, turns, seed, uncertainty, workers, flips=not quick)
    with progress(tell) as shown:
        results = run_claims(chosen, plan, lambda done, whole: shown(done, whole, "worlds"))
    if html:
        html.write_text(table.page(results, facts, plan, tell.code), encoding="utf-8")
    if json:
        say_json(table.as_data(results, facts, plan))
        return
    screen = screen_of(sys.stdout)
    lines = [line for result in results for line in claim_lines(result, screen, tell.code, flips=plan.flips)]
    lines += fact_lines(facts, screen, tell.code)
    remarks = [*screen.wrap(table.word("honest", tell.code)), *screen.wrap(table.ensemble(plan, tell.code))]
    say(screen.shown([*lines, *map(screen.dim, remarks)]))


def claim_lines(result: Result, screen: Screen, lang: str, *, flips: bool) -> list[str]:
    """Write a claim: what it says, its outcomes, what turns it round."""
    from techrace.claims import table

    heading = f"{table.say(result.claim.says, lang)} — {table.word(result.verdict, lang)}"
    lines = [screen.bold(line) for line in screen.wrap(heading)]
    for name, arms, effect, agree, verdict in table.rows(result, lang):
        lines += [f"  {line}" for line in screen.wrap(name, screen.width - 2)]
        lines.append("    " + "  ".join((screen.pad(arms, 16), screen.pad(effect, 27), f"{agree}, {verdict}")))
    if flips:
        turned = f"{table.word('flip', lang)}: {table.flip_of(result.flip, lang)}"
        lines += [screen.dim(f"  {line}") for line in screen.wrap(turned, screen.width - 2)]
    return [*lines, ""]


def fact_lines(facts: tuple[Fact, ...], screen: Screen, lang: str) -> list[str]:
    """Write the essay's own figures beside the data."""
    from techrace.claims import table

    if not facts:
        return []
    lines = [screen.bold(table.word("facts", lang))]
    for fact in facts:
        figures = f"{table.number(fact.stated)} → {table.number(table.value_of(fact))}"
        lines += screen.wrap(f"{table.say(fact.says, lang)} {figures}. {table.say(fact.verdict, lang)}")
    return [*lines, ""]
