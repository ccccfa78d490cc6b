"""An S-curve that leaders climb and followers copy."""

import numpy as np
import pytest

from techrace.rules import frontier
from techrace.rules.constants import FIXED


@pytest.fixture
def chase(story):
    """Alder is ahead at .6, all others are at .3; nothing is shared in blocs."""
    told = story.given("frontier", 0.3).given("frontier", 0.6, "alder").given("membership", 0.0)
    told = told.given("securitised", 0.0).given("openness", 0.0)
    return told.parameters({"frontier.pace": 0.19, "frontier.imitation": 0.28, "frontier.compute_weight": 0.6})


def gain(told, state="dune"):
    return told.after(frontier).see("frontier", state) - told.see("frontier", state)


SPEED = 0.28 * 0.3 * (0.5 + 0.5 * 0.2**0.3)  # imitation * gap * skill of dune, whose science is a fifth of the best


def test_followers_copy_as_far_as_the_leader_is_open(chase):
    more = gain(chase.given("openness", 1.0, "alder")) - gain(chase)
    assert more == pytest.approx(0.5 * SPEED * (1 - FIXED.read_only))
    half = gain(chase.given("openness", 1.0, "alder").given("securitised", 1.0, "alder")) - gain(chase)
    assert half == pytest.approx(0.5 * more)


def test_closing_the_ecosystem_keeps_followers_out(chase):
    opened = chase.given("openness", 1.0, "alder")
    everywhere = dict.fromkeys(chase.setting.names["markets"], 1.0)
    closed = opened.order("alder", close=everywhere)
    lost = gain(opened) - gain(closed)
    assert lost == pytest.approx(0.5 * SPEED * (1 - FIXED.read_only) * FIXED.closed_interface)


def test_members_share(chase):
    bloc = chase.given("duty", 0.5, "north").given("membership", 1.0, "north", "alder")
    bloc = bloc.given("membership", 0.4, "north", "dune")
    more = gain(bloc) - gain(chase)  # sharing .3 * min(1, 2 * .5) * depth .4
    assert more == pytest.approx(0.5 * SPEED * (1 - FIXED.read_only) * 0.3 * 0.4)


def test_the_leader_climbs_by_pace_and_drive(chase):
    told = chase.given("effort", 0.25, "frontier", "alder").given("freedom", 1.0, "alder")
    luck = FIXED.frontier_noise * np.sqrt(0.5) * told.luck.noise("frontier", told.setting.names["states"])[0, 0]
    # Best in science, compute 1: drive = (.30 + 1.5 * .5) * (.75 + .35) = 1.155
    assert gain(told, "alder") == pytest.approx(0.6 * 0.4 * (0.5 * 0.19 * 1.155 + luck))


def test_compute_counts_by_its_weight(chase):
    noise = (
        FIXED.frontier_noise * np.sqrt(0.5) * chase.luck.noise("frontier", chase.setting.names["states"])[0, 0] * 0.24
    )
    ratio = (gain(chase.given("compute", 2.0, "alder"), "alder") - noise) / (gain(chase, "alder") - noise)
    assert ratio == pytest.approx(2**0.6)
