"""``techrace cards``: the hand of every seat, and what each card moves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from techrace.arrays import Array
    from techrace.language import Language
    from techrace.policies import Doctrine
    from techrace.policy import Moves, Policy
    from techrace.record import Record
    from techrace.scoring import Par
    from techrace.setting import Setting
    from techrace.view import View
    from techrace.world.schema import CardSpec

MOODS: Mapping[str, str] = {"default": "", "cold": "any.hawk", "detente": "any.open", "late": ""}
"""What the others play (by default each its own policy) while a card is played first thing, or late in the game."""
LATE, LEFT = "late", 4
"""The circumstance in which so many turns are left when the card is played."""
VISIBLE_RATING, VISIBLE_SHARE = 0.5, 0.01
"""What a player sees: half a point of rating, or one displayed unit of a figure."""
TURNS = 10


def cards(
    strength: bool = typer.Option(False, "--strength", help="Play every card alone and see what it moves."),
    world: str = typer.Option("2025", help="The world."),
    seat: list[str] | None = typer.Option(None, help="Only this seat; may be given several times."),
    worlds: int = typer.Option(256, min=16, max=20_000, help="Games of every card and mood."),
    seed: int = typer.Option(7, help="Seed of all luck."),
    json: bool = typer.Option(False, "--json", help="Print one JSON document."),
    lang: str | None = typer.Option(None, metavar="en|ko", help="Language; default: that of your system."),
) -> None:
    """List the cards of every seat; with --strength, play each alone and say what it moves.

    Example: techrace cards --strength --seat korea
    """
    from techrace.cli.options import tongue
    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of
    from techrace.errors import InputError, placed, unknown
    from techrace.world.loading import load

    tell, played = tongue(lang), load(world)
    wrong = [placed("seat", unknown("state", s, played.states)) for s in seat or () if s not in played.states]
    if wrong:
        raise InputError(wrong)
    hands = {s: played.states[s].cards for s in seat or played.states}
    if not strength:
        if json:
            say_json({s: {c: spec.model_dump(mode="json") for c, spec in hand.items()} for s, hand in hands.items()})
            return
        rows = [
            [s, card, tell.text(spec.name), f"{spec.cost.pp:g}", f"{spec.lasts}", tell.text(spec.line)]
            for s, hand in hands.items()
            for card, spec in hand.items()
        ]
        rows.insert(0, ["", "", "", tell("cards-points"), tell("cards-lasts"), ""])
    else:
        found = survey(world, list(hands), worlds, seed)
        if json:
            say_json([f.data() for f in found])
            return
        rows = [["", "", *(tell(f"cards-{m}") for m in MOODS), "", ""], *(f.row(tell) for f in found)]
    screen = screen_of(sys.stdout)
    say(screen.shown(screen.table(rows)))
    if strength:
        for sentence in remarks(found, tell):
            say(sentence)


class Played:
    """A seat that keeps its standing orders and plays one card, once."""

    name = "card"

    def __init__(self, card: Doctrine, turns: int, first: int = 0) -> None:
        self.card, self.first, self.end = card, first, first + turns

    def decide(self, view: View, chance: Any) -> Moves:
        """Order what the card says while it is in force."""
        return self.card.decide(view, chance) if self.first <= view.state.turn < self.end else {}


@dataclass(frozen=True)
class Move:
    """What a card did in one mood of the others.

    Attributes:
        rating: Points of the seat's rating over the game, by world.
        figure: Change of the card's figure at its delay, mean over worlds.
        peak: The largest mean change of the figure while the card is in force or in sight.
    """

    rating: Array
    figure: float
    peak: float


@dataclass(frozen=True)
class Found:
    """What a card did in every mood.

    Attributes:
        seat: Who plays it.
        card: Its name.
        spec: What the world says of it.
        unit: One displayed unit of its figure.
        moods: What it did, by mood.
    """

    seat: str
    card: str
    spec: CardSpec
    unit: float
    moods: dict[str, Move]

    @property
    def visible(self) -> bool:
        """Whether a player can see what it does: in his rating, or in its figure within its delay."""
        return any(abs(m.rating.mean()) >= VISIBLE_RATING or abs(m.figure) >= self.unit for m in self.moods.values())

    @property
    def always_good(self) -> bool:
        """Whether it pays in every circumstance: then it is no decision."""
        return all(m.rating.mean() >= VISIBLE_RATING for m in self.moods.values())

    @property
    def never_good(self) -> bool:
        """Whether it gains no visible point anywhere: then it is played for its figure, or for what is not rated."""
        return all(m.rating.mean() < VISIBLE_RATING for m in self.moods.values())

    def row(self, tell: Language) -> list[str]:
        """Return a line of the table."""
        cells = [
            f"{tell.change(float(m.rating.mean()), 1):>5} {tell.change(m.figure / self.unit, 1):>6}"
            for m in self.moods.values()
        ]
        mark = "" if self.visible else tell("cards-unseen")
        return [self.seat, self.card, *cells, self.spec.shows, mark]

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        moods = {
            mood: {
                "rating": float(m.rating.mean()),
                "better": float((m.rating > 0).mean()),
                "figure": m.figure,
                "peak": m.peak,
            }
            for mood, m in self.moods.items()
        }
        return {
            "seat": self.seat, "card": self.card, "figure": self.spec.shows, "unit": self.unit,
            "delay": self.spec.delay, "visible": self.visible, "always_good": self.always_good,
            "never_good": self.never_good, "moods": moods,
        }  # fmt: skip


def survey(source: str, seats: Sequence[str], worlds: int = 256, seed: int = 7, turns: int = TURNS) -> list[Found]:
    """Play every card of some seats alone, in every circumstance, against not playing it, with the same luck.

    Args:
        source: The world.
        seats: The seats.
        worlds: Games of each; their constants are drawn.
        seed: The seed of all luck.
        turns: Turns of a game; the card is played in the first, or when four are left.
    """
    import numpy as np

    from techrace.policies import policy
    from techrace.scoring import par_of
    from techrace.simulate import draw_parameters, prepare, simulate
    from techrace.world.loading import load

    world = load(source)
    ids = np.arange(worlds, dtype=np.uint64)
    setting = prepare(world, draw_parameters(seed, ids))
    states = setting.names["states"]

    kept = {_split(card.shows)[0] for s in seats for card in world.states[s].cards.values()}

    def play(policies: Sequence[Policy]) -> Record:
        return simulate(setting, policies, turns=turns, seed=seed, worlds=ids, keep=False, figures=kept)

    usual = [policy(world.policies.get(s, "status-quo"), setting, i) for i, s in enumerate(states)]
    par = par_of(play(usual).measures)
    found: dict[tuple[str, str], dict[str, Move]] = {}
    for mood, spec in MOODS.items():
        others = [policy(spec, setting, i) for i in range(len(states))] if spec else usual
        first = max(0, turns - LEFT) if mood == LATE else 0
        for seat in seats:
            me = states.index(seat)
            table = [*others]
            table[me] = policy("status-quo", setting, me)
            base = play(table)
            for card, what in world.states[seat].cards.items():
                table[me] = Played(_compiled(what, setting, me), what.lasts, first)
                found.setdefault((seat, card), {})[mood] = _move(what, play(table), base, setting, par, me, first)
    specs = {s: world.states[s].cards for s in seats}
    return [Found(s, c, specs[s][c], _unit(specs[s][c], setting), moods) for (s, c), moods in found.items()]


def _compiled(card: CardSpec, setting: Setting, seat: int) -> Doctrine:
    from techrace.policies import compile_orders

    return compile_orders(card.do, setting, seat)


def _move(card: CardSpec, record: Record, base: Record, setting: Setting, par: Par, seat: int, first: int) -> Move:
    from techrace.scoring import rate

    gain = rate(record.measures, setting, par)[seat] - rate(base.measures, setting, par)[seat]
    path = _path(card.shows, record, setting) - _path(card.shows, base, setting)
    means = path.mean(axis=-1)
    return Move(gain, float(means[min(first + card.delay, len(means) - 1)]), float(means[abs(means).argmax()]))


def _path(figure: str, record: Record, setting: Setting) -> Array:
    """Return a figure turn by turn, shape (turns + 1, worlds)."""
    name, ids = _split(figure)
    values = record.headlines[name]
    axes = {q.name: q.axes for q in _quantities()}[name]
    for axis, entry in zip(axes, ids, strict=True):
        values = values[:, setting.index(axis, entry)]
    return values


def _unit(card: CardSpec, setting: Setting) -> float:
    """Return one displayed unit of a card's figure: a point of what runs to 1, else a hundredth of its start."""
    name, ids = _split(card.shows)
    quantity = next(q for q in _quantities() if q.name == name)
    if quantity.high <= 10:  # debt over GDP, too, is shown in points
        return VISIBLE_SHARE
    index = tuple(setting.index(a, i) for a, i in zip(quantity.axes, ids, strict=True))
    return VISIBLE_SHARE * abs(float(getattr(setting.start, name)[index].mean()))


