"""What a seat may ask about its own game, whatever the front: its figures, their causes and their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from techrace.axes import GOALS
from techrace.errors import InputError, unknown
from techrace.explain import by_mechanism, figure
from techrace.explain.figure import SOURCES, Figure
from techrace.feasibility import own
from techrace.language import sentence
from techrace.notation import BY_NAME, own_axes
from techrace.record import Record
from techrace.setting import Setting
from techrace.state import QUANTITIES
from techrace.story import Headline, headlines
from techrace.world.schema import EventSpec, Sourced, World

MOST_ORIGINS = 4
"""Numbers of a world that are told of one figure."""
_NO_WORD = re.compile(r"[^a-z0-9]+")
SECRET = {q.name: q.secret for q in QUANTITIES}
"""Who may know a quantity, by its name."""
_NEWS = ("event", "wave", "crash", "shock")
_FOR_ALL = {"reach", "gdp_share", "world_gdp", "concentration", "ecosystem_reach", "weight_abroad"}


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
    """Tell a seat what the last turn did to its own figures."""
    return accounts(record, [seat])[seat]


def accounts(record: Record, seats: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Tell each of some seats what the last turn did to its own figures; the turn is taken apart once for all."""
    names = {seat: own_figures(record.setting, seat) for seat in seats}
    asked = list(dict.fromkeys(name for own in names.values() for name in own))
    found = by_mechanism(record, asked, (record.turns - 1, record.turns))
    told = {
        name: (str(f), {
            "unit": f.unit, "before": float(found.before[i]), "after": float(found.after[i]),
            "causes": [[cause, value] for cause, value in found.causes(i, 4)],
        })
        for i, (name, f) in enumerate(zip(asked, found.figures, strict=True))
    }  # fmt: skip
    return {seat: {"figures": dict(told[name] for name in own)} for seat, own in names.items()}


def public_headlines(record: Record) -> list[tuple[Headline, EventSpec | None]]:
    """Return the headlines of the last turn that everybody could read, each with the event that it tells of."""
    found = []
    for h in headlines(record):
        public = (h.figure and SECRET.get(h.figure[0]) == "public") or h.kind.split("-")[0] in _NEWS
        if h.turn == record.turns and public:
            events = record.setting.world.events
            found.append((h, next((events[x] for _, axis, x in h.subjects if axis == "events"), None)))
    return found


def asked(text: str, setting: Setting, seat: str, *, over: bool = False) -> Figure:
    """Find the figure that is meant: ``hbm``, ``security``, ``gdp korea``, ``layer_share hbm taiwan``.

    Raises:
        InputError: There is none, or it is somebody else's secret and the game is not over.
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
    secret = SECRET.get(name, "public" if name in _FOR_ALL else "noisy")
    if not over and (secret == "hidden" or (secret != "public" and seat not in found.ids)):
        raise InputError(sentence("error-secret-figure", figure=str(found)))
    return found


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


@dataclass(frozen=True)
class Origin:
    """Where a number of a world comes from.

    Attributes:
        name: What the number is, in words of the world file.
        spec: The number, how sure it is, who disagrees.
        title: Of the source, as the world cites it; else what the number says of its source.
        date: Of the source; empty if the world does not cite it, as is …
        url: … its address.
    """

    name: str
    spec: Sourced
    title: str
    date: str = ""
    url: str = ""

    @property
    def value(self) -> Any:
        """Return the number, or the mapping of numbers; None if it stands elsewhere."""
        return getattr(self.spec, "value", None)


def origins(text: str, world: World, seat: str, most: int = MOST_ORIGINS) -> list[Origin]:
    """Say where the numbers come from on which a figure stands: those that share most words with it.

    Args:
        text: ``hbm``, ``layer_share[hbm, korea]``.
        world: The world.
        seat: Whose numbers come first.
        most: How many to return.
    """
    words = set(_NO_WORD.sub(" ", text.lower()).split())
    known = sourced(world, seat)
    shared = {name: len(words & set(name.split())) for name in known}
    best = max(shared.values(), default=0)
    found = [name for name, count in shared.items() if count == best and best > 0]
    return [_origin(name, known[name], world) for name in found[:most]]


def _origin(name: str, spec: Sourced, world: World) -> Origin:
    cited = world.sources.get(spec.source)
    return Origin(name, spec, cited.title, cited.date, cited.url) if cited else Origin(name, spec, spec.source)


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
