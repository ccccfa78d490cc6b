"""Alignment: whom a market stands with, a share of territory that moves slowly.

Claim
    Markets drift towards the camp whose technology they use, that courts and protects them,
    and away from one that taxes, closes or turns inward.

Equations
    pull_c  = technology * ecosystem share of the leader + 1.2 courtship + .8 dependence * (.7 + .3 (1 - hawkishness))
              - inward * (hawkishness_c - .45) - .6 tariff + .5 membership
    target  = softmax(ln start + pull - pull_0) over camps and unaligned; leaders stay with themselves
    share  += dt * slow * (target - share)

Source
    Walt (1987) on threat and protection; Hirschman (1945); Axelrod & Bennett (1993).

Falsified if
    regions follow the technology they use no more often than chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from techrace.arrays import Array, Floats, extended, largest, normalise, total
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.rules.ecosystems import AID, COMPUTE, SECURITY, courtship
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``alignment.<name>``."""

    technology: Floats = parameter(
        1.8,
        low=0.4,
        high=3.0,
        unit="log odds",
        meaning="Pull of the technology that a market runs on",
        source="assumed",
    )
    inward: Floats = parameter(
        1.2,
        low=0.2,
        high=2.4,
        unit="log odds",
        meaning="Repulsion by a leader who turns inward",
        source="assumed; Walt (1987) for both signs",
    )


def pulls(state: State, orders: Orders, setting: Setting) -> Array:
    """Return the pull of each camp on each market, shape (camps, markets, worlds)."""
    p = setting.of(Parameters)
    n, markets = len(setting.names["states"]), state.gdp.shape[0]
    offered = courtship(state, orders, (AID, COMPUTE, SECURITY))
    rows = []
    for camp in range(len(setting.names["camps"])):
        leader = int(np.argmax(setting.leads[camp]))
        runs_on = np.zeros((markets, 1))
        for e in np.flatnonzero(setting.owns[:, leader, 0]):
            runs_on = runs_on + state.ecosystem_share[e]
        tough = state.hawkishness[leader]
        protection = state.patronage[:, leader] * (0.7 + 0.3 * (1.0 - tough))
        members = 0.5 * state.membership[camp] * (1.0 - setting.leads[camp])
        friends = total(offered * members, axis=1)  # members court for it
        pull = (
            p.technology * runs_on
            + FIXED.align_court * (offered[:, leader] + friends)
            + FIXED.align_security * protection
        )
        pull = pull - p.inward * (tough - 0.45)
        taxed = FIXED.align_tariff * orders.tariff[leader]
        pull = np.concatenate([pull[:n] - taxed + 0.5 * state.membership[camp], pull[n:]])
        rows.append(pull)
    return np.stack(rows)


@lru_cache(maxsize=4)
def _at_the_start(setting: Setting) -> tuple[Array, Array]:
    """Return the pulls and the log alignments with which play begins: they are needed every turn."""
    return pulls(setting.start, setting.standing, setting), np.log(setting.start.alignment + 0.01)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Let every market drift, and dependence grow where security is offered."""
    camps = len(setting.names["camps"])
    if not camps:
        return state
    n = len(setting.names["states"])
    usual, habit = _at_the_start(setting)
    odds = extended(pulls(state, orders, setting) - usual, 1, 0.0) + habit
    odds -= largest(odds)
    target = normalise(np.exp(odds, out=odds))
    share = normalise(state.alignment + setting.dt * FIXED.slow * (target - state.alignment))
    for camp, leader in zip(*np.nonzero(setting.leads[:, :, 0]), strict=True):
        share[:, leader], share[camp, leader] = 0.0, 1.0
    patronage = courtship(state, orders, (SECURITY,))  # the guarantees offered
    patronage *= setting.dt * FIXED.guarantee
    patronage *= 1.0 - state.patronage
    patronage += state.patronage
    diagonal = np.arange(n)
    patronage[diagonal, diagonal] = 0.0
    return state.evolve(alignment=share, patronage=patronage)
