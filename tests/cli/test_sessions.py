"""``techrace sessions``: what is on the shelf, copied, checked and erased."""

import json
import re
import sqlite3

import pytest

from techrace.cli import main
from techrace.session import commands as c
from techrace.session import room
from techrace.world.loading import load


@pytest.fixture
def shelf(tmp_path):
    """A data folder with a session of two turns."""
    world = load("2025").model_dump(mode="json", by_alias=True)
    made = c.MakeSession(id="class-1", title="Class 1", world=world, seed=2**61 + 3, fog=2**60 + 5, turns=3, at=1.7e9)
    played = room.made(tmp_path, made)
    for _ in range(2):
        played.act(c.MovePhase(at=1.7e9 + 60))
        played.act(c.Resolve(at=1.7e9 + 120))
    played.close()
    return tmp_path


@pytest.fixture
def techrace(shelf, capsys):
    """Run a command on the shelf and return its exit code and what it said."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["sessions", *arguments, "--data", str(shelf)])
        said = capsys.readouterr()
        return ended.value.code or 0, said.out + said.err

    return run


def test_list_and_show(techrace):
    code, said = techrace("list", "--lang", "en")
    assert code == 0
    assert "class-1" in said
    assert "turn 2 of 3" in said
    (facts,) = json.loads(techrace("list", "--json")[1])
    assert (facts["turn"], facts["ended"]) == (2, False)
    code, said = techrace("show", "class-1", "--lang", "en")
    assert "2 turns resolved" in said
    told = techrace("show", "class-1", "--json")[1]
    assert json.loads(told)["view"]["session"]["turn"] == 2
    assert str(2**61 + 3) not in told


def test_verify_says_what_is_wrong(techrace, shelf):
    assert "bit for bit" in techrace("verify", "class-1", "--lang", "en")[1]
    assert json.loads(techrace("verify", "class-1", "--json")[1]) == {"damage": [], "differences": []}
    connection = sqlite3.connect(shelf / "sessions" / "class-1.db")
    connection.executescript("DROP TRIGGER no_update; UPDATE log SET body = body || ' ' WHERE seq = 3;")
    connection.close()
    code, said = techrace("verify", "class-1")
    assert code == 1
    assert "event 3" in said
    assert "techrace sessions repair class-1" in said


def test_repair_saves_what_is_whole(techrace, shelf):
    assert "nothing to repair" in techrace("repair", "class-1", "--lang", "en")[1]
    assert json.loads(techrace("repair", "class-1", "--json")[1]) == {"repaired": False}
    connection = sqlite3.connect(shelf / "sessions" / "class-1.db")
    last = "UPDATE log SET body = body || ' ' WHERE seq = (SELECT max(seq) FROM log);"
    connection.executescript(f"DROP TRIGGER no_update; {last}")
    connection.close()
    said = techrace("repair", "class-1", "--lang", "en")[1]
    assert "acknowledged is lost" in said or "acknowledged are lost" in said
    assert techrace("verify", "class-1")[0] == 0


def test_export_delete_import(techrace, tmp_path):
    file = tmp_path / "kept.jsonl"
    assert techrace("export", "class-1", str(file))[0] == 0
    code, said = techrace("export", "class-1", str(file))
    assert (code, "already" in said) == (2, True)
    assert techrace("delete", "class-1", "--yes")[0] == 0
    code, said = techrace("show", "class-1")
    assert (code, "there are none yet" in said) == (2, True)
    assert "No session" in techrace("list", "--lang", "en")[1]
    assert techrace("import", str(file))[0] == 0
    assert techrace("verify", "class-1")[0] == 0


def test_an_unknown_session_is_said_with_the_nearest_name(techrace):
    code, said = techrace("verify", "clas-1")
    assert code == 2
    assert "did you mean 'class-1'" in said


def test_korean(techrace):
    assert "3턴 중 2턴" in techrace("list", "--lang", "ko")[1]


def test_what_is_wrong_is_said_in_korean(techrace, shelf, tmp_path):
    (tmp_path / "x.jsonl").write_text("hello")
    for arguments in (("show", "nobody"), ("show", "A"), ("import", str(tmp_path / "x.jsonl"))):
        code, said = techrace(*arguments, "--lang", "ko")
        assert code == 2
        assert re.search("[가-힣]", said), said
    for file in (shelf / "sessions").iterdir():
        file.unlink()
    (shelf / "sessions" / "class-1.db").write_bytes(b"x" * 5000)
    assert "손상" in techrace("verify", "class-1", "--lang", "ko")[1]
    assert techrace("list", "--lang", "ko")[1].count("\n") == 1, "what is there is not called nothing"
