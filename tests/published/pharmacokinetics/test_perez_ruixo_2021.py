"""Perez-Ruixo 2021 reproduces values worked out from its Table 3 by another program.

Printed numbers are matched to half of their last digit.
"""

import numpy as np
import pytest

from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Infusion

KEY = "perez_ruixo_2021"


def test_racemate_counted_as_twice_s_ketamine(typical_levels, half_mg_per_kg_over_40_min):
    assert typical_levels(KEY, half_mg_per_kg_over_40_min, [40 / 60]) == pytest.approx([125], abs=0.5)


def test_end_of_20_mg_over_20_min(typical_levels):
    peak = typical_levels(KEY, [Infusion(start_h=0, duration_h=20 / 60, dose_mg=20)], [20 / 60])
    assert peak == pytest.approx([85], abs=0.5)


def test_venous_regimen_of_otto(typical_levels):
    levels = typical_levels(KEY, [Infusion(start_h=0, duration_h=0.5, dose_mg=10)], [0.5, 1, 2, 3, 5, 6, 8, 10])
    assert levels == pytest.approx([38.7, 23.0, 10.9, 6.9, 3.9, 3.2, 2.2, 1.6], abs=0.051)


def test_level_after_100_h_of_22_2_mg_per_h(typical_levels, hundred_hours_of_22_mg_per_h):
    assert typical_levels(KEY, hundred_hours_of_22_mg_per_h, [100]) == pytest.approx([204], abs=0.5)


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(109.0, abs=0.05)
    assert volume == pytest.approx(760, abs=0.5)  # by moments of plasma, though it is the liver that clears
    assert half_life == pytest.approx(11.03, abs=0.005)


def test_body_holds_780_litres_of_plasma_at_steady_state():
    """Central and two peripheral compartments, 752 L, and the liver."""
    model = model_named(KEY)
    system = build_system(model, typical(model, 70.0), analytes=(model.dosed,))
    matrix = system.rate_per_h[:, :, 0]
    amounts = np.linalg.solve(-matrix, np.eye(len(matrix))[system.dosed_state])
    assert amounts.sum() / amounts[0] * 192 == pytest.approx(780, abs=0.5)


def test_clearance_and_volume_are_near_those_of_the_abstract(typical_summary):
    clearance, volume, _ = typical_summary(KEY)
    assert clearance == pytest.approx(114, rel=0.05)  # the abstract's own table gives 109
    assert volume == pytest.approx(752, rel=0.05)


def test_liver_clears_what_the_well_stirred_equation_says(typical_summary):
    flow, volume, elimination = 151, 101, 1.11 + 2.77
    expected = flow * volume * elimination / (flow + volume * elimination)
    assert typical_summary(KEY)[0] == pytest.approx(expected, rel=1e-9)
