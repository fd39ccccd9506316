"""A quantity means the same in every unit, and no quantity is read without one."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.errors import UnitError
from sciatwin.units import (
    base_to_hydrochloride_mg,
    factor,
    format_quantity,
    hydrochloride_to_base_mg,
    is_unit_of,
    parse_quantity,
    suggested_unit,
    units_of,
)

checked = settings(deadline=None, derandomize=True, max_examples=50)

# dimension → unit → how many of the inside unit it is: from definitions, not from the code.
KNOWN = {
    "body weight": {"kg": 1, "g": 0.001, "lb": 0.45359237, "st": 14 * 0.45359237},
    "height": {"cm": 1, "m": 100, "ft": 30.48, "in": 2.54},
    "age": {"years": 1, "months": 1 / 12},
    "duration": {"days": 1, "weeks": 7, "months": 30.4375, "years": 365.25},
    "infusion time": {"h": 1, "min": 1 / 60, "days": 24, "weeks": 168},
    "drug mass": {"mg": 1, "g": 1000, "µg": 0.001},
    "weight-based dose": {"mg/kg": 1, "µg/kg": 0.001, "mg/lb": 2.2046226218, "µg/lb": 0.0022046226218},
    "weight-based rate": {
        "mg/kg/h": 1,
        "mg/kg/min": 60,
        "µg/kg/h": 0.001,
        "µg/kg/min": 0.06,
        "mg/lb/h": 2.2046226218,
        "mg/lb/min": 132.277357309,
        "µg/lb/h": 0.0022046226218,
        "µg/lb/min": 0.132277357309,
    },
    "drug rate": {"mg/h": 1, "µg/h": 0.001, "mg/min": 60, "µg/min": 0.06},
    "drug strength": {"mg/mL": 1, "g/L": 1, "µg/mL": 0.001},
    "volume": {"mL": 1, "L": 1000},
    "pump rate": {"mL/h": 1, "mL/min": 60},
    "blood pressure": {"mmHg": 1, "kPa": 7.50062},
    "rate per minute": {"/min": 1, "bpm": 1},
    "saturation": {"%": 0.01},
    "enzyme activity": {"U/L": 1, "µkat/L": 60},
    "bilirubin": {"µmol/L": 1, "mg/dL": 17.1},
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
# Other spellings of the field, with how many of the inside unit each is.
SPELLED = [
    *[("body weight", unit, 0.45359237) for unit in ("lbs", "LBS", "lb.", "pounds")],
    *[("body weight", unit, 1) for unit in ("kgs", "Kg", "KG", "kilograms")],
    ("body weight", "stone", 6.35029318),
    *[("height", unit, 2.54) for unit in ("in.", "inch", "inches")],
    *[("height", unit, 30.48) for unit in ("foot", "feet")],
    *[("age", unit, 1) for unit in ("y", "yr", "yrs", "year")],
    *[("duration", unit, 1) for unit in ("d", "day")],
    *[("infusion time", unit, 1) for unit in ("hr", "hrs", "hour", "hours")],
    *[("infusion time", unit, 1 / 60) for unit in ("mins", "minute", "minutes")],
    *[("infusion time", unit, 24) for unit in ("d", "day")],
    *[("drug mass", unit, 0.001) for unit in ("mcg", "ug", "μg", "micrograms")],
    *[("weight-based dose", unit, 0.001) for unit in ("mcg/kg", "ug/kg", "mcg / kg", "mcg per kg")],
    *[("weight-based rate", unit, 0.001) for unit in ("mcg/kg/h", "mcg/kg/hr", "µg/kg/hour", "µg kg-1 h-1", "ug/kg/h")],
    *[("weight-based rate", unit, 0.06) for unit in ("mcg/kg/min", "µg·kg⁻¹·min⁻¹", "mcg/kg per min")],
    *[("drug strength", unit, 1) for unit in ("mg/ml", "mg/cc", "mg per mL")],
    ("pump rate", "ml/hr", 1),
    ("blood pressure", "mm Hg", 1),
    *[("rate per minute", unit, 1) for unit in ("beats/min", "beats per minute", "breaths/min", "1/min", "min-1")],
    ("enzyme activity", "IU/L", 1),
    ("bilirubin", "umol/l", 1),
    *[("filtration rate", unit, 1) for unit in ("mL/min/1.73m²", "ml/min/1.73 m2")],
]
EVERY_UNIT = [(dimension, unit) for dimension, units in KNOWN.items() for unit in units]
EVERY_SPELLING = [*((dimension, unit) for dimension, unit, _ in SPELLED), *EVERY_UNIT]
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


@pytest.mark.parametrize(("dimension", "unit", "inside"), SPELLED)
def test_a_unit_is_read_however_the_field_spells_it(dimension, unit, inside):
    assert parse_quantity(f"3 {unit}", dimension) == pytest.approx(3 * inside, rel=1e-9)
    if not unit[0].isdigit():
        assert parse_quantity(f"3{unit}", dimension) == pytest.approx(3 * inside, rel=1e-9)


@pytest.mark.parametrize(("dimension", "unit"), EVERY_UNIT)
@checked
@given(number=st.floats(-1e9, 1e9) | st.integers(-10_000_000, 10_000_000).map(lambda n: n / 1000))
def test_what_is_written_is_read_back_to_the_last_bit_and_never_asked_back(dimension, unit, number):
    assert parse_quantity(format_quantity(number, unit), dimension) == number * factor(unit, dimension)


@pytest.mark.parametrize(("dimension", "unit"), EVERY_SPELLING)
@settings(deadline=None, derandomize=True, max_examples=40)
@given(data=st.data())
def test_a_hint_never_changes_the_dimension_or_the_size(dimension, unit, data):
    """One slip of the pen in a unit: what is offered instead, if anything, is of the size that was meant."""
    at = data.draw(st.integers(0, len(unit) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyzµABCKLM/%. "))
    slip = data.draw(
        st.sampled_from(
            [
                unit[:at] + letter + unit[at:],
                unit[:at] + letter + unit[at + 1 :],
                unit[:at] + unit[at + 1 :],
                unit[:at] + unit[at:][1::-1] + unit[at + 2 :],
                unit[:at] + unit[at].swapcase() + unit[at + 1 :],
                unit.upper(),
                unit + "s",
            ]
        )
    )
    offered = suggested_unit(slip, dimension)
    if offered and not is_unit_of(slip, dimension):
        assert offered in units_of(dimension)
        assert factor(offered, dimension) == pytest.approx(factor(unit, dimension), rel=0.01)


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
    if is_unit_of(unit, dimension):
        return
    with pytest.raises(UnitError) as error:
        parse_quantity(f"10 {unit}", dimension)
    assert all(choice in str(error.value) for choice in units_of(dimension))


@every_dimension
def test_a_unit_of_another_kind_is_an_error_that_names_the_kind(dimension):
    others = {unit for _, unit in EVERY_UNIT if not is_unit_of(unit, dimension)}
    for unit in others:
        kinds = [name for name in KNOWN if is_unit_of(unit, name)]
        with pytest.raises(UnitError, match=f"not of {dimension}") as error:
            parse_quantity(f"10 {unit}", dimension)
        assert any(kind in str(error.value) for kind in kinds)


@checked
@given(mass_mg=st.floats(1e-3, 1e5))
def test_base_and_hydrochloride_differ_by_their_molar_masses(mass_mg):
    base_mg = hydrochloride_to_base_mg(mass_mg)
    assert base_mg == pytest.approx(0.867 * mass_mg, rel=1e-3)
    assert base_to_hydrochloride_mg(base_mg) == pytest.approx(mass_mg, rel=1e-12)


nasty = st.text("0123456789.,eE+-−'’\"″ ′/ mgkµμhL lbfts%½²⁻¹·per\n", max_size=24) | st.text(max_size=12)


@settings(deadline=None, derandomize=True, max_examples=600)
@given(text=nasty, dimension=st.sampled_from(list(KNOWN)))
def test_any_text_is_a_finite_quantity_or_a_fault_in_words(text, dimension):
    try:
        value = parse_quantity(text, dimension)
    except UnitError:
        return
    assert math.isfinite(value)
