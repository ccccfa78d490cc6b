"""The screen of one game: who leads, who runs on whose technology, who holds what, what turned it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from techrace.archive import Recipe
from techrace.arrays import Array
from techrace.cli.facts import runs_on
from techrace.cli.score import Scores
from techrace.cli.screen import NARROW, Screen
from techrace.language import Language
from techrace.record import Record
from techrace.story import LEAD, STAGES, Headline, lead_changes, name_of, reasons, stage, told, turning_points

GLYPHS = "o#.+x*%@"
NAME = 14  # cells of a state's name
SMALL = 0.005  # a change of a share below half a point reads 0


class Race:
    """One game, ready to be printed."""

    def __init__(
        self, recipe: Recipe, record: Record, scores: Scores, found: Sequence[Headline], screen: Screen, tell: Language
    ) -> None:
        """Collect what the screen shows."""
        self.recipe, self.record, self.scores, self.found = recipe, record, scores, found
        self.screen, self.tell = screen, tell
        self.names, self.world = record.setting.names, record.setting.world

    def lines(self) -> list[str]:
        """Return the whole screen but its first and last lines."""
        put = self.screen.beside
        blocks = [
            put(self.seats(), self.chokepoints()),
            put(self.stacks(), self.leaders()),
            put(self.money(), self.pacts()),
            self.turning(),
        ]
        return [line for block in blocks if block for line in ("", *block)]

    # ---------------------------------------------------------------- blocks

    def seats(self) -> list[str]:
        """Score, stages and red line of every state; paths are as fine as fits."""
        for cells in (5, 4, 3):
            table = self.screen.table(self.seat_rows(cells), right=(1,) if self.recipe.is_default else (1, 2))
            if max(map(self.screen.cells, table)) <= NARROW:
                break
        return [self.screen.bold(table[0]), *table[1:], *self.remark("seats-legend", NARROW)]

    def seat_rows(self, cells: int) -> list[list[str]]:
        """Lay out the seats, with paths of so many cells."""
        tell, default = self.tell, self.recipe.is_default
        stages = {name: stage(self.record, name)[..., 0] for name in STAGES}
        rows = [[f"   {tell('seat')}", tell("score"), "" if default else tell("since-default"),
                 *(tell(f"stage-{name}") for name in STAGES), tell("red-line")]]  # fmt: skip
        for i, state in enumerate(self.names["states"]):
            rows.append(
                [
                    f"{self.code(state)} {self.screen.cut(self.name('states', state), NAME)}",
                    tell.number(self.scores.rating[i, 0]),
                    "" if default else tell.change(self.scores.change[i, 0]),
                    *(self.stage_cell(name, values, i, cells) for name, values in stages.items()),
                    self.red_line(i),
                ]
            )
        return [[*row[:2], *row[3:]] for row in rows] if default else rows

    def stage_cell(self, name: str, values: Array, i: int, cells: int) -> str:
        """Rank, level and path of a stage."""
        rank = 1 + int((values[-1] > values[-1, i]).sum())
        path = self.screen.spark(values[:, i], 0.0, float(values.max()), cells)
        if name == "revenue":
            width = len(f"{values[-1].max():.1f}")
            return f"{rank} {values[-1, i]:{width}.1f} {path}"
        width = len(f"{100 * values[-1].max():.0f}")
        return f"{rank} {100 * values[-1, i]:{width}.0f} {path}"

    def red_line(self, i: int) -> str:
        """When a state was beyond its red line."""
        spec = self.world.states[self.names["states"][i]].red_line
        turns = np.flatnonzero(self.scores.beyond[1:, i, 0]) + 1
        if spec is None or not turns.size:
            return self.tell("red-line-none")
        first, last = int(turns[0]), int(turns[-1])
        if last == self.record.turns:
            return self.tell("red-line-from", turn=first)
        return (
            self.tell("red-line-span", first=first, last=last) if last > first else self.tell("red-line-at", turn=first)
        )

    def chokepoints(self) -> list[str]:
        """Who holds each layer now, and how the share of that state moved."""
        tell, screen = self.tell, self.screen
        shares = self.record.headlines["layer_share"][..., 0]
        order = sorted(range(shares.shape[1]), key=lambda i: -float((shares[-1, i] ** 2).sum()))
        wide = screen.wide  # beside another block there is room for numbers only
        since = tell("since") if wide else tell("since-start", year=self.year())
        rows = [[tell("chokepoint"), tell("held-by"), "", "", since]]
        for i in order:
            holder = int(shares[-1, i].argmax())
            held = self.names["holders"][holder]
            path = shares[:, i, holder]
            moved = float(path[-1] - path[0])
            first = int(shares[0, i].argmax())
            before = "" if first == holder else tell("held-before", who=self.short(self.names["holders"][first]))
            rows.append(
                [
                    screen.cut(self.name("layers", self.names["layers"][i]), 14 if wide else 22),
                    self.code(held),
                    tell.percent(path[-1]),
                    screen.spark(path),
                    tell.change(100 * moved) if wide else f"{tell.points(moved)} {before}".rstrip(),
                ]
            )
        table = screen.table(rows, right=(2, 4) if wide else (2,), gap=1 if wide else 2)
        return [screen.bold(table[0]), *table[1:]]

    def stacks(self) -> list[str]:
        """Who runs on whose technology."""
        tell = self.tell
        reach = runs_on(self.record)[..., 0]
        title = self.screen.bold(tell("stacks-title"))
        names = [self.name("ecosystems", e) for e in self.names["ecosystems"]]
        width = max(self.screen.cells(n) for n in names)
        lines = [title]
        for i in sorted(range(len(names)), key=lambda i: -reach[-1, i]):
            glyph = GLYPHS[i % len(GLYPHS)]
            bar = glyph * round(40 * float(reach[-1, i])) or glyph
            moved = tell.points(reach[-1, i] - reach[0, i])
            level = tell.percent(reach[-1, i])
            lines.append(f"{self.screen.pad(names[i], width)}  {bar:<{self.longest(reach)}}  {level:>4}  {moved}")
        return lines

    @staticmethod
    def longest(reach: Array) -> int:
        """Return the length of the longest bar."""
        return max(1, round(40 * float(reach[-1].max())))

    def leaders(self) -> list[str]:
        """Who leads each stage, and when leadership changed hands."""
        tell, screen = self.tell, self.screen
        width = max(screen.cells(tell(f"stage-{name}")) for name in STAGES)
        lines = [screen.bold(tell("leaders-title"))]
        for name in STAGES:
            values = stage(self.record, name)[..., 0]
            parts = [self.short(self.names["states"][int(values[0].argmax())])]
            parts += [
                f"→ {self.short(self.names['states'][new])} {tell('at-turn', turn=t)}"
                for t, _, new in lead_changes(values, LEAD)
            ]
            wrapped = screen.wrap(" ".join(p.replace(" ", "\u00a0") for p in parts), self.room - width - 2)
            for k, part in enumerate(wrapped):
                label = tell(f"stage-{name}") if not k else ""
                lines.append(f"{screen.pad(label, width)}  {part}".replace("\u00a0", " "))
        return lines

    def money(self) -> list[str]:
        """Where AI capital is, and what became of it."""
        tell, screen = self.tell, self.screen
        capital = self.record.headlines["capital"][:, 0]
        where = self.record.headlines["capital_share"][..., 0]
        crashes = int(self.record.headlines["crashes"][-1].sum())
        lines = [screen.bold(tell("capital-title", before=tell.money(capital[0]), after=tell.money(capital[-1])))]
        order = sorted(range(where.shape[1]), key=lambda i: -where[-1, i])
        cells = []
        for i in order:
            place = self.names["places"][i]
            label = self.short(place) if place in self.world.states else self.name("places", place)
            moved = tell.change(100 * (where[-1, i] - where[0, i]))
            cells.append(f"{label} {tell.percent(where[-1, i])} {moved}".replace(" ", "\u00a0"))
        wrapped = screen.wrap("   ".join(cells), NARROW)
        lines += [line.strip().replace("\u00a0", " ") for line in wrapped]
        turns = np.flatnonzero(np.diff(self.record.headlines["crashes"].sum(axis=1)[:, 0]) > 0) + 1
        when = ", ".join(map(str, turns[:6])) + ("…" if turns.size > 6 else "")
        lines.append(tell("crashes", count=crashes, turns=when) if crashes else tell("no-crash"))
        return lines

    def pacts(self) -> list[str]:
        """Blocs, detente and the weather between states."""
        tell, h = self.tell, self.record.headlines
        lines: list[str] = []
        for c, camp in enumerate(self.names["camps"]):
            duty = h["duty"][:, c, 0]
            name = tell.text(self.world.camps[camp].bloc.name)
            if duty.max() < 0.05:
                lines.append(tell("bloc-never", bloc=name))
                continue
            lines.append(tell("bloc", bloc=name, before=tell.number(100 * duty[0]), after=tell.number(100 * duty[-1])))
            depth = h["membership"][:, c, :, 0]
            members = [
                f"{self.short(s)} {tell.number(100 * depth[0, i])} → {tell.number(100 * depth[-1, i])}"
                for i, s in enumerate(self.names["states"])
                if not self.record.setting.leads[c, i, 0] and max(depth[0, i], depth[-1, i]) > 0.05
            ]
            if members:
                lines.append("  " + ", ".join(m.replace(" ", "\u00a0") for m in members))
        for a, b in self.rival_pairs():
            path = h["detente"][:, a, b, 0]
            pair = f"{self.short(self.names['states'][b])}-{self.short(self.names['states'][a])}"
            deepest = int(path.argmax())
            if path[deepest] < 0.05:
                lines.append(tell("detente-never", pair=pair))
                continue
            lines.append(tell("detente", pair=pair, deepest=tell.number(100 * path[deepest]), turn=deepest,
                              end=tell.number(100 * path[-1])))  # fmt: skip
        tension, trust = h["tension"][:, 0], h["trust"][:, 0]
        lines.append(
            tell("weather", tension=self.span(tension), trust=self.span(trust), shocks=int(h["shocks"][-1, 0]))
        )
        wrapped = [part for line in lines for part in self.hanging(line)]
        return [self.screen.bold(tell("pacts-title")), *wrapped]

    @property
    def room(self) -> int:
        """Return the width of a block of the second column; without one, of the screen."""
        return self.screen.width - NARROW - 4 if self.screen.wide else NARROW

    def hanging(self, text: str) -> list[str]:
        """Wrap a text with two blanks before what follows its first line."""
        first, *rest = self.screen.wrap(text.strip(), self.room - 2)
        start = "  " if text.startswith("  ") else ""
        return [line.replace("\u00a0", " ") for line in (start + first, *(f"  {x}" for x in rest))]

    def span(self, path: Array) -> str:
        """Write where a path began and ended."""
        return f"{self.tell.number(100 * path[0])} → {self.tell.number(100 * path[-1])}"

    def rival_pairs(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of rivals, the strongest only."""
        rivalry = self.record.setting.rivalry[..., 0]
        for a in range(rivalry.shape[0]):
            for b in range(a):
                if rivalry[a, b] >= max(0.5, float(rivalry.max())):
                    yield a, b

    def turning(self) -> list[str]:
        """What turned the game, with dates and causes."""
        tell, screen = self.tell, self.screen
        chosen = turning_points(self.found)
        if not chosen:
            return []
        lines = [screen.bold(tell("turning-title"))]
        years = self.world.turn_years
        stamps = [f"{tell('turn-n', turn=f'{h.turn:>2}')}  {tell.period(h.date, years)}" for h in chosen]
        width = max(screen.cells(s) for s in stamps)
        room = min(screen.width, 120) - width - 2
        for stamp, h in zip(stamps, chosen, strict=True):
            for k, part in enumerate(screen.wrap(told(h, tell), room)):
                lines.append(f"{screen.pad('' if k else stamp, width)}  {part}")
            if why := reasons(h, tell):
                lines += [f"{' ' * width}  {screen.dim(part)}" for part in screen.wrap(why, room)]
        return lines

    # ---------------------------------------------------------------- words

    def remark(self, message: str, width: int) -> list[str]:
        """Write a remark under a table."""
        return [self.screen.dim(line) for line in self.screen.wrap(self.tell(message), width)]

    def name(self, axis: str, entry: str) -> str:
        """Return a name of the world."""
        return name_of(self.world, axis, entry, self.tell)

    def short(self, entry: str) -> str:
        """Return the letters of a state."""
        return self.world.states[entry].code if entry in self.world.states else self.name("holders", entry)

    def code(self, entry: str) -> str:
        """Return the letters of a state in its colour."""
        if entry in self.world.states:
            return self.screen.seat(self.world.states[entry].code, self.names["states"].index(entry))
        return self.name("holders", entry)

    def year(self) -> str:
        """Return the year in which play began."""
        return str(int(self.world.start))
