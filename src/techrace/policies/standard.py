"""Two policies that need no file: the baseline of every comparison, and blind chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from techrace.arrays import Array, normalise
from techrace.chance import Chance
from techrace.feasibility import MONEY, money, possible
from techrace.notation import own_axes
from techrace.orders import LEVERS, Lever
from techrace.policy import BY_AXIS, Moves
from techrace.setting import Setting
from techrace.view import View


@dataclass
class StatusQuo:
    """Carry on with the standing orders of the world, whatever happens."""

    name: str = "status-quo"

    def decide(self, view: View, chance: Chance) -> Moves:  # noqa: ARG002
        """Return no moves: the standing orders stay."""
        return {}


@dataclass
class RandomLegal:
    """Draw every lever anew each turn, anywhere inside what the state may do."""

    setting: Setting
    seat: int
    name: str = "random-legal"

    def decide(self, view: View, chance: Chance) -> Moves:
        """Return random legal moves on every lever that the seat has."""
        moves: dict[str, Array] = {}
        for lever in LEVERS:
            mask = possible(lever, view.setting, view.state)
            axis = BY_AXIS[lever.name]
            mine = mask[(slice(None),) * axis + (self.seat if mask.shape[axis] > 1 else 0,)]
            if mine.any():
                moves[lever.name] = self._drawn(lever, mine, chance)
        costs = [lever for lever in MONEY if lever.name in moves]
        for lever in costs:  # keep all levers that cost money below a third of the budget together
            row = moves[lever.name]
            entries = max(1, row.size // row.shape[-1])
            moves[lever.name] = row * min(1.0, 1.0 / (3 * len(costs) * lever.money * entries))
        moves["spend"] = moves["spend"] * (1.0 - money(moves, self.seat, view.setting))
        return moves

    def _drawn(self, lever: Lever, mine: Array, chance: Chance) -> Array:
        names = self.setting.names
        luck = chance.uniform(
            f"random-legal {names['states'][self.seat]} {lever.name}", *(names[a] for a in own_axes(lever))
        )
        if lever.split or lever.name == "spend":
            return normalise(-np.log(luck) * mine)
        most = (
            lever.high / max(1, len(names["camps"])) if lever.name == "join" else lever.high
        )  # no more than one whole loyalty
        return (lever.low + (most - lever.low) * luck) * mine
