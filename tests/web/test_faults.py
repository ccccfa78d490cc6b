"""What a room survives: a killed host, a full disk, a clock that jumps, a phone in a pocket."""

import errno
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Thread
from time import monotonic, sleep, time

import httpx
import pytest
from houses import PATIENCE, at_home, hosted

from techrace.session import play, room, store
from techrace.session.events import Phase
from techrace.web import host, work


def wait_for(found):
    until = monotonic() + PATIENCE
    while not found() and monotonic() < until:
        sleep(0.02)
    assert found()


@pytest.mark.parametrize("moment", [0.0, 0.03, 0.3])
def test_a_host_that_is_killed_keeps_every_answer_that_it_gave(tmp_path, moment):
    kept, turns = [], []
    with hosted(tmp_path, "2025", "--turns", "6", "--no-open") as first:
        lead, ann = first.lead(), first.join("Ann")
        ann.did("take seat", seat="korea", person=ann.person)
        lead.did("move phase", phase="orders")

        def save():
            with suppress(httpx.HTTPError):  # killed
                while True:
                    revision = ann.act("save draft", seat="korea", plan={}, revision=ann.view()["own"]["revision"])
                    kept.append(revision.is_success)

        def resolve():
            with suppress(httpx.HTTPError):
                while True:
                    turns.append(lead.act("resolve").is_success)
                    lead.act("move phase", phase="orders")

        both = [Thread(target=save), Thread(target=resolve)]
        for thread in both:
            thread.start()
        wait_for(lambda: kept)
        sleep(moment)
        first.process.kill()
        for thread in both:
            thread.join(PATIENCE)
    assert store.verify(store.path_of(tmp_path, first.room)) == []
    table = room.looked_at(tmp_path, first.room)
    assert play.replay(table) == []
    assert len(table.nodes) >= sum(turns)
    drafts = sum(event.kind == "draft saved" for event in store.events(store.path_of(tmp_path, first.room)))
    assert drafts >= sum(kept)
    with hosted(tmp_path, "2025", "--no-open") as again:
        assert again.room == first.room
        back = again.come(ann.link)
        assert back.view()["session"]["turn"] == table.place.turn
        again.stop(signal.SIGTERM)


def test_a_full_disk_loses_what_is_not_answered_and_nothing_else(home, monkeypatch):
    ann = home.seated("alder")
    home.begin()
    ann.did("save draft", seat="alder", plan={}, revision=0)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with ann.listening() as told:
        next(told)
        with monkeypatch.context() as patched:
            patched.setattr(store, "link", full)  # before anything is committed
            for _ in range(2):
                answer = ann.act("save draft", seat="alder", plan={}, revision=1)
                assert (answer.status_code, answer.json()["error"]["code"]) == (503, "lost")
            assert ann.view()["own"]["revision"] == 1
        assert ann.act("save draft", seat="alder", plan={}, revision=1).status_code in {200, 503}
        wait_for(
            lambda: ann.act("save draft", seat="alder", plan={}, revision=ann.view()["own"]["revision"]).is_success
        )
        revision = ann.view()["own"]["revision"]
        seen = 0
        while seen < revision:
            seen = next(told)[1].get("set", {}).get("own", {}).get("revision", seen)


def test_after_a_failed_write_a_log_takes_nothing_that_was_decided_on_it(tmp_path, monkeypatch):
    with at_home(tmp_path) as home:
        home.begin()
        log = home.lodging.room._log

        def never(*_):
            raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(store, "_note", never)
        first, second = log.append([]), log.append([])
        for job in (first, second):
            with pytest.raises(store.Lost):
                job.result(PATIENCE)
        with pytest.raises(store.Lost):
            log.append([]).result(PATIENCE)


def failing_notes(monkeypatch, times):
    """Let the disk refuse the head's note so many times."""
    note, left = store._note, [times]

    def patched(*given):
        left[0] -= 1
        if left[0] >= 0:
            raise OSError(errno.EIO, "Input/output error")
        note(*given)

    monkeypatch.setattr(store, "_note", patched)


