"""A design as a model of EMA Workbench: the same games, one by one or together."""

import pickle
import warnings

import numpy as np
import pytest

from techrace.errors import InputError

pytest.importorskip("ema_workbench")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what EMA Workbench says when it is imported
    from ema_workbench import Policy, Scenario, perform_experiments

    from techrace.sweep.ema import BatchEvaluator, model

pytestmark = pytest.mark.filterwarnings("ignore")
SCENARIO = {"valuation.fuel": 0.2, "shocks.base": 0.3, "frontier[cedar]": 0.4, "mechanisms.agi": "on"}


@pytest.fixture
def made(design):
    return model(design(("replications: 6", "replications: 2")))


def test_factors_are_uncertainties_and_the_ranked_policies_levers(made):
    assert {p.name for p in made.uncertainties} == set(SCENARIO)
    assert [p.name for p in made.levers] == ["policies.cedar"]
    assert {o.name for o in made.outcomes} == {"share", "ahead", "hands", "rating"}
    fuel = made.uncertainties["valuation.fuel"]
    assert (fuel.lower_bound, fuel.upper_bound) == (0.0, 0.5)


def test_experiments_one_by_one_or_together_are_the_same(made):
    scenarios = [Scenario(str(x), **{**SCENARIO, "valuation.fuel": x}) for x in (0.1, 0.4)]
    policies = [Policy(p, **{"policies.cedar": p}) for p in ("status-quo", "any.builder")]
    _, alone = perform_experiments(made, scenarios, policies)
    with BatchEvaluator(made) as evaluator:
        table, together = evaluator.perform_experiments(scenarios, policies)
    assert len(table) == 4
    assert together["share"].shape == (4, 4)
    assert all(np.array_equal(alone[name], together[name]) for name in alone)
    assert np.unique(together["rating"]).size == 4


def test_its_own_samplers_draw_from_our_ranges(made):
    with BatchEvaluator(made) as evaluator:
        table, _ = evaluator.perform_experiments(scenarios=3, policies=2)
    assert table["valuation.fuel"].between(0, 0.5).all()
    assert set(table["policies.cedar"]) == {"status-quo", "any.builder"}


def test_an_experiment_is_the_mean_of_the_runs_of_its_point(made, design, swept):
    import polars as pl

    out = swept(design(("replications: 6", "replications: 2")), name="rows")
    points = pl.read_parquet(out / "points.parquet")
    rows = pl.read_parquet(out / "runs/*.parquet").filter(pl.col("point") == 3)
    play = made.function
    names = [f.name for f in play.design.factors]
    found = play(**{n: points.row(3, named=True)[n] for n in names})
    assert found["rating"] == pytest.approx(rows["rating"].mean())
    assert found["share"][-1] == pytest.approx(rows["share@3"].mean())


def test_it_travels_to_other_processes(made):
    assert pickle.loads(pickle.dumps(made.function)) == made.function  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"policies.cedar": "status-quo"}, "valuation.fuel: has no value"),
        ({**SCENARIO, "policies.cedar": "nothing"}, "'nothing' is none of status-quo, any.builder"),
        ({**SCENARIO, "policies.cedar": "status-quo", "fule": 1}, "unknown factor 'fule'"),
    ],
)
def test_a_value_that_a_factor_does_not_have_is_refused(made, values, sentence):
    with pytest.raises(InputError, match=sentence):
        made.function(**values)


def test_a_distribution_stays_one(design):
    path = design(("range: [0.0, 0.5]", "normal: [0.2, 0.05]"))
    fuel = model(path).uncertainties["valuation.fuel"]
    assert fuel.dist.mean() == pytest.approx(0.2, abs=0.01)


def test_what_its_samplers_cannot_keep_is_refused(design):
    with pytest.raises(InputError, match="samplers of EMA Workbench know none"):
        model(design(("turns: 3", 'turns: 3\nconstraints: ["valuation.fuel < 0.3"]')))
    layer = next(iter(model(design()).function.design.world.layers))
    shares = [f"layer_share[{layer}, {s}]" for s in ("cedar", "dune")]
    both = "\n    ".join(f"{name}: {{range: [0.1, 0.9]}}" for name in shares)
    play = model(design(("frontier[cedar]: {range: [0.2, 0.5]}", both))).function
    rest = {k: v for k, v in SCENARIO.items() if k != "frontier[cedar]"}
    with pytest.raises(InputError, match="more than the whole"):
        play(**rest, **dict.fromkeys(shares, 0.8), **{"policies.cedar": "status-quo"})
