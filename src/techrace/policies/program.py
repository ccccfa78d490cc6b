"""Any program as a policy: it reads a line of JSON a turn and answers with a line of JSON.

``exec:./bot`` starts ``./bot``; ``exec:bot.py`` this Python, ``exec:bot.js`` Node; more words are its arguments.
``exec@60:./bot`` gives it 60 seconds an answer instead of 10. It is told what its seat may know, and answers in
order notation. What goes wrong (it cannot start, is silent, says what is no answer, orders what it may not) ends
the game with a sentence: who, when, what it said, and the end of what it wrote to its error stream.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NoReturn

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.errors import InputError, shown
from techrace.feasibility import Code, own, refusals
from techrace.notation import BY_NAME, own_axes
from techrace.orders import LEVERS, Orders
from techrace.policies.doctrine import Doctrine, compile_orders
from techrace.policy import Moves
from techrace.setting import Setting
from techrace.state import QUANTITIES, Quantity
from techrace.view import View

PROTOCOL = 1
SECONDS, MOST_SECONDS = 10.0, 3600.0
LONGEST = 1 << 20  # characters of an answer
DIGITS = 4
_SPEC = re.compile(r"exec(?:@(?P<seconds>[^:]*))?:(?P<command>.*)", re.DOTALL)
_HOLDERS = ("states", "holders")
_TAIL, _LINES = 2000, 6  # characters and lines of the error stream that are told
_RUNNERS = {".py": (sys.executable,), ".js": ("node",), ".mjs": ("node",)}


def is_program(spec: str) -> bool:
    """Say whether a policy is a program that would be started."""
    return _SPEC.fullmatch(spec) is not None


def beside(spec: str, folder: Path) -> str:
    """Return a program as it is started from anywhere, if its file stands in a folder; else as it is written."""
    found = _SPEC.fullmatch(spec)
    try:
        words = shlex.split(found["command"], posix=os.name == "posix") if found else []
    except ValueError:
        return spec  # said where it is made
    if not words or not (path := folder / words[0]).is_file():
        return spec
    return f"{spec[: spec.index(':')]}:{shlex.join([str(path), *words[1:]])}"


@dataclass
class Talk:
    """A running program, and the lines that go to and fro."""

    process: subprocess.Popen[str]
    errors: IO[bytes]
    seconds: float
    late: bool = False

    def tell(self, line: str) -> None:
        """Say something that needs no answer.

        Raises:
            OSError: It has ended.
        """
        if self.process.stdin is None:
            raise BrokenPipeError
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def ask(self, *lines: str) -> str:
        """Say something, and return the line that it answers; nothing if it ended or took too long."""
        timer = threading.Timer(self.seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            for line in lines:
                self.tell(line)
            return self.process.stdout.readline(LONGEST) if self.process.stdout else ""
        except (OSError, UnicodeDecodeError):
            return ""
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self.late = True
        stop(self.process)

    def how(self) -> str:
        """Say how it ended."""
        if self.late:
            return f"gave no answer within {self.seconds:g} s"
        try:
            code = self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "closed its output"
        return f"was stopped by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"

    def complaint(self) -> str:
        """Return the end of what it wrote to its error stream."""
        size = self.errors.seek(0, os.SEEK_END)
        self.errors.seek(max(0, size - _TAIL))
        return self.errors.read().decode("utf-8", errors="replace")


def stop(process: subprocess.Popen[str]) -> None:
    """End a program, and all that it has started."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _bury(process: subprocess.Popen[str], errors: IO[bytes]) -> None:
    """End a program whose policy nobody needs any more: politely, then not."""
    with contextlib.suppress(OSError):
        if process.stdin:
            process.stdin.close()
    try:
        process.wait(timeout=0.5)
    except subprocess.TimeoutExpired:
        pass
    finally:
        stop(process)
        process.wait()
        if process.stdout:
            process.stdout.close()
        errors.close()


