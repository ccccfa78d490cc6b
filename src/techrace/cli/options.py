"""Options that several commands take, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from techrace.language import Language

Lang = Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Html = Annotated[Path | None, typer.Option(help="Write a page that opens offline.")]
Workers = Annotated[int, typer.Option(min=0, max=64, help="Processes; default: one a processor.")]
Uncertainty = Annotated[
    str,
    typer.Option(metavar="none|declared|calibrated", help="Draw parameters: from their ranges, or as history has it."),
]

# Of explain, whatif and advise, which look at one game.
Run = Annotated[str, typer.Argument(metavar="RUN", help="A saved run, or a world to play by its default policies.")]
Figures = Annotated[
    list[str] | None, typer.Option("--figure", "-f", help="layer_share.hbm.korea, reach.us, …; see: list figures.")
]
World = Annotated[int, typer.Option(min=0, help="Position of the game in a run of many.")]
Seed = Annotated[int, typer.Option(help="The seed, if a world is played.")]


def tongue(lang: str | None) -> Language:
    """Return the language that was asked for, else that of the user's system."""
    from techrace.language import language, spoken_here

    return language(lang or spoken_here())


def known_uncertainty(kind: str) -> str:
    """Return a name of where constants may be drawn from.

    Raises:
        InputError: There is no such place.
    """
    from techrace.errors import InputError, placed, unknown
    from techrace.posterior import KINDS

    if kind not in KINDS:
        raise InputError(placed("--uncertainty", unknown("choice", kind, KINDS)))
    return kind


def writable(page: Path | None) -> Path | None:
    """Return where a page is to be written, before anybody has worked for it.

    Raises:
        InputError: It cannot be written there.
    """
    from techrace.errors import InputError, placed
    from techrace.language import sentence

    if page is not None and (page.is_dir() or not page.parent.is_dir()):
        raise InputError(placed(f"--html {page}", sentence("error-no-file-here")))
    return page


def refuse_idle(given: dict[str, bool], where: str) -> None:
    """Refuse options that would be read and then do nothing.

    Args:
        given: Options, and whether each was given where it has no meaning.
        where: What each of them needs.

    Raises:
        InputError: Some option would do nothing.
    """
    from techrace.errors import InputError, placed
    from techrace.language import sentence

    if idle := [option for option, there in given.items() if there]:
        raise InputError([placed(option, sentence("error-idle-option", needs=where)) for option in idle])
