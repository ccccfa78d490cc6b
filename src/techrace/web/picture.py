"""The picture that a phone scans."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import Any

from techrace.errors import need


def qr(text: str) -> str:
    """Return the picture of an address as SVG."""
    out = BytesIO()
    _made(text).save(out, kind="svg", scale=8, border=2, xmldecl=False, svgclass="qr", lineclass=None)
    return out.getvalue().decode()


def qr_lines(text: str) -> list[str]:
    """Return the picture of an address for a terminal."""
    out = StringIO()
    _made(text).terminal(out=out, border=2, compact=True)
    return out.getvalue().splitlines()


def _made(text: str) -> Any:
    return need("segno", "web").make(text, error="m", micro=False)
