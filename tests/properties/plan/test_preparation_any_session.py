"""What is drawn up is what was planned: the arithmetic of a preparation holds for any session, weight and vial."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.plan.clinic.preparation import deliverable, prepare
from sciatwin.plan.clinic.supply import StrengthBasis, Syringe, Vial
from sciatwin.regimen import Session, Visit

checked = settings(deadline=None, derandomize=True, max_examples=200)

MOLAR_MASS_RATIO = 237.73 / 274.19  # ketamine base ÷ ketamine hydrochloride

steps = st.tuples(st.floats(0.01, 2), st.floats(0.25, 6))


@st.composite
def visits(draw):
    """A bolus or none, and one to four steps of rate and time."""
    bolus_mg_per_kg, start_h, made = draw(st.just(0.0) | st.floats(0.01, 0.35)), 0.0, []
    for rate_mg_per_kg_h, duration_h in draw(st.lists(steps, min_size=1, max_size=4)):
        made.append(
            Session(
                start_h=start_h,
                rate_mg_per_kg_h=rate_mg_per_kg_h,
                duration_h=duration_h,
                bolus_mg_per_kg=0.0 if made else bolus_mg_per_kg,
            )
        )
        start_h = made[-1].end_h
    return Visit(tuple(made))


weights_kg = st.floats(40, 150)
drugs = st.sampled_from(Drug)
syringes = st.sampled_from(["20 mL", "50 mL", "60 mL"]).map(lambda volume: Syringe(volume=volume))


@st.composite
def vials(draw):
    drug, strength_is = draw(drugs), draw(st.sampled_from(StrengthBasis))
    base = draw(st.sampled_from((10, 50, 100) if drug is Drug.RACEMIC_KETAMINE else (5, 25)))
    return Vial(
        drug=drug,
        strength=f"{base / (1.0 if strength_is is StrengthBasis.BASE else MOLAR_MASS_RATIO):.2f} mg/mL",
        strength_is=strength_is,
        volume=draw(st.sampled_from(["2 mL", "5 mL", "10 mL", "20 mL"])),
    )


def _base_mg_per_ml(vial):
    holds_base = vial.strength_is is StrengthBasis.BASE
    return vial.strength_mg_per_ml * (1.0 if holds_base else MOLAR_MASS_RATIO)


any_preparation = given(visit=visits(), weight_kg=weights_kg, vial=vials(), syringe=syringes)


@checked
@any_preparation
def test_drawn_volume_times_base_strength_is_the_dose(visit, weight_kg, vial, syringe):
    made = prepare(visit, weight_kg, vial.drug, vial, syringe)
    assert made.drawn_ml * _base_mg_per_ml(vial) == pytest.approx(made.total_mg, rel=1e-12)
    assert made.total_mg == pytest.approx(visit.dose_mg_per_kg * weight_kg, rel=1e-12)


@checked
@any_preparation
def test_total_is_bolus_and_infusion(visit, weight_kg, vial, syringe):
    made = prepare(visit, weight_kg, vial.drug, vial, syringe)
    assert made.bolus_mg == pytest.approx(visit.bolus_mg_per_kg * weight_kg, rel=1e-12)
    assert made.infusion_mg == pytest.approx(
        sum(step.rate_mg_per_kg_h * step.duration_h for step in visit.steps) * weight_kg, rel=1e-9
    )
    assert made.total_mg == pytest.approx(made.bolus_mg + made.infusion_mg, rel=1e-12)


@checked
@any_preparation
def test_pump_rate_times_concentration_is_the_dose_rate(visit, weight_kg, vial, syringe):
    made = prepare(visit, weight_kg, vial.drug, vial, syringe)
    for pumped, step in zip(made.pump, visit.steps, strict=True):
        assert pumped.rate_mg_per_h == pytest.approx(step.rate_mg_per_kg_h * weight_kg, rel=1e-12)
        assert pumped.rate_ml_per_h * made.concentration_mg_per_ml == pytest.approx(pumped.rate_mg_per_h, rel=1e-12)
    infused_mg = sum(step.rate_mg_per_h * step.duration_h for step in made.pump)
    assert infused_mg == pytest.approx(made.infusion_mg, rel=1e-9)
    assert made.pump[-1].given_mg == pytest.approx(made.total_mg, rel=1e-12)
    assert made.bolus_ml * made.concentration_mg_per_ml == pytest.approx(made.bolus_mg, rel=1e-12)


@checked
@any_preparation
def test_syringe_holds_exactly_bolus_and_infusion(visit, weight_kg, vial, syringe):
    made = prepare(visit, weight_kg, vial.drug, vial, syringe)
    assert made.syringe_ml == pytest.approx(
        made.bolus_ml + sum(step.rate_ml_per_h * step.duration_h for step in made.pump), rel=1e-9
    )
    assert made.syringe_ml == pytest.approx(made.drawn_ml + made.diluent_ml, rel=1e-12)
    assert made.diluent_ml >= 0


@checked
@any_preparation
def test_vials_and_syringes_suffice_and_none_is_spare(visit, weight_kg, vial, syringe):
    made = prepare(visit, weight_kg, vial.drug, vial, syringe)
    assert (made.vials - 1) * vial.volume_ml < made.drawn_ml * (1 + 1e-9)
    assert made.vials * vial.volume_ml >= made.drawn_ml * (1 - 1e-9)
    assert made.syringes == 1 or (made.syringes - 1) * syringe.volume_ml < made.syringe_ml * (1 + 1e-9)
    assert made.syringes * syringe.volume_ml >= made.syringe_ml * (1 - 1e-9)


@checked
@any_preparation
def test_only_library_concentrations_are_run(visit, weight_kg, vial, syringe):
    made = prepare(visit, weight_kg, vial.drug, vial, syringe)
    assert made.concentration_mg_per_ml in (1.0, 5.0)  # standard infusion strengths
    if made.concentration_mg_per_ml == 5.0:
        too_much = made.total_mg > syringe.volume_ml  # 1 mg/mL would not have fitted
        too_fast = made.bolus_mg > 12  # or its bolus could not be pumped in a minute
        assert too_much or too_fast


@checked
@any_preparation
def test_the_strongest_vial_is_diluted_to_half_or_less(visit, weight_kg, vial, syringe):
    made = prepare(visit, weight_kg, vial.drug, vial, syringe)
    if vial.strength_mg_per_ml == 100:
        assert made.concentration_mg_per_ml <= 50
        assert made.diluent_ml >= made.drawn_ml * (1 - 1e-12)


@checked
@any_preparation
def test_a_vial_of_the_other_drug_is_refused(visit, weight_kg, vial, syringe):
    other = next(drug for drug in Drug if drug is not vial.drug)
    with pytest.raises(RegimenError, match="different drugs"):
        prepare(visit, weight_kg, other, vial, syringe)


def _steps_of_a_tenth(volume_ml):
    return volume_ml / 0.1


@checked
@any_preparation
def test_a_deliverable_visit_runs_in_tenths_of_a_ml_and_never_gives_more(visit, weight_kg, vial, syringe):
    try:
        given = deliverable(visit, weight_kg, vial, syringe)
    except RegimenError:
        least = min(step.rate_mg_per_kg_h for step in visit.steps)
        assert least * weight_kg < 0.5  # a tenth of a mL of 5 mg/mL
        return
    concentration = prepare(visit, weight_kg, vial.drug, vial, syringe).concentration_mg_per_ml
    made = prepare(given, weight_kg, vial.drug, vial, syringe, concentration)
    for volume_ml in (*(step.rate_ml_per_h for step in made.pump), made.bolus_ml):
        assert _steps_of_a_tenth(volume_ml) == pytest.approx(round(_steps_of_a_tenth(volume_ml)), abs=1e-6)
    for asked, got in zip(visit.steps, given.steps, strict=True):
        for name in ("rate_mg_per_kg_h", "bolus_mg_per_kg"):
            asked_mg, given_mg = getattr(asked, name) * weight_kg, getattr(got, name) * weight_kg
            assert given_mg <= asked_mg * (1 + 1e-9)
            assert asked_mg - given_mg < 0.5 + 1e-9
        assert (got.start_h, got.duration_h) == (asked.start_h, asked.duration_h)
