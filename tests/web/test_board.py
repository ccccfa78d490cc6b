"""The board: public facts only, a headline for every turn, and scenes that fit on the wall."""

from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from browsers import WALL, browsing, shot
from houses import at_home

from techrace.session import play
from techrace.session.seats import Viewer
from techrace.state import QUANTITIES
from techrace.web import board, content
from techrace.world.loading import load

SCENES = ("world", "race", "chokepoints", "capital", "blocs", "news")
SECRET = [q.name for q in QUANTITIES if q.secret in ("private", "hidden")]
NOISY = [q.name for q in QUANTITIES if q.secret == "noisy"]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """The second turn of a game, in the phase of the board."""
    with at_home(tmp_path_factory.mktemp("house"), "2025", turns=4) as home:
        for _ in range(2):
            home.begin()
            home.lead.did("resolve")
        yield home


def changed(line, names):
    """Return a game in which some quantities are other than they were."""
    state = line.state
    more = {name: np.clip(getattr(state, name) * 0.7, 0.01, None) for name in names}
    other = replace(line, state=replace(state, **more))
    assert any(not np.array_equal(getattr(other.state, n), getattr(state, n)) for n in names)
    return other


def told(monkeypatch, table, line):
    monkeypatch.setattr(play, "line_of", lambda _: line)
    return board._facts(table)


@pytest.mark.parametrize("name", SECRET)
def test_what_is_private_or_hidden_changes_nothing_on_the_board(monkeypatch, room, name):
    table, line = room.lodging.table, play.line_of(room.lodging.table)
    assert told(monkeypatch, table, changed(line, [name])) == told(monkeypatch, table, line)


def test_what_others_see_only_dimly_reaches_the_board_on_the_ladder_alone(monkeypatch, room):
    table, line = room.lodging.table, play.line_of(room.lodging.table)
    found, before = told(monkeypatch, table, changed(line, NOISY)), told(monkeypatch, table, line)
    assert {key for key in before if found[key] != before[key]} <= {"ladder"}
    assert found["ladder"]["now"]["revenue"] == before["ladder"]["now"]["revenue"]


def test_the_press_knows_no_better_than_a_team(room):
    """The mean of all teams' estimates would: their errors cancel."""
    errors, own = [], []
    table = room.lodging.table
    line = play.line_of(table)
    truth = line.state.frontier[:, 0]
    for seed in range(40):
        game = replace(line.game, fog=replace(line.game.fog, seed=seed))
        seen = replace(line, game=game)
        errors.append(np.array(board._ladder(seen, line.turn)["frontier"]) - truth)
        own += [np.delete(seen.view(i, game.fog).array("frontier")[:, 0] - truth, i) for i in range(6)]
    assert np.sqrt(np.mean(np.square(errors))) > 0.4 * np.sqrt(np.mean(np.square(own)))


def test_the_press_errs_in_its_own_way(room):
    line = play.line_of(room.lodging.table)
    mine = [line.view(i, line.game.fog).array("frontier")[:, 0] for i in range(6)]
    press = np.array(board._ladder(line, line.turn)["frontier"])
    assert all(abs(press[j] - mine[i][j]) > 1e-6 for i in range(6) for j in range(6))


def test_every_turn_has_a_headline_in_both_languages(monkeypatch, room):
    assert board.facts(room.lodging.table)["news"]
    monkeypatch.setattr(board, "public_headlines", lambda _: [])
    (only,) = board._facts(room.lodging.table)["news"]
    assert set(only) == {"en", "ko"}
    assert "points" in only["en"]
    assert "%p" in only["ko"]


def test_the_facts_add_up(room):
    found = board.facts(room.lodging.table)
    assert sum(s["now"] for s in found["shares"]) == pytest.approx(1.0, abs=0.005)
    assert all(sum(c["holders"].values()) == pytest.approx(1.0, abs=0.01) for c in found["chokepoints"])
    assert [c["hhi"] for c in found["chokepoints"]] == sorted((c["hhi"] for c in found["chokepoints"]), reverse=True)
    assert sum(found["capital"]["shares"].values()) == pytest.approx(1.0, abs=0.01)
    assert len(found["mosaic"]) == len(found["was"]) == len(board.drawing(load("2025"))["tiles"])


def test_who_watches_the_board_is_dealt_no_cards(room):
    assert "cards" not in content.world(room.lodging.table, Viewer("board"))


@pytest.fixture
def browser(room):
    with browsing() as found:
        yield found


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_scene_stays_between_the_head_and_the_foot(browser, room, lang):
    page = browser.device(size=WALL, lang=lang)
    page.goto(f"{room.address}/r/{room.room}/board#in={room.board.link}")
    page.locator("footer").wait_for()
    for scene in SCENES:
        room.lead.post("lead/scene", {"scene": scene})
        page.locator(f"[data-scene={scene}]").wait_for()
        page.wait_for_timeout(150)
        shot(page, f"board-{scene}-{lang}")
        inside = page.evaluate(
            "(() => { const f = document.querySelector('footer').getBoundingClientRect();"
            " const s = document.querySelector('[data-scene]').getBoundingClientRect();"
            " return f.bottom <= innerHeight + 1 && s.bottom <= f.top + 1; })()"
        )
        assert inside, scene
        small = page.evaluate(
            "[...document.querySelectorAll('main *')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3"
            " && n.data.trim()) && !e.closest('.token')).map((e) => {"
            " const k = e.getScreenCTM ? e.getScreenCTM().a : 1;"
            " return [k * parseFloat(getComputedStyle(e).fontSize), e.textContent]; }).filter(([px]) => px < 25.5)"
        )
        assert small == [], scene
    room.lead.post("lead/scene", {"scene": "auto"})


def test_everybody_prints_their_own_brief_and_the_facilitator_all(browser, room):
    korea = room.seated("korea", "Minji")
    for guest, pages in ((korea, 1), (room.lead, 6)):
        page = browser.device(size=(680, 1009))  # A4 within its margins
        page.goto(f"{room.address}/r/{room.room}/print#in={guest.link}")
        page.locator(".page").first.wait_for()
        page.emulate_media(media="print")
        heights = page.eval_on_selector_all(".page", "all => all.map((x) => x.getBoundingClientRect().height)")
        assert len(heights) == pages
        assert max(heights) <= 940  # of Letter, the shorter of the two


def test_many_ecosystems_leave_the_race_its_place(tmp_path):
    earlier = str(files("techrace.worlds") / "history" / "mobile-2007.yaml")
    with at_home(tmp_path, earlier, turns=2) as home, browsing() as there:
        home.begin()
        page = there.device(size=WALL, lang="ko")
        page.goto(f"{home.address}/r/{home.room}/board#in={home.board.link}")
        page.locator(".shares .figure").nth(5).wait_for()
        ends, begins = page.evaluate(
            "(() => { const side = document.querySelector('.mapside');"
            " const all = [side, ...side.querySelectorAll('.shares > span')];"
            " const ends = all.map((e) => e.getBoundingClientRect().right);"
            " return [Math.max(...ends), side.nextElementSibling.getBoundingClientRect().left]; })()"
        )
        assert ends <= begins
