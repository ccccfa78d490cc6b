"""The report says why: a section of one game, its numbers those of the explanation."""

import pytest

from techrace.explain.terms import by_term
from techrace.policies import policy
from techrace.report.sections.explained import section
from techrace.simulate import simulate


def test_one_game_is_explained(game):
    found = section(game)
    assert found is not None
    how, who = found.figures
    values = how.panels[0].rows[0].values
    assert values[-1] - values[0] == pytest.approx(sum(values[1:-1]), abs=1e-9)
    assert len(who.panels[0].x) == 5  # the sixth kept to its standing orders
    (bars,) = who.panels[0].option["series"]
    assert min(bar["value"] for bar in bars["data"]) < 0
    assert {bar["label"]["position"] for bar in bars["data"]} == {"right"}  # never over a name, on the left
    assert found.title.en
    assert found.title.ko


def test_steps_are_the_terms(game):
    found = section(game)
    assert found is not None
    changes = {k: s.layer_share[..., 0] for k, s in (("start", game.states[0]), ("end", game.final))}
    moved = abs(changes["end"] - changes["start"])
    layer, holder = divmod(int(moved.argmax()), moved.shape[1])
    names = game.setting.names
    terms = by_term(game, f"layer_share[{names['layers'][layer]}, {names['holders'][holder]}]")
    values = found.figures[0].panels[0].rows[0].values
    assert values[0] == pytest.approx(terms.before)
    assert values[1] == pytest.approx(terms.causes(7)[0][1], abs=1e-12)


def test_a_batch_has_no_single_account_and_quiet_states_no_part(game, setting):
    quiet = [policy("status-quo", setting, i) for i in range(6)]
    assert section(simulate(setting, quiet, turns=2, worlds=3)) is None
    alone = section(simulate(setting, quiet, turns=2))
    assert alone is not None
    assert len(alone.figures) == 1
