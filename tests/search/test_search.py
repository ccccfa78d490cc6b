import numpy as np
import pytest

from techrace.archive import plan
from techrace.errors import InputError
from techrace.feasibility import refusals
from techrace.policies import policy
from techrace.search import Budget, Genome, Options, Outlook, Plan, best_response
from techrace.search.cem import search
from techrace.search.outlook import at_knots
from techrace.search.policy import at_the_start, bases_of, one, options, rivals_of
from techrace.search.strength import strength
from techrace.simulate import prepare, simulate
from techrace.testing.contract import check_policy
from techrace.tournament.play import Several

QUICK = "rollouts=1,turns=3"  # chooses a doctrine
BENT = "rollouts=100,turns=3"  # and bends it


def outlook_of(setting, seat, turns=4):
    return Outlook(at_the_start(setting, seat), rivals_of(setting, Options()), turns, 11, Genome(setting, seat))


def extreme(genome, sign, turns=4):
    return Plan("", np.full((1, len(genome)), sign), 0, turns)


@pytest.mark.parametrize("sign", [-1.0, 1.0, 0.4])
def test_however_far_genes_go_the_orders_are_legal(world, islands, look, sign):
    for setting in (world, islands):
        for seat in range(len(setting.names["states"])):
            genome, view = Genome(setting, seat), look(setting, seat, 5)
            for name in bases_of(setting, seat)[:3]:
                moves = policy(name, setting, seat).decide(view, view.chance)
                bent = genome.moved(moves, np.full((len(genome), 5), sign), view.state, setting)
                assert refusals(bent, seat, view, setting) == [], (seat, name)


def test_genes_at_zero_are_the_doctrine_itself(world, look):
    genome, view = Genome(world, 3), look(world, 3)
    moves = policy(bases_of(world, 3)[0], world, 3).decide(view, view.chance)
    assert genome.moved(moves, np.zeros((len(genome), 1)), view.state, world) is moves


def test_every_gene_has_a_name_of_its_own_and_none_is_for_others(world):
    for seat, state in enumerate(world.names["states"]):
        genes = [gene.written(world) for gene in Genome(world, seat).genes]
        assert len(set(genes)) == len(genes)
        assert f"tariff[{state}]" not in genes
        assert ("found" in genes) == bool(world.leads[:, seat].any())


def test_between_knots_shifts_go_straight():
    knots = np.array([[0.0], [1.0], [0.0]])
    assert [at_knots(knots, part)[0] for part in (0.0, 0.25, 0.5, 1.0, 7.0)] == [0.0, 0.5, 1.0, 0.0, 0.0]


def test_candidates_meet_the_same_games(world):
    outlook = outlook_of(world, 3)
    nothing = np.zeros((3, 1, len(outlook.genome)))
    worth = outlook.worth([bases_of(world, 3)[0]] * 3, nothing, 5, 4)
    assert (worth == worth[0]).all()
    assert len(set(worth[0])) == 4
    alone = outlook.worth([bases_of(world, 3)[0]], nothing[:1], 7, 1)
    assert alone[0, 0] == worth[0, 2]


def test_a_search_gains_in_games_that_it_has_not_seen(world):
    outlook = outlook_of(world, 3, turns=6)
    found = search(outlook, bases_of(world, 3), Budget(1500))
    fresh = outlook.worth([found.plan.base] * 2, np.stack([0 * found.plan.shifts, found.plan.shifts]), 5_000_000, 32)
    assert found.gain > 0
    assert (fresh[1] - fresh[0]).mean() > 0
    assert found.doctrines[found.plan.base] == 0.0


def test_a_search_can_be_stopped_at_any_time(world):
    outlook = outlook_of(world, 3, turns=2)
    found = search(outlook, bases_of(world, 3)[:2], Budget(None, 1e-3))
    assert found.gain >= 0
    assert found.played < 400


def test_what_is_hidden_changes_no_plan(world, look):
    """The truth behind the fog, hidden traits and others' private figures do not reach the orders."""
    view = look(world, 3)
    state = view.state
    scrambled = state.evolve(
        gift_frontier=state.gift_frontier * 1.3, gift_layer=state.gift_layer * 0.7, excitation=state.excitation + 1.0,
        temper=1.0 - state.temper,
    )  # fmt: skip
    other = type(view)(3, scrambled, scrambled, view.last, world, view.chance)
    one_, two = (policy(f"search:{QUICK}", world, 3).decide(v, v.chance) for v in (view, other))
    assert one_.keys() == two.keys()
    assert all((one_[k] == two[k]).all() for k in one_)


def test_a_plan_ends_with_the_game_however_short_it_is(islands):
    assert islands.world.turns > 3
    seats = [policy("status-quo", islands, i) for i in range(3)] + [policy("search:rollouts=1", islands, 3)]
    simulate(islands, seats, turns=3)
    assert [plan.turns for plan in seats[3]._plans] == [3]
    short = prepare(islands.world.model_copy(update={"turns": 3}))
    alike = [policy("status-quo", short, i) for i in range(3)] + [policy("search:rollouts=1", short, 3)]
    simulate(short, alike)
    assert np.array_equal(seats[3]._plans[0].shifts, alike[3]._plans[0].shifts)
    whole = best_response(islands, 3, Options(rollouts=1))
    assert whole.plan.turns == islands.world.turns
    assert best_response(short, 3, Options(rollouts=1)).plan.turns == 3


