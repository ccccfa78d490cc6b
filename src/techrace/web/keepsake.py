"""What a kept page says before the report of the game: how everybody did, what was ordered, which loops showed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from techrace import __version__
from techrace.axes import GOALS
from techrace.explain import afterwards, by_mechanism, by_player, luck_of_the_draw
from techrace.explain.afterwards import told
from techrace.explain.loops import Evidence, Loop, loops
from techrace.explain.words import OTHER, cause, entity
from techrace.language import Language, language
from techrace.reckoning import DRAWS, Ratings, honours
from techrace.record import Record
from techrace.report.markup import folded, heads, table
from techrace.report.names import seat_html
from techrace.report.parts import Section
from techrace.report.words import Words, of, same
from techrace.session import play
from techrace.session.table import Node, Table

_POINTS, _SHARES = ("gain",), ("share", "end", "run")
_SEEN = 0.0005  # one digit of points


def both(write: Callable[[Language], str]) -> Words:
    """Write something in every language."""
    return Words(write(language("en")), write(language("ko")))


def said(message: str, **values: Any) -> Words:
    """Return a message of the catalogue in every language; values may be words."""

    def write(tell: Language) -> str:
        return tell(message, **{k: getattr(v, tell.code) if isinstance(v, Words) else v for k, v in values.items()})

    return both(write)


def sections(game: Table, record: Record, rated: Ratings, seat: str = "") -> list[Section]:
    """Return what comes before the report: of the whole room, or of one seat."""
    first = _seat(record, rated, seat, ended=game.ended) if seat else _teams(game, record, rated)
    made = [first, _played(game, record, seat), _forecasts(game, record, seat)]
    if not seat:
        made += [_pledges(game, record), _loops(record), _questions(game)]
    return [section for section in made if section is not None]


def readme(game: Table, files: Sequence[str]) -> str:
    """Write what lies in the archive."""
    world = play.world_of(game)
    told: dict[str, str | int] = {
        "title": game.made.title,
        "version": __version__,
        "turns": game.place.turn,
        "world": world.id,
    }
    text = "\n\n".join(language(code)("web-keep-readme", **told) for code in ("en", "ko"))
    return f"{text}\n\n" + "\n".join(files) + "\n"


def sentence(kind: str, values: dict[str, Any], record: Record, tell: Language) -> str:
    """Write a piece of evidence of a loop as a sentence."""
    told = {
        name: tell.points(value, 1) if name in _POINTS
        else tell.percent(value) if name in _SHARES
        else entity(record.setting, value, tell)
        for name, value in values.items()
    }  # fmt: skip
    return tell(f"web-loop-{kind}", **told)


def _cells(*texts: str, number: int = 1) -> str:
    """Write a row: a head, then cells; those from ``number`` on are numbers."""
    first, *rest = texts
    cells = (f"<td{' class=number' if i >= number else ''}>{x}</td>" for i, x in enumerate(rest, 1))
    return f'<tr><th scope="row">{first}</th>{"".join(cells)}</tr>'


def _number(value: float, digits: int = 1) -> str:
    return both(lambda tell: tell.number(value, digits)).html()


def _percent(value: float) -> Words:
    return both(lambda tell: tell.chance(value))


# ---------------------------------------------------------------- how everybody did


def _teams(game: Table, record: Record, rated: Ratings) -> Section:
    states = record.setting.names["states"]
    best = int(rated.played.argmax())
    name = "web-debrief-teams"
    rows = [
        _cells(
            seat_html(record, i), _team(game, seat).html(), _number(rated.played[i]), _number(rated.usual[i].mean()),
            _percent(float(rated.beaten[i])).html(), str(int(rated.beyond[i])), number=2,
        )
        for i, seat in enumerate(states)
    ]  # fmt: skip
    head = heads(
        said("web-debrief-seat"), said("web-player"), said("web-debrief-level"), said("web-debrief-against"),
        said("web-debrief-beaten"), said("web-debrief-red-turns"),
    )  # fmt: skip
    level = both(lambda tell: tell.number(float(rated.played[best]), 1))
    title = said("web-keep-teams-title", who=of(record.setting.world.states[states[best]].name), level=level)
    return Section("rooms", said(name), title, html=table(said(name), head, rows))


def _team(game: Table, seat: str) -> Words:
    chair = game.seats[seat]
    names = ", ".join(game.people[p].name for p in chair.team)
    return same(names) if names else said("web-debrief-by-doctrine", doctrine=chair.doctrine)


def _seat(record: Record, rated: Ratings, seat: str, *, ended: bool) -> Section:
    """Tell one seat how it did; how much was luck only when the game is over."""
    place = record.setting.index("states", seat)
    figures = [f"{goal}[{seat}]" for goal in GOALS]
    how, whose = by_mechanism(record, figures), by_player(record, figures)
    luck = luck_of_the_draw(record, figures, draws=DRAWS) if ended else None
    rows = []
    for g, goal in enumerate(GOALS):
        parts = both(partial(_list, how.causes(g, 4), cause))
        people = both(partial(_list, whose.causes(g, 4), partial(_who, record)))
        ends = [_number(100 * float(x[g]), 0) for x in (how.before, how.after)]
        lucky = _percent(float(luck.below[g])).html() if luck else ""
        cells = [parts.html(), people.html(), *ends, *([lucky] if luck else [])]
        rows.append(_cells(said(f"explain-figure-{goal}").html(), *cells, number=3))
    head = heads(
        said("explain-goal"), said("web-cause"), said("web-player"), said("play-start"), said("play-end"),
        *([said("web-keep-luckier")] if luck else []),
    )  # fmt: skip
    who = of(record.setting.world.states[seat].name)
    title = said(
        "web-keep-seat-title", who=who, level=both(lambda tell: tell.number(float(rated.played[place]), 1)),
        share=_percent(float(rated.beaten[place])), games=int(rated.usual.shape[1]),
    )  # fmt: skip
    return Section("seat", said("web-keep-seat", who=who), title, said("web-keep-goals"),
                   html=table(said("web-keep-goals"), head, rows))  # fmt: skip


def _who(record: Record, name: str, tell: Language) -> str:
    return tell("explain-other") if name == OTHER else entity(record.setting, name, tell)


def _list(parts: Sequence[tuple[str, float]], called: Callable[[str, Language], str], tell: Language) -> str:
    seen = [(name, value) for name, value in parts if abs(value) >= _SEEN]
    return ", ".join(f"{called(name, tell)} {tell.change(100 * value, 1)}" for name, value in seen)


# ---------------------------------------------------------------- what was played


def _played(game: Table, record: Record, seat: str) -> Section:
    turns = [_turn(game, node, record, seat) for node in game.path()]
    return Section("played", said("web-keep-kept"), said("web-keep-played"), html="".join(turns))


def _turn(game: Table, node: Node, record: Record, only: str) -> str:
    world = record.setting.world
    rows = []
    for i, seat in enumerate(record.setting.names["states"]):
        if only in ("", seat):
            done = node.event.done[seat]
            cards = [of(world.states[seat].cards[c].name).html() for c in done.plan.cards]
            orders = "; ".join(f"{k} {v}" for k, v in done.plan.orders.items())
            how = said(f"web-debrief-by-{done.source}", doctrine=done.doctrine)
            kept = ", ".join([*cards, *([same(orders).html()] if orders else [])])
            rows.append(_cells(seat_html(record, i), kept or how.html(), number=9))
    extra = [*_rulings(game, node, only), *(_event(record, x) for x in node.before.events)]
    turn = node.event.turn + 1
    head = heads(said("web-debrief-seat"), said("web-debrief-orders"))
    name = said("web-loop-turn", turn=turn)
    more = "".join(f"<p>{x}</p>" for x in extra)
    return folded(name, table(said("web-debrief-orders"), head, rows) + more)


def _event(record: Record, name: str) -> str:
    return said("web-debrief-event", event=of(record.setting.world.events[name].name)).html()


def _rulings(game: Table, node: Node, only: str) -> Iterator[str]:
    ruled = {r.move: r.happened for r in node.event.rulings}
    for move in game.place.moves.values():
        if move.id in ruled and (only in ("", move.seat) or (move.ruling and move.ruling.public)):
            yield (
                f"{same(move.text).html()}: "
                + said("web-debrief-happened" if ruled[move.id] else "web-debrief-not-happened").html()
            )


def _forecasts(game: Table, record: Record, seat: str) -> Section | None:
    found = [h for h in honours(game.place.scores) if seat in ("", h.seat)]
    if not found:
        return None
    names = record.setting.names["states"]
    rows = [
        _cells(
            seat_html(record, names.index(h.seat)), _number(100 * h.skill, 1),
            said("web-debrief-forecast-of", better=h.better, answers=h.answers, asked=h.asked).html(),
        )
        for h in found
    ]  # fmt: skip
    title = said("web-debrief-best-forecast", who=of(record.setting.world.states[found[0].seat].name))
    head = heads(said("web-debrief-seat"), said("web-forecast"), said("web-debrief-beaten"))
    note = said("web-debrief-forecast-more")
    skill = said("web-debrief-forecast-of", better=found[0].better, answers=found[0].answers, asked=found[0].asked)
    return Section("forecasts", said("web-forecast"), title if not seat else skill, note, html=table(note, head, rows))


# ---------------------------------------------------------------- pledges, loops and questions


def _pledges(game: Table, record: Record) -> Section | None:
    """List what was promised in words, with what its maker ordered otherwise afterwards; people judge."""
    made = game.place.pledges
    if not made or not game.ended:
        return None
    rows = []
    for turn, pledge in made:
        changes = afterwards(record, pledge.seat, turn)
        seat = seat_html(record, record.setting.index("states", pledge.seat))
        when, after = said("web-loop-turn", turn=turn + 1), both(partial(told, changes))
        rows.append(_cells(f"{seat} {when.html()}", same(pledge.text).html(), after.html(), number=9))
    title = said("pledges-and-after")
    head = heads(said("web-debrief-seat"), said("web-pledges"), said("pledges-after"))
    return Section("pledges", said("web-pledges"), title, html=table(title, head, rows))


def _loops(record: Record) -> Section:
    found = loops(record)
    title = said("web-debrief-loops", shown=sum(x.shown for x in found), all=len(found))
    return Section("loops", said("web-debrief-loops-more"), title, html="".join(_loop(x, record) for x in found))


def _loop(loop: Loop, record: Record) -> str:
    lines = [
        f"<li>{_when(e).html()}: {both(partial(sentence, e.kind, e.values, record)).html()}</li>" for e in loop.evidence
    ]
    name = said(f"web-loop-{loop.id}")
    state = Words("", "") if loop.shown else said("web-loop-near" if loop.evidence else "web-loop-never")
    label = Words(*(f"{a}: {b}" if b else a for a, b in ((name.en, state.en), (name.ko, state.ko))))
    return folded(label, f"<ul>{''.join(lines)}</ul>")


def _when(e: Evidence) -> Words:
    if e.end == e.turn:
        return said("web-loop-turn", turn=e.turn)
    return said("web-loop-turns", first=e.turn, last=e.end)


def _questions(game: Table) -> Section | None:
    world = play.world_of(game)
    if not world.debrief and not game.notes:
        return None
    asked = "".join(
        f"<li>{of(q.text).html()} <small>{same(q.about).html()}</small></li>" for q in world.debrief.values()
    )
    notes = "".join(
        f"<li>{said('web-loop-turn', turn=turn + 1).html()}: {same(note.text).html()}</li>" for turn, note in game.notes
    )
    kept = folded(said("web-debrief-notes"), f"<ul>{notes}</ul>") if notes else ""
    return Section(
        "questions", said("web-debrief-questions"), said("web-debrief-questions"), html=f"<ul>{asked}</ul>{kept}"
    )
