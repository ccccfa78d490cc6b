"""Doctrines: what a file says becomes what a state orders, in one game as in a thousand."""

import numpy as np
import pytest

from techrace.errors import InputError
from techrace.feasibility import refusals
from techrace.orders import LEVERS, LINES
from techrace.policies import available, policy
from techrace.policies.doctrine import SAVING, affordable, compile_doctrine, compile_orders, shifted
from techrace.simulate import simulate
from techrace.state import QUANTITIES
from techrace.view import View
from techrace.world.yamlfile import read

HEAD = "name: {en: Test}\nwhy: {en: Test}\n"


@pytest.fixture
def doctrine(tmp_path):
    """Compile a doctrine from its posture and rules."""

    def build(text, setting, seat=0):
        path = tmp_path / "test.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        return compile_doctrine("test", read(path), setting, seat)

    return build


def refused(build, text, setting, seat=0):
    with pytest.raises(InputError) as caught:
        build(text, setting, seat)
    return caught.value.problems


# ---------------------------------------------------------------- meaning


def test_at_most_is_an_upper_limit(doctrine, world, look):
    """In the posture and in rules; what stands below the limit stays, and a split has none."""
    tariff = world.standing.tariff[0, 1, 0]
    for limit, kept in ((0.9, tariff), (0.01, 0.01)):
        moves = doctrine(f'posture: {{tariff: {{china: "<= {limit}"}}}}', world).decide(look(world, 0), None)
        assert moves["tariff"][1, 0] == kept
    rule = 'posture: {open: 0.9}\nrules: [{when: tension > 0, do: {open: "<= 0.4"}, why: {en: x}}]'
    assert doctrine(rule, world).decide(look(world, 0), None)["open"] == 0.4
    (problem,) = refused(doctrine, 'posture: {layer_focus: {hbm: "<= 0.3"}}', world)
    assert "no upper limit" in problem
    (problem,) = refused(doctrine, 'posture: {open: "<= 7"}', world)
    assert "outside 0 to 1" in problem


def test_a_posture_adds_to_the_standing_orders(doctrine, world, look):
    moves = doctrine("posture: {open: 0.9, tariff: {eu: 0.4}, layer_focus: {hbm: 0.6}}", world).decide(
        look(world, 0), None
    )
    assert set(moves) == {"open", "tariff", "layer_focus"}
    assert moves["open"] == 0.9
    assert moves["tariff"][:, 0].tolist() == [0, world.standing.tariff[0, 1, 0], 0.4, 0, 0, 0]
    hbm = world.index("layers", "hbm")
    assert moves["layer_focus"][hbm] == 0.6
    others = np.delete(world.standing.layer_focus[:, 0, 0], hbm)
    assert np.delete(moves["layer_focus"][:, 0], hbm) == pytest.approx(0.4 * others / others.sum())


def test_a_rule_holds_where_its_condition_does_and_later_ones_win(doctrine, world, look):
    view = look(world, 0, 64)
    rules = """
posture: {open: 0.2}
rules:
  - {when: tension > 0.4, do: {open: 0.5}, why: {en: x}}
  - {when: tension > 0.5, do: {open: 0.9}, why: {en: x}}
"""
    tension = view.state.tension
    assert 0 < (tension > 0.4).sum() < 64
    assert 0 < (tension > 0.5).sum() < 64
    expected = np.where(tension > 0.5, 0.9, np.where(tension > 0.4, 0.5, 0.2))
    assert np.array_equal(doctrine(rules, world).decide(view, None)["open"], expected)


def test_shifts_add_up_and_the_others_pay_in_proportion(doctrine, world, look):
    view = look(world, 0)
    text = """
posture: {shift: {science: 0.05}}
rules:
  - {when: true, do: {shift: {science: 0.03, social: 0.02}}, why: {en: x}}
"""
    spend = doctrine(text, world).decide(view, None)["spend"][:, 0]
    usual = world.standing.spend[:, 0, 0]
    science, social, defence = (LINES.index(x) for x in ("science", "social", "defence"))
    assert spend[science] == pytest.approx(usual[science] + 0.08, abs=2e-3)
    assert spend[social] > usual[social]
    assert spend[defence] < usual[defence]
    assert spend.sum() <= 1 + 1e-9


