"""A service takes records and a context, gives a document, and writes nothing."""

import datetime

import pytest
from tests.support.fixed_clock import FixedClock

from sciaclinic.services.check_patient import check_patient
from sciaclinic.services.context import Context, Software
from sciaclinic.services.learn_from import LearnRequest, learn_from
from sciaclinic.services.simulate_course import CourseRequest, simulate_course
from sciatwin.errors import MustNotInfuseError
from sciatwin.observation import read_observations
from sciatwin.patient import read_patient
from sciatwin.regimen import Regimen

DAY = datetime.date(2026, 12, 3)
REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=2)


@pytest.fixture(scope="module")
def context():
    return Context(clock=FixedClock(DAY), software=Software("Sciatwin", "9.9"))


@pytest.fixture(scope="module")
def answers(typical_patient, examples, context):
    request = CourseRequest(patient=typical_patient, asked=REGIMEN, draws=60, seed=3)
    seen = read_observations(examples / "typical_sessions.csv")
    learned = LearnRequest(patient=typical_patient, observations=seen, method="laplace", draws=60, seed=3)
    return {
        "check": lambda: check_patient(typical_patient, context),
        "course": lambda: simulate_course(request, context),
        "learned": lambda: learn_from(learned, context),
    }


@pytest.mark.parametrize("question", ["check", "course", "learned"])
def test_a_service_writes_nothing_and_marks_its_answer_with_time_and_software(question, answers, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    document = answers[question]()
    assert document.kind == question
    assert document.created_at == datetime.datetime(2026, 12, 3, 12, tzinfo=datetime.UTC)
    assert (document.software.name, document.software.version) == ("Sciatwin", "9.9")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("question", ["check", "course", "learned"])
def test_the_same_question_at_the_same_time_has_the_same_answer(question, answers):
    assert answers[question]() == answers[question]()


def test_the_document_holds_the_patient_as_entered_and_what_was_asked(answers, typical_patient):
    document = answers["course"]()
    assert document.patient == typical_patient
    assert document.regimen == REGIMEN
    assert document.given.is_none
    assert (document.software.draws, document.software.seed) == (60, 3)


def test_nothing_is_simulated_for_somebody_who_must_not_have_it(examples, context):
    patient = read_patient(examples / "blocked.yaml")
    with pytest.raises(MustNotInfuseError):
        simulate_course(CourseRequest(patient=patient, asked=REGIMEN, draws=50, seed=1), context)
