"""Capital: how much believes in AI, where it sits, when it ran, and whether the currency is trusted."""

from __future__ import annotations

import numpy as np

from techrace.record import Record
from techrace.report import charts, numerals
from techrace.report.figures import holder_colours, over_time, shares
from techrace.report.names import HAVEN, names, seat_key, swatch
from techrace.report.parts import Figure, Key, Section
from techrace.report.samples import average, in_worlds, many, middle
from techrace.report.words import Words, say


def section(record: Record) -> Section:
    """Show stock, places, flows and trust."""
    capital, trust = record.headlines["capital"], record.headlines["trust"]
    runs = record.headlines["crashes"][-1] - record.headlines["crashes"][0]  # states, worlds
    states = names(record, "states")
    hit = runs.mean(axis=1)
    worst = int(np.argmax(hit))
    if hit[worst] == 0:
        title = Words("The boom holds: no crash", "호황은 무너지지 않습니다")
    elif many(record):
        title = say(
            "{who} has a crash {worlds}", "{worlds} {who:이/가} 붕괴를 겪습니다",
            who=states[worst], worlds=in_worlds(record, float(np.mean(runs[worst] > 0))),
        )  # fmt: skip
    else:
        count = round(float(runs[worst, 0]))
        title = say(
            "The boom breaks: {who} has {n}", "호황이 꺾입니다: {who} 붕괴 {k}번",
            who=states[worst], n="one crash" if count == 1 else f"{count} crashes", k=count,
        )  # fmt: skip
    key = (*seat_key(record), Key(swatch("ctl"), HAVEN))
    return Section(
        "capital",
        Words("Capital", "자본"),
        title,
        None,
        (
            over_time(
                record, capital, "money",
                say("AI capital goes from {a} to {b}", "AI 자본이 {a}에서 {b}로",
                    a=numerals.money(float(middle(capital)[0])), b=numerals.money(float(middle(capital)[-1]))),
                Words("AI-exposed capital, marked to market", "AI 노출 자본, 시가 기준"),
                note=Words("Quantity: capital, T$.", "변수: capital, 조 달러."),
            ),
            over_time(
                record, trust, "index",
                say("Trust in the reserve currency: {a} at the start, {b} at the end",
                    "기축통화 신뢰: 처음 {a}, 끝 {b}",
                    a=numerals.index(float(middle(trust)[0])), b=numerals.index(float(middle(trust)[-1]))),
                Words("Trust in the reserve currency, 0 to 100", "기축통화에 대한 신뢰, 0~100"),
                note=Words("Quantity: trust.", "변수: trust."),
            ),
            _places(record, key),
            _flows(record, key),
        ),
    )  # fmt: skip


def _places(record: Record, key: tuple[Key, ...]) -> Figure:
    path = average(record.headlines["capital_share"])
    change = path[-1] - path[0]
    places = names(record, "places")
    gain, loss = int(np.argmax(change)), int(np.argmin(change))
    title = say(
        "From {a} to {b}: {x} and {y}", "{a}에서 {b}로: {x}, {y}",
        a=places[loss], b=places[gain],
        x=numerals.points(float(change[loss])), y=numerals.points(float(change[gain])),
    )  # fmt: skip
    measure = Words("Where AI capital is invested, shares", "AI 자본이 투자된 곳, 비중")
    panel = shares(record, "places", record.headlines["capital_share"], holder_colours(record, "places"))
    return Figure(title, measure, (panel,), key, note=Words("Quantity: capital_share.", "변수: capital_share."))


def _flows(record: Record, key: tuple[Key, ...]) -> Figure:
    """Show what changed place in every turn: the change of a place's share times all capital."""
    share, capital = record.headlines["capital_share"], record.headlines["capital"]
    moved = average(np.diff(share, axis=0) * capital[1:, None])  # turns, places
    colours, places = holder_colours(record, "places"), names(record, "places")
    moved = np.vstack([np.zeros_like(moved[:1]), moved])  # nothing moves before the first turn
    parts = [charts.Line(n, v, c) for n, v, c in zip(places, moved.T, colours, strict=True)]
    turn, place = np.unravel_index(int(np.argmin(moved)), moved.shape)
    title = say(
        "The largest outflow of a turn leaves {place}: {sum} in turn {turn}",
        "한 턴의 가장 큰 유출은 {place}: {turn}턴, {sum}",
        place=places[place], sum=numerals.money(-float(moved[turn, place])), turn=int(turn),
    )  # fmt: skip
    measure = Words("Capital that changed place, by turn: inflows above zero, outflows below",
                    "턴마다 자리를 옮긴 자본: 유입은 0 위, 유출은 0 아래")  # fmt: skip
    if many(record):
        measure = Words(measure.en + "; mean of the worlds", measure.ko + ", 세계들의 평균")
    panel = charts.columns(record.dates(), parts, "money")
    note = Words("Change of capital_share times capital.", "capital_share의 변화에 capital을 곱한 값.")
    return Figure(title, measure, (panel,), key, note=note)
