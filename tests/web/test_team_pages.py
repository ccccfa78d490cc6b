"""A team's page in a browser: connection lost and back, the end of the budget, counter-offers, why a goal moved."""

import re

import pytest
from browsers import browsing, shot
from houses import two_seats

TABS = {"Brief": "브리핑", "Deals": "거래", "Orders": "명령", "Advice": "조언"}


@pytest.fixture
def browser(room):
    with browsing() as found:
        yield found


@pytest.fixture
def room(tmp_path):
    with two_seats(tmp_path) as home:
        home.begin()
        yield home


def at_the_table(browser, room, guest, tab, lang="en", **device):
    page = browser.device(lang=lang, **device)
    page.goto(f"{room.address}/r/{room.room}/team#in={guest.link}")
    page.locator(".tabs").get_by_role("tab", name=TABS[tab] if lang == "ko" else tab).click()
    return page


def test_orders_committed_without_connection_wait_and_can_be_cancelled(browser, room):
    page = at_the_table(browser, room, room.seated("korea", "Minji"), "Orders")
    page.get_by_role("button", name="Choose", exact=True).first.click()
    page.get_by_text("draft saved").wait_for()
    page.context.set_offline(True)
    submit = page.get_by_role("button", name=re.compile("Submit"))
    submit.click()
    waits = page.get_by_role("button", name=re.compile("Sent when connected"))
    waits.click()  # cancelled
    submit.click()
    waits.wait_for()
    shot(page, "team-submit-waits")
    assert "korea" not in room.lodging.table.submitted
    page.context.set_offline(False)
    page.get_by_role("button", name=re.compile("Orders are in")).wait_for(timeout=40_000)
    assert "korea" in room.lodging.table.submitted


def test_the_budget_ends_where_it_ends_and_the_rest_is_taken_from_another_line(browser, room):
    page = at_the_table(browser, room, room.seated("japan", "Kenji"), "Orders")
    frontier = page.get_by_role("spinbutton", name="Frontier research %")
    page.get_by_text("left of").wait_for()
    frontier.fill("12")
    frontier.press("Tab")
    page.get_by_role("status").get_by_text("The budget ends at").wait_for()
    shot(page, "team-budget-ends")
    assert int(frontier.input_value()) < 12
    page.get_by_role("button", name=re.compile("^Take ")).click()
    page.get_by_text("draft saved").wait_for()
    spend = room.lodging.table.drafts["japan"].plan.orders["spend"]
    assert spend["frontier"] == pytest.approx(0.12)
    assert len(spend) == 2  # one line more, one line less


def test_a_counter_offer_changes_terms_and_declines_what_was_offered(browser, room):
    first, other = room.seated("korea", "Minji"), room.seated("japan", "Kenji")
    world = first.get("world").json()
    form, treaty = next((k, t) for k, t in world["treaties"].items() if {"korea", "japan"} <= set(t["terms"]))
    terms = {s: treaty["terms"][s] for s in ("korea", "japan")}
    other.did("propose pact", pact="p1", form=form, seat="japan", terms=terms)
    page = at_the_table(browser, room, first, "Deals")
    page.get_by_role("button", name="Change", exact=True).click()
    sheet = page.get_by_role("dialog", name="Counter-offer")
    number = sheet.get_by_role("spinbutton").first
    number.fill("30")
    number.press("Tab")
    shot(page, "team-counter-offer")
    sheet.get_by_role("button", name="Propose and sign").click()
    sheet.wait_for(state="detached")
    old, new = first.view()["pacts"]
    assert "korea" in old["declined"]
    assert "korea" in new["signed"]
    assert "0.3" in str(new["terms"])


def test_goals_tell_why_they_moved_and_not_who(browser, room):
    guest = room.seated("korea", "Minji")
    room.lead.did("resolve")
    page = at_the_table(browser, room, guest, "Brief", lang="en")
    page.get_by_role("button", name="Why they moved").click()
    sheet = page.get_by_role("dialog", name="Why they moved")
    sheet.get_by_role("button", name="Autonomy").click()
    sheet.get_by_text("open at the debrief").wait_for()
    sheet.get_by_role("img", name=re.compile("Autonomy.*by cause")).wait_for()
    shot(page, "team-why")


def test_advice_draws_futures_with_the_draft_and_without(browser, room):
    page = at_the_table(browser, room, room.seated("korea", "Minji"), "Orders")
    page.get_by_role("button", name="Choose", exact=True).first.click()
    page.get_by_text("draft saved").wait_for()
    page.get_by_role("tab", name="Advice").click()
    page.get_by_role("img", name=re.compile("present course")).wait_for(timeout=40_000)
    shot(page, "team-advice")


