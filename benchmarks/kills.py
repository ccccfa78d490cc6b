"""What is left of a game when its program is killed: ``kill -9`` at random moments across scripted games.

A child process plays games of the 2025 world by a script (cards, drafts, pacts, forecasts, notes, turns, undo) and says
of every command when it was acknowledged. It is killed at another moment each time, and a new one goes on
with what is on disk. After each kill the log is checked, after each game it is played again, state by state.

*Lost* are acknowledged events that the log lacks; *half-resolved* are turns without all that belongs to them, or whose
state a replay does not find. Both must be 0: else the exit code is 1. *Unanswered* are commands that were on disk when
the kill came before the answer: they count.

Run: ``python benchmarks/kills.py [KILLS] [FOLDER]``; the folder is where the logs go (default: the working folder).
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))  # also without an installation

from techrace.chance import chance
from techrace.session import commands as c
from techrace.session import forecasts, play, room, store
from techrace.session.events import Answer, Phase, Plan, TurnResolved
from techrace.session.refusals import Refusal
from techrace.session.table import Table
from techrace.world.loading import load

TURNS = 16
PEOPLE = ("korea", "us")
SHORTEST, LONGEST = 0.0, 0.40  # seconds from when a writer has opened its game until it is killed
RESOLVED = TurnResolved.model_fields["kind"].default


@dataclass
class Report:
    """What was counted."""

    kills: int = 0
    games: int = 0
    turns: int = 0
    acknowledged: int = 0
    lost: int = 0
    half_resolved: int = 0
    unanswered: int = 0


def begin(folder: Path, name: str, world: dict[str, Any], seed: int) -> None:
    """Make a session in which two seats are played by people."""
    phases = (Phase.NEGOTIATE, Phase.ORDERS)
    made = c.MakeSession(id=name, title=name, world=world, seed=seed, fog=seed ^ 5, turns=TURNS, phases=phases)
    opened = room.made(folder, made)
    if isinstance(opened, Refusal):
        sys.exit(str(opened))
    for seat in PEOPLE:
        for command in (
            c.OpenSeat(seat=seat, depth="cards"), c.Join(person=seat, name=seat),
            c.TakeSeat(person=seat, seat=seat),
        ):  # fmt: skip
            opened.act(command)
    opened.close()


def following(table: Table, i: int) -> c.Command:
    """Return what the script says comes next."""
    if table.phase is not Phase.ORDERS:
        return c.MovePhase()
    seat = PEOPLE[i // 7 % len(PEOPLE)]
    hand = list(play.world_of(table).states[seat].cards)
    plan = Plan(cards=(hand[i // 7 % len(hand)],))
    match i % 7:
        case 0:
            draft = table.drafts.get(seat)
            return c.SaveDraft(seat=seat, plan=plan, revision=draft.revision if draft else 0)
        case 1:
            return c.SubmitOrders(seat=seat, plan=plan)
        case 2:
            return c.ProposePact(pact=f"p{i}-{table.place.turn}-{len(table.place.pacts)}", form="swap", seat="us",
                                 terms={"us": {"swap": {"korea": 1.0}}, "korea": {}})  # fmt: skip
        case 3:
            questions = forecasts.asked(play.world_of(table).questions, table.place.turn)
            name, question = next(iter(questions.items()))
            binary = question.kind == "binary"
            answer = Answer(probability=0.4) if binary else Answer(low=1.0, middle=2.0, high=3.0)
            return c.GiveForecast(seat=seat, question=name, answer=answer)
        case 4:
            return c.WriteNote(text=f"note {i}")
        case 5 if table.place.turn and i % 21 == 5:
            return c.Undo()
    return c.Resolve()


def writer(folder: Path, name: str, pipe: int) -> None:
    """Play on until the game is over, telling the pipe that it is open and then what was acknowledged."""
    opened = room.opened(folder, name)
    os.write(pipe, b"[]\n")
    i = len(opened.table.notes)
    while not opened.table.ended:
        done = opened.act(following(opened.table, i))
        if not isinstance(done, Refusal):  # a card that is in force already, say: the script goes on
            os.write(pipe, (json.dumps([[e.kind, getattr(e, "digest", "")] for e in done]) + "\n").encode())
        i += 1


def killed(folder: Path, name: str, after: float) -> tuple[bool, list[list[str]]]:
    """Let a writer play for so many seconds and kill it; say whether that ended it, and what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            writer(folder, name, writing)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        told.readline()  # a slow machine takes longer to open a game than to play three turns
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        lines = [line for line in told.read().splitlines() if line.endswith("]]")]
    return os.WIFSIGNALED(status), [event for line in lines for event in json.loads(line)]


def check(path: Path, known: int, promised: list[list[str]], report: Report) -> int:
    """Compare the log with what was promised; return how many events it has."""
    problems = store.verify(path)
    if problems:
        sys.exit("\n".join(problems))
    rows = list(store.rows(path))
    bodies = [json.loads(r.body) for r in rows[known:]]
    found = [[b["kind"], b.get("digest", "")] for b in bodies]
    kept = next((i for i, event in enumerate(promised) if found[i : i + 1] != [event]), len(promised))
    report.acknowledged += len(promised)
    report.lost += len(promised) - kept
    new, last = rows[known:], rows[-1]
    alone = [r.seq == r.batch for r, b in zip(new, bodies, strict=True) if b["kind"] == RESOLVED]
    report.half_resolved += any(alone) or last.seq != last.batch  # the next phase, or the end, belongs to a turn
    report.unanswered += len(found) > len(promised)
    return len(rows)


def finish(folder: Path, name: str, report: Report) -> None:
    """Play a game again and compare the state after every turn."""
    table = room.looked_at(folder, name)
    report.games, report.turns = report.games + 1, report.turns + len(table.nodes)
    report.half_resolved += len(play.replay(table))


def main(kills: int, folder: Path) -> Report:
    """Kill so many writers, one after the other, in as many games as they get through."""
    report, world = Report(), load("2025").model_dump(mode="json", by_alias=True)
    name, known = "", 0
    for moment in chance(20_251_124).uniform("kill", 2 * kills)[:, 0]:
        if report.kills == kills:
            break
        if not name or room.looked_at(folder, name).ended:
            if name:
                finish(folder, name, report)
            name = f"game-{report.games + 1}"
            begin(folder, name, world, seed=report.games + 1)
            known = sum(1 for _ in store.rows(store.path_of(folder, name)))
        hit, promised = killed(folder, name, SHORTEST + (LONGEST - SHORTEST) * float(moment))
        known = check(store.path_of(folder, name), known, promised, report)
        report.kills += hit  # else the game was over before
    if name:
        finish(folder, name, report)
    return report


if __name__ == "__main__":
    where = sys.argv[2] if len(sys.argv) > 2 else "."
    with tempfile.TemporaryDirectory(dir=where) as temporary:
        counted = main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, Path(temporary))
    print(json.dumps(asdict(counted)))
    sys.exit(bool(counted.lost or counted.half_resolved))