def test_two_games_of_a_batch_that_share_their_luck_are_two_games(islands):
    """As the points of a sweep and the combinations of a tournament do: the same ids, other starts."""

    def played(scales):
        start = islands.start.take(np.zeros(len(scales), dtype=int))
        frontier = start.frontier.copy()
        frontier[3] = frontier[3] * scales
        setting = islands.evolve(start=start.evolve(frontier=frontier))
        seats = [policy("status-quo", setting, i) for i in range(3)] + [policy(f"search:{BENT},every=2", setting, 3)]
        ids = np.full(len(scales), 7, dtype=np.uint64)
        return simulate(setting, seats, turns=3, worlds=ids, keep=False).final.gdp

    together, backwards = played(np.array([0.6, 1.6])), played(np.array([1.6, 0.6]))
    assert np.array_equal(together, backwards[:, ::-1])
    assert np.array_equal(together[:, 1:], played(np.array([1.6])))


def test_hazards_of_a_game_are_no_more_known_to_a_search_than_its_other_constants(islands, look):
    """Also alone, where nothing shows that they were drawn."""
    view = look(islands, 3)
    wild = islands.evolve(event_hazard=islands.event_hazard + 3.0)
    other = type(view)(3, view.state, view.before, view.last, wild, view.chance)
    one_, two = (policy(f"search:{BENT}", islands, 3).decide(v, v.chance) for v in (view, other))
    assert all((one_[k] == two[k]).all() for k in one_)


def test_a_search_makes_no_plans_for_games_that_another_policy_plays(islands, look):
    view = look(islands, 3, 3)
    searching = policy(f"search:{BENT}", islands, 3)
    several = Several(3, [policy("status-quo", islands, 3), searching], np.array([0, 1, 0]))
    moves = several.decide(view, view.chance)
    made = [plan for plan in searching._plans if plan.shifts.any() or plan.turns > 1]
    alone = policy(f"search:{BENT}", islands, 3).decide(one(view, 1), one(view, 1).chance)
    assert len(made) <= 1
    assert all(np.array_equal(np.broadcast_to(moves[k], (*moves[k].shape[:-1], 3))[..., 1:2], alone[k]) for k in alone)


def test_a_game_that_is_played_again_waits_for_no_plan(islands, monkeypatch):
    def play():
        seats = [policy("status-quo", islands, i) for i in range(3)] + [policy(f"search:{BENT},seed=9", islands, 3)]
        return simulate(islands, seats, turns=3, keep=False).final

    first = play()
    monkeypatch.setattr("techrace.search.policy.search", None)
    assert np.array_equal(first.gdp, play().gdp)


@pytest.mark.parametrize("kind", ["search", "best-response"])
def test_a_game_is_the_same_alone_or_in_a_batch(islands, kind):
    def final(*worlds):
        seats = [policy("status-quo", islands, i) for i in range(3)] + [policy(f"{kind}:{QUICK},every=2", islands, 3)]
        ids = np.array(worlds, dtype=np.uint64)
        return simulate(islands, seats, turns=3, worlds=ids, keep=False).final

    together, alone = final(0, 5), final(5)
    assert (together.gdp[:, 1] == alone.gdp[:, 0]).all()
    assert (together.layer_share[..., 1] == alone.layer_share[..., 0]).all()


def test_the_same_search_finds_the_same_plan(islands):
    first, again = (
        search(outlook_of(islands, 2), bases_of(islands, 2), Budget(600)).plan.shifts for _ in range(2)
    )  # fmt: skip
    assert (first == again).all()


def test_a_best_response_knows_its_opponents(islands):
    names = islands.names["states"]
    calm = best_response(islands, 3, Options(rollouts=1, turns=3))
    hawks = best_response(islands, 3, Options(rollouts=1, turns=3, rivals={names[0]: "hawk", names[1]: "hawk"}))
    assert calm.doctrines != hawks.doctrines


@pytest.mark.parametrize("kind", ["search", "best-response"])
def test_they_keep_what_every_policy_promises(islands, kind):
    check_policy(policy(f"{kind}:{QUICK}", islands, 2), islands, 2, seeds=(0, 2))


def test_one_view_of_a_batch_is_that_game(world, look):
    many = look(world, 3, 4)
    alone = one(many, 2)
    assert alone.see("frontier", 0)[0] == many.see("frontier", 0)[2]


@pytest.mark.parametrize(
    ("spec", "word"),
    [
        ("search:rollout=5", "did you mean 'rollouts'"),
        ("search:rollouts=many", "is not a number above 0"),
        ("search:seconds=0", "is not a number above 0"),
        ("best-response:us=search", "cannot expect another one"),
        ("best-response:us=fortres", "did you mean"),
        ("best-response:korea=gardener", "is the seat that searches"),
    ],
)
def test_settings_that_make_no_sense_are_refused_in_a_sentence(world, spec, word):
    with pytest.raises(InputError, match=word):
        policy(spec, world, world.index("states", "korea"))


def test_settings_are_read(world):
    said = options("rollouts=50, seconds=0.5, every=2, us=fortress", world, 3)
    assert (said.rollouts, said.seconds, said.every, dict(said.rivals)) == (50, 0.5, 2, {"us": "fortress"})
    assert said.budget(9) == Budget(50, 0.5)
    assert Options().budget(9) == Budget(9, None)
    assert Options(seconds=1.0).budget(9) == Budget(None, 1.0)


def test_strength_lists_doctrines_best_first_then_what_is_measured():
    recipe = plan("2025", turns=3, uncertainty="declared")
    results = list(strength(recipe, "korea", [f"best-response:{QUICK}"], 4))
    ratings = [r.rating for r in results[:-1]]
    assert ratings == sorted(ratings, reverse=True)
    assert results[0].gain == 0
    assert results[-1].policy.startswith("best-response")
    assert results[-1].games == 4
