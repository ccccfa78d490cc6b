"""Who plays the seats that nobody sits in, as it is written when a session begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from techrace.errors import InputError, unknown
from techrace.session import commands as c
from techrace.session.table import Table
from techrace.world.yamlfile import read


def opponents(table: Table, policies: Mapping[str, str], at: float) -> Iterator[c.OpenSeat]:
    """Yield the commands that give seats their doctrines; what a file says goes into the log.

    Args:
        table: The session.
        policies: Policies by state, as for ``techrace run``.
        at: When.

    Raises:
        InputError: There is no such seat, or a file cannot be read.
    """
    for state, spec in policies.items():
        if state not in table.seats:
            message = f"--policy {state}={spec}: {unknown('state', state, table.seats)}"
            raise InputError(message)
    for state, spec in policies.items():
        seat = table.seats[state]
        file = read(Path(spec)).data if spec.endswith((".yaml", ".yml")) else {}
        yield c.OpenSeat(
            at=at, seat=state, open=seat.open, depth=seat.depth, absent=seat.absent, doctrine=spec, file=file
        )
