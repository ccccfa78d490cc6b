"""``techrace sessions``: the sessions that people have played on this machine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from techrace.language import Language
    from techrace.session.store import Summary
    from techrace.session.table import Table

app = typer.Typer(
    name="sessions",
    help="List, show, copy, check and delete the sessions that people have played.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

DATA = typer.Option(None, "--data", metavar="DIR", help="Where sessions are kept; default: $TECHRACE_DATA or yours.")
LANG = typer.Option(None, metavar="en|ko", help="Language; default: that of your system.")
JSON = typer.Option(False, "--json", help="Print one JSON document.")
NAME = typer.Argument(..., metavar="NAME", help="The session.")


def _tell(lang: str | None) -> Language:
    from techrace.cli.options import tongue

    return tongue(lang)


def _folder(data: Path | None) -> Path:
    from techrace.session.store import data_folder

    return data or data_folder()


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


@app.command("list")
def listing(data: Path | None = DATA, lang: str | None = LANG, json: bool = JSON) -> None:
    """List all sessions, the one played last first.

    Example: techrace sessions list
    """
    import sys

    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of
    from techrace.errors import InputError
    from techrace.session.store import summaries

    tell, folder = _tell(lang), _folder(data)
    found = summaries(folder)
    if json:
        say_json([{"problem": str(s)} if isinstance(s, InputError) else _facts(s) for s in found])
        return
    screen = screen_of(sys.stdout)
    rows = [
        [s.id, s.title, s.world, _standing(s, tell), _moment(s.last_at)] for s in found if not isinstance(s, InputError)
    ]
    if rows:
        say(screen.shown(screen.table(rows)))
    elif not found:
        say(tell("sessions-none", folder=str(folder)))
    for s in found:
        if isinstance(s, InputError):
            say("\n".join(map(tell.say, s.problems)))


def _facts(summary: Summary) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(summary)


def _standing(summary: Summary, tell: Language) -> str:
    key = "sessions-ended" if summary.ended else "sessions-turn"
    return tell(key, turn=summary.turn, turns=summary.turns)


@app.command()
def show(name: str = NAME, data: Path | None = DATA, lang: str | None = LANG, json: bool = JSON) -> None:
    """Show where a session stands: its seats, its turns and its branches. Secrets stay secret until its debrief.

    Example: techrace sessions show spring-class
    """
    import sys

    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of
    from techrace.session.events import Role
    from techrace.session.room import looked_at
    from techrace.session.seats import Viewer, view
    from techrace.session.store import known, summary

    tell, folder = _tell(lang), _folder(data)
    table = looked_at(folder, name)
    told = view(table, Viewer(Role.OBSERVER))
    facts = summary(known(folder, name))
    if json:
        say_json({"summary": _facts(facts), "view": told})
        return
    screen = screen_of(sys.stdout)
    say(screen.shown([screen.bold(f"{facts.title} ({facts.id}, {facts.world})"), _standing(facts, tell)]))
    rows = [
        [seat, ", ".join(s["team"]) if s["played_by"] == "people" else s["doctrine"]]
        for seat, s in told["seats"].items()
    ]
    say(screen.shown(screen.table(rows)))
    say(tell("sessions-facts", events=facts.events, turns=len(table.nodes), size=f"{facts.size / 1024:.0f}"))


@app.command()
def export(
    name: str = NAME,
    file: Path | None = typer.Argument(None, metavar="[FILE]", help="Where to; default: NAME.jsonl."),
    data: Path | None = DATA,
    lang: str | None = LANG,
    json: bool = JSON,
) -> None:
    """Write a session to one text file, with all its secrets, to be imported on another machine.

    Example: techrace sessions export spring-class
    """
    from techrace.cli.say import say, say_json
    from techrace.errors import InputError, placed
    from techrace.language import sentence
    from techrace.session import store

    target = file or Path(f"{name}.jsonl")
    if target.exists():
        raise InputError(placed(str(target), sentence("error-file-exists")))
    count = store.export(store.known(_folder(data), name), target)
    if json:
        say_json({"file": str(target), "events": count})
    else:
        say(_tell(lang)("sessions-exported", file=str(target), events=count))


@app.command("import")
def bring(
    file: Path = typer.Argument(..., metavar="FILE", help="What `export` wrote."),
    data: Path | None = DATA,
    lang: str | None = LANG,
    json: bool = JSON,
) -> None:
    """Bring in a session that was exported.

    Example: techrace sessions import spring-class.jsonl
    """
    from techrace.cli.say import say, say_json
    from techrace.session.room import imported

    path = imported(file, _folder(data))
    if json:
        say_json({"session": path.stem, "file": str(path)})
    else:
        say(_tell(lang)("sessions-imported", name=path.stem))


@app.command()
def delete(
    name: str = NAME,
    yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask."),
    data: Path | None = DATA,
    lang: str | None = LANG,
    json: bool = JSON,
) -> None:
    """Erase a session wholly.

    Example: techrace sessions delete spring-class --yes
    """
    from techrace.cli.say import say, say_json
    from techrace.session import store

    tell = _tell(lang)
    path = store.known(_folder(data), name)
    if not yes and not typer.confirm(tell("sessions-sure", name=name)):
        raise typer.Exit(1)
    store.delete(path)
    if json:
        say_json({"deleted": name})
    else:
        say(tell("sessions-deleted", name=name))


@app.command()
def verify(name: str = NAME, data: Path | None = DATA, lang: str | None = LANG, json: bool = JSON) -> None:
    """Check a session: is its log whole, and does playing it again lead to the same states, bit for bit?

    Ends with 1 if something is wrong.

    Example: techrace sessions verify spring-class
    """
    from techrace.cli.say import say, say_json
    from techrace.session import store
    from techrace.session.play import replay
    from techrace.session.room import looked_at

    tell, folder = _tell(lang), _folder(data)
    damage = store.verify(store.known(folder, name))
    table = None if damage else looked_at(folder, name)
    differences = replay(table) if table else []
    if json:
        say_json({"damage": damage, "differences": [vars(d) for d in differences]})
    else:
        for problem in damage:
            say(tell.say(problem))
        if damage:
            say(tell("sessions-repair", name=name))
        if table is not None:
            say(_verdict(table, differences, tell))
    if damage or differences:
        raise typer.Exit(1)


@app.command()
def repair(name: str = NAME, data: Path | None = DATA, lang: str | None = LANG, json: bool = JSON) -> None:
    """Make a damaged log whole again, up to the last command that can be trusted. The damaged file is kept.

    Nobody may be playing the session meanwhile.

    Example: techrace sessions repair spring-class
    """
    from techrace.cli.say import say, say_json
    from techrace.session import store

    tell, path = _tell(lang), store.known(_folder(data), name)
    if not store.verify(path):
        say_json({"repaired": False}) if json else say(tell("sessions-whole", name=name))
        return
    done = store.repair(path)
    if json:
        say_json({"repaired": True, "kept": done.kept, "lost": done.lost, "damaged": str(done.damaged)})
    else:
        say(tell("sessions-repaired", name=name, kept=done.kept, lost=done.lost, file=str(done.damaged)))


def _verdict(table: Table, differences: list[Any], tell: Language) -> str:
    if not differences:
        return tell("sessions-sound", name=table.made.id, turns=len(table.nodes))
    first = differences[0]
    where = tell("sessions-differs", turn=first.turn + 1, program=table.made.program)
    gap = tell("sessions-gap", figure=first.figure, gap=f"{first.gap:.3g}") if first.figure else tell("replay-hidden")
    return f"{where} {gap}"


@app.command()
def around(
    name: str = NAME,
    worlds: int = typer.Option(1000, min=10, max=100_000, help="Rooms to play around it."),
    data: Path | None = DATA,
    lang: str | None = LANG,
    json: bool = JSON,
) -> None:
    """Place a session that has ended among other rooms: the same orders, other luck, other players around each seat.

    Example: techrace sessions around spring-class --worlds 1000
    """
    from techrace.cli.say import say, say_json
    from techrace.errors import InputError
    from techrace.session.room import looked_at

    tell, table = _tell(lang), looked_at(_folder(data), name)
    if not table.ended or not table.place.turn:
        raise InputError(tell("sessions-around-early" if table.ended else "sessions-around-running", name=name))
    found = _placed(table, worlds)
    if json:
        say_json({"session": name, "worlds": worlds, "seats": list(found)})
        return
    for seat in found:
        say(_among(seat, table, worlds, tell))


def _placed(table: Table, worlds: int) -> Iterator[dict[str, Any]]:
    """Rate every seat among rooms in which the other players differ, and among rooms in which luck alone does."""
    import numpy as np

    from techrace import reckoning
    from techrace.explain.around import rank
    from techrace.session.seats import debrief

    record = debrief(table)
    rated = reckoning.ratings(record, reckoning.usual(table, record))
    luck = reckoning.rated(record, reckoning.rooms(table, record, [], "", worlds), rated.par)
    for place, seat in enumerate(record.setting.names["states"]):
        others = reckoning.rated(record, reckoning.rooms(table, record, [], seat, worlds), rated.par)[place]
        low, middle, high = np.quantile(others, (0.05, 0.5, 0.95)).tolist()
        played = rated.played[place]
        yield {
            "seat": seat, "rating": float(played), "below": float(rank(played, others)),
            "below_luck": float(rank(played, luck[place])), "p5": low, "p50": middle, "p95": high,
        }  # fmt: skip


def _among(found: dict[str, Any], table: Table, worlds: int, tell: Language) -> str:
    from techrace.session.play import world_of

    who = tell.text(world_of(table).states[found["seat"]].name)
    level, low, high = (tell.number(found[x], 1) for x in ("rating", "p5", "p95"))
    values: dict[str, str | int] = {"who": who, "level": level, "share": tell.chance(found["below"]), "games": worlds}
    luck = tell("sessions-around-luck", share=tell.chance(found["below_luck"]))
    return f"{tell('sessions-around', low=low, high=high, **values)}\n  {luck}"
