"""A run as plain data: what ``--json`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from techrace.archive import Recipe, digests
from techrace.arrays import Array
from techrace.axes import GOALS
from techrace.cli.score import Scores
from techrace.language import Language
from techrace.record import Record
from techrace.story import LEAD, STAGES, Headline, lead_changes, reasons, stage, told

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def head(recipe: Recipe, record: Record) -> dict[str, Any]:
    """Return how a run was made."""
    said = recipe.manifest()
    return {
        "techrace": said["techrace"],
        "world": {"id": recipe.world.id, "version": recipe.world.version, "hash": said["world"]["hash"]},
        **{k: said[k] for k in ("policies", "seed", "turns", "worlds", "parameters", "without", "uncertainty")},
        "dates": record.dates(),
    }


def one_game(
    recipe: Recipe, record: Record, scores: Scores, found: Sequence[Headline], tell: Language
) -> dict[str, Any]:
    """Return one game: paths of the main figures by turn, scores, leaders and headlines."""
    names, world = record.setting.names, record.setting.world
    stages = {name: stage(record, name)[..., 0] for name in STAGES}
    reach = runs_on(record)[..., 0]
    states = {
        s: {
            "name": tell.text(world.states[s].name),
            "score": float(scores.rating[i, 0]),
            "change": float(scores.change[i, 0]),
            "goals": dict(zip(GOALS, scores.goals[:, i, 0].tolist(), strict=True)),
            "beyond_red_line": (np.flatnonzero(scores.beyond[1:, i, 0]) + 1).tolist(),
            **{name: values[:, i] for name, values in stages.items()},
            "unrest": record.headlines["unrest"][:, i, 0],
            "capital_share": record.headlines["capital_share"][:, i, 0],
            "crashes": int(record.headlines["crashes"][-1, i, 0]),
        }
        for i, s in enumerate(names["states"])
    }
    return {
        **head(recipe, record),
        "digest": digests(record)[-1],
        "states": states,
        "stages": {
            name: [
                {"turn": t, "from": names["states"][a], "to": names["states"][b]}
                for t, a, b in lead_changes(values, LEAD)
            ]
            for name, values in stages.items()
        },
        "ecosystems": {e: reach[:, i] for i, e in enumerate(names["ecosystems"])},
        "layers": {
            x: {h: record.headlines["layer_share"][:, i, j, 0] for j, h in enumerate(names["holders"])}
            for i, x in enumerate(names["layers"])
        },
        "blocs": {
            c: {
                "duty": record.headlines["duty"][:, i, 0],
                "members": {s: record.headlines["membership"][:, i, j, 0] for j, s in enumerate(names["states"])},
            }
            for i, c in enumerate(names["camps"])
        },
        **{name: record.headlines[name][:, 0] for name in ("capital", "trust", "tension", "shocks")},
        "haven": record.headlines["capital_share"][:, -1, 0],
        "headlines": [
            {
                "turn": h.turn,
                "date": h.date,
                "kind": h.kind,
                "about": [entry for _, _, entry in h.subjects],
                "text": told(h, tell),
                "causes": reasons(h, tell),
            }
            for h in found
        ],
    }


def many_games(recipe: Recipe, record: Record, scores: Scores) -> dict[str, Any]:
    """Return many games: quantiles at the end of play, and in how many of them something happened."""
    names, ends = record.setting.names, ends_of(record)
    stages = {name: stage(ends, name)[-1] for name in STAGES}
    states = {}
    for i, s in enumerate(names["states"]):
        states[s] = {
            "score": spread(scores.rating[i]),
            "change": spread(scores.change[i]),
            **{name: spread(values[i]) for name, values in stages.items()},
            **{f"leads_{name}": share(values.argmax(axis=0) == i) for name, values in stages.items()},
            "crash": share(record.headlines["crashes"][-1, i] > 0),
            "red_line": share(scores.beyond[1:, i].any(axis=0)),
        }
    reach = runs_on(ends)[-1]
    held = record.headlines["layer_share"][-1]
    return {
        **head(recipe, record),
        "quantiles": QUANTILES,
        "states": states,
        "ecosystems": {
            e: {**spread(reach[i]), "largest": share(reach.argmax(axis=0) == i)}
            for i, e in enumerate(names["ecosystems"])
        },
        "layers": {
            x: {
                h: {**spread(held[i, j]), "leads": share(held[i].argmax(axis=0) == j)}
                for j, h in enumerate(names["holders"])
            }
            for i, x in enumerate(names["layers"])
        },
        **{name: spread(record.headlines[name][-1]) for name in ("capital", "trust", "tension", "shocks")},
        "chances": chances(record),
    }


def chances(record: Record) -> dict[str, float]:
    """Return in which share of the games something happened that matters to all."""
    h, ends = record.headlines, ends_of(record)
    rivals = record.setting.rivalry[..., 0] > 0
    any_crash = (h["crashes"][-1] > 0).any(axis=0)
    return {
        "crash": share(any_crash),
        "detente": share((h["detente"][:, rivals] > 0.25).any(axis=(0, 1))) if rivals.any() else 0.0,
        "tension_high": share((h["tension"] > 0.7).any(axis=0)),
        "trust_lost": share(h["trust"][-1] < 0.6),
        **{
            f"handover_{name}": share(stage(ends, name)[-1].argmax(axis=0) != stage(ends, name)[0, :, 0].argmax())
            for name in STAGES
        },
    }


def ends_of(record: Record) -> Record:
    """Return only the start and the end of a record: of many games more is much."""
    return replace(record, headlines={name: values[[0, -1]] for name, values in record.headlines.items()})


def runs_on(record: Record) -> Array:
    """Return the share of world GDP that runs on each ecosystem, shape (turns + 1, ecosystems, worlds)."""
    size = record.headlines["gdp"] / record.headlines["gdp"].sum(axis=1, keepdims=True)
    return np.asarray((record.headlines["ecosystem_share"] * size[:, None]).sum(axis=2))


def spread(values: Array) -> dict[str, float]:
    """Return the quantiles of many games."""
    found = np.quantile(values, QUANTILES)
    return {f"q{round(100 * q):02d}": float(x) for q, x in zip(QUANTILES, found, strict=True)}


def share(happened: Any) -> float:
    """Return the share of games in which something is so."""
    return float(np.mean(happened))
