"""Who meets whom: the seats that choose, what they choose from, and the combinations that are played."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from techrace.archive import Recipe
from techrace.chance import chance
from techrace.errors import InputError, placed, unknown
from techrace.policies import available, policy
from techrace.policy import unrepeatable
from techrace.setting import Setting

ALL = "all"
MOST = 5000  # combinations; more must be sampled


@dataclass(frozen=True)
class Field:
    """The combinations of a tournament.

    Attributes:
        seats: The states that choose; all others play as the recipe says.
        choices: What each of them chooses from.
        profiles: The combinations, as places in ``choices``, shape (profiles, seats).
        whole: Whether every combination is played.
    """

    seats: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    profiles: NDArray[np.int64]
    whole: bool

    @property
    def shape(self) -> tuple[int, ...]:
        """Return how many choices every seat has."""
        return tuple(map(len, self.choices))

    def written(self, profile: int) -> dict[str, str]:
        """Return who plays what in a combination."""
        return {s: c[i] for s, c, i in zip(self.seats, self.choices, self.profiles[profile].tolist(), strict=True)}


def field_of(
    recipe: Recipe, seats: str, policies: Iterable[str] = (), *, sample: int | None = None, seed: int = 0
) -> Field:
    """Read who takes part.

    Args:
        recipe: The world, and who plays the seats that do not choose.
        seats: States with commas between them, or ``all``.
        policies: ``a,b`` for all seats that choose, or ``korea=a,b`` for one; without any, the doctrines written for
            a seat. Semicolons stand between policies whose own names have commas.
        sample: Play so many combinations, in which every choice of a seat is met equally often.
        seed: The luck of the sample.

    Raises:
        InputError: A state or policy is unknown, or there are too many combinations.
    """
    setting = recipe.setting()
    if once := unrepeatable(recipe.seats(setting)):
        raise InputError(placed("--policy", why) for why in once)
    states = setting.names["states"]
    chosen = list(states) if seats == ALL else [s.strip() for s in seats.split(",") if s.strip()]
    problems = [f"--seats: {unknown('state', s, (*states, ALL))}" for s in chosen if s not in states]
    if problems or not chosen or len(set(chosen)) < len(chosen):
        raise InputError(problems or f"--seats {seats}: name states, each once, with commas between them, or all")
    said = _said(policies, chosen, states)
    choices = tuple(_choices(setting, s, said.get(s) or said.get("")) for s in chosen)
    count = prod(map(len, choices))
    if sample is not None and sample < count:
        return Field(tuple(chosen), choices, balanced(tuple(map(len, choices)), sample, seed), whole=False)
    if count > MOST:
        message = f"{count:,} combinations: more than {MOST:,}; name fewer --seats or --policies, or give --sample"
        raise InputError(message)
    profiles = np.stack(np.unravel_index(np.arange(count), tuple(map(len, choices))), axis=1).astype(np.int64)
    return Field(tuple(chosen), choices, profiles, whole=True)


def _said(policies: Iterable[str], chosen: list[str], states: tuple[str, ...]) -> Mapping[str, list[str]]:
    """Read lists of policies by state; under "" for all."""
    found: dict[str, list[str]] = {}
    for text in policies:
        head, equals, rest = text.partition("=")
        seat, listed = (head, rest) if equals and head in states else ("", text)
        if seat and seat not in chosen:
            message = f"--policies {text}: {seat} is not among --seats {','.join(chosen)}"
            raise InputError(message)
        names = [name.strip() for name in listed.split(";" if ";" in listed else ",") if name.strip()]
        if not names:
            message = f"--policies {text}: names no policy; write {seat or 'STATE'}=A,B or A,B"
            raise InputError(message)
        found[seat] = list(dict.fromkeys([*found.get(seat, []), *names]))
    return found


def _choices(setting: Setting, seat: str, named: list[str] | None) -> tuple[str, ...]:
    place = setting.index("states", seat)
    if named is None:
        usual = setting.world.policies.get(seat)
        written = [x.id for x in available(setting) if x.seat == seat]
        generic = [x.id for x in available(setting) if x.seat is None and "." in x.id]
        named = list(dict.fromkeys(([usual] if usual else []) + (written or generic)))
    made = [policy(name, setting, place) for name in named]  # refused now, not after a long wait
    if once := unrepeatable(made):
        raise InputError(placed("--policies", why) for why in once)  # it would meet every rival in another game
    return tuple(named)


def balanced(shape: tuple[int, ...], sample: int, seed: int) -> NDArray[np.int64]:
    """Draw combinations in which every choice of a seat stands equally often, give or take one; none twice."""
    luck = chance(seed, np.arange(sample, dtype=np.uint64))
    columns = [
        (np.argsort(np.argsort(luck.uniform(f"tournament {i}"), kind="stable"), kind="stable") % length)
        for i, length in enumerate(shape)
    ]
    return np.unique(np.stack(columns, axis=1), axis=0).astype(np.int64)
