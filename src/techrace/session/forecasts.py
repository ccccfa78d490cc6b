"""Forecasts: which questions are asked, what came true, and how good an answer was.

A probability is scored by Brier (1950), a middle value with its interval by the continuous ranked
probability score (Gneiting & Raftery 2007) of two half normals that meet at the middle value.
Smaller is better. Beside every answer stands the base rate: what usually comes of the question in
games of doctrines. It is told when the question is asked, and a question that a team leaves out counts
as answered by it (docs/decisions/0008-sessions.md says why).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import erf, exp, pi, sqrt

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance, chance
from techrace.expressions import NOW, Expression, ExpressionError, compile_expression
from techrace.orders import Orders
from techrace.policy import Policy, combine
from techrace.rules.turn import turn
from techrace.session.events import Answer, Score
from techrace.session.table import Forecast
from techrace.setting import Setting
from techrace.simulate import begin, calendar, decide
from techrace.state import State
from techrace.view import View
from techrace.world.schema import Problem, QuestionSpec

_TENTH = 1.2815515655446004  # standard normal quantile of 90 %: an interval of four in five ends there
_NARROWEST = 1e-9


MOST = 3
"""Questions in a turn: more, and a team answers without thinking."""
GAMES, OWN_LUCK = 200, 2025
"""Games of doctrines from which base rates are counted, and their seed: never that of a session."""
NARROW = 0.005
"""The narrowest half of a base rate's interval, as a share of the number."""

Asked = tuple[str, int]
"""A question and the turn in which it is asked."""


@dataclass(frozen=True)
class Truth(View):
    """A view without fog, for asking what came true; nobody else may look through it."""

    def see(self, name: str, *index: int, before: bool = False) -> Array:
        """Return the truth."""
        values: Array = getattr(self.before if before else self.state, name)[index]
        return values


def asked(questions: dict[str, QuestionSpec], t: int) -> dict[str, QuestionSpec]:
    """Return the questions that a turn asks, counted from 0: three at most, and all of them in their turn."""
    open_now = [name for name, q in questions.items() if q.first <= t + 1 <= q.last]
    first = t * MOST % len(open_now) if len(open_now) > MOST else 0
    chosen = [*open_now, *open_now][first : first + MOST][: len(open_now)]
    return {name: questions[name] for name in chosen}


def due(question: QuestionSpec, asked_in: int, turns: int) -> int:
    """Return after how many turns of the game a question is decided."""
    return min(asked_in + question.turns, turns)


def wrong(question: QuestionSpec, answer: Answer) -> str:
    """Say what form an answer should have; nothing if it has it."""
    if question.kind == "binary":
        alone = answer.middle is None and answer.low is None and answer.high is None
        return "" if answer.probability is not None and alone else "probability"
    if answer.middle is None or answer.low is None or answer.high is None or answer.probability is not None:
        return "low, middle, high"
    return "" if answer.low <= answer.middle <= answer.high else "low <= middle <= high"


@lru_cache(maxsize=512)
def _compiled(ask: str, setting: Setting, seat: int, *, truth: bool) -> Expression:
    return compile_expression(ask, setting, seat, truth=truth)


def outcome(
    question: QuestionSpec, seat: int, now: State, then: State, last: Orders, setting: Setting, luck: Chance
) -> Array:
    """Return what became of a question, shape (worlds,): 0 or 1, or the number; ``change`` is since the asking."""
    made = _compiled(question.ask, setting, seat, truth=question.kind == "binary")
    found: Array = np.asarray(made.evaluate(Truth(seat, now, then, last, setting, luck), NOW), dtype=float)
    return found


def usual(setting: Setting, policies: Sequence[Policy], turns: int) -> dict[Asked, Array]:
    """Play games of doctrines and return what came of every question, asked in every turn that asks it.

    Args:
        setting: The world's constants.
        policies: The doctrine of every seat.
        turns: Of a game.

    Returns:
        By question and turn, for every seat, shape (states, games): 0 or 1, or how far the number had moved since
        it was asked. The luck of these games is never that of a session.
    """
    questions, seats = setting.world.questions, range(len(setting.names["states"]))
    luck = chance(OWN_LUCK, np.arange(GAMES, dtype=np.uint64))
    state = before = begin(setting, luck)
    last, starts, found = setting.standing, dict[int, State](), dict[Asked, Array]()
    waiting: dict[int, list[Asked]] = {}  # by the turn after which they are decided
    to_come = max((q.last for q in questions.values()), default=0)
    for t, current in enumerate(calendar(setting, turns)):
        for name, question in asked(questions, t).items():
            waiting.setdefault(due(question, t, turns), []).append((name, t))
            starts[t] = state
        if t >= to_come and not waiting:
            break
        now = luck.at(t)
        orders = combine(current.standing, decide(policies, state, before, last, current, now))
        before, state, last = state, turn(state, orders, current, now), orders
        for name, then in waiting.pop(t + 1, ()):
            known = (state, starts[then], last, setting, luck)
            found[name, then] = np.stack([_moved(questions[name], seat, *known) for seat in seats])
        starts = {a: s for a, s in starts.items() if any(a == then for names in waiting.values() for _, then in names)}
    return found


