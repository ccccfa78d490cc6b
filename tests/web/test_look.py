"""The style sheet keeps its promises: contrast in both themes, and colours that nobody takes for each other."""

import math
import re
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest

LOOK = (files("techrace.web") / "static" / "look.css").read_text(encoding="utf-8")
THEMES = ("light", "dark")
SURFACES = ("paper", "raised", "sunken")
SEATS = [f"seat-{i}" for i in range(6)]
STACKS = ["stack-a", "stack-b", "stack-c"]
DISTANT, STACKS_DISTANT = 20.0, 22.0  # CIEDE2000
TEXT, DRAWN = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11

SEEN = {
    # Machado, Oliveira & Fernandes (2009), severity 1.0, applied in linear RGB
    "normally": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def tokens(theme):
    """Return the colours of a theme, as the style sheet names them."""
    found = {}
    for block in (r":root", r'\[data-theme="dark"\]')[: 1 + (theme == "dark")]:
        body = re.search(rf"^{block} \{{(.*?)^\}}", LOOK, re.DOTALL | re.MULTILINE).group(1)
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", body))
    return found


def rgb(colour):
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    return np.array([int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)])


def linear(colour):
    c = rgb(colour)
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    lights = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def lab(colour, eyes):
    seen = np.clip(np.array(SEEN[eyes]) @ linear(colour), 0, 1)
    xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    )
    x, y, z = (xyz @ seen) / [0.95047, 1.0, 1.08883]
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one, other, eyes="normally"):
    """CIEDE2000, after Sharma, Wu & Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = lab(one, eyes), lab(other, eyes)
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + h2 + (360 if abs(h1 - h2) > 180 else 0)) / 2 % 360 if c1 * c2 else h1 + h2
    t = (
        1 - 0.17 * math.cos(math.radians(hue - 30)) + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6)) - 0.20 * math.cos(math.radians(4 * hue - 63))
    )  # fmt: skip
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rc = 2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    rt = -rc * math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))


def test_the_measures_are_those_of_the_literature():
    """Black on white is 21 to 1; a pair whose distance is known to one decimal (US and EU, light)."""
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert apart("#000", "#fff") == pytest.approx(100, abs=0.1)
    assert apart("#1a4db8", "#a87ce6") == pytest.approx(27.4, abs=0.1)
    assert apart("#1a4db8", "#a87ce6", "protanopia") == pytest.approx(20.3, abs=0.1)
    assert apart("#a8280f", "#ca801c", "deuteranopia") == pytest.approx(20.7, abs=0.1)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", SEEN)
def test_no_seat_is_taken_for_another(theme, eyes):
    known = tokens(theme)
    near = {(a, b): apart(known[a], known[b], eyes) for a, b in combinations(SEATS, 2)}
    assert len(near) == 15
    assert {pair: round(d, 1) for pair, d in near.items() if d < DISTANT} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", SEEN)
def test_no_stack_is_taken_for_another(theme, eyes):
    known = tokens(theme)
    near = {(a, b): apart(known[a], known[b], eyes) for a, b in combinations(STACKS, 2)}
    assert {pair: round(d, 1) for pair, d in near.items() if d < STACKS_DISTANT} == {}


def too_faint(pairs, known, least):
    found = {(a, b): contrast(known[a], known[b]) for a, b in pairs}
    return {pair: round(c, 2) for pair, c in found.items() if c < least}


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_wherever_it_may_lie(theme):
    known = tokens(theme)
    words = [(text, on) for text in ("ink", "ink2", "ink3", "link", "alert") for on in SURFACES]
    words += [(text, "alert-band") for text in ("ink", "ink2", "alert")]
    words += [("paper", "ink"), *((f"on-{i}", f"seat-{i}") for i in range(8))]
    assert too_faint(words, known, TEXT) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_drawn_can_be_seen(theme):
    known = tokens(theme)
    drawn = [(x, on) for x in ("ctl", "link", "ink") for on in SURFACES]
    drawn += [(x, "paper") for x in (*SEATS, "seat-6", "seat-7", "stack-a", "stack-b", "stack-c-line")]
    assert too_faint(drawn, known, DRAWN - 0.005) == {}  # 3.0 as it is written


def test_every_colour_of_a_page_is_a_token():
    """No page has a colour of its own that these tests would not see."""
    static = files("techrace.web") / "static"
    allowed = {"#fff"}  # the ground of pictures to scan, and of paper
    for sheet in ("board.css", "debrief.css", "lead.css", "print.css"):
        assert set(re.findall(r"#[0-9a-f]{3,8}\b", (static / sheet).read_text(encoding="utf-8"))) <= allowed
    for script in (static / "pages").iterdir():
        assert set(re.findall(r"[:\"']\s*(#[0-9a-fA-F]{3,8})\b", script.read_text(encoding="utf-8"))) <= allowed
