"""Domino 1984, as infusion programs code it, reproduces values worked out from its constants by another program.

Printed numbers are matched to half of their last digit.
"""

import pytest

from sciatwin.regimen import Infusion

KEY = "domino_1984"


def test_end_of_half_mg_per_kg_over_40_min(typical_levels, half_mg_per_kg_over_40_min):
    assert typical_levels(KEY, half_mg_per_kg_over_40_min, [40 / 60]) == pytest.approx([240], abs=0.5)


def test_end_of_20_mg_over_20_min(typical_levels):
    peak = typical_levels(KEY, [Infusion(start_h=0, duration_h=20 / 60, dose_mg=20)], [20 / 60])
    assert peak == pytest.approx([240], abs=0.5)


def test_level_after_100_h_of_22_2_mg_per_h(typical_levels, hundred_hours_of_22_mg_per_h):
    assert typical_levels(KEY, hundred_hours_of_22_mg_per_h, [100]) == pytest.approx([192], abs=0.5)


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(115.9, abs=0.05)  # 27.6 mL/min/kg
    assert volume == pytest.approx(193, abs=0.5)  # 2.76 L/kg
    assert half_life == pytest.approx(1.91, abs=0.005)


def test_levels_do_not_depend_on_weight_when_the_dose_is_per_kg(typical_levels):
    def peak(weight_kg):
        dose = [Infusion(start_h=0, duration_h=1, dose_mg=0.5 * weight_kg)]
        return typical_levels(KEY, dose, [1.0], weight_kg=weight_kg)[0]

    assert peak(50) == pytest.approx(peak(110), rel=1e-12)
