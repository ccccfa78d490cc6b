"""The strength of levers: what each one moves, for every seat that may use it.

Every lever is set to a strong value and to none, against its standing value and under the same
luck. A lever that moves nothing deceives its player; one that is better than all others in nearly
every world leaves him no choice. Both are named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from techrace.arrays import Array
from techrace.claims.effect import interval, resamples
from techrace.claims.experiment import Hands, Job
from techrace.claims.play import Measure
from techrace.claims.schema import Arm
from techrace.errors import InputError, unknown
from techrace.expressions import pronouns
from techrace.feasibility import DEPENDENT, entitled
from techrace.language import Language, language
from techrace.notation import BY_NAME
from techrace.orders import LEVERS
from techrace.scoring import POINTS, Par, over_the_path, par_of
from techrace.setting import Setting
from techrace.simulate import prepare
from techrace.world.loading import load, validate
from techrace.world.schema import Identifier, Model, Text
from techrace.world.yamlfile import read

MOVES = 0.05
"""Smallest effect that counts, in standard deviations of an outcome over worlds."""
QUIET = 0.02
"""Smallest standard deviation to compare with: two points of a share, where all worlds are alike."""
NEARLY_ALL = 0.9  # of the worlds, in which a dominant lever is better than all others
WORTH = 1.0  # rating points that a dominant lever brings at least


class Entry(Model):
    """What a lever is meant to move."""

    lever: str = ""
    given: dict[str, dict[str, Any]] = Field(default_factory=dict, description="Orders of others in all arms")
    strong: dict[str, Any]
    off: dict[str, Any]
    outcomes: tuple[str, ...] = Field(min_length=1)
    turn: int = Field(ge=1, le=400)


class Entries(Model):
    """The file of levers."""

    entries: dict[Identifier, Entry]


@dataclass(frozen=True)
class Trial:
    """A lever in the hands of a seat, with all words replaced by names."""

    id: str
    lever: str
    seat: str
    given: Mapping[str, Mapping[str, Any]]
    strong: Mapping[str, Any]
    off: Mapping[str, Any]
    outcomes: tuple[str, ...]
    turn: int

    def arm(self, orders: Mapping[str, Any]) -> Arm:
        """Return an arm: what is given, and the seat's own orders on top."""
        mine = {**self.given.get(self.seat, {}), **orders}
        return Arm(orders={**self.given, **({self.seat: mine} if mine else {})})


@dataclass(frozen=True)
class Push:
    """What a lever did when it was pushed one way.

    Attributes:
        effects: For every outcome, the mean change and its 95 % interval.
        sizes: For every outcome, the change in standard deviations over worlds.
        rating: Mean change of the seat's rating, with its 95 % interval.
        better: Share of worlds in which the rating is higher.
    """

    effects: tuple[tuple[float, float, float], ...]
    sizes: tuple[float, ...]
    rating: tuple[float, float, float]
    better: float


@dataclass(frozen=True)
class Strength:
    """A lever in the hands of a seat, pushed up and let go."""

    trial: Trial
    strong: Push
    off: Push

    @property
    def size(self) -> float:
        """Return the largest change of an outcome, in standard deviations."""
        return max(abs(x) for x in (*self.strong.sizes, *self.off.sizes))

    @property
    def idle(self) -> bool:
        """Whether the lever moves nothing that it is meant to move."""
        return self.size < MOVES


@dataclass(frozen=True)
class Survey:
    """The strength of all levers.

    Attributes:
        found: One entry a lever and seat.
        dominant: Levers that are better than all others in nearly every world: (seat, lever, share, points).
        names: What the seats are called.
    """

    found: tuple[Strength, ...]
    dominant: tuple[tuple[str, str, float, float], ...]
    names: Mapping[str, Text]

    @property
    def idle(self) -> list[Strength]:
        """List the levers that move nothing."""
        return [s for s in self.found if s.idle]


def entries() -> dict[str, Entry]:
    """Read what every lever is meant to move."""
    with as_file(files("techrace.claims") / "levers.yaml") as path:
        found = validate(Entries, read(path)).entries
    return {name: entry if entry.lever else entry.model_copy(update={"lever": name}) for name, entry in found.items()}


