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


def carried_to(patient: Patient, today: datetime.date | None) -> Patient:
    """The patient on a later day: older, and longer in pain and since a ketamine course; else as they are.

    Answers that are too old to count are not carried: ``out_of_date`` asks for them anew. Without ``as_of``, or without
    a day, nothing is known to have passed.
    """
    if today is None or patient.as_of is None:
        return patient
    days = (today - patient.as_of).days
    if not 0 < days <= ANSWERS_COUNT_FOR.value:
        return patient
    since = patient.days_since_ketamine_course
    sciatica = patient.sciatica
    return patient.model_copy(
        update={
            "as_of": today,
            "age_yr": patient.age_yr + days / DAYS_PER_YEAR,
            "days_since_ketamine_course": None if since is None else since + days,
            "sciatica": sciatica.model_copy(update={"duration_days": sciatica.duration_days + days}),
        }
    )


def out_of_date(patient: Patient, today: datetime.date | None) -> tuple[str, ...]:
    """What must be asked or measured again before anybody signs, with its way out; empty if nothing must."""
    return () if today is None else tuple(_out_of_date(patient, today))


def _out_of_date(patient: Patient, today: datetime.date) -> Iterator[str]:
    dated = {
        "The answers": (patient.as_of, "Ask again, and write today into as_of."),
        "The vital signs": (patient.vitals.measured_on, "Measure them again at rest."),
        "The laboratory tests": (patient.laboratory.taken_on, "Repeat them."),
        "The questionnaires": (patient.questionnaires.filled_in, "Have them filled in again."),
    }
    for what, (date, way_out) in dated.items():
        if date is None:
            continue
        if date > today:
            yield f"{what} are dated {date}, which lies in the future. Check the date."
        elif (today - date).days > ANSWERS_COUNT_FOR.value:
            yield f"{what} are of {date}, more than {ANSWERS_COUNT_FOR.value:g} days ago (assumed). {way_out}"
