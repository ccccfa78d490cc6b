"""A state that answers tariffs with tariffs."""

from collections.abc import Mapping
from typing import Any

from techrace.mesa import StateAgent
from techrace.view import View


class TariffState(StateAgent):
    """Leave everything to the state's policy, except tariffs: return a share of what was received."""

    def decide(self, view: View) -> Mapping[str, Any]:
        """Charge every other state ``retaliation`` times what it charged last turn."""
        moves = dict(super().decide(view))
        received = view.last.tariff[:, self.index]  # by state; all that is in force is public
        tariff = self.model.retaliation * received
        if self.name == self.model.spark and view.state.turn == 0:
            tariff = tariff + self.model.strike  # the first shot
        tariff[self.index] = 0.0
        return {**moves, "tariff": tariff.clip(0.0, 1.0)}
