"""The Mesa face plays the same game, and is what a user of Mesa expects."""

import inspect
import subprocess
import sys
from pathlib import Path

import mesa
import numpy as np
import pytest

from techrace.errors import InputError
from techrace.mesa import RegionAgent, StateAgent, TechRaceModel, batch_run
from techrace.mesa.figures import owner
from techrace.policies import policy
from techrace.record import digest
from techrace.simulate import prepare, simulate
from techrace.state import quantities
from techrace.world.loading import load

ARCHIPELAGO = str(Path(__file__).parents[1] / "worlds" / "archipelago.yaml")


def played(source="2025", turns=6, seed=7, policies=None):
    setting = prepare(load(source))
    chosen = {**setting.world.policies, **(policies or {})}
    seats = [policy(chosen.get(s, "status-quo"), setting, i) for i, s in enumerate(setting.names["states"])]
    return simulate(setting, seats, seed=seed, turns=turns)


@pytest.fixture(scope="module")
def model():
    """A game that is over, for tests that only look."""
    model = TechRaceModel(seed=7, turns=4)
    model.run_model()
    return model


# ---------------------------------------------------------------- the same game


@pytest.mark.parametrize(
    ("source", "policies"),
    [
        ("2025", {"korea": "korea.anchor", "us": "us.fortress", "china": "random-legal"}),
        (ARCHIPELAGO, {"birch": "hawk"}),
    ],
)
def test_it_is_the_game_that_simulate_plays_bit_for_bit(source, policies):
    record = played(source, policies=policies, turns=10)
    model = TechRaceModel(source, policies, turns=10, seed=7)
    digests = [digest(model.state)]
    while model.running:
        model.step()
        digests.append(digest(model.state))
    assert digests == [digest(state) for state in record.states]


def test_its_record_is_that_of_simulate(model):
    mine, theirs = model.record(), played(turns=4)
    assert mine.policies == theirs.policies
    assert np.array_equal(mine.measures, theirs.measures)
    assert all(np.array_equal(mine.headlines[name], values) for name, values in theirs.headlines.items())
    assert mine.dates() == theirs.dates()


@pytest.mark.parametrize("given", [{"seed": 7}, {"rng": 7}, {"seed": "7"}, {"seed": 7.0}, {"seed": np.int64(7)}])
def test_a_whole_number_is_the_seed(given):
    assert TechRaceModel(turns=1, **given).game_seed == 7


def test_without_a_number_mesa_draws_the_seed():
    generators = [np.random.default_rng(5), np.random.default_rng(5)]
    first, second = (TechRaceModel(turns=1, rng=g).game_seed for g in generators)
    assert first == second != TechRaceModel(turns=1, rng=generators[0]).game_seed
    assert TechRaceModel(turns=1).game_seed != TechRaceModel(turns=1).game_seed
    with pytest.raises(ValueError, match="not both"):
        TechRaceModel(turns=1, seed=1, rng=1)


# ---------------------------------------------------------------- what Mesa promises


def test_it_ends(model):
    assert isinstance(model, mesa.Model)
    assert (model.steps, model.turn, model.date, model.running) == (4, 4, 2027.0, False)
    before = digest(model.state)
    model.step()
    assert digest(model.state) == before, "a game that is over stays as it is"


def test_states_come_first_among_the_agents(model):
    assert [agent.name for agent in model.agents] == list(model.setting.names["markets"])
    assert len(model.agents_by_type[StateAgent]) == 6
    assert len(model.agents_by_type[RegionAgent]) == 8
    assert model.agent("korea").title == "Korea"
    assert repr(model.agent("india")) == "<RegionAgent india>"


def test_figures_are_attributes_of_whom_they_belong_to(model):
    korea, india = model.agent("korea"), model.agent("india")
    assert korea.gdp == model.state.gdp[3, 0]
    assert korea.layer_share["hbm"] == model.state.layer_share[model.setting.index("layers", "hbm"), 3, 0]
    assert korea.relations["us"] == model.state.relations[3, 0, 0], "of a pair, the one who acts"
    assert india.alignment["us_led"] == model.state.alignment[0, 6, 0]
    assert model.tension == model.state.tension[0]
    assert set(model.duty) == set(model.setting.names["camps"])
    assert not hasattr(india, "frontier")
    with pytest.raises(AttributeError):
        korea.gdp = 1.0


def test_every_quantity_is_somebodys_and_hides_nothing_of_mesa(model):
    for q in quantities():
        holder = TechRaceModel if owner(q) is None else StateAgent
        assert isinstance(inspect.getattr_static(holder, q.name), property)
        assert not hasattr(mesa.Model, q.name)
        assert not hasattr(mesa.Agent, q.name)
        getattr(model if owner(q) is None else model.agent("us"), q.name)


