import json
import multiprocessing
import os
import shlex
import signal
import subprocess
import sys
import time

import numpy as np
import polars as pl
import pytest

from techrace.cli.sweep import _again
from techrace.errors import InputError
from techrace.policies import policy
from techrace.simulate import prepare, simulate
from techrace.sweep import Request, load, sweep
from techrace.sweep.folder import Folder
from techrace.sweep.merge import merge
from techrace.sweep.plan import A_GAME, A_PROCESS, plan
from techrace.sweep.play import play, prepared, table
from techrace.sweep.run import estimate

SMALLEST = A_PROCESS + 17 * A_GAME  # 17 games at once

MANY = (("points: 7", "points: 60"), ("replications: 6", "replications: 40"))


def rows(folder):
    """Read the rows of a sweep in order of runs."""
    return pl.read_parquet(folder / "runs" / "*.parquet").sort("run")


def command(*words):
    return [sys.executable, "-m", "techrace", "sweep", *map(str, words)]


def test_a_row_is_the_game_that_simulate_plays(design, swept, islands):
    path = design(("uncertainty: declared", "uncertainty: none"))
    path.write_text(
        path.read_text().split("factors:")[0]
        + "outcomes:\n  share: {figure: 'gdp_share[cedar]'}\n  trust: {figure: trust}\n"
    )
    found = rows(swept(path))
    seats = [policy("status-quo", islands, i) for i in range(4)]
    record = simulate(prepare(islands.world), seats, turns=3, seed=5, worlds=6)
    assert np.array_equal(found["trust"].to_numpy(), record.final.trust)
    assert np.allclose(found["share"].to_numpy(), record.final.gdp[2] / record.final.gdp.sum(axis=0))


def test_rows_are_the_same_for_any_chunks_workers_and_memory(design, swept):
    path = design()
    whole = rows(swept(path, "a"))
    assert whole.height == 7 * 6
    assert whole["error"].null_count() == whole.height
    assert whole.equals(rows(swept(path, "b", memory=SMALLEST)))
    assert whole.equals(rows(swept(path, "c", workers=2)))


def test_rows_of_who_searches_are_the_same_for_any_chunks_too(design, swept):
    """Points of a batch share their luck; what a seat plans in one game is nothing to another."""
    few = (("points: 7", "points: 3"), ("replications: 6", "replications: 2"), ('["on", "off"]', '["on"]'))
    path = design(("[status-quo, any.builder]", "['search:rollouts=100,every=2']"), *few)
    whole = rows(swept(path, "a"))
    assert whole["error"].null_count() == whole.height == 6
    again, _ = table(plan(load(path), str(path)).one(4))
    assert again.equals(whole.filter(whole["run"] == 4))
    with pytest.raises(InputError, match="by the clock"):
        load(design(("any.builder", "'search:seconds=2'")))


def test_luck_is_common_to_all_points(design, swept):
    path = design(
        ("lhs, points: 7", "full"), ('["on", "off"]', '["off"]'),
        ("{range: [0.0, 0.5]}", "{levels: [0.2]}"), ("{range: [0.2, 0.5]}", "{levels: [0.3]}"),
        ("shocks.base: {declared: true}", "agi.hazard: {levels: [0.03, 0.04]}"),
        ("[status-quo, any.builder]", "[any.builder]"),
    )  # fmt: skip
    found = rows(swept(path))
    first, second = (found.filter(found["point"] == p).drop("run", "point") for p in (0, 1))
    assert first.equals(second)  # a hazard of what is switched off makes no difference
    assert first["rating"].n_unique() == 6


def test_one_run_repeats_its_row(design, swept):
    path = design()
    found = rows(swept(path))
    again, failures = table(plan(load(path), str(path)).one(23))
    assert not failures
    assert again.equals(found.filter(found["run"] == 23))


def test_a_start_keeps_shares_whole(design):
    layer = next(iter(load(design()).world.layers))
    entries = f"layer_share[{layer}, cedar]: {{levels: [0.4]}}\n    layer_share[{layer}, dune]: {{levels: [0.3]}}"
    planned = plan(load(design(("frontier[cedar]: {range: [0.2, 0.5]}", entries))), "x")
    job = planned.job(planned.chunks[0])
    shares = prepared(job.recipe, "none", {}, job.along, job.replications).start.layer_share[0]
    assert np.allclose(shares.sum(axis=0), 1.0)
    assert np.allclose(shares[2], 0.4)
    assert np.allclose(shares[3], 0.3)
    assert (shares >= 0).all()


