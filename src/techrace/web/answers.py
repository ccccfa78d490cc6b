"""Slow answers, reckoned once: sixty phones that ask the same of the same place in the game share one reckoning."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from json import dumps
from typing import Any, TypeVar

from techrace.errors import InputError
from techrace.web.callers import Caller, failure, wrong

T = TypeVar("T")
_KEPT = 256
_ANSWERS: OrderedDict[str, Future[Any]] = OrderedDict()
"""Answers by question and place in the game."""


async def once(who: Caller, question: tuple[Any, ...], work: Callable[..., T], *given: Any) -> T:
    """Let a worker answer, once for everybody who asks the same of the same place in the game.

    Args:
        who: Who asks.
        question: What is asked, as words; whoever may not know the same must not ask with the same words.
        work: What finds it out, in another process.
        given: What that is given.

    Raises:
        HTTPException: The question cannot be read, or the worker has stopped.
    """
    table = who.table
    key = dumps([table.made.id, table.here(), table.ended, len(table.notes), work.__qualname__, *map(str, question)])
    if key not in _ANSWERS or _failed(_ANSWERS[key]):
        _ANSWERS[key] = who.house.ask(work, *given)
        while len(_ANSWERS) > _KEPT:
            _ANSWERS.popitem(last=False)
    try:
        found: T = await asyncio.wrap_future(_ANSWERS[key])
    except InputError as error:
        raise wrong(error) from None
    except BrokenProcessPool:
        raise failure(503, "worker", "web-error-worker") from None
    if isinstance(found, bytes):  # a file is large: it is shared while it is made, and not kept
        _ANSWERS.pop(key, None)
    return found


def _failed(answer: Future[Any]) -> bool:
    return answer.cancelled() or (answer.done() and answer.exception() is not None)
