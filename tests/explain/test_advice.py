"""Advice knows what its seat knows: two games that differ only in what is hidden get the same."""

from dataclasses import fields, replace

import numpy as np
import pytest

from techrace.chance import chance
from techrace.errors import InputError
from techrace.explain.advice import advise
from techrace.explain.beliefs import believed, knowledge, possible_setting
from techrace.orders import LEVERS
from techrace.policy import BY_AXIS
from techrace.simulate import draw_parameters, prepare
from techrace.state import QUANTITIES
from techrace.view import View

SEAT = "korea"
DRAFT = {"spend": {"platform": 0.5}}
QUICK = {"turns": 4, "rollouts": 40}


def seen(game, setting, t=5, *, state=None, last=None, luck=None, public=None):
    """Look at the game as the seat does."""
    return View(
        setting.index("states", SEAT),
        game.states[t] if state is None else state,
        game.states[t - 1],
        game.orders[t - 1] if last is None else last,
        setting if public is None else public,
        chance(game.seed, game.worlds, t) if luck is None else luck,
    )


def hidden_changed(state, setting):
    """Change everything that the seat may not know."""
    seat = setting.index("states", SEAT)
    changes = {}
    for q in QUANTITIES:
        values = getattr(state, q.name)
        if q.secret == "hidden":
            changes[q.name] = values * 0.5 + 0.1
        elif q.secret == "private":
            axis = next(i for i, a in enumerate(q.axes) if a in ("states", "holders"))
            mine = np.take(values, [seat], axis=axis)
            changed = values * 0.5 + 0.1
            np.moveaxis(changed, axis, 0)[seat] = np.moveaxis(mine, axis, 0)[0]
            changes[q.name] = changed
    return state.evolve(**changes)


def budgets_changed(orders, setting):
    """Change how the others split their budgets."""
    seat = setting.index("states", SEAT)
    changes = {}
    for lever in LEVERS:
        if lever.tray == "invest":
            values = np.array(getattr(orders, lever.name)) * 0.7
            place = (slice(None),) * BY_AXIS[lever.name] + (seat,)
            values[place] = getattr(orders, lever.name)[place]
            changes[lever.name] = values
    return orders.evolve(**changes)


def assert_same(one, other):
    for f in fields(one):
        np.testing.assert_equal(getattr(one, f.name), getattr(other, f.name))


def test_hidden_facts_change_nothing(game, setting):
    plain = knowledge(seen(game, setting))
    drawn = prepare(setting.world, draw_parameters(3, np.arange(1, dtype=np.uint64)))
    secret = seen(
        game,
        setting,
        state=hidden_changed(game.states[5], setting),
        last=budgets_changed(game.orders[4], setting),
        public=drawn,
    )
    for others in ("repeat", "doctrine"):
        assert_same(
            advise(plain, DRAFT, others=others, **QUICK), advise(knowledge(secret), DRAFT, others=others, **QUICK)
        )


def test_the_seed_changes_nothing_but_the_fog(game, setting, monkeypatch):
    """With the same errors of estimate, games of two seeds look the same, and so is the advice."""
    monkeypatch.setattr(View, "_error", lambda self, entry, _turn: np.full(self.state.worlds, 0.1 * len(entry[0])))
    one = knowledge(seen(game, setting))
    other = knowledge(seen(game, setting, luck=chance(game.seed + 1, np.array([77]), 5)))
    assert_same(advise(one, DRAFT, **QUICK), advise(other, DRAFT, **QUICK))


def test_nothing_secret_is_in_what_the_seat_knows(game, setting):
    known = knowledge(seen(game, setting))
    seat = setting.index("states", SEAT)
    for q in QUANTITIES:
        if q.secret == "hidden":
            assert (getattr(known.state, q.name) == 0).all()
        if q.secret == "noisy" and "states" in q.axes:
            own = (*[0] * q.axes.index("states"), seat)
            assert known.error[q.name][own].max() == 0
            assert known.error[q.name].max() > 0
    np.testing.assert_array_equal(known.state.frontier[seat], game.states[5].frontier[seat])
    assert (known.state.frontier != game.states[5].frontier).any()
    assert {f.name for f in fields(known)} == {"seat", "state", "error", "last", "setting"}  # no seed, no luck


def test_beliefs_are_spread_around_the_estimates(game, setting):
    known = knowledge(seen(game, setting))
    luck = chance(1, 200)
    games = believed(known, possible_setting(known.setting, luck), luck)
    for q in QUANTITIES:
        values = getattr(games, q.name)
        assert np.isfinite(values).all()
        assert (values >= q.low - 1e-9).all(), q.name
        assert (values <= q.high + 1e-9).all(), q.name
    seat, other = setting.index("states", SEAT), setting.index("states", "china")
    assert np.ptp(games.frontier[seat]) == 0
    low, high = np.quantile(games.frontier[other], (0.25, 0.75))
    assert low < known.state.frontier[other, 0] < high


def test_fans_lines_and_reasons(game, setting):
    found = advise(knowledge(seen(game, setting)), DRAFT, **QUICK)
    assert found.course.shape == found.draft.shape == (5, 5, 5)
    assert (np.diff(found.draft, axis=0) >= 0).all()
    assert (found.difference[:, :, 0] == 0).all()
    assert {line.name for line in found.lines} == {"run", "unrest", "chokepoint", "own"}
    assert all(0 <= line.course <= 1 and 0 <= line.draft <= 1 for line in found.lines)
    assert len(found.reasons) == 2


def test_the_present_course_beside_itself_differs_in_nothing(game, setting):
    found = advise(knowledge(seen(game, setting)), {"revalue": "standing"}, **QUICK)
    assert (found.difference == 0).all()
    assert found.reasons == ()
    assert (found.better == 0.5).all()


def test_others_follow_what_is_assumed(game, setting):
    known = knowledge(seen(game, setting))
    found = advise(known, DRAFT, others="doctrine", doctrines={"us": "us.fortress"}, **QUICK)
    assert found.policies["us"] == "us.fortress"
    assert SEAT not in found.policies
    assert len(found.policies) == 5
    best = advise(known, DRAFT, others="best", **QUICK)
    assert set(best.policies) == set(found.policies)
    assert advise(known, DRAFT, doctrines={"us": "us.fortress"}, **QUICK).policies == {"us": "us.fortress"}


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({"draft": {"opne": 1}}, "did you mean 'open'"),
        ({"draft": {"found": 1}}, "only the leader"),
        ({"others": "bets"}, "did you mean 'best'"),
        ({"doctrines": {"uss": "x"}}, "unknown state"),
        ({"turns": 0}, "at least 1 turn"),
    ],
)
def test_a_wrong_question_is_answered(game, setting, options, answer):
    with pytest.raises(InputError, match=answer):
        advise(knowledge(seen(game, setting)), **{"draft": DRAFT, "rollouts": 4, **options})


def test_public_scenarios_are_kept_and_drawn_ones_forgotten(game, setting):
    world = setting.world
    said = prepare(world, {"renewal.price": 1.9})
    known = knowledge(seen(game, setting, public=said))
    price = next(p.price for cls, p in known.setting.parameters.items() if cls.__module__.endswith("renewal"))
    assert price == 1.9
    assert replace(known).setting.world is world
