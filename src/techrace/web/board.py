"""What the board shows: public facts only, of which everybody may have a copy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from techrace.chance import chance
from techrace.figures import concentration, ecosystem_reach
from techrace.inquiry import public_headlines
from techrace.language import LANGUAGES, Language, language
from techrace.mosaic import layout, mosaic, order
from techrace.remembered import Remembered
from techrace.session import play
from techrace.session.events import Json
from techrace.session.play import Line
from techrace.session.seats import rounded
from techrace.session.table import Table
from techrace.state import State
from techrace.story import told
from techrace.world.schema import World

STAGES = ("frontier", "platforms", "revenue")
HEADLINES = 6
PRESS = np.array([1], dtype=np.uint64)
"""The world in whose fog the press looks; teams look in world 0, and what they see tells nothing about it."""
MOVED = 0.005
"""A share that changes by less is told as no change."""
_FACTS: Remembered[Json] = Remembered(32)


def drawing(world: World) -> Json:
    """Return the map as it never changes: hexes, tokens and names, in columns and rows."""
    drawn = layout(world)
    return {
        "tiles": [[t.market, t.x, t.row] for t in drawn.tiles],
        "tokens": {k: list(v) for k, v in drawn.tokens.items()},
        "labels": [{"name": {"en": en, "ko": ko}, "at": [x, row]} for en, ko, x, row in drawn.labels],
        "order": list(order(world)),
        "states": list(world.states),
    }


def facts(table: Table) -> Json:
    """Return what the board shows of a game; the same place in the game has the same facts."""
    return _FACTS.of(table.here(), lambda: rounded(_facts(table), 3))


def _word(table: Table) -> Json:
    """Say how each seat has kept its deals: in how many turns of a deal, and in which turns it broke which."""
    told: Json = {seat: {"kept": 0, "broken": []} for seat in table.seats}
    for node in table.path():
        for pact in node.before.pacts.values():
            for seat in pact.terms if pact.holds else ():
                if (pact.id, seat) in node.event.broken:
                    told[seat]["broken"].append([node.event.turn + 1, pact.form])
                else:
                    told[seat]["kept"] += 1
    return told


def _facts(table: Table) -> Json:
    line = play.line_of(table)
    setting, world = line.game.setting, line.game.setting.world
    now = line.state
    before = line.steps[-1].start if line.turn else now
    start = line.steps[0].start if line.turn else now
    return {
        "turn": line.turn,
        "mosaic": mosaic(world, now.ecosystem_share[..., 0]),
        "was": mosaic(world, before.ecosystem_share[..., 0]),
        "shares": [_share(x, now, before, start) for x in range(len(setting.names["ecosystems"]))],
        "ladder": {"now": _ladder(line, line.turn), "was": _ladder(line, max(0, line.turn - 1))},
        "chokepoints": _chokepoints(now, before, setting.names),
        "capital": _capital(now, before, setting.names["places"]),
        "blocs": _blocs(now, setting.names),
        "word": _word(table),
        "tension": float(now.tension[0]),
        "trust": float(now.trust[0]),
        "news": _news(table, now, before) if line.turn else [],
    }


def _share(ecosystem: int, now: State, before: State, start: State) -> Json:
    here, was, first = (float(ecosystem_reach(s)[ecosystem, 0]) for s in (now, before, start))
    return {"now": here, "change": here - was, "since": here - first}


def _ladder(line: Line, turn: int) -> dict[str, list[float]]:
    """Return the levels of the states on each stage: what others hide as the press estimates it; revenue is public.

    The press sees all countries equally well, as an inspector would, and errs in its own way. The
    mean of what the teams see would be nearer to the truth than what any of them may know.
    """
    setting, n = line.game.setting, len(line.game.setting.names["states"])
    state = line.state if turn == line.turn else line.steps[turn].start
    plain = replace(
        state, relations=np.zeros_like(state.relations), detente=np.ones_like(state.detente),
        freedom=np.ones_like(state.freedom), securitised=np.zeros_like(state.securitised),
    )  # fmt: skip
    press = chance(line.game.fog.seed, PRESS)
    eyes = [line.view((i + 1) % n, press, plain, turn) for i in range(n)]  # nobody is seen with its own eyes
    weight = setting.sector_weight[:, 0] / setting.sector_weight[:, 0].sum()
    frontier = [eye.see("frontier", i)[0] for i, eye in enumerate(eyes)]
    platforms = [sum(w * eye.see("platform", x, i)[0] for x, w in enumerate(weight)) for i, eye in enumerate(eyes)]
    levels = (np.array(frontier), np.array(platforms), state.revenue[:, 0])
    return {name: rounded(values, 2) for name, values in zip(STAGES, levels, strict=True)}


def _chokepoints(now: State, before: State, names: Any) -> list[Json]:
    """List the layers by concentration, each with the shares of its holders and its largest holder before."""
    rows = []
    for i, layer in enumerate(names["layers"]):
        shares = now.layer_share[i, :, 0]
        first = int(np.argmax(before.layer_share[i, :, 0]))
        rows.append({
            "layer": layer, "holders": dict(zip(names["holders"], shares.tolist(), strict=True)),
            "hhi": float(concentration(now)[i, 0]),
            "largest": names["holders"][first], "was": float(before.layer_share[i, first, 0]),
        })  # fmt: skip
    return sorted(rows, key=lambda r: -r["hhi"])


def _capital(now: State, before: State, places: tuple[str, ...]) -> Json:
    """Return where AI capital is, and what moved: the largest flows between losers and winners of share."""
    whole = float(now.capital[0])
    shares, was = now.capital_share[:, 0], before.capital_share[:, 0]
    moved = (shares - was) * whole
    lost, won = np.maximum(-moved, 0.0), np.maximum(moved, 0.0)
    flows = [
        {"from": places[i], "to": places[j], "amount": float(lost[i] * won[j] / max(won.sum(), 1e-12))}
        for i in range(len(places))
        for j in range(len(places))
        if lost[i] > 0 and won[j] > 0
    ]
    return {
        "whole": whole, "shares": dict(zip(places, shares.tolist(), strict=True)),
        "flows": sorted(flows, key=lambda f: -float(f["amount"]))[:6],  # type: ignore[arg-type]
    }  # fmt: skip


def _blocs(now: State, names: Any) -> list[Json]:
    return [
        {
            "camp": camp, "duty": float(now.duty[c, 0]),
            "members": {s: float(now.membership[c, i, 0]) for i, s in enumerate(names["states"])},
        }
        for c, camp in enumerate(names["camps"])
    ]  # fmt: skip


def _news(table: Table, now: State, before: State) -> list[Json]:
    """Return the headlines of the turn, the weightiest first, in every language; without any, what moved most."""
    record = play.record(table)
    found = sorted(public_headlines(record), key=lambda x: -(1000.0 if x[1] else x[0].weight))[:HEADLINES]
    tells = [language(code) for code in LANGUAGES]
    return [
        {tell.code: f"{told(h, tell)}: {tell.text(event.news)}" if event else told(h, tell) for tell in tells}
        for h, event in found
    ] or [{tell.code: _moved(play.world_of(table), now, before, tell) for tell in tells}]


def _moved(world: World, now: State, before: State, tell: Language) -> str:
    """Tell the largest change of a share of a layer: who won or lost it."""
    change = (now.layer_share - before.layer_share)[:, : len(world.states), 0]
    layer, holder = np.unravel_index(np.argmax(np.abs(change)), change.shape)
    size = float(change[layer, holder])
    if abs(size) < MOVED:
        return tell("web-board-quiet")
    who = tell.text(list(world.states.values())[holder].name)
    what = tell.text(list(world.layers.values())[layer].name)
    message = "web-board-won" if size > 0 else "web-board-lost"
    return tell(message, who=who, what=what, points=tell.number(100 * abs(size), 1))
