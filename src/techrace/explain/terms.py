"""Inside the share rule: why new orders went where they went, and who is behind it.

Shares of a layer move towards the choice of its buyers, a logit. Along the path from today's shares to
that choice every term of the appeal (quality, cost, controls, …) pushes with its own strength, and the
Aumann-Shapley value adds up what each has pushed: it is the only division that is additive and does
not depend on the order of the terms (Billera & Heath 1982). What a holder's own term did is told apart from what
the terms of the others did. Quality is traced back to the mechanisms that made it, ever since the game began.

The terms are read off the rule itself, by taking one cause after the other out of the state. Nothing of
its equations is repeated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, total
from techrace.errors import InputError
from techrace.explain.figure import Figure, entries, figure
from techrace.explain.game import settings_of, single, span_of
from techrace.explain.mechanisms import by_mechanism, moments, ranked
from techrace.orders import LINES, Orders
from techrace.record import Record
from techrace.rules import layers, renewal
from techrace.setting import Setting
from techrace.state import State

POINTS = 24  # of the quadrature along the path
RULE = "layers"
RESHORING = LINES.index("reshoring")
OWN, OTHERS = "own", "others"


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
        deltas: What each term did in each turn, shape (terms, turns).
    """

    figure: Figure
    names: tuple[str, ...]
    first: int
    last: int
    before: float
    after: float
    deltas: Array

    def causes(self, most: int = 5) -> list[tuple[str, float]]:
        """List what moved the share, largest first, the small ones summed as ``other``."""
        return ranked(self.names, self.deltas.sum(axis=1), most)


def by_term(record: Record, share: Figure | str, turns: tuple[int, int] | None = None, *, world: int = 0) -> Terms:
    """Divide the change of a layer share among the terms of its logit.

    Args:
        record: The game, or a batch of games.
        share: Such as ``"layer_share[hbm, korea]"``.
        turns: From the state after the first number of turns to that after the second; default: all.
        world: Position of the game in the record.

    Raises:
        InputError: The figure is not a share of a layer.
    """
    game = single(record, world)
    first, last = span_of(game, turns)
    asked = share if isinstance(share, Figure) else figure(share, game.setting)
    if asked.name != "layer_share":
        raise InputError(f"{asked}: only the share of a layer is divided by term, such as {entries('layer_share', game.setting)[0]}")
    layer, holder = asked.index
    ledger = _ledger(game, layer, last)
    parts: dict[str, Array] = {}
    settings = settings_of(game.setting, game.turns)
    for setting in dict.fromkeys(settings[first:last]):
        span = [t for t in range(first, last) if settings[t] is setting]
        found = _of_turns(game, span, setting, layer, holder, ledger)
        for name, values in found.items():
            parts.setdefault(name, np.zeros(last - first))[np.array(span) - first] = values
    ends = [float(game.states[t].layer_share[layer, holder, 0]) for t in (first, last)]
    return Terms(asked, tuple(parts), first, last, ends[0], ends[1], np.stack(list(parts.values())))


def _ledger(game: Record, layer: int, last: int) -> dict[str, Array]:
    """Trace log quality of every holder to what made it: source -> (holders, turns), as the share rule meets it."""
    asked = [f for f in entries("quality", game.setting) if f.index[0] == layer]
    found = by_mechanism(game, asked, (0, last))
    rules, turns = found.rules, found.deltas.shape[2]
    moved = found.deltas.transpose(0, 2, 1).reshape(len(asked), -1)  # holders, turn by turn and rule by rule
    level = np.concatenate([found.before[:, None], found.before[:, None] + np.cumsum(moved, axis=1)], axis=1)
    gains = np.diff(np.log(np.maximum(level, 1e-3)), axis=1).reshape(len(asked), turns, len(rules))
    cut = rules.index(RULE)
    ledger = {"quality at the start": np.repeat(np.log(level[:, :1]), turns, axis=1)}
    for r, rule in enumerate(rules):
        if gains[:, :, r].any():
            so_far = np.cumsum(gains[:, :, r], axis=1)
            if r >= cut:  # comes after the share rule: it counts from the next turn on
                so_far = np.concatenate([np.zeros((len(asked), 1)), so_far[:, :-1]], axis=1)
            ledger[rule] = so_far
    return ledger


