"""Why: the share of a chokepoint that moved most, by the terms of its change and by who caused it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from techrace.explain import by_player
from techrace.explain.pictures import Step, Waterfall, waterfall
from techrace.explain.terms import by_term
from techrace.explain.words import cause
from techrace.language import language
from techrace.record import Record
from techrace.report import numerals
from techrace.report.figures import holder_colours
from techrace.report.names import name
from techrace.report.parts import Figure, Option, Panel, Row, Section
from techrace.report.words import Words, say

CAUSES = 7
START, END, CHANGE = Words("Start", "시작"), Words("End", "끝"), Words("Change", "변화")


def section(record: Record) -> Section | None:
    """Explain one game: how its largest change of a chokepoint came about, and whose orders did it."""
    if len(record.states) != record.turns + 1 or record.worlds.size != 1 or record.turns < 1:
        return None
    paths = record.headlines["layer_share"][..., 0]
    change = paths[-1] - paths[0]
    layer, holder = np.unravel_index(int(np.argmax(np.abs(change))), change.shape)
    names = record.setting.names
    figure = f"layer_share[{names['layers'][layer]}, {names['holders'][holder]}]"
    found = waterfall(by_term(record, figure), most=CAUSES)
    world = record.setting.world
    title = say(
        "{layer}: {who} {change}; above all: {cause}",
        "{layer}: {who} {change}, 가장 큰 까닭은 {cause}",
        layer=name(world, "layers", names["layers"][layer]),
        who=name(world, "holders", names["holders"][holder]),
        change=numerals.points(found.after - found.before),
        cause=_called(found.steps[0].name),
    )
    how = Figure(
        say(
            "Step by step from {before} to {after}",
            "{before}에서 {after}까지 한 걸음씩",
            before=numerals.share(found.before),
            after=numerals.share(found.after),
        ),
        Words(
            "Market share at the start, what moved it, and at the end; own causes and those of rivals apart",
            "시작 점유율, 그것을 움직인 원인, 끝 점유율. 자국과 경쟁국의 원인을 나눔",
        ),
        (_steps(found),),
        height=3 + 2.4 * (len(found.steps) + 2),
        note=Words(
            "Exact: the steps sum to the change. Compared with buyers' choice in the first turn; what that choice "
            "had not yet done is under way. A cause counts with what is left of it at the end.",
            "정확한 합: 각 단계의 합이 전체 변화입니다. 첫 턴의 구매자 선택과 비교하며, "
            "그 선택이 아직 끝내지 못한 몫은 이미 진행 중인 변화입니다. 원인은 끝까지 남은 만큼만 셉니다.",
        ),
    )
    figures = [how, who] if (who := _by_player(record, figure)) else [how]
    return Section("explained", Words("Why", "왜"), title, None, tuple(figures))


def _called(cause_name: str) -> Words:
    return Words(cause(cause_name, language("en")), cause(cause_name, language("ko")))


def _steps(found: Waterfall) -> Panel:
    """Draw the steps from before to after; gains are solid, losses hatched."""
    ends = [Step("", 0.0, found.before), *found.steps, Step("", 0.0, found.after)]
    called = [START, *(_called(s.name) for s in found.steps), END]
    whole = {0, len(ends) - 1}
    low, high = min(min(s.begins, s.ends) for s in found.steps), max(max(s.begins, s.ends) for s in found.steps)
    room = 0.25 * (high - low) or 0.01
    floor = max(0.0, min(low, found.before, found.after) - room)
    post = 0.06 * room  # start and end are posts: a bar from a floor above zero would lie
    option = _axes(called, floor)
    option["series"] = [
        {
            "type": "bar",
            "stack": "steps",
            "silent": True,
            "itemStyle": {"color": "transparent"},
            "data": [max(s.ends - post, floor) if i in whole else min(s.begins, s.ends) for i, s in enumerate(ends)],
        },
        {
            "type": "bar",
            "stack": "steps",
            "barWidth": "58%",
            "silent": True,
            "data": [_bar(s, post if i in whole else 0.0) for i, s in enumerate(ends)],
        },
    ]
    values = [s.ends if i in whole else s.ends - s.begins for i, s in enumerate(ends)]
    return Panel(option, (Row(CHANGE, [float(v) for v in values], "ink"),), "share", x=tuple(called))


def _bar(step: Step, post: float) -> Option:
    """Draw a step, or a post where the figure stands."""
    moved = step.ends - step.begins
    text = numerals.share(step.ends) if post else numerals.points(moved)
    loss = moved < 0 and not post
    hatch = {"symbol": "rect", "color": "@paper", "dashArrayX": [1, 0], "dashArrayY": [3.4, 3.6], "rotation": -0.7854}
    return {
        "value": post or abs(moved),
        "itemStyle": {"color": "@ink", "borderColor": "@ink", "decal": hatch if loss else {"symbol": "none"}},
        "label": {"show": True, "position": "right", "formatter": text, "color": "@ink", "fontSize": 13},
    }


def _axes(called: Sequence[Words], floor: float | None) -> Option:
    scale: Option = {"type": "value", "show": False}
    if floor is not None:
        scale["min"] = floor
    return {
        "grid": {"left": 168, "right": 96, "top": 8, "bottom": 8},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "none"}},
        "xAxis": scale,
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": list(called),
            "axisLine": {"show": False},
            "axisTick": {"show": False},
            "axisLabel": {"color": "@ink", "fontSize": 13, "width": 156, "overflow": "break"},
        },
    }


def _by_player(record: Record, figure: str) -> Figure | None:
    """Draw the part of every state; none if all kept to the standing orders of the world."""
    parts = by_player(record, [figure])
    moved = parts.causes(0)
    if not moved:
        return None
    world, states = record.setting.world, record.setting.names["states"]
    colours = holder_colours(record, "holders")
    called = [name(world, "states", state) for state, _ in moved]
    option = _axes(called, None)
    sizes = [0.0, *(value for _, value in moved)]
    option["xAxis"] |= {"min": min(sizes), "max": max(sizes)}
    option["series"] = [
        {
            "type": "bar",
            "barWidth": "58%",
            "silent": True,
            "data": [
                {
                    "value": value,
                    "itemStyle": {"color": f"@{colours[states.index(state)]}"},
                    "label": {
                        "show": True,
                        "position": "right",  # of losses, too: on a phone the names stand close on the left
                        "formatter": numerals.points(value),
                        "color": "@ink",
                        "fontSize": 13,
                    },
                }
                for state, value in moved
            ],
        }
    ]
    division = parts.division
    sum_ = float(division.everybody[0] - division.nobody[0])
    return Figure(
        say(
            "{who} did most to it: {part}",
            "가장 크게 움직인 쪽은 {who}: {part}",
            who=called[0],
            part=numerals.points(moved[0][1]),
        ),
        say(
            "Part of each state's orders, against the standing orders of the world; sum {sum}",
            "각국 명령의 몫, 세계의 기본 태세 대비. 합계 {sum}",
            sum=numerals.points(sum_),
        ),
        (Panel(option, (Row(CHANGE, [v for _, v in moved], "ink"),), "share", x=tuple(called)),),
        height=2 + 2.6 * len(moved),
        note=Words("Shapley value over all coalitions, with the same luck.", "같은 운에서 모든 연합에 대한 섀플리 값."),
    )
