"""The terms of the share rule add up, by any number of quadrature points that is enough."""

import numpy as np
import pytest

from techrace.errors import InputError
from techrace.explain import terms
from techrace.explain.terms import by_term


@pytest.mark.parametrize(
    "share", ["layer_share[hbm, korea]", "layer_share[foundry, taiwan]", "layer_share[dram, rest]"]
)
def test_terms_sum_to_the_change_of_a_share(game, share):
    found = by_term(game, share)
    path = np.array([s.layer_share[found.figure.index][0] for s in game.states])
    np.testing.assert_allclose(found.deltas.sum(axis=0), np.diff(path), rtol=0, atol=1e-9)


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
