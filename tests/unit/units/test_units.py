"""Quantities are read as text with a unit; anything else is refused with a way out."""

import pytest

from sciatwin.errors import UnitError
from sciatwin.units import BASE_PER_HYDROCHLORIDE, factor, hydrochloride_to_base_mg, parse_any, parse_quantity, units_of


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


@pytest.mark.parametrize(
    "text", ["kg", "", "about 80 kg", "80 - 90 kg", "eighty kg", "--80 kg", "8 0 kg", "nan kg", "½ kg", "40:00"]
)
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


@pytest.mark.parametrize(
    ("text", "ways_out"),
    [
        ("1,200 mg", ("'1200 mg'", "'1.2 mg'")),
        ("1.500 mg", ("'1500 mg'", "'1.5 mg'")),
        ("1,000 mg", ("'1000 mg'", "'1.0 mg'")),
        ("12,500 mg", ("'12500 mg'", "'12.5 mg'")),
        ("1.125 mg", ("'1125 mg'", "'1.1250 mg'")),
        ("-1,200 mg", ("'-1200 mg'", "'-1.2 mg'")),
    ],
)
def test_a_mark_that_may_be_of_thousands_or_decimals_is_asked_back(text, ways_out):
    """Read in the wrong way, '1.500 mg' is wrong by a thousand. Each way out is read as it says."""
    with pytest.raises(UnitError, match="may mean thousands or decimals") as error:
        parse_quantity(text, "drug mass")
    for way_out in ways_out:
        assert way_out in str(error.value)
    thousands, decimals = (parse_quantity(way_out.strip("'"), "drug mass") for way_out in ways_out)
    assert thousands == pytest.approx(1000 * decimals)


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("1.200,5 mg", "'1200.5 mg'"),
        ("1,200.5 mg", "'1200.5 mg'"),
        ("1 500 mg", "'1500 mg'"),
        ("1'500 mg", "'1500 mg'"),
        ("1.500.000 mg", "'1500000 mg'"),
    ],
)
def test_thousands_that_are_set_apart_are_refused_with_the_plain_number(text, way_out):
    with pytest.raises(UnitError, match="thousands") as error:
        parse_quantity(text, "drug mass")
    assert way_out in str(error.value)


@pytest.mark.parametrize("text", ["0.125 mg", "0,125 mg", "1234.567 mg", "1.25 mg", "1.5000 mg"])
def test_a_decimal_that_can_be_no_thousand_is_read(text):
    assert parse_quantity(text, "drug mass") == pytest.approx(float(text.split()[0].replace(",", ".")))


@pytest.mark.parametrize(("text", "way_out"), [(".5 mg/kg", "'0.5 mg/kg'"), ("-,5 mg/kg", "'-0,5 mg/kg'")])
def test_a_naked_decimal_point_is_refused_because_it_is_read_past(text, way_out):
    with pytest.raises(UnitError) as error:
        parse_quantity(text, "weight-based dose")
    assert way_out in str(error.value)


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        *[
            (text, "height", 167.64)
            for text in ("5 ft 6 in", "5ft6in", "5'6\"", "5′6″", "5' 6''", "5 ft 6", "5 ft, 6 in.")
        ],
        ("5 ft", "height", 152.4),
        ("5'", "height", 152.4),
        ("5 ft 6.5 in", "height", 168.91),
        ("1 m 65 cm", "height", 165.0),
        ("11 st 4 lb", "body weight", 158 * 0.45359237),
        ("2 h 30 min", "infusion time", 2.5),
        ("1 year 2 months", "age", 14 / 12),
    ],
)
def test_a_quantity_in_two_units_is_added_up(text, dimension, value):
    assert parse_quantity(text, dimension) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("text", ["5 ft 14 in", "5.5 ft 6 in", "6 in 5 ft", "5 ft 6 kg", "5 ft 6 ft"])
def test_two_units_that_do_not_add_up_are_refused(text):
    with pytest.raises(UnitError):
        parse_quantity(text, "height")


def test_feet_and_inches_are_read_of_heights_only():
    """Elsewhere ' means minutes or nothing at all."""
    with pytest.raises(UnitError):
        parse_quantity("40'", "infusion time")


@pytest.mark.parametrize(("text", "unit"), [("14 mouths", "months"), ("14 weeke", "weeks"), ("14 DAYS", "days")])
def test_a_slip_in_a_word_gets_a_suggestion(text, unit):
    with pytest.raises(UnitError, match=f"did you mean '{unit}'"):
        parse_quantity(text, "duration")


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("5 Mg", "drug mass"),
        ("5 MG", "drug mass"),
        ("5 mmg", "drug mass"),
        ("5 mc/kg/h", "weight-based rate"),
        ("5 mgc/kg/h", "weight-based rate"),
        ("5 mg/kq/h", "weight-based rate"),
        ("5 ng/kg/h", "weight-based rate"),
    ],
)
def test_no_unit_is_suggested_where_the_size_would_be_guessed(text, dimension):
    with pytest.raises(UnitError) as error:
        parse_quantity(text, dimension)
    assert "did you mean" not in str(error.value)


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


def test_a_quantity_of_several_kinds_tells_which_it_is():
    kinds = ("weight-based dose", "drug mass", "volume")
    assert parse_any("0.5 mg/kg", kinds) == (0.5, "weight-based dose")
    assert parse_any("40 mg", kinds) == (40.0, "drug mass")
    assert parse_any("4 ml", kinds) == (4.0, "volume")
    with pytest.raises(UnitError, match="drug rate, not of weight-based dose"):
        parse_any("40 mg/h", kinds)


@pytest.mark.parametrize(
    ("typed", "meant"), [(0.97, "97 %"), ("0,97", "97 %"), (1, "100 %"), (97, "97 %"), ("97", "97 %")]
)
def test_an_example_keeps_the_quantity_that_was_typed(typed, meant):
    with pytest.raises(UnitError, match=f"for example '{meant}'"):
        parse_quantity(typed, "saturation")
