"""Where sessions are kept: one append-only SQLite file each, and beside it a second note of how long it is.

Every row carries a hash over itself and the row before, so a changed row breaks the chain. The
head (number and hash of the last row) stands in the database and, written separately, in a file
beside it: a log that lost its end, a lost write-ahead log for instance, is shorter than that.
Nothing is acknowledged before both are on disk. Others may read while one process writes.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import sleep

from techrace.errors import InputError, Sentence, meant, placed, shown
from techrace.language import sentence
from techrace.session.events import Event, Json, read, written

SCHEMA = (
    """
    CREATE TABLE log (
        seq INTEGER PRIMARY KEY,
        batch INTEGER NOT NULL,  -- number of the last event of the same command
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        hash BLOB NOT NULL
    );
    CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL);
    CREATE TRIGGER no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'a log is only appended to'); END;
    CREATE TRIGGER no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'a log is only appended to'); END;
    """,
)
"""Scripts that lead from each version of the schema to the next; the version is how many have been run."""

GENESIS = sha256(b"techrace session").digest()
MOST_AT_ONCE = 256  # commands that are made durable together
_CLOSED = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
    "SQLITE_PERM",
    "SQLITE_FULL",
    "SQLITE_IOERR",
)
"""What SQLite calls a file that it cannot use although nothing is wrong in it."""
WAIT = 10.0  # seconds for which a locked file is waited for
NOTING = (0.0, 0.1, 0.4)  # seconds before each try to note a head

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class Lost(Exception):  # noqa: N818 - reads as what it says
    """Something could not be made durable, so it has not happened."""


class Unsure(Lost):
    """Something is in the log, but its head could not be noted beside it: it counts once the log is opened again.

    Attributes:
        events: What is in the log.
    """

    def __init__(self, why: str, events: Iterable[Event]) -> None:
        """Say why, and what is there all the same."""
        super().__init__(why)
        self.events = tuple(events)


@dataclass(frozen=True)
class Row:
    """An event as it is stored."""

    seq: int
    batch: int
    body: str
    hash: bytes


@dataclass(frozen=True)
class Summary:
    """A session in a list."""

    id: str
    title: str
    world: str
    made_at: float
    last_at: float
    events: int
    turn: int
    turns: int
    ended: bool
    size: int  # bytes


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return where this user's sessions are kept: ``$TECHRACE_DATA``, or the custom of the platform."""
    if chosen := environment.get("TECHRACE_DATA"):
        return Path(chosen)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    match platform:
        case "win32":
            return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "techrace"
        case "darwin":
            return home / "Library" / "Application Support" / "techrace"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "techrace"


def path_of(folder: Path, name: str) -> Path:
    """Return the file of a session.

    Raises:
        InputError: The name is none that a session can have.
    """
    if not _ID.fullmatch(name):
        raise InputError(sentence("error-session-name", name=shown(name)))
    return folder / "sessions" / f"{name}.db"


def known(folder: Path, name: str) -> Path:
    """Return the file of a session that exists.

    Raises:
        InputError: There is none.
    """
    path = path_of(folder, name)
    if not path.is_file():
        names = [p.stem for p in _files(folder)]
        message = (
            "error-session-near"
            if (near := meant(name, names))
            else "error-session-list"
            if names
            else "error-session-none"
        )
        told = {"folder": str(folder), "name": name, "near": near, "allowed": ", ".join(names)}
        raise InputError(sentence(message, **told))
    return path


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in (folder / "sessions").glob("*.db") if p.is_file())


# ---------------------------------------------------------------- reading


def rows(path: Path, after: int = 0) -> Iterator[Row]:
    """Read a log from its file, checking every link of the chain; others may be writing.

    Raises:
        InputError: The file is damaged, or a row does not follow from the one before.
    """
    with _reading(path) as connection:
        previous = GENESIS
        if after:
            found = connection.execute("SELECT hash FROM log WHERE seq = ?", (after,)).fetchone()
            previous = found[0] if found else b""
        expected = after + 1
        for seq, batch, body, mark in connection.execute(
            "SELECT seq, batch, body, hash FROM log WHERE seq > ? ORDER BY seq", (after,)
        ):
            if seq != expected:
                raise InputError(_broken(path, sentence("error-log-missing", event=expected)))
            if mark != link(previous, seq, batch, body):
                raise InputError(_broken(path, sentence("error-log-changed", event=seq)))
            yield Row(seq, batch, body, mark)
            previous, expected = mark, seq + 1
        head = connection.execute("SELECT seq, hash FROM head").fetchone() or (0, GENESIS)
        if after < head[0] and (expected - 1, previous) != tuple(head):
            raise InputError(_broken(path, sentence("error-log-short", last=expected - 1, written=head[0])))


