"""Hornik 2018, as an infusion program codes it, reproduces values worked out by another program, at 70 kg.

The people were children. Printed numbers are matched to half of their last digit.
"""

import pytest

KEY = "hornik_2018"


def test_end_of_half_mg_per_kg_over_40_min(typical_levels, half_mg_per_kg_over_40_min):
    assert typical_levels(KEY, half_mg_per_kg_over_40_min, [40 / 60]) == pytest.approx([496], abs=0.5)


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(38.9, abs=0.05)
    assert volume == pytest.approx(185, abs=0.5)
    assert half_life == pytest.approx(4.99, abs=0.005)
