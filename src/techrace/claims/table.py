"""Show results: rows for a terminal, plain data for programs, a page that opens offline."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from techrace.claims.effect import DEPENDS, NOT, SMALL, SUPPORTED, Effect
from techrace.claims.experiment import Flip, Judged, Plan, Result
from techrace.claims.schema import Fact
from techrace.language import language as spoken
from techrace.world.schema import Text

WORDS: Mapping[str, Text] = {
    SUPPORTED: Text(en="supported", ko="지지"),
    NOT: Text(en="not", ko="반대"),
    DEPENDS: Text(en="depends", ko="조건부"),
    SMALL: Text(en="too small", ko="미미"),
    "title": Text(en="The essay's claims as experiments", ko="에세이의 주장을 실험으로"),
    "claim": Text(en="Claim and outcome", ko="주장과 결과"),
    "arms": Text(en="Control → treated", ko="대조 → 처치"),
    "effect": Text(en="Effect [95 %]", ko="효과 [95 %]"),
    "agree": Text(en="Worlds that agree", ko="같은 방향의 세계"),
    "verdict": Text(en="Verdict", ko="판정"),
    "flip": Text(en="What turns it round", ko="뒤집는 조건"),
    "none": Text(en="none within bounds", ko="범위 안에는 없음"),
    "flips": Text(en="flips at {where}", ko="{where}에서 뒤집힘"),
    "fades": Text(en="fades at {where}", ko="{where}에서 사라짐"),
    "holds": Text(en="holds at {where}", ko="{where}에서 성립"),
    "monotone": Text(en="all, by construction", ko="모두(모형 구조상)"),
    "falsified": Text(en="Falsified if", ko="반증 조건"),
    "facts": Text(en="The essay's own figures", ko="에세이가 든 수치"),
    "stated": Text(en="Stated", ko="서술"),
    "found": Text(en="Data", ko="자료"),
    "honest": Text(
        en="A right sign shows that the model can express a claim. It is no evidence that the claim is true: rules and "
        "numbers were chosen with these claims in mind. What informs is the size of effects relative to each other, "
        "the share of worlds that disagree, and what turns a result round.",
        ko="방향이 맞았다는 것은 모형이 그 주장을 표현할 수 있다는 뜻일 뿐, 주장이 옳다는 증거가 아니다. "
        "규칙과 수치는 이 주장을 염두에 두고 골랐다. "
        "정보가 되는 것은 효과들의 상대적 크기, 반대 방향인 세계의 비율, 그리고 결과를 뒤집는 조건이다.",
    ),
    "ensemble": Text(
        en="{worlds} worlds, each played both ways with the same luck; seed {seed}; parameters {uncertainty}.",
        ko="{worlds}개 세계를 같은 운으로 두 번씩; 시드 {seed}; 모수: {uncertainty}.",
    ),
}


def say(text: Text, language: str) -> str:
    """Return a text in a language, English where it is missing."""
    return (text.ko if language == "ko" else "") or text.en


def word(key: str, language: str, **values: object) -> str:
    """Return one of the words above."""
    return say(WORDS[key], language).format(**values)


def ensemble(plan: Plan, lang: str) -> str:
    """Say what was played: how many worlds, drawn from where."""
    drawn = spoken(lang)(f"drawn-{plan.uncertainty}")
    return word("ensemble", lang, worlds=plan.worlds, seed=plan.seed, uncertainty=drawn)


def number(value: float) -> str:
    """Write a number with three digits that mean something."""
    if not math.isfinite(value):
        return "–"
    size = abs(value)
    return (
        f"{value:.0f}"
        if size >= 1000
        else f"{value:.1f}"
        if size >= 100
        else f"{value:.2f}"
        if size >= 1
        else f"{value:.3f}"
    )


def signed(value: float) -> str:
    """Write a number with its sign."""
    return ("+" if value >= 0 else "−") + number(abs(value)) if math.isfinite(value) else "–"


def effect_of(effect: Effect) -> str:
    """Write an effect with its interval."""
    return f"{signed(effect.effect)} [{signed(effect.low)}, {signed(effect.high)}]"


def agree_of(effect: Effect, language: str) -> str:
    """Write the share of worlds with the sign of the effect."""
    if effect.monotone:
        return word("monotone", language)
    return "–" if math.isnan(effect.agree) else f"{effect.agree:.0%}"


def flip_of(flip: Flip, language: str) -> str:
    """Write what turns a result round."""
    if flip.kind == "none":
        return word("none", language)
    return word(flip.kind, language, where=", ".join(f"{name} = {value:.3g}" for name, value in flip.where.items()))


def rows(result: Result, language: str) -> list[tuple[str, ...]]:
    """Return a row for every outcome: name, arms, effect, worlds that agree, verdict."""
    return [
        (
            f"{j.outcome.expected} {say(j.outcome.name, language)}",
            f"{number(j.effect.control)} → {number(j.effect.treated)}",
            effect_of(j.effect),
            agree_of(j.effect, language),
            word(j.effect.verdict, language),
        )
        for j in result.outcomes
    ]


def value_of(fact: Fact) -> float:
    """Return what the data say: a ratio of two of the numbers."""
    tree = ast.parse(fact.figure, mode="eval").body
    operators: Mapping[type, Callable[[float, float], float]] = {ast.Div: operator.truediv, ast.Sub: operator.sub}
    match tree:
        case ast.BinOp(left=ast.Name(id=a), op=op, right=ast.Name(id=b)) if type(op) in operators:
            return operators[type(op)](fact.data[a], fact.data[b])
    message = f"fact {fact.id}: {fact.figure!r} is not 'a / b'"
    raise ValueError(message)


def as_data(results: Sequence[Result], facts: Sequence[Fact], plan: Plan) -> dict[str, Any]:
    """Return everything as plain data; numbers that do not exist are null."""

    def clean(value: float) -> float | None:
        return value if math.isfinite(value) else None

    def outcome(judged: Judged) -> dict[str, Any]:
        o, e = judged.outcome, judged.effect
        return {
            "id": o.id, "name": o.name.model_dump(), "turn": o.turn, "expected": o.expected, "smallest": o.smallest,
            "observational": o.observational, "control": clean(e.control), "treated": clean(e.treated),
            "effect": clean(e.effect),
            "low": clean(e.low), "high": clean(e.high), "agree": clean(e.agree), "moved": clean(e.moved),
            "monotone": e.monotone, "verdict": e.verdict,
        }  # fmt: skip

    claims = [
        {
            "id": r.claim.id, "says": r.claim.says.model_dump(), "rule": r.claim.rule, "verdict": r.verdict,
            "falsified": r.claim.falsified.model_dump(), "outcomes": [outcome(j) for j in r.outcomes],
            "flip": {"kind": r.flip.kind, "where": dict(r.flip.where), "effect": clean(r.flip.effect)},
        }
        for r in results
    ]  # fmt: skip
    checked = [
        {
            "id": f.id,
            "says": f.says.model_dump(),
            "stated": f.stated,
            "found": round(value_of(f), 3),
            "source": f.source,
        }
        for f in facts
    ]
    run = {"worlds": plan.worlds, "seed": plan.seed, "uncertainty": plan.uncertainty, "turns": plan.turns}
    return {"run": run, "claims": claims, "facts": checked}


# ---------------------------------------------------------------- a page

_STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1d2430, #e8ebf0); --quiet: light-dark(#5d6675, #9aa4b2);
  --line: light-dark(#dfe3e9, #333b47); --paper: light-dark(#ffffff, #14181f); --band: light-dark(#edf0f4, #232a35);
  --supported: light-dark(#17735a, #5cc8a6); --not: light-dark(#a8343a, #f0888c);
  --depends: light-dark(#8a5a00, #e0b050); }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.05rem; margin: 0; } .quiet { color: var(--quiet); }
section { border-top: 1px solid var(--line); padding: 1rem 0; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
td, th { padding: .25rem .6rem .25rem 0; text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 500; }
td.n { white-space: nowrap; } td.ink { color: var(--ink); } .v { font-weight: 600; white-space: nowrap; }
.supported { color: var(--supported); } .not { color: var(--not); } .depends, .too { color: var(--depends); }
svg { display: block; } svg .zero { stroke: var(--quiet); } svg .band { fill: var(--band); }
svg .bar { stroke: currentColor; stroke-width: 2; }
svg circle { fill: currentColor; }
"""


