"""What pleases voters fills the account, and only a full account buys peace."""

import numpy as np
import pytest

from techrace.rules import politics
from techrace.rules.constants import FIXED


@pytest.fixture
def home(story):
    """Everybody is as tough as he is by nature, calm, and grows at trend."""
    told = story.given("unrest", 0.2).given("crash", 0.0).given("growth", story.setting.start.growth)
    return told.given("temper", told.state.hawkishness).parameters(
        {"politics.tit_for_tat": 0.09, "politics.drift": 0.25}
    )


def test_states_vote_on_their_turns_and_on_no_other(stories):
    voted = {turn: stories.at(turn).after(politics) for turn in (0, 1, 2, 3, 11)}
    # Cedar votes in turn 2 and every tenth after, alder in turn 4 and every eighth after: 12.
    assert [np.all(v.see("party", "cedar") != 0) for v in voted.values()] == [False, True, False, False, True]
    assert [np.all(v.see("party", "alder") != 0) for v in voted.values()] == [False, False, False, True, True]
    assert not any(v.see("party", "birch").any() for v in voted.values())
    assert np.all(voted[1].see("political_capital", "cedar") == 0.7)


def test_hawks_win_by_the_mood(stories):
    after = stories.given("hawkishness", 0.5).given("temper", 0.5).given("unrest", 0.6).at(1).after(politics)
    mood = after.see("hawkishness", "cedar")[0]
    expected = 1 / (1 + np.exp(-(6 * (mood - 0.5) + 2 * 0.3)))
    assert (after.see("party", "cedar") > 0).mean() == pytest.approx(expected, abs=0.02)


def test_hostile_acts_breed_hawks(home):
    hit = home.order("birch", tariff={"cedar": 1.0})
    more = hit.after(politics).see("hawkishness", "cedar") - home.after(politics).see("hawkishness", "cedar")
    assert more == pytest.approx(0.5 * 0.09 * 1.0 * (1 - 0.3))  # tit for tat among the 70 % that are doves


def test_detente_and_a_ruling_party_move_the_mood(home):
    base = home.after(politics)
    peace = home.given("detente", 1.0, "alder", "birch").after(politics)
    assert peace.see("hawkishness", "alder") - base.see("hawkishness", "alder") == pytest.approx(-0.5 * 0.22 * 0.5)
    ruled = home.given("party", 0.5, "dune").after(politics)
    assert ruled.see("hawkishness", "dune") - base.see("hawkishness", "dune") == pytest.approx(
        0.5 * FIXED.party * 0.5 * 0.8
    )


def test_what_pays_at_home_depends_on_the_mood(home):
    def credit(told, state):
        return told.after(politics).see("political_capital", state) - home.after(politics).see(
            "political_capital", state
        )

    # Alder's mood is (.5 - .45) / .25 = .2; its standing orders admit nobody.
    popular = politics.POPULARITY["immigration"]
    assert credit(home.order("alder", immigration=1.0), "alder") == pytest.approx(popular.base + 0.2 * popular.slope)
    cold = politics.POPULARITY["detente"]
    assert credit(home.order("alder", detente={"birch": 1.0}), "alder") == pytest.approx(cold.base + 0.2 * cold.slope)
    assert credit(home.given("snub", 1.0, "alder"), "alder") == pytest.approx(-0.06)
    assert credit(home.given("crash", 1.0, "alder"), "alder") == pytest.approx(-0.5 * 0.3)


def test_tariffs_sour_relations_and_detente_mends_them(home):
    def change(told):
        after, before = told.after(politics), home.after(politics)
        assert after.see("relations", "cedar", "dune") == after.see("relations", "dune", "cedar")
        return after.see("relations", "cedar", "dune") - before.see("relations", "cedar", "dune")

    assert change(home.order("cedar", tariff={"dune": 0.5})) == pytest.approx(-0.5 * FIXED.slow * 0.8 * 0.5)
    pact = home.given("detente", 0.5, "cedar", "dune").given("detente", 0.5, "dune", "cedar")
    assert change(pact) == pytest.approx(0.5 * FIXED.slow * 0.8 * 0.5)
    assert change(home.order("dune", payment={"cedar": 0.5})) == pytest.approx(0.5 * FIXED.slow * 0.3 * 0.5)


def test_a_patron_that_turns_inward_loses_its_friends(home):
    angry = home.given("hawkishness", 0.85, "alder").given("temper", 0.85, "alder")
    before, after = home.after(politics), angry.after(politics)
    assert after.see("relations", "cedar", "alder") < before.see("relations", "cedar", "alder") - 0.01
    assert after.see("relations", "cedar", "dune") == pytest.approx(before.see("relations", "cedar", "dune"))