@dataclass
class Program:
    """A seat that a program plays; it runs from the first turn until nobody needs the policy any more.

    Attributes:
        name: As the user wrote it.
        command: What is started.
        seconds: Given for an answer.
    """

    name: str
    command: tuple[str, ...]
    seconds: float
    setting: Setting
    seat: int
    talk: Talk | None = field(default=None, repr=False, compare=False)
    played: int = field(default=-1, repr=False, compare=False)

    @property
    def state(self) -> str:
        """Return the state that it plays."""
        return self.setting.names["states"][self.seat]

    def decide(self, view: View, chance: Chance) -> Moves:
        """Ask the program about every game; return what it orders."""
        talk = self.talk or self._begun()
        news = [] if view.state.turn > self.played else [self._start(view)]
        self.played = view.state.turn
        luck = chance.uniform(f"program {self.state}").reshape(-1)
        games = [int(w) for w in chance.worlds]
        answers = []
        for game, said in zip(games, self._turns(view, luck, games), strict=True):
            answers.append(self._answer(talk, (*news, _line(said)), view.state.turn + 1, game))
            news = []
        return self._moves(answers, view, chance, games)

    def _begun(self) -> Talk:
        """Start the program."""
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the program
        try:
            process = subprocess.Popen(  # noqa: S603 - a program of the user's own choice
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
                encoding="utf-8", start_new_session=os.name == "posix",
            )  # fmt: skip
        except OSError as error:
            errors.close()
            message = f"policy of {self.state}: {self.name}: cannot be started: {error.strerror or error}"
            raise InputError(message) from error
        self.talk, self.played = Talk(process, errors, self.seconds), sys.maxsize
        weakref.finalize(self, _bury, process, errors)
        return self.talk

    def _start(self, view: View) -> str:
        """Return what it is told before a game: the names, the levers, and what stands if it orders nothing."""
        world = self.setting.world
        return _line(
            {
                "kind": "start",
                "protocol": PROTOCOL,
                "world": world.id,
                "seat": self.state,
                "date": world.start,
                "turn_years": world.turn_years,
                "names": {axis: list(ids) for axis, ids in self.setting.names.items()},
                "levers": {
                    lever.name: {
                        "axes": list(own_axes(lever)), "low": lever.low, "high": lever.high, "split": bool(lever.split),
                        "who": lever.who, "money": lever.money, "meaning": lever.meaning,
                    }
                    for lever in LEVERS
                },
                "standing": _ordered(view.setting.standing, self.seat, 0, view.setting, own_eyes=True),
            }
        )  # fmt: skip

    def _turns(self, view: View, luck: Array, games: list[int]) -> Iterator[dict[str, Any]]:
        """Return what it is told each turn, game by game: what its seat sees, and what all have ordered."""
        world, turn = self.setting.world, view.state.turn
        seen = {q.name: (axes, values) for q in QUANTITIES for axes, values in _seen(q, view)}
        for i, game in enumerate(games):
            yield {
                "kind": "turn",
                "game": game,
                "turn": turn + 1,
                "date": world.start + turn * world.turn_years,
                "figures": {name: _named(_at(values, i), axes) for name, (axes, values) in seen.items()},
                "orders": {
                    state: _ordered(view.last, seat, i, view.setting, own_eyes=seat == self.seat)
                    for seat, state in enumerate(self.setting.names["states"])
                },
                "luck": round(float(luck[i]), 6),
            }

    def _answer(self, talk: Talk, lines: tuple[str, ...], turn: int, game: int) -> dict[str, Any]:
        """Return the orders that it gives for a game."""
        said = talk.ask(*lines)
        if not said.endswith("\n") and (talk.late or len(said) < LONGEST):
            self._fail(talk.how(), turn, game, said)
        try:
            answer = json.loads(said)
        except ValueError as error:
            self._fail(f"its answer is not one line of JSON ({error})", turn, game, said, error)
        orders = answer.get("orders") if isinstance(answer, dict) else None
        if not isinstance(orders, dict):
            self._fail('its answer is not {"orders": {lever: value, …}}', turn, game, said)
        return orders

    def _moves(self, answers: list[dict[str, Any]], view: View, chance: Chance, games: list[int]) -> Moves:
        """Read the answers; games in which it orders the same are read together."""
        alike: dict[str, list[int]] = {}
        for place, orders in enumerate(answers):
            alike.setdefault(json.dumps(orders, sort_keys=True), []).append(place)
        parts = []
        for text, places in alike.items():
            turn, game = view.state.turn + 1, games[places[0]]
            parts.append((np.array(places), self._read(json.loads(text), view, chance, turn, game)))
        names = dict.fromkeys(name for _, moves in parts for name in moves)
        return {name: self._joined(name, parts, len(games), view) for name in names}

    def _read(self, orders: Mapping[str, Any], view: View, chance: Chance, turn: int, game: int) -> Moves:
        try:
            compiled: Doctrine = compile_orders(orders, view.setting, self.seat)
        except InputError as error:
            self._fail("; ".join(error.problems), turn, game, json.dumps(orders, ensure_ascii=False), error)
        if compiled.idle:
            self._fail(f"{self.state} has no {', no '.join(compiled.idle)}", turn, game, json.dumps(orders))
        moves = compiled.decide(view, chance)
        wrong = [r.sentence for r in refusals(moves, self.seat, view, view.setting) if r.code is not Code.BUDGET]
        if wrong:  # too much money is no reason: budget lines make room for what levers cost
            self._fail("; ".join(wrong), turn, game, json.dumps(orders, ensure_ascii=False))
        return moves

    def _joined(self, name: str, parts: list[tuple[Any, Moves]], games: int, view: View) -> Array:
        standing = own(getattr(view.setting.standing, name), BY_NAME[name], self.seat)
        if len(parts) == 1:
            return parts[0][1][name]
        whole = np.empty((*standing.shape[:-1], games))
        for places, moves in parts:
            values = moves.get(name, standing)
            whole[..., places] = values[..., places] if values.shape[-1] > 1 else values
        return whole

    def _fail(self, what: str, turn: int, game: int, said: str, cause: BaseException | None = None) -> NoReturn:
        """Stop with a sentence, what the program said last, and the end of its error stream."""
        problems = [f"policy of {self.state}: {self.name}: turn {turn} of game {game}: {what}"]
        if said.strip():
            problems.append(f"  it said: {shown(said.strip())}")
        if self.talk:
            stop(self.talk.process)
            written = [line for line in self.talk.complaint().splitlines() if line.strip()]
            problems += [f"  its error stream: {line[:200]}" for line in written[-_LINES:]]
        self.talk = None
        raise InputError(problems) from cause


