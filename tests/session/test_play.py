"""The engine's part: a session of doctrines is a run, undo is a branch, and a replay proves itself."""

import numpy as np
import pytest
from isles import SEED, TURN, act, make, play, world

from techrace.policies import policy
from techrace.record import digest
from techrace.search import policy as searching
from techrace.session import commands as c
from techrace.session import play as engine
from techrace.session.decide import decide
from techrace.session.events import Absent, Effect, Phase, Plan, read, written
from techrace.session.evolve import fold
from techrace.session.refusals import Refusal
from techrace.simulate import prepare, simulate
from techrace.world.loading import load
from techrace.world.schema import World

HANDS_OFF = (c.MovePhase(), c.Resolve())


def doctrines(*specs):
    opened = [c.OpenSeat(seat=s, doctrine=d) for s, d in specs]
    return act(None, make(turns=6), *opened)


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"alder": "hawk", "birch": "builder", "cedar": "open"},
        {"alder": "random-legal", "birch": "random-legal", "cedar": "random-legal", "dune": "random-legal"},
    ],
)
def test_a_session_of_doctrines_is_a_run(chosen):
    table = doctrines(*chosen.items())
    for _ in range(6):
        table = act(table, *HANDS_OFF)
    setting = prepare(World.model_validate(world()))
    names = setting.names["states"]
    policies = [policy(chosen.get(s, "status-quo"), setting, i) for i, s in enumerate(names)]
    record = simulate(setting, policies, turns=6, seed=SEED)
    assert [n.event.digest for n in table.path()] == [digest(s) for s in record.states[1:]]
    ours = engine.record(table)
    np.testing.assert_array_equal(ours.measures, record.measures)
    for name, values in record.headlines.items():
        np.testing.assert_array_equal(ours.headlines[name], values)


def test_a_session_of_the_shipped_world_is_a_run():
    """With its timeline, and with doctrines that remember."""
    shipped = load("2025")
    made = make(world=shipped.model_dump(mode="json", by_alias=True), turns=4)
    table = act(None, made, *(c.OpenSeat(seat=s, doctrine="hawk") for s in list(shipped.states)[:3]))
    for _ in range(4):
        table = act(table, *HANDS_OFF)
    setting = prepare(shipped)
    specs = ["hawk"] * 3 + [shipped.policies.get(s, "status-quo") for s in list(shipped.states)[3:]]
    record = simulate(setting, [policy(p, setting, i) for i, p in enumerate(specs)], turns=4, seed=SEED)
    assert digest(record.final) == list(table.path())[-1].event.digest


@pytest.mark.parametrize("spec", ["search:rollouts=100,every=2", "best-response:rollouts=100"])
def test_a_seat_that_searches_plays_the_same_game_in_a_session_and_again(spec):
    table = doctrines(("dune", spec), ("alder", "hawk"))
    for _ in range(3):
        table = act(table, *HANDS_OFF)
    setting = prepare(World.model_validate(world()))
    names = setting.names["states"]
    assert setting.turns != 6
    chosen = {"dune": spec, "alder": "hawk"}
    policies = [policy(chosen.get(s, "status-quo"), setting, i) for i, s in enumerate(names)]
    record = simulate(setting.evolve(turns=6), policies, turns=6, seed=SEED)
    assert [n.event.digest for n in table.path()] == [digest(s) for s in record.states[1:4]]
    searching._FOUND.clear()  # as in another process
    engine._LINES.clear()
    assert engine.replay(table) == []
    undone = act(table, c.Undo(), c.Resolve())
    assert undone.nodes[4].event.digest == table.nodes[3].event.digest
    ordered = float(engine.line_of(undone).steps[2].orders.broker[3, 0])
    terms = {"alder": {}, "dune": {"broker": round(ordered, 2)}}
    propose = c.ProposePact(seat="alder", pact="p", form="x", terms=terms)
    asked = act(undone, c.MovePhase(phase=Phase.ORDERS), propose)
    assert asked.place.pacts["p"].holds or asked.place.pacts["p"].declined == ("dune",)
    assert act(asked, c.Resolve()).nodes[5].event.digest == act(undone, *HANDS_OFF).nodes[5].event.digest


