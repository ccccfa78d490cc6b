"""What a sweep says, on one page and in sentences: each with how sure it is.

``sentences`` are the findings in words, for the terminal; ``page`` shows them with tables and fans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from techrace import __version__
from techrace.record import Record
from techrace.report import charts
from techrace.report.page import page as page_of
from techrace.report.parts import Figure, Section
from techrace.report.words import Words, of, same, say
from techrace.simulate import prepare
from techrace.sweep.analysis import QUANTILES, Analysis, Discovery, Spread
from techrace.sweep.coalitions import Move
from techrace.sweep.compare import Comparison
from techrace.sweep.discovery import Box, Limit
from techrace.sweep.features import Score
from techrace.sweep.gate import Table
from techrace.sweep.robustness import shared_scenarios

MOVES = {
    "leave": Words("leaves", "나간다"),
    "free-ride": Words("is a member in name only", "이름만 올린다"),
    "join": Words("joins", "들어간다"),
}

TINY = 1e-4
"""A half-width below this is written with its power of ten."""
NOTHING = 0.01
"""A loss below this share of an interval's half-width is none."""


def number(value: float | None) -> str:
    """Write a number with three figures that matter."""
    if value is None or not np.isfinite(value):
        return "–"
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return text.replace("-", "−")


def _plus(value: float, half: float) -> str:
    """Write a number as exactly as it is known: two figures of its half-width, and as many places."""
    if not (np.isfinite(value) and TINY <= half < 1000):
        return f"{number(value)} ± {number(half)}"
    places = max(0, 1 - int(np.floor(np.log10(half))))
    return f"{value:,.{places}f} ± {half:.{places}f}".replace("-", "−")


def _or_none_of_it(value: float | None, half: float) -> float | None:
    """Return a number, or zero where it is nothing beside what luck moves a mean by."""
    return 0.0 if value is not None and abs(value) < NOTHING * half else value


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _outcome(table: Table, name: str) -> Words:
    text = table.design.spec.outcomes[name].name
    return of(text) if text else same(name)


# ---------------------------------------------------------------- findings in words


def policy_findings(found: Analysis) -> list[Words]:
    """Say which policy holds up by each outcome, and whether the runs can tell."""
    said = []
    for outcome in dict.fromkeys(v.outcome for v in found.verdicts):
        ranked = [s for s in found.standings if s.outcome == outcome]
        sign = 1 if found.table.design.spec.outcomes[outcome].better == "more" else -1
        ranked.sort(key=lambda s: -sign * s.mean)
        first, second = ranked[0], ranked[1]
        verdict = next(
            v for v in found.verdicts if v.outcome == outcome and {v.better, v.worse} == {first.policy, second.policy}
        )
        name = _outcome(found.table, outcome)
        if verdict.gain == verdict.half == 0:
            said.append(say(
                "By {name}, {a} and {b} do the same in every run.",
                "{name} 기준으로 {a:과/와} {b:은/는} 모든 실행에서 같습니다.",
                name=name, a=first.policy, b=second.policy,
            ))  # fmt: skip
        elif verdict.sure:
            said.append(say(
                "By {name}, {a} does best: {gain} ahead of {b} (95% interval).",
                "{name} 기준으로 {a:이/가} 가장 낫습니다. {b:을/를} {gain} 앞섭니다(95% 구간).",
                name=name, a=first.policy, b=second.policy, gain=_plus(verdict.gain, verdict.half),
            ))  # fmt: skip
        else:
            times = f"{np.ceil(verdict.needed):.0f}"
            more = Words(f"about {times} times", f"약 {times}배")
            if verdict.needed > 100:
                more = Words("a hundred times or more", "100배 이상")
            said.append(say(
                "By {name}, there are not enough runs to rank {a} and {b} ({gain}); it would take {more} as many.",
                "{name} 기준으로 {a:과/와} {b}의 순위를 가리기에는 실행이 모자랍니다({gain}). {more}가 필요합니다.",
                name=name, a=first.policy, b=second.policy, gain=_plus(verdict.gain, verdict.half), more=more,
            ))  # fmt: skip
    beaten = {s.policy: s.dominated_by for s in found.standings if s.dominated_by}
    said += [
        say(
            "{b} does no worse on average than {a} by any outcome, and surely better by one.",
            "{b:은/는} 평균으로 보면 모든 결과에서 {a:과/와} 같거나 낫고, 적어도 하나에서는 분명히 낫습니다.", a=a, b=b,
        )
        for a, b in beaten.items()
    ]  # fmt: skip
    shared, whole = shared_scenarios(found.table) or (0, 0)
    if 0 < shared < whole:
        said.append(say(
            "Constraints leave some policies out of some scenarios; they are compared in the {a} of {b} that all met.",
            "제약 때문에 일부 상황에는 없는 정책이 있습니다. 모든 정책이 만난 {a}개 상황에서 견주었습니다(전체 {b}개).",
            a=f"{shared:,}", b=f"{whole:,}",
        ))  # fmt: skip
    if found.standings and found.verdicts and all(s.regret is None for s in found.standings):
        said.append(Words(
            "Policies did not meet the same scenarios, so regret cannot be told; use method: full, or crossed: true.",
            "정책들이 같은 상황을 만나지 않아 후회를 잴 수 없습니다. method: full 또는 crossed: true를 쓰십시오.",
        ))  # fmt: skip
    return said