def test_a_run_that_fails_is_a_row_and_the_rest_goes_on(design, swept, tmp_path):
    (tmp_path / "moody.py").write_text(
        "class Moody:\n    name = 'moody'\n    def decide(self, view, chance):\n"
        "        if (chance.worlds == 4).any(): raise RuntimeError('not today')\n        return {}\n"
    )
    path = design(("any.builder", "moody.py:Moody"))
    folder = swept(path)
    found = rows(folder)
    bad = found.filter(found["error"].is_not_null())
    assert bad["replication"].unique().to_list() == [4]
    assert 0 < bad.height < 7
    assert bad["rating"].null_count() == bad.height
    run = bad["run"][0]
    assert (
        bad["error"][0]
        == f"RuntimeError: not today; seed 5, world 4; repeat it with: techrace sweep {path} --only {run}"
    )
    assert found.filter(found["error"].is_null())["rating"].is_finite().all()
    assert json.loads((folder / "status.json").read_text())["failures"] == bad.height
    assert subprocess.run(command(path, "--only", run), check=False, capture_output=True).returncode == 1
    stopped = sweep(Request(str(path), tmp_path / "few", workers=1, memory=SMALLEST, max_failures=0))
    assert stopped.state == "failed"


def test_a_sweep_that_was_stopped_goes_on_where_it_was(design, swept, tmp_path):
    path = design()
    whole = rows(swept(path, "whole"))
    left = 2

    def stop():
        nonlocal left
        left -= 1
        return left < 0

    out = tmp_path / "part"
    assert sweep(Request(str(path), out, workers=1, memory=SMALLEST), stop=stop).state == "stopped"
    done = len(list((out / "runs").glob("*.parquet")))
    before = {p.name: p.stat().st_mtime_ns for p in (out / "runs").glob("*.parquet")}
    status = sweep(Request(str(path), out, workers=1, resume=True))
    assert status.state == "done"
    assert 0 < done < status.chunks
    after = {p.name: p.stat().st_mtime_ns for p in (out / "runs").glob("*.parquet")}
    assert all(after[name] == when for name, when in before.items())  # nothing was played twice
    assert whole.equals(rows(out))


def test_a_damaged_or_torn_chunk_is_played_again(design, swept, tmp_path):
    path = design()
    out = swept(path, memory=SMALLEST)
    whole = rows(out)
    (out / "runs" / "000000.parquet").write_bytes(b"PAR1")
    for half_written in (out / "runs" / ".000003.parquet.4711", out / ".status.json.4711"):
        half_written.write_bytes(b"PAR1")
    log = (out / "chunks.jsonl").read_bytes()
    (out / "chunks.jsonl").write_bytes(log[: len(log) - 30])  # the last line, half written
    assert len(Folder(out).done()) == len(log.splitlines()) - 2
    sweep(Request(str(path), out, workers=1, resume=True))
    assert whole.equals(rows(out))
    assert not list(out.rglob("*.4711"))


