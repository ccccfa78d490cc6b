"""The screen of many games: medians with bands, and in how many games what happened."""

from __future__ import annotations

from typing import Any

import numpy as np

from techrace.archive import Recipe
from techrace.arrays import Array
from techrace.cli.facts import chances, ends_of, runs_on
from techrace.cli.race import GLYPHS, NAME
from techrace.cli.score import Scores
from techrace.cli.screen import NARROW, Screen
from techrace.language import Language
from techrace.record import Record
from techrace.story import STAGES, name_of, stage


class Odds:
    """Many games, ready to be printed."""

    def __init__(self, recipe: Recipe, record: Record, scores: Scores, screen: Screen, tell: Language) -> None:
        """Collect what the screen shows."""
        self.recipe, self.record, self.scores, self.screen, self.tell = recipe, record, scores, screen, tell
        self.names, self.world = record.setting.names, record.setting.world
        self.both = ends_of(record)
        self.ends = {name: stage(self.both, name)[-1] for name in STAGES}

    def lines(self) -> list[str]:
        """Return the whole screen but its first and last lines."""
        put = self.screen.beside
        blocks = [
            self.caution(),
            put(self.seats(), self.chokepoints()),
            put(self.leads(), self.stacks()),
            self.weather(),
        ]
        return [line for block in blocks if block for line in ("", *block)]

    def caution(self) -> list[str]:
        """Say what the figures are not."""
        kinds = {"none": "odds-luck", "declared": "odds-drawn", "calibrated": "odds-calibrated"}
        text = self.tell(kinds[self.recipe.uncertainty], worlds=f"{self.recipe.worlds:,}")
        return [self.screen.dim(line) for line in self.screen.wrap(text, NARROW)]

    def seats(self) -> list[str]:
        """Median and band of every seat's score and stages at the end."""
        tell = self.tell
        changed = not self.recipe.is_default
        head = ["", tell("seat"), tell("score"), *([tell("since-default")] if changed else []),
                *(tell(f"stage-{name}") for name in STAGES)]  # fmt: skip
        rows = [head]
        for i, state in enumerate(self.names["states"]):
            change = [tell.change(float(np.median(self.scores.change[i])))] if changed else []
            rows.append(
                [
                    self.code(state),
                    self.screen.cut(self.name("states", state), NAME),
                    self.band(self.scores.rating[i]),
                    *change,
                    self.band(100 * self.ends["frontier"][i]),
                    self.band(100 * self.ends["platforms"][i]),
                    self.band(self.ends["revenue"][i], 1),
                ]
            )
        table = self.screen.table(rows)
        legend = [self.screen.dim(line) for line in self.screen.wrap(tell("odds-legend"), NARROW)]
        return [self.screen.bold(table[0]), *table[1:], *legend]

    def leads(self) -> list[str]:
        """How often each seat leads at the end, crashes, crosses its red line."""
        tell = self.tell
        crashed = self.record.headlines["crashes"][-1] > 0
        rows = [
            ["", tell("chance-of"), *(tell(f"leads-{name}") for name in STAGES), tell("chance-crash"), tell("red-line")]
        ]
        for i, state in enumerate(self.names["states"]):
            has_line = self.world.states[state].red_line is not None
            rows.append(
                [
                    self.code(state),
                    self.screen.cut(self.name("states", state), NAME),
                    *(self.odds(self.ends[name].argmax(axis=0) == i) for name in STAGES),
                    self.odds(crashed[i]),
                    self.odds(self.scores.beyond[1:, i].any(axis=0)) if has_line else "",
                ]
            )
        table = self.screen.table(rows, right=range(2, 7))
        return [self.screen.bold(table[0]), *table[1:]]

    def chokepoints(self) -> list[str]:
        """Who held each layer at the start, what is left of it, and how often it is still theirs."""
        tell = self.tell
        shares = self.record.headlines["layer_share"]
        rows = [[tell("chokepoint"), "", tell("at-start"), tell("at-end"), tell("still-first")]]
        for i, layer in enumerate(self.names["layers"]):
            holder = int(shares[0, i, :, 0].argmax())
            rows.append(
                [
                    self.screen.cut(self.name("layers", layer), 22),
                    self.code(self.names["holders"][holder]),
                    tell.percent(shares[0, i, holder, 0]),
                    self.band(100 * shares[-1, i, holder]) + "%",
                    self.odds(shares[-1, i].argmax(axis=0) == holder),
                ]
            )
        table = self.screen.table(rows, right=(2, 4))
        return [self.screen.bold(table[0]), *table[1:]]

    def stacks(self) -> list[str]:
        """Who runs on whose technology."""
        tell = self.tell
        reach = runs_on(self.both)
        rows = []
        for i, e in enumerate(self.names["ecosystems"]):
            rows.append(
                [
                    GLYPHS[i % len(GLYPHS)],
                    self.name("ecosystems", e),
                    tell.percent(reach[0, i, 0]),
                    "→",
                    self.band(100 * reach[-1, i]) + "%",
                    tell("largest-in", share=self.odds(reach[-1].argmax(axis=0) == i)),
                ]
            )
        return [self.screen.bold(tell("stacks-title")), *self.screen.table(rows, right=(2,))]

    def weather(self) -> list[str]:
        """What happened to all."""
        tell, h = self.tell, self.record.headlines
        found = chances(self.record)
        values: dict[str, Any] = {
            "crash": tell.chance(found["crash"]),
            "detente": tell.chance(found["detente"]),
            "tension": tell.chance(found["tension_high"]),
            "trust": tell.chance(found["trust_lost"]),
        }
        rows = [
            [
                tell("odds-capital"),
                f"{tell.money(float(h['capital'][0, 0]))} → {tell('odds-money', band=self.band(h['capital'][-1]))}",
            ],
            [tell("odds-trust"), f"{tell.number(100 * h['trust'][0, 0])} → {self.band(100 * h['trust'][-1])}"],
            [tell("odds-tension"), f"{tell.number(100 * h['tension'][0, 0])} → {self.band(100 * h['tension'][-1])}"],
            [tell("odds-shocks"), self.band(h["shocks"][-1])],
            *([tell(f"odds-chance-{name}"), value] for name, value in values.items()),
        ]
        return [self.screen.bold(tell("odds-world")), *self.screen.table(rows)]

    # ---------------------------------------------------------------- words

    def band(self, values: Array, digits: int = 0) -> str:
        """Write a median with the band in which nine games of ten lie."""
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
        number = self.tell.number
        dash = "~" if self.tell.code == "ko" else "–"
        return f"{number(middle, digits)} ({number(low, digits)}{dash}{number(high, digits)})"

    def odds(self, happened: Any) -> str:
        """Write in how many games something is so."""
        return self.tell.chance(float(np.mean(happened)))

    def name(self, axis: str, entry: str) -> str:
        """Return a name of the world."""
        return name_of(self.world, axis, entry, self.tell)

    def code(self, entry: str) -> str:
        """Return the letters of a state in its colour."""
        if entry in self.world.states:
            return self.screen.seat(self.world.states[entry].code, self.names["states"].index(entry))
        return self.name("holders", entry)
