"""Take one game out of a record, with everything that explaining it needs."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

import numpy as np

from techrace.chance import Chance, chance
from techrace.errors import InputError
from techrace.language import sentence
from techrace.orders import LEVERS, Orders
from techrace.policies import policy
from techrace.policy import Policy
from techrace.record import Record
from techrace.setting import Setting
from techrace.simulate import calendar, simulate
from techrace.state import QUANTITIES, State


def single(record: Record, world: int = 0) -> Record:
    """Return one game of a record, with its states and orders.

    A big batch keeps no states; the game is then played again by the policies that the record names.

    Args:
        record: One game or many.
        world: Position of the game in the record.

    Raises:
        InputError: There is no such game, or its policies cannot be found again.
    """
    games = record.worlds.size
    if not 0 <= world < games:
        raise InputError(sentence("error-world", world=str(world), last=str(games - 1)))
    if games == 1 and record.states:
        return record
    setting = _setting_of_one(record.setting, world, games)
    here = slice(world, world + 1)
    if not record.states:
        seats = enumerate(record.policies.values())
        policies = [policy(name, setting, seat) for seat, name in seats]
        return simulate(setting, policies, turns=record.turns, seed=record.seed, worlds=record.worlds[here], keep=True)
    return replace(
        record,
        setting=setting,
        worlds=record.worlds[here],
        headlines={name: values[..., here] for name, values in record.headlines.items()},
        measures=record.measures[..., here],
        final=record.final.take(here),
        states=[state.take(here) for state in record.states],
        orders=[_orders_of_one(orders, world) for orders in record.orders],
        parameters={name: _one(value, world, games) for name, value in record.parameters.items()},
    )


def _one(value: Any, world: int, games: int) -> Any:
    """Take one world of a value that may differ by world."""
    return value[..., world : world + 1] if isinstance(value, np.ndarray) and value.shape[-1:] == (games,) else value


def _setting_of_one(setting: Setting, world: int, games: int) -> Setting:
    parameters = {
        cls: replace(chosen, **{f.name: _one(getattr(chosen, f.name), world, games) for f in fields(chosen)})
        for cls, chosen in setting.parameters.items()
    }
    start = setting.start.evolve(**{q.name: _one(getattr(setting.start, q.name), world, games) for q in QUANTITIES})
    return setting.evolve(parameters=parameters, start=start)


def _orders_of_one(orders: Orders, world: int) -> Orders:
    changes = {}
    for lever in LEVERS:
        values = getattr(orders, lever.name)
        if values.shape[-1] > 1:
            changes[lever.name] = values[..., world : world + 1]
    return orders.evolve(**changes)


def touched(game: Record, t: int, state: State, luck: Chance) -> State:
    """Do to the state after ``t`` turns what people did to it beside their orders, whatever game it is in by now."""
    if not game.touches or not game.touches[t]:
        return state
    settings = settings_of(game.setting, game.turns)
    return game.touches[t].apply(state, settings[min(t, len(settings) - 1)], luck.at(t))


@lru_cache(maxsize=8)
def settings_of(setting: Setting, turns: int) -> tuple[Setting, ...]:
    """Return the setting of every turn, remembered: a world with dated changes is read only once."""
    return tuple(calendar(setting, turns))


def policies_of(game: Record) -> list[Policy | None]:
    """Find the policies that a record names; None for a seat whose policy is not to be found (a person's)."""
    found: list[Policy | None] = []
    for seat, name in enumerate(game.policies.values()):
        try:
            found.append(policy(name, game.setting, seat))
        except InputError:
            found.append(None)
    return found


def span_of(game: Record, turns: tuple[int, int] | None) -> tuple[int, int]:
    """Check a span of turns: from the state after ``first`` turns to that after ``last``.

    Raises:
        InputError: The game has no such turns.
    """
    first, last = turns or (0, game.turns)
    if not 0 <= first < last <= game.turns:
        raise InputError(sentence("error-span", first=str(first), last=str(last), turns=str(game.turns)))
    return first, last


def same_luck(game: Record, rows: int) -> Chance:
    """Return the luck of a batch in which every row is the same game."""
    return chance(game.seed, game.worlds[:1]).beside(rows)


def other_luck(game: Record, draws: int) -> np.ndarray[Any, Any]:
    """Return the ids of other worlds, whose luck stands for what might have happened."""
    return np.asarray(game.worlds[0] + np.arange(1, draws + 1, dtype=np.uint64), dtype=np.uint64)


def spread(state: State, rows: int) -> State:
    """Copy one game to every row of a batch."""
    if state.worlds == rows:
        return state
    return state.evolve(**{q.name: np.repeat(getattr(state, q.name), rows, axis=-1) for q in QUANTITIES})
