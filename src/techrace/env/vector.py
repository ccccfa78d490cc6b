"""One seat in many games at once: Gymnasium's vector interface, played as one batch of arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium.vector import AutoresetMode, VectorEnv  # noqa: TID253 - this room is theirs
from gymnasium.vector.utils import batch_space  # noqa: TID253 - this room is theirs

from techrace.env.games import Games, Turn
from techrace.env.numbers import Layout
from techrace.env.parallel import box, sight


class SeatVectorEnv(VectorEnv[Any, Any, Any]):
    """A seat of the technology race against policies, in many games of the same length.

    They end together; the step after the last begins new games, whatever it orders (``AutoresetMode.NEXT_STEP``).

    Args:
        seat: The seat.
        games: Games at once.
        options: As of ``Games``, without ``seats``.
    """

    metadata: dict[str, Any] = {"render_modes": [], "autoreset_mode": AutoresetMode.NEXT_STEP}  # noqa: RUF012 - as Gymnasium declares it

    def __init__(self, seat: str, games: int = 64, **options: Any) -> None:
        self.seat, self.num_envs = seat, games
        self.games = Games(**options, seats=(seat,), games=games)
        self.layout: Layout = self.games.layout
        self.single_observation_space = sight(self.layout)
        self.single_action_space = box(self.layout.actions)
        self.observation_space = batch_space(self.single_observation_space, games)
        self.action_space = batch_space(self.single_action_space, games)

    def reset(self, *, seed: Any = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin new games; one seed (or a list's first) is that of all luck."""
        del options
        first = seed if seed is None or isinstance(seed, int) else next(iter(seed))
        turn = self.games.reset(first)
        return dict(turn.seen[self.seat]), self._info(turn)

    def step(self, actions: Any) -> tuple[Any, Any, Any, Any, dict[str, Any]]:
        """Play a turn in every game, or begin new ones after the last."""
        turn = self.games.reset() if self.games.over else self.games.step({self.seat: actions})
        over, never = np.full(self.num_envs, turn.over), np.zeros(self.num_envs, dtype=bool)
        return dict(turn.seen[self.seat]), turn.rewards[self.seat], over, never, self._info(turn)

    def standing(self) -> np.ndarray[Any, Any]:
        """Return the actions that change nothing."""
        return self.games.standing(self.seat)

    def _info(self, turn: Turn) -> dict[str, Any]:
        return {"rating": turn.ratings[self.seat]}


def vector_env(seat: str, games: int = 64, **options: Any) -> SeatVectorEnv:
    """Make a batch of games for one seat; the options are those of ``Games``."""
    return SeatVectorEnv(seat, games, **options)
