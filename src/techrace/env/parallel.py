"""One game for all seats at once: PettingZoo's parallel interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeAlias

import numpy as np
from gymnasium import spaces  # noqa: TID253 - this room is theirs
from pettingzoo import ParallelEnv  # noqa: TID253 - this room is theirs

from techrace.env.games import Games, Turn
from techrace.env.numbers import Column, Layout

Seen: TypeAlias = dict[str, np.ndarray[Any, Any]]


def box(columns: tuple[Column, ...]) -> spaces.Box:
    """Return the space of some columns."""
    low, high = (np.array([getattr(c, end) for c in columns], dtype=np.float32) for end in ("low", "high"))
    return spaces.Box(low, high, dtype=np.float32)


def sight(columns: Layout) -> spaces.Dict:
    """Return the space of what a seat sees."""
    return spaces.Dict(
        {
            "figures": box(columns.figures),
            "orders": _unbounded(len(columns.orders)),
            "own": _unbounded(len(columns.actions)),
            "mask": spaces.MultiBinary(len(columns.actions)),
        }
    )


def _unbounded(size: int) -> spaces.Box:
    """Return the space of orders as they were given, also out of range."""
    return spaces.Box(-np.inf, np.inf, (size,), np.float32)


class TechRaceEnv(ParallelEnv[str, Seen, Any]):
    """The technology race for as many agents as it has seats.

    Every agent sees what its seat may know: ``figures`` (columns of ``env.layout.figures``), public ``orders`` of
    the others last turn, its ``own``, and the ``mask`` of what it may order at all. An action is a row of the
    columns of ``env.layout.actions``, each in the range of its lever; what cannot be done or paid is cut down.

    Args:
        options: As of ``Games``, without ``games``.
    """

    metadata: ClassVar[dict[str, Any]] = {"name": "techrace_v0", "render_modes": [], "is_parallelizable": True}
    render_mode = None

    def __init__(self, **options: Any) -> None:
        self.game = Games(**options, games=1)
        self.layout: Layout = self.game.layout
        self.possible_agents = list(self.game.seats)
        self.agents = list(self.possible_agents)
        self._sight = {seat: sight(self.layout) for seat in self.possible_agents}
        self._acts = {seat: box(self.layout.actions) for seat in self.possible_agents}

    def observation_space(self, agent: str) -> spaces.Dict:
        """Return what an agent may see."""
        return self._sight[agent]

    def action_space(self, agent: str) -> spaces.Box:
        """Return what an agent may order."""
        return self._acts[agent]

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, Seen], dict[str, Any]]:
        """Begin a game; the same seed begins the same."""
        del options
        self.agents = list(self.possible_agents)
        turn = self.game.reset(seed)
        return self._seen(turn), self._infos(turn)

    def step(
        self, actions: Mapping[str, Any]
    ) -> tuple[dict[str, Seen], dict[str, float], dict[str, bool], dict[str, bool], dict[str, Any]]:
        """Play a turn; the last one terminates the game for all."""
        if not self.agents:
            return {}, {}, {}, {}, {}
        turn = self.game.step({agent: np.asarray(row)[None] for agent, row in actions.items()})
        rewards = {agent: float(turn.rewards[agent][0]) for agent in self.agents}
        over = dict.fromkeys(self.agents, turn.over)
        never = dict.fromkeys(self.agents, False)
        seen, infos = self._seen(turn), self._infos(turn)
        if turn.over:
            self.agents = []
        return seen, rewards, over, never, infos

    def standing(self, agent: str) -> np.ndarray[Any, Any]:
        """Return the action that changes nothing."""
        return self.game.standing(agent)[0]

    def render(self) -> None:
        """Show nothing; other fronts show the game."""

    def _seen(self, turn: Turn) -> dict[str, Seen]:
        return {agent: {name: rows[0] for name, rows in turn.seen[agent].items()} for agent in self.agents}

    def _infos(self, turn: Turn) -> dict[str, Any]:
        return {agent: {"rating": float(turn.ratings[agent][0])} for agent in self.agents}


def parallel_env(**options: Any) -> TechRaceEnv:
    """Make the environment, as PettingZoo's modules do; the options are those of ``Games``."""
    return TechRaceEnv(**options)
