"""Show how history went: rows for a terminal, plain data for programs, a page that opens offline."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from techrace.backtest.baselines import BASELINES
from techrace.backtest.play import MODEL, NEUTRAL, Judged, Point, Result
from techrace.language import language as spoken
from techrace.world.schema import Text

WHO = (MODEL, NEUTRAL, *BASELINES)

WORDS: Mapping[str, Text] = {
    "title": Text(en="History as a test", ko="역사로 검증하기"),
    "case": Text(en="Case", ko="사례"),
    "points": Text(en="Points", ko="관측"),
    MODEL: Text(en="Model", ko="모형"),
    NEUTRAL: Text(en="Neutral", ko="중립"),
    "persistence": Text(en="Persistence", ko="현상 유지"),
    "trend": Text(en="Trend", ko="추세"),
    "logistic": Text(en="S-curve", ko="S자 곡선"),
    "loses": Text(en="Loses to", ko="뒤지는 상대"),
    "all": Text(en="all cases", ko="전체"),
    "nobody": Text(en="nobody", ko="없음"),
    "mark": Text(en="What a good model should show", ko="좋은 모형이라면 보여야 할 것"),
    "value": Text(en="Found", ko="결과"),
    "wanted": Text(en="Wanted", ko="기준"),
    "met": Text(en="met", ko="충족"),
    "missed": Text(en="missed", ko="미달"),
    "at_least": Text(en="at least {share} of games", ko="전체의 {share} 이상"),
    "at_most": Text(en="at most {share} of games", ko="전체의 {share} 이하"),
    "median": Text(en="median {low} to {high}", ko="중앙값 {low}~{high}"),
    "never": Text(en="never", ko="없음"),
    "observed": Text(en="Observed", ko="관측값"),
    "forecast": Text(en="Median [90 %]", ko="중앙값 [90 %]"),
    "figure": Text(en="Figure", ko="지표"),
    "date": Text(en="Date", ko="시점"),
    "score": Text(en="Score", ko="점수"),
    "explain": Text(
        en="Ranked probability score in points on what came after the training window (smaller is better), and how "
        "often the truth lay inside the 90 % interval. Neutral: the same rules, all states alike in skill and "
        "patience, no funds. The model is told later policies and the demand of others; the three baselines are not.",
        ko="학습 기간 뒤의 관측에 대한 순위 확률 점수(점, 작을수록 좋음)와, 참값이 90 % 구간에 든 비율이다. "
        "중립은 규칙은 같고 모든 나라의 기술과 인내심이 같으며 기금이 없는 경우이다. "
        "모형은 뒤에 나온 정책과 남의 수요를 알고, 나머지 세 예측은 모른다.",
    ),
    "honest": Text(
        en="Whoever wrote the rules knew how history went. Out of sample is what the fit did not see, not what its "
        "authors did not know.",
        ko="규칙을 쓴 사람은 역사의 결말을 알고 있었다. "
        "표본 밖이란 적합에 쓰지 않았다는 뜻일 뿐, 쓴 사람이 몰랐다는 뜻은 아니다.",
    ),
    "ensemble": Text(
        en="{draws} games a case; seed {seed}; parameters {uncertainty}.",
        ko="사례마다 {draws}판; 시드 {seed}; 모수: {uncertainty}.",
    ),
}


def say(text: Text, language: str) -> str:
    """Return a text in a language, English where it is missing."""
    return (text.ko if language == "ko" else "") or text.en


def word(key: str, language: str, **values: object) -> str:
    """Return one of the words above."""
    return say(WORDS[key], language).format(**values)


def ensemble(draws: int, seed: int, uncertainty: str, language: str) -> str:
    """Say what was played: how many games, drawn from where."""
    drawn = spoken(language)(f"drawn-{uncertainty}")
    return word("ensemble", language, draws=draws, seed=seed, uncertainty=drawn)


def cell(score: float, coverage: float) -> str:
    """Write a score in points and a coverage."""
    return f"{100 * score:.1f} ({coverage:.0%})" if math.isfinite(score) else "–"


def row(result: Result, language: str) -> tuple[str, ...]:
    """Return the line of a case: name, points, everybody's score, who beats the model."""
    scores = tuple(cell(result.score(who), result.coverage(who)) for who in WHO)
    loses = ", ".join(word(name, language) for name in result.loses_to) or word("nobody", language)
    return (result.case.world.id, str(len(result.points)), *scores, loses)


