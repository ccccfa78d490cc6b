"""Games small enough to be worked out by hand, and one short tournament that is really played."""

from dataclasses import replace

import numpy as np
import pytest

from techrace.archive import plan
from techrace.tournament import Field, Result, field_of, tournament

TURNS, WORLDS = 4, 6


@pytest.fixture(scope="session")
def recipe():
    return plan("2025", turns=TURNS, uncertainty="declared")


@pytest.fixture(scope="session")
def played(recipe):
    who = field_of(recipe, "korea,japan", ["korea=gardener,super_gap", "japan=stronghold,vanguard,status-quo"])
    return tournament(recipe, who, WORLDS)


@pytest.fixture
def game(recipe):
    """Make a result from payoffs, shape (seats, choices of the first, choices of the second, …)."""

    def make(*tables, noise=0.0, worlds=40):
        pay = np.array(tables, dtype=np.float64)
        shape = pay.shape[1:]
        seats = tuple(list(recipe.policies)[: len(shape)])
        choices = tuple(tuple(f"{s}-{c}" for c in range(n)) for s, n in zip(seats, shape, strict=True))
        profiles = np.stack(np.unravel_index(np.arange(int(np.prod(shape))), shape), axis=1)
        wave = noise * np.sin(np.arange(worlds) * 2.4)  # the same luck at every combination, and some of its own
        own = noise * np.sin(np.arange(pay.size)[:, None] + 1.7 * np.arange(worlds))
        ratings = np.full((len(profiles), len(recipe.policies), worlds), 50.0)
        flat = pay.reshape(len(seats), -1)
        for i in range(len(seats)):
            ratings[:, i] = flat[i][:, None] + wave + own.reshape(len(seats), -1, worlds)[i]
        who = Field(seats, choices, profiles.astype(np.int64), whole=True)
        return Result(replace(recipe), who, ratings, tuple(recipe.policies))

    return make