def words_for(setting: Setting, seat: int) -> dict[str, str]:
    """Say what the words of the file stand for, for a seat of a world."""
    names, start = setting.names, setting.start
    states, n = names["states"], len(names["states"])
    meant = dict(pronouns(setting, seat))
    others = [i for i in range(n) if i != seat]
    meant["partner"] = states[max(others, key=lambda i: float(start.relations[seat, i, 0]))]
    clients = [i for i in others if start.patronage[i, seat, 0] >= DEPENDENT]
    if clients:
        meant["client"] = states[max(clients, key=lambda i: float(start.patronage[i, seat, 0]))]
    if "camp" in meant:
        camp = names["camps"].index(meant["camp"])
        free = [i for i in others if not setting.leads[:, i, 0].any()]
        if free:
            meant["member"] = states[max(free, key=lambda i: float(start.alignment[camp, i, 0]))]
        if "other_camp" in meant:
            meant["other_leader"] = states[
                int(np.argmax(setting.leads[names["camps"].index(meant["other_camp"]), :, 0]))
            ]
    abroad = range(n, len(names["markets"])) if names["regions"] else others
    meant["region"] = names["markets"][max(abroad, key=lambda i: float(start.gdp[i, 0]))]
    weight = setting.weight[:, 0]
    meant["own_layer"] = names["layers"][int(np.argmax(weight * start.layer_share[:, seat, 0]))]
    meant["weak_layer"] = names["layers"][
        int(np.argmax(weight * (start.quality.max(axis=1)[:, 0] - start.quality[:, seat, 0])))
    ]
    meant["sector"] = names["sectors"][int(np.argmax(setting.sector_weight[:, 0]))]
    owned = np.flatnonzero(setting.owns[:, seat, 0])
    used = int(owned[0]) if owned.size else int(np.argmax(start.ecosystem_share[:, seat, 0]))
    meant["ecosystem"] = names["ecosystems"][used]
    homeless = np.flatnonzero(~setting.owns[:, :, 0].any(axis=1))
    if homeless.size:
        meant["homeless"] = names["ecosystems"][int(homeless[0])]
    return meant


def trials(setting: Setting, seats: Sequence[str], levers: Sequence[str] = ()) -> list[Trial]:
    """List the levers that each seat has, with names in place of words."""
    found = []
    for seat in seats:
        index = setting.index("states", seat)
        meant = words_for(setting, index)
        for name, entry in entries().items():
            lever = BY_NAME[entry.lever]
            if levers and name not in levers and entry.lever not in levers:
                continue
            if not entitled(lever, setting, setting.start)[index].any() or not _has_line(name, setting, index):
                continue
            text = entry.model_dump_json()
            if any(word not in meant for word in re.findall(r"\{([a-z_]+)\}", text)):
                continue
            said = json.loads(_named(text, meant))
            found.append(
                Trial(
                    name,
                    entry.lever,
                    seat,
                    said["given"],
                    said["strong"],
                    said["off"],
                    tuple(said["outcomes"]),
                    entry.turn,
                )
            )
    return found


def _named(text: str, meant: Mapping[str, str]) -> str:
    """Put names in place of words in braces."""
    return re.sub(r"\{([a-z_]+)\}", lambda word: meant[word[1]], text)


def _has_line(name: str, setting: Setting, seat: int) -> bool:
    """Return whether the seat has the budget line of an entry."""
    if name == "spend_currency":
        return bool(setting.issuer[seat, 0])
    return name != "spend_fund" or bool(setting.may_fund[seat, 0])


def _play(job: Job) -> tuple[dict[Measure, Array], Array]:
    """Play an arm: what was measured, and the goals over the path, shape (goals, states, worlds)."""
    record, measured = job.run()
    return measured, np.asarray(over_the_path(record.measures), dtype=np.float64)


