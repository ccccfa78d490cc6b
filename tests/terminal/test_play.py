"""``techrace play`` as people use it: real processes, real terminals, and somebody who knows nothing."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from techrace.axes import GOALS
from techrace.cli.screen import Screen
from techrace.explain.figure import SOURCES
from techrace.language import language
from techrace.notation import BY_NAME
from techrace.orders import LEVERS, LINES
from techrace.session import play, room
from techrace.terminal.game import COMMANDS, Game
from techrace.terminal.paper import CLEAR, Keyboard
from techrace.terminal.screens import TRAYS
from techrace.terminal.sitting import Gone, begun, resumed
from techrace.world.loading import load

SOURCE = Path(room.__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
HISTORY = SOURCE / "techrace" / "worlds" / "history"
ARCHIPELAGO = Path(__file__).parents[1] / "worlds" / "archipelago.yaml"


def run(folder, *arguments, script=()):
    """Run a script of commands and return the exit code and all that was said."""
    file = folder / "script.txt"
    file.write_text("\n".join(script), encoding="utf-8")
    told = ["--script", str(file)] if script else []
    command = [sys.executable, "-m", "techrace", "play", *map(str, arguments), "--data", str(folder / "data"), *told]
    played = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=folder, timeout=60, check=False, stdin=subprocess.DEVNULL,
        env=ENVIRONMENT,
    )  # fmt: skip
    said = played.stdout + played.stderr
    too_wide = [
        line
        for line in said.splitlines()
        if Screen().cells(line) > 80 and not line.startswith(">") and "--resume" not in line
    ]
    assert not too_wide or played.returncode
    return played.returncode, said


class Terminal:
    """Somebody at a terminal of 80 by 24."""

    def __init__(self, folder, *arguments):
        """Start the game in it."""
        self.handle, inside = pty.openpty()
        command = [sys.executable, "-m", "techrace", "play", *arguments, "--data", str(folder)]
        here = {**ENVIRONMENT, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "NO_COLOR": "1"}
        self.process = subprocess.Popen(
            command, cwd=folder, env=here, stdin=inside, stdout=inside, stderr=inside,
            start_new_session=True,
        )  # fmt: skip
        os.close(inside)

    def read(self, until, seconds=30.0):
        """Read until something is on the screen, and return what came."""
        shown, end = "", time.monotonic() + seconds
        while until not in shown.replace("\r", ""):
            ready, _, _ = select.select([self.handle], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"waited for {until!r} and saw {shown[-800:]!r}"
            try:
                shown += os.read(self.handle, 65536).decode("utf-8", "replace")
            except OSError:  # the game has left
                break
        return shown.replace("\r", "")

    def type(self, line, until="\n> "):
        """Type a line and return what the game says to it."""
        os.write(self.handle, f"{line}\n".encode())
        return self.read(until)

    def end(self):
        """Wait for the process and return its exit code."""
        code = self.process.wait(30)
        os.close(self.handle)
        return code


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory):
    """Six turns of somebody who knows nothing and types what the screen offers."""
    folder = tmp_path_factory.mktemp("newcomer")
    at, said = Terminal(folder, "2025", "--as", "korea", "--turns", "6", "--seed", "5", "--lang", "en"), []
    said.append(at.read("\n> "))
    for done in range(6):
        words = said[-1].rpartition("Type: ")[2]
        assert "cards" in words, said[-1]
        said.append(at.type("cards"))
        affordable = re.findall(r"^  +(\d+) .*?(\d+) points", said[-1], re.MULTILINE)
        for number, _ in affordable[: 1 if done < 3 else 0]:
            said.append(at.type(number))
        if done == 0:
            said += [at.type(word) for word in ("help 1", "forecast 1 70", "advice", "help")]
        said.append(at.type("submit", until="\n> " if done < 5 else "Enter to go on."))
    for _ in range(2):  # how it went, then the forecasts
        said.append(at.type("", until="\n> " if "Your forecasts" in said[-1] else "Enter to go on."))
    said.append(at.type("whatif 2 standing"))
    said.append(at.type("whatif 2 immigration 80"))
    said += [at.type(word) for word in ("whatif 99 tariff 0", "why frontier china", "cards")]
    at.type("quit", until="quit\n")
    return folder, said, at.end()


def test_newcomer_finishes_by_following_the_screen(newcomer):
    folder, said, code = newcomer
    assert code == 0
    whole = "\n".join(said)
    assert "The game is over" in whole
    assert "of 500 replays" in whole
    assert "Turning points" in whole
    assert "What if Korea had ordered that from turn 2" in whole
    assert "whatif 99: the game has the turns 1 to 6" in whole
    assert re.search(r"Frontier \(China\)\n  start \d", whole), "at the end any figure is told, over the whole game"
    assert "The game is over, and cards can no longer be done" in said[-1]
    assert "Traceback" not in whole
    page = next(folder.glob("*.html")).read_text(encoding="utf-8")
    assert "default-src 'none'" in page, "the page loads nothing from anywhere"


def test_every_screen_says_what_can_be_typed_and_fits_in_80_columns(newcomer):
    _, said, _ = newcomer
    for screen in said:
        assert "Type: " in screen or "Enter to go on" in screen
        assert max(len(line.replace(CLEAR, "")) for line in screen.split("\n")) <= 80, screen
    assert all("\x1b[3" not in screen.replace("\x1b[3J", "") for screen in said), "NO_COLOR"


def test_a_killed_game_loses_nothing(tmp_path):
    at = Terminal(tmp_path, "2025", "--as", "korea", "--turns", "3", "--seed", "5", "--lang", "en")
    at.read("\n> ")
    at.type("1")
    time.sleep(0.3)  # the prompt is written a moment before the game listens
    at.process.send_signal(signal.SIGINT)
    assert "--resume 2025-korea-1" in at.read("--resume 2025-korea-1")
    assert at.end() == 130
    again = Terminal(tmp_path, "--resume", "--lang", "en")
    again.read("\n> ")
    assert "Chosen 1 of 3" in again.type("cards")
    again.type("submit")
    again.process.kill()
    again.end()
    assert room.looked_at(tmp_path, "2025-korea-1").place.turn == 1


def test_dials_are_turned_and_refused_with_reasons(tmp_path):
    script = [
        "orders", "focus", "secrets", "social 5", "frontier 40", "frontier 12", "tariff china 20", "tarif china 20",
        "undo", "control china hbm 50", "help tariff", "advice", "board", "map", "others", "why security", "source hbm",
        "nonsense", "propose cocom2", "propose x", "deals", "submit", "why hbm", "others", "brief", "back", "orders",
        "quit",
    ]  # fmt: skip
    code, said = run(tmp_path, "--as", "korea", "--full", "--turns", 2, "--seed", 1, "--lang", "en", script=script)
    assert code == 0
    assert "Traceback" not in said
    assert "instead: lower lines or levers by" in " ".join(said.split())
    assert "unknown" in said or "did you mean" in said
    assert "china hbm 50" in said
    assert "How sure: medium" in said
    assert "Who disagrees" in said
    assert "There is no command nonsense" in said
    assert "Turn 1 is played" in said
    assert said.count("turn 1 of 2, H1 2025   BRIEF") >= 2, "back returns to the first turn"


def test_against_whoever_searches_and_a_doctrine_of_ones_own(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("name: {en: Mine}\nwhy: {en: So}\nposture: {open: 1}\n", encoding="utf-8")
    chosen = ("us=search:rollouts=1", f"japan={mine}", "china=best-response:rollouts=1")
    against = [word for spec in chosen for word in ("--policy", spec)]
    code, said = run(tmp_path, "--as", "korea", "--turns", "2", "--seed", "7", *against, script=["submit", "submit"])
    assert code == 0
    assert said.count("thinking") == 2
    mine.unlink()  # what it said is in the log
    verify = [sys.executable, "-m", "techrace", "sessions", "verify", "2025-korea-1", "--data", str(tmp_path / "data")]
    again = subprocess.run(verify, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert again.returncode == 0
    assert "play again to the same states, bit for bit" in again.stdout


def test_what_cannot_be_an_opponent_leaves_no_game_behind(tmp_path):
    for spec, word in (("us=search:seconds=1", "by the clock"), ("us=serch", "unknown policy"), ("mars=hawk", "mars")):
        code, said = run(tmp_path, "--as", "korea", "--policy", spec)
        assert code == 2
        assert word in said
    code, said = run(tmp_path, "--resume", "--policy", "us=hawk")
    assert code == 2
    assert "leave --policy out" in said
    assert not list((tmp_path / "data").glob("sessions/*.db"))


def test_two_at_one_keyboard(tmp_path):
    script = ["1", "submit", "submit", "submit", "submit"]
    code, said = run(tmp_path, "--as", "korea,japan", "--turns", 2, "--seed", 1, "--lang", "en", script=script)
    assert code == 0
    assert said.count("Pass the keyboard to Korea") == said.count("Pass the keyboard to Japan") == 2
    assert said.index("Pass the keyboard to Korea") < said.index("Pass the keyboard to Japan")
    assert "Korea: score" in said
    assert "Japan: score" in said


def test_leaving_a_pact_is_told_and_asked_for_before_it_is_done(tmp_path):
    script = [
        "propose swap_line", "submit", "sign swap_line-1", "deals", "withdraw swap_line-1", "help swap_line", "deals",
        "withdraw swap_line-1 now", "submit", "deals", "submit", "submit", "deals", "quit",
    ]  # fmt: skip
    code, said = run(tmp_path, "--as", "korea,us", "--turns", 3, "--seed", 1, "--lang", "en", script=script)
    assert code == 0
    words = " ".join(said.split())
    cost = (
        "Leaving: one turn’s notice, in which the terms still bind; at once Trust in the reserve currency −2.0 points"
    )
    assert words.count(cost) == 4  # three lists while it holds, and when somebody wants to leave
    assert "To leave it, type: withdraw swap_line-1 now" in words
    assert "a turn's notice" in words  # help
    assert words.count("has been left; it binds for its notice") == 1
    assert words.count("has ended") == 2  # the notice is over: both turns after
    folder = tmp_path / "data"
    table = room.looked_at(folder, "2025-korea-us-1")
    assert table.place.pacts["swap_line-1"].left == "us"
    assert play.replay(table) == []


def test_forecasts_are_told_beside_the_base_rate(tmp_path):
    script = ["forecast", "forecast 1 10", "submit", "submit", "quit"]
    code, said = run(tmp_path, "--as", "korea", "--turns", 2, "--seed", 1, "--lang", "en", script=script)
    assert code == 0
    words = " ".join(said.split())
    asked = re.search(r"Base rate: (\d+%) Answer with your probability", words)
    assert asked
    assert f"You said 10%, the base rate {asked[1]}." in words
    assert "Left out, so counted as the base rate: 5 questions." in words
    assert "Over 6 questions, 1 of them answered:" in words


def test_nobody_sees_the_screen_of_the_one_before(tmp_path):
    at = Terminal(tmp_path, "2025", "--as", "korea,japan", "--turns", "2", "--seed", "5", "--lang", "en")
    assert at.read("Enter to go on.").startswith(CLEAR)
    at.type("")
    at.type("1")
    handed = at.type("submit", until="Enter to go on.")
    assert "Pass the keyboard to Japan" in handed.rpartition(CLEAR)[2]
    shown = at.type("")
    assert "Korea " not in shown.rpartition(CLEAR)[2]
    at.type("quit", until="--resume")
    assert at.end() == 0


def test_levers_are_told_as_the_engine_tells_them():
    tell = language("en")
    for lever in LEVERS:
        assert tell(f"play-lever-{lever.name}") == f"{lever.meaning}."
        assert tell(f"play-but-{lever.name}") == f"{lever.downside}."


def test_korean(tmp_path):
    script = [
        "cards",
        "1",
        "예측",
        "조언",
        "협상",
        "상황판",
        "지도",
        "상대",
        "source hbm",
        "도움말",
        "submit",
        "why hbm",
        "submit",
    ]
    code, said = run(tmp_path, "--as", "korea", "--turns", 2, "--seed", 1, "--lang", "ko", script=script)
    assert code == 0
    assert "우리의 목표" in said
    assert "게임이 끝났습니다" in said
    assert "Type:" not in said


NEWCOMER_CARDS = [
    "help", "cards", "99", "1 2 3 4", "help 1", "help cocom2", "help tariff", "help nix", "why nix",
    "why frontier china", "why security", "forecast 9", "forecast 1 abc", "forecast 1 170", "forecast 1 30", "advice",
    "1", "advice", "deals", "propose nix", "propose cocom2 nix", "propose cocom2 us", "sign x", "withdraw x", "board",
    "map", "others", "secrets", "set tariff china 20", "drop 1", "undo", "undo", "back", "xyzzy", "foercast", "save",
    "submit", "others", "brief", "why security", "why hbm", "back", "submit", "submit", "whatif 9 standing",
    "whatif 1 standing", "whatif 1 tariff", "whatif 1 nix 3", "whatif 1 immigration 400", "board", "quit",
]  # fmt: skip
NEWCOMER_DIALS = [
    "help", "orders", "focus", "control", "open", "deal", "tariff", "tariff china", "tariff nix 20", "tariff china 200",
    "tariff china abc", "control china hbm litho 20", "frontier 90", "help frontier", "help control", "found 50",
    "sanction china 20", "layer_focus hbm 120", "set", "control china hbm 50", "join us_led 90", "advice", "1", "undo",
    "submit", "orders", "others", "submit", "quit",
]  # fmt: skip


@pytest.mark.parametrize(("depth", "script"), [("--cards", NEWCOMER_CARDS), ("--full", NEWCOMER_DIALS)])
def test_no_english_sentence_is_shown_in_korean(tmp_path, depth, script):
    """Names, ids and what can be typed stay as they are; three other words of Latin letters in a row are a sentence."""
    code, said = run(tmp_path, "--as", "korea", depth, "--turns", 2, "--seed", 7, "--lang", "ko", script=script)
    assert code == 0, said
    world = load("2025")
    typed = {*BY_NAME, *LINES, *COMMANDS, *TRAYS, *SOURCES, *GOALS, *world.glossary, *world.treaties}
    tables = (world.markets, world.layers, world.sectors, world.ecosystems, world.camps, world.states["korea"].cards)
    typed = typed.union(*tables)
    leaks = []
    for line in said.splitlines():
        words = re.findall(r"[A-Za-z_]{2,}|[^A-Za-z_\s]+|\s+", line)
        row = 0
        for word in words:
            if re.fullmatch(r"[A-Za-z_]{2,}", word) and word.lower() not in typed and not word.isupper():
                row += 1
                if row == 3 and not line.startswith("> "):
                    leaks.append(line)
            elif not word.isspace():
                row = 0
    assert leaks == []


def test_any_world_can_be_played(tmp_path):
    script = ["orders", "board", "map", "deals", "forecast", "submit", "submit"]
    code, said = run(tmp_path, ARCHIPELAGO, "--as", "cedar", "--turns", 2, "--seed", 1, "--lang", "en", script=script)
    assert code == 0, said
    assert "The game is over" in said


@pytest.mark.parametrize(
    ("arguments", "what"),
    [(("--as", "coreea"), "unknown seat"), ((), "--as"), (("--resume", "nothing"), "no session"),
     (("--as", "korea", "--cards", "--full"), "choose one"),
     (("--resume", "--as", "korea", "--seed", "1"), "--as, --seed: a game that is gone on with"),
     (("--as", "korea", "--script", sys.executable), "UTF-8")],
)  # fmt: skip
def test_errors_are_sentences(tmp_path, arguments, what):
    code, said = run(tmp_path, *arguments)
    assert code == 2
    assert what in said
    assert "Traceback" not in said


# ---------------------------------------------------------------- inside one process, on paper of any size


def played(sitting, *script, **paper):
    """Type a script and return what was said to each line, the first being what was there before."""
    said = [""]

    class Heard(Keyboard):
        def ask(self, prompt="> "):
            said.append("")
            return super().ask(prompt)

    def say(text):
        said[-1] += f"{text}\n"

    Game(sitting, Heard(script), lambda: Screen(**paper), language("en"), say).play()
    return said


@pytest.fixture
def game(tmp_path):
    """Begin a game; it is closed at the end."""
    begun_ = []

    def begin(*mine, world="2025", depth="auto"):
        sitting = begun(tmp_path, load(world), mine, language("en"), turns=3, seed=7, depth=depth, policies={})
        begun_.append(sitting)
        return sitting

    yield begin
    for sitting in begun_:
        sitting.close()


LOOKING = ("cards", "propose swap_line", "propose cocom2", "board", "map", "forecast", "help", "why", "source us")


@pytest.mark.parametrize(("width", "height"), [(40, 12), (60, 20), (80, 24), (100, 40), (120, 40)])
def test_screens_keep_to_the_terminal_as_it_is(game, width, height):
    said = played(game("korea"), *LOOKING, "submit", "brief", "others", "quit", width=width, height=height)
    for line in "\n".join(said[:-1]).splitlines():
        assert Screen().cells(line) <= width, line
    seen = dict(zip(("", *LOOKING, "submit", "brief", "others"), said, strict=False))
    if width >= 60:
        for word in ("cards", "propose cocom2", "map", "board", "brief"):
            assert seen[word].count("\n") < height, f"{word} is seen whole above the line to type in"
    if width >= 80:
        assert seen["others"].count("\n") < height
    assert "declined" in seen["propose cocom2"]
    assert ("equipment 35" in seen["others"]) is (height >= 40), "more detail where there is room"
    assert ("All in on the next HBM" in seen["cards"]) is (height >= 24)
    assert ("Members apply one list" in seen["propose cocom2"]) is (height >= 40)
    assert ("▅" in seen["board"]) is (width >= 80)
    assert ("Canada" in seen["map"]) is (width >= 80)


def test_whoever_plays_the_same_game_twice_is_told_and_goes_on(game, tmp_path):
    one = game("korea")
    other = resumed(tmp_path)
    assert played(one, "1", "submit", "quit")
    said = played(other, "2", "cards", "quit")
    assert "another program has written to this session" in said[1]
    assert "turn 2 of 3" in said[1], "as it stands on disk"
    assert "Chosen 0 of 3" in said[2]
    other.close()
    assert f"techrace play --resume {one.id} --data {tmp_path}" in said[-1]


def test_a_game_that_is_erased_meanwhile_says_nothing_is_saved(game, tmp_path):
    sitting = game("korea")
    for file in (tmp_path / "sessions").iterdir():
        file.unlink()
    with pytest.raises(Gone) as gone:
        played(sitting, "1", "quit")
    assert "no session" in gone.value.problems[0]


def test_pledges_are_seen_by_all_and_stand_beside_what_came_of_them(tmp_path):
    script = ["pledge", "pledge No bloc for us.", "5", "submit", "deals", "submit", "submit"]
    code, said = run(tmp_path, "2025", "--as", "korea,japan", "--turns", 1, "--seed", 7, "--lang", "en", script=script)
    assert code == 0, said
    assert "Write what is promised" in said
    assert said.count("turn 1: Korea: “No bloc for us.”") == 3, "for its maker, for the other, and at the end"
    after = said.partition("Pledges, and what their makers ordered")[2]
    assert re.search(r"joining\s+a\s+bloc\s+us_led\s+\d+\s+→\s+90\s+from\s+turn\s+1", after)


def test_what_a_command_is_of_is_asked_for(game):
    said = played(
        game("korea"), "why", "source", "propose", "sign", "whatif 1 standing", "help submit", "help korea", "quit"
    )
    assert "such as why prosperity" in said[1]
    assert "eda" in said[2]
    assert "cocom2" in said[3]
    assert "nothing here for sign" in said[4]
    assert "debrief" in said[5]
    assert "ends your turn" in said[6]
    assert "korea: Korea" in said[7]


def test_examples_are_of_the_world_that_is_played(game):
    said = played(game("japan", world=HISTORY / "dram-1976.yaml"), "help", "help frontier", "submit", "others", "quit")
    assert "source dram" in said[1]
    assert not re.search("hbm|china", "".join(said)), "this world has neither"
    assert "Every point is missing elsewhere" in said[2]
    assert "Korea: nothing" in said[4]


def test_an_order_is_told_whole_where_it_matters(game):
    said = played(
        game("us", depth="full"), "tariff japan 3", "help tariff", "layer_focus hbm 60", "help layer_focus",
        "propose cocom2", "quit",
    )  # fmt: skip
    assert re.search(r"tariff .* japan 3 ", said[1]), "a small order is an order"
    assert "draft: japan 3" in said[2]
    assert said[4].partition("now: ")[2].count(",") > 3, "a tray has room for the beginning of a split"
    asks = said[5].partition("It asks of you")[2].partition("Forms")[0]
    assert "…" not in asks, "nobody signs what is not shown"