def events(path: Path, after: int = 0) -> Iterator[Event]:
    """Read the events of a log; see ``rows``."""
    for row in rows(path, after):
        try:
            yield read(row.body)
        except (ValueError, KeyError):
            raise InputError(_strange(path, row.seq)) from None


def link(previous: bytes, seq: int, batch: int, body: str) -> bytes:
    """Return the hash of a row, which depends on all rows before it."""
    return sha256(b"\n".join((previous, str(seq).encode(), str(batch).encode(), body.encode()))).digest()


def _broken(path: Path, what: str) -> Sentence:
    return placed(str(path), sentence("error-log-damaged", what=what, name=path.stem))


def _strange(path: Path, event: int) -> Sentence:
    """Say that an event is none that this techrace knows; the chain being whole, another version has written it."""
    return placed(str(path), sentence("error-log-strange", event=event))


def _failed(path: Path, error: sqlite3.Error | OSError) -> Sentence:
    """Say why SQLite cannot use a file: it is damaged, or only locked or closed to us."""
    code = getattr(error, "sqlite_errorname", "")
    damaged = isinstance(error, sqlite3.DatabaseError) and not code.startswith(_CLOSED)
    return _broken(path, str(error)) if damaged else placed(str(path), sentence("error-file", what=str(error)))


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    connection = None
    try:
        _migrate_if_old(path)
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT)
        connection.execute("BEGIN")  # one snapshot, whatever is written meanwhile
        yield connection
    except sqlite3.Error as error:
        raise InputError(_failed(path, error)) from None
    finally:
        if connection is not None:
            connection.close()


def verify(path: Path) -> list[str]:
    """List everything that is wrong with the file of a session; its contents are verified by ``play.replay``."""
    wrong: list[str] = []
    last, batch = 0, 0
    try:
        with _reading(path) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
            wrong += [f"{path}: {text}" for text in found if text != "ok"]
        for row in rows(path):
            read(row.body)
            last, batch = row.seq, row.batch
    except InputError as error:
        wrong += error.problems
    except (ValueError, KeyError):
        wrong.append(_strange(path, last + 1))
    if last != batch and not wrong:
        wrong.append(placed(str(path), sentence("error-log-command", event=batch)))
    return wrong or _shorter(path, last)


def _shorter(path: Path, last: int) -> list[str]:
    """Say whether the log is shorter than was once acknowledged."""
    noted = _noted(path)
    if noted is None:
        return [placed(str(path), sentence("error-log-note", file=_beside(path).name))]
    seq, mark = noted
    if seq > last:
        return [_broken(path, sentence("error-log-lost", acknowledged=seq, there=last))]
    with _reading(path) as connection:
        row = connection.execute("SELECT hash FROM log WHERE seq = ?", (seq,)).fetchone()
    same = (row[0] if row else GENESIS) == mark
    return [] if same else [_broken(path, sentence("error-log-other", event=seq))]


# ---------------------------------------------------------------- the head, noted a second time


def _beside(path: Path) -> Path:
    return path.with_suffix(".head")


def _noted(path: Path) -> tuple[int, bytes] | None:
    try:
        seq, mark, check = _beside(path).read_text(encoding="ascii").split()
        if check != sha256(f"{seq} {mark}".encode()).hexdigest()[:16]:
            return None
        return int(seq), bytes.fromhex(mark)
    except (OSError, ValueError):
        return None


def _note(handle: int, seq: int, mark: bytes) -> None:
    """Write the head in place, in one small block."""
    text = f"{seq:012d} {mark.hex()}"
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, f"{text} {sha256(text.encode()).hexdigest()[:16]}\n".encode())
    os.fsync(handle)