def driver_findings(found: Analysis) -> list[Words]:
    """Say which factor matters most to each outcome, and whether the first two can be told apart."""
    said = []
    for outcome in found.table.design.spec.outcomes:
        name = _outcome(found.table, outcome)
        own = sorted((i for i in found.indices if i.outcome == outcome), key=lambda i: -i.whole)
        if own:
            a = own[0]
            if a.whole_half >= 0.75 * a.whole:
                said.append(say(
                    "Not enough points to tell what {name} depends on.",
                    "{name:이/가} 무엇에 좌우되는지 가리기에는 지점이 모자랍니다.", name=name,
                ))  # fmt: skip
                continue
            value = _plus(a.whole, a.whole_half)
            en = "{name} depends most on {a}: with all it does together, {v} of its variance between points."
            ko = "{name:은/는} {a}에 가장 크게 좌우됩니다. 다른 요인과의 상호작용을 합쳐 지점 간 분산의 {v}입니다."
            if a.kind == "morris":
                en = "{name} depends most on {a}: across its range it moves by {v} on average."
                ko = "{name:은/는} {a}에 가장 크게 좌우됩니다. 범위를 지나며 평균 {v}만큼 움직입니다."
            said.append(say(en, ko, name=name, a=a.factor, v=value))
            if len(own) > 1 and own[0].whole - own[1].whole <= np.hypot(own[0].whole_half, own[1].whole_half):
                said.append(say(
                    "Not enough points to tell whether {a} or {b} matters more to {name}.",
                    "{name}에 {a:과/와} {b} 중 무엇이 더 중요한지 가리기에는 지점이 모자랍니다.",
                    a=own[0].factor, b=own[1].factor, name=name,
                ))  # fmt: skip
            continue
        trees = sorted((s for s in found.features if s.outcome == outcome), key=lambda s: -s.share)
        if trees and trees[0].explained > 0.1:
            said.append(say(
                "{name} depends most on {a}, {v} of what trees use to foretell {e} of the variance between points.",
                "{name:은/는} {a}에 가장 크게 좌우됩니다. 분산의 {e}를 맞히는 나무 모형 정보의 {v}입니다.",
                name=name, a=trees[0].factor, v=_percent(trees[0].share), e=_percent(trees[0].explained),
            ))  # fmt: skip
        elif trees:
            said.append(say(
                "No factor of this design foretells {name}: trees explain {e} of its variance between points.",
                "이 설계의 어떤 요인도 {name:을/를} 맞히지 못합니다. 나무 모형이 설명하는 지점 간 분산은 {e}입니다.",
                name=name, e=_percent(trees[0].explained),
            ))  # fmt: skip
    return said


