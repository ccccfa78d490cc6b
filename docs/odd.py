"""Write docs/ODD.md: the ODD protocol of techrace (Grimm et al. 2020).

What the code knows (state variables, order of play, submodels, parameters, levers) is read from the code, so that the
page cannot go stale; a test compares the two. Run: python docs/odd.py
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from techrace.orders import levers
from techrace.parameters import declared
from techrace.rules import renewal, turn
from techrace.rules.constants import Constants
from techrace.state import quantities

PAGE = Path(__file__).with_name("ODD.md")

PURPOSE = """
# techrace: ODD protocol

Overview, Design concepts, Details, after Grimm et al. (2020), *The ODD Protocol for Describing Agent-Based and Other
Simulation Models: A Second Update*. Tables and submodels on this page are generated from the code by `python docs/odd.py`.

## 1 Purpose and patterns

**Purpose.** To let classes, policy workshops and analysts play and examine the technology race between states: to explore
which policies hold up under what is not known, and to test the mechanisms of an essay on the DeepSeek shock. It is a model
for exploration and explanation, not for prediction: results read "in x % of plausible worlds".

**Patterns** by which it is judged: the essay's claims as paired experiments (docs/claims.md); historical cases that the same
rules must play (docs/backtest.md): the fall and rise of memory makers 1976-2001, the move of fabs 1990-2021, the phone
platforms 2007-2014, solar cells 2000-2022, China's chip fund 2014-2024.

## 2 Entities, state variables, and scales

**Agents** are states (2 to 12), which decide; **regions** (0 to 20) are markets that states court. Both are rows of arrays; the
Mesa face (`techrace.mesa`) shows them as agents. Further entities: technology layers (chokepoints), sectors, ecosystems, camps
with their blocs, waves, and an event deck. What they are called and what they start with is a *world file*.

**Scales.** A turn is half a year (a world may say otherwise); twenty years are forty turns. Space is markets, not a map.

All state variables, with the axes of the array (the last axis, worlds, is understood):
""".strip()

CONCEPTS = """
## 4 Design concepts

**Basic principles.** One rule of renewal and choice moves shares of layers, factories and ecosystems. Chokepoints follow the
O-ring idea; bypass is induced innovation; the bubble is a global game with public signals; domestic politics is a two-level game.
Each submodel below names its sources and what would falsify it.

**Emergence.** Leadership by stage, the land-grab over regions, bypass, runs, blocs and the timing of shocks emerge from orders
and rules. No outcome is scripted; events of the deck are exogenous hazards.

**Adaptation and objectives.** States follow a policy: a doctrine in YAML, a program, a search, or a person. Five goals with
weights from the world file rate a state against its own par (`scoring.py`); doctrines react to observables, they do not optimise.

**Learning.** Know-how accumulates by research and practice; funds learn to waste less; doctrines do not learn.

**Prediction.** Markets hold beliefs about who will keep a platform's rents; doctrines read trends (`change(...)`).

**Sensing.** A state knows its own facts exactly and public facts of others; technology, unrest and waste of others through an
error that drifts slowly (`view.py`); gifts, parameters and hazards are hidden from all.

**Interaction.** Direct: controls, tariffs, sanctions, pressure, pacts, blocs, payments, offers. Indirect: markets, imitation,
capital flows, tension.

**Stochasticity.** Gifts (drawn once), passing luck in progress and buyers' choice, bypass, champions, elections, runs, shocks,
general AI, the event deck. Every draw is a hash of seed, world, turn, rule and names, so that treatments share their luck.

**Collectives.** Camps and their blocs.

**Observation.** Headline quantities turn by turn; ratings; dated turning points with the rules that caused them.

## 5 Initialization

From a world file: each value has a source and a confidence (`techrace list worlds`, docs/data/). Derived quantities of the start
(effort, denial, access, derived revenue, beliefs) are settled from the standing orders before the first turn, so that nothing
moves merely because play begins.

