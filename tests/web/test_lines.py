"""A phone whose line breaks while it is in use: one clear sentence, nothing lost, nothing done twice."""

import pytest
from browsers import browsing, shot
from houses import NO_CLOCK, at_home
from lines import line_to
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def browser():
    with browsing() as running:
        yield running


@pytest.fixture
def room(tmp_path):
    with at_home(tmp_path, "2025", turns=4, phases=tuple(NO_CLOCK)) as home:
        yield home


@pytest.fixture
def line(room):
    with line_to(room.address) as there:
        yield there


def team_page(browser, room, line, tab):
    page = browser.device()
    page.set_default_timeout(30_000)
    page.goto(f"{line.address}/r/{room.room}/team#in={room.seated('korea', 'Minji').link}")
    page.get_by_role("tab", name=tab).click()
    return page


NOT_CONNECTED = "Not connected. Your draft is kept on this phone. Trying again."


def test_a_stream_that_is_cut_is_said_once_and_comes_back_by_itself(browser, room, line):
    page = team_page(browser, room, line, "Brief")
    line.cut()
    page.locator(".offline", has_text=NOT_CONNECTED).wait_for()
    assert page.locator(".offline", has_text="Not connected").count() == 1
    shot(page, "team-not-connected")
    room.lead.did("send message", seat="korea", text="Think of Taiwan.")
    page.wait_for_timeout(1500)
    assert page.get_by_text("Think of Taiwan.").count() == 0
    line.mend()
    page.locator(".offline", has_text="Connected again.").wait_for(timeout=20_000)
    assert page.locator(".offline", has_text="Not connected").count() == 0
    page.get_by_text("Think of Taiwan.").first.wait_for()
    page.context.close()


def write_to_the_facilitator(page, words):
    page.get_by_role("button", name="Team, language and look").click()
    box = page.get_by_role("textbox", name="Ask the facilitator")
    box.fill(words)
    page.get_by_role("button", name="Send", exact=True).click()
    return box


@pytest.mark.parametrize("times", [1, 3])
def test_an_act_whose_answer_is_lost_is_done_once(browser, room, line, times):
    page = team_page(browser, room, line, "Brief")
    line.lose = times
    box = write_to_the_facilitator(page, "We need a word.")
    expect(box).to_have_value("", timeout=20_000)  # it has been answered
    assert [m.text for m in room.lodging.table.messages] == ["We need a word."]
    assert page.locator(".band").count() == 0
    assert line.lose == 0
    page.context.close()


def test_a_line_that_goes_dead_under_an_act_is_noticed_and_the_act_done_once(browser, room, line):
    page = team_page(browser, room, line, "Brief")
    line.state = "dead"
    box = write_to_the_facilitator(page, "We need a word.")
    page.locator(".offline", has_text="Not connected").wait_for(state="attached", timeout=12_000)
    line.mend()
    expect(box).to_have_value("", timeout=30_000)  # it has been answered
    assert [m.text for m in room.lodging.table.messages] == ["We need a word."]
    page.locator(".offline", has_text="Not connected").wait_for(state="detached", timeout=30_000)
    page.context.close()


def test_who_asks_again_after_giving_up_is_not_doing_it_twice(browser, room, line):
    """All tries fail although the first was carried out; the person presses the button again."""
    page = team_page(browser, room, line, "Brief")
    line.lose = 1000
    box = write_to_the_facilitator(page, "We need a word.")
    page.locator(".band", has_text="Not connected. Nothing is lost").wait_for(timeout=40_000)
    line.lose = 0
    assert box.input_value() == "We need a word."
    page.get_by_role("button", name="Send", exact=True).click()
    expect(box).to_have_value("", timeout=20_000)  # it has been answered
    assert [m.text for m in room.lodging.table.messages] == ["We need a word."]
    page.context.close()
