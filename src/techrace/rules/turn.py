"""The order of play.

Sealed orders are made feasible, then one rule after the other changes the state; each reads
the state as the one before left it. Shocks come last, so that players always see them before
their next orders. A new mechanism is one file here, one line below and one test file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from techrace.chance import Chance
from techrace.feasibility import project
from techrace.orders import Orders
from techrace.parameters import Declared, declared
from techrace.rules import (
    agi,
    alignment,
    blocs,
    boundary,
    budget,
    bypass,
    coercion,
    compute,
    currency,
    denial,
    detente,
    ecosystems,
    events,
    flight,
    frontier,
    fund,
    geography,
    growth,
    layers,
    platforms,
    politics,
    quality,
    renewal,
    revenue,
    science,
    securitisation,
    shocks,
    tension,
    unrest,
    valuation,
    waves,
)
from techrace.rules.constants import Constants
from techrace.setting import Setting
from techrace.state import State


class Rule(Protocol):
    """A mechanism: a module with a docstring (claim, equations, source, falsified if) and ``apply``."""

    __name__: str
    __doc__: str | None

    def apply(self, state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
        """Return the state as this mechanism leaves it."""
        ...


ORDER: tuple[Rule, ...] = (
    budget,  # what the money really buys
    detente,  # who signed peace with whom
    blocs,  # who stands in which bloc, how deep
    coercion,  # which ally yields to which patron
    denial,  # what is closed to whom, and how much of the chain is left
    securitisation,  # what is secret now
    boundary,  # how freely people and capital move
    waves,  # does a new wave reopen the race?
    science,  # stage 0: what is known
    compute,  # machines to try it on
    frontier,  # stage 1: who can do what nobody could
    fund,  # the state's bets
    quality,  # how good everyone is on each layer
    bypass,  # who found a way round
    layers,  # what the new machines chose
    geography,  # where the new factories went
    platforms,  # stage 2: who brought it into the real world
    revenue,  # stage 3: who earns on it
    growth,  # what it did to GDP
    ecosystems,  # on whose technology each market runs
    alignment,  # with whom each market stands
    currency,  # whether the world still trusts the money
    valuation,  # what markets believe, and what it costs
    flight,  # who looked, who ran, where to
    unrest,  # who lost his job
    politics,  # what voters and parliaments made of it
    tension,  # the weather
    shocks,  # the next DeepSeek
    agi,  # and what may come after
    events,  # what nobody decided
)

CONSTANTS_OF: tuple[Any, ...] = (*ORDER, renewal)
"""Modules that declare ``Parameters``; ``renewal`` is shared by three rules."""


def name_of(rule: Any) -> str:
    """Return the short name of a rule, by which it is switched off: the module's name."""
    return str(rule.__name__).rpartition(".")[2]


def parameters() -> tuple[Declared, ...]:
    """List every parameter that can be varied."""
    return tuple(
        d for rule in CONSTANTS_OF if hasattr(rule, "Parameters") for d in declared(name_of(rule), rule.Parameters)
    )


def constants() -> tuple[Declared, ...]:
    """List every fixed constant."""
    return tuple(declared("constants", Constants))


def choose(values: Mapping[str, Any]) -> dict[type, Any]:
    """Make one ``Parameters`` for every rule from defaults and dotted overrides (assumed checked)."""
    chosen: dict[type, Any] = {}
    for rule in CONSTANTS_OF:
        cls = getattr(rule, "Parameters", None)
        if cls is not None:
            prefix = name_of(rule) + "."
            own = {k.removeprefix(prefix): v for k, v in values.items() if k.startswith(prefix)}
            chosen[cls] = cls(**own)
    return chosen


def steps(
    state: State, orders: Orders, setting: Setting, chance: Chance, order: Iterable[Rule] = ORDER
) -> Iterator[tuple[str, State]]:
    """Play one turn rule by rule, yielding the name of each rule and the state it leaves."""
    orders = project(orders, state, setting)
    for rule in order:
        name = name_of(rule)
        if name not in setting.without:
            state = rule.apply(state, orders, setting, chance)
        yield name, state


def turn(state: State, orders: Orders, setting: Setting, chance: Chance) -> State:
    """Play one turn: make the orders feasible, then apply the rules in order."""
    for _, after in steps(state, orders, setting, chance):
        state = after
    return state.evolve(turn=state.turn + 1)
