"""Ketamine beside the other treatments: the drug alone, window by window, as far as the prediction reaches."""

import numpy as np
import pytest
import xarray as xr

from sciatwin.errors import ModelError
from sciatwin.twin.shown.alternatives import WINDOWS, compare_alternatives, window_of


def _course(gain_of_day, *, last_day=90, draws=20, spread=0.0):
    """Placebo pain 6, treated pain 6 − gain; draw k has the gain × (1 ± spread)."""
    days = np.arange(0, last_day + 0.5, 0.5)
    factor = 1 + spread * np.linspace(-1, 1, draws)[:, None]
    gain = factor * gain_of_day(days)[None, :]
    placebo = np.full_like(gain, 6.0)
    return xr.Dataset(
        {"pain_placebo": (("draw", "time"), placebo), "pain_treated": (("draw", "time"), placebo - gain)},
        coords={"time": days * 24},
    )


def _effects(comparison, window, key):
    pairs = comparison.windows[window].alternatives
    return next(effects for option, effects in pairs if option.comparator.key == key)


def test_gain_is_placebo_minus_treated(typical_patient):
    comparison = compare_alternatives(typical_patient, _course(lambda days: np.full_like(days, 1.5)))
    assert [window.ketamine.mean for window in comparison.windows[:2]] == pytest.approx([1.5, 1.5])


def test_each_window_is_averaged_over_its_own_days(typical_patient):
    comparison = compare_alternatives(typical_patient, _course(lambda days: np.where(days <= 14, 2.0, 0.5)))
    assert [window.ketamine.mean for window in comparison.windows[:2]] == pytest.approx([2.0, 0.5])


def test_interval_holds_nine_tenths_of_the_draws(typical_patient):
    course = _course(lambda days: np.ones_like(days), draws=101, spread=0.5)
    first = compare_alternatives(typical_patient, course).windows[0].ketamine
    assert (first.low, first.high) == pytest.approx((0.55, 1.45))


def test_hours_of_an_infusion_do_not_count(typical_patient):
    """Relief at noon alone, between the daily looks at the hour of the first session."""
    course = _course(lambda days: np.where(days % 1 == 0.5, 4.0, 0.0))
    assert compare_alternatives(typical_patient, course).windows[0].ketamine.mean == 0.0


def test_window_beyond_the_horizon_is_left_empty(typical_patient):
    comparison = compare_alternatives(typical_patient, _course(lambda days: np.ones_like(days)))
    assert comparison.windows[2].ketamine is None
    assert comparison.horizon_weeks == pytest.approx(90 / 7)


def test_window_that_the_horizon_cuts_says_where_it_ends(typical_patient):
    comparison = compare_alternatives(typical_patient, _course(lambda days: np.ones_like(days), last_day=180))
    assert comparison.windows[2].ketamine.to_week == pytest.approx(180 / 7, abs=0.2)


def test_effects_stand_in_the_window_in_which_they_start(typical_patient):
    comparison = compare_alternatives(typical_patient, _course(lambda days: np.ones_like(days)))
    assert [len(_effects(comparison, window, "surgery")) for window in range(3)] == [1, 1, 3]
    assert [len(_effects(comparison, window, "gabapentinoid")) for window in range(3)] == [1, 1, 1]
    assert [len(_effects(comparison, window, "nsaid")) for window in range(3)] == [1, 0, 0]


def test_no_published_effect_is_lost(typical_patient):
    comparison = compare_alternatives(typical_patient, _course(lambda days: np.ones_like(days)))
    shown = [e for window in comparison.windows for _, effects in window.alternatives for e in effects]
    known = [e for option in comparison.alternatives for e in option.comparator.effects]
    assert len(shown) == len(known)
    assert all(window_of(effect) in WINDOWS for effect in known)


def test_course_without_infusion_is_refused(typical_patient):
    with pytest.raises(ModelError, match="no infusion"):
        compare_alternatives(typical_patient, _course(lambda days: np.zeros_like(days)))