def _moved(
    question: QuestionSpec, seat: int, now: State, then: State, last: Orders, setting: Setting, luck: Chance
) -> Array:
    """Return what became of a question that many games answer: 0 or 1, or by how much the number moved."""
    came = outcome(question, seat, now, then, last, setting, luck)
    if question.kind == "number":
        came = came - outcome(question, seat, then, then, last, setting, luck)
    return np.broadcast_to(came, (now.worlds,))


def base_rate(question: QuestionSpec, came: Array, now: View) -> Answer:
    """Return how the base rate answers a question.

    Args:
        question: The question.
        came: What came of it in games of doctrines, shape (games,); see ``usual``.
        now: What the seat sees when it is asked; a number moves on from there.
    """
    if question.kind == "binary":
        chance_ = (float(came.sum()) + 1.0) / (came.size + 2.0)  # nothing is certain because no game showed it
        return Answer(probability=round(chance_, 3))
    made = _compiled(question.ask, now.setting, now.seat, truth=False)
    here = float(np.asarray(made.evaluate(now, NOW)).ravel()[0])
    low, middle, high = (here + float(x) for x in np.quantile(came, (0.1, 0.5, 0.9)))
    least = max(NARROW * abs(here), NARROW)  # nor is a number that never moved
    low, high = min(low, middle - least), max(high, middle + least)
    return Answer(low=_told(low), middle=_told(middle), high=_told(high))


def _told(value: float) -> float:
    return float(f"{value:.4g}")


def scored(
    given: Forecast | None, key: tuple[str, str, int], base: Answer, question: QuestionSpec, came: float
) -> Score:
    """Score a question that has come due; without an answer it counts as answered by the base rate.

    Args:
        given: The forecast, if there is one.
        key: Seat, question and turn of the asking.
        base: How the base rate answers.
        question: The question.
        came: What became of it.
    """
    seat, name, then = key
    answer = given.answer if given else base
    return Score(
        seat=seat, question=name, asked=then, answer=answer, outcome=came, score=loss(question, answer, came),
        reference=loss(question, base, came), base=base, given=given is not None,
    )  # fmt: skip


def loss(question: QuestionSpec, answer: Answer, came: float) -> float:
    """Return how bad an answer was: Brier of a probability, CRPS of a number with its interval."""
    if question.kind == "binary":
        return brier(answer.probability or 0.0, came)
    return crps(answer.middle or 0.0, answer.low or 0.0, answer.high or 0.0, came)


def brier(probability: float, happened: float) -> float:
    """Return the Brier score of a probability, 0 (certain and right) to 1 (certain and wrong)."""
    return (probability - happened) ** 2


def crps(middle: float, low: float, high: float, came: float) -> float:
    """Return the CRPS of an answer: how far off it was, and how wide it hedged, in the figure's unit."""
    below = max((middle - low) / _TENTH, _NARROWEST)
    above = max((high - middle) / _TENTH, _NARROWEST)
    if came >= middle:
        z = (came - middle) / above
        return below * _tail(0.0) + above * (_grown(z) + _tail(z))
    z = (middle - came) / below
    return above * _tail(0.0) + below * (_grown(z) + _tail(z))


def _cumulative(z: float) -> float:
    return 0.5 * (1.0 + erf(z / sqrt(2.0)))


def _square(z: float) -> float:
    """Integrate the square of the normal distribution function up to ``z``."""
    density = exp(-0.5 * z * z) / sqrt(2.0 * pi)
    phi = _cumulative(z)
    return z * phi * phi + 2.0 * phi * density - _cumulative(z * sqrt(2.0)) / sqrt(pi)


def _grown(z: float) -> float:
    """Integrate F squared between the middle and an outcome ``z`` standard deviations away."""
    return _square(z) - _square(0.0)


def _tail(z: float) -> float:
    """Integrate (1 - F) squared beyond ``z``."""
    return _square(-z)


def problems_of(setting: Setting) -> Iterator[Problem]:
    """Check the questions of a world, for every seat."""
    for name, question in setting.world.questions.items():
        for seat in range(len(setting.names["states"])):
            try:
                _compiled(question.ask, setting, seat, truth=question.kind == "binary")
            except ExpressionError as error:
                yield Problem(("questions", name, "ask"), str(error))
                break
