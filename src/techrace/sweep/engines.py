"""Who plays the chunks: this process, processes beside it, or machines behind a Dask scheduler.

An engine takes jobs one by one and yields chunks as they come, in any order. When it is told to
stop it takes no more and yields what is running. When its generator is closed it stops at once.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
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

    def __call__(self, tasks: Iterable[Task], stop: Stop) -> Generator[tuple[Chunk, Played], None, None]:
        """Yield chunks as they are played."""
        ...


def here(tasks: Iterable[Task], stop: Stop) -> Generator[tuple[Chunk, Played], None, None]:
    """Play in this process."""
    for chunk, job in tasks:
        if stop():
            return
        yield chunk, play(job)


def processes(workers: int) -> Engine:
    """Play in processes of this machine, each of which starts clean."""

    def engine(tasks: Iterable[Task], stop: Stop) -> Generator[tuple[Chunk, Played], None, None]:
        pool = _Pool(workers)
        todo = iter(tasks)
        try:
            while True:
                while not stop() and pool.room and (task := pool.returned() or next(todo, None)):
                    pool.give(task)
                if stop():
                    pool.withdraw()
                if not pool.waiting:
                    return
                yield from pool.take()
        finally:
            pool.end()

    return engine


class _Pool:
    """Processes, what they were given, and what came back because one of them died."""

    def __init__(self, workers: int) -> None:
        self.workers, self.pool = workers, _pool(workers)
        self.waiting: dict[Future[Played], Task] = {}
        self.again: list[Task] = []
        self.tries: dict[int, int] = {}

    @property
    def room(self) -> bool:
        """Say whether another task may wait: one more than can be played keeps all busy."""
        return len(self.waiting) <= self.workers

    def returned(self) -> Task | None:
        """Return a task whose process died."""
        return self.again.pop() if self.again else None

    def give(self, task: Task) -> None:
        try:
            self.waiting[self.pool.submit(play, task[1])] = task
        except BrokenProcessPool:
            self.again.append(task)
            self._renew()

    def withdraw(self) -> None:
        """Take back what nobody has begun."""
        for future in [f for f in self.waiting if f.cancel()]:
            del self.waiting[future]

    def take(self) -> Iterator[tuple[Chunk, Played]]:
        """Yield what is ready, after waiting a little for it."""
        ready, _ = wait(self.waiting, timeout=0.5, return_when=FIRST_COMPLETED)
        broken = False
        for future in ready:
            chunk, job = self.waiting.pop(future)
            try:
                yield chunk, future.result()
            except BrokenProcessPool:
                broken = True
                self.tries[chunk.number] = self.tries.get(chunk.number, 0) + 1
                if self.tries[chunk.number] >= TRIES:
                    yield chunk, lost(job, "the process that played it died three times (out of memory?)")
                else:
                    self.again.append((chunk, job))
        if broken:
            self._renew()

    def _renew(self) -> None:
        """Begin with new processes; what the old ones had and did not finish comes back."""
        unfinished = [f for f in self.waiting if not f.done() or f.exception()]
        self.again += [self.waiting.pop(future) for future in unfinished]
        _end(self.pool)
        self.pool = _pool(self.workers)

    def end(self) -> None:
        """Stop at once."""
        _end(self.pool)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_deaf)


def _deaf() -> None:
    """Leave Ctrl-C to the parent, which lets running chunks finish; one thread for tables is enough."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("POLARS_MAX_THREADS", "1")


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

    def engine(tasks: Iterable[Task], stop: Stop) -> Generator[tuple[Chunk, Played], None, None]:
        todo = iter(tasks)
        with distributed.Client(address, set_as_default=False) as client:
            waiting: dict[str, tuple[Any, Task]] = {}
            ready = distributed.as_completed(loop=client.loop, with_results=False, raise_errors=False)
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