def _note_patiently(handle: int, seq: int, mark: bytes) -> str:
    """Note the head of what is in the log, and say what went wrong; a disk that fails for a moment is asked again."""
    failed = ""
    for pause in NOTING:
        sleep(pause)
        try:
            _note(handle, seq, mark)
        except OSError as error:
            failed = str(error)
        else:
            return ""
    return failed or "it cannot be noted"


# ---------------------------------------------------------------- writing


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def migrate(connection: sqlite3.Connection, path: Path, schema: Sequence[str] = SCHEMA) -> None:
    """Bring a file to the newest version of the schema, wholly or not at all.

    Raises:
        InputError: A newer techrace wrote it.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(schema):
        told = {"format": version, "known": len(schema)}
        raise InputError(placed(str(path), sentence("error-log-newer", **told)))
    for number, script in enumerate(schema[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE;{script};PRAGMA user_version={number};COMMIT;")


def _migrate_if_old(path: Path) -> None:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT)
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()
    if version == 0:
        raise InputError(_broken(path, sentence("error-log-empty")))
    if version != len(SCHEMA):
        writing = _connected(path)
        try:
            migrate(writing, path)
        finally:
            writing.close()


_Job = tuple[list[Event], "Future[int]"]


class Log:
    """The writing end of a session's log: one thread writes, everybody waits for it.

    Commands that arrive together are made durable together. After a failure nothing is written any more: the log has
    to be opened again.
    """

    def __init__(self, path: Path, *, new: bool = False) -> None:
        """Open a log for writing.

        Raises:
            InputError: The file is damaged or shorter than was acknowledged, or a new one exists already.
        """
        self.path = path
        if new:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                raise InputError(placed(str(path), sentence("error-session-exists")))
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            _sync_folder(path.parent)
        elif wrong := [] if _noted(path) is None else _shorter(path, _last(path)):
            raise InputError(wrong)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._ready: Future[None] = Future()
        self._thread = Thread(target=self._write, name=f"log of {path.stem}", daemon=True)
        self._thread.start()
        self._ready.result()

    def append(self, new: Iterable[Event]) -> Future[int]:
        """Hand over the events of one command; the future gives the number of the last one once they are durable."""
        done: Future[int] = Future()
        self._jobs.put((list(new), done))
        return done

    def close(self) -> None:
        """Write what is waiting and close the file."""
        self._jobs.put(None)
        self._thread.join()

    def _write(self) -> None:
        try:
            connection = _connected(self.path)
            migrate(connection, self.path)
            note = os.open(_beside(self.path), os.O_CREAT | os.O_WRONLY, 0o600)
            seq, mark = connection.execute("SELECT seq, hash FROM head").fetchone() or (0, GENESIS)
            if seq:
                _note(note, seq, mark)  # whatever kept the last one from being noted
        except (sqlite3.Error, OSError, InputError) as error:
            said = error if isinstance(error, InputError) else InputError(_failed(self.path, error))
            self._ready.set_exception(said)
            return
        self._ready.set_result(None)
        lost: BaseException | None = None
        try:
            while jobs := self._waiting():
                if lost:  # what comes later was decided on what is not there
                    for _, done in jobs:
                        done.set_exception(Lost(str(lost)))
                    continue
                seq, mark = self._durable(connection, note, jobs, seq, mark)
                lost = jobs[0][1].exception()
        finally:
            connection.close()
            os.close(note)

    def _waiting(self) -> list[_Job]:
        """Wait for work and take all there is; nothing at the end."""
        first = self._jobs.get()
        jobs = [] if first is None else [first]
        while jobs and len(jobs) < MOST_AT_ONCE:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)  # the end comes after what is being written
                break
            jobs.append(job)
        return jobs

    def _durable(
        self, connection: sqlite3.Connection, note: int, jobs: list[_Job], seq: int, mark: bytes
    ) -> tuple[int, bytes]:
        """Write some commands in one transaction, note the head, and only then acknowledge."""
        before, ends = (seq, mark), []
        try:
            if not _there(self.path, note):
                raise Lost(sentence("error-log-gone"))  # noqa: TRY301 - as below
            connection.execute("BEGIN IMMEDIATE")
            found = connection.execute("SELECT seq, hash FROM head").fetchone() or (0, GENESIS)
            if tuple(found) != before:
                raise Lost(sentence("error-log-shared"))  # noqa: TRY301 - one way out for all that may fail
            for new, _ in jobs:
                batch = seq + len(new)
                for event in new:
                    seq, body = seq + 1, written(event)
                    mark = link(mark, seq, batch, body)
                    connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", (seq, batch, event.kind, body, mark))
                ends.append(seq)
            connection.execute("INSERT OR REPLACE INTO head VALUES (1, ?, ?)", (seq, mark))
            connection.execute("COMMIT")
        except (sqlite3.Error, OSError, Lost) as error:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            for _, done in jobs:
                done.set_exception(Lost(*error.args) if isinstance(error, Lost) else Lost(str(error)))
            return before
        failed = _note_patiently(note, seq, mark)
        for (new, done), end in zip(jobs, ends, strict=True):
            if failed:
                done.set_exception(Unsure(failed, new))
            else:
                done.set_result(end)
        return seq, mark


def _there(path: Path, note: int) -> bool:
    """Say whether a log's files are still those that are open: what is written to erased ones is kept nowhere."""
    try:
        return path.exists() and os.path.samestat(_beside(path).stat(), os.fstat(note))
    except OSError:
        return False