def test_savings_are_not_spent(doctrine, world, look):
    spend = doctrine("posture: {shift: {saving: 0.1}}", world).decide(look(world, 0), None)["spend"]
    assert spend.sum() == pytest.approx(world.standing.spend[:, 0].sum() - 0.1, abs=0.01)


def test_levers_that_cost_money_are_paid_for(doctrine, world, look):
    view = look(world, 3)
    moves = doctrine("posture: {payment: {us: 0.2}, broker: 1}", world, 3).decide(view, None)
    assert moves["spend"].sum() == pytest.approx(1 - 0.2 - 0.02)
    assert refusals(moves, 3, view, world) == []


def test_a_rule_stays_in_force(doctrine, world, look):
    text = "posture: {open: 0.1}\nrules:\n - {when: tension > 0.9, do: {open: 0.8}, for: 3, why: {en: x}}"
    made, view, seen = doctrine(text, world), look(world, 0), []
    states = [view.state.evolve(tension=np.array([x])) for x in (0.2, 0.95, 0.2, 0.2, 0.2)]
    before = states[0]
    for turn, state in enumerate(states):
        state.__dict__["turn"] = turn
        seen.append(float(made.decide(View(0, state, before, view.last, world, view.chance), None)["open"][0]))
        before = state
    assert seen == [0.1, 0.8, 0.8, 0.8, 0.1]


def test_a_branch_of_a_game_does_not_disturb_another(doctrine, world, look):
    """What was in force is remembered for the state in which it was decided, not for the doctrine."""
    text = "posture: {open: 0.1}\nrules:\n - {when: tension > 0.9, do: {open: 0.8}, for: 3, why: {en: x}}"
    made, view = doctrine(text, world), look(world, 0)

    def state(tension, turn):
        made = view.state.evolve(tension=np.array([tension]))
        made.__dict__["turn"] = turn
        return made

    hot, cool = state(0.95, 1), state(0.2, 1)
    root = state(0.2, 0)
    for now in (hot, cool):
        made.decide(View(0, now, root, view.last, world, view.chance), None)
    after_cool, after_hot = (
        made.decide(View(0, state(0.2, 2), before, view.last, world, view.chance), None)["open"]
        for before in (cool, hot)
    )
    assert (after_cool, after_hot) == (0.1, 0.8)


def test_an_order_to_a_whole_row_reaches_what_is_held(doctrine, world, look):
    view = look(world, 3)  # korea holds memory, hardly any lithography
    control = doctrine("posture: {control: {china: 0.9}}", world, 3).decide(view, None)["control"][:, :, 0]
    held = view.state.layer_share[:, 3, 0] >= 0.005
    assert (control[1, held] == 0.9).all()
    assert (control[1, ~held] <= world.standing.control[3, 1, ~held, 0]).all()
    assert (control[3] == 0).all()


def test_an_expression_may_be_an_order(doctrine, world, look):
    view = look(world, 1, 8)
    moves = doctrine('posture: {tariff: {us: "max(0.1, 0.6 * tariff[us, me])", rival: "5 * tension - 1"}}', world, 1)
    assert np.array_equal(moves.decide(view, None)["tariff"][0], np.clip(5 * view.state.tension - 1, 0, 1))


def test_points_that_come_to_nothing_change_nothing():
    spend = np.array([[0.3], [0.2], [0.4]])
    assert np.array_equal(shifted(spend, np.zeros((4, 3))), np.broadcast_to(spend, (3, 3)))
    assert np.array_equal(affordable(spend, [np.array([0.05])]), spend)
    assert affordable(spend, [np.array([0.4])]).sum() == pytest.approx(0.6)
    assert shifted(spend, np.array([[2.0], [0], [0], [0]])).sum() == pytest.approx(0.9)
    assert SAVING not in LINES


