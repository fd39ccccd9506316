"""Elkomy 2015 reproduces values worked out from its abstract by another program, at 70 kg.

The people were children. Printed numbers are matched to half of their last digit.
"""

import pytest

KEY = "elkomy_2015"


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(60.6, abs=0.05)
    assert volume == pytest.approx(209, abs=0.5)
    assert half_life == pytest.approx(3.57, abs=0.005)
