"""Any program as a policy: lines of JSON to and fro, and a clear end when something goes wrong."""

import gc
import json
import os
import shutil
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from techrace.errors import InputError
from techrace.policies import StatusQuo, policy
from techrace.policies.program import LONGEST, is_program
from techrace.simulate import simulate

EXAMPLES = Path(__file__).parents[2] / "examples"
ECHO = """
import json, sys
for line in sys.stdin:
    told = json.loads(line)
    print(line.strip(), file=open({heard!r}, "a"))
    if told["kind"] == "turn":
        print(json.dumps({{"orders": {orders}}}), flush=True)
"""


@pytest.fixture
def bot(tmp_path):
    """Write a program and return how it is named as a policy."""

    def write(text, *, seconds=None):
        path = tmp_path / "bot.py"
        path.write_text(text, encoding="utf-8")
        return f"exec{'' if seconds is None else f'@{seconds}'}:{path}"

    return write


@pytest.fixture
def echo(bot, tmp_path):
    """A program that notes what it hears and always orders the same (an expression of ``told``)."""

    def write(orders="{}"):
        return bot(ECHO.format(heard=str(tmp_path / "heard"), orders=orders)), tmp_path / "heard"

    return write


def played(spec, setting, *, seat=2, turns=2, worlds=1):
    """Play a game in which one seat is the program's and the others stand still."""
    seats = [StatusQuo() for _ in setting.names["states"]]
    seats[seat] = policy(spec, setting, seat)
    return simulate(setting, seats, turns=turns, seed=3, worlds=worlds, keep=True)


def complaint(spec, setting, **options):
    with pytest.raises(InputError) as caught:
        played(spec, setting, **options)
    return list(caught.value.problems)


def test_it_is_told_the_names_once_and_what_it_sees_every_turn(islands, echo):
    spec, heard = echo('{"open": 0.5}')
    record = played(spec, islands, turns=3)
    start, *turns = [json.loads(line) for line in heard.read_text().splitlines()]
    assert (start["kind"], start["protocol"], start["seat"]) == ("start", 1, "cedar")
    assert start["names"]["states"] == list(islands.names["states"])
    assert start["levers"]["tariff"]["axes"] == ["states"]
    assert [(t["kind"], t["turn"], t["game"]) for t in turns] == [("turn", n, 0) for n in (1, 2, 3)]
    assert turns[2]["figures"]["gdp"]["alder"] == pytest.approx(record.states[2].gdp[0, 0], rel=1e-3)
    assert turns[1]["orders"]["cedar"]["open"] == 0.5
    assert all(0 < t["luck"] < 1 for t in turns)
    assert [float(o.open[2, 0]) for o in record.orders] == [0.5] * 3


def test_it_learns_nothing_that_its_seat_may_not_know(islands, echo):
    spec, heard = echo()
    record = played(spec, islands, turns=2)
    told = json.loads(heard.read_text().splitlines()[-1])
    assert "fashion" not in told["figures"]  # hidden
    assert set(told["figures"]["programme"]) == set(islands.names["layers"])  # private: its own part alone
    frontier, truth = told["figures"]["frontier"], record.states[1].frontier[:, 0]
    assert frontier["cedar"] == pytest.approx(truth[2], rel=1e-3)
    assert abs(frontier["alder"] - truth[0]) > 1e-3  # through fog
    assert "spend" not in told["orders"]["alder"]
    assert "spend" in told["orders"]["cedar"]


def test_orders_are_written_as_in_a_doctrine(islands, echo):
    spec, _ = echo('{"shift": {"science": 0.05}, "tariff": {"alder": "0.25 + 0.25"}}')
    orders = played(spec, islands).orders[0]
    assert orders.tariff[2, 0, 0] == 0.5
    assert float(orders.spend[:, 2].sum()) <= 1 + 1e-9


def test_every_game_of_a_batch_gets_its_own_answer(islands, echo):
    spec, _ = echo('{"open": 0.1 * told["game"]} if told["game"] else {}')
    batch = played(spec, islands, worlds=4)
    assert batch.orders[0].open[2, 1:].tolist() == pytest.approx([0.1, 0.2, 0.3])
    assert batch.orders[0].open[2, 0] == islands.standing.open[2, 0]
    alone = played(spec, islands)
    assert np.array_equal(alone.final.gdp[:, 0], batch.final.gdp[:, 0])


