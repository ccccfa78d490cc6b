"""Read changes to orders as people write them, and put them into the orders of a game.

``{"korea": {"join": {"us_led": 0}, "open": 0.8}}`` in order notation; a value ``standing`` puts a
lever back to the standing orders of the world.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from techrace.arrays import Array, total
from techrace.errors import InputError, Sentence, placed, shown, unknown
from techrace.feasibility import Code, Refusal, own, refusals
from techrace.language import sentence
from techrace.notation import BY_NAME, fill, own_axes, slots
from techrace.orders import Orders
from techrace.policy import BY_AXIS
from techrace.setting import Setting
from techrace.state import State
from techrace.world.schema import Problem

STANDING = "standing"


@dataclass(frozen=True)
class Change:
    """What one state orders on one lever instead.

    Attributes:
        seat: The state.
        lever: The lever.
        values: Entries by position over the lever's own axes; empty: back to the standing orders.
    """

    seat: int
    lever: str
    values: tuple[tuple[tuple[int | slice, ...], float], ...]


def changes_of(written: Mapping[str, Any], setting: Setting) -> tuple[Change, ...]:
    """Read changes by state and lever.

    Raises:
        InputError: Every problem, each with its place.
    """
    problems: list[str] = []
    found: list[Change] = []
    states = setting.names["states"]
    for state, orders in written.items():
        if state not in states:
            problems.append(unknown("state", str(state), states))
        elif not isinstance(orders, Mapping) or not orders:
            problems.append(placed(state, sentence("error-no-orders", value="{}" if orders == {} else shown(orders))))
        else:
            for lever, value in orders.items():
                found += _change(states.index(state), str(lever), value, setting, problems)
    if problems:
        raise InputError(problems)
    return tuple(found)


def _change(seat: int, lever: str, value: Any, setting: Setting, problems: list[str]) -> Iterable[Change]:
    place = f"{setting.names['states'][seat]}.{lever}"
    if lever not in BY_NAME:
        problems.append(placed(place, unknown("lever", lever, BY_NAME)))
        return []
    if value == STANDING:
        return [Change(seat, lever, ())]
    values = []
    before = len(problems)
    for slot in slots(setting.names, lever, value, (place,)):
        if isinstance(slot, Problem):
            problems.append(placed(".".join(map(str, slot.path)), slot))
        elif isinstance(slot[1], str) or not np.isfinite(slot[1]):
            problems.append(placed(place, sentence("error-no-number", value=shown(slot[1]))))
        elif BY_NAME[lever].split and not isinstance(slot[0][0], int):
            axis = setting.names[BY_NAME[lever].split]
            problems.append(placed(place, sentence("error-split", name=axis[0])))
        else:
            values.append((slot[0], float(slot[1])))
    return [Change(seat, lever, tuple(values))] if len(problems) == before else []


def changed_row(change: Change, row: Array, standing: Array) -> Array:
    """Return a state's own part of a lever after a change, from what it ordered before."""
    lever = BY_NAME[change.lever]
    if not change.values:
        return np.broadcast_to(standing, (*standing.shape[:-1], row.shape[-1]))
    if lever.split:
        return fill(row, {int(index[0]): value for index, value in change.values if isinstance(index[0], int)})
    row = np.array(row)
    for index, value in change.values:
        row[index] = value
    if lever.name == "spend":
        row = _within(row, [int(i[0]) for i, _ in change.values if isinstance(i[0], int)])
    return row


def _within(spend: Array, named: Sequence[int]) -> Array:
    """Take from the lines that are not named what the named ones need beyond the whole budget."""
    free = np.ones((spend.shape[0], 1))
    free[list(named)] = 0.0
    claimed = total(spend * (1.0 - free))
    rest = total(spend * free)
    room = np.clip(1.0 - claimed, 0.0, None)
    return np.where(free > 0, spend * np.minimum(1.0, room / np.maximum(rest, 1e-9)), spend)


def with_changes(orders: Orders, changes: Sequence[Change], standing: Orders, rows: Any = None) -> Orders:
    """Put changes into the orders of a turn.

    Args:
        orders: The orders of all states.
        changes: What is ordered instead.
        standing: The standing orders of the world.
        rows: Which rows of the batch are changed, boolean (rows,); default: all.
    """
    result: dict[str, Array] = {}
    for change in changes:
        place = (slice(None),) * BY_AXIS[change.lever] + (change.seat,)
        whole = result.get(change.lever, getattr(orders, change.lever))
        row = changed_row(change, whole[place], getattr(standing, change.lever)[place])
        width = whole.shape[-1] if rows is None else max(whole.shape[-1], rows.size)
        values = np.array(np.broadcast_to(whole, (*whole.shape[:-1], max(width, row.shape[-1]))))
        values[place] = row if rows is None else np.where(rows, row, whole[place])
        result[change.lever] = values
    return orders.evolve(**result)


ONE_BY_ONE = (Code.ITSELF, Code.HELD, Code.DEPENDENT)
"""Reasons that speak of one entry of a lever."""


def _place(refusal: Refusal, setting: Setting) -> tuple[int, ...]:
    axes = own_axes(BY_NAME[refusal.lever])
    return tuple(setting.index(axis, name) for axis, name in zip(axes, refusal.where, strict=True))


def refuse_impossible(changes: Sequence[Change], orders: Orders, state: State, setting: Setting) -> None:
    """Check changes against what the states may do in a state of the game.

    Raises:
        InputError: Everything that is refused, each with what is allowed.
    """
    after = with_changes(orders, changes, setting.standing)
    named = {(c.lever, index) for c in changes for index, _ in c.values if all(isinstance(i, int) for i in index)}
    sentences = []
    for seat in dict.fromkeys(change.seat for change in changes):
        levers = dict.fromkeys(change.lever for change in changes if change.seat == seat)
        moves = {name: own(getattr(after, name), BY_NAME[name], seat) for name in levers}
        for refusal in refusals(moves, seat, state, setting):
            if refusal.code in ONE_BY_ONE and (refusal.lever, _place(refusal, setting)) not in named:
                continue  # an order to a whole row goes where it can
            said = Sentence(refusal.sentence, refusal.message, refusal.values)
            if refusal.allowed:
                instead = Sentence(refusal.allowed, f"refusal-instead-{refusal.code.value}", refusal.values)
                said = Sentence(f"{said}; {instead}", "error-instead", {"what": said, "instead": instead})
            sentences.append(placed(setting.names["states"][seat], said))
    if sentences:
        raise InputError(sentences)
