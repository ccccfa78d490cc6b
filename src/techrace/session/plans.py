"""What a team's plan comes to: dials, then cards, then pacts, as one policy for one turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.errors import InputError
from techrace.expressions import NOW, compile_expression
from techrace.feasibility import Code as Impossible
from techrace.feasibility import own, refusals
from techrace.notation import BY_NAME, fill, own_axes
from techrace.orders import LEVERS, Orders
from techrace.policies import Doctrine, compile_orders
from techrace.policies.doctrine import Action, Setter
from techrace.policy import Moves
from techrace.session import cards
from techrace.session.events import Notation, Plan
from techrace.session.refusals import Code, Problem, Refusal, problem
from techrace.session.table import Place
from techrace.setting import Setting
from techrace.view import View

FROM_PLAYS = 1e-9


def terms_of(place: Place, seat: str, breach: Iterable[str] = ()) -> list[Notation]:
    """Return what the pacts in force ask of a seat, without those that it breaks."""
    broken = set(breach)
    return [p.terms[seat] for p in place.pacts.values() if p.holds and seat in p.terms and p.id not in broken]


def policy_of(plan: Plan, place: Place, seat: str, setting: Setting) -> Doctrine:
    """Make one policy of the dials of a plan, the cards in force and the pacts that bind the seat.

    Raises:
        InputError: Something in the orders cannot be read.
    """
    me = setting.index("states", seat)
    dials = compile_orders(plan.orders, setting, me)
    running = [c.card for c in place.cards.get(seat, ()) if c.card not in plan.drop]
    played = [cards.compiled(c, setting, seat) for c in (*running, *plan.cards)]
    bound = [compile_orders(t, setting, me, place="terms") for t in terms_of(place, seat, plan.breach)]
    setters: dict[str, tuple[Setter, ...]] = dict(dials.posture.setters)
    from_cards: dict[str, tuple[Setter, ...]] = {}
    for (lever, entry), level in cards.combined(played, setting).items():
        value = compile_expression(level, setting, me, truth=False)
        from_cards[lever] = (*from_cards.get(lever, ()), Setter(lever, entry, value))
    for more in (from_cards, *(b.posture.setters for b in bound)):
        for lever, added in more.items():
            setters[lever] = (*setters.get(lever, ()), *added)
    shifts = tuple(chain.from_iterable(p.posture.shifts for p in (dials, *played, *bound)))
    return Doctrine("people", dials.spec, setting, me, Action(setters, shifts), (), dials.idle)


def moves_of(plan: Plan, place: Place, view: View, setting: Setting) -> Moves:
    """Return the moves of a plan, as the team's own eyes see the game."""
    seat = setting.names["states"][view.seat]
    return policy_of(plan, place, seat, setting).decide(view, view.chance)


def refused(plan: Plan, place: Place, depth: str, view: View, setting: Setting) -> Refusal | None:
    """Say why a plan cannot be carried out, if it cannot."""
    seat = setting.names["states"][view.seat]
    if depth == "cards" and plan.orders:
        return Refusal(Code.DEPTH, tuple(cards.hand(setting.world, seat)))
    for pact in plan.breach:
        known = place.pacts.get(pact)
        if known is None or not known.holds or seat not in known.terms:
            mine = tuple(p.id for p in place.pacts.values() if p.holds and seat in p.terms)
            return Refusal(Code.UNKNOWN, mine, {"what": pact})
    wrong = wrong_orders(plan.orders, view, setting)
    if wrong:
        return Refusal(Code.ORDERS, (), {"count": len(wrong)}, tuple(wrong))
    capital = float(view.state.political_capital[view.seat, 0])
    return cards.refused(plan.cards, plan.drop, place.cards.get(seat, ()), seat, capital, setting)


def wrong_orders(orders: Notation, view: View, setting: Setting) -> list[Problem]:
    """List everything that is wrong with written orders: what cannot be read, given or paid."""
    try:
        dials = compile_orders(orders, setting, view.seat)
    except InputError as error:
        return [_told(sentence) for sentence in error.problems]
    me = setting.names["states"][view.seat]
    if dials.idle:
        code = Impossible.ENTITLED.value
        return [problem("refusal-idle", tuple(x.split(", ")), code, {"me": me}) for x in dials.idle]
    explicit = {
        name: _row(name, [s for s in setters if all(isinstance(i, int) for i in s.index)], view, setting)
        for name, setters in dials.posture.setters.items()
    }
    found = refusals(explicit, view.seat, view, setting)
    if not found:
        whole = {**dials.decide(view, view.chance)}
        whole.pop("spend", None)
        found = refusals(whole, view.seat, view, setting)
    if "spend" not in dials.posture.setters or dials.posture.shifts:
        found = [r for r in found if r.code is not Impossible.BUDGET]  # lines make room for what levers cost
    return [problem(r.message, (r.lever, *r.where), r.code.value, r.values) for r in found]


def _told(sentence: str) -> Problem:
    """Take the sentence of what cannot be read apart into its place and what is wrong there."""
    place, _, what = sentence.partition(": ")
    inner = getattr(sentence, "values", {}).get("what", "")
    message = getattr(inner, "message", "")
    values = getattr(inner, "values", {}) if message else {"text": what or sentence}
    return problem(message or "refusal-notation", tuple(place.split(".")[1:]), "notation", values)


def _row(name: str, setters: Iterable[Setter], view: View, setting: Setting) -> Array:
    lever = BY_NAME[name]
    row = np.array(own(getattr(setting.standing, name), lever, view.seat))
    if lever.split:
        named = {int(s.index[0]): s.amount(view) for s in setters}  # type: ignore[arg-type]
        return fill(row, named) if named else row
    for s in setters:
        row[s.index] = s.after(row[s.index], s.value.evaluate(view, NOW))
    return row


def keeps(terms: Notation, moves: Moves, view: View, setting: Setting) -> bool:
    """Say whether moves do at least what the terms of a pact ask, and no more than its limits allow."""
    asked = compile_orders(terms, setting, view.seat, place="terms")
    if asked.idle or asked.posture.shifts:
        return False
    for name, setters in asked.posture.setters.items():
        given = moves.get(name)
        if given is None:
            given = own(getattr(setting.standing, name), BY_NAME[name], view.seat)
        for s in setters:
            over = s.amount(view) - given[s.index] if not s.most else given[s.index] - s.amount(view)
            if np.any(over > FROM_PLAYS):
                return False
    return True


def in_force(orders: Orders, seat: int, setting: Setting, *, private: bool) -> dict[str, Any]:
    """Write down what a state has ordered: all that is not zero, in order notation.

    Args:
        orders: The orders of all.
        seat: The state.
        setting: The names.
        private: Whether to tell how the money is invested, too.
    """
    told: dict[str, Any] = {}
    for lever in LEVERS:
        if lever.tray == "invest" and not private:
            continue
        row = own(getattr(orders, lever.name), lever, seat)[..., 0]
        if not lever.axes[1:] and row.ndim == 0:
            told[lever.name] = float(row)
        elif row.any():
            told[lever.name] = _named(row, [setting.names[a] for a in own_axes(lever)])
    return told


def _named(row: Any, axes: list[tuple[str, ...]]) -> Any:
    if not axes:
        return float(row)
    entries: Iterator[tuple[str, Any]] = zip(axes[0], row, strict=True)
    return {name: _named(part, axes[1:]) for name, part in entries if np.any(part)}
