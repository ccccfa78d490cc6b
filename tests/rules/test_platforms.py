"""Who brings the frontier into the real world."""

import numpy as np
import pytest

from techrace.rules import platforms
from techrace.rules.constants import FIXED


@pytest.fixture
def told(story):
    """Alder alone leads everywhere, so that it copies nobody."""
    values = {"throttle": 0.55, "arms": 0.35, "procurement": 0.15, "pace": 0.62, "chips": 0.5, "imitation": 0.035}
    low = story.given("platform", 0.1)
    low = low.given("platform", 0.3, "trade", "alder").given("platform", 0.3, "harbour", "alder")
    return low.given("securitised", 0.0).parameters({f"platforms.{k}": v for k, v in values.items()})


def advance(told, sector, state="alder"):
    """Return what a platform gained, without luck."""
    names = told.setting.names
    luck = told.luck.noise("platforms", names["sectors"], names["states"])
    level = told.see("platform", sector, state)
    noise = luck[names["sectors"].index(sector), names["states"].index(state), 0] * FIXED.platform_noise * np.sqrt(0.5)
    return told.after(platforms).see("platform_gain", sector, state) - noise * level * (1 - level)


def test_a_label_throttles_civil_spillovers_and_speeds_arms(told):
    secret = told.given("securitised", 1.0, "alder")
    # (1 - .55) * (1 + .15 * (1 - .3)) = .497 for trade; harbours are arms: 1.35
    assert advance(secret, "trade") / advance(told, "trade") == pytest.approx(0.45 * 1.105)
    assert advance(secret, "harbour") / advance(told, "harbour") == pytest.approx(1.35)


def test_frontier_and_chips_pull(told):
    level = told.see("frontier", "alder")
    ratio = advance(told.given("frontier", level / 2, "alder"), "trade") / advance(told, "trade")
    assert ratio == pytest.approx(0.5**FIXED.platform_frontier)
    chips = advance(told.given("chip_access", 0.25, "alder"), "trade") / advance(
        told.given("chip_access", 1.0, "alder"), "trade"
    )
    assert chips == pytest.approx(0.25**0.5)


def test_unrest_slows_everything(told):
    ratio = advance(told.given("unrest", 1.0, "alder"), "trade") / advance(told.given("unrest", 0.0, "alder"), "trade")
    assert ratio == pytest.approx(0.65)


def test_hollowing_out_takes_the_base_of_what_is_tied_to_manufacturing(told):
    gone = told.given("manufacturing", told.see("manufacturing", "alder") / 2, "alder")
    base = 0.35 + 0.5 * 0.5**FIXED.hollowing  # against .35 + .5
    assert advance(gone, "harbour") / advance(told, "harbour") == pytest.approx(base / 0.85)
    assert advance(gone, "trade") == pytest.approx(advance(told, "trade"))


def test_followers_learn_from_the_open(told):
    closed, opened = told.given("openness", 0.0), told.given("openness", 1.0)
    assert advance(opened, "trade", "dune") - advance(closed, "trade", "dune") == pytest.approx(0.5 * 0.035 * 1.0 * 0.2)
    assert advance(opened, "trade") == pytest.approx(advance(closed, "trade"))
