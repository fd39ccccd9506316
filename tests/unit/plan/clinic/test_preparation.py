"""A nurse draws up what was planned: known examples, refused vials, and numbers that agree as printed."""

import re

import pytest
from pydantic import ValidationError

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.plan.clinic.preparation import prepare
from sciatwin.plan.clinic.supply import ReadyMix, Syringe, Vial
from sciatwin.regimen import Session, Visit

FIFTY_ML = Syringe(volume="50 mL")


def _vial(strength=None, *, drug=Drug.RACEMIC_KETAMINE, strength_is="base", volume="10 mL"):
    strength = strength or ("50 mg/mL" if drug is Drug.RACEMIC_KETAMINE else "25 mg/mL")
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
    with pytest.raises(ValidationError, match="10, 50 or 100 mg/mL of base"):
        _vial(strength)


@pytest.mark.parametrize(
    ("strength", "strength_is"),
    [("5 mg/mL", "base"), ("25 mg/mL", "base"), ("5.77 mg/mL", "hydrochloride"), ("28.83 mg/mL", "hydrochloride")],
)
def test_s_ketamine_vials_of_the_label_are_known(strength, strength_is):
    """Ketanest S: 5.77 and 28.83 mg of hydrochloride are 5 and 25 mg of esketamine."""
    base = _vial(strength, drug=Drug.S_KETAMINE, strength_is=strength_is).base_mg_per_ml
    assert base == pytest.approx(5 if base < 10 else 25, rel=2e-3)


@pytest.mark.parametrize("strength", ["10 mg/mL", "50 mg/mL", "100 mg/mL", "1 mg/mL"])
def test_a_strength_of_the_racemate_is_no_s_ketamine_vial(strength):
    with pytest.raises(ValidationError, match="Read the label again, drug and strength"):
        _vial(strength, drug=Drug.S_KETAMINE)


@pytest.mark.parametrize(
    ("drug", "strength"),
    [
        *[(Drug.RACEMIC_KETAMINE, f"{strength} mg/mL") for strength in (10, 50, 100)],
        *[(Drug.S_KETAMINE, f"{strength} mg/mL") for strength in (5, 25)],
    ],
)
def test_a_strength_that_labels_give_as_base_is_asked_back_if_it_is_called_hydrochloride(drug, strength):
    """50 mg/mL called hydrochloride would have 15 % more drawn up than the label allows."""
    with pytest.raises(
        ValidationError, match=r"labels of .* count base, whatever salt the box names.*strength_is: base"
    ):
        _vial(strength, drug=drug, strength_is="hydrochloride")


@pytest.mark.parametrize("strength_is", ["base", "hydrochloride"])
def test_25_mg_per_ml_is_no_vial_of_the_racemate(strength_is):
    with pytest.raises(ValidationError, match="Read the label again"):
        _vial("25 mg/mL", strength_is=strength_is)


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


def _ready(**changed):
    label = {"drug": "racemic ketamine", "strength": "2 mg/mL", "strength_is": "base", "volume": "100 mL"}
    return ReadyMix(**(label | {"container": "bag"} | changed))


def test_a_ready_bag_is_run_as_it_is():
    """0.5 mg/kg/h at 80 kg are 40 mg/h, 20 mL/h of 2 mg/mL."""
    made = _prepare(_session(duration_h=2.0), vial=_ready())
    assert made.concentration_mg_per_ml == 2.0
    assert made.rate_ml_per_h == pytest.approx(20.0)
    assert (made.diluent_ml, made.syringes) == (0.0, 1)
    assert not any(step.startswith("Draw") or "sodium chloride" in step for step in made.steps)
    assert any("nothing is drawn up or added" in step for step in made.steps)


def test_more_than_one_ready_syringe_is_said():
    made = _prepare(_session(duration_h=4.0), vial=_ready(container="syringe", volume="50 mL"))
    assert made.syringes == 2  # 160 mg are 80 mL
    assert any("2 are needed" in step for step in made.steps)


def test_a_strength_that_must_be_diluted_is_not_ready():
    with pytest.raises(ValidationError, match="what must still be diluted is a vial"):
        _ready(strength="50 mg/mL")


def test_the_other_vial_of_the_clinic_is_warned_of_with_its_factor():
    taken, other = _vial("10 mg/mL"), _vial("100 mg/mL")
    others = (other, _vial(drug=Drug.S_KETAMINE))
    made = prepare(Visit((_session(),)), 80, taken.drug, taken, FIFTY_ML, others=others)
    assert "100 mg/mL, that this clinic also keeps: the same volume holds 10 times the dose" in made.steps[0]
    assert "S-ketamine, 25 mg/mL, that this clinic also keeps: it is another drug" in made.steps[0]


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
