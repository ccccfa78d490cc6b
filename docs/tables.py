"""Write the tables of docs/claims.md, docs/backtest.md and docs/validation.md: play, and put the results between markers.

Run: python docs/tables.py (about five minutes on two cores). Pages then name the day, the version and the command, and
a test holds that a page says no other posterior or version than the one that is packaged.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

import techrace
from techrace.posterior import rows
from techrace.rules.turn import parameters

HERE = Path(__file__).parent
PROPER = ("dram-1976", "fabs-1990", "solar-2003", "mobile-2007", "big-fund-2014")
RIVALS = ("persistence", "trend", "logistic")
MARKED = re.compile(r"(<!-- table: (?P<name>[a-z-]+)[^>]*-->\n).*?(<!-- end -->)", re.DOTALL)


def posterior_mark() -> str:
    """Return the fingerprint of the calibrated ensemble that tables were made with."""
    return sha256((files("techrace") / "posterior.csv").read_bytes()).hexdigest()[:12]


def asked(*command: str) -> Any:
    """Run a command of techrace and return what it says."""
    said = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "techrace", *command, "--json"], check=True, capture_output=True, text=True
    )
    return json.loads(said.stdout)


def number(value: float | None, *, sign: bool = False) -> str:
    if value is None:
        return "–"
    size = abs(value)
    text = f"{size:.2f}" if 1 <= size < 10 or size >= 10 else f"{size:.3f}"
    return f"{'−' if value < 0 and float(text) else '+' if sign else ''}{text}"


def claims_table(data: Any) -> list[str]:
    run = data["run"]
    lines = [
        f"Seed {run['seed']}, {run['worlds']:,} worlds, parameters {run['uncertainty']}, everybody else on standing orders.", "",
        "| claim | outcome (expected sign) | control → treated | effect [95 %] | agree | verdict | what turns it round |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for claim in data["claims"]:
        for i, o in enumerate(claim["outcomes"]):
            where = ", ".join(f"`{k}` = {v:.3g}" for k, v in claim["flip"]["where"].items())
            turns = f"{claim['flip']['kind']} at {where}" if where else "none within bounds"
            agree = (
                "all"
                if o["monotone"]
                else "–"
                if o["agree"] is None or o["observational"]
                else f"{100 * o['agree']:.0f}%"
            )
            lines.append(
                f"| {'`' + claim['id'] + '`' if i == 0 else ''} | {o['expected']} {o['name']['en']} | {number(o['control'])} → {number(o['treated'])} | "
                f"{number(o['effect'], sign=True)} [{number(o['low'], sign=True)}, {number(o['high'], sign=True)}] | {agree} | {o['verdict']} | {turns if i == 0 else ''} |"
            )
    return lines


def summary(data: Any) -> list[str]:
    verdicts = [o["verdict"] for c in data["claims"] for o in c["outcomes"]]
    counted = ", ".join(f"{verdicts.count(v)} {v}" for v in sorted(set(verdicts), key=verdicts.count, reverse=True))
    failing = [
        c["id"] for c in data["claims"] if any(o["verdict"] in ("not", "too small", "depends") for o in c["outcomes"])
    ]
    return [
        f"{len(data['claims'])} claims with {len(verdicts)} outcomes: {counted}. Not wholly supported: {', '.join(f'`{x}`' for x in failing)}."
    ]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def backtest_table(data: Any) -> list[str]:
    lines = [
        f"2,000 games a case, seed {data['run']['seed']}, {data['run']['uncertainty']} parameters. Ranked probability score in points "
        "(smaller is better) on points after the training window, in brackets the share of points inside the 90 % interval.", "",
        "| case | points | model | neutral | persistence | trend | S-curve | loses to |", "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for case in data["cases"]:
        best = min(case["crps"][m] for m in ("model", *RIVALS))
        cells = []
        for m in ("model", "neutral", *RIVALS):
            score = f"{100 * case['crps'][m]:.1f}"
            cells.append(
                f"{'**' + score + '**' if case['crps'][m] == best and m != 'neutral' else score} ({100 * case['coverage'][m]:.0f} %)"
            )
        lines.append(
            f"| {case['id']} | {len(case['points'])} | {' | '.join(cells)} | {', '.join(case['loses_to']) or 'nobody'} |"
        )
    return lines


def backtest_words(data: Any) -> list[str]:
    proper = [c for c in data["cases"] if c["id"] in PROPER]
    score = {m: 100 * mean([c["crps"][m] for c in proper]) for m in ("model", "neutral", "persistence")}
    points = [p["covered"]["model"] for c in data["cases"] for p in c["points"]]
    inside = [100 * c["coverage"]["model"] for c in data["cases"]]
    ahead = sum(c["crps"]["model"] < c["crps"]["persistence"] for c in proper)
    return [
        f"Over the five cases from history proper the mean is {score['model']:.1f} points, against {score['neutral']:.1f} with neutral "
        f"attributes and {score['persistence']:.1f} for persistence, which is beaten in {ahead} of {len(proper)}. All points together: "
        f"{100 * mean([float(x) for x in points]):.0f} % inside the 90 % interval; by case from {min(inside):.0f} to {max(inside):.0f} %, "
        f"{sum(x == 100 for x in inside)} of {len(inside)} at 100: too narrow in one place, wider than need be in others."
    ]


def declared_words(calibrated: Any, declared: Any) -> list[str]:
    """Say what calibration has brought: the same games with constants from their declared ranges."""
    found = {c["id"]: 100 * c["crps"]["model"] for c in declared["cases"]}
    means = [100 * mean([c["crps"]["model"] for c in d["cases"] if c["id"] in PROPER]) for d in (calibrated, declared)]
    verdict = "no worse" if means[1] <= means[0] else "worse"
    return [
        f"With constants from their declared ranges (`techrace backtest --uncertainty declared`) the mean over the five cases is "
        f"{means[1]:.1f} points, {verdict} than the {means[0]:.1f} of the calibrated ones: "
        f"{', '.join(f'{case} {found[case]:.1f}' for case in PROPER)}."
    ]


def posterior_table() -> list[str]:
    declared = {p.name: p for p in parameters()}
    lines = ["| parameter | declared | after history: median [90 %] |", "|---|---|---|"]
    for name, values in rows().items():
        p, (low, middle, high) = declared[name], np.quantile(values, [0.05, 0.5, 0.95])
        lines.append(f"| `{name}` | {p.default:g} [{p.low:g}, {p.high:g}] | {middle:.2f} [{low:.2f}, {high:.2f}] |")
    return lines


def levers_words(data: Any) -> list[str]:
    """Name the levers that move nothing, and those that leave no choice."""
    idle: dict[str, list[str]] = {}
    for entry in data["idle"]:
        idle.setdefault(entry["lever"], []).append(entry["seat"])
    seats = len({entry["seat"] for entry in data["levers"]})
    still = ", ".join(f"`{lever}` ({', '.join(whose)})" for lever, whose in sorted(idle.items()))
    best = "; ".join(
        f"`{row['lever']}` for {row['seat']}, {row['points']:+.1f} points of rating, in {100 * row['share']:.0f} % of worlds"
        for row in data["dominant"]
    )
    return [
        f"{len(data['levers'])} pairs of a lever and one of {seats} seats, 256 worlds each. Idle: {still or 'none'}. "
        f"Better than all others of its seat in nine worlds of ten: {best or 'none'}."
    ]


def marks_table(data: Any) -> list[str]:
    lines = ["| what a good model should show | found | wanted | |", "|---|---|---|---|"]
    for case in data["cases"]:
        for m in case["marks"]:
            share, (low, high) = m["of"] == "draws", m["between"]
            found = f"{100 * m['value']:.0f} % of games" if share else f"median {m['value']:.4g}"
            least, most = 100 * m["at_least"], 100 * m["at_most"]
            wanted = (
                f"{low:g} to {high:g}" if not share else f"at least {least:.0f} %" if least else f"at most {most:.0f} %"
            )
            lines.append(
                f"| {m['text']['en']}{' (' + m['variant'] + ')' if m['variant'] else ''} | {found} | {wanted} | {'reached' if m['met'] else '**missed**'} |"
            )
    return lines


def stamp(command: str) -> str:
    day = dt.datetime.now(dt.UTC).date()
    return f"`{command}`, {day:%-d %B %Y}, techrace {techrace.__version__}, posterior {posterior_mark()}."


def written(page: Path, tables: dict[str, list[str]]) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(
        MARKED.sub(lambda m: f"{m[1]}{chr(10).join(tables[m['name']])}\n{m[3]}" if m["name"] in tables else m[0], text),
        encoding="utf-8",
    )


def main() -> None:
    claims, history, levers = asked("claims"), asked("backtest"), asked("levers", "--strength")
    declared = asked("backtest", "--uncertainty", "declared")
    told_claims, told_history = stamp("techrace claims"), stamp("techrace backtest")
    tables = {
        "claims": [told_claims, *claims_table(claims)],
        "claims-summary": [told_claims, "", *summary(claims)],
        "backtest": [told_history, *backtest_table(history), "", *backtest_words(history)],
        "marks": marks_table(history),
        "backtest-summary": [told_history, "", *backtest_words(history)],
        "declared": declared_words(history, declared),
        "posterior": posterior_table(),
        "levers": [stamp("techrace levers --strength"), "", *levers_words(levers)],
    }
    for name in ("claims.md", "backtest.md", "validation.md"):
        written(HERE / name, tables)


if __name__ == "__main__":
    main()
