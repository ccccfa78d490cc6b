"""A new ceiling reopens a race that seemed settled."""

import numpy as np
import pytest

from techrace.rules import waves
from techrace.rules.constants import FIXED

# The tide starts in 103, three years or six turns after the start.


def test_nothing_before_it_starts(story):
    after = story.at(4).after(waves)
    assert after.see("wave", "tide") == 0.0
    assert np.array_equal(after.state.frontier, story.state.frontier)


def test_it_comes_raises_the_ceiling_and_takes_part_of_a_lead(story):
    after = story.at(5).after(waves)
    arrived = 0.5 * FIXED.wave_speed * 0.04
    assert after.see("wave", "tide") == pytest.approx(arrived)  # .018
    mean = (0.6 + 0.52 + 0.4 + 0.3) / 4
    expected = (0.6 - 0.3 * arrived * (0.6 - mean)) / 1.2**arrived
    assert after.see("frontier", "alder") == pytest.approx(expected)


def test_a_wave_of_machines_arrives_evenly_over_its_years(story):
    linear = story.constant("wave_ecosystems", 0.0)
    assert linear.at(6).after(waves).see("wave", "tide") == pytest.approx(1 / 4)  # 2 years, 4 turns
    assert linear.at(30).after(waves).see("wave", "tide") == 1.0


def test_what_has_arrived_changes_nothing_more(story):
    done = story.given("wave", 1.0).at(30).after(waves)
    assert np.array_equal(done.state.platform, story.state.platform)
