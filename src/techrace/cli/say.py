"""Print: text as the terminal can show it, or one JSON document."""

from __future__ import annotations

import json
import sys
from typing import Any, TextIO


def say(text: str, *, stream: TextIO | None = None, end: str = "\n") -> None:
    """Write a text to a stream (the standard output)."""
    out = stream or sys.stdout
    out.write(text + end)
    out.flush()


def say_json(document: Any) -> None:
    """Write one JSON document."""
    say(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=_plain))


def _plain(value: Any) -> Any:
    import numpy as np  # what prints no numbers need not load it

    if isinstance(value, np.ndarray):
        return [_plain(x) if isinstance(x, np.ndarray) else float(f"{x:.6g}") for x in value]
    if isinstance(value, np.generic):
        return _plain(np.array([value]))[0] if isinstance(value, np.floating) else value.item()
    message = f"{type(value).__name__} has no JSON form"
    raise TypeError(message)