def test_a_session_refuses_what_cannot_be_played_again_or_waited_for():
    table = doctrines()
    for spec, why in (("search:seconds=2", "by the clock"), ("search:rollouts=20001", "wait too long")):
        for command in (c.OpenSeat(seat="dune", doctrine=spec), c.HandOver(seat="dune", doctrine=spec)):
            refusal = decide(table, command)
            assert isinstance(refusal, Refusal)
            assert why in refusal.problems[0].sentence
    hasty = world() | {"policies": {"dune": "search:seconds=2"}}
    assert isinstance(decide(None, make(world=hasty)), Refusal)


def test_in_hundreds_of_games_the_worlds_own_doctrine_stands_in_for_a_search():
    setting = prepare(load("2025"))
    korea = setting.names["states"].index("korea")
    assert engine.stand_in("search:rollouts=9", {}, setting, korea).name == setting.world.policies["korea"]
    assert engine.stand_in("korea.gardener", {}, setting, korea).name == "korea.gardener"


def test_the_log_folds_to_the_table(table):
    table, log = play(None, make(), *HANDS_OFF, *HANDS_OFF, c.Undo(), c.Resolve())
    assert fold(read(written(event)) for event in log) == table
    assert fold(log).here() == table.here()


def test_undo_is_a_branch_and_keeps_what_it_undoes(table):
    plan = Plan(orders={"open": 0.9}, cards=("labs",))
    before = act(table, c.SubmitOrders(by="ann", seat="alder", plan=plan))
    after = act(before, c.Resolve(by="fay"))
    assert [p.card for p in after.place.cards["alder"]] == ["labs"]
    undone = act(after, c.Undo(by="fay"))
    assert undone.place == before.place
    assert undone.phase is Phase.ORDERS
    assert undone.drafts["alder"].plan == plan  # to be changed and committed again
    again = act(undone, c.SubmitOrders(by="ann", seat="alder", plan=plan), c.Resolve(by="fay"))
    assert again.nodes[2].event.digest == after.nodes[1].event.digest  # same orders, same luck, same turn
    other = act(undone, c.SubmitOrders(by="ann", seat="alder", plan=Plan(orders={"open": 0.1})), c.Resolve(by="fay"))
    assert other.nodes[2].event.digest != after.nodes[1].event.digest
    assert set(other.nodes) == {1, 2}
    back = act(other, c.SwitchBranch(by="fay", node=1))
    assert back.place == after.place
    assert engine.replay(other) == []


def test_memory_of_doctrines_takes_no_notice_of_other_branches():
    """A doctrine with lasting rules plays the same after any detour as it does in a replay."""
    table = act(None, make(), *(c.OpenSeat(seat=s, doctrine="hawk") for s in ("alder", "birch")), *HANDS_OFF)
    table = act(table, *HANDS_OFF, c.Undo(), c.HandOver(seat="alder", doctrine="open"), c.Resolve())
    table = act(table, c.Undo(), c.Undo(), c.HandOver(seat="alder", doctrine="hawk"), c.Resolve(), *HANDS_OFF)
    assert engine.replay(table) == []


def test_a_silent_seat_does_not_block(table):
    """Draft, dials as they stand, standing orders or doctrine: as was chosen beforehand."""
    drafted = act(table, c.SaveDraft(by="art", seat="alder", plan=Plan(orders={"open": 0.9}), revision=0))

    def source(t, seat="alder"):
        return act(t, c.Resolve(by="fay")).nodes[1].event.done[seat]

    assert source(drafted).source == "draft"
    assert source(drafted).plan.orders == {"open": 0.9}
    assert source(drafted, "birch").source == "dials"
    for absent, expected in ((Absent.STANDING, "standing"), (Absent.DOCTRINE, "doctrine")):
        chosen = act(drafted, c.OpenSeat(by="fay", seat="alder", absent=absent))
        assert source(chosen).source == expected
    bad = act(table, c.SaveDraft(by="art", seat="alder", plan=Plan(orders={"opne": 0.9}), revision=0))
    assert source(bad).source == "dials"
    assert source(act(table, c.HandOver(by="fay", seat="alder"))).source == "doctrine"


def test_dials_stay_as_they_were_set(table):
    table = act(table, c.SubmitOrders(by="ann", seat="alder", plan=Plan(orders={"open": 0.9})), c.Resolve(by="fay"))
    table = act(table, *TURN, c.Resolve(by="fay"))
    assert table.nodes[2].event.done["alder"].plan.orders == {"open": 0.9}
    orders = engine.line_of(table).steps[1].orders
    assert orders.open[0, 0] == 0.9


