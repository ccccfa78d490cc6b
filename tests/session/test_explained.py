"""What people do between turns (cards, rulings, events of the deck) is part of the game that is explained."""

from functools import cache

import numpy as np
import pytest
from isles import act, opening
from numpy.testing import assert_allclose

from techrace.axes import GOALS
from techrace.explain import by_lever, by_mechanism, by_player, by_term, luck_of_the_draw, what_if
from techrace.explain.mechanisms import HAND
from techrace.explain.players import Parts
from techrace.record import Record
from techrace.session import commands as c
from techrace.session import play
from techrace.session.events import Effect, Phase, Plan
from techrace.story import headlines

FIGURES = [f"{goal}[alder]" for goal in GOALS] + ["relations[alder, birch]", "layer_share[lens, cedar]"]


@cache
def meddled() -> Record:
    """Four turns with cards, a ruling, an event by hand and a turn in which nobody meddles."""
    table = opening()
    effects = (Effect(figure="layer_share[lens, cedar]", by=-0.2), Effect(figure="unrest[alder]", by=0.1))
    table = act(
        table,
        c.SubmitOrders(by="ann", seat="alder", plan=Plan(cards=("bridge", "labs"))),
        c.WriteMove(by="ben", seat="birch", move="m", text="?"),
        c.RuleOn(by="fay", move="m", effects=effects, pc=0.05),
        c.Resolve(by="fay"),
        c.MovePhase(by="fay", phase=Phase.ORDERS),
        c.PlayEvent(by="fay", event="storm"),
        c.Resolve(by="fay"),
        c.MovePhase(by="fay", phase=Phase.ORDERS),
        c.SubmitOrders(by="ben", seat="birch", plan=Plan(orders={"open": 0.9})),
        c.Resolve(by="fay"),
        c.MovePhase(by="fay", phase=Phase.ORDERS),
        c.Resolve(by="fay"),
    )
    return play.record(table)


def test_mechanisms_and_what_people_did_sum_to_the_change() -> None:
    game = meddled()
    found = by_mechanism(game, FIGURES)
    assert found.rules[-1] == HAND
    assert_allclose(found.deltas.sum(axis=(1, 2)), found.after - found.before, atol=1e-12)
    hand = found.deltas[:, -1]
    assert hand[FIGURES.index("relations[alder, birch]"), 0] == pytest.approx(0.05)
    assert hand[-1, 0] == pytest.approx(-0.2)
    assert not hand[:, 3].any()  # nobody meddled there


def test_turns_side_by_side_say_what_turns_one_by_one_say() -> None:
    game = meddled()
    spans = [by_mechanism(game, FIGURES, (t, t + 1)).deltas for t in range(game.turns)]
    assert_allclose(by_mechanism(game, FIGURES).deltas, np.concatenate(spans, axis=2), atol=1e-12)


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_game_that_is_played_again_unchanged_is_the_game_bit_for_bit(at: int) -> None:
    game = meddled()
    same = what_if(game, at, {"cedar": {"securitise": "standing"}}, FIGURES)  # which cedar had ordered anyhow
    state = game.states[-1]
    assert (same.played == same.changed).all()
    assert (
        same.played[FIGURES.index("layer_share[lens, cedar]"), -1]
        == state.layer_share[game.setting.index("layers", "lens"), game.setting.index("states", "cedar"), 0]
    )


@pytest.mark.parametrize("turns", [(0, 4), (1, 3)])
def test_players_and_levers_divide_all_of_the_difference(turns: tuple[int, int]) -> None:
    game = meddled()
    whole = by_mechanism(game, FIGURES, turns)

    def adds_up(parts: Parts) -> None:
        assert_allclose(parts.division.everybody, whole.after, atol=1e-12)
        assert_allclose(parts.division.parts.sum(axis=1), parts.division.everybody - parts.division.nobody, atol=1e-9)

    adds_up(by_player(game, FIGURES, turns))
    adds_up(by_lever(game, "alder", FIGURES, turns))


def test_luck_is_drawn_for_the_same_meddling() -> None:
    game = meddled()
    found = luck_of_the_draw(game, ["relations[alder, birch]"], (3, 4), draws=20)
    assert found.mean[0] == pytest.approx(found.played[0], abs=0.2)


def test_a_ruling_is_among_the_terms_of_a_share_and_the_causes_of_headlines() -> None:
    game = meddled()
    found = by_term(game, "layer_share[lens, cedar]")
    assert found.deltas[found.names.index(HAND), 0] == pytest.approx(-0.2)
    assert headlines(game)


def test_a_game_that_nobody_touched_has_no_such_cause() -> None:
    untouched = act(opening(), c.Resolve(by="fay"))
    assert HAND not in by_mechanism(play.record(untouched), FIGURES).rules
