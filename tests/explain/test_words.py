"""Everything that an explanation may name has words in both languages, and signs are written as people write them."""

import re
from importlib.resources import files

import pytest

from techrace.explain.figure import SOURCES, figure
from techrace.explain.mechanisms import by_mechanism
from techrace.explain.terms import MADE, by_term
from techrace.explain.words import cause, entity, label, level, lever, sentence, size
from techrace.language import LANGUAGES, language
from techrace.orders import levers
from techrace.rules.turn import ORDER, name_of
from techrace.state import QUANTITIES

EN, KO = language("en"), language("ko")


def messages(prefix):
    """List the names after a prefix in the English catalogue."""
    text = (files("techrace") / "texts" / "en.ftl").read_text(encoding="utf-8")
    return set(re.findall(rf"^{prefix}-([\w-]+) =", text, flags=re.MULTILINE))


def test_every_mechanism_lever_tray_and_headline_has_words_and_nothing_else_has():
    assert messages("rule") >= {name_of(rule) for rule in ORDER}
    assert messages("explain-lever") == {x.name for x in levers()}
    assert messages("explain-tray") == {x.tray for x in levers()}
    headlines = {q.name for q in QUANTITIES if q.headline} | (set(SOURCES) - {q.name for q in QUANTITIES})
    assert headlines <= messages("explain-figure") <= set(SOURCES)  # a debrief asks about others, too
    assert messages("explain-line") == {"run", "unrest", "chokepoint", "own"}
    assert messages("explain-if") == {"repeat", "doctrine", "best"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_terms_have_words(game, lang):
    tell = language(lang)
    found = by_term(game, "layer_share[hbm, korea]")
    names = {cause(name, tell) for name in found.names}
    assert len(names) == len(found.names)
    made = [re.sub(r" \((own|others)\)$", "", n) for n in found.names]
    terms = {n.replace(" ", "-") for n in made if not n.startswith(MADE)}
    assert terms <= messages("explain-term")


@pytest.mark.parametrize(("value", "text"), [(0.0412, "+4.1 points"), (-0.0412, "−4.1 points"), (-1e-9, "0 points")])
def test_signs(value, text):
    assert size(value, "share", EN) == text


def test_numbers_with_units():
    assert size(-1.5, "T$ (2024)", EN).endswith("tn")
    assert size(0.5, "count", EN) == "+0.500"
    assert level(0.5, "0..1 of best practice", EN) == "50.0"


def test_an_account_in_one_line(game, setting):
    asked = figure("tension", setting)
    found = by_mechanism(game, [asked])
    line = sentence(asked, float(found.after[0] - found.before[0]), found.causes(0), setting, EN)
    assert re.fullmatch(r"Tension [+−]?[\d.]+ points: .*the weather between states [+−][\d.]+.*", line)


def test_names(setting):
    assert label(figure("reach[korea]", setting), setting, KO) == "도달 범위 (한국)"
    assert label(figure("wage[korea]", setting), setting, EN) == "wage (Korea)"
    assert entity(setting, "rest", EN) == EN("name-rest")
    assert lever("tray: open", EN) == EN("explain-tray-open")
    assert cause("other", KO) == "그 밖"
