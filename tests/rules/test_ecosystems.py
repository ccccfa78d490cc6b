"""The land-grab of ecosystems."""

import numpy as np
import pytest

from techrace.rules import ecosystems


@pytest.fixture
def shares(story):
    return story.parameters(
        {"ecosystems.closing": 1.4, "ecosystems.open": 1.1, "ecosystems.price": 0.75, "ecosystems.privacy": 1.4}
    )


def odds(told, market):
    """Recover the log odds of beacon against driftwood in the part of a market that chose."""
    after = told.after(ecosystems)
    pace = 0.5 * told.setting.ecosystem_renewal
    choice = [
        told.see("ecosystem_share", e, market)
        + (after.see("ecosystem_share", e, market) - told.see("ecosystem_share", e, market)) / pace
        for e in ("beacon", "driftwood")
    ]
    assert sum(choice) == pytest.approx(1.0)
    return np.log(choice[0] / choice[1])


def test_who_is_shut_out_turns_to_the_other(shares):
    shut = shares.order("alder", close={"reef": 0.5})
    assert odds(shut, "reef") - odds(shares, "reef") == pytest.approx(-1.4 * 0.5)
    assert odds(shut, "shoal") == pytest.approx(odds(shares, "shoal"))
    before, after = shares.after(ecosystems), shut.after(ecosystems)
    assert after.see("ecosystem_share", "driftwood", "reef") > before.see("ecosystem_share", "driftwood", "reef")


def test_openness_attracts(shares):
    more = shares.given("openness", shares.see("openness", "alder") + 0.3, "alder")
    # Open owners also sell cheaper, but beacon costs nothing above the others; followers build on open models,
    # but driftwood's quality is fixed by the world.
    assert odds(more, "reef") - odds(shares, "reef") == pytest.approx(1.1 * 0.3)


def test_a_subsidy_works_where_prices_matter(shares):
    cheap = shares.order("alder", subsidy=1.0)
    assert odds(cheap, "reef") - odds(shares, "reef") == pytest.approx(0.75 * 0.9 * 0.3)
    assert odds(cheap, "alder") - odds(shares, "alder") == pytest.approx(0.75 * 0.2 * 0.3)


def test_a_closed_states_stack_is_distrusted_where_privacy_counts(shares):
    closed = shares.given("freedom", 0.85 - 0.57, "alder")
    assert odds(closed, "lagoon") - odds(shares, "lagoon") == pytest.approx(-1.4 * 0.7)
    assert odds(closed, "alder") == pytest.approx(odds(shares, "alder"))  # nobody distrusts himself


def test_a_wave_devalues_the_installed_base(shares):
    arrived = shares.given("wave", 1.0)
    assert odds(arrived, "alder") < odds(shares, "alder")  # beacon keeps half of its base there, driftwood all


def test_only_what_comes_up_for_renewal_moves(shares):
    frozen = shares.constant("ecosystem_renewal", 0.0).order("alder", close={"reef": 1.0}).after(ecosystems)
    assert frozen.state.ecosystem_share == pytest.approx(shares.state.ecosystem_share)
