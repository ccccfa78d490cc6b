"""Serve a house: bind before anything is promised, say how to reach it, stop cleanly."""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from signal import SIGTERM, default_int_handler, signal
from threading import Thread, Timer
from time import time
from typing import Any, TypedDict

from techrace.errors import InputError, need
from techrace.language import Language
from techrace.session import commands as c
from techrace.session import play, seats
from techrace.session.events import Phase, Role
from techrace.web.doors import Hosts
from techrace.web.host import House, Lodging
from techrace.web.picture import qr_lines

BACKLOG = 1024
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
IDLE = 20
"""Seconds for which a line that says nothing is kept, so that a tap need not dial first."""
DEAD = 30_000
"""Milliseconds after which a line on which nothing arrives any more is dead, where the system can say."""
FILES = 4096
"""Open files that are asked of the system; some allow no more than 256 unless asked, and a phone has several lines."""
GRACE = 2
"""Seconds that open streams get when the house closes."""


class Doors(TypedDict):
    """How to get in."""

    room: str
    address: str
    code: str
    join: str
    lead: str
    board: str


def bind(port: int, *, lan: bool) -> socket.socket:
    """Take a port, so that an address that is printed is one that works.

    Raises:
        InputError: It is taken or not allowed.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # a phone that went out of reach is not kept for a quarter of an hour
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD)
    try:
        bound.bind(("0.0.0.0" if lan else "127.0.0.1", port))  # noqa: S104 - asked for by --lan
        bound.listen(BACKLOG)  # whoever is told the address may come before the first request can be answered
    except OSError as error:
        bound.close()
        why = error.strerror or error
        message = f"--port {port}: {why}; is techrace host running already? --port 0 takes any that is free"
        raise InputError(message) from None
    return bound


def check_tls(tls: tuple[Path, Path] | None) -> None:
    """See whether a certificate and a key belong together.

    Raises:
        InputError: They do not, or are none.
    """
    if tls:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(*tls)
        except (ssl.SSLError, OSError) as error:
            message = f"--tls {tls[0]} {tls[1]}: a certificate and its key, both PEM files, are wanted ({error})"
            raise InputError(message) from None


def many_files() -> None:
    """Ask the system for as many open files as a full room needs; what it does not give is no reason to stay closed."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows, which has no such limit

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def own_address() -> str:
    """Return this machine's address in the network that it would leave by; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        found: str = asking.getsockname()[0]
    return found


def hosts(names: Iterable[str], *, lan: bool) -> Hosts:
    """Return by what names devices may ask for this machine: its own, if others may ask at all, and those given.

    Raises:
        InputError: A name cannot be one.
    """
    given = [name.lower().rstrip(".") for name in names]
    for name in given:
        if not _HOST.fullmatch(name):
            message = f"--name {name}: a name such as techrace.example.org, without http:// and port"
            raise InputError(message)
    return Hosts(frozenset({"localhost", *given, *(own_names() if lan else ())}), lan)


def own_names() -> set[str]:
    """Return the names that this machine goes by in its network; a network that does not answer is not waited for."""
    short, found = socket.gethostname().lower(), list[str]()
    asking = Thread(target=lambda: found.append(socket.getfqdn().lower().rstrip(".")), daemon=True)
    asking.start()
    asking.join(1.0)
    return {short, f"{short.partition('.')[0]}.local", *found}


def address(bound: socket.socket, *, lan: bool, tls: bool) -> str:
    """Return the address that devices open."""
    where = own_address() if lan else "127.0.0.1"
    return f"{'https' if tls else 'http'}://{where}:{bound.getsockname()[1]}"


def doors_of(house: House, lodging: Lodging, solo: str | None = None) -> Doors:
    """Make a link for the facilitator and one for the board; older ones go on working."""
    room, there = lodging.table.made.id, house.address
    lead = house.admit(lodging, "facilitator", Role.FACILITATOR)
    board = house.admit(lodging, "board", Role.BOARD)
    first = f"{there}/r/{room}/lead#in={lead}"
    if solo:
        first = f"{there}/r/{room}/team#in={_alone(house, lodging, solo)}"
    return {
        "room": room, "address": there, "code": lodging.code, "join": f"{there}/?code={lodging.code}",
        "lead": first, "board": f"{there}/r/{room}/board#in={board}",
    }  # fmt: skip


def _alone(house: House, lodging: Lodging, seat: str) -> str:
    """Seat one person, who plays at their own pace."""
    lodging.alone = True
    link = house.admit(lodging, "you", Role.OBSERVER)
    person = seats.holder(lodging.table, link) or ""
    for old in lodging.table.seats[seat].team:
        house.must(lodging, c.GiveUpSeat(person=old, at=time()))
    house.must(lodging, c.TakeSeat(seat=seat, person=person, at=time()))
    if lodging.table.phase is Phase.LOBBY:
        house.must(lodging, c.MovePhase(phase=Phase.ORDERS, at=time()))
    return link


def sign(doors: Doors, house: House, lodging: Lodging, tell: Language) -> Iterator[str]:
    """Write what a facilitator needs to see, with the picture that phones scan."""
    table = lodging.table
    yield tell("web-host-title", title=table.made.title, name=doors["room"])
    yield tell("web-host-stands", turn=min(table.place.turn + 1, table.made.turns), turns=table.made.turns)
    yield ""
    yield from qr_lines(doors["join"])
    yield ""
    yield f"  {tell('web-host-address')}  {doors['address']}"
    yield f"  {tell('web-host-code')}  {doors['code']}"
    yield ""
    yield f"  {tell('web-host-lead')}  {doors['lead']}"
    yield f"  {tell('web-host-board')}  {doors['board']}"
    yield f"  {tell('web-host-data')}  {house.folder}"
    yield ""
    if ipaddress.ip_address(doors["address"].split("//")[1].rsplit(":", 1)[0]).is_loopback:
        yield tell("web-host-loopback")
    yield tell("web-host-stop")


def show(doors: Doors) -> None:
    """Open the facilitator's page where there is a browser."""
    webbrowser.open(doors["lead"])


def server(house: House, tls: tuple[Path, Path] | None = None) -> Any:
    """Return what serves a house; ``run(sockets=[…])`` starts it."""
    uvicorn = need("uvicorn", "web")
    need("fastapi", "web")
    from techrace.web.app import create_app

    class Server(uvicorn.Server):  # type: ignore[misc,name-defined]
        """Ends the streams before it waits for them."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.closing.set()
            for hub in app.state.hubs.values():
                hub.wake()
            await super().shutdown(sockets)

    app = create_app(house)
    cert, key = tls or (None, None)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=False, ws="none",
        timeout_graceful_shutdown=GRACE, timeout_keep_alive=IDLE, ssl_certfile=cert, ssl_keyfile=key, backlog=BACKLOG,
    )  # fmt: skip
    return Server(config)


def _make_ready(house: House) -> None:
    for lodging in house.rooms.values():
        with suppress(InputError):  # of a doctrine that is not here, whoever looks is told
            play.make_ready(lodging.table)


def serve(
    house: House, bound: socket.socket, tls: tuple[Path, Path] | None, ready: Callable[[], object] | None
) -> None:
    """Serve until Ctrl-C, or until the system asks this process to end."""
    many_files()
    Thread(target=_make_ready, args=(house,), daemon=True).start()  # while nobody waits yet
    serving = server(house, tls)
    signal(SIGTERM, default_int_handler)  # so that the house is closed before
    if ready:
        opening = Timer(0.5, ready)
        opening.daemon = True
        opening.start()
    with suppress(KeyboardInterrupt), bound:
        serving.run(sockets=[bound])
