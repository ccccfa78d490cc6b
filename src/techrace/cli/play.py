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
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Where games are kept; default: $TECHRACE_DATA or yours."),
    ] = None,
) -> None:
    """Play a seat, or several, in the terminal; doctrines play the others.

    Everything is saved as you type; Ctrl-C loses nothing.

    Example: techrace play 2025 --as korea --turns 6
    """
    import sys

    from techrace.cli.say import say
    from techrace.cli.screen import screen_of
    from techrace.errors import InputError
    from techrace.language import language, spoken_here
    from techrace.terminal.game import Game
    from techrace.terminal.paper import Keyboard

    if cards and full:
        message = "--cards and --full: choose one of the two"
        raise InputError(message)
    tell = language(lang or spoken_here())
    depth = "cards" if cards else "full" if full else "auto"
    lines = None if script is None else script.read_text(encoding="utf-8").splitlines()
    sitting = _sitting(world, seats, turns, seed, depth, tell, data, resume=resume)
    game = Game(sitting, Keyboard(lines), lambda: screen_of(sys.stdout), tell, say)
    try:
        game.play()
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
    *,
    resume: bool,
) -> Sitting:
    """Begin a game, or go on with one."""
    from techrace.errors import InputError
    from techrace.session.store import data_folder
    from techrace.terminal.sitting import begun, resumed
    from techrace.world.loading import load

    folder = data or data_folder()
    if resume:
        return resumed(folder, world or "")
    played = load(world or "2025")
    mine = list(dict.fromkeys(s.strip() for s in (seats or "").split(",") if s.strip()))
    if not mine:
        message = f"--as: name the seat that you play; {played.id} has {', '.join(played.states)}"
        raise InputError(message)
    return begun(folder, played, mine, tell, turns=turns, seed=seed, depth=depth)
