"""A case: a world file that says what happened, what was measured and what would be a good model.

Any world file is a case if it has ``observations`` (a list, or a CSV file beside it); ``history``
and ``score`` make it a good one. ``dram-1976`` and others come with techrace.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from techrace.backtest.figures import FigureError, compile_figure, most
from techrace.errors import InputError, nearest, shown
from techrace.policies.history import problems_of
from techrace.rules.turn import choose
from techrace.setting import Setting, setting_of
from techrace.simulate import assign
from techrace.world.loading import load
from techrace.world.schema import Observation, Problem, Score, Variant, World

COLUMNS = ("date", "figure", "value", "sd", "source")
LARGEST = 2 * 1024 * 1024  # bytes of a CSV file


@dataclass(frozen=True)
class Case:
    """A world with what was measured."""

    world: World
    observations: tuple[Observation, ...]
    score: Score

    @property
    def train(self) -> tuple[Observation, ...]:
        """Return the observations that may be fitted."""
        until = self.score.train_until
        return tuple(o for o in self.observations if until is not None and o.date <= until)

    @property
    def test(self) -> tuple[Observation, ...]:
        """Return the observations that judge."""
        until = self.score.train_until
        return tuple(o for o in self.observations if until is None or o.date > until)


def _home() -> Traversable:
    return files("techrace") / "worlds" / "history"


def packaged() -> dict[str, Traversable]:
    """List the cases that come with techrace, by name."""
    folder = _home()
    shipped = [file for file in folder.iterdir() if file.name.endswith(".yaml")] if folder.is_dir() else []
    return {file.name.removesuffix(".yaml"): file for file in sorted(shipped, key=lambda file: file.name)}


def read(source: str | Path) -> Case:
    """Read a case from a path, or a packaged one by name (``dram-1976``).

    Raises:
        InputError: There is no such file, or something in it or in its observations is wrong.
    """
    with ExitStack() as stack:
        path, shipped = Path(source), packaged()
        name = str(source).removesuffix(".yaml")
        ours = not path.is_file() and name in shipped
        if ours:
            path = stack.enter_context(as_file(shipped[name]))
        elif not path.is_file():
            sentence = f"{shown(str(source))}: there is no such file and no packaged case of that name; "
            sentence += f"packaged cases are {', '.join(shipped)}{nearest(path.stem, shipped)}"
            raise InputError(sentence)
        world = load(path, checks=[problems_of])
        observations = world.observations
        if said := world.observations_csv:
            beside = stack.enter_context(as_file(_home().joinpath(*said.split("/")))) if ours else path.parent / said
            observations = _table(beside)
    if not observations:
        message = f"{path}: there are no observations; a back-test needs some (docs/backtest.md)"
        raise InputError(message)
    case = Case(world, observations, world.score or Score())
    problems = list(_problems(case))
    if problems:
        raise InputError(f"{path}: {'.'.join(problem.path)}: {problem}" for problem in problems)
    return case


def _table(path: Path) -> tuple[Observation, ...]:
    """Read observations from a CSV file with a header."""
    try:
        if path.stat().st_size > LARGEST:
            message = f"{path}: the file is larger than {LARGEST // 1024**2} MiB"
            raise InputError(message)
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = f"{path}: there is no such file; `observations` names a CSV file relative to the world file"
        raise InputError(message) from None
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: the file cannot be read ({type(error).__name__})"
        raise InputError(message) from None
    rows = csv.DictReader(text.splitlines())
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        message = f"{path}:1: the column {missing[0]!r} is missing; needed are {', '.join(COLUMNS)}"
        raise InputError(message)
    found: list[Observation] = []
    problems: list[str] = []
    for row in rows:
        place = f"{path}:{rows.line_num}"
        try:
            found.append(_observation(row))
        except ValidationError as error:
            problems.append(f"{place}: {_first(error)}")
        except (ValueError, TypeError):
            problems.append(f"{place}: date, value and sd must be numbers")
    if problems:
        raise InputError(problems)
    return tuple(found)


def _observation(row: dict[str, str]) -> Observation:
    said: dict[str, Any] = {name: text for name, text in row.items() if name in Observation.model_fields and text}
    for name in ("date", "value", "sd"):
        if name in said:
            said[name] = float(said[name])
    return Observation(**said)


def _problems(case: Case) -> Iterator[Problem]:
    """List what only a back-test can know: figures that the world lacks, dates outside it, bad variants."""
    world = case.world
    setting = constants(world)
    end = world.start + world.turns * world.turn_years
    for i, moved in enumerate(world.timeline):
        try:
            vary(world.model_copy(update={"timeline": ()}), Variant(set=moved.set))
        except (KeyError, TypeError, IndexError):
            yield Problem(
                ("timeline", str(i), "set"), f"{', '.join(moved.set)} is not the path of a value of this world"
            )
        except ValidationError as error:
            yield Problem(("timeline", str(i), "set"), _first(error))
    for i, seen in enumerate(case.observations):
        unreadable = list(_figure(seen.figure, setting, ("observations", str(i), "figure")))
        yield from unreadable
        if not unreadable and abs(seen.value) > most(seen.figure):
            meant = f"write 0 to 1, such as {seen.value / 100:g}"
            yield Problem(("observations", str(i), "value"), f"{seen.value:g} is no share; {meant}")
        if not world.start <= seen.date <= end + 1e-6:
            yield Problem(
                ("observations", str(i), "date"), f"{seen.date:g} is outside the game, {world.start:g} to {end:g}"
            )
    for i, mark in enumerate(case.score.marks):
        yield from _figure(mark.figure, setting, ("score", "marks", str(i), "figure"))
    for name, variant in case.score.variants.items():
        try:
            vary(world, variant)
        except (KeyError, TypeError, IndexError):
            wrong = ", ".join(variant.set)
            yield Problem(("score", "variants", name, "set"), f"{wrong} is not the path of a value of this world")
        except ValidationError as error:
            yield Problem(("score", "variants", name, "set"), _first(error))


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, found['loc']))}: {found['msg'].lower()}"


def _figure(text: str, setting: Setting, path: tuple[str, ...]) -> Iterator[Problem]:
    try:
        compile_figure(text, setting)
    except FigureError as error:
        yield Problem(path, str(error))


def constants(world: World) -> Setting:
    """Return the setting of a world, for its names; the start is not settled."""
    return setting_of(world, choose({}))


def vary(world: World, variant: Variant) -> World:
    """Return a world whose history lacks some programmes, or that begins elsewhere."""
    data = world.model_dump(by_alias=True)
    data["history"] = [x for x in data["history"] if x["programme"] not in variant.leave_out]
    for path, value in variant.set.items():
        assign(data, path.split("."), value)
    return World.model_validate({**data, "score": None})


_ATTRIBUTES = ("absorption", "patience")
_ONES_OWN = (".patience", ".absorption", ".incentive")  # what a dated change may single a state out by


def neutral(world: World) -> World:
    """Return a world without what a historian sets with hindsight.

    All states have the same skills and patience; there are no state funds, standing subsidies,
    licences or research programmes; effort is that of a normal follower, or none.
    """
    data = world.model_dump(by_alias=True)
    states = data["states"].values()
    for name in _ATTRIBUTES:
        mean = sum(state[name]["value"] for state in states) / len(states)
        for state in states:
            state[name]["value"] = mean
    for layer in data["layers"].values():
        layer["incentive"] = layer["patience"] = None
    for state in states:
        state["posture"] = _plain(state["posture"], world)
    kept = []
    for episode in data["history"]:
        orders = _plain({k: v for k, v in episode["orders"].items() if k not in ("licence", "fund_focus")}, world)
        if orders:
            kept.append({**episode, "orders": orders})
    dated = []
    for moved in data["timeline"]:
        sets = {path: value for path, value in moved["set"].items() if not path.endswith(_ONES_OWN)}
        if sets:
            dated.append({**moved, "set": sets})
    return World.model_validate({**data, "history": kept, "timeline": dated, "score": None})


def _plain(orders: dict[str, Any], world: World) -> dict[str, Any]:
    """Return orders without funds, and with the effort of a normal follower on layers, or none."""
    if not isinstance(orders.get("spend"), dict):
        return orders
    normal = max(layer.norm for layer in world.layers.values()) * _busy(orders)
    lines = {line: value for line, value in orders["spend"].items() if line not in ("fund", "reshoring")}
    if "layer" in lines:
        lines["layer"] = min(normal, 1.0) if lines["layer"] > 0 else 0.0
    rest = {lever: value for lever, value in orders.items() if lever != "spend"}
    return {**rest, "spend": lines} if lines else rest


def _busy(orders: dict[str, Any]) -> float:
    """Count the layers that a state works on."""
    focus = orders.get("layer_focus")
    return float(max(1, sum(1 for share in focus.values() if share > 0))) if isinstance(focus, dict) else 1.0


def every(sources: Iterable[str]) -> list[Case]:
    """Read the named cases, or all that come with techrace, and tell all their problems at once."""
    found: list[Case] = []
    problems: list[str] = []
    for source in list(sources) or list(packaged()):
        try:
            found.append(read(source))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found
