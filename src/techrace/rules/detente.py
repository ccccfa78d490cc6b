"""Detente: a stag hunt between rivals that holds only if both sign in the same turn.

Claim
    A bargain between rivals exists only while both want it at once: it builds slowly, breaks
    fast, and an unanswered offer costs the one who made it.

Equations
    offer_ij = order_ij * mandate_i (+ what brokers on speaking terms with both add)
    both     = min(offer_ij, offer_ji) if that is above offer_counts, else 0
    target   = both * (unverified + (1 - unverified) * min(verification_i, verification_j))
    detente += dt * (medium if target > detente else fast) * (target - detente)
    snub_i   = max_j (offer_ij - offer_ji, 0)

Source
    Rousseau's stag hunt (Skyrms 2004); non-proliferation treaties with inspections as the
    analogy; Putnam (1988) on mandates.

Falsified if
    one-sided restraint earns its author the same as a signed bargain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, largest, positive, unit
from techrace.chance import Chance
from techrace.figures import mandate
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``detente.<name>``."""

    broker: Floats = parameter(
        0.25,
        low=0.0,
        high=0.5,
        unit="1",
        meaning="What one broker on good terms with both adds to each offer",
        source="assumed",
        drawn=False,
    )


def offers(state: State, orders: Orders, setting: Setting) -> Array:
    """Return the offers that count, after mandates and brokers, shape (states, states, worlds)."""
    p = setting.of(Parameters)
    power = mandate(state, FIXED.mandate)
    own = orders.detente * power[:, None] * (setting.rivalry > 0)
    if not orders.broker.any():
        return own
    brokered: Array = np.zeros((1, 1, 1))
    for third in np.flatnonzero(orders.broker.any(axis=-1)):
        terms = unit(0.6 + state.relations[third])  # with either rival
        effort = orders.broker[third] * power[third]
        brokered = brokered + effort * terms[:, None] * terms[None, :]
    return np.where(own > FIXED.broker_needs, np.minimum(1.0, own + p.broker * brokered), own)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Deepen a detente that both sign, break one that either leaves, and mark snubs."""
    offer = offers(state, orders, setting)
    answer = offer.swapaxes(0, 1)
    both = np.minimum(offer, answer)
    seen = np.minimum(orders.verification[:, None], orders.verification[None, :])
    target = np.where(both > FIXED.offer_counts, both, 0.0) * (FIXED.unverified + (1.0 - FIXED.unverified) * seen)
    rate = np.where(target > state.detente, FIXED.medium, FIXED.fast)
    depth = state.detente + setting.dt * rate * (target - state.detente)
    snub = largest(positive(offer - answer), axis=1)
    return state.evolve(detente=depth * np.ones(state.worlds), snub=snub * np.ones(state.worlds))
