"""How a rule declares its constants."""

from dataclasses import dataclass

import pytest

from techrace.parameters import constant, declared, parameter


def test_declared_once_read_everywhere():
    @dataclass(frozen=True)
    class Parameters:
        """Two constants."""

        pace: float = parameter(0.5, low=0.0, high=1.0, unit="1/yr", meaning="Pace", source="assumed")
        fixed: float = constant(3.0, unit="1", meaning="Fixed")

    pace, fixed = declared("rule", Parameters)
    assert (pace.name, pace.default, pace.low, pace.high, pace.drawn) == ("rule.pace", 0.5, 0.0, 1.0, True)
    assert (fixed.name, fixed.low, fixed.high, fixed.drawn, fixed.source) == ("rule.fixed", 3.0, 3.0, False, "assumed")
    assert Parameters().pace == 0.5


def test_a_default_outside_its_bounds_is_an_error():
    with pytest.raises(ValueError, match=r"default 2\.0 lies outside its bounds 0\.0\.\.1\.0"):
        parameter(2.0, low=0.0, high=1.0, unit="1", meaning="Too much", source="assumed")
