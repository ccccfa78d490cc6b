"""``techrace host``: teams in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from techrace.language import Language
    from techrace.session.events import Phase
    from techrace.web.host import House, Lodging
    from techrace.world.schema import World

PORT = 8025


def host(
    world: Annotated[str | None, typer.Argument(help="A world (default: 2025).")] = None,
    turns: Annotated[int, typer.Option(min=1, max=400, help="Turns to play.")] = 8,
    cards: Annotated[bool, typer.Option("--cards", help="Play with cards (default where a world has them).")] = False,
    full: Annotated[bool, typer.Option("--full", help="Play with every lever.")] = False,
    phases: Annotated[
        str | None,
        typer.Option(metavar="PHASE=SECONDS,…", help="Phases of a turn: brief, negotiate, orders, board; 0: no clock."),
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option("--policy", metavar="STATE=POLICY", help="Who plays a state that has no team, such as us=search."),
    ] = None,
    session: Annotated[str | None, typer.Option("--session", metavar="NAME", help="Go on with this session.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Begin a new session although one has not ended.")] = False,
    solo: Annotated[str | None, typer.Option(metavar="SEAT", help="Play one seat alone, in a browser.")] = None,
    lan: Annotated[bool, typer.Option("--lan", help="Let other devices in; without it, only this one.")] = False,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A name by which devices ask for this machine, beside its own."),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any that is free.")] = PORT,
    data: Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Where sessions are kept.")] = None,
    tls: Annotated[
        tuple[Path, Path] | None,
        typer.Option(metavar="CERT KEY", exists=True, dir_okay=False, help="Speak https with this certificate."),
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language of this terminal.")] = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the facilitator's page.")] = True,
    json: Annotated[bool, typer.Option("--json", help="Print addresses and codes as JSON, on one line.")] = False,
) -> None:
    """Lead a workshop: teams join in a browser by a code; nothing leaves this machine.

    Everything is on disk as it happens. Running the same command again goes on where it stopped.

    Example: techrace host 2025 --turns 8 --lan
    """
    from techrace.cli.inputs import pairs
    from techrace.cli.options import tongue
    from techrace.cli.say import say
    from techrace.errors import InputError
    from techrace.session.store import data_folder
    from techrace.web import serving
    from techrace.web.host import House
    from techrace.world.loading import load

    if cards and full:
        message = "--cards and --full: choose one of the two"
        raise InputError(message)
    others = pairs("--policy", policy or (), "STATE=POLICY")
    tell = tongue(lang)
    played = load(world or "2025")
    serving.check_tls(tls)
    hosts = serving.hosts(name or (), lan=lan)
    bound = serving.bind(port, lan=lan)
    house = House(data or data_folder(), serving.address(bound, lan=lan, tls=bool(tls)), hosts)
    try:
        depth = "cards" if cards else "full" if full else "auto"
        lodging = _room(house, played, tell, turns, _phases(phases), depth, session, solo, others, new=new)
        doors = serving.doors_of(house, lodging, solo)
        if json:
            from json import dumps

            say(dumps(doors))
        else:
            for line in serving.sign(doors, house, lodging, tell):
                say(line)
        serving.serve(house, bound, tls, (lambda: serving.show(doors)) if open_page and not json else None)
    finally:
        house.close()
    if not json:
        say(tell("web-host-closed", name=lodging.table.made.id))


def _room(
    house: House,
    world: World,
    tell: Language,
    turns: int,
    phases: dict[Phase, float | None],
    depth: str,
    session: str | None,
    solo: str | None,
    others: dict[str, str],
    *,
    new: bool,
) -> Lodging:
    """Go on with a session, or begin one."""
    from time import time

    from techrace.errors import InputError, unknown
    from techrace.session.opponents import opponents
    from techrace.web.host import free_name, last_of, settings

    if session and not new:
        from techrace.session.store import path_of

        if path_of(house.folder, session).exists():
            return house.open(session)
    stem = session or f"{world.id}-{'solo' if solo else 'room'}"
    if not new and not session and (name := last_of(house.folder, stem)):
        return house.open(name)
    if solo and solo not in world.states:
        message = f"--solo: {unknown('seat', solo, world.states)}"
        raise InputError(message)
    made: dict[str, Any] = settings(turns, _alone() if solo else phases)
    lodging = house.make(world, session or free_name(house.folder, stem), tell.text(world.title), **made)
    try:
        _seat_depths(house, lodging, world, depth)
        for command in opponents(lodging.table, others, time()):
            house.must(lodging, command)
    except InputError:
        house.abandon(lodging)
        raise
    return lodging


def _alone() -> dict[Phase, float | None]:
    from techrace.session.events import Phase

    return {Phase.ORDERS: None}


def _seat_depths(house: House, lodging: Lodging, world: World, depth: str) -> None:
    from time import time

    from techrace.errors import InputError
    from techrace.session import commands as c

    for seat, spec in world.states.items():
        if depth == "cards" and not spec.cards:
            message = f"--cards: the world {world.id} has no cards for {seat}; leave --cards out"
            raise InputError(message)
        if spec.cards and depth != "full":
            house.must(lodging, c.OpenSeat(at=time(), seat=seat, depth="cards"))


def _phases(text: str | None) -> dict[Phase, float | None]:
    """Read ``brief=240,orders=360``; what is left out is no phase of this session."""
    from techrace.errors import InputError, unknown
    from techrace.session.events import Phase
    from techrace.web.host import SECONDS

    if text is None:
        return dict(SECONDS)
    known = [p.value for p in SECONDS]
    found: dict[Phase, float | None] = {}
    for part in text.split(","):
        name, _, seconds = (x.strip() for x in part.partition("="))
        if name not in known:
            message = f"--phases: {unknown('phase', name, known)}"
            raise InputError(message)
        phase = Phase(name)
        if not seconds:
            found[phase] = SECONDS[phase]
            continue
        if not seconds.isdigit() or int(seconds) > 86400:
            message = f"--phases: {name}={seconds}: seconds are a whole number from 0 (no clock) to 86400"
            raise InputError(message)
        found[phase] = float(seconds) or None
    if Phase.ORDERS not in found:
        message = "--phases: orders must be among the phases"
        raise InputError(message)
    return found
