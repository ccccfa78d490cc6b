"""Calibration: the file that ships fits the declarations, and the procedure prefers what is near."""

import numpy as np
import pytest

from techrace.backtest import cases
from techrace.backtest.calibrate import NAMES, as_csv, calibrate
from techrace.backtest.play import MODEL, backtest
from techrace.posterior import draw, rows
from techrace.rules.turn import parameters

DECLARED = {p.name: p for p in parameters()}


def test_the_posterior_lies_inside_the_declared_bounds():
    assert set(rows()) == set(NAMES)
    for name, values in rows().items():
        assert values.size >= 500
        assert DECLARED[name].low <= values.min() <= values.max() <= DECLARED[name].high


def test_a_world_takes_a_whole_row():
    """Parameters that were found together stay together."""
    drawn = draw("calibrated", 5, np.arange(50, dtype=np.uint64))
    table = {tuple(draw) for draw in np.stack([rows()[n] for n in NAMES]).T}
    assert {tuple(draw) for draw in np.stack([drawn[n] for n in NAMES]).T} <= table
    assert set(drawn) > set(NAMES), "what history does not inform is drawn, too"


def test_a_world_draws_the_same_in_any_batch():
    many, alone = (
        draw("calibrated", 5, np.arange(50, dtype=np.uint64)),
        draw("calibrated", 5, np.array([33], dtype=np.uint64)),
    )
    assert all(values[33] == alone[name][0] for name, values in many.items())


def test_calibration_keeps_the_nearest():
    result = calibrate([cases.read("solar-2003")], draws=120, kept=20)
    assert result.values.shape == (len(NAMES), 20)
    assert result.distance.max() < result.usual
    again = calibrate([cases.read("solar-2003")], draws=120, kept=20)
    assert as_csv(result) == as_csv(again)


@pytest.mark.slow
def test_history_beats_persistence_in_four_cases_of_five():
    results = [backtest(case, draws=400) for case in cases.every(())]
    wins = [r.score(MODEL) < r.score("persistence") for r in results if r.case.world.id != "ai-gap-2022"]
    assert sum(wins) >= 4
    covered = np.concatenate([[p.covered[MODEL] for p in r.points] for r in results])
    assert 0.8 <= covered.mean() <= 0.97
