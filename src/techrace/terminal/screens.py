"""The screens: what a seat may know (the data of ``seats.view``) as lines of 80 cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

from techrace.axes import GOALS
from techrace.explain import figure
from techrace.explain.words import label, level, size
from techrace.language import Language
from techrace.mosaic import layout, mosaic
from techrace.orders import LEVERS, LINES, Lever
from techrace.session.cards import ALL_POINTS, MOST, NEW_POINTS
from techrace.session.effects import in_points
from techrace.session.events import Json, Plan
from techrace.setting import Setting
from techrace.terminal.answers import bars
from techrace.terminal.paper import RULE, Paper, fits, hanging
from techrace.world.schema import World

GLYPHS = "o#.+x*%@"
FEW = 2  # headlines that a brief tells of in any case
NARROW = 76  # cells a line, below which paths are not drawn
SEEN = {
    x.name for x in LEVERS if not x.split and (x.tray in ("control", "deal") or x.name in ("open", "close", "subsidy"))
}  # what is told of others: what they do to somebody, not how they live
WIDTHS = (16, 16, 14, 9, 60)  # of the columns of a tray at 80 cells a line; what is too long is cut
DETAIL = (8, 3, 2, 1)  # parts of an order that are told of others, the first that there is room for
LOUD, OWN = 0.05, 0.005  # the least order that is told of others, and of oneself
STAGES = ("frontier", "platforms", "revenue")
TRAYS = ("invest", "focus", "control", "open", "deal")


class Screens:
    """Writes for one seat, in one language, on one surface."""

    def __init__(self, view: Json, setting: Setting, paper: Paper, tell: Language) -> None:
        """Take what the seat may know; ``below``, in what follows, are the lines that will stand beneath a screen."""
        self.view, self.setting, self.world, self.paper, self.tell = view, setting, setting.world, paper, tell
        self.me: str = view["you"]["seat"]
        self.now: Json = view["figures"][-1]

    # ---------------------------------------------------------------- pieces

    def name(self, entry: str) -> str:
        """Name a state, region or other entry of the world."""
        return named(self.world, entry, self.tell)

    def head(self, title: str, remark: str = "") -> list[str]:
        """Say whose turn it is, which, and what is shown."""
        session, tell = self.view["session"], self.tell
        when = tell.period(session["date"], session["turn_years"])
        turn = min(session["turn"] + 1, session["turns"])
        said = tell("play-head", who=self.name(self.me), turn=turn, turns=session["turns"], when=when)
        line = f"{said}   {title}"
        room = min(self.paper.width, 100) - self.paper.cells(line) - self.paper.cells(remark)
        first = self.paper.bold(line) + (" " * max(1, room) + self.paper.dim(remark) if remark else "")
        return [first, RULE * min(self.paper.width, 80)]

    def goals(self, moved: Mapping[str, Json]) -> list[str]:
        """List the goals with what they weigh, where they stand and how they changed."""
        tell, weights = self.tell, self.view["own"]["goals"]
        rows = [
            [tell("play-goals"), tell("play-weight"), *([tell("play-level"), tell("play-change")] if moved else [])]
        ]
        for goal in GOALS:
            row = [tell(f"explain-figure-{goal}"), tell.percent(weights[goal])]
            found = moved.get(f"{goal}[{self.me}]")
            if found:
                change = found["after"] - found["before"]
                row += [tell.number(100 * found["after"]), tell.change(100 * change, 1)]
            rows.append(row)
        return [f"  {line}" for line in self.paper.table(rows, right=(1, 2, 3), gap=3)]

    # ---------------------------------------------------------------- brief

    def brief(self, moved: Mapping[str, Json], news: Sequence[str], below: int) -> list[str]:
        """Tell what happened, why, where the seat stands, and as much news as there is room for."""
        tell, paper = self.tell, self.paper
        lines = self.head(tell("play-title-brief"))
        if not moved:
            spec = self.world.states[self.me]
            lines += [*hanging(paper, tell.text(spec.brief)), "", *self.goals({})]
            red = spec.red_line
            return [*lines, *(hanging(paper, tell.text(red.text), f"  {tell('play-red-line')} ") if red else [])]
        biggest = self.biggest(moved)
        if biggest:
            name, found = biggest
            change = found["after"] - found["before"]
            title = label(figure(name, self.setting), self.setting, tell)
            lines += [paper.bold(f"{title} {size(change, found['unit'], tell)}")]
            lines += bars(found["causes"], found["unit"], paper, tell)
            lines.append(f"  {tell('play-now')} {level(found['after'], found['unit'], tell)}")
        lines += ["", *self.goals(moved)]
        if news:
            lines.append("")
            for i, text in enumerate(news):
                told = hanging(paper, text, "  * ")
                if i >= FEW and not (paper.height and fits(paper, [*lines, *told], below)):
                    break
                lines += told
        return lines

    def biggest(self, moved: Mapping[str, Json]) -> tuple[str, Json] | None:
        """Choose what to open with: the own figure that moved most, goals last."""
        own = {name: f for name, f in moved.items() if name.partition("[")[0] not in GOALS}
        sized = {
            name: abs(f["after"] - f["before"]) / (0.02 + (0.0 if f["unit"] in ("share", "0..1") else abs(f["before"])))
            for name, f in own.items() if f["causes"]
        }  # fmt: skip
        best = max(sized, key=lambda name: sized[name], default="")
        return (best, own[best]) if best else None

    # ---------------------------------------------------------------- orders

    def capital(self) -> float:
        """Return the political capital that the seat has."""
        return float(np.asarray(self.now["private"]["political_capital"]))

    def cards(self, plan: Plan, below: int) -> list[str]:
        """List the hand: what each card costs, what is chosen and, where there is room, what it does."""
        tell, paper, spec = self.tell, self.paper, self.world.states[self.me].cards
        running = {c["card"]: c["until"] for c in self.view["own"]["in_force"]}
        new = sum(spec[c].cost.pp for c in plan.cards)
        held = new + sum(spec[c].cost.pp for c in running if c not in plan.drop)
        price = sum(spec[c].cost.pc for c in plan.cards)
        lines = self.head(tell("play-title-cards"))[:1]  # a full hand needs the room
        said = tell(
            "play-cards-cost", chosen=len(plan.cards), most=MOST, points=f"{new:g}", limit=f"{NEW_POINTS:g}",
            held=f"{held:g}", all=f"{ALL_POINTS:g}", price=tell.number(100 * price),
            capital=f"{100 * self.capital():.0f}",
        )  # fmt: skip
        lines += hanging(paper, said)
        hand: list[tuple[str, str]] = []
        for i, (name, card) in enumerate(spec.items(), 1):
            mark = "*" if name in plan.cards else "x" if name in plan.drop else "=" if name in running else " "
            cost = tell("play-card-cost", points=f"{card.cost.pp:g}", capital=f"{100 * card.cost.pc:.0f}")
            left = tell("play-card-until", turn=running[name]) if name in running else ""
            left = tell("play-card-chosen") if mark == "*" else tell("play-card-given-up") if mark == "x" else left
            after = f"{cost} {left}".rstrip()
            called = paper.cut(tell.text(card.name), max(12, paper.width - paper.cells(after) - 6))
            title = f"{mark}{i:>2} {paper.bold(called)}  {paper.dim(after)}"
            hand.append((title, f"    {paper.cut(tell.text(card.line), paper.width - 4)}"))
        full = [*lines, *(line for both in hand for line in both)]
        return full if fits(paper, full, below) else [*lines, *(title for title, _ in hand)]

    def card(self, name: str) -> list[str]:
        """Tell all about one card."""
        tell, paper, card = self.tell, self.paper, self.world.states[self.me].cards[name]
        lines = [paper.bold(tell.text(card.name)), *hanging(paper, tell.text(card.line), "  ")]
        lines += hanging(paper, tell.text(card.but), f"  {tell('play-but')} ")
        cost = tell("play-card-cost", points=f"{card.cost.pp:g}", capital=f"{100 * card.cost.pc:.0f}")
        lines.append(f"  {tell('play-card-time', cost=cost, delay=card.delay, lasts=card.lasts)}")
        if card.precedent:
            lines += hanging(paper, tell.text(card.precedent.text), f"  {tell('play-precedent')} ")
        return lines

    def tray(self, tray: str, draft: Mapping[str, Any], moves: Mapping[str, Any]) -> list[str]:
        """List the levers of a tray: what is in force, what the draft says, what each costs."""
        tell, paper, standing = self.tell, self.paper, self.in_force()
        lines = self.head(tell("play-title-orders"), tell("play-capital", capital=f"{100 * self.capital():.0f}"))
        lines.append("  ".join(f"[{t}]" if t == tray else t for t in TRAYS))
        rows = [[tell("play-lever"), tell("play-in-force"), tell("play-draft"), tell("play-shows"), tell("play-what")]]
        if tray == "invest":
            before = standing.get("spend", {})
            stays = np.array([[float(before.get(line, 0.0))] for line in LINES])
            spent = np.asarray(moves.get("spend", stays))[..., 0]
            share = min(1.0, float(spent.sum()))
            lines.append(tell("play-budget", share=tell.percent(share), left=tell.percent(1.0 - share)))
            for line, value in zip(LINES, spent, strict=True):
                was = float(before.get(line, 0.0))
                mark = tell.percent(float(value)) if abs(value - was) > 0.0005 else ""
                rows.append([line, tell.percent(was), mark, "", tell(f"play-line-{line}")])
        for lever in LEVERS:
            if tray_of(lever) == tray and lever.name != "spend":
                drafted = short(draft[lever.name], least=OWN) if lever.name in draft else ""
                in_turns = tell("play-turns", turns=lever.delay)
                stands, said = short(standing.get(lever.name, 0.0), least=OWN), tell(f"explain-lever-{lever.name}")
                rows.append([lever.name, stands, drafted, in_turns, said])
        more = max(0, paper.width - 80) // 2
        widths = [most + (more if i in (1, 2) else 0) for i, most in enumerate(WIDTHS)]
        cells = [[paper.cut(cell, most) for cell, most in zip(row, widths, strict=True)] for row in rows]
        return [*lines, *(paper.cut(line, paper.width) for line in paper.table(cells))]

    def stands(self, name: str, draft: Mapping[str, Any]) -> list[str]:
        """Tell all of what is in force and drafted of a lever, of which a tray has room for the beginning only."""
        tell, paper = self.tell, self.paper
        lines = hanging(paper, whole(self.in_force().get(name, 0.0)), f"  {tell('play-in-force')}: ")
        return [*lines, *(hanging(paper, whole(draft[name]), f"  {tell('play-draft')}: ") if name in draft else [])]

    def in_force(self) -> Mapping[str, Any]:
        """Return the orders of the last turn, else the standing orders of the world."""
        turns = self.view["turns"]
        found: Mapping[str, Any] = turns[-1]["orders"][self.me] if turns else self.view["own"]["standing"]
        return found

    # ---------------------------------------------------------------- the board

    def board(self, path: Sequence[Json]) -> list[str]:
        """Show the race as this seat sees it, who runs on whose technology and, on wide paper, who holds what."""
        tell, paper, names = self.tell, self.paper, self.setting.names
        frontier, platform, revenue = (list(levels) for levels in zip(*(self.stages(f) for f in path), strict=True))
        unrest = seen(self.now, "unrest")
        stages = [tell(f"stage-{name}") for name in STAGES]
        rows = [["", tell("play-seat"), *stages, tell("explain-figure-unrest")]]
        for i, seat in enumerate(names["states"]):
            cells = [
                self.level(frontier, i, 1.0, 100.0),
                self.level(platform, i, 1.0, 100.0),
                self.level(revenue, i, max(float(r.max()) for r in revenue) or 1.0, 1000.0),
            ]
            if paper.width < NARROW:
                cells = [cell.rpartition(" ")[2] for cell in cells]
            code = paper.seat(self.world.states[seat].code, i)
            rows.append([code, self.name(seat), *cells, tell.number(100 * float(unrest[i]))])
        lines = paper.table(rows, right=(5,) if paper.width >= NARROW else (2, 3, 4, 5))
        reach, was = runs_on(path[-1]), runs_on(path[0])
        lines += ["", tell("play-stacks")]
        for i, entry in enumerate(names["ecosystems"]):
            bar = GLYPHS[i % len(GLYPHS)] * round(min(40, paper.width - 36) * float(reach[i]))
            change = tell.change(100 * float(reach[i] - was[i]))
            lines.append(f"  {paper.pad(self.name(entry), 18)} {bar} {tell.percent(float(reach[i]))} ({change})")
        lines = self.beside(lines, self.chokepoints(path)) or lines
        return [*self.head(tell("play-title-board")), *lines, *hanging(paper, tell("play-estimates"))]

    def stages(self, figures: Json) -> tuple[Any, Any, Any]:
        """Return the levels of the states on the three stages, as this seat sees them."""
        weight = self.setting.sector_weight[:, :1]
        platform = (seen(figures, "platform") * weight).sum(axis=0) / weight.sum()
        return seen(figures, "frontier"), platform, seen(figures, "revenue")

    def chokepoints(self, path: Sequence[Json]) -> list[str]:
        """List the layers by what their largest holder has: who it is, its path and its change since the start."""
        tell, paper, states = self.tell, self.paper, self.setting.names["states"]
        shares = [np.asarray(f["exact"]["layer_share"])[:, : len(states)] for f in path]
        rows = [[tell("chokepoint"), tell("held-by"), "", tell("since")]]
        for layer in np.argsort(-shares[-1].max(axis=1)):
            first = int(shares[-1][layer].argmax())
            held = [float(x[layer, first]) for x in shares]
            name = self.name(self.setting.names["layers"][layer]).partition(" (")[0]
            code = paper.seat(self.world.states[states[first]].code, first)
            level = f"{tell.percent(held[-1])} {paper.spark(held)}"
            rows.append([name, code, level, tell.change(100 * (held[-1] - held[0]))])
        return paper.table(rows, right=(2, 3))

    def beside(self, left: Sequence[str], right: Sequence[str]) -> list[str]:
        """Put two blocks beside each other; nothing, where the paper is too narrow."""
        lines = self.paper.table([list(pair) for pair in zip_longest(left, right, fillvalue="")], gap=4)
        return lines if max(map(self.paper.cells, lines)) <= self.paper.width else []

    def level(self, path: Sequence[Any], i: int, top: float, scale: float) -> str:
        """Draw the path of one state and write where it stands."""
        values = [float(v[i]) for v in path]
        return f"{self.paper.spark(values, 0.0, top)} {self.tell.number(scale * values[-1])}"

    def map(self) -> list[str]:
        """Sketch the mosaic of markets: one glyph a hex, by the technology that it runs on."""
        tell, paper, names = self.tell, self.paper, self.setting.names
        drawn, shares = layout(self.world), np.asarray(self.now["exact"]["ecosystem_share"])
        stacks = mosaic(self.world, shares)
        rows = 1 + max(t.row for t in drawn.tiles)
        sketch = [Strip() for _ in range(rows)]
        for tile, stack in zip(drawn.tiles, stacks, strict=True):
            sketch[tile.row].put(LEFT + round(2 * tile.x), GLYPHS[stack % len(GLYPHS)])
        for i, state in enumerate(names["states"]):
            x, row = drawn.tokens[state]
            code = self.world.states[state].code
            sketch[min(max(0, round(row)), rows - 1)].put(LEFT + round(2 * x), paper.seat(code, i), len(code))
        for english, korean, x, row in drawn.labels:
            name = korean if tell.code == "ko" else english
            wide = paper.cells(name)
            sketch[min(max(0, round(row)), rows - 1)].put(LEFT + round(2 * x - wide / 2), name, wide)
        lines, race = [str(line) for line in sketch], self.ranks()
        wide = max(map(paper.cells, lines))
        if wide > paper.width:
            lines = hanging(paper, tell("play-map-narrow", cells=wide))
        return [
            *self.head(tell("play-title-map")),
            *(self.beside(lines, race) or [*lines, *self.ranks(across=True)]),
            *hanging(paper, self.legend(), "  "),
            f"  {tell('web-hex')}",
        ]

    def legend(self) -> str:
        """Write what the glyphs mean, how much of the world runs on each, and the change of the last turn."""
        past = self.view["figures"]
        reach, was = runs_on(past[-1]), runs_on(past[-2] if len(past) > 1 else past[-1])
        return "   ".join(
            f"{GLYPHS[i % len(GLYPHS)]} {self.name(e)} {self.tell.percent(float(reach[i]))}"
            f" ({self.tell.change(100 * float(reach[i] - was[i]))})"
            for i, e in enumerate(self.setting.names["ecosystems"])
        )

    def ranks(self, *, across: bool = False) -> list[str]:
        """Rank the states on each stage, as this seat sees them: a column a stage, or a line."""
        paper, states = self.paper, self.setting.names["states"]
        columns = [np.argsort(-levels, kind="stable") for levels in self.stages(self.now)]
        codes = [[paper.seat(self.world.states[states[i]].code, int(i)) for i in column] for column in columns]
        if across:
            numbered = [[f"{rank} {code}" for rank, code in enumerate(column, 1)] for column in codes]
            named_ = [[self.tell(f"stage-{name}"), *row] for name, row in zip(STAGES, numbered, strict=True)]
            return [f"  {line}" for line in paper.table(named_)]
        rows = [["", *(self.tell(f"stage-{name}") for name in STAGES)]]
        rows += [[str(rank), *row] for rank, row in enumerate(zip(*codes, strict=True), 1)]
        return [f"    {line}" for line in paper.table(rows)]

    def others(self, below: int) -> list[str]:
        """Tell what everybody has seen the others order in the last turn, in as much detail as there is room for."""
        head, note = self.head(self.tell("play-title-others")), hanging(self.paper, self.tell("play-others-note"))
        if not self.view["turns"]:
            return [*head, self.tell("play-others-early")]
        told = ([*head, *self.ordered(most), *note] for most in DETAIL)
        return next(
            (lines for lines in told if fits(self.paper, lines, below)), [*head, *self.ordered(DETAIL[-1]), *note]
        )

    def ordered(self, most: int) -> list[str]:
        """List what the others have ordered in sight of all, so many parts of each lever."""
        tell, lines = self.tell, list[str]()
        for seat, orders in self.view["turns"][-1]["orders"].items():
            if seat != self.me:
                levers = ((tell(f"explain-lever-{k}"), v) for k, v in orders.items() if k in SEEN and loud(v))
                told = "; ".join(f"{name} {short(v, most)}" for name, v in levers) or tell("play-none-seen")
                lines += hanging(self.paper, told, f"  {self.name(seat)}: ", "    ")
        return lines

    def secrets(self) -> list[str]:
        """Tell what only this seat is told."""
        tell, lines = self.tell, self.head(self.tell("play-title-secrets"))
        found = self.world.states[self.me].secrets.values()
        told = [line for s in found for line in hanging(self.paper, tell.text(s.text), "  * ")]
        return [*lines, *(told or [tell("play-no-secrets")])]

    # ---------------------------------------------------------------- deals and forecasts

    def deals(self, below: int) -> list[str]:
        """List pacts and the forms that can be proposed, with their promises where there is room."""
        tell, paper = self.tell, self.paper
        lines = self.head(tell("play-title-deals"))
        for pact in self.view["pacts"]:
            key = standing(pact)
            parties = ", ".join(self.name(s) for s in pact["terms"])
            lines += hanging(
                paper, f"{parties}: {tell(f'play-pact-{key}')}", f"  {paper.pad(pact['pact'], 20)} ", "    "
            )
            if pact["declined"]:
                who = ", ".join(self.name(s) for s in pact["declined"])
                lines += hanging(paper, tell("play-pact-no", who=who), "    ")
            if key == "open" and self.me in pact["terms"]:
                mine = whole(pact["terms"][self.me])
                lines += hanging(paper, tell("play-pact-mine", terms=mine), "    ")
            if key == "holds" and self.me in pact["terms"]:
                lines += hanging(paper, self.leaving(pact["leaving"][self.me]), "    ")
        pledges = [tell("web-pledges")] if self.view["pledges"] else []
        for pledge in self.view["pledges"]:
            first = f"  {tell('play-turn', turn=pledge['turn'] + 1)} {self.name(pledge['seat'])}: "
            pledges += hanging(paper, f"“{pledge['text']}”", first, "    ")
        lines += pledges
        forms = {name: t for name, t in self.world.treaties.items() if self.me in t.terms and len(t.terms) > 1}
        if self.view["session"]["ended"]:
            return lines if len(lines) > 2 else [*lines, tell("play-no-pacts")]
        lines += hanging(paper, tell("play-forms") if forms else tell("play-forms-none"))
        full, names = list(lines), list(lines)
        for name, treaty in forms.items():
            title = f"  {name} ({tell.text(treaty.name)})"
            full += hanging(paper, tell.text(treaty.promise), f"{title}: ", "    ")
            names.append(title)
        return full if fits(paper, full, below) else names

    def form(self, name: str) -> list[str]:
        """Tell all about a form of a pact: what is promised, how a breach is seen, what leaving costs, what was."""
        tell, paper, treaty = self.tell, self.paper, self.world.treaties[name]
        lines = [paper.bold(f"{name}: {tell.text(treaty.name)}")]
        for text in (treaty.promise, treaty.seen, treaty.leave):
            lines += hanging(paper, tell.text(text), "  ")
        if treaty.precedent:
            lines += hanging(paper, tell.text(treaty.precedent.text), f"  {tell('play-precedent')} ")
        return lines

    def leaving(self, cost: Json) -> str:
        """Say what leaving a pact costs this seat: notice, and what it does at once."""
        tell, said = self.tell, dict[tuple[str, frozenset[str], float], str]()
        for name, by in cost["effects"]:
            of = figure(name, self.setting)
            by_how_much = size(by, of.unit, tell) if in_points(name) else f"{tell.change(100 * by, 1)}%"
            key = of.name, frozenset(of.ids), by  # relations are told once for both sides
            said.setdefault(key, f"{label(of, self.setting, tell)} {by_how_much}")
        return tell("play-leaving", turns=cost["notice"], effects=", ".join(said.values()) or tell("play-nothing"))

    def questions(self) -> list[str]:
        """List the forecasts that are asked, answered or not."""
        tell, own = self.tell, self.view["own"]
        given = {f["question"]: f["answer"] for f in own["forecasts"] if f["asked"] == self.view["session"]["turn"]}
        lines = []
        for i, (name, q) in enumerate(own["questions"].items(), 1):
            answer = given.get(name)
            said = "" if answer is None else f"  [{answered(answer, tell)}]"
            lines += hanging(self.paper, f"{tell.text(self.world.questions[name].text)}{said}", f"  {i} ")
            lines += hanging(self.paper, usually(q["base"], tell), "    ")
            lines.append(f"    {tell('play-answer-binary' if q['kind'] == 'binary' else 'play-answer-number', n=i)}")
        return (
            [*lines, *hanging(self.paper, tell("forecast-base-note"), "  ")] if lines else [tell("play-no-questions")]
        )


def seen(figures: Json, name: str) -> Any:
    """Return a quantity as a seat sees it: exactly where it is public or the game is over, else as an estimate."""
    return np.asarray(figures["exact"].get(name, figures["estimates"].get(name)))


def runs_on(figures: Json) -> Any:
    """Return the share of world GDP that runs on each ecosystem."""
    shares, sizes = np.asarray(figures["exact"]["ecosystem_share"]), np.asarray(figures["exact"]["gdp"])
    return (shares * sizes).sum(axis=1) / sizes.sum()


def usually(base: Mapping[str, Any], tell: Language) -> str:
    """Tell the base rate of a question."""
    if base["probability"] is not None:
        return tell("forecast-base-chance", share=tell.chance(base["probability"]))
    return tell("forecast-base-number", **{k: tell.number(base[k], 1) for k in ("low", "middle", "high")})


def answered(answer: Mapping[str, Any], tell: Language) -> str:
    """Write down a forecast."""
    if answer["probability"] is not None:
        return tell.chance(answer["probability"])
    low, middle, high = (tell.number(answer[k], 1) for k in ("low", "middle", "high"))
    return f"{middle} [{low}, {high}]"


def named(world: World, entry: str, tell: Language) -> str:
    """Name an entry of a world."""
    for table in (world.markets, world.layers, world.sectors, world.ecosystems, world.camps):
        if entry in table:
            return tell.text(table[entry].name)
    return entry


LEFT = 6  # cells left of the mosaic's first column


class Strip:
    """A line of a sketch: things at their cells; what would lie on something else moves aside."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.things: list[tuple[int, str, int]] = []

    def put(self, at: int, text: str, wide: int = 1) -> None:
        """Put a text that is so many cells wide."""
        room = wide > 1  # names keep a cell between themselves and all else

        def free(x: int) -> bool:
            return x >= 0 and all(x + wide + room <= a or a + w + room <= x for a, _, w in self.things)

        at = next(x for step in range(200) for x in (at - step, at + step) if free(x))
        self.things.append((at, text, wide))

    def __str__(self) -> str:
        """Return the line."""
        line, end = "", 0
        for at, text, wide in sorted(self.things):
            line += " " * (at - end) + text
            end = at + wide
        return line


