"""States that decide and regions that are courted, as Mesa agents.

An agent holds no figures of its own: its attributes read the model's arrays, which are the
single truth, and cannot be set. ``agent.gdp`` is the truth, for whoever studies the model; what
a state may base its decision on is its view, in which others' figures are foggy or hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import mesa

from techrace.mesa import moves
from techrace.mesa.figures import REGION_AXES, STATE_AXES, with_figures
from techrace.policy import Moves, Policy
from techrace.view import View

if TYPE_CHECKING:
    from techrace.mesa.model import TechRaceModel


class _Market(mesa.Agent):
    """What states and regions share: a name, and a place among the markets."""

    axes: tuple[str, ...] = ()
    model: TechRaceModel

    def __init__(self, model: TechRaceModel, name: str) -> None:
        super().__init__(model)
        self.name = name
        self.index = model.setting.index("markets", name)

    @property
    def title(self) -> str:
        """Return the name to show to people."""
        return self.model.setting.world.markets[self.name].name.en

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"


@with_figures(STATE_AXES)
class StateAgent(_Market):
    """A state: each turn it looks at its view and orders something.

    Subclass it and override ``decide`` to let it decide by your own rule.

    Attributes:
        name: Its name in the world file.
        index: Its place among the states.
        policy: Who decides unless ``decide`` is overridden.
        moves: What it ordered last beyond its standing orders, as arrays.
    """

    axes = STATE_AXES

    def __init__(self, model: TechRaceModel, name: str, policy: Policy) -> None:
        super().__init__(model, name)
        self.policy = policy
        self.moves: Moves = {}

    @property
    def view(self) -> View:
        """Return the game as this state may know it now."""
        return self.model.view(self.index)

    def decide(self, view: View) -> Mapping[str, Any]:
        """Return this turn's orders beyond the standing orders, from what the state may know.

        Values are arrays over the lever's axes, or numbers by name as in a world file:
        ``{"open": 0.8, "tariff": {"atlantis": 0.3}}``.
        """
        return self.policy.decide(view, view.chance)

    def step(self) -> None:
        """Decide and seal the orders of this turn; nothing happens before all states have."""
        self.moves = moves.read(self.decide(self.view), self.model.setting, self.index)


@with_figures(REGION_AXES)
class RegionAgent(_Market):
    """A region: a market that the states court, and that decides nothing itself.

    Attributes:
        name: Its name in the world file.
        index: Its place among the markets, after the states.
    """

    axes = REGION_AXES
