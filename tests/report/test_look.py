"""The style sheet keeps its promises: contrast, vendored code unchanged, texts in both languages."""

import re
from hashlib import sha256
from importlib.resources import files

import pytest

from techrace.report import numerals
from techrace.report.charts import DECALS
from techrace.report.names import SHAPES
from techrace.report.words import Words, ends_closed, say

REPORT = files("techrace.report")
STYLE = REPORT.joinpath("page.css").read_text(encoding="utf-8")
SURFACES = ("paper", "raised", "sunken")


def tokens(selector):
    """Read the custom properties of one theme."""
    block = STYLE.partition(selector + " {")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", block))


LIGHT = tokens(":root")
DARK = LIGHT | tokens(':root[data-theme="dark"]')


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_fills_have_contrast(theme):
    for text in ("ink", "ink2", "ink3", "link"):
        assert all(contrast(theme[text], theme[s]) >= 4.5 for s in SURFACES)
    for seat in range(1, len(SHAPES) + 1):
        assert contrast(theme[f"seat{seat}"], theme["paper"]) >= 3
        assert contrast(theme[f"on-seat{seat}"], theme[f"seat{seat}"]) >= 4.5
    assert contrast(theme["stack-a"], theme["paper"]) >= 3
    assert contrast(theme["stack-b"], theme["paper"]) >= 3
    assert contrast(theme["outline"], theme["paper"]) >= 3
    assert contrast(theme["ctl"], theme["paper"]) >= 3


def test_dark_by_preference_is_dark_by_choice():
    assert tokens('  :root[data-theme="auto"]') == tokens(':root[data-theme="dark"]')


def test_no_size_is_below_thirteen_pixels():
    sizes = [float(s) for s in re.findall(r"font-size: ([\d.]+)rem", STYLE)]
    assert min(sizes) >= 13 / 16


def test_textures_use_colours_that_exist():
    used = {d["color"].removeprefix("@").partition("/")[0] for d in DECALS.values()}
    assert used <= LIGHT.keys()


def test_vendored_code_is_unchanged():
    vendored = REPORT.joinpath("vendor")
    told = vendored.joinpath("VENDORED.md").read_text(encoding="utf-8")
    assert sha256(vendored.joinpath("echarts.min.js").read_bytes()).hexdigest() in told
    assert all(vendored.joinpath(name).is_file() for name in ("LICENSE", "NOTICE", "LICENSE-d3"))


@pytest.mark.parametrize(
    ("word", "closed"),
    [("한국", True), ("유럽연합", True), ("나라", False), ("HBM", True), ("EU", False), ("3", True), ("", False)],
)
def test_last_sound_of_a_word(word, closed):
    assert ends_closed(word) is closed


def test_particles_follow_their_word():
    text = say("{who} leads", "{who:이/가} 앞섭니다", who=Words("Land", "나라"))
    assert (text.en, text.ko) == ("Land leads", "나라가 앞섭니다")
    assert say("", "{who:을/를}", who=Words("", "한국")).ko == "한국을"


def test_markup_is_escaped():
    assert Words("<b>", "&").html() == '<span lang="en">&lt;b&gt;</span><span lang="ko">&amp;</span>'
    assert '"' not in Words('"', '"').attributes("aria-label", "en").replace('="', "").replace('" ', "").rstrip('"')


@pytest.mark.parametrize(
    ("turn", "en", "ko"),
    [(0, "start of 2025", "2025년 초"), (1, "H1 2025", "2025년 상반기"), (6, "H2 2027", "2027년 하반기")],
)
def test_dates_of_turns(turn, en, ko):
    assert numerals.turn_date(2025.0, 0.5, turn) == Words(en, ko)


def test_numbers_follow_the_house_style():
    assert numerals.share(0.745) == Words("74.5%", "74.5%")
    assert numerals.points(-0.041) == Words("−4.1 points", "−4.1%p")
    assert numerals.money(0.0094) == Words("$9.4 bn", "94억 달러")
    assert numerals.chance(1.0).en == "100%"
    assert numerals.chance(0.004) == Words("< 1%", "1% 미만")