def survey(
    source: str = "2025",
    *,
    seats: Sequence[str] = (),
    levers: Sequence[str] = (),
    worlds: int = 256,
    turns: int = 24,
    seed: int = 7,
    uncertainty: str = "declared",
    workers: int = 0,
) -> Survey:
    """Push every lever of every seat and say what it moved.

    Args:
        source: The world.
        seats: Only these seats.
        levers: Only these levers, or entries of ``levers.yaml``.
        worlds: Games of every arm.
        turns: Turns of every game; the rating looks at their second half.
        seed: The seed of all luck.
        uncertainty: Where parameters are drawn from: ``none``, ``declared`` or ``calibrated``.
        workers: Processes; 0 for one a processor.

    Raises:
        InputError: There is no such seat or lever.
    """
    setting = prepare(load(source))
    states = setting.names["states"]
    known = {*entries(), *(lever.name for lever in LEVERS)}
    wrong = [f"seat: {unknown('state', s, states)}" for s in seats if s not in states]
    wrong += [f"lever: {unknown('lever', x, sorted(known))}" for x in levers if x not in known]
    if wrong:
        raise InputError(wrong)
    todo = trials(setting, seats or states, levers)
    ids = np.arange(worlds, dtype=np.uint64)
    asked: dict[str, tuple[Arm, dict[Measure, None]]] = {}
    for trial in todo:
        for orders in ({}, trial.strong, trial.off):
            arm = trial.arm(orders)
            asked.setdefault(arm.model_dump_json(), (arm, {}))[1].update(dict.fromkeys(_measures(trial, turns)))
    usual = Arm()
    asked.setdefault(usual.model_dump_json(), (usual, {}))
    jobs = [
        Job(key, source, arm, tuple(measures), ids, turns, seed, uncertainty) for key, (arm, measures) in asked.items()
    ]
    with Hands(workers) as hands:
        done = dict(zip(asked, hands.map(_play, jobs), strict=True))
    par = par_of(done[usual.model_dump_json()][1][None])
    gains: dict[str, list[tuple[str, Array]]] = {}
    found = []
    for trial in todo:
        base = done[trial.arm({}).model_dump_json()]
        pushes = []
        for orders, way in ((trial.strong, "strong"), (trial.off, "off")):
            push, gain = _push(trial, base, done[trial.arm(orders).model_dump_json()], setting, par, turns)
            pushes.append(push)
            gains.setdefault(trial.seat, []).append((f"{trial.id} {way}", gain))
        found.append(Strength(trial, *pushes))
    names = {state: setting.world.states[state].name for state in states}
    return Survey(tuple(found), tuple(_dominant(gains)), names)


def _measures(trial: Trial, turns: int) -> list[Measure]:
    return [Measure(text, "figure", min(trial.turn, turns)) for text in trial.outcomes]


def rating(goals: Array, setting: Setting, par: Par, seat: int) -> Array:
    """Return a seat's rating from its goals over the path, shape (worlds,)."""
    far = np.clip((goals[:, seat] - par.mean[:, seat, None]) / par.sd[:, seat, None], -3.0, 3.0)
    result: Array = 50.0 + POINTS * (setting.goals[:, seat] * far).sum(axis=0)
    return result


def _push(
    trial: Trial,
    base: tuple[dict[Measure, Array], Array],
    pushed: tuple[dict[Measure, Array], Array],
    setting: Setting,
    par: Par,
    turns: int,
) -> tuple[Push, Array]:
    effects, sizes = [], []
    for m in _measures(trial, turns):
        change = pushed[0][m] - base[0][m]
        effects.append(_mean(change))
        spread = max(float(base[0][m].std()), QUIET)
        sizes.append(float(change.mean()) / spread)
    seat = setting.index("states", trial.seat)
    gain = rating(pushed[1], setting, par, seat) - rating(base[1], setting, par, seat)
    return Push(tuple(effects), tuple(sizes), _mean(gain), float((gain > 0).mean())), gain


def _mean(values: Array) -> tuple[float, float, float]:
    return (float(values.mean()), *interval(resamples(values.size) @ values / values.size))


def _dominant(gains: Mapping[str, Sequence[tuple[str, Array]]]) -> list[tuple[str, str, float, float]]:
    """List for every seat a lever that beats all its others in nearly every world."""
    found = []
    for seat, rows in gains.items():
        if len(rows) < 3:
            continue
        table = np.stack([gain for _, gain in rows])
        winners: NDArray[np.int64] = table.argmax(axis=0)
        for i, (name, gain) in enumerate(rows):
            share = float((winners == i).mean())
            if share >= NEARLY_ALL and gain.mean() >= WORTH:
                found.append((seat, name, share, float(gain.mean())))
    return found


