from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from techrace.archive import plan, play_some
from techrace.errors import InputError
from techrace.report import tournament as pages
from techrace.scoring import crossed, rate
from techrace.tournament import analyse, field_of, tournament
from techrace.tournament.field import balanced
from techrace.tournament.play import par_in
from techrace.tournament.save import refuse_full, save

ARCHIPELAGO = Path(__file__).parents[1] / "worlds" / "archipelago.yaml"


def test_a_combination_is_the_same_game_as_when_it_is_played_alone(recipe, played):
    par, worlds = par_in(recipe), played.ratings.shape[-1]
    for profile in (0, 4):
        alone = replace(recipe, policies={**recipe.policies, **played.field.written(profile)})
        record = play_some(alone, np.arange(worlds, dtype=np.uint64), keep=False)
        beyond = crossed(record.headlines, record.setting)[1:].sum(axis=0)
        expected = rate(record.measures, record.setting, par, beyond)
        np.testing.assert_allclose(played.ratings[profile], expected, rtol=0, atol=1e-3)


def test_workers_change_no_bit(recipe, played, monkeypatch):
    monkeypatch.setattr("techrace.tournament.play.BATCH", 12)
    again = tournament(recipe, played.field, played.ratings.shape[-1], workers=2)
    assert (again.ratings == played.ratings).all()


def test_all_seats_choose_from_their_own_doctrines_unless_told(recipe):
    who = field_of(recipe, "all", sample=20)
    assert who.seats == tuple(recipe.policies)
    assert all(len(c) >= 4 for c in who.choices)
    assert not who.whole


def test_a_sample_is_balanced_and_tells_averages_only(recipe):
    profiles = balanced((4, 5), 40, seed=1)
    for column, length in enumerate((4, 5)):
        counts = np.bincount(profiles[:, column], minlength=length)
        assert counts.min() > 0
    who = field_of(recipe, "korea,japan", sample=6)
    result = tournament(recipe, who, 2)
    found = analyse(result)
    assert found.standings
    assert not found.stable
    assert any("sample" in w.en for w in pages.sentences(result, found))


@pytest.mark.parametrize(
    ("seats", "policies", "word"),
    [
        ("korea,atlantis", [], "unknown state 'atlantis'"),
        ("korea,korea", [], "each once"),
        ("korea", ["gardner"], "did you mean"),
        ("korea", ["japan=stronghold"], "not among --seats"),
        ("korea", ["korea=,"], "names no policy"),
        ("all", [], "give --sample"),
        ("korea", ["search:seconds=1;super_gap"], "by the clock"),
    ],
)
def test_what_cannot_be_played_is_refused_in_a_sentence(recipe, seats, policies, word):
    with pytest.raises(InputError, match=word):
        field_of(recipe, seats, [*policies] or ["status-quo,random-legal,hawk,open,builder"] * (seats == "all"))


def test_tables_and_page_are_kept(played, tmp_path):
    found = analyse(played)
    save(played, found, tmp_path / "t")
    table = pl.read_parquet(tmp_path / "t" / "ratings.parquet")
    assert table.height == played.ratings.shape[0] * played.ratings.shape[2]
    assert set(table["policies.japan"]) == {"stronghold", "vanguard", "status-quo"}
    html = pages.page(played, found, "ko")
    assert html.count("<section") >= 4
    assert "http://" not in html.split("<script")[0]
    with pytest.raises(InputError, match="holds something"):
        refuse_full(tmp_path / "t")


def test_a_world_file_of_ones_own_can_be_played():
    recipe = plan(str(ARCHIPELAGO), turns=2)
    assert all(name.startswith("any.") for name in field_of(recipe, "cedar").choices[0])
