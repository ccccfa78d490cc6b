"""A whole game in browsers: six delegations, a facilitator and the board; what goes wrong in a room goes wrong here."""

import re

import httpx
import pytest
from browsers import DESKTOP, PHONE, WALL, browsing, shot
from houses import at_home

SEATS = {
    "us": "United States",
    "china": "China",
    "eu": "European Union",
    "korea": "Korea",
    "japan": "Japan",
    "taiwan": "Taiwan",
}


@pytest.fixture
def room(tmp_path):
    with at_home(tmp_path, "2025", turns=4, title="2025: stages and chokepoints") as home:
        for seat in SEATS:
            home.lead.did("open seat", seat=seat, depth="cards")
        yield home


@pytest.fixture
def browser(room):
    # devices go before the house does
    with browsing() as found:
        yield found


def joined(browser, room, name, seat, **device):
    page = browser.device(**device)
    page.goto(f"{room.address}/?code={room.code}")
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join").click()
    page.get_by_role("button", name=SEATS[seat]).click()
    page.get_by_role("button", name=re.compile("Take this seat")).click()
    page.wait_for_url("**/team")
    return page


def console(browser, room, **device):
    page = browser.device(**{"size": DESKTOP, **device})
    page.goto(f"{room.address}/r/{room.room}/lead#in={room.lead.link}")
    page.get_by_text(re.compile("seats are ready")).wait_for()
    return page


def orders(page):
    page.get_by_role("tab", name="Orders").click()
    page.get_by_role("button", name="Choose", exact=True).first.wait_for()


def submitted(page):
    page.get_by_role("button", name=re.compile("Submit orders|submit again")).click()
    page.get_by_role("button", name=re.compile("Orders are in")).wait_for()


def step(lead, button, phase):
    """Lead the room on, and wait until the console shows it, as a person does."""
    lead.get_by_role("button", name=button).click()
    lead.locator("[aria-current=step]").get_by_text(phase).wait_for()


@pytest.mark.slow
def test_six_delegations_play_four_turns(browser, room):
    lead = console(browser, room)
    wall = browser.device(size=WALL)
    wall.goto(f"{room.address}/r/{room.room}/board#in={room.board.link}")
    wall.get_by_text(room.code).first.wait_for()
    shot(wall, "board-join")
    sizes = (DESKTOP, PHONE)
    teams = {s: joined(browser, room, f"Head of {s}", s, size=sizes[i % 2]) for i, s in enumerate(SEATS)}
    shot(teams["korea"], "team-lobby")
    step(lead, "Begin the game", "Brief")
    for turn in range(1, 5):
        if turn == 1:
            teams["us"].reload()  # whoever refreshes is where they were
        step(lead, "Next phase", "Negotiate")
        teams["eu"].get_by_text("Negotiate").first.wait_for()
        teams["eu"].reload()
        step(lead, "Next phase", "Orders")
        for seat, page in teams.items():
            if seat == "taiwan" and turn == 2:
                continue  # a seat that stays silent blocks nobody
            orders(page)
            if turn == 1:
                page.get_by_role("button", name="Choose", exact=True).first.click()
                page.get_by_text("draft saved").wait_for()
                page.reload()
                orders(page)
                assert page.get_by_role("button", name="Chosen").count() == 1
            submitted(page)
        assert "Super-Gap" not in wall.content()
        if turn == 1:
            shot(teams["korea"], "team-orders")
        lead.get_by_role("button", name="Resolve now").click()
        lead.get_by_role("button", name="Resolve now").last.click()
        if turn == 4:
            lead.get_by_role("button", name="Undo turn 4").wait_for()
            break
        wall.get_by_text(f"Turn {turn + 1} of 4").wait_for()
        if turn == 1:
            teams["korea"].get_by_role("tab", name="Brief").click()
            teams["korea"].get_by_text("Our goals").wait_for()
            shot(teams["korea"], "team-brief")
            room.lead.post("lead/scene", {"scene": "world"})
            wall.get_by_text("The race by stage").wait_for()
            wall.wait_for_timeout(300)
            shot(wall, "board-world")
            shot(lead, "console")
        step(lead, "Next phase", "Brief")
    assert room.lodging.table.place.turn == 4
    lead.get_by_role("button", name="End and debrief").click()
    lead.get_by_role("button", name="End and debrief").last.click()
    teams["japan"].wait_for_url("**/debrief")
    lead.get_by_role("link", name="Debrief").click()
    lead.wait_for_url("**/debrief")
    here = room.address
    assert [url for url in browser.asked if not url.startswith((here, "data:", "blob:"))] == []


