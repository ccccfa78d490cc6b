"""Every refusal has a sentence in every language, and every value that the sentence needs."""

import re
from importlib.resources import files

import pytest

from techrace.language import LANGUAGES, language
from techrace.session.refusals import Code, Problem, Refusal

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
    told = Refusal(Code.ORDERS, ("a",), {"count": 1}, (Problem(("open",), "range", "too much", "0 to 1"),)).as_data()
    assert told["problems"] == [{"place": ["open"], "code": "range", "sentence": "too much", "allowed": "0 to 1"}]
    assert told["sentence"] == "session-orders"
