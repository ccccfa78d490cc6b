"""What is uncertain beside the factors of a design: is its name, or its table, fit to draw from?"""

from __future__ import annotations

from pathlib import Path

from techrace.archive.recipe import wrong_parameter
from techrace.errors import nearest, shown
from techrace.posterior import KINDS, rows


def wrong_uncertainty(kind: str) -> str:
    """Say what is wrong with where constants are drawn from; else nothing."""
    if kind in {"none", "declared"}:
        return ""
    if kind == "calibrated" or Path(kind).is_file():
        try:
            found = rows(kind)
        except (OSError, ValueError, IndexError) as error:
            return f"{kind}: cannot be read as a table of draws ({error})"
        for name, values in found.items():
            for value in (float(values.min()), float(values.max())):
                if sentence := wrong_parameter(name, value):
                    return f"{kind}: {name}: {sentence}"
        return ""
    return f"{shown(kind)} is no file and none of {', '.join(KINDS)}{nearest(kind, KINDS)}"
