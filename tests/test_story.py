"""Headlines: what is told happened, and its causes add up."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from techrace.archive import plan, play
from techrace.language import LANGUAGES, language
from techrace.record import HEADLINES, Record
from techrace.story import STAGES, headlines, lead_changes, reasons, stage, told, turning_points

WORLD = str(Path(__file__).parent / "worlds" / "archipelago.yaml")
KINDS = {q.name: q for q in HEADLINES}


@lru_cache(maxsize=8)
def game(world: str = "2025", seed: int = 7, turns: int | None = None) -> Record:
    return play(plan(world, seed=seed, turns=turns))


def changed(record: Record, **paths) -> Record:
    """Return a record in which some headline figures took another path."""
    from dataclasses import replace

    return replace(record, headlines={**record.headlines, **paths}, states=(), orders=())


def test_a_lead_changes_hands_only_for_good_measure():
    values = np.array([[1.0, 0.9], [1.0, 1.005], [1.0, 1.2], [1.0, 1.1]])
    assert lead_changes(values, 0.01) == [(2, 0, 1)]


def test_platforms_are_weighted_by_what_they_earn():
    record = game(turns=4)
    weight = record.setting.sector_weight[:, 0] / record.setting.sector_weight.sum()
    by_hand = weight @ record.headlines["platform"][4, :, 0, 0]
    assert stage(record, "platforms")[4, 0, 0] == pytest.approx(by_hand)
    assert set(STAGES) == {"frontier", "platforms", "revenue"}


def test_headlines_come_in_order_with_dates():
    found = headlines(game())
    assert found
    assert [h.turn for h in found] == sorted(h.turn for h in found)
    for h in found:
        assert 1 <= h.turn <= 40
        assert h.date == 2025 + (h.turn - 1) * 0.5


def test_figures_of_headlines_are_those_of_the_game():
    record = game()
    for h in headlines(record):
        if h.figure:
            name, ids = h.figure
            path = record.figure(name, *ids)[:, 0]
            assert (h.before, h.after) == (path[h.turn - 1], path[h.turn])


def test_causes_by_rule_are_what_the_rules_did():
    """A figure that two rules or fewer touch changes by exactly the sum of its causes."""
    seen = 0
    for seed in (3, 7):
        for h in headlines(game(seed=seed)):
            rules = [c for c in h.causes if c.kind == "rule"]
            if h.figure and len(rules) == 1 and len(h.causes) == 1:
                assert rules[0].change == pytest.approx(h.after - h.before)
                seen += 1
    assert seen


def test_who_gained_is_said_since_the_start():
    record = game()
    for h in headlines(record):
        for cause in h.causes:
            if cause.kind == "gain" and cause.axis == "holders":
                path = record.figure("layer_share", h.figure[1][0], cause.who)[:, 0]
                assert cause.change == pytest.approx(path[h.turn] - path[0])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("seed", [1, 3, 7])
def test_every_headline_can_be_told(code, seed):
    tell = language(code)
    for h in headlines(game(seed=seed)):
        assert told(h, tell).strip()
        assert "{" not in told(h, tell) + reasons(h, tell)
        assert getattr(h.text, code) == told(h, tell)
        assert getattr(h.why, code) == reasons(h, tell)


def test_a_crash_is_the_first_thing_to_tell():
    record = game(turns=6)
    crashes = np.array(record.headlines["crashes"])
    crashes[4:, 1] += 1
    found = headlines(changed(record, crashes=crashes))
    crash = next(h for h in found if h.kind == "crash")
    assert (crash.turn, crash.subjects) == (4, (("who", "states", "china"),))
    assert crash in turning_points(found)
    assert told(crash, language("en")) == "AI stocks crash in China"


@pytest.mark.parametrize(
    ("name", "place", "path", "kinds"),
    [
        ("detente", (0, 1), [0.0, 0.3, 0.3, 0.05, 0.0], ["detente-signed", "detente-broken"]),
        ("duty", (0,), [0.35, 0.6, 0.6, 0.2, 0.2], ["bloc-strict", "bloc-loose"]),
        ("membership", (0, 3), [0.35, 0.6, 0.6, 0.1, 0.1], ["bloc-joined", "bloc-left"]),
        ("embargo", (1, 0), [0.0, 0.9, 0.9, 0.3, 0.3], ["embargo", "embargo-lifted"]),
        ("unrest", (2,), [0.2, 0.6, 0.6, 0.3, 0.3], ["unrest", "calm"]),
        ("trust", (), [0.8, 0.75, 0.69, 0.69, 0.69], ["trust"]),
        ("tension", (), [0.4, 0.75, 0.75, 0.5, 0.5], ["tension-high", "tension-low"]),
        ("capital", (), [9.0, 9.0, 5.0, 5.0, 5.0], ["correction"]),
        ("fund", (1,), [0.001, 0.002, 0.002, 0.002, 0.002], ["fund"]),
        ("passed", (4,), [1e6, 1e6, 2.0, 2.0, 2.0], ["passed"]),
        ("shocks", (), [0.0, 0.0, 1.0, 1.0, 1.0], ["shock"]),
        ("revenue", (1,), [0.1, 0.1, 50.0, 50.0, 50.0], ["lead-revenue"]),
    ],
)
def test_what_crosses_a_line_is_told_once(name, place, path, kinds):
    record = game(turns=4)
    flat = {n: np.repeat(v[:1], 5, axis=0) for n, v in record.headlines.items()}
    values = np.array(flat[name])
    values[(slice(None), *place, 0)] = path
    assert headlines(changed(record, **flat)) == []
    found = [h for h in headlines(changed(record, **(flat | {name: values}))) if h.kind != "redline"]
    assert [h.kind for h in found] == kinds
    for code in LANGUAGES:
        assert told(found[0], language(code))


def test_turning_points_are_few_and_of_many_kinds():
    found = headlines(game())
    chosen = turning_points(found, 6)
    assert len(chosen) <= 6
    assert [h.turn for h in chosen] == sorted(h.turn for h in chosen)
    kinds = [h.kind.split("-")[0] for h in chosen]
    assert max(kinds.count(k) for k in kinds) <= 3


def test_another_world_with_other_names_has_a_story():
    for h in headlines(game(WORLD, 3)):
        assert told(h, language("ko"))


def test_a_batch_tells_of_any_of_its_worlds():
    record = play(plan(WORLD, seed=3, worlds=20))
    assert not record.states
    alone = headlines(record, 4)
    assert all(c.kind != "rule" for h in alone for c in h.causes)
