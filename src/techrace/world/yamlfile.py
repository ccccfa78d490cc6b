"""Read any YAML file of a user safely, and remember the line of every value.

The file is read event by event, so nothing in it is ever executed, and a hostile file is
refused before it can grow. What is read is plainer than YAML 1.1:

- ``1e-3`` and ``.5`` are numbers; ``0x1f`` and ``1:30`` are texts;
- only ``true`` and ``false`` are booleans, so Norway's code ``NO`` stays a text;
- dates stay texts, and keys are always texts.
"""

from __future__ import annotations

import math
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from techrace.errors import InputError, shown

LIMIT = 2 * 1024 * 1024  # bytes
DEPTH = 60  # mappings and lists inside one another
SIZE = 200_000  # values, with every alias written out
_TOO_DEEP = f"values are nested more than {DEPTH} deep"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9][0-9_]*")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DIGITS = 300  # a whole number with more of them is beyond every float
_CONTROL = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMPLAINTS = {  # the commonest, in words that say what to do
    "found character that cannot start any token": "a text that begins with this character must stand in quotes",
    "mapping values are not allowed in this context": "a text that holds ': ' must stand in quotes, "
    "or a line is indented wrongly",
    "found unexpected end of stream": "a quotation mark is never closed",
}
_TAB_INDENT = re.compile(r" *\t")


