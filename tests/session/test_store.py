"""The store: what was acknowledged is there, whole and in order, after whatever happens to the writer."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from isles import make

from techrace.errors import InputError
from techrace.session import commands as c
from techrace.session import events as e
from techrace.session import play, room, store
from techrace.session.events import Plan
from techrace.session.store import Log, Lost

TESTS = Path(__file__).parent


@pytest.fixture
def folder(tmp_path):
    """A data folder with one session, closed after two turns."""
    open_room = room.made(tmp_path, make())
    for command in (c.MovePhase(at=1.0), c.Resolve(at=2.0), c.MovePhase(at=3.0), c.Resolve(at=4.0)):
        assert open_room.act(command)
    open_room.close()
    return tmp_path


def path(folder):
    return store.path_of(folder, "isles")


def test_a_room_opens_where_it_was_closed(folder):
    first = room.looked_at(folder, "isles")
    again = room.opened(folder, "isles")
    assert again.table == first
    assert again.table.place.turn == 2
    again.act(c.Undo())
    again.close()
    assert room.looked_at(folder, "isles").place.turn == 1
    assert store.verify(path(folder)) == []


def test_a_refused_command_leaves_no_trace(folder):
    open_room = room.opened(folder, "isles")
    before = sum(1 for _ in store.rows(path(folder)))
    assert open_room.act(c.Resume()).code == "nothing"
    assert open_room.act(c.Tick(at=9e9)) == ()
    open_room.close()
    assert sum(1 for _ in store.rows(path(folder))) == before


def test_many_people_at_once(folder):
    """Everybody is answered, all is on disk, and one order of events is everybody's."""
    open_room = room.opened(folder, "isles")
    seen = []
    open_room.listeners.append(lambda table: seen.append(len(table.people)))

    def come(i):
        return open_room.act(c.Join(person=f"p{i}", name=f"P{i}", at=float(i)))

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(come, range(64)))
    assert len(open_room.table.people) == 64
    assert open_room.table == room.looked_at(folder, "isles")  # while it is open
    assert max(seen) == 64
    open_room.close()


def test_another_process_reads_while_this_one_writes(folder):
    """Two readers, each in a process of its own, see a whole prefix of the log at any moment."""
    script = (
        "import sys; from pathlib import Path; from techrace.session import store\n"
        "last = 0\n"
        "print('ready', flush=True)\n"
        "while last < int(sys.argv[2]):\n"
        "    kept = list(store.rows(Path(sys.argv[1])))\n"
        "    assert len(kept) >= last and kept[-1].seq == kept[-1].batch\n"
        "    last = len(kept)\n"
        "print(last)\n"
    )
    start = sum(1 for _ in store.rows(path(folder)))
    command = [sys.executable, "-c", script, str(path(folder)), str(start + 40)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for reader in readers:
        assert reader.stdout.readline() == "ready\n"
    open_room = room.opened(folder, "isles")
    for i in range(40):
        open_room.act(c.WriteNote(text=f"note {i}"))
    said = [reader.communicate(timeout=60)[0] for reader in readers]
    open_room.close()
    assert [int(text) for text in said] == [start + 40] * 2


def test_two_writers_are_told_of_each_other(folder):
    one, other = room.opened(folder, "isles"), room.opened(folder, "isles")
    one.act(c.WriteNote(text="first"))
    with pytest.raises(Lost, match="another program has written"):
        other.act(c.WriteNote(text="second"))
    with pytest.raises(Lost):
        other.act(c.WriteNote(text="third"))
    one.close()
    other.close()
    assert store.verify(path(folder)) == []
    assert len(room.looked_at(folder, "isles").notes) == 1


# ---------------------------------------------------------------- damage


def forge(folder, sql, *values):
    """Change the database behind the store's back."""
    connection = sqlite3.connect(path(folder))
    connection.executescript("DROP TRIGGER no_update; DROP TRIGGER no_delete;")
    connection.execute(sql, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE log SET body = replace(body, '\"at\":3.0', '\"at\":3.5') WHERE seq = 5", "event 5 is not what was"),
        ("UPDATE log SET batch = 5 WHERE seq = 3", "event 3 is not what was"),
        ("DELETE FROM log WHERE seq = 3", "event 3 is missing"),
        ("DELETE FROM log WHERE seq > 4", "ends with event 4, but"),
        ("UPDATE log SET seq = 40 WHERE seq = 4", "event 4 is missing"),
    ],
)
def test_tampering_and_truncation_are_said(folder, sql, said):
    forge(folder, sql)
    assert any(said in sentence for sentence in store.verify(path(folder)))
    with pytest.raises(InputError, match=said):
        room.opened(folder, "isles")


