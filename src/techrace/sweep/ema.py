"""A design as a model of EMA Workbench: its samplers, optimisers and analyses over our games.

``model("which-policy")`` is a ``Model``: what varies are its uncertainties, the policies of the state that is
ranked its levers, and every experiment is the mean over the design's replications, which meet the same luck.
``BatchEvaluator(model)`` plays all experiments of a call together, in batches, which is much faster than one by one;
every other evaluator works, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from ema_workbench import ArrayOutcome, CategoricalParameter, Model, RealParameter, ScalarOutcome
from ema_workbench.em_framework.evaluators import BaseEvaluator
from ema_workbench.em_framework.points import experiment_generator
from numpy.typing import NDArray
from scipy import stats  # noqa: TID253 - this module is for those who have EMA Workbench, and it needs it anyhow

from techrace.arrays import Array
from techrace.errors import InputError, shown, unknown
from techrace.scoring import Par
from techrace.simulate import BATCH
from techrace.sweep.design import Design, load
from techrace.sweep.factors import Factor
from techrace.sweep.plan import Plan, pars_of, recipe_at
from techrace.sweep.play import columns_of, table
from techrace.sweep.sampling import refuse_overfull
from techrace.sweep.schema import Outcome
from techrace.world.loading import hash_of

Values = Mapping[str, Any]
"""An experiment: factor -> value."""


@dataclass(frozen=True)
class Experiments:
    """Plays experiments of a design; it can be sent to another process.

    Attributes:
        source: The design, as the user named it.
    """

    source: str

    @cached_property
    def design(self) -> Design:
        """Return the design."""
        return load(self.source)

    @cached_property
    def _pars(self) -> dict[str, Par]:
        """Remember how seats do by default, by world."""
        return {}

    def __call__(self, **values: Any) -> dict[str, Any]:
        """Play one experiment."""
        return self.play([values])[0]

    def play(self, experiments: Sequence[Values]) -> list[dict[str, Any]]:
        """Play experiments together; return what came of each, averaged over its games.

        Raises:
            InputError: A value is none that its factor has, or a game failed.
        """
        spec, turns = self.design.spec, self.design.turns
        points = np.array([self._point(e) for e in experiments]).reshape(len(experiments), -1)
        refuse_overfull(self.design, points)
        games = np.arange(spec.replications)
        found: dict[int, dict[str, Any]] = {}
        for members, planned in self._groups(points):
            frame, failures = table(planned.job_of(0, np.repeat(members, games.size), np.tile(games, members.size)))
            if failures:
                raise InputError(failures.values())
            for i, point in enumerate(members.tolist()):
                rows = frame[i * games.size : (i + 1) * games.size]
                found[point] = {n: _mean(rows.select(columns_of(n, o, turns))) for n, o in spec.outcomes.items()}
        return [found[point] for point in range(len(experiments))]

    def _point(self, values: Values) -> list[float]:
        """Return the row of a design for an experiment: numbers, and the places of choices."""
        problems = [unknown("factor", name, [f.name for f in self.design.factors]) for name in values.keys() - {
            f.name for f in self.design.factors}]  # fmt: skip
        missing = [f.name for f in self.design.factors if f.name not in values]
        if problems or missing:
            raise InputError([*problems, *(f"{name}: has no value" for name in missing)])
        return [_place(f, values[f.name]) for f in self.design.factors]

    def _groups(self, points: Array) -> Iterator[tuple[NDArray[np.int64], Plan]]:
        """Gather the points that can share a batch."""
        keys = [i for i, f in enumerate(self.design.factors) if f.grouping]
        for places in dict.fromkeys(map(tuple, points[:, keys].tolist())):
            members = np.flatnonzero((points[:, keys] == places).all(axis=1))
            yield members, self._plan(points, dict(zip(keys, places, strict=True)))

    def _plan(self, points: Array, places: Mapping[int, float]) -> Plan:
        recipe = recipe_at(self.design, places)
        rated = any(o.rating for o in self.design.spec.outcomes.values())
        world = hash_of(recipe.world)
        if rated and world not in self._pars:
            (self._pars[world],) = pars_of(self.design, (recipe,))
        one, pars = np.zeros(len(points), np.int64), (self._pars.get(world),)
        return Plan(self.design, self.source, points, one, (recipe,), pars, BATCH, BATCH)


class BatchEvaluator(BaseEvaluator):  # type: ignore[misc]
    """Plays all experiments of a call together, in this process."""

    def initialize(self) -> None:
        """Do nothing: nothing is to be prepared."""

    def finalize(self) -> None:
        """Do nothing: nothing is left behind."""

    def evaluate_experiments(
        self, scenarios: Any, policies: Any, callback: Any, combine: str = "factorial", **_: Any
    ) -> None:
        """Play every scenario under every policy."""
        models = {m.name: m for m in self._msis}
        experiments = list(experiment_generator(scenarios, self._msis, policies, combine=combine))
        for name, made in models.items():
            mine = [e for e in experiments if e.model_name == name]
            values = [{**e.scenario, **e.policy, **{c.name: c.value for c in made.constants}} for e in mine]
            for experiment, found in zip(mine, made.function.play(values), strict=True):
                made.outcomes_output = found
                callback(experiment, made.outcomes_output)


def model(source: str | Path, name: str = "techrace") -> Model:
    """Return a design as a model of EMA Workbench.

    Args:
        source: A design file, or the name of one that comes with techrace.
        name: The name of the model, of letters and digits.

    Raises:
        InputError: The design cannot be used.
    """
    play = Experiments(str(source))
    design = play.design
    if design.spec.constraints:
        message = f"{source}: constraints: samplers of EMA Workbench know none; leave them out, and narrow the ranges"
        raise InputError(message)
    made = Model(name, function=play)
    levers = [f for f in design.factors if f.kind == "policies" and f.key == design.ranked]
    made.uncertainties = [_parameter(f) for f in design.factors if f not in levers]
    made.levers = [_parameter(f) for f in levers]
    made.outcomes = [_outcome(n, o, design.turns) for n, o in design.spec.outcomes.items()]
    return made


def _parameter(factor: Factor) -> Any:
    """Return a factor as a parameter, with its distribution."""
    if factor.choices:
        return CategoricalParameter(factor.name, list(factor.choices))
    if factor.shape == "uniform":
        return RealParameter(factor.name, *factor.numbers)
    made = RealParameter.from_dist(factor.name, _distribution(factor))
    made.default, made.pff = None, False  # EMA Workbench leaves them out where a distribution is given
    return made


def _distribution(factor: Factor) -> Any:
    if factor.shape == "triangle":
        low, mode, high = factor.numbers
        return stats.triang((mode - low) / (high - low), loc=low, scale=high - low)
    mean, sd, low, high = factor.numbers
    return stats.truncnorm((low - mean) / sd, (high - mean) / sd, loc=mean, scale=sd)


def _outcome(name: str, said: Outcome, turns: int) -> Any:
    columns = columns_of(name, said, turns)
    if len(columns) > 1:
        return ArrayOutcome(name)
    return ScalarOutcome(name, kind=ScalarOutcome.MAXIMIZE if said.better == "more" else ScalarOutcome.MINIMIZE)


def _place(factor: Factor, value: Any) -> float:
    if not factor.choices:
        return float(value)
    if value not in factor.choices:
        message = f"{factor.name}: {shown(value)} is none of {', '.join(map(str, factor.choices))}"
        raise InputError(message)
    return float(factor.choices.index(value))


def _mean(rows: Any) -> Any:
    """Return the mean over games: a number, or one a column."""
    means: Array = rows.to_numpy().mean(axis=0)
    return float(means[0]) if means.size == 1 else means
