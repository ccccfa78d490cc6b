"""The game as a Mesa model: a batch of one world, played by the same rules as any other.

The model holds the arrays, its agents choose the orders. With the same seed it plays the same
game as ``simulate``, bit for bit.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import mesa
import numpy as np

from techrace.chance import chance
from techrace.errors import InputError, shown, unknown
from techrace.mesa.agents import RegionAgent, StateAgent
from techrace.mesa.figures import agent_reporters, model_reporters, refuse, with_figures
from techrace.notation import problems_of
from techrace.orders import Orders
from techrace.policies import policy
from techrace.policy import Policy, combine
from techrace.record import HEADLINES, Record
from techrace.rules.turn import ORDER, name_of, turn
from techrace.rules.turn import parameters as declared_parameters
from techrace.scoring import measures
from techrace.setting import Setting
from techrace.simulate import begin, calendar, prepare
from techrace.state import State
from techrace.view import View
from techrace.world.loading import load
from techrace.world.schema import World


@with_figures()
class TechRaceModel(mesa.Model):
    """One game of the technology race.

    States are agents that decide, regions agents that are courted. Every headline figure is an
    attribute of whom it belongs to: ``model.tension``, ``agent.gdp``, ``agent.layer_share``.

    Args:
        world: The name or path of a world, or a loaded one.
        policies: Who decides for which state; others follow the world's own policies.
        turns: Turns to play; the world's own number if not given.
        parameters: Dotted overrides of the rules' parameters.
        without: Rules that are switched off.
        agent_classes: A class made from ``StateAgent`` for all states, or one by state.
        figures: Further columns for the model's table, such as ``frontier[atlantis]``.
        seed: The seed of all luck; a whole number plays the same game as ``simulate``.
        rng: As in Mesa: a whole number is a seed, anything else draws one.
        kwargs: The same by single names, so that each can be an axis of ``batch_run``: a state's
            policy under its name, a parameter under its dotted name.

    Example:
        >>> model = TechRaceModel(world="2025", turns=8, seed=7)
        >>> model.run_model()
        >>> model.turn
        8
    """

    def __init__(
        self,
        world: str | Path | World = "2025",
        policies: Mapping[str, str | Policy] | None = None,
        turns: int | None = None,
        *,
        parameters: Mapping[str, Any] | None = None,
        without: Iterable[str] = (),
        agent_classes: type[StateAgent] | Mapping[str, type[StateAgent]] = StateAgent,
        figures: Iterable[str] = (),
        seed: float | None = None,
        rng: Any = None,
        **kwargs: Any,
    ) -> None:
        seed = _plain(seed)
        super().__init__(seed=seed, rng=rng)
        self.game_seed = self._game_seed(rng if seed is None else seed)
        loaded = world if isinstance(world, World) else load(world, checks=[problems_of])
        chosen, overrides = _sorted_out(
            kwargs, _mapping("policies", policies), _mapping("parameters", parameters), loaded
        )
        self.parameters = overrides
        self.setting: Setting = prepare(loaded, overrides, _rules(without))
        self.turns = loaded.turns if turns is None else _whole(turns)
        self.linger = False  # stay for one empty step after the end
        self._calendar = calendar(self.setting, self.turns)
        self._luck = chance(self.game_seed, 1)
        self.state: State = begin(self.setting, self._luck)
        self._states, self._orders = [self.state], list[Orders]()
        self._measures = [measures(self.state, self.setting)]
        self._seats = self._seat(chosen, agent_classes)
        for name in self.setting.names["regions"]:
            RegionAgent(self, name)
        self._figures = (figures,) if isinstance(figures, str) else tuple(figures)
        self.datacollector = self.collector()
        self.datacollector.collect(self)

    def collector(self) -> mesa.DataCollector:
        """Return what is collected every turn; override it to collect something else."""
        return mesa.DataCollector(model_reporters(self.setting, self._figures), agent_reporters(self.setting))

    # ---------------------------------------------------------------- time

    @property
    def turn(self) -> int:
        """Return the number of turns played."""
        return self.state.turn

    @property
    def date(self) -> float:
        """Return the date, in years."""
        world = self.setting.world
        return world.start + self.turn * world.turn_years

    def step(self) -> None:
        """Play a turn: all states seal their orders, then the rules carry them out at once."""
        if self.turn >= self.turns:
            self.running = False
            return
        for agent in self._seats:
            agent.step()
        current = self._calendar[self.turn]
        orders = combine(current.standing, [agent.moves for agent in self._seats])
        self.state = turn(self.state, orders, current, self._luck.at(self.turn))
        self._states.append(self.state)
        self._orders.append(orders)
        self._measures.append(measures(self.state, current))
        self.datacollector.collect(self)
        self.running = self.linger or self.turn < self.turns

    # ---------------------------------------------------------------- looking

    def agent(self, name: str) -> StateAgent | RegionAgent:
        """Return the agent of a state or region by its name in the world file."""
        found: dict[str, StateAgent | RegionAgent] = {
            agent.name: agent for agent in self.agents if hasattr(agent, "name")
        }
        if name not in found:
            refuse(unknown("state or region", name, found))
        return found[name]

    @property
    def last(self) -> Orders:
        """Return the orders of the last turn; before the first, the standing orders."""
        return self._orders[-1] if self._orders else self.setting.standing

    def view(self, seat: int) -> View:
        """Return the game as a state may know it now."""
        before = self._states[max(0, self.turn - 1)]
        current = self._calendar[min(self.turn, self.turns - 1)]
        return View(seat, self.state, before, self.last, current, self._luck.at(self.turn))

    def record(self) -> Record:
        """Return the game so far as ``simulate`` would, for reports and explanations."""
        names = {agent.name: agent.policy.name for agent in self._seats}
        headlines = {q.name: np.stack([getattr(state, q.name) for state in self._states]) for q in HEADLINES}
        return Record(
            self.setting, names, self.game_seed, self._luck.worlds, headlines, np.stack(self._measures), self.state,
            tuple(self._states), tuple(self._orders), self.parameters,
        )  # fmt: skip

    # ---------------------------------------------------------------- setting up

    def _game_seed(self, given: Any) -> int:
        """Return the seed of all luck: the whole number given, or one drawn from Mesa's generator."""
        try:
            return operator.index(given)
        except TypeError:
            return int(self.rng.integers(2**31))

    def _seat(
        self, chosen: Mapping[str, str | Policy], given: type[StateAgent] | Mapping[str, type[StateAgent]]
    ) -> list[StateAgent]:
        """Make the agents of the states, each with its policy."""
        states = self.setting.names["states"]
        classes = dict.fromkeys(states, given) if isinstance(given, type) else _mapping("agent_classes", given)
        for name in classes:
            if name not in states:
                refuse(f"agent_classes: {unknown('state', name, states)}")
        found = []
        for seat, state in enumerate(states):
            spec = chosen.get(state, "status-quo")
            decides = policy(spec, self.setting, seat) if isinstance(spec, str) else spec
            found.append(classes.get(state, StateAgent)(self, state, decides))
        return found


