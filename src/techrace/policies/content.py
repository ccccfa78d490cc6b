"""Check what a world file writes for players: figures, conditions and the orders of treaties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from techrace.errors import InputError
from techrace.expressions import ExpressionError, compile_expression
from techrace.policies.doctrine import compile_orders
from techrace.rules import events
from techrace.setting import Setting
from techrace.world.schema import Problem


def problems_of(setting: Setting) -> Iterator[Problem]:
    """List everything in cards, events, treaties and the debrief that this world does not have."""
    world = setting.world
    for path, sentence in events.problems_of(setting):
        yield Problem(path, sentence)
    for seat, (state, spec) in enumerate(world.states.items()):
        for card, said in spec.cards.items():
            place = ("states", state, "cards", card)
            for field in ("good_if", "bad_if"):
                yield from _condition(getattr(said, field), setting, seat, (*place, field))
            yield from _figures([said.shows] if said.shows else [], setting, (*place, "shows"))
            yield from _orders(said.do, setting, seat, (*place, "do"))
    for name, treaty in world.treaties.items():
        for state, terms in treaty.terms.items():
            path = ("treaties", name, "terms", state)
            yield from _orders(terms, setting, setting.index("states", state), path)
        yield from _figures(treaty.limits, setting, ("treaties", name, "limits"))
        yield from _figures(treaty.exit, setting, ("treaties", name, "exit"))
    for name, question in world.debrief.items():
        yield from _figures(question.show, setting, ("debrief", name, "show"))


def _condition(text: str, setting: Setting, seat: int, path: tuple[str, ...]) -> Iterator[Problem]:
    if text:
        try:
            compile_expression(text, setting, seat, truth=True)
        except ExpressionError as error:
            yield Problem(path, str(error))


def _figures(figures: Iterable[str], setting: Setting, path: tuple[str, ...]) -> Iterator[Problem]:
    for figure in figures:
        if sentence := events.mistake(figure, setting):
            yield Problem(path, sentence)


def _orders(orders: dict[str, object], setting: Setting, seat: int, path: tuple[str, ...]) -> Iterator[Problem]:
    try:
        made = compile_orders(orders, setting, seat)
    except InputError as error:
        yield from (Problem(path, sentence.partition(": ")[2] or sentence) for sentence in error.problems)
        return
    for lever in made.idle:
        yield Problem(path, f"{setting.names['states'][seat]} has no {lever}")