def test_tables_hold_every_headline_of_every_turn(model):
    table = model.datacollector.get_model_vars_dataframe()
    assert list(table["turn"]) == [0, 1, 2, 3, 4]
    assert list(table["trust"]) == list(model.record().figure("trust")[:, 0])
    agents = model.datacollector.get_agent_vars_dataframe()
    assert len(agents) == 5 * 14
    korea = agents[agents["name"] == "korea"]
    assert list(korea["layer_share[hbm]"]) == list(model.record().figure("layer_share", "hbm", "korea")[:, 0])
    assert agents[agents["name"] == "india"]["frontier"].isna().all()


def test_figures_asked_for_are_columns_of_the_model():
    model = TechRaceModel(turns=1, figures=["frontier[korea]", "layer_share[hbm, korea]"])
    assert model.datacollector.model_vars["frontier[korea]"] == [model.agent("korea").frontier]


def test_batch_run_takes_policies_and_parameters_as_axes():
    design = {
        "seed": [1, 2],
        "turns": 3,
        "korea": ["korea.anchor", "status-quo"],
        "parameters": [{"valuation.fuel": 0.1}],
    }
    rows = mesa.batch_run(TechRaceModel, design, display_progress=False)
    assert len(rows) == 4 * 14
    last = batch_run(TechRaceModel, design, display_progress=False)
    assert {row["turn"] for row in last} == {3}
    steps = batch_run(TechRaceModel, {"seed": 1, "turns": 3}, display_progress=False, data_collection_period=1)
    assert sorted({row["turn"] for row in steps}) == [0, 1, 2, 3]


# ---------------------------------------------------------------- one's own agents


class Writer(StateAgent):
    """Says what it wants by name."""

    def decide(self, view):
        return {"open": 0.75, "tariff": {"china": 0.4}, "layer_focus": {"hbm": 0.6}, "prudence": np.array(0.3)}


def test_a_subclass_decides_by_name():
    model = TechRaceModel(turns=1, seed=1, agent_classes={"korea": Writer})
    model.step()
    moves, names = model.agent("korea").moves, model.setting.names
    assert moves["open"] == 0.75
    assert model.last.tariff[3, names["states"].index("china"), 0] == 0.4
    assert moves["layer_focus"][names["layers"].index("hbm"), 0] == pytest.approx(0.6)
    assert moves["layer_focus"].sum() == pytest.approx(1.0)
    assert moves["prudence"].shape == (1,)


def test_the_order_in_which_agents_decide_does_not_matter():
    """Orders are sealed: a model that shuffles its agents plays the same game."""
    model = TechRaceModel(turns=2, seed=3, agent_classes=Writer)
    shuffled = TechRaceModel(turns=2, seed=3, agent_classes=Writer)
    shuffled.agents.shuffle(inplace=True)
    model.run_model()
    shuffled.run_model()
    assert digest(model.state) == digest(shuffled.state)


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        ({"tarif": 0.3}, "unknown lever 'tarif'; did you mean 'tariff'"),
        ({"tariff": {"atlantis": 0.3}}, "atlantis"),
        ({"tariff": np.zeros(3)}, r"shape \(3,\)"),
        ({"open": "much"}, "'much' is not a number"),
        ({"layer_focus": 0.5}, "numbers by name"),
        (None, "must return a mapping"),
    ],
)
def test_wrong_moves_are_answered_in_a_sentence(moves, sentence):
    agent = type("Wrong", (StateAgent,), {"decide": lambda self, view: moves})
    with pytest.raises(InputError, match=sentence):
        TechRaceModel(turns=1, agent_classes={"korea": agent}).step()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"koera": "hawk"}, "did you mean 'korea'"),
        ({"policies": {"atlantis": "hawk"}}, "unknown state 'atlantis'"),
        ({"parameters": "valuation.fuel"}, "list of mappings"),
        ({"parameters": {"valuation.fool": 0.1}}, "did you mean 'valuation.fuel'"),
        ({"valuation.fuel": 99}, "99 is no number from"),
        ({"without": ["agii"]}, "did you mean 'agi'"),
        ({"turns": 0}, "above 0"),
        ({"figures": ["frontier"]}, r"write frontier\[states\]"),
        ({"figures": ["frontier[kora]"]}, "did you mean 'korea'"),
        ({"agent_classes": {"atlantis": StateAgent}}, "unknown state 'atlantis'"),
    ],
)
def test_wrong_arguments_are_answered_in_a_sentence(given, sentence):
    with pytest.raises(InputError, match=sentence):
        TechRaceModel(**given)


# ---------------------------------------------------------------- who imports Mesa


def test_only_this_room_imports_mesa():
    """Mesa's import changes how the process starts others, which sweeps choose for themselves."""
    code = "import techrace.simulate, techrace.policies, techrace.record, sys; sys.exit('mesa' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
