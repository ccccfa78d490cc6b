"""``analyse``, ``compare``, ``cards --strength`` and ``play --row`` as a user meets them: real processes."""

import json
import re
from pathlib import Path

import pytest

ISLANDS = str(Path(__file__).parents[1] / "worlds" / "archipelago.yaml")
DESIGN = f"""
title: {{en: Small, ko: 작은 설계}}
world: "{ISLANDS}"
turns: 3
seed: 5
replications: 8
sampling: {{method: lhs, points: 6, crossed: true}}
factors:
  parameters:
    valuation.fuel: {{range: [0.0, 0.5]}}
  policies:
    cedar: [status-quo, any.builder]
outcomes:
  share: {{figure: "gdp_share[cedar]", keep: turns, name: {{en: Share of Cedar, ko: 시더의 몫}}}}
  rating: {{rating: cedar, enough: 50}}
"""


@pytest.fixture
def swept(techrace, tmp_path):
    """Run the small sweep; return its folder's name."""

    def run(name, *changes):
        text = DESIGN
        for old, new in changes:
            text = text.replace(old, new)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        done = techrace("sweep", f"{name}.yaml", "--out", name, "--workers", "1")
        assert done.returncode == 0, done.stderr
        return name

    return run


def test_analyse_says_what_it_found_and_writes_a_page(techrace, swept, tmp_path):
    done = techrace("analyse", swept("mine"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "mine/analysis.html" in done.stdout.splitlines()[-1]
    page = (tmp_path / "mine" / "analysis.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Share of Cedar" in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)  # it opens offline


def test_analyse_speaks_korean(techrace, swept, tmp_path):
    done = techrace("analyse", swept("mine"), "--lang", "ko", "--html", "seite.html")
    assert done.returncode == 0
    assert any("가" <= c <= "힣" for c in done.stdout)
    assert "시더의 몫" in (tmp_path / "seite.html").read_text(encoding="utf-8")


def test_analyse_gives_every_number_as_json(techrace, swept):
    found = json.loads(techrace("analyse", swept("mine"), "--json").stdout)
    assert {s["outcome"] for s in found["spreads"]} == {"share", "rating"}
    assert found["findings"]
    assert found["spreads"][0]["n"] == 96


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda folder: next((folder / "runs").iterdir()).write_bytes(b"x"), "is not what was written"),
        (lambda folder: (folder / "manifest.json").unlink(), "holds no manifest.json"),
        (lambda folder: (folder / "chunks.jsonl").write_text(""), "is unfinished: 96 of 96 runs are missing"),
    ],
)
def test_analyse_refuses_what_is_not_whole(techrace, swept, tmp_path, change, sentence):
    change(tmp_path / swept("mine"))
    done = techrace("analyse", "mine")
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", ["nowhere/page.html", "."])
def test_a_page_that_cannot_be_written_is_refused_before_anything_is_worked_out(techrace, swept, page):
    done = techrace("analyse", swept("mine"), "--html", page)
    assert done.returncode == 2
    assert "name a file in a folder that exists" in done.stderr


def test_an_analysis_after_its_design_was_edited_is_refused(techrace, swept, tmp_path):
    """Another idea of what is good enough is another sweep: the old rows were not rated by it."""
    design = tmp_path / swept("mine") / "design.yaml"
    design.write_text(design.read_text(encoding="utf-8").replace("enough: 50", "enough: 40"), encoding="utf-8")
    for words in (("analyse", "mine"), ("compare", "mine", "mine"), ("analyse", "mine", "--json")):
        done = techrace(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is not the design that was played" in done.stderr


def test_compare_finds_the_effect_of_what_differs(techrace, swept):
    first, second = swept("before"), swept("after", ("seed: 5", "seed: 5\nfixed: {policies: {dune: any.hawk}}"))
    done = techrace("compare", first, second)
    assert (done.returncode, done.stderr) == (0, "")
    assert "dune" in done.stdout
    found = json.loads(techrace("compare", first, second, "--json").stdout)
    assert {e["outcome"] for e in found["effects"]} == {"share", "rating"}
    assert techrace("compare", first, first, "--lang", "ko").returncode == 0


def test_compare_refuses_a_folder_that_is_no_sweep(techrace, swept, tmp_path):
    (tmp_path / "empty").mkdir()
    done = techrace("compare", swept("before"), "empty")
    assert done.returncode == 2
    assert "empty: holds no manifest.json" in done.stderr


def test_cards_tell_how_strong_they_are(techrace):
    words = ("cards", "--strength", "--seat", "taiwan", "--worlds", "16")
    done = techrace(*words)
    assert done.returncode == 0, done.stderr
    found = json.loads(techrace(*words, "--json").stdout)
    assert {f["seat"] for f in found} == {"taiwan"}
    assert all(f["card"] in done.stdout for f in found)
    assert "unknown state 'taiwn'" in techrace("cards", "--strength", "--seat", "taiwn").stderr


def test_a_run_is_played_on(techrace, swept, tmp_path):
    (tmp_path / "script").write_text("submit\nquit\n", encoding="utf-8")
    done = techrace("play", "--row", f"{swept('mine')}:17", "--at", "2", "--data", "data", "--script", "script")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Run 17 of mine; you play from turn 2 on")
    assert "It ended with share" in done.stdout
    assert "Turn 2 is played." in done.stdout
    again = techrace("play", "--resume", "--data", "data", "--script", "script")
    assert again.returncode == 0
    assert "turn 3 of 3" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--row", "mine"), "--row mine: write DIR:RUN"),
        (("--row", "mine:999"), "mine: has no run 999; it has the runs 0 to 95"),
        (("--row", "mine:3", "--at", "9"), "--at 9: the run has the turns 1 to 3"),
        (("--row", "mine:3", "--as", "cedr"), "unknown seat 'cedr'"),
        (("2025", "--row", "mine:3"), "--row: a run brings its world and its luck"),
    ],
)
def test_a_run_that_is_not_there_is_refused(techrace, swept, arguments, sentence):
    if "write DIR" not in sentence:
        swept("mine")
    done = techrace("play", *arguments, "--data", "data")
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_program_plays_a_seat_and_its_failure_is_told(techrace, tmp_path):
    bot = tmp_path / "bot.py"
    bot.write_text("import json, sys\nfor line in sys.stdin:\n    if json.loads(line)['kind'] == 'turn':\n"
                   "        print('{\"orders\": {\"open\": 0.5}}', flush=True)\n", encoding="utf-8")  # fmt: skip
    words = ("run", ISLANDS, "--turns", "2", "--policy", "cedar=exec:bot.py")
    assert techrace(*words).returncode == 0
    bot.write_text("1 / 0", encoding="utf-8")
    done = techrace(*words)
    assert done.returncode == 2
    assert "policy of cedar: exec:bot.py: turn 1 of game 0: ended with exit code 1" in done.stderr
    assert "its error stream: ZeroDivisionError" in done.stderr