@pytest.mark.slow
def test_nothing_is_lost_when_it_is_killed_ten_times(design, swept, tmp_path):
    """Each time at another moment: while it plans, plays, writes a chunk, its line, its status."""
    path = design(*MANY)
    whole = rows(swept(path, "whole"))
    out, moments = tmp_path / "killed", np.random.default_rng(9).uniform(0.0, 0.3, 10)
    finished = dict[int, str]()
    for turn, moment in enumerate(moments):
        running = subprocess.Popen(
            command(path, "--out", out, "--workers", 1, "--memory", "193MB", *(["--resume"] if turn else [])),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _until(_more_than(len(finished), out), running)
        time.sleep(moment)
        running.kill()
        running.wait()
        done = {number: entry.sha256 for number, entry in Folder(out).done().items()}
        assert len(done) > len(finished)
        assert finished.items() <= done.items()  # what was done stays as it was
        finished = done
    assert len(finished) < sweep(Request(str(path), out, workers=1, resume=True)).chunks
    assert whole.equals(rows(out))
    assert {p.name for p in (out / "runs").iterdir()} == {f"{n:06d}.parquet" for n in Folder(out).done()}


def _more_than(count, out):
    return lambda: len(Folder(out).entries()) > count


def _until(happened, process, patience=60):
    end = time.monotonic() + patience
    while not happened() and time.monotonic() < end and process.poll() is None:
        time.sleep(0.02)
    assert happened()


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_leaves_a_folder_that_goes_on(design, tmp_path, times):
    path = design(*MANY, ("turns: 3", "turns: 12"))
    out = tmp_path / "out"
    running = subprocess.Popen(
        command(path, "--out", out, "--workers", 2, "--memory", "600MB"), stderr=subprocess.PIPE, text=True
    )
    _until(_more_than(0, out), running)
    for _ in range(times):
        running.send_signal(signal.SIGINT)
        time.sleep(0.05)
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 130, said
    assert "--resume" in said
    assert all(Folder(out).whole(e) for e in Folder(out).entries().values())
    assert not list((out / "runs").glob(".*"))
    assert json.loads((out / "status.json").read_text())["state"] in {"stopped", "stopping"}
    assert sweep(Request(str(path), out, workers=1, resume=True)).state == "done"


@pytest.mark.slow
def test_the_death_of_a_worker_costs_time_only(design, swept, tmp_path, monkeypatch):
    monkeypatch.setattr("techrace.sweep.run.PACE", 0.0)
    path = design(*MANY)
    whole = rows(swept(path, "whole"))
    killed = []

    def told(status):
        if status.chunks_done == 1 and not killed:
            killed.append(multiprocessing.active_children()[0])
            killed[0].kill()

    sweep(Request(str(path), tmp_path / "out", workers=2, memory=620e6), told)
    assert killed
    assert whole.equals(rows(tmp_path / "out"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_dask_plays_the_same_games_and_survives_the_loss_of_a_worker(design, swept, tmp_path, monkeypatch):
    monkeypatch.setattr("techrace.sweep.run.PACE", 0.0)
    distributed = pytest.importorskip("distributed")
    path = design(*MANY)
    whole = rows(swept(path, "whole"))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        killed = []

        def told(status):
            if status.chunks_done == 1 and not killed:
                worker = next(iter(cluster.workers.values()))
                killed.append(worker.process.process.pid)
                os.kill(killed[0], signal.SIGKILL)

        status = sweep(Request(str(path), tmp_path / "out", dask=cluster.scheduler_address), told)
    assert killed
    assert status.failures == 0
    assert whole.equals(rows(tmp_path / "out"))


def test_shards_joined_are_the_whole(design, swept, tmp_path):
    path = design()
    whole = rows(swept(path, "whole", memory=SMALLEST))
    parts = [swept(path, f"part{i}", memory=SMALLEST, shard=(i, 3)) for i in (1, 2, 3)]
    assert merge(parts, tmp_path / "joined").missing == 0
    assert whole.equals(rows(tmp_path / "joined"))
    assert merge(parts[:2], tmp_path / "holes").missing > 0
    assert sweep(Request(str(path), tmp_path / "holes", workers=1, resume=True)).state == "done"
    assert whole.equals(rows(tmp_path / "holes"))
    other = swept(design(("seed: 5", "seed: 6"), name="other.yaml"), "other", memory=SMALLEST, shard=(3, 3))
    with pytest.raises(InputError, match="the seed"):
        merge([parts[0], other], tmp_path / "mixed")


def test_until_adds_replications_and_reports_how_many(design, swept, tmp_path):
    path = design()
    status = sweep(Request(str(path), tmp_path / "out", workers=1, until={"share": 0.002}))
    found = rows(tmp_path / "out")
    assert status.replications > 6
    assert found.height == 7 * status.replications
    few = rows(swept(path, "few"))
    assert few.equals(found.filter(found["replication"] < 6))  # what was there stays as it was
    with pytest.raises(InputError, match="--until: unknown outcome 'shares'; did you mean 'share'"):
        sweep(Request(str(path), tmp_path / "no", workers=1, until={"shares": 1}))


def test_an_interrupted_sweep_is_balanced(design):
    planned = plan(
        load(design(("points: 7", "points: 40"), ("replications: 6", "replications: 50"))), "x", memory=SMALLEST
    )
    half = planned.chunks[: len(planned.chunks) // 2]
    played = {int(p): 0 for p in range(40)}
    for chunk in half:
        job = planned.job(chunk)
        for p in job.points:
            played[int(p)] += 1
    assert max(played.values()) - min(played.values()) <= 17


def test_a_folder_is_not_written_into_by_accident(design, swept):
    path = design()
    out = swept(path)
    with pytest.raises(InputError, match="--resume"):
        swept(path)
    with Folder(out).ours(), pytest.raises(InputError, match="another sweep is writing"), Folder(out).ours():
        pass
    changed = design(("seed: 5", "seed: 8"))
    with pytest.raises(InputError, match="the design changed"):
        sweep(Request(str(changed), out, workers=1, resume=True))


def test_rules_that_changed_since_are_refused(design, swept):
    path = design()
    out = swept(path)
    manifest = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps({**manifest, "rules": "0" * 16}))
    with pytest.raises(InputError, match="the rules of the game changed"):
        sweep(Request(str(path), out, workers=1, resume=True))


def test_a_worker_with_other_rules_is_refused(design, tmp_path, monkeypatch):
    monkeypatch.setattr("techrace.sweep.play.rules_version", lambda: "0" * 16)
    with pytest.raises(InputError, match="a worker plays by another version of the rules"):
        sweep(Request(str(design()), tmp_path / "out", workers=1))


def test_an_estimate_comes_from_a_probe(design, tmp_path):
    found = estimate(Request(str(design()), tmp_path / "none", workers=1))
    assert found.runs == 42
    assert found.seconds > 0
    assert not (tmp_path / "none").exists()
    with pytest.raises(InputError, match="need at least"):
        estimate(Request(str(design()), tmp_path / "none", workers=8, memory=1e6))


def test_an_estimate_looks_at_every_policy(design, tmp_path):
    (tmp_path / "slow.py").write_text(
        "import time\nclass Slow:\n    name = 'slow'\n    def decide(self, view, chance):\n"
        "        time.sleep(0.01 * view.state.worlds)\n        return {}\n"
    )
    slow = design(("[status-quo, any.builder]", "[status-quo, any.builder, 'slow.py:Slow']"))
    found = estimate(Request(str(slow), tmp_path / "none", workers=1))
    assert found.seconds / found.runs > 3 * 0.01 / 5  # three turns, and at least one of five chunks


def test_a_program_beside_a_design_is_found_from_anywhere(design, swept, tmp_path, monkeypatch):
    bot = "import sys\nfor line in sys.stdin:\n    if '\"turn\"' in line: print('{\"orders\": {}}', flush=True)\n"
    few = (("replications: 6", "replications: 2"), ("points: 7", "points: 2"), ('["on", "off"]', '["on"]'))
    (tmp_path / "a bot.py").write_text(bot)
    path = design(*few, ("[status-quo, any.builder]", "[\"exec@5:'a bot.py' --fast\"]"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = rows(swept(path))
    assert found["error"].null_count() == found.height == 4
    assert load(path).path("exec:nowhere.py") == "exec:nowhere.py"


def test_a_dated_event_comes_on_its_date_and_only_then(design, islands):
    date = islands.world.start + islands.world.turn_years
    path = design(
        ("  mechanisms:", f"  events: {{storm: {{at: [never, {date:g}]}}}}\n  mechanisms:"),
        ("outcomes:", "outcomes:\n  seen: {figure: 'events_seen[storm]', keep: turns}"),
        ("lhs, points: 7", "full, steps: 2"),
    )
    planned = plan(load(path), "x")
    for chunk in planned.chunks:
        frame, _ = table(planned.job(chunk))
        dated = planned.design.factors[-1].values(planned.points[frame["point"].to_numpy(), -1])
        assert frame["seen@1"].to_list() == [0.0] * frame.height
        assert frame["seen@3"].to_list() == [0.0 if d == "never" else 1.0 for d in dated]


def test_a_hazard_that_varies_outlives_dated_changes_of_the_world(design, swept):
    """Cells begin to grow faster in the fifth turn of this world; storms go on as the point says."""
    found = rows(swept(design(
        ("turns: 3", "turns: 8"),
        ("  mechanisms:", "  events: {storm: {hazard: {levels: [0.0, 1000.0]}}}\n  mechanisms:"),
        ("outcomes:", "outcomes:\n  seen: {figure: 'events_seen[storm]', keep: turns}"),
        ("lhs, points: 7", "full, steps: 2"),
    )))  # fmt: skip
    late = found["seen@8"] - found["seen@4"]
    assert set(late) == {0.0, 2.0}  # a storm lasts two turns
    assert set(found.filter(late == 0)["seen@8"]) == {0.0}


def test_a_world_without_factors_is_one_point(design):
    path = design()
    path.write_text(path.read_text().split("factors:")[0] + "outcomes:\n  trust: {figure: trust, keep: mean}\n")
    planned = plan(load(path), "x")
    assert planned.runs == 6
    assert len(play(planned.job(planned.chunks[0])).content) > 0


def test_quantiles_of_a_run_are_kept_beside_each_other(design, swept):
    line = 'share: {figure: "gdp_share[cedar]", keep: turns}'
    turns = pl.read_parquet(swept(design(), name="turns") / "runs/*.parquet").sort("run")
    path = design((line, line.replace("turns", "quantiles")), name="quantiles.yaml")
    kept = pl.read_parquet(swept(path, name="quantiles") / "runs/*.parquet").sort("run")
    whole = turns.select([f"share@{t}" for t in range(4)]).to_numpy()
    for q in (10, 50, 90):
        assert np.array_equal(kept[f"share@p{q}"].to_numpy(), np.quantile(whole, q / 100, axis=1))


def test_a_shard_says_how_to_join_it_and_the_line_that_goes_on_can_be_pasted(design, tmp_path):
    path = design(("replications: 6", "replications: 1"), name="my design.yaml")
    part = command(path, "--shard", "2/2", "--out", str(tmp_path / "a part"), "--memory", "900m", "--lang", "en")
    said = subprocess.run(part, check=True, capture_output=True, text=True).stdout
    assert "part 2 of 2" in said
    assert "techrace merge" in said
    assert "analyse" not in said
    again = _again(Request(str(path), tmp_path / "a part", shard=(2, 2)))
    assert shlex.split(again)[2:5] == [str(path), "--out", str(tmp_path / "a part")]
