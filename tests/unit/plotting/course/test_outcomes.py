"""Outcomes beyond pain: one panel for each that was measured, and the same numbers as the course."""

import numpy as np
import pytest

from sciatwin.errors import ModelError
from sciatwin.plotting import plot_outcomes
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.bands import CourseBands
from sciatwin.twin.shown.curves import CourseCurves

REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=2)


@pytest.fixture(scope="module")
def course(typical_patient):
    return Twin(typical_patient, draws=30).simulate(REGIMEN)


def test_every_measured_outcome_has_a_panel_with_three_arms(course):
    panels = plot_outcomes(CourseCurves.of(CourseBands(course), REGIMEN))
    measured = [name for name in course if name.endswith("_treated") and "day" in course[name].dims]
    assert len(panels) == len(measured) == 7
    assert all(len(ax.lines) == 3 for ax in panels)
    mean = course["depression_treated"].mean("draw").to_numpy()
    np.testing.assert_allclose(panels[0].lines[2].get_ydata(), mean, rtol=1e-3)


def test_a_course_without_outcomes_is_refused(course):
    bare = CourseCurves.of(CourseBands(course[["pain_untreated"]]), Regimen.none())
    with pytest.raises(ModelError, match="beyond pain"):
        plot_outcomes(bare)