def _sorted_out(
    kwargs: Mapping[str, Any], policies: Mapping[str, Any], parameters: Mapping[str, Any], world: World
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Tell policies of states from parameters of rules, and check the names of both."""
    declared = {p.name: p for p in declared_parameters()}
    chosen, overrides = {**world.policies, **policies}, dict(parameters)
    for name, value in kwargs.items():
        if name in world.states:
            chosen[name] = value
        elif name in declared:
            overrides[name] = value
        else:
            refuse(f"TechRaceModel: {unknown('argument', name, (*world.states, *declared))}")
    problems = [f"policies: {unknown('state', name, world.states)}" for name in chosen if name not in world.states]
    for name, value in overrides.items():
        p = declared.get(name)
        if p is None:
            problems.append(f"parameters: {unknown('parameter', name, declared)}")
        elif not isinstance(value, (int, float, np.number)) or not p.low <= value <= p.high:
            problems.append(f"parameters: {name}: {shown(value)} is no number from {p.low:g} to {p.high:g}")
    if problems:
        raise InputError(problems)
    return chosen, overrides


def _mapping(name: str, given: Any) -> Mapping[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        refuse(f"{name}: {shown(given)} is not a mapping; for batch_run, write a list of mappings")
    return given


def _plain(seed: Any) -> Any:
    """Read a seed as it was typed or computed: "7" and 7.0 are 7; leave anything else to Mesa."""
    whole = (isinstance(seed, str) and seed.strip().isdecimal()) or (isinstance(seed, float) and seed.is_integer())
    return int(seed) if whole or isinstance(seed, np.integer) else seed


def _rules(without: Iterable[str]) -> tuple[str, ...]:
    names = (without,) if isinstance(without, str) else tuple(without)
    known = [name_of(rule) for rule in ORDER]
    for name in names:
        if name not in known:
            refuse(f"without: {unknown('rule', name, known)}")
    return names


def _whole(turns: Any) -> int:
    if isinstance(turns, bool) or not isinstance(turns, (int, np.integer)) or turns < 1:
        refuse(f"turns: {shown(turns)} is not a whole number above 0")
    return int(turns)
