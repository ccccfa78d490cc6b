"""A policy of one's own: play it with ``--policy korea=examples/my_policy.py:Reciprocal``."""

import numpy as np


class Reciprocal:
    """Do to every state half of what it did to you, and nothing more."""

    name = "reciprocal"

    def __init__(self, setting, seat):
        self.setting, self.seat = setting, seat

    def decide(self, view, chance):
        """Answer last turn's tariffs and lean against the boom when prices outrun earnings."""
        received = view.last.tariff[:, self.seat]  # (states, worlds): what each state charged me
        gap = view.see("valuation_gap", self.seat)  # my own figure: exact
        return {"tariff": 0.5 * received, "prudence": np.where(gap < 0, 0.8, 0.2)}
