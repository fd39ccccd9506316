"""A quantity means the same in every unit, and no quantity is read without one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.errors import UnitError
from sciatwin.units import (
    base_to_hydrochloride_mg,
    factor,
    hydrochloride_to_base_mg,
    parse_quantity,
    units_of,
)

checked = settings(deadline=None, derandomize=True, max_examples=50)

# dimension → unit → how many of the inside unit it is: from definitions, not from the code.
KNOWN = {
    "body weight": {"kg": 1, "g": 0.001, "lb": 0.45359237},
    "height": {"cm": 1, "m": 100, "in": 2.54},
    "age": {"years": 1, "year": 1, "y": 1, "months": 1 / 12},
    "duration": {
        "days": 1,
        "day": 1,
        "weeks": 7,
        "week": 7,
        "months": 30.4375,
        "month": 30.4375,
        "years": 365.25,
        "year": 365.25,
    },
    "infusion time": {"h": 1, "hours": 1, "min": 1 / 60, "days": 24},
    "drug mass": {"mg": 1, "g": 1000, "µg": 0.001, "mcg": 0.001, "ug": 0.001},
    "weight-based dose": {"mg/kg": 1, "µg/kg": 0.001, "mcg/kg": 0.001},
    "weight-based rate": {"mg/kg/h": 1, "µg/kg/min": 0.06, "mcg/kg/min": 0.06, "mg/kg/min": 60},
    "drug rate": {"mg/h": 1, "µg/h": 0.001, "mcg/h": 0.001, "mg/min": 60},
    "drug strength": {"mg/mL": 1, "g/L": 1, "µg/mL": 0.001, "mcg/mL": 0.001},
    "volume": {"mL": 1, "L": 1000},
    "blood pressure": {"mmHg": 1, "kPa": 7.50062},
    "rate per minute": {"/min": 1, "bpm": 1},
    "saturation": {"%": 0.01},
    "enzyme activity": {"U/L": 1, "IU/L": 1, "µkat/L": 60},
    "bilirubin": {"µmol/L": 1, "umol/L": 1, "mg/dL": 17.1},
    "filtration rate": {"mL/min/1.73m2": 1},
    "pk volume": {"L": 1, "L/kg": 1},
    "pk flow": {"L/h": 1, "L/min": 60},
    "pk rate": {"1/h": 1, "1/min": 60, "1/day": 1 / 24},
    "pk time": {"h": 1, "min": 1 / 60, "day": 24},
    "concentration": {"ng/mL": 1, "µg/L": 1, "mg/L": 1000, "µg/mL": 1000},
    "fraction": {"1": 1},
    "urine volume": {"mL": 1},
    "pain score": {"points": 1},
}
EVERY_UNIT = [(dimension, unit) for dimension, units in KNOWN.items() for unit in units]
every_dimension = pytest.mark.parametrize("dimension", KNOWN)

numbers = st.floats(1e-6, 1e6).map(lambda value: round(value, 6)).filter(lambda value: value > 0)


def _plain(number):
    return f"{number:.6f}"


@every_dimension
def test_every_unit_of_a_dimension_is_known_here(dimension):
    assert set(units_of(dimension)) == set(KNOWN[dimension])


@pytest.mark.parametrize(("dimension", "unit"), EVERY_UNIT)
@checked
@given(number=numbers)
def test_a_quantity_is_read_by_the_definition_of_its_unit(dimension, unit, number):
    assert parse_quantity(f"{_plain(number)} {unit}", dimension) == pytest.approx(
        number * KNOWN[dimension][unit], rel=1e-6
    )


@pytest.mark.parametrize(("dimension", "unit"), EVERY_UNIT)
@checked
@given(number=numbers)
def test_a_quantity_survives_a_round_trip_through_the_inside_unit(dimension, unit, number):
    inside = parse_quantity(f"{_plain(number)} {unit}", dimension)
    assert inside / factor(unit, dimension) == pytest.approx(number, rel=1e-12)


@every_dimension
@checked
@given(number=numbers)
def test_a_number_without_a_unit_is_an_error_that_shows_a_unit(dimension, number):
    for bare in (number, _plain(number)):
        with pytest.raises(UnitError, match="a unit is needed") as error:
            parse_quantity(bare, dimension)
        assert units_of(dimension)[0] in str(error.value)


@every_dimension
@checked
@given(unit=st.text("abcdefghijklmnopqrstuvwxyzµ/", min_size=1, max_size=12))
def test_an_unknown_unit_is_an_error_that_lists_the_choices(dimension, unit):
    if unit in KNOWN[dimension]:
        return
    with pytest.raises(UnitError) as error:
        parse_quantity(f"10 {unit}", dimension)
    assert all(choice in str(error.value) for choice in units_of(dimension))


@every_dimension
def test_a_unit_of_another_kind_is_an_error_that_names_the_kind(dimension):
    others = {unit for units in KNOWN.values() for unit in units} - set(KNOWN[dimension])
    for unit in others:
        kinds = [name for name, units in KNOWN.items() if unit in units]
        with pytest.raises(UnitError, match=f"not of {dimension}") as error:
            parse_quantity(f"10 {unit}", dimension)
        assert any(kind in str(error.value) for kind in kinds)


@checked
@given(mass_mg=st.floats(1e-3, 1e5))
def test_base_and_hydrochloride_differ_by_their_molar_masses(mass_mg):
    base_mg = hydrochloride_to_base_mg(mass_mg)
    assert base_mg == pytest.approx(0.867 * mass_mg, rel=1e-3)
    assert base_to_hydrochloride_mg(base_mg) == pytest.approx(mass_mg, rel=1e-12)
