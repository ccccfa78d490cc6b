"""Scores of forecasts, against numerical integration and known cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from isles import TURN, act, make, opening, world
from scipy.stats import norm

from techrace.policies import policy
from techrace.session import commands as c
from techrace.session import play, seats
from techrace.session.events import Answer
from techrace.session.forecasts import GAMES, OWN_LUCK, brier, crps, due, wrong
from techrace.simulate import prepare, simulate
from techrace.world.schema import QuestionSpec, Text, World

Z = 1.2815515655446004


def integrated(middle, low, high, came):
    """CRPS by its definition: the integral of (F - step)^2."""
    below, above = max((middle - low) / Z, 1e-9), max((high - middle) / Z, 1e-9)
    x = np.linspace(min(middle - 9 * below, came) - 1, max(middle + 9 * above, came) + 1, 400_001)
    f = np.where(x < middle, norm.cdf((x - middle) / below), norm.cdf((x - middle) / above))
    return np.trapezoid((f - (x >= came)) ** 2, x)


@pytest.mark.parametrize(
    "case", [(0, -1, 1, 0), (0, -1, 1, 0.7), (0, -1, 1, -2), (5, 4.5, 8, 9), (5, 4.5, 8, 4), (1, 1, 1, 3)]
)
def test_crps_is_its_integral(case):
    assert crps(*map(float, case)) == pytest.approx(integrated(*map(float, case)), abs=2e-4)


def test_crps_of_a_normal_at_its_mean():
    """That is, sigma (sqrt 2 - 1) / sqrt pi = 0.2337 sigma (Gneiting & Raftery 2007, eq. 21, at z = 0)."""
    assert crps(0.0, -Z, Z, 0.0) == pytest.approx((np.sqrt(2) - 1) / np.sqrt(np.pi))


@given(st.floats(-10, 10), st.floats(0.1, 5), st.floats(-10, 10))
def test_crps_is_proper_enough(middle, half, came):
    """It is never negative, and a point forecast scores its absolute error."""
    assert crps(middle, middle - half, middle + half, came) >= 0
    assert crps(middle, middle, middle, came) == pytest.approx(abs(came - middle), abs=1e-6)


@given(st.floats(0, 1), st.floats(0, 1))
def test_brier_rewards_what_one_believes(belief, told):
    """Expected over a belief, no other probability scores better than the belief itself."""

    def expected(p):
        return belief * brier(p, 1.0) + (1 - belief) * brier(p, 0.0)

    assert expected(belief) <= expected(told) + 1e-12


def test_due_is_cut_at_the_last_turn():
    question = QuestionSpec(text=Text(en="?"), ask="tension > 1", kind="binary", turns=4)
    assert (due(question, 0, 10), due(question, 8, 10)) == (4, 10)
    assert wrong(question, Answer(probability=0.2)) == ""
    assert wrong(question, Answer(middle=1.0)) == "probability"


# ---------------------------------------------------------------- base rates


def doctrine_games(turns):
    setting = prepare(World.model_validate(world()))
    policies = [policy("status-quo", setting, i) for i in range(len(setting.names["states"]))]
    ids = np.arange(GAMES, dtype=np.uint64)
    return simulate(setting, policies, turns=turns, seed=OWN_LUCK, worlds=ids, keep=True)


def base(table, name, seat="alder"):
    who = {"alder": "ann", "birch": "ben"}[seat]
    return seats.view(table, seats.viewer(table, who))["own"]["questions"][name]["base"]


def test_the_base_rate_of_a_chance_is_counted_in_games_of_doctrines():
    """How often tension falls within two turns, asked in the first turn and in the second, counted by hand."""
    table, games = opening(), doctrine_games(3)
    tension = games.headlines["tension"]
    for asked, at in enumerate((table, act(table, c.Resolve(by="fay"), *TURN))):
        hits = int((tension[asked + 2] < tension[asked]).sum())
        assert base(at, "calm")["probability"] == pytest.approx((hits + 1) / (GAMES + 2), abs=5e-4)


def test_the_base_rate_of_a_number_moves_on_from_what_the_team_sees():
    games = doctrine_games(1)
    gdp = games.headlines["gdp"][:, 0]
    found = base(opening(), "money")
    expected = gdp[0, 0] + np.quantile(gdp[1] - gdp[0], (0.1, 0.5, 0.9))
    assert found["middle"] == pytest.approx(expected[1], rel=1e-3)
    assert found["low"] <= expected[0] * 1.001
    assert found["high"] >= expected[2] * 0.999


def test_what_is_shown_when_asked_is_what_counts_when_left_out():
    """Also where a card's price and an exit come between: what people saw is what the base rate saw."""
    table = opening()
    shown = {seat: base(table, "money", seat) for seat in ("alder", "birch")}
    table = act(table, c.GiveForecast(by="ann", seat="alder", question="money", answer=Answer(low=1, middle=2, high=3)))
    table = act(table, c.Resolve(by="fay"))
    for score in table.place.scores:
        assert score.base.model_dump() == shown[score.seat]
        assert score.given == (score.seat == "alder")
    skipped = next(s for s in table.place.scores if not s.given)
    assert skipped.answer == skipped.base
    b = skipped.base
    assert skipped.score == skipped.reference == crps(b.middle, b.low, b.high, skipped.outcome)


def test_the_base_rate_knows_neither_the_luck_nor_the_people_nor_the_hidden_constants_of_a_session():
    hidden = {"drawn": {"valuation.fuel": 0.4}, "hazards": {"storm": 2.0}}
    for other in (opening(), act(None, make(seed=3, fog=4, id="other", title="Other", **hidden))):
        rates = play._usual(other)
        assert rates is play._usual(opening())


def test_undo_takes_scores_back_and_a_branch_has_its_own():
    table = act(opening(), c.Resolve(by="fay"))
    assert len(table.place.scores) == 2
    assert act(table, c.Undo(by="fay")).place.scores == ()
    assert play.replay(table) == []


def test_scores_are_rounded_before_the_debrief():
    """An exact figure that luck has touched could betray all luck to come."""
    table = act(opening(), c.Resolve(by="fay"))
    (told,) = seats.view(table, seats.viewer(table, "ann"))["own"]["scores"]
    exact = next(s for s in table.place.scores if s.seat == "alder")
    assert told["outcome"] != exact.outcome
    assert told["outcome"] == float(f"{exact.outcome:.4g}")
