"""The game as an environment for learning: PettingZoo for all seats, Gymnasium's vectors for one, arrays for both.

``parallel_env()`` is one game and as many agents as seats; ``vector_env("korea", games=256)`` is one seat in many
games at once; ``Games`` is what both are made of: many games, any seats, NumPy arrays in and out.
"""

from techrace.env.games import Games, Turn
from techrace.env.numbers import Layout, layout
from techrace.errors import need

need("gymnasium", "rl")
need("pettingzoo", "rl")

from techrace.env.parallel import TechRaceEnv, parallel_env  # noqa: E402 - only where they are installed
from techrace.env.vector import SeatVectorEnv, vector_env  # noqa: E402

__all__ = ["Games", "Layout", "SeatVectorEnv", "TechRaceEnv", "Turn", "layout", "parallel_env", "vector_env"]
