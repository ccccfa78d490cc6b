"""Two opponents that look ahead: ``search`` plans anew every few turns, ``best-response`` once, before the game.

``search`` plans from what its seat knows at that moment; ``best-response`` from what all know at the start,
over the whole game and against named opponents, so that thousands of games cost one plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from techrace.chance import Chance, chance
from techrace.errors import InputError, shown, unknown
from techrace.explain.beliefs import Knowledge, knowledge
from techrace.policies import available, policy
from techrace.policy import Moves, Policy
from techrace.search.cem import Budget, Found, search
from techrace.search.genes import Genome
from techrace.search.outlook import Outlook, Plan
from techrace.setting import Setting
from techrace.tournament.play import chosen
from techrace.view import View
from techrace.world.loading import hash_of

SEARCH, BEST_RESPONSE = "search", "best-response"
KINDS = (SEARCH, BEST_RESPONSE)
OWN_LUCK = 0x2545F4914F6CDD1D
"""The seed of all searches: no game has it but by a chance of one in 2^64."""
LARGEST, LEAST = 1e9, (1.0, 0.001)
SETTINGS = ("rollouts", "seconds", "turns", "every", "end", "seed")


@dataclass(frozen=True)
class Options:
    """How to search.

    Attributes:
        rollouts: Games to play for a plan.
        seconds: Or seconds; then the plan depends on the machine.
        turns: Turns to look ahead.
        end: Turns of the game; the world's own number if not given.
        every: Turns after which to plan anew (``search``).
        seed: Another luck of the search.
        rivals: Opponents by state; the others are expected to follow the world's default for them.
    """

    rollouts: int | None = None
    seconds: float | None = None
    turns: int | None = None
    every: int = 4
    end: int | None = None
    seed: int = 0
    rivals: Mapping[str, str] = field(default_factory=dict)

    def budget(self, usual: int) -> Budget:
        """Return how long to search."""
        return Budget(usual if self.rollouts is None and self.seconds is None else self.rollouts, self.seconds)


def options(written: str, setting: Setting, seat: int) -> Options:
    """Read ``rollouts=2000,us=fortress``.

    Raises:
        InputError: Something is unknown, or no number.
    """
    names = setting.names["states"]
    numbers: dict[str, float] = {}
    rivals: dict[str, str] = {}
    problems = []
    for part in filter(None, (p.strip() for p in written.split(","))):
        name, _, value = part.partition("=")
        if name in SETTINGS:
            try:
                numbers[name] = _number(name, value)
            except ValueError:
                problems.append(f"{part}: {shown(value)} is not a number above 0")
        elif name not in names:
            problems.append(f"{part}: {unknown('setting of a search', name, (*SETTINGS, *names))}")
        elif name == names[seat]:
            problems.append(f"{part}: {name} is the seat that searches; name its opponents")
        elif value.partition(":")[0] in KINDS:
            problems.append(f"{part}: a search cannot expect another one; name a doctrine")
        else:
            policy(value, setting, names.index(name))  # refused now, not in the middle of a game
            rivals[name] = value
    if problems:
        raise InputError(problems)
    whole = {name: int(value) for name, value in numbers.items() if name != "seconds"}
    return replace(Options(seconds=numbers.get("seconds"), rivals=rivals), **whole)  # type: ignore[arg-type]


def _number(name: str, value: str) -> float:
    number = float(value)
    if not (0 <= number <= LARGEST and (number >= (0 if name == "seed" else LEAST[name == "seconds"]))):
        raise ValueError
    return number


def made(spec: str, setting: Setting, seat: int) -> Policy:
    """Make the policy that ``search:…`` or ``best-response:…`` stands for."""
    kind, _, written = spec.partition(":")
    said = options(written, setting, seat)
    return Search(spec, setting, seat, said) if kind == SEARCH else BestResponse(spec, setting, seat, said)


def plain_rivals(rivals: Mapping[str, str]) -> None:
    """Refuse opponents that a search cannot expect.

    Raises:
        InputError: One searches itself, or its name cannot stand in a list.
    """
    wrong = [f"{s}={p}: a search cannot expect this; name a doctrine" for s, p in rivals.items() if ":" in p]
    if wrong:
        raise InputError(wrong)


def bases_of(setting: Setting, seat: int) -> list[str]:
    """List the doctrines that a seat may bend: the world's default, those written for it, those for any seat."""
    state = setting.names["states"][seat]
    usual = setting.world.policies.get(state, "status-quo")
    generic = [x.id for x in available(setting) if x.seat is None and "." in x.id]
    return list(dict.fromkeys((usual, *(x.id for x in available(setting) if x.seat == state), *generic)))


