"""Everything that changes during a game, in one place.

``State`` is a frozen dataclass of arrays. Each field says what it measures: axes (the last,
``worlds``, is understood), unit, range and meaning. Range checks, tables, charts, Mesa
reporters and the documentation read these declarations through ``quantities()``; nobody
repeats them. A rule never writes in place: it returns ``state.evolve(...)``.

Axes: ``states``; ``markets`` (states, then regions); ``layers`` (chokepoints);
``holders`` (states, then the rest of the world); ``places`` (states, then the safe haven);
``sectors``; ``ecosystems``; ``sides`` (camps, then unaligned); ``camps``; ``lines`` (budget);
``events`` (the deck); ``waves``. In a pair of state axes the first acts on the second.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from techrace.arrays import Array, of_worlds


@dataclass(frozen=True)
class Quantity:
    """What one array of the state measures."""

    name: str
    axes: tuple[str, ...]
    unit: str
    low: float
    high: float
    meaning: str
    headline: bool  # shown in tables and charts, kept turn by turn in big batches
    secret: str  # "public" exact to all, "noisy" to others, "private" to its owner, "hidden" from everybody
    share_of: str  # the axis along which it sums to 1, or ""


def quantity(
    axes: str,
    unit: str,
    low: float,
    high: float,
    meaning: str,
    *,
    headline: bool = False,
    secret: str = "public",
    share_of: str = "",
) -> Any:
    """Declare an array of the state; ``axes`` is written "layers, states"."""
    names = tuple(a.strip() for a in axes.split(",") if a.strip())
    metadata = {
        "axes": names, "unit": unit, "low": low, "high": high, "meaning": meaning,
        "headline": headline, "secret": secret, "share_of": share_of,
    }  # fmt: skip
    return field(metadata=metadata)


@dataclass(frozen=True)
class State:
    """A batch of games between two turns; see the module for the axes."""

    turn: int  # turns played so far

    # economy
    gdp: Array = quantity("markets", "T$ (2024)", 1e-3, 1e5, "Gross domestic product", headline=True)
    growth: Array = quantity("markets", "1/yr", -1, 1, "Growth of GDP in the last turn, as a yearly rate")
    manufacturing: Array = quantity("markets", "share", 0, 1, "Share of world manufacturing", headline=True, share_of="markets")
    manufacturing_gain: Array = quantity("markets", "log", -5, 5, "Growth of a market's share of world manufacturing in the last turn")
    wage: Array = quantity("markets", "leader = 1", 0.005, 5, "Manufacturing wage at the exchange rate, relative to the best paid at the start")
    factory_quality: Array = quantity("markets", "0..1", 0, 1, "Quality of manufacturing")
    factory_experience: Array = quantity("markets", "share", 0, 1, "Share of manufacturing experience that still counts")
    debt: Array = quantity("states", "of GDP", 0, 6, "Public debt")
    lost_sales: Array = quantity("states", "T$/yr", 0, 100, "Sales that a state forgoes because of the controls it enforces")
    layer_income: Array = quantity("states", "T$/yr", 0, 1000, "Revenue of a state's firms on the chokepoint layers")

    # technology
    science: Array = quantity("states", "leader at start = 1", 1e-3, 50, "Basic-science stock", headline=True)
    compute: Array = quantity("states", "start = 1", 1e-3, 50, "AI compute relative to the state's own trend at the start", headline=True)
    frontier: Array = quantity("states", "0..1 of this wave's ceiling", 0, 1, "Stage 1: frontier capability", headline=True, secret="noisy")
    agi: Array = quantity("states", "0..1", 0, 1, "General AI attained and diffused")
    layer_share: Array = quantity("layers, holders", "share", 0, 1, "Market share of a chokepoint layer", headline=True, share_of="holders")
    experience: Array = quantity("layers, holders", "share", 0, 1, "Share of a layer's experience that still counts")
    quality: Array = quantity("layers, holders", "0..1 of best practice", 0, 1, "Technical quality on a layer", headline=True, secret="noisy")
    programme: Array = quantity("layers, holders", "a normal follower = 1", 0, 50, "Effort on a layer", secret="private")
    overcapacity: Array = quantity("layers, states", "of a layer's revenue", 0, 5, "State-paid capacity beyond demand")
    bypasses: Array = quantity("layers, states", "count", 0, 200, "Ways found round a chokepoint so far")
    fashion: Array = quantity("layers, holders", "log odds", -3, 3, "Passing luck in buyers' choice", secret="hidden")
    platform: Array = quantity("sectors, states", "0..1", 0, 1, "Stage 2: maturity of the platform of a sector", headline=True, secret="noisy")
    platform_gain: Array = quantity("sectors, states", "0..1", -1, 1, "Progress of a platform in the last turn")
    revenue: Array = quantity("states", "T$/yr", 0, 1000, "Stage 3: revenue derived from platforms", headline=True)
    revenue_gain: Array = quantity("states", "T$/yr", -1000, 1000, "Growth of derived revenue in the last turn")
    control: Array = quantity("states, states, layers", "0..1", 0, 1, "Export control in force, own or as a bloc member")
    embargo: Array = quantity("states, states", "0..1", 0, 1, "Strongest export control in force on any layer", headline=True)
    lost_customers: Array = quantity("layers, states", "share of demand", 0, 1, "Share of a layer's demand that a state locks itself out of")
    denial: Array = quantity("layers, states", "share of supply", 0, 1, "Share of a layer's supply that is denied to a state")
    access: Array = quantity("layers, states", "0..1", 1e-6, 1, "What is left to a state of a layer that it depends on")
    chip_access: Array = quantity("states", "0..1", 0, 1, "Access to the whole chain of layers", headline=True)
    scarcity: Array = quantity("layers", "share of supply", 0, 1, "Share of a layer's supply lost to an accident or a crisis")

    # levers in force
    effort: Array = quantity("lines, states", "whole standing budget = 1", 0, 5, "What a budget line really buys", secret="private")
    vigour: Array = quantity("states", "1 = calm start", 0, 10, "What a unit of effort achieves: funding and the mood of investors")
    securitised: Array = quantity("states", "0..1", 0, 1, "How far AI is national-security technology", headline=True)
    openness: Array = quantity("states", "0..1", 0, 1, "How openly models and designs are released", headline=True)
    freedom: Array = quantity("states", "0..1", 0, 1, "Freedom, diversity and reward for talent")
    mobility: Array = quantity("states", "0..1", 0, 1, "How easily capital comes and goes")

    # markets and camps
    ecosystem_quality: Array = quantity("ecosystems", "0..1", 0, 1, "Quality of a platform in the wave to come, where the world gives its quality")
    ecosystem_share: Array = quantity("ecosystems, markets", "share", 0, 1, "Ecosystem on which a market runs", headline=True, share_of="ecosystems")
    alignment: Array = quantity("sides, markets", "share", 0, 1, "Alignment of a market with the camps", headline=True, share_of="sides")
    patronage: Array = quantity("markets, states", "0..1", 0, 1, "Security dependence of a market on a state")
    price_floor: Array = quantity("layers, states", "log price", 0, 3, "Price floor that a chip agreement imposes on a state's firms")
    coercion: Array = quantity("states, states", "0..1", 0, 1, "Pressure that the second state yields to")

    # pacts
    detente: Array = quantity("states, states", "0..1", 0, 1, "Depth of detente between two states", headline=True)
    snub: Array = quantity("states", "0..1", 0, 1, "How far a state's offer of detente went unanswered")
    duty: Array = quantity("camps", "0..1", 0, 1, "Duty to enforce that a camp's bloc asks of its members", headline=True)
    membership: Array = quantity("camps, states", "0..1", 0, 1, "Depth of membership in a camp's bloc", headline=True)
    relations: Array = quantity("states, states", "-1..1", -1, 1, "Bilateral relations", headline=True)

    # finance
    trust: Array = quantity("", "0..1", 0, 1, "Trust in the reserve currency", headline=True)
    fund: Array = quantity("states", "of GDP a year", 0, 0.2, "Size of the running round of the state-directed fund", headline=True)
    fund_age: Array = quantity("states", "turns", 0, 1000, "Turns since the fund began")
    waste: Array = quantity("states", "share", 0, 1, "Waste and corruption in state-directed funding", secret="noisy")
    belief: Array = quantity("sectors, states", "share", 0, 1, "Share of a platform's rents that markets expect a state to keep", share_of="states")
    passed_sector: Array = quantity("sectors, states", "turn", 0, 1e6, "Turn at which a state's sector platform matured (1e6: not yet)")
    passed: Array = quantity("states", "turn", 0, 1e6, "Turn at which a state reached the second stage in the physical world (1e6: not yet)", headline=True)
    capital: Array = quantity("", "T$", 0.01, 1e5, "AI-exposed capital, marked to market", headline=True)
    capital_share: Array = quantity("places", "share", 0, 1, "Where AI capital is invested", headline=True, share_of="places")
    write_off: Array = quantity("", "T$", 0, 1e5, "Capital written off in the last turn")
    sentiment: Array = quantity("", "log", -3, 3, "Extrapolative sentiment of investors")
    patience: Array = quantity("", "0..1", 0, 1, "Patience of investors who wait for revenue")
    valuation_gap: Array = quantity("states", "log", -10, 10, "Expected rents over price: below zero prices outrun rents", secret="private")
    rent_news: Array = quantity("states", "log", -10, 10, "What this turn's milestones did to the rents expected of a state")
    run: Array = quantity("states", "share", 0, 1, "Share of investors who are withdrawing", headline=True)
    crash: Array = quantity("states", "0..1", 0, 1, "Memory of a crash", headline=True)
    crashes: Array = quantity("states", "count", 0, 200, "Crashes so far", headline=True)

    # politics
    unrest: Array = quantity("states", "0..1", 0, 1, "Unrest and job insecurity", headline=True, secret="noisy")
    hawkishness: Array = quantity("states", "0..1", 0, 1, "Hawkishness of domestic politics", headline=True)
    party: Array = quantity("states", "-1..1", -1, 1, "Who governs: -1 doves, 1 hawks, 0 undecided")
    political_capital: Array = quantity("states", "0..1", 0, 1, "Political capital", headline=True, secret="private")
    uncertainty: Array = quantity("", "0..1", 0, 1, "Policy and geopolitical uncertainty", headline=True)
    tension: Array = quantity("", "0..1", 0, 1, "Military tension", headline=True)

    # shocks
    excitation: Array = quantity("", "1/yr", 0, 50, "Hazard that past shocks add to the next", secret="hidden")
    open_stock: Array = quantity("", "years", 0, 50, "Stock of openly available knowledge")
    shocks: Array = quantity("", "count", 0, 1000, "Shocks of the DeepSeek type so far", headline=True)
    news: Array = quantity("", "0..2", 0, 2, "Shock news still in the air")
    shock_size: Array = quantity("", "of headroom", 0, 1, "Size of this turn's shock (0: none)", headline=True)
    challenged: Array = quantity("states", "0..1", 0, 1, "Whom this turn's shock challenges: the leader, if it came from another")
    events_left: Array = quantity("events", "turns", 0, 1000, "Turns that an event of the deck still lasts")
    events_seen: Array = quantity("events", "count", 0, 1000, "How often an event of the deck has happened", headline=True)
    wave: Array = quantity("waves", "0..1", 0, 1, "How far a wave has arrived")

    # luck that stays for the whole game
    gift_frontier: Array = quantity("states", "factor", 0, 20, "Luck of a state in frontier research", secret="hidden")
    gift_platform: Array = quantity("sectors, states", "factor", 0, 20, "Luck of a state in a sector", secret="hidden")
    gift_layer: Array = quantity("layers, states", "factor", 0, 20, "Luck of a state on a layer", secret="hidden")
    temper: Array = quantity("states", "0..1", 0, 1, "Hawkishness to which a state's politics returns", secret="hidden")

    def evolve(self, **changes: Any) -> State:
        """Return the next state with some arrays replaced; unknown names raise ``TypeError``."""
        if not changes.keys() <= _NAMES:
            message = f"State has no {sorted(changes.keys() - _NAMES)}"
            raise TypeError(message)
        new = object.__new__(State)
        new.__dict__.update(self.__dict__)
        new.__dict__.update(changes)
        return new

    @property
    def worlds(self) -> int:
        """Return the number of games in the batch."""
        return int(self.trust.shape[-1])

    def take(self, index: slice | np.ndarray[Any, Any]) -> State:
        """Return the games at ``index`` of the batch."""
        return self.evolve(**{q.name: of_worlds(getattr(self, q.name), index) for q in QUANTITIES})


def quantities() -> tuple[Quantity, ...]:
    """List what every array of the state measures, in order."""
    return QUANTITIES


_NAMES = frozenset(f.name for f in fields(State))
QUANTITIES: tuple[Quantity, ...] = tuple(Quantity(name=f.name, **f.metadata) for f in fields(State) if f.metadata)
