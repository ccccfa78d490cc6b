"""What is wrong with the cards and questions of a world is found when it is checked."""

from pathlib import Path

from isles import card, text, world

from techrace.session import cards, forecasts
from techrace.simulate import prepare
from techrace.world.schema import World


def setting(**changes):
    data = world()
    data["states"]["alder"]["cards"] |= changes.get("cards", {})
    data["questions"] |= changes.get("questions", {})
    return prepare(World.model_validate(data))


def test_good_cards_have_no_problems():
    good = setting()
    assert list(cards.problems_of(good)) == []
    assert list(forecasts.problems_of(good)) == []


def test_bad_cards_are_named_with_their_place():
    bad = setting(
        cards={
            "a": card({"opne": 0.5}),
            "b": card({"fund_doubling": 1.0}),
            "c": card({"open": "tension"}),
            "d": card({"open": 0.5}, nudge={"temper[alder]": 0.1}),
        },
        questions={"q": {"text": text("?"), "ask": "tensoin > 1", "kind": "binary"}},
    )
    found = {
        problem.path[3] if problem.path[2] == "cards" else problem.path[1]: str(problem)
        for problem in cards.problems_of(bad)
    }
    assert "did you mean 'open'" in found["a"]
    assert "fund_doubling" in found["b"]
    assert "plain numbers" in found["c"]
    assert "temper" in found["d"]
    assert "tension" in str(next(forecasts.problems_of(bad)))


def test_the_limits_of_cards_are_documented_as_they_are():
    told = (Path(__file__).parents[2] / "docs" / "sessions.md").read_text(encoding="utf-8")
    limits = f"{cards.NEW_POINTS:g} points newly committed, {cards.ALL_POINTS:g} in force"
    assert limits in told
    assert f"costs {cards.DROPPING:g} of political capital" in told
    assert f"levels more than {cards.APART:g} apart" in told
