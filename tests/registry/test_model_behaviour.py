"""Every model responds to a dose and scales with body weight as its record declares."""

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.summary import summarise
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.applicability import FitLevel, applicability
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Bolus, Infusion

HALF_MG_PER_KG = [Infusion(start_h=0, duration_h=40 / 60, dose_mg=35)]
TIMES_H = np.array([0.0, 0.25, 40 / 60, 2.0, 8.0, 48.0])


def _levels(model, events, weight_kg=70.0):
    system = build_system(model, typical(model, weight_kg))
    return dict(zip(system.output_names, solve(system, events, TIMES_H)[:, :, 0], strict=True))


def test_every_analyte_responds_to_a_dose(model):
    levels = _levels(model, HALF_MG_PER_KG)
    assert set(levels) == set(model.analytes)
    for values in levels.values():
        assert values[0] == 0
        assert np.all(values[1:] > 0)


def test_peak_is_of_the_size_of_any_report(model):
    """0.5 mg/kg over 40 min: reports lie between 100 and 250 ng/mL, other models between 120 and 500."""
    peak = _levels(model, HALF_MG_PER_KG)[model.dosed].max()
    assert 80 < peak < 600


def test_parent_peaks_at_the_end_of_the_infusion_and_metabolites_not_before(model):
    times_h = np.union1d(np.linspace(0, 24, 289), [40 / 60])
    system = build_system(model, typical(model, 70.0))
    peaks_h = times_h[solve(system, HALF_MG_PER_KG, times_h)[:, :, 0].argmax(axis=1)]
    for analyte, peak_h in zip(system.output_names, peaks_h, strict=True):
        assert peak_h == 40 / 60 if analyte is model.dosed else peak_h >= 40 / 60


def test_a_bolus_fills_the_central_volume(model):
    central = next(c for c in model.compartments if c.name == model.dose_compartment)
    volume_l = typical(model, 70.0)[central.volume][0]
    start = _levels(model, [Bolus(start_h=0, dose_mg=7)])[model.dosed][0]
    assert start == pytest.approx(1000 * 7 / volume_l)


# Exponents that the papers or their codes state, by name of parameter; everything else does not scale.
STATED = {
    "simons_2022": {1.0: "v1 v2 v3 v1_nk v2_nk v1_hnk v2_hnk", 0.75: "cl q2 q3 cl_nk q_nk cl_hnk q_hnk"},
    "otto_2021": {1.0: "v1 v1_nk", 0.75: "cl cl_nk"},
    "kamp_2020": {1.0: "v1 v2 v3", 0.75: "cl q2 q3"},
    "domino_1984": {1.0: "v1"},
}


@pytest.mark.parametrize("key", STATED)
def test_weight_exponents_are_those_of_the_paper(key):
    stated = {name: exponent for exponent, names in STATED[key].items() for name in names.split()}
    for name, parameter in model_named(key).parameters.items():
        assert parameter.weight_exponent == stated.get(name, 0.0), name


def test_parameters_scale_with_weight_as_declared(model):
    light, heavy = typical(model, 50.0), typical(model, 125.0)
    for name, parameter in model.parameters.items():
        assert heavy[name] / light[name] == pytest.approx(2.5**parameter.weight_exponent), name


def test_the_typical_person_has_the_printed_values(model):
    at_reference = typical(model, model.reference_weight_kg)
    for name, parameter in model.parameters.items():
        assert at_reference[name][0] == pytest.approx(parameter.typical.inside(parameter.dimension))


def test_people_of_many_weights_are_solved_as_if_alone(model):
    weights = np.array([48.0, 70.0, 93.0, 140.0])
    together = solve(build_system(model, typical(model, weights)), HALF_MG_PER_KG, TIMES_H)
    for i, weight in enumerate(weights):
        alone = solve(build_system(model, typical(model, weight)), HALF_MG_PER_KG, TIMES_H)[:, :, 0]
        np.testing.assert_allclose(together[:, :, i], alone, rtol=1e-10)


def test_model_says_for_every_patient_whether_it_applies(model, typical_patient):
    for weight_kg, age_yr in [(30, 12), (54, 25), (74, 49), (110, 70), (190, 95)]:
        patient = typical_patient.model_copy(update={"weight_kg": float(weight_kg), "age_yr": float(age_yr)})
        answer = applicability(model, patient)
        assert answer.level in FitLevel
        assert (answer.level is FitLevel.COMPATIBLE) == (not answer.reasons)


def _clearance(model):
    """Dose ÷ total exposure, L/h."""
    return summarise(build_system(model, typical(model, 70.0), analytes=(model.dosed,))).clearance_l_per_h[0]


def test_r_ketamine_is_cleared_more_slowly_by_the_published_ratio(model):
    if model.dosed is Analyte.R_KETAMINE:
        of_s = model_named(model.key.removesuffix("_as_r"))
        assert _clearance(of_s) / _clearance(model) == pytest.approx(1.16)


def test_r_ketamine_has_no_analyte_of_s(model):
    if model.dosed is Analyte.R_KETAMINE:
        assert {str(analyte)[0] for analyte in model.analytes} == {"R"}