# ---------------------------------------------------------------- to show


def as_data(found: Survey) -> dict[str, Any]:
    """Return a survey as plain data."""

    def push(p: Push, names: Sequence[str]) -> dict[str, Any]:
        outcomes = [
            {"outcome": name, "effect": e[0], "low": e[1], "high": e[2], "deviations": size}
            for name, e, size in zip(names, p.effects, p.sizes, strict=True)
        ]
        return {
            "outcomes": outcomes,
            "rating": dict(zip(("effect", "low", "high"), p.rating, strict=True)),
            "better": p.better,
        }

    return {
        "levers": [
            {
                "lever": s.trial.id, "seat": s.trial.seat, "turn": s.trial.turn, "idle": s.idle,
                "strong": push(s.strong, s.trial.outcomes), "off": push(s.off, s.trial.outcomes),
            }
            for s in found.found
        ],
        "idle": [{"lever": s.trial.id, "seat": s.trial.seat} for s in found.idle],
        "dominant": [dict(zip(("seat", "lever", "share", "points"), row, strict=True)) for row in found.dominant],
    }  # fmt: skip


_STYLE = """
:root { color-scheme: light dark; } body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
td, th { padding: .2rem .45rem; text-align: right; } tr > th:first-child { text-align: left; font-weight: 500; }
.scroll { overflow-x: auto; padding: 2px; }
td.idle { outline: 2px solid #c05; outline-offset: -2px; }
"""


def page(found: Survey, world: str, lang: str = "en") -> str:
    """Return a self-contained page: a picture of rating points by lever and seat, with the outcomes on hover."""
    tell = language(lang)
    title = tell("strength-title", world=world)
    seats = list(dict.fromkeys(s.trial.seat for s in found.found))
    rows = list(dict.fromkeys(s.trial.id for s in found.found))
    cells = {(s.trial.id, s.trial.seat): s for s in found.found}
    head = "".join(f"<th colspan=2>{escape(tell.text(found.names[seat]))}</th>" for seat in seats)
    body = []
    for row in rows:
        line = "".join(_cells(cells.get((row, seat)), tell) for seat in seats)
        body.append(f"<tr><th>{escape(row)}</th>{line}</tr>")
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(tell('strength-legend'))}</p>"
        f"{_remarks(found, tell)}"
        f'<div class="scroll"><table><thead><tr><th></th>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div></html>"
    )


def remarks(found: Survey, tell: Language) -> list[str]:
    """Name the levers that move nothing, and those that leave no choice."""
    called = {seat: tell.text(name) for seat, name in found.names.items()}
    lines = [tell("strength-moves-nothing", lever=s.trial.id, seat=called[s.trial.seat]) for s in found.idle]
    for seat, name, share, points in found.dominant:
        lever, _, way = name.rpartition(" ")
        said = {"lever": lever, "way": tell(f"strength-{way}"), "seat": called[seat]}
        lines.append(tell("strength-dominant", share=tell.percent(share), points=tell.change(points, 1), **said))
    return lines


def _remarks(found: Survey, tell: Language) -> str:
    lines = remarks(found, tell)
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _cells(strength: Strength | None, tell: Language) -> str:
    if strength is None:
        return "<td></td><td></td>"
    parts = []
    for push in (strength.strong, strength.off):
        points = push.rating[0]
        hue = "38 160 120" if points > 0 else "208 70 80"
        hint = "; ".join(
            f"{o} {e[0]:+.3g} [{e[1]:+.3g}, {e[2]:+.3g}]"
            for o, e in zip(strength.trial.outcomes, push.effects, strict=True)
        )
        mark = ' class="idle"' if strength.idle else ""
        shade = f"background:rgb({hue} / {min(abs(points) / 8, 0.8):.2f})"
        parts.append(f'<td{mark} style="{shade}" title="{escape(hint)}">{tell.change(points, 1)}</td>')
    return "".join(parts)