def rivals_of(setting: Setting, said: Options) -> dict[str, str]:
    """Return whom every state is expected to follow."""
    return {s: said.rivals.get(s, setting.world.policies.get(s, "status-quo")) for s in setting.names["states"]}


class _Planned:
    """A policy that plays plans: several games may follow different ones."""

    def __init__(self, name: str, setting: Setting, seat: int, said: Options) -> None:
        self.name, self.seat, self.said = name, seat, said
        self.genome = Genome(setting, seat)
        self.bases = {name: policy(name, setting, seat) for name in bases_of(setting, seat)}

    def _play(self, plans: list[Plan], view: View, luck: Chance) -> Moves:
        """Return what the plans order, one a world, or one for all."""
        names = list(self.bases)
        decided = [base.decide(view, luck) for base in self.bases.values()]  # all, so that each remembers its game
        which = np.array([names.index(plan.base) for plan in plans])
        used = sorted(set(which.tolist()))
        place = np.array([used.index(w) for w in which])
        moves = chosen([decided[w] for w in used], place, view)
        shifts = np.stack([plan.at(view.state.turn) for plan in plans], axis=-1)
        return self.genome.moved(moves, shifts, view.state, view.setting)


class Search(_Planned):
    """Plans anew every few turns, for every game from what the seat knows of it."""

    def __init__(self, name: str, setting: Setting, seat: int, said: Options) -> None:
        super().__init__(name, setting, seat, said)
        self.plans: dict[tuple[int, int], Plan] = {}  # by the seed and the world of a game

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return this turn's moves of the plan of every game."""
        turn, games = view.state.turn, [(view.chance.seed, int(world)) for world in view.chance.worlds]
        for i, game in enumerate(games):
            plan = self.plans.get(game)
            if plan is None or not plan.since <= turn < plan.since + self.said.every:
                earlier = plan if plan is not None and plan.since < turn else None
                self.plans[game] = self._plan(one(view, i), earlier).plan
        return self._play([self.plans[game] for game in games], view, chance)

    def _plan(self, view: View, before: Plan | None) -> Found:
        known, said = knowledge(view), self.said
        left = max((said.end or view.setting.world.turns) - view.state.turn, 1)
        outlook = Outlook(
            known, rivals_of(view.setting, said), min(said.turns or 12, left), OWN_LUCK + said.seed, self.genome
        )
        return search(outlook, list(self.bases), said.budget(1024), before=before)


class BestResponse(_Planned):
    """Plans once, over the whole game, from what everybody knows at the start."""

    def __init__(self, name: str, setting: Setting, seat: int, said: Options) -> None:
        super().__init__(name, setting, seat, said)
        self.setting = setting

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return this turn's moves of the one plan."""
        return self._play([best_response(self.setting, self.seat, self.said).plan], view, chance)


_FOUND: dict[tuple[object, ...], Found] = {}  # plans are dear, and the same in every chunk of a batch
_REMEMBERED = 64


def best_response(setting: Setting, seat: int, said: Options | None = None) -> Found:
    """Plan against opponents from the start of a world.

    Args:
        setting: The world; constants that were drawn for some games are forgotten.
        seat: Who plans.
        said: How to search.
    """
    said = said or Options()
    known = at_the_start(setting, seat)
    constants = sorted(repr(p) for p in known.setting.parameters.values())
    key = (hash_of(setting.world), tuple(sorted(setting.without)), *constants, seat, repr(said))
    if key not in _FOUND:
        genome = Genome(known.setting, seat)
        turns = said.turns or said.end or setting.world.turns
        outlook = Outlook(known, rivals_of(setting, said), turns, OWN_LUCK + said.seed, genome)
        while len(_FOUND) >= _REMEMBERED:
            _FOUND.pop(next(iter(_FOUND)))
        _FOUND[key] = search(outlook, bases_of(setting, seat), said.budget(4096), knots=3)
    return _FOUND[key]


def at_the_start(setting: Setting, seat: int) -> Knowledge:
    """Return what a seat knows before the first turn of any game of a world."""
    start = setting.start.take(slice(0, 1))
    return knowledge(View(seat, start, start, setting.standing, setting, chance(OWN_LUCK)))


def one(view: View, world: int) -> View:
    """Return a seat's view of one game of a batch."""
    index = np.array([world])
    state, before = view.state.take(index), view.before.take(index)
    return View(view.seat, state, before, view.last.take(index), view.setting, view.chance.take(index))