@pytest.mark.parametrize("times", [1, len(store.NOTING)])
def test_what_is_in_the_log_is_not_answered_with_not_saved(home, monkeypatch, times):
    """Once: the note is tried again. As often as it is tried: the log is opened again, notes it, and shows it."""
    ann = home.seated("alder")
    home.begin()
    failing_notes(monkeypatch, times)
    assert ann.did("save draft", seat="alder", plan={}, revision=0)["revision"] == 1
    assert ann.view()["own"]["revision"] == 1
    assert ann.did("save draft", seat="alder", plan={}, revision=1)["revision"] == 2
    path = store.path_of(home.house.folder, home.room)
    assert store.verify(path) == []
    assert sum(event.kind == "draft saved" for event in store.events(path)) == 2


def test_a_disk_that_goes_on_failing_is_told_as_unsure_and_asked_again_it_is_there_once(home, monkeypatch):
    ann = home.seated("alder")
    home.begin()
    with monkeypatch.context() as broken:
        failing_notes(broken, 10_000)
        answer = ann.act("send message", seat="alder", text="help", once="a-1")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unsure")
    wait_for(lambda: ann.act("send message", seat="alder", text="help", once="a-1").is_success)
    assert [m["text"] for m in ann.view()["messages"]] == ["help"]


def test_an_act_is_done_once_however_often_it_is_asked_also_after_a_kill(tmp_path):
    with hosted(tmp_path, "2025", "--no-open") as first:
        ann = first.join("Ann")
        ann.did("take seat", seat="korea", person=ann.person)
        with ThreadPoolExecutor(8) as many:  # the answer is lost, and it is asked again while it is written
            asked = lambda _: ann.act("send message", seat="korea", text="help", once="a-1").status_code  # noqa: E731
            assert set(many.map(asked, range(16))) == {200}
        first.process.kill()
    with hosted(tmp_path, "2025", "--no-open") as again:
        back = again.come(ann.link)
        back.did("send message", seat="korea", text="help", once="a-1")
        assert [m["text"] for m in back.view()["messages"]] == ["help"]
        back.did("send message", seat="korea", text="help", once="a-2")
        assert len(back.view()["messages"]) == 2
        again.stop()


def test_a_machine_that_slept_takes_no_time_from_anybody(home):
    lodging, house = home.lodging, home.house
    home.begin()
    home.lead.did("extend", seconds=100)
    until = lodging.table.until
    house._tell_time(lodging, 3600.0)
    assert lodging.table.until == pytest.approx(until + 3600.0)
    house._tell_time(lodging, -3600.0)
    assert lodging.table.until == pytest.approx(until)
    assert lodging.table.phase is Phase.ORDERS


def test_a_house_that_was_closed_over_night_opens_with_its_clock_stopped(tmp_path, monkeypatch):
    with at_home(tmp_path, seconds={Phase.ORDERS: 120.0}) as home:
        home.begin()
    monkeypatch.setattr(host, "time", lambda: time() + 40_000)
    house = host.House(tmp_path)
    try:
        table = house.open("isles-1").table
        assert table.paused
        assert table.left == pytest.approx(120.0, abs=5.0)
        assert table.phase is Phase.ORDERS
    finally:
        house.close()


def test_the_clock_plays_the_turn_when_time_is_up(tmp_path):
    with at_home(tmp_path, seconds={Phase.ORDERS: 0.2}) as home:
        ann = home.seated("alder")
        home.begin()
        wait_for(lambda: ann.view()["session"]["turn"] == 1)


def test_a_phone_that_goes_to_sleep_is_seen_as_away(home):
    ann = home.seated("alder")
    with ann.listening() as told:
        next(told)
        assert home.lead.view()["presence"]["alder"][0]["here"] is True
    wait_for(lambda: home.lead.view()["presence"]["alder"][0]["here"] is False)


def test_a_machine_without_room_for_a_worker_plays_on(home, monkeypatch, caplog):
    def none_left(*_, **__):
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(work, "processes", none_left)
    ann = home.seated("alder")
    home.begin()
    home.lead.did("resolve")
    assert ann.view()["score"] is None
    assert "par of isles-1" in caplog.text


def test_half_a_character_is_refused(home):
    body = b'{"kind":"write note","text":"\\ud800"}'
    answer = home.lead.web.post(f"/r/{home.room}/api/act", content=body)
    assert answer.status_code in {400, 422}


def test_a_taken_port_is_a_sentence(tmp_path, home):
    port = home.address.rsplit(":", 1)[1]
    with pytest.raises(AssertionError, match="is techrace host running already"), hosted(tmp_path, "--port", port):
        pass
