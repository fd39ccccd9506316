"""A clinic's file is read as strictly as a patient's."""

import json

import pytest
import yaml

from sciatwin.analytes import Drug
from sciatwin.errors import InputFileError, InvalidInputError, LimitError
from sciatwin.plan import plan_infusion
from sciatwin.plan.clinic.site import read_site
from sciatwin.twin import Twin


@pytest.fixture
def site_text(examples):
    return (examples / "site_outpatient.yaml").read_text(encoding="utf-8")


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "site.yaml"
        path.write_text(text, encoding="utf-8")
        return read_site(path)

    return read_text


def test_example_site_is_read_and_not_signed(outpatient_site):
    assert outpatient_site.limits.max_rate_mg_per_kg_h == 1.0
    assert outpatient_site.vial.base_mg_per_ml == 50
    assert outpatient_site.vial.drug is Drug.RACEMIC_KETAMINE
    assert outpatient_site.signed_by is None


def test_json_file_gives_the_same_site(site_text, outpatient_site, read):
    assert read(json.dumps(yaml.safe_load(site_text))) == outpatient_site


def test_missing_file_is_named(tmp_path):
    with pytest.raises(InputFileError, match="no such file"):
        read_site(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("max_rate: 1 mg/kg/h", "max_rate: 1 mg/kg", "limits.max_rate", "a unit of weight-based dose"),
        ("max_rate: 1 mg/kg/h", "max_rate: 3 mg/kg/h", "limits.max_rate", "less than or equal to 2"),
        ("max_session_dose: 200 mg", "max_session_dose: 200", "limits.max_session_dose", "a unit is needed"),
        ("max_session_dose: 200 mg", "", "limits.max_session_dose", "missing"),
        ("strength: 50 mg/mL", "strength: 20 mg/mL", "vial", "a diluted syringe is not a vial"),
        ("strength_is: base", "strength_is: hydrochloride", "vial", "count base, whatever salt the box names"),
        (
            "vial:\n  drug: racemic ketamine",
            "vial:\n  drug: S-ketamine",
            "vial",
            "Read the label again, drug and strength",
        ),
        ("max_course_dose: 1500 mg", "max_course_dose: 1.500 mg", "limits.max_course_dose", "thousands or decimals"),
        (
            "max_severe_dissociation_risk: 0.10",
            "max_severe_dissociation_risk: 10 %",
            "limits.max_severe_dissociation_risk",
            "Write 0.1.",
        ),
        ("drug: racemic ketamine", "drug: ketamine", "limits.drug", "'racemic ketamine' or 'S-ketamine'"),
        ("drug: racemic ketamine", "drug: S-ketamine", "limits", "Limits of racemic ketamine are not limits of S-"),
        ("strength_is: base", "strength_is: salt", "vial.strength_is", "'base' or 'hydrochloride'"),
        ("min_interval: 18 h", "min_intervall: 18 h", "limits.min_intervall", "Did you mean 'min_interval'?"),
    ],
)
def test_a_bad_value_is_refused_with_its_field(site_text, read, old, new, field, says):
    assert old in site_text
    with pytest.raises(InvalidInputError) as error:
        read(site_text.replace(old, new, 1))
    assert any(f": {field}: " in fault and says in fault for fault in error.value.faults), error.value.faults


TWO_VIALS = """
  - {drug: racemic ketamine, strength: 10 mg/mL, strength_is: base, volume: 20 mL}
  - {drug: racemic ketamine, strength: 100 mg/mL, strength_is: base, volume: 10 mL}
"""
READY = "ready: {container: bag, drug: racemic ketamine, strength: 1 mg/mL, strength_is: base, volume: 100 mL}"


def _with_supply(site_text, supply):
    head, tail = site_text.split("vial:")
    return f"{head}{supply}\nsyringe:{tail.split('syringe:')[1]}"


@pytest.mark.parametrize("name", ["vial", "vials"])
def test_of_two_vials_the_first_is_drawn_up_and_the_other_is_kept_in_mind(site_text, read, name):
    site = read(_with_supply(site_text, f"{name}:{TWO_VIALS}"))
    assert site.supply.base_mg_per_ml == 10
    assert [vial.base_mg_per_ml for vial in site.other_vials] == [100]
    assert type(site).model_validate_json(site.model_dump_json()) == site


def test_a_ready_bag_takes_the_place_of_a_vial(site_text, read):
    assert read(_with_supply(site_text, READY)).supply.base_mg_per_ml == 1


@pytest.mark.parametrize("supply", ["", "vials: []", READY + f"\nvial:{TWO_VIALS}", "vials: 3"])
def test_none_or_two_supplies_are_refused(site_text, read, supply):
    with pytest.raises(InvalidInputError, match="vial"):
        read(_with_supply(site_text, supply))


def test_limits_of_one_drug_are_not_limits_of_a_clinic_that_has_the_other(site_text, read, typical_patient):
    s_vial = site_text.replace("drug: racemic ketamine\n  strength: 50", "drug: S-ketamine\n  strength: 25")
    with pytest.raises(InvalidInputError, match="the limits are for racemic ketamine, but the clinic has S-ketamine"):
        read(s_vial)
    site = read(site_text)
    unread = site.model_copy(update={"limits": site.limits.model_copy(update={"drug": Drug.S_KETAMINE})})
    with pytest.raises(LimitError, match="write the limits for racemic ketamine"):
        plan_infusion(Twin(typical_patient, draws=5), unread)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("max_course_dose: 1500 mg", "max_course_dose: 1.5 mg", "limits.max_course_dose"),
        ("max_week_dose: 800 mg", "max_week_dose: 0.8 mg", "limits.max_week_dose"),
        ("max_quarter_dose: 1500 mg", "max_quarter_dose: 15 mg", "limits.max_quarter_dose"),
        ("max_session_dose: 200 mg", "max_session_dose: 0.2 mg", "limits.max_session_dose"),
        ("max_session_dose: 200 mg", "max_session_dose: 200 mcg", "limits.max_session_dose"),
        ("max_hour_dose: 40 mg", "max_hour_dose: 0.04 mg", "limits.max_hour_dose"),
        ("max_rate: 1 mg/kg/h", "max_rate: 1 mcg/kg/h", "limits.max_rate"),
    ],
)
def test_a_limit_a_thousand_times_too_low_is_asked_back_until_it_is_confirmed(site_text, read, old, new, field):
    assert old in site_text
    changed = site_text.replace(old, new, 1)
    with pytest.raises(InvalidInputError) as error:
        read(changed)
    assert f"confirmed: [{field}]" in str(error.value)
    assert read(f"{changed}\nconfirmed: [{field}]\n").confirmed == (field,)
