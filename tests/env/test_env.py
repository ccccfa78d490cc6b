"""The environments: what their libraries demand, and that they play the same game as everything else."""

import warnings
from pathlib import Path

import numpy as np
import pytest

from techrace.errors import InputError
from techrace.policies import RandomLegal, StatusQuo
from techrace.scoring import crossed, par_of, rate
from techrace.simulate import simulate
from techrace.sweep.outcomes import red_line_figures

pytest.importorskip("pettingzoo")

from gymnasium.vector import AutoresetMode
from pettingzoo.test import parallel_api_test, parallel_seed_test

from techrace.env import Games, layout, parallel_env, vector_env

ISLANDS = str(Path(__file__).parents[1] / "worlds" / "archipelago.yaml")


@pytest.fixture
def env():
    return parallel_env(world=ISLANDS, turns=3)


def test_pettingzoo_accepts_it_without_a_warning(env):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parallel_api_test(env, 10)
        parallel_seed_test(lambda: parallel_env(world=ISLANDS, turns=3), 10)


def test_what_agents_see_lies_in_their_space_whatever_they_order(env):
    seen, _ = env.reset(seed=2)
    while env.agents:
        actions = {agent: env.action_space(agent).sample() for agent in env.agents}
        agents = env.agents[:]
        seen, rewards, over, cut, infos = env.step(actions)
        assert all(env.observation_space(agent).contains(seen[agent]) for agent in agents)
    assert over == dict.fromkeys(agents, True)
    assert not any(cut.values())
    assert set(rewards) == set(infos) == set(agents)


