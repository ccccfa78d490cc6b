"""Forecasts: which questions are asked, what came true, and how good an answer was.

A probability is scored by Brier (1950), a middle value with its interval by the continuous ranked
probability score (Gneiting & Raftery 2007) of two half normals that meet at the middle value.
Smaller is better. The reference of a probability is a coin (0.25), that of a number is "as now".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import erf, exp, pi, sqrt

from techrace.arrays import Array
from techrace.expressions import NOW, Expression, ExpressionError, compile_expression
from techrace.orders import Orders
from techrace.session.events import Answer, Score
from techrace.session.table import Forecast
from techrace.setting import Setting
from techrace.state import State
from techrace.view import View
from techrace.world.schema import Problem, QuestionSpec

COIN = 0.25
_TENTH = 1.2815515655446004  # standard normal quantile of 90 %: an interval of four in five ends there
_NARROWEST = 1e-9


MOST = 3
"""Questions in a turn: more, and a team answers without thinking."""


@dataclass(frozen=True)
class Truth(View):
    """A view without fog, for asking what came true; nobody else may look through it."""

    def see(self, name: str, *index: int, before: bool = False) -> Array:
        """Return the truth."""
        values: Array = getattr(self.before if before else self.state, name)[index]
        return values


def asked(questions: dict[str, QuestionSpec], turn: int) -> dict[str, QuestionSpec]:
    """Return the questions that a turn asks, counted from 0: three at most, and all of them in their turn."""
    open_now = [name for name, q in questions.items() if q.first <= turn + 1 <= q.last]
    first = turn * MOST % len(open_now) if len(open_now) > MOST else 0
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
    question: QuestionSpec, seat: int, now: State, then: State, last: Orders, setting: Setting, luck: object
) -> float:
    """Return what became of a question: 0 or 1, or the number; ``change`` is since the asking."""
    made = _compiled(question.ask, setting, seat, truth=question.kind == "binary")
    view = Truth(seat, now, then, last, setting, luck)  # type: ignore[arg-type]
    return float(made.evaluate(view, NOW)[0])


def scored(
    forecast: Forecast, question: QuestionSpec, seat: int, now: State, then: State, last: Orders, setting: Setting,
    luck: object,
) -> Score:  # fmt: skip
    """Score a forecast that has come due."""
    came = outcome(question, seat, now, then, last, setting, luck)
    answer = forecast.answer
    if question.kind == "binary":
        score, reference = brier(answer.probability or 0.0, came), COIN
    else:
        score = crps(answer.middle or 0.0, answer.low or 0.0, answer.high or 0.0, came)
        reference = abs(came - outcome(question, seat, then, then, last, setting, luck))
    return Score(
        seat=forecast.seat, question=forecast.question, asked=forecast.asked, answer=answer,
        outcome=came, score=score, reference=reference,
    )  # fmt: skip


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
