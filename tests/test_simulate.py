"""The engine's promises, in random worlds under random orders."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techrace.arrays import total
from techrace.chance import Chance, chance
from techrace.feasibility import project
from techrace.orders import LINES
from techrace.policies import policy
from techrace.record import digest, join
from techrace.rules import flight
from techrace.rules.turn import ORDER, name_of, parameters, steps, turn
from techrace.simulate import begin, calendar, draw_parameters, prepare, simulate
from techrace.state import QUANTITIES
from techrace.testing import KINDS, any_orders, rearranged, reordered
from techrace.testing.contract import check_state, differences
from techrace.testing.strategies import parameters as any_parameters
from techrace.testing.strategies import worlds as any_worlds
from techrace.world.loading import load

seeds = st.integers(0, 2**32 - 1)


def players(setting, name="status-quo"):
    return [policy(name, setting, seat) for seat in range(len(setting.names["states"]))]


def played(setting, luck, turns, kind):
    """Play turn by turn with random orders of a kind, yielding every state and the orders that led to it."""
    state = begin(setting, luck)
    for t in range(turns):
        now = luck.at(t)
        orders = any_orders(setting, state, now, kind)
        state = turn(state, orders, setting, now)
        yield state, orders


# ---------------------------------------------------------------- ranges


@given(any_worlds(), seeds, st.sampled_from(KINDS), any_parameters(), st.integers(1, 60))
def test_every_figure_stays_a_number_inside_its_range(world, seed, kind, values, turns):
    """In any world, under any orders, with any parameters; and whatever is a share sums to one."""
    setting = prepare(world, values)
    check_state(begin(setting, chance(seed, 2)), setting)
    for state, _ in played(setting, chance(seed, 2), turns, kind):
        check_state(state, setting, who=f"turn {state.turn}")


@given(any_worlds(), seeds, st.sampled_from(KINDS))
def test_nobody_spends_more_than_his_budget(world, seed, kind):
    setting, luck = prepare(world), chance(seed, 2)
    state = begin(setting, luck)
    orders = project(any_orders(setting, state, luck, kind), state, setting)
    dear = 0.03 * orders.verification + 0.02 * orders.broker + 0.06 * orders.subsidy
    dear = dear + total(orders.payment, 1) + 0.04 * total(orders.swap, 1)
    assert orders.spend.min() >= 0
    spent = total(orders.spend)
    assert np.all((spent + dear <= 1 + 1e-9) | (spent <= 1e-9))


@given(any_worlds(), seeds, st.sampled_from(KINDS))
def test_capital_is_conserved_but_for_what_crashes_write_off(world, seed, kind):
    setting, luck = prepare(world), chance(seed, 4)
    state = begin(setting, luck)
    state = state.evolve(valuation_gap=state.valuation_gap - 4.0 * luck.uniform("gaps", setting.names["states"]))
    for t in range(3):
        orders = any_orders(setting, state, luck.at(t), kind)
        before = state
        for name, after in steps(state, orders, setting, luck.at(t)):
            if name == "flight":
                ledger = before.capital - after.write_off - after.capital
                assert np.allclose(ledger, 0.0, atol=1e-6)  # a place is never left with less than a thousandth of 1 M$
            before = after
        state = before.evolve(turn=t + 1)
    outflow = np.broadcast_to(luck.uniform("outflow", setting.names["states"]), state.run.shape)
    assert np.allclose(total(flight.flows(state, outflow, setting)), 0.0, atol=1e-9)


def test_the_archipelago_plays_sixty_turns(islands):
    record = simulate(islands, players(islands), turns=60, worlds=3, seed=2)
    for state in record.states:
        check_state(state, islands, who=f"turn {state.turn}")
    assert record.turns == 60
    assert record.dates()[-1] == 130.0
    assert record.final.turn == 60
    assert record.figure("gdp", "alder")[-1].min() > 5.0


def test_a_start_at_rest_hardly_moves_in_a_turn(world):
    """What the standing orders imply is settled before play, so that nothing jumps because play begins."""
    record = simulate(world, players(world), turns=1, worlds=16)
    for name in ("gdp", "chip_access", "layer_share", "ecosystem_share", "trust"):
        moved = np.abs(record.headlines[name][1] - record.headlines[name][0]).mean()
        assert moved < 0.05 * np.abs(record.headlines[name][0]).mean() + 0.01, name


# ---------------------------------------------------------------- the same game


def test_a_replay_is_the_same_to_the_last_bit(world):
    one, two = (simulate(world, players(world, "random-legal"), turns=6, seed=3, worlds=5) for _ in range(2))
    assert [digest(s) for s in one.states] == [digest(s) for s in two.states]
    other = simulate(world, players(world, "random-legal"), turns=6, seed=4, worlds=5)
    assert digest(other.final) != digest(one.final)


@pytest.fixture(scope="module")
def batch(world):
    return simulate(world, players(world, "random-legal"), turns=8, seed=9, worlds=64, keep=True)


@pytest.mark.parametrize("size", [1, 2, 3, 17, 64])
def test_any_chunk_of_a_batch_is_the_same_games(world, batch, size):
    """Chunks of a size, taken from a batch of 64 in an order that no stream of luck would survive."""
    ids = np.array([(11 * i + 5) % 64 for i in range(64)], dtype=np.uint64)[:size]
    alone = simulate(world, players(world, "random-legal"), turns=8, seed=9, worlds=ids, keep=True)
    for t, (state, whole) in enumerate(zip(alone.states, batch.states, strict=True)):
        assert differences(state, whole.take(ids.astype(int))) == [], f"turn {t}"
    assert np.array_equal(alone.measures, batch.measures[..., ids.astype(int)])


@given(st.integers(0, 63))
def test_any_world_alone_is_the_same_game(world, batch, index):
    alone = simulate(world, players(world, "random-legal"), turns=3, seed=9, worlds=np.array([index]))
    assert digest(alone.final) == digest(batch.states[3].take(np.array([index])))


@given(any_worlds(), seeds, st.sampled_from(KINDS), st.lists(st.integers(0, 8), min_size=1, max_size=4))
def test_worlds_with_their_own_parameters_are_the_same_alone(world, seed, kind, index):
    ids, part = np.arange(9, dtype=np.uint64), np.array(index)
    drawn = draw_parameters(seed, ids)
    few = draw_parameters(seed, ids[part])
    assert all(np.array_equal(drawn[name][part], few[name]) for name in drawn)
    whole, alone = prepare(world, drawn), prepare(world, few)
    paired = zip(
        played(whole, Chance(seed, ids, 0), 3, kind), played(alone, Chance(seed, ids[part], 0), 3, kind), strict=True
    )
    for (state, _), (mine, _) in paired:
        assert differences(state.take(part), mine) == []


def test_chunks_join_to_the_batch(world, batch):
    chunks = [simulate(world, players(world, "random-legal"), turns=8, seed=9, worlds=ids, keep=True)
              for ids in (np.arange(40), np.arange(40, 64))]  # fmt: skip
    whole = join(chunks)
    assert digest(whole.final) == digest(batch.final)
    assert all(np.array_equal(whole.headlines[name], batch.headlines[name]) for name in batch.headlines)


def test_a_big_batch_keeps_headlines_only(islands):
    told = []
    record = simulate(islands, players(islands), turns=3, worlds=20, progress=lambda t, of: told.append((t, of)))
    assert not record.states
    assert record.headlines["gdp"].dtype == np.float32
    assert told == [(1, 3), (2, 3), (3, 3)]
    exact = simulate(islands, players(islands), turns=3, worlds=20, keep=True)
    assert np.array_equal(record.headlines["gdp"], exact.headlines["gdp"].astype(np.float32))


# ---------------------------------------------------------------- the order of names


@given(any_worlds(edges=False), seeds)
def test_the_order_in_which_a_world_lists_its_names_is_irrelevant(world, seed):
    """States, regions, layers, sectors, ecosystems, camps, waves and events: luck belongs to names."""
    setting, other = prepare(world), prepare(reordered(world, chance(seed)))
    luck = chance(seed, 3)
    pairs = zip(played(setting, luck, 4, "legal"), played(other, luck, 4, "legal"), strict=True)
    for (state, orders), (moved, others) in pairs:
        assert differences(rearranged(state, setting.names, other.names), moved, rtol=1e-9, atol=1e-9) == []
        carried = rearranged(orders, setting.names, other.names)
        assert np.allclose(carried.spend, others.spend, rtol=1e-9, atol=1e-12)


def test_reordering_really_reorders(islands):
    other = prepare(reordered(islands.world))
    assert other.names["states"] == ("dune", "cedar", "birch", "alder")
    assert other.names["holders"] == ("dune", "cedar", "birch", "alder", "rest")
    assert not np.array_equal(other.start.gdp, islands.start.gdp)


# ---------------------------------------------------------------- mechanisms apart


@pytest.mark.parametrize("name", [name_of(rule) for rule in ORDER])
def test_the_luck_of_others_does_not_depend_on_a_mechanism(islands, name):
    """Without a mechanism a turn is played; what was drawn for the others is what was drawn before."""
    asked = {}

    class Listening(Chance):
        def uniform(self, rule, *axes):
            values = super().uniform(rule, *axes)
            asked.setdefault(self.off, {})[rule, axes, self.turn] = values.copy()
            return values

    for off in ("", name):
        luck = Listening(5, np.arange(3, dtype=np.uint64), 0)
        object.__setattr__(luck, "off", off)
        setting = islands.evolve(without=frozenset({off} if off else ()))
        state = turn(begin(islands, chance(5, 3)), islands.standing, setting, luck)
        check_state(state, islands, who=f"without {name}")
    shared = asked[""].keys() & asked[name].keys()
    assert all(np.array_equal(asked[""][key], asked[name][key]) for key in shared)
    assert {rule for rule, *_ in asked[""]} - {rule for rule, *_ in asked[name]} <= {
        name,
        "shocks origin",
        "shocks sector",
    }


def test_switched_off_in_the_world_or_by_hand(islands):
    by_hand = prepare(islands.world, without=["shocks", "agi"])
    in_the_world = prepare(islands.world.model_copy(update={"without": ("shocks", "agi")}))
    for setting in (by_hand, in_the_world):
        final = simulate(setting, players(setting), turns=10, worlds=8).final
        assert not final.shocks.any()
        assert not final.agi.any()
    assert simulate(islands, players(islands), turns=10, worlds=8).final.shocks.any()


# ---------------------------------------------------------------- constants


def test_parameters_reach_the_rules(islands):
    usual = simulate(islands, players(islands), turns=4, seed=1).final
    slow = prepare(islands.world, {"frontier.pace": 0.095})
    assert simulate(slow, players(slow), turns=4, seed=1).final.frontier[0, 0] < usual.frontier[0, 0]


def test_drawn_parameters_lie_in_their_bounds_around_the_default():
    drawn = draw_parameters(3, np.arange(4_000, dtype=np.uint64))
    declared = {p.name: p for p in parameters() if p.drawn}
    assert drawn.keys() == declared.keys()
    for name, values in drawn.items():
        p = declared[name]
        assert p.low <= values.min() <= values.max() <= p.high
        # A triangle's mean is the mean of its corners, its variance an eighteenth of their spread.
        a, b, c = p.low, p.default, p.high
        sd = np.sqrt((a * a + b * b + c * c - a * b - a * c - b * c) / 18)
        assert values.mean() == pytest.approx((a + b + c) / 3, abs=5 * sd / np.sqrt(4_000))
        assert values.std() == pytest.approx(sd, rel=0.06)


def test_dated_changes_come_into_force_on_their_turn(islands):
    by_turn = calendar(islands, 8)  # cells grow by a fifth from 102, the start of the fifth turn
    cells = islands.index("layers", "cell")
    assert [round(float(s.demand_growth[cells, 0]), 3) for s in by_turn] == [0.1] * 4 + [0.2] * 4
    assert by_turn[7].start is islands.start


def test_a_constant_that_differs_from_the_worlds_own_outlives_dated_changes_of_others(islands):
    storm, cells = islands.index("events", "storm"), islands.index("layers", "cell")
    often = np.repeat(islands.event_hazard, 3, axis=-1)
    often[storm] = [0.0, 1e6, 0.5]
    growth = np.repeat(islands.demand_growth, 3, axis=-1) * [1.0, 2.0, 3.0]
    varied = islands.evolve(event_hazard=often, demand_growth=growth, norm=2 * islands.norm)
    later = calendar(varied, 8)[7]
    assert np.array_equal(later.event_hazard, often)
    assert np.array_equal(later.norm, 2 * islands.norm)
    assert later.demand_growth[cells].tolist() == [0.2] * 3  # the dated change itself
    others = [i for i in range(len(islands.names["layers"])) if i != cells]
    assert np.array_equal(later.demand_growth[others], growth[others])
    seen = simulate(varied, players(islands), turns=8, worlds=3, keep=False).final.events_seen[storm]
    assert seen[0] == 0
    assert seen[1] > 1  # also after the date


def test_gifts_stay_for_a_game_and_differ_between_games(islands):
    record = simulate(islands, players(islands), turns=3, worlds=6)
    first, last = record.states[0], record.final
    assert np.array_equal(first.gift_frontier, last.gift_frontier)
    assert np.unique(first.gift_frontier).size == 24
    assert np.array_equal(first.temper, last.temper)


def test_every_quantity_of_the_start_is_spread_over_the_worlds(islands):
    state = begin(islands, chance(0, 5))
    assert all(getattr(state, q.name).shape[-1] == 5 for q in QUANTITIES)
    state.gdp[0, 0] = 1.0
    assert islands.start.gdp[0, 0] == 10.0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["2025"])
def test_shipped_worlds_play_sixty_turns_under_any_orders(name):
    setting = prepare(load(name))
    for kind in KINDS:
        for state, _ in played(setting, chance(1, 4), 60, kind):
            check_state(state, setting, who=f"{kind} turn {state.turn}")


def test_lines_are_what_budgets_are_made_of(islands):
    record = simulate(islands, players(islands), turns=1)
    assert replace(record).final.effort.shape == (len(LINES), 4, 1)
