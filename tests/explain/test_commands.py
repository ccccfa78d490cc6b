"""The three commands: they answer in a table or in JSON, and a wrong word is answered, too."""

import json

import pytest
import typer
from typer.testing import CliRunner

from techrace.axes import GOALS
from techrace.cli import advise, explain, listing, whatif
from techrace.errors import InputError
from techrace.explain.figure import figure
from techrace.policies import policy

APP = typer.Typer()
APP.command()(explain.explain)
APP.command()(whatif.whatif)
APP.command()(advise.advise)


@pytest.fixture(autouse=True)
def the_short_game(monkeypatch, game, setting):
    """Every command is given the short game instead of opening a run."""
    policies = [policy(name, setting, seat) for seat, name in enumerate(game.policies.values())]
    monkeypatch.setattr(explain, "game_of", lambda run, seed=0, world=0: (game, policies))


def run(*arguments):
    result = CliRunner().invoke(APP, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_explain_names_causes_and_their_sum():
    said = run("explain", "x", "--figure", "layer_share.hbm.korea", "--figure", "tension", "--turns", "2:8")
    assert "turn 2 to 8" in said
    assert "the weather between states" in said
    assert "already under way" in said  # a layer's share is told by the terms of its rule
    assert said.count("sum") == 2


@pytest.mark.parametrize("by", ["mechanism", "player", "lever", "term"])
def test_json_parts_sum_to_the_change(by):
    more = ["--of", "us"] if by == "lever" else []
    (said,) = json.loads(run("explain", "x", "-f", "layer_share.hbm.korea", "--by", by, "--json", *more))
    assert sum(said["parts"].values()) == pytest.approx(said["change"], abs=1e-9)
    assert ("baseline" in said) == (by in ("player", "lever"))


def test_without_a_figure_the_largest_changes_are_explained():
    assert run("explain", "x").count("sum") == explain.MOVERS
    assert "합계" in run("explain", "x", "--by", "term", "--lang", "ko")


def test_what_changed_since_a_later_turn_is_told_apart():
    asked = ("explain", "x", "-f", "layer_share.foundry.taiwan", "--turns", "4:8")
    assert "since turn 0" in run(*asked)
    assert "since turn 4" in run(*asked, "--since", "4")
    usual, later = (json.loads(run(*asked, *more, "--json"))[0] for more in ((), ("--since", "4")))
    assert usual["change"] == later["change"]
    assert usual["parts"] != later["parts"]


def test_whatif_shows_what_differs():
    said = run(
        "whatif",
        "x",
        "--at",
        "3",
        "--orders",
        "korea={spend: {layer: 0.6}}",
        "-f",
        "layer_share.hbm.korea",
        "--luck",
        "5",
    )
    assert "other orders from turn 3" in said
    assert "5 other draws" in said
    data = json.loads(run("whatif", "x", "--at", "3", "-o", "us={securitise: 1}", "--json"))
    assert all(len(row["difference"]) == 8 for row in data)


def test_whatif_begins_with_the_goals_of_whoever_orders_otherwise_and_leaves_out_what_is_printed_as_nothing():
    asked = ("whatif", "x", "--at", "3", "-o", "us={securitise: 1}")
    data = json.loads(run(*asked, "--json"))
    goals = [row["figure"] for row in data if "[us]" in row["figure"] and row["figure"].split("[")[0] in GOALS]
    assert goals
    assert [row["figure"] for row in data[: len(goals)]] == goals
    assert all(abs(row["difference"][-1]) >= whatif.SEEN for row in data)
    assert "  0 points" not in run(*asked)


def test_whatif_says_if_nothing_changes():
    assert "nothing changes" in run("whatif", "x", "--at", "3", "-o", "taiwan={revalue: standing}")


def test_advise_shows_goals_lines_reasons_and_doubt():
    said = run(
        "advise",
        "x",
        "--as",
        "korea",
        "--at",
        "4",
        "-o",
        "{spend: {platform: 0.5}}",
        "--turns",
        "3",
        "--rollouts",
        "20",
    )
    for word in ("Prosperity", "chance of a red line", "largest reasons", "does not know"):
        assert word in said
    data = json.loads(
        run(
            "advise",
            "x",
            "--as",
            "korea",
            "-o",
            "{open: 0.9}",
            "--turns",
            "2",
            "--rollouts",
            "10",
            "--json",
            "--others",
            "doctrine",
        )
    )
    assert data["others"] == "doctrine"
    assert len(data["policies"]) == 5


@pytest.mark.parametrize("code", ["en", "ko"])
def test_every_figure_that_is_listed_can_be_asked_for(capsys, setting, code):
    listing.show("figures", "2025", code, json=True)
    rows = json.loads(capsys.readouterr().out)
    assert {"trust", "layer_share", "reach", "autonomy"} <= {row["name"] for row in rows}
    for row in rows:
        assert figure(".".join((row["name"], *(row["names"][axis][-1] for axis in row["axes"]))), setting)
    listing.show("figures", "2025", code, everything=True, json=True)
    assert len(json.loads(capsys.readouterr().out)) > len(rows)


def test_without_a_language_the_systems_is_spoken(monkeypatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "합계" in run("explain", "x", "-f", "trust")
    assert "달라지는 것이 없다" not in run("whatif", "x", "--at", "3", "-o", "us={securitise: 1}")
    assert "번영" in run("advise", "x", "--as", "korea", "-o", "{open: 0.9}", "--turns", "1", "--rollouts", "4")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["explain", "x", "--by", "plyer"], "did you mean 'player'"),
        (["explain", "x", "--by", "lever"], "whose levers"),
        (["explain", "x", "--of", "us"], "--of: does nothing here; it needs --by lever"),
        (["explain", "x", "--by", "lever", "--of", "us", "--react"], "--react: does nothing here"),
        (["explain", "x", "-f", "trust", "--since", "3"], "--since: does nothing here"),
        (["explain", "x", "-f", "layer_share.hbm.korea", "--turns", "2:4", "--since", "3"], "since 3"),
        (["explain", "x", "--baseline", "frozen"], "--baseline: does nothing here"),
        (["advise", "x", "--as", "korea", "-o", "{open: 1}", "--doctrine", "korea=gardener"], "name another state"),
        (["explain", "x", "--turns", "4"], "write two turns a:b"),
        (["explain", "x", "-f", "trus"], "did you mean 'trust'"),
        (["whatif", "x", "--at", "3", "-o", "korea"], "write state="),
        (["whatif", "x", "--at", "3", "-o", "korea={open: "], "cannot be read"),
        (["whatif", "x", "--at", "3", "-o", "korea=3"], "not a mapping"),
        (["whatif", "x", "--at", "3", "-o", "korea={open:0.9}"], "a space after the colon"),
        (["advise", "x", "--as", "kore", "-o", "{open: 1}"], "did you mean 'korea'"),
        (["advise", "x", "--as", "korea", "--at", "99", "-o", "{open: 1}"], "the game has the turns 0 to 10"),
        (["advise", "x", "--as", "korea", "-o", "{open: 1}", "--doctrine", "us"], "write STATE=POLICY"),
    ],
)
def test_a_wrong_word_is_answered(arguments, answer):
    with pytest.raises(InputError, match=answer):
        run(*arguments)
