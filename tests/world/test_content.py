"""What players read: the hands, deck, treaties, lessons, questions and words of the 2025 world."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from techrace.cli.cards import Move, remarks, survey
from techrace.errors import InputError
from techrace.feasibility import own
from techrace.language import language
from techrace.notation import BY_NAME
from techrace.policies import available, compile_orders, content
from techrace.rules.events import read
from techrace.session import cards, forecasts
from techrace.simulate import prepare
from techrace.world.loading import load

WORLD = load("2025")
SETTING = prepare(WORLD)
HANDS = [(seat, card) for seat, state in WORLD.states.items() for card in state.cards]
HANGUL = re.compile("[\uac00-\ud7a3]")
COSTS = {"subsidy": 6, "verification": 3, "payment": 100, "broker": 2, "swap": 4}  # points of the budget at full use


def texts(part, path=()):
    """Yield every text of a part of the world with its place."""
    if hasattr(part, "en"):
        yield ".".join(path), part
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from texts(inner, (*path, str(key)))
    elif isinstance(part, tuple):
        for i, inner in enumerate(part):
            yield from texts(inner, (*path, str(i)))
    elif hasattr(type(part), "model_fields"):
        for key in type(part).model_fields:
            yield from texts(getattr(part, key), (*path, key))


def points(orders):
    """Count the points of the budget that orders ask for."""
    asked = 100 * sum(max(0, x) for x in orders.get("shift", {}).values())
    for lever, price in COSTS.items():
        given = orders.get(lever, 0)
        asked += price * (sum(given.values()) if isinstance(given, dict) else given)
    return asked


def test_nothing_in_the_world_is_unknown_to_it():
    found = [*content.problems_of(SETTING), *cards.problems_of(SETTING), *forecasts.problems_of(SETTING)]
    assert [(problem.path, str(problem)) for problem in found] == []


def test_there_is_enough_to_play_with():
    assert all(len(state.cards) == 9 for state in WORLD.states.values())
    assert len(WORLD.events) >= 24
    assert (len(WORLD.treaties), len(WORLD.questions), len(WORLD.debrief)) == (6, 24, 10)
    assert sorted(lesson.length for lesson in WORLD.lessons.values()) == [50, 90, 210]
    assert len(WORLD.glossary) >= 64


@pytest.mark.parametrize("section", ["states", "events", "treaties", "questions", "lessons", "debrief", "glossary"])
def test_every_text_is_said_in_both_languages(section):
    missing = [place for place, text in texts(getattr(WORLD, section)) if not text.en or not text.ko]
    english = [place for place, text in texts(getattr(WORLD, section)) if HANGUL.search(text.en)]
    assert missing == english == []


@pytest.mark.parametrize(("seat", "card"), HANDS)
def test_a_card_says_what_it_really_asks_for(seat, card):
    spec = WORLD.states[seat].cards[card]
    assert spec.cost.pp == pytest.approx(points(spec.do), abs=0.51)
    assert spec.cost.pp <= 30
    assert spec.shows
    assert spec.precedent
    for name in spec.do:
        if name in BY_NAME and BY_NAME[name].split:
            assert sum(spec.do[name].values()) <= 1 + 1e-9


@pytest.mark.parametrize(("seat", "card"), HANDS)
def test_a_card_changes_what_stands(seat, card):
    me = SETTING.index("states", seat)
    spec = WORLD.states[seat].cards[card]
    made = compile_orders(spec.do, SETTING, me)
    moved = bool(made.posture.shifts)
    for name, setters in made.posture.setters.items():
        row = own(getattr(SETTING.standing, name), BY_NAME[name], me)
        moved = moved or any((abs(row[s.index] - s.value.evaluate(None, False)) > 1e-9).any() for s in setters)
    assert moved


def test_cards_that_exclude_each_other_are_refused():
    def clash(seat, *names):
        made = [cards.compiled(name, SETTING, seat) for name in names]
        return cards.contradiction(made, SETTING) is not None

    assert clash("us", "high_fence", "open_weights")
    assert clash("us", "high_fence", "grand_bargain")
    assert clash("us", "max_pressure", "dollar_guard")
    assert clash("china", "mineral_lever", "open_hand")
    assert clash("eu", "join_fence", "own_licence")
    assert clash("korea", "join_fence", "two_doors")
    assert clash("japan", "join_fence", "quiet_licence")
    assert clash("taiwan", "join_fence", "lower_heat")
    assert not clash("us", "max_pressure", "high_fence")
    assert not clash("china", "double_fund", "long_march")


def test_a_card_matters_and_depends_on_the_circumstances():
    """Each shows in its figure or in the rating; none pays whatever others do and however late; none is always best."""
    found = survey("2025", list(WORLD.states), worlds=16)
    assert [f.card for f in found if not f.visible] == []
    assert [f.card for f in found if f.always_good] == []
    english = language("en")
    assert remarks(found, english)[0] == english("cards-all-depend")
    assert any(f.always_good for f in [replace(found[0], moods={"default": Move(np.array([0.6]), 0.0, 0.0)})])


def test_empty_seats_of_lessons_have_a_doctrine():
    known = {policy.id: policy.seat for policy in available(SETTING)}
    for lesson in WORLD.lessons.values():
        assert set(lesson.doctrines) == set(WORLD.states)
        assert all(known[doctrine] == seat for seat, doctrine in lesson.doctrines.items())


def test_no_red_line_is_crossed_at_the_start():
    for state in WORLD.states.values():
        figure, sign, limit = re.match(r"^(.*?)\s*([<>])\s*([\d.]+)$", state.red_line.when).groups()
        value = float(read(SETTING.start, figure, SETTING)[0])
        assert value > float(limit) if sign == "<" else value < float(limit)
        assert state.red_line.when in WORLD.questions["beyond_line"].ask


def broken(tmp_path, old, new):
    """Write the 2025 world with one thing changed."""
    text = (Path(__file__).parents[2] / "src" / "techrace" / "worlds" / "2025.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"quality[hbm, korea]": [-0.05, -0.02]', '"quality[hbm, korea]": [-0.02, -0.05]', r"-0\.02 is above -0\.05"),
        ("minutes: [5, 9]", "minutes: [6, 9]", "begins in minute 6 where the step before ends in 5"),
        ("korea: [super_gap,", "korea: [super_gab,", "did you mean 'super_gap'"),
        ("events: [strait_crisis,", "events: [strait_crisys,", "did you mean 'strait_crisis'"),
        ("needs: 2", "needs: 7", "7 of 2 parties cannot sign"),
        ("depth: mixed", "depth: mixt", "did you mean 'mixed'"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path, old, new, says):
    with pytest.raises(InputError, match=says) as error:
        load(str(broken(tmp_path, old, new)))
    assert re.search(r"mine\.yaml:\d+: ", str(error.value))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"quality[hbm, korea]": [', '"qualty[hbm, korea]": [', "did you mean 'quality'"),
        ('shows: "frontier[us]"', 'shows: "frontier[uk]"', "uk"),
        ('good_if: "lead[us, china]', 'good_if: "leed[us, china]', "did you mean 'lead'"),
    ],
)
def test_what_only_the_engine_knows_is_told_with_its_line(tmp_path, old, new, says):
    with pytest.raises(InputError, match=says) as error:
        load(str(broken(tmp_path, old, new)), [lambda world: content.problems_of(prepare(world))])
    assert re.search(r"mine\.yaml:\d+: ", str(error.value))
