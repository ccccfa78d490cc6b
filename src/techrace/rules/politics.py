"""Domestic politics: what pleases voters fills the account, and only a full account buys peace.

Claim
    Threats, hostile acts and shocks breed hawks, whose mood makes closing, sanctions and
    labels popular and detente, opening and aid dear. Elections settle who governs; a patron
    that turns inward loses its friends.

Equations
    hawkishness += dt * (slow * (temper - H) + threat * rival_ahead * (1 - H) + tit_for_tat * hostile * (1 - H)
                   + .06 max(0, U - .3) (1 - H) - .22 detente H + .1 snub (1 - H) + .1 party (1 - H)) + fear of shocks
    election:    hawks win with probability sigmoid(6 (H - .5) + 2 (U - .3)); capital returns to .7
    credit      += table of orders by mood + dt * (.25 (.6 - credit) + 1.5 (growth - trend)
                   - .3 max(0, U - .3) - .3 crash)
    relations   += dt * slow * (start - .8 tariffs - .5 coercion - .4 controls - drift * 2 max(0, H_patron - .45)
                   + .8 detente + help - relations)

Source
    Putnam (1988); Fearon (1994) on audience costs; Walt (1987).

Falsified if
    relations of a patron with its clients do not suffer when its politics turns inward.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from techrace.arrays import Array, Floats, clip, largest, mean, positive, returns, sigmoid, total, unit
from techrace.chance import Chance
from techrace.figures import maturity, mood
from techrace.orders import LINES, Orders, pairs
from techrace.parameters import parameter
from techrace.rules.constants import FIXED
from techrace.setting import Setting
from techrace.state import State

SOCIAL, OUTREACH, DEFENCE, SOVEREIGN = (LINES.index(x) for x in ("social", "outreach", "defence", "sovereign"))


@dataclass(frozen=True)
class Parameters:
    """The constants of this rule, addressed as ``politics.<name>``."""

    tit_for_tat: Floats = parameter(
        0.09, low=0.0, high=0.2, unit="1/yr", meaning="Hawkishness that hostile acts breed", source="assumed"
    )
    drift: Floats = parameter(
        0.25, low=0.0, high=0.5, unit="1", meaning="Estrangement from a patron who turns inward", source="assumed"
    )


@dataclass(frozen=True)
class Popular:
    """How an order changes political capital: at full intensity, base + mood * slope, per turn."""

    base: float
    slope: float


POPULARITY = {
    "close": Popular(0.020, 0.050),
    "sanction": Popular(0.012, 0.030),
    "tariff": Popular(0.005, 0.012),
    "securitised": Popular(0.0, 0.030),
    "control": Popular(0.006, 0.020),
    "open": Popular(-0.003, -0.015),
    "detente": Popular(-0.025, -0.025),
    "immigration": Popular(-0.004, -0.020),
    "welcome": Popular(-0.005, -0.010),
}
"""The table of mood (MODEL of two-level games): what pays at home, in which mood. All assumed."""


def hostility(state: State, orders: Orders, setting: Setting) -> Array:
    """Return hostile acts that each state suffers from rivals and others, 0..1, shape (states, worlds)."""
    acts = np.maximum(np.maximum(orders.tariff, state.embargo), orders.sanction)  # by, target
    return largest(acts.swapaxes(0, 1), axis=1) * np.ones(state.worlds)


def threat(state: State, setting: Setting) -> Array:
    """Return how far a rival's lead or tension threatens each state, 0..1, shape (states, worlds)."""
    level = 0.5 * (state.frontier + maturity(state, setting))
    ahead = unit(0.3 + 1.5 * (level[None] - level[:, None]))  # of the second over the first
    rival = largest(setting.rivalry * ahead, axis=1)
    return np.maximum(rival, setting.vulnerability * state.tension * (1.0 - largest(setting.rivalry, axis=1)))


