"""A band is the mean and the 5th and 95th percentile of a course, and holds nine tenths of the versions."""

import numpy as np
import pytest

from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.bands import CourseBands


@pytest.fixture(scope="module")
def course(typical_patient):
    return Twin(typical_patient, draws=80).simulate(Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=2))


@pytest.mark.parametrize("name", ["pain_treated", "ketamine_venous", "insomnia_placebo", "dizziness"])
def test_a_band_is_mean_and_percentiles_of_the_draws(course, name):
    band, draws = CourseBands(course)[name], course[name].transpose("draw", ...).to_numpy()
    np.testing.assert_allclose(band.mean, draws.mean(axis=0))
    np.testing.assert_allclose([band.low, band.high], np.quantile(draws, [0.05, 0.95], axis=0), rtol=1e-12)
    assert (band.label, band.unit) == (course[name].attrs["long_name"], course[name].attrs["units"])


@pytest.mark.parametrize(("name", "by"), [("pain_treated", "hour"), ("insomnia_treated", "day"), ("nausea", "session")])
def test_a_band_says_what_its_moments_are(course, name, by):
    band = CourseBands(course)[name]
    assert band.by == by
    assert len(band.at) == len(band.mean) == len(band.low) == len(band.high)


def test_bands_hold_nine_tenths_of_the_draws(course):
    band, draws = CourseBands(course)["pain_untreated"], course["pain_untreated"].to_numpy()
    inside = ((draws >= band.low) & (draws <= band.high)).mean(axis=0)
    assert inside[-1] == pytest.approx(0.9, abs=0.03)


def test_every_variable_of_a_course_has_a_band_and_no_other_name_has(course):
    bands = CourseBands(course)
    assert set(bands) == set(course.data_vars)
    assert "happiness" not in bands
    with pytest.raises(KeyError):
        bands["happiness"]


def test_a_band_is_cut_in_time(course):
    band = CourseBands(course)["dissociation"].within(1, 2)
    assert band.at.min() >= 1
    assert band.at.max() <= 2
    assert len(band.mean) == len(band.at) > 0
