"""The document of a course: numbers and curves agree, weeks count from a new start, anything asked can be drawn."""

import numpy as np
import pytest
from pydantic import ValidationError

from sciaclinic.answers.course.compose import course_document
from sciaclinic.answers.course.document import CourseDocument
from sciaclinic.answers.curves import CurveRecord, CurvesRecord
from sciaclinic.answers.kept_curves import bands_of, curves_of
from sciaclinic.answers.kinds import sheet_for
from sciaclinic.render.files import files_of
from sciaclinic.render.json import from_json, to_json
from sciaclinic.services.asked_course import ask_course
from sciaclinic.services.context import Context
from sciaclinic.services.simulate_course import CourseRequest, of_twin, simulate_course
from sciatwin.patient import Vitals
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.bands import CourseBands
from sciatwin.units import HOURS_PER_WEEK

REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=2)


def _document(patient, regimen=REGIMEN, **more):
    return simulate_course(CourseRequest(patient=patient, asked=regimen, draws=60, seed=2, **more), Context())


@pytest.fixture(scope="module")
def document(typical_patient):
    return _document(typical_patient)


def _curve(document, name):
    return bands_of(document.curves)[name]


@pytest.mark.parametrize("arm", ["untreated", "placebo", "treated"])
def test_numbers_by_week_lie_on_the_curves(document, arm):
    band = _curve(document, f"pain_{arm}")
    for week in document.weeks:
        place = np.flatnonzero(band.at == week.week * HOURS_PER_WEEK)[0]
        said = getattr(week, arm)
        np.testing.assert_allclose(
            [band.mean[place], band.low[place], band.high[place]], [said.mean, said.low, said.high], rtol=1e-5
        )


def test_every_variable_of_the_course_is_stored_and_small(document, typical_patient):
    course = Twin(typical_patient, draws=10).simulate(REGIMEN)
    assert {curve.name for group in document.curves for curve in group.curves} == set(map(str, course.data_vars))
    assert len(to_json(document)) < 1_000_000


def test_no_infusion_has_an_answer_without_a_session(typical_patient):
    document = _document(typical_patient, Regimen.none())
    sheet = sheet_for(document)
    assert sheet.title == "No infusion"
    assert [figure.key for figure in sheet.figures] == ["pain", "outcomes", "alternatives"]
    for week in document.weeks:
        assert week.treated == week.untreated


def test_weeks_count_from_a_new_start_after_sessions_given(typical_patient):
    context = Context()
    twin = Twin(typical_patient, draws=60, seed=2, today=context.today).after(REGIMEN)
    planned = REGIMEN.starting_at(twin.next_start_h)
    found = of_twin(twin, ask_course(typical_patient, planned, context.today), context)
    document = course_document(found, context.made(draws=60, seed=2))
    assert document.given == REGIMEN
    assert document.starts_h == 48.0
    band = _curve(document, "pain_treated")
    first = np.flatnonzero(band.at == document.starts_h + HOURS_PER_WEEK)[0]
    assert band.mean[first] == pytest.approx(document.weeks[0].treated.mean, rel=1e-5)
    assert "after 2 sessions given" in sheet_for(document).title
    assert files_of(document, sheet_for(document))


def test_a_patient_without_pressure_is_drawn_without_it(typical_patient):
    document = _document(typical_patient.model_copy(update={"vitals": Vitals()}), despite_block=True)
    assert document.peaks.systolic_mmhg is None
    sheet = sheet_for(document)
    assert any("pressure" in line for line in sheet.dangers)
    assert from_json(to_json(document).decode(), "course") == document
    assert files_of(document, sheet)


def test_curves_come_back_as_the_bands_that_they_were(typical_patient):
    bands = CourseBands(Twin(typical_patient, draws=40).simulate(REGIMEN))
    again = bands_of(curves_of(bands, bands))
    assert set(again) == set(bands)
    for name, band in again.items():
        for part in ("at", "mean", "low", "high"):
            np.testing.assert_allclose(getattr(band, part), getattr(bands[name], part), rtol=1e-5)
        assert (band.label, band.unit, band.by) == (bands[name].label, bands[name].unit, bands[name].by)


def test_a_curve_of_another_length_than_its_axis_is_refused():
    curve = CurveRecord(name="pain", label="pain", unit="points", mean=(1.0,), low=(0.5,), high=(2.0, 3.0))
    with pytest.raises(ValidationError, match="one number for each of the 1 moments"):
        CurvesRecord(by="hour", at=(0.0,), curves=(curve,))


def test_a_course_without_the_curves_of_its_figures_is_refused(document):
    content = document.model_dump(mode="json") | {"curves": []}
    with pytest.raises(ValidationError, match="curves are missing that the figures show"):
        CourseDocument.model_validate(content)
