"""One HTML file that opens offline: the sections of a record, both languages, both themes."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from techrace import __version__
from techrace.record import Record
from techrace.report.markup import folded
from techrace.report.names import SHAPES
from techrace.report.parts import Figure, Panel, Section, SectionMaker
from techrace.report.samples import when
from techrace.report.sections import (
    blocs,
    capital,
    explained,
    inputs,
    layers,
    markets,
    method,
    politics,
    race,
    scores,
    turning,
)
from techrace.report.words import Words, of
from techrace.scoring import Par

SECTIONS: tuple[SectionMaker, ...] = (
    turning.section,  # what happened, if a story is told
    race.section,  # who is ahead on each stage
    markets.section,  # who runs on whose technology
    layers.section,  # who holds the chokepoints
    explained.section,  # why the largest of these changes came about
    capital.section,  # where the money believes, and when it ran
    blocs.section,  # who stands with whom
    politics.section,  # what it does at home
    scores.section,  # who got what it wanted
    method.section,  # how the run was made
    inputs.section,  # what it started from
)
APPENDIX = {"method", "inputs"}  # they hold no finding about the race


def sections_of(record: Record, makers: Iterable[SectionMaker] = SECTIONS, par: Par | None = None) -> list[Section]:
    """Make all sections that have something to say."""
    made = (partial(scores.section, par=par)(record) if m is scores.section else m(record) for m in makers)
    return [section for section in made if section is not None]


def page(
    record: Record,
    sections: Sequence[Section],
    lang: str = "en",
    *,
    headline: Words | None = None,
    lead: Words | None = None,
) -> str:
    """Write a whole page; nothing in it asks the network for anything."""
    world = record.setting.world
    title = of(world.title)
    scripts = [_resource("vendor/echarts.min.js"), _resource("page.js")]
    data = _Data(record)
    body = [_section(section, data) for section in sections]
    values = {
        "lang": lang,
        "policy": _policy(scripts),
        "title": escape(title.ko if lang == "ko" else title.en),
        "style": _resource("page.css") + _theme_shapes(),
        "world": title.html(),
        "summary": of(world.summary).html(),
        "controls": _controls(lang),
        "skip": Words("Skip to the findings", "본문으로").html(),
        "headline": (headline or Words("What happened", "무슨 일이 있었나")).html(),
        "lead": (lead or method.meaning(record)).html(),
        "contents": _contents(sections),
        "body": "".join(body),
        "noscript": Words(
            "Charts and tables need JavaScript, which runs inside this file alone.",
            "도표와 표를 보려면 자바스크립트가 필요하며, 이 파일 안에서만 실행됩니다.",
        ).html(),
        "foot": Words(
            f"Made by techrace {__version__}. Charts by Apache ECharts 6.1.0 (Apache-2.0), part of this file.",
            f"techrace {__version__}로 만들었습니다. 도표: Apache ECharts 6.1.0(Apache-2.0), 이 파일에 들어 있음.",
        ).html(),
        "patterns": _resource("patterns.svg"),
        "data": data.json({"title": title, "sections": {s.id: s.data for s in sections if s.data}}),
        "echarts": scripts[0],
        "script": scripts[1],
    }
    return Template(_resource("page.html")).substitute(values)


def _resource(name: str) -> str:
    return files("techrace.report").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(scripts: Iterable[str]) -> str:
    """Allow the page's own scripts by their fingerprints, and no request at all."""
    prints = " ".join(f"'sha256-{base64.b64encode(sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {prints}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _theme_shapes() -> str:
    """Fill the shapes of the seats in their colours."""
    return "".join(f".seat{i + 1}{{fill:var(--seat{i + 1})}}" for i in range(len(SHAPES)))


@dataclass
class _Data:
    """The panels of a page, collected while its sections are written."""

    record: Record

    def __post_init__(self) -> None:
        self.panels: list[Panel] = []

    def add(self, panel: Panel) -> int:
        self.panels.append(panel)
        return len(self.panels) - 1

    def json(self, more: dict[str, Any]) -> str:
        """Write all data of the page so that no text in it can end the script element."""
        turns = [when(self.record, t) for t in range(self.record.turns + 1)]
        panels = [
            {
                "option": p.option,
                "kind": p.kind,
                "x": list(p.x) or "turns",
                "rows": [{"name": r.name, "colour": r.colour, "values": list(r.values)} for r in p.rows],
            }
            for p in self.panels
        ]
        text = json.dumps(
            {"panels": panels, "turns": turns, **more}, default=_plain, ensure_ascii=False, separators=(",", ":"),
            allow_nan=False,
        )  # fmt: skip
        return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _plain(value: object) -> Any:
    if isinstance(value, Words):
        return {"en": value.en, "ko": value.ko}
    message = f"a report holds no {type(value).__name__}"
    raise TypeError(message)


def _controls(lang: str) -> str:
    """Write the switches of language and theme."""
    languages = "".join(
        _button("lang", code, text, pressed=code == lang, attributes=f' lang="{code}"')
        for code, text in (("en", "English"), ("ko", "한국어"))
    )
    themes = "".join(
        _button("theme", code, text.html(), pressed=code == "auto")
        for code, text in (
            ("auto", Words("Auto", "자동")), ("light", Words("Light", "밝게")), ("dark", Words("Dark", "어둡게")),
        )
    )  # fmt: skip
    language, theme = Words("Language", "언어"), Words("Theme", "화면")
    return (
        f'<div role="group" {language.attributes("aria-label", lang)}>{languages}</div>'
        f'<div role="group" {theme.attributes("aria-label", lang)}>{themes}</div>'
    )


def _button(kind: str, code: str, text: str, *, pressed: bool, attributes: str = "") -> str:
    state = f'aria-pressed="{str(pressed).lower()}"'
    return f'<button type="button" data-{kind}="{code}" {state}{attributes}>{text}</button>'


def _contents(sections: Iterable[Section]) -> str:
    """List the findings, each a link to where it is shown."""
    items = "".join(
        f'<li><a href="#{s.id}"><span class="name">{s.name.html()}</span> '
        f'<span class="finding">{s.title.html()}</span></a></li>'
        for s in sections
        if s.id not in APPENDIX
    )
    rest = "".join(f'<li><a href="#{s.id}">{s.name.html()}</a></li>' for s in sections if s.id in APPENDIX)
    return f'<ol class="findings">{items}</ol>' + (f'<ul class="rest">{rest}</ul>' if rest else "")


def _section(section: Section, data: _Data) -> str:
    lead = f'<p class="lead">{section.lead.html()}</p>' if section.lead else ""
    figures = "".join(_figure(f, f"{section.id}-{i}", data) for i, f in enumerate(section.figures))
    grid = f'<div class="grid">{figures}</div>' if figures else ""
    return (
        f'<section id="{section.id}" aria-labelledby="{section.id}-title"><p class="name">{section.name.html()}</p>'
        f'<h2 id="{section.id}-title">{section.title.html()}</h2>{lead}{grid}{section.html}</section>'
    )


def _figure(figure: Figure, ident: str, data: _Data) -> str:
    """Write a figure: finding, measure, legend, panels, and its numbers and source on demand."""
    key = "".join(f"<li>{k.mark}<span>{k.name.html()}</span></li>" for k in figure.key)
    legend = f'<ul class="key">{key}</ul>' if key else ""
    panels = "".join(_panel(p, f"{ident}-title", figure.height, data) for p in figure.panels)
    several = (" several" if len(figure.panels) > 1 else "") + (" crowd" if len(figure.panels) > 6 else "")
    room = ' style="--room:21rem"' if len(figure.panels) in {3, 6} else ""  # threes fill their rows
    body = figure.html + (f'<div class="panels{several}"{room}>{panels}</div>' if panels else "")
    numbers = ""
    if figure.panels:
        ids = " ".join(str(len(data.panels) - len(figure.panels) + i) for i in range(len(figure.panels)))
        numbers = folded(Words("Table", "표"), "", f' class="numbers" data-panels="{ids}"')
    source = ""
    if figure.note:
        origin = Words("Computed by the model from", "다음에서 모형이 계산:").html()
        link = f'<a href="#inputs">{Words("the inputs", "입력값").html()}</a>'
        source = folded(Words("Source", "출처"), f"<p>{figure.note.html()} {origin} {link}.</p>")
    return (
        f'<figure class="{"wide" if figure.wide else ""}"><figcaption><h3 id="{ident}-title">{figure.title.html()}</h3>'
        f'<p class="measure">{figure.measure.html()}</p></figcaption>{legend}{body}'
        f'<div class="more">{numbers}{source}</div></figure>'
    )


def _panel(panel: Panel, title: str, height: float, data: _Data) -> str:
    number = data.add(panel)
    caption, label = "", title
    if panel.caption:
        caption = f'<p class="caption" id="panel-{number}">{panel.mark}{panel.caption.html()}</p>'
        label = f"{title} panel-{number}"
    return (
        f'<div class="panel">{caption}<div class="chart" role="img" aria-labelledby="{label}" data-panel="{number}" '
        f'style="height:{height:g}rem"></div></div>'
    )
