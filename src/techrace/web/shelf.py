"""Files of the pages, from memory and packed: a room that opens sixty pages at once waits for the Wi-Fi, not for us."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fastapi import Request, Response

KINDS = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html", ".ftl": "text/plain",
    "": "text/plain",
}  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """A file as it was when it was last changed, plain and packed."""

    changed: int
    plain: bytes
    packed: bytes
    mark: str


class Shelf:
    """Files by the names under which pages ask for them; nothing else can be asked for."""

    def __init__(self, places: Mapping[str, Path]) -> None:
        """List what lies in some folders, or some files.

        Args:
            places: Where to find what is asked for under a name; the last place that has it counts.
        """
        self.files = {
            f"{name}/{found.relative_to(place).as_posix()}".removeprefix("/") if place.is_dir() else name: found
            for name, place in places.items()
            for found in (sorted(place.rglob("*")) if place.is_dir() else [place])
            if found.is_file()
        }
        self._copies: dict[str, Copy] = {}

    def has(self, name: str) -> bool:
        """Say whether there is a file of that name."""
        return name in self.files

    def answer(self, name: str, request: Request) -> Response:
        """Send a file, or say that the browser's copy is still right."""
        copy = self._copy(name)
        headers = {"ETag": f'"{copy.mark}"', "Vary": "Accept-Encoding"}
        if copy.mark in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        kind = f"{KINDS.get(self.files[name].suffix, 'application/octet-stream')}; charset=utf-8"
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(copy.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=kind)
        return Response(copy.plain, headers=headers, media_type=kind)

    def _copy(self, name: str) -> Copy:
        """Return a file; one that is mended while the house is open is read again."""
        path = self.files[name]
        known, changed = self._copies.get(name), path.stat().st_mtime_ns
        if known is None or known.changed != changed:
            plain = path.read_bytes()
            packed = gzip.compress(plain, 9, mtime=0)
            known = self._copies[name] = Copy(changed, plain, packed, sha256(plain).hexdigest()[:16])
        return known
