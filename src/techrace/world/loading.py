"""Load a world file, or say everything that is wrong with it, each with its line.

A world is a path, or the name of a packaged world. The schema finds what is wrong; here each
finding becomes one sentence: ``worlds/my.yaml:41: states.korea.frontier.value: 1.4 is above 1``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from techrace.errors import InputError, nearest, shown, unknown
from techrace.world import yamlfile
from techrace.world.schema import MOST_PROBLEMS, Problem, World
from techrace.world.yamlfile import Marked

Check = Callable[[World], Iterable[Problem]]
Place = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


def load(source: str | Path, checks: Iterable[Check] = ()) -> World:
    """Load a world from a path, or a packaged one by name (``2025``).

    Args:
        source: A path, which wins when the file exists, or the name of a packaged world.
        checks: More that a world must fulfil; their problems are reported like the schema's.

    Raises:
        InputError: Every error of the file, in the order of its lines.
    """
    if not os.path.isfile(source) and (shipped := packaged().get(_name(source))) is not None:  # noqa: PTH113 - a Path's is_file may raise
        with as_file(shipped) as path:
            marked = yamlfile.read(path)
    elif os.path.exists(source):  # noqa: PTH110 - a Path's exists may raise
        marked = yamlfile.read(Path(source))
    else:
        raise InputError(_nowhere(source))
    world = validate(World, marked)
    refuse(marked, (problem for check in checks for problem in check(world)))
    return world


def packaged() -> dict[str, Traversable]:
    """List the worlds that come with techrace, by name."""
    folder = files("techrace") / "worlds"
    shipped = [file for file in folder.iterdir() if file.name.endswith(".yaml")] if folder.is_dir() else []
    return {_name(file.name): file for file in sorted(shipped, key=lambda file: file.name)}


def hash_of(world: World) -> str:
    """Give the fingerprint of a world: 16 hexadecimal digits of what it says.

    Comments and layout do not count. The order of names does: it is the order of the axes,
    on which luck depends.
    """
    content = world.model_dump(mode="json", by_alias=True)
    canonical = json.dumps(content, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def validate(model: type[M], marked: Marked) -> M:
    """Read the data of a YAML file as a model, or raise every error with its line."""
    try:
        return model.model_validate(marked.data)
    except ValidationError as error:
        refuse(marked, problems_of(model, error))
        raise  # a validation error without errors: impossible


def refuse(marked: Marked, problems: Iterable[Problem]) -> None:
    """Raise the problems (as many as anybody mends) as one error, sorted by line; do nothing if there are none."""
    found = sorted((marked.line(problem.path), _sentence(problem)) for problem in islice(problems, MOST_PROBLEMS))
    if found:
        raise InputError(f"{marked.path}:{line}: {sentence}" for line, sentence in found)


def _name(source: str | Path) -> str:
    return str(source).removesuffix(".yaml")


def _nowhere(source: str | Path) -> str:
    names = list(packaged())
    known = f"packaged worlds are {', '.join(names)}" if names else "no world is packaged"
    hint = nearest(Path(source).stem, names)
    if nearest(Path(source).stem, past := _of_the_past()):
        hint = f"; worlds of the past, played with `techrace backtest`, are {', '.join(past)}"
    return f"{shown(str(source))}: there is no such file and no packaged world of that name; {known}{hint}"


def _of_the_past() -> list[str]:
    folder = files("techrace") / "worlds" / "history"
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(_name(file.name) for file in found if file.name.endswith(".yaml"))


def _sentence(problem: Problem) -> str:
    path = ".".join(shown(part).strip("'") for part in problem.path)
    return f"{path}: {problem}" if path else str(problem)


def _shared(one: Place, other: Place) -> int:
    """Return how many parts two places begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def problems_of(model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """Turn what pydantic found into sentences about places."""
    findings = error.errors(include_url=False)
    for finding in findings:
        loc = finding["loc"]
        if finding["type"] == "too_short" and any(len(f["loc"]) > len(loc) == _shared(f["loc"], loc) for f in findings):
            continue  # short only of entries that are wrong themselves
        place: Place = tuple(part for part in loc if part != "[key]")
        cause = finding.get("ctx", {}).get("error")
        inner = cause.args[0] if isinstance(cause, ValueError) and cause.args else None
        if isinstance(inner, list):
            for problem in inner:
                yield Problem([*map(str, place), *problem.path], str(problem))
        else:
            yield Problem(map(str, place), _explain(model, place, dict(finding)))


def _explain(model: type[BaseModel], place: Place, finding: dict[str, Any]) -> str:
    """Say in one sentence what is wrong with a value and what is allowed."""
    kind, given, context = finding["type"], finding["input"], finding.get("ctx", {})
    match kind:
        case "extra_forbidden":
            return unknown("key", str(place[-1]), _keys(model, place[:-1]))
        case "literal_error":
            options = re.findall(r"'([^']*)'", context["expected"]) or [context["expected"]]
            return f"{shown(given)} is not allowed; allowed are {', '.join(options)}{nearest(str(given), options)}"
        case "string_pattern_mismatch":
            return _is_not(given, _PATTERNS.get(context["pattern"], f"of the form {context['pattern']}"))
        case "string_type" if isinstance(given, int | float):
            return f"{shown(given)} is not a text; put it in quotes"
        case "model_type" | "dict_type":
            keys = _keys(model, place)
            return _is_not(given, f"a mapping with {', '.join(keys)}" if 0 < len(keys) <= _FEW else "a mapping")
    if kind in _EXPECTED:
        return _is_not(given, _EXPECTED[kind])
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(value=shown(given), **context)
    return f"{shown(given)}: {finding['msg'][:1].lower()}{finding['msg'][1:]}"


def _is_not(given: object, expected: str) -> str:
    return f"is empty; expected is {expected}" if given in (None, "") else f"{shown(given)} is not {expected}"


_FEW = 8  # so many keys can be read in one sentence
_EXPECTED = {
    "float_type": "a number",
    "float_parsing": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "string_type": "a text",
}
_SENTENCES = {
    "missing": "is missing",
    "less_than_equal": "{value} is above {le:g}",
    "greater_than_equal": "{value} is below {ge:g}",
    "greater_than": "{value} is not above {gt:g}",
    "less_than": "{value} is not below {lt:g}",
    "too_short": "names {actual_length}; expected are {min_length} or more",
    "string_too_long": "{value} is longer than {max_length} characters",
    "string_too_short": "a text of {min_length} or more characters is expected",
    "value_error": "{error}",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "a name of small letters, digits and _ that begins with a letter",
    r"^[a-z0-9][a-z0-9-]*$": "a name of small letters, digits and - that begins with a letter or digit",
}


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    """List the keys that the model allows at a place."""
    kind: Any = model
    for part in place:
        kind = _inside(_plain(kind), part)
    kind = _plain(kind)
    return [field.alias or name for name, field in kind.model_fields.items()] if _is_model(kind) else []


def _inside(kind: Any, part: str | int) -> Any:
    """Find the type of an entry of a model, mapping or list."""
    if _is_model(kind):
        return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}.get(str(part))
    arguments = get_args(kind)
    if not arguments:
        return None
    return arguments[1] if get_origin(kind) is dict else arguments[0]


def _plain(kind: Any) -> Any:
    """Take off ``Annotated`` and ``| None``."""
    while get_origin(kind) is Annotated or type(None) in get_args(kind):
        kind = next(inner for inner in get_args(kind) if inner is not type(None))
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
