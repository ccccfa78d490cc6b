"""The constants of a game as arrays: who is who, geography, layers, standing orders.

``Setting`` knows no rule. A rule asks it for its own constants by class:
``setting.of(Parameters)``. Arrays have the same axes as in ``State`` with a last axis of
length 1, so that a constant that differs by world broadcasts exactly as a plain number does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, cast

import numpy as np

from techrace.arrays import Array
from techrace.axes import axis_names
from techrace.errors import InputError, unknown
from techrace.notation import standing_orders
from techrace.orders import Orders
from techrace.state import QUANTITIES, State
from techrace.world.schema import World

P = TypeVar("P")

NEVER = 1e6
"""The turn of something that has not happened."""
LEAST = 1e-6
"""The least share of capital or manufacturing at the start: shares are compared with it later."""


@dataclass(frozen=True, eq=False)
class Setting:
    """The constants of one world; see the module for shapes."""

    world: World
    names: Mapping[str, tuple[str, ...]]  # axis -> ids along it
    parameters: Mapping[type, Any]
    without: frozenset[str]
    dt: float  # years a turn
    turns: int  # of the whole game: the world's own number, unless it is played shorter or longer

    # who is who
    leads: Array  # camps, states: 1 for the leader
    rivalry: Array  # states, states
    issuer: Array  # states
    may_fund: Array  # states
    owns: Array  # ecosystems, states: 1 for the home state
    regime_price: Array  # states
    absorption: Array  # states
    exposure: Array  # states, states: exports of the first to the second
    safety_net: Array  # states
    vulnerability: Array  # states
    election_first: Array  # states (0: none)
    election_every: Array  # states
    compute_share: Array  # states, at the start
    goals: Array  # goals, states

    # camps and their blocs
    enforcement: Array  # camps
    sharing: Array  # camps
    payments: Array  # camps
    market_access: Array  # camps
    bloc_layers: Array  # camps, layers

    # markets
    trend: Array  # markets
    privacy: Array  # markets
    price_sensitivity: Array  # markets

    # layers
    life: Array  # layers
    demand_growth: Array  # layers
    labour: Array  # layers
    capital_cost: Array  # layers
    commodity: Array  # layers
    quality_weight: Array  # layers
    embodied: Array  # layers
    controllability: Array  # layers
    weight: Array  # layers
    layer_revenue: Array  # layers
    norm: Array  # layers
    home_preference: Array  # layers
    parent: tuple[int, ...]  # layer index, or -1
    needs: Array  # layers, layers
    flow_needs: Array  # layers, layers
    layer_demand: Array  # layers, holders
    incentive: Array  # layers, holders
    footprint: Array  # layers, holders
    owner_patience: Array  # layers, holders
    rest_wage: Array  # () of the rest of the world

    # sectors
    sector_weight: Array  # sectors
    physical: Array  # sectors
    defence_sector: Array  # sectors
    tied: Array  # sectors: its base is tied to manufacturing
    jobs: Array  # sectors
    industrial_base: Array  # sectors, states

    # ecosystems
    ecosystem_price: Array  # ecosystems
    compatibility: Array  # ecosystems
    quality_old: Array  # ecosystems (nan: from the owner's technology)
    quality_new: Array  # ecosystems (nan: as the old)
    ecosystem_openness: Array  # ecosystems (nan: its owner's)
    ecosystem_effort: Array  # ecosystems

    ecosystem_renewal: float  # 1/yr

    # waves and events
    wave_start: Array  # waves: turn
    wave_turns: Array  # waves
    wave_ceiling: Array  # waves
    wave_fresh: Array  # waves
    wave_ecosystems: Array  # waves
    event_hazard: Array  # events
    event_tension: Array  # events
    event_lasts: Array  # events
    event_scarcity: Array  # events, layers
    event_growth: Array  # events, markets
    event_exposed: Array  # events, states

    start: State  # worlds axis 1
    standing: Orders  # worlds axis 1

    def of(self, cls: type[P]) -> P:
        """Return the constants of a rule: an instance of its ``Parameters``."""
        return cast(P, self.parameters[cls])

    def index(self, axis: str, name: str) -> int:
        """Return the position of a name along an axis."""
        return self.names[axis].index(name)

    def evolve(self, **changes: Any) -> Setting:
        """Return the setting with some constants replaced."""
        return replace(self, **changes)

    @property
    def shape(self) -> dict[str, int]:
        """Return the length of every axis."""
        return {axis: len(ids) for axis, ids in self.names.items()}


CONSTANTS = tuple(
    f.name
    for f in fields(Setting)
    if f.name not in {"world", "names", "parameters", "without", "dt", "turns", "start", "standing"}
)
"""Names of everything in a setting that a world file gives numbers for."""


def _column(values: Iterable[float]) -> Array:
    return np.array([float(v) for v in values], dtype=np.float64)[:, None]


def _matrix(rows: Iterable[Iterable[float]], shape: tuple[int, int]) -> Array:
    return np.array([[float(v) for v in row] for row in rows], dtype=np.float64).reshape(*shape, 1)


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def setting_of(world: World, parameters: Mapping[type, Any], without: Iterable[str] = ()) -> Setting:
    """Turn a world into arrays.

    Args:
        world: A validated world.
        parameters: One instance of ``Parameters`` for every rule, by class.
        without: Names of rules that are switched off.
    """
    names = axis_names(world)
    states, markets, layers = world.states, world.markets, world.layers
    sectors, ecosystems, camps = world.sectors, world.ecosystems, world.camps
    waves, events = world.waves, world.events
    n, k, e, c, l = len(states), len(sectors), len(ecosystems), len(camps), len(layers)  # noqa: E741
    m, h = len(markets), len(states) + 1
    leaders = {camp.leader for camp in camps.values()}
    holders = names["holders"]

    def pair(a: str, b: str) -> float:
        """Rivalry of two states: what the world says, else 1 between leaders of camps."""
        if a == b:
            return 0.0
        said = world.rivalries.get(f"{a}-{b}", world.rivalries.get(f"{b}-{a}"))
        return _or(said, 1.0 if a in leaders and b in leaders else 0.0)

    chip_demand = [s.chip_demand.value for s in states.values()]
    chip_demand.append(max(0.0, 1 - sum(chip_demand)))

    def by_holder(field: str, default: float) -> Array:
        """Read a layer table by holder, the rest of the world last."""
        rows = []
        for layer in layers.values():
            table = getattr(layer, field)
            rows.append([table.value.get(name, default) if table else default for name in holders])
        return _matrix(rows, (l, h))

    demand = [
        [layer.demand.value.get(x, 0.0) for x in holders] if layer.demand else chip_demand for layer in layers.values()
    ]
    patience = [s.patience.value for s in states.values()]
    patience.append(sum(patience) / n)
    region_gdp = sum(r.gdp.value for r in world.regions.values())
    rest_wage = sum(r.gdp.value * r.wage.value for r in world.regions.values()) / region_gdp if region_gdp else 0.4

    return Setting(
        world=world,
        names=names,
        parameters=parameters,
        without=frozenset(without) | frozenset(world.without),
        dt=world.turn_years,
        turns=world.turns,
        leads=_matrix(([camp.leader == s for s in states] for camp in camps.values()), (c, n)),
        rivalry=_matrix(([pair(a, b) for b in states] for a in states), (n, n)),
        issuer=_column(s.reserve_currency for s in states.values()),
        may_fund=_column(s.may_fund for s in states.values()),
        owns=_matrix(([x.home == s for s in states] for x in ecosystems.values()), (e, n)),
        regime_price=_column(s.regime_price for s in states.values()),
        absorption=_column(s.absorption.value for s in states.values()),
        exposure=_matrix(([s.exposure.value.get(x, 0.0) for x in states] for s in states.values()), (n, n)),
        safety_net=_column(s.safety_net.value for s in states.values()),
        vulnerability=_column(s.vulnerability.value for s in states.values()),
        election_first=_column(s.elections.first if s.elections else 0 for s in states.values()),
        election_every=_column(s.elections.every if s.elections else 1 for s in states.values()),
        compute_share=_column(s.compute.value for s in states.values()),
        goals=_matrix(([getattr(s.goals, g) for s in states.values()] for g in names["goals"]), (5, n)),
        enforcement=_column(x.bloc.enforcement for x in camps.values()),
        sharing=_column(x.bloc.sharing for x in camps.values()),
        payments=_column(x.bloc.payments for x in camps.values()),
        market_access=_column(x.bloc.market for x in camps.values()),
        bloc_layers=_matrix(([y in x.bloc.layers for y in layers] for x in camps.values()), (c, l)),
        trend=_column(x.trend.value for x in markets.values()),
        privacy=_column(x.privacy.value for x in markets.values()),
        price_sensitivity=_column(x.price_sensitivity.value for x in markets.values()),
        life=_column(x.life for x in layers.values()),
        demand_growth=_column(x.growth for x in layers.values()),
        labour=_column(x.labour for x in layers.values()),
        capital_cost=_column(x.capital for x in layers.values()),
        commodity=_column(x.commodity for x in layers.values()),
        quality_weight=_column(x.quality_weight for x in layers.values()),
        embodied=_column(x.embodied for x in layers.values()),
        controllability=_column(x.controllability for x in layers.values()),
        weight=_column(x.weight for x in layers.values()),
        layer_revenue=_column(x.revenue for x in layers.values()),
        norm=_column(x.norm for x in layers.values()),
        home_preference=_column(x.home_preference for x in layers.values()),
        parent=tuple(names["layers"].index(x.parent) if x.parent else -1 for x in layers.values()),
        needs=_matrix(([x.needs.get(y, 0.0) for y in layers] for x in layers.values()), (l, l)),
        flow_needs=_matrix(([x.flow_needs.get(y, 0.0) for y in layers] for x in layers.values()), (l, l)),
        layer_demand=_matrix(demand, (l, h)),
        incentive=by_holder("incentive", 0.0),
        footprint=by_holder("footprint", 0.0),
        owner_patience=by_holder("patience", 0.0) + np.array(patience)[None, :, None],
        rest_wage=np.array([rest_wage]),
        sector_weight=_column(x.weight for x in sectors.values()),
        physical=_column(x.physical for x in sectors.values()),
        defence_sector=_column(x.defence for x in sectors.values()),
        tied=_column(x.manufacturing for x in sectors.values()),
        jobs=_column(x.jobs for x in sectors.values()),
        industrial_base=_matrix(
            ([s.industrial_base.value.get(x, 0.0) for s in states.values()] for x in sectors), (k, n)
        ),
        ecosystem_price=_column(x.price for x in ecosystems.values()),
        compatibility=_column(x.compatibility for x in ecosystems.values()),
        quality_old=_column(_or(x.quality, np.nan) for x in ecosystems.values()),
        quality_new=_column(_or(x.quality_new, np.nan) for x in ecosystems.values()),
        ecosystem_openness=_column(_or(x.openness, np.nan) for x in ecosystems.values()),
        ecosystem_effort=_column(x.effort for x in ecosystems.values()),
        ecosystem_renewal=world.ecosystem_renewal,
        wave_start=_column((x.start - world.start) / world.turn_years for x in waves.values()),
        wave_turns=_column(x.years / world.turn_years for x in waves.values()),
        wave_ceiling=_column(x.ceiling for x in waves.values()),
        wave_fresh=_column(x.fresh for x in waves.values()),
        wave_ecosystems=_column(x.ecosystems for x in waves.values()),
        event_hazard=_column(x.hazard for x in events.values()),
        event_tension=_column(x.tension for x in events.values()),
        event_lasts=_column(x.lasts for x in events.values()),
        event_scarcity=_matrix(([x.scarcity.get(y, 0.0) for y in layers] for x in events.values()), (len(events), l)),
        event_growth=_matrix(([x.growth.get(y, 0.0) for y in markets] for x in events.values()), (len(events), m)),
        event_exposed=_matrix(([x.exposed.get(y, 0.0) for y in states] for x in events.values()), (len(events), n)),
        start=start_of(world),
        standing=standing_orders(world),
    )


def start_of(world: World) -> State:
    """Read the arrays at the start from a world; derived ones are settled by the first rules."""
    names = axis_names(world)
    states, markets, layers = world.states, world.markets, world.layers
    n, c, h = len(states), len(world.camps), len(states) + 1
    standing = standing_orders(world)
    values: dict[str, Array] = {}
    for q in QUANTITIES:  # everything not set below starts at zero
        values[q.name] = np.zeros((*(len(names[a]) for a in q.axes), 1))

    def put(name: str, array: Array) -> None:
        if array.shape != values[name].shape:
            message = f"start of {name}: shape {array.shape}, expected {values[name].shape}"
            raise ValueError(message)
        values[name] = array

    put("gdp", _column(x.gdp.value for x in markets.values()))
    put("growth", _column(x.trend.value for x in markets.values()))
    made = np.maximum(_column(x.manufacturing.value for x in markets.values()), LEAST)
    put("manufacturing", made / made.sum())
    put("factory_experience", made / made.sum())
    put("wage", _column(x.wage.value for x in markets.values()))
    put("factory_quality", _column(x.factory_quality.value for x in markets.values()))
    for name in (
        "debt",
        "science",
        "frontier",
        "securitised",
        "openness",
        "freedom",
        "fund",
        "waste",
        "unrest",
        "hawkishness",
    ):
        put(name, _column(getattr(x, name).value for x in states.values()))
    put("fund_age", _column(x.fund_years / world.turn_years for x in states.values()))
    put("mobility", 0.4 + 0.6 * values["freedom"])
    put("compute", np.ones((n, 1)))
    put("vigour", np.ones((n, 1)))
    put("chip_access", np.ones((n, 1)))
    put("access", np.ones((len(layers), n, 1)))
    share = _matrix(([x.share.value.get(y, 0.0) for y in names["holders"]] for x in layers.values()), (len(layers), h))
    share = np.maximum(share, 2e-4)
    put("layer_share", share / share.sum(axis=1, keepdims=True))
    put("experience", values["layer_share"])
    put(
        "quality",
        _matrix(([x.quality.value.get(y, 0.3) for y in names["holders"]] for x in layers.values()), (len(layers), h)),
    )
    put(
        "platform",
        _matrix(
            ([s.platform.value.get(x, 0.0) for s in states.values()] for x in world.sectors), (len(world.sectors), n)
        ),
    )
    table = _matrix(
        ([x.ecosystems.value.get(y, 0.0) for x in markets.values()] for y in world.ecosystems),
        (len(world.ecosystems), len(markets)),
    )
    put("ecosystem_share", table / table.sum(axis=0))
    put("ecosystem_quality", _column(_or(x.quality_new, _or(x.quality, 0.0)) for x in world.ecosystems.values()))
    sides = np.zeros((c + 1, len(markets), 1))
    for i, camp in enumerate(world.camps):
        sides[i, :, 0] = [x.alignment.value.get(camp, 0.0) for x in markets.values()]
    sides[c] = np.maximum(0.0, 1 - sides[:c].sum(axis=0))
    put("alignment", sides / sides.sum(axis=0))
    put(
        "patronage",
        _matrix(([x.dependence.value.get(s, 0.0) for s in states] for x in markets.values()), (len(markets), n)),
    )
    put("relations", _start_relations(world, sides[:, :n, 0]))
    put("duty", _column(x.bloc.founded for x in world.camps.values()))
    put(
        "membership",
        _matrix(
            ([1.0 if x.leader == s else x.bloc.members.get(s, 0.0) for s in states] for x in world.camps.values()),
            (c, n),
        ),
    )
    put("control", standing.control)
    put("effort", standing.spend)
    put("trust", np.array([world.trust.value]))
    put("capital", np.array([world.ai_capital.value]))
    put("patience", np.array([1.0]))
    places = _column([*(s.ai_capital.value for s in states.values()), world.haven.value])
    places = np.maximum(places, LEAST)
    put("capital_share", places / places.sum())
    put("passed_sector", np.full_like(values["passed_sector"], NEVER))
    put("passed", np.full_like(values["passed"], NEVER))
    put("political_capital", np.full((n, 1), 0.6))
    put("temper", values["hawkishness"])
    put("uncertainty", np.array([world.uncertainty.value]))
    put("tension", np.array([world.tension.value]))
    for name in ("gift_frontier", "gift_platform", "gift_layer"):
        put(name, np.ones_like(values[name]))
    for name in ("frontier", "platform", "quality"):  # no curve starts from nothing
        put(name, np.maximum(values[name], 1e-3))
    return State(turn=0, **values)


def _start_relations(world: World, sides: np.ndarray[Any, Any]) -> Array:
    """Relations at the start: as the world says, else by how alike two states are aligned."""
    states = list(world.states)
    camps = sides[:-1]
    said = world.relations.value if world.relations else {}
    result = np.eye(len(states))
    for i, a in enumerate(states):
        for j, b in enumerate(states):
            if i != j:
                alike = 1.0 - np.abs(camps[:, i] - camps[:, j]).sum() if len(camps) else 0.3
                result[i, j] = said.get(f"{a}-{b}", said.get(f"{b}-{a}", float(np.clip(0.8 * alike, -0.6, 0.7))))
    return result[:, :, None]


# ---------------------------------------------------------------- other hazards, another start


def hazardous(setting: Setting, rates: Mapping[str, Any], worlds: int = 1) -> Setting:
    """Return a setting in which some events are as likely as a game has it, which its world does not tell.

    Args:
        setting: The constants of the games.
        rates: Hazards a year by event, a number or one a world.
        worlds: How many games they are.

    Raises:
        InputError: There is no such event.
    """
    if not rates:
        return setting
    events = setting.names["events"]
    hazards = np.repeat(setting.event_hazard, worlds, axis=-1)
    for event, rate in rates.items():
        if event not in events:
            raise InputError(unknown("event", event, events))
        hazards[events.index(event)] = rate
    return setting.evolve(event_hazard=hazards)


_ENTRY = re.compile(r"^\s*(?P<name>[a-z_]+)\s*(?:\[(?P<ids>[^\]]+)\])?\s*$")
_QUANTITIES = {q.name: q for q in QUANTITIES}


def entry_of(text: str, setting: Setting) -> tuple[str, tuple[int, ...]]:
    """Find an entry of the state, such as ``frontier[north]``: its quantity and places.

    Raises:
        InputError: There is no such entry.
    """
    found = _ENTRY.match(text)
    if not found or found["name"] not in _QUANTITIES:
        raise InputError(unknown("quantity", found["name"] if found else text, _QUANTITIES))
    quantity = _QUANTITIES[found["name"]]
    ids = [i.strip() for i in (found["ids"] or "").split(",") if i.strip()]
    if len(ids) != len(quantity.axes):
        wanted = f"[{', '.join(quantity.axes)}]" if quantity.axes else "nothing in brackets"
        message = f"{quantity.name} has {wanted}"
        raise InputError(message)
    for axis, name in zip(quantity.axes, ids, strict=True):
        if name not in setting.names[axis]:
            raise InputError(unknown(axis, name, setting.names[axis]))
    return quantity.name, tuple(setting.index(a, n) for a, n in zip(quantity.axes, ids, strict=True))


def started(start: State, entries: Mapping[str, Array], setting: Setting) -> State:
    """Return a start with some entries replaced; other shares of the same whole give way in proportion."""
    axes = {q.name: (q.axes, q.share_of) for q in QUANTITIES}
    changed: dict[str, Array] = {}
    wholes: dict[tuple[str, int, tuple[int, ...]], set[int]] = {}
    for text, values in entries.items():
        name, index = entry_of(text, setting)
        array = changed.setdefault(name, np.array(getattr(start, name)))
        array[index] = values
        names, share_of = axes[name]
        if share_of:
            place = names.index(share_of)
            wholes.setdefault((name, place, (*index[:place], *index[place + 1 :])), set()).add(index[place])
    for (name, place, others_at), held in wholes.items():
        column: Any = (*others_at[:place], slice(None), *others_at[place:])
        whole = changed[name][column]  # parts, worlds
        kept = sorted(held)
        others = [i for i in range(whole.shape[0]) if i not in held]
        rest = np.maximum(1.0 - sum(whole[i] for i in kept), 0.0)
        was = np.maximum(sum(whole[i] for i in others), 1e-12) if others else 1.0
        for i in others:
            whole[i] = whole[i] * rest / was
        changed[name][column] = whole / sum(whole[i] for i in range(whole.shape[0]))
    return start.evolve(**changed)
