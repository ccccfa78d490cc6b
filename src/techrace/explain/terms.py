"""Inside the share rule: why new orders went where they went, and who is behind it.

Shares of a layer follow the choice of its buyers, a logit. What has changed in that choice since a
turn (the first of the game) is divided among its terms (quality, cost, controls, …) along the straight path from
the first appeal to the present one, by the Aumann-Shapley value: it is additive and does not depend on the order
of the terms (Billera & Heath 1982). What a holder's own terms did is told apart from what those
of its rivals did; quality is traced to the mechanisms that made it. The rest is what was
``under way`` already: shares on their way to the choice that buyers made then.

What is ordered wears off: every turn a part of the market chooses again. Over a span a term therefore counts with
what is left of its orders at the end, not with all that it ever moved; else a share that has long settled would
be explained by hundreds of points that cancel.

The terms are read off the rule itself, by taking one cause after the other out of the state. Nothing of
its equations is repeated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array, total
from techrace.errors import InputError
from techrace.explain.figure import Figure, entries, figure
from techrace.explain.game import settings_of, single, span_of
from techrace.explain.mechanisms import HAND, by_mechanism, moments, ranked
from techrace.language import sentence
from techrace.orders import LINES, Orders
from techrace.record import Record
from techrace.rules import layers, renewal
from techrace.setting import Setting
from techrace.state import State

POINTS = 24  # of the quadrature along the path
RULE = "layers"
RESHORING = LINES.index("reshoring")
OWN, OTHERS = "own", "others"
UNDER_WAY = "under way"
MADE = "quality: "  # before the mechanism that made it


@dataclass(frozen=True)
class Terms:
    """The change of one layer share by term.

    Attributes:
        figure: The share.
        names: Terms, ``term own`` for those of the holder and ``term others`` for those of its rivals.
        first: The span runs from the state after this many turns …
        last: … to the state after this many.
        before: The share at its start.
        after: The share at its end.
        deltas: What each term did in each turn, shape (terms, turns); a column sums to the change in that turn.
        parts: What is left at the end of what each term did, shape (terms,); they sum to the change over the span.
    """

    figure: Figure
    names: tuple[str, ...]
    first: int
    last: int
    before: float
    after: float
    deltas: Array
    parts: Array

    def causes(self, most: int = 5) -> list[tuple[str, float]]:
        """List what moved the share, largest first, the small ones summed as ``other``."""
        return ranked(self.names, self.parts, most)


def by_term(
    record: Record, share: Figure | str, turns: tuple[int, int] | None = None, *, since: int = 0, world: int = 0
) -> Terms:
    """Divide the change of a layer share among the terms of its logit.

    Args:
        record: The game, or a batch of games.
        share: Such as ``"layer_share[hbm, korea]"``.
        turns: From the state after the first number of turns to that after the second; default: all.
        since: The turn with whose choice the choices of the span are compared; default: the first of the game.
        world: Position of the game in the record.

    Raises:
        InputError: The figure is not a share of a layer.
    """
    game = single(record, world)
    first, last = span_of(game, turns)
    asked = share if isinstance(share, Figure) else figure(share, game.setting)
    if asked.name != "layer_share":
        message = (
            f"{asked}: only the share of a layer is divided by term, such as {entries('layer_share', game.setting)[0]}"
        )
        raise InputError(message)
    layer, holder = asked.index
    if not 0 <= since <= first:
        raise InputError(sentence("error-since", since=str(since), first=str(first)))
    ledger = _ledger(game, layer, since, last)
    deltas: dict[str, Array] = {}
    pace = np.zeros(last - first)
    settings = settings_of(game.setting, game.turns)
    reference: Array | None = None
    wanted = [since, *range(first, last)]
    for setting in dict.fromkeys(settings[t] for t in wanted):
        span = np.unique([t for t in wanted if settings[t] is setting])
        logit = _logit(game, span, setting, layer, {name: values[:, span - since] for name, values in ledger.items()})
        reference = logit.terms[..., :1] if reference is None else reference
        inside = span >= first
        pace[span[inside] - first] = logit.pace[inside]
        for name, values in _divided(logit, reference, holder).items():
            deltas.setdefault(name, np.zeros(last - first))[span[inside] - first] = values[inside]
    if any(game.touches):
        deltas[HAND] = by_mechanism(game, [asked], (first, last)).deltas[0, -1]
    path = np.array([game.states[t].layer_share[layer, holder, 0] for t in range(first, last + 1)])
    names, done = tuple(deltas), np.stack(list(deltas.values()))
    parts = _left(done, names.index(UNDER_WAY), pace, path)
    return Terms(asked, names, first, last, float(path[0]), float(path[-1]), done, parts)


def _left(deltas: Array, under_way: int, pace: Array, path: Array) -> Array:
    """Return what is left at the end of what each term did, shape (terms,).

    A share moves a part of the way (``pace``) to the buyers' choice. Its distance from where it stood at the start
    shrinks by that part and grows by the choice's distance from there; unrolled, a turn counts by what the turns
    after it leave of it. What undoes an earlier turn (from the start to the present share) is part of that wear.
    """
    flows = deltas.copy()
    flows[under_way] += pace * (path[:-1] - path[0])
    kept = np.append(np.cumprod((1.0 - pace)[:0:-1])[::-1], 1.0)
    return np.asarray(flows @ kept)


def _ledger(game: Record, layer: int, first: int, last: int) -> dict[str, Array]:
    """Trace the log of everybody's quality since a turn: rule -> (holders, turns), as the share rule meets it."""
    asked = [f for f in entries("quality", game.setting) if f.index[0] == layer]
    found = by_mechanism(game, asked, (first, last))
    rules, turns = found.rules, found.deltas.shape[2]
    moved = found.deltas.transpose(0, 2, 1).reshape(len(asked), -1)  # holders, turn by turn and rule by rule
    level = np.concatenate([found.before[:, None], found.before[:, None] + np.cumsum(moved, axis=1)], axis=1)
    gains = np.diff(np.log(np.maximum(level, 1e-3)), axis=1).reshape(len(asked), turns, len(rules))
    cut = rules.index(RULE)
    ledger = {}
    for r, rule in enumerate(rules):
        if gains[:, :, r].any():
            so_far = np.cumsum(gains[:, :, r], axis=1)
            if r >= cut:  # comes after the share rule: it counts from the next turn on
                so_far = np.concatenate([np.zeros((len(asked), 1)), so_far[:, :-1]], axis=1)
            ledger[MADE + rule] = so_far
    return ledger