def condition_findings(found: Analysis) -> list[Words]:
    """Say under which conditions outcomes are bad."""
    said = []
    for outcome in dict.fromkeys(d.outcome for d in found.discoveries):
        both = [d for d in found.discoveries if d.outcome == outcome]
        boxes = [(d, b) for d in both for b in d.boxes]
        name = _outcome(found.table, outcome)
        if not boxes:
            said.append(say(
                "No condition was found under which {name} is surely worse than usual.",
                "{name:이/가} 보통보다 분명히 나빠지는 조건은 찾지 못했습니다.", name=name,
            ))  # fmt: skip
            continue
        d, box = max(boxes, key=lambda x: x[1].density)
        said.append(say(
            "{name} is {bad} in {p} of runs where {where}, against {usual} of all runs; that covers {c} of such runs.",
            "{where}일 때 실행의 {p}에서 {name:이/가} {bad}. 전체에서는 {usual}이며, 그런 실행의 {c}를 담습니다.",
            name=name, bad=_bad(found.table, d), p=f"{_percent(box.density)} ± {_percent(box.half)}",
            usual=_percent(d.share), where=conditions(box), c=_percent(box.coverage),
        ))  # fmt: skip
    return said


def _bad(table: Table, d: Discovery) -> Words:
    less = table.design.spec.outcomes[d.outcome].better == "more"
    limit = number(d.limit)
    return Words(f"below {limit}", f"{limit}보다 작습니다") if less else Words(f"above {limit}", f"{limit}보다 큽니다")


def conditions(box: Box) -> str:
    """Write the conditions of a box."""
    return ", ".join(map(_limit, box.limits)) or "–"


def _limit(limit: Limit) -> str:
    if limit.among:
        return f"{limit.factor} = {' | '.join(limit.among)}"
    if limit.low is not None and limit.high is not None:
        return f"{number(limit.low)} < {limit.factor} < {number(limit.high)}"
    return (
        f"{limit.factor} > {number(limit.low)}" if limit.low is not None else f"{limit.factor} < {number(limit.high)}"
    )


def coalition_findings(found: Sequence[Move]) -> list[Words]:
    """Say who would gain by leaving, joining or free-riding."""
    sure = [m for m in found if m.gain - m.half > 0]
    if not found:
        return []
    if not sure:
        return [Words("Nobody would surely gain by leaving, joining or being a member in name only.",
                      "나가거나 들어가거나 이름만 올려서 분명히 이득을 볼 나라는 없습니다.")]  # fmt: skip
    return [
        say(
            "{state} gains {gain} rating points if it {move} ({camp}), and gains in {p} of runs.",
            "{state}: {camp}{by} {move}면 평점이 {gain}점 오르고, 실행의 {p}에서 이득입니다.",
            state=m.state, camp=m.camp, by="에서" if m.move == "leave" else "에", gain=_plus(m.gain, m.half),
            move=MOVES[m.move], p=_percent(m.gains),
        )
        for m in sure
    ]  # fmt: skip


def sentences(found: Analysis, moves: Sequence[Move] = ()) -> list[Words]:
    """Say everything that was found."""
    said = [*policy_findings(found), *driver_findings(found), *condition_findings(found), *coalition_findings(moves)]
    if found.table.failed:
        said.append(
            say(
                "{n} runs failed and count nowhere.",
                "{n}회가 실패해 어디에도 들어가지 않았습니다.",
                n=found.table.failed,
            )
        )
    return [*said, *(same(text) for text in found.missing)]


