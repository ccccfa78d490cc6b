"""``techrace validate``: say everything that is wrong with files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from techrace.world.yamlfile import Marked


def validate(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="World files and policy files.")],
    world: Annotated[str, typer.Option(help="The world whose names a policy file uses.")] = "2025",
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check world files and policy files; what a file is shows in what it says.

    Every problem is one line: the place, what is wrong, what is allowed. Ends with 2 if there is one.

    Example: techrace validate my-world.yaml my-policy.yaml
    """
    from techrace.cli.options import tongue
    from techrace.cli.say import say, say_json

    tell = tongue(lang)
    found = [(name, *_check(name, world)) for name in files]
    if json:
        say_json([{"file": name, "kind": kind, "problems": problems} for name, kind, problems in found])
    else:
        for name, kind, problems in found:
            for problem in problems:
                say(problem)
            if not problems:
                say(tell("valid", file=name, kind=tell(f"kind-{kind}")))
        wrong = sum(len(problems) for _, _, problems in found)
        if wrong:
            say(tell("problems", count=wrong))
    if any(problems for _, _, problems in found):
        raise typer.Exit(2)


def _check(name: str, world: str) -> tuple[str, list[str]]:
    """Return what a file is, and every problem of it."""
    from techrace.archive import checks
    from techrace.errors import InputError
    from techrace.sweep import load as design
    from techrace.sweep.sampling import points_of
    from techrace.world.loading import load, packaged
    from techrace.world.yamlfile import read

    kind = "file"
    try:
        if not Path(name).exists() and name.removesuffix(".yaml") in packaged():
            load(name, [checks])
            return "world", []
        marked = read(Path(name))
        kind = _kind(marked.data)
        if kind == "world":
            load(name, [checks])
        elif kind == "design":
            made = design(name)
            try:
                points_of(made)
            except InputError as error:
                return kind, [f"{name}: {problem}" for problem in error.problems]
        elif kind == "policy":
            return kind, list(_policy_problems(name, marked, world))
        else:
            kinds = "a world (schema, states …), a policy (why, posture, rules) nor a design (factors, sampling …)"
            return kind, [f"{name}:1: is neither {kinds}"]
    except InputError as error:
        return kind, list(error.problems)
    return kind, []


def _kind(data: dict[str, Any]) -> str:
    """Tell a world, a policy and a design by their keys."""
    from techrace.sweep import is_design

    world = {"schema", "states", "layers", "sectors", "ecosystems", "camps", "regions", "ai_capital", "trust", "turns"}
    policy = {"posture", "rules", "why", "seat", "strong", "weak"}
    if is_design(data):
        return "design"
    as_world, as_policy = len(world & data.keys()), len(policy & data.keys())
    if as_world == as_policy == 0:
        return "file"
    return "world" if as_world >= as_policy else "policy"


def _policy_problems(name: str, marked: Marked, world: str) -> Iterator[str]:
    """Check a policy on the seat that it is written for, or on every seat."""
    from techrace.errors import InputError
    from techrace.policies import policy
    from techrace.simulate import prepare
    from techrace.world.loading import load

    setting = prepare(load(world))
    states = setting.names["states"]
    seat = marked.data.get("seat")
    seats = [states.index(seat)] if seat in states else range(len(states))
    told: set[str] = set()
    for i in seats:
        try:
            policy(name, setting, i)
        except InputError as error:
            yield from (p for p in error.problems if p not in told)
            told |= set(error.problems)
