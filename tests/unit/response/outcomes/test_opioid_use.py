"""Opioid use changes only by a decision, nears a floor that follows pain, and never rises above today's."""

import numpy as np
import pytest

from sciatwin.response.outcomes import opioid_use
from sciatwin.response.outcomes.opioid_use import Taper, morphine_equivalents_mg_per_day
from support.arms_of_an_outcome import DAYS, arm, central, draws, falling

CENTRAL = central(opioid_use.PARAMETERS)
TODAY = np.array([60.0])


def _taper(**changed):
    return Taper(**{"start_day": 7, "fraction_per_week": 0.1, "floor_fraction": None} | changed)


def test_without_a_taper_the_dose_stays_whatever_pain_does():
    dose = morphine_equivalents_mg_per_day(arm(falling(0.0)), TODAY, CENTRAL)
    assert dose.shape == (len(DAYS), 1)
    assert (dose == 60).all()


def test_a_taper_starts_on_its_day():
    dose = morphine_equivalents_mg_per_day(arm(1.0), TODAY, CENTRAL, _taper())[:, 0]
    assert (dose[:8] == 60).all()
    assert (np.diff(dose[7:]) < 0).all()


def test_ten_percent_a_week_is_ten_percent_of_what_is_above_the_floor():
    dose = morphine_equivalents_mg_per_day(arm(1.0), TODAY, CENTRAL, _taper(start_day=0, floor_fraction=0.5))[:, 0]
    assert dose[7] == pytest.approx(60 - 0.1 * 30)
    assert dose[14] == pytest.approx(60 - 0.19 * 30)


def test_the_floor_cannot_be_passed_while_pain_is_as_today():
    drawn = draws(300, opioid_use.PARAMETERS)
    dose = morphine_equivalents_mg_per_day(
        arm(np.ones((1, 300))), np.full(300, 60.0), drawn, _taper(fraction_per_week=0.9)
    )
    assert (dose >= 60 * drawn["opioid/still needed"] - 1e-9).all()
    np.testing.assert_allclose(dose[-1], 60 * drawn["opioid/still needed"], rtol=1e-6)


def test_less_pain_lowers_the_floor_and_no_pain_removes_it():
    floors = [
        morphine_equivalents_mg_per_day(arm(pain), TODAY, CENTRAL, _taper(fraction_per_week=0.9))[-1, 0]
        for pain in (0.0, 0.3, 0.7, 1.0)
    ]
    assert floors == sorted(floors)
    assert floors[0] == pytest.approx(0, abs=1e-6)


def test_more_pain_never_raises_the_dose_above_todays():
    drawn = draws(300, opioid_use.PARAMETERS)
    dose = morphine_equivalents_mg_per_day(arm(8.0 * np.ones((1, 300))), np.full(300, 60.0), drawn, _taper())
    assert dose.max() <= 60
    assert dose.min() >= 0


def test_nobody_without_opioids_takes_any():
    assert (morphine_equivalents_mg_per_day(arm(falling()), np.array([0.0]), CENTRAL, _taper()) == 0).all()


def test_the_inpatient_cohort_is_reproduced():
    """191 mg at the start, 122 in week 1 at pain 5.1 of 6.5, 93 at month 2 at pain 5.9."""
    pain = np.where(DAYS < 20, 5.1 / 6.5, 5.9 / 6.5)[:, None]
    taper = _taper(start_day=0, fraction_per_week=0.65)
    dose = morphine_equivalents_mg_per_day(arm(pain), np.array([191.0]), CENTRAL, taper)[:, 0]
    assert dose[7] == pytest.approx(122, abs=3)
    assert dose[60] == pytest.approx(93, abs=2)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"start_day": -1}, "start_day"),
        ({"fraction_per_week": 0.0}, "fraction_per_week"),
        ({"fraction_per_week": 1.0}, "fraction_per_week"),
        ({"floor_fraction": 1.0}, "floor_fraction"),
        ({"floor_fraction": -0.1}, "floor_fraction"),
    ],
)
def test_a_taper_that_makes_no_sense_is_refused(changed, name):
    with pytest.raises(ValueError, match=name):
        _taper(**changed)


def test_a_taper_has_no_default_number():
    with pytest.raises(TypeError):
        Taper()


def test_a_complex_step_passes_through_the_floor():
    def dose(floor):
        return morphine_equivalents_mg_per_day(arm(0.7), TODAY, {"opioid/still needed": floor}, _taper())[-1, 0]

    exact = dose(np.array([0.5 + 1e-30j])).imag / 1e-30
    assert exact == pytest.approx((dose(np.array([0.5 + 1e-6])) - dose(np.array([0.5 - 1e-6]))) / 2e-6, rel=1e-6)
