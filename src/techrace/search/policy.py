"""Two opponents that look ahead: ``search`` plans anew every few turns, ``best-response`` once, before the game.

``search`` plans from what its seat knows at that moment; ``best-response`` from what all know at the start,
over the whole game and against named opponents, so that thousands of games cost one plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from techrace.chance import Chance, chance
from techrace.errors import InputError, shown, unknown
from techrace.explain.beliefs import Knowledge, knowledge
from techrace.language import sentence
from techrace.orders import LEVERS
from techrace.policies import LEARNED, available, policy, usual_of
from techrace.policy import Moves, Policy
from techrace.record import digest
from techrace.remembered import Remembered
from techrace.search.cem import Budget, Found, search
from techrace.search.genes import Genome
from techrace.search.learned import learned
from techrace.search.outlook import Outlook, Plan, fingerprint
from techrace.setting import Setting
from techrace.tournament.play import chosen
from techrace.view import View

SEARCH, BEST_RESPONSE = "search", "best-response"
KINDS = (SEARCH, BEST_RESPONSE)
OWN_LUCK = 0x2545F4914F6CDD1D
"""The seed of all searches: no game has it but by a chance of one in 2^64."""
LARGEST, LEAST = 1e9, (1.0, 0.001)
SETTINGS = ("rollouts", "seconds", "turns", "every", "seed")
PATIENCE = 20_000
"""Rollouts for one plan that people at a table can be asked to wait for."""


@dataclass(frozen=True)
class Options:
    """How to search.

    Attributes:
        rollouts: Games to play for a plan.
        seconds: Or seconds; then the plan depends on the machine.
        turns: Turns to look ahead, never beyond the end of the game.
        every: Turns after which to plan anew (``search``).
        seed: Another luck of the search.
        rivals: Opponents by state; the others are expected to follow the world's default for them.
    """

    rollouts: int | None = None
    seconds: float | None = None
    turns: int | None = None
    every: int = 4
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
    """Make the policy that ``search:…``, ``best-response:…`` or ``learned`` stands for."""
    if spec == LEARNED:
        return learned(setting, seat)
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
    usual = usual_of(setting, state)
    generic = [x.id for x in available(setting) if x.seat is None and "." in x.id]
    return list(dict.fromkeys((usual, *(x.id for x in available(setting) if x.seat == state), *generic)))


def rivals_of(setting: Setting, said: Options) -> dict[str, str]:
    """Return whom every state is expected to follow."""
    return {s: said.rivals.get(s, usual_of(setting, s)) for s in setting.names["states"]}


class _Planned:
    """A policy that plays plans: several games may follow different ones."""

    usual = 0  # rollouts for a plan, if nothing is said

    def __init__(self, name: str, setting: Setting, seat: int, said: Options) -> None:
        self.name, self.seat, self.said = name, seat, said
        self.genome = Genome(setting, seat)
        self.bases = {name: policy(name, setting, seat) for name in bases_of(setting, seat)}

    @property
    def by_the_clock(self) -> str:
        """Say why its games cannot be had again; nothing if they can."""
        if self.said.seconds is None:
            return ""
        return sentence("error-by-the-clock", policy=self.name, rollouts=str(self.usual))

    @property
    def too_slow(self) -> str:
        """Say why nobody at a table would wait for it; nothing if they can."""
        if (self.said.rollouts or 0) <= PATIENCE:
            return ""
        return sentence("error-too-slow", policy=self.name, most=str(PATIENCE))

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
    """Plans anew every few turns, for every game from what the seat knows of it.

    Attributes:
        rows: The games of a batch that it plays; it makes no plans for the others. None: all.
    """

    usual = 1024

    def __init__(self, name: str, setting: Setting, seat: int, said: Options) -> None:
        super().__init__(name, setting, seat, said)
        self.rows: NDArray[np.bool_] | None = None
        self._plans: list[Plan] = []  # by place in the batch: two games of a batch may have the same luck
        self._of: tuple[int, bytes, int] = (0, b"", 0)  # the seed, the worlds and the turn that they are for

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return this turn's moves of the plan of every game."""
        turn, (seed, worlds, last) = view.state.turn, self._of
        batch = view.chance.seed, view.chance.worlds.tobytes()
        goes_on = (seed, worlds) == batch and turn > 0 and last <= turn
        plans: list[Plan | None] = list(self._plans) if goes_on else [None] * view.chance.worlds.size
        self._plans = [self._current(view, i, plan) for i, plan in enumerate(plans)]
        self._of = (*batch, turn)
        return self._play(self._plans, view, chance)

    def _current(self, view: View, i: int, plan: Plan | None) -> Plan:
        """Return the plan of a game, made anew when it is time."""
        turn = view.state.turn
        if self.rows is not None and not self.rows[i]:
            return Plan(next(iter(self.bases)), np.zeros((1, len(self.genome))), turn, 1)
        if plan is not None and turn < plan.since + self.said.every:
            return plan
        return self._plan(knowledge(one(view, i)), plan).plan

    def _plan(self, known: Knowledge, before: Plan | None) -> Found:
        """Search, unless just this has been searched already: whoever plays a game again waits only once."""
        said, turns = self.said, known.setting.turns
        key = _mark(known, repr(said), "" if before is None else _written(before))

        def found() -> Found:
            ahead = min(said.turns or 12, max(turns - known.state.turn, 1))
            outlook = Outlook(known, rivals_of(known.setting, said), ahead, OWN_LUCK + said.seed, self.genome)
            return search(outlook, list(self.bases), said.budget(self.usual), before=before)

        return _FOUND.once(key, found)


