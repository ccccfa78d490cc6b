"""What each state wants: five goals, measured on the path and at the end, against its own par.

A rating of 50 means "as well as the seat's default policy does"; 55 is a minor win, 60 a major
one. Several states can win at once; so can none. A red line costs points while it is crossed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, at_least, clip, largest, mean, positive, returns, total, unit
from techrace.figures import maturity, strongest_rival
from techrace.orders import LINES
from techrace.setting import Setting
from techrace.state import QUANTITIES, State

SPREAD_FLOOR = np.array([0.05, 0.06, 0.10, 0.05, 0.08])
"""Smallest standard deviation of a goal that counts, so that a quiet goal is not all that matters (assumed)."""
POINTS = 16.0  # rating points per standard deviation, weighted over the goals
RED_LINE, RED_LINE_MOST = 6.0, 12.0  # points lost per turn beyond a red line, and at most

DEFENCE, OUTREACH = LINES.index("defence"), LINES.index("outreach")


@dataclass(frozen=True)
class Par:
    """How a seat does by default: mean and standard deviation of its goals, shape (goals, states)."""

    mean: Array
    sd: Array


def measures(state: State, setting: Setting) -> Array:
    """Return the raw measure of every goal, shape (goals, states, worlds)."""
    held = chain_share(state, setting)
    return np.stack(
        [
            prosperity(state, setting),
            autonomy(state, setting, held),
            security(state, setting, held),
            stability(state, setting),
            influence(state, setting, held),
        ]
    )


def chain_share(state: State, setting: Setting) -> Array:
    """Return a state's share of the chain of layers, each by its weight, shape (states, worlds)."""
    n = len(setting.names["states"])
    return total(setting.weight[:, None] / total(setting.weight) * state.layer_share[:, :n])


def prosperity(state: State, setting: Setting) -> Array:
    """Return growth of GDP since the start, in logs, shape (states, worlds)."""
    n = len(setting.names["states"])
    return np.log(state.gdp[:n] / setting.start.gdp[:n])


def autonomy(state: State, setting: Setting, held: Array | None = None) -> Array:
    """Return how far a state can do without others, and others not without it; science counts for later."""
    n = len(setting.names["states"])
    weight = setting.weight[:, None] / total(setting.weight)
    own = np.exp(total(weight * np.log(at_least(state.quality[:, :n], 1e-3))))
    held = chain_share(state, setting) if held is None else held
    indispensable = -np.expm1(-1.6 * held / weight.max())
    homeless = 1.0 - total(setting.owns, axis=1)
    runs_on_own = total(state.ecosystem_share[:, :n] * (homeless[:, None] + setting.owns))
    later = 0.1 * np.log(state.science / setting.start.science)
    return 0.4 * own + 0.35 * indispensable + 0.25 * runs_on_own + later


def security(state: State, setting: Setting, held: Array | None = None) -> Array:
    """Return safety from tension, denial and dependence, and what arms, allies and a lead add."""
    n = len(setting.names["states"])
    patron = largest(state.patronage[:n], axis=1)
    member = largest(state.membership, axis=0) if len(setting.names["camps"]) else np.zeros((n, state.worlds))
    rival = largest(setting.rivalry, axis=1)  # 1 for those who have an equal rival
    danger = setting.vulnerability * state.tension * (1.0 - 0.25 * member * patron)
    arms = 0.35 * (0.4 + 1.2 * state.tension) * returns(state.effort[DEFENCE])
    friend = 0.12 * largest(state.patronage[:n] * state.relations, axis=1)
    label = 0.15 * state.securitised * rival
    lead = maturity(state, setting) + 0.5 * state.frontier
    ahead = 0.6 * rival * (lead - strongest_rival(lead, setting))
    copied = 0.15 * state.openness * (1.0 - 0.5 * state.securitised) * state.frontier * rival
    held = chain_share(state, setting) if held is None else held
    target = 0.15 * unit(held) * state.tension
    strikes = np.flatnonzero(setting.event_exposed.any(axis=(1, 2)))  # few events of a deck do
    struck = total((state.events_left[strikes] > 0)[:, None] * setting.event_exposed[strikes]) if strikes.size else 0.0
    ally = 0.2 * solidarity(state, setting)
    return 1.0 - danger - 0.35 * mean(state.denial) + arms + friend + ally + label + ahead - copied - target - struck


def solidarity(state: State, setting: Setting) -> Array:
    """Return whether clients stand with a patron who fights: depth in his bloc above half, shape (states, worlds)."""
    n = len(setting.names["states"])
    result = np.zeros((n, state.worlds))
    for camp in range(len(setting.names["camps"])):
        leader = int(np.argmax(setting.leads[camp]))
        fight = largest(state.embargo[leader], axis=0)
        result = result + state.patronage[:n, leader] * (state.membership[camp] - 0.5) * fight
    return result


def stability(state: State, setting: Setting) -> Array:
    """Return calm at home: no unrest, no crash, no fever, credit with voters (or with those in power)."""
    fever = 0.25 * positive(state.hawkishness - 0.4)
    grip = setting.regime_price * positive(state.freedom - setting.start.freedom)
    return 1.0 - state.unrest - 0.4 * state.crash - fever - grip + 0.2 * (state.political_capital - 0.6)


