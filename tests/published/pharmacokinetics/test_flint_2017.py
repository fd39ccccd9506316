"""Flint 2017 reproduces values worked out from its Table 3 by another program, at 70 kg.

The people were children. Printed numbers are matched to half of their last digit.
"""

import pytest

KEY = "flint_2017"


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(112.0, abs=0.05)
    assert volume == pytest.approx(553, abs=0.5)
    assert half_life == pytest.approx(5.33, abs=0.005)
