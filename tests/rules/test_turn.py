"""The order of play."""

import numpy as np
import pytest

from techrace.record import digest
from techrace.rules import turn as play
from techrace.rules.turn import ORDER, choose, constants, name_of, parameters, steps, turn


def test_names_are_those_of_the_modules():
    names = [name_of(rule) for rule in ORDER]
    assert names[0] == "budget"
    assert names.index("denial") < names.index("compute") < names.index("frontier") < names.index("platforms")
    assert len(set(names)) == len(names)


def test_parameters_and_constants_are_listed_once_and_can_be_set():
    declared = parameters()
    assert len({p.name for p in declared}) == len(declared)
    assert all(p.low <= p.default <= p.high for p in declared)
    assert all(not c.drawn and c.low == c.default == c.high for c in constants())
    for p in declared:
        values = {
            f"{cls.__module__.rpartition('.')[2]}.{k}": v
            for cls, own in choose({p.name: p.high}).items()
            for k, v in vars(own).items()
        }
        assert values[p.name] == p.high


def test_an_unknown_parameter_is_a_programmers_error():
    with pytest.raises(TypeError):
        choose({"detente.brokr": 1.0})


def test_a_turn_is_its_steps(story):
    told = list(steps(story.state, story.orders, story.setting, story.luck))
    assert [name for name, _ in told] == [name_of(rule) for rule in ORDER]
    after = turn(story.state, story.orders, story.setting, story.luck)
    assert after.turn == 1
    assert digest(after) == digest(told[-1][1].evolve(turn=1))


@pytest.mark.parametrize("rule", [name_of(rule) for rule in ORDER])
def test_a_rule_that_is_switched_off_changes_nothing_upstream(story, rule):
    """What earlier rules wrote is the same to the last bit, and the rule itself passes the state on."""
    usual = dict(steps(story.state, story.setting.standing, story.setting, story.luck))
    off = story.setting.evolve(without=frozenset({rule}))
    without = list(steps(story.state, story.setting.standing, off, story.luck))
    names = [name for name, _ in without]
    place = names.index(rule)
    for name, state in without[:place]:
        assert digest(state) == digest(usual[name])
    before = without[place - 1][1] if place else story.state
    assert without[place][1] is before


def test_every_rule_moves_something_somewhere(world):
    """A rule that never does anything is no rule: over some turns of random orders each leaves a trace."""
    from techrace.testing import situation

    idle = {name_of(rule) for rule in ORDER}
    for seed in range(4):
        case = situation(world, worlds=8, seed=seed)
        before = case.state
        for name, after in steps(case.state, case.orders, case.setting, case.luck):
            moved = any(not np.array_equal(getattr(before, q), getattr(after, q)) for q in vars(after) if q != "turn")
            idle -= {name} if moved else set()
            before = after
    assert idle == set()
    assert play.__doc__
