"""What happened in a game, as dated headlines with their causes.

A headline is a threshold that was crossed for good measure: somebody takes the lead, a monopoly
falls, a bloc forms, markets crash. Its causes come from the game itself: what each rule did to
the figure in that turn (the turn is played again rule by rule), who gained what another lost,
and what had been built up since the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.language import LANGUAGES, Language, language
from techrace.record import HEADLINES, Record
from techrace.rules.turn import steps
from techrace.scoring import crossed
from techrace.setting import Setting
from techrace.simulate import calendar
from techrace.state import QUANTITIES, State
from techrace.world.schema import RedLine, Text, World

Figure = tuple[str, tuple[str, ...]]
"""A headline figure: the name of a quantity, and the names along its axes."""

STAGES = ("frontier", "platforms", "revenue")
_STAGE_FIGURE = {"frontier": "frontier", "revenue": "revenue"}
_AXES = {q.name: q.axes for q in QUANTITIES}
_SHARE_OF = {q.name: q.share_of for q in QUANTITIES}
MOST_OF_A_KIND = 3
LEAD = 0.015  # how far ahead, relative to the old leader, a new leader of a stage must be


@dataclass(frozen=True)
class Cause:
    """One reason for a headline.

    Attributes:
        kind: ``rule`` (what a rule did to the figure), ``gain`` (who gained what was lost) or ``built``
            (what had been built up since the start).
        what: The rule, or the name of the quantity that was built up.
        axis: The axis of ``who``.
        who: Whose gain it is, or who built it up; empty for a rule.
        before: The figure before.
        after: The figure after.
        unit: The unit of the figure.
    """

    kind: str
    what: str
    axis: str
    who: str
    before: float
    after: float
    unit: str

    @property
    def change(self) -> float:
        """Return the change."""
        return self.after - self.before


@dataclass(frozen=True)
class Headline:
    """A turning point of a game.

    Attributes:
        turn: The turn in which it happened, counted from 1.
        date: The date at which that turn begins.
        kind: What happened; also the name of its message, ``story-<kind>``.
        subjects: Names of whom it is about, by the role they play in the sentence: (role, axis, id).
        weight: How much it matters, for choosing.
        figure: The figure that crossed a threshold, if there is one.
        before: The figure a turn earlier.
        after: The figure then.
        causes: Why, most important first.
        world: The world, for the names in it.
    """

    turn: int
    date: float
    kind: str
    subjects: tuple[tuple[str, str, str], ...]
    weight: float
    figure: Figure | None = None
    before: float = 0.0
    after: float = 0.0
    causes: tuple[Cause, ...] = ()
    world: World | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> Text:
        """Return the headline as a sentence in both languages."""
        return Text(**{code: told(self, language(code)) for code in LANGUAGES})

    @property
    def why(self) -> Text:
        """Return its causes in both languages."""
        return Text(**{code: reasons(self, language(code)) for code in LANGUAGES})


def headlines(record: Record, world: int = 0) -> list[Headline]:
    """List all turning points of one game of a record, in order of time.

    Causes by rule need the states of the game; a big batch keeps none, and its headlines have only
    the other causes.
    """
    game = _Game(record, world)
    found = sorted(_all(game), key=lambda h: (h.turn, -h.weight))
    return sorted(_explained(game, found), key=lambda h: (h.turn, -h.weight))


def turning_points(found: Sequence[Headline], most: int = 10) -> list[Headline]:
    """Choose the headlines that matter most, not too many of a kind, in order of time."""
    chosen: list[Headline] = []
    kinds: dict[str, int] = {}
    for headline in sorted(found, key=lambda h: (-h.weight, h.turn)):
        kind = headline.kind.split("-")[0]
        if len(chosen) < most and kinds.get(kind, 0) < MOST_OF_A_KIND:
            chosen.append(headline)
            kinds[kind] = kinds.get(kind, 0) + 1
    return sorted(chosen, key=lambda h: (h.turn, -h.weight))


def told(headline: Headline, tell: Language) -> str:
    """Write a headline as a sentence."""
    world = _world(headline)
    names = {role: name_of(world, axis, entry, tell) for role, axis, entry in headline.subjects}
    if headline.kind == "event":
        return names["event"]
    if headline.kind == "redline":
        line = world.states[headline.subjects[0][2]].red_line
        names["line"] = tell.text(line.text).rstrip(".") if line else ""
    if headline.figure is not None:
        unit = _unit(headline.figure[0])
        names |= {"before": amount(headline.before, unit, tell), "after": amount(headline.after, unit, tell)}
    text = tell(f"story-{headline.kind}", **names)
    return text[:1].upper() + text[1:]


def reasons(headline: Headline, tell: Language) -> str:
    """Write the causes of a headline in one line (of an event: its news); nothing if none is known."""
    if headline.kind == "event":
        return tell.text(_world(headline).events[headline.subjects[0][2]].news)
    return "; ".join(_reason(cause, _world(headline), tell) for cause in headline.causes)


def _reason(cause: Cause, world: World, tell: Language) -> str:
    delta = change(cause.change, cause.unit, tell)
    if cause.kind == "rule":
        return tell("cause-rule", rule=tell(f"rule-{cause.what}"), change=delta)
    who = name_of(world, cause.axis, cause.who, tell)
    if cause.kind == "gain":
        return tell("cause-gain", who=who, change=delta)
    before, after = (amount(x, cause.unit, tell) for x in (cause.before, cause.after))
    return tell(f"cause-{cause.what.replace('_', '-')}", who=who, before=before, after=after, change=delta)


def _world(headline: Headline) -> World:
    if headline.world is None:
        message = "a headline that is told needs its world"
        raise ValueError(message)
    return headline.world


def name_of(world: World, axis: str, entry: str, tell: Language) -> str:
    """Return the name of an entry of an axis as readers know it."""
    table: Any = {
        "states": world.states, "by": world.states, "holders": world.states, "places": world.states,
        "markets": world.markets, "regions": world.regions, "layers": world.layers, "sectors": world.sectors,
        "ecosystems": world.ecosystems, "sides": world.camps, "camps": world.camps, "waves": world.waves,
        "events": world.events, "blocs": {c: x.bloc for c, x in world.camps.items()},
    }.get(axis, {})  # fmt: skip
    if entry in table:
        return tell.text(table[entry].name)
    return tell(f"name-{entry}") if entry in ("rest", "haven", "unaligned") else entry


def amount(value: float, unit: str, tell: Language) -> str:
    """Write a value of a figure as readers expect it."""
    if unit.startswith("T$"):
        return tell.money(value)
    if unit.startswith("share"):
        return tell.percent(value)
    if unit.startswith(("0..1", "-1..1")):
        return tell.number(100 * value)
    return tell.number(value, 0 if unit in ("count", "turns", "turn") else 2)


def change(value: float, unit: str, tell: Language) -> str:
    """Write the change of a figure, with its sign."""
    if unit.startswith("T$"):
        text = tell.money(abs(value))
        return f"{tell.change(value, 6)[0]}{text}" if value else text
    digits = 1 if abs(value) < 0.1 else 0
    if unit.startswith("share"):
        return tell.points(value, digits)
    if unit.startswith(("0..1", "-1..1")):
        return tell.change(100 * value, digits)
    return tell.change(value, 0 if unit in ("count", "turns") else 2)


def lead_changes(values: Array, margin: float = 0.01) -> list[tuple[int, int, int]]:
    """List changes of leadership: (turn, old leader, new leader).

    A lead changes hands when another is ahead by a small margin, so that a dead heat is not news every turn.

    Args:
        values: One figure of all states, shape (turns + 1, states).
        margin: By how much, relative to the old leader, the new one must be ahead.
    """
    leader, found = int(values[0].argmax()), []
    for turn, row in enumerate(values[1:], 1):
        best = int(row.argmax())
        if best != leader and row[best] > row[leader] * (1 + margin):
            found.append((turn, leader, best))
            leader = best
    return found


def stage(record: Record, name: str) -> Array:
    """Return the level of a stage of the race, shape (turns + 1, states, worlds).

    ``platforms`` is the maturity of all sectors, weighted as in derived revenue.
    """
    if name != "platforms":
        return record.headlines[name]
    weight = record.setting.sector_weight[:, None] / record.setting.sector_weight.sum()
    return np.asarray((weight[None] * record.headlines["platform"]).sum(axis=1))


# ---------------------------------------------------------------- one game


class _Game:
    """One world of a record: headline figures without the axis of worlds."""

    def __init__(self, record: Record, world: int) -> None:
        self.record, self.world = record, world
        self.names = record.setting.names
        self.start, self.years = record.setting.world.start, record.setting.world.turn_years
        self.turns = record.turns

    def of(self, name: str) -> Array:
        """Return a headline figure, shape (turns + 1, *axes)."""
        return self.record.headlines[name][..., self.world]

    def has(self, *names: str) -> bool:
        """Say whether figures were kept."""
        return all(name in self.record.headlines for name in names)

    def headline(
        self,
        turn: int,
        kind: str,
        subjects: Iterable[tuple[str, str, str]],
        weight: float,
        figure: Figure | None = None,
    ) -> Headline:
        """Make a headline of a turn."""
        before = after = 0.0
        if figure is not None:
            before, after = (float(self.at(figure, t)) for t in (turn - 1, turn))
        date = self.start + (turn - 1) * self.years
        world = self.record.setting.world
        return Headline(turn, date, kind, tuple(subjects), weight, figure, before, after, world=world)

    def at(self, figure: Figure, turn: int) -> float:
        """Return a figure after so many turns."""
        return float(self.of(figure[0])[(turn, *self.place(figure))])

    def place(self, figure: Figure) -> tuple[int, ...]:
        """Return the position of a figure in its array."""
        name, ids = figure
        return tuple(self.names[axis].index(entry) for axis, entry in zip(_AXES[name], ids, strict=True))


def _all(game: _Game) -> Iterator[Headline]:
    yield from _leads(game)
    yield from _layers(game)
    yield from _markets(game)
    yield from _pacts(game)
    yield from _money(game)
    yield from _home(game)
    yield from _weather(game)


def _ups(values: Array, high: float, low: float) -> list[tuple[int, bool]]:
    """List when a figure rises above ``high`` (True) and falls back below ``low`` (False)."""
    above, found = bool(values[0] > high), []
    for turn, value in enumerate(values[1:], 1):
        if not above and value > high:
            above = True
            found.append((turn, True))
        elif above and value < low:
            above = False
            found.append((turn, False))
    return found


def _leads(game: _Game) -> Iterator[Headline]:
    states = game.names["states"]
    for name, weight in zip(STAGES, (70.0, 75.0, 80.0), strict=True):
        values = stage(game.record, name)[..., game.world]
        for turn, old, new in lead_changes(values, LEAD):
            figure = (_STAGE_FIGURE[name], (states[new],)) if name in _STAGE_FIGURE else None
            subjects = (("new", "states", states[new]), ("old", "states", states[old]))
            yield game.headline(turn, f"lead-{name}", subjects, weight, figure)


def _layers(game: _Game) -> Iterator[Headline]:
    shares = game.of("layer_share")
    states = game.names["states"]
    for i, layer in enumerate(game.names["layers"]):
        own = shares[:, i, : len(states)]
        weight = 40.0 * float(game.record.setting.weight[i, 0] / game.record.setting.weight.max())
        for turn, old, new in lead_changes(own):
            subjects = (("layer", "layers", layer), ("old", "states", states[old]), ("new", "states", states[new]))
            yield game.headline(turn, "layer-lead", subjects, 55 + weight, ("layer_share", (layer, states[old])))
        holder = int(own[0].argmax())
        for line in (0.75, 0.5, 0.25):
            if own[0, holder] > line + 0.02 and (fell := np.flatnonzero(own[:, holder] < line)).size:
                turn, name = int(fell[0]), f"layer-below-{round(100 * line)}"
                who = (("layer", "layers", layer), ("who", "states", states[holder]))
                yield game.headline(turn, name, who, 25 + weight, ("layer_share", (layer, states[holder])))


def _markets(game: _Game) -> Iterator[Headline]:
    ecosystems, sides = game.names["ecosystems"], game.names["sides"]
    size = game.of("gdp") / game.of("gdp").sum(axis=1, keepdims=True)
    shares = game.of("ecosystem_share")
    for i, market in enumerate(game.names["markets"]):
        for turn, old, new in lead_changes(shares[:, :, i], 0.02):
            subjects = (("market", "markets", market), ("old", "ecosystems", ecosystems[old]),
                        ("new", "ecosystems", ecosystems[new]))  # fmt: skip
            weight = 50 + 200 * float(size[turn, i])
            yield game.headline(turn, "stack", subjects, weight, ("ecosystem_share", (ecosystems[new], market)))
    if game.has("alignment"):
        stands = game.of("alignment")
        for i, market in enumerate(game.names["markets"]):
            for turn, old, new in lead_changes(stands[:, :, i], 0.05):
                subjects = (("market", "markets", market), ("old", "sides", sides[old]), ("new", "sides", sides[new]))
                kind = "side" if new < len(sides) - 1 else "side-none"
                yield game.headline(turn, kind, subjects, 35 + 150 * float(size[turn, i]),
                                    ("alignment", (sides[new], market)))  # fmt: skip


def _pacts(game: _Game) -> Iterator[Headline]:
    if game.has("detente"):
        yield from _between(game, "detente", (0.25, 0.1), ("detente-signed", "detente-broken"), mutual=True)
    if game.has("embargo"):
        yield from _between(game, "embargo", (0.75, 0.4), ("embargo", "embargo-lifted"), mutual=False)
    if game.has("duty", "membership"):
        yield from _blocs(game)


def _between(
    game: _Game, name: str, lines: tuple[float, float], kinds: tuple[str, str], *, mutual: bool
) -> Iterator[Headline]:
    """Tell when a figure between two states rises above a line, and when it falls below another."""
    states, values = game.names["states"], game.of(name)
    for a, b in np.ndindex(len(states), len(states)):
        if a == b or (mutual and a > b):
            continue
        rivals = game.record.setting.rivalry[a, b, 0] > 0
        pair = (("one", "states", states[a]), ("other", "states", states[b]))
        for turn, up in _ups(values[:, a, b], *lines):
            weight = 60.0 if rivals and mutual else 45.0 if rivals else 25.0
            yield game.headline(turn, kinds[0] if up else kinds[1], pair, weight, (name, (states[a], states[b])))


def _blocs(game: _Game) -> Iterator[Headline]:
    for c, camp in enumerate(game.names["camps"]):
        bloc = (("bloc", "blocs", camp),)
        for turn, up in _ups(game.of("duty")[:, c], 0.5, 0.3):
            yield game.headline(turn, "bloc-strict" if up else "bloc-loose", bloc, 50, ("duty", (camp,)))
        for s, state in enumerate(game.names["states"]):
            if game.record.setting.leads[c, s, 0] > 0:
                continue
            for turn, up in _ups(game.of("membership")[:, c, s], 0.5, 0.2):
                subjects = (*bloc, ("who", "states", state))
                kind = "bloc-joined" if up else "bloc-left"
                yield game.headline(turn, kind, subjects, 55, ("membership", (camp, state)))


def _money(game: _Game) -> Iterator[Headline]:
    states = game.names["states"]
    falls = np.diff(game.of("crashes"), axis=0)
    for t, row in enumerate(falls, 1):
        for s in np.flatnonzero(row > 0).tolist():
            yield game.headline(t, "crash", (("who", "states", states[s]),), 100, ("capital", ()))
    for line in (0.7, 0.6, 0.5, 0.4):
        for turn, up in _ups(-game.of("trust"), -line, -line - 0.03)[:1]:
            if up:
                yield game.headline(turn, "trust", (), 45 + 100 * (0.8 - line), ("trust", ()))
    capital = game.of("capital")
    drops = np.log(capital[1:] / capital[:-1])
    if drops.size and drops.min() < -0.15 and not falls[int(drops.argmin())].any():
        yield game.headline(int(drops.argmin()) + 1, "correction", (), 60, ("capital", ()))
    if game.has("fund"):
        fund = game.of("fund")
        for s, state in enumerate(states):
            grew = np.flatnonzero((fund[1:, s] > 1.4 * fund[:-1, s]) & (fund[1:, s] > 5e-4)) + 1
            for turn in grew.tolist():
                yield game.headline(turn, "fund", (("who", "states", state),), 40, ("fund", (state,)))


def _home(game: _Game) -> Iterator[Headline]:
    states = game.names["states"]
    for s, state in enumerate(states):
        me = (("who", "states", state),)
        for turn, up in _ups(game.of("unrest")[:, s], 0.5, 0.4):
            yield game.headline(turn, "unrest" if up else "calm", me, 45, ("unrest", (state,)))
        reached = game.of("passed")[-1, s]
        if reached <= game.turns and game.of("passed")[0, s] > game.turns:
            turn = int(np.flatnonzero(game.of("passed")[:, s] <= game.turns)[0])
            yield game.headline(turn, "passed", me, 52, None)
    beyond = crossed(game.record.headlines, game.record.setting)[..., game.world]
    for s, state in enumerate(states):
        first = np.flatnonzero(beyond[1:, s])
        if first.size and not beyond[0, s]:
            figure = _figure_of(game.record.setting.world.states[state].red_line)
            yield game.headline(int(first[0]) + 1, "redline", (("who", "states", state),), 68, figure)


_SAID = re.compile(r"\s*([a-z_]+)\s*(?:\[([^\]]*)\])?")


def _figure_of(line: RedLine | None) -> Figure | None:
    """Return the figure that a red line watches."""
    found = _SAID.match(line.when) if line else None
    if not found or found[1] not in _AXES:
        return None
    return found[1], tuple(x.strip() for x in (found[2] or "").split(",") if x.strip())


def _weather(game: _Game) -> Iterator[Headline]:
    shocks = np.diff(game.of("shocks"))
    for t in (np.flatnonzero(shocks > 0) + 1).tolist():
        size = float(game.of("shock_size")[t]) if game.has("shock_size") else 0.0
        yield game.headline(t, "shock", (), 40 + 150 * size)
    if game.has("events_seen"):
        counts = np.diff(game.of("events_seen"), axis=0)
        world = game.record.setting.world
        for t, e in np.argwhere(counts > 0).tolist():
            name = game.names["events"][e]
            rare = 12.0 / (1.0 + 20.0 * world.events[name].hazard)
            yield game.headline(t + 1, "event", (("event", "events", name),), 30 + rare)
    for name, wave in game.record.setting.world.waves.items():
        turn = int(np.floor((wave.start - game.start) / game.years + 1e-6)) + 1
        if 1 <= turn <= game.turns:
            yield game.headline(turn, "wave", (("wave", "waves", name),), 85)
    for turn, up in _ups(game.of("tension"), 0.7, 0.55):
        yield game.headline(turn, "tension-high" if up else "tension-low", (), 42, ("tension", ()))


# ---------------------------------------------------------------- why


def _explained(game: _Game, found: Sequence[Headline]) -> Iterator[Headline]:
    if not game.record.states:
        yield from (replace(h, causes=tuple(_causes(game, h, []))) for h in found)
        return
    settings = calendar(game.record.setting, game.turns)
    for turn in sorted({h.turn for h in found}):
        news = [h for h in found if h.turn == turn]
        played = _steps(game, turn, settings[turn - 1]) if any(h.figure or h.kind == "shock" for h in news) else []
        for headline in news:
            known = _shock(game, headline, played) if headline.kind == "shock" else headline
            yield replace(known, causes=tuple(_causes(game, known, played)))


Played = list[tuple[str, State]]
"""A turn played again: ("", the state before it), then every rule with the state that it left."""


def _steps(game: _Game, turn: int, setting: Setting) -> Played:
    luck = Chance(game.record.seed, game.record.worlds, turn - 1)
    before = game.record.states[turn - 1]
    played = [("", before), *steps(before, game.record.orders[turn - 1], setting, luck)]
    return [*played, ("hand", game.record.states[turn])] if any(game.record.touches) else played


def _shock(game: _Game, headline: Headline, played: Played) -> Headline:
    """Find out who made a shock, and where it landed."""
    before, after = next((a, b) for (_, a), (rule, b) in pairwise(played) if rule == "shocks")
    states, sectors = game.names["states"], game.names["sectors"]
    rise = (after.frontier - before.frontier)[:, game.world]
    if rise.max() > 0:
        leader = ("leader", "states", states[int(before.frontier[:, game.world].argmax())])
        source = states[int(rise.argmax())]
        kind = "shock-frontier" if source != leader[2] else "shock-leader"
        return replace(headline, kind=kind, subjects=(("who", "states", source), leader))
    gain = (after.platform - before.platform)[..., game.world]
    if gain.max() <= 0:
        return headline
    k, s = (int(i) for i in np.unravel_index(int(gain.argmax()), gain.shape))
    subjects = (("who", "states", states[s]), ("sector", "sectors", sectors[k]))
    figure = ("platform", (sectors[k], states[s]))
    known = replace(headline, kind="shock-platform", subjects=subjects, figure=figure)
    return replace(known, before=game.at(figure, known.turn - 1), after=game.at(figure, known.turn))


def _by_rule(game: _Game, figure: Figure, played: Played) -> list[Cause]:
    """Say what each rule did to a figure in a turn, largest first."""
    found = []
    for (_, a), (rule, b) in pairwise(played):
        old, new = (float(getattr(s, figure[0])[(*game.place(figure), game.world)]) for s in (a, b))
        if old != new:
            found.append(Cause("rule", rule, "", "", old, new, _unit(figure[0])))
    return sorted(found, key=lambda c: -abs(c.change))


def _causes(game: _Game, headline: Headline, played: Played) -> list[Cause]:
    """Give up to three causes: what rules did, who gained or lost, what had been built up."""
    if headline.kind == "lead-platforms":
        return _sectors(game, headline)
    figure = headline.figure
    if figure is None:
        return []
    rules = _by_rule(game, figure, played)[:2]
    built: list[Cause] = []
    if headline.kind == "lead-revenue":
        built = _built(game, headline, ("maturity", "runs_on"))
    elif headline.kind == "stack":
        built = [*_gains(game, headline, "ecosystems")[:1], *_sides_of_stacks(game, headline)]
    elif figure[0] == "layer_share":
        gains = _gains(game, headline, "holders")
        built = [*gains, *(_on_layer(game, headline, gains[0].who) if gains and gains[0].change > 0 else ())]
    elif _SHARE_OF[figure[0]]:
        built = _gains(game, headline, _SHARE_OF[figure[0]])
    if not built or len(rules) > 1:
        return [*rules, *built][:3]
    return built[:3]


def _built(game: _Game, headline: Headline, what: Sequence[str]) -> list[Cause]:
    """Say what the new leader had built up since the start."""
    new = {role: entry for role, _, entry in headline.subjects}["new"]
    seat = game.names["states"].index(new)
    paths = {
        "maturity": (stage(game.record, "platforms")[:, seat, game.world], "0..1"),
        "runs_on": (_runs_on(game, seat), "share"),
    }
    found = []
    for name in what:
        path, unit = paths[name]
        if path is not None and abs(path[headline.turn] - path[0]) > 0.01:
            found.append(Cause("built", name, "states", new, float(path[0]), float(path[headline.turn]), unit))
    return found


def _runs_on(game: _Game, seat: int) -> Array | None:
    """Return the share of world GDP that runs on the ecosystem of a state, shape (turns + 1,); None without one."""
    owned = np.flatnonzero(game.record.setting.owns[:, seat, 0])
    if not owned.size:
        return None
    size = game.of("gdp") / game.of("gdp").sum(axis=1, keepdims=True)
    return np.asarray((game.of("ecosystem_share")[:, owned].sum(axis=1) * size).sum(axis=1))


def _sectors(game: _Game, headline: Headline) -> list[Cause]:
    """Say in which sectors the new leader had gained most on the old one, in the last two years or so."""
    roles = {role: game.names["states"].index(entry) for role, _, entry in headline.subjects}
    since = max(0, headline.turn - max(1, round(2 / game.years)))
    path = game.of("platform")
    gain = path[headline.turn] - path[since]
    ahead = (gain[:, roles["new"]] - gain[:, roles["old"]]) * game.record.setting.sector_weight[:, 0]
    order = [int(i) for i in np.argsort(-ahead)[:2] if ahead[i] > 0]
    names, new = game.names["sectors"], roles["new"]
    return [
        Cause("gain", "platform", "sectors", names[i], float(old), float(now), "0..1")
        for i in order
        for old, now in [(path[since, i, new], path[headline.turn, i, new])]
    ]


def _sides_of_stacks(game: _Game, headline: Headline) -> list[Cause]:
    """Say what pulled a market to another ecosystem: with whom it stands, and whose technology got better."""
    roles = {role: entry for role, _, entry in headline.subjects}
    setting = game.record.setting
    owners = [np.flatnonzero(setting.owns[game.names["ecosystems"].index(roles[r]), :, 0]) for r in ("old", "new")]
    found = []
    camps = np.flatnonzero(setting.leads[:, owners[0][0], 0]) if owners[0].size else np.array([], dtype=np.intp)
    if camps.size and game.has("alignment"):
        camp = game.names["camps"][camps[0]]
        figure = ("alignment", (camp, roles["market"]))
        cause = Cause("built", "loyalty", "sides", camp, game.at(figure, 0), game.at(figure, headline.turn), "share")
        if cause.change < -0.03:
            found.append(cause)
    if owners[1].size:
        seat = int(owners[1][0])
        path = stage(game.record, "platforms")[:, seat, game.world]
        now = float(path[headline.turn])
        found.append(Cause("built", "maturity", "states", game.names["states"][seat], float(path[0]), now, "0..1"))
    return found


def _gains(game: _Game, headline: Headline, share: str) -> list[Cause]:
    """Say who gained most of what was lost since the start (or lost most of what was gained)."""
    assert headline.figure is not None  # noqa: S101 - callers have looked
    name, ids = headline.figure
    axis = _AXES[name].index(share)
    mine = ids[axis]
    own = game.at(headline.figure, headline.turn) - game.at(headline.figure, 0)
    others = []
    for entry in game.names[share]:
        if entry != mine:
            figure = (name, (*ids[:axis], entry, *ids[axis + 1 :]))
            cause = Cause("gain", name, share, entry, game.at(figure, 0), game.at(figure, headline.turn), _unit(name))
            if cause.change * own < 0:
                others.append(cause)
    others.sort(key=lambda c: -abs(c.change))
    return [c for c in others[:2] if abs(c.change) > 0.004]


def _on_layer(game: _Game, headline: Headline, gainer: str) -> Iterator[Cause]:
    """Say how the gainer caught up on a layer: by ways round the chokepoint, and by quality."""
    assert headline.figure is not None  # noqa: S101 - callers have looked
    layer = headline.figure[1][0]
    if game.record.states and gainer in game.names["states"]:
        place = (game.names["layers"].index(layer), game.names["states"].index(gainer), game.world)
        ways = float(game.record.states[headline.turn].bypasses[place])
        if ways:
            yield Cause("built", "bypasses", "holders", gainer, 0.0, ways, "count")
    if game.has("quality"):
        figure = ("quality", (layer, gainer))
        before, after = (game.at(figure, t) for t in (0, headline.turn))
        if after > before + 0.02:
            yield Cause("built", "quality", "holders", gainer, before, after, "0..1")


def _unit(name: str) -> str:
    return next(q.unit for q in HEADLINES if q.name == name)
