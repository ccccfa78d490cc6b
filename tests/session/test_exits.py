"""Leaving a pact: what its form says of it happens, once, to the one who leaves, and binds for its notice."""

import numpy as np
import pytest
from isles import PEOPLE, TURN, act, make, play, world

from techrace.session import commands as c
from techrace.session import pacts, seats
from techrace.session import play as engine
from techrace.session.events import Undone, read, written

EXIT = {
    "relations[alder, birch]": -0.2,
    "relations[birch, alder]": -0.1,
    "political_capital[alder]": -0.05,
    "political_capital[birch]": -0.15,
    "relations[alder, cedar]": -0.2,
    "trust": -0.02,
}
TERMS = {"alder": {"open": 0.7}, "birch": {"open": 0.6}}


def opening(notice=1, **more):
    data = world()
    said = {"en": "x", "ko": ""}
    data["treaties"] = {
        "accord": {
            "name": said, "promise": said, "seen": said, "leave": said, "exit": EXIT, "notice": notice,
            "terms": {**TERMS, "cedar": {"open": 0.5}},
        }
    }  # fmt: skip
    signed = (
        c.ProposePact(by="ann", seat="alder", pact="p", form="accord", terms=TERMS),
        c.SignPact(by="ben", seat="birch", pact="p"),
    )
    return act(None, make(world=data, **more), *PEOPLE, *TURN, *signed)


LEAVE = c.WithdrawPact(by="ann", seat="alder", pact="p")


def value(state, name, *place):
    return float(getattr(state, name)[(*place, 0)])


def test_whoever_leaves_meets_what_names_him_or_nobody():
    """By hand: relations as they were less 0.2, capital less 0.05, trust less 0.02; nothing of third parties."""
    stayed, left = opening(), act(opening(), LEAVE)
    before, after = (engine.record(act(t, c.Resolve(by="fay"))).states[0] for t in (stayed, left))
    names = make().world["states"]
    alder, birch, cedar = (list(names).index(s) for s in ("alder", "birch", "cedar"))
    expected = max(-1.0, value(before, "relations", alder, birch) - 0.2)
    assert value(after, "relations", alder, birch) == pytest.approx(expected)
    assert value(after, "relations", birch, alder) == pytest.approx(value(before, "relations", birch, alder) - 0.1)
    was = value(before, "political_capital", alder)
    assert value(after, "political_capital", alder) == pytest.approx(was - 0.05)
    assert value(after, "political_capital", birch) == value(before, "political_capital", birch)
    assert value(after, "relations", alder, cedar) == value(before, "relations", alder, cedar)
    assert value(after, "trust") == pytest.approx(value(before, "trust") - 0.02)


def test_it_happens_once_and_the_terms_bind_for_the_notice():
    table = act(opening(), LEAVE)
    pact = table.place.pacts["p"]
    assert (pact.left, pact.notice, pact.holds) == ("alder", 1, True)
    table = act(table, c.Resolve(by="fay"))
    record = engine.record(table)
    assert float(np.asarray(record.orders[0].open)[0, 0]) == pytest.approx(0.7)
    assert not table.place.pacts["p"].holds
    assert table.place.exits == ()
    touches = engine.record(act(table, *TURN, c.Resolve(by="fay"))).touches
    assert [figure for touch in touches for figure, _ in touch.changes].count("trust") == 1


def test_without_notice_the_terms_end_at_once():
    table = act(opening(notice=0), LEAVE)
    assert not table.place.pacts["p"].holds
    record = engine.record(act(table, c.Resolve(by="fay")))
    assert float(np.asarray(record.orders[0].open)[0, 0]) != pytest.approx(0.7)


def test_taking_back_a_proposal_costs_nothing():
    table = opening()
    proposed = act(table, c.ProposePact(by="ann", seat="alder", pact="q", form="accord", terms=TERMS))
    assert act(proposed, c.WithdrawPact(by="ann", seat="alder", pact="q")).place.exits == ()


def test_a_pact_in_the_players_own_words_costs_nothing_to_leave():
    table = act(
        opening(), c.ProposePact(by="ann", seat="alder", pact="q", form="our own", terms=TERMS),
        c.SignPact(by="ben", seat="birch", pact="q"), c.WithdrawPact(by="ann", seat="alder", pact="q"),
    )  # fmt: skip
    assert table.place.exits == ()
    assert not table.place.pacts["q"].holds


def test_everybody_is_told_beforehand_and_the_other_pays_his_own():
    table = opening()
    told = seats.view(table, seats.viewer(table, "ben"))["pacts"][0]["leaving"]
    assert told["alder"]["notice"] == 1
    assert ["political_capital[birch]", -0.15] in told["birch"]["effects"]
    assert ["political_capital[alder]", -0.05] not in told["birch"]["effects"]
    found = pacts.leaving(table.place.pacts["p"], "birch", engine.line_of(table).game.setting)
    assert found == (1, tuple(tuple(pair) for pair in told["birch"]["effects"]))
    assert seats.view(act(table, LEAVE), seats.viewer(table, "ben"))["pacts"][0]["leaving"] == {}


def test_a_log_with_an_exit_plays_again_and_undo_brings_the_pact_back():
    gone = act(opening(), LEAVE, c.Resolve(by="fay"))
    assert engine.replay(gone) == []
    undone, events = play(gone, c.Undo(by="fay"))
    assert isinstance(events[0], Undone)
    assert undone.place.pacts["p"].left == "alder"  # undo takes back the turn, not what was said before it
    mine = {f: by for f, by in EXIT.items() if "cedar" not in f and f != "political_capital[birch]"}
    assert dict(undone.place.exits) == mine
    again = act(undone, c.Resolve(by="fay"))
    assert [n.event.digest for n in again.path()] == [n.event.digest for n in gone.path()]


def test_an_old_log_has_left_without_a_price():
    """What was written before exits were applied reads as it was meant."""
    event = read('{"version":1,"by":"ann","at":0.0,"kind":"pact withdrawn","pact":"p","seat":"alder"}')
    assert (event.notice, event.effects) == (0, ())
    assert read(written(event)) == event
