"""Everything that a state can do in a turn, as data.

``Orders`` holds the sealed orders of all states of a batch. Each array says which tray it lies
in, who may use it, what it costs and what a player reads about it. Arrays may have a worlds axis
of length 1 when every world gets the same order: rules broadcast.

Two gates: at the edge (command line, sessions, environments) orders that are illegal or too dear
are *refused with the reason* (``feasibility.py``); inside the engine they are *projected* to
what is feasible, and never raise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array, of_worlds

LINES = (
    "frontier", "compute", "science", "platform", "layer", "bypass", "reshoring",
    "sovereign", "outreach", "social", "defence", "currency", "fund",
)  # fmt: skip
"""Budget lines: fractions of a state's programme budget that sum to at most 1."""

OFFERS = ("aid", "compute", "price", "security")
"""What an outreach offer to a market is made of."""


@dataclass(frozen=True)
class Lever:
    """What one array of the orders means."""

    name: str
    axes: tuple[str, ...]  # without worlds; "by" is the acting state
    tray: str  # invest, control, open or deal
    who: str  # "all", "issuer", "leader", "non-leader", "owner" (of an ecosystem), "patron", "rival", "fund"
    low: float
    high: float
    money: float  # share of the programme budget at full intensity, beyond what it allocates
    delay: int  # turns until a headline figure shows it
    meaning: str
    downside: str
    split: str  # the axis along which it is a split that sums to 1, or ""


def lever(
    axes: str,
    tray: str,
    meaning: str,
    downside: str,
    *,
    who: str = "all",
    low: float = 0.0,
    high: float = 1.0,
    money: float = 0.0,
    delay: int = 1,
    split: str = "",
) -> Any:
    """Declare a lever; ``axes`` is written "by, states, layers"."""
    names = tuple(a.strip() for a in axes.split(",") if a.strip())
    metadata = {
        "axes": names, "tray": tray, "who": who, "low": low, "high": high, "money": money,
        "delay": delay, "meaning": meaning, "downside": downside, "split": split,
    }  # fmt: skip
    return field(metadata=metadata)


