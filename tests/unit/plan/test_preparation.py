"""A nurse draws up what was planned: known examples, refused vials, and numbers that agree as printed."""

import re

import pytest
from pydantic import ValidationError

from sciatwin.errors import RegimenError
from sciatwin.plan.preparation import Syringe, Vial, prepare
from sciatwin.regimen import Drug, Session, Visit

FIFTY_ML = Syringe(volume="50 mL")


def _vial(strength="50 mg/mL", *, drug=Drug.RACEMIC_KETAMINE, strength_is="base", volume="10 mL"):
    return Vial(drug=drug, strength=strength, strength_is=strength_is, volume=volume)


def _prepare(session, weight_kg=80, vial=None, syringe=FIFTY_ML):
    vial = vial or _vial()
    return prepare(Visit((session,)), weight_kg, vial.drug, vial, syringe)


def _session(rate_mg_per_kg_h=0.5, duration_h=1.0, bolus_mg_per_kg=0.0):
    return Session(start_h=0, rate_mg_per_kg_h=rate_mg_per_kg_h, duration_h=duration_h, bolus_mg_per_kg=bolus_mg_per_kg)


def test_half_a_mg_per_kg_per_hour_at_80_kg_and_1_mg_per_ml_runs_at_40_ml_per_h():
    made = _prepare(_session())
    assert made.concentration_mg_per_ml == 1.0
    assert made.rate_ml_per_h == pytest.approx(40.0)


def test_half_a_mg_per_kg_over_40_min_at_80_kg_and_1_mg_per_ml_runs_at_60_ml_per_h():
    made = _prepare(_session(rate_mg_per_kg_h=0.5 / (40 / 60), duration_h=40 / 60))
    assert made.concentration_mg_per_ml == 1.0
    assert made.rate_ml_per_h == pytest.approx(60.0)
    assert made.total_mg == pytest.approx(40.0)


def test_5_ml_of_50_mg_per_ml_and_45_ml_of_saline_are_5_mg_per_ml_and_not_1():
    made = _prepare(_session(rate_mg_per_kg_h=250 / 80 / 4, duration_h=4.0))
    assert made.drawn_ml == pytest.approx(5.0)
    assert made.diluent_ml == pytest.approx(45.0)
    assert made.syringe_ml == pytest.approx(50.0)
    assert made.concentration_mg_per_ml == pytest.approx(5.0)


def test_a_bolus_is_drawn_up_with_its_infusion():
    made = _prepare(_session(bolus_mg_per_kg=0.1))
    assert (made.bolus_mg, made.bolus_ml) == (pytest.approx(8.0), pytest.approx(8.0))
    assert made.total_mg == pytest.approx(48.0)
    assert made.drawn_ml == pytest.approx(48 / 50)


@pytest.mark.parametrize("strength", ["10 mg/mL", "50 mg/mL", "100 mg/mL"])
def test_racemic_vials_of_the_label_are_known(strength):
    assert _vial(strength).base_mg_per_ml == pytest.approx(float(strength.split()[0]))


@pytest.mark.parametrize("strength", ["20 mg/mL", "1 mg/mL", "5 mg/mL", "25 mg/mL", "99 mg/mL"])
def test_a_racemic_strength_that_no_vial_has_is_refused(strength):
    with pytest.raises(ValidationError, match="10, 50 or 100 mg/mL"):
        _vial(strength)


@pytest.mark.parametrize("name", ["drug", "strength", "strength_is", "volume"])
def test_nothing_about_a_vial_is_guessed(name):
    label = {"drug": "racemic ketamine", "strength": "50 mg/mL", "strength_is": "base", "volume": "10 mL"}
    del label[name]
    with pytest.raises(ValidationError, match="Field required"):
        Vial.model_validate(label)


@pytest.mark.parametrize(
    ("strength", "volume"),
    [
        ("50", "10 mL"),
        ("50 mg", "10 mL"),
        ("50 mg/mL", "10"),
        ("0 mg/mL", "10 mL"),
        ("101 mg/mL", "10 mL"),
        ("-50 mg/mL", "10 mL"),
    ],
)
def test_a_label_that_cannot_be_is_refused(strength, volume):
    with pytest.raises(ValidationError):
        _vial(strength, drug=Drug.S_KETAMINE, volume=volume)


@pytest.mark.parametrize("volume", ["50", "5 mL", "200 mL", "50 mg"])
def test_a_syringe_that_fits_no_pump_is_refused(volume):
    with pytest.raises(ValidationError):
        Syringe(volume=volume)


@pytest.mark.parametrize(
    ("planned", "held"), [(Drug.RACEMIC_KETAMINE, Drug.S_KETAMINE), (Drug.S_KETAMINE, Drug.RACEMIC_KETAMINE)]
)
def test_a_vial_of_the_other_drug_is_refused_with_both_names(planned, held):
    with pytest.raises(RegimenError, match=f"the regimen is {planned} but the vial holds {held}"):
        prepare(Visit((_session(),)), 80, planned, _vial(drug=held), FIFTY_ML)


