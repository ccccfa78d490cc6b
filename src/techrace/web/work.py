"""Slow questions: processes that answer them, and the order in which they wait for one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from signal import SIG_IGN, SIGINT, signal
from threading import Lock, Thread
from typing import Any, TypeVar

from techrace.archive.play import cores

T = TypeVar("T")
U = TypeVar("U")


class Urgency(IntEnum):
    """Who goes first: whoever is asked sooner among equals."""

    NOW = 0  # a team waits, with its clock running
    SOON = 1  # a room looks at one answer
    LATER = 2  # a slice of something long, between whose slices others come in


@dataclass(order=True)
class _Question:
    urgency: Urgency
    number: int
    work: Callable[..., Any] = field(compare=False)
    given: tuple[Any, ...] = field(compare=False)
    answer: Future[Any] = field(compare=False)


class Workers:
    """Processes for slow answers; each is given one question at a time, so that an urgent one has few before it."""

    def __init__(self) -> None:
        """Start none before something is asked."""
        self._free = 2 if cores() > 2 else 1  # with cores to spare, advice need not even wait for a slice
        self._numbers = count()
        self._waiting: list[_Question] = []
        self._lock = Lock()
        self._processes: Executor | None = None

    def ask(self, urgency: Urgency, work: Callable[..., T], *given: Any) -> Future[T]:
        """Let a process find something out; where none can be started, the future says so."""
        answer: Future[T] = Future()
        with self._lock:
            heappush(self._waiting, _Question(urgency, next(self._numbers), work, given, answer))
        self._hand_out()
        return answer

    def close(self) -> None:
        """Give up what has not been answered."""
        with self._lock:
            waiting, self._waiting, self._free = self._waiting, [], 0
        for question in waiting:
            question.answer.cancel()
        if self._processes:
            self._processes.shutdown(wait=False, cancel_futures=True)

    def _hand_out(self) -> None:
        """Give every free process the question that comes first."""
        while question := self._next():
            if not question.answer.set_running_or_notify_cancel():
                self._done()
                continue
            try:
                working = self._submitted(question)
            except (OSError, RuntimeError) as error:
                self._done()
                question.answer.set_exception(error)
                continue
            working.add_done_callback(lambda done, answer=question.answer: self._answered(answer, done))  # type: ignore[misc]

    def _next(self) -> _Question | None:
        with self._lock:
            if not self._free or not self._waiting:
                return None
            self._free -= 1
            return heappop(self._waiting)

    def _submitted(self, question: _Question) -> Future[Any]:
        with self._lock:
            if self._processes is None:
                self._processes = processes()
            try:
                return self._processes.submit(question.work, *question.given)
            except BrokenProcessPool:  # it was killed; the next one may be luckier
                self._processes = processes()
                return self._processes.submit(question.work, *question.given)

    def _answered(self, answer: Future[Any], done: Future[Any]) -> None:
        self._done()
        pass_on(done, answer)
        self._hand_out()

    def _done(self) -> None:
        with self._lock:
            self._free += 1


def pass_on(done: Future[T], answer: Future[T]) -> None:
    """Answer as something else has been answered."""
    if done.cancelled():
        answer.set_exception(BrokenProcessPool("the house is closing"))
    elif error := done.exception():
        answer.set_exception(error)
    else:
        answer.set_result(done.result())


def joined(parts: Sequence[Future[T]], together: Callable[[list[T]], U]) -> Future[U]:
    """Return what slices come to together, once all are there."""
    answer: Future[U] = Future()
    answer.set_running_or_notify_cancel()
    left, lock = [len(parts)], Lock()

    def one(_: Future[T]) -> None:
        with lock:
            left[0] -= 1
            if left[0]:
                return
        try:
            answer.set_result(together([part.result() for part in parts]))
        except BaseException as error:  # noqa: BLE001 - whoever asked is told
            answer.set_exception(error)

    for part in parts:
        part.add_done_callback(one)
    return answer


def processes() -> Executor:
    """Start processes."""
    return ProcessPoolExecutor(2 if cores() > 2 else 1, mp_context=get_context("spawn"), initializer=_attend)


def _attend() -> None:
    """End this process when the house is gone, however it went; Ctrl-C is the house's affair."""
    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with, args=(parent_process(),), name="attend", daemon=True).start()


def _end_with(parent: BaseProcess | None) -> None:
    if parent:
        parent.join()
        os._exit(0)
