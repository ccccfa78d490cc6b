"""The keyboard alone suffices: a turn is led and played with it; keys are listed, and can be switched off."""

import re

import pytest
from browsers import DESKTOP, browsing, shot
from houses import two_seats


@pytest.fixture(scope="module")
def browser():
    with browsing() as found:
        yield found


@pytest.fixture
def room(tmp_path):
    with two_seats(tmp_path) as home:
        yield home


def opened(browser, room, page, guest, **device):
    at = browser.device(**{"size": DESKTOP, **device})
    at.goto(f"{room.address}/r/{room.room}/{page}#in={guest.link}")
    at.locator("h1").first.wait_for(state="attached")
    at.wait_for_timeout(300)
    return at


OUTLINE = "e => e === document.activeElement && getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth"


def tab_to(page, name, role="button", most=120):
    """Press Tab until something of that name has the focus, as somebody without a mouse does."""
    wanted = page.get_by_role(role, name=name).first
    wanted.wait_for()
    for _ in range(most):
        page.keyboard.press("Tab")
        outline = wanted.evaluate(OUTLINE)
        if outline:
            assert outline == "solid3px", outline  # it can be seen where one is
            return wanted
    pytest.fail(f"Tab never came to {name}")


def test_a_whole_turn_is_led_by_keys(browser, room):
    room.seated("japan", "Kenji")
    page = opened(browser, room, "lead", room.lead)
    tab_to(page, "Begin")
    page.keyboard.press("Enter")
    for phase in ("Negotiate", "Orders"):
        tab_to(page, "Next phase")
        page.keyboard.press("Enter")
        page.locator("[aria-current=step]").get_by_text(phase).wait_for()
    page.keyboard.press("b")
    page.get_by_role("button", name="World", pressed=True).wait_for()
    page.keyboard.press("r")
    sure = page.get_by_role("group").get_by_role("button", name="Resolve now")
    armed = page.get_by_role("group").get_by_role("button", name="Resolve now", disabled=False)
    sure.wait_for()
    assert sure.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")  # too soon: a key that is still down does not resolve a turn
    assert room.lodging.table.place.turn == 0
    armed.wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Turn 1 has been played.").wait_for()
    assert room.lodging.table.place.turn == 1
    shot(page, "console-take-back")
    tab_to(page, "Take it back")
    page.keyboard.press("Enter")
    page.get_by_text("took back a turn").wait_for()
    assert room.lodging.table.place.turn == 0
    page.keyboard.press("r")
    armed.wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Turn 1 has been played.").wait_for()
    page.get_by_role("button", name="Undo turn 1").wait_for()
    page.keyboard.press("z")
    page.get_by_role("group").get_by_role("button", name="Undo turn 1").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo turn 1").wait_for()
    tab_to(page, "Next phase")
    page.keyboard.press("Enter")
    page.locator("[aria-current=step]").get_by_text("Brief").wait_for()
    assert room.lodging.table.place.turn == 1


def test_dials_are_turned_and_orders_submitted_by_keys(browser, room):
    guest = room.seated("japan", "Kenji")
    room.begin()
    page = opened(browser, room, "team", guest)
    page.keyboard.press("1")
    page.get_by_role("heading", name="Where we start").wait_for()
    page.keyboard.press("3")
    page.keyboard.press("]")
    page.keyboard.press("]")
    page.keyboard.press("]")
    page.get_by_role("tab", name="Open", selected=True).wait_for()
    dial = tab_to(page, re.compile("openness|open", re.IGNORECASE), "slider")
    before = int(dial.input_value())
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    page.get_by_text("draft saved").wait_for()
    assert int(dial.input_value()) == before + 11
    tab_to(page, "Submit orders")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Orders are in").wait_for()
    assert room.lodging.table.submitted["japan"].orders


def test_cards_are_played_by_keys(browser, room):
    guest = room.seated("korea", "Minji")
    room.begin()
    page = opened(browser, room, "team", guest)
    page.keyboard.press("3")
    tab_to(page, "Choose")
    page.keyboard.press("Space")
    page.get_by_text("draft saved").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Orders are in").wait_for()
    assert len(room.lodging.table.submitted["korea"].cards) == 1


@pytest.mark.parametrize(("path", "who"), [("team", "korea"), ("lead", "lead"), ("board", "board")])
def test_keys_are_listed_and_can_be_switched_off(browser, room, path, who):
    guest = room.seated("korea", "Minji") if who == "korea" else getattr(room, who)
    room.begin()
    page = opened(browser, room, path, guest)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys of this page")
    sheet.get_by_text("these keys").wait_for()
    sheet.get_by_role("button", name="off").click()
    page.keyboard.press("Escape")
    sheet.wait_for(state="detached")
    page.keyboard.press("?")
    if path == "team":
        page.keyboard.press("4")
    if path == "lead":
        page.keyboard.press("r")
    page.wait_for_timeout(300)
    assert sheet.count() == 0
    assert page.get_by_role("tab", name="Advice", selected=True).count() == 0
    assert page.get_by_role("group").get_by_role("button", name="Resolve now").count() == 0


def test_a_signature_needs_a_hold_or_a_second_tap(browser, room):
    first, other = room.seated("korea", "Minji"), room.seated("japan", "Kenji")
    room.begin()
    for pact in ("p1", "p2"):
        terms = {"japan": {"payment": {"korea": 0.01}}, "korea": {}}
        other.did("propose pact", pact=pact, form="payment", seat="japan", terms=terms)
    page = opened(browser, room, "team", first, size=(390, 844))
    page.keyboard.press("2")
    sign = page.get_by_role("button", name="Sign", exact=True)
    sign.first.wait_for()
    assert sign.count() == 2

    def signed(pact):
        return "korea" in room.lodging.table.place.pacts[pact].signed

    sign.first.dblclick()  # an impatient thumb
    page.get_by_text("It binds our orders from now on").wait_for()
    assert not signed("p1")
    sign.first.click()  # as soon as it counts
    page.get_by_text("in force").first.wait_for()
    assert signed("p1")
    held = page.get_by_role("button", name="Sign", exact=True)
    box = held.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.wait_for_timeout(300)
    assert not signed("p2")
    page.locator(".btn.hold").wait_for(state="detached")
    page.mouse.up()
    assert signed("p2")


def test_every_screen_says_that_a_turn_is_being_played(browser, room):
    guest = room.seated("korea", "Minji")
    room.begin()
    pages = [
        opened(browser, room, path, who) for path, who in (("team", guest), ("lead", room.lead), ("board", room.board))
    ]
    with room.lodging.at_work():  # as a turn whose doctrines think for long
        for page in pages:
            page.locator("#app").get_by_text("Resolving…").first.wait_for()
    for page in pages:
        page.locator("#app").get_by_text("Resolving…").first.wait_for(state="detached")


def test_what_is_over_in_a_moment_is_not_announced(room):
    version = room.lodging.version
    with room.lodging.at_work():
        assert not room.lodging.resolving
    assert room.lodging.version == version
