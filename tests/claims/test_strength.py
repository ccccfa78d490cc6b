"""Every lever that a world offers moves something."""

from functools import lru_cache

import numpy as np
import pytest

from techrace.claims.strength import _dominant, as_data, page, survey, trials, words_for
from techrace.errors import InputError
from techrace.orders import LEVERS
from techrace.simulate import prepare
from techrace.world.loading import load

# Levers that move nothing of what they are meant to move, with the reason; docs/claims.md keeps the list.
IDLE = {
    "invite": {"china"},  # its bloc is not founded, and nobody wants to join
    "outreach_mix": {"korea", "japan"},  # what is offered matters only where one's own stack or camp can win
    "screening": {"us", "china", "eu", "korea", "japan", "taiwan"},  # a fifth of the mobility of capital, no more
    "capital_controls": {"eu", "korea"},  # little capital that could leave
    "broker": {"japan"},  # on bad terms with one of the two
}


@lru_cache(maxsize=1)
def setting():
    return prepare(load("2025"))


@lru_cache(maxsize=1)
def found():
    return survey(worlds=16, turns=16, workers=1)


def test_every_lever_is_tried_by_somebody():
    tried = {t.lever for t in trials(setting(), setting().names["states"])}
    assert tried == {lever.name for lever in LEVERS}


@pytest.mark.slow
def test_no_lever_is_idle_that_should_not_be():
    idle = {(s.trial.id, s.trial.seat) for s in found().idle}
    known = {(lever, seat) for lever, seats in IDLE.items() for seat in seats}
    assert idle <= known


@pytest.mark.slow
def test_the_picture_and_the_data_tell_the_same():
    data = as_data(found())
    assert len(data["levers"]) == len(found().found)
    text = page(found(), "Levers")
    assert text.count("<td") >= 2 * len(found().found)
    assert "http" not in text


def test_one_lever_of_one_seat():
    few = survey(seats=["korea"], levers=["spend_social", "securitise"], worlds=16, turns=12, workers=1)
    assert [(s.trial.id, s.trial.seat) for s in few.found] == [("spend_social", "korea"), ("securitise", "korea")]
    social = few.found[0]
    assert social.off.effects[0][0] > 0.02  # without social spending unrest rises
    assert social.off.rating[0] < 0
    assert not social.idle


def test_words_stand_for_names_of_the_world():
    meant = words_for(setting(), setting().index("states", "korea"))
    assert meant["own_layer"] == "hbm"
    assert meant["rival"] == "china"
    assert "client" not in meant


def test_a_lever_that_always_wins_is_named():
    worlds = np.zeros(20)
    gains = {"a": [("x", worlds + 3.0), ("y", worlds), ("z", worlds - 1)], "b": [("x", worlds), ("y", worlds)]}
    assert _dominant(gains) == [("a", "x", 1.0, 3.0)]


@pytest.mark.parametrize("wrong", [{"seats": ["atlantis"]}, {"levers": ["securitize"]}])
def test_unknown_names_are_refused(wrong):
    with pytest.raises(InputError):
        survey(worlds=16, workers=1, **wrong)
