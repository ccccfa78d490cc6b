"""What a state may order, and why not: the gate at the edge of the game.

``possible`` says for every entry of a lever who may use it on whom. At the edge (command line,
sessions, environments) ``refusals`` compares written orders with it and answers in messages of the
catalogue of texts (``refusal-<code>``) with their values; inside the engine the same mask projects
orders to what is feasible. What the world's standing orders already say is never refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from math import ceil
from typing import Any

import numpy as np

from techrace.arrays import Array, at_least, total
from techrace.language import Language, language
from techrace.notation import BY_NAME, own_axes
from techrace.orders import LEVERS, LINES, Lever, Orders, pairs
from techrace.policy import BY_AXIS, Moves
from techrace.setting import Setting
from techrace.state import State
from techrace.view import View

HELD = 0.005
"""Share of a layer from which a state's firms have something to deny or to license."""
DEPENDENT = 0.05
"""Security dependence from which a patron is listened to."""
TOLERANCE = 1e-6

_ON_HELD_LAYERS = ("control", "licence")
_LINE_OF = {"currency": "issuer", "fund": "fund"}  # budget lines that only some states have


class Code(StrEnum):
    """Why an order is refused; ``refusal-<code>`` is the key of the sentence."""

    UNKNOWN = "unknown"  # no such lever
    SHAPE = "shape"  # not one number for every entry of the lever
    RANGE = "range"  # below or above what the lever can do, or not a number
    SPLIT = "split"  # a split that does not sum to 1, or memberships above 1
    ENTITLED = "entitled"  # a lever that the state does not have
    ITSELF = "itself"  # a state acts on itself
    HELD = "held"  # a layer that its firms hardly hold
    DEPENDENT = "dependent"  # pressure on a state that does not need protection
    BUDGET = "budget"  # more than the whole programme budget


_INSTEAD = (Code.RANGE, Code.SPLIT, Code.ENTITLED, Code.ITSELF, Code.HELD, Code.DEPENDENT, Code.BUDGET)
"""Reasons that have a remedy; ``refusal-instead-<code>`` names the smallest."""


@dataclass(frozen=True)
class Refusal:
    """An order that is not carried out, and why.

    Attributes:
        lever: The lever.
        where: The entry of the lever, by ids; empty: the lever as a whole.
        code: What is wrong.
        values: What the sentence mentions: ids, and numbers as they are written.
    """

    lever: str
    where: tuple[str, ...]
    code: Code
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """Return the key of the sentence in the catalogue of texts."""
        return f"refusal-{self.code.value}"

    @property
    def allowed(self) -> str:
        """Name in English the smallest change that would make it possible."""
        return possible_instead(self.code, self.values, language("en"))

    @property
    def sentence(self) -> str:
        """Say in English what is wrong, with its place."""
        return f"{', '.join((self.lever, *self.where))}: {language('en')(self.message, **self.values)}"


def possible_instead(code: str, values: Mapping[str, str], tell: Language) -> str:
    """Name the smallest change that would make an order possible; nothing if there is none to name."""
    return tell(f"refusal-instead-{code}", **values) if code in _INSTEAD else ""


def entitled(lever: Lever, setting: Setting, state: State) -> Array:
    """Return who has a lever at all: 1 or 0, shape (by, worlds or 1)."""
    return _entitled(lever.who, setting, state)


def _entitled(who: str, setting: Setting, state: State) -> Array:
    match who:
        case "issuer":
            return setting.issuer
        case "leader":
            return _any(setting.leads, setting)
        case "non-leader":
            return 1.0 - _any(setting.leads, setting)
        case "owner":
            return _any(setting.owns, setting)
        case "fund":
            return setting.may_fund
        case "rival":
            return np.asarray((setting.rivalry > 0).any(axis=1), dtype=np.float64)
        case "patron":
            return np.asarray((state.patronage >= DEPENDENT).any(axis=0), dtype=np.float64)
    return np.ones_like(setting.issuer)


def _in_hand(setting: Setting, state: State) -> Array:
    """Return the layers that a state can deny (1): those its firms hold, and its bloc's list if it leads one."""
    states = len(setting.names["states"])
    listed = (setting.leads[:, None] * setting.bloc_layers[:, :, None]).sum(axis=0) > 0  # layers, by
    can: Array = ((state.layer_share[:, :states] >= HELD) | listed).astype(np.float64)
    return can