def test_a_policy_that_plays_again_tells_the_program_that_a_game_begins(islands, echo):
    spec, heard = echo()
    seats = [*(StatusQuo() for _ in range(3)), policy(spec, islands, 3)]
    for _ in range(2):
        simulate(islands, seats, turns=2, seed=3)
    assert [json.loads(line)["kind"] for line in heard.read_text().splitlines()] == ["start", "turn", "turn"] * 2


@pytest.mark.parametrize("name", ["bot.py", "bot.js"])
def test_the_examples_play_alike(islands, name):
    if name.endswith(".js") and shutil.which("node") is None:
        pytest.skip("needs Node")
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert len(text.strip().splitlines()) <= 25
    record = played(f"exec:{EXAMPLES / name}", islands, turns=4)
    assert record.orders[0].prudence[2, 0] in (0.2, 0.8)


def test_it_is_gone_when_nobody_needs_it(islands, bot, tmp_path):
    spec = bot(
        f"import os, sys\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n"
        "for line in sys.stdin:\n    if 'turn\"' in line[:20]: print('{\"orders\": {}}', flush=True)\n"
    )
    played(spec, islands)
    gc.collect()
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("raise SystemExit('no mood')", "turn 1 of game 0: ended with exit code 1"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "was stopped by SIGTERM"),
        ("print('hello', flush=True); input(); input()", "its answer is not one line of JSON"),
        ("print('[1]', flush=True); input(); input()", 'its answer is not {"orders": {lever: value, …}}'),
        ("print('{\"orders\": 3}', flush=True); input(); input()", 'its answer is not {"orders"'),
        ('print(\'{"orders": {"tarif": 1}}\', flush=True); input(); input()', "unknown lever 'tarif'"),
        ('print(\'{"orders": {"open": 7}}\', flush=True); input(); input()', "7 is outside 0 to 1"),
        ('print(\'{"orders": {"invite": {"dune": 1}}}\', flush=True); input(); input()', "cedar has no invite"),
        (f"print('x' * {LONGEST + 1}, flush=True); input(); input()", "its answer is not one line of JSON"),
    ],
)
def test_what_goes_wrong_is_told_with_what_it_said(islands, bot, text, sentence):
    first, *rest = complaint(bot(text), islands)
    assert first.startswith("policy of cedar: exec:")
    assert sentence in first
    assert all(len(line) < 300 for line in rest)


def test_the_end_of_its_error_stream_is_told(islands, bot):
    problems = complaint(bot("import sys\nfor i in range(99): print(f'line {i}', file=sys.stderr)\n1 / 0"), islands)
    assert problems[-1] == "  its error stream: ZeroDivisionError: division by zero"
    assert len(problems) < 10


@pytest.mark.parametrize("text", ["import time; time.sleep(60)", "import subprocess; subprocess.run(['sleep', '60'])"])
def test_silence_ends_in_time_and_leaves_nothing_behind(islands, bot, text):
    begun = time.monotonic()
    first, *_ = complaint(bot(text, seconds=0.3), islands)
    assert "gave no answer within 0.3 s" in first
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("exec:", "names no program"),
        ("exec:nothing.py", "there is no file nothing.py"),
        ("exec:./no-such-program --fast", "./no-such-program: there is no such program"),
        ("exec:'open quote", "No closing quotation"),
        (f"exec@soon:{sys.executable}", "'soon' is no number of seconds"),
        (f"exec@0:{sys.executable}", "'0' is no number of seconds"),
    ],
)
def test_a_program_that_is_not_there_is_refused_before_the_game(islands, spec, sentence):
    with pytest.raises(InputError, match="policy of alder: exec") as caught:
        policy(spec, islands, 0)
    assert sentence in str(caught.value)


def test_a_file_that_is_not_executable_is_told_apart(islands, tmp_path):
    (tmp_path / "bot").write_text("#!/bin/sh\n", encoding="utf-8")
    with pytest.raises(InputError, match="is not executable"):
        policy(f"exec:{tmp_path / 'bot'}", islands, 0)


def test_what_is_a_program():
    assert is_program("exec:./bot")
    assert is_program("exec@5:./bot")
    assert not is_program("executive.py:Class")


def test_the_example_stands_in_the_documentation():
    page = (EXAMPLES.parent / "docs" / "programs.md").read_text(encoding="utf-8")
    code = (EXAMPLES / "bot.py").read_text(encoding="utf-8").partition("\n\n")[2]
    assert f"```python\n{code}```" in page
