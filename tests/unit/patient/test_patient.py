"""A patient file with a fault is refused with the line and the way out; "unknown" never becomes "no"."""

import json
import math

import pytest
import yaml

from sciatwin.errors import InputFileError, InvalidInputError
from sciatwin.patient import Answer, Conditions, RedFlags, Side, read_patient


@pytest.fixture(scope="module")
def typical_text(examples):
    return (examples / "typical.yaml").read_text(encoding="utf-8")


@pytest.fixture
def read(tmp_path):
    def read_text(text, suffix=".yaml"):
        path = tmp_path / f"patient{suffix}"
        path.write_text(text, encoding="utf-8")
        return read_patient(path)

    return read_text


@pytest.fixture
def faults(typical_text, read):
    """Faults found after replacing parts of the typical file; each part must be in it."""

    def after(*changes):
        text = typical_text
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        with pytest.raises(InvalidInputError) as error:
            read(text)
        return text, error.value.faults

    return after


def _line_of(text, part):
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


def test_typical_patient_is_read_in_inside_units(typical_patient):
    assert typical_patient.weight_kg == 74
    assert typical_patient.age_yr == 49
    assert typical_patient.sciatica.side is Side.LEFT
    assert typical_patient.sciatica.duration_days == pytest.approx(14 * 30.4375)
    assert typical_patient.vitals.oxygen_saturation_fraction == pytest.approx(0.98)
    assert typical_patient.bmi == pytest.approx(74 / 1.68**2)


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_file_gives_the_same_patient(typical_text, typical_patient, read, indent):
    content = yaml.safe_load(typical_text)
    assert read(json.dumps(content, indent=indent), ".json") == typical_patient


def test_json_true_and_false_are_yes_and_no(typical_text, read):
    content = yaml.safe_load(typical_text)
    content["sciatica"]["numbness"], content["pregnancy"] = True, False
    patient = read(json.dumps(content), ".json")
    assert (patient.sciatica.numbness, patient.pregnancy) == (Answer.YES, Answer.NO)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(InputFileError, match=r"nobody\.yaml: no such file"):
        read_patient(tmp_path / "nobody.yaml")


def test_empty_file_is_called_empty(read):
    with pytest.raises(InputFileError, match="empty"):
        read("")


def test_truncated_json_is_refused(typical_text, read):
    with pytest.raises(InputFileError, match="corrupt"):
        read(json.dumps(yaml.safe_load(typical_text))[:-40], ".json")


BAD_VALUES = {
    "weight in metres": ("weight: 74 kg", "weight: 74 m", "weight", "a unit of height, not of body weight"),
    "half a point of a sum": ("phq9: 9", "phq9: 9.5", "questionnaires.phq9", "sum of whole points"),
    "pain longer than life": ("duration: 14 months", "duration: 60 years", "file", "longer than the age of 49 years"),
    "a bound in place of a number": ("egfr: 92 mL", "egfr: <92 mL", "laboratory.egfr", "a bound and no number"),
    "a medicine in place of its kind": ("kind: SNRI", "kind: duloxetine", "treatments.3.kind", "write 'kind: SNRI'"),
    "a comma in a text": ("detail: 12 weeks", "detail: 12 weeks, twice", "treatments.0.twice", "put that text in quot"),
    "weight in an unknown unit": ("weight: 74 kg", "weight: 74 cwt", "weight", "one of: kg, g, lb"),
    "weight without a unit": ("weight: 74 kg", "weight: 74", "weight", "a unit is needed, for example '74 kg'"),
    "negative weight": ("weight: 74 kg", "weight: -74 kg", "weight", "must be greater than 0"),
    "no weight at all": ("weight: 74 kg", "weight: 0 kg", "weight", "must be greater than 0"),
    "weight unknown": ("weight: 74 kg", "weight: unknown", "weight", "a number with a unit is needed"),
    "age without a unit": ("age: 49 years", "age: 49", "age", "a unit is needed"),
    "negative age": ("age: 49 years", "age: -49 years", "age", "must be greater than or equal to 0"),
    "height in inches called cm": ("height: 168 cm", "height: 66 cm", "file", "body mass index"),
    "pain off the scale": ("leg_pain: 7", "leg_pain: 11", "sciatica.leg_pain", "less than or equal to 10"),
    "pain of no number": ("leg_pain: 7", "leg_pain: .nan", "sciatica.leg_pain", "a finite number is needed"),
    "pain answered with yes": ("leg_pain: 7", "leg_pain: yes", "sciatica.leg_pain", "got 'yes'"),
    "two sides as a list": ("side: left", "side: [left, right]", "sciatica.side", "written 'both' and is a red flag"),
    "a side that is none": ("side: left", "side: middle", "sciatica.side", "'left', 'right' or 'both'"),
    "an answer that is none": ("numbness: yes", "numbness: perhaps", "sciatica.numbness", "'yes', 'no' or 'unknown'"),
    "swapped pressures": ("systolic: 124 mmHg", "systolic: 70 mmHg", "vitals", "not swapped"),
    "pressure without a unit": ("systolic: 124 mmHg", "systolic: 124", "vitals.systolic", "'124 mmHg'"),
    "saturation above 100 %": ("98 %", "198 %", "vitals.oxygen_saturation", "less than or equal to 1"),
    "dose in a rate unit": ("dose: 25 mg", "dose: 25 mg/h", "medicines.0.dose", "a unit of drug rate"),
    "dose with thousands": ("dose: 400 mg", "dose: '1,200 mg'", "medicines.1.dose", "1,200"),
    "treatment of no kind": ("kind: NSAID", "kind: magic", "treatments.1.kind", "one of the allowed"),
    "negative time since ketamine": (
        "last_ketamine_course: never", "last_ketamine_course: -3 days",
        "last_ketamine_course", "greater than or equal to 0",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "says"), BAD_VALUES.values(), ids=BAD_VALUES)