def _any(table: Array, setting: Setting) -> Array:
    return np.asarray((table > 0).any(axis=0), dtype=np.float64) if table.size else np.zeros_like(setting.issuer)


def possible(lever: Lever, setting: Setting, state: State) -> Array:
    """Return which entries of a lever can be used: 1 or 0, on the lever's axes (length 1: all alike)."""
    mask = _along(entitled(lever, setting, state), ("by",), lever)
    for _, part in _conditions(lever, setting, state):
        mask = mask * part
    return mask


def _conditions(lever: Lever, setting: Setting, state: State) -> Iterator[tuple[Code, Array]]:
    """List what must hold beyond having the lever: masks on the lever's axes, with the reason."""
    states = len(setting.names["states"])
    for axis in ("states", "markets"):
        if axis in lever.axes and not lever.split:
            others = 1.0 - np.eye(len(setting.names[axis]), states)
            yield Code.ITSELF, _along(others[:, :, None], (axis, "by"), lever)
    if lever.name in _ON_HELD_LAYERS:
        yield Code.HELD, _along(_in_hand(setting, state), ("layers", "by"), lever)
    if lever.name == "press":
        yield (
            Code.DEPENDENT,
            _along((state.patronage[:states] >= DEPENDENT).astype(np.float64), ("states", "by"), lever),
        )
    if lever.name == "spend":
        rows = [_entitled(_LINE_OF.get(line, "all"), setting, state) for line in LINES]
        yield Code.ENTITLED, _along(np.stack(rows), ("lines", "by"), lever)


def _along(values: Array, axes: Sequence[str], lever: Lever) -> Array:
    """Spread an array over named axes to the axes of a lever."""
    order = sorted(range(len(axes)), key=lambda i: lever.axes.index(axes[i]))
    moved = values.transpose([*order, len(axes)])
    lengths = iter(moved.shape[:-1])
    return moved.reshape(*(next(lengths) if a in axes else 1 for a in lever.axes), moved.shape[-1])


MONEY: tuple[Lever, ...] = tuple(lever for lever in LEVERS if lever.money)


def cost(lever: Lever, row: Array) -> Array:
    """Return what a state's use of a lever costs beyond the budget lines, as a share of the budget."""
    return lever.money * total(np.maximum(row, 0.0).reshape(-1, row.shape[-1]))


def money(moves: Moves, seat: int, setting: Setting) -> Array:
    """Return what all levers cost beyond the budget lines, as a share of the budget, shape (worlds or 1,)."""
    whole = np.zeros(1)
    for lever in MONEY:
        whole = whole + cost(
            lever, moves[lever.name] if lever.name in moves else own(getattr(setting.standing, lever.name), lever, seat)
        )
    return whole


def own(values: Array, lever: Lever, seat: int) -> Array:
    """Return a state's own part of a lever's array."""
    part: Array = values[(slice(None),) * BY_AXIS[lever.name] + (seat,)]
    return part


def refusals(moves: Mapping[str, Any], seat: int, view: View | State, setting: Setting) -> list[Refusal]:
    """List everything that is wrong with the orders of a state, in any of the worlds.

    Args:
        moves: What the state orders beyond its standing orders.
        seat: The state.
        view: The game as it stands.
        setting: The constants of the game.
    """
    state = view.state if isinstance(view, View) else view
    found: list[Refusal] = []
    sound: dict[str, Array] = {}
    for name, values in moves.items():
        if name not in BY_NAME:
            near = get_close_matches(name, BY_NAME, n=1)
            found.append(Refusal(name, (), Code.UNKNOWN, {"lever": name, "near": near[0] if near else "none"}))
            continue
        wrong = _malformed(BY_NAME[name], values, setting)
        if wrong:
            found.append(wrong)
            continue
        sound[name] = np.asarray(values, dtype=np.float64)
        found += _out_of_range(BY_NAME[name], sound[name], setting)
    if found:
        return found
    for name, array in sound.items():
        found += _impossible(BY_NAME[name], array, seat, state, setting)
    refused = {refusal.lever for refusal in found if refusal.code is Code.ENTITLED and not refusal.where}
    return found + list(_too_dear({k: v for k, v in sound.items() if k not in refused}, seat, setting))