def comparison(found: Comparison) -> list[Words]:
    """Say what a second sweep changes."""
    said = [
        say(
            "{n} games of both met the same luck at the same point.",
            "{n}판이 같은 지점에서 같은 운을 만났습니다.",
            n=f"{found.matched:,}",
        )
    ]
    said.append(
        say("What went in differs: {what}.", "들어간 것이 다릅니다: {what}.", what="; ".join(found.inputs))
        if found.inputs
        else Words("The same went in.", "들어간 것은 같습니다.")
    )
    for e in found.effects:
        values = {
            "name": e.outcome,
            "a": number(e.first),
            "b": number(e.second),
            "e": _plus(e.effect, e.half),
            "p": _percent(e.alike),
        }
        if e.alike == 1:
            said.append(say("{name}: the same in every game.", "{name}: 모든 게임에서 같습니다.", name=e.outcome))
        elif e.sure:
            said.append(
                say("{name}: {a} becomes {b}, an effect of {e}.", "{name}: {a}에서 {b}(으)로, 효과 {e}.", **values)
            )
        else:
            said.append(say("{name}: {a} and {b}; not enough games to tell a difference ({e}).",
                            "{name}: {a:과/와} {b}; 차이를 가리기에는 게임이 모자랍니다({e}).", **values))  # fmt: skip
    return said


# ---------------------------------------------------------------- the page


def page(found: Analysis, moves: Sequence[Move] = (), lang: str = "en") -> str:
    """Write the page of a sweep."""
    table = found.table
    world = table.design.world
    setting = prepare(world)
    empty, end = np.zeros((0, 0, 0, 0)), setting.start.evolve(turn=table.design.turns)
    record = Record(setting, {}, table.design.spec.seed, np.arange(2), {}, empty, end, uncertainty="declared")
    makers = (
        _policies(found),
        _drivers(found),
        _conditions(found),
        _coalitions(moves),
        _outcomes(found, record),
        _method(found),
    )
    title = of(table.design.spec.title)
    question = of(table.design.spec.question) if table.design.spec.question else None
    lead = say(
        "{n} games: {p} points, each {r} times under the same luck. Shares count runs of this design; they are no "
        "probabilities of what will happen.",
        "{n}판: 지점 {p}개를 같은 운으로 {r}번씩. 비율은 이 설계의 실행을 센 것이며 실제로 일어날 확률이 아닙니다.",
        n=f"{table.runs:,}", p=f"{table.count:,}", r=f"{table.replications:,}",
    )  # fmt: skip
    if question:
        lead = Words(f"{question.en} {lead.en}", f"{question.ko} {lead.ko}")
    return page_of(record, [s for s in makers if s], lang, headline=title, lead=lead)


def _table(head: Iterable[Words], rows: Iterable[Iterable[str]]) -> str:
    top = "".join(f"<th scope='col'>{h.html()}</th>" for h in head)
    body = "".join(
        "<tr>"
        + "".join(f"<th scope='row'>{c}</th>" if i == 0 else f"<td>{c}</td>" for i, c in enumerate(map(_kept, row)))
        + "</tr>"
        for row in rows
    )
    return f"<div class='scroll' tabindex='0'><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"


def _kept(cell: str) -> str:
    """Keep a number and its interval on one line."""
    return cell.replace(" ± ", "\u00a0±\u00a0")


def _told(words: Sequence[Words]) -> str:
    return "".join(f"<p>{w.html()}</p>" for w in words)


