"""Derive the red lines: thresholds that one default world in twelve crosses within ten turns.

``python benchmarks/red_lines.py [world]`` prints, for every seat, the figure of its red line, the
share of default worlds that cross the line as written, and the line that 8 % of them would cross.
A line that 5 to 12 % cross is left alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import numpy as np

from techrace.arrays import Array
from techrace.policies import policy
from techrace.rules.events import read
from techrace.setting import Setting
from techrace.simulate import draw_parameters, prepare, simulate
from techrace.state import State
from techrace.world.loading import load

WORLDS, TURNS, SEED = 1024, 10, 7
LEAST, AIM, MOST = 0.05, 0.08, 0.12
LINE = re.compile(r"^\s*(?P<figure>[^<>]+?)\s*(?P<sign>[<>])\s*(?P<limit>[\d.]+)\s*$")


def worst(figure: str, sign: str, states: Sequence[State], setting: Setting) -> Array:
    """Return the figure of each world in the turn in which it was nearest to danger."""
    path = np.array([read(state, figure, setting) for state in states[1:]])
    found: Array = path.min(axis=0) if sign == "<" else path.max(axis=0)
    return found


def line(values: Array, sign: str) -> float:
    """Return the threshold, to three digits, that the wanted share of worlds crosses."""
    return float(np.round(np.quantile(values, AIM if sign == "<" else 1.0 - AIM), 3))


def main(source: str = "2025") -> None:
    """Print the red lines of a world as they are and as they should be."""
    world = load(source)
    ids = np.arange(WORLDS, dtype=np.uint64)
    setting = prepare(world, draw_parameters(SEED, ids))
    policies = [policy(world.policies.get(s, "status-quo"), setting, i) for i, s in enumerate(world.states)]
    states = simulate(setting, policies, turns=TURNS, seed=SEED, worlds=ids, keep=True).states
    for name, state in world.states.items():
        written = state.red_line.when if state.red_line else ""
        if found := LINE.match(written):
            values, limit = worst(found["figure"], found["sign"], states, setting), float(found["limit"])
            share = float(np.mean(values < limit if found["sign"] == "<" else values > limit))
            start = float(read(states[0], found["figure"], setting).mean())
            verdict = "good" if LEAST <= share <= MOST else f"better {line(values, found['sign']):g}"
            print(f"{name:8s} {written:40s} start {start:.3f}  crossed by {share:5.1%}  {verdict}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
