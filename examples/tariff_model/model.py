"""Does answering every tariff end in a trade war?"""

from typing import Any

import mesa
from agents import TariffState

from techrace.mesa import TechRaceModel


class TariffModel(TechRaceModel):
    """The technology race, with states that answer tariffs.

    Args:
        retaliation: What a state returns of a tariff that it was charged; 1 is an eye for an eye.
        strike: The tariff that one state puts on all others in the first turn.
        spark: That state; the first of the world if not given.
        kwargs: Arguments of ``TechRaceModel``.
    """

    def __init__(self, retaliation: float = 0.5, strike: float = 0.4, spark: str | None = None, **kwargs: Any) -> None:
        self.retaliation, self.strike, self.spark = retaliation, strike, spark
        super().__init__(agent_classes=TariffState, **kwargs)

    def step(self) -> None:
        """Settle who begins, then play a turn."""
        self.spark = self.spark or self.setting.names["states"][0]
        super().step()

    def collector(self) -> mesa.DataCollector:
        """Collect two figures instead of all."""
        return mesa.DataCollector({"mean tariff": mean_tariff, "world GDP": world_gdp}, {"name": "name", "gdp": "gdp"})


def mean_tariff(model: TariffModel) -> float:
    """Return the mean of all tariffs in force between two states."""
    states = len(model.setting.names["states"])
    return float(model.last.tariff.sum() / (states * (states - 1)))


def world_gdp(model: TariffModel) -> float:
    """Return world GDP in T$."""
    return sum(agent.gdp for agent in model.agents)