def _malformed(lever: Lever, values: Any, setting: Setting) -> Refusal | None:
    wanted = tuple(len(setting.names[a]) for a in own_axes(lever))
    shape = np.shape(values)
    if len(shape) == len(wanted) + 1 and shape[:-1] == wanted and shape[-1] >= 1:
        return None
    form = " × ".join((*(f"{n} {a}" for n, a in zip(wanted, own_axes(lever), strict=True)), "worlds"))
    return Refusal(lever.name, (), Code.SHAPE, {"shape": str(shape), "form": form})


def _out_of_range(lever: Lever, values: Array, setting: Setting) -> Iterator[Refusal]:
    bounds = {"low": f"{lever.low:g}", "high": f"{lever.high:g}"}
    bad = ~((values >= lever.low - TOLERANCE) & (values <= lever.high + TOLERANCE))  # true for nan, too
    for place, where in _places(bad.any(axis=-1), lever, setting):
        worst = values[place][bad[place]].flat[0]
        near = bounds["high" if worst > lever.high else "low"]
        yield Refusal(lever.name, where, Code.RANGE, {"value": f"{worst:g}", **bounds, "near": near})
    if lever.split and not bad.any() and (np.abs(total(values) - 1.0) > 1e-3).any():
        yield _not_whole(lever, "split", float(total(values).flat[0]))
    if lever.name == "join" and not bad.any() and (total(values) > 1 + TOLERANCE).any():
        yield _not_whole(lever, "depths", float(total(values).max()))


def _not_whole(lever: Lever, kind: str, whole: float) -> Refusal:
    """Say that parts do not sum to 1, and by how much."""
    way = "lower" if whole > 1 else "raise"
    return Refusal(
        lever.name, (), Code.SPLIT, {"kind": kind, "sum": f"{whole:.4g}", "by": f"{abs(whole - 1):.4g}", "way": way}
    )


def _impossible(lever: Lever, values: Array, seat: int, state: State, setting: Setting) -> Iterator[Refusal]:
    """Say what the state may not do, unless its standing orders do so already."""
    axis = BY_AXIS[lever.name]
    me = setting.names["states"][seat]
    more = values > own(getattr(setting.standing, lever.name), lever, seat) + TOLERANCE

    def denied(mask: Array) -> Any:
        mine = mask[(slice(None),) * axis + (seat if mask.shape[axis] > 1 else 0,)]
        return (more & (mine == 0)).any(axis=-1)

    if np.any(denied(_along(entitled(lever, setting, state), ("by",), lever))):
        yield Refusal(lever.name, (), Code.ENTITLED, {"me": me, "who": lever.who, "kind": "lever"})
        return
    told = np.zeros(more.shape[:-1], dtype=bool)
    for code, mask in _conditions(lever, setting, state):
        bad = denied(mask) & ~told
        told |= bad
        for place, where in _places(bad, lever, setting):
            yield _explained(lever, code, where, place, seat, state, setting)


def _explained(
    lever: Lever, code: Code, where: tuple[str, ...], place: tuple[int, ...], seat: int, state: State, setting: Setting
) -> Refusal:
    values = {"me": setting.names["states"][seat]}
    match code:
        case Code.HELD:
            held = float(state.layer_share[place[-1], seat].min())
            best = setting.names["layers"][int(state.layer_share[:, seat].min(axis=-1).argmax())]
            values |= {"layer": where[-1], "held": f"{held:.1%}", "least": f"{HELD:.1%}", "best": best}
        case Code.DEPENDENT:
            leans = float(state.patronage[place[0], seat].min())
            best = setting.names["states"][int(state.patronage[:, seat].min(axis=-1).argmax())]
            values |= {"other": where[0], "leans": f"{leans:.0%}", "least": f"{DEPENDENT:.0%}", "best": best}
        case Code.ENTITLED:
            values |= {"who": _LINE_OF[where[0]], "kind": "line"}
    return Refusal(lever.name, where, code, values)


def _too_dear(moves: Mapping[str, Array], seat: int, setting: Setting) -> Iterator[Refusal]:
    """Say that lines and levers together cost more than the budget."""
    if "spend" not in moves and not any(lever.name in moves for lever in MONEY):
        return
    standing = setting.standing.spend[:, seat]
    spend = moves.get("spend", standing)
    levers = money(moves, seat, setting)
    whole = total(spend) + levers
    usual = total(standing) + money({}, seat, setting)
    if (whole > np.maximum(1.0, usual) + TOLERANCE).any():
        lines, dear = float(total(spend).max()), float(levers.max())
        over = float((whole - np.maximum(1.0, usual)).max())
        values = {"lines": f"{lines:.1%}", "levers": f"{dear:.1%}" if dear else "none", "over": f"{_up(over):.1%}"}
        yield Refusal("spend", (), Code.BUDGET, values)


