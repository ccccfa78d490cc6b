"""The rules of cards: how many, at what cost, and which contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from techrace.errors import InputError
from techrace.expressions import NOW
from techrace.feasibility import own
from techrace.notation import BY_NAME
from techrace.policies import Doctrine, compile_orders
from techrace.policies.doctrine import Setter
from techrace.session.refusals import Code, Refusal
from techrace.session.table import Playing
from techrace.setting import Setting
from techrace.world.schema import CardSpec, Problem, World

MOST = 3
"""Cards that may be played in a turn."""
NEW_POINTS, ALL_POINTS = 60.0, 75.0
"""Points of the programme budget that cards may newly commit in a turn, and hold in force."""
DROPPING = 0.03
"""Political capital that it costs to give up a card early."""
APART = 0.20
"""Levels of one lever further apart than this contradict each other; of closer ones the higher counts."""

Leaf = tuple[str, tuple[int, ...]]
"""A lever and one entry of it."""


def hand(world: World, seat: str) -> Mapping[str, CardSpec]:
    """Return the cards of a seat."""
    return world.states[seat].cards


def compiled(card: str, setting: Setting, seat: str) -> Doctrine:
    """Make the orders of a card ready to play.

    Raises:
        InputError: The card does not fit the world.
    """
    spec = hand(setting.world, seat)[card]
    return compile_orders(
        spec.do, setting, setting.index("states", seat), place=f"states.{seat}.cards.{card}.do", name=card
    )


def levels(card: Doctrine, setting: Setting) -> dict[Leaf, float]:
    """Return every entry that a card sets, with its level."""
    found: dict[Leaf, float] = {}
    for name, setters in card.posture.setters.items():
        shape = own(getattr(setting.standing, name), BY_NAME[name], card.seat).shape[:-1]
        for setter in setters:
            for entry in _entries(setter, shape):
                found[name, entry] = float(setter.value.evaluate(None, NOW)[0])  # type: ignore[arg-type]
    return found


def _entries(setter: Setter, shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    axes = (range(shape[i]) if isinstance(at, slice) else (at,) for i, at in enumerate(setter.index))
    yield from product(*axes)


def combined(cards: Iterable[Doctrine], setting: Setting) -> dict[Leaf, float]:
    """Put the levels of several cards together: of two close levels the higher counts."""
    whole: dict[Leaf, float] = {}
    for card in cards:
        for leaf, level in levels(card, setting).items():
            whole[leaf] = max(level, whole.get(leaf, level))
    return whole


def contradiction(cards: Iterable[Doctrine], setting: Setting) -> tuple[str, str] | None:
    """Name two cards that set the same thing to levels far apart, if there are any."""
    known = [(card.name, levels(card, setting)) for card in cards]
    for (a, of_a), (b, of_b) in combinations(known, 2):
        if any(abs(of_a[leaf] - of_b[leaf]) > APART + 1e-9 for leaf in of_a.keys() & of_b.keys()):
            return a, b
    return None


def refused(
    cards: tuple[str, ...], drop: tuple[str, ...], in_force: tuple[Playing, ...], seat: str, capital: float,
    setting: Setting,
) -> Refusal | None:  # fmt: skip
    """Say why cards cannot be played or dropped, if they cannot."""
    held = hand(setting.world, seat)
    running = tuple(c.card for c in in_force)
    for card in drop:
        if card not in running:
            return Refusal(Code.UNKNOWN, running, {"what": card})
        if held[card].bound:
            return Refusal(Code.BOUND, tuple(c for c in running if not held[c].bound), {"card": card})
    kept = [c for c in running if c not in drop]
    free = tuple(c for c in held if c not in kept)
    for card in cards:
        if card not in held:
            return Refusal(Code.UNKNOWN, free, {"what": card})
        if card in kept or cards.count(card) > 1 or card in drop:
            return Refusal(Code.IN_FORCE, free, {"what": card})
    if len(cards) > MOST:
        return Refusal(Code.TOO_MANY, (str(MOST),), {"count": len(cards), "most": MOST, "over": len(cards) - MOST})
    new = sum(held[c].cost.pp for c in cards)
    whole = new + sum(held[c].cost.pp for c in kept)
    if new > NEW_POINTS or whole > ALL_POINTS:
        most, points = (NEW_POINTS, new) if new > NEW_POINTS else (ALL_POINTS, whole)
        over = max(new - NEW_POINTS, whole - ALL_POINTS)
        give = _least({c: held[c].cost.pp for c in cards}, over)
        values = {"points": f"{points:g}", "most": f"{most:g}", "over": f"{over:g}", "give": give}
        return Refusal(Code.BUDGET, (f"{most:g}",), values)
    price = sum(held[c].cost.pc for c in cards) + DROPPING * len(drop)
    if price > capital + 1e-9:
        give = _least({c: held[c].cost.pc for c in cards}, price - capital)
        told = {"price": f"{price:.2f}", "capital": f"{capital:.2f}", "over": f"{price - capital:.2f}", "give": give}
        return Refusal(Code.CAPITAL, (f"{capital:.2f}",), told)
    clash = contradiction((compiled(c, setting, seat) for c in (*kept, *cards)), setting)
    return Refusal(Code.CONFLICT, clash, {"one": clash[0], "other": clash[1]}) if clash else None


def _least(costs: Mapping[str, float], over: float) -> str:
    """Name the cheapest card that would save enough by itself; ``none`` if no single one would."""
    enough = [card for card, cost in costs.items() if cost >= over - 1e-9]
    return min(enough, key=lambda card: costs[card], default="none")


def problems_of(setting: Setting) -> Iterator[Problem]:
    """Check the cards of a world: orders that the seat cannot give, expressions, unknown names."""
    from techrace.session.effects import mistake

    for seat, state in setting.world.states.items():
        for card, spec in state.cards.items():
            path = ("states", seat, "cards", card)
            try:
                made = compiled(card, setting, seat)
            except InputError as error:
                for sentence in error.problems:
                    yield Problem(path, sentence)
                continue
            for lever in made.idle:
                yield Problem((*path, "do"), f"{seat} has no {lever}")
            values = [s.value for setters in made.posture.setters.values() for s in setters]
            if not all(v.constant for v in (*values, *(v for _, v in made.posture.shifts))):
                yield Problem((*path, "do"), "a card sets plain numbers, not expressions")
            for figure in spec.nudge:
                if wrong := mistake(figure, setting):
                    yield Problem((*path, "nudge", figure), wrong)
