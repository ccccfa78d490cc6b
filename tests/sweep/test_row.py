"""A run of a sweep by its number, played on as a game of one's own: the same game, bit for bit."""

import polars as pl
import pytest

from techrace.errors import InputError
from techrace.explain.beliefs import knowledge
from techrace.language import language
from techrace.session import play
from techrace.sweep.row import row_of
from techrace.terminal.sitting import taken_over
from techrace.view import View

KEEP = ('share: {figure: "gdp_share[cedar]", keep: turns}', 'front: {figure: "frontier[cedar]", keep: turns}')


@pytest.fixture
def out(design, swept):
    return swept(design(KEEP, ("replications: 6", "replications: 2"), ("points: 7}", "points: 7, crossed: true}")))


def runs(out):
    return pl.read_parquet(out / "runs/*.parquet").sort("run")


def test_a_row_says_what_was_special_about_it(out):
    rows = runs(out)
    row = row_of(out, 41)
    points = pl.read_parquet(out / "points.parquet").row(41 % (len(rows) // 2), named=True)
    assert row.game == 41 // (len(rows) // 2)
    assert row.factors == {name: points[name] for name in row.factors}
    assert row.drawn["valuation.fuel"] == points["valuation.fuel"]
    assert row.start == {"frontier[cedar]": points["frontier[cedar]"]}
    assert row.policies["cedar"] == points["policies.cedar"]
    assert row.without == (() if points["mechanisms.agi"] == "on" else ("agi",))
    assert row.outcomes["front"] == rows["front@3"][41]


@pytest.mark.parametrize("run", [0, 30, 41])
def test_a_session_goes_on_with_the_very_game(out, tmp_path, run):
    said = runs(out).row(run, named=True)
    for turn in (1, 2, 3):
        sitting = taken_over(tmp_path, row_of(out, run), ["alder"], language("en"), at=turn, depth="full")
        assert sitting.table.place.turn == turn - 1
        assert float(play.line_of(sitting.table).state.frontier[2, 0]) == said[f"front@{turn - 1}"]
        assert not play.replay(sitting.table)
        sitting.close()


def test_whoever_searches_plays_on_as_in_the_sweep_and_knows_no_drawn_constant(design, swept, tmp_path):
    few = (("points: 7", "points: 2"), ("replications: 6", "replications: 1"), ('["on", "off"]', '["on"]'))
    out = swept(design(KEEP, *few, ("[status-quo, any.builder]", "['search:rollouts=100,every=2']")))
    for run, there in enumerate(runs(out)["front@2"]):
        sitting = taken_over(tmp_path, row_of(out, run), ["alder"], language("en"), at=3, depth="full")
        assert float(play.line_of(sitting.table).state.frontier[2, 0]) == there
        sitting.close()


STORMY = ("  mechanisms:", "  events: {storm: {hazard: {range: [0.2, 3.0]}}}\n  mechanisms:")


def test_its_hazards_are_those_of_the_sweep_also_after_the_worlds_own_dates(design, swept, tmp_path):
    out = swept(design(
        KEEP, ("turns: 3", "turns: 7"), ("replications: 6", "replications: 2"), ("points: 7", "points: 3"), STORMY,
    ))  # fmt: skip
    found = runs(out)
    for run in range(found.height):
        sitting = taken_over(tmp_path, row_of(out, run), ["alder"], language("en"), at=7, depth="full")
        assert float(play.line_of(sitting.table).state.frontier[2, 0]) == found["front@6"][run]
        sitting.close()


def test_whoever_plays_a_row_on_knows_its_hazards_no_better_than_in_the_sweep(design, swept, tmp_path):
    """A search there planned from the hazards of the world; taken over, it plans from the same."""
    few = (("points: 7", "points: 2"), ("replications: 6", "replications: 1"), ('["on", "off"]', '["on"]'))
    out = swept(design(KEEP, STORMY, *few, ("[status-quo, any.builder]", "['search:rollouts=100,every=2']")))
    rows = runs(out)
    for run in range(rows.height):
        row = row_of(out, run)
        assert row.hazards == {"storm": row.factors["events.storm"]}
        sitting = taken_over(tmp_path, row, ["alder"], language("en"), at=3, depth="full")
        line = play.line_of(sitting.table)
        assert float(line.state.frontier[2, 0]) == rows["front@2"][run]
        setting, storm = line.game.setting, line.game.setting.index("events", "storm")
        assert setting.event_hazard[storm, 0] == row.hazards["storm"]
        known = knowledge(View(0, line.state, line.state, setting.standing, setting, line.game.luck))
        assert known.setting.event_hazard[storm, 0] == setting.world.events["storm"].hazard != row.hazards["storm"]
        assert not play.replay(sitting.table)
        sitting.close()


def test_the_seat_whose_policies_are_ranked_is_taken_if_none_is_named(out, tmp_path):
    sitting = taken_over(tmp_path, row_of(out, 5), (), language("en"), at=2, depth="auto")
    assert sitting.mine == ("cedar",)
    assert sitting.table.seats["cedar"].peopled
    assert sitting.submit("cedar") is None
    assert sitting.resolve() is None
    sitting.close()


def test_a_policy_file_is_played_as_it_was(design, swept, tmp_path):
    (tmp_path / "mine.yaml").write_text("name: {en: Mine}\nwhy: {en: So}\nposture: {open: 1}\n", encoding="utf-8")
    out = swept(design(KEEP, ("[status-quo, any.builder]", "[mine.yaml, any.builder]")))
    said = runs(out)
    run = next(i for i in range(9) if row_of(out, i).policies["cedar"].endswith("mine.yaml"))
    row = row_of(out, run)
    (tmp_path / "mine.yaml").unlink()
    sitting = taken_over(tmp_path / "data", row, ["alder"], language("en"), at=3, depth="full")
    assert float(play.line_of(sitting.table).state.frontier[2, 0]) == said["front@2"][run]
    sitting.close()


def test_what_is_not_there_is_refused(out, tmp_path):
    with pytest.raises(InputError, match="has no run 56; it has the runs 0 to 55"):
        row_of(out, 56)
    with pytest.raises(InputError, match=r"holds no manifest\.json"):
        row_of(tmp_path / "nothing", 1)
    row = row_of(out, 1)
    with pytest.raises(InputError, match="--at 4: the run has the turns 1 to 3"):
        taken_over(tmp_path, row, ["alder"], language("en"), at=4, depth="full")
    with pytest.raises(InputError, match="unknown seat 'aldr'"):
        taken_over(tmp_path, row, ["aldr"], language("en"), at=1, depth="full")
