"""Every refusal has a sentence in every language, and every value that the sentence needs."""

import re
from importlib.resources import files

import pytest

from techrace.language import LANGUAGES, language
from techrace.session.refusals import Code, Problem, Refusal, problem

VALUES = {
    "what": "x", "seat": "alder", "phase": "brief", "revision": 2, "count": 2, "most": 3, "points": "35",
    "price": "0.9", "capital": "0.6", "one": "a", "other": "b", "card": "c", "question": "calm",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reason", Code)
def test_every_refusal_can_be_told(code, reason):
    assert language(code)(Refusal(reason).sentence, **VALUES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_is_left_over(code):
    catalogue = (files("techrace") / "texts" / f"{code}.ftl").read_text(encoding="utf-8")
    assert set(re.findall(r"^session-([\w-]+) =", catalogue, re.MULTILINE)) == {reason.value for reason in Code}


def test_refusals_are_plain_data():
    wrong = problem("refusal-range", ("open",), "range", {"value": "2", "low": "0", "high": "1"})
    told = Refusal(Code.ORDERS, ("a",), {"count": 1}, (wrong,)).as_data()
    assert told["problems"] == [
        {
            "place": ["open"], "code": "range", "sentence": "2 is outside 0 to 1", "allowed": "",
            "message": "refusal-range", "values": {"value": "2", "low": "0", "high": "1"},
        }
    ]  # fmt: skip
    assert told["sentence"] == "session-orders"


def test_a_refused_order_is_told_in_every_language_with_names():
    """Ids become names; what would be possible is said, too; what has no message stays as it is."""
    names = {"us": "미국", "chips": "반도체"}
    values = {"me": "us", "layer": "chips", "held": "0.1%", "least": "0.5%"}
    wrong = problem("refusal-held", ("control", "us", "chips"), "held", values)
    assert wrong.sentence == "us holds 0.1% of chips; at least 0.5% is needed"
    assert wrong.allowed == "a layer that your firms hold"
    korean = language("ko")
    assert wrong.said(korean, lambda x: names.get(x, x)) == "미국의 반도체 점유율은 0.1%입니다. 0.5% 이상이어야 합니다."
    assert wrong.instead(korean) == "자국 기업이 점유한 층"
    plain = Problem((), "policy", "no such policy")
    assert (plain.said(korean), plain.instead(korean)) == ("no such policy", "")
