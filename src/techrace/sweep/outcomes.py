"""What is kept of a run: an observer in the first seat writes figures down, turn by turn.

It decides as the policy that it stands for, and sees the truth, so that nothing else has to be
kept of thousands of games.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance, chance
from techrace.errors import unknown
from techrace.expressions import ExpressionError, compile_expression
from techrace.policy import Moves, Policy
from techrace.record import Record
from techrace.scoring import Par, crossed, rate
from techrace.setting import Setting
from techrace.state import QUANTITIES
from techrace.sweep.schema import QUANTILES, Outcome
from techrace.view import View

NOW = False  # not a turn earlier
_NAME = re.compile(r"\s*([a-z_]+)")


class Truth(View):
    """The game without fog: an experimenter sees everything."""

    def see(self, name: str, *index: int, before: bool = False) -> Array:
        """Return one entry of a quantity as it is, shape (worlds,)."""
        values: Array = getattr(self.before if before else self.state, name)[index]
        return values


Reading = Callable[[View], Array]
"""One number a world of the game as it is now."""


def reading_of(said: Outcome, setting: Setting) -> Reading | None:
    """Return how an outcome is read in a turn; a rating is read at the end alone.

    Raises:
        ExpressionError: It cannot be read in this world.
    """
    if said.rating is not None:
        return None
    if said.changes_hands is not None:
        text = said.changes_hands
        parts = [_compiled(text.replace("{state}", s), setting, truth=False) for s in setting.names["states"]]
        return lambda view: np.argmax(np.stack(np.broadcast_arrays(*(p(view) for p in parts))), axis=0).astype(
            np.float64
        )
    return _compiled(said.figure or said.first or "", setting, truth=said.first is not None)


def _compiled(text: str, setting: Setting, *, truth: bool) -> Reading:
    """Compile an expression for whoever may read it: what is private can be written from its owner's seat."""
    problem: ExpressionError | None = None
    for seat in range(len(setting.names["states"])):
        try:
            made = compile_expression(text, setting, seat, truth=truth)
        except ExpressionError as error:
            problem = problem or error
        else:
            return lambda view: np.asarray(made.evaluate(view, NOW), dtype=np.float64)
    raise problem or ExpressionError(text)


def wrong(said: Outcome, setting: Setting) -> Iterator[str]:
    """Say what is wrong with an outcome in a world."""
    if said.rating is not None and said.rating not in setting.names["states"]:
        yield unknown("state", said.rating, setting.names["states"])
    if said.changes_hands is not None and "{state}" not in said.changes_hands:
        yield "changes_hands needs {state} where the name of each state belongs, such as frontier[{state}]"
    else:
        try:
            reading_of(said, setting)
        except ExpressionError as error:
            yield str(error)


@dataclass
class Observer:
    """A policy that watches the game and decides as another one does."""

    inner: Policy
    readings: Mapping[str, Reading]
    name: str = "observer"
    seen: dict[str, list[Array]] = field(default_factory=dict)

    def decide(self, view: View, chance: Chance) -> Moves:
        """Write down the state, then let the other decide."""
        self.note(view)
        return self.inner.decide(view, chance)

    def note(self, view: View) -> None:
        """Write down every reading of this turn."""
        truth = Truth(0, view.state, view.before, view.last, view.setting, view.chance)
        for name, reading in self.readings.items():
            value = np.broadcast_to(reading(truth), (view.state.worlds,))
            self.seen.setdefault(name, []).append(value.copy())

    def finish(self, record: Record) -> None:
        """Write down the state after the last turn."""
        final, setting = record.final, record.setting
        self.note(View(0, final, final, setting.standing, setting, chance(record.seed, record.worlds, record.turns)))


def red_line_figures(setting: Setting) -> list[str]:
    """List the figures that the red lines of a world are about."""
    lines = [spec.red_line.when for spec in setting.world.states.values() if spec.red_line]
    found = [m[1] for line in lines if (m := _NAME.match(line))]
    return [name for name in dict.fromkeys(found) if any(q.name == name for q in QUANTITIES)]


def reduce(said: Outcome, rows: Array) -> Array:
    """Bring the readings of all turns, shape (turns + 1, worlds), to what is kept: one or a few a world, or all."""
    turns = rows.shape[0] - 1
    if said.first is not None:
        held = rows > 0
        return np.where(held.any(axis=0), held.argmax(axis=0), turns + 1).astype(np.float64)
    if said.changes_hands is not None:
        other = rows != rows[0]
        return np.where(other.any(axis=0), other.argmax(axis=0), turns + 1).astype(np.float64)
    match said.keep:
        case "turns":
            return rows
        case "mean":
            summed = rows[0].copy()
            for row in rows[1:]:
                summed = summed + row
            return summed / rows.shape[0]
        case "min":
            return np.asarray(rows.min(axis=0))
        case "max":
            return np.asarray(rows.max(axis=0))
        case "quantiles":
            return np.quantile(rows, np.array(QUANTILES) / 100, axis=0)
    return rows[-1]


def ratings(record: Record, par: Par) -> Array:
    """Return how well every state did, red lines counted, shape (states, worlds)."""
    beyond = crossed(record.headlines, record.setting)[1:].sum(axis=0) if record.headlines else None
    return np.asarray(rate(record.measures, record.setting, par, beyond), dtype=np.float64)
