"""From points to chunks: what is played together, what is written together, in an order that stays balanced.

A point's games share their luck with every other point's: the world's id is the replication. Points
whose policies, mechanisms or worlds differ cannot share a batch; everything else varies along the
worlds axis. Chunks are ordered by replication, so that an interrupted sweep knows a little of every
point rather than everything of a few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techrace.archive.recipe import Recipe
from techrace.arrays import Array
from techrace.errors import InputError
from techrace.scoring import Par, par_of
from techrace.simulate import BATCH, simulate
from techrace.sweep.design import Design
from techrace.sweep.play import Job, prepared
from techrace.sweep.sampling import points_of
from techrace.sweep.worlds import changed
from techrace.world.loading import hash_of
from techrace.world.loading import load as load_world

FEWEST = 16  # games that are worth a batch
MOST_BATCHES = 16  # written together
BALANCE = 64  # chunks that a sweep is cut into before they grow
A_GAME, A_PROCESS = 120e3, 190e6  # bytes that a game of a batch, and a process, take (measured)
PAR_WORLDS = 256

Shard = tuple[int, int]
"""Which part of how many, from 1."""


@dataclass(frozen=True)
class Chunk:
    """Games that are written together.

    Attributes:
        number: Its place in the plan.
        group: Which games share a batch.
        points: The places of its points within the group.
        replications: From, to.
    """

    number: int
    group: int
    points: range
    replications: range

    @property
    def runs(self) -> int:
        """Return how many games it holds."""
        return len(self.points) * len(self.replications)


@dataclass(frozen=True)
class Plan:
    """Everything that is to be played.

    Attributes:
        design: The design.
        source: The design as the user named it.
        points: Shape (points, factors).
        group_of: The group of every point.
        recipes: How each group is played.
        pars: Par of each group's world, if anything is rated.
        batch: Games at once.
        size: Games written together.
        rounds: Replications after each round; ``until`` adds rounds.
        shard: Which part of the chunks is ours.
    """

    design: Design
    source: str
    points: Array
    group_of: NDArray[np.int64]
    recipes: tuple[Recipe, ...]
    pars: tuple[Par | None, ...]
    batch: int = BATCH
    size: int = BATCH
    rounds: tuple[int, ...] = (1,)
    shard: Shard = (1, 1)

    @property
    def replications(self) -> int:
        """Return how often every point is played."""
        return self.rounds[-1]

    @property
    def runs(self) -> int:
        """Return how many games the whole sweep is, all shards together."""
        return len(self.points) * self.replications

    @cached_property
    def members(self) -> tuple[NDArray[np.int64], ...]:
        """List the points of every group."""
        return tuple(np.flatnonzero(self.group_of == g) for g in range(len(self.recipes)))

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """List the chunks of this shard, in order of play."""
        mine, whole = self.shard
        return tuple(c for c in self._all() if c.number % whole == mine - 1)

    def _all(self) -> Iterator[Chunk]:
        number = 0
        for start, stop in zip((0, *self.rounds), self.rounds, strict=False):
            found: list[tuple[int, int, range, range]] = []
            for group, members in enumerate(self.members):
                several = max(1, self.size // len(members))
                for r in range(start, stop, several):
                    together = range(r, min(r + several, stop))
                    slices = (range(p, min(p + self.size, len(members))) for p in range(0, len(members), self.size))
                    found += [(r, group, points, together) for points in slices]
            for _, group, points, together in sorted(found, key=lambda f: (f[0], f[1], f[2].start)):
                yield Chunk(number, group, points, together)
                number += 1

    def job(self, chunk: Chunk) -> Job:
        """Return everything that a worker needs to play a chunk."""
        members = self.members[chunk.group][chunk.points.start : chunk.points.stop]
        reps = np.arange(chunk.replications.start, chunk.replications.stop, dtype=np.int64)
        return self.job_of(chunk.group, np.tile(members, len(reps)), np.repeat(reps, len(members)))

    def one(self, run: int) -> Job:
        """Return the job of one run alone.

        Raises:
            InputError: There is no such run.
        """
        if not 0 <= run < self.runs:
            message = f"--only {run}: the sweep has the runs 0 to {self.runs - 1}"
            raise InputError(message)
        replication, point = divmod(run, len(self.points))
        return self.job_of(int(self.group_of[point]), np.array([point]), np.array([replication]))

    def job_of(self, group: int, points: NDArray[np.int64], replications: NDArray[np.int64]) -> Job:
        """Return the job of some points of a group, each in one replication."""
        spec = self.design.spec
        along: dict[tuple[str, str], Array] = {}
        for i, factor in enumerate(self.design.factors):
            if not factor.grouping:
                values = self.points[points, i]
                along[factor.kind, factor.key] = np.array(factor.values(values)) if factor.choices else values
        return Job(
            source=self.source,
            recipe=self.recipes[group],
            uncertainty=self.design.path(spec.uncertainty),
            fixed=dict(spec.fixed.start),
            along=along,
            points=points,
            replications=replications,
            whole=len(self.points),
            outcomes=dict(spec.outcomes),
            par=self.pars[group],
            batch=self.batch,
        )

    def again(self, replications: int) -> Plan:
        """Return the plan with a round more."""
        return replace(self, rounds=(*self.rounds, replications))

    def fingerprint(self) -> str:
        """Return a fingerprint of the points."""
        return sha256(np.ascontiguousarray(self.points, dtype="<f8").tobytes()).hexdigest()[:16]


def plan(
    design: Design,
    source: str,
    *,
    workers: int = 1,
    memory: float = 1 << 30,
    shard: Shard = (1, 1),
    replications: int | None = None,
) -> Plan:
    """Plan a sweep so that it fits the memory."""
    points = points_of(design)
    keys = [i for i, f in enumerate(design.factors) if f.grouping]
    places, group_of = (
        np.unique(points[:, keys], axis=0, return_inverse=True)
        if keys
        else (np.zeros((1, 0)), np.zeros(len(points), int))
    )
    recipes = tuple(recipe_at(design, dict(zip(keys, row, strict=True))) for row in places)
    batch = batch_for(memory, workers)
    rated = any(o.rating for o in design.spec.outcomes.values())
    pars: tuple[Par | None, ...] = pars_of(design, recipes) if rated else (None,) * len(recipes)
    n = replications or design.spec.replications
    several = max(1, min(MOST_BATCHES, len(points) * n // (batch * BALANCE)))
    return Plan(
        design, source, points, group_of.reshape(-1), recipes, pars,
        batch, batch * several, (n,), shard,
    )  # fmt: skip


def batch_for(memory: float, workers: int) -> int:
    """Return how many games fit a worker's share of the memory, and no more than pay.

    Raises:
        InputError: Not even a few games fit.
    """
    processes = workers + (workers > 1)
    room = (memory - processes * A_PROCESS) / workers / A_GAME
    if room < FEWEST:
        least = (processes * A_PROCESS + workers * FEWEST * A_GAME) / 2**20
        message = f"--memory: {workers} worker{'s' * (workers > 1)} need at least {least:.0f} MiB"
        raise InputError(message)
    return int(min(BATCH, room))


def recipe_at(design: Design, places: Mapping[int, float]) -> Recipe:
    """Return how a group is played: its world, policies and mechanisms.

    Args:
        design: The design.
        places: Place of the choice of each factor by which games are grouped, by the number of the factor.
    """
    chosen: dict[str, dict[str, Any]] = {}
    for i, place in places.items():
        factor = design.factors[i]
        chosen.setdefault(factor.kind, {})[factor.key] = factor.choices[int(place)]
    world = design.world
    if source := chosen.get("world", {}).get("world"):
        world = load_world(design.path(str(source)))
    world = changed(world, chosen.get("values", {}), chosen.get("dates", {}))
    off = tuple(rule for rule, state in chosen.get("mechanisms", {}).items() if state == "off")
    return design.recipe(world, chosen.get("policies", {}), off)


def pars_of(design: Design, recipes: tuple[Recipe, ...]) -> tuple[Par, ...]:
    """Return how seats do by default in the world of every group."""
    known: dict[str, Par] = {}
    for recipe in recipes:
        key = hash_of(recipe.world)
        if key not in known:
            plain = replace(recipe.default(), without=design.spec.fixed.without)
            ids = np.arange(PAR_WORLDS, dtype=np.int64)
            setting = prepared(plain, design.path(design.spec.uncertainty), {}, {}, ids)
            record = simulate(
                setting, plain.seats(setting), turns=plain.turns, seed=plain.seed, worlds=ids, keep=False, figures=()
            )
            known[key] = par_of(record.measures.astype(np.float64))
    return tuple(known[hash_of(recipe.world)] for recipe in recipes)
