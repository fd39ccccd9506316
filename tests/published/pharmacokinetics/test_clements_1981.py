"""Clements 1981, as an infusion program codes it, reproduces values worked out from its constants by another program.

Printed numbers are matched to half of their last digit.
"""

import pytest

from sciatwin.regimen import Infusion

KEY = "clements_1981"


def test_end_of_half_mg_per_kg_over_40_min(typical_levels, half_mg_per_kg_over_40_min):
    assert typical_levels(KEY, half_mg_per_kg_over_40_min, [40 / 60]) == pytest.approx([177], abs=0.5)


def test_venous_regimen_of_otto(typical_levels):
    levels = typical_levels(KEY, [Infusion(start_h=0, duration_h=0.5, dose_mg=10)], [0.5, 1, 2, 3, 5, 6, 8, 10])
    assert levels == pytest.approx([56.0, 29.7, 16.2, 12.2, 7.7, 6.1, 3.9, 2.5], abs=0.051)


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(80.2, abs=0.05)  # 19.1 mL/min/kg
    assert volume == pytest.approx(289, abs=0.5)  # 4.13 L/kg
    assert half_life == pytest.approx(3.05, abs=0.005)


def test_levels_do_not_depend_on_weight_when_the_dose_is_per_kg(typical_levels):
    def peak(weight_kg):
        dose = [Infusion(start_h=0, duration_h=1, dose_mg=0.5 * weight_kg)]
        return typical_levels(KEY, dose, [1.0], weight_kg=weight_kg)[0]

    assert peak(50) == pytest.approx(peak(110), rel=1e-12)
