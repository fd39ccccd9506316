"""What is written as JSON reads back as it was; names with a unit take bare numbers, others need the unit as text."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciatwin.errors import UnitError
from sciatwin.patient import Patient
from sciatwin.plan import Site
from sciatwin.quantities import Quantity
from sciatwin.questions import questions_of


def _back(record):
    return type(record).model_validate_json(record.model_dump_json())


def test_example_records_read_back(typical_patient, outpatient_site):
    assert _back(typical_patient) == typical_patient
    assert _back(outpatient_site) == outpatient_site


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    weight_kg=st.floats(45, 120),
    days=st.sampled_from([None, 0.0, 33.0, math.inf]),
    saturation=st.one_of(st.none(), st.floats(0.5, 1)),
    medicines=st.sampled_from(
        [
            None,
            (),
            ({"name": "ibuprofen", "dose": "400 mg"},),
            ({"name": "fentanyl", "dose": "25 µg/h", "route": "patch", "reviewed_by": "pharmacist, 2026-11-29"},),
        ]
    ),
)
def test_any_patient_reads_back(typical_patient, weight_kg, days, saturation, medicines):
    content = typical_patient.model_dump() | {
        "weight_kg": weight_kg,
        "days_since_ketamine_course": "never" if days == math.inf else days,
        "vitals": typical_patient.vitals.model_dump() | {"oxygen_saturation_fraction": saturation},
        "medicines": medicines,
    }
    patient = Patient.model_validate(content)
    assert patient.days_since_ketamine_course == days
    assert _back(patient) == patient


def test_never_is_not_unknown(typical_patient):
    assert '"days_since_ketamine_course":"never"' in typical_patient.model_dump_json()


def test_a_name_without_unit_takes_no_bare_number(typical_patient):
    content = typical_patient.model_dump() | {"weight": 74}
    content.pop("weight_kg")
    with pytest.raises(ValueError, match="a unit is needed"):
        Patient.model_validate(content)


def test_one_field_under_two_names_is_refused(typical_patient):
    with pytest.raises(ValueError, match="same field"):
        Patient.model_validate(typical_patient.model_dump() | {"weight": "74 kg"})


@pytest.mark.parametrize("record", [Patient, Site])
def test_every_field_is_described_once(record):
    described = questions_of(record)
    assert len({field.written for field in described.values()}) == len(described)
    assert all(field.label for field in described.values())


def test_a_number_without_end_is_no_quantity():
    """ "never" is a word of its own; a number that overflows is a slip."""
    with pytest.raises(UnitError):
        Quantity("duration").read("1e999 days")
