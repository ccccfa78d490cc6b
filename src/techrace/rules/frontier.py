"""Stage 1, the frontier: an S-curve that leaders climb and followers copy.

Claim
    Frontier capability grows along the S-curve of a wave, driven by research, compute, science
    and freedom; followers catch up as far as leaders are open. Whoever is first at the
    frontier can be first in the next stage.

Equations
    drive     = compute^compute_weight * (science / science_0)^.4 * (science_0 / best_0)^.15
                * (.30 + 1.5 returns(effort)) * (.75 + .35 freedom) * vigour * (1 + agi_boost * agi) * gift
    imitable  = openness_j * (1 - .5 securitised_j) * (1 - .9 closure_j) * (1 - .3 screening_j),
                at least what a bloc shares
    frontier += dt * (pace * F * (1 - F) * drive
                + imitation * max_j (F_j - F, 0) * (.4 + .6 imitable_j) * (.5 + .5 (science_0 / best_0)^.3))
                + noise * F * (1 - F)

Source
    Foster (1986) and Griliches (1957) for the S-curve; Gerschenkron (1962), Perez & Soete
    (1988), Lee & Lim (2001) for catching up.

Falsified if
    followers gain on a closed leader as fast as on an open one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, positive, power, returns, total, unit
from techrace.chance import Chance
from techrace.figures import gdp_share
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

LINE = LINES.index("frontier")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``frontier.<name>``."""

    pace: Floats = parameter(
        0.19,
        low=0.095,
        high=0.30,
        unit="1/yr",
        meaning="Speed of the wave",
        source="assumed: this wave saturates in about twenty years",
    )
    imitation: Floats = parameter(
        0.4,
        low=0.05,
        high=0.8,
        unit="1/yr",
        meaning="Speed of catching up with an open leader",
        source="assumed; Stanford AI Index 2025: the best challenger closed from 9.3 % to 1.7 % in thirteen months",
    )
    compute_weight: Floats = parameter(
        0.6, low=0.15, high=1.1, unit="1", meaning="How far compute, rather than ideas, decides", source="assumed"
    )


def closure(orders: Orders, state: State) -> Array:
    """Return how far each state closes its ecosystem, weighted by the markets, shape (states, worlds)."""
    closed = np.zeros_like(state.openness)
    for by in np.flatnonzero(largest(orders.close.reshape(closed.shape[0], -1), axis=1)):  # few close at all
        closed[by] = total(orders.close[by] * gdp_share(state))
    return closed


def imitable(state: State, orders: Orders, setting: Setting) -> Array:
    """Return how far each state (first axis) can copy each (second), shape (states, states, worlds)."""
    public = state.openness * (1.0 - 0.5 * state.securitised) * (1.0 - FIXED.closed_interface * closure(orders, state))
    public = public * (1.0 - FIXED.screened * orders.screening)
    shared: Array = np.zeros((1, 1, 1))
    for camp in range(len(setting.names["camps"])):
        member = state.membership[camp]
        depth = setting.sharing[camp] * np.minimum(1.0, 2.0 * state.duty[camp])
        shared = np.maximum(shared, depth * np.minimum(member[:, None], member[None, :]))
    return unit(np.maximum(public[None], shared))


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Climb the S-curve, copy from those ahead, and meet luck."""
    p, start = setting.of(Parameters), setting.start
    level = state.frontier
    relative = start.science / largest(start.science, axis=0)
    drive = power(state.compute, p.compute_weight) * power(state.science / start.science, FIXED.frontier_science)
    drive = drive * power(relative, 0.15) * (0.30 + 1.5 * returns(state.effort[LINE])) * (0.75 + 0.35 * state.freedom)
    drive = drive * state.vigour * (1.0 + FIXED.agi_boost * state.agi) * state.gift_frontier
    ahead = positive(level[None] - level[:, None])  # follower, leader
    copied = largest(ahead * (FIXED.read_only + (1.0 - FIXED.read_only) * imitable(state, orders, setting)), axis=1)
    headroom = level * (1.0 - level)
    growth = p.pace * headroom * drive + p.imitation * copied * (0.5 + 0.5 * power(relative, 0.3))
    luck = FIXED.frontier_noise * np.sqrt(setting.dt) * chance.noise("frontier", setting.names["states"]) * headroom
    return state.evolve(frontier=clip(level + setting.dt * growth + luck, 1e-3, 0.999))
