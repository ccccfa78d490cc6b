"""Chokepoints breed their own bypass: scarcity times capability times concentration.

Claim
    Deny a capable buyer something only one seller makes and he starts looking for a way round.
    The better he is and the tighter the monopoly, the sooner he finds one.

Equations
    hazard = bypass.hazard * denial * absorption * concentration * (.25 + min(2, e + e_bypass)) * (1 - Q)
    found:   Q += jump * (.5 + u) * (1 - Q)

Source
    Hicks (1932), Acemoglu (2002), Popp (2002) on induced innovation.

Falsified if
    denied states find ways round no sooner than states that may buy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats
from techrace.chance import Chance
from techrace.figures import concentration
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.rules.quality import absorption
from techrace.setting import Setting
from techrace.state import State

LINE = LINES.index("bypass")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``bypass.<name>``."""

    hazard: Floats = parameter(
        0.5,
        low=0.05,
        high=1.1,
        unit="1/yr",
        meaning="Hazard of a way round under full denial of a full monopoly",
        source="assumed: no historical case informs it",
    )


def search(state: State, orders: Orders, setting: Setting) -> Array:
    """Return the effort to find a way round, shape (layers, states, worlds)."""
    n = len(setting.names["states"])
    extra = state.effort[LINE] * orders.bypass_focus / setting.norm[:, None]
    return np.minimum(state.programme[:, :n] + extra, 2.0)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Draw which states find a way round which chokepoint this turn."""
    p = setting.of(Parameters)
    n = len(setting.names["states"])
    level = state.quality[:, :n]
    hazard = p.hazard * state.denial * absorption(state, setting) * concentration(state)[:, None]
    hazard = hazard * (0.25 + search(state, orders, setting)) * (1.0 - level)
    chances = 1.0 - np.exp(-setting.dt * hazard)
    luck = chance.uniform("bypass", setting.names["layers"], setting.names["states"])
    found = luck < chances
    here = np.nonzero(found)  # finds are rare: the rest costs nothing
    size = 0.5 + luck[here] / chances[here]  # given a find, luck / chances is uniform
    quality = state.quality.copy()
    quality[here] += FIXED.bypass_jump * np.minimum(size, 1.5) * (1.0 - quality[here])
    return state.evolve(quality=quality, bypasses=state.bypasses + found)
