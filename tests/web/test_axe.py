"""Every page for everybody: axe-core, no sideways scrolling, keys alone, in both languages and both themes."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import DESKTOP, PHONE, SMALL, WALL, browsing, shot
from houses import at_home, two_seats

TABLET = (820, 1180)
LOOKS = list(itertools.product(("en", "ko"), ("light", "dark")))
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with two_seats(tmp_path_factory.mktemp("house")) as home:
        home.begin()
        home.korea, home.japan = home.seated("korea", "Minji"), home.seated("japan", "Kenji")
        home.korea.did("write move", move="m1", seat="korea", text="We ask for a ruling.")
        home.lead.did("resolve")
        home.lead.did("move phase", phase="orders")
        yield home


@pytest.fixture(scope="module")
def browser(room):
    with browsing() as found:
        yield found


@pytest.fixture(autouse=True)
def _devices_leave(browser):
    """Nobody listens on dozens of devices at once."""
    yield
    for context in browser.running.contexts:
        context.close()


def complaints(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(v["id"], n["target"], n["failureSummary"][:160]) for v in found for n in v["nodes"][:3]]


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


CUT = """() => {
  const scrolls = "svg, .unseen, .skip, option, .scroll, .trays, .trackline, .tabular";
  const cut = (e) => e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).overflowX === "hidden";
  const told = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && !e.closest(scrolls);
  const out = ({width, left, right}) => width && (right > innerWidth + 1 || left < -1);
  const lost = (e) => told(e) && (out(e.getBoundingClientRect()) || cut(e));
  return [...document.querySelectorAll("#app *")].filter(lost).map((e) => e.textContent.slice(0, 60));
}"""
"""Words that stick out of the page or are cut off, but for what scrolls by itself."""


def opened(browser, room, path, link="", **device):
    page = browser.device(**device)
    page.goto(f"{room.address}{path}{'#in=' + link if link else ''}")
    page.locator("h1").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    return page


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
def test_join_and_seat_choice(browser, room, lang, theme):
    page = opened(browser, room, "/", lang=lang, theme=theme, size=SMALL)
    assert complaints(page) == []
    assert sideways(page) <= 0
    guest = room.join("Looker")
    page = opened(browser, room, f"/r/{room.room}/seat", guest.link, lang=lang, theme=theme, size=SMALL)
    assert complaints(page) == []
    assert sideways(page) <= 0


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
@pytest.mark.parametrize("seat", ["korea", "japan"])
def test_a_teams_tabs(browser, room, seat, lang, theme):
    link = getattr(room, seat).link
    page = opened(browser, room, f"/r/{room.room}/team", link, lang=lang, theme=theme, size=SMALL)
    for tab in "1234":
        page.keyboard.press(tab)
        page.wait_for_timeout(1500 if tab == "4" else 400)
        shot(page, f"team-{seat}-{tab}-{lang}-{theme}")
        assert complaints(page) == [], tab
        assert sideways(page) <= 0, tab


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
def test_the_board_and_its_text_twin(browser, room, lang, theme):
    for query in ("", "?text"):
        page = opened(browser, room, f"/r/{room.room}/board{query}", room.board.link, lang=lang, theme=theme, size=WALL)
        assert complaints(page) == []
        assert sideways(page) <= 0


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_console(browser, room, size, lang, theme):
    page = opened(browser, room, f"/r/{room.room}/lead", room.lead.link, lang=lang, theme=theme, size=size)
    shot(page, f"console-{size[0]}-{lang}-{theme}")
    assert complaints(page) == []
    assert sideways(page) <= 0


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
def test_print(browser, room, lang, theme):
    page = opened(browser, room, f"/r/{room.room}/print", room.lead.link, size=DESKTOP, lang=lang, theme=theme)
    for kind in range(3):  # briefs, cards, signs
        page.locator(".bar .btn[aria-pressed]").nth(kind + 2).click()  # after the two languages
        page.wait_for_timeout(200)
        shot(page, f"print-{kind}-{lang}-{theme}")
        assert complaints(page) == [], kind
        assert sideways(page) <= 0, kind


def test_keys_alone_choose_and_submit(browser, room):
    page = opened(browser, room, f"/r/{room.room}/team", room.korea.link)
    page.keyboard.press("3")
    page.get_by_role("button", name="Choose", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("draft saved").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Orders are in").wait_for()
    assert "korea" in room.lodging.table.submitted


@pytest.fixture(scope="module")
def over(tmp_path_factory):
    """A short game that has ended, with a forecast, a deal and a turn that was taken back."""
    with at_home(tmp_path_factory.mktemp("over"), "2025", turns=3) as home:
        home.lead.did("open seat", seat="japan", depth="full")
        home.japan = home.seated("japan", "Kenji")
        home.begin()
        home.japan.did("submit orders", seat="japan", plan={"orders": {"open": 0.9}})
        home.lead.did("resolve")
        home.lead.did("undo")
        for _ in range(2):
            home.japan.did("submit orders", seat="japan", plan={"orders": {"open": 0.8}})
            home.lead.did("resolve")
            home.lead.did("move phase", phase="orders")
        home.lead.did("end")
        yield home


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
@pytest.mark.parametrize("size", [SMALL, DESKTOP])
def test_the_debrief(browser, over, size, lang, theme):
    page = opened(browser, over, f"/r/{over.room}/debrief", over.japan.link, size=size, lang=lang, theme=theme)
    for answer in (".ask svg.chart", ".below svg.chart", ".replay svg.mosaic"):
        page.locator(answer).first.wait_for(timeout=60_000)
    page.locator("[aria-busy=true]").first.wait_for(state="detached", timeout=60_000)
    shot(page, f"debrief-{size[0]}-{lang}-{theme}")
    assert complaints(page) == []
    assert sideways(page) <= 0
    assert page.evaluate(CUT) == []


def test_the_console_after_the_end_on_a_tablet(browser, over):
    page = opened(browser, over, f"/r/{over.room}/lead", over.lead.link, size=TABLET, lang="ko", theme="dark")
    page.get_by_role("button", name="게임 이어 가기").wait_for()
    time, seats = (page.locator(x).bounding_box() for x in ("#time", ".column.middle"))
    assert time["y"] == seats["y"]  # side by side: who leads sees the clock and who is missing
    assert complaints(page) == []
    assert sideways(page) <= 0
    assert page.evaluate(CUT) == []


REFLOW = (320, 256)  # 1280 x 1024 at 400 %


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("zoom", [320, 640])
def test_zoomed_pages_reflow_without_loss(browser, room, lang, zoom):
    """WCAG 1.4.10 at 400 % and 1.4.4 at 200 % of a window of 1280 by 1024."""
    size = (zoom, zoom * 4 // 5)
    places = [("/", ""), (f"/r/{room.room}/seat", room.korea.link), (f"/r/{room.room}/lead", room.lead.link)]
    for path, link in places:
        page = opened(browser, room, path, link, size=size, lang=lang)
        shot(page, f"zoom-{path.split('/')[-1]}-{zoom}-{lang}")
        assert sideways(page) <= 0, path
        assert page.evaluate(CUT) == [], path
    for guest in (room.korea, room.japan):
        page = opened(browser, room, f"/r/{room.room}/team", guest.link, size=size, lang=lang)
        for tab in "1234":
            page.keyboard.press(tab)
            page.wait_for_timeout(1500 if tab == "4" else 400)
            shot(page, f"zoom-team-{tab}-{zoom}-{lang}")
            assert sideways(page) <= 0, tab
            assert page.evaluate(CUT) == [], tab
    if zoom == REFLOW[0]:  # bars that stick would leave no room for anything else
        fixed = page.evaluate(
            "[...document.querySelectorAll('header, .foot')].map((e) => getComputedStyle(e).position)"
        )
        assert set(fixed) == {"static"}


STYLE = "(e) => { const s = getComputedStyle(e); return {fill: s.fill, back: s.backgroundColor, ink: s.color}; }"


def test_with_the_readers_own_colours_nothing_is_lost(browser, room):
    """Letters on tokens, what is chosen, how full a bar is, and lines of charts stay visible."""
    page = opened(browser, room, f"/r/{room.room}/team", room.japan.link, size=PHONE, forced_colors="active")
    page.keyboard.press("1")
    page.locator(".track i").first.wait_for()
    shot(page, "forced-brief")
    shape, letters = (page.locator(f"header .token {x}").first.evaluate(STYLE) for x in (".shape", "text"))
    assert letters["fill"] != shape["fill"]
    full = page.locator(".track i").first.evaluate(STYLE)["back"]
    track = page.locator(".track").first.evaluate(STYLE)["back"]
    assert full != track
    assert (
        page.locator(".chart > g > rect").first.evaluate(STYLE)["fill"] != page.locator("body").evaluate(STYLE)["back"]
    )
    page.keyboard.press("3")
    chosen, other = (page.locator(f".trays [aria-selected={x}]").first.evaluate(STYLE) for x in ("true", "false"))
    assert chosen["back"] != other["back"]
    assert chosen["ink"] != chosen["back"]
    shot(page, "forced-orders")
    budget = page.locator(".budget i").first.evaluate(STYLE)["back"]
    assert budget != page.locator(".budget").evaluate(STYLE)["back"]


def test_large_text_does_not_break_the_page(browser, room):
    page = opened(browser, room, f"/r/{room.room}/team", room.korea.link, size=SMALL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(200)
    assert sideways(page) <= 0
