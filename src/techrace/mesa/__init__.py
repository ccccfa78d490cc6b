"""The Mesa face: the same game as ``simulate``, as a ``mesa.Model`` with agents.

Example:
    >>> from techrace.mesa import TechRaceModel
    >>> model = TechRaceModel(seed=7, turns=8)
    >>> while model.running:
    ...     model.step()
    >>> table = model.datacollector.get_agent_vars_dataframe()

Only this package imports Mesa, whose import makes ``spawn`` the way in which the process
starts others.
"""

from techrace.mesa.agents import RegionAgent, StateAgent
from techrace.mesa.batch import batch_run
from techrace.mesa.model import TechRaceModel

__all__ = ["RegionAgent", "StateAgent", "TechRaceModel", "batch_run"]
