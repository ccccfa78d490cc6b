"""A design file, read and checked: what varies, how, and what is kept.

A design varies factors (parameters, initial values, values of the world file, policies,
mechanisms, events, the world itself), says how to sample them and how often to repeat each
point, and names the outcomes to keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from techrace.archive.recipe import Recipe, checks, defaults
from techrace.errors import InputError, nearest
from techrace.policies.program import beside as program_beside
from techrace.policies.program import is_program
from techrace.sweep.checks import problems
from techrace.sweep.factors import Factor, distribution
from techrace.sweep.schema import Spec
from techrace.world.loading import load as load_world
from techrace.world.loading import refuse, validate
from techrace.world.schema import World
from techrace.world.yamlfile import Marked, read


@dataclass(frozen=True)
class Design:
    """A checked design.

    Attributes:
        spec: What the file says.
        text: The file.
        base: The folder from which its paths are read.
        world: The world that is varied.
    """

    spec: Spec
    text: str
    base: Path
    world: World

    @property
    def ranked(self) -> str | None:
        """Return the state whose policies are ranked: as the design says, else the only one that varies."""
        varied = list(self.spec.factors.policies)
        if self.spec.ranks is not None:
            return self.spec.ranks if self.spec.ranks in varied else None
        return varied[0] if len(varied) == 1 else None

    @property
    def turns(self) -> int:
        """Return the turns of every game."""
        return self.spec.turns or self.world.turns

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """List what varies, in the order of the file."""
        return tuple(_factors(self.spec))

    def path(self, text: str) -> str:
        """Return a path as it is read from anywhere: one that is a file beside the design is meant."""
        if is_program(text):
            return program_beside(text, self.base)
        where, colon, name = text.partition(".py:")
        beside = self.base / (f"{where}.py" if colon else text)
        if beside.is_file() and text.endswith((".yaml", ".yml", ".csv")):
            return str(beside)
        return f"{beside}:{name}" if colon and beside.is_file() else text

    def recipe(self, world: World, policies: Mapping[str, str], without: tuple[str, ...] = ()) -> Recipe:
        """Return how the games of some points are played, before anything is varied along the worlds."""
        chosen = {**defaults(world), **{s: self.path(p) for s, p in {**self.spec.fixed.policies, **policies}.items()}}
        texts = {
            p: Path(p).read_text(encoding="utf-8")
            for p in chosen.values()
            if p.endswith((".yaml", ".yml")) and Path(p).is_file()
        }
        off = (*self.spec.fixed.without, *without)
        return Recipe(
            world,
            "",
            chosen,
            self.turns,
            self.spec.seed,
            parameters=self.spec.fixed.parameters,
            without=off,
            files=texts,
        )


def is_design(data: Mapping[str, Any]) -> bool:
    """Tell a design from other files by what only designs say."""
    return bool({"outcomes", "factors", "sampling", "replications"} & data.keys())


def packaged() -> dict[str, Traversable]:
    """List the designs that come with techrace, by name."""
    folder = files("techrace") / "designs"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return {f.name.removesuffix(".yaml"): f for f in found}


def load(source: str | Path) -> Design:
    """Load a design from a path, or a packaged one by name.

    Raises:
        InputError: Everything that is wrong with it.
    """
    name = str(source).removesuffix(".yaml")
    if not Path(source).exists() and name in packaged():
        with as_file(packaged()[name]) as path:
            return design_of(read(path), path.parent, path.read_text(encoding="utf-8"))
    if not Path(source).exists():
        hint = nearest(name, packaged())
        message = f"{source}: there is no such design; packaged designs are {', '.join(packaged())}{hint}"
        raise InputError(message)
    path = Path(source)
    return design_of(read(path), path.resolve().parent, path.read_text(encoding="utf-8"))


def design_of(marked: Marked, base: Path, text: str) -> Design:
    """Check a design that has been read."""
    spec = validate(Spec, marked)
    try:
        bare = Design(spec, text, base, load_world(_beside(spec.world, base), [checks]))
    except InputError as error:
        raise InputError(f"{marked.place(('world',))}: world: {problem}" for problem in error.problems) from None
    refuse(marked, problems(bare))
    return bare


def _beside(source: str, base: Path) -> str:
    return str(base / source) if source.endswith(".yaml") and (base / source).is_file() else source


def _factors(spec: Spec) -> Iterator[Factor]:
    said = spec.factors
    if said.world:
        yield Factor("world", "world", "world", choices=said.world)
    for kind, table in (("parameters", said.parameters), ("start", said.start), ("values", said.values)):
        for name, spread in table.items():
            shown_as = name if kind != "values" else f"values.{name}"
            yield Factor(shown_as, kind, name, steps=spread.steps, **distribution(spread, kind, name))
    for state, choices in said.policies.items():
        yield Factor(f"policies.{state}", "policies", state, choices=choices)
    for rule, states in said.mechanisms.items():
        yield Factor(f"mechanisms.{rule}", "mechanisms", rule, choices=states)
    for name, event in said.events.items():
        if event.hazard:
            shape = distribution(event.hazard, "events", name)
            yield Factor(f"events.{name}", "events", name, steps=event.hazard.steps, **shape)
        else:
            yield Factor(f"events.{name}", "dates", name, choices=event.at or ())