def _of_turns(game: Record, span: Sequence[int], setting: Setting, layer: int, holder: int, ledger: dict[str, Array]) -> dict[str, Array]:
    """Divide the change of a share in some turns, each a column."""
    before, orders, after = moments(game, span, setting, RULE)
    common = {name: values[layer] for name, values in _appeal(before, orders, setting)}
    common = _with_ledger(common, {name: values[:, span] for name, values in ledger.items()})
    share = before.layer_share[layer]
    common["fashion"] = after.fashion[layer]
    common["inertia"] = common.pop("rest") - np.log(share)
    parts = _path(share, common, list(_buyers(before, orders, setting, layer)), holder)
    r = setting.of(renewal.Parameters)
    pace = setting.dt * np.asarray(renewal.rate(setting.life, setting.demand_growth, r.pace))
    pace = pace[layer] * np.ones(len(span))
    parts = {name: pace * values for name, values in parts.items() if values.any()}
    moved = after.layer_share[layer, holder] - share[holder]
    parts["empty shelves"] = moved - total(np.stack(list(parts.values())))
    return parts


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


def _with_ledger(terms: dict[str, Array], ledger: dict[str, Array]) -> dict[str, Array]:
    """Put what made quality in place of the term of quality, in proportion to logs."""
    quality = terms.pop("quality")
    whole = total(np.stack(list(ledger.values())))
    weight = quality / np.where(np.abs(whole) > 1e-12, whole, 1.0)
    made = {name: weight * part for name, part in ledger.items()}
    made["quality at the start"] = quality - total(np.stack([p for n, p in made.items() if n != "quality at the start"] or [0.0 * quality]))
    return {**terms, **made}


def _buyers(state: State, orders: Orders, setting: Setting, layer: int) -> Iterator[tuple[Array, dict[str, Array]]]:
    """Yield each buyer's demand and the terms of his own: controls, tariffs, home; shape (holders, columns)."""
    free = state.evolve(control=np.zeros_like(state.control))
    untaxed = orders.evolve(tariff=np.zeros_like(orders.tariff))
    views = [layers.buyers(s, o, setting) for s, o in ((state, orders), (free, orders), (free, untaxed))]
    for (demand, factor), (_, uncontrolled), (_, home) in zip(*views, strict=True):
        logs = [np.log(np.maximum(x[layer], 1e-12)) for x in (factor, uncontrolled, home)]
        yield demand[layer], {"controls": logs[0] - logs[1], "tariffs": logs[1] - logs[2], "home": logs[2]}


def _path(share: Array, common: dict[str, Array], buyers: list[tuple[Array, dict[str, Array]]], holder: int) -> dict[str, Array]:
    """Integrate the push of every term along the path from today's shares to the choice of the buyers.

    Returns:
        By term, own and others': what it adds to the holder's share of new orders, shape (columns,).
    """
    columns = share.shape[-1]
    nodes, weights = np.polynomial.legendre.leggauss(POINTS)
    start = np.log(share)
    result: dict[str, Array] = {}
    mine = np.zeros((share.shape[0], 1))
    mine[holder] = 1.0
    for demand, own_terms in buyers:
        terms = {**common, **own_terms}
        names, stack = list(terms), np.stack([np.broadcast_to(v, share.shape) for v in terms.values()])
        whole = total(stack)
        push: Array = np.zeros(stack.shape)
        for s, w in zip(0.5 * (nodes + 1.0), 0.5 * weights, strict=True):
            odds = start + s * whole
            x = np.exp(odds - odds.max(axis=0))
            x = x / total(x)
            push += w * x[holder] * (mine - x) * stack  # terms, holders, columns
        push = push * demand
        for name, values in zip(names, push, strict=True):
            for whose, part in ((OWN, values[holder]), (OTHERS, total(np.delete(values, holder, axis=0)))):
                key = f"{name} {whose}"
                result[key] = result.get(key, np.zeros(columns)) + part
    return result
