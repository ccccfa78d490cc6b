"""Every page for everybody: axe-core, no sideways scrolling, keys alone, in both languages and both themes."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import DESKTOP, PHONE, SMALL, WALL, browsing, shot
from houses import at_home

LOOKS = list(itertools.product(("en", "ko"), ("light", "dark")))
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with at_home(tmp_path_factory.mktemp("house"), "2025", turns=4) as home:
        home.lead.did("open seat", seat="korea", depth="cards")
        home.lead.did("open seat", seat="japan", depth="full")
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


def complaints(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(v["id"], n["target"], n["failureSummary"][:160]) for v in found for n in v["nodes"][:3]]


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


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


def test_print(browser, room):
    page = opened(browser, room, f"/r/{room.room}/print", room.korea.link, size=DESKTOP)
    shot(page, "print-brief")
    assert complaints(page) == []


def test_keys_alone_choose_and_submit(browser, room):
    page = opened(browser, room, f"/r/{room.room}/team", room.korea.link)
    page.keyboard.press("3")
    page.get_by_role("button", name="Choose", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("draft saved").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Orders are in").wait_for()
    assert "korea" in room.lodging.table.submitted


def test_large_text_does_not_break_the_page(browser, room):
    page = opened(browser, room, f"/r/{room.room}/team", room.korea.link, size=SMALL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(200)
    assert sideways(page) <= 0
