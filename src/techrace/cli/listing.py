"""``techrace list``: what there is to choose from, with units and sources."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techrace.cli.options import AsJson, Lang

if TYPE_CHECKING:
    from techrace.cli.screen import Screen
    from techrace.language import Language

Rows = list[dict[str, Any]]


def listing(
    what: Annotated[
        str, typer.Argument(metavar="worlds|policies|levers|rules|parameters|figures", help="What to list.")
    ],
    world: Annotated[str, typer.Option(help="The world whose policies, or names of figures, are listed.")] = "2025",
    all_: Annotated[bool, typer.Option("--all", help="Parameters: the fixed ones, too; figures: the quieter.")] = False,
    lang: Lang = None,
    json: AsJson = False,
) -> None:
    """List worlds, policies, levers, rules, parameters or figures.

    Example: techrace list parameters --json
    """
    show(what, world, lang, everything=all_, json=json)


def show(
    what: str, world: str, lang: str | None, *, only: Sequence[str] = (), everything: bool = False, json: bool = False
) -> None:
    """Print a list, or only some of its entries.

    Raises:
        InputError: There is no such list, or no such entry.
    """
    from techrace.cli.options import tongue
    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of
    from techrace.errors import InputError, placed, unknown

    if what not in LISTS:
        raise InputError(placed(f"list {what}", unknown("list", what, LISTS)))
    rows = LISTS[what](world, tongue(lang), everything)
    known = [row["id"] for row in rows]
    if wrong := [name for name in only if name not in known]:
        raise InputError([placed(what, unknown("name", name, known)) for name in wrong])
    rows = [row for row in rows if not only or row["id"] in only]
    if json:
        say_json(rows)
        return
    screen = screen_of(sys.stdout)
    say(screen.shown(_lines(rows, screen)))


def _lines(rows: Rows, screen: Screen) -> list[str]:
    """Write each entry: what it is called and its facts on one line, what it means beneath."""
    if not rows:
        return []
    width = max(screen.cells(str(row["id"])) for row in rows)
    lines: list[str] = []
    group = None
    for row in rows:
        if row.get("group") != group:
            group = row.get("group")
            lines += [*([""] if lines else []), screen.bold(str(group))]
        facts = "  ".join(str(f) for f in row.get("facts", ()) if f)
        lines.append(f"{screen.pad(str(row['id']), width)}  {facts}".rstrip())
        for text in row["text"]:
            lines += [f"  {screen.dim(part)}" for part in screen.wrap(text, screen.width - 2)]
    return lines


def _worlds(_world: str, tell: Language, _all: bool) -> Rows:
    from techrace.world.loading import load, packaged

    rows = []
    for name in packaged():
        w = load(name)
        rows.append(
            {
                "id": name,
                "facts": [tell("world-facts", states=len(w.states), regions=len(w.regions), turns=w.turns)],
                "text": [tell.text(w.title), tell.text(w.summary)],
                "version": w.version,
                "states": list(w.states),
            }
        )
    return rows


def _policies(world: str, tell: Language, _all: bool) -> Rows:
    from techrace.policies import available
    from techrace.simulate import prepare
    from techrace.world.loading import load

    setting = prepare(load(world))
    rows = []
    order = [None, *setting.names["states"]]
    for p in sorted(available(setting), key=lambda p: order.index(p.seat)):
        seat = tell("any-seat") if p.seat is None else tell.text(setting.world.states[p.seat].name)
        rows.append(
            {"group": seat, "id": p.id, "facts": [tell.text(p.name)], "text": [tell.text(p.why)], "seat": p.seat}
        )
    return rows


def _levers(_world: str, tell: Language, _all: bool) -> Rows:
    from techrace.orders import LEVERS

    return [
        {
            "group": tell(f"tray-{x.tray}"),
            "id": x.name,
            "facts": [
                tell("lever-range", low=f"{x.low:g}", high=f"{x.high:g}"),
                tell("lever-by", axes=", ".join(a for a in x.axes if a != "by")) if len(x.axes) > 1 else "",
                "" if x.who == "all" else tell("lever-who", who=x.who),
                tell("lever-cost", share=tell.percent(x.money)) if x.money else "",
                tell("lever-delay", turns=x.delay),
            ],
            "text": [f"{tell(f'play-lever-{x.name}')} {tell(f'play-but-{x.name}')}"],
            **{
                k: getattr(x, k)
                for k in ("tray", "axes", "who", "low", "high", "money", "delay", "meaning", "downside")
            },
        }
        for x in LEVERS
    ]


def _rules(_world: str, tell: Language, _all: bool) -> Rows:
    from techrace.rules.turn import ORDER, name_of, parameters

    counts: dict[str, int] = {}
    for p in parameters():
        counts[p.name.split(".")[0]] = counts.get(p.name.split(".")[0], 0) + 1
    rows = []
    for place, rule in enumerate(ORDER, 1):
        title, claim, source = _said(rule.__doc__ or "")
        name = name_of(rule)
        facts = [f"{place:>2}.", tell("rule-parameters", count=counts[name]) if name in counts else ""]
        rows.append({"id": name, "facts": facts, "text": [title, claim], "order": place, "source": source})
    return rows


def _said(doc: str) -> tuple[str, str, str]:
    """Read the first line, the claim and the source from a rule's docstring."""
    title, _, rest = doc.partition("\n")
    sections: dict[str, list[str]] = {}
    name = ""
    for line in rest.splitlines():
        if line and not line.startswith(" "):
            name = line.strip()
        elif line.strip():
            sections.setdefault(name, []).append(line.strip())
    return title.strip(), " ".join(sections.get("Claim", [])), " ".join(sections.get("Source", []))