def test_a_played_event_is_what_the_deck_would_have_brought(table):
    storm = act(table, c.PlayEvent(by="fay", event="storm"), c.Resolve(by="fay"))
    line = engine.line_of(storm)
    start = line.steps[0].start
    setting = line.game.setting
    assert start.events_left[0, 0] == setting.event_lasts[0, 0]
    np.testing.assert_allclose(start.scarcity[:, 0], setting.event_scarcity[0, :, 0])
    assert engine.replay(storm) == []
    assert storm.place.events == ()


def test_a_ruling_changes_named_figures_by_so_much_and_no_more(table):
    effects = (Effect(figure="relations[alder, birch]", by=-0.1), Effect(figure="gdp[alder]", by=0.01))
    plain = act(table, c.Resolve(by="fay"))
    moved = act(
        table,
        c.WriteMove(by="ann", seat="alder", move="m1", text="We publish their cables."),
        c.RuleOn(by="fay", move="m1", effects=effects, pc=0.05),
        c.Resolve(by="fay"),
    )
    a, b = engine.line_of(plain).state, engine.line_of(moved).state
    assert b.relations[0, 1, 0] - a.relations[0, 1, 0] == pytest.approx(-0.1)
    assert b.gdp[0, 0] / a.gdp[0, 0] == pytest.approx(1.01)
    assert b.political_capital[0, 0] == pytest.approx(a.political_capital[0, 0] - 0.05)
    assert moved.place.moves["m1"].happened
    never = act(
        table,
        c.WriteMove(by="ann", seat="alder", move="m1", text="."),
        c.RuleOn(by="fay", move="m1", effects=effects, probability=0.0),
        c.Resolve(by="fay"),
    )
    assert digest(engine.line_of(never).state) == digest(a)
    assert never.place.moves["m1"].happened is False


def test_the_luck_of_rulings_is_as_likely_as_was_ruled():
    """A quarter of 400 moves, give or take five standard deviations of a binomial (8.7 each)."""
    commands = [
        command
        for i in range(400)
        for command in (c.WriteMove(seat="alder", move=f"m{i}", text="?"), c.RuleOn(move=f"m{i}", probability=0.25))
    ]
    table = act(None, make(), c.MovePhase(), *commands, c.Resolve())
    happened = sum(bool(m.happened) for m in table.place.moves.values())
    assert abs(happened - 100) < 44


def test_a_share_that_is_ruled_on_still_sums_to_one(table):
    table = act(
        table,
        c.WriteMove(by="fay", seat="", move="fire", text="A plant burns."),
        c.RuleOn(by="fay", move="fire", effects=(Effect(figure="layer_share[lens, cedar]", by=-0.2),)),
        c.Resolve(by="fay"),
    )
    np.testing.assert_allclose(engine.line_of(table).state.layer_share.sum(axis=1), 1.0)


def test_a_replay_says_which_turn_differs_and_by_how_much(table):
    table = act(table, c.Resolve(by="fay"), *TURN, c.Resolve(by="fay"))
    turn = table.nodes[2].event
    figures = {**turn.figures, "tension": (turn.figures["tension"][0] + 0.125,)}
    wrong = turn.model_copy(update={"digest": "0" * 16, "figures": figures})
    node = table.nodes[2]
    forged = table.evolve(nodes={**table.nodes, 2: type(node)(wrong, node.before, node.after, node.trace)})
    (difference,) = engine.replay(forged)
    assert (difference.node, difference.turn, difference.figure) == (2, 1, "tension")
    assert difference.gap == pytest.approx(0.125)


def test_a_doctrine_of_the_players_own_travels_in_the_log():
    own = {"name": {"en": "Ours"}, "why": {"en": "?"}, "posture": {"open": 0.95}}
    table, log = play(None, make(), c.HandOver(seat="dune", doctrine="ours.yaml", file=own), *HANDS_OFF)
    assert engine.line_of(table).steps[0].orders.open[3, 0] == 0.95
    assert fold(read(written(event)) for event in log) == table


def test_the_last_turn_ends_the_game():
    table = act(None, make(turns=1), c.MovePhase(), c.Resolve())
    assert table.phase is Phase.BOARD
    assert act(table, c.MovePhase()).ended
    short = act(None, make(turns=1, phases=(Phase.ORDERS,)), c.MovePhase(), c.Resolve())
    assert short.ended
