"""``techrace list``: what there is to choose from, with units and sources."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from techrace.cli.screen import Screen
    from techrace.language import Language

Rows = list[dict[str, Any]]


def listing(
    what: Annotated[str, typer.Argument(metavar="worlds|policies|levers|rules|parameters", help="What to list.")],
    world: Annotated[str, typer.Option(help="The world whose policies are listed.")] = "2025",
    all_: Annotated[bool, typer.Option("--all", help="With parameters: the fixed constants, too.")] = False,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language; default: that of your system.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List worlds, policies, levers, rules or parameters.

    Example: techrace list parameters --json
    """
    from techrace.cli.say import say, say_json
    from techrace.cli.screen import screen_of
    from techrace.errors import InputError, unknown
    from techrace.language import language, spoken_here

    tell = language(lang or spoken_here())
    if what not in LISTS:
        msg = f"list {what}: {unknown('list', what, LISTS)}"
        raise InputError(msg)
    rows = LISTS[what](world, tell, all_)
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
            "text": [f"{x.meaning}. {x.downside}."],
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


LISTS: Mapping[str, Callable[[str, Language, bool], Rows]] = {
    "worlds": _worlds,
    "policies": _policies,
    "levers": _levers,
    "rules": _rules,
    "parameters": _parameters,
}
