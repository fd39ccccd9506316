"""Kamp 2020 (meta-analysis) reproduces values worked out from its table by another program.

Printed numbers are matched to half of their last digit; observed and pooled values to what is printed with them.
"""

import numpy as np
import pytest

from sciatwin.regimen import Infusion

KEY = "kamp_2020"


def test_end_of_half_mg_per_kg_over_40_min(typical_levels, half_mg_per_kg_over_40_min):
    assert typical_levels(KEY, half_mg_per_kg_over_40_min, [40 / 60]) == pytest.approx([253], abs=0.5)


def test_end_of_20_mg_over_20_min(typical_levels):
    peak = typical_levels(KEY, [Infusion(start_h=0, duration_h=20 / 60, dose_mg=20)], [20 / 60])
    assert peak == pytest.approx([227], abs=0.5)


def test_venous_regimen_of_otto(typical_levels):
    levels = typical_levels(KEY, [Infusion(start_h=0, duration_h=0.5, dose_mg=10)], [0.5, 1, 2, 3, 5, 6, 8, 10])
    assert levels == pytest.approx([86.9, 25.2, 13.7, 9.4, 5.6, 4.5, 2.8, 1.8], abs=0.051)


def test_escalating_esketamine(typical_levels, escalating_esketamine, escalating_times_h):
    levels = typical_levels(KEY, escalating_esketamine, escalating_times_h)
    assert levels == pytest.approx([43, 106, 125, 228, 264, 119, 90, 62], abs=0.5)


def test_escalating_esketamine_lies_within_a_quarter_of_the_observed_arterial_levels(
    typical_levels, escalating_esketamine, escalating_times_h, escalating_observed
):
    ratio = typical_levels(KEY, escalating_esketamine, escalating_times_h) / escalating_observed
    assert np.all((ratio > 0.75) & (ratio < 1.25))


def test_level_after_100_h_of_22_2_mg_per_h(typical_levels, hundred_hours_of_22_mg_per_h):
    assert typical_levels(KEY, hundred_hours_of_22_mg_per_h, [100]) == pytest.approx([264], abs=0.5)


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(84.0, abs=0.05)
    assert volume == pytest.approx(238, abs=0.5)  # 25 + 56 + 157
    assert half_life == pytest.approx(3.06, abs=0.005)


def test_clearance_and_volume_lie_in_the_pooled_95_percent_intervals_of_the_abstract(typical_summary):
    clearance, volume, _ = typical_summary(KEY)
    assert 69 <= clearance <= 90
    assert 200 <= volume <= 304
