import numpy as np
import pytest

from techrace.errors import InputError
from techrace.sweep import load
from techrace.sweep.constraints import holds, wrong
from techrace.sweep.factors import Factor
from techrace.sweep.sampling import columns, points_of, unit_points


def test_latin_hypercube_has_one_point_in_every_slice():
    u = unit_points("lhs", 40, 3, seed=1)
    assert (np.sort(np.floor(u * 40), axis=0) == np.arange(40)[:, None]).all()


def test_morris_paths_move_one_factor_a_step_by_half_the_levels():
    u = unit_points("morris", 30, 4, seed=3, levels=4).reshape(30, 5, 4)
    steps = np.diff(u, axis=1)
    assert ((np.abs(steps) > 0).sum(axis=2) == 1).all()
    assert np.allclose(np.abs(steps).max(axis=2), 2 / 3)
    assert ((np.abs(steps) > 0).sum(axis=1) == 1).all()  # every factor once a path
    assert u.min() >= 0
    assert u.max() <= 1


@pytest.mark.parametrize("second", [False, True])
def test_saltelli_blocks_are_what_salib_expects(second):
    pytest.importorskip("SALib")
    from SALib.analyze import sobol

    u = unit_points("saltelli", 2048, 3, seed=2, second=second)
    assert len(u) == 2048 * (8 if second else 5)
    x = np.pi * (2 * u - 1)
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])  # Ishigami & Homma 1990
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    found = sobol.analyze(problem, y, calc_second_order=second, seed=1)
    assert np.allclose(found["S1"], [0.314, 0.442, 0.0], atol=0.03)
    assert np.allclose(found["ST"], [0.558, 0.442, 0.244], atol=0.03)


def test_a_full_factorial_meets_every_choice_and_both_ends(design):
    path = design(
        ("method: lhs, points: 7", "method: full, steps: 3"),
        ("shocks.base: {declared: true}", "shocks.base: {levels: [0.2, 0.4]}"),
    )
    found = load(path)
    points = points_of(found)
    assert len(points) == 3 * 2 * 3 * 2 * 2
    assert set(columns(found.factors, points)["valuation.fuel"]) == {0.0, 0.25, 0.5}
    assert set(columns(found.factors, points)["policies.cedar"]) == {"status-quo", "any.builder"}


def test_a_crossed_design_shows_every_policy_the_same_points(design):
    found = load(design(("points: 7", "points: 7, crossed: true")))
    table = columns(found.factors, points_of(found))
    by_policy = [table["valuation.fuel"][table["policies.cedar"] == p] for p in ("status-quo", "any.builder")]
    assert (by_policy[0] == by_policy[1]).all()


def test_constraints_leave_points_out(design):
    found = load(
        design(("turns: 3", "turns: 3\nconstraints: [\"valuation.fuel < 0.2 or policies.cedar == 'any.builder'\"]"))
    )
    table = columns(found.factors, points_of(found))
    assert ((table["valuation.fuel"] < 0.2) | (table["policies.cedar"] == "any.builder")).all()
    nothing = load(design(("turns: 3", 'turns: 3\nconstraints: ["valuation.fuel > 2"]')))
    with pytest.raises(InputError, match="no point is left"):
        points_of(nothing)


def test_conditions_are_read_and_never_run():
    values = {"a.b": np.array([1.0, 3.0]), "frontier[cedar]": np.array([0.5, 0.1])}
    assert holds("not (a.b + 1 > 2 * frontier[cedar] and 0 < a.b < 2)", values).tolist() == [False, True]
    factors = [Factor(name, "parameters", name, "uniform", (0, 1)) for name in values]
    for text in ("__import__('os')", "a.b", "a.b.c > 1", "(lambda: 1)() > 0", "a.b <", "x" * 600):
        assert wrong(text, factors)


@pytest.mark.parametrize(
    ("shape", "numbers", "low", "high"),
    [("uniform", (1, 3), 1, 3), ("triangle", (0, 1, 4), 0, 4), ("normal", (0, 1, -2, 2), -2, 2)],
)
def test_distributions_rise_with_luck_and_stay_inside(shape, numbers, low, high):
    values = Factor("f", "parameters", "f", shape, numbers).at(np.linspace(0, 1, 101))
    assert (np.diff(values) >= 0).all()
    assert values[0] == pytest.approx(low)
    assert values[-1] == pytest.approx(high)
