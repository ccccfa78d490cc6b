"""Who may come in: codes for people, secret links for devices, and what every answer carries for safety."""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from threading import Lock

from techrace.session.events import Role

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is read as something else
CODE = 5  # characters that are read from a wall
LONGEST_BODY = 64 * 1024
TRIES, MINUTE = 6, 60.0
"""How often a device may try a code in a minute."""

COOKIES = {"lead": "techrace-lead", "board": "techrace-board", "team": "techrace-team"}
"""A browser may hold a seat, the board and the console of one room at once; each has its own cookie."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; "
        "object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def new_link() -> str:
    """Return a secret of 192 bits, by which a device comes back."""
    return secrets.token_urlsafe(24)


def link_for(secret: int, once: str) -> str:
    """Return the link of whoever came in under a name of their own making: asked again, it is the same.

    Args:
        secret: Of the session.
        once: At least 128 random bits, which nobody else knows.
    """
    mark = hmac.new(str(secret).encode(), f"link {once}".encode(), sha256).digest()
    return urlsafe_b64encode(mark[:24]).decode()


def door_of(role: Role) -> str:
    """Return through which door a role comes: ``lead``, ``board`` or ``team``."""
    return {Role.FACILITATOR: "lead", Role.BOARD: "board"}.get(role, "team")


def code_of(secret: int, purpose: str = "join", length: int = CODE) -> str:
    """Return the code of a room: it follows from a secret of the session, so a restart changes nothing."""
    mark = hmac.new(str(secret).encode(), purpose.encode(), sha256).digest()
    number = int.from_bytes(mark, "big")
    return "".join(ALPHABET[number // len(ALPHABET) ** i % len(ALPHABET)] for i in range(length))


def read_code(written: str) -> str:
    """Return a code as it was meant: capitals, without spaces and dashes."""
    return "".join(c for c in written.upper() if c.isalnum())


def foreign(headers: Mapping[str, str], host: str) -> bool:
    """Say whether a request that changes something comes from a page of another origin."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    return origin.split("://", 1)[-1] != host


@dataclass(frozen=True)
class Hosts:
    """By what names this house may be asked for, so that no name of somebody else can be turned to lead here.

    A page of another site whose name is made to point at this machine (DNS rebinding) is of our origin to the
    browser, but it still asks for its own name. Bare addresses cannot be pointed anywhere.

    Attributes:
        names: In small letters.
        lan: Whether other machines may ask, and so by any address, as routers and tunnels change them.
    """

    names: frozenset[str] = frozenset({"localhost"})
    lan: bool = False

    def know(self, header: str) -> bool:
        """Say whether a ``Host`` header is for this house."""
        name = header.strip().lower()
        name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0].rstrip(".")
        try:
            address = ip_address(name)
        except ValueError:
            return name in self.names
        return self.lan or address.is_loopback


THIS_MACHINE = Hosts()


@dataclass
class Rate:
    """Counts tries in a minute, by whoever tries and by all together, so that codes cannot be guessed."""

    tries: int = TRIES
    everybody: int = 240  # a room of sixty that all mistype, twice over
    _seen: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def left(self, who: str, now: float) -> int:
        """Return how many tries are left in this minute; less than one: none."""
        with self._lock:
            return min(self.tries - len(self._recent(who, now)), self.everybody - len(self._recent("", now)))

    def note(self, who: str, now: float) -> None:
        """Count a try."""
        with self._lock:
            for name in (who, ""):
                self._recent(name, now).append(now)

    def _recent(self, who: str, now: float) -> deque[float]:
        if len(self._seen) > 4096:  # devices that have long gone
            self._seen = {k: v for k, v in self._seen.items() if v and now - v[-1] < MINUTE}
        recent = self._seen.setdefault(who, deque())
        while recent and now - recent[0] >= MINUTE:
            recent.popleft()
        return recent


@dataclass
class Handover:
    """One-time codes by which a second device becomes facilitator."""

    seconds: float = 300.0
    _open: dict[str, tuple[str, float]] = field(default_factory=dict)

    def issue(self, room: str, now: float) -> tuple[str, float]:
        """Return a new code for a room and until when it holds."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(8))
        self._open = {c: x for c, x in self._open.items() if x[1] > now and x[0] != room}
        self._open[code] = (room, now + self.seconds)
        return code, now + self.seconds

    def use(self, code: str, now: float) -> str | None:
        """Return the room that a code opens, once."""
        room, until = self._open.pop(code, ("", 0.0))
        return room if room and until > now else None
