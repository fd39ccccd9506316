"""Otto 2021 reproduces its observed venous medians and values worked out from its table by another program.

Printed numbers are matched to half of their last digit. Medians were read off a log axis (about 10 % reading error),
and the authors' typical curve lies about 10 % below them: 20 % is allowed.
"""

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Infusion

KEY = "otto_2021"
TEN_MG = [Infusion(start_h=0, duration_h=0.5, dose_mg=10)]
TIMES_H = (0.5, 1, 2, 3, 5, 6, 8, 10)
STUDY_WEIGHT_KG = 68.0  # mean of the study whose medians these are


def test_venous_levels_after_10_mg_over_30_min(typical_levels):
    expected = [49.9, 27.0, 15.1, 10.1, 5.0, 3.6, 2.2, 1.5]
    assert typical_levels(KEY, TEN_MG, TIMES_H) == pytest.approx(expected, abs=0.051)


@pytest.mark.parametrize(
    ("analyte", "medians"),
    [
        (Analyte.S_KETAMINE, [56, 27, 15.5, 11.5, 6.0, 4.2, 2.5, 1.8]),
        (Analyte.S_NORKETAMINE, [10, 23, 20, 16, 12, 11, 8, 6.5]),
    ],
)
def test_levels_lie_within_a_fifth_of_the_observed_medians(typical_levels, analyte, medians):
    ratio = typical_levels(KEY, TEN_MG, TIMES_H, analyte, STUDY_WEIGHT_KG) / np.array(medians)
    assert np.all((ratio > 0.8) & (ratio < 1.2))


def test_arterial_regimen_of_simons_peaks_at_less_than_half(typical_levels):
    peak = typical_levels(KEY, [Infusion(start_h=0, duration_h=20 / 60, dose_mg=20)], [20 / 60])
    assert peak == pytest.approx([112], abs=0.5)  # arterial: 268


def test_racemate_counted_as_twice_s_ketamine(typical_levels, half_mg_per_kg_over_40_min):
    assert typical_levels(KEY, half_mg_per_kg_over_40_min, [40 / 60]) == pytest.approx([158], abs=0.5)


def test_escalating_esketamine(typical_levels, escalating_esketamine, escalating_times_h):
    levels = typical_levels(KEY, escalating_esketamine, escalating_times_h)
    assert levels == pytest.approx([24, 72, 92, 158, 198, 128, 98, 65], abs=0.5)


def test_level_after_100_h_of_22_2_mg_per_h(typical_levels, hundred_hours_of_22_mg_per_h):
    assert typical_levels(KEY, hundred_hours_of_22_mg_per_h, [100]) == pytest.approx([233], abs=0.5)


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(95.2, abs=0.05)
    assert volume == pytest.approx(419, abs=0.5)  # 133 + 187 + 98.8
    assert half_life == pytest.approx(7.37, abs=0.005)


def test_norketamine_exposure_is_all_ketamine_cleared_over_its_clearance(typical_levels):
    steady = [Infusion(start_h=0, duration_h=3000, dose_mg=3000)]
    level = typical_levels(KEY, steady, [3000], Analyte.S_NORKETAMINE)
    assert level == pytest.approx([1000 / 57.72], rel=1e-6)


PRINTED = {  # Table 3, at 70 kg
    "v1": (133, "L"), "cl": (95.2, "L/h"), "v2": (187, "L"), "q2": (23.2, "L/h"), "v3": (98.8, "L"), "q3": (157, "L/h"),
    "v1_nk": (98.638, "L"), "cl_nk": (57.72, "L/h"), "v2_nk": (160.04, "L"), "q_nk": (42.778, "L/h"),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_typical_value_is_the_printed_one(name):
    typical = model_named(KEY).parameters[name].typical
    assert (typical.value, typical.unit) == PRINTED[name]


def test_variability_is_the_printed_one():
    omegas = {
        name: parameter.omega_squared.value
        for name, parameter in model_named(KEY).parameters.items()
        if parameter.omega_squared is not None
    }
    assert omegas == {"v1": 0.084177, "cl": 0.026048, "v1_nk": 0.040426, "cl_nk": 0.10319}