def mean_row(results: Sequence[Result], language: str) -> tuple[str, ...]:
    """Return the mean of all cases, each counted alike."""
    scored = [r for r in results if r.points]
    means = {who: sum(r.score(who) for r in scored) / len(scored) for who in WHO}
    covers = {who: sum(r.coverage(who) for r in scored) / len(scored) for who in WHO}
    better = [name for name in BASELINES if means[name] < means[MODEL]]
    loses = ", ".join(word(name, language) for name in better) or word("nobody", language)
    points = str(sum(len(r.points) for r in scored))
    return (word("all", language), points, *(cell(means[who], covers[who]) for who in WHO), loses)


def heads(language: str) -> tuple[str, ...]:
    """Return the heads of the columns of ``row``."""
    return tuple(word(key, language) for key in ("case", "points", *WHO, "loses"))


def _measure(value: float, judged: Judged, language: str) -> str:
    """Write what a mark measures: a date or a share."""
    if not math.isfinite(value):
        return word("never", language)
    return f"{value:.0f}" if judged.mark.measure in ("peak_date", "passes") else f"{value:.0%}"


def mark_row(judged: Judged, language: str) -> tuple[str, str, str, str]:
    """Return what a mark says, what was found, what was wanted, and the verdict."""
    mark = judged.mark
    if mark.of == "median":
        low, high = (_measure(bound, judged, language) for bound in mark.between)
        wanted, found = word("median", language, low=low, high=high), _measure(judged.value, judged, language)
    else:
        found = f"{judged.value:.0%}"
        most = mark.at_most < 1
        wanted = word(
            "at_most" if most else "at_least", language, share=f"{mark.at_most if most else mark.at_least:.0%}"
        )
    return say(mark.text, language), found, wanted, word("met" if judged.met else "missed", language)


def as_data(results: Sequence[Result], seed: int, uncertainty: str) -> dict[str, Any]:
    """Return everything as plain data; numbers that do not exist are null."""

    def clean(value: float) -> float | None:
        return round(value, 6) if math.isfinite(value) else None

    def point(p: Point) -> dict[str, Any]:
        o = p.seen
        return {
            "date": o.date, "figure": o.figure, "observed": o.value, "sd": o.sd, "source": o.source,
            "median": clean(p.median), "low": clean(p.low), "high": clean(p.high),
            "crps": {who: clean(p.scores[who]) for who in WHO},
            "covered": {who: bool(p.covered[who]) for who in WHO},
        }  # fmt: skip

    def mark(j: Judged) -> dict[str, Any]:
        return {**j.mark.model_dump(mode="json"), "value": clean(j.value), "met": bool(j.met)}

    cases = [
        {
            "id": r.case.world.id, "title": r.case.world.title.model_dump(), "draws": r.draws,
            "crps": {who: clean(r.score(who)) for who in WHO},
            "coverage": {who: clean(r.coverage(who)) for who in WHO},
            "loses_to": list(r.loses_to), "marks": [mark(j) for j in r.marks], "points": [point(p) for p in r.points],
        }
        for r in results
    ]  # fmt: skip
    return {"run": {"seed": seed, "uncertainty": uncertainty}, "cases": cases}


# ---------------------------------------------------------------- a page

_STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1d2430, #e8ebf0); --quiet: light-dark(#5d6675, #9aa4b2);
  --line: light-dark(#dfe3e9, #333b47); --paper: light-dark(#ffffff, #14181f); --good: light-dark(#17735a, #5cc8a6);
  --bad: light-dark(#a8343a, #f0888c); --band: light-dark(#c9d6ea, #34486b); --mid: light-dark(#2a5db0, #8ab4f8); }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.1rem; margin: 0; } .quiet { color: var(--quiet); }
section { border-top: 1px solid var(--line); padding: 1rem 0; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
td, th { padding: .25rem .8rem .25rem 0; text-align: left; vertical-align: top; white-space: nowrap; }
td.text { white-space: normal; } th { color: var(--quiet); font-weight: 500; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
svg { display: block; } svg rect { fill: var(--band); } svg line { stroke: var(--mid); stroke-width: 2; }
svg circle.in { fill: var(--good); } svg circle.out { fill: var(--bad); }
"""


def _table(head: Sequence[str], lines: Sequence[str]) -> str:
    cells = "".join(f"<th>{escape(text)}</th>" for text in head)
    return f'<div class="scroll"><table><thead><tr>{cells}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'


def picture(point: Point) -> str:
    """Draw an interval, its median and what was observed, on a scale from 0 to 100 %."""
    x = [
        round(4 + 192 * min(max(value, 0.0), 1.0), 1)
        for value in (point.low, point.high, point.median, point.seen.value)
    ]
    inside = "in" if point.covered[MODEL] else "out"
    return (
        f'<svg width="200" height="16" role="img" aria-label="{point.seen.value:.1%}">'
        f'<rect x="{x[0]}" y="4" width="{max(x[1] - x[0], 1):.1f}" height="8" rx="2"/>'
        f'<line x1="{x[2]}" x2="{x[2]}" y1="2" y2="14"/><circle class="{inside}" cx="{x[3]}" cy="8" r="3.5"/></svg>'
    )


def _points(result: Result, language: str) -> str:
    head = [word(key, language) for key in ("date", "figure", "observed", "forecast")]
    lines = [
        f'<tr><td>{p.seen.date:g}</td><td class="text">{escape(p.seen.figure)}</td><td>{p.seen.value:.1%}</td>'
        f"<td>{p.median:.1%} [{p.low:.1%}, {p.high:.1%}]</td><td>{picture(p)}</td></tr>"
        for p in result.points
    ]
    return _table([*head, ""], lines)


def _marks(result: Result, language: str) -> str:
    if not result.marks:
        return ""
    lines = []
    for judged in result.marks:
        text, found, wanted, verdict = mark_row(judged, language)
        look = "good" if judged.met else "bad"
        lines.append(
            f'<tr><td class="text">{escape(text)}</td><td>{found}</td><td>{escape(wanted)}</td>'
            f'<td class="{look}">{escape(verdict)}</td></tr>'
        )
    return _table([*(word(key, language) for key in ("mark", "value", "wanted")), ""], lines)


def page(results: Sequence[Result], draws: int, seed: int, uncertainty: str, language: str) -> str:
    """Return a self-contained page of the results."""
    rows = [row(r, language) for r in results]
    if len(results) > 1 and any(r.points for r in results):
        rows.append(mean_row(results, language))
    lines = []
    for cells in rows:
        plain = "".join(f"<td>{escape(text)}</td>" for text in cells[:-1])
        look = "good" if cells[-1] == word("nobody", language) else "bad"
        lines.append(f'<tr>{plain}<td class="{look}">{escape(cells[-1])}</td></tr>')
    parts = "".join(
        f'<section id="{r.case.world.id}"><h2>{escape(say(r.case.world.title, language))}</h2>'
        f'<p class="quiet">{escape(say(r.case.world.summary, language))}</p>'
        f"{_marks(r, language)}{_points(r, language)}</section>"
        for r in results
    )
    title = escape(word("title", language))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style>'
        f'<h1>{title}</h1><p class="quiet">{escape(word("explain", language))}</p>'
        f"{_table(heads(language), lines)}"
        f'<p class="quiet">{escape(word("honest", language))} '
        f"{escape(ensemble(draws, seed, uncertainty, language))}</p>{parts}</html>"
    )
