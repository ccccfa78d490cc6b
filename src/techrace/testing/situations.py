"""Games in the middle of play: any state, any orders, any constants, and the same under other orders of names.

A rule that holds only where play usually goes has hidden faults, so situations are drawn from
all that the declarations of state, orders and parameters allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeVar, cast

import numpy as np

from techrace.arrays import Array, normalise
from techrace.chance import Chance, chance
from techrace.orders import LEVERS, Lever, Orders
from techrace.parameters import Declared
from techrace.policies.standard import RandomLegal
from techrace.policy import BY_AXIS, combine
from techrace.rules.turn import parameters
from techrace.setting import NEVER, Setting, setting_of
from techrace.simulate import begin, prepare
from techrace.state import QUANTITIES, Quantity, State
from techrace.view import View
from techrace.world.schema import World

Kind = Literal["legal", "extreme", "infeasible"]
KINDS: tuple[Kind, ...] = ("legal", "extreme", "infeasible")
"""Orders that a state may give; every lever at one of its ends; numbers that no lever takes."""

_NONSENSE = (np.nan, np.inf, -np.inf, 1e300, -1e300, -1.0, 2.0, 0.5)
_CURVES = ("frontier", "platform", "quality")  # they begin and end just inside their range
_TURN = 7  # of a game in the middle of play

T = TypeVar("T", bound=State | Orders)


@dataclass(frozen=True)
class Situation:
    """All that a rule is given: a state, orders, constants and luck."""

    state: State
    orders: Orders
    setting: Setting
    luck: Chance

    def take(self, index: Any) -> Situation:
        """Return the worlds at ``index`` of the batch, with their own constants and luck."""
        start = self.setting.start
        return Situation(
            self.state.take(index),
            self.orders.evolve(**{x.name: _taken(getattr(self.orders, x.name), index) for x in LEVERS}),
            self.setting.evolve(
                parameters={
                    cls: replace(own, **{f.name: _taken(getattr(own, f.name), index) for f in fields(own)})
                    for cls, own in self.setting.parameters.items()
                },
                start=start.take(index) if start.worlds > 1 else start,
            ),
            Chance(self.luck.seed, self.luck.worlds[index], self.luck.turn),
        )


def _taken(values: Any, index: Any) -> Any:
    return values[..., index] if np.ndim(values) and np.shape(values)[-1] > 1 else values


def situation(
    setting: Setting,
    worlds: int = 4,
    seed: int = 0,
    kind: Kind = "legal",
    extra: Mapping[str, type] | None = None,
    *,
    corners: bool = True,
) -> Situation:
    """Return a game in the middle of play: any state, orders of a kind, constants anywhere in their bounds.

    Args:
        setting: The world to play in.
        worlds: How many games.
        seed: Another situation for every seed.
        kind: What orders to give.
        extra: Parameters of rules that techrace does not know, by the name of the rule.
        corners: Let some figures lie exactly at the ends of their ranges.
    """
    luck = chance(seed, worlds, _TURN)
    drawn = anywhere(seed, worlds)
    now = prepare(setting.world, {**setting.world.parameters, **drawn}, setting.without)
    for name, cls in (extra or {}).items():
        own = {f.name: _between(f.metadata, luck, f"{name}.{f.name}") for f in fields(cls)}
        now = now.evolve(parameters={**now.parameters, cls: cls(**own)})
    state = any_state(now, luck, corners=corners)
    return Situation(state, any_orders(now, state, luck, kind), now, luck)


def anywhere(seed: int, worlds: int, of: Iterable[Declared] | None = None) -> dict[str, Array]:
    """Draw every parameter anywhere inside its bounds, one value a world: dotted name -> (worlds,)."""
    luck = chance(seed, worlds)
    return {p.name: _between({"low": p.low, "high": p.high}, luck, p.name) for p in of or parameters()}


def _between(bounds: Mapping[str, float], luck: Chance, name: str) -> Array:
    ends = np.clip(luck.uniform(f"anywhere {name}") * 1.2 - 0.1, 0.0, 1.0)  # a sixth lie at the bounds
    return bounds["low"] + (bounds["high"] - bounds["low"]) * ends


def any_state(setting: Setting, luck: Chance, *, corners: bool = True) -> State:
    """Draw a state in which everything has moved, another way in every world."""
    start = begin(setting, luck)
    state = start.evolve(
        turn=luck.turn, **{q.name: _moved(q, getattr(start, q.name), setting, luck, corners) for q in QUANTITIES}
    )
    states = np.arange(len(setting.names["states"]))
    for name, own in (("relations", 1.0), ("detente", 0.0), ("control", 0.0), ("coercion", 0.0)):
        getattr(state, name)[states, states] = own  # nobody acts on himself
    return state.evolve(embargo=np.max(state.control, axis=2))


def _moved(q: Quantity, values: Array, setting: Setting, luck: Chance, corners: bool) -> Array:  # noqa: FBT001
    axes = [setting.names[a] for a in q.axes]
    if not all(axes):
        return values
    u = luck.uniform(f"any {q.name}", *axes)
    if q.share_of:
        return normalise(u + 1e-3, axis=q.axes.index(q.share_of))
    if q.high >= NEVER:  # a turn, or never
        return np.where(u < 0.5, np.floor(u * luck.turn), NEVER)
    if q.high <= 1:
        u = np.clip(1.2 * u - 0.1, 0.0, 1.0) if corners else u
        values = q.low + (q.high - q.low) * u
        return np.clip(values, 1e-3, 0.999) if q.name in _CURVES else values
    normal = luck.normal(f"any more {q.name}", *axes)
    if q.low < 0:
        return np.clip(values + 0.5 * normal, q.low, q.high)
    if q.unit in ("count", "turns"):
        return np.floor(4.0 * u)
    return np.clip(np.where(values > 0, values * np.exp(0.5 * normal), u), q.low, q.high)


def any_orders(setting: Setting, state: State, luck: Chance, kind: Kind = "legal") -> Orders:
    """Draw orders of all states: legal ones, every lever at its ends, or numbers that no lever takes."""
    if kind == "legal":
        seats = range(len(setting.names["states"]))
        views = [View(seat, state, state, setting.standing, setting, luck) for seat in seats]
        return combine(setting.standing, [RandomLegal(setting, view.seat).decide(view, luck) for view in views])
    changes = {}
    for lever in LEVERS:
        u = luck.uniform(f"{kind} {lever.name}", *(setting.names[a] for a in lever.axes))
        if kind == "extreme":
            changes[lever.name] = np.where(u < 0.5, lever.low, lever.high)
        else:
            changes[lever.name] = np.array(_NONSENSE)[(u * len(_NONSENSE)).astype(int)]
    return setting.standing.evolve(**changes)


# ---------------------------------------------------------------- names in another order


def other_secrets(state: State, seat: int) -> State:
    """Return a state that looks the same from a seat: hidden facts, and others' private ones, are different."""
    changes = {}
    for q in QUANTITIES:
        if q.secret in ("hidden", "private"):
            values = getattr(state, q.name).copy()
            owners = [i for i, axis in enumerate(q.axes) if axis in ("states", "holders")]
            other = q.low + (min(q.high, q.low + 1.0) - q.low) * 0.37 * np.ones_like(values)
            if q.secret == "private" and owners:
                mine = (slice(None),) * owners[0] + (seat,)
                other[mine] = values[mine]
            changes[q.name] = other
    return state.evolve(**changes)


