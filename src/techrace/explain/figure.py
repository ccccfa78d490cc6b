"""Name any figure of a game: an entry of a quantity, or one that is computed from the state.

``layer_share[hbm, korea]`` is an entry, ``reach[us]`` and ``security[korea]`` are computed. In a
shell, dots are easier to type: ``layer_share.hbm.korea``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from techrace import figures as computed
from techrace import scoring
from techrace.arrays import Array
from techrace.axes import GOALS
from techrace.errors import InputError, Sentence, unknown
from techrace.language import sentence
from techrace.setting import Setting
from techrace.state import QUANTITIES, State

Compute = Callable[[State, Setting], Array]


@dataclass(frozen=True)
class Source:
    """Where a figure comes from: an array, its axes (without worlds) and its unit."""

    axes: tuple[str, ...]
    unit: str
    of: Compute


def _read(name: str, state: State, _: Setting) -> Array:
    values: Array = getattr(state, name)
    return values


def _all_sources() -> dict[str, Source]:
    sources = {q.name: Source(q.axes, q.unit, partial(_read, q.name)) for q in QUANTITIES}
    sources |= {
        "reach": Source(("states",), "share", computed.reach),
        "maturity": Source(("states",), "0..1", computed.maturity),
        "physical_maturity": Source(("states",), "0..1", computed.physical_maturity),
        "robots": Source(("states",), "0..1", computed.robots),
        "capability": Source(("states",), "0..1", lambda state, _: computed.capability(state)),
        "concentration": Source(("layers",), "0..1", lambda state, _: computed.concentration(state)),
        "gdp_share": Source(("markets",), "share", lambda state, _: computed.gdp_share(state)),
        "world_gdp": Source((), "T$", lambda state, _: computed.world_gdp(state)),
        "ecosystem_reach": Source(("ecosystems",), "share", lambda state, _: computed.ecosystem_reach(state)),
        "weight_abroad": Source(("sides",), "share", computed.weight_abroad),
    }
    for goal in GOALS:
        sources[goal] = Source(("states",), "1", getattr(scoring, goal))
    return sources


SOURCES = _all_sources()


@dataclass(frozen=True)
class Figure:
    """One number of a game.

    Attributes:
        name: The quantity, or the name of a computed figure.
        ids: Names along its axes.
        index: Their positions.
        unit: What it is measured in.
    """

    name: str
    ids: tuple[str, ...]
    index: tuple[int, ...]
    unit: str

    def __str__(self) -> str:
        """Write the figure as it can be asked for."""
        return f"{self.name}[{', '.join(self.ids)}]" if self.ids else self.name


_FORM = re.compile(r"^\s*(\w+)\s*(?:\[([^\]]*)\])?\s*$")


def _about(text: str, what: Sentence) -> Sentence:
    """Say which figure is meant."""
    return Sentence(f"figure {text!r}: {what}", "error-figure", {"figure": repr(text), "what": what})


def figure(text: str, setting: Setting) -> Figure:
    """Find the figure that a text asks for.

    Raises:
        InputError: A sentence that says what is wrong and what is allowed.
    """
    dotted = [part.strip() for part in text.split(".")]
    found = _FORM.match(text)
    if found:
        name, inside = found[1], found[2] or ""
        ids = tuple(part.strip() for part in inside.split(",")) if inside.strip() else ()
    elif len(dotted) > 1 and all(dotted):
        name, ids = dotted[0], tuple(dotted[1:])
    else:
        raise InputError(_about(text, sentence("error-figure-form", state=setting.names["states"][0])))
    if name not in SOURCES:
        raise InputError(_about(text, unknown("figure", name, SOURCES)))
    source = SOURCES[name]
    if len(ids) != len(source.axes):
        form = f"{name}[{', '.join(source.axes)}]" if source.axes else name
        told = {"name": name, "wanted": str(len(source.axes)), "given": str(len(ids)), "form": form}
        raise InputError(_about(text, sentence("error-figure-names", **told)))
    for axis, given in zip(source.axes, ids, strict=True):
        if given not in setting.names[axis]:
            raise InputError(_about(text, unknown(axis.removesuffix("s"), given, setting.names[axis])))
    return Figure(name, ids, tuple(setting.index(a, i) for a, i in zip(source.axes, ids, strict=True)), source.unit)


def entries(name: str, setting: Setting) -> list[Figure]:
    """List every entry of a quantity or computed figure."""
    source = SOURCES[name]
    shape = [len(setting.names[a]) for a in source.axes]
    return [
        Figure(
            name, tuple(setting.names[a][i] for a, i in zip(source.axes, index, strict=True)), tuple(index), source.unit
        )
        for index in np.ndindex(*shape)
    ]


def headline_figures(setting: Setting) -> list[Figure]:
    """List every entry of every headline quantity."""
    return [f for q in QUANTITIES if q.headline for f in entries(q.name, setting)]


def as_figures(asked: Iterable[Figure | str], setting: Setting) -> tuple[Figure, ...]:
    """Take figures as they are and find those that are given as text."""
    return tuple(f if isinstance(f, Figure) else figure(f, setting) for f in asked)


class _Watched:
    """Looks like a state and notes which arrays are read."""

    def __init__(self, state: State, read: set[str]) -> None:
        self._state, self._read = state, read

    def __getattr__(self, name: str) -> Any:
        self._read.add(name)
        return getattr(self._state, name)


class _Columns:
    """Looks like a state of which only some worlds are there; copies what is read and nothing else."""

    def __init__(self, state: State, columns: Any, kept: dict[str, tuple[Any, Any]]) -> None:
        self._state, self._columns, self._kept = state, columns, kept

    def __getattr__(self, name: str) -> Any:
        whole = getattr(self._state, name)
        if not isinstance(whole, np.ndarray):
            return self._columns.size if name == "worlds" else whole
        known = self._kept.get(name)
        if known is None or known[0] is not whole:
            known = self._kept[name] = (whole, whole[..., self._columns])
        return known[1]


def arrays_read(of: Compute, state: State, setting: Setting) -> tuple[str, ...]:
    """Say which arrays of the state a figure is computed from."""
    read: set[str] = set()
    of(_Watched(state, read), setting)  # type: ignore[arg-type] # reads like a state
    return tuple(sorted(q.name for q in QUANTITIES if q.name in read))


class Gauge:
    """Reads a list of figures from one state after the other, working out only what has moved.

    Args:
        figures: What to read.
        setting: The constants of the games.
        columns: Positions of the worlds to look at; default: all.
    """

    def __init__(
        self, figures: Sequence[Figure], setting: Setting, columns: np.ndarray[Any, Any] | None = None
    ) -> None:
        self.figures, self.setting, self.columns = tuple(figures), setting, columns
        groups: dict[str, list[int]] = {}
        for row, f in enumerate(self.figures):
            groups.setdefault(f.name, []).append(row)
        self._groups = [(SOURCES[name], np.array(rows), self._places(rows)) for name, rows in groups.items()]
        self._reads: list[tuple[str, ...]] = []
        self._seen: State | None = None
        self._kept: dict[str, tuple[Any, Any]] = {}
        self._values: Array = np.zeros((len(self.figures), 1))

    def _places(self, rows: Sequence[int]) -> tuple[Any, ...]:
        """Return one index array an axis: where the rows of a group lie in its array."""
        return tuple(np.array(axis) for axis in zip(*(self.figures[r].index for r in rows), strict=True))

    def read(self, state: State) -> tuple[Array, Any]:
        """Return the figures, shape (figures, worlds), and which rows may have moved since the last reading."""
        if not self._reads:
            self._reads = [arrays_read(source.of, state, self.setting) for source, _, _ in self._groups]
        seen = self._seen.__dict__ if self._seen is not None and self._seen.worlds == state.worlds else None
        now = state.__dict__
        shown: Any = state if self.columns is None else _Columns(state, self.columns, self._kept)
        values = self._values.copy() if seen else np.zeros((len(self.figures), shown.worlds))
        moved = []
        for (source, rows, places), reads in zip(self._groups, self._reads, strict=True):
            if seen and all(now[n] is seen[n] for n in reads):
                continue
            values[rows] = source.of(shown, self.setting)[places]
            moved.append(rows)
        self._values, self._seen = values, state
        return values, np.concatenate(moved) if moved else np.zeros(0, dtype=int)


def side_by_side(states: Sequence[State], columns: np.ndarray[Any, Any], names: Iterable[str]) -> State:
    """Put some worlds of several states side by side; of all arrays only the named ones have them."""
    wide: dict[str, Array] = {}
    for name in ("trust", *names):  # the width of a state is that of its trust
        parts: list[Array] = []
        arrays = [getattr(state, name) for state in states]
        for i, whole in enumerate(arrays):
            parts.append(parts[-1] if i and whole is arrays[i - 1] else whole.take(columns, axis=-1))
        wide[name] = np.concatenate(parts, axis=-1)
    return states[0].evolve(**wide)


def value_of(figures: Sequence[Figure], state: State, setting: Setting) -> Array:
    """Return figures of a state, shape (figures, worlds)."""
    return Gauge(figures, setting).read(state)[0]
