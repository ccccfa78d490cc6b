"""What is reckoned up at the end: forecasts, moved levers, the rooms around a room."""

import numpy as np
import pytest
from isles import act, opening
from numpy.testing import assert_allclose

from techrace import reckoning
from techrace.errors import InputError
from techrace.explain.around import rank
from techrace.explain.figure import figure, value_of
from techrace.record import Record
from techrace.session import commands as c
from techrace.session import play
from techrace.session.events import Answer, Phase, Plan, Score
from techrace.session.table import Table


@pytest.fixture(scope="module")
def table() -> Table:
    return act(
        opening(),
        c.HandOver(by="fay", seat="birch", doctrine="random-legal"),
        c.SubmitOrders(by="ann", seat="alder", plan=Plan(orders={"open": 0.9})),
        c.Resolve(by="fay"),
        c.MovePhase(by="fay", phase=Phase.ORDERS),
        c.SubmitOrders(by="ann", seat="alder", plan=Plan(orders={"open": 0.9, "securitise": 0.7})),
        c.Resolve(by="fay"),
    )


@pytest.fixture(scope="module")
def record(table: Table) -> Record:
    return play.record(table)


def test_moved_levers_with_their_turns(record: Record) -> None:
    assert reckoning.moved(record, "alder") == {"open": [1, 2], "securitise": [2]}
    assert reckoning.moved(record, "alder", 2) == {"open": [2], "securitise": [2]}


def test_without_orders_a_seat_goes_back_to_the_standing_ones(table: Table, record: Record) -> None:
    found = reckoning.instead(table, record, "alder", 1, {}, ["openness[alder]"])
    same = reckoning.instead(
        table, record, "alder", 1, {"open": "standing", "securitise": "standing"}, ["openness[alder]"]
    )
    assert_allclose(found.changed, same.changed)
    with pytest.raises(InputError, match="cedar"):
        reckoning.instead(table, record, "cedar", 1, {}, ["openness[alder]"])


@pytest.mark.parametrize(("card", "turns"), [("wall", 1), ("bridge", 1), ("wall", 2)])
def test_a_card_that_is_not_played_costs_nothing(card: str, turns: int) -> None:
    """The other game is, to the last bit that people see, the game in which nobody played it."""
    figures = ["political_capital[alder]", "relations[alder, birch]", "embargo[alder, birch]", "security[alder]"]
    games = []
    for cards in ((card,), ()):
        at = act(opening(), c.SubmitOrders(by="ann", seat="alder", plan=Plan(cards=cards)), c.Resolve(by="fay"))
        for _ in range(turns - 1):
            at = act(at, c.MovePhase(by="fay", phase=Phase.ORDERS), c.Resolve(by="fay"))
        games.append(at)
    with_it, without = games
    found = reckoning.instead(
        with_it,
        play.record(with_it),
        "alder",
        1,
        {"control": "standing", "securitise": "standing"},
        figures,
        react=True,
    )
    assert_allclose(found.changed[:, 0], _path(without, figures)[:, 0], atol=1e-12)
    if turns == 1:  # later on people's doctrines are asked anew, through other eyes
        assert_allclose(found.changed, _path(without, figures), atol=1e-12)
    assert (found.played != found.changed).any()
    kept = reckoning.instead(with_it, play.record(with_it), "alder", 1, {"open": 0.9}, figures)
    assert kept.changed[0, 0] == pytest.approx(found.played[0, 0])  # the card is still played, and paid


def _path(table: Table, figures: list[str]) -> np.ndarray:
    record = play.record(table)
    return np.array(
        [[value_of([figure(f, record.setting)], s, record.setting)[0, 0] for s in record.states] for f in figures]
    )


def test_rooms_differ_by_luck_and_by_other_players(table: Table, record: Record) -> None:
    luck, others = (reckoning.rooms(table, record, ["gdp[alder]"], seat, 40) for seat in ("", "alder"))
    assert luck.values.shape == others.values.shape == (1, 40)
    assert (luck.values != others.values).any()
    assert luck.played == others.played == record.headlines["gdp"][-1, 0, 0]
    again = reckoning.rooms(table, record, ["gdp[alder]"], "alder", 40)
    assert (again.values == others.values).all()
    rated = reckoning.ratings(record, reckoning.usual(table, record, 30))
    assert reckoning.rated(record, others, rated.par).shape == (4, 40)
    assert ((rated.beaten >= 0) & (rated.beaten <= 1)).all()


def test_rank_counts_ties_half() -> None:
    assert rank(np.array([2.0]), np.array([[1.0, 2.0, 2.0, 3.0]])) == pytest.approx([0.5])


def test_honours() -> None:
    """By hand: what each lost, a question, less than the base rate; a number in widths of the base rate's interval."""
    base = Answer(low=10, middle=12, high=14)

    def chance(seat: str, value: float, reference: float, *, given: bool = True) -> Score:
        return Score(
            seat=seat, question="q", asked=0, answer=Answer(probability=0.3), outcome=1, score=value,
            reference=reference, base=Answer(probability=0.5), given=given,
        )  # fmt: skip

    def number(seat: str, value: float, reference: float) -> Score:
        return Score(
            seat=seat, question="n", asked=0, answer=base, outcome=1, score=value, reference=reference, base=base
        )

    scores = [
        chance("a", 0.5, 0.25), chance("b", 0.05, 0.25), number("b", 9.0, 1.0), number("c", 0.8, 1.0),
        chance("c", 0.25, 0.25, given=False), chance("d", 0.25, 0.25, given=False),
    ]  # fmt: skip
    found = reckoning.honours(scores)
    assert [h.seat for h in found] == ["c", "a", "b"]  # d has answered nothing
    by_seat = {h.seat: h for h in found}
    assert by_seat["a"].skill == pytest.approx(-0.25)
    assert by_seat["b"].skill == pytest.approx((0.2 + (0.25 - 1.0)) / 2)  # one bad guess does not decide it
    assert by_seat["c"].skill == pytest.approx((0.05 + 0.0) / 2)
    assert (by_seat["c"].asked, by_seat["c"].answers, by_seat["c"].better) == (2, 1, 1)
    assert (by_seat["c"].brier, by_seat["c"].base) == (0.25, 0.25)  # left out, so as the base rate
    assert (by_seat["b"].brier, by_seat["b"].base) == (0.05, 0.25)
    assert reckoning.honours([]) == []


def test_leaving_out_is_neither_punished_nor_rewarded() -> None:
    """Whoever expects to do better than the base rate wins by answering, whoever expects worse loses."""

    def score(value: float, *, given: bool) -> Score:
        return Score(
            seat="a", question="q", asked=0, answer=Answer(probability=0.3), outcome=1, score=value, reference=0.2,
            base=Answer(probability=0.5), given=given,
        )  # fmt: skip

    skills = [
        reckoning.honours([score(0.1, given=True), score(value, given=given)])[0].skill
        for value, given in ((0.1, True), (0.2, False), (0.3, True))
    ]
    assert skills == pytest.approx([0.1, 0.05, 0.0])


def test_scores_of_an_older_log_count_beside_what_they_were_scored_by() -> None:
    old = Score(
        seat="a", question="q", asked=0, answer=Answer(low=0, middle=1, high=2), outcome=1, score=1.0, reference=2.0
    )
    assert reckoning.honours([old])[0].skill == pytest.approx(0.25 - 0.125)
