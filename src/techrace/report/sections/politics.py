"""Politics at home: unrest, hawks, and the capital that governments spend."""

from __future__ import annotations

import numpy as np

from techrace.record import Record
from techrace.report import numerals
from techrace.report.figures import by_state
from techrace.report.names import names
from techrace.report.parts import Section
from techrace.report.samples import in_worlds, leader, many, middle, typically
from techrace.report.words import Words, say

MEASURES = (
    ("unrest", Words("Unrest and job insecurity, 0 to 100", "사회 불안과 고용 불안, 0~100"), Words("unrest", "불안")),
    ("hawkishness", Words("Hawkishness of domestic politics, 0 to 100", "국내 정치의 강경도, 0~100"),
     Words("hawkishness", "강경도")),
    ("political_capital", Words("Political capital, 0 to 100", "정치 자본, 0~100"),
     Words("political capital", "정치 자본")),
    ("securitised",
     Words("How far AI is national-security technology, 0 to 100", "AI를 안보 기술로 다루는 정도, 0~100"),
     Words("securitisation", "안보화")),
)  # fmt: skip


def section(record: Record) -> Section:
    """Show the mood of every state over time."""
    states = names(record, "states")
    unrest = record.headlines["unrest"]
    who, chance = leader(unrest[-1])
    if many(record):
        title = say(
            "{who} ends as the most restless {worlds}", "{worlds} {who:이/가} 가장 불안하게 끝납니다",
            who=states[who], worlds=in_worlds(record, chance),
        )  # fmt: skip
    else:
        title = say(
            "{who} ends as the most restless: {level}", "가장 불안하게 끝나는 곳은 {who}: {level}",
            who=states[who], level=numerals.index(float(unrest[-1, who, 0])),
        )  # fmt: skip
    figures = []
    for quantity, measure, noun in MEASURES:
        values = record.headlines[quantity]
        change = middle(values[-1]) - middle(values[0])
        most = int(np.argmax(np.abs(change)))
        finding = say(
            "{who} moves most in {noun}: {change}", "{noun:이/가} 가장 크게 변한 곳은 {who}: {change}",
            who=states[most], noun=noun, change=numerals.index_change(float(change[most])),
        )  # fmt: skip
        note = say("Quantity: {name}.", "변수: {name}.", name=quantity)
        finding = typically(record, finding, "median")
        figures.append(by_state(record, values, "index", finding, measure, note=note))
    return Section("politics", Words("Politics at home", "국내 정치"), title, None, tuple(figures))
