"""``techrace play``: play a game in the terminal, alone or a few around a keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from techrace.language import Language
    from techrace.terminal.sitting import Sitting


def play(
    world: Annotated[
        str | None, typer.Argument(help="A world (default: 2025); with --resume the name of a game.")
    ] = None,
    seats: Annotated[str | None, typer.Option("--as", metavar="SEAT[,SEAT]", help="The seats that you play.")] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option("--policy", metavar="STATE=POLICY", help="Who plays a state, such as us=search."),
    ] = None,
    turns: Annotated[int, typer.Option(min=1, max=400, help="Turns to play.")] = 12,
    cards: Annotated[bool, typer.Option("--cards", help="Play with cards (default where a world has them).")] = False,
    full: Annotated[bool, typer.Option("--full", help="Play with every lever.")] = False,
    seed: Annotated[int | None, typer.Option(help="The seed of all luck; default: nobody knows.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
    script: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Read commands from a file, one a line."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a game: the last one, or the one named.")
    ] = False,
    row: Annotated[
        str | None, typer.Option("--row", metavar="DIR:RUN", help="Go on with a run of a sweep, as it was.")
    ] = None,
    at: Annotated[int, typer.Option("--at", min=1, help="With --row: the first turn that you play.")] = 1,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Where games are kept; default: $TECHRACE_DATA or yours."),
    ] = None,
) -> None:
    """Play a seat, or several, in the terminal; policies play the others.

    Everything is saved as you type; Ctrl-C loses nothing.

    With --row, its policies play the turns before --at; the rest is yours, under the same luck.

    Example: techrace play 2025 --as korea --turns 6
    """
    import sys

    from techrace.cli.inputs import pairs
    from techrace.cli.options import tongue
    from techrace.cli.say import say
    from techrace.cli.screen import screen_of
    from techrace.errors import InputError, placed
    from techrace.language import sentence
    from techrace.terminal.game import Game
    from techrace.terminal.paper import NARROWEST, Keyboard
    from techrace.terminal.sitting import Gone

    if cards and full:
        raise InputError(sentence("error-cards-or-full"))
    others = pairs("--policy", policy or (), "STATE=POLICY")
    if others and (resume or row is not None):
        raise InputError(sentence("error-policies-of-a-game"))
    begun_by = {"--as": seats is not None, "--seed": seed is not None, "--cards": cards, "--full": full}
    if resume and (told := [name for name, given in begun_by.items() if given]):
        raise InputError(placed(", ".join(told), sentence("error-of-a-game")))
    tell = tongue(lang)
    depth = "cards" if cards else "full" if full else "auto"
    lines = None if script is None else _lines(script)
    if row is None:
        sitting = _sitting(world, seats, turns, seed, depth, tell, data, others, resume=resume)
    else:
        if world is not None or resume or seed is not None:
            raise InputError(sentence("error-row-alone"))
        sitting = _taken_over(row, at, seats, depth, tell, data)
    game = Game(sitting, Keyboard(lines), lambda: screen_of(sys.stdout, least=NARROWEST), tell, say)
    try:
        game.play()
    except Gone as gone:
        raise InputError(gone.problems) from None
    except KeyboardInterrupt:
        say("")
        game.leave()
        raise typer.Exit(130) from None
    finally:
        sitting.close()


def _sitting(
    world: str | None,
    seats: str | None,
    turns: int,
    seed: int | None,
    depth: str,
    tell: Language,
    data: Path | None,
    others: dict[str, str],
    *,
    resume: bool,
) -> Sitting:
    """Begin a game, or go on with one."""
    from techrace.session.store import data_folder
    from techrace.terminal.sitting import begun, resumed
    from techrace.world.loading import load

    folder = data or data_folder()
    if resume:
        return resumed(folder, world or "")
    played = load(world or "2025")
    return begun(folder, played, _mine(seats), tell, turns=turns, seed=seed, depth=depth, policies=others)


def _lines(script: Path) -> list[str]:
    """Read the commands of a script."""
    from techrace.errors import InputError, placed
    from techrace.language import sentence

    try:
        return script.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InputError(placed(str(script), sentence("error-script-text"))) from None


def _mine(seats: str | None) -> list[str]:
    return list(dict.fromkeys(s.strip() for s in (seats or "").split(",") if s.strip()))


def _taken_over(row: str, at: int, seats: str | None, depth: str, tell: Language, data: Path | None) -> Sitting:
    """Go on with a run of a sweep, and say which one it is."""
    from techrace.cli.say import say
    from techrace.errors import InputError
    from techrace.language import sentence
    from techrace.session.store import data_folder
    from techrace.sweep.row import row_of
    from techrace.terminal.sitting import taken_over

    folder, _, number = row.rpartition(":")
    if not folder or not number.isdecimal():
        raise InputError(sentence("error-row-form", row=row))
    found = row_of(Path(folder), int(number))
    sitting = taken_over(data or data_folder(), found, _mine(seats), tell, at=at, depth=depth)
    say(tell("play-row", run=number, folder=folder, at=at))
    for name, value in found.factors.items():
        say(f"  {name} = {value:.4g}" if isinstance(value, float) else f"  {name} = {value}")
    if found.outcomes:
        say(tell("play-row-was", outcomes=", ".join(f"{name} {value:.4g}" for name, value in found.outcomes.items())))
    return sitting
