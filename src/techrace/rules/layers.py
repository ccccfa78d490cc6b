"""Shares of the chokepoint layers: what the new machines choose.

Claim
    Each year some of a market comes up for renewal. That part goes to whoever is cheap, good
    and allowed to sell; the rest stays where it was. Who makes the parent product can make the
    child as soon as his quality is near.

Equations
    cost    = labour * (1 - abroad) * ln wage - capital * patience_weight * patience
              - experience * ln(spillover + (1 - spillover) K) - price_cut * (overcapacity + incentive + reshoring)
              + price floor
    appeal  = -price * commodity * cost + quality * ln(Q * chain^need) + incumbency * ln(B + entry * e)
              - exit * commodity * glut * (1 - patience) + fashion
    buyer m: odds * exp(home if own) / (1 + price * commodity * tariff)
              * max(.05, 1 - control * controllability * (1 - leak))
    share  += dt * renewal * (new orders - share);   K += dt * (1 / life + growth) * (share - K)
    shelves: share lost = share * min(.9, dt * 1.5 * (1 - chain^flow_need)), given to the others

Source
    Flamm (1996), Irwin (1996); Lee & Lim (2001); Klepper & Simons (2000) for entry from
    related industries; see ``renewal`` for the form.

Falsified if
    shares do not follow cost and quality at the pace at which a layer renews itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, at_least, at_most, clip, extended, normalise, returns, sigmoid, total
from techrace.chance import Chance
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules import denial, fund, renewal
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

RESHORING = LINES.index("reshoring")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``layers.<name>``."""

    parent: Floats = parameter(
        0.8,
        low=0.0,
        high=1.0,
        unit="share",
        meaning="Presence in a layer that its parent product gives",
        source="HBM: its first makers fell from about 95 % (2024) to 79 % (2Q25, one count)",
    )


def need(layer: int, log_access: Array, needs: Array) -> Array:
    """Return log access to the inputs that a layer needs, shape (states, worlds)."""
    suppliers = np.flatnonzero(needs[layer, :, 0])
    return sum(
        (needs[layer, s] * log_access[s] for s in suppliers[1:]), needs[layer, suppliers[0]] * log_access[suppliers[0]]
    )


def needy(needs: Array) -> list[int]:
    """Return the layers that need another: few do, and the others cost nothing."""
    return np.flatnonzero(needs.any(axis=(1, 2))).tolist()


def presence(state: State, setting: Setting) -> Array:
    """Return market shares, raised where a holder makes the parent product, shape (layers, holders, worlds)."""
    p = setting.of(Parameters)
    children = [layer for layer, parent in enumerate(setting.parent) if parent >= 0]
    if not children:
        return state.layer_share
    present = state.layer_share.copy()
    for child in children:
        able = sigmoid(12.0 * (state.quality[child] - FIXED.parent_quality))
        from_parent = p.parent * able * state.layer_share[setting.parent[child]]
        present[child] = np.maximum(present[child], from_parent)
    return present


def cost(state: State, orders: Orders, setting: Setting) -> Array:
    """Return the log cost of every holder, shape (layers, holders, worlds)."""
    r = setting.of(renewal.Parameters)
    n = len(setting.names["states"])
    wage = np.concatenate([state.wage[:n], np.broadcast_to(setting.rest_wage, (1, state.worlds))])
    result = renewal.cost_of_experience(state.experience, r.experience)
    result += setting.labour[:, None] * (1.0 - setting.footprint) * np.log(wage)
    result -= (
        setting.capital_cost[:, None] * r.patience * setting.owner_patience + FIXED.subsidy_price * setting.incentive
    )
    home = returns(state.effort[RESHORING] * (orders.reshoring_focus[:-1] / setting.norm[:, None]), half=1.0)
    home *= -FIXED.reshoring_price
    home -= setting.of(fund.Parameters).price * at_most(state.overcapacity, 1.5)
    home += state.price_floor
    result[:, :n] += home
    return result


def appeal(state: State, orders: Orders, setting: Setting, log_access: Array) -> Array:
    """Return the log odds of every holder in new orders, shape (layers, holders, worlds)."""
    r = setting.of(renewal.Parameters)
    n = len(setting.names["states"])
    result = at_least(state.quality, 1e-3)
    np.log(result, out=result)
    for layer in needy(setting.needs):
        result[layer, :n] += setting.of(denial.Parameters).chain * need(layer, log_access, setting.needs)
    result *= r.quality * setting.quality_weight[:, None]
    dear = cost(state, orders, setting)
    dear *= (r.price * setting.commodity)[:, None]
    result -= dear
    base = FIXED.entry * state.programme
    base += presence(state, setting)
    base += 1e-4
    np.log(base, out=base)
    base *= FIXED.incumbency
    result += base
    glut = total(state.layer_share[:, :n] * state.overcapacity, axis=1)
    result -= FIXED.exit * setting.commodity[:, None] * (1.0 - setting.owner_patience) * glut[:, None]
    return result


def buyers(state: State, orders: Orders, setting: Setting) -> Iterator[tuple[Array, renewal.Favours]]:
    """Yield each buyer's share of demand and how he favours sellers: home, tariffs, permission to sell."""
    r = setting.of(renewal.Parameters)
    n = len(setting.names["states"])
    bite = setting.controllability * (1.0 - setting.of(denial.Parameters).leak)
    weight = r.price * setting.commodity
    home = np.exp(r.home * setting.home_preference)
    for buyer in range(n):
        favours: renewal.Favours = [(buyer, home)]
        for seller in range(n):
            factor: Floats = 1.0
            if seller != buyer and orders.tariff[buyer, seller].any():
                factor = factor / (1.0 + weight * orders.tariff[buyer, seller])
            if seller != buyer and state.embargo[seller, buyer].any():
                factor = factor * np.maximum(1.0 - state.control[seller, buyer] * bite, FIXED.smallest_block)
            if isinstance(factor, np.ndarray):
                favours.append((seller, factor))
        yield setting.layer_demand[:, buyer], favours
    yield setting.layer_demand[:, n], []  # the rest of the world is many places, none of them home


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Renew a part of every layer, let experience follow, and empty the shelves of the denied."""
    r = setting.of(renewal.Parameters)
    memory = FIXED.fashion_memory
    luck = chance.noise("layers", setting.names["layers"], setting.names["holders"])
    luck *= FIXED.fashion_sd * np.sqrt(1.0 - memory * memory)
    fashion = memory * state.fashion
    fashion += luck
    fashion = clip(fashion, -3.0, 3.0)
    log_access = np.log(state.access)
    odds = appeal(state, orders, setting, log_access)
    odds += fashion
    won = renewal.new_orders(odds, buyers(state, orders, setting), axis=1)
    pace = renewal.rate(setting.life, setting.demand_growth, r.pace)
    share = won - state.layer_share
    share *= np.minimum(setting.dt * np.asarray(pace), 1.0)[:, None]
    share += state.layer_share
    forget = np.asarray(renewal.rate(setting.life, setting.demand_growth, 1.0))[:, None]
    experience = share - state.experience
    experience *= np.minimum(setting.dt * forget, 1.0)
    experience += state.experience
    for layer in needy(setting.flow_needs):
        supplied = extended(np.exp(need(layer, log_access, setting.flow_needs)), 1, 1.0)
        lost = share[layer] * np.minimum(0.9, setting.dt * FIXED.denial_flow * (1.0 - supplied))
        takers = won[layer] * supplied + 1e-9
        share[layer] += normalise(takers) * total(lost) - lost
    return state.evolve(layer_share=normalise(share, axis=1), experience=experience, fashion=fashion)
