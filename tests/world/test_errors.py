"""Errors of users are sentences that help."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from techrace.errors import InputError, MissingExtra, nearest, need, shown, unknown


def test_an_input_error_holds_one_or_many_sentences() -> None:
    assert InputError("a").problems == ("a",)
    error = InputError(f"{letter}: bad" for letter in "ab")
    assert error.problems == ("a: bad", "b: bad")
    assert str(error) == "a: bad\nb: bad"
    assert pickle.loads(pickle.dumps(error)).problems == error.problems  # noqa: S301 - our own bytes


def test_nobody_reads_more_than_a_hundred_lines() -> None:
    lines = str(InputError(["bad"] * 150)).splitlines()
    assert len(lines) == 101
    assert lines[-1] == "and 50 more problems"


def test_the_nearest_name_is_offered() -> None:
    assert nearest("Frontire", ["frontier", "freedom"]) == "; did you mean 'frontier'?"
    assert nearest("xyz", ["frontier"]) == ""
    assert nearest("f" * 10_000, ["f" * 9_999]) == ""
    assert unknown("key", "xyz", ["a", "b"]) == "unknown key 'xyz'; allowed are a, b"
    assert unknown("key", "xyz", []) == "unknown key 'xyz'; none is allowed here"
    assert unknown("key", "xyz", map(str, range(25))).endswith("18, 19 and 5 more")


def test_a_shown_value_is_short_and_printable() -> None:
    values: tuple[object, ...] = (None, True, 1.5, "a", {}, [])
    assert [shown(value) for value in values] == [
        "nothing",
        "true",
        "1.5",
        "'a'",
        "a mapping",
        "a list",
    ]
    assert shown("\x1b[31m\n").isprintable()
    assert len(shown("x" * 10_000)) < 70


def test_a_missing_extra_names_its_installation() -> None:
    assert need("math", "web").pi > 3
    with pytest.raises(MissingExtra, match=r'no_such_module is not installed; pip install "techrace\[web\]" brings it'):
        need("no_such_module", "web")
    with pytest.raises(MissingExtra):
        need("no_such_module.inner", "web")


def test_a_broken_module_is_not_called_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "broken_one.py").write_text("import no_such_module\n", encoding="utf-8")
    with pytest.raises(ModuleNotFoundError):
        need("broken_one", "web")
