"""How it came about: the change of any figure as an exact sum over the mechanisms of the game.

Rules run one after the other, and each returns a state. What a rule did to a figure is the
figure after it less the figure before it; over a turn, and over turns, the differences add up
to the change of the figure, whatever the rules are.

All turns of a game are already known when it is explained, so they need not be played one by
one: they are stacked side by side as if they were worlds and played as one turn of a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.explain.figure import Figure, Gauge, as_figures, value_of
from techrace.explain.game import settings_of, single, span_of, touched
from techrace.feasibility import project
from techrace.orders import LEVERS, Orders
from techrace.record import Record
from techrace.rules.turn import ORDER, Rule, name_of, steps
from techrace.setting import Setting
from techrace.state import QUANTITIES, State


@dataclass(frozen=True)
class Mechanisms:
    """The change of figures by mechanism.

    Attributes:
        figures: What is explained.
        rules: The mechanisms, in order of play; last, in a game of people, what they did beside their orders.
        first: The span runs from the state after this many turns …
        last: … to the state after this many.
        before: Figures at its start, shape (figures,).
        after: Figures at its end, shape (figures,).
        deltas: What each rule did in each turn, shape (figures, rules, turns).
    """

    figures: tuple[Figure, ...]
    rules: tuple[str, ...]
    first: int
    last: int
    before: Array
    after: Array
    deltas: Array

    def causes(self, row: int, most: int = 5) -> list[tuple[str, float]]:
        """List what moved a figure, largest first; what is beyond ``most`` is summed as ``other``.

        Args:
            row: Position of the figure.
            most: Causes to name, ``other`` included.
        """
        return ranked(self.rules, self.deltas[row].sum(axis=1), most)


def ranked(names: Sequence[str], values: Array, most: int) -> list[tuple[str, float]]:
    """Sort named parts by size and sum the small ones as ``other``; nothing is lost."""
    order = [int(i) for i in np.argsort(-np.abs(values), kind="stable") if values[i] != 0.0]
    if len(order) <= most:
        return [(names[i], float(values[i])) for i in order]
    named = order[: most - 1]
    return [*((names[i], float(values[i])) for i in named), ("other", float(values[order[most - 1 :]].sum()))]


HAND = "hand"
"""What people did between turns beside their orders: prices and effects of cards, rulings, events of the deck."""


def by_mechanism(
    record: Record, figures: Iterable[Figure | str], turns: tuple[int, int] | None = None, *, world: int = 0
) -> Mechanisms:
    """Divide the change of figures over a span of turns among the rules of the game.

    Args:
        record: The game, or a batch of games.
        figures: Figures, or their names such as ``"layer_share[hbm, korea]"``.
        turns: From the state after the first number of turns to that after the second; default: all.
        world: Position of the game in the record.

    Returns:
        What every rule did in every turn; the sum is the change of the figure.
    """
    game = single(record, world)
    first, last = span_of(game, turns)
    asked = as_figures(figures, game.setting)
    rules = (*(name_of(rule) for rule in ORDER), *([HAND] if any(game.touches) else []))
    deltas = np.zeros((len(asked), len(rules), last - first))
    settings = settings_of(game.setting, game.turns)
    for setting in dict.fromkeys(settings[first:last]):
        span = [t for t in range(first, last) if settings[t] is setting]
        columns = np.array(span) - first
        found = _side_by_side(game, asked, span, setting)
        deltas[:, : len(ORDER), columns] = found if found is not None else _one_by_one(game, asked, span, setting)
    if HAND in rules:
        deltas[:, -1] = _by_hand(game, asked, deltas, first)
    ends = [Gauge(asked, game.setting).read(game.states[t])[0][:, 0] for t in (first, last)]
    return Mechanisms(asked, rules, first, last, ends[0], ends[1], deltas)


def _by_hand(game: Record, figures: Sequence[Figure], deltas: Array, first: int) -> Array:
    """Return what people did in each turn of a span beside their orders: what the rules have left over."""
    path = [value_of(figures, game.states[first + t], game.setting)[:, 0] for t in range(deltas.shape[2] + 1)]
    rest = np.diff(np.stack(path, axis=1), axis=1) - deltas.sum(axis=1)
    acted = np.array([bool(game.touches[first + t + 1]) for t in range(deltas.shape[2])])
    return np.where(acted & (np.abs(rest) > _NOTHING), rest, 0.0)


_NOTHING = 1e-12


def _one_by_one(game: Record, figures: Sequence[Figure], span: Sequence[int], setting: Setting) -> Array:
    """Play the turns of a span again one after the other, and say what each rule did in each."""
    played = [_differences(game.states[t], _steps(game, t, setting), Gauge(figures, setting)) for t in span]
    return np.concatenate(played, axis=2)


def _steps(game: Record, t: int, setting: Setting) -> Iterator[State]:
    luck = Chance(game.seed, game.worlds, t)
    return (state for _, state in steps(game.states[t], game.orders[t], setting, luck))


def _differences(start: State, states: Iterable[State], gauge: Gauge) -> Array:
    """Return what every step did to every figure, shape (figures, steps, worlds)."""
    before, _ = gauge.read(start)
    deltas = np.zeros((before.shape[0], len(ORDER), before.shape[1]))
    for step, state in enumerate(states):
        after, moved = gauge.read(state)
        deltas[moved, step] = after[moved] - before[moved]
        before = after
    return deltas


def _luck_of_turns(game: Record, span: Sequence[int]) -> Chance:
    """Return the luck of one game in several turns, one a column of the batch."""
    keys = [Chance(game.seed, game.worlds, t)._keys() for t in span]  # noqa: SLF001 - the keys are the luck
    luck = Chance(game.seed, np.repeat(game.worlds, len(span)), span[0])
    object.__setattr__(luck, "_cached_keys", np.concatenate(keys))
    return luck


def _side_by_side(game: Record, figures: Sequence[Figure], span: Sequence[int], setting: Setting) -> Array | None:
    """Play turns as the columns of one batch; None if that is not the game that was played."""
    last: list[State] = []

    def noted() -> Iterator[State]:
        for _, state, _ in _batched(game, span, setting):
            yield state
        last.append(state)

    deltas = _differences(_stacked([game.states[t] for t in span]), noted(), Gauge(figures, setting))
    return deltas if _happened(last[0], game, span) else None


def _batched(game: Record, span: Sequence[int], setting: Setting) -> Iterator[tuple[str, State, Orders]]:
    """Play turns side by side, yielding each rule, the state that it leaves and the orders.

    A rule that looks at the turn finds one turn a column. One that can only take a single
    number is asked column by column.
    """
    state = _stacked([game.states[t] for t in span])
    orders = project(_stacked_orders([game.orders[t] for t in span]), state, setting)
    luck = _luck_of_turns(game, span)
    for rule in ORDER:
        if name_of(rule) not in setting.without:
            try:
                state = rule.apply(state, orders, setting, luck)
            except (TypeError, ValueError):
                state = _by_column(rule, state, orders, setting, game, span)
        yield name_of(rule), state, orders


def _happened(end: State, game: Record, span: Sequence[int]) -> bool:
    if any(game.touches):
        single = [end.take(slice(i, i + 1)).evolve(turn=t + 1) for i, t in enumerate(span)]
        luck = Chance(game.seed, game.worlds, 0)
        end = _stacked([touched(game, t + 1, state, luck) for t, state in zip(span, single, strict=True)])
    played = _stacked([game.states[t + 1] for t in span])
    return all(np.array_equal(getattr(end, q.name), getattr(played, q.name)) for q in QUANTITIES)


def moments(game: Record, span: Sequence[int], setting: Setting, rule: str) -> tuple[State, Orders, State]:
    """Return the states before and after one rule in some turns, a turn a column, and the orders."""
    before = _stacked([game.states[t] for t in span])
    for name, state, orders in _batched(game, span, setting):
        if name == rule:
            found = before, orders, state
        before = state
    if _happened(before, game, span):
        return found
    pairs = [_moment(game, t, setting, rule) for t in span]
    orders = project(_stacked_orders([game.orders[t] for t in span]), _stacked([game.states[t] for t in span]), setting)
    return _stacked([p[0] for p in pairs]), orders, _stacked([p[1] for p in pairs])


def _moment(game: Record, t: int, setting: Setting, rule: str) -> tuple[State, State]:
    before = game.states[t]
    for name, state in steps(before, game.orders[t], setting, Chance(game.seed, game.worlds, t)):
        if name == rule:
            return before, state
        before = state
    message = f"{rule} is not in the order of play"
    raise ValueError(message)


def _by_column(rule: Rule, state: State, orders: Orders, setting: Setting, game: Record, span: Sequence[int]) -> State:
    columns = []
    for i, t in enumerate(span):
        own = orders.evolve(**{x.name: _column(getattr(orders, x.name), i) for x in LEVERS})
        here = state.take(slice(i, i + 1)).evolve(turn=t)
        columns.append(rule.apply(here, own, setting, Chance(game.seed, game.worlds, t)))
    return _stacked(columns)


def _column(values: Array, i: int) -> Array:
    return values[..., i : i + 1] if values.shape[-1] > 1 else values


def _stacked(states: Sequence[State]) -> State:
    """Put single games side by side; their turns become an array, too."""
    arrays = {q.name: np.concatenate([getattr(s, q.name) for s in states], axis=-1) for q in QUANTITIES}
    turns = np.concatenate([np.atleast_1d(np.asarray(s.turn)) for s in states])
    return states[0].evolve(turn=turns if len(states) > 1 else states[0].turn, **arrays)


def _stacked_orders(orders: Sequence[Orders]) -> Orders:
    """Put the orders of several turns side by side; what never changes stays one column."""
    changes = {}
    for lever in LEVERS:
        values = [getattr(o, lever.name) for o in orders]
        if any(v is not values[0] for v in values):
            changes[lever.name] = np.concatenate(values, axis=-1)
    return orders[0].evolve(**changes)