def test_two_phones_of_a_team_share_one_draft(browser, room):
    room.begin()
    one, two = joined(browser, room, "Minji", "korea"), joined(browser, room, "Jun", "korea")
    for page in (one, two):
        orders(page)
    one.get_by_role("button", name="Choose", exact=True).first.click()
    two.get_by_role("button", name="Chosen").wait_for()
    two.get_by_role("button", name="Choose", exact=True).last.click()
    one.get_by_role("button", name="Chosen").nth(1).wait_for()
    assert len(room.lodging.table.drafts["korea"].plan.cards) == 2
    assert two.get_by_role("button", name="I am ready").count() == 1  # only the head commits
    two.get_by_role("button", name="I am ready").click()
    one.get_by_text("1 of 2 ready").wait_for()


def test_who_changes_his_mind_at_once_is_not_taken_for_two(browser, room):
    """The second edit falls into the moment in which the page still keeps the first, which is already saved."""
    room.begin()
    page = joined(browser, room, "Minji", "korea")
    orders(page)
    page.get_by_role("button", name="Choose", exact=True).first.click()
    while not room.lodging.table.drafts:
        page.wait_for_timeout(20)
    page.wait_for_timeout(100)  # the answer is here
    page.get_by_role("button", name="Chosen").click()
    page.wait_for_timeout(3000)
    assert room.lodging.table.drafts["korea"].plan.cards == ()
    assert page.get_by_role("button", name="Chosen").count() == 0
    assert page.get_by_role("button", name="Keep mine").count() == 0


