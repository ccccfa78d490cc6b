"""Orders: everything that a state can do, declared once."""

import numpy as np
import pytest

from techrace.axes import axis_names
from techrace.orders import LEVERS, LINES, OFFERS, Orders, levers


def test_every_lever_says_who_may_what_at_which_price(islands):
    axes = axis_names(islands.world)
    assert levers() is LEVERS
    for x in LEVERS:
        assert "by" in x.axes, x.name
        assert set(x.axes) <= axes.keys(), x.name
        assert x.tray in ("invest", "control", "open", "deal"), x.name
        assert x.who in ("all", "issuer", "leader", "non-leader", "owner", "patron", "rival", "fund"), x.name
        assert x.low < x.high, x.name
        assert x.money >= 0, x.name
        assert x.delay >= 1, x.name
        assert x.meaning[0].isupper(), x.name
        assert x.downside[0].isupper(), x.name
        assert x.split in ("", *x.axes), x.name


def test_lines_and_offers_are_axes(islands):
    assert islands.names["lines"] == LINES
    assert islands.names["offers"] == OFFERS
    assert len(set(LINES)) == len(LINES)


def test_evolve(islands):
    after = islands.standing.evolve(open=np.ones((4, 1)))
    assert isinstance(after, Orders)
    assert after.tariff is islands.standing.tariff
    with pytest.raises(TypeError, match="tarif"):
        islands.standing.evolve(tarif=np.ones(1))
