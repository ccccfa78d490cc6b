"""What a state may know: its own facts exactly, others' through fog, hidden facts never.

Public quantities are exact. Noisy ones (others' technology, unrest, waste) are shown with an
error that stays nearly the same from turn to turn, so that asking twice teaches nothing.
Private ones belong to their owner; hidden ones to nobody before the debrief.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.orders import Orders
from techrace.setting import Setting
from techrace.state import QUANTITIES, Quantity, State

ALLY, OTHER, CLOSED = 0.05, 0.12, 0.25
"""Standard error of an estimate about an ally, anybody, a closed state (assumed)."""
PERIOD = 4  # turns over which an error of estimate drifts away

_REMEMBERED, _REMEMBER_UP_TO = 1024, 4096  # entries, worlds: at most 32 MB
_DRAWN: dict[tuple[int, str, int], tuple[NDArray[np.uint64], Array]] = {}

_BY_NAME = {q.name: q for q in QUANTITIES}


@dataclass(frozen=True)
class View:
    """The game as one seat sees it, in a batch of worlds.

    Attributes:
        seat: Index of the state that looks.
        state: The truth; read it through ``see`` only.
        before: The truth a turn earlier, for changes.
        last: The orders of the last turn; all that is in force is public.
        setting: The constants of the game (public).
        chance: The luck of the fog.
    """

    seat: int
    state: State
    before: State
    last: Orders
    setting: Setting
    chance: Chance
    _seen: dict[tuple[str, tuple[int, ...], bool], Array] = field(default_factory=dict, repr=False, compare=False)

    def see(self, name: str, *index: int, before: bool = False) -> Array:
        """Return one entry of a quantity as this seat sees it, shape (worlds,).

        Raises:
            KeyError: The quantity does not exist.
            PermissionError: It is hidden, or private and another state's.
        """
        q = _BY_NAME[name]
        state = self.before if before else self.state
        truth: Array = getattr(state, name)[index]
        if q.secret == "public":
            return truth
        owner = self._owner(q.axes, index)
        if owner == self.seat:
            return truth
        if q.secret != "noisy":
            message = f"{name} is {q.secret}"
            raise PermissionError(message)
        asked = (name, index, before)
        known = self._seen.get(asked)  # rules ask for the same estimate again and again
        if known is None:
            entry = tuple(self.setting.names[axis][position] for axis, position in zip(q.axes, index, strict=True))
            known = self._seen[asked] = self._estimate(q, truth, owner, entry, state)
        return known

    def _estimate(self, q: Quantity, truth: Array, owner: int, entry: tuple[str, ...], state: State) -> Array:
        error = self._spread(state, owner) * self._error((q.name, *entry), state.turn)
        if q.high == 1 and q.low == 0:  # keep an estimate of a fraction inside 0..1
            odds = np.minimum(np.maximum(truth, 1e-6), 1 - 1e-6)
            return 1.0 / (1.0 + (1.0 - odds) / odds * np.exp(-4 * error))
        return truth * np.exp(error)

    def array(self, name: str, *, before: bool = False) -> Array:
        """Return a whole quantity as this seat sees it, entry by entry."""
        values: Array = getattr(self.before if before else self.state, name)
        if _BY_NAME[name].secret == "public":
            return values
        shape = values.shape[:-1]
        entries = [self.see(name, *np.unravel_index(i, shape), before=before) for i in range(int(np.prod(shape)))]  # type: ignore[arg-type]
        return np.stack(entries).reshape(values.shape)

    def _owner(self, axes: tuple[str, ...], index: tuple[int, ...]) -> int:
        """Return the state that a fact is about, or -1."""
        for axis, position in zip(axes, index, strict=True):
            if axis in ("states", "holders"):
                return position if position < len(self.setting.names["states"]) else -1
        return -1

    def _spread(self, state: State, owner: int) -> Array:
        """Return the standard error of what this seat thinks of another."""
        if owner < 0:
            return np.full(state.worlds, OTHER)
        asked = ("", (owner,), state is self.before)
        known = self._seen.get(asked)
        if known is None:
            closed = (state.freedom[owner] < 0.4) | (state.securitised[owner] > 0.5)
            friendly = state.relations[self.seat, owner] > 0.4
            spread = np.where(friendly, ALLY, np.where(closed, CLOSED, OTHER))
            known = self._seen[asked] = spread * (1.0 - 0.5 * state.detente[self.seat, owner])  # inspectors see better
        return known

    def _error(self, entry: tuple[str, ...], turn: int) -> Array:
        """Return a standard normal error that drifts smoothly over ``PERIOD`` turns."""
        key = " ".join(("fog", self.setting.names["states"][self.seat], *entry))
        block, part = divmod(turn, PERIOD)
        early = self._drawn(key, block)
        if not part:
            return early
        weight = part / PERIOD
        late = self._drawn(key, block + 1)
        return ((1 - weight) * early + weight * late) / sqrt((1 - weight) ** 2 + weight**2)

    def _drawn(self, key: str, block: int) -> Array:
        """Return the error at the start of a block of turns; it is needed turn after turn, so it is remembered."""
        worlds = self.chance.worlds
        asked = (self.chance.seed, key, block)
        known = _DRAWN.get(asked)
        if known is not None and known[0] is worlds:
            return known[1]
        drawn = self.chance.at(-2 - block).normal(key)
        if worlds.size <= _REMEMBER_UP_TO:
            while len(_DRAWN) >= _REMEMBERED:
                _DRAWN.pop(next(iter(_DRAWN)), None)
            _DRAWN[asked] = (worlds, drawn)
        return drawn