def test_orders_may_be_written_by_hand(world, look):
    view = look(world, 3)
    moves = compile_orders({"open": 0.9, "tariff": {"china": 0.2}}, world, 3).decide(view, None)
    assert moves["open"] == 0.9
    assert moves["tariff"][1] == 0.2
    with pytest.raises(InputError) as caught:
        compile_orders({"opne": 0.9, "tariff": {"chnia": 0.2}}, world, 3, place="turn 2, korea")
    assert caught.value.problems == (
        "turn 2, korea.opne: unknown lever 'opne'; did you mean 'open'?",
        "turn 2, korea.tariff.chnia: unknown state 'chnia'; did you mean 'china'?",
    )


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("posture: {opne: 0.9}", 3, "did you mean 'open'"),
        ("posture: {open: 1.9}", 3, "outside 0 to 1"),
        ("posture:\n  tariff: {chnia: 0.4}", 4, "did you mean 'china'"),
        ("posture: {tariff: {asean: 0.4}}", 3, "unknown state 'asean'"),
        ("posture: {open: {us: 0.4}}", 3, "one number, not a mapping"),
        ("posture: {open: [1]}", 3, "not a number"),
        ("posture: {open: true}", 3, "not a number"),
        ("posture: {layer_focus: 0.5}", 3, "split over layers"),
        ("posture: {shift: {scince: 0.1}}", 3, "did you mean 'science'"),
        ("posture: {shift: {science: 14}}", 3, "outside -1 to 1"),
        ("posture: {shift: 3}", 3, "not a mapping of budget lines"),
        (
            "posture: {open: frontier}\nrules:\n  - when: open > 1\n    do: {}\n    why: {en: x, kr: y}",
            7,
            "unknown key 'kr'",
        ),
        ("rules:\n  - when: frontir[us] > 1\n    do: {open: 1}\n    why: {en: x}", 4, "did you mean 'frontier'"),
        ("rules:\n  - when: valuation_gap[china] > 1\n    do: {open: 1}\n    why: {en: x}", 4, "private"),
        ("rules:\n  - when: 3\n    do: {open: 1}\n    why: {en: x}", 4, "when"),
        ("rules:\n  - do: {open: 1}\n    why: {en: x}", 4, "when"),
        ("rules:\n  - {when: true, do: {open: 1}, why: {en: x}, for: 0}", 4, "for"),
        ("seat: korea", 3, "written for korea, not for us"),
        ("seat: narnia", 3, "unknown state 'narnia'"),
        ("rules: nothing", 3, "rules"),
    ],
)
def test_what_a_file_is_told(doctrine, world, text, line, says):
    problems = refused(doctrine, text, world)
    assert any(f"test.yaml:{line}: " in p and says in p for p in problems), problems
    assert all("\n" not in p for p in problems)


def test_every_problem_is_told_at_once(doctrine, world):
    text = "posture: {opne: 1, open: 7}\nrules:\n  - when: nothing > 1\n    do: {tariff: {mars: 1}}\n    why: {en: x}"
    assert len(refused(doctrine, text, world)) == 4


def test_a_doctrine_for_another_world_is_refused(islands):
    with pytest.raises(InputError, match="unknown state 'us'"):
        policy("us.fortress", islands, 0)


def test_levers_that_a_seat_does_not_have_lie_idle(doctrine, world, look):
    made = doctrine("posture: {sanction: {china: 0.4}, found: 1, shift: {currency: 0.1}}", world, 3)
    assert set(made.idle) == {"sanction", "found", "spend, currency"}
    assert not {"sanction", "found"} & made.decide(look(world, 3), None).keys()


# ---------------------------------------------------------------- the doctrines that come with techrace


