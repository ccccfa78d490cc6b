"""What a reader of the results sees."""

import json
from html.parser import HTMLParser

import pytest

from techrace.claims import table
from techrace.claims.experiment import Flip, Plan, run_claims
from techrace.claims.schema import load

PLAN = Plan(worlds=24, workers=1, turns=12, flips=True)


@pytest.fixture(scope="module")
def results():
    chosen = [
        c for c in load().claims if c.id in ("securitising-delays", "no-power-over-rivals", "first-takes-the-rents")
    ]
    return run_claims(chosen, PLAN)


def test_the_search_finds_the_parameter_that_carries_a_claim(results):
    found = next(r.flip for r in results if r.claim.id == "securitising-delays")
    assert found.kind in ("flips", "fades")
    assert set(found.where) <= {
        "platforms.throttle",
        "platforms.procurement",
        "platforms.arms",
        "platforms.imitation",
        "revenue.spill",
    }
    assert "platforms.throttle" in found.where


def test_a_claim_of_no_effect_is_not_searched(results):
    assert next(r.flip for r in results if r.claim.id == "no-power-over-rivals") == Flip("none")


def test_data_survive_json(results):
    facts = load().facts
    said = json.loads(json.dumps(table.as_data(results, facts, PLAN), allow_nan=False))
    assert [c["id"] for c in said["claims"]] == [r.claim.id for r in results]
    assert {f["id"]: f["found"] for f in said["facts"]} == {
        "us-eu-2008": 0.91, "us-eu-now": 1.49, "us-eu-ppp": 1.1, "fund-second-round": 1.472, "fund-third-round": 1.685,
    }  # fmt: skip


@pytest.mark.parametrize(("language", "word"), [("en", "supported"), ("ko", "지지")])
def test_the_page_stands_alone(results, language, word):
    text = table.page(results, load().facts, PLAN, language)
    HTMLParser().feed(text)
    assert word in text
    assert "http" not in text
    assert text.count("<section") == len(results) + 1
    assert text.count("<svg") == sum(len(r.outcomes) for r in results)


def test_every_text_is_there_in_both_languages():
    book = load()
    texts = [c.says for c in book.claims] + [c.falsified for c in book.claims] + [c.note for c in book.claims if c.note]
    texts += (
        [o.name for c in book.claims for o in c.outcomes]
        + [f.says for f in book.facts]
        + [f.verdict for f in book.facts]
    )
    texts += table.WORDS.values()
    assert all(t.en.strip() and t.ko.strip() for t in texts)


@pytest.mark.parametrize(
    ("value", "text"), [(0.12345, "0.123"), (1.234, "1.23"), (123.4, "123.4"), (12345.6, "12346"), (float("nan"), "–")]
)
def test_numbers_have_three_digits_that_mean_something(value, text):
    assert table.number(value) == text
