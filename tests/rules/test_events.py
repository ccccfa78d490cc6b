"""The event deck: what no state decides."""

from pathlib import Path

import numpy as np
import pytest

from techrace.chance import chance
from techrace.rules import events
from techrace.simulate import begin, prepare
from techrace.world.loading import load
from techrace.world.schema import World

ISLANDS = Path(__file__).parents[1] / "worlds" / "archipelago.yaml"


def test_a_storm_comes_as_often_as_its_hazard_says(stories):
    after = stories.after(events)
    came = after.see("events_seen", "storm") > 0
    assert came.mean() == pytest.approx(1 - np.exp(-0.5 * 0.3), abs=0.016)  # 13.9 % a turn
    assert np.array_equal(after.see("events_left", "storm"), np.where(came, 2.0, 0.0))
    assert np.allclose(after.see("scarcity", "lens"), np.where(came, 0.3, 0.0))
    assert not after.see("scarcity", "cell").any()


def test_a_running_storm_does_not_start_again_and_passes(stories):
    running = stories.given("events_left", 2.0, "storm").after(events)
    assert np.array_equal(running.see("events_left", "storm"), np.ones(4_000))
    assert not running.see("events_seen", "storm").any()
    assert np.allclose(running.see("scarcity", "lens"), 0.3)
    last = stories.given("events_left", 1.0, "storm").given("scarcity", 0.3, "lens").after(events)
    assert (last.see("scarcity", "lens") == 0).mean() == pytest.approx(np.exp(-0.15), abs=0.016)


def test_tension_breeds_crises(stories):
    slope = stories.constant("event_tension", 3.0)
    calm, tense = (slope.given("tension", t).after(events).see("events_seen", "storm").mean() for t in (0.6, 0.9))
    assert calm == pytest.approx(1 - np.exp(-0.15), abs=0.016)
    assert tense == pytest.approx(1 - np.exp(-0.15 * np.exp(3 * 0.3)), abs=0.02)


def test_events_at_once_leave_the_product(story):
    deck = story.given("events_left", 5.0, "storm").constant("event_scarcity", 1.0, 0, 1)
    assert deck.after(events).see("scarcity", "cell") == 1.0


def deck(**changes):
    """Return the islands with a storm that comes nearly every turn, and a state of many games of them."""
    data = load(str(ISLANDS)).model_dump(mode="json", by_alias=True)
    data["events"]["storm"] |= {"hazard": 40.0, **changes}
    setting = prepare(World.model_validate(data))
    return setting, begin(setting, chance(3, 500))


def after(setting, state, turn=0):
    return events.apply(state.evolve(turn=turn), setting.standing, setting, chance(3, 500, turn))


def test_an_event_comes_only_in_its_turns():
    setting, start = deck(first=3, last=4)
    came = [after(setting, start, turn).events_seen.mean() for turn in range(6)]
    assert came == pytest.approx([0, 0, 1, 1, 0, 0], abs=0.01)


def test_an_event_comes_only_while_its_figures_lie_in_their_bands():
    setting, start = deck(when={"tension": [0.5, 1.0]})
    tense = np.arange(500) % 2 == 0
    seen = after(setting, start.evolve(tension=np.where(tense, 0.6, 0.4))).events_seen[0]
    assert np.array_equal(seen > 0, tense)


def test_an_event_leaves_a_mark_once_and_shares_still_sum_to_one():
    setting, start = deck(lasts=9, effects={"unrest[alder]": [0.1, 0.2], "layer_share[lens, alder]": [-0.05, -0.05]})
    end = after(setting, start)
    came = end.events_seen[0] > 0
    moved = (end.unrest - start.unrest)[0]
    assert came.mean() > 0.9
    assert moved[came].min() >= 0.1
    assert moved[came].max() <= 0.2
    assert moved[came].std() > 0.02
    assert not moved[~came].any()
    assert np.allclose(end.layer_share.sum(axis=1), 1.0)
    assert np.allclose(
        events.read(end, "layer_share[lens, alder]", setting)[came],
        events.read(start, "layer_share[lens, alder]", setting)[came] - 0.05,
    )
    assert np.array_equal(after(setting, end, 1).unrest, end.unrest)  # it is still running


def test_an_event_played_by_hand_does_what_it_would_have_done():
    setting, start = deck(hazard=0.0, effects={"tension": [0.05, 0.05]})
    struck = events.befall(start, np.ones((1, 500), dtype=bool), setting, chance(3, 500))
    assert np.allclose(struck.tension, start.tension + 0.05)
    assert (struck.events_left == 2).all()
    assert np.allclose(struck.scarcity[setting.index("layers", "lens")], 0.3)


@pytest.mark.parametrize(
    ("figure", "says"), [("unrst[alder]", "unrest"), ("unrest", "1 names"), ("unrest[oak]", "oak")]
)
def test_a_figure_that_does_not_exist_is_told(figure, says):
    setting, _ = deck()
    assert says in events.mistake(figure, setting)
