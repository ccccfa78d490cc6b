"""The map and the board in a terminal: every hex is there, and nothing is wider than the paper."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from techrace.cli.screen import Screen
from techrace.mosaic import layout
from techrace.session import room
from techrace.terminal.screens import Strip
from techrace.world.loading import load

SOURCE = str(Path(room.__file__).parents[2])


def shown(folder, lang, width, *script):
    """Return what each command of a script shows."""
    file = folder / "script.txt"
    file.write_text("\n".join(script), encoding="utf-8")
    command = [sys.executable, "-m", "techrace", "play", "2025", "--as", "korea", "--turns", "1", "--seed", "1"]
    here = {**os.environ, "PYTHONPATH": SOURCE, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8", "COLUMNS": str(width)}
    played = subprocess.run(
        [*command, "--lang", lang, "--script", str(file), "--data", str(folder)],
        capture_output=True, encoding="utf-8", cwd=folder, timeout=60, check=False, env=here,
    )  # fmt: skip
    assert played.returncode == 0, played.stderr
    lines = [x for x in played.stdout.splitlines() if "--resume" not in x]  # a command is not broken
    assert max(map(Screen().cells, lines)) <= width
    return dict(part.split("\n", 1) for part in played.stdout.split("\n> ")[1:])


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("width", [80, 120])
def test_the_map_shows_every_hex_every_state_and_the_race(tmp_path, lang, width):
    world = load("2025")
    screens = shown(tmp_path, lang, width, "map", "board", "quit")
    sketch = screens["map"].split("\n")[2:15]
    glyphs = Counter("".join(line[:64] for line in sketch))
    assert sum(glyphs[g] for g in "o#.") >= len(layout(world).tiles)
    assert all(state.code in screens["map"] for state in world.states.values())
    assert "(0)" in screens["map"], "the shares, and their change"
    beside = width == 120
    assert any(line.rstrip().endswith("US") for line in sketch) == beside, "the race stands to the right"
    assert ("Design tools" in screens["board"] or "설계툴" in screens["board"]) == beside, "the second column"


def test_the_board_can_be_asked_for_after_the_end(tmp_path):
    screens = shown(tmp_path, "en", 80, "submit", "board", "quit")
    assert "frontier" in screens["board"]


def test_what_would_lie_on_something_else_moves_aside():
    strip = Strip()
    strip.put(2, "o")
    strip.put(2, "KR", 2)
    strip.put(0, "x")
    assert sorted(str(strip).split()) == ["KR", "o", "x"]
