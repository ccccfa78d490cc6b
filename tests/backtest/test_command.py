"""``techrace backtest`` from outside."""

import json

import pytest
import typer
from typer.testing import CliRunner

from techrace.cli.backtest import backtest
from techrace.errors import InputError

RUN = CliRunner()
app = typer.Typer()
app.command()(backtest)
app.command("other")(lambda: None)  # with two commands the first keeps its name


def test_a_file_of_ones_own_is_all_it_takes(written, tmp_path):
    page = tmp_path / "page.html"
    done = RUN.invoke(app, ["backtest", str(written()), "--draws", "20", "--json", "--html", str(page)])
    assert done.exit_code == 0, done.output
    (case,) = json.loads(done.stdout)["cases"]
    assert case["id"] == "archipelago"
    assert set(case["crps"]) == {"model", "neutral", "persistence", "trend", "logistic"}
    assert "History as a test" in page.read_text(encoding="utf-8")


def test_a_table_names_who_does_better():
    done = RUN.invoke(app, ["backtest", "big-fund-2014", "--draws", "20"])
    assert done.exit_code == 0, done.output
    assert "Loses to" in done.stdout


def test_a_case_that_is_named_twice_counts_once():
    done = RUN.invoke(app, ["backtest", "ai-gap-2022", "ai-gap-2022", "--draws", "20", "--lang", "ko"])
    assert done.exit_code == 0, done.output
    assert done.stdout.count("ai-gap-2022") == 1
    assert "뒤지는 상대: 없음" in done.stdout


@pytest.mark.parametrize(
    "wrong", [["dram-1967"], ["--html", "nowhere/page.html"], ["--uncertainty", "declred"], ["--lang", "fr"]]
)
def test_what_is_wrong_is_the_users_to_read(wrong):
    done = RUN.invoke(app, ["backtest", "--draws", "20", *wrong])
    assert isinstance(done.exception, InputError)