def _parameters(_world: str, tell: Language, everything: bool) -> Rows:
    from techrace.rules.turn import constants, parameters

    rows = []
    for p in [*parameters(), *(constants() if everything else ())]:
        fixed = p.low == p.high
        rows.append(
            {
                "group": p.name.split(".")[0],
                "id": p.name,
                "facts": [
                    f"{p.default:g}",
                    "" if fixed else f"{p.low:g}..{p.high:g}",
                    p.unit,
                    "" if p.drawn or fixed else tell("not-drawn"),
                ],
                "text": [p.meaning, tell("source", source=p.source)],
                **{k: getattr(p, k) for k in ("default", "low", "high", "unit", "meaning", "source", "drawn")},
            }
        )
    return rows


def _figures(world: str, tell: Language, everything: bool) -> Rows:
    from techrace.explain.figure import SOURCES, entries
    from techrace.explain.words import heading, label
    from techrace.simulate import prepare
    from techrace.state import QUANTITIES
    from techrace.world.loading import load

    setting = prepare(load(world))
    quieter = {q.name for q in QUANTITIES if not q.headline}
    rows = []
    for name, source in sorted(SOURCES.items()):
        some = entries(name, setting)
        if not some or (name in quieter and not everything):
            continue
        form = ".".join((name, *(axis.upper() for axis in source.axes)))
        one = next((f for f in some if len(set(f.ids)) == len(f.ids)), some[0])  # nobody's détente with himself
        example = tell("figure-example", figure=".".join((name, *one.ids)), says=label(one, setting, tell))
        rows.append(
            {
                "id": form,
                "facts": [heading(one, tell), source.unit],
                "text": [example],
                "name": name,
                "axes": source.axes,
                "unit": source.unit,
                "headline": name not in quieter,
                "names": {axis: list(setting.names[axis]) for axis in source.axes},
            }
        )
    return rows


LISTS: Mapping[str, Callable[[str, Language, bool], Rows]] = {
    "worlds": _worlds,
    "policies": _policies,
    "levers": _levers,
    "rules": _rules,
    "parameters": _parameters,
    "figures": _figures,
}
