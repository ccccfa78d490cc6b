"""Strategies for hypothesis: any small world, any orders, any parameters.

What is drawn by hypothesis is the shape of a world and one seed; the numbers follow from the
seed. So a failure shrinks to the smallest world that still fails, and drawing stays quick.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from techrace.arrays import normalise
from techrace.chance import Chance, chance
from techrace.orders import LINES, Orders
from techrace.rules.turn import parameters as declared_parameters
from techrace.setting import Setting
from techrace.simulate import begin
from techrace.testing.situations import KINDS, Kind, any_orders
from techrace.world.schema import World

STATES = ("alder", "birch", "cedar", "dune", "elm")
REGIONS = ("reef", "shoal", "lagoon", "delta")
LAYERS = ("lens", "cell", "glass", "wire")
SECTORS = ("trade", "harbour", "arms")
ECOSYSTEMS = ("beacon", "lantern", "driftwood")
CAMPS = ("north", "south", "west")
_GOALS = ("prosperity", "autonomy", "security", "stability", "influence")
_SEEDS = st.integers(0, 2**32 - 1)


class _Numbers:
    """Numbers of an invented world, each by its name, from one seed."""

    def __init__(self, seed: int, edges: float) -> None:
        self.luck, self.edges = chance(seed), edges

    def number(self, name: str, low: float = 0.0, high: float = 1.0) -> float:
        u, at_an_end = (float(self.luck.uniform(f"{kind} {name}")[0]) for kind in ("number", "edge"))
        if at_an_end < self.edges:
            return low if u < 0.5 else high
        return round(low + (high - low) * u, 4)

    def yes(self, name: str, odds: float = 0.5) -> bool:
        return bool(self.luck.uniform(f"yes {name}")[0] < odds)

    def parts(self, name: str, ids: tuple[str, ...], whole: float = 1.0) -> dict[str, float]:
        """Split a whole; with edges some parts are nothing."""
        if not ids:
            return {}
        u = self.luck.uniform(f"parts {name}", ids)
        nothing = self.luck.uniform(f"no part {name}", ids) < self.edges
        nothing[0] = False  # somebody has something
        shares = normalise(np.where(nothing, 0.0, u))[:, 0] * whole
        return dict(zip(ids, map(float, shares), strict=True))

    def value(self, name: str, low: float = 0.0, high: float = 1.0) -> dict[str, Any]:
        return _sourced(self.number(name, low, high))

    def table(self, name: str, ids: tuple[str, ...], low: float = 0.0, high: float = 1.0) -> dict[str, Any]:
        return _sourced({i: self.number(f"{name} {i}", low, high) for i in ids})


def _sourced(value: Any) -> dict[str, Any]:
    return {"value": value, "source": "assumed: invented", "confidence": "fiction"}


def _text(name: str) -> dict[str, str]:
    return {"en": name.capitalize(), "ko": name}


def _market(draw: _Numbers, name: str, made: float, names: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    patrons = tuple(x for x in names["states"] if x != name)
    return {
        "name": _text(name),
        "code": name[:2].upper(),
        "gdp": draw.value(f"gdp {name}", 0.1, 20.0),
        "trend": draw.value(f"trend {name}", -0.02, 0.07),
        "manufacturing": _sourced(made),
        "wage": draw.value(f"wage {name}", 0.02, 1.0),
        "factory_quality": draw.value(f"factory {name}"),
        "ecosystems": _sourced(draw.parts(f"ecosystems {name}", names["ecosystems"])),
        "alignment": _sourced(draw.parts(f"alignment {name}", names["camps"], draw.number(f"aligned {name}"))),
        "dependence": draw.table(f"dependence {name}", patrons),
        "privacy": draw.value(f"privacy {name}"),
        "price_sensitivity": draw.value(f"sensitivity {name}"),
    }


def _state(draw: _Numbers, name: str, shares: dict[str, float], names: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    fractions = (
        "frontier", "absorption", "patience", "freedom", "safety_net", "waste", "openness", "securitised", "unrest",
        "hawkishness", "vulnerability",
    )  # fmt: skip
    others = tuple(x for x in names["states"] if x != name)
    lines = tuple(x for x in LINES if x not in ("currency", "fund"))
    posture = {
        "spend": draw.parts(f"spend {name}", lines, draw.number(f"spent {name}", 0.2, 0.95)),
        "tariff": {x: draw.number(f"tariff {name} {x}") for x in others if draw.yes(f"taxes {name} {x}", 0.3)},
        "detente": {x: draw.number(f"detente {name} {x}") for x in others if draw.yes(f"offers {name} {x}", 0.3)},
        "open": draw.number(f"open {name}"),
        "immigration": draw.number(f"immigration {name}"),
    }
    return {
        **_market(draw, name, shares["manufacturing"], names),
        **{x: draw.value(f"{x} {name}") for x in fractions},
        **{x: _sourced(shares[x]) for x in ("compute", "chip_demand", "ai_capital")},
        "brief": _text(name),
        "reserve_currency": bool(shares["issuer"]),
        "may_fund": draw.yes(f"may fund {name}"),
        "elections": {"first": 2, "every": 3} if draw.yes(f"votes {name}") else None,
        "regime_price": draw.number(f"regime {name}", 0.0, 0.3),
        "research": draw.value(f"research {name}", 0.1, 5.0),
        "science": draw.value(f"science {name}", 0.05, 1.0),
        "exposure": draw.table(f"exposure {name}", others, 0.0, 0.5),
        "debt": draw.value(f"debt {name}", 0.0, 2.5),
        "fund": draw.value(f"fund {name}", 0.0, 0.01),
        "fund_years": draw.number(f"fund years {name}", 0.0, 9.0),
        "platform": draw.table(f"platform {name}", names["sectors"], 0.0, 0.6),
        "industrial_base": draw.table(f"base {name}", names["sectors"]),
        "goals": draw.parts(f"goals {name}", _GOALS),
        "posture": posture,
    }


def _layer(draw: _Numbers, name: str, names: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    holders = (*names["states"], "rest")
    others = tuple(x for x in names["layers"] if x != name)
    fractions = ("labour", "commodity", "embodied", "controllability", "home_preference")
    return {
        "name": _text(name),
        **{x: draw.number(f"{x} {name}") for x in fractions},
        "life": draw.number(f"life {name}", 2.0, 20.0),
        "growth": draw.number(f"growth {name}", -0.05, 0.3),
        "capital": draw.number(f"capital {name}", 0.0, 1.5),
        "quality_weight": draw.number(f"quality weight {name}", 0.0, 1.5),
        "weight": draw.number(f"weight {name}", 0.05, 1.0),
        "revenue": draw.number(f"revenue {name}", 0.0, 0.3),
        "norm": draw.number(f"norm {name}", 0.005, 0.1),
        "parent": others[0] if others and draw.yes(f"parent {name}", 0.3) else None,
        "needs": {x: draw.number(f"needs {name} {x}") for x in others if draw.yes(f"need {name} {x}", 0.4)},
        "flow_needs": {x: draw.number(f"flows {name} {x}") for x in others if draw.yes(f"flow {name} {x}", 0.3)},
        "share": _sourced(draw.parts(f"share {name}", holders)),
        "quality": draw.table(f"quality {name}", holders),
        "demand": _sourced(draw.parts(f"demand {name}", holders)) if draw.yes(f"demand {name}") else None,
        "incentive": draw.table(f"incentive {name}", names["states"], 0.0, 0.3),
        "footprint": draw.table(f"footprint {name}", names["states"]),
    }


def _camp(draw: _Numbers, name: str, leader: str, names: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    members = {x: draw.number(f"member {name} {x}", 0.0, 0.3) for x in names["states"] if x not in names["leaders"]}
    fractions = ("enforcement", "sharing", "payments", "market", "founded")
    return {
        "name": _text(name),
        "leader": leader,
        "bloc": {
            "name": _text(name),
            "layers": [x for x in names["layers"] if draw.yes(f"bloc {name} {x}")],
            **{x: draw.number(f"{x} {name}") for x in fractions},
            "members": members,
        },
    }


def invented(
    sizes: dict[str, int], seed: int, *, edges: float = 0.0, issuer: bool = True, wave: bool = True, event: bool = True
) -> World:
    """Invent a world of given sizes.

    Args:
        sizes: How many states, regions, layers, sectors, ecosystems and camps.
        seed: The numbers.
        edges: Share of the numbers that lie exactly at the end of what is allowed.
        issuer: Whether the first state issues the reserve currency.
        wave: Whether a wave comes.
        event: Whether the deck has an event.
    """
    draw = _Numbers(seed, edges)
    pools = {"states": STATES, "regions": REGIONS, "layers": LAYERS, "sectors": SECTORS, "ecosystems": ECOSYSTEMS}
    names = {kind: pool[: sizes[kind]] for kind, pool in pools.items()}
    names["leaders"] = names["states"][: sizes["camps"]]
    names["camps"] = CAMPS[: len(names["leaders"])]
    made = draw.parts("manufacturing", (*names["states"], *names["regions"]))
    shares = {x: draw.parts(x, names["states"], 0.9) for x in ("compute", "chip_demand", "ai_capital")}

    def of(state: str) -> dict[str, float]:
        mine = {x: table[state] for x, table in shares.items()}
        return {**mine, "manufacturing": made[state], "issuer": issuer and state == names["states"][0]}

    homes = dict(zip(names["ecosystems"], (*names["states"][:2], None), strict=False))
    storm = {
        "name": _text("storm"),
        "news": _text("A storm."),
        "hazard": draw.number("hazard", 0.0, 2.0),
        "tension": draw.number("event tension", -2.0, 4.0),
        "lasts": 2,
        "scarcity": {x: draw.number(f"scarcity {x}") for x in names["layers"]},
        "growth": {x: draw.number(f"event growth {x}", -0.05, 0.0) for x in (*names["states"], *names["regions"])},
        "exposed": {x: draw.number(f"exposed {x}") for x in names["states"]},
    }
    tide = {
        "name": _text("tide"),
        "start": draw.number("wave start", 99.0, 106.0),
        "years": draw.number("wave years", 0.5, 4.0),
        "ceiling": draw.number("ceiling", 1.0, 2.0),
        "fresh": draw.number("fresh"),
        "ecosystems": draw.yes("wave of ecosystems"),
        "source": "assumed: invented",
    }
    return World.model_validate(
        {
            "schema": 1,
            "id": "invented",
            "version": 1,
            "title": _text("invented"),
            "summary": _text("invented"),
            "start": 100.0,
            "turn_years": (0.25, 0.5, 1.0)[int(draw.number("turn years") * 2.999)],
            "states": {x: _state(draw, x, of(x), names) for x in names["states"]},
            "regions": {x: _market(draw, x, made[x], names) for x in names["regions"]},
            "layers": {x: _layer(draw, x, names) for x in names["layers"]},
            "sectors": {
                x: {
                    "name": _text(x),
                    "weight": draw.number(f"sector {x}", 0.1, 1.0),
                    "physical": draw.yes(f"physical {x}"),
                    "defence": draw.yes(f"defence {x}", 0.3),
                    "manufacturing": draw.yes(f"tied {x}"),
                    "jobs": draw.number(f"jobs {x}"),
                }
                for x in names["sectors"]
            },
            "ecosystems": {
                x: {
                    "name": _text(x),
                    "home": homes[x],
                    "price": draw.number(f"price {x}", -0.5, 0.5),
                    "compatibility": draw.number(f"compatible {x}"),
                    "quality": draw.number(f"ecosystem {x}", 0.05, 1.0) if draw.yes(f"fixed {x}", 0.3) else None,
                    "openness": draw.number(f"openness {x}") if draw.yes(f"said {x}", 0.3) else None,
                }
                for x in names["ecosystems"]
            },
            "camps": {
                x: _camp(draw, x, leader, names) for x, leader in zip(names["camps"], names["leaders"], strict=True)
            },
            "trust": draw.value("trust"),
            "ai_capital": draw.value("ai capital", 0.1, 10.0),
            "haven": draw.value("haven", 0.01, 0.5),
            "tension": draw.value("tension"),
            "uncertainty": draw.value("uncertainty"),
            "waves": {"tide": tide} if wave else {},
            "events": {"storm": storm} if event else {},
        }
    )


@st.composite
def worlds(draw: st.DrawFn, *, edges: bool = True) -> World:
    """Draw a small world: 2–5 states, 0–4 regions, 1–4 layers, 1–3 sectors and ecosystems, 0–3 camps.

    Args:
        draw: Given by hypothesis.
        edges: Whether numbers may lie at the ends of what is allowed (shares of nothing, qualities of 0).
    """
    states = draw(st.integers(2, 5))
    sizes = {
        "states": states,
        "regions": draw(st.integers(0, 4)),
        "layers": draw(st.integers(1, 4)),
        "sectors": draw(st.integers(1, 3)),
        "ecosystems": draw(st.integers(1, 3)),
        "camps": draw(st.integers(0, min(states, 3))),
    }
    at_the_ends = draw(st.sampled_from((0.0, 0.2))) if edges else 0.0
    issuer, wave, event = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    return invented(sizes, draw(_SEEDS), edges=at_the_ends, issuer=issuer, wave=wave, event=event)


@st.composite
def orders(draw: st.DrawFn, setting: Setting, *, kinds: tuple[Kind, ...] = KINDS, luck: Chance | None = None) -> Orders:
    """Draw orders of all states: legal, extreme, or infeasible (no number, infinite, out of range, too dear)."""
    luck = chance(draw(_SEEDS)) if luck is None else luck
    return any_orders(setting, begin(setting, luck), luck, draw(st.sampled_from(kinds)))


@st.composite
def parameters(draw: st.DrawFn) -> dict[str, float]:
    """Draw some parameters anywhere inside their bounds; the others keep their defaults."""
    declared = {p.name: p for p in declared_parameters()}
    names = draw(st.lists(st.sampled_from(sorted(declared)), unique=True, max_size=8))
    return {name: draw(st.floats(declared[name].low, declared[name].high)) for name in names}
