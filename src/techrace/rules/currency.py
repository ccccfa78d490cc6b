"""The reserve currency: funding from abroad survives until trust is spent.

Claim
    The issuer borrows the world's savings as long as the world trusts its currency; leadership
    earns trust, sanctions and debt spend it, the faster the more there is to turn to.

Equations
    lead   = tanh(3 (frontier - best rival) + 1.5 (maturity - best rival))
    other  = sum over other camps of aligned GDP * (.5 + .5 payments * duty)
    trust += dt * (.1 returns(2 effort) (1 - T) + .06 * (lead > 0: lead (1 - T); else lead T)
             - sanctions * sanction^2 * (.3 + alternative * other) * T - .05 max(0, debt - 1.2) T)
    debt  += dt * (deficit + unbudgeted spending + fund - (growth + inflation) debt) + rescue

Source
    Kindleberger (1973); Eichengreen (2011); McDowell (2023) on sanctions and reserve flight.

Falsified if
    heavy use of financial sanctions leaves the currency's share of reserves where it was.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, positive, returns, total
from techrace.chance import Chance
from techrace.figures import gdp_share, maturity, strongest_rival
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

LINE = LINES.index("currency")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``currency.<name>``."""

    sanctions: Floats = parameter(
        0.25,
        low=0.03,
        high=0.55,
        unit="1/yr",
        meaning="Trust that full sanctions cost",
        source="assumed; McDowell (2023) for the sign",
    )
    alternative: Floats = parameter(
        1.0, low=0.2, high=2.0, unit="1", meaning="How far another camp is an alternative", source="assumed"
    )


def alternative(state: State, setting: Setting, issuer: int) -> Array:
    """Return the weight of what there is to turn to, shape (worlds,)."""
    weight: Array = np.zeros(1)
    for camp in range(len(setting.names["camps"])):
        if not setting.leads[camp, issuer, 0]:
            aligned = total(state.alignment[camp] * gdp_share(state))
            weight = weight + aligned * (0.5 + 0.5 * setting.payments[camp] * state.duty[camp])
    return weight


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Earn or spend trust, and carry every state's debt forward."""
    p = setting.of(Parameters)
    n, dt = len(setting.names["states"]), setting.dt
    over = total(state.effort) - total(setting.start.effort)
    rescue = FIXED.rescue_cost * orders.rescue * state.run
    budget = FIXED.deficit + FIXED.budget * over + np.maximum(state.fund - setting.start.fund, 0.0)
    debt = state.debt + dt * (budget - (state.growth[:n] + FIXED.inflation) * state.debt) + rescue
    debt = clip(debt, 0.0, 6.0)
    if not setting.issuer.any():
        return state.evolve(debt=debt)
    i = int(np.argmax(setting.issuer))
    mature = maturity(state, setting)
    ahead = state.frontier[i] - strongest_rival(state.frontier, setting)[i]
    lead = np.tanh(3.0 * ahead + 1.5 * (mature[i] - strongest_rival(mature, setting)[i]))
    trust, sanction = state.trust, largest(orders.sanction[i], axis=0)
    earned = FIXED.trust_defence * returns(2.0 * state.effort[LINE, i]) * (1.0 - trust)
    earned = earned + FIXED.trust_lead * np.where(lead > 0, lead * (1.0 - trust), lead * trust)
    other = 0.3 + p.alternative * alternative(state, setting, i)
    spent = p.sanctions * sanction * sanction * other + FIXED.trust_debt * positive(state.debt[i] - 1.2)
    return state.evolve(debt=debt, trust=clip(trust + dt * (earned - spent * trust), 0.01, 0.99))
