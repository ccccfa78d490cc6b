"""A situation written in names, so that a test of a rule reads like the claim that it tests.

Example:
    ``Story.of("2025").given("trust", 0.5).order("us", sanction={"china": 1}).after(currency).see("trust")``
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance, chance
from techrace.notation import BY_NAME, fill, slots
from techrace.orders import LEVERS, Orders
from techrace.policy import BY_AXIS
from techrace.rules.turn import Rule, choose
from techrace.setting import Setting
from techrace.simulate import prepare
from techrace.state import QUANTITIES, State
from techrace.world.loading import load
from techrace.world.schema import Problem

_AXES = {q.name: q.axes for q in QUANTITIES}


@dataclass(frozen=True)
class Story:
    """A situation that a rule is applied to; every method returns a new one.

    At first it is the start of a world, nobody has gifts, and nobody orders anything: all
    levers are at zero, and splits are as in the standing orders.
    """

    setting: Setting
    state: State
    orders: Orders
    luck: Chance

    @staticmethod
    def of(world: str | Path | Setting, *, worlds: int = 1, seed: int = 0) -> Story:
        """Begin at the start of a world: a name, a path or a setting."""
        setting = world if isinstance(world, Setting) else prepare(load(world))
        idle = {x.name: np.zeros_like(getattr(setting.standing, x.name)) for x in LEVERS if not x.split}
        state = setting.start.take(np.zeros(worlds, dtype=np.int64))
        return Story(setting, state, setting.standing.evolve(**idle), chance(seed, worlds))

    def given(self, name: str, value: Any, *ids: str) -> Story:
        """Set a figure, or a whole axis of it where no name is given."""
        values = getattr(self.state, name).copy()
        values[self._place(name, ids)] = value
        return replace(self, state=self.state.evolve(**{name: values}))

    def as_usual(self) -> Story:
        """Give the standing orders of the world."""
        return replace(self, orders=self.setting.standing)

    def at(self, turn: int) -> Story:
        """Move to a turn, without playing."""
        return replace(self, state=self.state.evolve(turn=turn), luck=self.luck.at(turn))

    def order(self, state: str, **levers: Any) -> Story:
        """Give orders of a state, written as in a world file."""
        by = self.setting.index("states", state)
        changes = {}
        for name, value in levers.items():
            values = np.moveaxis(getattr(self.orders, name), BY_AXIS[name], 0).copy()
            found = [self._sound(x) for x in slots(self.setting.names, name, value, (state, name))]
            if BY_NAME[name].split:
                values[by] = fill(values[by], {int(index[0]): leaf for index, leaf in found})
            else:
                for index, leaf in found:
                    values[by][index] = leaf
            changes[name] = np.moveaxis(values, 0, BY_AXIS[name])
        return replace(self, orders=self.orders.evolve(**changes))

    def parameters(self, values: dict[str, float]) -> Story:
        """Set parameters by their dotted names."""
        return replace(self, setting=self.setting.evolve(parameters=choose(values)))

    def constant(self, name: str, value: Any, *places: int) -> Story:
        """Set a constant of the setting, or one entry of it."""
        values = getattr(self.setting, name)
        if isinstance(values, np.ndarray):
            values = values.copy()
            values[places or ...] = value
        else:
            values = value
        return replace(self, setting=self.setting.evolve(**{name: values}))

    def start(self, name: str, value: Any, *ids: str) -> Story:
        """Set a figure at the start of the game, to which rules compare today's."""
        values = getattr(self.setting.start, name).copy()
        values[self._place(name, ids)] = value
        return replace(self, setting=self.setting.evolve(start=self.setting.start.evolve(**{name: values})))

    def after(self, *rules: Rule) -> Story:
        """Apply rules, one after the other."""
        state = self.state
        for rule in rules:
            state = rule.apply(state, self.orders, self.setting, self.luck)
        return replace(self, state=state)

    def see(self, name: str, *ids: str) -> Any:
        """Return a figure: a number if it is one in one world, else an array."""
        values: Array = getattr(self.state, name)[self._place(name, ids)]
        return values.item() if values.size == 1 else values

    def _place(self, name: str, ids: tuple[str, ...]) -> tuple[Any, ...]:
        return tuple(self.setting.index(axis, entry) for axis, entry in zip(_AXES[name], ids, strict=False)) or (...,)

    @staticmethod
    def _sound(found: Any) -> Any:
        if isinstance(found, Problem):
            raise ValueError(": ".join((".".join(found.path), str(found))))  # noqa: TRY004 - a wrong name, not type
        return found