def shipped(setting, *, every=False):
    return [
        (x.id, seat)
        for seat, state in enumerate(setting.names["states"])
        for x in available(setting)
        if x.seat in (None, state) and (every or "." in x.id)
    ]


def test_every_seat_of_2025_has_at_least_four_of_its_own(world):
    for state in world.names["states"]:
        assert sum(x.seat == state for x in available(world)) >= 4


def test_every_doctrine_speaks_english_and_korean(world):
    for x in available(world):
        assert x.name.en
        assert x.name.ko
        assert len(x.why.en) > 40
        assert len(x.why.ko) > 20
    for name, seat in shipped(world):
        spec = policy(name, world, seat).spec
        assert len(spec.rules) >= 3
        assert all(rule.why.en and rule.why.ko for rule in spec.rules)


@pytest.mark.parametrize("worlds", [1, 40])
def test_policies_order_only_what_is_allowed(world, islands, look, worlds):
    for setting in (world, islands):
        for name, seat in shipped(setting, every=True):
            view = look(setting, seat, worlds, key=11)
            moves = policy(name, setting, seat).decide(view, view.chance)
            assert refusals(moves, seat, view, setting) == [], name


def test_every_rule_of_every_doctrine_can_come_into_force(world, look):
    """A condition that never or always holds, however the world lies, is a mistake in the file."""
    held = {}
    for name, seat in shipped(world):
        made = policy(name, world, seat)
        for key in (5, 23):
            view = look(world, seat, 400, key)
            for rule, spec in zip(made.rules, made.spec.rules, strict=True):
                held.setdefault((name, spec.when), []).append(np.mean(rule.when.evaluate(view, False)))
    answers = ("turn", "close[", "press[", "tariff[", "control[")  # wait for the calendar or for what others order
    for (name, when), shares in held.items():
        if not any(word in when for word in answers):
            assert 0 < np.mean(shares) < 1, (name, when)


def test_doctrines_of_a_seat_differ_in_more_than_a_number(world, look):
    for seat, state in enumerate(world.names["states"]):
        names = [x.id for x in available(world) if x.seat == state]
        used = [frozenset(policy(n, world, seat).decide(look(world, seat), None)) for n in names]
        assert len(set(used)) == len(used), state


@pytest.mark.parametrize("n", range(4))
def test_a_game_is_the_same_alone_or_in_a_batch(world, n):
    """Bit for bit, for every doctrine: each seat plays its n-th."""
    chosen = [[x.id for x in available(world) if x.seat == state][n] for state in world.names["states"]]

    def play(*worlds):
        policies = [policy(name, world, seat) for seat, name in enumerate(chosen)]
        ids = np.array(worlds, dtype=np.uint64)
        return simulate(world, policies, turns=6, worlds=ids, seed=n, keep=False).final

    together, alone = play(0, 1, 2, 17), play(17)
    for q in QUANTITIES:
        assert np.array_equal(getattr(together, q.name)[..., 3:], getattr(alone, q.name)), q.name


def test_doctrines_make_a_difference(world):
    """Each doctrine leads somewhere else than the standing orders."""
    still = [policy("status-quo", world, seat) for seat in range(6)]
    usual = simulate(world, still, turns=6, worlds=2, keep=False).final
    for name, seat in shipped(world):
        if not name.startswith("any."):
            played = [policy(name, world, seat) if s == seat else p for s, p in enumerate(still)]
            assert not np.array_equal(simulate(world, played, turns=4, worlds=2, keep=False).final.gdp, usual.gdp)


def test_orders_are_arrays_over_the_lever(world, look):
    lengths = world.shape
    for name, seat in shipped(world, every=True):
        view = look(world, seat, 3)
        for lever, row in policy(name, world, seat).decide(view, view.chance).items():
            axes = next(x.axes for x in LEVERS if x.name == lever)
            assert row.shape[:-1] == tuple(lengths[a] for a in axes if a != "by")
            assert row.shape[-1] in (1, 3)
