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

from techrace.arrays import Array, Floats, total
from techrace.chance import Chance
from techrace.figures import weight_abroad, world_gdp
from techrace.orders import Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``denial.<name>``."""

    leak: Floats = parameter(0.2, low=0.02, high=0.6, unit="share", meaning="Controlled goods that get through by smuggling and third countries", source="assumed; one case (equipment controls 2018-24) informs it weakly")
    chain: Floats = parameter(1.5, low=0.5, high=3.0, unit="1", meaning="How far the weakest link decides (O-ring)", source="assumed; Kremer (1993) for the form")
    relief: Floats = parameter(0.75, low=0.3, high=1.0, unit="share", meaning="Controls that a full detente suspends", source="assumed")


def in_force(state: State, orders: Orders, setting: Setting) -> tuple[Array, Array]:
    """Return controls in force by states (states, states, layers) and by the rest of the world (states, layers)."""
    p = setting.of(Parameters)
    own = orders.control * (1.0 - p.relief * state.detente)[:, :, None]
    control = own
    rest: Array = np.zeros((own.shape[1], own.shape[2], 1))
    abroad = weight_abroad(state, setting)
    for camp in range(len(setting.names["camps"])):
        leader = int(np.argmax(setting.leads[camp]))
        depth = state.membership[camp] * state.duty[camp] * setting.enforcement[camp]  # states
        listed = own[leader] * setting.bloc_layers[camp]  # states, layers
        spared = (1.0 - state.membership[camp])[:, None]  # nobody enforces against a fellow member
        control = np.maximum(control, depth[:, None, None] * (listed * spared)[None])
        rest = np.maximum(rest, FIXED.rest_follows * abroad[camp] * own[leader])
    n = len(setting.names["states"])
    diagonal = np.arange(n)
    control = control * np.ones(state.worlds)
    control[diagonal, diagonal] = 0.0
    return control, rest


def chain(state: State) -> Array:
    """Return every state's access to every layer, shape (layers, states, worlds)."""
    n = state.denial.shape[1]
    best = np.max(state.quality, axis=1, keepdims=True)
    helpless = 1.0 - state.quality[:, :n] / best
    return (1.0 - state.denial * helpless) * (1.0 - state.scarcity)[:, None]


def lost_sales(state: State, setting: Setting) -> Array:
    """Return the sales that each state forgoes by its own controls, T$/yr, shape (states, worlds)."""
    n = state.control.shape[0]
    exposed = (setting.layer_revenue * setting.controllability)[:, None] * setting.layer_demand[:, :n]  # layers, states
    growth = world_gdp(state) / world_gdp(setting.start)
    lost: Array = np.zeros((n, 1))
    for layer in range(len(setting.names["layers"])):
        lost = lost + state.layer_share[layer, :n] * total(state.control[:, :, layer] * exposed[layer], axis=1)
    return lost * growth


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:  # noqa: ARG001
    """Put controls into force and see what they deny to whom."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    control, rest = in_force(state, orders, setting)
    supply = state.layer_share[:, n] * rest  # states, layers
    for holder in range(n):
        supply = supply + state.layer_share[:, holder] * control[holder]
    denial = (setting.controllability * (1.0 - p.leak) * supply).swapaxes(0, 1)
    state = state.evolve(control=control, denial=denial * np.ones(state.worlds))
    links = total(setting.weight[:, None] * np.log(np.maximum(chain(state), 1e-6)))
    return state.evolve(chip_access=np.exp(p.chain * links))