def test_an_edit_without_connection_is_kept_and_merged(browser, room):
    room.begin()
    page = joined(browser, room, "Minji", "korea")
    orders(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Choose", exact=True).first.click()
    page.wait_for_timeout(1200)
    assert not room.lodging.table.drafts
    other = room.join("Jun")
    other.did("take seat", seat="korea", person=other.person)
    hand = list(other.get("world").json()["cards"]["korea"])
    other.did("save draft", seat="korea", revision=0, plan={"cards": [hand[-1]]})
    page.context.set_offline(False)
    page.get_by_role("button", name="Chosen").nth(1).wait_for(timeout=30_000)
    page.get_by_text("draft saved").wait_for(timeout=30_000)
    assert set(room.lodging.table.drafts["korea"].plan.cards) == {hand[0], hand[-1]}


def test_another_device_takes_over_by_the_rejoin_link(browser, room):
    room.begin()
    page = joined(browser, room, "Minji", "korea")
    orders(page)
    page.get_by_role("button", name="Choose", exact=True).first.click()
    page.get_by_text("draft saved").wait_for()
    link = page.evaluate("localStorage.getItem(Object.keys(localStorage).find((k) => k.startsWith('techrace.link')))")
    page.context.close()
    again = browser.device()
    again.goto(f"{room.address}/r/{room.room}/team#in={link}")
    orders(again)
    assert again.get_by_role("button", name="Chosen").count() == 1
    assert link not in again.url


def test_a_late_joiner_takes_a_doctrines_seat_and_hands_it_back(browser, room):
    room.begin()
    room.lead.did("resolve")
    page = joined(browser, room, "Late", "eu")
    page.get_by_text("Our goals").wait_for()
    page.get_by_role("button", name="Team, language and look").click()
    page.get_by_role("button", name="Let a doctrine play for us").click()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Orders").click()
    page.get_by_role("button", name="Take the seat back").click()
    page.get_by_role("button", name="Choose", exact=True).first.wait_for()


def test_undo_is_told_to_everybody_and_their_orders_are_drafts_again(browser, room):
    room.begin()
    page = joined(browser, room, "Minji", "korea")
    orders(page)
    page.get_by_role("button", name="Choose", exact=True).first.click()
    page.get_by_text("draft saved").wait_for()
    submitted(page)
    lead = console(browser, room)
    lead.get_by_role("button", name="Resolve now").click()
    lead.get_by_role("button", name="Resolve now").last.click()
    lead.get_by_role("button", name="Undo turn 1").click()
    lead.get_by_role("button", name="Undo turn 1").last.click()
    page.get_by_text("The facilitator took turn 1 back").wait_for()
    orders(page)
    page.get_by_role("button", name="Chosen").wait_for()
    lead.get_by_text("Undone branch of turn 1").wait_for()


def test_an_end_that_came_too_soon_is_taken_back(browser, room):
    room.begin()
    guest = room.seated("korea", "Minji")
    page, lead = browser.device(), console(browser, room)
    page.goto(f"{room.address}/r/{room.room}/team#in={guest.link}")
    orders(page)
    page.get_by_role("button", name="Choose", exact=True).first.click()
    page.get_by_text("draft saved").wait_for()
    for back in ("Take it back", "Go on with the game"):
        lead.get_by_role("button", name="End and debrief").click()
        lead.get_by_text("You can go on with the game afterwards").wait_for()
        lead.get_by_role("button", name="End and debrief").last.click()
        lead.get_by_text("its secrets are open").first.wait_for()
        page.wait_for_url("**/debrief")
        page.get_by_role("heading").first.wait_for()
        lead.get_by_role("button", name=back).click()
        if back == "Go on with the game":
            lead.get_by_text("whoever has read them knows them").wait_for()
            lead.get_by_role("button", name=back).last.click()
        page.wait_for_url("**/team")
    orders(page)
    assert page.get_by_role("button", name="Chosen").count() == 1


def test_a_phone_that_hears_no_answer_is_not_two_people(browser, room):
    page = browser.device()
    asked = []

    def deaf(route):
        asked.append(route.request.post_data)
        answer = route.fetch()  # the house has let it in
        route.abort() if len(asked) == 1 else route.fulfill(response=answer)

    page.route("**/api/join", deaf)
    page.goto(f"{room.address}/?code={room.code}")
    page.get_by_label("Your name").fill("Minji")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/seat")
    assert asked[0] == asked[1]
    assert [p.name for p in room.lodging.table.people.values()].count("Minji") == 1


def test_the_board_holds_no_secret(browser, room):
    room.begin()
    page = joined(browser, room, "Minji", "korea")
    orders(page)
    page.get_by_role("button", name="Choose", exact=True).first.click()
    page.get_by_text("draft saved").wait_for()
    wall = browser.device(size=WALL)
    wall.goto(f"{room.address}/r/{room.room}/board#in={room.board.link}")
    wall.get_by_text("Who runs on whose technology").wait_for()
    sections = httpx.get(
        f"{room.address}/r/{room.room}/api/view", headers={"Authorization": f"Bearer {room.board.link}"}
    ).json()
    assert not {"own", "all", "secrets", "presence", "team", "needs", "causes"} & set(sections)
    assert "Minji" not in wall.locator("main").inner_text()


def test_korean_and_dark_at_the_same_table(browser, room):
    room.begin()
    page = browser.device(lang="ko", theme="dark")
    page.goto(f"{room.address}/?code={room.code}")
    page.get_by_label("이 방에서 쓸 이름").fill("민지")
    page.get_by_role("button", name="참가").click()
    page.get_by_role("button", name="한국 교리").click()
    page.get_by_role("button", name="대표단장으로 앉기").click()
    page.wait_for_url("**/team")
    page.get_by_role("tab", name="브리핑").click()
    page.get_by_text("우리 목표").wait_for()
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    shot(page, "team-brief-ko-dark")
    page.get_by_role("button", name="팀, 언어, 화면 설정").click()
    page.get_by_role("button", name="English").click()
    page.get_by_text("Our team").wait_for()
    lead = console(browser, room)
    lead.get_by_text("2025: stages and chokepoints").wait_for()
    lead.get_by_role("button", name="Room and devices").click()
    lead.get_by_role("button", name="한국어").click()
    lead.get_by_text("2025: 단계와 병목").wait_for()


def test_a_phone_with_a_wrong_clock_shows_the_servers_time(browser, room):
    room.begin()
    page = browser.device()
    page.clock.install(time=0)  # 1970
    guest = room.seated("japan")
    room.lead.did("extend", seconds=300)
    if room.lodging.table.until is None:
        pytest.skip("this room has no clock")
    page.goto(f"{room.address}/r/{room.room}/team#in={guest.link}")
    assert re.match(r"0[45]:\d\d", page.get_by_role("timer").inner_text())


def test_a_refused_card_says_why_in_the_players_language(browser, room):
    room.begin()
    guest = room.seated("korea")
    page = browser.device(lang="ko")
    page.goto(f"{room.address}/r/{room.room}/team#in={guest.link}")
    page.get_by_role("tab", name="명령").click()
    for chosen in range(4):
        page.get_by_role("button", name="고르기", exact=True).first.click()
        page.get_by_role("button", name="골랐음").nth(chosen).wait_for()
    page.get_by_role("region", name="1가지를 고쳐야 합니다").filter(has_text=re.compile("[가-힣]")).wait_for()
    page.locator("#live-now").filter(has_text="거두십시오").wait_for(state="attached")


def test_names_are_never_markup(browser, room):
    guest = room.join("<img src=x onerror=alert(1)>")
    guest.did("take seat", seat="korea", person=guest.person)
    lead = console(browser, room)
    lead.get_by_text("<img src=x").first.wait_for()
    assert lead.locator("img[src=x]").count() == 0