def picture(judged: Judged) -> str:
    """Draw an effect and its interval; the shaded band is smaller than what is of interest."""
    e, smallest = judged.effect, judged.outcome.smallest
    if not all(map(math.isfinite, (e.effect, e.low, e.high))):
        return ""
    most = 1.15 * max(abs(e.low), abs(e.high), abs(e.effect), smallest, 1e-9)
    x = [round(80 + 76 * value / most, 1) for value in (-smallest, smallest, e.low, e.high, e.effect)]
    return (
        f'<svg width="160" height="18" role="img" aria-label="{escape(effect_of(e))}">'
        f'<rect class="band" x="{x[0]}" y="1" width="{x[1] - x[0]:.1f}" height="16"/>'
        f'<line class="zero" x1="80" x2="80" y1="0" y2="18"/><line class="bar" x1="{x[2]}" x2="{x[3]}" y1="9" y2="9"/>'
        f'<circle cx="{x[4]}" cy="9" r="3.5"/></svg>'
    )


def _verdict(said: str, language: str) -> str:
    return f'<span class="v {said.partition(" ")[0]}">{escape(word(said, language))}</span>'


def _line(judged: Judged, language: str) -> str:
    outcome, e = judged.outcome, judged.effect
    cells = (
        f"<td class=ink>{outcome.expected} {escape(say(outcome.name, language))}</td>",
        f'<td class="n ink">{number(e.control)} → {number(e.treated)}</td>',
        f'<td class="n">{picture(judged)}<span class="quiet">{escape(effect_of(e))}</span></td>',
        f'<td class="n ink">{escape(agree_of(e, language))}</td>',
        f"<td>{_verdict(e.verdict, language)}</td>",
    )
    return f'<tr class="{e.verdict.partition(" ")[0]}">{"".join(cells)}</tr>'


