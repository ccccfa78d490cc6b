"""Every refusal has a sentence in every language, and every value that the sentence needs."""

import re
from importlib.resources import files

import pytest

from techrace.language import LANGUAGES, language
from techrace.session.refusals import REMEDIES, Code, Problem, Refusal, problem

VALUES = {
    "what": "x", "seat": "alder", "phase": "brief", "revision": 2, "count": 2, "most": 3, "points": "35",
    "price": "0.9", "capital": "0.6", "over": 1, "give": "none", "one": "a", "other": "b",
    "card": "c", "question": "calm",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reason", Code)
def test_every_refusal_can_be_told(code, reason):
    assert language(code)(Refusal(reason).sentence, **VALUES)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reason", REMEDIES)
@pytest.mark.parametrize("give", ["none", "chips"])
def test_every_remedy_can_be_told(code, reason, give):
    assert Refusal(reason, (), {**VALUES, "give": give}).instead(language(code))


def test_what_has_no_remedy_names_none():
    assert Refusal(Code.OVER).instead(language("en")) == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_is_left_over(code):
    catalogue = (files("techrace") / "texts" / f"{code}.ftl").read_text(encoding="utf-8")
    assert set(re.findall(r"^session-([\w-]+) =", catalogue, re.MULTILINE)) == {reason.value for reason in Code}


def test_refusals_are_plain_data():
    wrong = problem("refusal-range", ("open",), "range", {"value": "2", "low": "0", "high": "1", "near": "1"})
    told = Refusal(Code.ORDERS, ("a",), {"count": 1}, (wrong,)).as_data()
    assert told["problems"] == [
        {
            "place": ["open"], "code": "range", "sentence": "2 is outside 0 to 1", "allowed": "write 1",
            "message": "refusal-range", "values": {"value": "2", "low": "0", "high": "1", "near": "1"},
        }
    ]  # fmt: skip
    assert told["sentence"] == "session-orders"


def test_a_refused_order_is_told_in_every_language_with_names():
    """Ids become names; what would be possible is said, too; what has no message stays as it is."""
    names = {"us": "미국", "chips": "반도체"}
    values = {"me": "us", "layer": "chips", "held": "0.1%", "least": "0.5%", "best": "chips"}
    wrong = problem("refusal-held", ("control", "us", "chips"), "held", values)
    assert wrong.sentence == "us holds 0.1% of chips; at least 0.5% is needed"
    assert wrong.allowed == "choose a layer that your firms hold, such as chips"
    korean = language("ko")
    assert wrong.said(korean, lambda x: names.get(x, x)) == "미국의 반도체 점유율은 0.1%입니다. 0.5% 이상이어야 합니다."
    assert wrong.instead(korean, lambda x: names.get(x, x)) == "자국 기업이 점유한 층을 고르십시오. 예: 반도체"
    plain = Problem((), "policy", "no such policy")
    assert (plain.said(korean), plain.instead(korean)) == ("no such policy", "")
