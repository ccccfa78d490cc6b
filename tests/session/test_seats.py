"""Secrets: what a viewer may not know changes nothing that he sees, and a leak is caught."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from isles import FOG, PEOPLE, SEED, TURN, act, make, opening, play

from techrace.session import commands as c
from techrace.session import pacts, seats
from techrace.session import play as engine
from techrace.session.events import Answer, Plan, Role
from techrace.session.seats import Viewer, viewer
from techrace.state import QUANTITIES

MARK = "zebra"
"""Stands in everything that only birch may know."""

BLIND = ("ann", "art", "eve", "screen")
"""People who may know nothing of birch."""


def looks(table, people=BLIND):
    return {p: seats.view(table, viewer(table, p), since=0) for p in people}


def differences(one, other):
    """Name the people whose views differ."""
    a, b = looks(one), looks(other)
    return [p for p in a if a[p] != b[p]]


levels = st.floats(0.0, 1.0).map(lambda x: round(x, 3))
orders = st.fixed_dictionaries(
    {},
    optional={
        "open": levels,
        "securitise": levels,
        "tariff": st.fixed_dictionaries({"alder": levels}),
        "shift": st.fixed_dictionaries({"science": levels.map(lambda x: x / 4)}),
    },
)
plans = orders.map(lambda o: Plan(orders=o))
answers = st.builds(Answer, probability=levels)
words = st.text(max_size=20).map(lambda t: f"{MARK} {t}")


@st.composite
def pasts(draw):
    """Some resolved turns, with orders of both teams, events and pacts."""
    table = act(None, make(), *PEOPLE, c.Join(person="screen", name="Screen", role=Role.BOARD))
    table = act(table, c.Join(person="dan", name="Dan"), c.TakeSeat(by="dan", person="dan", seat="dune"))
    for _ in range(draw(st.integers(0, 2))):
        table = act(table, *TURN)
        for by, seat in (("ann", "alder"), ("ben", "birch")):
            if draw(st.booleans()):
                table = act(table, c.SubmitOrders(by=by, seat=seat, plan=draw(plans)))
        table = act(table, c.Resolve(by="fay"))
        if draw(st.booleans()):
            table = act(table, c.Undo(by="fay"), c.Resolve(by="fay"))
    return act(table, *TURN)


@st.composite
def secrets(draw, *, submitted):
    """What birch does behind closed doors this turn; whether it has submitted is no secret."""
    drafts = range(draw(st.integers(0, 3)))
    done = [c.SaveDraft(by="ben", seat="birch", plan=draw(plans), revision=i) for i in drafts]
    if submitted:
        done += [c.SubmitOrders(by="ben", seat="birch", plan=draw(plans)) for _ in range(draw(st.integers(1, 2)))]
    if draw(st.booleans()):
        done.append(c.GiveForecast(by="ben", seat="birch", question="calm", answer=draw(answers)))
    if draw(st.booleans()):
        done.append(c.WriteMove(by="ben", seat="birch", move="m", text=draw(words)))
        if draw(st.booleans()):
            done.append(c.RuleOn(by="fay", move="m", probability=draw(levels), public=True, text=draw(words)))
    if draw(st.booleans()):
        done.append(c.SendMessage(by="ben", seat="birch", text=draw(words)))
        done.append(c.SendMessage(by="fay", seat="birch", text=draw(words)))
    if draw(st.booleans()):
        terms = {"birch": {"tariff": {"dune": draw(levels)}}, "dune": {}}
        done.append(c.ProposePact(by="ben", seat="birch", pact="p", form="x", terms=terms, text=draw(words)))
    if draw(st.booleans()):
        done.append(c.WriteNote(by="fay", text=draw(words)))
    return done


@given(st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_another_seat_does_in_secret_changes_nothing_that_others_see(data):
    past = data.draw(pasts())
    submitted = data.draw(st.booleans())
    one = act(past, *data.draw(secrets(submitted=submitted)))
    other = act(past, *data.draw(secrets(submitted=submitted)))
    assert differences(one, other) == []
    for table in (one, other):
        for told in looks(table).values():
            assert MARK not in json.dumps(told)


def scrambled(line, mine):
    """The same game with other private facts of all but one seat, and other hidden ones."""
    names = line.game.setting.names["states"]

    def changed(state):
        arrays = {}
        for q in QUANTITIES:
            if q.secret in ("private", "hidden"):
                values = getattr(state, q.name) * 0.5 + 0.123
                axis = next((i for i, a in enumerate(q.axes) if a in ("states", "holders")), None)
                if q.secret == "private" and axis is not None:
                    kept = (slice(None),) * axis + (names.index(mine),)
                    values[kept] = getattr(state, q.name)[kept]
                arrays[q.name] = values
        return state.evolve(**arrays)

    steps = tuple(engine.Step(changed(s.seen), changed(s.start), s.orders) for s in line.steps)
    return engine.Line(line.game, changed(line.state), steps, None)


def test_private_and_hidden_facts_of_others_change_nothing(monkeypatch):
    table = act(opening(), c.Resolve(by="fay"), *TURN)
    line = engine.line_of(table)
    before, of_ben = looks(table, ("ann", "eve")), looks(table, ("ben",))
    monkeypatch.setattr(engine, "line_of", lambda _: scrambled(line, "alder"))
    assert looks(table, ("ann", "eve")) == before
    assert looks(table, ("ben",)) != of_ben  # his own facts have changed


def test_the_seed_is_in_no_view_before_luck_is_drawn_or_after():
    """Two games that differ in their seed alone look the same to all until a turn is resolved."""
    everybody = ("ann", "art", "ben", "eve", "fay")
    one = act(None, make(), *PEOPLE, *TURN)
    other = act(None, make(seed=SEED + 1), *PEOPLE, *TURN)
    assert looks(one, everybody) == looks(other, everybody)
    later = act(one, c.Resolve(by="fay"))
    for told in looks(later, everybody).values():
        text = json.dumps(told)
        assert not any(form in text for n in (SEED, FOG) for form in (str(n), f"{n:x}", str(float(n))))
        assert later.nodes[1].event.digest not in text


def numbers(data):
    match data:
        case float():
            yield data
        case dict():
            for value in data.values():
                yield from numbers(value)
        case list():
            for value in data:
                yield from numbers(value)


def test_figures_are_rounded_because_draws_are_invertible():
    table = act(opening(), c.Resolve(by="fay"))
    for told in looks(table, ("ann", "eve", "fay")).values():
        for x in numbers([told["figures"], [t["orders"] for t in told["turns"]]]):
            assert x == float(f"{x:.4g}")


def test_names_links_and_keys_are_not_told():
    table = act(opening(), c.Join(person="kim", name="Kim", key=seats.key_of("secret link")))
    assert seats.holder(table, "secret link") == "kim"
    assert seats.holder(table, "another") is None
    assert seats.holder(table, "") is None
    for told in looks(table, ("ann", "fay")).values():
        assert seats.key_of("secret link") not in json.dumps(told)
    assert seats.holder(act(table, c.Leave(person="kim")), "secret link") is None


# ---------------------------------------------------------------- injected leaks


def pair():
    """Two games that differ in everything that birch may hide."""
    past = act(opening(), c.Join(person="screen", name="Screen", role=Role.BOARD), c.Resolve(by="fay"), *TURN)

    def secretly(x, times):
        done = [
            c.SubmitOrders(by="ben", seat="birch", plan=Plan(orders={"open": x})),
            c.GiveForecast(by="ben", seat="birch", question="calm", answer=Answer(probability=x)),
            c.WriteMove(by="ben", seat="birch", move="m", text=f"{MARK} {x}"),
            c.SendMessage(by="ben", seat="birch", text=f"{MARK} {x}"),
            c.ProposePact(
                by="ben", seat="birch", pact="p", form="x", terms={"birch": {"open": x}, "dune": {"broker": 0.9}}
            ),
        ]
        drafts = [c.SaveDraft(by="ben", seat="birch", plan=Plan(orders={"open": x}), revision=i) for i in range(times)]
        return act(past, *drafts, *done)

    return secretly(0.25, 1), secretly(0.75, 3)


def test_nothing_leaks_without_a_leak():
    assert differences(*pair()) == []


def leak_drafts(real):
    return lambda table, *a, **k: {
        **real(table, *a, **k), "drafts": {s: d.plan.model_dump() for s, d in table.drafts.items()},
    }  # fmt: skip


def leak_revisions(real):
    return lambda table: (
        {s: {**told, "edits": len(table.drafts)} for s, told in real(table).items()}
        | {"edited": {s: d.revision for s, d in table.drafts.items()}}
    )


def leak_everything(real):
    return lambda *a, **k: True


def leak_submissions(real):
    return lambda table: {**real(table), "sealed": {s: p.model_dump() for s, p in table.submitted.items()}}


def leak_forecasts(real):
    return lambda table: {**real(table), "asked": [f.answer.model_dump() for f in table.place.forecasts]}


@pytest.mark.parametrize(
    ("where", "leak"),
    [
        ("_own", leak_drafts),
        ("_seats", leak_revisions),
        ("_sees", leak_everything),
        ("_sees_pact", leak_everything),
        ("_sees_move", leak_everything),
        ("_session", leak_submissions),
        ("_session", leak_forecasts),
    ],
)
def test_an_injected_leak_is_caught(monkeypatch, where, leak):
    games = pair()
    monkeypatch.setattr(seats, where, leak(getattr(seats, where)))
    assert differences(*games)


# ---------------------------------------------------------------- who sees what


def test_a_team_sees_its_own(table):
    table = act(
        table,
        c.SaveDraft(by="art", seat="alder", plan=Plan(cards=("labs",)), revision=0),
        c.SubmitOrders(by="ann", seat="alder", plan=Plan(cards=("labs",))),
        c.SendMessage(by="fay", seat="alder", text="Welcome."),
        c.SendMessage(by="fay", seat="", text="All rise."),
        c.WriteMove(by="art", seat="alder", move="m", text="We write a letter."),
    )
    told = seats.view(table, viewer(table, "art"))
    own = told["own"]
    assert own["draft"]["by"] == "Art"
    assert own["submitted"]["cards"] == ["labs"]
    assert set(own["cards"]) == {"labs", "wall", "bridge", "fence", "works", "crown"}
    assert set(own["questions"]) == {"calm", "money"}
    assert [m["text"] for m in told["messages"]] == ["Welcome.", "All rise."]
    assert told["moves"][0]["text"] == "We write a letter."
    assert told["seats"]["alder"]["submitted"]
    assert told["waiting_for"] == ["birch"]
    assert "frontier" in told["figures"][0]["estimates"]
    assert isinstance(told["figures"][0]["private"]["political_capital"], float)
    assert told["figures"][0]["doubt"]["alder"] == 0.0 < told["figures"][0]["doubt"]["birch"]
    assert "all" not in told
    json.dumps(told, allow_nan=False)


def test_own_facts_are_exact_and_others_are_estimates(table):
    told = seats.view(table, viewer(table, "ann"))["figures"][0]
    truth = engine.line_of(table).state.frontier[:, 0]
    seen = np.array(told["estimates"]["frontier"])
    assert seen[0] == pytest.approx(truth[0], rel=1e-3)
    assert not np.allclose(seen[1:], truth[1:], rtol=1e-3)
    assert "frontier" not in told["exact"]
    assert "temper" not in json.dumps(told)
    observer = seats.view(table, viewer(table, "eve"))["figures"][0]
    assert (observer["estimates"], observer["private"]) == ({}, {})


def test_investments_of_others_stay_their_secret(table):
    table = act(table, c.SubmitOrders(by="ben", seat="birch", plan=Plan(orders={"tariff": {"alder": 0.7}})))
    table = act(table, c.Resolve(by="fay"))
    orders = seats.view(table, viewer(table, "ann"))["turns"][0]["orders"]
    assert orders["birch"]["tariff"] == {"alder": 0.7}  # in force, so public
    assert "spend" not in orders["birch"]
    assert "spend" in orders["alder"]


def test_the_facilitator_sees_all_but_the_seed(table):
    table = act(
        table,
        c.SubmitOrders(by="ben", seat="birch", plan=Plan(orders={"open": 0.5})),
        c.WriteMove(by="ben", seat="birch", move="m", text="?"),
        c.WriteNote(by="fay", text="Birch is nervous."),
        c.Resolve(by="fay"),
    )
    told = seats.view(table, viewer(table, "fay"))
    assert told["notes"][0]["text"] == "Birch is nervous."
    assert told["tree"][0]["node"] == 1
    assert told["turns"][0]["done"]["birch"]["plan"]["orders"] == {"open": 0.5}
    assert "frontier" in told["figures"][0]["exact"]
    assert "secrets" not in told


def test_pacts_are_for_parties_until_they_are_signed(table):
    terms = pacts.detente("alder", "birch")
    table = act(table, c.ProposePact(by="ann", seat="alder", pact="p", form="detente", terms=terms))
    assert seats.view(table, viewer(table, "ben"))["pacts"][0]["signed"] == ["alder"]
    assert seats.view(table, viewer(table, "eve"))["pacts"] == []
    table = act(table, c.SignPact(by="ben", seat="birch", pact="p"))
    assert seats.view(table, viewer(table, "eve"))["pacts"][0]["holds"]


def test_public_rulings_are_told_when_they_have_happened(table):
    table = act(
        table, c.WriteMove(by="ann", seat="alder", move="m", text="?"), c.RuleOn(by="fay", move="m", public=True)
    )
    assert seats.view(table, viewer(table, "eve"))["moves"] == []
    after = act(table, c.Resolve(by="fay"))
    assert seats.view(after, viewer(after, "eve"))["moves"][0]["happened"]


def test_all_secrets_are_open_at_the_debrief_and_not_before(table):
    table = act(
        table, c.SubmitOrders(by="ben", seat="birch", plan=Plan(orders={"open": 0.5})), c.Resolve(by="fay"), *TURN
    )
    with pytest.raises(PermissionError):
        seats.debrief(table)
    table = act(table, c.End(by="fay"))
    for person in ("ann", "eve"):
        told = seats.view(table, viewer(table, person), since=0)
        assert told["secrets"]["seed"] == str(SEED)
        assert told["turns"][0]["done"]["birch"]["plan"]["orders"] == {"open": 0.5}
        assert "temper" in told["figures"][-1]["exact"]
    assert seats.debrief(table).turns == 1


def test_causes_are_told_to_a_team_if_a_front_explains_them(table):
    table = act(table, c.Resolve(by="fay"))
    told = seats.view(table, viewer(table, "ann"), causes=lambda record, seat: {seat: record.turns + 0.123456})
    assert told["causes"] == {"alder": 1.123}
    assert "causes" not in seats.view(table, viewer(table, "eve"), causes=lambda record, seat: 1)


def test_a_stranger_sees_the_board(table):
    assert viewer(table, "ghost") == Viewer(Role.OBSERVER)
    gone = act(table, c.Leave(by="ann", person="ann"))
    assert viewer(gone, "ann") == Viewer(Role.OBSERVER)


def test_the_version_changes_with_what_is_seen(table):
    saved, _ = play(table, c.SaveDraft(by="art", seat="alder", plan=Plan(), revision=0))
    assert seats.view(table, viewer(table, "ann"))["version"] != seats.view(saved, viewer(saved, "ann"))["version"]
    assert seats.view(table, viewer(table, "eve"))["version"] == seats.view(saved, viewer(saved, "eve"))["version"]
