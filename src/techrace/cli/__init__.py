"""The command line. A command is one file here and one line below.

Exit codes: 0 done, 1 the work failed, 2 what was given is wrong, 130 stopped by the user.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from typing import Annotated, Any

import typer

from techrace import __version__
from techrace.cli import (
    advise,
    analyse,
    backtest,
    cards,
    claims,
    compare,
    doctor,
    explain,
    host,
    levers,
    listing,
    merge,
    new,
    play,
    rehearse,
    replay,
    run,
    search,
    sessions,
    sweep,
    tournament,
    validate,
    whatif,
)
from techrace.errors import InputError, MissingExtra

app = typer.Typer(
    name="techrace",
    help="A wargame and simulator of the technology race: chokepoints, ecosystems, capital and politics.",
    epilog="Begin with: techrace run",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(run.run)
app.command()(play.play)
app.command()(host.host)
app.command()(rehearse.rehearse)
app.command()(doctor.doctor)
app.command()(replay.replay)
app.command()(validate.validate)
app.command("list")(listing.listing)
app.command()(new.new)
app.command()(explain.explain)
app.command()(whatif.whatif)
app.command()(advise.advise)
app.command()(claims.claims)
app.command()(backtest.backtest)
app.command()(levers.levers)
app.command()(cards.cards)
app.command()(sweep.sweep)
app.command()(merge.merge)
app.command()(analyse.analyse)
app.command()(compare.compare)
app.command()(tournament.tournament)
app.command()(search.search)
app.add_typer(sessions.app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"techrace {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="After an error show where in the program it happened.")
    ] = False,
) -> None:
    del version, debug  # one speaks for itself, main() looks for the other


def commands() -> list[str]:
    """List the names of all commands."""
    return [c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    given = [x for x in given if x != "--debug"]  # wherever it stands
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a name that this terminal cannot write is no reason to stop
    try:
        app(args=given, prog_name="techrace")
    except InputError as error:
        _fail(_said(error, given), 2, debug=debug)
    except MissingExtra as error:
        _fail(str(error), 2, debug=debug)
    except BrokenPipeError:  # the reader has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        _fail("stopped", 130, debug=debug)
    except MemoryError:
        _fail("this needs more memory than there is; try fewer --worlds", 1, debug=debug)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}", 1, debug=debug)
    except Exception as error:  # noqa: BLE001 - the last place where a bug can become a sentence
        _fail(_bug(error), 1, debug=debug)


def _said(error: InputError, given: list[str]) -> str:
    """Say what is wrong in the language that was asked for, or else the user's, as far as it can be said in it."""
    from techrace.language import LANGUAGES, language, spoken_here

    asked = [given[i + 1] for i, word in enumerate(given[:-1]) if word == "--lang"]
    asked += [word.partition("=")[2] for word in given if word.startswith("--lang=")]
    code = next((x for x in reversed(asked) if x in LANGUAGES), spoken_here())
    return str(InputError(map(language(code).say, error.problems)))


def _fail(message: str, code: int, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    sys.stderr.write("".join(f"techrace: {line}\n" for line in message.splitlines()))
    sys.exit(code)


def _bug(error: Exception) -> str:
    where: Any = f"techrace {__version__}, Python {platform.python_version()}, {platform.system()}"
    return (
        f"a fault in techrace itself: {type(error).__name__}: {error}\n"
        f"Please report it with the command that you gave ({where}); --debug shows where it happened."
    )
