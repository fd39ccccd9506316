"""Simons 2022 reproduces its own observed peaks and values worked out from its table by another program.

Printed numbers are matched to half of their last digit; observations to the interval printed with them.
"""

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Infusion

KEY = "simons_2022"
TWENTY_MG = [Infusion(start_h=0, duration_h=20 / 60, dose_mg=20)]


def test_peak_after_20_mg_over_20_min(typical_levels):
    assert typical_levels(KEY, TWENTY_MG, [20 / 60]) == pytest.approx([268], abs=0.5)


@pytest.mark.parametrize(
    ("observed", "low", "high"),
    [(273, 259, 287), (260, 251, 269)],
    ids=["visit with 50 mg film", "visit with 100 mg film"],
)
def test_peak_lies_in_the_observed_95_percent_interval(typical_levels, observed, low, high):
    peak = typical_levels(KEY, TWENTY_MG, [20 / 60])[0]
    assert low <= peak <= high
    assert peak == pytest.approx(observed, rel=0.04)


def test_racemate_counted_as_twice_s_ketamine(typical_levels, half_mg_per_kg_over_40_min):
    assert typical_levels(KEY, half_mg_per_kg_over_40_min, [40 / 60]) == pytest.approx([289], abs=0.5)


def test_venous_regimen_of_otto(typical_levels):
    levels = typical_levels(KEY, [Infusion(start_h=0, duration_h=0.5, dose_mg=10)], [0.5, 1, 2, 3, 5, 6, 8, 10])
    assert levels == pytest.approx([100.8, 23.1, 10.4, 7.2, 4.5, 3.6, 2.4, 1.5], abs=0.051)


def test_escalating_esketamine(typical_levels, escalating_esketamine, escalating_times_h):
    levels = typical_levels(KEY, escalating_esketamine, escalating_times_h)
    assert levels == pytest.approx([49, 117, 133, 247, 279, 99, 70, 47], abs=0.5)


def test_escalating_esketamine_lies_within_a_fifth_of_the_observed_arterial_levels(
    typical_levels, escalating_esketamine, escalating_times_h, escalating_observed
):
    ratio = typical_levels(KEY, escalating_esketamine, escalating_times_h) / escalating_observed
    assert np.all((ratio > 0.8) & (ratio < 1.2))


def test_level_after_100_h_of_22_2_mg_per_h(typical_levels, hundred_hours_of_22_mg_per_h):
    assert typical_levels(KEY, hundred_hours_of_22_mg_per_h, [100]) == pytest.approx([250], abs=0.5)


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(88.8, abs=0.05)  # 1.48 L/min
    assert volume == pytest.approx(225, abs=0.5)  # 11.6 + 39.0 + 174
    assert half_life == pytest.approx(3.22, abs=0.005)


def test_metabolite_exposure_is_fraction_formed_over_clearance(typical_levels):
    """Constant infusion to steady state: level = rate × fractions × molar masses ÷ clearance."""
    steady = [Infusion(start_h=0, duration_h=2000, dose_mg=2000)]
    rate_ng_per_min = 1e6 / 60
    norketamine = typical_levels(KEY, steady, [2000], Analyte.S_NORKETAMINE)[0]
    assert norketamine == pytest.approx(rate_ng_per_min * 0.80 * 223.70 / 237.73 / 1000 / 1.00, rel=1e-6)
    hydroxynorketamine = typical_levels(KEY, steady, [2000], Analyte.S_HYDROXYNORKETAMINE)[0]
    assert hydroxynorketamine == pytest.approx(rate_ng_per_min * 0.80 * 0.70 * 239.70 / 237.73 / 1000 / 0.933, rel=1e-6)


PRINTED = {  # Table 4, at 70 kg: value, its unit, its standard error (None: not estimated)
    "v1": (11.6, "L", 0.9), "v2": (39.0, "L", 2.9), "v3": (174, "L", 11),
    "cl": (1.48, "L/min", 0.06), "q2": (2.43, "L/min", 0.24), "q3": (1.21, "L/min", 0.08),
    "mtt_nk": (20.1, "min", 1.0), "f_nk": (0.80, "1", None), "v2_nk": (221, "L", 13),
    "cl_nk": (1.00, "L/min", 0.04), "q_nk": (2.63, "L/min", 0.15),
    "mtt_hnk": (1.12, "min", 0.51), "f_hnk": (0.70, "1", None), "v1_hnk": (4.4, "L", 2.0),
    "v2_hnk": (87.5, "L", 6.5), "cl_hnk": (0.933, "L/min", 0.068), "q_hnk": (1.70, "L/min", 0.25),
}  # fmt: skip
PRINTED_OMEGA_SQUARED = {
    "v1": 0.057, "cl": 0.029, "q3": 0.026, "cl_nk": 0.050, "mtt_nk": 0.021,
    "v1_hnk": 1.22, "cl_hnk": 0.103, "q_hnk": 0.287,
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_typical_value_is_the_printed_one(name):
    typical = model_named(KEY).parameters[name].typical
    assert (typical.value, typical.unit, typical.standard_error) == PRINTED[name]


def test_variability_is_the_printed_one():
    omegas = {
        name: parameter.omega_squared.value
        for name, parameter in model_named(KEY).parameters.items()
        if parameter.omega_squared is not None
    }
    assert omegas == PRINTED_OMEGA_SQUARED | {"v1_nk": 0.057}  # norketamine V1 is set equal to V1
