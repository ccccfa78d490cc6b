"""Denial: whoever holds a link of the chain can close it, together and where smuggling is low.

Claim
    A chain of layers is as strong as a weighted product of its links. A control bites as far
    as its enforcers hold the layer: a bloc works as far as it is complete.

Equations
    control_hsl = max(order_hsl, membership_h * duty * enforcement * leader's order) * (1 - relief * detente_hs)
    denial_ls   = controllability_l * (1 - leak) * sum_h share_lh * control_hsl
    access_ls   = (1 - denial_ls * (1 - quality_ls / best_l)) * (1 - scarcity_l)
    chip_access = exp(chain * sum_l weight_l * ln access_ls)
    lost_sales  = sum_l revenue_l * controllability_l * share_lh * sum_s control_hsl * demand_ls

Source
    Kremer (1993) for the O-ring chain; Mastanduno (1992) for leakage through non-members;
    Farrell & Newman (2019) for chokepoints.

Falsified if
    the access of a denied state does not fall with the share of supply under control.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, at_least, at_most, largest, total
from techrace.chance import Chance
from techrace.figures import weight_abroad, world_gdp
from techrace.orders import Orders, pairs
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``denial.<name>``."""

    leak: Floats = parameter(
        0.2,
        low=0.02,
        high=0.6,
        unit="share",
        meaning="Controlled goods that get through by smuggling and third countries",
        source="assumed; one case (equipment controls 2018-24) informs it weakly",
    )
    chain: Floats = parameter(
        1.5,
        low=0.5,
        high=3.0,
        unit="1",
        meaning="How far the weakest link decides (O-ring)",
        source="assumed; Kremer (1993) for the form",
    )
    relief: Floats = parameter(
        0.75, low=0.3, high=1.0, unit="share", meaning="Controls that a full detente suspends", source="assumed"
    )


def in_force(state: State, orders: Orders, setting: Setting) -> tuple[Array, Array, list[int]]:
    """Return the controls in force, and at whom they are aimed.

    Returns:
        Controls by states, shape (states, states, layers, worlds); by the rest of the world, shape
        (states, layers, worlds); the states that some control is aimed at in some world.
    """
    p = setting.of(Parameters)
    n, layers = orders.control.shape[1:3]
    control = np.zeros((n, n, layers, state.worlds))
    rest = np.zeros((n, layers, state.worlds))
    aimed = pairs(orders.control)
    for by, target in aimed:
        if by != target:
            control[by, target] = orders.control[by, target] * (1.0 - p.relief * state.detente[by, target])
    abroad = weight_abroad(state, setting)
    heads = {int(np.argmax(lead)) for lead in setting.leads}
    own = {(by, at): control[by, at].copy() for by, at in aimed if by in heads}  # before others bind a leader
    for camp in range(len(setting.names["camps"])):
        leader = int(np.argmax(setting.leads[camp]))
        depth = state.membership[camp] * state.duty[camp] * setting.enforcement[camp]  # states
        for target in (at for by, at in own if by == leader):
            spared = 1.0 - state.membership[camp, target]  # nobody enforces against a fellow member
            asked = own[leader, target] * setting.bloc_layers[camp] * spared  # layers
            joint = control[:, target]
            np.maximum(joint, depth[:, None] * asked, out=joint)
            joint[target] = 0.0
            rest[target] = np.maximum(rest[target], FIXED.rest_follows * abroad[camp] * own[leader, target])
    return control, rest, sorted({target for _, target in aimed})


def access(state: State) -> Array:
    """Return what is left to every state of every layer, shape (layers, states, worlds)."""
    n = state.denial.shape[1]
    left = state.quality[:, :n] / largest(state.quality, axis=1, keepdims=True)
    left -= 1.0  # minus the helplessness
    left *= state.denial
    left += 1.0
    left *= (1.0 - state.scarcity)[:, None]
    return left


def lost_sales(state: State, setting: Setting) -> Array:
    """Return the sales that each state forgoes by its own controls, T$/yr, shape (states, worlds)."""
    n = len(setting.names["states"])
    worth = (setting.layer_revenue * setting.controllability)[:, None]
    growth = world_gdp(state) / world_gdp(setting.start)
    lost = state.layer_share[:, :n] * state.lost_customers
    lost *= worth
    return total(lost) * growth


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Put controls into force and see what they deny to whom."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    control, rest, targets = in_force(state, orders, setting)
    supply = np.zeros((len(setting.norm), n, state.worlds))
    lost, embargo = np.zeros_like(supply), np.zeros((n, n, state.worlds))
    for target in targets:  # few states are: the others cost nothing
        supply[:, target] = state.layer_share[:, n] * rest[target]
        embargo[:, target] = largest(control[:, target], axis=1)
        for by in np.flatnonzero(largest(embargo[:, target], axis=1)):
            closed = control[by, target]  # layers
            supply[:, target] += state.layer_share[:, by] * closed
            lost[:, by] += setting.layer_demand[:, target] * closed
    denial = supply
    denial *= setting.controllability[:, None] * (1.0 - p.leak)
    state = state.evolve(control=control, embargo=embargo, lost_customers=at_most(lost, 1.0), denial=denial)
    left = at_least(access(state), 1e-6)
    links = total(setting.weight[:, None] * np.log(left))
    return state.evolve(access=left, chip_access=np.exp(p.chain * links))
