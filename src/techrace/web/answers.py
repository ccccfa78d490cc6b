"""Slow answers, reckoned once: sixty phones that ask the same of the same place in the game share one reckoning."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from json import dumps
from typing import Any, TypeVar

from techrace.errors import InputError
from techrace.remembered import Remembered
from techrace.web.callers import Caller, failure, wrong
from techrace.web.work import Urgency

T = TypeVar("T")
_ANSWERS: Remembered[Future[Any]] = Remembered(256)
"""Answers by question and place in the game."""


async def once(who: Caller, urgency: Urgency, question: tuple[Any, ...], work: Callable[..., T], *given: Any) -> T:
    """Let a worker answer, once for everybody who asks the same of the same place in the game.

    Args:
        who: Who asks.
        urgency: Who else goes first.
        question: What is asked, as words; whoever may not know the same must not ask with the same words.
        work: What finds it out, in another process.
        given: What that is given.

    Raises:
        HTTPException: The question cannot be read, or the worker has stopped.
    """
    return await shared(who, (work.__qualname__, *question), lambda: who.house.workers.ask(urgency, work, *given))


async def shared(who: Caller, question: tuple[Any, ...], ask: Callable[[], Future[T]]) -> T:
    """Answer everybody who asks the same of the same place in the game by one reckoning; see ``once``."""
    table = who.table
    key = dumps([table.made.id, table.here(), table.ended, len(table.notes), *map(str, question)])
    answer = _ANSWERS.get(key)
    if answer is None or _failed(answer):
        answer = _ANSWERS.put(key, ask())
    found = await answered(answer)
    if isinstance(found, bytes):  # a file is large: it is shared while it is made, and not kept
        _ANSWERS.forget(key)
    return found


async def answered(answer: Future[T]) -> T:
    """Wait for a worker's answer.

    Raises:
        HTTPException: The question cannot be read, or the worker has stopped.
    """
    try:
        return await asyncio.wrap_future(answer)
    except InputError as error:
        raise wrong(error) from None
    except (BrokenProcessPool, OSError):
        raise failure(503, "worker", "web-error-worker") from None


def _failed(answer: Future[Any]) -> bool:
    return answer.cancelled() or (answer.done() and answer.exception() is not None)
