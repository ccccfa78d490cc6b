"""How long a session takes: to resolve a turn durably, to show it, to acknowledge sixty teams at once, to load.

Six seats of the 2025 world, a whole game: two seats played by people, four by doctrine; everything is written to disk
with a full sync. The target is 50 ms for a resolved turn and 100 ms (99th percentile) for an acknowledged submission.

Run: ``python benchmarks/session.py [TURNS] [FOLDER]``; the folder is where the log goes (default: the working folder).
"""

from __future__ import annotations

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))  # also without an installation

from techrace.session import commands as c
from techrace.session import play, room, seats, store
from techrace.session.events import Phase, Plan
from techrace.session.refusals import Refusal
from techrace.session.room import Room
from techrace.world.loading import load


def timed(rooms: Room, command: c.Command) -> float:
    """Carry out a command and return the milliseconds until it was acknowledged."""
    start = perf_counter()
    done = rooms.act(command)
    if isinstance(done, Refusal):
        sys.exit(str(done))
    return (perf_counter() - start) * 1e3


def told(name: str, times: list[float]) -> None:
    """Print the median, the 99th percentile and the worst of some times."""
    middle, late = np.percentile(times, [50, 99])
    print(f"{name:44s} {middle:7.1f} {late:7.1f} {max(times):7.1f}")


def synced(folder: Path) -> list[float]:
    """Measure what one full sync of a small file costs here, for comparison."""
    times = []
    handle = os.open(folder / "sync", os.O_CREAT | os.O_WRONLY)
    for i in range(40):
        start = perf_counter()
        os.write(handle, bytes([i]) * 4096)
        os.fsync(handle)
        times.append((perf_counter() - start) * 1e3)
    os.close(handle)
    return times


def main(turns: int, folder: Path) -> None:
    """Play a game and print what it cost."""
    world = load("2025")
    made = c.MakeSession(
        id="bench", title="Bench", world=world.model_dump(mode="json", by_alias=True), seed=2**62 + 1, fog=2**61 + 1,
        turns=turns, phases=(Phase.ORDERS, Phase.BOARD),
    )  # fmt: skip
    game = room.made(folder, made)
    if isinstance(game, Refusal):
        sys.exit(str(game))
    people = [*world.states][:2]
    for seat in people:
        game.act(c.Join(person=f"p-{seat}", name=seat))
        game.act(c.TakeSeat(person=f"p-{seat}", seat=seat))
    resolving, submitting, drafting, first_look, look = [], [], [], [], []
    start = perf_counter()  # whoever comes first waits for the base rates of forecasts, counted once for a world
    seats.view(game.table, seats.viewer(game.table, f"p-{people[0]}"))
    once = (perf_counter() - start) * 1e3
    for _ in range(turns):
        game.act(c.MovePhase())
        plan = Plan(orders={"open": 0.5, "shift": {"science": 0.05}})
        for seat in people:
            drafting.append(timed(game, c.SaveDraft(seat=seat, plan=plan, revision=0)))
            submitting.append(timed(game, c.SubmitOrders(seat=seat, plan=plan)))
        resolving.append(timed(game, c.Resolve()))
        for times in (first_look, look):
            start = perf_counter()
            seats.view(game.table, seats.viewer(game.table, f"p-{people[0]}"))
            times.append((perf_counter() - start) * 1e3)
    crowd = []
    with ThreadPoolExecutor(60) as pool:
        crowd = list(pool.map(lambda i: timed(game, c.Join(person=f"x{i}", name=f"X{i}")), range(60)))
    game.close()
    print(f"{turns} turns; milliseconds{'':22s} {'median':>7s} {'99 %':>7s} {'worst':>7s}")
    told("resolve a turn, durably (target 50)", resolving)
    told("submit orders (target 100)", submitting)
    told("save a draft", drafting)
    told("60 commands in one instant (target 100)", crowd)
    told("view of a team, first after a turn", first_look)
    told("view of a team, again", look)
    told("the first view of all: base rates, once", [once])
    told("one sync of 4 KB on this disk", synced(folder))
    start = perf_counter()
    table = room.looked_at(folder, "bench")
    read = perf_counter()
    differences = play.replay(table)
    print(f"read the log {1e3 * (read - start):.0f} ms, play it again {1e3 * (perf_counter() - read):.0f} ms")
    print(f"{differences=}, {store.path_of(folder, 'bench').stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    where = sys.argv[2] if len(sys.argv) > 2 else "."
    with tempfile.TemporaryDirectory(dir=where) as temporary:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 40, Path(temporary))