@dataclass(frozen=True, slots=True)
class _Node:
    """A value, where it stands, and what it is made of."""

    value: Any
    line: int
    size: int = 1
    height: int = 0
    parts: dict[str, _Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain data of a YAML file that knows its lines.

    Attributes:
        path: The file, as the user named it.
        data: Nothing but dict, list, str, int, float, bool and None.
    """

    path: Path
    data: dict[str, Any]
    _root: _Node

    def line(self, path: tuple[str | int, ...]) -> int:
        """Give the line of a value, counted from 1; what is missing stands where its parent does.

        A mapping or list that has a key stands where its key does.
        """
        node = self._root
        for part in path:
            inner = node.parts.get(str(part))
            if inner is None:
                break
            node = inner
        return node.line

    def place(self, path: tuple[str | int, ...] = ()) -> str:
        """Write the place of a value as ``file:line``."""
        return f"{self.path}:{self.line(path)}"


def read(path: Path, *, limit: int = LIMIT) -> Marked:
    """Read a YAML file whose top level is a mapping.

    Args:
        path: The file.
        limit: The largest size in bytes; a larger file is refused unread.

    Raises:
        InputError: The file cannot be read or breaks a rule above; every sentence begins
            with the file, and the line where there is one.
    """
    text = _text(path, _bytes(path, limit))
    reader = _Reader(path)
    try:
        root = reader.document(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise _syntax(path, text, error) from None
    if reader.problems:
        raise InputError(reader.problems)
    return Marked(path, root.value, root)


class _Reader:
    """Turns the events of one YAML stream into nodes, and collects what is not allowed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []
        self._anchors: dict[str, _Node] = {}
        self._size = 0

    def document(self, events: Iterator[Any]) -> _Node:
        """Read the only document of the stream."""
        self._events = events
        next(events)  # the start of the stream
        if isinstance(next(events), yaml.StreamEndEvent):
            self._refuse(1, "the file is empty; a mapping (key: value) is expected")
        event = next(events)
        if not isinstance(event, yaml.MappingStartEvent):
            kind = "a list" if isinstance(event, yaml.SequenceStartEvent) else "a single value"
            self._refuse(_line(event), f"the top level is {kind}; a mapping (key: value) is expected")
        root = self._node(event, 1, 0)
        next(events)  # the end of the document
        event = next(events)
        if isinstance(event, yaml.DocumentStartEvent):
            self._refuse(_line(event), "a second document begins here; a file holds one")
        return root

    def _node(self, event: Any, line: int, depth: int) -> _Node:
        """Read one value; ``line`` is where its key stands."""
        if isinstance(event, yaml.AliasEvent):
            node = self._alias(event)
            self._count(event, node.size, depth + node.height)
            return node
        if event.tag is not None:
            self._note(event, f"the tag {_tag(event.tag)} is not allowed; write plain values")
        if isinstance(event, yaml.ScalarEvent):
            self._count(event, 1, depth)
            node = _Node(self._scalar(event), _line(event))
        else:
            self._count(event, 1, depth + 1)
            parts = (self._items if isinstance(event, yaml.SequenceStartEvent) else self._entries)(depth + 1)
            values = [part.value for part in parts.values()]
            node = _Node(
                value=values if isinstance(event, yaml.SequenceStartEvent) else dict(zip(parts, values, strict=True)),
                line=line,
                size=1 + sum(part.size for part in parts.values()),
                height=1 + max((part.height for part in parts.values()), default=0),
                parts=parts,
            )
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _items(self, depth: int) -> dict[str, _Node]:
        parts: dict[str, _Node] = {}
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            parts[str(len(parts))] = self._node(event, _line(event), depth)
        return parts

    def _entries(self, depth: int) -> dict[str, _Node]:
        parts: dict[str, _Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(line, "a key must be a text, not an alias, a list or a mapping")
            key = event.value
            if key == "<<" and event.implicit[0]:
                self._note(event, "merging with << is not supported; write the keys out")
            elif key in parts:
                self._note(event, f"duplicate key {shown(key)}; it already stands in line {parts[key].line}")
            if event.tag is not None:
                self._note(event, f"the tag {_tag(event.tag)} is not allowed; write plain keys")
            if event.anchor is not None:
                self._anchors[event.anchor] = _Node(key, line)
            parts[key] = self._node(next(self._events), line, depth)
        return parts

    def _alias(self, event: Any) -> _Node:
        node = self._anchors.get(event.anchor)
        if node is None:
            self._refuse(_line(event), f"the alias *{event.anchor} has no finished anchor &{event.anchor} before it")
        return node

    def _scalar(self, event: Any) -> Any:
        text = event.value
        if not event.implicit[0]:
            return text  # in quotes
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in "+-.0123456789":
            return text
        if _INTEGER.fullmatch(text) and len(text) <= _DIGITS:
            return int(text.replace("_", ""))
        if _DECIMAL.fullmatch(text) and math.isfinite(number := float(text.replace("_", ""))):
            return number
        if _DECIMAL.fullmatch(text) or _NOT_FINITE.fullmatch(text):
            self._note(event, f"{shown(text)} is not a finite number")
        return text

    def _count(self, event: Any, size: int, depth: int) -> None:
        self._size += size
        if depth > DEPTH:
            self._refuse(_line(event), _TOO_DEEP)
        if self._size > SIZE:
            self._refuse(_line(event), f"the file holds more than {SIZE} values, counting every alias")

    def _note(self, event: Any, sentence: str) -> None:
        self.problems.append(f"{self.path}:{_line(event)}: {sentence}")

    def _refuse(self, line: int, sentence: str) -> NoReturn:
        raise InputError([*self.problems, f"{self.path}:{line}: {sentence}"])


def _refusal(path: Path | str, sentence: str, line: int | None = None) -> InputError:
    return InputError(f"{path}: {sentence}" if line is None else f"{path}:{line}: {sentence}")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _tag(tag: str) -> str:
    return shown(tag.replace("tag:yaml.org,2002:", "!!")).strip("'\"")


def _bytes(path: Path, limit: int) -> bytes:
    """Read a regular file of at most ``limit`` bytes."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refusal(path, "this is a directory; a YAML file is expected")
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(path, "this is not a regular file; a YAML file is expected")
        size = status.st_size
        if size <= limit:
            with path.open("rb") as file:
                content = file.read(limit + 1)
            size = len(content)
    except FileNotFoundError:
        raise _refusal(path, "there is no such file") from None
    except PermissionError:
        raise _refusal(path, "you may not read this file; check its permissions") from None
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        raise _refusal(path, f"the file cannot be read ({reason})") from None
    except ValueError:  # a NUL in the name
        raise _refusal(shown(str(path)), "this cannot be the name of a file") from None
    if size > limit:
        raise _refusal(path, f"the file is {_mebibytes(size)} large; allowed are {_mebibytes(limit)}")
    return content


def _mebibytes(size: int) -> str:
    return f"{size / 1024**2:.3g} MiB"


def _text(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refusal(path, "the file is not in UTF-8; save it in UTF-8", line) from None
    if bad := _CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise _refusal(path, f"the character U+{ord(bad[0]):04X} is not allowed; a YAML file is plain text", line)
    return text


def _syntax(path: Path, text: str, error: yaml.YAMLError) -> InputError:
    """Turn the parser's complaint into one line, and name a tab where one is to blame."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _refusal(path, f"this is not YAML ({' '.join(str(error).split())})")
    lines = dict(enumerate(text.split("\n")))
    for number in (mark.line, mark.line - 1):  # the parser may notice only at the next line
        if _TAB_INDENT.match(lines.get(number, "")):
            return _refusal(path, "a tab indents this line; YAML allows only spaces", number + 1)
    problem = str(getattr(error, "problem", None) or "unexpected text")
    if problem == "exceeded maximum nesting depth":  # newer parsers have a limit of their own, far above ours
        return _refusal(path, _TOO_DEEP, mark.line + 1)
    begin = getattr(error, "context_mark", None)
    since = f", in what begins in line {begin.line + 1}" if begin and begin.line < mark.line else ""
    return _refusal(path, f"this is not YAML: {_COMPLAINTS.get(problem, problem)}{since}", mark.line + 1)
