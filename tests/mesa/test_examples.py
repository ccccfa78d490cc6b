"""The examples run."""

import re
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def at_home(monkeypatch):
    """Import as somebody does who stands in the example's folder, and leave no trace."""

    def enter(folder):
        monkeypatch.syspath_prepend(str(EXAMPLES / folder))

    before = set(sys.modules)
    yield enter
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(EXAMPLES)):
            del sys.modules[name]


def test_a_tariff_war_lasts_when_every_blow_is_returned(at_home):
    at_home("tariff_model")
    from model import TariffModel

    ends = {}
    for retaliation in (0.5, 1.0):
        model = TariffModel(retaliation=retaliation, seed=1, turns=6)
        model.run_model()
        ends[retaliation] = model.datacollector.get_model_vars_dataframe()["mean tariff"].iloc[-1]
    assert ends[0.5] < 0.01 < ends[1.0]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("folder", "name"), [("tariff_model", "app"), (".", "solara_app")])
def test_a_page_shows_charts_and_steps(at_home, folder, name):
    solara = pytest.importorskip("solara")
    pytest.importorskip("networkx")  # which Mesa's pages import
    vuetify = pytest.importorskip("ipyvuetify")
    at_home(folder)
    page = __import__(name).page
    _, context = solara.render(solara.AppLayout(children=[page]), handle_error=False)
    try:
        step = next(button for button in context.find(vuetify.Btn).widgets if button.children == ["Step"])
        step.click()
        context.find(vuetify.Html, children=["Step: 1"]).wait_for(timeout=10)  # drawn in a thread of its own
        assert context.find(vuetify.Tabs).widgets
    finally:
        context.close()


def test_what_the_page_on_mesa_says_is_so():
    page = (EXAMPLES.parent / "docs" / "mesa.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    said: dict = {}
    for block in blocks:
        exec(compile(block, "docs/mesa.md", "exec"), said)  # noqa: S102 - our own page
    assert said["model"].turn == 4
    assert list(said["shares"].index) == list(range(9))
    assert len(said["table"]) == 3
    assert {row["turn"] for row in said["rows"]} == {4}