def tray_of(lever: Lever) -> str:
    """Return the tray in which a lever is shown: splits beside the budget have their own."""
    return "focus" if lever.tray == "invest" and lever.name != "spend" else lever.tray


def standing(pact: Json) -> str:
    """Say in a word how it is with a pact."""
    if pact["left"]:
        return "notice" if pact["holds"] else "left"
    return "holds" if pact["holds"] else "declined" if pact["declined"] else "open"


def loud(value: Any, least: float = LOUD) -> bool:
    """Say whether an order is worth telling: something that is not next to nothing."""
    if isinstance(value, Mapping):
        return any(loud(v, least) for v in value.values())
    return isinstance(value, str) or abs(float(value)) >= least


def whole(value: Any) -> str:
    """Write an order with all that it says, in percent."""
    return short(value, most=1000, least=0.0)


def short(value: Any, most: int = 3, least: float = LOUD) -> str:
    """Write an order on a few cells, in percent: so many parts of it that are not next to nothing."""
    if isinstance(value, Mapping):
        parts = [f"{k} {short(v, most, least)}" for k, v in value.items() if loud(v, least)]
        return ", ".join(parts[:most]) + (" …" if len(parts) > most else "") if parts else "0"
    return f"{100 * float(value):.0f}" if isinstance(value, (int, float)) else str(value)
