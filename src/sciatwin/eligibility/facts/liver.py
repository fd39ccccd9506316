"""How many times its upper limit a liver test is. Without the laboratory's own limit the answer is a range."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.eligibility.facts.fields import value_at
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.patient import Patient


class LiverTest(StrEnum):
    ALT = "ALT"
    AST = "AST"
    ALP = "ALP"
    GGT = "GGT"
    BILIRUBIN = "bilirubin"


ENZYMES = (LiverTest.ALT, LiverTest.AST, LiverTest.ALP, LiverTest.GGT)

_MAYO = Source(
    "Mayo Clinic. Liver function tests: results (typical for adult men).",
    url="http://www.mayoclinic.org/tests-procedures/liver-function-tests/basics/results/prc-20012602",
)

MULTIPLE = "laboratory.highest_liver_test_times_upper_limit"


def _usual(test: LiverTest, unit: str, value: float, low: float, high: float) -> Estimate:
    return Estimate(
        value=value,
        unit=unit,
        meaning=f"usual upper limit of {test} in adults, where the laboratory's own was not typed",
        status=Status.ASSUMED,
        source=_MAYO,
        low=low,
        high=high,
        reason="laboratories and sexes differ; an answer that hangs on the limit asks for the laboratory's own",
    )


USUAL_LIMITS: Mapping[LiverTest, Estimate] = {
    LiverTest.ALT: _usual(LiverTest.ALT, "U/L", 55, 35, 55),
    LiverTest.AST: _usual(LiverTest.AST, "U/L", 48, 35, 50),
    LiverTest.ALP: _usual(LiverTest.ALP, "U/L", 115, 105, 130),
    LiverTest.GGT: _usual(LiverTest.GGT, "U/L", 48, 40, 60),
    LiverTest.BILIRUBIN: _usual(LiverTest.BILIRUBIN, "µmol/L", 17, 17, 21),
}


@dataclass(frozen=True)
class Multiple:
    """A test as a multiple of its upper limit; ``lowest`` and ``highest`` are one where the limit is known."""

    test: LiverTest
    value: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        unit = USUAL_LIMITS[self.test].unit
        start = f"{self.test} {self.value:g} {unit} is"
        if self.lowest == self.highest:
            return f"{start} {self.lowest:.2g} times its upper limit"
        return f"{start} {self.lowest:.2g} to {self.highest:.2g} times usual upper limits"


def field_of(test: LiverTest) -> str:
    return f"laboratory.{test.lower()}_{_unit_in_name(test)}"


def limit_field_of(test: LiverTest) -> str:
    return f"laboratory.{test.lower()}_upper_limit_{_unit_in_name(test)}"


def multiple_of(patient: Patient, test: LiverTest) -> Multiple | None:
    """None if the test was not typed."""
    value = value_at(patient, field_of(test))
    if value is None:
        return None
    limit, usual = value_at(patient, limit_field_of(test)), USUAL_LIMITS[test]
    low, high = (limit, limit) if limit is not None else (usual.low or usual.value, usual.high or usual.value)
    return Multiple(test, value, lowest=value / high, highest=value / low)


def _unit_in_name(test: LiverTest) -> str:
    return "umol_per_l" if test is LiverTest.BILIRUBIN else "u_per_l"
