"""Are blocs stable over a sweep? Who would gain by leaving, by joining, or by being a member in name only?

Runs of the sweep are played again with one state's signature changed and everything else, luck included,
as it was; the gain is the change of its rating. A member in name signs to a quarter of full depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.policy import Moves, Policy
from techrace.record import Record
from techrace.scoring import Par
from techrace.simulate import simulate
from techrace.sweep.folder import Folder
from techrace.sweep.outcomes import ratings, red_line_figures
from techrace.sweep.plan import Plan, pars_of, plan
from techrace.sweep.play import Job, prepared
from techrace.sweep.robustness import mean_and_half
from techrace.sweep.run import stored_design
from techrace.view import View

MEMBER = 0.1  # depth from which a state counts as a member
IN_NAME = 0.25
MOVES = ("leave", "free-ride", "join")


@dataclass
class Signing:
    """A policy that signs to a fixed depth and else does what another one does."""

    inner: Policy
    camp: int
    depth: float
    name: str = "signing"

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return the other's moves with this signature."""
        moves = dict(self.inner.decide(view, chance))
        join = np.zeros((len(view.setting.names["camps"]), 1))
        join[self.camp] = self.depth
        return {**moves, "join": join}


@dataclass(frozen=True)
class Move:
    """What a state would gain by changing its signature.

    Attributes:
        camp: Whose bloc.
        state: Who.
        move: leave, free-ride or join.
        members: Share of runs in which it may do so.
        gain: Mean change of its rating; ``half`` is half the 95 % interval.
        gains: Share of these runs in which it gains.
        runs: How many they are.
    """

    camp: str
    state: str
    move: str
    members: float
    gain: float
    half: float
    gains: float
    runs: int


def coalitions(path: Path, runs: int = 256) -> list[Move]:
    """Play some runs of a sweep again, with one signature changed at a time."""
    folder = Folder(path)
    manifest = folder.manifest()
    planned = replace(plan(stored_design(folder, manifest), manifest["source"]), rounds=tuple(manifest["rounds"]))
    pars = pars_of(planned.design, planned.recipes)
    chosen = np.unique(np.linspace(0, planned.runs - 1, min(runs, planned.runs)).astype(np.int64))
    parts = [part for group in range(len(planned.recipes)) for part in _group(planned, pars[group], group, chosen)]
    return list(_joined(parts, chosen.size))


@dataclass(frozen=True)
class _Part:
    camp: str
    state: str
    move: str
    gain: Array
    replication: Array


def _group(planned: Plan, par: Par, group: int, chosen: NDArray[np.int64]) -> Iterator[_Part]:
    replication, point = np.divmod(chosen, len(planned.points))
    mine = planned.group_of[point] == group
    if not mine.any():
        return
    job = planned.job_of(group, point[mine], replication[mine])
    usual = _played(job, None)
    setting, before = usual.setting, ratings(usual, par)
    leaders = setting.leads[:, :, 0]
    for c, camp in enumerate(setting.names["camps"]):
        for s, state in enumerate(setting.names["states"]):
            if leaders[:, s].max() > 0:
                continue  # a leader cannot leave what it leads
            depth = usual.final.membership[c, s]
            for move, signs, may in (
                ("leave", 0.0, depth >= MEMBER), ("free-ride", IN_NAME, depth >= MEMBER), ("join", 1.0, depth < MEMBER),
            ):  # fmt: skip
                if not may.any():
                    continue
                gain = ratings(_played(job, (c, s, signs)), par)[s] - before[s]
                yield _Part(camp, state, move, gain[may], job.replications[may].astype(np.float64))


def _played(job: Job, change: tuple[int, int, float] | None) -> Record:
    setting = prepared(job.recipe, job.uncertainty, job.fixed, job.along, job.replications)
    seats = job.recipe.seats(setting)
    if change:
        camp, seat, depth = change
        seats[seat] = Signing(seats[seat], camp, depth)
    return simulate(
        setting, seats, turns=job.recipe.turns, seed=job.recipe.seed, worlds=job.replications, keep=False,
        figures=red_line_figures(setting),
    )  # fmt: skip


def _joined(parts: list[_Part], among: int) -> Iterator[Move]:
    """Put together what was found in groups of runs; where nobody may do it, no part tells."""
    keys = dict.fromkeys((p.camp, p.state, p.move) for p in parts)
    for camp, state, move in keys:
        same = [p for p in parts if (p.camp, p.state, p.move) == (camp, state, move)]
        gain, luck = (np.concatenate([getattr(p, k) for p in same]) for k in ("gain", "replication"))
        mean, half = mean_and_half(gain, luck)
        yield Move(camp, state, move, gain.size / among, mean, half, float((gain > 0).mean()), gain.size)
