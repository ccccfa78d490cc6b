"""Blocs, detente and tension: who stands with whom, and how near a war is."""

from __future__ import annotations

import numpy as np

from techrace.arrays import Array
from techrace.record import Record
from techrace.report import numerals
from techrace.report.figures import by_state, over_time
from techrace.report.names import names
from techrace.report.parts import Figure, Section
from techrace.report.samples import middle, typically
from techrace.report.words import Words, of, say

BOUND = 0.25  # depth from which a state counts as a member


def section(record: Record) -> Section:
    """Show tension, detente between rivals, and membership in blocs."""
    tension = record.headlines["tension"]
    level = middle(tension)
    peak = int(np.argmax(level))
    change = numerals.index_change(float(level[-1] - level[0]))
    title = say(
        "Tension ends at {end} ({change}), its highest" if peak == record.turns
        else "Tension ends at {end} ({change}); its peak was {peak} in turn {turn}",
        "긴장은 {end}에서 끝납니다({change}). 게임 중 최고입니다" if peak == record.turns
        else "긴장은 {end}에서 끝납니다({change}). 최고는 {turn}턴의 {peak}",
        end=numerals.index(float(level[-1])), change=change, peak=numerals.index(float(level[peak])), turn=peak,
    )  # fmt: skip
    figures = [
        over_time(
            record, tension, "index",
            say("Military tension: {change} since the start", "군사 긴장: 처음 대비 {change}", change=change),
            Words("Military tension, 0 to 100", "군사 긴장, 0~100"), note=Words("Quantity: tension.", "변수: tension."),
        ),
        *_detente(record),
        *(_bloc(record, c) for c in range(len(record.setting.names["camps"]))),
    ]  # fmt: skip
    return Section(
        "blocs",
        Words("Blocs, détente and tension", "진영, 데탕트, 긴장"),
        typically(record, title, "median"),
        None,
        tuple(figures),
    )


def rivals(record: Record) -> Array:
    """Return the deepest detente between any two rivals, shape (turns + 1, worlds)."""
    pairs = record.setting.rivalry[..., 0] > 0
    return np.asarray(record.headlines["detente"][:, pairs].max(axis=1))


def _detente(record: Record) -> list[Figure]:
    if not np.any(record.setting.rivalry[..., 0] > 0):
        return []
    depth = rivals(record)
    end, best = float(middle(depth)[-1]), float(middle(depth).max())
    if best < 0.005:
        title = Words("Rivals never agree on détente", "경쟁국들은 끝내 데탕트에 이르지 못합니다")
    else:
        title = say(
            "Détente reaches {best} and ends at {end}", "데탕트는 {best}까지 깊어졌다가 {end}에서 끝납니다",
            best=numerals.index(best), end=numerals.index(end),
        )  # fmt: skip
    measure = Words("Deepest détente between two rivals, 0 to 100", "경쟁국 사이에서 가장 깊은 데탕트, 0~100")
    return [
        over_time(
            record,
            depth,
            "index",
            typically(record, title, "median"),
            measure,
            note=Words("Quantity: detente.", "변수: detente."),
        )
    ]


def _bloc(record: Record, camp: int) -> Figure:
    """Show how deep each state stands in a camp's bloc."""
    world = record.setting.world
    spec = world.camps[record.setting.names["camps"][camp]]
    depth = record.headlines["membership"][:, camp]
    end = middle(depth[-1])
    inside = [n for n, d in zip(names(record, "states"), end, strict=True) if d > BOUND]
    bloc = of(spec.bloc.name)
    title = say("{bloc}: {n} states are in", "{bloc}: {n}개국 참여", bloc=bloc, n=len(inside))
    if len(inside) == 1:
        title = say("{bloc}: only {who} is in", "{bloc}: {who}만 참여", bloc=bloc, who=inside[0])
    if not inside:
        title = say("{bloc}: nobody is in", "{bloc}: 참여국 없음", bloc=bloc)
    measure = say(
        "Depth of membership, 0 to 100; from {bound} a state counts as a member",
        "참여 깊이, 0~100. {bound}부터 회원으로 봅니다",
        bound=numerals.index(BOUND),
    )
    note = Words("Quantity: membership.", "변수: membership.")
    return by_state(record, depth, "index", typically(record, title, "median"), measure, note=note)
