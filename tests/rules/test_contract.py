"""What every rule promises, tried on every rule with parameters drawn anywhere inside their bounds."""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from techrace.parameters import parameter
from techrace.rules import detente, renewal
from techrace.rules.turn import ORDER, name_of
from techrace.testing import check_rule
from techrace.testing.contract import check_docstring, check_parameters

BY_NAME = {name_of(rule): rule for rule in ORDER}


@pytest.mark.parametrize("name", BY_NAME)
def test_in_the_world_of_2025(name, world):
    check_rule(BY_NAME[name], world, seeds=range(3))


@pytest.mark.parametrize("name", BY_NAME)
def test_in_the_archipelago(name, islands):
    check_rule(BY_NAME[name], islands, seeds=range(3, 9))


def test_parameters_that_rules_share():
    check_parameters(renewal)


# ---------------------------------------------------------------- the kit finds what it is for


def faulty(apply, doc=detente.__doc__, **more):
    return SimpleNamespace(__name__="mine.faulty", __doc__=doc, apply=apply, **more)


def writes(state, orders, setting, chance):
    state.trust[:] = 0.5
    return state


def leaves_the_range(state, orders, setting, chance):
    return state.evolve(trust=state.trust + 1.0)


def divides_by_nothing(state, orders, setting, chance):
    return state.evolve(trust=state.trust / (state.trust * 0.0))


def spoils_a_share(state, orders, setting, chance):
    return state.evolve(manufacturing=0.5 * state.manufacturing)


def looks_at_the_batch(state, orders, setting, chance):
    return state.evolve(trust=np.full_like(state.trust, state.trust.mean()))


def counts_on_positions(state, orders, setting, chance):
    hawkishness = state.hawkishness.copy()
    hawkishness[0] = 0.5
    return state.evolve(hawkishness=hawkishness)


def draws_by_position(state, orders, setting, chance):
    return state.evolve(unrest=chance.uniform("mine", len(setting.names["states"])))


def remembers():
    calls = []

    def apply(state, orders, setting, chance):
        calls.append(1)
        return state.evolve(trust=np.full_like(state.trust, 1 / (1 + len(calls))))

    return apply


@pytest.mark.parametrize(
    ("apply", "says"),
    [
        (writes, "read-only"),
        (leaves_the_range, "trust is .* outside 0 to 1"),
        (divides_by_nothing, "fails where it must not"),
        (spoils_a_share, "manufacturing does not sum to 1"),
        (looks_at_the_batch, "by themselves: trust"),
        (counts_on_positions, "another order of names hawkishness"),
        (draws_by_position, "another order of names unrest"),
        (remembers(), "twice"),
    ],
)
def test_a_faulty_rule_is_found_out(apply, says, islands):
    with pytest.raises(AssertionError, match=says):
        check_rule(faulty(apply), islands)


@pytest.mark.parametrize("section", ["Claim", "Equations", "Source", "Falsified if"])
def test_a_rule_must_say_what_it_claims(section):
    with pytest.raises(AssertionError, match=section):
        check_docstring(faulty(writes, detente.__doc__.replace(f"{section}\n", "Something\n")))


def test_parameters_must_be_declared_in_full():
    @dataclass(frozen=True)
    class Careless:
        """The constants of this rule, addressed as ``faulty.<name>``."""

        pace: float = 1.0

    @dataclass(frozen=True)
    class Unsourced:
        """The constants of this rule, addressed as ``faulty.<name>``."""

        pace: float = parameter(1.0, low=0.0, high=2.0, unit="1/yr", meaning="Pace", source="")

    for cls, says in ((Careless, "low, high, unit"), (Unsourced, "source is empty")):
        with pytest.raises(AssertionError, match=says):
            check_parameters(faulty(writes, Parameters=cls))


def test_own_parameters_of_a_new_rule_are_drawn_too(islands):
    @dataclass(frozen=True)
    class Parameters:
        """The constants of this rule, addressed as ``faulty.<name>``."""

        floor: float = parameter(0.1, low=0.0, high=0.4, unit="1", meaning="Least trust", source="assumed")

    seen = []

    def apply(state, orders, setting, chance):
        seen.append(setting.of(Parameters).floor)
        return state.evolve(trust=np.maximum(state.trust, setting.of(Parameters).floor))

    check_rule(faulty(apply, Parameters=Parameters), islands)
    drawn = np.concatenate([np.atleast_1d(value) for value in seen])
    assert drawn.min() < 0.05
    assert drawn.max() > 0.35
