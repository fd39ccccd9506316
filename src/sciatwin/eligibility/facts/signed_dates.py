"""What was signed counts for a time: an assessment for what it looked at, an override until it is looked at again."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from sciatwin.evidence import Estimate, Status
from sciatwin.patient import Override, Patient, SafetyOutcome

OUTCOME = "self_harm_assessment.outcome"

OVERRIDE_COUNTS_FOR = Estimate(
    value=180,
    unit="days",
    meaning="how long an override counts before it is signed again",
    status=Status.ASSUMED,
    low=30,
    high=365,
    reason="no source gives a time; illness and medicines change within months, and courses are months apart",
)
ASSESSMENT_COUNTS_FOR = Estimate(
    value=28,
    unit="days",
    meaning="how long an assessment of the risk of self-harm counts",
    status=Status.ASSUMED,
    low=1,
    high=60,
    reason="no source gives a time; PHQ-9 asks about two weeks, and a course lasts some weeks",
)


@dataclass(frozen=True)
class InForce:
    """The patient with what still counts of what was signed, and why the rest does not.

    Attributes:
        overrides: key of a rule → why its override does not count; assessment: the same, empty if it counts.
    """

    patient: Patient
    overrides: Mapping[str, str]
    assessment: str

    @classmethod
    def of(cls, patient: Patient, today: datetime.date | None) -> Self:
        """Args: today: None compares the dates of the file alone."""
        overrides = {item.rule: _lapsed_override(item, today) for item in patient.overrides}
        lapsed = {rule: why for rule, why in overrides.items() if why}
        assessment = _lapsed_assessment(patient, today)
        kept = {"overrides": tuple(item for item in patient.overrides if item.rule not in lapsed)}
        without = {"self_harm_assessment": None} if assessment else {}
        return cls(patient.model_copy(update=kept | without), lapsed, assessment)


def _lapsed_override(item: Override, today: datetime.date | None) -> str:
    said = f"the override of {item.date}"
    if today is None:
        return ""
    if item.date > today:
        return f"{said} lies in the future and does not count"
    if today - item.date > datetime.timedelta(days=OVERRIDE_COUNTS_FOR.value):
        return (
            f"{said} is older than {OVERRIDE_COUNTS_FOR.value:g} days (assumed): look again, and sign with a new date"
        )
    return ""


def _lapsed_assessment(patient: Patient, today: datetime.date | None) -> str:
    """ "Not now" counts whatever its date: only a new assessment lifts it."""
    found, filled_in = patient.self_harm_assessment, patient.questionnaires.filled_in
    if found is None or found.outcome is SafetyOutcome.NOT_NOW:
        return ""
    said = f"the assessment of {found.date}"
    if filled_in is not None and found.date < filled_in:
        return f"{said} is older than the questionnaires of {filled_in} and does not count"
    if today is not None and found.date > today:
        return f"{said} lies in the future and does not count"
    if today is not None and today - found.date > datetime.timedelta(days=ASSESSMENT_COUNTS_FOR.value):
        return f"{said} is older than {ASSESSMENT_COUNTS_FOR.value:g} days (assumed): assess again"
    return ""
