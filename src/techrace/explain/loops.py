"""The loops that the theory predicts, and where one game showed them: evidence with turns, no verdict.

Containment feeds the rival's ecosystem; monopoly breeds a way round; a bubble ends in a run;
détente is a stag hunt, which neither side dares to begin alone. A loop that did not show is
reported as such, with the nearest that the game came to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.record import Record

FENCED = 0.25
"""An embargo, or controls on a layer, from this level on fences a rival in."""
MONOPOLY = 0.5
GAIN = 0.001
"""A share of the markets abroad that counts as a gain in a turn."""
SCARE = 0.35
"""The share of investors who withdraw that is remembered as a scare."""
OFFERED = 0.25


@dataclass(frozen=True)
class Evidence:
    """What was seen in a turn, or in several that follow each other.

    Attributes:
        turn: Counted from 1.
        kind: What, such as ``fed`` or ``bypassed``.
        values: Names and numbers that belong to it.
        last: The last turn of several; 0: there is only one.
    """

    turn: int
    kind: str
    values: dict[str, Any]
    last: int = 0

    @property
    def end(self) -> int:
        """Return the last turn."""
        return self.last or self.turn


@dataclass(frozen=True)
class Loop:
    """A loop of the theory and whether this game showed it.

    Attributes:
        id: ``containment``, ``bypass``, ``run`` or ``stag``.
        shown: Whether it did.
        evidence: Turn by turn; of a loop that did not show, the nearest it came.
        figure: A figure to look at with it.
    """

    id: str
    shown: bool
    evidence: tuple[Evidence, ...]
    figure: str = ""


def loops(game: Record) -> list[Loop]:
    """Look for all loops in one game with its states and orders."""
    return [find(game) for find in LOOPS]


def containment(game: Record) -> Loop:
    """Find turns in which a fenced rival's ecosystem gained ground abroad."""
    found, gained = [], 0.0
    for fencer, rival in _rivals(game):
        for stack in np.flatnonzero(game.setting.owns[:, rival, 0]).tolist():
            path, fence = _abroad(game, stack), _fence(game, fencer, rival)
            for t in range(game.turns):
                gain = float(path[t + 1] - path[t])
                if fence[t] >= FENCED and gain > GAIN:
                    values = {"who": _state(game, fencer), "rival": _state(game, rival), "gain": gain,
                              "stack": game.setting.names["ecosystems"][stack]}  # fmt: skip
                    found.append(Evidence(t + 1, "fed", values))
                    gained += gain
    most = max(found, key=lambda e: float(e.values["gain"])).values["stack"] if found else ""
    return Loop("containment", gained >= 10 * GAIN, _joined(found), f"ecosystem_reach[{most}]" if most else "")


def bypass(game: Record) -> Loop:
    """Find ways round a layer that one state had held by itself."""
    found = []
    shares = game.headlines["layer_share"][..., 0]
    counts = np.stack([s.bypasses[..., 0] for s in game.states])
    for t, layer, who in np.argwhere(np.diff(counts, axis=0) > 0).tolist():
        holder = int(shares[t, layer].argmax())
        share = float(shares[t, layer, holder])
        if holder != who and share >= MONOPOLY:
            values = {"who": _state(game, who), "layer": game.setting.names["layers"][layer], "share": share,
                      "holder": game.setting.names["holders"][holder],
                      "end": float(shares[-1, layer, holder])}  # fmt: skip
            found.append(Evidence(t + 1, "bypassed", values))
    first = found[0].values if found else None
    figure = f"layer_share[{first['layer']}, {first['holder']}]" if first else ""
    return Loop("bypass", bool(found), tuple(found), figure)


def run(game: Record) -> Loop:
    """Find runs of investors that ended in a crash; a scare that passed is the nearest to it."""
    withdrew = game.headlines["run"][..., 0]
    crashed = np.diff(game.headlines["crashes"][..., 0], axis=0) > 0
    found = []
    for t, who in np.argwhere(crashed).tolist():
        values = {"who": _state(game, who), "run": float(withdrew[t + 1, who])}
        found.append(Evidence(t + 1, "crashed", values))
    if not found:
        peak = withdrew[1:].max(axis=0)
        scares = [(int(withdrew[1:, who].argmax()), who) for who in np.flatnonzero(peak >= SCARE).tolist()]
        found = [
            Evidence(t + 1, "scare", {"who": _state(game, who), "run": float(peak[who])}) for t, who in sorted(scares)
        ]
    return Loop("run", bool(crashed.any()), tuple(found), "capital")


def stag(game: Record) -> Loop:
    """Find détente that was offered by one side alone, signed, or broken."""
    found = []
    for a, b in _rivals(game):
        if a > b:
            continue
        held = game.headlines["detente"][:, a, b, 0]
        pair = {"one": _state(game, a), "other": _state(game, b)}
        for t in range(game.turns):
            offers = [float(game.orders[t].detente[i, j, 0]) for i, j in ((a, b), (b, a))]
            if held[t] < OFFERED <= held[t + 1]:
                found.append(Evidence(t + 1, "signed", pair))
            elif held[t + 1] < OFFERED <= held[t]:
                found.append(Evidence(t + 1, "broken", pair))
            elif min(offers) < OFFERED <= max(offers):
                alone, other = (a, b) if offers[0] > offers[1] else (b, a)
                found.append(Evidence(t + 1, "alone", {"one": _state(game, alone), "other": _state(game, other)}))
    shown = any(e.kind in ("alone", "broken") for e in found)
    first = found[0].values if found else None
    return Loop("stag", shown, _joined(found), f"detente[{first['one']}, {first['other']}]" if first else "")


LOOPS: tuple[Callable[[Record], Loop], ...] = (containment, bypass, stag, run)


def _joined(found: list[Evidence]) -> tuple[Evidence, ...]:
    """Join what was seen in turns that follow each other between the same parties; gains add up."""
    joined: list[Evidence] = []
    for e in sorted(found, key=lambda e: e.turn):
        i = next((i for i, j in enumerate(joined) if j.end == e.turn - 1 and _parties(j) == _parties(e)), None)
        if i is None:
            joined.append(e)
            continue
        values = {k: joined[i].values[k] + v if isinstance(v, float) else v for k, v in e.values.items()}
        joined[i] = replace(joined[i], last=e.turn, values=values)
    return tuple(joined)


def _parties(e: Evidence) -> tuple[str, ...]:
    return (e.kind, *(v for v in e.values.values() if isinstance(v, str)))


def _rivals(game: Record) -> Iterator[tuple[int, int]]:
    yield from ((int(a), int(b)) for a, b in np.argwhere(game.setting.rivalry[..., 0] > 0))


def _state(game: Record, seat: int) -> str:
    return game.setting.names["states"][seat]


def _fence(game: Record, fencer: int, rival: int) -> Array:
    """Return how closely a state fences a rival in, turn by turn: by its embargo or its tightest control."""
    embargo = game.headlines["embargo"][1:, fencer, rival, 0]
    control: Array = np.array([s.control[fencer, rival, :, 0].max() for s in game.states[1:]])
    return np.maximum(embargo, control)


def _abroad(game: Record, stack: int) -> Array:
    """Return the share of the markets without a seat (of all, where every market has one) that runs on a stack."""
    seats, markets = len(game.setting.names["states"]), len(game.setting.names["markets"])
    first = seats if markets > seats else 0
    size = game.headlines["gdp"][:, first:, 0]
    share = game.headlines["ecosystem_share"][:, stack, first:, 0]
    return np.asarray((size * share).sum(axis=1) / size.sum(axis=1))