def _policies(found: Analysis) -> Section | None:
    said = policy_findings(found)
    if not said:
        return None
    head = (
        Words("Policy", "정책"), Words("Outcome", "결과"), Words("Mean, 95% interval", "평균과 95% 구간"),
        Words("Worst tenth", "최악 10%"), Words("Regret: mean", "후회: 평균"),
        Words("Regret: 95th percentile", "후회: 95백분위"), Words("Good enough", "충분한 비율"),
        Words("Holds as far as", "버티는 거리"), Words("Dominated by", "지배하는 정책"),
    )  # fmt: skip
    rows = [
        [
            escape(s.policy), _outcome(found.table, s.outcome).html(), _plus(s.mean, s.half), number(s.worst),
            *(number(_or_none_of_it(x, s.half)) for x in (s.regret, s.regret_most)),
            *("–" if x is None else _percent(x) for x in (s.enough, s.radius)),
            escape(s.dominated_by or "–"),
        ]
        for s in found.standings
    ]  # fmt: skip
    note = Words(
        "Regret is the loss against the best policy of the same scenario. “Holds as far as” is how far all factors may "
        "stray from the middle of their ranges towards the ends before a point is not good enough on average.",
        "후회는 같은 상황에서 가장 나은 정책에 견준 손실입니다. ‘버티는 거리’는 모든 요인이 범위의 가운데에서 "
        "끝 쪽으로 얼마나 벗어나도 지점의 평균이 충분한가를 뜻합니다.",
    )
    return Section("policies", Words("Policies", "정책"), said[0], html=_told([*said[1:], note]) + _table(head, rows))


def _drivers(found: Analysis) -> Section | None:
    said = driver_findings(found)
    if not said:
        return None
    html = _told(said[1:])
    if found.indices:
        sobol = found.indices[0].kind == "sobol"
        head = (
            Words("Factor", "요인"), Words("Outcome", "결과"),
            Words("With others (ST)", "상호작용 포함(ST)") if sobol else Words("Mean effect (μ*)", "평균 효과(μ*)"),
            Words("Alone (S1)", "단독(S1)") if sobol else Words("Spread of effects (σ)", "효과의 퍼짐(σ)"),
        )  # fmt: skip
        html += _table(head, (
            [escape(i.factor), _outcome(found.table, i.outcome).html(), _plus(i.whole, i.whole_half),
             _plus(i.first, i.first_half) if sobol else number(i.first)]
            for i in sorted(found.indices, key=lambda i: (i.outcome, -i.whole))
        ))  # fmt: skip
    if found.features:
        html += _uses(found)
    return Section("drivers", Words("What drives it", "무엇이 좌우하나"), said[0], html=html)


def _uses(found: Analysis) -> str:
    """Show how much trees use each factor, a column an outcome; what matters most to any stands first."""
    shares = {(s.factor, s.outcome): s for s in found.features}
    outcomes = list(dict.fromkeys(s.outcome for s in found.features))
    factors = dict.fromkeys(s.factor for s in sorted(found.features, key=lambda s: -s.share))
    note = Words("Share of what trees use, with its 95% interval:", "나무 모형이 쓰는 비율과 95% 구간:")
    head = (Words("Factor", "요인"), *(_outcome(found.table, o) for o in outcomes))
    rows = ([escape(f), *(_share(shares[f, o]) if (f, o) in shares else "–" for o in outcomes)] for f in factors)
    return _told([note]) + _table(head, rows)


def _share(score: Score) -> str:
    half = _percent(score.half) if score.half >= 0.005 else "&lt;1%"
    return f"{_percent(score.share)} ± {half}"


def _conditions(found: Analysis) -> Section | None:
    said = condition_findings(found)
    if not said:
        return None
    head = (
        Words("Conditions", "조건"), Words("Outcome", "결과"), Words("Bad runs inside", "그 안의 나쁜 실행"),
        Words("Share of all bad runs", "나쁜 실행 중의 몫"), Words("Found by", "방법"),
    )  # fmt: skip
    rows = [
        [escape(conditions(b)), _outcome(found.table, d.outcome).html(), f"{_percent(b.density)} ± {_percent(b.half)}",
         _percent(b.coverage), d.method]
        for d in found.discoveries for b in d.boxes
    ]  # fmt: skip
    missing = [same(t) for t in dict.fromkeys(d.missing for d in found.discoveries if d.missing)]
    html = _told([*said[1:], *missing]) + (_table(head, rows) if rows else "")
    return Section("conditions", Words("Where it breaks", "어디서 무너지나"), said[0], html=html)


