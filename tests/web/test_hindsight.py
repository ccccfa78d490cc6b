"""What a team asks of its own game while it is played: its course, and what its own orders have done."""

from dataclasses import replace

import numpy as np
import pytest
from houses import at_home

from techrace.chance import chance
from techrace.session import play
from techrace.testing import other_budgets, other_secrets
from techrace.web import hindsight

DIALS = {"orders": {"open": 0.9, "spend": {"science": 0.02}}}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Two turns of 2025: Korea has opened up, and joined the bloc in the second."""
    with at_home(tmp_path_factory.mktemp("house"), "2025", turns=6) as home:
        home.lead.did("open seat", seat="korea", depth="full")
        home.korea = home.seated("korea", "Minji")
        home.begin()
        for plan in (DIALS, {"orders": {**DIALS["orders"], "join": {"us_led": 0.6}}}):
            home.korea.did("submit orders", seat="korea", plan=plan)
            home.lead.did("resolve")
            home.lead.did("move phase", phase="orders")
        yield home


def test_a_team_may_ask_about_its_own_orders(room):
    told = room.korea.get("hindsight").json()
    assert (told["first"], told["last"]) == (1, 2)
    assert told["moved"]["open"] == [1, 2]
    assert 2 in told["camps"]["us_led"]
    assert {"autonomy[korea]", "layer_share[hbm, korea]"} <= {f["id"] for f in told["figures"]}
    assert all(len(f["path"]) == 3 for f in told["figures"])


def test_the_answer_is_a_band_of_differences_by_turn(room):
    answer = room.korea.post("hindsight", {"turn": 1, "orders": {"open": "standing"}})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["turn"], told["seat"]) == (1, "korea")
    figure = next(f for f in told["figures"] if f["id"] == "autonomy[korea]")
    lines = [figure["difference"][q] for q in ("p5", "p25", "p50", "p75", "p95")]
    assert [len(line) for line in lines] == [3] * 5
    assert lines == sorted(lines, key=lambda line: line[-1])
    assert 0 <= figure["higher"] <= 1
    assert any(f["difference"]["p50"][-1] for f in told["figures"])  # the lever did something
    nothing = room.korea.post("hindsight", {"turn": 2}).json()  # all that it ordered, back to the standing orders
    assert nothing["turn"] == 2


@pytest.mark.parametrize("turn", [3, 400])
def test_only_turns_that_have_been_played(room, turn):
    answer = room.korea.post("hindsight", {"turn": turn, "orders": {"open": 0.1}})
    assert answer.status_code == 422
    assert "the turns 1 to 2" in answer.json()["error"]["problems"][0]["sentence"]


def test_orders_that_were_impossible_are_named(room):
    answer = room.korea.post("hindsight", {"turn": 1, "orders": {"open": 7}})
    assert answer.status_code == 422
    assert "outside 0 to 1" in answer.json()["error"]["problems"][0]["sentence"]


def test_the_course_is_a_range_for_every_goal(room):
    names = room.korea.view()["names"]
    told = room.korea.get("course").json()
    assert set(told["goals"]) == {"prosperity", "autonomy", "security", "stability", "influence"}
    assert all(g["p5"] <= g["p50"] <= g["p95"] for g in told["goals"].values())
    line = told["red_line"]
    assert (line["id"], line["below"], line["limit"]) == ("layer_share[hbm, korea]", True, 0.61)
    share = room.korea.view()["figures"][-1]["exact"]["layer_share"]
    assert line["level"] == share[names["layers"].index("hbm")][names["states"].index("korea")]
    assert 0 <= line["chance"] <= 1


def with_other_secrets(line, seat):
    """Change all that a seat may not know: hidden and private facts, how others split their budgets, the luck."""
    steps = tuple(
        replace(s, start=other_secrets(s.start, seat), orders=other_budgets(s.orders, seat)) for s in line.steps
    )
    game = replace(line.game, luck=chance(99, np.array([5], dtype=np.uint64)))
    return play.Line(game, other_secrets(line.state, seat), steps, line.left, None)


def test_nothing_that_the_team_may_not_know_changes_a_digit(room, monkeypatch):
    table = room.lodging.table
    line, seat = play.line_of(table), play.line_of(table).game.setting.index("states", "korea")

    def all_told():
        orders = hindsight.orders_instead(table, "korea", 1, {})
        known = hindsight.eyes(table, "korea", 1)
        return hindsight.looked_back(known, orders), hindsight.course(known[-1], 4), hindsight.choices(table, "korea")

    plain = all_told()
    other = with_other_secrets(line, seat)
    assert (other.state.gift_frontier != line.state.gift_frontier).any()
    monkeypatch.setattr(play, "line_of", lambda _: other)
    assert all_told() == plain


def test_before_the_first_turn_there_is_nothing_to_look_back_on(home):
    ann = home.seated("alder")
    assert ann.get("hindsight").status_code == ann.post("hindsight", {"turn": 1}).status_code == 409
    assert ann.get("course").status_code == 200
