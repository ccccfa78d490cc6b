import json
import shutil

import numpy as np
import polars as pl
import pytest

from techrace.errors import InputError
from techrace.report.sweep import comparison, page, policy_findings, sentences
from techrace.sweep.analysis import Analysis, analyse, luck_of
from techrace.sweep.coalitions import _joined, _Part, coalitions
from techrace.sweep.compare import compare
from techrace.sweep.gate import admit
from techrace.sweep.plan import A_GAME, A_PROCESS
from techrace.sweep.robustness import cells, shared_scenarios, standings, verdicts

SMALLEST = A_PROCESS + 17 * A_GAME
CROSSED = (("lhs, points: 7", "lhs, points: 30, crossed: true"), ("replications: 6", "replications: 9"))


def rows(folder):
    """Read the rows of a sweep in order of runs."""
    return pl.read_parquet(folder / "runs" / "*.parquet").sort("run")


def rewrite(folder, change):
    """Change the rows of the first chunk, as a careless hand would, and correct the log."""
    file = folder / "runs" / "000000.parquet"
    change(pl.read_parquet(file)).write_parquet(file)
    from hashlib import sha256

    lines = [json.loads(line) for line in (folder / "chunks.jsonl").read_text().splitlines()]
    lines[0]["sha256"] = sha256(file.read_bytes()).hexdigest()
    (folder / "chunks.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda t: t.with_columns(
                rating=pl.when(pl.col("run") == t["run"][1]).then(float("nan")).otherwise("rating")
            ),
            "no numbers: run",
        ),
        (lambda t: t[[1, 0, *range(2, t.height)]], "wrong order: run"),
        (lambda t: t.with_columns(point=pl.col("point") + 1), "not that of their point"),
        (lambda t: t[1:], "is unfinished: 1 of 42 runs are missing, run"),
        (lambda t: pl.concat([t, t[:1]]), "wrong order|another file"),
        (lambda t: t.drop("rating"), "has no column rating"),
        (lambda t: t.with_columns(rating=pl.lit("good")), "column rating holds something else"),
        (lambda t: t.with_columns(run=pl.col("run") + 0.5), "column run holds something else"),
        (lambda t: t.with_columns(run=pl.when(pl.col("run") > 0).then("run")), "column run holds something else"),
        (lambda t: t.with_columns(rating=pl.when(pl.col("run") > 0).then("rating")), "no numbers: run 0"),
        (lambda t: t.with_columns(error=pl.lit("too good")), r"\d+ runs failed, but 0 when it was written"),
    ],
)
def test_the_gate_names_the_rows_that_it_refuses(design, swept, change, sentence):
    out = swept(design(), memory=SMALLEST)
    admit(out)
    rewrite(out, change)
    with pytest.raises(InputError, match=sentence):
        admit(out)


def test_the_gate_refuses_what_is_unfinished_damaged_or_mixed(design, swept, tmp_path):
    path = design()
    with pytest.raises(InputError, match=r"is shard 1 of 2; join all with techrace merge"):
        admit(swept(path, "shard", memory=SMALLEST, shard=(1, 2)))
    out = swept(path, memory=SMALLEST)
    whole = (out / "chunks.jsonl").read_text()
    lines = [json.loads(line) for line in whole.splitlines()]
    lines[1]["rules"] = "f" * 16
    (out / "chunks.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines))
    with pytest.raises(InputError, match="chunks 1 were played by another version of the rules"):
        admit(out)
    (out / "chunks.jsonl").write_text("\n".join(whole.splitlines()[1:]) + "\n")
    with pytest.raises(InputError, match=r"is unfinished: \d+ of 42 runs are missing"):
        admit(out)
    (out / "chunks.jsonl").write_text(whole)
    (out / "runs" / "000001.parquet").write_bytes(b"")
    with pytest.raises(InputError, match="is not what was written"):
        admit(out)
    with pytest.raises(InputError, match=r"holds no manifest.json"):
        admit(tmp_path)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda t: t[::-1], "points.parquet: is not what was written"),
        (lambda t: t[:-1], "points.parquet: is not what was written"),
        (lambda t: t.with_columns(**{"valuation.fuel": pl.col("valuation.fuel") + 1e-9}), "points.parquet: is not"),
        (lambda t: t.with_columns(pl.col("policies.cedar").reverse()), "points.parquet: is not"),
        (None, "points.parquet: is not what was written"),
    ],
)
def test_the_gate_looks_at_the_points_too(design, swept, change, sentence):
    out = swept(design())
    points = out / "points.parquet"
    change(pl.read_parquet(points)).write_parquet(points) if change else points.write_bytes(b"PAR1")
    with pytest.raises(InputError, match=sentence):
        admit(out)