def test_the_log_refuses_to_be_changed(folder):
    connection = sqlite3.connect(path(folder))
    for sql in ("UPDATE log SET kind = 'x'", "DELETE FROM log"):
        with pytest.raises(sqlite3.IntegrityError, match="only appended to"):
            connection.execute(sql)
    connection.close()


def test_a_lost_tail_is_said_although_what_is_left_is_sound(folder):
    """As when a write-ahead log is lost: the shorter log is a valid one, but more was acknowledged."""
    copy = path(folder).with_suffix(".kept")
    shutil.copy(path(folder), copy)
    open_room = room.opened(folder, "isles")
    open_room.act(c.WriteNote(text="acknowledged"))
    open_room.close()
    shutil.move(copy, path(folder))
    assert any("were acknowledged" in sentence for sentence in store.verify(path(folder)))
    with pytest.raises(InputError, match="were acknowledged"):
        room.opened(folder, "isles")


def test_a_corrupted_last_page_is_said(folder):
    file = path(folder)
    content = bytearray(file.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[-size:] = bytes(b ^ 0x5A for b in content[-size:])
    file.write_bytes(content)
    wrong = store.verify(file)
    assert wrong
    assert all(str(file) in sentence for sentence in wrong)
    with pytest.raises(InputError, match="damaged"):
        room.opened(folder, "isles")


def test_a_damaged_log_is_repaired_up_to_the_last_whole_command(folder):
    """What is whole stays, hash for hash; how much is lost is said; the damaged file is kept until the session goes."""
    file = path(folder)
    before = list(store.rows(file))
    damaged = before[-1].batch - 1
    with sqlite3.connect(file) as connection:
        connection.executescript("DROP TRIGGER no_update")
        connection.execute("UPDATE log SET body = replace(body, '}', ' }') WHERE seq = ?", (damaged,))
    connection.close()
    assert store.verify(file)
    done = store.repair(file)
    assert store.verify(file) == []
    after = list(store.rows(file))
    assert after == before[: len(after)]
    assert after[-1].seq == after[-1].batch < damaged
    assert (done.kept, done.kept + done.lost) == (len(after), len(before))
    assert done.damaged.is_file()
    again = room.opened(folder, "isles")
    assert again.act(c.WriteNote(text="on we go"))
    again.close()
    store.delete(file)
    assert list(file.parent.iterdir()) == []


def test_what_has_no_beginning_cannot_be_repaired(folder):
    path(folder).write_bytes(b"")
    with pytest.raises(InputError, match="not even the beginning"):
        store.repair(path(folder))


@pytest.mark.parametrize("content", [b"", b"not a database at all, but quite long enough to be read as one" * 40])
def test_a_file_that_is_no_log_is_said(folder, content):
    path(folder).write_bytes(content)
    assert store.verify(path(folder))
    with pytest.raises(InputError, match="damaged"):
        room.opened(folder, "isles")


def test_a_missing_note_of_the_head_is_said_but_stops_nobody(folder):
    store._beside(path(folder)).write_text("0 00 0\n")
    assert "nobody can say" in store.verify(path(folder))[0]
    open_room = room.opened(folder, "isles")
    open_room.act(c.WriteNote(text="and now it is noted again"))
    open_room.close()
    assert store.verify(path(folder)) == []


def test_what_cannot_be_written_has_not_happened(folder, monkeypatch):
    open_room = room.opened(folder, "isles")
    before = open_room.table

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_note", full)
    with pytest.raises(Lost, match="No space left"):
        open_room.act(c.WriteNote(text="?"))
    assert open_room.table is before
    open_room.close()


# ---------------------------------------------------------------- formats


def test_an_old_file_is_migrated_when_it_is_opened(tmp_path):
    """A format of the future, in two steps, on a file of today."""
    file = tmp_path / "old.db"
    connection = store._connected(file)
    store.migrate(connection, file)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(store.SCHEMA),)
    later = (*store.SCHEMA, "ALTER TABLE log ADD COLUMN more TEXT;", "CREATE TABLE extra (x);")
    store.migrate(connection, file, later)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(later),)
    connection.execute("SELECT more FROM log")
    with pytest.raises(InputError, match="newer techrace"):
        store.migrate(connection, file)
    connection.close()