def credit(state: State, orders: Orders, setting: Setting) -> Array:
    """Return what this turn's orders do to political capital, shape (states, worlds)."""
    start = setting.start
    m = mood(state)
    leaders = largest(setting.leads, axis=0) if len(setting.names["camps"]) else 0.0
    intensity = {
        "close": mean(orders.close, axis=1),
        "sanction": largest(orders.sanction, axis=1),
        "tariff": largest(orders.tariff, axis=1),
        "securitised": state.securitised,
        "control": largest(state.embargo, axis=1),
        "open": state.openness - 0.5,
        "detente": largest(orders.detente, axis=1),
        "immigration": orders.immigration - setting.standing.immigration,
        "welcome": largest(orders.welcome, axis=1),
    }
    total_change: Array = np.zeros((1, 1))
    for name, order in intensity.items():
        popular = POPULARITY[name]
        total_change = total_change + order * (popular.base + popular.slope * m)
    peace = largest(state.detente, axis=1)
    total_change = (
        total_change - 0.06 * state.snub + 0.04 * peace + 0.02 * state.detente.max(axis=(0, 1)) * (1.0 - leaders)
    )
    total_change = total_change - 0.03 * positive(orders.loosen - start.freedom) / 0.4 - 0.02 * orders.broker
    total_change = total_change - 0.008 * orders.prudence - 0.05 * largest(largest(orders.press, axis=2), axis=1)
    total_change = total_change - 0.02 * orders.verification

    def against_par(line: int) -> Array:
        return returns(2.0 * state.effort[line]) - returns(2.0 * start.effort[line])

    total_change = total_change + 0.03 * against_par(SOCIAL) + 0.04 * (1.0 - leaders) * against_par(SOVEREIGN) * 0.2
    total_change = total_change - 0.03 * against_par(OUTREACH) * (0.3 + 3.0 * positive(state.unrest - 0.2))
    total_change = total_change + 0.24 * against_par(DEFENCE) * (state.tension - 0.45)
    if len(setting.names["camps"]):
        n = len(setting.names["states"])
        patron = largest(state.patronage[:n], axis=1)
        trade = largest(setting.exposure, axis=1)
        joined = total(orders.join)
        total_change = total_change + joined * (0.06 * patron * (state.tension - 0.45) - 0.03 * trade) * (1.0 - leaders)
    return total_change


def apply(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Move moods, hold elections, settle the account, and let relations follow."""
    p, start = setting.of(Parameters), setting.start
    n, dt = len(setting.names["states"]), setting.dt
    hawks, doves = state.hawkishness, 1.0 - state.hawkishness
    rise = FIXED.threat * threat(state, setting) + p.tit_for_tat * hostility(state, orders, setting)
    rise = rise + 0.06 * positive(state.unrest - 0.3) + 0.1 * state.snub + FIXED.party * positive(state.party)
    fall = 0.22 * largest(state.detente, axis=1) + FIXED.party * positive(-state.party)
    hawkishness = hawks + dt * (FIXED.slow * (state.temper - hawks) + rise * doves - fall * hawks)
    hawkishness = hawkishness + FIXED.shock_fear * state.shock_size * state.challenged * doves
    hawkishness = clip(hawkishness, 0.0, 1.0)

    turn = state.turn + 1
    since = turn - setting.election_first
    votes = (setting.election_first > 0) & (since >= 0) & (np.mod(since, setting.election_every) == 0)
    hawks_win = chance.uniform("politics", setting.names["states"]) < sigmoid(
        6.0 * (hawkishness - 0.5) + 2.0 * (state.unrest - 0.3)
    )
    party = np.where(votes, np.where(hawks_win, 0.5, -0.5), state.party)

    mood_of_economy = (
        1.5 * (state.growth[:n] - setting.trend[:n]) - 0.3 * positive(state.unrest - 0.3) - 0.3 * state.crash
    )
    account = state.political_capital + credit(state, orders, setting)
    account = account + dt * (FIXED.credit_rate * (0.6 - state.political_capital) + mood_of_economy)
    account = np.where(votes, 0.7, clip(account, 0.0, 1.0))

    taxes = np.maximum(orders.tariff, orders.tariff.swapaxes(0, 1))
    controls = state.embargo
    yields = np.maximum(state.coercion, state.coercion.swapaxes(0, 1))
    client = state.patronage[:n]  # client, patron
    inward = positive(hawkishness - 0.45)[None] * client  # client, patron
    inward = np.maximum(inward, inward.swapaxes(0, 1))
    kind = (orders.payment + orders.swap + 0.5 * orders.welcome) * np.ones(state.worlds)
    for seller, buyer in pairs(orders.licence):
        kind[seller, buyer] += largest(orders.licence[seller, buyer])
    kindness = np.minimum(kind + kind.swapaxes(0, 1), 1.0)
    target = start.relations - 0.8 * taxes - 0.5 * yields - 0.4 * np.maximum(controls, controls.swapaxes(0, 1))
    base = _standing_quarrels(setting)
    target = target - 0.4 * np.maximum(-orders.revalue, 0.0)[:, None]  # a cheap currency angers partners
    target = target + base - 2.0 * p.drift * inward + 0.8 * state.detente + 0.3 * kindness
    relations = state.relations + dt * FIXED.slow * (clip(target, -1.0, 1.0) - state.relations)
    diagonal = np.arange(n)
    relations[diagonal, diagonal] = 1.0
    return state.evolve(hawkishness=hawkishness, party=party, political_capital=account, relations=relations)


@lru_cache(maxsize=4)
def _standing_quarrels(setting: Setting) -> Array:
    """Return what tariffs and controls of the standing orders already cost: part of the start."""
    taxes = np.maximum(setting.standing.tariff, setting.standing.tariff.swapaxes(0, 1))
    controls = setting.start.embargo
    return 0.8 * taxes + 0.4 * np.maximum(controls, controls.swapaxes(0, 1))
