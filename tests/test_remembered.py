"""What takes long to find is kept, found once, and in nobody's way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from techrace.remembered import Remembered


def test_what_was_not_asked_for_longest_goes_first():
    kept = Remembered[int](2)
    for name, value in (("a", 1), ("b", 2)):
        kept.put(name, value)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert [kept.get(name) for name in "abc"] == [1, None, 3]


def test_many_who_ask_for_the_same_wait_for_one_who_makes_it():
    kept, together, made = Remembered[str](8), Barrier(4), []

    def ask(_):
        together.wait(5)
        return kept.once("plan", lambda: made.append(1) or "found")

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == ["found"] * 4
    assert made == [1]


def test_what_is_known_can_be_had_while_something_else_is_made():
    kept, begun, go_on = Remembered[str](8), Event(), Event()
    kept.put("old", "known")

    def slow():
        begun.set()
        assert go_on.wait(5)
        return "new"

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(kept.once, "fresh", slow)
        assert begun.wait(5)
        assert kept.once("old", str) == "known"
        assert kept.get("fresh") is None
        go_on.set()
        assert making.result(5) == "new"


def test_what_could_not_be_made_is_asked_for_again():
    kept = Remembered[str](8)
    for value in ("", "found"):
        try:
            assert kept.once("plan", lambda value=value: value or 1 / 0) == "found"
        except ZeroDivisionError:
            assert kept.get("plan") is None
