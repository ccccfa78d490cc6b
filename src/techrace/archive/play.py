"""Play a recipe: one game here, many in chunks over processes. The result is the same in any chunking."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import active_children, get_context
from threading import current_thread, main_thread

import numpy as np
from numpy.typing import NDArray

from techrace.archive.recipe import Recipe
from techrace.arrays import Array
from techrace.posterior import draw
from techrace.record import HEADLINES, Record
from techrace.simulate import simulate
from techrace.state import QUANTITIES

CHUNK = 840  # worlds at once: with fewer the overhead weighs more, with more memory runs short
KEEP_ALL = 2048  # worlds up to which every headline figure is kept
SELECTED = (
    "gdp", "frontier", "platform", "revenue", "layer_share", "ecosystem_share", "detente", "duty", "trust",
    "capital", "capital_share", "crashes", "unrest", "tension", "shocks",
)  # fmt: skip
"""Headline figures that are kept of more worlds than that: about 200 numbers a turn and world."""

Progress = Callable[[int, int, str], None]
"""Told how far a run is: (done, of how many, of what: "turn" or "world")."""


def play(recipe: Recipe, *, workers: int | None = None, progress: Progress | None = None) -> Record:
    """Play all games of a recipe.

    Args:
        recipe: What to play.
        workers: Processes to use for more than one chunk; default: as many as there are cores.
        progress: Called now and then.
    """
    if recipe.worlds <= CHUNK:
        return _play(recipe, np.arange(recipe.worlds, dtype=np.uint64), progress)
    chunks = [np.arange(a, min(a + CHUNK, recipe.worlds), dtype=np.uint64) for a in range(0, recipe.worlds, CHUNK)]
    names = None if recipe.worlds <= KEEP_ALL else _selected(recipe)
    parts = _one_after_the_other if (workers or cores()) == 1 else _side_by_side
    return _gather(recipe, parts(recipe, chunks, names, workers or cores(), progress))


def _selected(recipe: Recipe) -> tuple[str, ...]:
    """Name the figures to keep of very many worlds: the selected ones, and those that red lines watch."""
    lines = " ".join(spec.red_line.when for spec in recipe.world.states.values() if spec.red_line)
    return tuple(q.name for q in HEADLINES if q.name in SELECTED or re.search(rf"\b{q.name}\b", lines))


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def play_some(
    recipe: Recipe, ids: NDArray[np.uint64], *, keep: bool | None = None, progress: Progress | None = None
) -> Record:
    """Play the games with these ids, here and now."""
    return _play(recipe, ids, progress, keep=keep)


def _play(
    recipe: Recipe,
    ids: NDArray[np.uint64],
    progress: Progress | None = None,
    *,
    keep: bool | None = None,
    figures: Sequence[str] | None = None,
) -> Record:
    drawn = _drawn(recipe, ids)
    setting = recipe.setting(drawn)

    def tell(done: int, turns: int) -> None:
        if progress:
            progress(done, turns, "turn")

    record = simulate(
        setting, recipe.seats(setting), turns=recipe.turns, seed=recipe.seed, worlds=ids, keep=keep, figures=figures,
        progress=tell,
    )  # fmt: skip
    return replace(record, parameters={**drawn, **recipe.parameters}, uncertainty=recipe.uncertainty)


def _drawn(recipe: Recipe, ids: NDArray[np.uint64]) -> dict[str, Array]:
    """Draw a value a world for what is uncertain; what the world or the user sets is not."""
    said = {**recipe.world.parameters, **recipe.parameters}
    return {name: values for name, values in draw(recipe.uncertainty, recipe.seed, ids).items() if name not in said}


@dataclass(frozen=True)
class Part:
    """What is kept of one chunk."""

    headlines: Mapping[str, Array]
    measures: Array
    drawn: Mapping[str, Array]
    final: Mapping[str, Array]  # of the last state; nothing in a very large run


def _part(recipe: Recipe, ids: NDArray[np.uint64], names: Sequence[str] | None) -> Part:
    """Play one chunk; of a very large run only the named headline figures are kept."""
    record = _play(recipe, ids, keep=False, figures=names)
    drawn = {name: value for name, value in record.parameters.items() if np.ndim(value)}
    if names is None:
        final = {q.name: getattr(record.final, q.name) for q in QUANTITIES}
        return Part(record.headlines, record.measures, drawn, final)
    return Part(record.headlines, record.measures, drawn, {})


def _one_after_the_other(
    recipe: Recipe,
    chunks: Sequence[NDArray[np.uint64]],
    names: Sequence[str] | None,
    workers: int,  # noqa: ARG001 - as of the other way
    progress: Progress | None,
) -> Iterator[tuple[slice, Part]]:
    for ids in chunks:
        yield _place(ids), _part(recipe, ids, names)
        if progress:
            progress(int(ids[-1]) + 1, recipe.worlds, "world")


def _side_by_side(
    recipe: Recipe,
    chunks: Sequence[NDArray[np.uint64]],
    names: Sequence[str] | None,
    workers: int,
    progress: Progress | None,
) -> Iterator[tuple[slice, Part]]:
    """Play chunks in processes, each of which starts clean; hardly more chunks than workers wait for us."""
    others = set(active_children())
    pool = ProcessPoolExecutor(min(workers, len(chunks)), mp_context=get_context("spawn"))
    waiting: list[tuple[NDArray[np.uint64], Future[Part]]] = []
    left, done = list(reversed(chunks)), 0
    try:
        while left or waiting:
            while left and len(waiting) <= workers:
                ids = left.pop()
                with _deaf():
                    waiting.append((ids, pool.submit(_part, recipe, ids, names)))
            ids, future = waiting.pop(0)
            yield _place(ids), future.result()
            done += ids.size
            if progress:
                progress(done, recipe.worlds, "world")
    except BaseException:
        for worker in set(active_children()) - others:  # the user has stopped us: let nobody finish a chunk first
            worker.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C, from their first line on: stopping them is our business."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _place(ids: NDArray[np.uint64]) -> slice:
    return slice(int(ids[0]), int(ids[-1]) + 1)


def _gather(recipe: Recipe, parts: Iterator[tuple[slice, Part]]) -> Record:
    """Put what is kept of all chunks into one record, in place: nothing is held twice."""
    whole = Part({}, np.empty(0), {}, {})
    for place, part in parts:
        if not whole.headlines:
            n = recipe.worlds
            whole = Part(
                _rooms(part.headlines, n), _room(part.measures, n), _rooms(part.drawn, n), _rooms(part.final, n)
            )
        whole.measures[..., place] = part.measures
        for table, values in (
            (whole.headlines, part.headlines),
            (whole.drawn, part.drawn),
            (whole.final, part.final),
        ):
            for name in table:
                table[name][..., place] = values[name]
    one = replace(recipe, worlds=1, uncertainty="none")
    setting = one.setting()
    seats = {s: p.name for s, p in zip(recipe.policies, one.seats(setting), strict=True)}
    final = setting.start.evolve(turn=recipe.turns, **whole.final)
    return Record(
        setting, seats, recipe.seed, np.arange(recipe.worlds, dtype=np.uint64), whole.headlines, whole.measures, final,
        parameters={**whole.drawn, **recipe.parameters}, uncertainty=recipe.uncertainty,
    )  # fmt: skip


def _rooms(table: Mapping[str, Array], worlds: int) -> dict[str, Array]:
    return {name: _room(values, worlds) for name, values in table.items()}


def _room(like: Array, worlds: int) -> Array:
    return np.empty((*like.shape[:-1], worlds), like.dtype)


__all__ = ["CHUNK", "KEEP_ALL", "SELECTED", "Progress", "cores", "play", "play_some"]
