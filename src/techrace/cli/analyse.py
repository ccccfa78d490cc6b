"""``techrace analyse``: what a sweep says, and how sure it is."""

from __future__ import annotations

from pathlib import Path

import typer


def analyse(
    folder: Path = typer.Argument(..., metavar="DIR", help="A folder that techrace sweep wrote."),
    html: Path | None = typer.Option(None, "--html", help="The page; default: analysis.html in the folder."),
    coalitions: bool = typer.Option(
        False, "--coalitions", help="Also play some runs again to see who would gain by leaving or joining a bloc."
    ),
    lang: str | None = typer.Option(None, metavar="en|ko", help="Language; default: that of your system."),
    json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Say what a sweep found, in words and on a page that opens offline.

    Distributions, what drives outcomes, conditions under which they are bad, which policy holds up. A folder
    that is not whole is refused, with the rows.

    Example: techrace analyse runs/drivers
    """
    from techrace.cli.options import tongue, writable
    from techrace.cli.say import say, say_json
    from techrace.report import sweep as pages
    from techrace.sweep.analysis import analyse as work_out
    from techrace.sweep.coalitions import coalitions as stability

    tell = tongue(lang)
    writable(html)
    found = work_out(folder)
    moves = stability(folder) if coalitions else []
    path = html or folder / "analysis.html"
    path.write_text(pages.page(found, moves, tell.code), encoding="utf-8", newline="\n")
    said = [text.ko if tell.code == "ko" else text.en for text in pages.sentences(found, moves)]
    if json:
        say_json({"folder": str(folder), "page": str(path), "findings": said, **_data(found, moves)})
        return
    for text in said:
        say(text)
    say(tell("analyse-page", path=str(path)))


def _data(found: object, moves: object) -> dict[str, object]:
    """Return every number of an analysis as plain data."""
    from dataclasses import fields, is_dataclass

    import numpy as np

    def plain(value: object) -> object:
        if is_dataclass(value):
            return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, np.ndarray):
            return value.tolist()
        if isinstance(value, list | tuple):
            return [plain(v) for v in value]
        if isinstance(value, float) and not np.isfinite(value):
            return None
        return value

    parts = {f.name: plain(getattr(found, f.name)) for f in fields(found) if f.name != "table"}  # type: ignore[arg-type]
    return {**parts, "coalitions": plain(moves)}
