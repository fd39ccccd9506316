"""What is drawn up is what was planned: the arithmetic of a preparation holds for any session, weight and vial."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.errors import RegimenError
from sciatwin.plan.preparation import StrengthBasis, Syringe, Vial, deliverable, prepare
from sciatwin.regimen import Drug, Session

checked = settings(deadline=None, derandomize=True, max_examples=200)

MOLAR_MASS_RATIO = 237.73 / 274.19  # ketamine base ÷ ketamine hydrochloride

sessions = st.builds(
    Session,
    start_h=st.just(0.0),
    rate_mg_per_kg_h=st.floats(0.01, 2),
    duration_h=st.floats(0.25, 24),
    bolus_mg_per_kg=st.just(0.0) | st.floats(0.01, 0.35),
)
weights_kg = st.floats(40, 150)
drugs = st.sampled_from(Drug)
syringes = st.sampled_from(["20 mL", "50 mL", "60 mL"]).map(lambda volume: Syringe(volume=volume))


@st.composite
def vials(draw):
    return Vial(
        drug=draw(drugs),
        strength=draw(st.sampled_from(["10 mg/mL", "50 mg/mL", "100 mg/mL"])),
        strength_is=draw(st.sampled_from(StrengthBasis)),
        volume=draw(st.sampled_from(["2 mL", "5 mL", "10 mL", "20 mL"])),
    )


def _base_mg_per_ml(vial):
    holds_base = vial.strength_is is StrengthBasis.BASE
    return vial.strength_mg_per_ml * (1.0 if holds_base else MOLAR_MASS_RATIO)


any_preparation = given(session=sessions, weight_kg=weights_kg, vial=vials(), syringe=syringes)


@checked
@any_preparation
def test_drawn_volume_times_base_strength_is_the_dose(session, weight_kg, vial, syringe):
    made = prepare(session, weight_kg, vial.drug, vial, syringe)
    assert made.drawn_ml * _base_mg_per_ml(vial) == pytest.approx(made.total_mg, rel=1e-12)
    assert made.total_mg == pytest.approx(session.dose_mg_per_kg * weight_kg, rel=1e-12)


@checked
@any_preparation
def test_total_is_bolus_and_infusion(session, weight_kg, vial, syringe):
    made = prepare(session, weight_kg, vial.drug, vial, syringe)
    assert made.bolus_mg == pytest.approx(session.bolus_mg_per_kg * weight_kg, rel=1e-12)
    assert made.infusion_mg == pytest.approx(session.rate_mg_per_kg_h * weight_kg * session.duration_h, rel=1e-12)
    assert made.total_mg == pytest.approx(made.bolus_mg + made.infusion_mg, rel=1e-12)


@checked
@any_preparation
def test_pump_rate_times_concentration_is_the_dose_rate(session, weight_kg, vial, syringe):
    made = prepare(session, weight_kg, vial.drug, vial, syringe)
    assert made.rate_ml_per_h * made.concentration_mg_per_ml == pytest.approx(made.rate_mg_per_h, rel=1e-12)
    assert made.rate_mg_per_h * made.duration_h == pytest.approx(made.infusion_mg, rel=1e-12)
    assert made.bolus_ml * made.concentration_mg_per_ml == pytest.approx(made.bolus_mg, rel=1e-12)


@checked
@any_preparation
def test_syringe_holds_exactly_bolus_and_infusion(session, weight_kg, vial, syringe):
    made = prepare(session, weight_kg, vial.drug, vial, syringe)
    assert made.syringe_ml == pytest.approx(made.bolus_ml + made.rate_ml_per_h * made.duration_h, rel=1e-9)
    assert made.syringe_ml == pytest.approx(made.drawn_ml + made.diluent_ml, rel=1e-12)
    assert made.diluent_ml >= 0


@checked
@any_preparation
def test_vials_and_syringes_suffice_and_none_is_spare(session, weight_kg, vial, syringe):
    made = prepare(session, weight_kg, vial.drug, vial, syringe)
    assert (made.vials - 1) * vial.volume_ml < made.drawn_ml * (1 + 1e-9)
    assert made.vials * vial.volume_ml >= made.drawn_ml * (1 - 1e-9)
    assert made.syringes == 1 or (made.syringes - 1) * syringe.volume_ml < made.syringe_ml * (1 + 1e-9)
    assert made.syringes * syringe.volume_ml >= made.syringe_ml * (1 - 1e-9)


@checked
@any_preparation
def test_only_library_concentrations_are_run(session, weight_kg, vial, syringe):
    made = prepare(session, weight_kg, vial.drug, vial, syringe)
    assert made.concentration_mg_per_ml in (1.0, 5.0)  # standard infusion strengths
    if made.concentration_mg_per_ml == 5.0:
        too_much = made.total_mg > syringe.volume_ml  # 1 mg/mL would not have fitted
        too_fast = made.bolus_mg > 12  # or its bolus could not be pumped in a minute
        assert too_much or too_fast


@checked
@any_preparation
def test_the_strongest_vial_is_diluted_to_half_or_less(session, weight_kg, vial, syringe):
    made = prepare(session, weight_kg, vial.drug, vial, syringe)
    if vial.strength_mg_per_ml == 100:
        assert made.concentration_mg_per_ml <= 50
        assert made.diluent_ml >= made.drawn_ml * (1 - 1e-12)


@checked
@any_preparation
def test_a_vial_of_the_other_drug_is_refused(session, weight_kg, vial, syringe):
    other = next(drug for drug in Drug if drug is not vial.drug)
    with pytest.raises(RegimenError, match="different drugs"):
        prepare(session, weight_kg, other, vial, syringe)


def _steps_of_a_tenth(volume_ml):
    return volume_ml / 0.1


@checked
@any_preparation
def test_a_deliverable_session_runs_in_tenths_of_a_ml_and_never_gives_more(session, weight_kg, vial, syringe):
    try:
        given = deliverable(session, weight_kg, vial, syringe)
    except RegimenError:
        assert max(session.rate_mg_per_kg_h, session.bolus_mg_per_kg) * weight_kg < 0.5  # a tenth of a mL of 5 mg/mL
        return
    made = prepare(given, weight_kg, vial.drug, vial, syringe)
    for volume_ml in (made.rate_ml_per_h, made.bolus_ml):
        assert _steps_of_a_tenth(volume_ml) == pytest.approx(round(_steps_of_a_tenth(volume_ml)), abs=1e-6)
    for name in ("rate_mg_per_kg_h", "bolus_mg_per_kg"):
        asked_mg, given_mg = getattr(session, name) * weight_kg, getattr(given, name) * weight_kg
        assert given_mg <= asked_mg * (1 + 1e-9)
        assert asked_mg - given_mg < 0.5 + 1e-9
    assert (given.start_h, given.duration_h) == (session.start_h, session.duration_h)
