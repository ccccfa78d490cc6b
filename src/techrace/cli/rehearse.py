"""``techrace rehearse``: is this machine ready for a room?"""

from __future__ import annotations

from typing import Annotated

import typer


def rehearse(
    phones: Annotated[int, typer.Option(min=1, max=120, help="Devices in the room.")] = 24,
    turns: Annotated[int, typer.Option(min=1, max=12, help="Turns to play.")] = 2,
    programs: Annotated[bool, typer.Option("--programs", help="No browser: devices are programs.")] = False,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print data instead of the sheet.")] = False,
) -> None:
    """Play a short game on this machine with many devices, lost connections and a late joiner; say go or no-go.

    Exit code 1 means no-go.

    Example: techrace rehearse --phones 24
    """
    import sys
    from dataclasses import asdict

    from techrace.cli.options import tongue
    from techrace.cli.say import say
    from techrace.web.rehearse import browser_here
    from techrace.web.rehearse import rehearse as played

    tell = tongue(lang)
    live = sys.stderr.isatty() and not json

    def told(what: str) -> None:
        if live:
            sys.stderr.write(f"\r\x1b[K{what}")
            sys.stderr.flush()

    sheet = played(phones, turns, told, browser="" if programs else browser_here())
    if live:
        sys.stderr.write("\r\x1b[K")
    if json:
        from json import dumps

        say(dumps({"go": sheet.go, **asdict(sheet)}))
    else:
        kind = tell(f"web-rehearse-kind-{sheet.kind}")
        say(tell("web-rehearse-title", devices=sheet.devices, turns=sheet.turns, kind=kind))
        for found in sheet.findings:
            say(f"  {'+' if found.good else '!'} {tell(f'web-rehearse-{found.name}', value=found.value)}")
        say(tell("web-rehearse-go" if sheet.go else "web-rehearse-no-go"))
    if not sheet.go:
        raise typer.Exit(1)
