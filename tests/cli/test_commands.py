"""The commands as a user meets them: real processes, their output, their exit codes."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from techrace.cli import app
from techrace.cli.screen import Screen

SHORT = ("--turns", "4", "--seed", "7")


def test_run_without_arguments_plays_the_world_of_2025(techrace):
    run = techrace("run")
    assert (run.returncode, run.stderr) == (0, "")
    for heading in ("red line", "chokepoint", "Who runs on whose technology", "Who leads each stage", "Turning points"):
        assert heading in run.stdout
    assert "40 turns to H2 2044" in run.stdout.splitlines()[0]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("worlds", [(), ("--worlds", "20")])
def test_no_line_is_wider_than_the_screen(techrace, language, columns, worlds):
    run = techrace("run", *SHORT, *worlds, "--lang", language, "--policy", "us=fortress", COLUMNS=str(columns))
    assert run.returncode == 0
    assert [line for line in run.stdout.splitlines() if Screen().cells(line) > columns] == []


def test_a_pipe_gets_no_styles_and_no_progress(techrace):
    run = techrace("run", *SHORT)
    assert "\x1b" not in run.stdout + run.stderr


def test_a_korean_locale_speaks_korean_and_avoids_characters_of_uncertain_width(techrace):
    run = techrace("run", *SHORT, LANG="ko_KR.UTF-8")
    assert "최전선" in run.stdout
    assert not set("▁▂▃▄▅▆▇−–→…") & set(run.stdout)


def test_an_old_terminal_gets_what_it_can_show(techrace):
    run = techrace("run", *SHORT, PYTHONIOENCODING="ascii")
    assert run.returncode == 0
    assert run.stdout.isascii()


def test_json_is_one_document_in_any_language(techrace):
    one, other = (json.loads(techrace("run", *SHORT, "--json", "--lang", x).stdout) for x in ("en", "ko"))
    assert one["digest"] == other["digest"]
    assert len(one["states"]["korea"]["frontier"]) == 5
    assert one["world"]["id"] == "2025"
    assert {"turn", "date", "kind", "about", "text", "causes"} <= set(one["headlines"][0])


def test_json_of_many_worlds_has_quantiles_and_shares(techrace):
    said = json.loads(techrace("run", *SHORT, "--worlds", "30", "--json").stdout)
    us = said["states"]["us"]
    assert us["frontier"]["q05"] <= us["frontier"]["q50"] <= us["frontier"]["q95"]
    assert sum(state["leads_frontier"] for state in said["states"].values()) == pytest.approx(1)
    assert said["uncertainty"] == "declared"


def test_changes_show_in_the_score(techrace):
    said = json.loads(techrace("run", *SHORT, "--policy", "us=fortress", "--json").stdout)
    usual = json.loads(techrace("run", *SHORT, "--json").stdout)
    assert said["states"]["us"]["change"] != 0
    assert all(state["change"] == 0 for state in usual["states"].values())
    assert usual["states"]["us"]["score"] + said["states"]["us"]["change"] == pytest.approx(
        said["states"]["us"]["score"], abs=1e-3
    )


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (("run", "2026"), ["no packaged world", "did you mean '2025'"]),
        (("run", "--policy", "korea=gardner"), ["unknown policy 'gardner'", "did you mean 'gardener'"]),
        (("run", "--policy", "us=fortres", "--policy", "korea=anchr"), ["'fortress'", "'anchor'"]),
        (("run", "--policy", "korea"), ["--policy korea: is not STATE=POLICY"]),
        (("run", "--set", "renewal.pric=1"), ["unknown parameter 'renewal.pric'", "'renewal.price'"]),
        (("run", "--set", "renewal.price=99"), ["--set renewal.price=99: 99 is outside"]),
        (("run", "--set", "renewal.price=dear"), ["'dear' is not a number"]),
        (("run", "--set", "renewal.price=nan"), ["is outside"]),
        (("run", "--without", "shokcs", "--turns", "0"), ["did you mean 'shocks'", "--turns 0: allowed are 1 to 400"]),
        (("run", "--worlds", "0"), ["--worlds 0: allowed are 1 to"]),
        (("run", "--uncertainty", "some"), ["unknown kind 'some'"]),
        (("run", "--lang", "fr"), ["unknown language 'fr'; allowed are en, ko"]),
        (("run", "--turnz", "3"), ["--turnz"]),
        (("replay", "nowhere"), ["nowhere: holds no manifest.json"]),
        (("list", "polices"), ["did you mean 'policies'"]),
        (("new", "wrld"), ["did you mean 'world'"]),
        (("rum",), ["rum"]),
    ],
)
def test_wrong_input_is_told_in_sentences(techrace, arguments, sentences):
    run = techrace(*arguments)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    for sentence in sentences:
        assert sentence in run.stderr


def test_a_run_is_saved_and_replayed_bit_for_bit(techrace, tmp_path):
    saved = techrace("run", *SHORT, "--out", "runs/a", "--policy", "korea=gardener")
    assert saved.returncode == 0
    assert "Again: techrace replay runs/a" in saved.stdout
    assert {p.name for p in (tmp_path / "runs" / "a").iterdir()} == {
        "manifest.json", "headlines.parquet", "orders.parquet", "report.html",
    }  # fmt: skip
    assert [p.name for p in (tmp_path / "runs").iterdir()] == ["a"]
    again = techrace("replay", "runs/a")
    assert again.returncode == 0
    assert "bit for bit" in again.stdout


def test_replay_says_where_a_run_first_differs(techrace, tmp_path):
    techrace("run", *SHORT, "--out", "a")
    manifest = tmp_path / "a" / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(said | {"parameters": {"renewal.price": 1.5}}), encoding="utf-8")
    run = techrace("replay", "a")
    assert run.returncode == 1
    assert "part in turn" in run.stdout
    assert "first figure to differ is" in run.stdout
    assert json.loads(techrace("replay", "a", "--json").stdout)["same"] is False


@pytest.mark.parametrize(("lang", "word"), [("en", "plays otherwise every time"), ("ko", "할 때마다 달리 둡니다")])
def test_a_game_that_cannot_be_had_again_is_not_kept(techrace, lang, word):
    refused = techrace("run", *SHORT, "--policy", "us=search:seconds=1", "--out", "b", "--lang", lang)
    assert (refused.returncode, word in refused.stderr) == (2, True)


def test_a_full_folder_is_kept_unless_forced(techrace, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "thesis.txt").write_text("mine", encoding="utf-8")
    refused = techrace("run", *SHORT, "--out", "a")
    assert refused.returncode == 2
    assert "is not empty" in refused.stderr
    assert techrace("run", *SHORT, "--out", "a", "--force").returncode == 0
    assert (tmp_path / "a" / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a" / "manifest.json").is_file()


def test_a_folder_that_cannot_be_written_is_a_sentence(techrace, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    run = techrace("run", *SHORT, "--out", "file/a")
    assert run.returncode in {1, 2}
    assert "Traceback" not in run.stderr
    assert run.stderr.startswith("techrace: ")


@pytest.mark.parametrize("kind", ["world", "policy"])
def test_a_new_file_is_sound_and_can_be_played(techrace, tmp_path, kind):
    assert techrace("new", kind, "mine.yaml").returncode == 0
    valid = techrace("validate", "mine.yaml")
    assert (valid.returncode, valid.stdout) == (0, f"mine.yaml: a sound {kind}\n")
    played = ("run", "mine.yaml") if kind == "world" else ("run", *SHORT, "--policy", "eu=mine.yaml")
    assert techrace(*played).returncode == 0
    assert techrace("new", kind, "mine.yaml").returncode == 2
    assert techrace("new", kind).stdout == (tmp_path / "mine.yaml").read_text(encoding="utf-8")


def test_validate_tells_all_errors_of_all_files(techrace, tmp_path):
    techrace("new", "world", "bad.yaml")
    file = tmp_path / "bad.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("parameters: {}", "parameters: {valuation.fule: 0.2, renewal.price: 77}"),
        ("without: []", "without: [shoks]"),
        ("policies: {}", "policies: {north: nobody}"),
        ("tariff: {south: 0.1}", "tariff: {south: 7}"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    (tmp_path / "odd.yaml").write_text("colour: blue\n", encoding="utf-8")
    run = techrace("validate", "bad.yaml", "odd.yaml", "2025")
    assert run.returncode == 2
    for sentence in ("'valuation.fuel'", "77 is outside", "'shocks'", "7 is outside 0..1", "neither a world"):
        assert sentence in run.stdout
    assert "2025: a sound world" in run.stdout
    found = json.loads(techrace("validate", "bad.yaml", "2025", "--json").stdout)
    assert [x["kind"] for x in found] == ["world", "world"]


@pytest.mark.parametrize("what", ["worlds", "policies", "levers", "rules", "parameters"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_lists_come_from_the_declarations(techrace, what, language):
    assert techrace("list", what, "--lang", language).returncode == 0
    rows = json.loads(techrace("list", what, "--json", "--lang", language).stdout)
    assert rows
    assert all(row["id"] and row["text"] for row in rows)


def test_all_parameters_have_units_and_sources(techrace):
    some, all_ = (json.loads(techrace("list", "parameters", "--json", *x).stdout) for x in ((), ("--all",)))
    assert all(row["unit"] and row["source"] and row["meaning"] for row in all_)
    assert len(all_) > len(some)


def test_every_command_has_an_example(techrace):
    for command in app.registered_commands:
        assert "Example" in (command.callback.__doc__ or ""), command.callback


def test_a_closed_pipe_is_no_error(environment, tmp_path):
    command = [sys.executable, "-m", "techrace", "list", "parameters", "--all"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_stopping_a_run_is_quiet(environment, tmp_path):
    command = [sys.executable, "-m", "techrace", "run", "--worlds", "20000", "--out", "a"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path, start_new_session=True
    ) as process:
        time.sleep(3)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert out == b""
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_ours_is_a_short_message(environment, tmp_path):
    code = "import techrace.cli.listing as x; x.LISTS = None; from techrace.cli import main; main()"
    for debug, seen in (([], False), (["--debug"], True)):
        run = subprocess.run(
            [sys.executable, "-c", code, "list", "worlds", *debug],
            check=False, capture_output=True, text=True, env=environment, cwd=tmp_path,
        )  # fmt: skip
        assert run.returncode == 1
        assert "a fault in techrace itself" in run.stderr
        assert ("Traceback" in run.stderr) is seen


def test_help_is_light(environment):
    heavy = ("numpy", "polars", "pydantic", "mesa", "rich")
    code = f"import sys, techrace.cli; print(*(x for x in {heavy} if x in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    assert run.stdout.split() == []


def test_run_loads_no_tables_and_no_agents(environment):
    code = (
        "import sys; from techrace.cli import main\n"
        "try: main(['run', '--turns', '1'])\n"
        "except SystemExit: pass\n"
        "print(*(x for x in ('polars', 'mesa', 'pandas', 'techrace.report') if x in sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    assert run.stderr.split() == []
