import numpy as np
import pytest

from techrace.report import tournament as pages
from techrace.tournament import analyse
from techrace.tournament.dynamics import alpha_rank, regret, replicator
from techrace.tournament.save import facts

DILEMMA = [[3, 0], [5, 1]], [[3, 5], [0, 1]]  # cooperate, defect
STAG = [[4, 0], [3, 3]], [[4, 3], [0, 3]]
PENNIES = [[1, -1], [-1, 1]], [[-1, 1], [1, -1]]


def places(stable):
    return [tuple(int(p[-1]) for p in one.profile.values()) for one in stable if one.equilibrium]


def test_in_the_dilemma_cooperation_is_dominated_and_both_would_return_to_it_together(game):
    found = analyse(game(*DILEMMA))
    assert {(d.policy[-1], d.by[-1], d.kind) for d in found.dominated} == {("0", "1", "strict")}
    assert places(found.stable) == [(1, 1)]
    (away,) = found.deviations
    assert [p[-1] for p in away.to.values()] == ["0", "0"]
    assert [g.value for g in away.gains.values()] == pytest.approx([2, 2])
    assert away.sure


def test_the_stag_hunt_has_two_equilibria_and_a_mixed_one(game):
    found = analyse(game(*STAG))
    assert sorted(places(found.stable)) == [(0, 0), (1, 1)]
    mixed = [m for m in found.mixtures if m.kind == "equilibrium"]
    assert [np.round(x, 6).tolist() for x in mixed[0].shares] == [[0.75, 0.25], [0.75, 0.25]]


def test_matching_pennies_is_only_stable_mixed(game):
    found = analyse(game(*PENNIES))
    assert found.equilibria == 0
    assert [x.tolist() for x in found.mixtures[0].shares] == [[0.5, 0.5], [0.5, 0.5]]
    assert alpha_rank(np.array(PENNIES, dtype=float)) == pytest.approx(np.full((2, 2), 0.25))


def test_what_is_dominated_only_after_others_are_left_out_has_a_later_round(game):
    mine = [[1, 1, 0], [0, 0, 2]]
    his = [[0, 2, 1], [3, 1, 0]]
    found = analyse(game(mine, his))
    levels = {(d.seat, d.policy[-1]): d.level for d in found.dominated if d.kind == "strict"}
    assert levels[list(found.stable[0].profile)[1], "2"] == 1
    assert levels[next(iter(found.stable[0].profile)), "1"] == 2


def test_luck_too_large_for_the_games_leaves_nothing_sure(game):
    sure, unsure = analyse(game(*DILEMMA, noise=0.1)), analyse(game(*DILEMMA, noise=60.0, worlds=8))
    assert sure.stable[0].sure
    assert not any(d.kind == "strict" for d in unsure.dominated)
    assert not any(one.sure for one in unsure.stable)


def test_three_seats_and_a_coalition_of_two(game):
    pay = np.zeros((3, 2, 2, 2))
    pay[0, 1, 1], pay[1, 1, 1], pay[2, 1, 1] = 2.0, 2.0, -1.0
    pay[0, 1, 0], pay[1, 0, 1] = -1.0, -1.0  # alone it does not pay
    found = analyse(game(*pay))
    stable = {tuple(p[-1] for p in d.profile.values()) for d in found.deviations}
    assert ("0", "0", "0") in stable
    assert all(len(d.members) == 2 for d in found.deviations)


def test_replicator_dynamics_comes_to_rest_where_nobody_is_tempted():
    pay = np.array(STAG, dtype=float)
    path = replicator(pay)
    assert all(np.allclose(rows.sum(axis=1), 1.0) for rows in path)
    assert regret(pay, [rows[-1] for rows in path]) < 0.05


def test_sentences_speak_both_languages_and_say_what_is_not_sure(game):
    result = game(*DILEMMA, noise=60.0, worlds=8)
    said = pages.sentences(result, analyse(result))
    assert all(w.en and w.ko and "{" not in w.en + w.ko for w in said)
    assert any("not enough games" in w.en for w in said)


def test_what_is_found_is_plain_data(game):
    result = game(*STAG)
    data = facts(result, analyse(result))
    assert data["equilibria"] == 2
    assert data["stable"][0]["gain"]["value"] <= 0
