"""Every value that the world file gives, with its source and how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from pydantic import BaseModel

from techrace.record import Record
from techrace.report.markup import heads, table
from techrace.report.names import quoted
from techrace.report.parts import Section
from techrace.report.words import Words, say
from techrace.world.schema import Sourced, Text, World

SURENESS = {
    "high": Words("high", "높음"),
    "medium": Words("medium", "보통"),
    "low": Words("low", "낮음"),
    "fiction": Words("fiction", "가상"),
    "": Words("not stated", "표시 없음"),
}
SKIPPED = {"sources", "title", "summary", "policies", "schema_version", "id", "version", "parameters", "without"}


@dataclass(frozen=True)
class Input:
    """One value of a world file."""

    path: str
    value: str
    meaning: str
    source: str
    confidence: str
    note: str = ""


def section(record: Record) -> Section:
    """List the inputs; the page filters them by word and confidence."""
    world = record.setting.world
    found = list(inputs(world))
    sure = Counter(i.confidence for i in found)
    assumed = sum(i.source.startswith("assumed") for i in found)
    title = say(
        "{low} of {all} inputs are of low confidence, {assumed} are assumptions",
        "입력값 {all}개 가운데 {low}개는 신뢰도가 낮고 {assumed}개는 가정입니다",
        low=sure["low"] + sure["fiction"], all=len(found), assumed=assumed,
    )  # fmt: skip
    lead = Words(
        "The report is no better than these. A source that begins with “assumed” is a judgement: "
        "change it in the world file and run again.",
        "보고서의 질은 이 값들을 넘지 못합니다. ‘assumed’로 시작하는 출처는 판단이므로, "
        "더 잘 안다면 세계 파일에서 고쳐 다시 실행하십시오.",
    )
    html = _filters(sure) + _table(world, found)
    return Section("inputs", Words("Inputs and sources", "입력값과 출처"), title, lead, html=html)


def inputs(world: World) -> Iterator[Input]:
    """Yield every number of a world file with the source that stands nearest to it."""
    for field in World.model_fields:
        if field not in SKIPPED:
            yield from _walk(getattr(world, field), field, World.model_fields[field].description or "")


def _walk(node: object, path: str, meaning: str) -> Iterator[Input]:
    match node:
        case Sourced() if text := _text(getattr(node, "value", "")):
            note = "; ".join(part for part in (node.note, node.dispute) if part)
            yield Input(path, text, meaning, node.source, node.confidence, note)
        case Text() | Sourced():
            return
        case BaseModel():
            cited = str(getattr(node, "source", ""))
            for name, field in type(node).model_fields.items():
                for found in _walk(getattr(node, name), f"{path}.{name}", field.description or ""):
                    yield found if found.source else replace(found, source=cited)
        case dict() if node and not all(isinstance(v, int | float) for v in node.values()):
            for key, value in node.items():
                yield from _walk(value, f"{path}.{key}", meaning)
        case list() | tuple():
            for i, value in enumerate(node):
                yield from _walk(value, f"{path}.{i}", meaning)
        case _ if text := _text(node):
            yield Input(path, text, meaning, "", "")


def _text(value: object) -> str:
    """Write a number, or numbers by name; anything else is no value."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {number:g}" for key, number in value.items())
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _filters(sure: Counter[str]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="confidence" value="{level}" checked>'
        f"<span>{text.html()} ({sure[level]})</span></label>"
        for level, text in SURENESS.items()
        if sure[level]
    )
    search = Words("Search values and sources", "값과 출처 검색")
    legend = Words("Confidence", "신뢰도")
    return (
        f'<form class="filters" id="input-filter"><label class="search">{search.html()}<input type="search"></label>'
        f"<fieldset><legend>{legend.html()}</legend>{boxes}</fieldset></form>"
        f'<p id="input-count" role="status"></p>'
    )


def _source(world: World, key: str) -> str:
    """Write a source as its title, with its address if it has one."""
    known = world.sources.get(key)
    if known is None:
        return quoted(key)
    title = f"{known.title}{f' ({known.date})' if known.date else ''}"
    if known.url.startswith(("https://", "http://")):
        return f'<a href="{escape(known.url)}" rel="noopener noreferrer" lang="en">{escape(title)}</a>'
    return quoted(title)


def _table(world: World, found: list[Input]) -> str:
    head = heads(
        Words("Input", "입력값"), Words("Value", "값"), Words("Meaning and note", "뜻과 비고"),
        Words("Source", "출처"), Words("Confidence", "신뢰도"),
    )  # fmt: skip
    rows = (_row(world, i) for i in found)
    return table(Words("Inputs", "입력값"), head, rows, ident="inputs-table", tall=True)


def _row(world: World, i: Input) -> str:
    note = f"<br>{quoted(i.note)}" if i.note else ""
    return (
        f'<tr data-confidence="{i.confidence}"><th scope="row">{quoted(i.path)}</th>'
        f'<td class="value">{escape(i.value)}</td><td>{quoted(i.meaning)}{note}</td>'
        f"<td>{_source(world, i.source)}</td><td>{SURENESS[i.confidence].html()}</td></tr>"
    )
