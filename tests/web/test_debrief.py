"""The debrief over HTTP: closed to teams before the end, and right about the game after it."""

from collections.abc import Iterator

import pytest
from houses import Home, at_home

SHARE = "layer_share[lens, cedar]"
QUESTION = {"figure": SHARE, "seat": "alder"}


def played(home: Home, turns: int = 4) -> None:
    """Play some turns in which alder and birch order something, one of them undone and played again."""
    ann, ben = home.seated("alder"), home.seated("birch", "Ben")
    home.begin()
    for turn in range(turns):
        ann.did("submit orders", seat="alder", plan={"orders": {"open": 0.2 + 0.2 * turn}})
        ben.did("submit orders", seat="birch", plan={"orders": {"securitise": 0.5}})
        if turn == 0:
            ann.did("make pledge", seat="alder", text="We stay <b>closed</b>.")
        if turn == 1:
            ben.did("write move", move="m", seat="birch", text="=A move")
            effects = [{"figure": "relations[alder, birch]", "by": 0.1}]
            home.lead.did("rule on", move="m", effects=effects, public=True, text="fine")
        home.lead.did("resolve")
        if turn == 1:
            home.lead.did("undo")
            home.lead.did("resolve")
        if turn < turns - 1:
            home.begin()


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A game that has ended; nobody changes it any more."""
    with at_home(tmp_path_factory.mktemp("over")) as home:
        played(home)
        home.lead.did("write note", text="Ask birch why.")
        home.lead.did("end")
        yield home


def asked(home: Home, path: str, **body: object) -> dict:
    answer = home.guests[-1].post(f"debrief/{path}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_before_the_end_only_the_facilitator_reads_it(home: Home) -> None:
    assert home.lead.get("debrief").json()["error"]["code"] == "early"
    played(home, 2)
    for guest in (home.board, *home.guests[2:]):
        for answer in (
            guest.get("debrief"), guest.get("debrief/turn", turn=1),
            *(guest.post(f"debrief/{path}", QUESTION) for path in ("whatif", "causes", "sweep")),
            guest.web.get(f"/r/{guest.room}/export/debrief.html"),
        ):  # fmt: skip
            assert answer.status_code == 403, answer.text
    assert home.lead.get("debrief").json()["ended"] is False
    hidden = home.lead.post("debrief/causes", {"figure": "fashion[lens, cedar]"})
    assert hidden.status_code == 422
    assert "hidden" in hidden.text


def test_summary(over: Home) -> None:
    told = over.guests[-1].get("debrief").json()
    assert told["turns"] == 4
    assert told["ended"]
    assert [b["turn"] for b in told["bookmarks"]] == [1, 2, 3, 4]
    assert told["branches"] == [{"node": 2, "from": 2, "to": 2}]
    assert told["notes"][0]["text"] == "Ask birch why."
    assert {x["id"] for x in told["loops"]} == {"containment", "bypass", "stag", "run"}
    assert set(told["seats"]["alder"]["moved"]) == {"open"}
    rating = told["seats"]["alder"]["rating"]
    assert 0 <= rating["beaten"] <= 1
    assert rating["games"] == 500
    assert told["dates"][1] - told["dates"][0] == told["turn_years"]


def test_replay_of_a_turn(over: Home) -> None:
    told = over.guests[-1].get("debrief/turn", turn=2).json()
    assert told["board"]["turn"] == 2
    assert told["played"]["done"]["alder"]["plan"]["orders"] == {"open": 0.4}
    assert told["moves"] == [{"seat": "birch", "text": "=A move", "happened": True, "ruling": "fine"}]
    assert over.guests[-1].get("debrief/turn", turn=9).status_code == 422


@pytest.mark.parametrize("by", ["player", "cause", "lever"])
def test_parts_sum_to_the_change(over: Home, by: str) -> None:
    for figure in ("relations[alder, birch]", SHARE, "prosperity[alder]"):
        told = asked(over, "causes", figure=figure, by=by, seat="alder")
        whole = sum(cause["value"] for cause in told["causes"])
        assert whole == pytest.approx(told["after"] - told["before"], abs=2e-3)


def test_what_if_with_the_same_luck_and_with_bands(over: Home) -> None:
    same = asked(over, "whatif", figure="openness[alder]", seat="alder", turn=2)
    assert same["past"][:2] == pytest.approx([same["past"][0], same["changed"][0]])
    assert same["changed"][-1] != same["past"][-1]
    assert "fan" not in same
    bands = asked(over, "whatif", figure="openness[alder]", seat="alder", turn=2, react=True, luck=True)
    assert bands["draws"] == 100
    assert all(a <= b for a, b in zip(bands["fan"]["p5"], bands["fan"]["p95"], strict=True))
    undone = asked(over, "whatif", figure="openness[alder]", node=2)
    assert undone["turn"] == 2
    assert len(undone["changed"]) == 2


@pytest.mark.parametrize(
    "body",
    [
        {"figure": "nothing", "seat": "alder"}, {"figure": SHARE, "seat": "atlantis"},
        {"figure": SHARE, "seat": "cedar"}, {"figure": SHARE, "seat": "alder", "turn": 9},
        {"figure": SHARE, "seat": "alder", "orders": {"open": 7}}, {"figure": SHARE, "node": 77},
    ],
)  # fmt: skip
def test_questions_without_an_answer_say_why(over: Home, body: dict) -> None:
    answer = over.guests[-1].post("debrief/whatif", body)
    assert answer.status_code == 422
    assert answer.json()["error"]["problems"]


def test_the_room_among_other_rooms(over: Home) -> None:
    for figure in ("rating", SHARE):
        for around in ("luck", "others"):
            told = asked(over, "sweep", figure=figure, seat="alder", around=around)
            assert len(told["values"]) == told["games"] == 1000
            ranks = [1.0 if v < told["played"] else 0.5 if v == told["played"] else 0.0 for v in told["values"]]
            assert told["below"] == pytest.approx(sum(ranks) / 1000, abs=0.08)  # shown values are rounded
