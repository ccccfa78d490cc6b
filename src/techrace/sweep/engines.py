"""Who plays the chunks: this process, processes beside it, or machines behind a Dask scheduler.

An engine takes jobs one by one and yields chunks as they come, in any order. When it is told to
stop it takes no more and yields what is running. When its generator is closed it stops at once.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Any, Protocol

from techrace.errors import need
from techrace.sweep.plan import Chunk
from techrace.sweep.play import Job, Played, lost, play

Task = tuple[Chunk, Job]
Stop = Callable[[], bool]
TRIES = 3  # of a chunk whose worker died


class Engine(Protocol):
    """Plays jobs."""

    def __call__(self, tasks: Iterable[Task], stop: Stop) -> Iterator[tuple[Chunk, Played]]: ...


def here(tasks: Iterable[Task], stop: Stop) -> Iterator[tuple[Chunk, Played]]:
    """Play in this process."""
    for chunk, job in tasks:
        if stop():
            return
        yield chunk, play(job)


def processes(workers: int) -> Engine:
    """Play in processes of this machine, each of which starts clean."""

    def engine(tasks: Iterable[Task], stop: Stop) -> Iterator[tuple[Chunk, Played]]:
        todo, again = iter(tasks), list[Task]()
        tries: dict[int, int] = {}
        waiting: dict[Future[Played], Task] = {}
        pool = _pool(workers)
        try:
            while True:
                while not stop() and len(waiting) < workers + 1:
                    task = again.pop() if again else next(todo, None)
                    if task is None:
                        break
                    try:
                        waiting[pool.submit(play, task[1])] = task
                    except BrokenProcessPool:
                        again.append(task)
                        break
                if stop():
                    for future in [f for f in waiting if f.cancel()]:
                        del waiting[future]
                if not waiting:
                    if again and not stop():
                        pool = _renewed(pool, workers)
                        continue
                    return
                ready, _ = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
                broken = False
                for future in ready:
                    task = waiting.pop(future)
                    try:
                        yield task[0], future.result()
                    except BrokenProcessPool:
                        broken = True
                        number = task[0].number
                        tries[number] = tries.get(number, 0) + 1
                        if tries[number] >= TRIES:
                            yield task[0], lost(task[1], "the process that played it died three times (out of memory?)")
                        else:
                            again.append(task)
                if broken:
                    again += [task for f, task in waiting.items() if not (f.done() and not f.exception())]
                    for future in list(waiting):
                        if not (future.done() and not future.exception()):
                            del waiting[future]
                    pool = _renewed(pool, workers)
        finally:
            _end(pool)

    return engine


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_deaf)


def _deaf() -> None:
    """Leave Ctrl-C to the parent, which lets running chunks finish; one thread for tables is enough."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("POLARS_MAX_THREADS", "1")


def _renewed(pool: ProcessPoolExecutor, workers: int) -> ProcessPoolExecutor:
    _end(pool)
    return _pool(workers)


def _end(pool: ProcessPoolExecutor) -> None:
    """Stop the processes of a pool at once; what they had is played again later."""
    running: dict[int, Any] = dict(getattr(pool, "_processes", None) or {})
    pool.shutdown(wait=False, cancel_futures=True)
    for process in running.values():
        with suppress(OSError, ValueError, AttributeError):
            process.terminate()
    for process in running.values():
        with suppress(OSError, ValueError, AssertionError, AttributeError):
            process.join(2)


def dask(address: str) -> Engine:
    """Play on the workers of a Dask scheduler; what a lost worker had, others play again."""
    distributed = need("distributed", "dask")

    def engine(tasks: Iterable[Task], stop: Stop) -> Iterator[tuple[Chunk, Played]]:
        todo = iter(tasks)
        with distributed.Client(address, set_as_default=False) as client:
            waiting: dict[str, tuple[Any, Task]] = {}
            ready = distributed.as_completed(with_results=False, raise_errors=False)
            while True:
                room = 2 * max(1, sum(client.nthreads().values()))
                while not stop() and len(waiting) < room and (task := next(todo, None)) is not None:
                    future = client.submit(play, task[1], pure=False, retries=TRIES)
                    waiting[future.key] = (future, task)
                    ready.add(future)
                if not waiting:
                    return
                future = next(ready)
                _, task = waiting.pop(future.key)
                if future.status == "error":
                    yield task[0], lost(task[1], f"{type(future.exception()).__name__}: {future.exception()}")
                else:
                    yield task[0], future.result()

    return engine


def engine_of(workers: int, address: str | None) -> Engine:
    """Choose who plays."""
    if address:
        return dask(address)
    return here if workers == 1 else processes(workers)