def _last(path: Path) -> int:
    with _reading(path) as connection:
        return int((connection.execute("SELECT max(seq) FROM log").fetchone() or (0,))[0] or 0)


def _sync_folder(folder: Path) -> None:
    """Make sure that a new file's name survives a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# ---------------------------------------------------------------- the shelf


def summaries(folder: Path) -> list[Summary | InputError]:
    """List the sessions of a folder, the newest first; one that cannot be read is listed with the reason."""
    found: list[Summary | InputError] = []
    for path in _files(folder):
        try:
            found.append(summary(path))
        except InputError as error:
            found.append(error)
    return sorted(found, key=lambda s: -s.last_at if isinstance(s, Summary) else 0.0)


def summary(path: Path) -> Summary:
    """Say what a session is, without playing it.

    Raises:
        InputError: The file is damaged.
    """
    with _reading(path) as connection:
        first = connection.execute("SELECT body FROM log WHERE seq = 1").fetchone()
        last = connection.execute("SELECT seq, body FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        moved = connection.execute(
            "SELECT kind, body FROM log"
            " WHERE kind IN ('turn resolved', 'undone', 'branched', 'ended', 'phase begun') ORDER BY seq"
        ).fetchall()
    if first is None:
        raise InputError(_broken(path, sentence("error-log-empty")))
    try:
        return _summed(path, json.loads(first[0]), last, moved)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(_strange(path, 1)) from None


def _summed(path: Path, made: Json, last: tuple[int, str], moved: Iterable[tuple[str, str]]) -> Summary:
    """Say what a session is by its first event, its last (number and body) and those that moved it (kind and body)."""
    after: dict[int, int] = {0: 0}
    turn, ended = 0, False
    for kind, body in moved:
        if kind == "turn resolved":
            data = json.loads(body)
            turn = after[data["node"]] = data["turn"] + 1
        elif kind in ("ended", "phase begun"):
            ended = kind == "ended"
        else:
            turn = after.get(json.loads(body)["node"], 0)
    return Summary(
        made["id"], made["title"], made["world"]["id"], made["at"], json.loads(last[1])["at"], last[0], turn,
        made["turns"], ended, path.stat().st_size,
    )  # fmt: skip


def delete(path: Path) -> None:
    """Erase a session wholly: its log, what SQLite keeps beside it, the note of its head, and what was repaired."""
    for damaged in path.parent.glob(f"{path.name}.damaged-*"):
        damaged.unlink(missing_ok=True)
    _erase(path)


def _erase(path: Path) -> None:
    for part in _parts(path):
        part.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _parts(path: Path) -> tuple[Path, ...]:
    return (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"), _beside(path))


FORMAT = "techrace session, format 1"


def export(path: Path, target: Path) -> int:
    """Write a session to one text file, a JSON object a line, and return the number of events.

    Raises:
        InputError: The log is damaged, or the file cannot be written.
    """
    kept = list(rows(path))
    if wrong := _shorter(path, len(kept)):
        raise InputError(wrong)
    partial = target.with_name(f"{target.name}.part")
    try:
        with partial.open("w", encoding="utf-8") as file:
            file.write(json.dumps({"format": FORMAT, "events": len(kept)}) + "\n")
            for row in kept:
                line = {"seq": row.seq, "batch": row.batch, "hash": row.hash.hex(), "body": row.body}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        partial.replace(target)
    except OSError as error:
        told = placed(str(target), sentence("error-file-write", what=error.strerror or str(error)))
        raise InputError(told) from None
    return len(kept)


def imported(source: Path, folder: Path) -> Path:
    """Bring an exported session into a folder, under the name it had, and return its file.

    Raises:
        InputError: The file is no whole export, or there is such a session already.
    """
    kept = _exported(source)
    made = json.loads(kept[0].body)
    path = path_of(folder, str(made.get("id", "")))
    _copied(kept, path, source)
    return path


def _copied(kept: Sequence[Row], path: Path, source: Path) -> None:
    """Write rows to a new log, command by command.

    Raises:
        InputError: They cannot be written as they were.
    """
    log = Log(path, new=True)
    try:
        batch: list[Event] = []
        for row in kept:
            batch.append(read(row.body))
            if row.seq == row.batch:
                log.append(batch)
                batch = []
    finally:
        log.close()
    if [row.hash for row in rows(path)] != [row.hash for row in kept]:
        _erase(path)
        raise InputError(placed(str(source), sentence("error-export-other")))


@dataclass(frozen=True)
class Repair:
    """What became of a damaged log.

    Attributes:
        kept: Events that are whole.
        lost: Events that were acknowledged and are gone.
        damaged: Where the damaged file lies now.
    """

    kept: int
    lost: int
    damaged: Path


def repair(path: Path) -> Repair:
    """Make a log whole again up to the last command that can be trusted; the damaged file is kept beside it.

    Nobody may be playing the session meanwhile.

    Raises:
        InputError: Not even its first command can be read.
    """
    kept: list[Row] = []
    with contextlib.suppress(InputError, ValueError, KeyError):
        for row in rows(path):
            read(row.body)
            kept.append(row)
    while kept and kept[-1].seq != kept[-1].batch:
        kept.pop()  # the rest of its command is missing
    if not kept:
        raise InputError(placed(str(path), sentence("error-log-hopeless")))
    acknowledged, _ = _noted(path) or (0, b"")
    aside = next(p for i in count(1) if not (p := path.with_name(f"{path.name}.damaged-{i}")).exists())
    beside = (aside, *(aside.with_name(f"{aside.name}{end}") for end in ("-wal", "-shm", ".head")))
    for part, place in zip(_parts(path), beside, strict=True):
        if part.exists():
            part.replace(place)
    _copied(kept, path, aside)
    return Repair(len(kept), max(acknowledged - len(kept), 0), aside)


def _exported(source: Path) -> list[Row]:
    """Read an export and check its chain."""
    kept: list[Row] = []
    previous, number = GENESIS, 1
    try:
        with source.open(encoding="utf-8-sig") as file:
            header = json.loads(next(file, "null"))
            if not isinstance(header, dict) or header.get("format") != FORMAT:
                raise InputError(placed(f"{source}:1", sentence("error-export-header", format=FORMAT)))
            for number, line in enumerate(file, 2):
                data = json.loads(line)
                row = Row(int(data["seq"]), int(data["batch"]), str(data["body"]), bytes.fromhex(data["hash"]))
                if row.seq != len(kept) + 1 or row.hash != link(previous, row.seq, row.batch, row.body):
                    raise InputError(placed(f"{source}:{number}", sentence("error-export-link", event=row.seq)))
                kept.append(row)
                previous = row.hash
    except OSError as error:
        told = placed(str(source), sentence("error-file", what=error.strerror or str(error)))
        raise InputError(told) from None
    except UnicodeDecodeError:
        raise InputError(placed(str(source), sentence("error-export-text"))) from None
    except (ValueError, KeyError, TypeError):
        what = sentence("error-export-line") if number > 1 else sentence("error-export-header", format=FORMAT)
        raise InputError(placed(f"{source}:{number}", what)) from None
    if not kept or len(kept) != header.get("events") or kept[-1].seq != kept[-1].batch:
        told = placed(str(source), sentence("error-export-short", held=len(kept), events=str(header.get("events"))))
        raise InputError(told)
    for row in kept:
        try:
            read(row.body)
        except (ValueError, KeyError):
            raise InputError(_strange(source, row.seq)) from None
    return kept
