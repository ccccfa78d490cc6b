"""The memory of big batches stays with the process, in large pages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

GAMES = """
from resource import RUSAGE_SELF, getrusage
from techrace.policies import policy
from techrace.simulate import prepare, simulate
from techrace.world.loading import load

setting = prepare(load("2025"))
seats = [policy("status-quo", setting, seat) for seat in range(len(setting.names["states"]))]
simulate(setting, seats, turns=2, worlds={worlds})
before = getrusage(RUSAGE_SELF).ru_minflt
simulate(setting, seats, turns=4, worlds={worlds})
print(getrusage(RUSAGE_SELF).ru_minflt - before)
print(open("/proc/self/smaps").read())
"""


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="memory is counted as Linux counts it")
def test_turns_of_many_games_reuse_their_memory() -> None:
    def played(worlds: int) -> tuple[int, bool]:
        found = subprocess.run(
            [sys.executable, "-c", GAMES.format(worlds=worlds)], capture_output=True, text=True, check=True
        )
        faults, _, maps = found.stdout.partition("\n")
        heaps = re.findall(r"\[heap\].*?VmFlags:([^\n]*)", maps, re.DOTALL)
        return int(faults), any("hg" in flags.split() for flags in heaps)

    faults, large_pages = played(1024)
    pages = 1024 * 4 * 8 * 56 * 30 // 4096  # a small part of what the rules of four turns write
    assert large_pages
    assert faults < pages
    assert not played(16)[1]  # small batches leave the process as it is