def program(spec: str, setting: Setting, seat: int) -> Program:
    """Find the program that ``exec:command`` names; it is started when it is first asked.

    Raises:
        InputError: There is no such program.
    """
    found = _SPEC.fullmatch(spec)
    place = f"policy of {setting.names['states'][seat]}: {spec}"
    if found is None:
        message = f"{place}: write exec:./program, or exec@60:./program to give it 60 seconds an answer"
        raise InputError(message)
    return Program(spec, _command(found["command"], place), _seconds(found["seconds"], place), setting, seat)


def _seconds(written: str | None, place: str) -> float:
    if written is None:
        return SECONDS
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= MOST_SECONDS:
        message = f"{place}: {shown(written)} is no number of seconds; allowed are more than 0, up to {MOST_SECONDS:g}"
        raise InputError(message)
    return seconds


def _command(written: str, place: str) -> tuple[str, ...]:
    """Split a command into words, and find what starts it."""
    try:
        words = shlex.split(written, posix=os.name == "posix")
    except ValueError as error:
        message = f"{place}: {error}"
        raise InputError(message) from error
    if not words:
        message = f"{place}: names no program; write exec:./program"
        raise InputError(message)
    path = Path(words[0])
    runner = _RUNNERS.get(path.suffix, ())
    if runner and not path.is_file():
        message = f"{place}: there is no file {path}"
        raise InputError(message)
    if shutil.which((runner or words)[0]) is None:
        why = "is not executable" if path.is_file() and not runner else "there is no such program"
        message = f"{place}: {(runner or words)[0]}: {why}"
        raise InputError(message)
    return (*runner, *words)


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _seen(q: Quantity, view: View) -> Iterator[tuple[list[tuple[str, ...]], Array]]:
    """Return what a seat sees of a quantity, with the names along it; of what is private its own part alone."""
    if q.secret == "hidden":
        return
    names = [view.setting.names[axis] for axis in q.axes]
    if q.secret != "private":
        yield names, view.array(q.name)
        return
    axis = next((i for i, a in enumerate(q.axes) if a in _HOLDERS), None)
    if axis is not None:
        yield names[:axis] + names[axis + 1 :], np.take(getattr(view.state, q.name), view.seat, axis=axis)


def _ordered(orders: Orders, seat: int, game: int, setting: Setting, *, own_eyes: bool) -> dict[str, Any]:
    """Write down what a state ordered, in order notation: how it invests is for its own eyes."""
    told = {}
    for lever in LEVERS:
        row = _at(own(getattr(orders, lever.name), lever, seat), game)
        if (own_eyes or lever.tray != "invest") and row.any():
            told[lever.name] = _named(row, [setting.names[axis] for axis in own_axes(lever)], sparse=True)
    return told


def _at(values: Array, game: int) -> Array:
    part: Array = values[..., game if values.shape[-1] > 1 else 0]
    return part


def _named(row: Any, axes: list[tuple[str, ...]], *, sparse: bool = False) -> Any:
    """Write numbers by name; sparse: without what is zero."""
    if not axes:
        return float(f"{float(row):.{DIGITS}g}")
    named = zip(axes[0], row, strict=True)
    return {name: _named(part, axes[1:], sparse=sparse) for name, part in named if not sparse or np.any(part)}