def _coalitions(moves: Sequence[Move]) -> Section | None:
    if not moves:
        return None
    said = coalition_findings(moves)
    head = (
        Words("State", "국가"), Words("Bloc", "진영"), Words("If it …", "만약"), Words("Gain in rating", "평점 변화"),
        Words("Gains in", "이득인 실행"), Words("May do so in", "그럴 수 있는 실행"),
    )  # fmt: skip
    rows = (
        [
            escape(m.state),
            escape(m.camp),
            MOVES[m.move].html(),
            _plus(m.gain, m.half),
            _percent(m.gains),
            _percent(m.members),
        ]
        for m in moves
    )
    return Section("coalitions", Words("Blocs", "진영"), said[0], html=_told(said[1:]) + _table(head, rows))


def _outcomes(found: Analysis, record: Record) -> Section:
    head = (
        Words("Outcome", "결과"), Words("Mean, 95% interval", "평균과 95% 구간"),
        *(say("{q}th percentile", "{q}백분위", q=f"{100 * q:.0f}") for q in QUANTILES),
        Words("Luck's share of the variance", "분산 중 운의 몫"), Words("Never", "일어나지 않음"),
    )  # fmt: skip
    rows = (
        [_outcome(found.table, s.outcome).html(), _plus(s.mean, s.half), *map(number, s.quantiles), _percent(s.luck),
         "–" if s.never is None else _percent(s.never)]
        for s in found.spreads
    )  # fmt: skip
    figures = tuple(_fan(found.table, s, record) for s in found.spreads if s.fan.size)
    widest = max(found.spreads, key=lambda s: s.luck)
    title = say(
        "{n}: {p} of the variance is luck, the rest what the factors do",
        "{n}: 분산의 {p}는 운이고 나머지는 요인이 만듭니다",
        n=_outcome(found.table, widest.outcome), p=_percent(widest.luck),
    )  # fmt: skip
    return Section("outcomes", Words("Outcomes", "결과"), title, figures=figures, html=_table(head, rows))


def _fan(table: Table, spread: Spread, record: Record) -> Figure:
    """Draw an outcome by turn; its quantiles stand where a sample of 101 would have them."""
    marks = [100 * q for q in QUANTILES]
    values = np.stack([np.interp(np.arange(101), marks, column) for column in spread.fan.T])
    name = _outcome(table, spread.outcome)
    return Figure(name, Words("Median, half and nine tenths of all runs", "중앙값, 실행의 절반과 90%"),
                  (charts.fan(record.dates(), values, "amount"),), height=14)  # fmt: skip


def _method(found: Analysis) -> Section:
    table = found.table
    spec, manifest = table.design.spec, table.manifest
    facts = (
        (Words("Design", "설계"), escape(str(manifest["source"]))),
        (Words("World", "세계"), escape(spec.world)),
        (Words("Sampling", "표본"), escape(spec.sampling.method)),
        (Words("Points × replications", "지점 × 반복"), f"{table.count:,} × {table.replications:,}"),
        (Words("Turns", "턴 수"), str(table.design.turns)),
        (Words("Seed", "시드"), str(spec.seed)),
        (Words("Uncertain constants", "불확실한 상수"), escape(spec.uncertainty)),
        (Words("Failed runs", "실패한 실행"), f"{table.failed:,}"),
        (Words("Version of the rules", "규칙의 판"), f"techrace {__version__}, {manifest['rules']}"),
    )
    html = '<dl class="facts">' + "".join(f"<div><dt>{k.html()}</dt><dd>{v}</dd></div>" for k, v in facts) + "</dl>"
    note = Words(
        "Intervals are of 95%: they say how much the means would move with other luck, not whether the model is right.",
        "구간은 95% 구간입니다. 운이 달랐을 때 평균이 얼마나 움직일지를 말하며, 모형이 옳은지는 말하지 않습니다.",
    )
    return Section("method", Words("How this was made", "어떻게 만들었나"), note, html=html)
