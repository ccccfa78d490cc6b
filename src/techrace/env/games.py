"""Many games at once, turn by turn, as a learner needs them: rows of numbers in, rows of numbers out.

The reward of a turn is what it adds to the seat's rating, so that the rewards of a game sum to its rating minus
50: above 0 is better than the world's own policies play that seat.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from techrace.archive.recipe import MOST_TURNS, MOST_WORLDS, checks, defaults, wrong_parameter, wrong_rule
from techrace.arrays import Array
from techrace.chance import Chance, chance
from techrace.env.numbers import Layout, Mask, Rows, layout
from techrace.errors import InputError, unknown
from techrace.orders import Orders
from techrace.policies import policy
from techrace.policy import Policy, combine
from techrace.rules.turn import turn
from techrace.scoring import Par, crossed, measures, par_of, rate
from techrace.setting import Setting
from techrace.simulate import begin, calendar, prepare, simulate
from techrace.sweep.outcomes import red_line_figures
from techrace.view import View
from techrace.world.loading import load
from techrace.world.schema import World

PAR_GAMES = 128
_SEEDS = 31  # bits of a seed that nobody chose


@dataclass(frozen=True)
class Turn:
    """What comes of a turn.

    Attributes:
        seen: What each seat sees now: ``figures``, ``orders`` of the others, ``own`` orders, ``mask``.
        rewards: What the turn added to each seat's rating, one number a game.
        ratings: Each seat's rating if the game ended here.
        over: Whether this was the last turn.
    """

    seen: Mapping[str, Mapping[str, Rows | Mask]]
    rewards: Mapping[str, Rows]
    ratings: Mapping[str, Rows]
    over: bool


class Games:
    """A batch of games in which some seats are played from outside, the others by policies.

    Args:
        world: The name or path of a world, or a loaded one.
        seats: The seats that are played from outside; all if not given.
        policies: Who plays the others; the world's own policies if not given.
        turns: Turns of a game; the world's own number if not given.
        games: Games at once.
        parameters: Dotted overrides of the rules' parameters.
        without: Rules that are switched off.

    Raises:
        InputError: A seat, a policy, a parameter or a rule is unknown, or a number is out of range.
    """

    def __init__(
        self,
        world: str | Path | World = "2025",
        *,
        seats: Iterable[str] | None = None,
        policies: Mapping[str, str | Policy] | None = None,
        turns: int | None = None,
        games: int = 1,
        parameters: Mapping[str, float] | None = None,
        without: Iterable[str] = (),
    ) -> None:
        loaded = world if isinstance(world, World) else load(world, checks=[checks])
        parameters, without, policies = parameters or {}, tuple(without), policies or {}
        names = tuple(loaded.states)
        self.seats = names if seats is None else tuple(dict.fromkeys(seats))
        if problems := list(_wrong(names, self.seats, policies, turns, games, parameters, without)):
            raise InputError(problems)
        self.setting: Setting = prepare(loaded, parameters, without)
        self.policies: dict[str, str | Policy] = {**defaults(loaded), **policies}
        self.games, self.turns = games, loaded.turns if turns is None else turns
        self.layout: Layout = layout(self.setting, self.turns)
        self._calendar = calendar(self.setting, self.turns)
        self._lines = red_line_figures(self.setting)
        self._seed, self._next = secrets.randbits(_SEEDS), 0
        self._pars: tuple[Par, ...] | None = None
        self._luck: Chance | None = None
        self.reset()

    def reset(self, seed: int | None = None) -> Turn:
        """Begin anew; without a seed with games that were not played yet.

        Args:
            seed: The seed of all luck: the same seed brings the same games.
        """
        if seed is not None:
            self._seed, self._next = seed, 0
        ids = np.arange(self._next, self._next + self.games, dtype=np.uint64)
        self._next += self.games
        self._luck = chance(self._seed, ids)
        self.state = self.before = begin(self.setting, self._luck)
        self.last: Orders = self.setting.standing
        self._others = {
            state: policy(spec, self.setting, self.setting.index("states", state)) if isinstance(spec, str) else spec
            for state, spec in self.policies.items()
            if state not in self.seats
        }
        self._path = [measures(self.state, self.setting)]
        self._beyond = np.zeros((len(self.policies), self.games))
        self._rating = np.full((len(self.policies), self.games), 50.0)
        return self._told(np.zeros_like(self._rating))

    @property
    def over(self) -> bool:
        """Say whether the last turn has been played."""
        return self.state.turn >= self.turns

    def step(self, actions: Mapping[str, Any]) -> Turn:
        """Play a turn; what cannot be done is cut down to what can.

        Args:
            actions: One row a game for every seat that is played from outside; one that is missing carries on with
                its standing orders.

        Raises:
            ValueError: The games are over, a seat is not played from outside, or an action is no row of numbers.
        """
        if self.over or self._luck is None:
            message = "the games are over: reset them"
            raise ValueError(message)
        for state, rows in actions.items():
            if state not in self.seats:
                message = unknown("seat", str(state), self.seats)
                raise ValueError(message)
            if len(rows) not in {1, self.games}:
                message = f"{state}: {len(rows)} rows of actions for {self.games} games"
                raise ValueError(message)
        current = self._calendar[self.state.turn]
        luck = self._luck.at(self.state.turn)
        moves = []
        for seat, state in enumerate(self.policies):
            if state in self._others:
                moves.append(self._others[state].decide(self._view(seat, current, luck), luck))
            else:
                moves.append(self.layout.moves(actions[state]) if state in actions else {})
        orders = combine(current.standing, moves)
        self.before, self.state = self.state, turn(self.state, orders, current, luck)
        self.last = orders
        return self._told(self._rated(current))

    def standing(self, seat: str) -> Rows:
        """Return the action that changes nothing: the standing orders of a seat, one row a game."""
        return self.layout.rows(self.setting.standing, self.setting.index("states", seat), self.games)

    def _view(self, seat: int, setting: Setting, luck: Chance) -> View:
        return View(seat, self.state, self.before, self.last, setting, luck)

    def _rated(self, current: Setting) -> Array:
        """Rate the games as if they ended here; return what the turn added."""
        self._path.append(measures(self.state, current))
        if self._lines:
            now = {name: getattr(self.state, name)[None] for name in self._lines}
            self._beyond = self._beyond + crossed(now, self.setting)[0]
        par = self._par()[self.state.turn]
        before, self._rating = self._rating, rate(np.stack(self._path), self.setting, par, self._beyond)
        return self._rating - before

    def _par(self) -> tuple[Par, ...]:
        """Return how seats do by default up to each turn."""
        if self._pars is None:
            self._pars = _pars(self.setting, self.turns)
        return self._pars

    def _told(self, rewards: Array) -> Turn:
        current = self._calendar[min(self.state.turn, self.turns - 1)]
        luck = (self._luck or chance(0)).at(self.state.turn)
        seen: dict[str, dict[str, Rows | Mask]] = {}
        gained, ratings = {}, {}
        for state in self.seats:
            seat = self.setting.index("states", state)
            seen[state] = {
                "figures": self.layout.seen(self._view(seat, current, luck)),
                "orders": self.layout.others(self.last, seat, self.games),
                "own": self.layout.rows(self.last, seat, self.games),
                "mask": self.layout.mask(self.state, current, seat),
            }
            gained[state] = rewards[seat].astype(np.float32)
            ratings[state] = self._rating[seat].astype(np.float32)
        return Turn(seen, gained, ratings, self.over)


def _wrong(
    names: tuple[str, ...], seats: tuple[str, ...], policies: Mapping[str, Any], turns: int | None, games: int,
    parameters: Mapping[str, float], without: tuple[str, ...],
) -> Iterator[str]:  # fmt: skip
    """Say everything that is wrong with what games are to be made of."""
    yield from (unknown("seat", str(given), names) for given in (*seats, *policies) if given not in names)
    if not seats:
        yield f"seats: names none; allowed are {', '.join(names)}"
    yield from (f"policies: {s}: is played from outside; leave it out of seats" for s in policies if s in seats)
    if turns is not None and not 1 <= turns <= MOST_TURNS:
        yield f"turns: {turns}: allowed are 1 to {MOST_TURNS}"
    if not 1 <= games <= MOST_WORLDS:
        yield f"games: {games}: allowed are 1 to {MOST_WORLDS}"
    yield from (
        f"parameters: {name}: {why}" for name, value in parameters.items() if (why := wrong_parameter(name, value))
    )
    yield from (f"without: {why}" for rule in without if (why := wrong_rule(rule)))


@lru_cache(maxsize=4)
def _pars(setting: Setting, turns: int) -> tuple[Par, ...]:
    """Play some games in which everybody plays by default, and return par after every turn."""
    seats = [policy(p, setting, i) for i, p in enumerate(defaults(setting.world).values())]
    ids: NDArray[np.uint64] = np.arange(PAR_GAMES, dtype=np.uint64)
    record = simulate(setting, seats, turns=turns, worlds=ids, keep=False, figures=())
    path = record.measures.astype(np.float64)
    return tuple(par_of(path[: t + 1]) for t in range(turns + 1))
