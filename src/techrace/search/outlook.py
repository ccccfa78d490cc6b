"""Play plans on in many games that look to the seat as its own does, and see what they are worth to it.

Candidates meet the same games under the same luck: rows of a batch with the same world id have the
same drawn constants, the same beliefs and the same events.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array, total
from techrace.chance import Chance, chance
from techrace.explain.beliefs import Knowledge, believed, possible_setting
from techrace.orders import LEVERS
from techrace.policies import policy, usual_of
from techrace.policy import Moves, Policy, combine
from techrace.record import digest
from techrace.remembered import Remembered
from techrace.rules.turn import turn
from techrace.scoring import POINTS, RED_LINE, RED_LINE_MOST, crossed, measures, over_the_path, par_of
from techrace.search.genes import Genome
from techrace.setting import CONSTANTS, Setting
from techrace.simulate import simulate
from techrace.tournament.play import chosen
from techrace.view import View
from techrace.world.loading import hash_of

PAR_GAMES = 64
_NAME = re.compile(r"\s*([a-z_]+)")


@dataclass(frozen=True)
class Plan:
    """A doctrine, and how it is bent over the turns ahead.

    Attributes:
        base: The doctrine's name.
        shifts: Shifts of all genes at equally spaced knots, shape (knots, genes).
        since: The turn in which it was made.
        turns: Turns from the first knot to the last.
    """

    base: str
    shifts: Array
    since: int
    turns: int

    def at(self, now: int) -> Array:
        """Return the shifts of a turn, shape (genes,)."""
        return at_knots(self.shifts, (now - self.since) / max(1, self.turns - 1))


def at_knots(shifts: Array, part: float) -> Array:
    """Read shifts between knots, shape (knots, …), at a part of the way from the first to the last."""
    last = shifts.shape[0] - 1
    place = min(max(part, 0.0), 1.0) * last
    low = min(int(place), max(last - 1, 0))
    weight = place - low
    return shifts[low] if not weight else (1.0 - weight) * shifts[low] + weight * shifts[low + 1]


@dataclass
class Outlook:
    """What a seat expects of plans.

    Attributes:
        known: What it knows.
        rivals: The policy that each other state is expected to follow, by its name.
        turns: Turns to look ahead.
        seed: The search's own luck, never the game's.
        played: Games played so far.
    """

    known: Knowledge
    rivals: Mapping[str, str]
    turns: int
    seed: int
    genome: Genome
    played: int = 0
    _spread: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out what a standard deviation of every goal is."""
        self._spread = spread(self.known.setting, tuple(sorted(self.rivals.items())))[:, self.known.seat]

    def worth(self, bases: Sequence[str], plans: Array, first: int, draws: int) -> Array:
        """Return what plans are worth in rating points, up to a constant, shape (plans, draws).

        Args:
            bases: The doctrine that each plan bends.
            plans: Shifts of genes, shape (plans, knots, genes).
            first: The first of the games to play them in; each has a number.
            draws: How many games.
        """
        known, seat = self.known, self.known.seat
        ids = np.tile(np.arange(first, first + draws, dtype=np.uint64), len(bases))
        luck = chance(self.seed, ids)
        setting = possible_setting(known.setting, luck)
        state = before = believed(known, setting, luck)
        names = setting.names["states"]
        others = {i: policy(self.rivals[s], known.setting, i) for i, s in enumerate(names) if i != seat}
        own = {base: policy(base, known.setting, seat) for base in dict.fromkeys(bases)}
        row_base = np.repeat(np.array([list(own).index(base) for base in bases]), draws)
        last = known.last
        path, lines = [measures(state, setting)[:, seat]], []
        for t in range(self.turns):
            now = luck.at(state.turn)
            shifts = np.repeat(at_knots(plans.swapaxes(0, 1), t / max(1, self.turns - 1)).T, draws, axis=1)
            moves: list[Moves] = [
                _bent(own, row_base, self.genome, shifts, View(i, state, before, last, setting, now), now)
                if i == seat
                else others[i].decide(View(i, state, before, last, setting, now), now)
                for i in range(len(names))
            ]
            orders = combine(setting.standing, moves)
            before, state, last = state, turn(state, orders, setting, now), orders
            path.append(measures(state, setting)[:, seat])
            lines.append(_beyond(state, setting, seat))
        self.played += ids.size
        goals = over_the_path(np.stack(path)) / self._spread[:, None]
        rating = POINTS * total(setting.goals[:, seat] * goals)
        fine = np.minimum(RED_LINE * np.sum(lines, axis=0), RED_LINE_MOST)
        return np.asarray(rating - fine, dtype=np.float64).reshape(len(bases), draws)


def _bent(
    own: Mapping[str, Policy], row_base: NDArray[np.intp], genome: Genome, shifts: Array, view: View, luck: Chance
) -> Moves:
    """Return what the seat orders in every row: its doctrine of that row, bent."""
    decided = [base.decide(view, luck) for base in own.values()]
    return genome.moved(chosen(decided, row_base, view), shifts, view.state, view.setting)


def _beyond(state: object, setting: Setting, seat: int) -> Array:
    """Say in which games the seat is beyond its own red line."""
    line = list(setting.world.states.values())[seat].red_line
    name = _NAME.match(line.when) if line else None
    if name is None:
        return np.zeros(1)
    return crossed({name[1]: getattr(state, name[1])[None]}, setting)[0, seat].astype(np.float64)


def fingerprint(setting: Setting) -> str:
    """Return a fingerprint of all the constants of a game and its start."""
    said = (hash_of(setting.world), str(setting.turns), *sorted(setting.without))
    constants = sorted(repr(chosen) for chosen in setting.parameters.values())
    told = sha256(" ".join((*said, *constants, digest(setting.start))).encode())
    arrays = (getattr(setting, name) for name in CONSTANTS)
    for values in (*arrays, *(getattr(setting.standing, lever.name) for lever in LEVERS)):
        told.update(np.asarray(values).tobytes())
    return told.hexdigest()


_SPREADS: Remembered[Array] = Remembered(64)


def spread(setting: Setting, rivals: tuple[tuple[str, str], ...]) -> Array:
    """Return the standard deviation of every goal in games that all play by default, shape (goals, states)."""
    return _SPREADS.once(f"{fingerprint(setting)} {rivals}", lambda: _spread(setting, rivals))


def _spread(setting: Setting, rivals: tuple[tuple[str, str], ...]) -> Array:
    ids = np.arange(PAR_GAMES, dtype=np.uint64)
    luck = chance(0, ids)
    names = setting.names["states"]
    usual = {**{s: usual_of(setting, s) for s in names}, **dict(rivals)}
    seats = [policy(usual[s], setting, i) for i, s in enumerate(names)]
    record = simulate(possible_setting(setting, luck), seats, worlds=ids, keep=False, figures=())
    return par_of(record.measures.astype(np.float64)).sd
