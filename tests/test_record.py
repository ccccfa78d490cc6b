"""What a run leaves behind."""

import numpy as np
import pytest

from techrace.policies import policy
from techrace.record import HEADLINES, digest, first_game, join
from techrace.simulate import simulate


@pytest.fixture(scope="module")
def record(islands):
    return simulate(islands, [policy("status-quo", islands, i) for i in range(4)], turns=4, seed=3, worlds=3)


def test_figures_are_found_by_name(record, islands):
    assert record.figure("layer_share", "lens", "cedar").shape == (5, 3)
    assert record.figure("layer_share", "lens", "cedar")[2, 1] == record.states[2].layer_share[0, 2, 1]
    assert record.figure("trust").tolist() == [s.trust.tolist() for s in record.states]
    with pytest.raises(ValueError, match="zip"):
        record.figure("layer_share", "lens")
    assert record.headlines.keys() == {q.name for q in HEADLINES}


def test_dates_turns_and_what_is_kept(record):
    assert record.turns == 4
    assert record.dates() == [100.0, 100.5, 101.0, 101.5, 102.0]
    assert len(record.states) == len(record.orders) + 1 == 5
    assert record.measures.shape == (5, 5, 4, 3)
    assert record.policies == dict.fromkeys(("alder", "birch", "cedar", "dune"), "status-quo")


def test_digest_sees_every_bit(record):
    final = record.final
    assert digest(final) == digest(final.take(slice(None)))
    assert len(digest(final)) == 16
    nudged = final.evolve(trust=np.nextafter(final.trust, 2.0))
    assert digest(nudged) != digest(final)
    assert digest(final.evolve(turn=9)) != digest(final)


def test_join(record):
    assert join([record]) is record
    both = join([record, record])
    assert both.worlds.tolist() == [0, 1, 2, 0, 1, 2]
    assert both.figure("gdp", "alder").shape == (5, 6)
    assert both.final.worlds == 6
    assert both.measures.shape[-1] == 6


def test_the_first_game_of_a_batch_is_that_game_alone(islands):
    alone = simulate(islands, [policy("any.builder", islands, i) for i in range(4)], turns=4, seed=3)
    batch = simulate(islands, [policy("any.builder", islands, i) for i in range(4)], turns=4, seed=3, worlds=5)
    first = first_game(batch)
    assert [digest(s) for s in first.states] == [digest(s) for s in alone.states]
    assert first.worlds.tolist() == [0]
    assert np.array_equal(first.measures, alone.measures)
    assert all(np.array_equal(first.headlines[name], values) for name, values in alone.headlines.items())
    assert np.array_equal(first.orders[3].spend[..., 0], alone.orders[3].spend[..., 0])