def test_a_migration_that_fails_changes_nothing(tmp_path):
    file = tmp_path / "old.db"
    connection = store._connected(file)
    store.migrate(connection, file)
    with pytest.raises(sqlite3.Error):
        store.migrate(connection, file, (*store.SCHEMA, "CREATE TABLE extra (x); SELECT nonsense;"))
    connection.close()
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(store.SCHEMA),)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone() == (0,)
    connection.close()


def test_an_export_comes_back_the_same(folder, tmp_path):
    target = tmp_path / "out.jsonl"
    before = list(store.rows(path(folder)))
    assert store.export(path(folder), target) == len(before)
    with pytest.raises(InputError, match="already"):
        store.imported(target, folder)
    store.delete(path(folder))
    assert list((folder / "sessions").iterdir()) == []
    assert list(store.rows(store.imported(target, folder))) == before
    assert store.verify(path(folder)) == []
    assert play.replay(room.looked_at(folder, "isles")) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[:-1], "the rest is missing"),
        (lambda lines: [*lines[:2], *lines[3:]], "does not follow"),
        (lambda lines: [lines[0], lines[1].replace("Isles", "Islets", 1), *lines[2:]], "does not follow"),
        (lambda lines: lines[1:], "is no exported session"),
        (lambda lines: ["hello"], "is no exported session"),
        (lambda lines: [], "is no exported session"),
    ],
)
def test_a_damaged_export_is_refused_and_leaves_nothing(folder, tmp_path, change, said):
    target = tmp_path / "out.jsonl"
    store.export(path(folder), target)
    store.delete(path(folder))
    target.write_text("\n".join(change(target.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        store.imported(target, folder)
    assert list((folder / "sessions").iterdir()) == []


def forged(folder, target, change):
    """Export a session with other events, each of which follows from the one before."""
    told = [e.read(row.body) for row in store.rows(path(folder))]
    lines, mark = [json.dumps({"format": store.FORMAT, "events": len(told)})], store.GENESIS
    for seq, event in enumerate(map(change, told), 1):
        body = e.written(event)
        mark = store.link(mark, seq, seq, body)
        lines.append(json.dumps({"seq": seq, "batch": seq, "hash": mark.hex(), "body": body}))
    target.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda x: x.model_copy(update={"world": {}}) if isinstance(x, e.SessionMade) else x,
        lambda x: x.model_copy(update={"parent": 77}) if isinstance(x, e.TurnResolved) else x,
        lambda x: x.model_copy(update={"done": {}}) if isinstance(x, e.TurnResolved) else x,
        lambda x: e.SeatHandedBack(seat="atlantis") if isinstance(x, e.PhaseBegun) else x,
    ],
)
def test_a_whole_log_that_cannot_have_happened_is_said_and_stops_nothing_else(folder, tmp_path, change):
    forged(folder, tmp_path / "odd.jsonl", change)
    store.delete(path(folder))
    with pytest.raises(InputError, match="cannot have happened"):
        room.imported(tmp_path / "odd.jsonl", folder)
    assert list((folder / "sessions").iterdir()) == []
    store.imported(tmp_path / "odd.jsonl", folder)  # as a file that somebody copied there
    (folder / "sessions" / "folder.db").mkdir()
    assert len(store.summaries(folder)) == 1


@pytest.mark.parametrize("line", ["null", "[1]", "{", '{"seq": 1}', "\x00"])
def test_a_line_that_is_none_of_an_export_is_named_by_its_number(folder, tmp_path, line):
    target = tmp_path / "out.jsonl"
    store.export(path(folder), target)
    lines = target.read_text(encoding="utf-8").splitlines()
    target.write_text("\n".join([*lines[:3], line, *lines[4:]]), encoding="utf-8")
    with pytest.raises(InputError, match=r"out.jsonl:4: is no line"):
        store.imported(target, tmp_path / "other")


def test_an_export_that_an_editor_has_marked_as_utf8_comes_back(folder, tmp_path):
    target = tmp_path / "out.jsonl"
    store.export(path(folder), target)
    target.write_bytes(b"\xef\xbb\xbf" + target.read_bytes())
    store.delete(path(folder))
    assert play.replay(room.looked_at(folder, room.imported(target, folder).stem)) == []


@pytest.mark.skipif(os.name != "posix", reason="elsewhere open files cannot be erased")
def test_nothing_is_acknowledged_once_the_session_is_erased(folder):
    playing = room.opened(folder, "isles")
    store.delete(path(folder))
    with pytest.raises(Lost, match="erased or moved"):
        playing.act(c.WriteNote(text="to nobody"))
    assert list((folder / "sessions").iterdir()) == [], "nor does it come back"
    with pytest.raises(Lost):
        playing.act(c.WriteNote(text="still"))
    playing.close()


@pytest.mark.skipif(os.name != "posix", reason="locks differ")
def test_a_file_that_is_only_locked_is_not_called_damaged(folder, monkeypatch):
    monkeypatch.setattr(store, "WAIT", 0.01)
    holder = sqlite3.connect(path(folder), isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("PRAGMA journal_mode=DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(InputError, match="cannot be read: database is locked"):
        room.looked_at(folder, "isles")
    holder.close()


def test_the_list_tells_where_every_session_stands(folder):
    open_room = room.opened(folder, "isles")
    open_room.act(c.End(at=4.0))
    open_room.act(c.Undo(at=5.0))  # gone on with
    open_room.close()
    (folder / "sessions" / "broken.db").write_bytes(b"x" * 5000)
    one, other = store.summaries(folder)
    broken, whole = (one, other) if isinstance(one, InputError) else (other, one)
    assert "broken.db" in str(broken)
    assert (whole.id, whole.title, whole.world, whole.turn, whole.turns) == ("isles", "Isles", "archipelago", 1, 6)
    assert (whole.made_at, whole.last_at, whole.ended) == (0.0, 5.0, False)


def test_names_that_no_session_can_have(folder):
    for name in ("../secrets", "A", "", "a" * 61, "a/b", "a.db"):
        with pytest.raises(InputError, match="a name has"):
            store.path_of(folder, name)
    with pytest.raises(InputError, match="did you mean 'isles'"):
        room.opened(folder, "islas")


def test_where_sessions_are_kept():
    assert store.data_folder({"TECHRACE_DATA": "x"}) == Path("x")
    assert store.data_folder({"HOME": "h"}, "linux") == Path("h/.local/share/techrace")
    assert store.data_folder({"HOME": "h", "XDG_DATA_HOME": "d"}, "linux") == Path("d/techrace")
    assert store.data_folder({"HOME": "h"}, "darwin") == Path("h/Library/Application Support/techrace")
    assert store.data_folder({"USERPROFILE": "u", "LOCALAPPDATA": "l"}, "win32") == Path("l/techrace")


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes")
def test_files_are_their_owners_only(folder):
    for file in (path(folder), store._beside(path(folder))):
        assert file.stat().st_mode & 0o077 == 0


# ---------------------------------------------------------------- kill -9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_no_acknowledged_event_is_lost_to_kill_9(tmp_path):
    """Forty writers in turn, each killed at another moment while it plays on; the benchmark does it 1,000 times."""
    script = TESTS.parents[1] / "benchmarks" / "kills.py"
    run = subprocess.run(
        [sys.executable, str(script), "40", str(tmp_path)],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report["kills"] == 40
    assert (report["lost"], report["half_resolved"]) == (0, 0)
    assert report["acknowledged"] > 80
    assert report["turns"] > 4


def test_the_writer_is_its_own_thread_and_ends(folder):
    log = Log(path(folder))
    assert log._thread.is_alive()
    assert log.append([e.NoteWritten(text="x")]).result(timeout=10) == sum(1 for _ in store.rows(path(folder)))
    log.close()
    assert not log._thread.is_alive()


def test_plans_are_kept_in_the_log_as_they_were_given(tmp_path):
    open_room = room.made(tmp_path, make())
    plan = Plan(orders={"open": 0.1 + 0.2, "spend": {"social": 1e-17}})
    open_room.act(c.SaveDraft(seat="alder", plan=plan, revision=0))
    open_room.close()
    assert room.looked_at(tmp_path, "isles").drafts["alder"].plan == plan
