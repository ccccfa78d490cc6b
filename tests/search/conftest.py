"""Searches so short that they cost little: what is tested is that they are sound, not that they are strong."""

import pytest

from techrace.chance import chance
from techrace.simulate import begin
from techrace.view import View

QUICK = "rollouts=1,turns=3"


@pytest.fixture(scope="session")
def look():
    """Return a view of a batch before the first turn."""

    def view(setting, seat, worlds=1, seed=3):
        luck = chance(seed, worlds)
        state = begin(setting, luck)
        return View(seat, state, state, setting.standing, setting, luck)

    return view