def test_a_bad_value_is_refused_with_its_line_and_field(faults, old, new, field, says):
    text, (fault,) = faults((old, new))
    assert says in fault
    assert f": {field}: " in fault
    if field not in {"file", "vitals"}:
        assert fault.startswith(f"line {_line_of(text, new)}: ")


def test_a_missing_field_says_so(faults):
    _, (fault,) = faults(("weight: 74 kg\n", ""))
    assert "weight: missing. Add it" in fault


def test_a_side_given_twice_is_refused(faults):
    text, (fault,) = faults(("  side: left\n", "  side: left\n  side: right\n"))
    line = _line_of(text, "side: right")
    assert fault == f"line {line}: sciatica.side: given twice (first on line {line - 1}). Keep one of them."


@pytest.mark.parametrize(
    ("old", "new", "suggestion"),
    [
        ("weight: 74 kg", "wieght: 74 kg", "weight"),
        ("  leg_pain: 7", "  legpain: 7", "leg_pain"),
        ("  sleep_apnoea: no", "  sleep_apnea: no", "sleep_apnoea"),
        ("  saddle_numbness: no", "  sadle_numbness: no", "saddle_numbness"),
        ("{name: ibuprofen,", "{nmae: ibuprofen,", "name"),
    ],
)
def test_an_unknown_field_gets_a_suggestion_on_its_line(faults, old, new, suggestion):
    text, found = faults((old, new))
    (fault,) = [fault for fault in found if "no such field" in fault]
    assert f"Did you mean '{suggestion}'?" in fault
    assert fault.startswith(f"line {_line_of(text, new)}: ")


def test_several_faults_are_all_listed_with_their_lines(faults):
    changes = [
        ("age: 49 years", "age: 49"),
        ("sex: female", "sex: f"),
        ("weight: 74 kg", "weight: -74 kg"),
        ("  leg_pain: 7", "  leg_pain: 12"),
        ("  depression: no", "  deppression: no"),
    ]
    text, found = faults(*changes)
    assert len(found) == len(changes)
    assert {int(fault.split()[1].rstrip(":")) for fault in found} == {_line_of(text, new.strip()) for _, new in changes}


MINIMAL = """
age: 49 years
sex: female
weight: 74 kg
height: 168 cm
jurisdiction: US
sciatica: {side: left, duration: 14 months, leg_pain: 7}
"""


def test_what_nobody_asked_is_unknown_and_not_no(read):
    patient = read(MINIMAL)
    asked = [*patient.conditions, *patient.red_flags, ("pregnancy", patient.pregnancy)]
    assert len(asked) == len(Conditions.model_fields) + len(RedFlags.model_fields) + 1
    assert all(answer is Answer.UNKNOWN for _, answer in asked)
    assert patient.medicines is None
    assert patient.treatments is None
    assert patient.days_since_ketamine_course is None
    assert patient.vitals.systolic_mmhg is None