def _facts(facts: Sequence[Fact], language: str) -> str:
    rows = "".join(
        f'<tr><td>{escape(say(f.says, language))}</td><td class="n">{number(f.stated)}</td>'
        f'<td class="n">{number(value_of(f))}</td>'
        f'<td>{escape(say(f.verdict, language))} <span class="quiet">{escape(f.source)}</span></td></tr>'
        for f in facts
    )
    heads = "".join(f"<th>{escape(word(key, language))}</th>" for key in ("stated", "found"))
    return (
        f'<section><h2>{escape(word("facts", language))}</h2><div class="scroll"><table>'
        f"<thead><tr><th></th>{heads}<th></th></tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def page(results: Sequence[Result], facts: Sequence[Fact], plan: Plan, language: str) -> str:
    """Return a self-contained page of the results."""
    head = "".join(f"<th>{escape(word(key, language))}</th>" for key in ("claim", "arms", "effect", "agree", "verdict"))
    parts = []
    for r in results:
        lines = "".join(_line(j, language) for j in r.outcomes)
        note = f'<p class="quiet">{escape(say(r.claim.note, language))}</p>' if r.claim.note else ""
        parts.append(
            f'<section id="{r.claim.id}"><h2>{escape(say(r.claim.says, language))} {_verdict(r.verdict, language)}</h2>'
            f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'
            f'<p class="quiet">{escape(word("flip", language))}: {escape(flip_of(r.flip, language))}. '
            f"{escape(word('falsified', language))}: {escape(say(r.claim.falsified, language))}</p>{note}</section>"
        )
    table = _facts(facts, language) if facts else ""
    title = escape(word("title", language))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style>'
        f'<h1>{title}</h1><p class="quiet">{escape(word("honest", language))}</p>'
        f'<p class="quiet">{escape(ensemble(plan, language))}</p>{"".join(parts)}{table}</html>'
    )
