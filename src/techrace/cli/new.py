"""``techrace new``: a commented file to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new(
    kind: Annotated[str, typer.Argument(metavar="world|policy|design", help="What to begin.")],
    path: Annotated[Path | None, typer.Argument(help="Where to write it; default: print it.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
) -> None:
    """Begin a world, a policy or a design with a commented file that already works.

    Example: techrace new world my-world.yaml
    """
    from importlib.resources import files

    from techrace.cli.options import tongue
    from techrace.cli.say import say
    from techrace.errors import InputError, unknown

    if kind not in KINDS:
        msg = f"new {kind}: {unknown('kind', kind, KINDS)}"
        raise InputError(msg)
    text = (files("techrace") / "templates" / f"{kind}.yaml").read_text(encoding="utf-8")
    if path is None:
        say(text, end="")
        return
    if path.exists() and not force:
        msg = f"{path}: exists already; name another file, or add --force to replace it"
        raise InputError(msg)
    path.write_text(text, encoding="utf-8")
    say(tongue(lang)(f"new-{kind}", path=str(path)))


KINDS = ("world", "policy", "design")
