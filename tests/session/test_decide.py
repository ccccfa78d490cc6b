"""What is refused, to whom, and with which reason; what the clock does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from isles import PEOPLE, TURN, act, make, play, text, world

from techrace.session import commands as c
from techrace.session import pacts
from techrace.session.decide import decide
from techrace.session.events import Answer, Effect, Phase, Plan, Role
from techrace.session.play import line_of
from techrace.session.refusals import Code, Refusal


def code(table, command):
    refused = decide(table, command)
    assert isinstance(refused, Refusal), refused
    assert refused.sentence == f"session-{refused.code}"
    assert refused.as_data()["code"] == refused.code
    return refused.code


def orders(**levers):
    return Plan(orders=levers)


def submit(plan, by="ann", seat="alder"):
    return c.SubmitOrders(by=by, seat=seat, plan=plan)


def test_roles(table):
    assert code(table, c.Resolve(by="ann")) is Code.NOT_ALLOWED
    assert code(table, c.Undo(by="eve")) is Code.NOT_ALLOWED
    assert code(table, submit(Plan(), by="art")) is Code.NOT_HEAD
    assert code(table, submit(Plan(), by="ben")) is Code.NOT_YOURS
    assert code(table, submit(Plan(), by="fay")) is Code.NOT_YOURS
    assert code(table, c.SaveDraft(by="eve", seat="alder", plan=Plan(), revision=0)) is Code.NOT_YOURS
    assert code(table, submit(Plan(), by="nobody")) is Code.UNKNOWN
    assert code(table, c.Join(by="ann", person="x", name="X")) is Code.NOT_ALLOWED
    assert code(table, c.Join(person="x", name="X", role=Role.HEAD)) is Code.NOT_ALLOWED
    assert code(table, c.TakeSeat(by="ann", person="eve", seat="cedar")) is Code.NOT_ALLOWED
    assert code(table, c.SendMessage(by="eve", seat="alder", text="hello")) is Code.NOT_YOURS
    assert code(table, c.SendMessage(by="ann", seat="", text="to all")) is Code.NOT_YOURS
    assert code(None, c.Resolve()) is Code.UNKNOWN


def test_a_member_becomes_head_when_the_head_goes(table):
    gone = act(table, c.Leave(by="ann", person="ann"))
    assert gone.seats["alder"].head == "art"
    assert gone.people["art"].role is Role.HEAD
    chosen = act(table, c.ChooseHead(by="fay", seat="alder", person="art"))
    assert code(chosen, submit(Plan())) is Code.NOT_HEAD
    moved = act(table, c.TakeSeat(by="ann", person="ann", seat="cedar"))
    assert (moved.seats["alder"].head, moved.seats["cedar"].head) == ("art", "ann")
    empty = act(gone, c.GiveUpSeat(by="art", person="art"))
    assert not empty.seats["alder"].peopled
    assert code(empty, c.GiveUpSeat(by="art", person="art")) is Code.NOTHING


def test_seats_that_are_closed(table):
    closed = act(table, c.OpenSeat(by="fay", seat="dune", open=False))
    assert code(closed, c.TakeSeat(by="eve", person="eve", seat="dune")) is Code.SEAT_CLOSED
    assert act(closed, c.TakeSeat(by="fay", person="eve", seat="dune")).seats["dune"].team == ("eve",)


def test_a_doctrine_can_be_handed_a_seat_and_hand_it_back(table):
    handed = act(table, c.HandOver(by="ann", seat="alder", doctrine="hawk"))
    assert code(handed, submit(Plan())) is Code.DOCTRINE
    assert act(handed, c.HandBack(by="ann", seat="alder"), submit(Plan())).submitted["alder"] == Plan()
    assert code(table, c.HandOver(by="art", seat="alder")) is Code.NOT_HEAD
    unknown = decide(table, c.HandOver(by="fay", seat="alder", doctrine="hwak"))
    assert "hawk" in unknown.problems[0].sentence


def test_orders_are_refused_with_place_and_reason(table):
    refused = decide(table, submit(orders(opne=0.5, tariff={"brich": 0.1}, control={"birch": {"lens": 2}})))
    assert refused.code is Code.ORDERS
    assert {p.place[0] for p in refused.problems} == {"opne", "tariff", "control"}
    assert any("open" in p.sentence for p in refused.problems)
    entitled = decide(table, submit(orders(sanction={"alder": 0.5}), by="ben", seat="birch"))
    assert [p.code for p in entitled.problems] == ["entitled"]
    dear = decide(table, submit(orders(spend={"platform": 0.9})))
    assert [p.code for p in dear.problems] == ["budget"]
    long = decide(table, submit(orders(open="0+" * 20_000 + "0")))
    assert [p.code for p in long.problems] == ["size"]
    nan = decide(table, c.SaveDraft(by="ann", seat="alder", plan=orders(open=float("nan")), revision=0))
    assert nan.code is Code.ORDERS


def test_a_row_leaves_out_what_is_not_held(table):
    """``control: {dune: .9}`` means every layer that the firms hold; naming one that they do not is refused."""
    assert not isinstance(decide(table, submit(orders(control={"dune": 0.9}))), Refusal)


def test_two_devices_never_lose_each_others_edit(table):
    saved = act(table, c.SaveDraft(by="ann", seat="alder", plan=orders(open=0.9), revision=0))
    assert code(saved, c.SaveDraft(by="art", seat="alder", plan=orders(open=0.1), revision=0)) is Code.STALE
    assert act(saved, c.SaveDraft(by="art", seat="alder", plan=Plan(), revision=1)).drafts["alder"].by == "art"


def test_replacing_is_another_event_than_submitting(table):
    _, log = play(table, submit(orders(open=0.9)), submit(orders(open=0.8)))
    assert [e.kind for e in log] == ["orders submitted", "orders replaced"]


def test_phases_and_the_clock():
    table = act(None, make(seconds={Phase.BRIEF: 60.0, Phase.ORDERS: 300.0}), c.MovePhase(at=1000.0))
    assert (table.phase, table.until) == (Phase.BRIEF, 1060.0)
    assert decide(table, c.Tick(at=1059.0)) == ()
    paused = act(table, c.Pause(at=1050.0))
    assert decide(paused, c.Tick(at=5000.0)) == ()
    assert code(paused, c.Pause()) is Code.NOTHING
    longer = act(paused, c.Extend(seconds=20.0), c.Resume(at=2000.0))
    assert longer.until == 2030.0
    shorter = act(longer, c.Extend(at=2001.0, seconds=-500.0))
    assert shorter.until == 2001.0
    talking = act(longer, c.Tick(at=2030.0))
    assert (talking.phase, talking.until) == (Phase.NEGOTIATE, None)
    ordering = act(talking, c.MovePhase(at=3000.0))
    assert ordering.until == 3300.0
    resolved = act(ordering, c.Tick(at=3300.0))  # nobody is waited for
    assert (resolved.phase, resolved.place.turn) == (Phase.BOARD, 1)
    assert code(resolved, c.Resolve()) is Code.PHASE
    assert code(table, submit(Plan(), by="")) is Code.PHASE


def test_a_step_asked_from_where_the_game_no_longer_stands_does_nothing():
    first = act(None, make(turns=1, seconds={Phase.ORDERS: 60.0}), c.MovePhase())
    step = c.MovePhase(seen=(0, Phase.BRIEF))
    once = act(first, step)
    assert once.phase is Phase.NEGOTIATE
    assert decide(once, step) == ()  # the second press of an impatient finger
    ordering = act(once, c.MovePhase(seen=(0, Phase.NEGOTIATE), at=100.0))
    resolve = c.Resolve(seen=(0, Phase.ORDERS), at=160.0)
    assert act(ordering, resolve).place.turn == 1
    rung = act(ordering, c.Tick(at=160.0))  # the clock was quicker
    assert (rung.place.turn, decide(rung, resolve)) == (1, ())
    assert decide(act(rung, c.End()), resolve) == ()
    assert code(rung, c.Resolve()) is Code.PHASE
    assert code(once, c.MovePhase(by="cat", seen=(0, Phase.BRIEF))) is not None  # who may not, is told so


def test_settings_that_cannot_be_played():
    assert code(None, make(phases=(Phase.BRIEF,))) is Code.SETTINGS
    broken = decide(None, make(world={"schema": 1}))
    assert broken.code is Code.SETTINGS
    assert broken.problems


def test_after_the_end_all_is_said(table):
    ended = act(table, c.End(by="fay"))
    assert code(ended, submit(Plan())) is Code.OVER
    assert code(ended, c.Resolve(by="fay")) is Code.OVER
    assert code(ended, c.MovePhase(by="fay")) is Code.OVER  # a clock or a bot that goes on does not open it again
    assert act(ended, c.WriteNote(by="fay", text="well played")).notes


def test_an_end_that_came_too_soon_is_gone_on_with(table):
    ordering = act(act(table, c.MovePhase(by="fay", phase=Phase.ORDERS)), submit(Plan()))
    ended = act(ordering, c.End(by="fay"))
    assert code(ended, c.MovePhase(by="ann", phase=Phase.ORDERS)) is Code.NOT_ALLOWED
    again = act(ended, c.MovePhase(by="fay", phase=Phase.ORDERS))
    assert (again.ended, again.phase, again.submitted) == (False, Phase.ORDERS, ordering.submitted)
    played = act(again, c.Resolve(by="fay"))
    undone = act(act(played, c.End(by="fay")), c.Undo(by="fay"))
    assert (undone.ended, undone.place.turn) == (False, 0)
    while played.turns_left:
        played = act(act(played, c.MovePhase(by="fay", phase=Phase.ORDERS)), c.Resolve(by="fay"))
    over = act(played, c.End(by="fay"))
    assert code(over, c.MovePhase(by="fay", phase=Phase.ORDERS)) is Code.LAST_TURN
    assert act(over, c.MovePhase(by="fay", phase=Phase.BOARD)).phase is Phase.BOARD


# ---------------------------------------------------------------- cards


def cards(*names, drop=()):
    return submit(Plan(cards=names, drop=drop))


def test_the_rules_of_cards(table):
    assert code(table, cards("lab")) is Code.UNKNOWN
    assert code(table, cards("labs", "bridge", "fence", "wall")) is Code.TOO_MANY
    assert code(table, cards("labs", "works")) is Code.BUDGET  # 65 points at once, 60 are allowed
    assert code(table, cards("crown")) is Code.CAPITAL
    assert code(table, cards("labs", "labs")) is Code.IN_FORCE
    clash = decide(table, cards("wall", "bridge"))  # 0.9 and 0.2 on the same layer of the same state
    assert (clash.code, clash.allowed) == (Code.CONFLICT, ("wall", "bridge"))
    assert not isinstance(decide(table, cards("wall", "fence")), Refusal)  # 0.9 and 0.75: the higher counts
    assert code(table, submit(Plan(cards=("labs",)), by="ben", seat="birch")) is Code.UNKNOWN  # not in that hand


def test_cards_stay_in_force_and_can_be_dropped(table):
    turn = [c.MovePhase(by="fay")] * 3
    on = act(table, cards("labs", "wall"), c.Resolve(by="fay"), *turn)
    assert code(on, cards("labs")) is Code.IN_FORCE
    assert code(on, cards("works", drop=("labs", "works"))) is Code.UNKNOWN
    assert code(on, cards("bridge")) is Code.CONFLICT  # with the wall of last turn
    dropped = act(on, cards("bridge", drop=("wall",)), c.Resolve(by="fay"))
    assert {p.card for p in dropped.place.cards["alder"]} == {"labs"}  # the bridge stood for one turn
    bound = act(table, cards("works"), c.Resolve(by="fay"), *turn)
    assert code(bound, cards(drop=("works",))) is Code.BOUND


def test_a_seat_on_cards_has_no_dials(table):
    simple = act(table, c.OpenSeat(by="fay", seat="alder", depth="cards"))
    assert code(simple, submit(orders(open=0.9))) is Code.DEPTH
    assert act(simple, cards("labs")).submitted


# ---------------------------------------------------------------- pacts


def test_a_pact_holds_when_all_have_signed_and_becomes_orders(table):
    from techrace.session import play as engine

    terms = pacts.detente("alder", "birch", 0.8, 0.4)
    proposed = act(table, c.ProposePact(by="ann", seat="alder", pact="p", form="detente", terms=terms))
    assert not proposed.place.pacts["p"].holds
    signed = act(proposed, c.SignPact(by="ben", seat="birch", pact="p"))
    assert signed.place.pacts["p"].holds
    assert code(signed, c.SignPact(by="ben", seat="birch", pact="p")) is Code.SIGNED
    resolved = act(signed, c.Resolve(by="fay"))
    given = engine.line_of(resolved).steps[0].orders
    assert (given.detente[0, 1, 0], given.detente[1, 0, 0], given.verification[0, 0]) == (0.8, 0.8, 0.4)
    broken = act(signed, submit(Plan(breach=("p",))), c.Resolve(by="fay"))
    assert broken.nodes[1].event.broken == (("p", "alder"),)
    assert engine.line_of(broken).steps[0].orders.detente[0, 1, 0] == 0.3  # as it stood
    left = act(signed, c.WithdrawPact(by="ben", seat="birch", pact="p"))
    assert not left.place.pacts["p"].holds
    assert code(left, c.SignPact(by="ann", seat="alder", pact="p")) is Code.SIGNED


def test_pacts_that_are_none(table):
    def propose(terms, seat="alder", by="ann"):
        return c.ProposePact(by=by, seat=seat, pact="p", form="bloc", terms=terms)

    assert code(table, propose({"alder": {}})) is Code.TERMS
    assert code(table, propose({"birch": {}, "cedar": {}})) is Code.TERMS
    assert code(table, propose({"alder": {}, "nowhere": {}})) is Code.TERMS
    wrong = decide(table, propose(pacts.bloc("birch", "alder", "south")))  # a leader cannot join another camp
    assert wrong.code is Code.ORDERS
    third = act(table, propose(pacts.detente("alder", "birch")))
    assert code(third, c.SignPact(seat="dune", pact="p")) is Code.UNKNOWN
    assert code(third, propose(pacts.detente("alder", "birch"))) is Code.TAKEN
    assert code(third, c.WithdrawPact(by="ben", seat="birch", pact="p")) is Code.NOTHING
    declined = act(third, c.DeclinePact(by="ben", seat="birch", pact="p"))
    assert declined.place.pacts["p"].declined == ("birch",)
    assert act(declined, c.SignPact(by="ben", seat="birch", pact="p")).place.pacts["p"].holds  # after second thoughts


def test_doctrines_sign_what_they_would_order_anyhow(table):
    easy = c.ProposePact(by="ann", seat="alder", pact="p", form="x", terms={"alder": {}, "dune": {"broker": 0.1}})
    hard = c.ProposePact(by="ann", seat="alder", pact="p", form="x", terms={"alder": {}, "dune": {"broker": 0.9}})
    assert act(table, easy).place.pacts["p"].holds
    assert act(table, hard).place.pacts["p"].declined == ("dune",)


def test_a_pact_may_set_an_upper_limit(table):
    """At most so much: what a team orders beyond it is cut, what it orders below it stays."""

    def tariff(ordered):
        terms = {"alder": {"tariff": {"birch": "<= 0.3"}}, "birch": {}}
        now = act(table, c.ProposePact(by="ann", seat="alder", pact="p", form="x", terms=terms))
        now = act(now, c.SignPact(by="ben", seat="birch", pact="p"))
        now = act(now, submit(orders(tariff={"birch": ordered})))
        last = line_of(act(now, c.Resolve())).steps[-1].orders
        return float(last.tariff[0, 1, 0])

    assert [tariff(x) for x in (0.1, 0.3, 0.8)] == [0.1, 0.3, 0.3]


def test_whoever_strays_from_the_limits_of_a_treaty_is_named(table):
    """A figure outside the limits and not on its way back is a breach by the party that it names first."""
    treaty = {
        "name": text("Cap"), "promise": text("p"), "seen": text("s"), "leave": text("l"),
        "terms": {"alder": {}, "birch": {}},
        "limits": {"gdp[birch]": [0, 1e-6], "gdp[alder]": [0, 1e6], "gdp[dune]": [0, 1e-6]},
    }  # fmt: skip
    capped = act(None, make(world={**world(), "treaties": {"cap": treaty}}), *PEOPLE, *TURN)
    now = act(capped, c.ProposePact(by="ann", seat="alder", pact="p", form="cap", terms=treaty["terms"]))
    signed = act(now, c.SignPact(by="ben", seat="birch", pact="p"))
    assert act(signed, c.Resolve()).place.pacts["p"].breaches == ((0, "birch"),)  # dune has not signed


def test_a_doctrine_that_stops_keeping_a_pact_is_seen(table):
    promise = {"alder": {}, "dune": {"broker": 0.9}}
    table = act(
        table,
        c.Join(person="dan", name="Dan"),
        c.TakeSeat(by="dan", person="dan", seat="dune"),
        c.ProposePact(by="dan", seat="dune", pact="p", form="x", terms=promise),
        c.SignPact(by="ann", seat="alder", pact="p"),
        c.HandOver(by="dan", seat="dune", doctrine="status-quo"),
        c.Resolve(by="fay"),
    )
    assert table.nodes[1].event.broken == (("p", "dune"),)
    assert table.place.pacts["p"].breaches == ((0, "dune"),)


# ---------------------------------------------------------------- events, moves, forecasts


def test_events_and_rulings(table):
    assert code(table, c.PlayEvent(by="fay", event="strom")) is Code.UNKNOWN
    assert code(act(table, c.PlayEvent(by="fay", event="storm")), c.PlayEvent(by="fay", event="storm")) is Code.IN_FORCE
    written = act(table, c.WriteMove(by="ann", seat="alder", move="m", text="?"))
    assert code(written, c.WriteMove(by="ann", seat="alder", move="m", text="?")) is Code.TAKEN
    for figure in ("temper[alder]", "relations[alder]", "relations[alder, nowhere]", "shocks", "1 +", "passed[alder]"):
        rule = c.RuleOn(by="fay", move="m", effects=(Effect(figure=figure, by=0.1),))
        assert code(written, rule) is Code.EFFECT
    assert code(table, c.RuleOn(by="fay", move="m")) is Code.UNKNOWN
    with pytest.raises(ValueError, match="less than or equal"):
        Effect(figure="tension", by=0.5)


def test_forecasts_are_asked_answered_and_scored(table):
    def answer(question, **values):
        return c.GiveForecast(by="ann", seat="alder", question=question, answer=Answer(**values))

    assert code(table, answer("clam", probability=0.5)) is Code.QUESTION
    assert code(table, answer("calm", middle=1.0, low=0.0, high=2.0)) is Code.ANSWER
    assert code(table, answer("money", probability=0.5)) is Code.ANSWER
    assert code(table, answer("money", middle=1.0, low=2.0, high=3.0)) is Code.ANSWER
    turn = [c.MovePhase(by="fay")] * 3
    table = act(
        table, answer("calm", probability=0.5), answer("calm", probability=0.9),
        answer("money", middle=20.0, low=19.0, high=21.0), c.Resolve(by="fay"),
    )  # fmt: skip
    money, left_out = table.place.scores  # of two teams; nobody asks doctrines
    assert (money.seat, money.question, money.asked, money.given) == ("alder", "money", 0, True)
    assert (left_out.seat, left_out.given, left_out.score) == ("birch", False, left_out.reference)
    assert [f.question for f in table.place.forecasts] == ["calm"]
    table = act(table, *turn, c.Resolve(by="fay"))
    calm = next(s for s in table.place.scores if s.question == "calm")
    assert calm.score == pytest.approx((0.9 - calm.outcome) ** 2)
    assert calm.reference == pytest.approx((calm.base.probability - calm.outcome) ** 2)
    late = act(table, *turn, c.Resolve(by="fay"), *turn)
    assert code(late, answer("money", middle=1.0, low=0.0, high=2.0)) is Code.QUESTION


@given(st.data())
def test_whatever_is_asked_is_answered_with_events_or_a_refusal(data):
    """No command, however silly, raises; and a refused one changes nothing."""
    table = act(None, make(), *PEOPLE, c.MovePhase())
    kinds = st.sampled_from([k for k in c.Command.__args__ if k is not c.MakeSession])
    words = st.sampled_from(["alder", "birch", "ann", "ben", "fay", "", "p", "labs", "storm", "calm", "x"])
    for _ in range(4):
        kind = data.draw(kinds)
        values = {"by": data.draw(st.sampled_from(["", "fay", "ann", "art", "eve", "ghost"]))}
        for name in kind.model_fields:
            if name in {"seat", "person", "pact", "event", "move", "question", "form", "name", "doctrine"}:
                values[name] = data.draw(words) or "x"
        values |= {n: v for n, v in _VALUES.items() if n in kind.model_fields}
        before = table
        done = decide(table, kind(**values))
        assert isinstance(done, Refusal | tuple)
        if isinstance(done, Refusal):
            assert table is before
        else:
            table = act(table, kind(**values))


_VALUES = {
    "plan": Plan(orders={"open": 0.4}), "revision": 0, "terms": {"alder": {}, "birch": {"open": 0.1}},
    "answer": Answer(probability=0.4), "text": "…", "node": 0, "seconds": 5.0,
}  # fmt: skip