def test_the_gate_looks_at_the_design_and_the_manifest_too(design, swept):
    out = swept(design())
    text, manifest = (out / "design.yaml").read_text(), json.loads((out / "manifest.json").read_text())
    (out / "design.yaml").write_text(text.replace("enough: 50", "enough: 40"))
    with pytest.raises(InputError, match=r"design.yaml: is not the design that was played"):
        admit(out)
    (out / "design.yaml").write_text(text)
    for key, value, sentence in (
        ("worlds", ["f" * 16], "another version of the worlds than its manifest says"),
        ("rules", "f" * 16, "another version of the rules than its manifest says"),
        ("rounds", [7], "is unfinished: 7 of 49 runs are missing"),
        ("rounds", [5], "whose number is not that of their point"),
        ("rounds", [], "was changed: rounds is missing or not what was written"),
        ("count", "7", "was changed: count is missing"),
        ("count", 6, "whose number is not that of their point"),
    ):
        (out / "manifest.json").write_text(json.dumps({**manifest, key: value}))
        with pytest.raises(InputError, match=sentence):
            admit(out)
    (out / "manifest.json").write_text(json.dumps({k: v for k, v in manifest.items() if k != "shard"}))
    with pytest.raises(InputError, match="was changed: shard is missing"):
        admit(out)
    (out / "manifest.json").write_text(json.dumps(manifest))
    with (out / "chunks.jsonl").open("a") as log:
        log.write('{"chunk": "0", "runs": 1, "failures": 0, "sha256": "", "rules": "", "worlds": ""}\n[1]\n')
    assert admit(out).failed == 0  # no line of ours


def test_a_file_that_is_no_table_is_refused_also_with_its_own_hash(design, swept):
    out = swept(design())
    from hashlib import sha256

    (out / "runs" / "000000.parquet").write_bytes(b"nothing")
    line = json.loads((out / "chunks.jsonl").read_text().splitlines()[0])
    (out / "chunks.jsonl").write_text(json.dumps({**line, "sha256": sha256(b"nothing").hexdigest()}) + "\n")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        admit(out)


def test_a_hole_in_a_block_of_saltelli_is_refused(design, swept, tmp_path):
    (tmp_path / "moody.py").write_text(
        "class Moody:\n    name = 'moody'\n    def decide(self, view, chance):\n"
        "        if (view.state.frontier[2] > 0.45).any(): raise RuntimeError('too good')\n        return {}\n"
    )
    path = design(
        ("lhs, points: 7", "saltelli, points: 8"), ("[status-quo, any.builder]", "[status-quo, 'moody.py:Moody']")
    )
    with pytest.raises(InputError, match=r"incomplete blocks of Saltelli \(7 rows each\): .*runs? \d+"):
        admit(swept(path))


def test_an_analysis_says_what_the_rows_say(design, swept):
    out = swept(design(*CROSSED))
    found = analyse(out)
    table = rows(out)
    rating = next(s for s in found.spreads if s.outcome == "rating")
    assert rating.mean == pytest.approx(table["rating"].mean())
    assert rating.quantiles[2] == pytest.approx(table["rating"].median(), rel=0.05)
    assert 0 <= rating.luck <= 1
    share = next(s for s in found.spreads if s.outcome == "share")
    assert share.fan.shape == (5, 4)
    assert (np.diff(share.fan, axis=0) >= 0).all()
    by_policy = table.join(admit(out).points(), on="point").group_by("policies.cedar").agg(pl.col("rating").mean())
    for standing in (s for s in found.standings if s.outcome == "rating"):
        mean = by_policy.filter(pl.col("policies.cedar") == standing.policy)["rating"][0]
        assert standing.mean == pytest.approx(mean)
        assert standing.worst <= standing.mean
        assert standing.regret >= 0
    assert min(s.regret for s in found.standings if s.outcome == "rating") < max(s.half for s in found.standings) * 5


