"""Answers are true on a day: what time alone changes is carried on, what must be asked or measured again is said."""

import datetime
from collections.abc import Iterator

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.patient import Patient
from sciatwin.units import DAYS_PER_YEAR

ANSWERS_COUNT_FOR = Estimate(
    value=30,
    unit="days",
    meaning="how long the answers and measurements of a patient file count",
    status=Status.ASSUMED,
    source=Source(
        "A clinic's requirements for pain infusions: history and examination within 30 days",
        url="https://ketaminetherapy.com/pain-treatment",
        read_at="summary of the page",
    ),
    low=7,
    high=90,
    reason="the custom of clinics; no study says when an answer is too old",
)

_A_DAY = 1.0
"""The shortest pain that a patient can have on the day of a first session."""


def carried_to(patient: Patient, today: datetime.date | None) -> Patient:
    """The patient on a later day: older, and longer in pain and since a ketamine course; else as they are.

    Of answers that are too old to count only the age is carried: ``out_of_date`` asks for the others anew. Without
    ``as_of``, or without a day, nothing is known to have passed.
    """
    if today is None or patient.as_of is None or today <= patient.as_of:
        return patient
    days = (today - patient.as_of).days
    if days <= ANSWERS_COUNT_FOR.value:
        return _moved(patient, today)
    return patient.model_copy(update={"age_yr": patient.age_yr + days / DAYS_PER_YEAR})


def at_first_session(patient: Patient, day: datetime.date | None) -> Patient:
    """The patient on the day from which hours count, which may lie before or after the day of the answers.

    Days since a ketamine course are days before that first session: were they carried on to a later day, a course would
    seem longer ago than it was. Where either day is unknown the answers stay as they were told.
    """
    return patient if day is None or patient.as_of is None else _moved(patient, day)


def _moved(patient: Patient, day: datetime.date) -> Patient:
    """What time alone changes, on another day."""
    days = (day - patient.as_of).days if patient.as_of else 0
    since, sciatica = patient.days_since_ketamine_course, patient.sciatica
    return patient.model_copy(
        update={
            "as_of": day,
            "age_yr": patient.age_yr + days / DAYS_PER_YEAR,
            "days_since_ketamine_course": None if since is None else max(0.0, since + days),
            "sciatica": sciatica.model_copy(update={"duration_days": max(_A_DAY, sciatica.duration_days + days)}),
        }
    )


def out_of_date(patient: Patient, today: datetime.date | None) -> tuple[str, ...]:
    """What must be asked or measured again before anybody signs, with its way out; empty if nothing must.

    Without a day, dates of the file cannot be looked at, and that is said.
    """
    return tuple(_out_of_date(patient, today))


def _out_of_date(patient: Patient, today: datetime.date | None) -> Iterator[str]:
    dated = {
        "The answers": (patient.as_of, "Ask again, and write today into as_of."),
        "The vital signs": (patient.vitals.measured_on, "Measure them again at rest."),
        "The laboratory tests": (patient.laboratory.taken_on, "Repeat them."),
        "The questionnaires": (patient.questionnaires.filled_in, "Have them filled in again."),
    }
    for what, (date, way_out) in dated.items():
        if date is None:
            continue
        if today is None:
            yield f"{what} are of {date}; whether they are too old was not checked. Say what day it is (today)."
        elif date > today:
            yield f"{what} are dated {date}, which lies in the future. Check the date."
        elif (today - date).days > ANSWERS_COUNT_FOR.value:
            yield f"{what} are of {date}, more than {ANSWERS_COUNT_FOR.value:g} days ago (assumed). {way_out}"
