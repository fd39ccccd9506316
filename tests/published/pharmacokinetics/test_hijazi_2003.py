"""Hijazi 2003, as an infusion program codes it, reproduces values worked out from its constants by another program.

Printed numbers are matched to half of their last digit.
"""

import pytest

from sciatwin.regimen import Infusion

KEY = "hijazi_2003"


def test_end_of_half_mg_per_kg_over_40_min(typical_levels, half_mg_per_kg_over_40_min):
    assert typical_levels(KEY, half_mg_per_kg_over_40_min, [40 / 60]) == pytest.approx([225], abs=0.5)


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(151.0, abs=0.05)
    assert volume == pytest.approx(297, abs=0.5)
    assert half_life == pytest.approx(4.95, abs=0.005)


def test_clearance_and_half_life_are_those_of_the_abstract(typical_summary):
    clearance, _, half_life = typical_summary(KEY)
    assert clearance * 1000 / 60 / 70 == pytest.approx(36.0, abs=0.05)  # mL/min/kg
    assert half_life == pytest.approx(4.9, abs=0.1)


def test_levels_do_not_depend_on_weight_when_the_dose_is_per_kg(typical_levels):
    def peak(weight_kg):
        dose = [Infusion(start_h=0, duration_h=1, dose_mg=0.5 * weight_kg)]
        return typical_levels(KEY, dose, [1.0], weight_kg=weight_kg)[0]

    assert peak(50) == pytest.approx(peak(110), rel=1e-12)