def other_budgets(orders: Orders, seat: int) -> Orders:
    """Return orders that look the same from a seat: how others split their budgets is different."""
    changes = {}
    for lever in LEVERS:
        if lever.tray == "invest":
            values = np.array(getattr(orders, lever.name)) * 0.7
            mine = (slice(None),) * BY_AXIS[lever.name] + (seat,)
            values[mine] = getattr(orders, lever.name)[mine]
            changes[lever.name] = values
    return orders.evolve(**changes)


def reordered(world: World, luck: Chance | None = None) -> World:
    """Return the same world with its states, regions, layers and so on listed in another order.

    Args:
        world: The world.
        luck: Draws the order; reversed if not given.
    """
    parts = ("states", "regions", "layers", "sectors", "ecosystems", "camps", "waves", "events")
    changes = {}
    for part in parts:
        ids = list(getattr(world, part))
        if luck is None:
            ids.reverse()
        elif ids:
            keys = luck.uniform(f"order {part}", tuple(ids))[:, 0]
            ids = [ids[i] for i in np.argsort(keys)]
        changes[part] = {name: getattr(world, part)[name] for name in ids}
    return world.model_copy(update=changes)


def rearranged(values: T, before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]) -> T:
    """Carry a state or orders over to the axes of a world that lists its names in another order."""
    declared: tuple[Quantity | Lever, ...] = QUANTITIES if isinstance(values, State) else LEVERS
    changes = {}
    for x in declared:
        array = getattr(values, x.name)
        for position, axis in enumerate(x.axes):
            array = array.take([before[axis].index(name) for name in after[axis]], axis=position)
        changes[x.name] = array
    return cast(T, values.evolve(**changes))


def listed_otherwise(case: Situation, world: World) -> Situation:
    """Return the same situation in a world that lists its names in another order."""
    other = setting_of(world, case.setting.parameters, case.setting.without)
    names = case.setting.names, other.names
    other = other.evolve(start=rearranged(case.setting.start, *names))
    return Situation(rearranged(case.state, *names), rearranged(case.orders, *names), other, case.luck)
