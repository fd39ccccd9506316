"""A number without a place in a paper cannot pass for a published one."""

import pytest

from sciatwin.errors import UnitError
from sciatwin.evidence import Estimate, Source, Status

PAPER = Source("Author A. Journal 2022;3:94", doi="10.1000/xyz")


def _assumed(**changes):
    fields = {"value": 2.0, "unit": "L/h", "meaning": "clearance", "status": Status.ASSUMED}
    return Estimate(**{**fields, "low": 1.0, "high": 4.0, "reason": "no study", **changes})


def test_a_published_number_needs_its_source():
    with pytest.raises(ValueError, match="needs its source"):
        Estimate(value=1.0, unit="L", meaning="volume", place="Table 4")


def test_a_published_number_needs_its_place():
    with pytest.raises(ValueError, match="place"):
        Estimate(value=1.0, unit="L", meaning="volume", source=PAPER)


@pytest.mark.parametrize("status", [Status.ASSUMED, Status.DERIVED, Status.CALIBRATED])
def test_a_number_that_is_not_published_needs_a_reason(status):
    with pytest.raises(ValueError, match="needs a reason"):
        Estimate(value=1.0, unit="L", meaning="volume", status=status, low=0.5, high=2.0)


@pytest.mark.parametrize("missing", ["low", "high"])
def test_an_assumed_number_needs_a_range(missing):
    with pytest.raises(ValueError, match="low and a high"):
        _assumed(**{missing: None})


@pytest.mark.parametrize(("low", "high"), [(3.0, 4.0), (0.5, 1.0), (4.0, 1.0)])
def test_a_number_lies_inside_its_range(low, high):
    with pytest.raises(ValueError, match="outside"):
        _assumed(low=low, high=high)


def test_a_number_is_converted_to_the_inside_unit():
    printed = Estimate(value=1.48, unit="L/min", meaning="clearance", source=PAPER, place="Table 4")
    assert printed.inside("pk flow") == pytest.approx(88.8)


def test_a_unit_of_another_kind_is_refused_on_use():
    with pytest.raises(UnitError):
        _assumed(unit="L").inside("pk flow")


def test_relative_error_is_as_printed():
    printed = Estimate(
        value=2.0, unit="L", meaning="volume", source=PAPER, place="Table 4", standard_error=0.5, low=1.9, high=2.1
    )
    assert printed.relative_error == 0.25


def test_a_range_is_read_as_a_95_percent_interval():
    assert _assumed(value=2.0, low=1.0, high=3.0).relative_error == pytest.approx(0.5 / 1.96, rel=1e-4)


def test_without_error_or_range_the_error_is_unknown():
    assert Estimate(value=1.0, unit="L", meaning="volume", source=PAPER, place="Table 4").relative_error is None


@pytest.mark.parametrize(
    ("estimate", "parts"),
    [
        (
            Estimate(value=1.0, unit="L", meaning="v", source=PAPER, place="Table 4"),
            ["published", "Journal 2022", "Table 4"],
        ),
        (_assumed(), ["assumed", "no study"]),
        (_assumed(source=PAPER), ["assumed", "Journal 2022", "no study"]),
    ],
)
def test_origin_lets_a_reader_check_the_number(estimate, parts):
    assert all(part in estimate.origin for part in parts)


def test_a_number_does_not_change_afterwards():
    with pytest.raises(AttributeError):
        _assumed().value = 3.0