@dataclass(frozen=True)
class _Logit:
    """The choice of the buyers of one layer in some turns, term by term."""

    names: tuple[str, ...]
    terms: Array  # terms, buyers, holders, turns: log odds
    demand: Array  # buyers, turns
    before: Array  # holders, turns: shares
    after: Array
    pace: Array  # turns: share of the market that chooses


def _logit(game: Record, span: NDArray[np.int_], setting: Setting, layer: int, ledger: dict[str, Array]) -> _Logit:
    """Read the choice of the buyers in some turns off the share rule."""
    before, orders, after = moments(game, [int(t) for t in span], setting, RULE)
    common = {name: values[layer] for name, values in _appeal(before, orders, setting)}
    r = setting.of(renewal.Parameters)
    weight = np.asarray(r.quality * setting.quality_weight[layer])
    common |= {name: weight * gained for name, gained in ledger.items()}
    common["parent product"] = common.pop("quality") - weight * total(
        np.stack(list(ledger.values()) or [0.0 * before.layer_share[layer]])
    )
    common["fashion"] = after.fashion[layer]
    common["incumbency"] = common.pop("rest")
    buyers = list(_buyers(before, orders, setting, layer))
    names = (*common, *buyers[0][1])
    shape = before.layer_share[layer].shape
    terms = np.stack(
        [[np.broadcast_to(t, shape) for t in (*common.values(), *own.values())] for _, own in buyers], axis=1
    )
    demand = np.stack([np.broadcast_to(d, shape[-1:]) for d, _ in buyers])
    pace = setting.dt * np.asarray(renewal.rate(setting.life, setting.demand_growth, r.pace))[layer]
    return _Logit(names, terms, demand, before.layer_share[layer], after.layer_share[layer], pace * np.ones(len(span)))


