"""What a policy file may write, and what it is told when it may not."""

import contextlib
import string

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from techrace import figures
from techrace.expressions import ExpressionError, compile_expression, pronouns


@pytest.fixture
def value(look):
    """Work out an expression for a seat: korea's, if none is named."""

    def work_out(text, setting, seat=3, *, truth=False, worlds=4):
        return compile_expression(text, setting, seat, truth=truth).evaluate(look(setting, seat, worlds), False)

    return work_out


def test_numbers(world, value):
    assert value("1 + 2 * 3 - 4 / 2", world) == pytest.approx(5)
    assert value(
        "-clip(7, 0, 2) + abs(0 - 3) + min(1, 2) + max(3, 4) + mean(1, 3) + sum(1, 1)", world
    ) == pytest.approx(10)
    assert value("if(1 < 2 < 3, 10, 20)", world) == pytest.approx(10)
    assert value("1 / 0", world) == 0
    assert value(0.25, world) == 0.25


def test_truths(world, value):
    for text in (
        "1 < 2 and not 2 < 1",
        "2 < 1 or 3 >= 3",
        "1 != 2 and 2 == 2",
        "any(1 < 2, 2 < 1)",
        "count(1 < 2, 2 < 1) == 1",
    ):
        assert value(text, world, truth=True).all(), text
    assert not value("all(1 < 2, 2 < 1)", world, truth=True).any()


def test_quantities_are_read_by_name(world, value, look):
    view = look(world, 3, 4)
    china, hbm, korea = 1, world.index("layers", "hbm"), 3
    assert np.array_equal(value("layer_share[hbm, korea]", world), view.state.layer_share[hbm, korea])
    assert np.array_equal(value("layer_share[hbm, me]", world), view.state.layer_share[hbm, korea])
    assert np.array_equal(value("unrest", world), view.state.unrest[korea])
    assert np.array_equal(value("tension", world), view.state.tension)
    assert np.array_equal(value("max(denial[:, china])", world), view.state.denial[:, china].max(axis=0))
    assert np.array_equal(
        value("count(membership[us_led, :] < 0.5)", world), (view.state.membership[0] < 0.5).sum(axis=0)
    )
    assert np.array_equal(value("change(tension)", world), view.state.tension - view.before.tension)
    assert np.array_equal(value("control[us, china, hbm]", world), view.state.control[0, china, hbm])
    assert value("turn", world) == 4
    assert value("year", world) == 2026.5


def test_orders_of_the_last_turn(world, value):
    assert value("tariff[us, china]", world) == world.standing.tariff[0, 1]
    assert value("max(tariff[:, china])", world) == world.standing.tariff[:, 1].max()
    assert value("join[us_led, korea]", world) == world.standing.join[0, 3]


def test_derived_figures_agree_with_the_model(world, value, look):
    view = look(world, 3, 4)
    for i, state in enumerate(world.names["states"]):
        assert value(f"reach[{state}]", world) == pytest.approx(figures.reach(view.state, world)[i])
    assert np.array_equal(value("concentration[hbm]", world), figures.concentration(view.state)[3])
    assert value("lead[me, us] + lead[us, me]", world) == pytest.approx(0, abs=1e-12)


def test_others_are_seen_through_fog(world, value, look):
    view = look(world, 3, 4)
    assert np.array_equal(value("frontier[me]", world), view.state.frontier[3])
    seen = value("frontier[china]", world)
    assert (seen != view.state.frontier[1]).all()
    assert np.array_equal(seen, view.see("frontier", 1))
    assert np.array_equal(
        value("max(quality[:, china])", world), np.max([view.see("quality", k, 1) for k in range(8)], axis=0)
    )


def test_words_for_names(world, islands):
    assert pronouns(world, 3) == {
        "me": "korea",
        "leader": "us",
        "camp": "us_led",
        "rival": "china",
        "other_camp": "china_led",
    }
    assert pronouns(world, 0)["rival"] == "china"
    assert pronouns(world, 1)["rival"] == "us"
    for seat in range(4):
        meant = pronouns(islands, seat)
        assert meant["rival"] != meant["me"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("frontir[us] > 1", "did you mean 'frontier'"),
        ("frontier[uss] > 1", "did you mean 'us'"),
        ("layer_share[hbm] > 1", "write layer_share[layer, holder]"),
        ("tension[us] > 1", "write tension"),
        ("valuation_gap[us] > 1", "private"),
        ("effort[science, china] > 1", "private"),
        ("mean(effort[:, :]) > 1", "private"),
        ("temper[china] > 1", "hidden"),
        ("spend[science, us] > 1", "nobody else can read it"),
        ("korea > 1", "is a name, not a quantity"),
        ("frontier.us > 1", "not allowed"),
        ("__import__('os') > 1", "unknown function"),
        ("frontier[us].__class__ > 1", "not allowed"),
        ("open('x') > 1", "unknown function"),
        ("(lambda: 1)() > 1", "may be called"),
        ("2 ** 9 > 1", "only + - * /"),
        ("[1][0] > 1", "not allowed"),
        ("frontier['us'] > 1", "is not the name of a state"),
        ("frontier[0] > 1", "is not the name of a state"),
        ("'a' > 1", "is not a number"),
        ("True", "is not a number"),
        ("1e999 > 1", "makes no sense"),
        ("tension", "compare it with something"),
        ("tension > 1 > (2 > 1)", "is a condition where a number is needed"),
        ("tension and 1", "is a number where a condition is needed"),
        ("denial[:, me] > 0.5", "is a list of 8"),
        ("mean(tension) > 0", "of one value is that value"),
        ("mean(denial[:, me], tension) > 0", "not both"),
        ("mean(denial[:, me] + unrest[:]) > 0", "do not fit together"),
        ("clip(1) > 0", "takes 3 values, not 1"),
        ("change(tariff[us, me]) > 0", "cannot look at orders"),
        ("change(change(tension)) > 0", "change"),
        ("reach[:] > 0", "not ':'"),
        ("mean(denial[0:2, me]) > 0", "is not the name of a layer"),
        ("1 if 2 > 1 else 3", "if(condition, a, b)"),
        ("turn = 3", "write ==, not ="),
        ("tension > 1 && unrest > 1", "write and, or, not"),
        ("tension is 1", "only <"),
        ("", "cannot be read"),
        ("x := 3", "cannot be read"),
        ("1 <", "cannot be read"),
        ("(" * 400, "cannot be read"),
        ("1+" * 300 + "1", "longer than"),
    ],
)
def test_what_is_refused(text, says, world):
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, world, 3, truth=True)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet=string.ascii_letters + string.digits + "[](),.:<>=+-*/ _'\"&|!\n", max_size=60))
@example("-" * 450 + "1 > 0")
@example("not " * 100 + "1 > 0")
@example("'\\d' > 1")
@example("1if 2else 3")
def test_no_text_does_anything_but_be_refused(world, text):
    """Nothing else is raised, and Python gives no advice."""
    with contextlib.suppress(ExpressionError):
        compile_expression(text, world, 0, truth=True)