def _up(share: float) -> float:
    """Round up to a tenth of a percent, so that what is asked for is enough."""
    return ceil(1000 * share - 1e-6) / 1000


def _places(bad: Any, lever: Lever, setting: Setting) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Name the entries of a lever that are marked."""
    axes = own_axes(lever)
    for place in zip(*np.nonzero(np.atleast_1d(bad)), strict=True):
        spot = tuple(int(i) for i in place)[: len(axes)]
        yield spot, tuple(setting.names[a][i] for a, i in zip(axes, spot, strict=True))


@lru_cache(maxsize=4)  # a setting of many games is large: do not keep many
def _fixed_masks(setting: Setting) -> dict[str, Array]:
    """Return, for every lever, what the constants of a game allow; the rest depends on the state."""
    masks = {}
    for lever in LEVERS:
        if lever.who != "patron" and lever.name not in _ON_HELD_LAYERS:
            masks[lever.name] = possible(lever, setting, setting.start)
    return masks


@lru_cache(maxsize=4)  # a setting of many games is large: do not keep many
def _standing(setting: Setting) -> dict[str, Array]:
    """Return the standing orders as they are feasible, for levers that the state cannot change."""
    return {
        name: _whole(BY_NAME[name], _in_range(BY_NAME[name], getattr(setting.standing, name)) * mask)
        for name, mask in _fixed_masks(setting).items()
    }


def _in_range(lever: Lever, values: Array) -> Array:
    ranged: Array = values.clip(lever.low, lever.high)
    if np.isnan(np.add.reduce(ranged, axis=None)):  # what is no number becomes the least
        ranged = np.where(np.isnan(ranged), lever.low, ranged)
    return ranged


def _whole(lever: Lever, values: Array) -> Array:
    """Scale a split so that it sums to 1; leave other levers alone."""
    if not lever.split:
        return values
    axis = lever.axes.index(lever.split)
    whole = np.expand_dims(total(values, axis), axis)
    parts: Array = values / at_least(whole, 1e-9)
    nothing = whole <= 1e-9
    return np.where(nothing, 1.0 / values.shape[axis], parts) if nothing.any() else parts


def _on_layers(lever: Lever, values: Array, setting: Setting, state: State) -> Array:
    """Keep of a lever between states, by layer, what the state of the game allows."""
    aimed = pairs(values)
    if not aimed:
        return np.zeros_like(values[..., :1])
    kept = np.zeros((*values.shape[:-1], state.worlds))
    held = _in_hand(setting, state) if lever.name in _ON_HELD_LAYERS else None
    for by, target in aimed:
        if by != target:
            allowed = held[:, by] if held is not None else state.patronage[target, by] >= DEPENDENT
            kept[by, target] = _in_range(lever, values[by, target]) * allowed
    return kept


def project(orders: Orders, state: State, setting: Setting) -> Orders:
    """Return the nearest feasible orders: in range, entitled, splits whole, within the budget.

    Never raises: inside a batch an infeasible order is cut down, and whoever compares the
    result with what was ordered sees where.
    """
    masks, standing = _fixed_masks(setting), _standing(setting)
    changes: dict[str, Array] = {}
    for lever in LEVERS:
        values = getattr(orders, lever.name)
        if lever.name not in masks:
            changes[lever.name] = _on_layers(lever, values, setting, state)
        elif values is getattr(setting.standing, lever.name):
            changes[lever.name] = standing[lever.name]
        else:
            changes[lever.name] = _whole(lever, _in_range(lever, values) * masks[lever.name])
    if changes["join"].shape[0]:
        changes["join"] = changes["join"] / np.maximum(total(changes["join"]), 1.0)
    dear = np.zeros((1, 1))
    for lever in MONEY:
        used = np.maximum(np.moveaxis(changes[lever.name], BY_AXIS[lever.name], 0), 0.0)
        dear = dear + lever.money * total(used.reshape(used.shape[0], -1, used.shape[-1]), axis=1)
    spent = total(changes["spend"])
    changes["spend"] = changes["spend"] * np.minimum(1.0, np.maximum(1.0 - dear, 0.0) / np.maximum(spent, 1e-9))
    return orders.evolve(**changes)