@dataclass(frozen=True)
class Orders:
    """The orders of all states for one turn; last axis worlds (or 1)."""

    # invest
    spend: Array = lever("lines, by", "invest", "Split the programme budget over its lines", "Every point is missing elsewhere; unspent money pays down debt", delay=2)
    layer_focus: Array = lever("layers, by", "invest", "Choose the layers of the chokepoint programme", "A monopoly is a prize for whoever finds the way round", split="layers", delay=3)
    bypass_focus: Array = lever("layers, by", "invest", "Choose the layers to find a way round", "Reinvents what could be bought", split="layers", delay=4)
    sector_focus: Array = lever("sectors, by", "invest", "Choose the sectors that AI diffuses into", "Jobs go before new ones come", split="sectors", delay=2)
    reshoring_focus: Array = lever("industries, by", "invest", "Choose what to bring home: a layer, or manufacturing (last)", "Dearer goods at home", split="industries", delay=3)
    fund_focus: Array = lever("layers, by", "invest", "Choose the layers of the state-directed fund", "Waste and overcapacity grow with the round", split="layers", who="fund", delay=3)
    fund_doubling: Array = lever("by", "invest", "Make the next round of the fund larger (1: by the full step)", "Cannot be stopped inside a round", who="fund", delay=4)

    # control
    control: Array = lever("by, states, layers", "control", "Deny a state a layer that your firms hold", "Your own firms lose that market and he starts to look for a way round", delay=1)
    tariff: Array = lever("by, states", "control", "Tax imports from a state (1: prohibitive)", "Own factories pay more and he answers", delay=1)
    securitise: Array = lever("by", "control", "Treat AI as national-security technology", "Throttles the second stage and is hard to take back", delay=2)
    capital_controls: Array = lever("by", "control", "Stop capital from leaving", "It stops coming, too", delay=1)
    screening: Array = lever("by", "control", "Screen foreign investment", "Keeps know-how in and money out", delay=2)
    sanction: Array = lever("by, states", "control", "Cut a state off from the reserve currency", "Every use teaches others to do without it", who="issuer", delay=1)

    # open
    open: Array = lever("by", "open", "Release models and designs openly", "Everyone learns, the rival first", delay=2)
    close: Array = lever("by, markets", "open", "Close your own ecosystem to a market", "Somebody else furnishes it", who="owner", delay=1)
    subsidy: Array = lever("by", "open", "Subsidise the price of your ecosystem abroad", "Market share without profit", who="owner", money=0.06, delay=1)
    immigration: Array = lever("by", "open", "Open labs and borders to talent", "Unpopular in a hawkish mood", delay=4)
    welcome: Array = lever("by, states", "open", "Give another state's champion access to your market", "Your own ecosystem loses ground at home", delay=2)
    loosen: Array = lever("by", "open", "Move the political boundary: freedom, diversity and reward", "Opening unsettles before it calms", delay=4)
    licence: Array = lever("by, states, layers", "open", "Sell a design on a layer to a state", "He will not forget it", delay=1)

    # deal
    detente: Array = lever("by, states", "deal", "Offer detente; it holds only if both sign in the same turn", "Alone it looks weak", who="rival", delay=2)
    verification: Array = lever("by", "deal", "Accept inspections that make a detente deeper", "Inspectors see your laboratories", who="rival", money=0.03, delay=2)
    found: Array = lever("by", "deal", "Found your camp's bloc and set the duty to enforce", "You are asked to pay for it", who="leader", delay=1)
    invite: Array = lever("by, states", "deal", "Invite a state into your bloc", "A leak inside is worse than outside", who="leader", delay=1)
    join: Array = lever("camps, by", "deal", "Join a camp's bloc to this depth", "You lose the other side's market", who="non-leader", delay=1)
    press: Array = lever("by, states, layers", "deal", "Impose a chip agreement (price floor) on an ally that you protect", "Third states gain most, relations sour", who="patron", delay=2)
    outreach_focus: Array = lever("markets, by", "deal", "Choose the markets that your outreach courts", "Loans that sour", split="markets", delay=3)
    outreach_mix: Array = lever("offers, by", "deal", "Choose what you offer: aid, compute, price, security", "A guarantee may be called in", split="offers", delay=2)
    payment: Array = lever("by, states", "deal", "Pay a state from your programme budget", "Money that builds nothing at home", money=1.0, delay=1)
    broker: Array = lever("by", "deal", "Bring two rival leaders to one table", "Buys nothing at home", who="non-leader", money=0.02, delay=2)
    prudence: Array = lever("by", "deal", "Lean against the boom", "Slower growth of capital now", delay=1)
    rescue: Array = lever("by", "deal", "Stand behind the market in a run", "The debt stays", delay=1)
    swap: Array = lever("by, states", "deal", "Open a swap line to a state", "Your currency carries his risk", who="issuer", money=0.04, delay=1)
    revalue: Array = lever("by", "deal", "Move the exchange rate (log points a year)", "Dear exports, or dear imports and angry partners", low=-0.3, high=0.3, delay=1)

    def evolve(self, **changes: Any) -> Orders:
        """Return the orders with some arrays replaced; unknown names raise ``TypeError``."""
        if not changes.keys() <= _NAMES:
            message = f"Orders has no {sorted(changes.keys() - _NAMES)}"
            raise TypeError(message)
        new = object.__new__(Orders)
        new.__dict__.update(self.__dict__)
        new.__dict__.update(changes)
        return new


    def take(self, index: slice | NDArray[np.intp]) -> Orders:
        """Return the orders of the games at ``index``; those that all games share stay as they are."""
        arrays = {name: getattr(self, name) for name in _NAMES}
        return self.evolve(**{name: of_worlds(a, index) if a.shape[-1] > 1 else a for name, a in arrays.items()})


def pairs(values: Array) -> list[tuple[int, int]]:
    """List who aims something at whom in some world: few do, and rules need not look at the others.

    Args:
        values: At least zero, shape (states, states, ..., worlds).
    """
    by, target = np.nonzero(np.fmax.reduce(values.reshape(*values.shape[:2], -1), axis=2) > 0)  # blind to nan
    return list(zip(by.tolist(), target.tolist(), strict=True))


_NAMES = frozenset(f.name for f in fields(Orders))
LEVERS: tuple[Lever, ...] = tuple(Lever(name=f.name, **f.metadata) for f in fields(Orders))


def levers() -> tuple[Lever, ...]:
    """List every lever with its axes, tray, entitlement, cost and text."""
    return LEVERS
