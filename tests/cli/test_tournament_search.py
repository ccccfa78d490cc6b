"""Tournaments and searches as a user meets them."""

import json

SHORT = ("--turns", "3", "--worlds", "4", "--lang", "en")


def test_a_tournament_is_told_and_kept(techrace, tmp_path):
    run = techrace(
        "tournament", "--seats", "korea,japan", "--policies", "korea=gardener,super_gap",
        "--policies", "japan=stronghold,vanguard", "--out", "kept", *SHORT,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert "4 combinations, 4 games of each, 3 turns" in run.stdout
    assert {p.name for p in (tmp_path / "kept").iterdir()} == {"ratings.parquet", "tournament.json", "tournament.html"}
    again = techrace("tournament", "--seats", "korea", "--out", "kept", *SHORT)
    assert again.returncode == 2
    assert "holds something already" in again.stderr


def test_a_tournament_as_json(techrace):
    run = techrace("tournament", "--seats", "korea", "--policies", "gardener,super_gap", *SHORT, "--json")
    found = json.loads(run.stdout)
    assert found["combinations"] == 2
    assert found["seats"] == {"korea": ["gardener", "super_gap"]}
    assert found["findings"]


def test_too_many_combinations_are_refused_before_anything_is_played(techrace):
    run = techrace("tournament", "--policies", "status-quo,random-legal,hawk,open,builder", *SHORT)
    assert run.returncode == 2
    assert "give --sample" in run.stderr


def test_a_search_is_measured_beside_the_doctrines_and_can_be_played_against(techrace):
    run = techrace("search", "--seat", "korea", "--policy", "us=fortress", "--rollouts", "1", *SHORT)
    assert (run.returncode, run.stderr) == (0, "")
    spec = "best-response:rollouts=1,turns=3,us=fortress"
    assert f"techrace run --policy korea={spec}" in run.stdout
    game = techrace("run", "--policy", f"korea={spec}", "--turns", "3", "--lang", "en")
    assert (game.returncode, game.stderr) == (0, "")


def test_a_search_in_korean_and_as_json(techrace):
    told = techrace("search", "--seat", "japan", "--rollouts", "1", *SHORT[:4], "--lang", "ko")
    assert "계획이" in told.stdout
    run = techrace("search", "--seat", "japan", "--rollouts", "1", *SHORT, "--json")
    assert json.loads(run.stdout)["results"][-1]["policy"].startswith("best-response")


def test_whoever_cannot_search_is_told(techrace):
    for arguments, word in (
        (("--seat", "atlantis"), "unknown state"),
        (("--seat", "korea", "--policy", "us=search:rollouts=1"), "cannot expect"),
    ):
        run = techrace("search", *arguments, *SHORT)
        assert run.returncode == 2
        assert word in run.stderr
