"""Play games: ``simulate(world, policies) -> Record``. The loop, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from techrace import memory
from techrace.arrays import Array
from techrace.chance import Chance, chance
from techrace.orders import Orders
from techrace.policy import Moves, Policy, combine
from techrace.record import HEADLINES, Record
from techrace.rules import budget, denial, revenue, valuation
from techrace.rules.constants import FIXED
from techrace.rules.growth import layer_income
from techrace.rules.turn import choose, parameters, turn
from techrace.scoring import measures
from techrace.setting import CONSTANTS, Setting, setting_of, started
from techrace.state import QUANTITIES, State
from techrace.view import View
from techrace.world.schema import World

BATCH = 2048  # games to play at once: with fewer, calling a step costs more than doing it; more only take memory
MANY = 256  # games whose arrays are large enough for the memory to matter

Progress = Callable[[int, int], None]
"""Told after every turn: (turns played, turns in all)."""


def draw_parameters(seed: int, worlds: np.ndarray[Any, Any]) -> dict[str, Array]:
    """Draw one value a world for every drawn parameter, from a triangle (low, default, high).

    The draw belongs to the world's id: the same world has the same constants in any batch.
    """
    luck = chance(seed, worlds).traits()
    drawn = {}
    for p in parameters():
        if p.drawn and p.high > p.low:
            u = luck.uniform(f"parameter {p.name}")
            split = (p.default - p.low) / (p.high - p.low)
            rising = p.low + np.sqrt(u * (p.high - p.low) * (p.default - p.low))
            falling = p.high - np.sqrt((1 - u) * (p.high - p.low) * (p.high - p.default))
            drawn[p.name] = np.where(u < split, rising, falling)
    return drawn


def prepare(
    world: World,
    overrides: Mapping[str, Any] | None = None,
    without: Iterable[str] = (),
    start: Mapping[str, Any] | None = None,
) -> Setting:
    """Return the setting of a game with its start settled: what the standing orders imply.

    Args:
        world: The world.
        overrides: Parameters by their dotted names, a number or one a world.
        without: Rules that are switched off.
        start: Entries of the state at the start that differ from the world's, such as ``frontier[north]``.
    """
    values = {**world.parameters, **(overrides or {})}
    setting = setting_of(world, choose(values), without)
    worlds = max((np.size(v) for v in values.values()), default=1)
    return settle(setting.evolve(start=started(_spread(setting.start, worlds), start or {}, setting)))


def _spread(state: State, worlds: int) -> State:
    """Repeat a state of one world for many."""
    arrays = {q.name: getattr(state, q.name) for q in QUANTITIES}
    return state.evolve(**{name: np.array(np.broadcast_to(a, (*a.shape[:-1], worlds))) for name, a in arrays.items()})


def settle(setting: Setting) -> Setting:
    """Fill in the derived arrays of the start, so that nothing moves merely because play begins."""
    start, standing, nobody = setting.start, setting.standing, chance(0)
    start = budget.apply(start, standing, setting, nobody)
    start = start.evolve(vigour=np.ones_like(start.vigour))
    setting = setting.evolve(start=start)
    start = denial.apply(start, standing, setting, nobody)
    start = start.evolve(lost_sales=denial.lost_sales(start, setting), layer_income=layer_income(start, setting))
    start = start.evolve(revenue=revenue.target(start, standing, setting))
    n = len(setting.names["states"])
    invested = start.capital_share[:n] / start.capital_share[:n].sum(axis=0)
    start = start.evolve(belief=0.5 * invested + 0.5 * revenue.rent_shares(start, setting))
    setting = setting.evolve(start=start)
    return setting.evolve(start=start.evolve(valuation_gap=valuation.gap(start, setting)))


def begin(setting: Setting, luck: Chance) -> State:
    """Return the state of every world before the first turn: the start, plus each world's gifts."""
    worlds = luck.worlds.size
    traits = luck.traits()
    names = setting.names
    state = _spread(setting.start, worlds)
    return state.evolve(
        gift_frontier=np.exp(FIXED.gift_frontier * traits.normal("gift frontier", names["states"])),
        gift_platform=np.exp(FIXED.gift_platform * traits.normal("gift platform", names["sectors"], names["states"])),
        gift_layer=np.exp(FIXED.gift_layer * traits.normal("gift layer", names["layers"], names["states"])),
        temper=np.clip(state.temper + FIXED.temper * traits.normal("temper", names["states"]), 0.0, 1.0),
    )


