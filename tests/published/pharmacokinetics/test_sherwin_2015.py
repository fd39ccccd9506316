"""Sherwin 2015 reproduces values worked out from its abstract by another program, at 70 kg.

The people were children. Printed numbers are matched to half of their last digit.
"""

import pytest

KEY = "sherwin_2015"


def test_summary(typical_summary):
    clearance, volume, half_life = typical_summary(KEY)
    assert clearance == pytest.approx(87.9, abs=0.05)
    assert volume == pytest.approx(241, abs=0.5)
    assert half_life == pytest.approx(3.56, abs=0.005)
