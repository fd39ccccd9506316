"""Quantities are read as text with a unit; anything else is refused with a way out."""

import pytest

from sciatwin.errors import UnitError
from sciatwin.units import BASE_PER_HYDROCHLORIDE, factor, hydrochloride_to_base_mg, parse_quantity, units_of


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("82 kg", "body weight", 82.0),
        ("82kg", "body weight", 82.0),
        ("  82.5   kg ", "body weight", 82.5),
        ("82,5 kg", "body weight", 82.5),  # decimal comma
        ("1.5e2 lb", "body weight", 68.0388555),
        ("14 months", "duration", 426.125),
        ("40 min", "infusion time", 2 / 3),
        ("98 %", "saturation", 0.98),
        ("9 μmol/L", "bilirubin", 9.0),  # Greek letter mu
        ("9 µmol/L", "bilirubin", 9.0),  # micro sign
        ("92 mL/min/1.73m²", "filtration rate", 92.0),
        ("2.4 µg/kg/min", "weight-based rate", 0.144),
        ("-3 kg", "body weight", -3.0),  # a range check is the record's job
    ],
)
def test_a_number_with_its_unit_is_read(text, dimension, value):
    assert parse_quantity(text, dimension) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["kg", "", "about 80 kg", "80 - 90 kg", "eighty kg", "--80 kg", "8 0 kg", "nan kg"])
def test_what_is_no_number_with_a_unit_is_refused(text):
    with pytest.raises(UnitError, match=r"body weight|needed"):
        parse_quantity(text, "body weight")


@pytest.mark.parametrize("value", [True, False, None, ["80 kg"], {"kg": 80}])
def test_what_is_no_text_is_refused(value):
    with pytest.raises(UnitError, match="needed"):
        parse_quantity(value, "body weight")


@pytest.mark.parametrize("number", [82, 82.5, "82", "82.5"])
def test_a_bare_number_is_refused_and_shown_with_a_unit(number):
    with pytest.raises(UnitError, match=r"a unit is needed, for example '82(\.5)? kg'"):
        parse_quantity(number, "body weight")


@pytest.mark.parametrize("text", ["1,200 mg", "1,000 mg", "12,500 mg", "1.200,5 mg", "1,200.5 mg"])
def test_a_comma_that_may_mark_thousands_is_refused(text):
    """Read as a decimal comma, '1,200 mg' would be 1.2 mg: wrong by a thousand."""
    with pytest.raises(UnitError):
        parse_quantity(text, "drug mass")


def test_a_misspelt_unit_gets_a_suggestion():
    with pytest.raises(UnitError, match="did you mean 'kg'"):
        parse_quantity("80 kgs", "body weight")


@pytest.mark.parametrize(
    ("text", "dimension", "kind"),
    [
        ("80 cm", "body weight", "height"),
        ("0.5 mg/kg/min", "weight-based dose", "weight-based rate"),
        ("0.5 mg/kg", "weight-based rate", "weight-based dose"),
        ("50 mg", "weight-based dose", "drug mass"),
        ("1 mg/h", "weight-based rate", "drug rate"),
    ],
)
def test_a_unit_of_another_kind_is_named(text, dimension, kind):
    with pytest.raises(UnitError, match=f"a unit of {kind}, not of {dimension}"):
        parse_quantity(text, dimension)


def test_units_are_case_sensitive():
    with pytest.raises(UnitError):
        parse_quantity("5 Mg", "drug mass")


def test_the_first_unit_listed_is_the_inside_unit():
    assert units_of("body weight")[0] == "kg"
    assert factor("kg", "body weight") == 1.0


def test_hydrochloride_holds_the_share_of_base_that_the_label_states():
    assert pytest.approx(237.73 / 274.19) == BASE_PER_HYDROCHLORIDE
    assert hydrochloride_to_base_mg(57.67) == pytest.approx(50.0, abs=0.01)  # a 50 mg/mL vial of base, as salt
