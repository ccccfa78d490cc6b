"""The loops of the theory are found where they are, and joined over turns that follow each other."""

from dataclasses import replace

import numpy as np
import pytest

from techrace.explain.loops import LOOPS, Evidence, _joined, loops, run, stag
from techrace.policies import policy
from techrace.record import Record
from techrace.simulate import prepare, simulate
from techrace.world.loading import load


@pytest.fixture(scope="module")
def game() -> Record:
    setting = prepare(load("2025"))
    return simulate(setting, [policy("status-quo", setting, i) for i in range(6)], turns=4, seed=3)


def with_figure(game: Record, name: str, values: np.ndarray) -> Record:
    return replace(game, headlines={**game.headlines, name: values})


def test_every_loop_is_reported_shown_or_not(game: Record) -> None:
    found = loops(game)
    assert [x.id for x in found] == ["containment", "bypass", "stag", "run"]
    assert len(found) == len(LOOPS)
    assert all(1 <= e.turn <= e.end <= game.turns for x in found for e in x.evidence)


def test_a_crash_is_a_run_and_a_scare_is_not(game: Record) -> None:
    crashes = game.headlines["crashes"].copy()
    crashes[2:, 0] += 1
    crashed = run(with_figure(game, "crashes", crashes))
    assert crashed.shown
    assert [(e.turn, e.kind, e.values["who"]) for e in crashed.evidence] == [(2, "crashed", "us")]
    withdrew = game.headlines["run"].copy()
    withdrew[3, 1] = 0.6
    scared = run(with_figure(game, "run", withdrew))
    assert not scared.shown
    assert [(e.turn, e.kind, e.values) for e in scared.evidence] == [(3, "scare", {"who": "china", "run": 0.6})]


def test_detente_that_is_signed_and_broken_is_a_stag_hunt(game: Record) -> None:
    held = game.headlines["detente"].copy()
    held[2, 0, 1] = held[2, 1, 0] = 0.8
    found = stag(with_figure(game, "detente", held))
    assert found.shown
    assert [(e.turn, e.kind) for e in found.evidence if e.kind != "alone"] == [(2, "signed"), (3, "broken")]


def test_the_same_between_the_same_parties_is_joined_and_gains_add_up() -> None:
    seen = [Evidence(t, "fed", {"who": "a", "gain": 0.01}) for t in (1, 2, 4)] + [
        Evidence(2, "fed", {"who": "b", "gain": 0.5})
    ]
    joined = _joined(seen)
    assert [(e.turn, e.end, e.values["who"]) for e in joined] == [(1, 2, "a"), (2, 2, "b"), (4, 4, "a")]
    assert joined[0].values["gain"] == pytest.approx(0.02)
