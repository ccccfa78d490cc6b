"""What a seat may ask about its own game: what moved a figure, where a number comes from, what a draft may lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from techrace.axes import GOALS
from techrace.errors import InputError, unknown
from techrace.explain import advise, by_mechanism, knowledge
from techrace.explain.words import band, cause, entity, label, level, size
from techrace.inquiry import MOST_ORIGINS, asked, changed, origins, public_headlines, sourced
from techrace.language import Language
from techrace.record import Record
from techrace.session import play, seats
from techrace.setting import Setting
from techrace.story import told
from techrace.terminal.paper import Paper, hanging
from techrace.terminal.sitting import Sitting

ROLLOUTS, SOON, AHEAD = 240, 4, 8


def news(record: Record, tell: Language, seat: str) -> list[str]:
    """Return the headlines of the last turn that everybody could read, first what asks the seat to decide."""
    found: list[tuple[float, str]] = []
    for h, event in public_headlines(record):
        if event:
            asks = f" {tell.text(event.decide[seat])}" if seat in event.decide else ""
            found.append((1000.0 if asks else h.weight, f"{told(h, tell)}: {tell.text(event.news)}{asks}"))
        else:
            found.append((h.weight, told(h, tell)))
    return [text for _, text in sorted(found, key=lambda x: -x[0])]


def why(sitting: Sitting, seat: str, text: str, paper: Paper, tell: Language) -> list[str]:
    """Say which mechanisms moved a figure in the last turn, as bars; at the debrief in the whole game, any figure."""
    setting, over = setting_of(sitting), sitting.table.ended
    found = asked(text, setting, seat, over=over)
    head = label(found, setting, tell)

    def moved(record: Record, _: str) -> Any:
        told_of = by_mechanism(record, [found], (0 if over else record.turns - 1, record.turns))
        return [float(told_of.before[0]), float(told_of.after[0]), [list(x) for x in told_of.causes(0, 8)]]

    answer = sitting.ask(seat, moved)
    if answer is None:
        return [tell("play-why-early", figure=head)]
    before, after, causes = answer
    first = tell("play-start") if over else tell("play-before")
    lines = [paper.bold(head), f"  {first} {level(before, found.unit, tell)}"]
    lines += bars(causes, found.unit, paper, tell)
    return [*lines, f"  {tell('play-now')} {level(after, found.unit, tell)}"]


def bars(causes: Sequence[Any], unit: str, paper: Paper, tell: Language) -> list[str]:
    """Draw causes as bars: gains to the right of the line, losses to its left."""
    largest = max((abs(value) for _, value in causes), default=0.0) or 1.0
    half = 12 if paper.width >= 76 else 5
    room = max(12, min(32, paper.width - 2 * half - 18))
    lines = []
    for name, value in causes:
        drawn = max(1, round(half * abs(value) / largest))
        bar = f"{'/' * drawn:>{half}}|{'':{half}}" if value < 0 else f"{'':{half}}|{'=' * drawn:<{half}}"
        lines.append(f"  {paper.pad(cause(name, tell), room)} {bar} {size(value, unit, tell)}")
    return lines


def setting_of(sitting: Sitting) -> Setting:
    """Return the public constants of the coming turn."""
    return play.line_of(sitting.table).setting()


def source(sitting: Sitting, seat: str, text: str, paper: Paper, tell: Language) -> list[str]:
    """Say where a number at the start of the world comes from, how sure it is and who disagrees.

    Raises:
        InputError: The world gives no such number.
    """
    found = origins(text, sitting.world, seat, most=len(sourced(sitting.world, seat)))
    if not found:
        raise InputError(unknown("number", text, sorted({name.split()[0] for name in sourced(sitting.world, seat)})))
    lines = []
    for origin in found[:MOST_ORIGINS]:
        value, spec = origin.value, origin.spec
        if isinstance(value, Mapping):
            value = ", ".join(f"{k} {v:g}" for k, v in value.items())
        lines += hanging(paper, f"{value}", f"{origin.name}: ", "  ")
        where = f"{origin.title} ({origin.date})" if origin.date else origin.title
        lines += hanging(paper, where, f"  {tell('play-source')} ")
        lines.append(f"  {tell('play-sure', confidence=tell(f'play-confidence-{spec.confidence}'))}")
        if spec.note:
            lines += hanging(paper, spec.note, f"  {tell('play-note')} ")
        if spec.dispute:
            lines += hanging(paper, spec.dispute, f"  {tell('play-dispute')} ")
    if rest := [origin.name for origin in found[MOST_ORIGINS:]]:
        lines += hanging(paper, ", ".join(rest), f"{tell('play-source-more')} ", "  ")
    return lines


def advice(sitting: Sitting, seat: str, paper: Paper, tell: Language) -> list[str]:
    """Look ahead with the draft and without, from what the seat knows."""
    table = sitting.table
    view = seats.sight(table, seat)
    draft = changed(sitting.moves(seat, sitting.plan(seat)), view.last, view.seat, setting_of(sitting))
    if not draft:
        return [tell("play-advice-none")]
    turns = min(AHEAD, max(SOON, table.turns_left))
    found = advise(knowledge(view), draft, turns=turns, rollouts=ROLLOUTS)
    rows = [[tell("explain-goal"), tell("explain-course"), tell("explain-draft"), tell("explain-better")]]
    for g, name in enumerate(GOALS):
        ends = (band(fan[:, g, -1], tell, change=False) for fan in (found.course, found.draft))
        rows.append([tell(f"explain-figure-{name}"), *ends, tell.chance(float(found.better[g]))])
    head = tell("play-advice", turns=turns, draws=found.draws)
    lines = [*hanging(paper, head), "", *(f"  {line}" for line in paper.table(rows))]
    for red in found.lines:
        if max(red.course, red.draft) > 0.02:
            about = f" ({entity(view.setting, red.of, tell)})" if red.of else ""
            said = f"{tell(f'explain-line-{red.name}')}{about}"
            lines += hanging(paper, f"{said}: {tell.chance(red.course)} → {tell.chance(red.draft)}", "  ")
    for r in found.reasons:
        goal = tell(f"explain-figure-{r.goal}")
        lines.append(f"  {cause(r.rule, tell)} → {goal} {tell.change(100 * r.size, 1)}")
    return [*lines, "", *hanging(paper, tell("play-advice-doubt"))]