@pytest.mark.parametrize(("apart", "share"), [(0.0, 1.0), (1.0, 1.25 / 2.25), (5.0, 1.25 / 26.25)])
def test_luck_and_factors_divide_the_variance_also_with_few_games_a_point(apart, share):
    """Points differ by ``apart``, luck that all share by 1, luck of their own by 0.5: both are luck."""
    draws = np.random.default_rng(2)
    found = []
    for _ in range(200):
        shared, own, points = draws.normal(size=4), draws.normal(size=(40, 4)) / 2, draws.normal(size=(40, 1))
        values = apart * points + shared + own
        frame = pl.DataFrame({"point": np.repeat(np.arange(40), 4), "replication": np.tile(np.arange(4), 40)})
        found.append(luck_of(frame.with_columns(v=pl.Series(values.ravel())).lazy(), "v"))
    assert np.mean(found) == pytest.approx(share, abs=0.05)
    assert max(found) <= 1


def test_regret_is_the_loss_against_the_best_of_the_same_scenario(design, swept):
    sorted_runs = cells(admit(swept(design(*CROSSED))), "rating")
    assert sorted_runs.matched.shape == (2, 30 * 2 * 9)  # two mechanisms
    loss = sorted_runs.matched.max(axis=0) - sorted_runs.matched
    assert (loss.min(axis=0) == 0).all()


def test_too_few_runs_to_rank_is_a_finding(design, swept):
    path = design(
        *CROSSED, ("any.builder", "any.open"), ("replications: 9", "replications: 2"), ("points: 30", "points: 2")
    )
    found = analyse(swept(path))
    text = " ".join(s.en for s in sentences(found))
    unsure = [v for v in found.verdicts if not v.sure]
    assert all(v.half >= v.gain for v in unsure)
    assert all(v.needed > 1 for v in unsure if v.gain > 0)
    assert ("not enough runs to rank" in text) == any(not v.sure for v in found.verdicts)


def test_indices_find_the_factor_that_matters(design, swept):
    pytest.importorskip("SALib")
    path = design(("lhs, points: 7", "saltelli, points: 16"), ("replications: 6", "replications: 2"),
                  ("valuation.fuel: {range: [0.0, 0.5]}", "frontier.pace: {declared: true}"),
                  ("shocks.base", "agi.hazard"),
                  ("frontier[cedar]: {range: [0.2, 0.5]}", "trust: {range: [0.90, 0.91]}"),
                  ("outcomes:", "outcomes:\n  alder: {figure: 'frontier[alder]'}"))  # fmt: skip
    found = [i for i in analyse(swept(path)).indices if i.outcome == "alder"]
    best = max(found, key=lambda i: i.whole)
    assert best.factor == "frontier.pace"
    assert best.whole_half > 0


def test_the_page_opens_offline_and_says_it_in_both_languages(design, swept):
    found = analyse(swept(design(*CROSSED)))
    html = page(found)
    assert "http://" not in html.split("<script", maxsplit=1)[0]
    assert "Content-Security-Policy" in html
    for text in sentences(found):
        assert text.en
        assert text.ko
    assert "Good enough" in html


