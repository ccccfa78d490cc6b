"""What a run leaves behind: the states turn by turn, or only their headline figures.

A single game keeps everything (states, orders), so that it can be explained and replayed. A
big batch keeps the headline figures of every turn. ``digest`` proves that two runs are the
same game, bit for bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.rules import events
from techrace.setting import Setting
from techrace.state import QUANTITIES, Quantity, State

HEADLINES: tuple[Quantity, ...] = tuple(q for q in QUANTITIES if q.headline)


def digest(state: State) -> str:
    """Return a fingerprint of every bit of a state (16 hex digits)."""
    h = sha256(str(state.turn).encode())
    for q in QUANTITIES:
        h.update(q.name.encode())
        h.update(np.ascontiguousarray(getattr(state, q.name), dtype="<f8").tobytes())
    return h.hexdigest()[:16]


@dataclass(frozen=True)
class Touch:
    """What people did to a state between two turns, beside their orders: prices of cards, rulings, events.

    Attributes:
        changes: Figures and by how much they change, in order.
        events: Events of the deck that begin by hand, after that.
    """

    changes: tuple[tuple[str, float], ...] = ()
    events: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self.changes or self.events)

    def apply(self, state: State, setting: Setting, luck: Chance) -> State:
        """Return the state after it.

        Args:
            state: The state, of one game or many.
            setting: That of the coming turn.
            luck: That of the coming turn; it decides about the effects of events.
        """
        for figure, by in self.changes:
            state = events.changed(state, figure, np.array([by]), setting)
        if not self.events:
            return state
        begins = np.zeros((len(setting.names["events"]), state.worlds), dtype=bool)
        for name in self.events:
            begins[setting.names["events"].index(name)] = True
        return events.befall(state, begins, setting, luck)


@dataclass(frozen=True)
class Record:
    """One batch of games.

    Attributes:
        setting: The constants of the games.
        policies: The policy of every state, by name.
        seed: The seed.
        worlds: Ids of the worlds, shape (worlds,).
        headlines: Headline figures, name -> array (turns + 1, *axes, worlds).
        measures: Raw goals by turn, shape (turns + 1, goals, states, worlds); (0, …) if nobody is judged.
        final: The state after the last turn.
        states: Every state, the start first; empty in a big batch.
        orders: The orders of every turn as given; empty in a big batch.
        parameters: Dotted overrides of parameters, numbers or one value a world.
        uncertainty: Where parameters were drawn from: none, declared or calibrated.
        touches: What people did before each turn and after the last one, beside their orders; empty: nothing.
    """

    setting: Setting
    policies: Mapping[str, str]
    seed: int
    worlds: np.ndarray[Any, Any]
    headlines: Mapping[str, Array]
    measures: Array
    final: State
    states: Sequence[State] = ()
    orders: Sequence[Orders] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    uncertainty: str = "none"
    touches: Sequence[Touch] = ()

    @property
    def turns(self) -> int:
        """Return the number of turns played."""
        return int(self.final.turn)

    def figure(self, name: str, *ids: str) -> Array:
        """Return a headline figure over time, shape (turns + 1, worlds).

        Example:
            ``record.figure("layer_share", "hbm", "korea")``
        """
        quantity = next(q for q in QUANTITIES if q.name == name)
        values = self.headlines[name]
        for axis, entry in zip(quantity.axes, ids, strict=True):
            values = values[:, self.setting.index(axis, entry)]
        return values

    def dates(self) -> list[float]:
        """Return the date at the start of play and after every turn."""
        world = self.setting.world
        return [world.start + t * world.turn_years for t in range(self.turns + 1)]


def first_game(record: Record) -> Record:
    """Return the first game of a batch as a record of its own: no bit of it depends on the others."""
    index = np.arange(1)
    return replace(
        record,
        worlds=record.worlds[:1],
        headlines={name: values[..., index] for name, values in record.headlines.items()},
        measures=record.measures[..., index],
        final=record.final.take(index),
        states=[state.take(index) for state in record.states],
        orders=[orders.take(index) for orders in record.orders],
    )


def join(parts: Sequence[Record]) -> Record:
    """Put the worlds of several records of the same game side by side."""
    first = parts[0]
    if len(parts) == 1:
        return first
    headlines = {name: np.concatenate([p.headlines[name] for p in parts], axis=-1) for name in first.headlines}
    final = first.final.evolve(
        **{q.name: np.concatenate([getattr(p.final, q.name) for p in parts], axis=-1) for q in QUANTITIES}
    )
    worlds = np.concatenate([p.worlds for p in parts])
    parameters = {
        name: np.concatenate([p.parameters[name] for p in parts]) if np.ndim(value) else value
        for name, value in first.parameters.items()
    }
    measures = np.concatenate([p.measures for p in parts], axis=-1)
    return Record(
        first.setting,
        first.policies,
        first.seed,
        worlds,
        headlines,
        measures,
        final,
        (),
        (),
        parameters,
        first.uncertainty,
    )
