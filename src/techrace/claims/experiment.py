"""Run claims: arms that claims share are played once, in chunks, on all processors.

Three steps: play every distinct arm and judge the outcomes; look for parameters that turn the
results round, on a smaller ensemble whose variants lie side by side in one batch; put it together.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Self, TypeVar

import numpy as np

from techrace.arrays import Array
from techrace.claims.effect import DEPENDS, NOT, SMALL, SUPPORTED, Effect, observed, paired
from techrace.claims.play import Ids, Measure, check, drawn_for, measure_of, measures_of, watch, world_of
from techrace.claims.schema import DIRECTION, Arm, Claim, Null, Outcome
from techrace.errors import InputError, placed
from techrace.language import LANGUAGES, language
from techrace.record import Record
from techrace.rules.turn import parameters
from techrace.simulate import BATCH
from techrace.world.schema import Text

SMALL_ENSEMBLE = 48  # worlds in the search for flips
STEPS = (0.25, 0.5, 0.75)  # of the way from the default to the end of the bounds

Progress = Callable[[int, int], None]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Job:
    """An arm to be played in some worlds."""

    key: str
    source: str
    arm: Arm
    measures: tuple[Measure, ...]
    ids: Ids
    turns: int
    seed: int
    uncertainty: str
    over: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()

    def run(self) -> tuple[Record, dict[Measure, Array]]:
        """Play it; return the record and every measure."""
        return watch(
            self.source, self.arm, self.measures, ids=self.ids, turns=self.turns, seed=self.seed,
            uncertainty=self.uncertainty, over=self.over, without=self.without,
        )  # fmt: skip


@dataclass(frozen=True)
class Flip:
    """What turns a result round, or makes a failed claim come out.

    Attributes:
        kind: ``flips`` (the opposite sign), ``holds`` (a claim that failed comes out), ``fades``
            (below the smallest effect of interest) or ``none``.
        where: Parameters and the values from which it happens.
        effect: The mean effect there.
    """

    kind: str
    where: Mapping[str, float] = field(default_factory=dict)
    effect: float = float("nan")


@dataclass(frozen=True)
class Judged:
    """An outcome and what came of it."""

    outcome: Outcome
    effect: Effect


@dataclass(frozen=True)
class Result:
    """A claim, what came of it, and what would turn it round."""

    claim: Claim
    outcomes: tuple[Judged, ...]
    flip: Flip = Flip("none")

    @property
    def verdict(self) -> str:
        """Return one word over all outcomes: the common verdict, else depends."""
        said = {j.effect.verdict for j in self.outcomes}
        if len(said) == 1:
            return said.pop()
        return NOT if said <= {NOT, SMALL} else DEPENDS


@dataclass(frozen=True)
class Plan:
    """How claims are run."""

    worlds: int = 2000
    turns: int | None = None  # cuts horizons
    seed: int = 0
    uncertainty: str = "declared"
    workers: int = 0  # 0: as many as there are processors, at most 8
    flips: bool = True


def key_of(source: str, arm: Arm) -> str:
    """Return what two equal arms have in common."""
    return f"{source}|{arm.model_dump_json()}"


def cut(claim: Claim, turns: int | None) -> Claim:
    """Return a claim whose horizons are at most ``turns``."""
    if turns is None or claim.turns <= turns:
        return claim
    shorter = tuple(o if o.turn <= turns else _cut(o, turns) for o in claim.outcomes)
    return claim.model_copy(update={"outcomes": shorter})


def _cut(outcome: Outcome, turn: int) -> Outcome:
    """Return an outcome that is looked at earlier, and says so: its name speaks of its own horizon."""
    told = {code: f"{getattr(outcome.name, code)} {language(code)('claims-cut', turn=turn)}" for code in LANGUAGES}
    since = outcome.since if outcome.since is None or outcome.since < turn else 0
    return outcome.model_copy(update={"turn": turn, "since": since, "name": Text(**told)})


def arms_of(claim: Claim, outcome: Outcome) -> tuple[Arm, ...]:
    """Return the arms that an outcome looks at."""
    return (claim.control,) if outcome.observational else (claim.control, claim.treatment)


def jobs_of(
    claims: Sequence[Claim], plan: Plan, over: Mapping[str, Any] | None = None, without: Sequence[str] = ()
) -> list[Job]:
    """List what has to be played: every distinct arm, in chunks of worlds."""
    wanted: dict[str, tuple[str, Arm, dict[Measure, None]]] = {}
    for claim in claims:
        for outcome in claim.outcomes:
            for arm in arms_of(claim, outcome):
                _, _, measures = wanted.setdefault(key_of(claim.world, arm), (claim.world, arm, {}))
                measures.update(dict.fromkeys(measures_of(outcome)))
    ids = np.arange(plan.worlds, dtype=np.uint64)
    chunks = [ids[i : i + BATCH] for i in range(0, ids.size, BATCH)]
    return [
        Job(
            key,
            source,
            arm,
            tuple(measures),
            chunk,
            max(m.turn for m in measures),
            plan.seed,
            plan.uncertainty,
            over or {},
            tuple(without),
        )
        for key, (source, arm, measures) in wanted.items()
        for chunk in chunks
    ]


def _run(job: Job) -> dict[Measure, Array]:
    return job.run()[1]


class Hands:
    """Processes that play jobs; one process plays them in place."""

    def __init__(self, workers: int, progress: Progress | None = None) -> None:
        self.workers = workers or min(
            8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )
        self.progress = progress
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Start the processes."""
        if self.workers > 1:
            methods = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
            self.pool = ProcessPoolExecutor(self.workers, mp_context=context)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop them."""
        if self.pool:
            self.pool.shutdown(cancel_futures=True)

    def map(self, work: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
        """Do some work on every task; the results come in their order."""
        results: Iterator[R] = self.pool.map(work, tasks) if self.pool else map(work, tasks)
        done: list[R] = []
        for result in results:
            done.append(result)
            if self.progress:
                self.progress(len(done), len(tasks))
        return done

    def play(self, jobs: Sequence[Job]) -> list[dict[Measure, Array]]:
        """Play all jobs."""
        return self.map(_run, jobs)


def played(jobs: Sequence[Job], hands: Hands) -> dict[str, dict[Measure, Array]]:
    """Play jobs and put the chunks of every arm side by side."""
    parts: dict[str, list[dict[Measure, Array]]] = {}
    for job, result in zip(jobs, hands.play(jobs), strict=True):
        parts.setdefault(job.key, []).append(result)
    return {key: {m: np.concatenate([p[m] for p in chunks]) for m in chunks[0]} for key, chunks in parts.items()}


def judge(claim: Claim, outcome: Outcome, arms: Mapping[str, Mapping[Measure, Array]]) -> Effect:
    """Judge one outcome of a claim from the arms that were played."""
    control = arms[key_of(claim.world, claim.control)]
    values = control[measure_of(outcome)]
    if outcome.observational:
        first, *second = (control[m] for m in measures_of(outcome)[1:])
        return observed(outcome, values, first, second[0] if second else None)
    return paired(outcome, values, arms[key_of(claim.world, claim.treatment)][measure_of(outcome)])


def refuse_unplayable(claims: Sequence[Claim]) -> None:
    """Look at all arms of claims before anybody plays them.

    Raises:
        InputError: Everything that cannot be played or measured, with the claim and the arm.
    """
    problems: dict[str, str] = {}
    for claim in claims:
        measures = [m for outcome in claim.outcomes for m in measures_of(outcome)]
        for name, arm in (("control", claim.control), ("treatment", claim.treatment)):
            try:
                check(claim.world, arm, measures)
            except InputError as error:
                for problem in error.problems:  # what is wrong with both arms is said of the first
                    problems.setdefault(f"{claim.id} {problem}", placed(f"claims {claim.id}, {name}", problem))
    if problems:
        raise InputError(problems.values())


def run_claims(claims: Sequence[Claim], plan: Plan, progress: Progress | None = None) -> list[Result]:
    """Run claims and say what came of them."""
    claims = [cut(claim, plan.turns) for claim in claims]
    with Hands(plan.workers, progress) as hands:
        arms = played(jobs_of(claims, plan), hands)
        results = [Result(c, tuple(Judged(o, judge(c, o, arms)) for o in c.outcomes)) for c in claims]
        if not plan.flips:
            return results
        return search_flips(results, plan, hands)


def without_rule(claim: Claim, plan: Plan) -> dict[str, Effect]:
    """Return the effects of a claim with its responsible rule out of play (the mutation check)."""
    groups: dict[str, tuple[Null, list[Outcome]]] = {}
    for outcome in claim.outcomes:
        if not outcome.observational and outcome.mutates:
            null = outcome.null or claim.null
            groups.setdefault(null.model_dump_json(), (null, []))[1].append(outcome)
    found: dict[str, Effect] = {}
    with Hands(1) as hands:
        for null, outcomes in groups.values():
            part = claim.model_copy(update={"outcomes": tuple(outcomes)})
            arms = played(jobs_of([part], plan, null.set, null.without), hands)
            found |= {o.id: judge(part, o, arms) for o in outcomes}
    return found


# ---------------------------------------------------------------- flips


@dataclass(frozen=True)
class Question:
    """What the search asks of a claim: which outcome, and which way a flip lies."""

    result: Result
    outcome: Outcome
    direction: int  # a flip has an effect of this sign
    atleast: float  # and this size

    def reached(self, effect: float, error: float) -> bool:
        """Whether an effect is a flip, clear of chance."""
        return effect * self.direction > 1e-9 and effect * self.direction >= max(self.atleast, 2 * error)


def question_of(result: Result) -> Question | None:
    """Return what to ask: the first outcome that two arms can answer."""
    for judged in sorted(result.outcomes, key=lambda j: not j.outcome.mutates):
        expected = DIRECTION[judged.outcome.expected]
        if judged.outcome.observational or not expected:
            continue
        if judged.effect.verdict in (NOT, SMALL):
            return Question(result, judged.outcome, expected, judged.outcome.smallest)
        return Question(result, judged.outcome, -expected, 0.0)
    return None


Variant = Mapping[str, float]


def variant_jobs(question: Question, variants: Sequence[Variant], plan: Plan) -> list[Job]:
    """Return both arms with all variants of the parameters side by side in one batch."""
    claim, measure = question.result.claim, measure_of(question.outcome)
    few = np.arange(min(SMALL_ENSEMBLE, plan.worlds), dtype=np.uint64)
    world = world_of(claim.world)
    drawn = drawn_for(world, plan.uncertainty, plan.seed, few)
    defaults = {p.name: p.default for p in parameters()} | dict(world.parameters)
    over: dict[str, Array] = {}
    for name in {n for v in variants for n in v}:
        usual = drawn.get(name, np.full(few.size, defaults[name]))
        over[name] = np.concatenate([np.full(few.size, v[name]) if name in v else usual for v in variants])
    ids = np.tile(few, len(variants))
    return [
        Job(
            f"{key_of(claim.world, arm)}#{i}",
            claim.world,
            arm,
            (measure,),
            ids,
            question.outcome.turn,
            plan.seed,
            plan.uncertainty,
            over,
        )
        for i, arm in enumerate((claim.control, claim.treatment))
    ]


def asked(
    questions: Sequence[tuple[Question, Sequence[Variant]]], plan: Plan, hands: Hands
) -> list[list[tuple[float, float]]]:
    """Return the mean effect and its standard error for every variant of every question."""
    questions = list(questions)
    results = iter(hands.play([job for q, variants in questions for job in variant_jobs(q, variants, plan)]))
    answers = []
    for question, variants in questions:
        measure = measure_of(question.outcome)
        control, treated = next(results)[measure], next(results)[measure]
        rows = (treated - control).reshape(len(variants), -1)
        answers.append([(float(r.mean()), float(r.std() / np.sqrt(r.size))) for r in rows])
    return answers


def search_flips(results: Sequence[Result], plan: Plan, hands: Hands) -> list[Result]:
    """Look inside the declared bounds for what turns each result round."""
    bounds = {p.name: (p.low, p.default, p.high) for p in parameters()}
    questions = {i: q for i, r in enumerate(results) if (q := question_of(r)) and _free(r.claim)}
    ends: dict[int, list[Variant]] = {
        i: [{name: end} for name in _free(results[i].claim) for end in (bounds[name][0], bounds[name][2])]
        for i in questions
    }
    first = dict(zip(questions, asked([(questions[i], ends[i]) for i in questions], plan, hands), strict=True))
    second: dict[int, list[Variant]] = {}
    for i, question in questions.items():
        hit = [k for k, answer in enumerate(first[i]) if question.reached(*answer)]
        if hit:  # one parameter suffices: from which value on?
            best = max(hit, key=lambda k: first[i][k][0] * question.direction)
            (name, end), default = *ends[i][best].items(), bounds[next(iter(ends[i][best]))][1]
            second[i] = [{name: default + step * (end - default)} for step in STEPS] + [ends[i][best]]
        else:  # two together, or all
            worst = _worst(ends[i], first[i], question)
            pairs: list[Variant] = [{**a, **b} for a, b in combinations(worst, 2)]
            everything: Variant = {name: end for variant in worst for name, end in variant.items()}
            second[i] = [*pairs, everything] if len(worst) > 2 else pairs
    todo = {i: v for i, v in second.items() if v}
    answers = dict(zip(todo, asked([(questions[i], v) for i, v in todo.items()], plan, hands), strict=True))
    done = []
    for i, result in enumerate(results):
        flip = Flip("none")
        if i in questions:
            tried = [*zip(ends[i], first[i], strict=True), *zip(todo.get(i, []), answers.get(i, []), strict=True)]
            flip = _flip(questions[i], tried, {name: bounds[name][1] for name in _free(result.claim)})
        done.append(Result(result.claim, result.outcomes, flip))
    return done


def _free(claim: Claim) -> tuple[str, ...]:
    """Return the candidate parameters that neither arm pins."""
    return tuple(name for name in claim.flips if name not in claim.control.set and name not in claim.treatment.set)


def _worst(ends: Sequence[Variant], answers: Sequence[tuple[float, float]], question: Question) -> list[Variant]:
    """Return for every parameter the end that goes furthest towards a flip."""
    best: dict[str, tuple[float, Variant]] = {}
    for variant, (effect, _) in zip(ends, answers, strict=True):
        name = next(iter(variant))
        value = effect * question.direction
        if name not in best or value > best[name][0]:
            best[name] = (value, variant)
    return [variant for _, variant in best.values()]


def _flip(
    question: Question, tried: Sequence[tuple[Variant, tuple[float, float]]], defaults: Mapping[str, float]
) -> Flip:
    """Choose the mildest variant that flips; else what comes nearest."""
    hits = [(v, e) for v, (e, s) in tried if question.reached(e, s)]
    if hits:

        def distance(hit: tuple[Variant, float]) -> tuple[int, float]:
            variant, effect = hit
            way = sum(abs(value - defaults[name]) for name, value in variant.items())
            return len(variant), way if len(variant) == 1 else -abs(effect)

        variant, effect = min(hits, key=distance)
        return Flip("holds" if question.atleast else "flips", variant, effect)
    variant, (effect, _) = max(tried, key=lambda t: (t[1][0] * question.direction, -len(t[0])))
    faded = not question.atleast and abs(effect) < question.outcome.smallest
    return Flip("fades" if faded else "none", variant, effect)


VERDICTS = (SUPPORTED, DEPENDS, NOT, SMALL)
