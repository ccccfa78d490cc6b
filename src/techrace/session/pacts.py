"""The usual pacts, as the orders that each party signs. Any other terms are as good: a pact is orders, signed."""

from __future__ import annotations

from techrace.session.events import Notation

Terms = dict[str, Notation]


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
