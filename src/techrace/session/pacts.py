"""The usual pacts, as the orders that each party signs. Any other terms are as good: a pact is orders, signed.

A treaty of the world may also set limits to figures. Whoever a figure names first answers for it:
outside the limits and not on the way back is a breach, even if every order was kept. And it may say what
leaving does: whoever leaves a pact in force gives notice, and meets what is his of it before the coming turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from techrace.session import effects
from techrace.session.events import Notation
from techrace.session.table import Pact, Place
from techrace.setting import Setting
from techrace.state import State

Terms = dict[str, Notation]
FROM_PLAYS = 1e-9


def detente(one: str, other: str, depth: float = 0.9, verification: float = 0.5) -> Terms:
    """Both offer detente in the same turn, and let inspectors in."""
    return {
        one: {"detente": {other: depth}, "verification": verification},
        other: {"detente": {one: depth}, "verification": verification},
    }


def bloc(leader: str, member: str, camp: str, depth: float = 0.6, duty: float = 0.6) -> Terms:
    """A leader founds a bloc and invites; a member joins it to a depth."""
    return {leader: {"found": duty, "invite": {member: 1.0}}, member: {"join": {camp: depth}}}


def payment(giver: str, taker: str, share: float) -> Terms:
    """One pays the other a share of his programme budget; the other only says that he takes it."""
    return {giver: {"payment": {taker: share}}, taker: {}}


def swap_line(issuer: str, borrower: str, size: float = 1.0) -> Terms:
    """The issuer of the reserve currency stands behind the borrower's."""
    return {issuer: {"swap": {borrower: size}}, borrower: {}}


def leaving(pact: Pact, seat: str, setting: Setting) -> tuple[int, tuple[tuple[str, float], ...]]:
    """Return what leaving a pact in force costs a party: turns of notice, and figures with what they change by.

    Of what the treaty lists, that is what names the one who leaves (or the camp that he leads), or no state at
    all. What names a state that is no party of this pact is left out: nobody loses what he never had.
    """
    treaty = setting.world.treaties.get(pact.form)
    if treaty is None:
        return 0, ()
    found = []
    for figure, by in treaty.exit.items():
        named = _states(figure, setting)
        if set(named) <= set(pact.terms) and (not named or seat in named):
            found.append((figure, by))
    return treaty.notice, tuple(found)


def _states(figure: str, setting: Setting) -> list[str]:
    """List the states that a figure names; a camp stands for its leader."""
    found = effects.parsed(figure, setting)
    if isinstance(found, str):
        return []
    quantity, index = found
    camps, states = setting.world.camps, setting.world.states
    named = [setting.names[axis][i] for axis, i in zip(quantity.axes, index, strict=True)]
    return [camps[name].leader if name in camps else name for name in named if name in camps or name in states]


def beyond(place: Place, before: State, after: State, setting: Setting) -> Iterator[tuple[str, str]]:
    """List the pacts in force whose limits a turn has broken, each with the party that answers for it."""
    for pact in place.pacts.values():
        treaty = setting.world.treaties.get(pact.form)
        if treaty and pact.holds:
            found = (
                _answers_for(figure, pact, setting)
                for figure, band in treaty.limits.items()
                if _astray(figure, band, before, after, setting)
            )
            yield from ((pact.id, seat) for seat in dict.fromkeys(found) if seat)


def _answers_for(figure: str, pact: Pact, setting: Setting) -> str:
    """Name the state that a figure names first, or the leader of its camp; nobody if some state is no party."""
    found = effects.parsed(figure, setting)
    if isinstance(found, str):
        return ""
    quantity, index = found
    named = [(axis, setting.names[axis][i]) for axis, i in zip(quantity.axes, index, strict=True)]
    states = [name for _, name in named if name in setting.world.states]
    leaders = [setting.world.camps[name].leader for axis, name in named if axis == "camps"]
    answering = states or leaders
    return answering[0] if answering and set(answering) <= set(pact.terms) else ""


def _astray(figure: str, band: tuple[float, float], before: State, after: State, setting: Setting) -> bool:
    """Say whether a figure is outside its limits and no nearer to them than a turn ago."""
    found = effects.parsed(figure, setting)
    if isinstance(found, str):
        return False
    quantity, index = found
    was, now = (float(getattr(state, quantity.name)[index][..., 0]) for state in (before, after))
    low, high = band
    return _distance(now, low, high) > FROM_PLAYS and _distance(now, low, high) >= _distance(was, low, high)


def _distance(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)