def test_every_seed_is_another_game_and_the_same_seed_the_same(env):
    first, again, other = (env.reset(seed=s)[0]["cedar"]["figures"] for s in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    follow = env.reset()[0]["cedar"]["figures"]
    assert not np.array_equal(other, follow)
    env.reset(seed=2)
    assert np.array_equal(env.reset()[0]["cedar"]["figures"], follow)


def test_standing_orders_play_the_game_of_the_status_quo(islands):
    games = Games(ISLANDS, turns=4, games=3)
    games.reset(seed=5)
    while not games.over:
        turn = games.step({seat: games.standing(seat) for seat in games.seats})
    record = simulate(islands, [StatusQuo() for _ in games.seats], turns=4, seed=5, worlds=3, keep=True)
    assert np.allclose(games.state.gdp, record.final.gdp, rtol=1e-5)  # an action has single precision
    assert turn.over


def test_a_seat_left_out_carries_on_exactly(islands):
    games = Games(ISLANDS, turns=4, games=3)
    games.reset(seed=5)
    while not games.over:
        games.step({})
    record = simulate(islands, [StatusQuo() for _ in games.seats], turns=4, seed=5, worlds=3, keep=True)
    assert np.array_equal(games.state.gdp, record.final.gdp)


def test_rewards_sum_to_the_rating(islands):
    policies = {s: RandomLegal(islands, i) for i, s in enumerate(islands.names["states"]) if s != "cedar"}
    games = Games(ISLANDS, seats=["cedar"], policies=policies, turns=5, games=4)
    turn = games.reset(seed=9)
    assert turn.rewards["cedar"].tolist() == [0] * 4
    whole = np.zeros(4)
    while not games.over:
        turn = games.step({})
        whole += turn.rewards["cedar"]
    assert np.allclose(whole, turn.ratings["cedar"] - 50, atol=1e-3)
    seats = [policies.get(s, StatusQuo()) for s in islands.names["states"]]
    record = simulate(islands, seats, turns=5, seed=9, worlds=4, keep=True)
    par = par_of(
        simulate(islands, [StatusQuo()] * 4, turns=5, worlds=128, keep=False, figures=()).measures.astype(float)
    )
    beyond = crossed({n: record.headlines[n] for n in red_line_figures(islands)}, islands)[1:].sum(axis=0)
    assert np.allclose(rate(record.measures, islands, par, beyond)[2], turn.ratings["cedar"], atol=0.05)


def test_columns_have_names_and_hold_what_they_name(islands):
    games = Games(ISLANDS, turns=3, games=2)
    seen, names = games.reset(seed=1).seen, {c.name: i for i, c in enumerate(games.layout.figures)}
    assert np.allclose(seen["cedar"]["figures"][:, names["gdp[alder]"]], games.state.gdp[0])
    assert np.allclose(seen["cedar"]["figures"][:, names["frontier[cedar]"]], games.state.frontier[2])
    assert not np.allclose(seen["cedar"]["figures"][:, names["frontier[alder]"]], games.state.frontier[0])
    assert not [n for n in names if n.startswith(("fashion", "temper", "gift"))]  # hidden from everybody
    assert "political_capital" in names  # one's own alone
    assert {len(rows.shape) for kinds in seen.values() for rows in kinds.values()} == {2}


def test_others_orders_are_seen_as_far_as_they_are_public():
    games = Games(ISLANDS, turns=3, games=2)
    games.reset(seed=1)
    acts = {c.name: i for i, c in enumerate(games.layout.actions)}
    rows = games.standing("dune")
    rows[:, acts["open"]] = 0.75
    seen = games.step({"dune": rows}).seen
    orders = {c.name: i for i, c in enumerate(games.layout.orders)}
    assert seen["cedar"]["orders"][:, orders["+1 open"]].tolist() == [0.75] * 2  # dune sits next to cedar
    assert seen["alder"]["orders"][:, orders["+3 open"]].tolist() == [0.75] * 2
    assert seen["dune"]["own"][:, acts["open"]].tolist() == [0.75] * 2
    assert not [name for name in orders if "spend" in name]


def test_the_mask_says_what_can_be_ordered_at_all():
    games = Games(ISLANDS, turns=3, games=2)
    acts = {c.name: i for i, c in enumerate(games.layout.actions)}
    mask = games.reset(seed=1).seen["cedar"]["mask"]
    assert not mask[:, acts["tariff[cedar]"]].any()  # a state cannot act on itself
    assert mask[:, acts["tariff[alder]"]].all()
    assert not mask[:, acts["found"]].any()  # only leaders found blocs


def test_moves_and_rows_are_inverses(islands):
    columns = layout(islands, 3)
    rows = columns.rows(islands.standing, 1, 2)
    moves = columns.moves(rows)
    assert np.allclose(moves["spend"][:, 0], islands.standing.spend[:, 1, 0])
    assert set(moves) >= {"tariff", "open", "join"}


@pytest.mark.parametrize(
    ("rows", "sentence"), [(np.zeros((2, 3)), "actions have shape"), (None, "frontier\\]: is not a finite number")]
)
def test_an_action_that_is_none_is_refused(rows, sentence):
    games = Games(ISLANDS, turns=3, games=2)
    if rows is None:
        rows = games.standing("cedar")
        rows[1, 0] = np.nan
    with pytest.raises(ValueError, match=sentence):
        games.step({"cedar": rows})


def test_after_the_end_games_must_be_reset():
    games = Games(ISLANDS, turns=1)
    games.step({})
    with pytest.raises(ValueError, match="reset"):
        games.step({})


def test_others_may_search():
    games = Games(ISLANDS, seats=["cedar"], policies={"dune": "search:rollouts=1"}, turns=2, games=2)
    games.reset(seed=3)
    games.step({})
    assert [plan.turns for plan in games._others["dune"]._plans] == [2, 2]  # it knows when these games end


def test_who_is_unknown_is_refused():
    with pytest.raises(InputError, match="unknown seat 'cedr'"):
        Games(ISLANDS, seats=["cedr"])
    with pytest.raises(InputError, match="unknown policy"):
        Games(ISLANDS, seats=["cedar"], policies={"alder": "nothing"})


def test_a_vector_of_games_is_the_same_games_one_by_one():
    vector = vector_env("cedar", 3, world=ISLANDS, turns=2)
    seen, _ = vector.reset(seed=4)
    assert vector.observation_space.contains(seen)
    vector.action_space.seed(1)
    actions = vector.action_space.sample()
    after, rewards, over, _, _ = vector.step(actions)
    alone = Games(ISLANDS, seats=["cedar"], turns=2)
    alone.reset(seed=4)
    turn = alone.step({"cedar": actions[:1]})
    assert np.array_equal(turn.seen["cedar"]["figures"][0], after["figures"][0])
    assert rewards.shape == over.shape == (3,)


def test_a_vector_begins_anew_by_itself():
    vector = vector_env("cedar", 2, world=ISLANDS, turns=1)
    assert vector.metadata["autoreset_mode"] is AutoresetMode.NEXT_STEP
    first, _ = vector.reset(seed=[4, 5])
    _, _, over, _, _ = vector.step(vector.standing())
    assert over.all()
    second, rewards, over, _, _ = vector.step(vector.standing())
    assert not over.any()
    assert not rewards.any()
    assert second["figures"][0, 0] == 0  # the first turn of other games
    assert not np.array_equal(first["figures"], second["figures"])


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"turns": 0}, "turns: 0: allowed are 1 to 400"),
        ({"games": 0}, "games: 0: allowed are"),
        ({"seats": []}, "seats: names none"),
        ({"policies": {"dune": "any.hawk"}}, "dune: is played from outside"),
        ({"parameters": {"frontier.pcae": 0.2}}, "did you mean 'frontier.pace'"),
        ({"parameters": {"frontier.pace": 9}}, "9 is outside"),
        ({"without": ["shoks"]}, "did you mean 'shocks'"),
    ],
)
def test_what_makes_no_games_is_refused_when_they_are_made(options, word):
    with pytest.raises(InputError) as refused:
        Games(ISLANDS, **options)
    assert word in str(refused.value)


def test_actions_of_nobody_or_for_other_games_are_refused():
    games = Games(ISLANDS, seats=["cedar"], turns=2, games=3)
    with pytest.raises(ValueError, match="did you mean 'cedar'"):
        games.step({"cedr": games.standing("cedar")})
    with pytest.raises(ValueError, match="2 rows of actions for 3 games"):
        games.step({"cedar": games.standing("cedar")[:2]})
