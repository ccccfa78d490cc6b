"""The race by stage: frontier, platforms, revenue; leading one is not earning the next."""

from __future__ import annotations

import numpy as np

from techrace.arrays import Array, total
from techrace.record import Record
from techrace.report import charts
from techrace.report.figures import by_state, lead_title
from techrace.report.names import code, names, seat_colour, seat_key
from techrace.report.parts import Figure, Section
from techrace.report.samples import in_worlds, leader, many, middle
from techrace.report.words import Words, say

STAGES = (Words("Frontier", "최전선"), Words("Platforms", "플랫폼"), Words("Revenue", "수익"))


def platforms(record: Record) -> Array:
    """Return the maturity of all platforms, weighted by derived revenue, shape (turns + 1, states, worlds)."""
    weight = record.setting.sector_weight[:, None]
    return np.stack([total(weight * p) for p in record.headlines["platform"]]) / total(record.setting.sector_weight)


def section(record: Record) -> Section:
    """Show who is ahead on each stage."""
    stages = (record.headlines["frontier"], platforms(record), record.headlines["revenue"])
    first = [leader(values[-1])[0] for values in stages]
    states = names(record, "states")
    title = _title(*(states[i] for i in first))
    if many(record):
        same_order = np.all([v[-1].argmax(axis=0) == i for v, i in zip(stages, first, strict=True)], axis=0)
        odds = in_worlds(record, float(np.mean(same_order)))
        title = say("{what} {worlds}", "{worlds} {what}", what=title, worlds=odds)
    return Section(
        "race",
        Words("The race by stage", "단계별 경쟁"),
        title,
        Words(
            "Whoever leads the frontier has not won the platforms, "
            "and whoever has the platforms has yet to earn on them.",
            "최전선을 이끈다고 플랫폼을 얻는 것은 아니고, 플랫폼이 있다고 수익이 저절로 나지는 않습니다.",
        ),
        (
            _ladder(record, stages),
            *_first(record, stages),
            by_state(
                record, stages[0], "index",
                lead_title(record, stages[0], Words("at the frontier", "최전선에서")),
                Words("Frontier capability, 100 is all that this wave allows", "최전선 역량, 100은 이번 물결의 한계"),
                note=Words("Quantity: frontier (stage 1).", "변수: frontier(1단계)."),
            ),
            by_state(
                record, stages[1], "index",
                lead_title(record, stages[1], Words("in platforms", "플랫폼에서")),
                Words("Maturity of platforms, weighted by the revenue of their sectors, 0 to 100",
                      "플랫폼 성숙도, 부문별 수익으로 가중, 0~100"),
                note=Words("Quantity: platform (stage 2), averaged over sectors.", "변수: platform(2단계), 부문 평균."),
            ),
            by_state(
                record, stages[2], "money",
                lead_title(record, stages[2], Words("in revenue", "수익에서")),
                Words("Revenue derived from platforms, a year", "플랫폼에서 나오는 연간 수익"),
                note=Words("Quantity: revenue (stage 3), T$ a year in prices of 2024.",
                           "변수: revenue(3단계), 2024년 가격, 연간."),
            ),
        ),
    )  # fmt: skip


def _title(a: Words, b: Words, c: Words) -> Words:
    """Say who ends first on the frontier, in platforms and in revenue."""
    if a == b == c:
        return say("{a} ends first in all three stages", "{a:이/가} 세 단계 모두 1위로 끝납니다", a=a)
    if b == c:
        return say("Frontier to {a}; platforms and revenue to {b}", "최전선은 {a}, 플랫폼과 수익은 {b}", a=a, b=b)
    if a == b:
        return say("Frontier and platforms to {a}; revenue to {c}", "최전선과 플랫폼은 {a}, 수익은 {c}", a=a, c=c)
    return say(
        "Frontier to {a}; platforms to {b}; revenue to {c}", "최전선은 {a}, 플랫폼은 {b}, 수익은 {c}", a=a, b=b, c=c
    )


def _ladder(record: Record, stages: tuple[Array, ...]) -> Figure:
    """Rank the states at the end, stage by stage."""
    levels: Array = np.stack([middle(values[-1]) for values in stages])  # stages, states
    ranks = (-levels).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable").astype(np.float64) + 1
    world, ids = record.setting.world, record.setting.names["states"]
    parts = [
        charts.Line(n, ranks[:, i], seat_colour(i, len(ids)), code(world, s), i)
        for i, (s, n) in enumerate(zip(ids, names(record, "states"), strict=True))
    ]
    jumps = ranks[2] - ranks[0]
    most = int(np.argmax(np.abs(jumps)))
    if jumps[most] == 0:
        title = Words("The order is the same from frontier to revenue", "최전선부터 수익까지 순위가 같습니다")
    else:
        title = say(
            "{who}: number {a} at the frontier, number {b} in revenue",
            "{who}: 최전선 {a}위, 수익 {b}위",
            who=parts[most].name, a=f"{ranks[0, most]:.0f}", b=f"{ranks[2, most]:.0f}",
        )  # fmt: skip
    measure = Words("Rank at the end, by stage", "마지막 순위, 단계별")
    if many(record):
        measure = Words("Rank of the median at the end, by stage", "중앙값의 마지막 순위, 단계별")
    return Figure(title, measure, (charts.ladder(STAGES, parts),), seat_key(record), height=21)


def _first(record: Record, stages: tuple[Array, ...]) -> list[Figure]:
    """Count in which share of many worlds each state ends first."""
    if not many(record):
        return []
    world, ids = record.setting.world, record.setting.names["states"]
    wins = np.stack([np.bincount(v[-1].argmax(axis=0), minlength=len(ids)) for v in stages]) / record.worlds.size
    parts = [
        charts.Holder(n, wins[:, i], seat_colour(i, len(ids)), code(world, s))
        for i, (s, n) in enumerate(zip(ids, names(record, "states"), strict=True))
    ]
    open_ = int(np.argmin(wins.max(axis=1)))
    title = say("{stage} is the most open stage", "가장 열려 있는 단계는 {stage}", stage=STAGES[open_])
    measure = Words(
        "Share of worlds in which a state ends first, by stage", "각 나라가 1위로 끝나는 세계의 비중, 단계별"
    )
    return [Figure(title, measure, (charts.whole_bars(STAGES, parts),), seat_key(record), height=11)]
