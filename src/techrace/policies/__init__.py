"""Who decides for a state: find a policy by name, path or class.

``status-quo``, ``random-legal`` and ``history`` (dated orders of the world) need no file;
``us.platform_first`` (or ``platform_first`` for that seat) is a doctrine that comes with
techrace; ``my_policy.yaml`` is one of your own;
``search`` and ``best-response`` look for good moves themselves;
``package.module:Class`` or ``my_policy.py:Class`` is a Python class with ``name`` and ``decide``;
``exec:./bot`` is any program that answers lines of JSON.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, NoReturn

from techrace.errors import InputError, nearest
from techrace.policies.doctrine import Doctrine, DoctrineSpec, compile_doctrine, compile_orders
from techrace.policies.history import History
from techrace.policies.program import Program, is_program, program
from techrace.policies.standard import RandomLegal, StatusQuo
from techrace.policy import Policy
from techrace.setting import Setting
from techrace.world.loading import validate
from techrace.world.schema import Text
from techrace.world.yamlfile import Marked, read

__all__ = [
    "Available",
    "Doctrine",
    "DoctrineSpec",
    "History",
    "Program",
    "RandomLegal",
    "StatusQuo",
    "available",
    "compile_orders",
    "is_search",
    "policy",
    "usual_of",
]

STATUS_QUO, RANDOM_LEGAL, HISTORY = "status-quo", "random-legal", "history"
SEARCHES = ("search", "best-response")  # with settings: search:rollouts=2000,us=fortress
LEARNED, TRAINED_IN = "learned", "2025"  # trained beforehand, for one world
ANY = "any"  # the folder of doctrines for any seat


class Available(NamedTuple):
    """A policy that comes with techrace."""

    id: str
    seat: str | None  # None: any
    name: Text
    why: Text


_BUILT_IN = (
    Available(
        STATUS_QUO,
        None,
        Text(en="Status quo", ko="현상 유지"),
        Text(
            en="Carries on with the standing orders of the world, whatever happens.",
            ko="무슨 일이 있어도 세계의 기본 태세를 그대로 이어 갑니다.",
        ),
    ),
    Available(
        RANDOM_LEGAL,
        None,
        Text(en="Random", ko="무작위"),
        Text(
            en="Draws every lever anew each turn, anywhere inside what is allowed.",
            ko="허용된 범위 안에서 매 턴 모든 정책 수단을 무작위로 정합니다.",
        ),
    ),
    Available(
        "search",
        None,
        Text(en="Search", ko="탐색"),
        Text(
            en="Looks for good orders itself, anew every few turns, from what its seat knows; it takes its seconds.",
            ko="자기 나라가 아는 것을 바탕으로 몇 턴마다 좋은 명령을 스스로 찾습니다. 몇 초씩 걸립니다.",
        ),
    ),
    Available(
        "best-response",
        None,
        Text(en="Best response", ko="최적 대응"),
        Text(
            en="Plans once for the whole game, against the policies that the others follow by default.",
            ko="다른 나라들이 기본 정책을 따른다고 보고 게임 전체를 한 번에 계획합니다.",
        ),
    ),
)

_HISTORY = Available(
    HISTORY,
    None,
    Text(en="History", ko="역사"),
    Text(en="Orders what the state ordered in history.", ko="그 나라가 역사에서 실제로 내린 명령을 따릅니다."),
)


_LEARNED = Available(
    LEARNED,
    None,
    Text(en="Learned", ko="학습한 정책"),
    Text(
        en="Bends a doctrine by what its seat sees, as it learned beforehand in thousands of games.",
        ko="수천 판에서 미리 배운 대로, 자기 나라가 보는 것에 따라 기본 정책을 바꿉니다.",
    ),
)


def _refuse(sentence: str, cause: BaseException | None = None) -> NoReturn:
    raise InputError(sentence) from cause


def policy(spec: str, setting: Setting, seat: int) -> Policy:
    """Find the policy that a name, path or ``module:Class`` stands for.

    Args:
        spec: What the user wrote.
        setting: The world that it will play.
        seat: The state that it will play.

    Raises:
        InputError: There is no such policy, or its file does not fit this seat of this world.
    """
    state = setting.names["states"][seat]
    if spec == STATUS_QUO:
        return StatusQuo()
    if spec == RANDOM_LEGAL:
        return RandomLegal(setting, seat)
    if spec == HISTORY:
        return History(setting, seat)
    if is_program(spec):
        return program(spec, setting, seat)
    if spec.endswith((".yaml", ".yml")):
        path = Path(spec)
        return compile_doctrine(path.stem, read(path), setting, seat)
    if is_search(spec) or spec == LEARNED:
        found: Policy = importlib.import_module("techrace.search").made(spec, setting, seat)  # a floor above this room
        return found
    if ":" in spec:
        return _from_class(spec, setting, seat)
    shipped = _shipped()
    for name in (spec, f"{state}.{spec}", f"{ANY}.{spec}"):
        if name in shipped:
            return compile_doctrine(name, shipped[name], setting, seat)
    mine = [x.id for x in available(setting) if x.seat in (None, state)]
    elsewhere = [name for name in shipped if name.endswith(f".{spec}")]
    hint = (
        f"; {elsewhere[0]} is written for {elsewhere[0].split('.')[0]}"
        if elsewhere
        else nearest(spec, (*mine, *(x.split(".")[-1] for x in mine)))
    )
    _refuse(
        f"policy of {state}: unknown policy {spec!r}{hint}; "
        f"for {state} there are {', '.join(mine)}, a path to a YAML file, module:Class, or exec:./program"
    )


def is_search(spec: str) -> bool:
    """Say whether a policy looks for its moves itself."""
    return spec.partition(":")[0] in SEARCHES


def usual_of(setting: Setting, state: str) -> str:
    """Return the doctrine that a state follows by default, for whoever must expect one that does not search itself."""
    usual = setting.world.policies.get(state, STATUS_QUO)
    return STATUS_QUO if is_search(usual) else usual


def available(setting: Setting | None = None) -> list[Available]:
    """List the policies that come with techrace; with a world, those that can play its states."""
    fitting = None if setting is None else _fitting(setting)
    found = [*_BUILT_IN, *([_HISTORY] if setting is not None and setting.world.history else [])]
    if setting is None or setting.world.id == TRAINED_IN:
        found.append(_LEARNED)
    for name, marked in _shipped().items():
        spec = validate(DoctrineSpec, marked)
        if fitting is None or spec.seat is None or name in fitting:
            found.append(Available(name, spec.seat, spec.name, spec.why))
    return found


@lru_cache(maxsize=8)
def _fitting(setting: Setting) -> frozenset[str]:
    """Return the doctrines written for a state of a world, less those that name what the world does not have."""
    states, found = setting.names["states"], set[str]()
    for name, marked in _shipped().items():
        seat = name.partition(".")[0]
        if seat in states:
            with suppress(InputError):
                compile_doctrine(name, marked, setting, states.index(seat))
                found.add(name)
    return frozenset(found)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Marked]:
    """Read the doctrines that come with techrace: id -> file."""
    return dict(sorted(_doctrine_files()))


def _doctrine_files() -> Iterator[tuple[str, Marked]]:
    root = files("techrace") / "policies" / "doctrines"
    for folder in root.iterdir():
        if folder.is_dir():
            for entry in folder.iterdir():
                if entry.name.endswith(".yaml"):
                    with as_file(entry) as path:
                        yield f"{folder.name}.{path.stem}", read(path)


def _from_class(spec: str, setting: Setting, seat: int) -> Policy:
    """Make a policy from ``package.module:Class`` or ``path/to/file.py:Class``."""
    where, _, name = spec.rpartition(":")
    module = _module(where, spec)
    made = getattr(module, name, None)
    if not isinstance(made, type):
        classes = [
            n for n, x in vars(module).items() if isinstance(x, type) and hasattr(x, "decide") and not n.startswith("_")
        ]
        _refuse(f"{spec}: {where} has no class {name!r}; it has {', '.join(classes) or 'no policy at all'}")
    try:
        built = made(setting, seat) if _accepts(made, setting, seat) else made()
    except Exception as error:  # noqa: BLE001 - whatever a user's class does wrong is the user's to read
        _refuse(f"{spec}: {name} cannot be made: {type(error).__name__}: {error}", error)
    if not isinstance(built, Policy) or not callable(built.decide):
        _refuse(f"{spec}: {name} is no policy: it needs an attribute `name` and a method `decide(view, chance)`")
    return built


def _accepts(made: type, *args: Any) -> bool:
    try:
        inspect.signature(made).bind(*args)
    except (TypeError, ValueError):
        return False
    return True


def _module(where: str, spec: str) -> ModuleType:
    """Import a module by name, also from the working directory, or from a file."""
    here = str(Path.cwd())
    added = here not in sys.path
    if added:
        sys.path.insert(0, here)
    try:
        if where.endswith(".py"):
            return _file(Path(where), spec)
        return importlib.import_module(where)
    except InputError:
        raise
    except ModuleNotFoundError as error:
        sentence = f"there is no module {error.name!r}"
        _refuse(f"{spec}: {sentence}; write package.module:Class or path/to/file.py:Class", error)
    except Exception as error:  # noqa: BLE001 - a user's module may fail in any way while it is imported
        _refuse(f"{spec}: {where} cannot be imported: {type(error).__name__}: {error}", error)
    finally:
        if added and here in sys.path:
            sys.path.remove(here)


def _file(path: Path, spec: str) -> ModuleType:
    if not path.is_file():
        _refuse(f"{spec}: there is no file {path}")
    found = importlib.util.spec_from_file_location(path.stem, path)
    if found is None or found.loader is None:
        _refuse(f"{spec}: {path} is not a Python file")
    module = importlib.util.module_from_spec(found)
    sys.modules.setdefault(path.stem, module)  # dataclasses look their module up by name
    found.loader.exec_module(module)
    return module