def influence(state: State, setting: Setting, held: Array | None = None) -> Array:
    """Return sway abroad: who runs on your technology, stands with you, needs you, talks to you."""
    n, regions = len(setting.names["states"]), state.gdp.shape[0] - len(setting.names["states"])
    abroad = state.gdp[n:] if regions else state.gdp
    shares = state.ecosystem_share[:, n:] if regions else state.ecosystem_share
    size = abroad / total(abroad)
    stack = total(setting.owns * total(shares * size, axis=1)[:, None])
    sides = (state.alignment[:-1, n:] if regions else state.alignment[:-1]) * size
    aligned = total(setting.leads * total(sides, axis=1)[:, None]) if len(setting.names["camps"]) else np.zeros((n, 1))
    money = 0.3 * setting.issuer * state.trust
    leader = largest(setting.leads, axis=0) if len(setting.names["camps"]) else np.zeros((n, 1))
    held = chain_share(state, setting) if held is None else held
    needed = held * (0.6 + 0.8 * state.tension)
    heard = total(clip(state.relations, -0.5, 1.0) * largest(setting.rivalry, axis=1)[None], axis=1) / np.maximum(
        total(largest(setting.rivalry, axis=1)), 1e-9
    )
    homeless = 1.0 - total(setting.owns, axis=1)
    own_stack = total(state.ecosystem_share[:, :n] * homeless[:, None])
    courted = returns(2.0 * state.effort[OUTREACH])  # favours are remembered
    others = needed + 0.3 * heard + 0.3 * own_stack + 0.25 * courted
    return 0.7 * stack + money + 0.3 * aligned + (1.0 - leader) * others


def over_the_path(path: Array) -> Array:
    """Return a goal over a game: half its mean over the second half of the path, half its end.

    Args:
        path: Measures by turn, shape (turns + 1, goals, states, worlds).
    """
    late = path[(path.shape[0] - 1) // 2 :]
    summed = late[0]
    for step in late[1:]:
        summed = summed + step
    return 0.5 * summed / late.shape[0] + 0.5 * path[-1]


def par_of(path: Array) -> Par:
    """Return par from the measures of games that everybody played by default."""
    values = over_the_path(path)
    return Par(values.mean(axis=-1), np.maximum(values.std(axis=-1), SPREAD_FLOOR[:, None]))


def by_goal(path: Array, par: Par) -> Array:
    """Return every goal in standard deviations from par, within ±3, shape (goals, states, worlds)."""
    return clip((over_the_path(path) - par.mean[..., None]) / par.sd[..., None], -3.0, 3.0)


def rate(path: Array, setting: Setting, par: Par, beyond: Array | None = None) -> Array:
    """Return the rating of every state, shape (states, worlds).

    Args:
        path: Measures by turn, shape (turns + 1, goals, states, worlds).
        setting: The constants of the games: weights of the goals.
        par: How the seats do by default.
        beyond: Turns that each state spent beyond its red line, shape (states, worlds).
    """
    rating = 50.0 + POINTS * total(setting.goals * by_goal(path, par))
    return rating if beyond is None else rating - np.minimum(RED_LINE * beyond, RED_LINE_MOST)


_RED_LINE = re.compile(r"^\s*(?P<name>[a-z_]+)\s*(?:\[(?P<ids>[^\]]*)\])?\s*(?P<sign>[<>])\s*(?P<limit>-?[\d.]+)\s*$")


@dataclass(frozen=True)
class Limit:
    """A red line as it is read: a figure, and below or above what it must not be.

    Attributes:
        name: The quantity.
        ids: Its entry, by ids.
        below: Whether being below the limit is beyond the line; else being above is.
        at: The limit.
    """

    name: str
    ids: tuple[str, ...]
    below: bool
    at: float


def limit_of(when: str) -> Limit | None:
    """Read a red line such as ``layer_share[hbm, korea] < 0.61``; None if it is no plain comparison."""
    found = _RED_LINE.match(when)
    if not found:
        return None
    ids = tuple(i.strip() for i in (found["ids"] or "").split(",") if i.strip())
    return Limit(found["name"], ids, found["sign"] == "<", float(found["limit"]))


def crossed(headlines: Mapping[str, Array], setting: Setting) -> Array:
    """Return where each state is beyond its red line, shape (turns + 1, states, worlds)."""
    first = next(iter(headlines.values()))
    result = np.zeros((first.shape[0], len(setting.names["states"]), first.shape[-1]), dtype=bool)
    axes = {q.name: q.axes for q in QUANTITIES}
    for seat, spec in enumerate(setting.world.states.values()):
        limit = limit_of(spec.red_line.when) if spec.red_line else None
        if limit is None or limit.name not in headlines:
            continue
        values = headlines[limit.name]
        for axis, name in zip(axes[limit.name], limit.ids, strict=True):
            values = values[:, setting.index(axis, name)]
        result[:, seat] = values < limit.at if limit.below else values > limit.at
    return result