class BestResponse(_Planned):
    """Plans once, over the whole game, from what everybody knows at the start."""

    usual = 4096

    def __init__(self, name: str, setting: Setting, seat: int, said: Options) -> None:
        super().__init__(name, setting, seat, said)
        self.setting = setting

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return this turn's moves of the one plan."""
        turns = view.setting.turns
        setting = self.setting if self.setting.turns == turns else self.setting.evolve(turns=turns)
        return self._play([best_response(setting, self.seat, self.said).plan], view, chance)


_FOUND: Remembered[Found] = Remembered(4096)  # plans are dear, and the same in every chunk of a batch


def _written(plan: Plan) -> str:
    return f"{plan.base} {plan.since} {plan.turns} {plan.shifts.tolist()}"


def _mark(known: Knowledge, *said: str) -> str:
    """Return a fingerprint of all that a search is made of: what a seat knows, and how it is to search."""
    told = sha256(" ".join((fingerprint(known.setting), str(known.seat), digest(known.state), *said)).encode())
    for values in (*known.error.values(), *(getattr(known.last, lever.name) for lever in LEVERS)):
        told.update(values.tobytes())
    return told.hexdigest()


def best_response(setting: Setting, seat: int, said: Options | None = None) -> Found:
    """Plan against opponents from the start of a world.

    Args:
        setting: The world; constants that were drawn for some games are forgotten.
        seat: Who plans.
        said: How to search.
    """
    said = said or Options()
    known = at_the_start(setting, seat)

    def found() -> Found:
        genome = Genome(known.setting, seat)
        turns = min(said.turns or setting.turns, setting.turns)
        outlook = Outlook(known, rivals_of(setting, said), turns, OWN_LUCK + said.seed, genome)
        return search(outlook, bases_of(setting, seat), said.budget(BestResponse.usual), knots=3)

    return _FOUND.once(_mark(known, BEST_RESPONSE, repr(said)), found)


def at_the_start(setting: Setting, seat: int) -> Knowledge:
    """Return what a seat knows before the first turn of any game of a world."""
    start = setting.start.take(slice(0, 1))
    return knowledge(View(seat, start, start, setting.standing, setting, chance(OWN_LUCK)))


def one(view: View, world: int) -> View:
    """Return a seat's view of one game of a batch."""
    index, setting = np.array([world]), view.setting
    state, before = view.state.take(index), view.before.take(index)
    if setting.start.worlds > 1:
        setting = setting.evolve(start=setting.start.take(index))
    return View(view.seat, state, before, view.last.take(index), setting, view.chance.take(index))