def test_a_vial_label_gives_the_total_first():
    assert _vial().label.startswith("racemic ketamine vial, 500 mg in 10 mL")


def test_a_hydrochloride_vial_is_converted_to_base():
    salt = _vial("57.67 mg/mL", strength_is="hydrochloride")
    assert salt.base_mg_per_ml == pytest.approx(50.0, abs=0.01)
    as_base, as_salt = _prepare(_session()), _prepare(_session(), vial=salt)
    assert as_salt.drawn_ml == pytest.approx(as_base.drawn_ml, rel=1e-3)
    assert as_salt.rate_ml_per_h == as_base.rate_ml_per_h


def test_a_hydrochloride_vial_is_never_converted_silently():
    """The second person must see that 1 mL of this vial counts as 50 mg of base, not as 57.67 mg."""
    instructions = " ".join(_prepare(_session(), vial=_vial("57.67 mg/mL", strength_is="hydrochloride")).steps)
    assert "hydrochloride" in instructions
    assert re.search(r"\b50(\.0+)? mg(/mL)?\b[^.]*\bbase\b|\bbase\b[^.]*\b50(\.0+)? mg(/mL)?\b", instructions)


def test_the_strongest_vial_as_hydrochloride_can_be_named():
    """115.34 mg of hydrochloride hold 100 mg of base."""
    assert _vial("115.34 mg/mL", strength_is="hydrochloride").base_mg_per_ml == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize(
    ("strength", "strength_is"), [("0.5 mg/mL", "base"), ("0.9 mg/mL", "base"), ("1 mg/mL", "hydrochloride")]
)
def test_a_vial_weaker_than_any_infusion_strength_is_refused_with_a_message(strength, strength_is):
    with pytest.raises((RegimenError, ValidationError)):
        _prepare(_session(), vial=_vial(strength, drug=Drug.S_KETAMINE, strength_is=strength_is))


def test_a_dose_too_large_for_one_syringe_says_how_many():
    made = _prepare(_session(rate_mg_per_kg_h=2, duration_h=4))
    assert made.total_mg == pytest.approx(640)
    assert made.syringes == 3  # 128 mL of 5 mg/mL
    assert any("each of 3 syringes" in step for step in made.steps)


NUMBER = r"(\d+(?:\.\d+)?)"
AS_PRINTED = 0.02  # a rate or time rounded further than this changes the dose
AS_MEASURED = 0.06  # a volume too small to measure better than this needs another vial or another dilution


@pytest.mark.parametrize("duration_h", [0.5, 40 / 60, 1.0, 1.75, 2.75, 100 / 60, 4.0, 6.0, 10.25, 12.5, 13.5, 24.0])
def test_printed_rate_and_time_give_the_planned_dose(duration_h):
    made = _prepare(_session(rate_mg_per_kg_h=0.2, duration_h=duration_h))
    (run,) = [step for step in made.steps if step.startswith("Run ")]
    ml_per_h, mg_per_h = (float(x) for x in re.search(rf"Run {NUMBER} mL/h \({NUMBER} mg/h\)", run).groups())
    assert ml_per_h * made.concentration_mg_per_ml == pytest.approx(mg_per_h, rel=AS_PRINTED)
    amount, unit = re.search(rf"for {NUMBER} (h|min)", run).groups()
    printed_h = float(amount) / (60 if unit == "min" else 1)
    assert mg_per_h * printed_h == pytest.approx(made.infusion_mg, rel=AS_PRINTED)


@pytest.mark.parametrize("strength", ["10 mg/mL", "50 mg/mL", "100 mg/mL"])
@pytest.mark.parametrize("rate_mg_per_kg_h", [0.1, 0.25, 1.0])
def test_printed_volume_to_draw_gives_the_planned_dose(strength, rate_mg_per_kg_h):
    vial = _vial(strength)
    made = _prepare(_session(rate_mg_per_kg_h=rate_mg_per_kg_h, duration_h=40 / 60), weight_kg=50, vial=vial)
    (draw,) = [step for step in made.steps if step.startswith("Draw ")]
    drawn_ml = float(re.search(rf"Draw {NUMBER} mL", draw).group(1))
    assert drawn_ml * vial.base_mg_per_ml == pytest.approx(made.total_mg, rel=AS_MEASURED)


def test_instructions_end_with_a_second_person():
    assert "second person" in _prepare(_session()).steps[-1]


@pytest.mark.parametrize("bolus_mg_per_kg", [0.0, 0.1])
def test_a_bolus_step_is_there_only_if_there_is_a_bolus(bolus_mg_per_kg):
    steps = _prepare(_session(bolus_mg_per_kg=bolus_mg_per_kg)).steps
    assert any("bolus" in step for step in steps) == (bolus_mg_per_kg > 0)
