"""What a seat may ask about its own game: what moved a figure, where a number comes from, what a draft may lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from techrace.axes import GOALS
from techrace.errors import InputError, unknown
from techrace.explain import advise, by_mechanism, figure, knowledge
from techrace.explain.figure import SOURCES, Figure
from techrace.explain.words import band, cause, entity, label, level, size
from techrace.feasibility import own
from techrace.language import Language
from techrace.notation import BY_NAME, own_axes
from techrace.record import Record
from techrace.session import play, seats
from techrace.setting import Setting
from techrace.state import QUANTITIES
from techrace.story import headlines, told
from techrace.terminal.paper import Paper, hanging
from techrace.terminal.sitting import Sitting
from techrace.world.schema import Sourced, World

_SECRET = {q.name: q.secret for q in QUANTITIES}
_FOR_ALL = {"reach", "gdp_share", "world_gdp", "concentration", "ecosystem_reach", "weight_abroad"}
_NEWS = ("event", "wave", "crash", "shock")
ROLLOUTS, SOON, AHEAD = 240, 4, 8


def own_figures(setting: Setting, seat: str) -> list[str]:
    """Name the figures by which a seat measures itself: goals first, then the layers that it holds."""
    place = setting.index("states", seat)
    held = setting.start.layer_share[:, place, 0]
    layers = [setting.names["layers"][i] for i in np.argsort(-held)[:3] if held[i] > 0.05]
    return [
        *(f"{goal}[{seat}]" for goal in GOALS),
        *(f"layer_share[{layer}, {seat}]" for layer in layers),
        *(f"{name}[{seat}]" for name in ("frontier", "revenue", "unrest", "gdp")),
    ]


def account(record: Record, seat: str) -> dict[str, Any]:
    """Tell a seat what the last turn did to its own figures, and what everybody has read in the news."""
    names = own_figures(record.setting, seat)
    found = by_mechanism(record, names, (record.turns - 1, record.turns))
    told_of = {
        str(f): {
            "unit": f.unit, "before": float(found.before[i]), "after": float(found.after[i]),
            "causes": [[name, value] for name, value in found.causes(i, 4)],
        }
        for i, f in enumerate(found.figures)
    }  # fmt: skip
    return {"figures": told_of}


def news(record: Record, tell: Language, seat: str) -> list[str]:
    """Return the headlines of the last turn that everybody could read, first what asks the seat to decide."""
    found: list[tuple[float, str]] = []
    for h in headlines(record):
        public = (h.figure and _SECRET.get(h.figure[0]) == "public") or h.kind.split("-")[0] in _NEWS
        if h.turn == record.turns and public:
            event = next((record.setting.world.events[x] for _, axis, x in h.subjects if axis == "events"), None)
            if event:
                asks = f" {tell.text(event.decide[seat])}" if seat in event.decide else ""
                found.append((1000.0 if asks else h.weight, f"{told(h, tell)}: {tell.text(event.news)}{asks}"))
            else:
                found.append((h.weight, told(h, tell)))
    return [text for _, text in sorted(found, key=lambda x: -x[0])]


def asked(text: str, setting: Setting, seat: str) -> Figure:
    """Find the figure that is meant: ``hbm``, ``security``, ``gdp korea``, ``layer_share hbm taiwan``.

    Raises:
        InputError: There is none, or it is somebody else's secret.
    """
    words = text.replace("[", " ").replace("]", " ").replace(",", " ").replace(".", " ").split()
    if not words:
        raise InputError(unknown("figure", "", [*GOALS, *setting.names["layers"]]))
    name, ids = words[0].lower(), [w.lower() for w in words[1:]]
    if name in setting.names["layers"]:
        name, ids = "layer_share", [name, *ids]
    elif name in setting.names["sectors"]:
        name, ids = "platform", [name, *ids]
    elif name in setting.names["ecosystems"]:
        name, ids = "ecosystem_reach", [name, *ids]
    if name not in SOURCES:
        raise InputError(unknown("figure", name, [*GOALS, *setting.names["layers"], *SOURCES]))
    if len(ids) == len(SOURCES[name].axes) - 1:
        ids = [*ids, seat]
    found = figure(f"{name}[{', '.join(ids)}]" if ids else name, setting)
    secret = _SECRET.get(name, "public" if name in _FOR_ALL else "noisy")
    if secret == "hidden" or (secret != "public" and seat not in found.ids):
        message = f"{found}: nobody knows this figure exactly before the debrief; ask about your own, or a public one"
        raise InputError(message)
    return found


def why(sitting: Sitting, seat: str, text: str, paper: Paper, tell: Language) -> list[str]:
    """Say which mechanisms moved a figure in the last turn, as bars."""
    setting = setting_of(sitting)
    found = asked(text, setting, seat)
    head = label(found, setting, tell)

    def moved(record: Record, _: str) -> Any:
        told_of = by_mechanism(record, [found], (record.turns - 1, record.turns))
        return [float(told_of.before[0]), float(told_of.after[0]), [list(x) for x in told_of.causes(0, 8)]]

    answer = sitting.ask(seat, moved)
    if answer is None:
        return [tell("play-why-early", figure=head)]
    before, after, causes = answer
    lines = [paper.bold(head), f"  {tell('play-before')} {level(before, found.unit, tell)}"]
    lines += bars(causes, found.unit, paper, tell)
    return [*lines, f"  {tell('play-now')} {level(after, found.unit, tell)}"]


def bars(causes: Sequence[Any], unit: str, paper: Paper, tell: Language) -> list[str]:
    """Draw causes as bars: gains to the right of the line, losses to its left."""
    largest = max((abs(value) for _, value in causes), default=0.0) or 1.0
    lines = []
    for name, value in causes:
        drawn = max(1, round(12 * abs(value) / largest))
        bar = f"{'/' * drawn:>12}|{'':12}" if value < 0 else f"{'':12}|{'=' * drawn:<12}"
        lines.append(f"  {paper.pad(cause(name, tell), 32)} {bar} {size(value, unit, tell)}")
    return lines


def setting_of(sitting: Sitting) -> Setting:
    """Return the public constants of the coming turn."""
    return play.line_of(sitting.table).setting()


def source(sitting: Sitting, seat: str, text: str, paper: Paper, tell: Language) -> list[str]:
    """Say where a number at the start of the world comes from, how sure it is and who disagrees.

    Raises:
        InputError: The world gives no such number.
    """
    world = sitting.world
    words = text.lower().replace("_", " ").split()
    entries = {name: spec for name, spec in sourced(world, seat).items() if all(w in name.split() for w in words)}
    if not words or not entries:
        known = sorted({name.split()[0] for name in sourced(world, seat)})
        raise InputError(unknown("number", text, known))
    lines = []
    for name, spec in list(entries.items())[:3]:
        value = getattr(spec, "value", None)
        if isinstance(value, Mapping):
            value = ", ".join(f"{k} {v:g}" for k, v in value.items())
        lines += hanging(paper, f"{value}", f"{name}: ", "  ")
        cited = world.sources.get(spec.source)
        where = f"{cited.title} ({cited.date})" if cited else spec.source
        lines += hanging(paper, where, f"  {tell('play-source')} ")
        lines.append(f"  {tell('play-sure', confidence=tell(f'play-confidence-{spec.confidence}'))}")
        if spec.note:
            lines += hanging(paper, spec.note, f"  {tell('play-note')} ")
        if spec.dispute:
            lines += hanging(paper, spec.dispute, f"  {tell('play-dispute')} ")
    return lines


def sourced(world: World, seat: str) -> dict[str, Sourced]:
    """List the numbers of a world that say where they come from, a seat's own first."""
    found: dict[str, Sourced] = {}
    tables: list[tuple[str, Any]] = [
        (seat, world.states[seat]), *world.layers.items(), *world.states.items(), *world.regions.items(),
    ]  # fmt: skip
    for entry, spec in tables:
        for name in type(spec).model_fields:
            value = getattr(spec, name)
            if isinstance(value, Sourced):
                found.setdefault(f"{entry} {name}".replace("_", " "), value)
    for name in type(world).model_fields:
        value = getattr(world, name)
        if isinstance(value, Sourced):
            found[name.replace("_", " ")] = value
    return found


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


def changed(moves: Mapping[str, Any], last: Any, seat: int, setting: Setting) -> dict[str, Any]:
    """Write down what moves change of the orders in force, in order notation."""
    found: dict[str, Any] = {}
    for name, row in moves.items():
        lever = BY_NAME[name]
        before = np.broadcast_to(own(getattr(last, name), lever, seat), np.shape(row))
        if not np.allclose(before, row, atol=1e-6):
            values = np.asarray(row)[..., 0]
            found[name] = _written(values, [setting.names[a] for a in own_axes(lever)])
    return found


def _written(values: Any, axes: list[tuple[str, ...]]) -> Any:
    if not axes:
        return float(values)
    return {name: _written(part, axes[1:]) for name, part in zip(axes[0], values, strict=True)}
