"""The plots of a population fit show every level and say what they show."""

import numpy as np
import pytest

from sciatwin.plotting.models.goodness_of_fit import plot_goodness_of_fit
from sciatwin.plotting.models.shrinkage import plot_shrinkage
from sciatwin.plotting.models.visual_predictive_check import plot_visual_predictive_check
from sciatwin.population import (
    Cohort,
    Parameter,
    Person,
    PopulationModel,
    diagnose,
    fit_population,
    one_compartment,
    simulated_levels,
    visual_predictive_check,
)
from sciatwin.regimen import Bolus

MODEL = PopulationModel(
    structure=one_compartment,
    parameters=(Parameter(name="clearance", start=80.0, start_spread=0.3), Parameter(name="volume", start=250.0)),
    proportional=0.1,
)


@pytest.fixture(scope="module")
def fitted():
    times = np.array([0.5, 2.0, 6.0])
    event = Bolus(start_h=0.0, dose_mg=35.0)
    people = [Person(name=str(i), events=(event,), times_h=times, level_ng_per_ml=np.ones(3)) for i in range(12)]
    cohort = Cohort(people)
    cohort = cohort.with_levels(simulated_levels(cohort, MODEL, MODEL.start, replicates=1, seed=2)[0])
    return cohort, fit_population(cohort, MODEL)


def test_goodness_of_fit_shows_every_level_four_times(fitted):
    cohort, fit = fitted
    axes = plot_goodness_of_fit(cohort, diagnose(cohort, fit))
    for ax in axes:
        assert max(len(line.get_xdata()) for line in ax.lines) == len(cohort.times_h)
        assert ax.get_xlabel()
        assert ax.get_ylabel()


def test_predictive_check_has_three_lines_and_three_bands(fitted):
    cohort, fit = fitted
    ax = plot_visual_predictive_check(visual_predictive_check(cohort, fit, replicates=50))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["5 %", "median", "95 %"]
    assert len(ax.collections) == 3


def test_shrinkage_shows_everybody_beside_the_curve_of_the_fit(fitted):
    cohort, fit = fitted
    diagnostics = diagnose(cohort, fit)
    (ax,) = plot_shrinkage(fit, diagnostics)
    counts = sum(bar.get_height() * bar.get_width() for bar in ax.patches)
    assert counts == pytest.approx(1)
    curve = np.array(ax.lines[0].get_data())
    spread = fit.estimates["spread_clearance"]
    assert curve[1].max() == pytest.approx(1 / (spread * np.sqrt(2 * np.pi)), rel=1e-3)
    assert f"{diagnostics.effect_shrinkage['clearance']:.0%}" in ax.get_title()
