"""Thoughts of self-harm in the record: no review lifts them, only an assessment that the patient file holds."""

import datetime
from collections.abc import Iterator

from sciatwin.eligibility.facts.signed_dates import InForce
from sciatwin.observation import Observations
from sciatwin.observation.seen.self_harm_thoughts import SelfHarmThoughts
from sciatwin.patient import Patient, RiskAssessment, SafetyOutcome
from sciatwin.plan.next_step.seen import Seen, Weighs

LIMIT = "assess the risk of self-harm with the patient before anything else"
_ASSESSED = f"'self_harm_assessment' with the outcome '{SafetyOutcome.SAFE_TO_GO_ON}'"
_NO_REVIEW = "a row of kind 'review' does not lift it"


def self_harm_seen(patient: Patient, observations: Observations, today: datetime.date | None) -> Iterator[Seen]:
    """Answers to item 9 of PHQ-9 that stop, and those that were assessed on their day or later.

    Args: today: an assessment of a later day, or one too old, does not count; None compares the dates alone.
    """
    in_force = InForce.of(patient, today)
    found = in_force.patient.self_harm_assessment
    for answer in observations.of_kind(SelfHarmThoughts):
        if answer.phq9_item_9 < 1:
            continue
        what, day = f"PHQ-9 item 9 is {answer.phq9_item_9:g}", observations.date_of(answer.time_h)
        if found is not None and _lifts(found, day):
            limit = f"{LIMIT}; assessed on {found.date} by {found.by}: {found.outcome}"
            yield Seen(answer.time_h, what, limit, Weighs.CHANGE)
        else:
            yield Seen(answer.time_h, what, LIMIT, Weighs.STOP, _way_out(day, in_force.assessment))


def _lifts(found: RiskAssessment, day: datetime.date | None) -> bool:
    """Without dates nobody can tell whether the assessment came after the answer."""
    return found.outcome is SafetyOutcome.SAFE_TO_GO_ON and day is not None and found.date >= day


def _way_out(day: datetime.date | None, lapsed: str) -> str:
    """Args: lapsed: why the assessment in the patient file does not count, empty if it does or there is none."""
    why = f"; {lapsed}" if lapsed else ""
    if day is None:
        return (
            f"until the patient file holds a {_ASSESSED} made since; the observations carry no dates, so write them "
            f"with dates (column 'time') as well; {_NO_REVIEW}{why}"
        )
    return f"until the patient file holds a {_ASSESSED} dated {day} or later; {_NO_REVIEW}{why}"
