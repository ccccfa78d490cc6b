"""Who got what it wanted: five goals of every state, its weights, and its red line."""

from __future__ import annotations

import numpy as np

from techrace.arrays import Array
from techrace.record import Record
from techrace.report import numerals
from techrace.report.markup import heads, table
from techrace.report.names import GOALS, names, seat_html
from techrace.report.parts import Figure, Section
from techrace.report.samples import in_worlds, many, middle
from techrace.report.words import Words, of, say
from techrace.scoring import Par, crossed, over_the_path, rate


def section(record: Record, par: Par | None = None) -> Section:
    """Show what became of the goals; with par, also the ratings.

    Args:
        record: The games.
        par: How the seats do by default; without it goals are compared with the start.
    """
    setting = record.setting
    beyond = crossed(record.headlines, setting).sum(axis=0)  # states, worlds
    ratings = None if par is None else rate(record.measures, setting, par, beyond)
    return Section(
        "scores",
        Words("Scores by goal", "목표별 점수"),
        _title(record, ratings),
        None,
        (
            Figure(
                _goal_title(record),
                Words(
                    "Change of each goal against the start, on the path and at the end, times 100; "
                    "weight of the goal in brackets. Goals have scales of their own: compare down a column",
                    "시작 대비 각 목표의 변화(경로와 마지막, 100배). 괄호는 목표의 가중치. "
                    "목표마다 척도가 다르므로 세로로만 비교합니다",
                ),
                html=_table(record, ratings, beyond),
                note=Words(
                    "A goal counts half as its mean over the second half of the game, half as its end.",
                    "목표 값은 게임 후반 평균 절반, 마지막 값 절반입니다.",
                ),
                wide=True,
            ),
        ),
    )


def _title(record: Record, ratings: Array | None) -> Words:
    if ratings is None:
        return Words("Who got what it wanted?", "누가 원하는 것을 얻었습니까?")
    typical = middle(ratings)
    best = int(np.argmax(typical))
    return say(
        "{who} does best by its own goals: {rating}, where 50 is par",
        "자기 목표에 가장 충실했던 곳은 {who}: {rating}점, 기준은 50점",
        who=names(record, "states")[best], rating=f"{typical[best]:.0f}",
    )  # fmt: skip


def gains(record: Record) -> Array:
    """Return every goal over the game against its start, shape (goals, states, worlds)."""
    return np.asarray(over_the_path(record.measures) - record.measures[0], dtype=np.float64)


def _goal_title(record: Record) -> Words:
    gain = middle(gains(record))
    heaviest = record.setting.goals[..., 0].argmax(axis=0)
    own = gain[heaviest, np.arange(gain.shape[1])]
    up = int(np.sum(own > 0.005))
    return say(
        "{n} of {all} states gain on the goal that they weigh most",
        "{all}개국 가운데 {n}개국이 가장 중시하는 목표에서 나아집니다",
        n=up, all=gain.shape[1],
    )  # fmt: skip


def _table(record: Record, ratings: Array | None, beyond: Array) -> str:
    """Write states by goals as markup."""
    gain, setting = middle(gains(record)), record.setting
    goals = setting.names["goals"]
    head = "".join(f'<th scope="col" class="number">{GOALS[g].html()}</th>' for g in goals)
    if ratings is not None:
        head += f'<th scope="col" class="number">{Words("Rating", "점수").html()}</th>'
    head += f'<th scope="col">{Words("Red line", "레드라인").html()}</th>'
    rows = []
    for seat, spec in enumerate(setting.world.states.values()):
        cells = "".join(
            f'<td class="number"><b>{numerals.index_change(float(gain[g, seat])).html()}</b>'
            f' <span class="weight">({100 * float(setting.goals[g, seat, 0]):.0f}%)</span></td>'
            for g in range(len(goals))
        )
        if ratings is not None:
            cells += f'<td class="number"><b>{float(np.median(ratings[seat])):.0f}</b></td>'
        line = ""
        if spec.red_line is not None:
            said = of(spec.red_line.text)
            text = Words(said.en.rstrip("."), said.ko.rstrip("."))
            line = f"{text.html()}: {_beyond(record, beyond[seat]).html()}"
        rows.append(f'<tr><th scope="row">{seat_html(record, seat)}</th>{cells}<td>{line}</td></tr>')
    first = heads(Words("State", "국가"))
    return table(Words("Goals by state", "국가별 목표"), first + head, rows)


def _beyond(record: Record, turns: Array) -> Words:
    """Say how long, or in how many worlds, a state was beyond its red line."""
    if many(record):
        return say("crossed {worlds}", "{worlds} 넘음", worlds=in_worlds(record, float(np.mean(turns > 0))))
    n = int(turns[0])
    if n == 0:
        return Words("never crossed", "넘지 않음")
    return say("crossed for {n} {turns}", "{n}턴 동안 넘음", n=n, turns="turn" if n == 1 else "turns")
