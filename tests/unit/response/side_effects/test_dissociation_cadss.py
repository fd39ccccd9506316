"""CADSS: skewed, most people low, in proportion to the level, and no cause of analgesia.

Published: mean 7.7 and SD 9.2 in 110 people (J Affect Disord 2018;227:11-16) after 0.5 mg/kg over 40 min; highest at
40 min and gone by 1.5 h, counted as present above 4 points (esketamine product information).
"""

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.regimen import Infusion
from sciatwin.response import fast_effect_site
from sciatwin.response.side_effects import dissociation
from sciatwin.response.side_effects.dissociation import (
    C50,
    LEVEL_PER_POINT,
    PARAMETERS,
    REFERENCE_SITE,
    cadss_score,
    intensity_fraction,
)

COUNT, SEED = 40_000, 6


def _drawn(name, parameters=PARAMETERS):
    return parameters[name].draw(name, SEED, COUNT)


def _fast_site(times_h):
    model = MODELS["simons_2022"]
    rate = np.log(2) / (fast_effect_site.HALF_LIFE.value / 60)
    site = EffectSite(name="fast", analyte=Analyte.S_KETAMINE, rate_per_h=rate)
    system = build_system(model, typical(model, 70.0), analytes=(Analyte.S_KETAMINE,), effect_sites=(site,))
    infusion = Infusion(start_h=0, duration_h=40 / 60, dose_mg=0.5 * 70 / 2)
    return solve(system, [infusion], times_h)[1, :, 0]


def _score(level, per_point):
    return cadss_score(level, {LEVEL_PER_POINT: per_point})


def _correlation(first, second):
    return np.corrcoef(np.log(first), np.log(second))[0, 1]


def test_reference_level_is_that_of_the_reported_infusion():
    assert _fast_site(np.array([0.0, 40 / 60]))[-1] == pytest.approx(REFERENCE_SITE.value, rel=0.02)


def test_population_reproduces_the_published_mean_and_spread():
    """Tolerances: half the standard error of the printed mean (0.88 points) and as much of the SD, which the drawn
    uncertainty of the mean widens a little."""
    scores = _score(REFERENCE_SITE.value, _drawn(LEVEL_PER_POINT))
    assert scores.mean() == pytest.approx(7.7, abs=0.4)
    assert scores.std() == pytest.approx(9.2, abs=0.8)


def test_most_people_score_low():
    scores = _score(REFERENCE_SITE.value, _drawn(LEVEL_PER_POINT))
    assert np.median(scores) < 0.7 * scores.mean()
    assert (scores < scores.mean()).mean() > 0.65


def test_score_is_zero_without_drug_and_never_passes_the_ceiling():
    per_point = _drawn(LEVEL_PER_POINT)
    assert np.all(_score(0.0, per_point) == 0.0)
    flooded = _score(1e5, per_point)
    assert flooded.max() <= 92
    assert np.median(flooded) == pytest.approx(92, abs=0.01)


def test_score_is_in_proportion_to_the_level_over_the_studied_range():
    """Bowdle 1998: R 0.93 to 0.99 between 50 and 200 ng/mL of racemate, so up to 100 ng/mL of S-ketamine in plasma."""
    levels = np.linspace(25, 100, 4)
    typical_person = _score(levels, PARAMETERS[LEVEL_PER_POINT].estimate.value)
    np.testing.assert_allclose(typical_person / levels, typical_person[0] / levels[0], rtol=0.01)


def test_score_rises_with_every_step_of_the_level():
    assert np.all(np.diff(_score(np.linspace(0, 2000, 200), 5.0)) > 0)


def test_exact_gradient_agrees_with_the_slope():
    step = 1e-30
    exact = np.imag(_score(125.0 + 1j * step, 10.0)) / step
    slope = (_score(125.0 + 1e-4, 10.0) - _score(125.0 - 1e-4, 10.0)) / 2e-4
    assert float(exact) == pytest.approx(float(slope), rel=1e-7)


def test_dissociation_peaks_with_the_infusion_and_is_gone_by_an_hour_and_a_half():
    times_h = np.linspace(0, 1.5, 91)
    mean = _score(_fast_site(times_h)[:, None], _drawn(LEVEL_PER_POINT)[None, :2000]).mean(axis=1)
    assert times_h[mean.argmax()] * 60 == pytest.approx(40, abs=5)
    assert mean[-1] < dissociation.CADSS_PRESENT.value


def test_both_scales_share_one_sensitivity():
    c50, per_point = _drawn(C50), _drawn(LEVEL_PER_POINT)
    assert _correlation(c50, per_point) > 0.9
    sensitive = c50 < np.quantile(c50, 0.1)
    assert _score(125.0, per_point[sensitive]).mean() > 2 * _score(125.0, per_point).mean()


@pytest.mark.parametrize("scale", list(PARAMETERS))
def test_sensitivity_to_dissociation_says_nothing_about_relief(scale):
    relief = _drawn(fast_effect_site.C50, fast_effect_site.PARAMETERS)
    assert abs(_correlation(_drawn(scale), relief)) < 4 / COUNT**0.5


def test_visual_scale_is_untouched():
    np.testing.assert_allclose(intensity_fraction(121.0, {C50: 121.0}), 0.5)
