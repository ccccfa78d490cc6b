"""What must be known to play the same games again: a world, policies, luck and constants."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

from techrace import __version__, mosaic
from techrace.errors import InputError, nearest, shown, unknown
from techrace.notation import problems_of
from techrace.policies import STATUS_QUO, content, policy
from techrace.policy import Policy
from techrace.posterior import KINDS
from techrace.rules.turn import ORDER, name_of, parameters
from techrace.setting import Setting
from techrace.simulate import prepare
from techrace.world.loading import hash_of, load, packaged
from techrace.world.schema import Problem, World

MOST_TURNS, MOST_WORLDS = 400, 1_000_000


@dataclass(frozen=True)
class Recipe:
    """A run before it is played.

    Attributes:
        world: The world.
        text: The text of its file.
        policies: The policy of every state, as it was written.
        files: Texts of policy files, by how they were written.
        turns: Turns to play.
        seed: The seed of all luck.
        worlds: How many games.
        parameters: Dotted overrides.
        without: Rules that are switched off beyond those that the world switches off.
        uncertainty: What parameters are drawn from: ``none``, ``declared`` or ``calibrated``.
    """

    world: World
    text: str
    policies: Mapping[str, str]
    turns: int
    seed: int = 0
    worlds: int = 1
    parameters: Mapping[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    uncertainty: str = "none"
    files: Mapping[str, str] = field(default_factory=dict)

    def setting(self, drawn: Mapping[str, Any] | None = None) -> Setting:
        """Return the setting, with one value a world for what is drawn."""
        return prepare(self.world, {**(drawn or {}), **self.parameters}, self.without)

    def seats(self, setting: Setting) -> list[Policy]:
        """Make the policies of all states; files of policies are read as they were when the run was planned."""
        with tempfile.TemporaryDirectory(prefix="techrace-") as folder:
            return [
                policy(self._written(spec, Path(folder)), setting, seat)
                for seat, spec in enumerate(self.policies.values())
            ]

    def _written(self, spec: str, folder: Path) -> str:
        if spec not in self.files:
            return spec
        copy = folder / str(len(list(folder.iterdir()))) / Path(spec).name
        copy.parent.mkdir()
        copy.write_text(self.files[spec], encoding="utf-8")
        return str(copy)

    def default(self) -> Recipe:
        """Return the same games with every state on its default policy."""
        return Recipe(**{**self.__dict__, "policies": defaults(self.world), "files": {}})

    @property
    def is_default(self) -> bool:
        """Say whether every state plays its default policy."""
        return dict(self.policies) == defaults(self.world)

    def manifest(self) -> dict[str, Any]:
        """Return what a manifest says of the run: plain data for JSON."""
        return {
            "techrace": __version__,
            "world": {
                "id": self.world.id,
                "version": self.world.version,
                "hash": hash_of(self.world),
                "text": self.text,
            },
            "policies": dict(self.policies),
            "policy_files": dict(self.files),
            "seed": self.seed,
            "turns": self.turns,
            "worlds": self.worlds,
            "parameters": dict(self.parameters),
            "without": list(self.without),
            "uncertainty": self.uncertainty,
            "platform": {
                "python": platform.python_version(),
                "system": platform.system(),
                "machine": platform.machine(),
            },
        }


def plan(
    source: str,
    policies: Mapping[str, str] | None = None,
    *,
    turns: int | None = None,
    seed: int = 0,
    worlds: int = 1,
    parameters: Mapping[str, float] | None = None,
    without: Iterable[str] = (),
    uncertainty: str = "none",
) -> Recipe:
    """Read and check everything that a run is made of.

    Args:
        source: A path, or the name of a packaged world.
        policies: Policies by state; the others play the world's own, else the status quo.
        turns: Turns to play; the world's own number if not given.
        seed: The seed of all luck.
        worlds: How many games.
        parameters: Dotted overrides, ``renewal.price`` -> value.
        without: Rules to switch off.
        uncertainty: ``none``, ``declared`` (one draw a world from every range) or ``calibrated`` (what fits history).

    Raises:
        InputError: All that is wrong, each in a sentence.
    """
    text = text_of(source)
    world = load(source, [checks])
    problems = list(_wrong(world, policies or {}, turns, worlds, parameters or {}, tuple(without), uncertainty))
    if problems:
        raise InputError(problems)
    chosen = {**defaults(world), **(policies or {})}
    files = {spec: Path(spec).read_text(encoding="utf-8") for spec in chosen.values() if _is_file(spec)}
    recipe = Recipe(
        world=world,
        text=text,
        policies=chosen,
        turns=world.turns if turns is None else turns,
        seed=seed,
        worlds=worlds,
        parameters=dict(parameters or {}),
        without=tuple(without),
        uncertainty=uncertainty,
        files=files,
    )
    setting = recipe.setting()
    for seat, spec in enumerate(chosen.values()):
        try:
            policy(spec, setting, seat)
        except InputError as error:  # refused now, not after a long wait, and all at once
            problems += error.problems
    if problems:
        raise InputError(problems)
    return recipe


def recipe_of(manifest: Mapping[str, Any]) -> Recipe:
    """Return the recipe that a manifest holds.

    Raises:
        InputError: The manifest was changed by hand, or belongs to another version.
    """
    try:
        text = str(manifest["world"]["text"])
        with tempfile.TemporaryDirectory(prefix="techrace-") as folder:
            copy = Path(folder) / f"{manifest['world']['id']}.yaml"
            copy.write_text(text, encoding="utf-8")
            world = load(copy)
        return Recipe(
            world=world,
            text=text,
            policies=dict(manifest["policies"]),
            turns=int(manifest["turns"]),
            seed=int(manifest["seed"]),
            worlds=int(manifest["worlds"]),
            parameters=dict(manifest["parameters"]),
            without=tuple(manifest["without"]),
            uncertainty=str(manifest["uncertainty"]),
            files=dict(manifest["policy_files"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        msg = f"manifest: {type(error).__name__}: {error}; it was not written by techrace run"
        raise InputError(msg) from error


def text_of(source: str) -> str:
    """Return the text of a world file, or of a packaged world, if it can be read; else nothing."""
    try:
        if Path(source).is_file():
            return Path(source).read_text(encoding="utf-8")
        shipped = packaged().get(source.removesuffix(".yaml"))
        return shipped.read_text(encoding="utf-8") if shipped is not None else ""
    except (OSError, ValueError):
        return ""  # the loader will say what is wrong with it


def defaults(world: World) -> dict[str, str]:
    """Return the default policy of every state."""
    return {state: world.policies.get(state, STATUS_QUO) for state in world.states}


def _is_file(spec: str) -> bool:
    return spec.endswith((".yaml", ".yml")) and Path(spec).is_file()


# ---------------------------------------------------------------- checks


def checks(world: World) -> Iterator[Problem]:
    """List what only the rules and policies can know to be wrong with a world."""
    yield from problems_of(world)
    for name, value in world.parameters.items():
        if sentence := wrong_parameter(name, value):
            yield Problem(("parameters", name), sentence)
    for name in world.without:
        if sentence := wrong_rule(name):
            yield Problem(("without",), sentence)
    if not any(problems_of(world)):
        setting = prepare(world.model_copy(update={"parameters": {}, "without": ()}))
        yield from content.problems_of(setting)
        yield from (Problem(("board",), sentence) for sentence in mosaic.problems_of(world))
        for seat, state in enumerate(world.states):
            if state in world.policies:
                try:
                    policy(world.policies[state], setting, seat)
                except InputError as error:
                    yield from (Problem(("policies", state), sentence) for sentence in error.problems)


def wrong_parameter(name: str, value: float) -> str:
    """Say what is wrong with a parameter: its name, or a value outside the declared range; else nothing."""
    known = {p.name: p for p in parameters()}
    if name not in known:
        hint = nearest(name, known) or "; techrace list parameters shows them all"
        return f"unknown parameter {shown(name)}{hint}"
    p = known[name]
    if not isfinite(value) or not p.low <= value <= p.high:
        return f"{value:g} is outside {p.low:g}..{p.high:g} ({p.meaning}, {p.unit})"
    return ""


def wrong_rule(name: str) -> str:
    """Say that there is no such rule; else nothing."""
    rules = [name_of(rule) for rule in ORDER]
    return "" if name in rules else unknown("rule", name, rules)


def _wrong(
    world: World,
    policies: Mapping[str, str],
    turns: int | None,
    worlds: int,
    values: Mapping[str, float],
    without: Iterable[str],
    uncertainty: str,
) -> Iterator[str]:
    for state in policies:
        if state not in world.states:
            yield f"--policy {state}={policies[state]}: {unknown('state', state, world.states)}"
    for name, value in values.items():
        if sentence := wrong_parameter(name, value):
            yield f"--set {name}={value:g}: {sentence}"
    for rule in without:
        if sentence := wrong_rule(rule):
            yield f"--without {rule}: {sentence}"
    if turns is not None and not 1 <= turns <= MOST_TURNS:
        yield f"--turns {turns}: allowed are 1 to {MOST_TURNS}"
    if not 1 <= worlds <= MOST_WORLDS:
        yield f"--worlds {worlds}: allowed are 1 to {MOST_WORLDS}"
    if uncertainty not in KINDS:
        yield f"--uncertainty {uncertainty}: {unknown('kind', uncertainty, KINDS)}"
