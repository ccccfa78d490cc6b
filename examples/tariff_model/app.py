"""The tariff model in the browser: ``solara run app.py``."""

from mesa.visualization import Slider, SolaraViz, make_plot_component
from model import TariffModel

from techrace.world.loading import load

WORLD = "2025"
STATES = list(load(WORLD).states)

parameters = {
    "world": WORLD,
    "retaliation": Slider("Share of a tariff that is returned", 0.5, 0.0, 1.2, 0.1),
    "strike": Slider("The first shot", 0.4, 0.0, 1.0, 0.1),
    "spark": {"type": "Select", "label": "Who begins", "value": STATES[0], "values": STATES},
    "seed": {"type": "InputText", "label": "Seed", "value": 7},
}

page = SolaraViz(
    TariffModel(world=WORLD, spark=STATES[0], seed=7),
    components=[make_plot_component("mean tariff"), make_plot_component("world GDP")],
    model_params=parameters,
    name="Tariffs",
)