## 6 Input data

None during a run, except what a world file dates in advance: its timeline, waves and, in historical worlds, orders.
""".strip()


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def state_table() -> str:
    rows = ["| variable | axes | unit | range | meaning | known to |", "|---|---|---|---|---|---|"]
    who = {"public": "all", "noisy": "owner; others with error", "private": "owner", "hidden": "nobody"}
    for q in quantities():
        axes = " × ".join(q.axes) or "world"
        rows.append(
            f"| `{q.name}` | {axes} | {cell(q.unit)} | {q.low:g} to {q.high:g} | {cell(q.meaning)} | {who[q.secret]} |"
        )
    return "\n".join(rows)


def order_of_play() -> str:
    source = Path(turn.__file__).read_text(encoding="utf-8")
    body = source[source.index("ORDER:") : source.index("CONSTANTS_OF")]
    lines = re.findall(r"^    (\w+),  # (.*)$", body, re.MULTILINE)
    return "\n".join(f"{i}. `{name}`: {comment}" for i, (name, comment) in enumerate(lines, 1))


def submodel(module: object) -> str:
    name = turn.name_of(module)  # type: ignore[arg-type]
    first, _, rest = (module.__doc__ or "").partition("\n")
    parts = [f"### {name}", "", f"**{first.strip()}**", ""]
    sections = re.split(r"^(Claim|Equations|Source|Falsified if)$", rest, flags=re.MULTILINE)
    text = sections[0].strip()
    if text:
        parts += [text, ""]
    for title, content in zip(sections[1::2], sections[2::2], strict=True):
        body = textwrap.dedent(content).strip("\n")
        if title == "Equations":
            parts += ["*Equations*", "", "```text", body, "```", ""]
        else:
            parts += [f"*{title}.* {' '.join(body.split())}", ""]
    parameters = getattr(module, "Parameters", None)
    if parameters is not None:
        parts += ["| parameter | default | range | unit | meaning | source |", "|---|---|---|---|---|---|"]
        parts += [
            f"| `{p.name}` | {p.default:g} | {p.low:g} to {p.high:g} | {cell(p.unit)} | {cell(p.meaning)} | {cell(p.source)} |"
            for p in declared(name, parameters)
        ]
        parts.append("")
    return "\n".join(parts)


def lever_table() -> str:
    rows = [
        "| lever | tray | who | range | delay (turns) | what it does | the price |",
        "|---|---|---|---|---|---|---|",
    ]
    rows += [
        f"| `{x.name}` | {x.tray} | {x.who} | {x.low:g} to {x.high:g} | {x.delay} | {cell(x.meaning)} | {cell(x.downside)} |"
        for x in levers()
    ]
    return "\n".join(rows)


def constant_table() -> str:
    rows = ["| constant | value | unit | meaning | source |", "|---|---|---|---|---|"]
    rows += [
        f"| `{c.name.removeprefix('constants.')}` | {c.default:g} | {cell(c.unit)} | {cell(c.meaning)} | {cell(c.source)} |"
        for c in declared("constants", Constants)
    ]
    return "\n".join(rows)


def page() -> str:
    """Return the whole page."""
    submodels = "\n".join(submodel(rule) for rule in turn.CONSTANTS_OF)
    blocks = [
        PURPOSE,
        state_table(),
        "## 3 Process overview and scheduling\n\nSealed orders of all states are made feasible. Then one rule after the other changes "
        "the state; each reads the state as the one before left it:",
        order_of_play(),
        CONCEPTS,
        "## 7 Submodels",
        submodels,
        f"### {renewal.__name__.rpartition('.')[2]} is shared by layers, geography and ecosystems; the levers are",
        lever_table(),
        "### Fixed constants\n\nNo experiment turns on these; all are judgement unless a source is given.",
        constant_table(),
    ]
    return "\n\n".join(block.strip() for block in blocks) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
