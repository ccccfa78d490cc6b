"""Everything that an explanation may name has words in both languages, and signs are written as people write them."""

import re

import pytest

from techrace.explain.advice import Line
from techrace.explain.figure import SOURCES, figure
from techrace.explain.mechanisms import by_mechanism
from techrace.explain.terms import by_term
from techrace.explain.words import (
    FIGURES,
    LABELS,
    LEVERS,
    LINES,
    OTHERS,
    RULES,
    TERMS,
    TRAYS,
    cause,
    label,
    sentence,
    signed,
    size,
)
from techrace.orders import levers
from techrace.rules.turn import ORDER, name_of
from techrace.state import QUANTITIES

TABLES = (FIGURES, LABELS, LEVERS, LINES, OTHERS, RULES, TERMS, TRAYS)


def test_every_mechanism_lever_tray_and_headline_has_words():
    assert {name_of(rule) for rule in ORDER} | {"other"} == set(RULES)
    assert {lever.name for lever in levers()} <= set(LEVERS)
    assert {lever.tray for lever in levers()} == set(TRAYS)
    headlines = {q.name for q in QUANTITIES if q.headline}
    assert headlines | (set(SOURCES) - {q.name for q in QUANTITIES}) == set(FIGURES)
    assert set(LINES) == {"run", "unrest", "chokepoint", "own"}
    assert Line("run", "", 0, 0).name in LINES


def test_every_text_is_in_both_languages():
    for table in TABLES:
        for name, text in table.items():
            assert text.en, name
            assert text.ko, name
            if text.en != "GDP":
                assert re.search("[가-힣]|%", text.ko), name


def test_terms_have_words(game):
    found = by_term(game, "layer_share[hbm, korea]")
    for name in found.names:
        for lang in ("en", "ko"):
            assert "_" not in cause(name, lang)
            assert ":" not in cause(name, lang)


@pytest.mark.parametrize(
    ("value", "text"), [(0.0412, "+4.1 pts"), (-0.0412, "−4.1 pts"), (1e-9, "0.0 pts"), (-1e-9, "0.0 pts")]
)
def test_signs(value, text):
    assert size(value, "share") == text


def test_numbers_with_units():
    assert size(-1.5, "T$ (2024)") == "−1.50 T$"
    assert signed(0.5, 2) == "+0.50"


def test_an_account_in_one_line(game, setting):
    asked = figure("tension", setting)
    found = by_mechanism(game, [asked])
    line = sentence(asked, float(found.after[0] - found.before[0]), found.causes(0), setting)
    assert re.fullmatch(r"Tension [+−]?\d+\.\d pts: .*military tension [+−]\d+\.\d.*", line)
    assert label(figure("reach[korea]", setting), setting, "ko") == "도달 범위 (한국)"
