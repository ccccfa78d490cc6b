"""Slow questions with a single process to answer them: who waits for whom."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from houses import PATIENCE

from techrace.web import work
from techrace.web.work import Urgency, Workers, joined


@pytest.fixture
def workers(monkeypatch):
    monkeypatch.setattr(work, "cores", lambda: 2)
    found = Workers()
    yield found
    found.close()


def test_who_is_urgent_waits_for_one_slice_only(workers):
    done = []

    def asked(urgency, name, seconds=0.05):
        workers.ask(urgency, time.sleep, seconds).add_done_callback(lambda _: done.append(name))

    workers.ask(Urgency.NOW, time.sleep, 0).result(PATIENCE)  # the process is there
    for name in ("slice 1", "slice 2", "slice 3"):
        asked(Urgency.LATER, name)
    asked(Urgency.SOON, "debrief")
    asked(Urgency.NOW, "advice 1")
    asked(Urgency.NOW, "advice 2")
    workers.ask(Urgency.LATER, time.sleep, 0).result(PATIENCE)
    assert done == ["slice 1", "advice 1", "advice 2", "debrief", "slice 2", "slice 3"]


def test_slices_come_to_one_answer_or_to_the_fault_of_one(workers):
    whole = joined([workers.ask(Urgency.LATER, int, text) for text in "123"], sum)
    assert whole.result(PATIENCE) == 6
    with pytest.raises(ValueError, match="x"):
        joined([workers.ask(Urgency.LATER, int, text) for text in "1x3"], sum).result(PATIENCE)


def test_a_process_that_was_killed_is_followed_by_another(workers):
    first = workers.ask(Urgency.NOW, os.getpid).result(PATIENCE)
    sleeping, waiting = workers.ask(Urgency.NOW, time.sleep, 60), workers.ask(Urgency.LATER, os.getpid)
    os.kill(first, signal.SIGKILL)
    assert isinstance(sleeping.exception(PATIENCE), work.BrokenProcessPool)
    assert waiting.result(PATIENCE) != first


def test_what_waits_is_given_up_when_the_house_closes(workers):
    workers.ask(Urgency.NOW, time.sleep, 0.2)
    waiting = workers.ask(Urgency.NOW, time.sleep, 60)
    workers.close()
    assert waiting.cancelled()


def test_advice_comes_before_the_rooms_around_a_debrief(home):
    """The facilitator looks at the room to sweep, of every seat, while a team asks for advice."""
    home.house.workers._free = 1
    ann = home.seated("alder")
    home.begin()
    home.lead.did("resolve")
    home.lead.did("move phase", phase="orders")
    assert ann.post("advice", {"plan": {}, "turns": 4}).status_code == 200  # the process is there, and knows the game
    seats = list(home.lodging.table.seats)
    sweep = lambda seat: home.lead.post("debrief/sweep", {"figure": "rating", "seat": seat})  # noqa: E731
    with ThreadPoolExecutor(len(seats)) as many:
        sweeps = [many.submit(sweep, seat) for seat in seats]
        wait(sweeps, 0.3, return_when="FIRST_COMPLETED")
        assert ann.post("advice", {"plan": {"orders": {"open": 0.6}}, "turns": 4}).status_code == 200
        assert not all(done.done() for done in sweeps)
        for done in sweeps:
            found = done.result(PATIENCE).json()
            assert len(found["values"]) == found["games"] == 1000
