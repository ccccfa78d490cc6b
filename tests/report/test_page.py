"""The page as a file: it asks nobody for anything, is well-formed, bilingual, and safe with any name."""

import base64
import json
import re
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from techrace import report
from techrace.policies import policy
from techrace.report.words import Words
from techrace.simulate import prepare, simulate
from techrace.world.loading import load
from techrace.world.schema import World

VOID = {"meta", "br", "input", "link", "img", "hr"}
LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "xlink:href"}


class Page(HTMLParser):
    """Reads a page strictly: every element that opens is closed, in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.scripts, self.texts = [], [], [], {"en": [], "ko": []}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        tag, attributes = self.open[-1] if self.open else ("", {})
        if tag == "script":
            self.scripts[-1] += data
        if tag == "span" and attributes.get("lang") in self.texts:
            self.texts[attributes["lang"]].append(data)

    @property
    def data(self):
        return json.loads(self.scripts[0])


@pytest.fixture(scope="module", params=["game", "batch"])
def text(request):
    return report.html(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_nothing_in_the_page_is_fetched(page):
    for tag, attributes in page.elements:
        assert tag not in {"link", "iframe", "img", "object", "embed", "base"}
        assert not LOADS & attributes.keys()
        if tag != "a":
            assert not any("//" in (v or "") for k, v in attributes.items() if k != "content")


def test_style_sheet_loads_nothing(text):
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert "@import" not in style
    assert set(re.findall(r"url\(([^)]*)\)", style)) <= {"#hatch", "#dots"}


def test_policy_forbids_requests_and_allows_these_scripts_alone(page):
    policy_ = next(a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy_.startswith("default-src 'none'")
    assert "connect-src" not in policy_
    assert len(page.scripts) == 3
    for script in page.scripts[1:]:
        assert base64.b64encode(sha256(script.encode()).digest()).decode() in policy_


def test_both_languages_are_complete(page):
    assert len(page.texts["en"]) == len(page.texts["ko"]) > 100
    assert all(t.strip() for language in page.texts.values() for t in language)
    korean = " ".join(page.texts["ko"])
    assert len(re.findall("[가-힣]", korean)) > 1000
    assert not re.search(r"\{\w", " ".join(page.texts["en"]) + korean), "a value was not filled in"

    def pairs(node):
        if isinstance(node, dict):
            if "en" in node or "ko" in node:
                assert node["en"].strip()
                assert node["ko"].strip()
            else:
                for value in node.values():
                    pairs(value)
        elif isinstance(node, list):
            for value in node:
                pairs(value)

    pairs(page.data)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_page_opens_in_the_language_asked_for(game, lang):
    page = Page(report.html(game, lang))
    root = next(a for t, a in page.elements if t == "html")
    assert root["lang"] == lang
    pressed = [
        a["data-lang"] for t, a in page.elements if t == "button" and a["aria-pressed"] == "true" and "data-lang" in a
    ]
    assert pressed == [lang]


def test_ids_are_unique_and_references_lead_somewhere(page):
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.elements:
        for reference in attributes.get("aria-labelledby", "").split():
            assert reference in ids
        if tag == "a" and attributes["href"].startswith("#"):
            assert attributes["href"][1:] in ids


def test_every_chart_has_a_name_and_a_table(page):
    charts = [a for _, a in page.elements if "data-panel" in a]
    assert len(charts) == len(page.data["panels"]) > 20
    assert all(a["role"] == "img" and a["aria-labelledby"] for a in charts)
    tables = [n for _, a in page.elements if "data-panels" in a for n in a["data-panels"].split()]
    assert sorted(map(int, tables)) == list(range(len(charts)))


def test_there_is_one_first_heading_and_landmarks(page):
    tags = [t for t, _ in page.elements]
    assert [tags.count(t) for t in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]


def test_file_is_small_enough_to_send(game, batch, tmp_path):
    for name, record in (("one", game), ("many", batch)):
        path = tmp_path / f"{name}.html"
        report.write(record, path)
        assert path.stat().st_size <= 2.5e6
        assert b"\r" not in path.read_bytes()


def test_names_cannot_bring_markup():
    """A world is anybody's file: whatever its names hold is text."""
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&\"'"
    said = load("2025").model_dump(by_alias=True)
    for part in ("states", "regions", "layers", "sectors", "ecosystems", "camps", "events"):
        for spec in said[part].values():
            spec["name"] = {"en": evil, "ko": evil}
    said["title"] = said["summary"] = {"en": evil, "ko": evil}
    first = next(iter(said["states"].values()))
    first["gdp"] |= {"source": evil, "note": evil}
    said["sources"]["wb_gdp"] |= {"url": "javascript:alert(3)", "title": evil}
    setting = prepare(World.model_validate(said))
    players = [policy("status-quo", setting, seat) for seat in range(len(setting.names["states"]))]
    page = Page(report.html(simulate(setting, players, turns=2)))
    assert len(page.scripts) == 3
    assert not any(t == "img" for t, _ in page.elements)
    assert not any(k.startswith("on") for _, a in page.elements for k in a)
    assert not any(a.get("href", "").startswith("javascript") for _, a in page.elements)
    assert any(row["name"]["en"] == evil for panel in page.data["panels"] for row in panel["rows"])


def test_sections_of_others_are_welcome(game):
    def section(record):
        return report.Section("mine", Words("Mine", "나의 것"), Words(f"{record.turns} turns", f"{record.turns}턴"))

    page = Page(report.html(game, sections=[section]))
    assert any(a.get("id") == "mine" for _, a in page.elements)
