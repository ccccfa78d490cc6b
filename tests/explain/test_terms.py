"""The terms of the share rule add up, by any number of quadrature points that is enough."""

import numpy as np
import pytest

from techrace.errors import InputError
from techrace.explain import terms
from techrace.explain.terms import by_term
from techrace.policies import policy
from techrace.simulate import simulate


@pytest.mark.parametrize(
    "share", ["layer_share[hbm, korea]", "layer_share[foundry, taiwan]", "layer_share[dram, rest]"]
)
def test_terms_sum_to_the_change_of_a_share(game, share):
    found = by_term(game, share)
    path = np.array([s.layer_share[found.figure.index][0] for s in game.states])
    np.testing.assert_allclose(found.deltas.sum(axis=0), np.diff(path), rtol=0, atol=1e-9)


@pytest.mark.parametrize("span", [(0, 1), (0, 6), (3, 8)])
def test_what_is_left_of_the_terms_sums_to_the_change_of_the_span(game, span):
    found = by_term(game, "layer_share[hbm, korea]", span)
    assert found.parts.sum() == pytest.approx(found.after - found.before, abs=1e-9)
    assert sum(value for _, value in found.causes(4)) == pytest.approx(found.after - found.before, abs=1e-9)


def test_orders_wear_off_as_the_market_chooses_again(game):
    """What a term did by a turn counts later with one factor for all terms: the share that has not chosen since."""
    early, late, whole = (by_term(game, "layer_share[hbm, korea]", span) for span in ((0, 4), (4, 8), (0, 8)))
    kept = [
        (all_of_it - late.parts[late.names.index(name)]) / early.parts[early.names.index(name)]
        for name, all_of_it in zip(whole.names, whole.parts, strict=True)
        if name in early.names and name in late.names and name != "under way" and abs(all_of_it) > 1e-6
        if abs(early.parts[early.names.index(name)]) > 1e-4
    ]
    assert len(kept) > 3
    assert 0 < kept[0] < 0.5
    np.testing.assert_allclose(kept, kept[0], rtol=1e-6)


def test_of_a_long_game_nothing_counts_for_more_than_the_market(setting):
    policies = [policy("status-quo", setting, i) for i in range(len(setting.names["states"]))]
    found = by_term(simulate(setting, policies, turns=40, seed=7), "layer_share[hbm, korea]")
    assert np.abs(found.deltas.sum(axis=1)).max() > 1  # all that it ever moved: more than the whole market
    assert np.abs(found.parts).max() < 1


def test_nothing_is_left_over_but_what_shelves_lost(game, setting):
    """Empty shelves are what the logit does not explain; where no layer needs a flow of inputs it explains all."""
    needy = [layer for layer, needs in enumerate(setting.flow_needs[:, :, 0]) if needs.any()]
    free = next(name for i, name in enumerate(setting.names["layers"]) if i not in needy)
    found = by_term(game, f"layer_share[{free}, us]")
    left = found.deltas[found.names.index("empty shelves")]
    np.testing.assert_allclose(left, 0, atol=1e-9)


def test_points_do_not_matter(game, monkeypatch):
    many = by_term(game, "layer_share[hbm, korea]")
    monkeypatch.setattr(terms, "POINTS", 60)
    np.testing.assert_allclose(by_term(game, "layer_share[hbm, korea]").deltas, many.deltas, rtol=0, atol=1e-9)


def test_compared_with_the_turn_itself_all_is_under_way(game):
    found = by_term(game, "layer_share[hbm, korea]", (4, 5), since=4)
    moving = {name for name, d in zip(found.names, found.deltas[:, 0], strict=True) if abs(d) > 1e-9}
    assert moving <= {"under way", "empty shelves"}


def test_only_layer_shares_have_terms(game):
    with pytest.raises(InputError, match="only the share of a layer"):
        by_term(game, "trust")
    with pytest.raises(InputError, match="since 5"):
        by_term(game, "layer_share[hbm, korea]", (4, 6), since=5)
