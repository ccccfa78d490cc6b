"""Any file of a user is read as plain data with lines, or refused in one clear line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techrace.errors import InputError
from techrace.world import yamlfile
from techrace.world.yamlfile import read

Write = Callable[[object], Path]

BAD: list[tuple[str, object, str]] = [
    ("empty", "", "1: the file is empty; a mapping (key: value) is expected"),
    ("only comments", "# nothing\n", "1: the file is empty; a mapping (key: value) is expected"),
    ("a list", "- a\n", "1: the top level is a list; a mapping (key: value) is expected"),
    ("one text", "\nhello\n", "2: the top level is a single value; a mapping (key: value) is expected"),
    ("two documents", "a: 1\n---\nb: 1\n", "2: a second document begins here; a file holds one"),
    ("duplicate key", "a: 1\nb: 2\na: 3\n", "3: duplicate key 'a'; it already stands in line 1"),
    ("inner duplicate", "a:\n  b: 1\n  b: 1\n", "3: duplicate key 'b'; it already stands in line 2"),
    ("nan", "a: 1\nb: .nan\n", "2: '.nan' is not a finite number"),
    ("infinity", "a: [1,\n  -.inf]\n", "2: '-.inf' is not a finite number"),
    ("overflow", "a: 1e999\n", "1: '1e999' is not a finite number"),
    ("endless digits", "a: " + "9" * 5000, f"1: '{'9' * 59}… is not a finite number"),
    ("tab below a key", "a:\n\tb: 1\n", "2: a tab indents this line; YAML allows only spaces"),
    ("tab after a key", "a:\n  b: 1\n\tc: 2\n", "3: a tab indents this line; YAML allows only spaces"),
    ("latin-1", "a: 1\nb: é\n".encode("latin-1"), "2: the file is not in UTF-8; save it in UTF-8"),
    ("utf-16", "a: 1\n".encode("utf-16"), "1: the file is not in UTF-8; save it in UTF-8"),
    ("binary", b"a: 1\nb: \0\n", "2: the character U+0000 is not allowed; a YAML file is plain text"),
    ("terminal escape", "a: \x1b[31m\n", "1: the character U+001B is not allowed; a YAML file is plain text"),
    (
        "python object",
        "a: 1\nb: !!python/object/apply:os.system ['x']\n",
        "2: the tag !!python/object/apply:os.system is not allowed; write plain values",
    ),
    ("own tag", "a: !mine 1\n", "1: the tag !mine is not allowed; write plain values"),
    ("tagged key", "!!str a: 1\n", "1: the tag !!str is not allowed; write plain keys"),
    ("merge", "a: 1\n<<: {b: 1}\n", "2: merging with << is not supported; write the keys out"),
    ("list as key", "? [a]\n: 1\n", "1: a key must be a text, not an alias, a list or a mapping"),
    ("unknown alias", "a: 1\nb: *x\n", "2: the alias *x has no finished anchor &x before it"),
    ("endless alias", "a: &x [*x]\n", "1: the alias *x has no finished anchor &x before it"),
    ("deep", "a: " + "[" * 100_000, "1: values are nested more than 60 deep"),
    (
        "deep by alias",
        "a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 30 + "*a",
        "2: values are nested more than 60 deep",
    ),
    (
        "bomb",
        "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "6: the file holds more than 200000 values, counting every alias",
    ),
    (
        "unquoted colon",
        "a: b: c\n",
        "1: this is not YAML: a text that holds ': ' must stand in quotes, or a line is indented wrongly",
    ),
    ("unquoted @", "a: @x\n", "1: this is not YAML: a text that begins with this character must stand in quotes"),
    (
        "open quote",
        'a: "x\nb: 1\nc: 2\n',
        "4: this is not YAML: a quotation mark is never closed, in what begins in line 1",
    ),
]


@pytest.mark.parametrize(("content", "sentence"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_bad_file_is_refused_in_one_line(write: Write, content: object, sentence: str) -> None:
    path = write(content)
    with pytest.raises(InputError) as refusal:
        read(path)
    assert str(refusal.value) == f"{path}:{sentence}"


def test_several_faults_are_told_at_once(write: Write) -> None:
    path = write("a: !x 1\nb: .nan\nb: 2\nc: *none\n")
    with pytest.raises(InputError) as refusal:
        read(path)
    assert [problem.split(":")[1] for problem in refusal.value.problems] == ["1", "2", "3", "4"]


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 1024**2)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(InputError, match=r"huge\.yaml: the file is 50 MiB large; allowed are 2 MiB"):
        read(path)


def test_the_limit_can_be_set(write: Write) -> None:
    with pytest.raises(InputError, match="allowed are"):
        read(write("a: 1\n"), limit=4)
    assert read(write("a: 1\n"), limit=5).data == {"a": 1}


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path, sentence in (
        (tmp_path, "this is a directory; a YAML file is expected"),
        (fifo, "this is not a regular file; a YAML file is expected"),
        (tmp_path / "none.yaml", "there is no such file"),
        (tmp_path / ("x" * 5000), "the file cannot be read (file name too long)"),
    ):
        with pytest.raises(InputError) as refusal:
            read(path)
        assert str(refusal.value) == f"{path}: {sentence}"
    with pytest.raises(InputError, match="this cannot be the name of a file"):
        read(Path("a\0b"))


def test_a_forbidden_file_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError

    path = write("a: 1\n")
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(InputError) as refusal:
        read(path)
    assert str(refusal.value) == f"{path}: you may not read this file; check its permissions"


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-12", -12),
        ("1_000", 1000),
        ("010", 10),
        ("1e-3", 0.001),
        ("1E3", 1000.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("+.5e1", 5.0),
        ("1.", 1.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("2025-01-01", "2025-01-01"),
        ("1:30", "1:30"),
        ("0x1f", "0x1f"),
        ("'1'", "1"),
        ('"true"', "true"),
        (".", "."),
        ("-x", "-x"),
        ("한국", "한국"),
    ],
)
def test_plain_values_mean_what_a_reader_expects(
    write: Write, monkeypatch: pytest.MonkeyPatch, loader: object, text: str, value: object
) -> None:
    monkeypatch.setattr(yamlfile, "_LOADER", loader)
    found = read(write(f"a: {text}\n")).data["a"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_texts(write: Write) -> None:
    assert read(write("no: 1\n2025: 2\ntrue: 3\n.5: 4\n")).data == {"no": 1, "2025": 2, "true": 3, ".5": 4}


def test_a_few_aliases_are_welcome(write: Write) -> None:
    marked = read(write("a: &one\n  x: 1\nb: *one\n&key c: *key\n"))
    assert marked.data == {"a": {"x": 1}, "b": {"x": 1}, "c": "c"}
    assert marked.line(("b", "x")) == 2


def test_a_byte_order_mark_and_foreign_line_ends_are_welcome(write: Write) -> None:
    marked = read(write(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n"))
    assert marked.data == {"a": 1, "b": 2}
    assert marked.line(("b",)) == 2


def test_lines_are_those_a_reader_looks_for(write: Write) -> None:
    marked = read(write("a:\n  b: 1\n  c:\n    - x\n    - {d: 1,\n       e: 2}\nf:\n  far\ng: |\n  text\n"))
    lines: dict[tuple[str | int, ...], int] = {
        (): 1,
        ("a",): 1,  # a mapping stands where its key does
        ("a", "b"): 2,
        ("a", "c"): 3,
        ("a", "c", 0): 4,
        ("a", "c", 1, "e"): 6,
        ("a", "c", "1", "d"): 5,
        ("f",): 8,  # a value stands where it is written
        ("g",): 9,
        ("a", "missing"): 1,
        ("a", "c", 7, "missing"): 3,
        ("missing", "b"): 1,
    }
    assert {path: marked.line(path) for path in lines} == lines
    assert marked.place(("a", "b")) == f"{marked.path}:2"


def _is_a_text_to_both(text: str) -> bool:
    """YAML 1.1 writes ``1e3`` without quotes, for it takes it for a text; here it is a number."""
    try:
        float(text.replace("_", ""))
    except ValueError:
        return True
    return False


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text().filter(_is_a_text_to_both)
    | st.sampled_from(
        ["no", "NO", "on", "2025-01-01", "~", "true", "<<", "=", "*a", "&a", "!x", "a: b", "# x", "\t", "0o7"]
    )
)
DATA = st.dictionaries(
    st.text(),
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)),
    max_size=4,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=DATA, flow=st.sampled_from([True, False, None]))
def test_what_is_dumped_is_read_back(tmp_path: Path, data: dict[str, Any], flow: bool | None) -> None:
    path = tmp_path / "dumped.yaml"
    path.write_text(yaml.safe_dump(data, default_flow_style=flow), encoding="utf-8")
    assert read(path).data == data


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=200) | st.text(alphabet="ab:- \n\t[]{}&*!|>'\"#%?,.0e~<", max_size=60).map(str.encode)
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(content)
    problems: tuple[str, ...] = ()
    try:
        assert isinstance(read(path).data, dict)
    except InputError as refusal:
        problems = refusal.problems
    assert all(problem.startswith(str(path)) and "\n" not in problem for problem in problems)
