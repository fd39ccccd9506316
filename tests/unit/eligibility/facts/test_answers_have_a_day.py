"""Facts of a patient are true on a day: time alone carries some of them on, the others are asked for again."""

import datetime
import math

import pytest

from sciatwin.eligibility.facts.dated import ANSWERS_COUNT_FOR, carried_to, out_of_date
from sciatwin.plan import plan_infusion
from sciatwin.suitability import Readiness, Suitability
from sciatwin.twin import Twin

ASKED = datetime.date(2026, 10, 1)


@pytest.fixture
def dated(typical_patient):
    return typical_patient.model_copy(update={"as_of": ASKED})


def later(days):
    return ASKED + datetime.timedelta(days=days)


def test_twenty_days_later_the_patient_is_twenty_days_older_and_longer_in_pain(dated):
    carried = carried_to(dated, later(20))
    assert carried.age_yr == pytest.approx(dated.age_yr + 20 / 365.25)
    assert carried.sciatica.duration_days == dated.sciatica.duration_days + 20
    assert carried.sciatica.leg_pain == dated.sciatica.leg_pain
    assert carried.as_of == later(20)


def test_carrying_in_steps_is_carrying_at_once(dated):
    at_once = carried_to(dated, later(25))
    in_steps = carried_to(carried_to(dated, later(10)), later(25))
    assert in_steps.sciatica.duration_days == at_once.sciatica.duration_days
    assert in_steps.age_yr == pytest.approx(at_once.age_yr)


@pytest.mark.parametrize(("since", "after"), [(None, None), (math.inf, math.inf), (40.0, 47.0)])
def test_time_since_ketamine_grows_and_never_stays_never(dated, since, after):
    told = dated.model_copy(update={"days_since_ketamine_course": since})
    assert carried_to(told, later(7)).days_since_ketamine_course == after


def test_without_a_day_nothing_is_carried(typical_patient, dated):
    assert carried_to(typical_patient, later(20)) == typical_patient
    assert carried_to(dated, None) == dated
    assert out_of_date(typical_patient, None) == ()
    assert out_of_date(typical_patient, later(900)) == ()


def test_without_a_day_dates_of_the_file_are_not_said_to_be_fresh(dated):
    (said,) = out_of_date(dated, None)
    assert "whether they are too old was not checked" in said
    assert Suitability.of(dated).readiness is Readiness.NOT_SIGNABLE


def test_of_answers_that_are_too_old_only_the_age_is_carried_and_the_rest_is_asked_for(dated):
    """Nobody gets younger than a rule about age by an old file; nothing else is supposed of it."""
    day = later(int(ANSWERS_COUNT_FOR.value) + 1)
    carried = carried_to(dated, day)
    assert carried.age_yr == pytest.approx(dated.age_yr + 31 / 365.25)
    assert carried.model_copy(update={"age_yr": dated.age_yr}) == dated
    (said,) = out_of_date(dated, day)
    assert "The answers are of 2026-10-01" in said
    assert "Ask again" in said
    assert out_of_date(dated, later(int(ANSWERS_COUNT_FOR.value))) == ()


@pytest.mark.parametrize(
    ("section", "field", "says"),
    [
        ("vitals", "measured_on", "Measure them again"),
        ("laboratory", "taken_on", "Repeat them"),
        ("questionnaires", "filled_in", "filled in again"),
    ],
)
def test_old_measurements_leave_a_plan_unsigned(typical_patient, outpatient_site, section, field, says):
    part = getattr(typical_patient, section).model_copy(update={field: ASKED})
    patient = typical_patient.model_copy(update={section: part})
    today = later(60)
    assert Suitability.of(patient, today).readiness is Readiness.NOT_SIGNABLE
    plan = plan_infusion(Twin(patient, draws=50, today=today), outpatient_site)
    assert any(says in point for point in plan.unsigned_because)


def test_a_day_to_come_is_said(dated):
    (said,) = out_of_date(dated, later(-3))
    assert "lies in the future" in said


def test_a_twin_lives_on_its_own_day(dated):
    """Pain of a year that began a fortnight ago by the file has lasted a fortnight longer today."""
    twin = Twin(dated, draws=20, today=later(14))
    assert twin.ensemble.people.duration_days[0] == dated.sciatica.duration_days + 14
