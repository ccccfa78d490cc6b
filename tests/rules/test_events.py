"""The event deck: what no state decides."""

import numpy as np
import pytest

from techrace.rules import events


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
