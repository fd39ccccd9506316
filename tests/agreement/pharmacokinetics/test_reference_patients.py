"""Whole batches meet the reference: ten different patients solved together, and library models on the same sets."""

import csv

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Infusion
from support.kinetics.reference_runs import CASES, REFERENCE, curve, worst_difference

NG_PER_ML_PER_MG_PER_L = 1000


def _table(name):
    with (REFERENCE / "population" / name).open(encoding="utf-8") as file:
        return np.array(list(csv.reader(file))[1:], dtype=float)


def _patients():
    """Three compartments and an effect site for each row of the parameter table."""
    clearance, v1, q2, v2, q3, v3, ke0 = _table("parameters.csv")[:, 1:].T
    rate = np.zeros((4, 4, len(v1)))
    rate[0, 0] = -(clearance + q2 + q3) / v1
    rate[1, 0], rate[0, 1], rate[1, 1] = q2 / v1, q2 / v2, -q2 / v2
    rate[2, 0], rate[0, 2], rate[2, 2] = q3 / v1, q3 / v3, -q3 / v3
    rate[3, 0], rate[3, 3] = ke0 / v1, -ke0
    scale = np.stack([1 / v1, np.ones_like(v1)])
    return LinearSystem(rate, 0, np.array([0, 3]), scale, ("plasma", "effect site"))


@pytest.mark.parametrize("output", [0, 1], ids=["plasma", "effect site"])
def test_ten_different_patients_solved_at_once_meet_their_curves(output):
    patients = _patients()
    expected = _table("curves.csv").reshape(patients.individuals, -1, 4)
    times_h = expected[0, :, 1]
    levels = solve(patients, [Infusion(start_h=0, duration_h=4, dose_mg=80)], times_h)[output]
    assert np.max(np.abs(levels / expected[:, :, 2 + output].T - 1)) <= 1e-9


@pytest.mark.parametrize(
    ("key", "reference", "case"),
    [
        ("domino_1984", "domino", "A_70kg_0.5mgkg_40min"),
        ("domino_1984", "domino", "B_70kg_bolus_then_infusion"),
        ("domino_1984", "domino", "C_100kg_80mg_4h"),
        ("kamp_2020", "kamp_3cmt_linear_weight", "A_70kg_0.5mgkg_40min"),
        ("kamp_2020", "kamp_3cmt_linear_weight", "B_70kg_bolus_then_infusion"),
    ],
)
def test_library_model_meets_the_curve_of_its_parameter_set(key, reference, case):
    weight_kg, events = CASES[case]
    model = model_named(key)
    site = EffectSite(name="effect site", analyte=Analyte.KETAMINE, rate_per_h=0.1 * 60)
    system = build_system(model, typical(model, weight_kg), effect_sites=(site,))
    expected = curve("exact", f"{reference}__{case}")
    expected[:, 1:] *= NG_PER_ML_PER_MG_PER_L
    assert worst_difference(system, events, expected).max() <= 1e-9