TAKEN_OUT: tuple[tuple[str, Callable[[State, Array], tuple[State, Array]]], ...] = (
    ("quality", lambda s, a: (s.evolve(quality=np.ones_like(s.quality)), a)),
    ("inputs", lambda s, a: (s, np.zeros_like(a))),
    ("entry", lambda s, a: (s.evolve(programme=np.zeros_like(s.programme)), a)),
    ("overcapacity", lambda s, a: (s.evolve(overcapacity=np.zeros_like(s.overcapacity)), a)),
    ("reshoring", lambda s, a: (s.evolve(effort=_without_reshoring(s.effort)), a)),
    ("experience", lambda s, a: (s.evolve(experience=np.ones_like(s.experience)), a)),
    ("price floor", lambda s, a: (s.evolve(price_floor=np.zeros_like(s.price_floor)), a)),
    ("wages", lambda s, a: (s.evolve(wage=np.ones_like(s.wage)), a)),
)
"""Causes of the appeal, taken out of the state (or of the access to inputs) one after the other."""


def _without_reshoring(effort: Array) -> Array:
    less = effort.copy()
    less[RESHORING] = 0.0
    return less


def _appeal(state: State, orders: Orders, setting: Setting) -> Iterator[tuple[str, Array]]:
    """Yield each term of the log odds that all buyers share, shape (layers, holders, columns)."""
    access = np.log(state.access)
    value = layers.appeal(state, orders, setting, access)
    for name, take_out in TAKEN_OUT:
        state, access = take_out(state, access)
        fewer = layers.appeal(state, orders, setting, access)
        yield name, value - fewer
        value = fewer
    yield "rest", value


def _buyers(state: State, orders: Orders, setting: Setting, layer: int) -> Iterator[tuple[Array, dict[str, Array]]]:
    """Yield each buyer's demand and the terms of his own: controls, tariffs, home; shape (holders, columns)."""
    free = state.evolve(control=np.zeros_like(state.control))
    untaxed = orders.evolve(tariff=np.zeros_like(orders.tariff))
    shape = state.layer_share[layer].shape
    variants = [list(layers.buyers(s, o, setting)) for s, o in ((state, orders), (free, orders), (free, untaxed))]
    for here in zip(*variants, strict=True):
        full, uncontrolled, home = (_log_favours(favours, layer, shape) for _, favours in here)
        demand = here[0][0][layer]
        yield demand, {"controls": full - uncontrolled, "tariffs": uncontrolled - home, "home": home}


def _log_favours(favours: renewal.Favours, layer: int, shape: tuple[int, ...]) -> Array:
    """Return how a buyer favours every seller of a layer, in log odds, shape (holders, columns)."""
    logs = np.zeros(shape)
    for seller, factor in favours:
        logs[seller] = np.log(np.maximum(np.asarray(factor)[layer], 1e-12))
    return logs


def _divided(logit: _Logit, reference: Array, holder: int) -> dict[str, Array]:
    """Divide what became of a holder's share among the terms, own and others', shape (turns,) each."""
    change = logit.terms - reference
    start, whole = total(reference), total(change)
    mine = np.zeros((change.shape[2], 1))
    mine[holder] = 1.0
    push = np.zeros_like(change)
    nodes, weights = np.polynomial.legendre.leggauss(POINTS)
    for s, w in zip(0.5 * (nodes + 1.0), 0.5 * weights, strict=True):
        x = _choice(start + s * whole)
        push += w * x[:, holder, None] * (mine - x) * change
    push = logit.pace * total(logit.demand[:, None] * push, axis=1)  # terms, holders, turns
    drawn = total(logit.demand * _choice(start + 0.0 * whole)[:, holder])
    parts = {UNDER_WAY: logit.pace * (drawn - logit.before[holder])}
    for name, values in zip(logit.names, push, strict=True):
        if values.any():
            parts[f"{name} ({OWN})"] = values[holder]
            parts[f"{name} ({OTHERS})"] = total(values) - values[holder]
    parts["empty shelves"] = logit.after[holder] - logit.before[holder] - total(np.stack(list(parts.values())))
    return parts


def _choice(odds: Array) -> Array:
    """Return what every buyer chooses, shape (buyers, holders, turns)."""
    x = np.exp(odds - odds.max(axis=1, keepdims=True))
    return x / total(x, axis=1)[:, None]
