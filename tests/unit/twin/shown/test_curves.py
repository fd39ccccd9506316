"""Curves hold what the figures show of a course, in few numbers, and read back from JSON as they were."""

from dataclasses import replace

import numpy as np
import pytest

from sciatwin.plotting import plot_blood_pressure
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects.blood_pressure import STOP
from sciatwin.twin import Twin
from sciatwin.twin.shown.bands import CourseBands
from sciatwin.twin.shown.curves import CourseCurves

REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=2)
GIVEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=1)


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=40)


@pytest.fixture(scope="module")
def course(twin):
    return twin.simulate(REGIMEN)


def test_pain_is_that_of_the_course_between_sessions(course):
    curves = CourseCurves.of(CourseBands(course), REGIMEN)
    times_h = np.array(curves.pain.time_h)
    expected = course["pain_treated"].mean("draw").sel(time=times_h, method="nearest").to_numpy()
    np.testing.assert_allclose(curves.pain.treated.mean, expected, rtol=1e-3)
    for start_h, end_h in REGIMEN.visits_h:
        assert not ((times_h >= start_h) & (times_h <= end_h + 8)).any()


def test_first_session_begins_at_its_own_start_and_ends_eight_hours_after(course):
    session = CourseCurves.of(CourseBands(course), REGIMEN).session
    assert session.time_h[0] == 0
    assert session.time_h[-1] == pytest.approx(2 / 3 + 8, abs=0.25)
    assert session.infusion_h == pytest.approx(2 / 3)


def test_after_sessions_given_the_first_planned_one_is_shown(twin):
    after = twin.after(GIVEN)
    planned = REGIMEN.starting_at(after.next_start_h)
    curves = CourseCurves.of(
        CourseBands(after.simulate(planned)), planned, given=GIVEN, review_week=4, starts_h=after.next_start_h
    )
    assert curves.given_h == (0.0,)
    assert curves.visits_h[0] == after.next_start_h
    assert curves.review_h == after.next_start_h + 4 * 168
    assert curves.session.time_h[0] == 0
    assert not any(0 <= time_h <= 8 for time_h in curves.pain.time_h)


@pytest.mark.parametrize(("signed", "said"), [(False, "(assumed)"), (True, "(clinic)")])
def test_a_stop_that_a_clinic_signed_is_not_called_assumed_though_it_is_the_same(course, signed, said):
    curves = CourseCurves.of(CourseBands(course), REGIMEN, stop=replace(STOP, systolic_is_signed=signed))
    assert curves.stop_is_assumed is not signed
    written = [text.get_text() for text in plot_blood_pressure(curves).texts]
    assert any(said in text for text in written)


def test_without_an_infusion_only_the_untreated_course_is_kept(twin):
    curves = CourseCurves.of(CourseBands(twin.simulate(Regimen.none())), Regimen.none())
    assert not curves.shows_infusion
    assert curves.pain.treated is curves.pain.placebo is None
    assert all(outcome.treated is None for outcome in curves.outcomes)


def test_curves_read_back_from_json_and_are_small(course):
    curves = CourseCurves.of(CourseBands(course), REGIMEN)
    stored = curves.model_dump_json()
    assert CourseCurves.model_validate_json(stored) == curves
    assert len(stored) < 100_000