def test_a_team_asks_what_its_own_orders_have_done(browser, room):
    guest = room.seated("japan", "Kenji")
    guest.did("submit orders", seat="japan", plan={"orders": {"open": 0.9, "join": {"us_led": 0.7}}})
    room.lead.did("resolve")
    room.lead.did("move phase", phase="orders")
    page = at_the_table(browser, room, guest, "Brief")
    page.get_by_role("button", name="What if we").click()
    sheet = page.get_by_role("dialog", name="What if we")
    sheet.get_by_role("img", name=re.compile("in the other game")).wait_for(timeout=40_000)
    sheet.get_by_text("Not the luck of this game").wait_for()
    sheet.get_by_role("combobox", name="ordered nothing new").select_option(label="stayed out of the US-led camp")
    sheet.locator("h3.finding").wait_for()
    shot(page, "team-hindsight")
    figure = sheet.get_by_role("combobox", name="Figure")
    figure.select_option(label="Autonomy")
    sheet.get_by_role("img", name=re.compile("^Autonomy.*in the other game")).wait_for()
    assert sheet.get_by_role("row").count() == 6  # five goals and their heading


def test_money_for_a_promise_and_who_keeps_his_word(browser, room):
    first, other = room.seated("korea", "Minji"), room.seated("japan", "Kenji")
    page = at_the_table(browser, room, other, "Deals")
    page.get_by_role("button", name="New deal").click()
    sheet = page.get_by_role("dialog", name="New deal")
    sheet.get_by_role("combobox", name="Kind").select_option(label="Side payment")
    sheet.get_by_role("combobox", name="Whom").select_option(label="Korea")
    sheet.get_by_role("spinbutton", name=re.compile("Percent of the payer")).fill("3")
    sheet.get_by_role("button", name="Propose and sign").click()
    sheet.wait_for(state="detached")
    (pact,) = first.view()["pacts"]
    assert pact["terms"] == {"korea": {}, "japan": {"payment": {"korea": 0.03}}}
    first.did("sign pact", pact=pact["pact"], seat="korea")
    for breach in ([], [pact["pact"]]):
        other.did("submit orders", seat="japan", plan={"breach": breach})
        room.lead.did("resolve")
        room.lead.did("move phase", phase="orders")
    page = at_the_table(browser, room, first, "Deals")
    page.get_by_text("kept its deals in 1 of 2 turns; broke one in turn 2").wait_for()
    shot(page, "team-word")
    page.get_by_role("tab", name="Brief").click()
    page.get_by_text("kept its deals in 1 of 2 turns; broke one in turn 2").wait_for()
    line = page.get_by_role("img", name=re.compile(r"HBM\) \d\d\.\d%, our line 61\.0%"))
    line.wait_for(timeout=40_000)
    page.get_by_role("img", name=re.compile(r"^Autonomy.*course \d+ to \d+")).wait_for()


def test_a_refused_order_names_its_field_its_reason_and_the_smallest_remedy(browser, room):
    guest = room.seated("japan", "Kenji")
    orders = {"join": {"us_led": 0.8, "china_led": 0.5}}
    guest.did("save draft", seat="japan", plan={"orders": orders}, revision=0)
    page = at_the_table(browser, room, guest, "Orders")
    mend = page.get_by_role("region", name="One thing to change")
    mend.get_by_text("lower the depths by 0.3 in all, or leave one of the blocs").wait_for()
    shot(page, "team-refused")
    mend.get_by_role("button").first.click()
    page.get_by_role("tab", name="Deal", exact=True).wait_for()
    page.locator("#lever-join:focus").wait_for()
    number = page.get_by_role("spinbutton", name=re.compile("China-led.*%"))
    number.fill("20")
    number.press("Tab")
    mend.wait_for(state="detached")


def test_too_many_cards_are_put_back_where_the_refusal_stands(browser, room):
    guest = room.seated("korea", "Minji")
    hand = sorted(guest.get("world").json()["cards"]["korea"].items(), key=lambda c: -c[1]["cost"]["pp"])
    guest.did("save draft", seat="korea", plan={"cards": [card for card, _ in hand[:3]]}, revision=0)
    refusal = guest.post("check", {"plan": {"cards": [card for card, _ in hand[:3]]}}).json()["refusal"]
    assert refusal["code"] == "budget"
    page = at_the_table(browser, room, guest, "Orders", lang="ko")
    mend = page.get_by_role("region", name="1가지를 고쳐야 합니다")
    mend.get_by_text("포인트면 충분합니다").wait_for()
    mend.get_by_role("button", name="거두기").click()
    mend.wait_for(state="detached")
    page.get_by_text("초안 저장").wait_for()
    assert len(room.lodging.table.drafts["korea"].plan.cards) == 2
