"""Playing history: orders come on their date, forecasts are scored, marks are judged."""

import json

import numpy as np
import pytest

from techrace.backtest import cases, table
from techrace.backtest.figures import FigureError, at, compile_figure
from techrace.backtest.play import Games, backtest, judge, play
from techrace.policies.history import History
from techrace.simulate import prepare, simulate
from techrace.world.schema import Mark, Text


@pytest.fixture
def whole(written):
    return cases.read(written())


def test_history_orders_on_its_dates(whole):
    setting = prepare(whole.world)
    seats = [History(setting, i) for i in range(len(setting.names["states"]))]
    record = simulate(setting, seats, keep=True)
    birch, alder, lens = 1, 0, 0
    layer_line = [orders.spend[4, birch, 0] for orders in record.orders]
    assert layer_line[:3] == pytest.approx([0.08, 0.08, 0.3])
    control = [orders.control[alder, birch, lens, 0] for orders in record.orders]
    assert control[3:8] == pytest.approx([0.5, 0.9, 0.9, 0.5, 0.5])


def test_other_lines_of_a_lever_stay_as_they_stand(whole):
    setting = prepare(whole.world)
    record = simulate(setting, [History(setting, i) for i in range(4)], keep=True)
    changed = record.orders[3].spend[:, 1, 0] != setting.standing.spend[:, 1, 0]
    assert np.flatnonzero(changed).tolist() == [4]


def test_a_figure_adds_up(whole):
    record = play(whole.world, np.arange(3, dtype=np.uint64), 1, {})
    both = compile_figure("layer_share[cell, birch] + 2 * layer_share[cell, cedar] / 2", record.setting)(record)
    assert both == pytest.approx(
        record.figure("layer_share", "cell", "birch") + record.figure("layer_share", "cell", "cedar")
    )
    names = record.setting.names
    for figure, axis in (("ecosystem_reach", "ecosystems"), ("gdp_share", "markets")):
        whole_world = sum(compile_figure(f"{figure}[{n}]", record.setting)(record) for n in names[axis])
        assert whole_world == pytest.approx(np.ones_like(whole_world), abs=1e-5)


@pytest.mark.parametrize(
    "text",
    ["layer_share", "layer_share[cell]", "layer_share[cell, nobody]", "shares[cell]", "trust +", "print(trust)",
     "trust ** 2", "__import__('os')", "true", "'x'", "trust" + " + trust" * 200],
)  # fmt: skip
def test_what_is_no_figure_is_refused(whole, text):
    with pytest.raises(FigureError):
        compile_figure(text, cases.constants(whole.world))


def test_a_date_between_turns_lies_on_the_line():
    dates, path = np.array([2000.0, 2000.5, 2001.0]), np.array([[0.0], [1.0], [3.0]])
    assert [at(dates, path, d)[0] for d in (2000.0, 2000.25, 2000.75, 2001.0)] == [0.0, 0.5, 2.0, 3.0]


def test_a_backtest_scores_everybody(whole):
    result = backtest(whole, draws=30)
    assert len(result.points) == 2
    for who in table.WHO:
        assert 0 < result.score(who) < 1
        assert 0 <= result.coverage(who) <= 1
    assert [j.met for j in result.marks] == [True, True]


def test_the_same_seed_gives_the_same_scores(whole):
    first, second = (table.as_data([backtest(whole, draws=20, seed=3)], 3, "declared") for _ in range(2))
    assert first == second
    json.dumps(first, allow_nan=False)


def test_a_game_does_not_depend_on_the_batch(whole):
    figure = "layer_share[cell, birch]"
    alone = play(whole.world, np.array([17], dtype=np.uint64), 1, {})
    many = Games(whole.world, [figure], 20, 1, lambda _seed, _ids: {})
    assert alone.figure("layer_share", "cell", "birch")[:, 0] == pytest.approx(many.paths[figure][:, 17], abs=1e-6)


class Paths:
    """Two games: one rises through .5 at 2001.5, the other never does."""

    dates = np.array([2000.0, 2001.0, 2002.0])
    paths = {"x": np.array([[0.0, 0.3], [0.0, 0.4], [1.0, 0.2]])}  # noqa: RUF012

    def at(self, figure, date):
        return at(self.dates, self.paths[figure], date)


@pytest.mark.parametrize(
    ("measure", "between", "found"),
    [("passes", (2001.4, 2001.6), 0.5), ("peak", (0.35, 0.45), 0.5), ("peak_date", (2001.0, 2002.0), 1.0),
     ("at", (0.0, 0.25), 0.5), ("change", (-0.2, 0.0), 0.5)],
)  # fmt: skip
def test_marks_measure(measure, between, found):
    mark = Mark(text=Text(en="x"), figure="x", measure=measure, between=between, level=0.5, date=2002.0, at_least=0.5)
    judged = judge(mark, Paths())
    assert judged.value == found
    assert judged.met


def test_a_median_that_never_comes_is_missed():
    mark = Mark(text=Text(en="x"), figure="x", measure="passes", level=2.0, between=(2000, 2001), of="median")
    assert not judge(mark, Paths()).met


def test_the_table_speaks_two_languages(whole):
    result = backtest(whole, draws=20)
    for language in ("en", "ko"):
        page = table.page([result, result], 20, 1, "declared", language)
        assert page.startswith("<!doctype html>")
        assert "http" not in page, "the page opens offline"
        assert len(table.heads(language)) == len(table.row(result, language)) == len(table.mean_row([result], language))
    assert all(text.en and text.ko for text in table.WORDS.values())
