"""Stage 2, platforms: who brings the frontier into factories, grids, labs and arms.

Claim
    Platforms mature along an S-curve that the frontier, chips, an industrial base, effort and
    a large market pull. Securitising AI throttles civil spillovers and speeds arms; unrest
    slows everything.

Equations
    ceiling   = clip(.30 + .45 base + .45 sqrt(reach) + .15 (effort - .42), .1, .99)
    gate      = civil: (1 - throttle * securitised) * (1 + procurement * securitised * (1 - P));
                arms: 1 + arms * securitised
    advance   = frontier^1.2 * gate * access^chips * (.35 + base') * (.5 + effort) * (.7 + .6 reach) * vigour
                * (1 - .35 unrest) * (1 + agi_boost * agi) * gift
    platform += dt * (pace * P * max(-1, 1 - P / ceiling) * advance + imitation * openness * max(0, best - P))
                + noise * P * (1 - P)
    base' of sectors tied to manufacturing falls with it: base * (manufacturing / start)^.35

Source
    Bresnahan & Trajtenberg (1995); Buzan, Waever & de Wilde (1998), Mowery (2010) for the
    throttle; Mazzucato (2013) for procurement; Pisano & Shih (2009).

Falsified if
    a state that classifies its technology reaches the second stage as early as one that does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, mean, positive, power, returns
from techrace.chance import Chance
from techrace.figures import reach
from techrace.orders import LINES, Orders
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

LINE = LINES.index("platform")


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``platforms.<name>``."""

    pace: Floats = parameter(
        0.62,
        low=0.31,
        high=0.99,
        unit="1/yr",
        meaning="Speed of diffusion",
        source="assumed: about fifteen years from trials to maturity (Comin & Hobijn 2010 for the order)",
    )
    chips: Floats = parameter(
        0.5, low=0.1, high=0.9, unit="1", meaning="How far diffusion needs chips", source="assumed"
    )
    imitation: Floats = parameter(
        0.035, low=0.0, high=0.06, unit="1/yr", meaning="Platforms learned from open leaders", source="assumed"
    )
    throttle: Floats = parameter(
        0.55,
        low=0.0,
        high=0.9,
        unit="share",
        meaning="Civil spillovers that a full security label stops",
        source="assumed: the essay's claim; its sign is tested",
    )
    arms: Floats = parameter(
        0.35,
        low=0.0,
        high=1.2,
        unit="share",
        meaning="Arms platforms that a full security label speeds up",
        source="assumed",
    )
    procurement: Floats = parameter(
        0.15,
        low=0.0,
        high=0.9,
        unit="share",
        meaning="Civil platforms that procurement pulls early on",
        source="assumed; Mowery (2010), Mazzucato (2013) for the sign",
    )


def gate(state: State, setting: Setting) -> Array:
    """Return what securitisation lets through to each sector, shape (sectors, states, worlds)."""
    p = setting.of(Parameters)
    label = state.securitised
    civil = (1.0 - p.throttle * label) * (1.0 + p.procurement * label * (1.0 - state.platform))
    return np.where(setting.defence_sector[:, None] > 0, 1.0 + p.arms * label, civil)


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Advance every state's platforms one turn."""
    p, start = setting.of(Parameters), setting.start
    n = len(setting.names["states"])
    level = state.platform
    market = reach(state, setting)
    effort = returns(3.0 * state.effort[LINE] * orders.sector_focus)
    ceiling = FIXED.ceiling + FIXED.ceiling_base * setting.industrial_base + FIXED.ceiling_reach * np.sqrt(market)
    ceiling = clip(ceiling + FIXED.ceiling_effort * (effort - 0.42), 0.1, 0.99)
    kept = power(state.manufacturing[:n] / start.manufacturing[:n], FIXED.hollowing)
    base = np.where(setting.tied[:, None] > 0, setting.industrial_base * kept, setting.industrial_base)
    common = power(state.frontier, FIXED.platform_frontier) * power(state.chip_access, p.chips) * (0.7 + 0.6 * market)
    common = common * state.vigour * (1.0 - 0.35 * state.unrest) * (1.0 + FIXED.agi_boost * state.agi)
    advance = common * gate(state, setting) * (0.35 + base) * (0.5 + effort) * state.gift_platform
    growth = p.pace * level * np.maximum(1.0 - level / ceiling, -1.0) * advance
    learned = p.imitation * mean(state.openness) * positive(largest(level, axis=1, keepdims=True) - level)
    noise = (
        FIXED.platform_noise
        * np.sqrt(setting.dt)
        * chance.noise("platforms", setting.names["sectors"], setting.names["states"])
    )
    after = clip(level + setting.dt * (growth + learned) + noise * level * (1.0 - level), 1e-3, 0.999)
    return state.evolve(platform=after, platform_gain=after - level)
