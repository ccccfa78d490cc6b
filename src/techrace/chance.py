"""Luck as a function, not a stream.

Every draw is a pure function of (seed, world, turn, rule, names): a SplitMix64-type hash
of those five. The same game therefore meets the same luck alone or in a batch of a
million, in any chunk, after resuming, and under other orders (common random numbers).
Adding or removing a rule leaves the luck of all others as it was.

Source: Steele, Lea & Flood (2014) for the mixing function; Salmon et al. (2011) for
counter-based generation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import product

import numpy as np
from numpy.typing import NDArray

from techrace.arrays import Array, normal_quantile

_GAMMA = 0x9E3779B97F4A7C15
_MIX1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX2 = np.uint64(0x94D049BB133111EB)
_BEFORE_THE_FIRST_TURN = -1  # the turn to which traits belong: drawn once, before play


def _mix(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble in place; ``bits`` must be a fresh array."""
    shifted = bits >> np.uint64(30)
    bits ^= shifted
    bits *= _MIX1
    np.right_shift(bits, np.uint64(27), out=shifted)
    bits ^= shifted
    bits *= _MIX2
    np.right_shift(bits, np.uint64(31), out=shifted)
    bits ^= shifted
    return bits


Axis = int | tuple[str, ...]
"""An axis of a draw: its length, or the names along it. Luck belongs to names, not positions."""


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=1024)
def _seeded(seed: int, turn: int) -> tuple[np.uint64, np.uint64]:
    """Hash a seed and a turn one way: what luck did in one turn tells nothing about another's."""
    digest = blake2b(f"{seed} {turn}".encode(), digest_size=16).digest()
    return np.uint64(int.from_bytes(digest[:8], "little")), np.uint64(int.from_bytes(digest[8:], "little"))


@lru_cache(maxsize=8192)
def _offsets(rule: str, axes: tuple[Axis, ...]) -> NDArray[np.uint64]:
    """One scrambled offset for each entry of a rule's draws, by the names of its axes."""
    names = [tuple(map(str, range(axis))) if isinstance(axis, int) else axis for axis in axes]
    return np.array([_hash("\x1f".join((rule, *entry))) for entry in product(*names)], dtype=np.uint64)


@dataclass(frozen=True)
class Chance:
    """The luck of a batch of worlds in one turn.

    Attributes:
        seed: The seed of the game, any integer.
        worlds: World ids, shape (worlds,); a world's luck depends on its id alone.
        turn: The turn to be played, 0 for the first.
        copies: How many times over the worlds stand there, one set beside the other: luck is drawn for one set.
    """

    seed: int
    worlds: NDArray[np.uint64]
    turn: int
    copies: int = 1

    def at(self, turn: int) -> Chance:
        """Return the luck of another turn of the same games."""
        return Chance(self.seed, self.worlds, turn, self.copies)

    def beside(self, copies: int) -> Chance:
        """Return the luck of so many copies of the games, one set beside the other."""
        return Chance(self.seed, np.tile(self.worlds, copies), self.turn, copies * self.copies)

    def take(self, index: NDArray[np.intp]) -> Chance:
        """Return the luck of some of the games."""
        return Chance(self.seed, self.worlds[index], self.turn)

    def traits(self) -> Chance:
        """Return the luck that is drawn once, before play, and stays for the whole game."""
        return self.at(_BEFORE_THE_FIRST_TURN)

    def _keys(self) -> NDArray[np.uint64]:
        key = self.__dict__.get("_cached_keys")
        if key is None:
            first, second = _seeded(self.seed, self.turn)
            once = self.worlds[: self.worlds.size // self.copies]
            key = _mix(_mix(once * np.uint64(_GAMMA) + first) + second)
            object.__setattr__(self, "_cached_keys", key)
        return key

    def uniform(self, rule: str, *axes: Axis) -> Array:
        """Draw uniforms in (0, 1) for the named rule, shape (*lengths of axes, worlds).

        An entry's luck depends on the names along its axes (numbers where only a length is
        given), so that the order in which a world lists its states changes nothing.
        """
        return self._all(self._once(rule, axes))

    def normal(self, rule: str, *axes: Axis) -> Array:
        """Draw standard normals for the named rule, shape (*lengths of axes, worlds)."""
        return self._all(normal_quantile(self._once(rule, axes)))

    def _once(self, rule: str, axes: tuple[Axis, ...]) -> Array:
        """Draw uniforms for one set of worlds."""
        keys = self._keys()
        bits = _mix(keys[None, :] + _offsets(rule, axes)[:, None])
        bits >>= np.uint64(11)
        values = bits.astype(np.float64)
        values += 0.5
        values *= 2.0**-53
        return values.reshape(*(axis if isinstance(axis, int) else len(axis) for axis in axes), keys.size)

    def _all(self, values: Array) -> Array:
        return values if self.copies == 1 else np.tile(values, self.copies)

    def noise(self, rule: str, *axes: Axis) -> Array:
        """Draw noise of mean 0 and variance 1 for what accumulates, shape (*lengths of axes, worlds).

        It is uniform: summed over a few turns it is normal (central limit theorem), at a third
        of the price.
        """
        values = self.uniform(rule, *axes)
        values -= 0.5
        values *= np.sqrt(12.0)
        return values


def chance(seed: int, worlds: int | NDArray[np.uint64] = 1, turn: int = 0) -> Chance:
    """Make the luck of ``worlds`` games (ids 0, 1, … or the given ids) at a turn."""
    ids = np.arange(worlds, dtype=np.uint64) if isinstance(worlds, int) else worlds.astype(np.uint64)
    return Chance(int(seed), ids, turn)
