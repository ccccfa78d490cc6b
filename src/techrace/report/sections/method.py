"""How this run was made: enough to make it again, and what its figures do not say."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import numpy as np

from techrace import __version__
from techrace.record import Record, digest
from techrace.report.markup import folded, heads, table
from techrace.report.names import quoted, seat_html
from techrace.report.parts import Section
from techrace.report.samples import many
from techrace.report.words import Words, of, same, say
from techrace.rules.turn import parameters


def section(record: Record) -> Section:
    """Name seed, policies, changed constants and version, and say what percentages mean."""
    n = int(record.worlds.size)
    title = say(
        "One game with seed {seed}: the same seed gives the same game",
        "시드 {seed}의 게임 한 판: 같은 시드는 같은 게임입니다", seed=record.seed,
    )  # fmt: skip
    if many(record):
        title = say("{n} games with seed {seed}", "시드 {seed}의 게임 {n}판", n=f"{n:,}", seed=record.seed)
    return Section(
        "method",
        Words("How this run was made", "이 실행은 어떻게 만들어졌나"),
        title,
        meaning(record),
        html=_facts(record) + _policies(record) + _changed(record) + _constants(),
    )


def meaning(record: Record) -> Words:
    """Say what the report's percentages are shares of."""
    if record.uncertainty != "none":
        return Words(
            "Every world draws its own constants within the bounds that the rules declare, and its own luck. "
            "“In x% of plausible worlds” counts those worlds; it is not a probability of what will happen.",
            "세계마다 규칙이 정한 범위 안에서 상수를 뽑고 운도 따로 뽑습니다. "
            "‘있을 법한 세계의 x%’는 그 세계들을 센 것이며, 실제로 일어날 확률이 아닙니다.",
        )
    if many(record):
        return Words(
            "All games share one set of constants and differ in luck alone. Percentages count games; "
            "they say nothing of how sure the constants are, and are not probabilities of what will happen.",
            "모든 게임의 상수는 같고 운만 다릅니다. 백분율은 게임을 센 것이며, 상수가 얼마나 확실한지는 말해 주지 않고 "
            "실제로 일어날 확률도 아닙니다.",
        )
    return Words(
        "This is one course that the model allows, not a forecast. Another seed, another policy or another constant "
        "gives another course.",
        "모형이 허용하는 한 가지 전개이지 예측이 아닙니다. 시드, 정책, 상수가 다르면 전개도 달라집니다.",
    )


def _facts(record: Record) -> str:
    world = record.setting.world
    uncertain = {
        "none": Words("constants at their defaults", "상수는 기본값"),
        "declared": Words("constants drawn within declared bounds", "선언된 범위에서 상수를 뽑음"),
        "calibrated": Words("constants drawn from those that fit history", "역사에 맞는 상수에서 뽑음"),
    }.get(record.uncertainty, same(record.uncertainty))
    off = ", ".join(sorted(record.setting.without)) or ""
    facts = [
        (Words("World", "세계"), say("{title} (file {id}, version {v})", "{title}(파일 {id}, 버전 {v})",
                                    title=of(world.title), id=world.id, v=world.version)),
        (Words("Program", "프로그램"), same(f"techrace {__version__}")),
        (Words("Seed", "시드"), same(str(record.seed))),
        (Words("Games", "게임 수"), same(f"{int(record.worlds.size):,}")),
        (Words("Turns", "턴 수"), say("{n}, of {y} years each", "{n}턴, 턴당 {y}년", n=record.turns,
                                     y=f"{world.turn_years:g}")),
        (Words("Uncertainty", "불확실성"), uncertain),
        (Words("Mechanisms switched off", "끈 기제"), same(off) if off else Words("none", "없음")),
        (Words("Fingerprint of the end", "마지막 상태의 지문"), same(digest(record.final))),
    ]  # fmt: skip
    lines = "".join(f"<div><dt>{k.html()}</dt><dd>{v.html()}</dd></div>" for k, v in facts)
    return f'<dl class="facts">{lines}</dl>'


def _policies(record: Record) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{seat_html(record, i)}</th><td>{escape(record.policies.get(s, ''))}</td></tr>"
        for i, s in enumerate(record.setting.names["states"])
    )
    return (
        f"<h3>{Words('Who played how', '누가 어떤 정책으로').html()}</h3><table class='short'><thead><tr>"
        f"<th scope='col'>{Words('State', '국가').html()}</th><th scope='col'>{Words('Policy', '정책').html()}</th>"
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _changed(record: Record) -> str:
    """List the constants that this run set or drew."""
    given = {**record.setting.world.parameters, **record.parameters}
    heading = f"<h3>{Words('Constants changed', '바꾼 상수').html()}</h3>"
    if not given:
        text = Words("None: every constant has its default.", "없음: 모든 상수가 기본값입니다.")
        return f"{heading}<p>{text.html()}</p>"
    rows = []
    for name, value in sorted(given.items()):
        low, high = float(np.min(value)), float(np.max(value))
        text = (
            same(f"{low:.4g}")
            if low == high
            else say("drawn: {a} to {b}", "뽑음: {a}~{b}", a=f"{low:.3g}", b=f"{high:.3g}")
        )
        rows.append((quoted(name), text.html()))
    return heading + _long(
        say("{n} constants", "상수 {n}개", n=len(rows)), (Words("Constant", "상수"), Words("Value", "값")), rows
    )


def _constants() -> str:
    """List what every rule assumes."""
    rows = [
        (
            quoted(p.name),
            f"{p.default:g}",
            f"{p.low:g} … {p.high:g}",
            quoted(p.unit),
            quoted(p.meaning),
            quoted(p.source),
        )
        for p in parameters()
    ]
    head = (
        Words("Constant", "상수"), Words("Default", "기본값"), Words("Bounds", "범위"), Words("Unit", "단위"),
        Words("Meaning", "뜻"), Words("Source", "출처"),
    )  # fmt: skip
    title = Words("What the rules assume", "규칙의 가정")
    return f"<h3>{title.html()}</h3>" + _long(say("{n} constants", "상수 {n}개", n=len(rows)), head, rows)


def _long(summary: Words, head: tuple[Words, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a long table that opens on demand; cells are markup, the first names its row."""
    lines = (f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{c}</td>" for c in row[1:])}</tr>' for row in rows)
    return folded(summary, table(summary, heads(*head), lines, tall=True))
