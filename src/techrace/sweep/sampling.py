"""From a design to points: one row a point, one column a factor; places of choices, values of the rest.

Saltelli's blocks are laid out as SALib reads them: A, then A with each column of B (and B with each
column of A, for pairs), then B; Morris' paths are k + 1 rows each. Everything is a function of the seed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import chance
from techrace.errors import InputError
from techrace.setting import Setting, entry_of
from techrace.simulate import prepare
from techrace.state import QUANTITIES
from techrace.sweep import constraints
from techrace.sweep.design import Design
from techrace.sweep.factors import Factor
from techrace.sweep.schema import MOST_POINTS

ROUNDING = 1e-9
"""By how much shares may miss a whole."""


def points_of(design: Design) -> Array:
    """Choose the points of a design, shape (points, factors).

    Raises:
        InputError: No point is left, there are too many, or shares of one whole sum to more than it.
    """
    refuse_overfull(design, found := _points_of(design))
    return found


def _points_of(design: Design) -> Array:
    factors, sampling, seed = design.factors, design.spec.sampling, design.spec.seed
    if not factors:
        return np.zeros((1, 0))
    if sampling.crossed:
        points = _crossed(design)
    elif sampling.method == "full":
        grids = [f.grid(sampling.steps) for f in factors]
        if (count := math.prod(g.size for g in grids)) > MOST_POINTS:
            message = f"sampling: a full factorial of these factors has {count:,} points; allowed are {MOST_POINTS:,}"
            raise InputError(message)
        points = np.stack([m.ravel() for m in np.meshgrid(*grids, indexing="ij")], axis=1)
    else:
        u = unit_points(
            sampling.method, sampling.points, len(factors), seed, sampling.levels, second=sampling.second_order
        )
        points = np.stack([f.at(u[:, i]) for i, f in enumerate(factors)], axis=1)
    kept = np.ones(len(points), dtype=bool)
    for text in design.spec.constraints:
        kept &= np.broadcast_to(constraints.holds(text, columns(factors, points)), kept.shape)
    if not kept.any():
        message = "constraints: no point is left"
        raise InputError(message)
    return points[kept]


def refuse_overfull(design: Design, points: Array) -> None:
    """Refuse starts whose shares are more than the whole: a game would begin otherwise than its point says.

    Raises:
        InputError: They sum to more than it, or all parts of a whole are given.
    """
    setting, fixed = prepare(design.world), design.spec.fixed.start
    varied = {f.key: f.column(points[:, i]) for i, f in enumerate(design.factors) if f.kind == "start"}
    for names, parts in _wholes((*varied, *fixed), setting):
        free = [name for name in names if name in varied]
        given = sum(fixed.get(name, 0.0) for name in names)
        sums = np.broadcast_to(sum((varied[name] for name in free), np.zeros(1)) + given, len(points))
        beyond = int((sums > 1 + ROUNDING).sum())
        if beyond:
            most, left = f"{sums.max():.3g} at {beyond:,} of {len(points):,} points", f"{1 - given:g}"
            remedy = f"narrow them, or add the constraint {' + '.join(free)} <= {left}" if free else "make them less"
            message = f"start: {', '.join(names)}: sum to {most}, more than the whole; {remedy}"
            raise InputError(message)
        if len(names) == parts and (np.abs(sums - 1) > ROUNDING).any():
            message = f"start: {', '.join(names)}: are all parts of one whole; leave one out, so that it can give way"
            raise InputError(message)


def _wholes(entries: Sequence[str], setting: Setting) -> Iterator[tuple[list[str], int]]:
    """Sort entries of the start that are shares by their whole; tell of each how many parts it has."""
    found: dict[tuple[object, ...], list[str]] = {}
    parts: dict[tuple[object, ...], int] = {}
    for name in entries:
        quantity, index = entry_of(name, setting)
        axes, share_of = next((q.axes, q.share_of) for q in QUANTITIES if q.name == quantity)
        if share_of:
            place = axes.index(share_of)
            whole = (quantity, *index[:place], None, *index[place + 1 :])
            found.setdefault(whole, []).append(name)
            parts[whole] = len(setting.names[share_of])
    return ((names, parts[whole]) for whole, names in found.items())


def _crossed(design: Design) -> Array:
    """Meet every sampled point of what varies along the worlds with every choice of the rest."""
    factors, sampling, seed = design.factors, design.spec.sampling, design.spec.seed
    free, chosen = ([i for i, f in enumerate(factors) if f.grouping == g] for g in (False, True))
    u = unit_points(sampling.method, sampling.points, len(free), seed) if free else np.zeros((1, 0))
    grids = np.meshgrid(*(factors[i].grid(2) for i in chosen), indexing="ij") if chosen else []
    combos = np.stack([g.ravel() for g in grids], axis=1) if chosen else np.zeros((1, 0))
    points = np.empty((len(u) * len(combos), len(factors)))
    for column, i in enumerate(free):
        points[:, i] = np.repeat(factors[i].at(u[:, column]), len(combos))
    for column, i in enumerate(chosen):
        points[:, i] = np.tile(combos[:, column], len(u))
    return points


def columns(factors: Sequence[Factor], points: Array) -> dict[str, NDArray[Any]]:
    """Return the columns of a design by name, with the values themselves."""
    return {f.name: f.column(points[:, i]) for i, f in enumerate(factors)}


def unit_points(method: str, n: int, k: int, seed: int, levels: int = 4, *, second: bool = False) -> Array:
    """Choose points in the unit cube, shape (points, factors)."""
    match method:
        case "lhs":
            return _latin(n, k, seed)
        case "sobol":
            return _sobol(n, k, seed)
        case "saltelli":
            return _saltelli(n, k, seed, second=second)
        case "morris":
            return _morris(n, k, seed, levels)
        case _:
            return _luck(seed, n, "monte-carlo", k).T


def _luck(seed: int, rows: int, rule: str, k: int) -> Array:
    return chance(seed, rows).traits().uniform(f"sweep {rule}", k)


def _latin(n: int, k: int, seed: int) -> Array:
    order = np.argsort(_luck(seed, n, "lhs order", k), axis=1)
    place = np.argsort(order, axis=1)
    return ((place + _luck(seed, n, "lhs place", k)) / n).T


def _sobol(n: int, k: int, seed: int) -> Array:
    from scipy.stats import qmc

    sequence = qmc.Sobol(k, scramble=True, rng=seed % 2**32)
    return np.asarray(sequence.random_base2(int(math.log2(n))), dtype=np.float64)


def _saltelli(n: int, k: int, seed: int, *, second: bool) -> Array:
    base = _sobol(n, 2 * k, seed)
    a, b = base[:, :k], base[:, k:]
    mixed = np.repeat(a[:, None], k, axis=1)
    mixed[:, range(k), range(k)] = b
    parts = [a[:, None], mixed]
    if second:
        other = np.repeat(b[:, None], k, axis=1)
        other[:, range(k), range(k)] = a
        parts.append(other)
    return np.concatenate([*parts, b[:, None]], axis=1).reshape(-1, k)


def _morris(n: int, k: int, seed: int, levels: int) -> Array:
    """Walk n paths through a grid, one factor a step, in random order and direction (Morris 1991)."""
    jump = levels // 2
    luck = _luck(seed, n, "morris start", k).T
    start = np.floor(luck * levels)  # 0 .. levels - 1
    up = start + jump < levels
    order = np.argsort(_luck(seed, n, "morris order", k), axis=0).T
    paths = np.repeat(start[:, None], k + 1, axis=1)
    rows = np.arange(n)
    for step in range(k):
        factor = order[:, step]
        move = np.where(up[rows, factor], jump, -jump)
        for later in range(step + 1, k + 1):
            paths[rows, later, factor] += move
    return (paths / (levels - 1)).reshape(-1, k)
