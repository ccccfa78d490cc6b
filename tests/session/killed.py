"""Play a session in a child process, kill it at random moments, and look at what is left. Prints a report.

Run by ``test_store.py``: ``python killed.py FOLDER ROUNDS``.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from isles import make

from techrace.chance import chance
from techrace.session import commands as c
from techrace.session import play, room, store
from techrace.session.events import Phase, Plan


def next_command(table, i):
    """Go on, whatever the phase: notes, drafts, a turn, and an undo when the game is nearly over."""
    match i % 4:
        case 0:
            return c.WriteNote(text=f"note {i}")
        case 1:
            draft = table.drafts.get("alder")
            plan = Plan(orders={"open": round(0.01 * (i % 90), 2)})
            return c.SaveDraft(seat="alder", plan=plan, revision=draft.revision if draft else 0)
    if table.turns_left <= 2:
        return c.Undo()
    return c.MovePhase() if table.phase is not Phase.ORDERS else c.Resolve()


def child(folder, pipe):
    """Play on for ever, telling the pipe what was acknowledged."""
    open_room = room.opened(folder, "isles")
    for i in range(sys.maxsize):
        events = open_room.act(next_command(open_room.table, i))
        assert isinstance(events, tuple), events
        digests = [e.digest for e in events if e.kind == "turn resolved"]
        os.write(pipe, (json.dumps({"kinds": [e.kind for e in events], "digests": digests}) + "\n").encode())


def main(folder: Path, rounds: int) -> None:
    """Kill so many writers and check the log after each."""
    room.made(folder, make(turns=12)).close()
    path = store.path_of(folder, "isles")
    moments = chance(20_251_124).uniform("kill", rounds)[:, 0]
    acknowledged, known, partly = 0, 1, 0
    for moment in moments:
        reading, writing = os.pipe()
        writer = os.fork()
        if writer == 0:
            os.close(reading)
            try:
                child(folder, writing)
            finally:
                os._exit(1)
        os.close(writing)
        time.sleep(0.03 + 0.25 * moment)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        with os.fdopen(reading, encoding="utf-8") as told:
            lines = [json.loads(line) for line in told.read().splitlines() if line.endswith("}")]
        assert store.verify(path) == [], store.verify(path)
        rows = list(store.rows(path))
        kinds = [json.loads(r.body)["kind"] for r in rows]
        promised = [kind for line in lines for kind in line["kinds"]]
        assert kinds[known : known + len(promised)] == promised, "an acknowledged event is missing"
        assert rows[-1].seq == rows[-1].batch, "half a command"
        assert len(kinds) - known - len(promised) <= 2, "more than one command was written without an answer"
        partly += len(kinds) > known + len(promised)
        stored = {json.loads(r.body).get("digest") for r in rows}
        assert all(d in stored for line in lines for d in line["digests"])
        acknowledged += len(promised)
        known = len(kinds)
    table = room.looked_at(folder, "isles")
    assert play.replay(table) == []
    report = {"kills": rounds, "acknowledged": acknowledged, "turns": len(table.nodes), "unanswered": partly}
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
