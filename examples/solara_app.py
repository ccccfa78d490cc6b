"""The race in the browser, a policy for every state: ``solara run examples/solara_app.py``."""

from mesa.visualization import Slider, SolaraViz, make_plot_component

from techrace.mesa import TechRaceModel
from techrace.policies import available
from techrace.simulate import prepare
from techrace.world.loading import load

WORLD, SEED = "2025", 7
SETTING = prepare(load(WORLD))
STATES = SETTING.names["states"]
POLICIES = available(SETTING)


def choice(state: str) -> dict[str, object]:
    """Offer the policies that fit a state."""
    fitting = [policy.id for policy in POLICIES if policy.seat in (None, state)]
    return {"type": "Select", "label": SETTING.world.states[state].name.en, "value": fitting[0], "values": fitting}


def of_states(name: str) -> list[str]:
    """Name a figure of every state, such as ``frontier[atlantis]``."""
    return [f"{name}[{state}]" for state in STATES]


fixed = {
    "world": WORLD,
    "figures": [*of_states("frontier"), *of_states("revenue"), *of_states("unrest"), *of_states("chip_access")],
}
parameters = {
    **fixed,
    "seed": {"type": "InputText", "label": "Seed of all luck", "value": SEED},
    "turns": Slider("Turns", SETTING.world.turns, 4, 80, 4),
    **{state: choice(state) for state in STATES},
}

page = SolaraViz(
    TechRaceModel(**fixed, seed=SEED),
    components=[
        make_plot_component(of_states("frontier")),
        make_plot_component(of_states("revenue")),
        make_plot_component(["tension", "trust", "uncertainty"]),
        make_plot_component("capital"),
        make_plot_component(of_states("chip_access"), page=1),
        make_plot_component(of_states("unrest"), page=1),
    ],
    model_params=parameters,
    name="techrace",
)
