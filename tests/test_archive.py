"""Runs that can be saved, loaded and played again, bit for bit."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from techrace import archive
from techrace.archive import Recipe, draft, load, plan, play, play_some, replay, save
from techrace.archive.tables import order_rows, read_headlines
from techrace.errors import InputError
from techrace.record import HEADLINES

WORLD = str(Path(__file__).parent / "worlds" / "archipelago.yaml")


def quick(**changes) -> Recipe:
    return plan(WORLD, **{"turns": 3, "seed": 5, **changes})


def saved(recipe, folder):
    record = play(recipe)
    with draft(folder) as work:
        save(recipe, record, work)
    return record


def test_play_gives_the_same_game_again():
    assert archive.digests(play(quick())) == archive.digests(play(quick()))
    assert archive.digests(play(quick())) != archive.digests(play(quick(seed=6)))


def test_policies_default_to_the_worlds_own(tmp_path):
    file = tmp_path / "w.yaml"
    file.write_text(Path(WORLD).read_text(encoding="utf-8") + "\npolicies: {alder: any.hawk}\n", encoding="utf-8")
    recipe = plan(str(file), {"birch": "random-legal"})
    assert recipe.policies["alder"] == "any.hawk"
    assert recipe.policies["birch"] == "random-legal"
    assert recipe.policies["cedar"] == "status-quo"
    assert not recipe.is_default
    assert recipe.default().is_default


@pytest.mark.parametrize("uncertainty", ["none", "declared"])
def test_chunks_and_processes_change_nothing(monkeypatch, uncertainty):
    whole = play(quick(worlds=11, uncertainty=uncertainty), workers=1)
    module = __import__("techrace.archive.play", fromlist=["CHUNK"])
    monkeypatch.setattr(module, "CHUNK", 4)
    for workers in (1, 2):
        chunked = play(quick(worlds=11, uncertainty=uncertainty), workers=workers)
        for name, values in whole.headlines.items():
            assert np.array_equal(values.astype(np.float32), chunked.headlines[name].astype(np.float32)), name
        for name, value in whole.parameters.items():
            assert np.array_equal(value, chunked.parameters[name])


def test_very_many_worlds_keep_what_the_screen_and_the_red_lines_need(monkeypatch):
    module = __import__("techrace.archive.play", fromlist=["CHUNK"])
    monkeypatch.setattr(module, "CHUNK", 4)
    monkeypatch.setattr(module, "KEEP_ALL", 6)
    few, many = play(quick(worlds=6), workers=1), play(quick(worlds=9), workers=1)
    assert len(few.headlines) == len(HEADLINES)
    assert set(many.headlines) == set(module.SELECTED)
    assert np.array_equal(many.headlines["gdp"][..., :6], few.headlines["gdp"])
    assert np.array_equal(many.measures[..., :6], few.measures)


def test_what_the_user_sets_is_not_drawn():
    record = play(quick(worlds=5, uncertainty="declared", parameters={"renewal.price": 1.4}))
    assert record.parameters["renewal.price"] == 1.4
    assert all(np.size(v) == 5 for k, v in record.parameters.items() if k != "renewal.price")


def test_one_world_of_many_is_the_world_alone():
    many = play(quick(worlds=8, uncertainty="declared"))
    alone = play_some(quick(worlds=8, uncertainty="declared"), np.array([5], dtype=np.uint64))
    for name, values in alone.headlines.items():
        assert np.array_equal(values[..., 0], many.headlines[name][..., 5]), name


def test_a_saved_run_is_loaded_and_replayed(tmp_path):
    recipe = quick(parameters={"renewal.price": 1.4}, without=["shocks"])
    record = saved(recipe, tmp_path / "a")
    again = load(tmp_path / "a")
    assert again.manifest() == recipe.manifest()
    assert archive.digests(play(again)) == archive.digests(record)
    assert replay(tmp_path / "a") is None


def test_a_policy_file_is_kept_with_the_run(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("name: {en: Mine}\nwhy: {en: Because.}\nposture: {open: 0.9}\n", encoding="utf-8")
    saved(quick(policies={"alder": str(file)}), tmp_path / "a")
    file.unlink()
    assert replay(tmp_path / "a") is None


def test_replay_finds_the_first_difference(tmp_path):
    saved(quick(), tmp_path / "a")
    path = tmp_path / "a" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"without": ["growth"]}), encoding="utf-8")
    found = replay(tmp_path / "a")
    assert found.parted == found.turn == 1
    assert found.saved != found.played
    path.write_text(json.dumps(manifest | {"digests": [*manifest["digests"][:-1], "0" * 16]}), encoding="utf-8")
    found = replay(tmp_path / "a")
    assert (found.parted, found.figure) == (3, "")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"digests": []}', '{"digests": [], "world": {"text": 3, "id": "a"}}']
)
def test_a_manifest_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        replay(tmp_path)


def test_headlines_are_a_long_table(tmp_path):
    record = saved(quick(worlds=2), tmp_path / "a")
    table = pl.read_parquet(tmp_path / "a" / "headlines.parquet")
    assert table.columns == ["turn", "date", "figure", "entity", "entity2", "world", "value"]
    one = table.filter(
        (pl.col("figure") == "layer_share") & (pl.col("entity") == "lens") & (pl.col("entity2") == "birch")
    )
    assert one.height == 4 * 2
    value = one.filter((pl.col("turn") == 3) & (pl.col("world") == 1))["value"][0]
    assert value == record.figure("layer_share", "lens", "birch")[3, 1]
    assert one.filter(pl.col("turn") == 3)["date"].unique().to_list() == [101.5]
    for name, values in record.headlines.items():
        assert np.array_equal(read_headlines(tmp_path / "a" / "headlines.parquet", name, values.shape), values)


def test_a_long_table_is_written_in_batches(tmp_path, monkeypatch):
    tables = __import__("techrace.archive.tables", fromlist=["BATCH"])
    record = play(quick())
    tables.write_headlines(record, tmp_path / "whole.parquet")
    monkeypatch.setattr(tables, "BATCH", 10)
    tables.write_headlines(record, tmp_path / "batches.parquet")
    assert pl.read_parquet(tmp_path / "whole.parquet").equals(pl.read_parquet(tmp_path / "batches.parquet"))


def test_orders_tell_who_left_the_standing_orders_and_what_was_cut():
    assert list(order_rows(play(quick()))) == []
    record = play(quick(policies={"alder": "any.hawk"}))
    rows = list(order_rows(record))
    assert {row[2] for row in rows} == {"alder"}
    assert all(row[7] != row[8] or row[8] != row[9] for row in rows)
    given = record.orders[0]
    greedy = replace(record, orders=[given.evolve(open=given.open + 5), *record.orders[1:]])
    cut = [row for row in order_rows(greedy) if row[0] == 1 and row[3] == "open"]
    assert cut
    assert all(row[8] > 1 and row[9] <= 1 for row in cut)


def test_nothing_is_left_of_a_run_that_fails(tmp_path):
    def fail():
        with draft(tmp_path / "a") as work:
            (work / "half").write_text("", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_all_problems_are_told_at_once():
    with pytest.raises(InputError) as caught:
        plan(WORLD, {"oak": "x"}, turns=0, worlds=0, parameters={"a.b": 1.0}, without=["luck"], uncertainty="some")
    assert len(caught.value.problems) == 6


def test_the_default_of_workers_is_every_core():
    assert archive.cores() >= 1