@pytest.mark.parametrize("written", ["unknown", "", "~", "null"])
def test_an_answer_left_open_is_unknown(read, written):
    patient = read(MINIMAL + f"pregnancy: {written}\nconditions:\n  hypertension: {written}\n")
    assert patient.pregnancy is Answer.UNKNOWN
    assert patient.conditions.hypertension is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("written", "answer"),
    [("yes", "yes"), ("no", "no"), ("'yes'", "yes"), ("'no'", "no"), ("true", "yes"), ("false", "no"), ("Yes", "yes")],
)
def test_yes_and_no_are_read_however_yaml_spells_them(read, written, answer):
    assert read(MINIMAL + f"pregnancy: {written}\n").pregnancy == answer


def test_no_medicines_is_not_unknown_medicines(read):
    assert read(MINIMAL + "medicines: []\n").medicines == ()
    assert read(MINIMAL + "medicines: unknown\n").medicines is None


@pytest.mark.parametrize(
    ("written", "days"), [("never", math.inf), ("unknown", None), ("6 weeks", 42.0), ("0 days", 0.0)]
)
def test_time_since_the_last_ketamine_course(read, written, days):
    assert read(MINIMAL + f"last_ketamine_course: {written}\n").days_since_ketamine_course == days


def test_pounds_and_inches_give_the_same_build(read):
    patient = read(MINIMAL.replace("74 kg", "163.1 lb").replace("168 cm", "66.14 in"))
    assert patient.weight_kg == pytest.approx(74, rel=1e-3)
    assert patient.height_cm == pytest.approx(168, rel=1e-3)


def test_a_patient_does_not_change_afterwards(typical_patient):
    with pytest.raises(ValueError, match="frozen"):
        typical_patient.weight_kg = 60.0


OPTIONAL = {
    "sciatica": ["back_pain", "weakness_mrc_grade"],
    "vitals": ["systolic", "diastolic", "heart_rate", "respiratory_rate", "oxygen_saturation"],
    "laboratory": ["alt", "ast", "alp", "ggt", "bilirubin", "egfr", "highest_liver_test_times_upper_limit"],
}


@pytest.mark.parametrize("written", ["unknown", "null"])
@pytest.mark.parametrize(("section", "field"), [(s, f) for s, fields in OPTIONAL.items() for f in fields])
def test_a_measurement_may_be_unknown(read, section, field, written):
    content = yaml.safe_load(MINIMAL)
    content.setdefault(section, {})[field] = None if written == "null" else written
    record = getattr(read(yaml.safe_dump(content)), section)
    (name,) = [name for name, info in type(record).model_fields.items() if field in (name, info.alias)]
    assert getattr(record, name) is None


@pytest.mark.parametrize("written", ["25 µg/h", "25 mcg/h", "0.025 mg/h"])
def test_the_dose_of_a_patch_is_a_rate(read, written):
    patient = read(MINIMAL + f"medicines:\n  - {{name: fentanyl, dose: {written}, route: patch}}\n")
    assert patient.medicines[0].rate_mg_per_h == pytest.approx(0.025)
    assert patient.medicines[0].dose_mg is None


@pytest.mark.parametrize("written", ["20 units", "20 IU", "2 puffs", "1 tablet", "10 mL", "1 drop", "8 %"])
def test_a_dose_that_is_no_mass_is_kept_as_written(read, written):
    patient = read(MINIMAL + f"medicines:\n  - {{name: salbutamol, dose: {written}}}\n")
    assert (patient.medicines[0].dose_mg, patient.medicines[0].dose_counted) == (None, written)


def test_a_medicine_is_ticked_off_by_a_role_with_a_date(read):
    signed = read(MINIMAL + "medicines:\n  - {name: montelukast, reviewed_by: 'pharmacist, 2026-11-29'}\n")
    assert signed.medicines[0].reviewed_by == "pharmacist, 2026-11-29"
    for nobody in ("x", "pharmacist", "2026-11-29", "yes, checked", "pharmacist, 2026-13-40"):
        with pytest.raises(InvalidInputError, match=r"who checked it and when|who answers for it|month"):
            read(MINIMAL + f"medicines:\n  - {{name: montelukast, reviewed_by: '{nobody}'}}\n")


@pytest.mark.parametrize("written", ["unknown", "null"])
def test_the_dose_of_a_medicine_may_be_unknown(read, written):
    patient = read(MINIMAL + f"medicines:\n  - {{name: amitriptyline, dose: {written}}}\n")
    assert patient.medicines[0].dose_mg is None