def _split(figure: str) -> tuple[str, list[str]]:
    name, _, rest = figure.partition("[")
    return name.strip(), [x.strip() for x in rest.rstrip("] ").split(",") if x.strip()]


def _quantities() -> tuple[Any, ...]:
    from techrace.state import QUANTITIES

    return QUANTITIES


def remarks(found: Iterable[Found], tell: Language) -> list[str]:
    """Name the cards that nobody would notice, those that always pay, and those that win in every circumstance."""
    import numpy as np

    listed = list(found)
    lines = [tell("cards-nothing-seen", card=f.card, seat=f.seat) for f in listed if not f.visible]
    lines += [tell("cards-always-pays", card=f.card, seat=f.seat) for f in listed if f.always_good]
    for seat in dict.fromkeys(f.seat for f in listed):
        mine = [f for f in listed if f.seat == seat]
        best = {mine[int(np.argmax([f.moods[m].rating.mean() for f in mine]))].card for m in MOODS}
        if len(best) == 1 and len(mine) > 1:
            lines.append(tell("cards-always-best", card=best.pop(), seat=seat))
    lines = lines or [tell("cards-all-depend")]
    never = ", ".join(f"{f.seat} {f.card}" for f in listed if f.never_good)
    return [*lines, tell("cards-never-pay", cards=never)] if never else lines
