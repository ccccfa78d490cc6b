"""What a tournament says, in sentences and on one page: each with how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import numpy as np

from techrace import __version__
from techrace.arrays import Array
from techrace.record import Record
from techrace.report.page import page as page_of
from techrace.report.parts import Figure, Panel, Row, Section
from techrace.report.words import Words, of, same, say
from techrace.tournament.analysis import Analysis, Deviation, Mean, Stable
from techrace.tournament.dynamics import Mixture
from techrace.tournament.play import Result

LEAST_SHARE = 0.01  # below which a share of a mixture is not mentioned
COLOURS = 6


def _plus(mean: Mean) -> str:
    return f"{mean.value:.1f} ± {mean.half:.1f}".replace("-", "−")


def _short(policy: str) -> str:
    return policy.rpartition(".")[2]


def _state(result: Result, seat: str) -> Words:
    return of(result.recipe.world.states[seat].name)


def _profile(result: Result, chosen: dict[str, str]) -> Words:
    parts = [(_state(result, seat), _short(policy)) for seat, policy in chosen.items()]
    return Words(", ".join(f"{who.en} {p}" for who, p in parts), ", ".join(f"{who.ko} {p}" for who, p in parts))


# ---------------------------------------------------------------- findings in words


def best_findings(result: Result, found: Analysis) -> Iterator[Words]:
    """Say which choice does best on average, and whether it can be told."""
    for seat in result.field.seats:
        own = sorted((s for s in found.standings if s.seat == seat), key=lambda s: -s.mean.value)
        if len(own) < 2:
            continue
        first, second = own[0], own[1]
        apart = _paired(result, seat, first.policy, second.policy)
        if apart.sure:
            yield say(
                "{who} does best with {a}: {gain} rating points ahead of {b}, over all that the others may play.",
                "{who:은/는} {a:이/가} 가장 낫습니다. 다른 나라의 모든 선택에 걸쳐 {b:을/를} 평점 {gain}점 앞섭니다.",
                who=_state(result, seat), a=first.policy, b=second.policy, gain=_plus(apart),
            )  # fmt: skip
        else:
            yield say(
                "{who}: not enough games to rank {a} and {b} ({gain}).",
                "{who}: {a:과/와} {b}의 순위를 가리기에는 게임이 모자랍니다({gain}).",
                who=_state(result, seat), a=first.policy, b=second.policy, gain=_plus(apart),
            )  # fmt: skip


def _paired(result: Result, seat: str, a: str, b: str) -> Mean:
    """Return by how much one choice is ahead of another in the same games."""
    from techrace.tournament.analysis import mean_of

    column = result.field.seats.index(seat)
    names, pay = result.field.choices[column], result.payoffs()[:, column]
    one, other = (pay[result.field.profiles[:, column] == names.index(x)].mean(axis=0) for x in (a, b))
    return mean_of(one - other)


def dominance_findings(result: Result, found: Analysis) -> Iterator[Words]:
    """Say what is dominated."""
    for d in found.dominated:
        values: dict[str, Words | str] = {"who": _state(result, d.seat), "a": d.policy, "b": d.by}
        if d.kind == "weak":
            yield say(
                "{who}: {b} is surely better than {a} somewhere, and surely worse nowhere.",
                "{who}: {b:은/는} {a}보다 어딘가에서 분명히 낫고, 분명히 못한 곳은 없습니다.", **values,
            )  # fmt: skip
        elif d.level == 1:
            yield say(
                "{who}: {b} beats {a} whatever the others play.",
                "{who}: 다른 나라가 무엇을 하든 {b:이/가} {a:을/를} 이깁니다.", **values,
            )  # fmt: skip
        else:
            yield say(
                "{who}: {b} beats {a} once nobody plays what is beaten anyway.",
                "{who}: 이미 지는 선택을 모두가 버리고 나면 {b:이/가} {a:을/를} 이깁니다.", **values,
            )  # fmt: skip


def stability_findings(result: Result, found: Analysis) -> Iterator[Words]:
    """Say which combination is stable."""
    if not found.stable:
        return
    if not found.equilibria:
        one = found.stable[0]
        yield say(
            "No combination is stable. The nearest is {p}, where {who} would gain {gain} by {to}.",
            "안정된 조합이 없습니다. 가장 가까운 것은 {p}이며, {who:은/는} {to:으로/로} 바꾸면 {gain}점을 얻습니다.",
            p=_profile(result, one.profile), who=_state(result, one.tempted), gain=_plus(one.gain), to=one.to,
        )  # fmt: skip
        return
    for one in found.stable[: min(found.equilibria, 3)]:
        text = (
            ("{p} is an equilibrium: nobody gains by changing alone.",
             "{p}: 균형입니다. 혼자 바꾸어 이득을 볼 나라가 없습니다.")
            if one.sure
            else ("{p} seems an equilibrium, but not enough games to be sure: {who} by {to} {gain}.",
                  "{p}: 균형으로 보이지만 확신하기에는 게임이 모자랍니다. {who}, {to} {gain}.")
        )  # fmt: skip
        yield say(
            *text, p=_profile(result, one.profile), who=_state(result, one.tempted), to=one.to, gain=_plus(one.gain)
        )
    if found.equilibria > 3:
        yield say("There are {n} equilibria in all.", "균형은 모두 {n}개입니다.", n=str(found.equilibria))


def coalition_findings(result: Result, found: Analysis) -> Iterator[Words]:
    """Say which coalitions would leave what is stable."""
    if not found.stable:
        return
    for d in sorted(found.deviations, key=lambda d: -min(g.value for g in d.gains.values()))[:3]:
        names = [_state(result, m) for m in d.members]
        who = Words(" and ".join(n.en for n in names), "·".join(n.ko for n in names))
        yield say(
            "Where it stands at {p}, {who} would {sure} gain by moving together to {to} ({gain}).",
            "지금 {p}일 때, {who:이/가} 함께 {to:으로/로} 옮기면 {sure} 이득입니다({gain}).",
            p=_profile(result, d.profile), who=who, to=_profile(result, d.to),
            gain=", ".join(_plus(g) for g in d.gains.values()),
            sure=Words("surely", "분명히") if d.sure else Words("perhaps", "아마"),
        )  # fmt: skip
    if not found.deviations:
        yield Words(
            "No coalition would leave the most stable combinations together.",
            "가장 안정된 조합에서 함께 벗어날 연합은 없습니다.",
        )


def sentences(result: Result, found: Analysis) -> list[Words]:
    """Say everything that was found."""
    said = [*best_findings(result, found), *dominance_findings(result, found), *stability_findings(result, found)]
    said += coalition_findings(result, found)
    if not result.field.whole:
        said.append(Words(
            "This is a sample of the combinations: only averages can be told. Equilibria need every combination.",
            "조합의 표본이므로 평균만 말할 수 있습니다. 균형을 보려면 모든 조합이 필요합니다.",
        ))  # fmt: skip
    return said


# ---------------------------------------------------------------- the page


def page(result: Result, found: Analysis, lang: str = "en") -> str:
    """Write the page of a tournament."""
    recipe = result.recipe
    setting = recipe.setting()
    empty = np.zeros((recipe.turns + 1, 0, 0, 0))
    record = Record(setting, {}, recipe.seed, np.arange(2), {}, empty, setting.start, uncertainty=recipe.uncertainty)
    makers = (
        _standings(result, found), _dominance(result, found), _stable(result, found), _mixed(result, found),
        _coalitions(result, found), _method(result),
    )  # fmt: skip
    title = Words("Doctrines against doctrines", "독트린 대 독트린")
    lead = say(
        "{p} combinations, each in the same {n} games of {t} turns. 50 is what a seat does by default; intervals "
        "are of 95% and speak of luck, not of whether the model is right.",
        "조합 {p}개를 같은 게임 {n}판({t}턴)으로 겨루었습니다. 50은 기본 정책의 성적이며, 95% 구간은 운에 대한 "
        "것이지 모형이 옳은지에 대한 것이 아닙니다.",
        p=f"{len(result.ratings):,}", n=f"{result.ratings.shape[-1]:,}", t=str(recipe.turns),
    )  # fmt: skip
    return page_of(record, [s for s in makers if s], lang, headline=title, lead=lead)


def _table(head: Sequence[Words], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th scope='col'>{h.html()}</th>" for h in head)
    body = "".join(f"<tr><th scope='row'>{row[0]}</th>{''.join(f'<td>{c}</td>' for c in row[1:])}</tr>" for row in rows)
    return f"<div class='scroll' tabindex='0'><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"


def _told(words: Sequence[Words]) -> str:
    return "".join(f"<p>{w.html()}</p>" for w in words)


STATE, POLICY = Words("State", "국가"), Words("Policy", "정책")


def _standings(result: Result, found: Analysis) -> Section:
    said = list(best_findings(result, found)) or [Words("How every choice does", "선택마다의 성적")]
    head = (STATE, POLICY, Words("Mean rating, 95% interval", "평균 평점과 95% 구간"),
            Words("Best reply to", "최선 대응인 비율"))  # fmt: skip
    rows = [
        [_state(result, s.seat).html(), escape(s.policy), _plus(s.mean),
         "–" if np.isnan(s.best_reply) else f"{100 * s.best_reply:.0f}%"]
        for s in found.standings
    ]  # fmt: skip
    note = Words(
        "“Best reply to” is the share of the others’ combinations against which nothing does better.",
        "‘최선 대응인 비율’은 다른 나라의 조합 가운데 이보다 나은 선택이 없는 것의 비율입니다.",
    )
    return Section("standings", Words("Standings", "성적"), said[0], html=_told([*said[1:], note]) + _table(head, rows))


def _dominance(result: Result, found: Analysis) -> Section | None:
    said = list(dominance_findings(result, found))
    if not said:
        return None
    head = (
        STATE, POLICY, Words("Beaten by", "이기는 정책"), Words("How", "방식"), Words("Round", "차례"),
        Words("Gain where it is least", "가장 작은 이득"),
    )  # fmt: skip
    kinds = {
        "strict": Words("everywhere", "어디서나"),
        "weak": Words("somewhere, nowhere worse", "어딘가에서, 못한 곳 없이"),
    }
    rows = [
        [_state(result, d.seat).html(), escape(d.policy), escape(d.by), kinds[d.kind].html(), str(d.level),
         _plus(d.least)]
        for d in found.dominated
    ]  # fmt: skip
    return Section("dominated", Words("Dominated", "지배"), said[0], html=_told(said[1:]) + _table(head, rows))


def _stable(result: Result, found: Analysis) -> Section | None:
    said = list(stability_findings(result, found))
    if not said:
        return None
    head = (
        *(_state(result, s) for s in result.field.seats), Words("Ratings", "평점"),
        Words("Most tempted", "가장 흔들리는 쪽"),
        Words("Gain by changing alone", "혼자 바꾸는 이득"), Words("Equilibrium", "균형"), Words("α-rank", "α-순위"),
    )  # fmt: skip
    html = _told(said[1:]) + _table(head, [_stable_row(result, one) for one in found.stable])
    return Section("stable", Words("Stability", "안정"), said[0], html=html)


def _stable_row(result: Result, one: Stable) -> list[str]:
    verdict = Words("no", "아님")
    if one.equilibrium:
        verdict = Words("surely", "분명함") if one.sure else Words("seems so", "그렇게 보임")
    return [
        *(escape(_short(p)) for p in one.profile.values()), " · ".join(f"{r:.0f}" for r in one.ratings.values()),
        f"{_state(result, one.tempted).html()} → {escape(_short(one.to))}", _plus(one.gain), verdict.html(),
        "–" if one.weight is None else f"{100 * one.weight:.0f}%",
    ]  # fmt: skip


def _mixed(result: Result, found: Analysis) -> Section | None:
    if not found.mixtures:
        return None
    last = found.mixtures[-1]
    title = say(
        "Where success is imitated, nobody is tempted by more than {r} rating points",
        "성공을 모방하면, 누구도 평점 {r}점 넘게 흔들리지 않습니다", r=f"{last.regret:.1f}",
    )  # fmt: skip
    head = (
        Words("Kind", "종류"),
        *(_state(result, s) for s in result.field.seats),
        Words("Most tempted by", "최대 유혹"),
    )
    rows = [_mixture_row(result, m) for m in found.mixtures]
    figures = tuple(
        Figure(_state(result, seat),
               Words("Share of every doctrine as success is imitated", "성공을 모방할 때 독트린별 비율"),
               (_shares(result.field.choices[i], path),), height=14)
        for i, (seat, path) in enumerate(zip(result.field.seats, found.path, strict=True))
    )  # fmt: skip
    return Section("mixed", Words("Mixtures", "혼합"), title, figures=figures, html=_table(head, rows))


def _mixture_row(result: Result, m: Mixture) -> list[str]:
    kinds = {"equilibrium": Words("equilibrium", "균형"), "replicator": Words("replicator dynamics", "복제자 동학")}
    cells = [
        ", ".join(f"{escape(_short(c))} {100 * x:.0f}%" for c, x in zip(names, shares, strict=True) if x >= LEAST_SHARE)
        for names, shares in zip(result.field.choices, m.shares, strict=True)
    ]
    return [kinds[m.kind].html(), *cells, f"{m.regret:.1f}"]


def _shares(names: Sequence[str], path: Array) -> Panel:
    """Draw shares over the steps of the dynamics."""
    steps = [same(f"{100 * i / (len(path) - 1):.0f}%") for i in range(len(path))]
    colours = [f"seat{i % COLOURS + 1}" for i in range(len(names))]
    option = {
        "grid": {"left": 48, "right": 96, "top": 12, "bottom": 24},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": list(steps), "axisTick": {"show": False},
                  "axisLabel": {"color": "@ink2", "fontSize": 13, "interval": (len(path) - 1) // 4 - 1},  # quarters
                  "boundaryGap": False},
        "yAxis": {"type": "value", "min": 0, "max": 1, "interval": 0.5,
                  "axisLabel": {"formatter": "@format:share", "color": "@ink2", "fontSize": 13},
                  "splitLine": {"lineStyle": {"color": "@rule"}}},
        "series": [
            {"type": "line", "name": _short(name), "data": [round(float(x), 4) for x in path[:, i]], "symbol": "none",
             "silent": True, "lineStyle": {"color": f"@{colour}", "width": 2.5},
             "itemStyle": {"color": f"@{colour}"},
             "endLabel": {"show": bool(path[-1, i] >= 0.05), "formatter": _short(name), "color": "@ink",
                          "fontSize": 13}}
            for i, (name, colour) in enumerate(zip(names, colours, strict=True))
        ],
    }  # fmt: skip
    rows = tuple(
        Row(same(n), [round(float(x), 4) for x in path[:, i]], c)
        for i, (n, c) in enumerate(zip(names, colours, strict=True))
    )
    return Panel(option, rows, "share", x=tuple(steps))


def _coalitions(result: Result, found: Analysis) -> Section | None:
    said = list(coalition_findings(result, found))
    if not said:
        return None
    head = (Words("From", "출발"), Words("Who together", "함께"), Words("To", "도착"), Words("Gains", "이득"),
            Words("Surely", "분명한가"))  # fmt: skip
    rows = [_deviation_row(result, d) for d in found.deviations]
    html = _told(said[1:]) + (_table(head, rows) if rows else "")
    return Section("coalitions", Words("Coalitions", "연합"), said[0], html=html)


def _deviation_row(result: Result, d: Deviation) -> list[str]:
    sure = Words("yes", "예") if d.sure else Words("not sure", "불확실")
    return [
        _profile(result, d.profile).html(), ", ".join(_state(result, m).html() for m in d.members),
        _profile(result, d.to).html(),
        ", ".join(_plus(g) for g in d.gains.values()), sure.html(),
    ]  # fmt: skip


def _method(result: Result) -> Section:
    recipe, who = result.recipe, result.field
    others = {s: p for s, p in recipe.policies.items() if s not in who.seats}
    facts = (
        (Words("World", "세계"), escape(recipe.world.id)),
        (Words("Combinations", "조합"), f"{len(who.profiles):,}"),
        (Words("Games of each", "조합마다 게임"), f"{result.ratings.shape[-1]:,}"),
        (Words("Turns", "턴 수"), str(recipe.turns)),
        (Words("Seed", "시드"), str(recipe.seed)),
        (Words("Uncertain constants", "불확실한 상수"), escape(recipe.uncertainty)),
        (Words("All other seats", "나머지 나라"), _profile(result, others).html() or "–"),
        (Words("Made by", "만든 곳"), f"techrace {__version__}"),
    )
    html = '<dl class="facts">' + "".join(f"<div><dt>{k.html()}</dt><dd>{v}</dd></div>" for k, v in facts) + "</dl>"
    note = Words("Every combination meets the same luck, and every comparison is paired",
                 "모든 조합이 같은 운을 만나며, 모든 비교는 짝을 지은 것입니다")  # fmt: skip
    return Section("method", Words("How this was made", "어떻게 만들었나"), note, html=html)