def calendar(setting: Setting, turns: int) -> list[Setting]:
    """Return the setting of every turn: the world's dated changes come into force on their turn.

    A constant that no dated change moves stays what the setting has it to be, also where that is not the world's own:
    a hazard that differs from game to game, an attribute that an experiment scales. Each knows how long the game is.
    """
    world = setting.world
    if setting.turns != turns:
        setting = setting.evolve(turns=turns)
    if not world.timeline:
        return [setting] * turns
    by_turn: list[Setting] = []
    plain = setting_of(world, setting.parameters, setting.without)
    data = world.model_dump(by_alias=True)
    pending = sorted(world.timeline, key=lambda change: change.date)
    current = setting
    for t in range(turns):
        due = [c for c in pending if c.date <= world.start + t * world.turn_years + 1e-9]
        if due:
            pending = pending[len(due) :]
            for change in due:
                for path, value in change.set.items():
                    assign(data, path.split("."), value)
            changed = setting_of(World.model_validate({**data, "timeline": ()}), setting.parameters, setting.without)
            current = _moved(setting, plain, changed)
        by_turn.append(current)
    return by_turn


def _moved(setting: Setting, plain: Setting, changed: Setting) -> Setting:
    """Return a setting in which everything that differs between two readings of its world is as in the second."""
    found: dict[str, Any] = {}
    for name in CONSTANTS:
        own, was, now = (getattr(s, name) for s in (setting, plain, changed))
        if not isinstance(was, np.ndarray):
            if was != now:
                found[name] = now
        elif not (same := (was == now) | (np.isnan(was) & np.isnan(now))).all():
            found[name] = np.where(same, own, now)
    return setting.evolve(**found, standing=changed.standing)


def assign(data: Any, path: list[str], value: Any) -> None:
    """Set a value of a world's data by its path; a number may stand for a sourced one."""
    for key in path[:-1]:
        data = data[key]
    inner = data[path[-1]]
    if isinstance(inner, dict) and "value" in inner and not (isinstance(value, dict) and "value" in value):
        inner["value"] = value
    else:
        data[path[-1]] = value


def decide(
    policies: Sequence[Policy], state: State, before: State, last: Orders, setting: Setting, luck: Chance
) -> list[Moves]:
    """Ask every state's policy for its moves, each from its own view."""
    return [policy.decide(View(seat, state, before, last, setting, luck), luck) for seat, policy in enumerate(policies)]


def simulate(
    setting: Setting,
    policies: Sequence[Policy],
    *,
    turns: int | None = None,
    seed: int = 0,
    worlds: int | np.ndarray[Any, Any] = 1,
    keep: bool | None = None,
    figures: Iterable[str] | None = None,
    judge: bool = True,
    progress: Progress | None = None,
) -> Record:
    """Play a batch of games.

    Args:
        setting: From ``prepare``.
        policies: One policy for every state, in the world's order.
        turns: Turns to play; the setting's own number if not given.
        seed: The seed of all luck.
        worlds: How many games (ids 0, 1, …), or the ids themselves.
        keep: Keep every state and all orders (default: only for up to 16 games).
        figures: Names of the arrays to keep turn by turn (default: the headline figures).
        judge: Measure the goals of every turn, without which nobody can be rated; it takes a twentieth of the time.
        progress: Called after every turn.

    Returns:
        The record; a world's figures do not depend on which others are in the batch.
    """
    turns = setting.turns if turns is None else turns
    luck = chance(seed, worlds)
    if luck.worlds.size >= MANY:
        memory.keep()
    keep = luck.worlds.size <= 16 if keep is None else keep
    state = before = begin(setting, luck)
    last = setting.standing
    states, given = [state], []
    exact = np.float64 if keep else np.float32  # statistics over many games need no more
    kept = [q.name for q in HEADLINES] if figures is None else list(dict.fromkeys(figures))
    headlines = {name: np.empty((turns + 1, *getattr(state, name).shape), exact) for name in kept}
    goals = np.empty((turns + 1 if judge else 0, *measures(state, setting).shape), exact)

    def note(t: int, now: Setting) -> None:
        for name in kept:
            headlines[name][t] = getattr(state, name)
        if judge:
            goals[t] = measures(state, now)

    note(0, setting)
    for t, current in enumerate(calendar(setting, turns)):
        now = luck.at(t)
        orders = combine(current.standing, decide(policies, state, before, last, current, now))
        before, state = state, turn(state, orders, current, now)
        last = orders
        note(t + 1, current)
        if keep:
            states.append(state)
            given.append(orders)
        if progress:
            progress(t + 1, turns)
    names = dict(zip(setting.names["states"], (policy.name for policy in policies), strict=True))
    record = Record(setting, names, seed, luck.worlds, headlines, goals, state)
    return replace(record, states=states, orders=given) if keep else record
