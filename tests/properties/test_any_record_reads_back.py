"""Whatever a record holds, it is read back from JSON as it was: patient, clinic, regimen and what was given.

Answers are drawn from the description of each question, so a new question is tested without being named here.
"""

import datetime
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sciatwin.analytes import Drug
from sciatwin.documents import Draft
from sciatwin.errors import InvalidInputError
from sciatwin.observation import GivenSession
from sciatwin.patient import Patient
from sciatwin.plan import Limits, Site
from sciatwin.questions import questions_of
from sciatwin.regimen import Regimen, Session

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=12, max_size=40)
NOT_DRAWN = {"confirmed", "overrides", "medicines", "treatments"}
"""Lists, which hold records of their own or names of fields."""


def answers(field):
    """Any answer to one question, likely a valid one."""
    if field.choices:
        return st.sampled_from(field.choices)
    kind = str(field.kind)
    if "bool" in kind:
        return st.booleans()
    if "date" in kind:
        return st.dates(datetime.date(2020, 1, 1), datetime.date(2027, 1, 1)).map(str)
    if field.is_number:
        low, high = (0.0 if field.low is None else field.low), (300.0 if field.high is None else field.high)
        numbers = st.integers(math.ceil(low), math.floor(max(high, low + 1))) | st.floats(low, max(high, low))
        return numbers | (st.just("never") if field.path == "days_since_ketamine_course" else st.nothing())
    return TEXT


def changed(record, field, value):
    """The record with another answer, or nothing where that answer is refused."""
    try:
        return Draft.of(record).with_answer(field.path, value).finished()
    except InvalidInputError:
        return None


def fields_of(record_type):
    return [field for field in questions_of(record_type).values() if field.path not in NOT_DRAWN and not field.is_list]


def back(record):
    return type(record).model_validate_json(record.model_dump_json())


@pytest.mark.parametrize("which", ["typical_patient", "outpatient_site"])
def test_each_answer_reads_back_whatever_it_is(which, request):
    """Of every question at least one answer is taken."""
    record = request.getfixturevalue(which)
    taken = set()

    @settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.data())
    def reads_back(data):
        field = data.draw(st.sampled_from(fields_of(type(record))))
        made = changed(record, field, data.draw(answers(field)))
        if made is not None:
            taken.add(field.path)
            assert back(made) == made
            assert back(back(made)) == made
            assert Draft.of(made).finished() == made

    reads_back()
    assert len(taken) > 0.7 * len(fields_of(type(record)))


@pytest.mark.parametrize("record", [Patient, Site, Limits])
def test_a_record_that_reads_back_is_read_as_python_too(record, typical_patient, outpatient_site):
    one = {Patient: typical_patient, Site: outpatient_site, Limits: outpatient_site.limits}[record]
    assert record.model_validate(one.model_dump(mode="json")) == one
    assert record.model_validate(one.model_dump()) == one


@st.composite
def regimens(draw):
    """Sessions one after another, with and without a bolus."""
    placed, end_h = [], 0.0
    for _ in range(draw(st.integers(0, 6))):
        start_h = end_h + draw(st.floats(0, 100))
        session = Session(
            start_h=start_h,
            rate_mg_per_kg_h=draw(st.floats(1e-3, 2)),
            duration_h=draw(st.floats(0.1, 120)),
            bolus_mg_per_kg=draw(st.floats(0, 0.5)),
        )
        placed.append(session)
        end_h = session.end_h
    return Regimen(name=draw(TEXT), drug=draw(st.sampled_from(Drug)), sessions=tuple(placed))


@given(regimens())
def test_any_regimen_reads_back(regimen):
    stored = TypeAdapter(Regimen)
    assert stored.validate_json(stored.dump_json(regimen)) == regimen


@given(
    start_h=st.floats(0, 2000),
    duration_h=st.floats(0.05, 100),
    dose_mg=st.floats(0.1, 1000),
    part=st.floats(0, 1),
    drug=st.sampled_from(Drug),
)
def test_any_session_given_reads_back(start_h, duration_h, dose_mg, part, drug):
    session = GivenSession(
        start_h=start_h, duration_h=duration_h, dose_mg=dose_mg, bolus_mg=min(dose_mg, part * dose_mg), drug=drug
    )
    stored = TypeAdapter(GivenSession)
    assert stored.validate_json(stored.dump_json(session)) == session


def test_what_is_not_read_back_is_refused_and_not_guessed(typical_patient):
    with pytest.raises(ValidationError):
        Patient.model_validate_json(typical_patient.model_dump_json().replace('"weight_kg"', '"weight_lb"'))