def test_the_same_sweep_twice_has_no_effect_and_a_parameter_has_one(design, swept):
    path = design()
    first = swept(path, "a")
    shutil.copytree(first, first.parent / "copy")
    same = compare(first, first.parent / "copy")
    assert same.inputs == ()
    assert all(e.alike == 1 and e.effect == 0 and not e.sure for e in same.effects)
    other = swept(design(("outcomes:", "fixed: {parameters: {growth.adoption: 0.25}}\noutcomes:"), name="b.yaml"), "b")
    found = compare(first, other)
    assert found.matched == 42
    assert "fixed growth.adoption: as in the world and 0.25" in found.inputs
    assert any(0 <= e.alike < 1 for e in found.effects)
    assert all(text.en and text.ko for text in comparison(found))
    with pytest.raises(InputError, match="other seeds"):
        compare(first, swept(design(("seed: 5", "seed: 6"), name="c.yaml"), "c"))


def test_outcomes_that_are_not_the_same_are_left_out_of_a_comparison(design, swept):
    few = (("replications: 6", "replications: 2"), ("points: 7", "points: 2"))
    first = swept(design(*few), "first")
    other = swept(design(*few, ("rating: cedar", "rating: dune"), ("enough: 50", "enough: 40"), name="b.yaml"), "b")
    found = compare(first, other)
    assert "outcome rating is not the same, and is left out" in found.inputs
    assert [e.outcome for e in found.effects] == ["share", "ahead", "hands"]
    text = (first / "design.yaml").read_text(encoding="utf-8")
    strange = first.parent / "c.yaml"
    strange.write_text(text.partition("outcomes:")[0] + "outcomes: {trust: {figure: trust}}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"keep no outcome in common \(share, ahead, hands, rating; trust\)"):
        compare(first, swept(strange, "c"))


def test_policies_that_do_the_same_need_no_more_runs(design, swept, tmp_path):
    (tmp_path / "idle.py").write_text("class Idle:\n    name = 'idle'\n    def decide(self, view, chance): return {}\n")
    few = (("replications: 6", "replications: 2"), ("points: 7}", "points: 2, crossed: true}"))
    table = admit(swept(design(*few, ("[status-quo, any.builder]", "[status-quo, 'idle.py:Idle']"))))
    found = Analysis(table, (), (), (), (), tuple(standings(table)), tuple(verdicts(table)), ())
    said = [w.en for w in policy_findings(found)]
    assert "By share, idle.py:Idle and status-quo do the same in every run." in said
    assert not any("would take" in text for text in said)


def test_a_share_of_runs_counts_those_in_which_nobody_may_do_it():
    parts = [coalition_parts("eu", "leave", 3), coalition_parts("eu", "join", 5)]
    assert {m.move: m.members for m in _joined(parts, 10)} == {"leave": 0.3, "join": 0.5}


def coalition_parts(state, move, runs):
    return _Part("us_led", state, move, np.ones(runs), np.arange(runs, dtype=float))


def test_a_state_that_signs_what_it_signs_anyhow_gains_nothing(design, swept):
    out = swept(design(("replications: 6", "replications: 2")))
    moves = coalitions(out, runs=8)
    assert {m.state for m in moves} <= {"cedar", "dune"}  # leaders cannot leave
    assert all(0 <= m.gains <= 1 and m.runs > 0 for m in moves)


def test_where_constraints_leave_a_policy_out_it_is_compared_in_what_all_met(design, swept):
    few = (
        ("replications: 6", "replications: 2"),
        ("points: 7}", "points: 6, crossed: true}"),
        ('["on", "off"]', '["on"]'),
    )
    limit = "constraints: [\"policies.cedar == 'status-quo' or valuation.fuel < 0.25\"]"
    table = admit(swept(design(*few, ("turns: 3", f"turns: 3\n{limit}"))))
    shared = table.points().filter(pl.col("policies.cedar") == "any.builder").height
    assert 0 < shared < 6
    assert shared_scenarios(table) == (shared, 6)
    found = cells(table, "rating")
    assert found.matched.shape == (2, 2 * shared)
    assert [runs.size for runs in found.runs] == [2 * shared] * 2
    assert all(s.regret is not None for s in standings(table))
    told = Analysis(table, (), (), (), (), tuple(standings(table)), tuple(verdicts(table)), ())
    assert any(f"in the {shared} of 6 that all met" in w.en for w in policy_findings(told))
