"""The stored answers to "which promises are made?" and "is this one true?"."""

from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.record import IntervalRecord, Record, SourceRecord
from sciatwin.evidence.claim import Direction, Grade, StepDown, StudyKind
from sciatwin.patient import Patient
from sciatwin.regimen import Regimen


class ClaimNumberRecord(Record):
    """A number that was reported, in words and as it was printed."""

    says: str
    trial: str
    """Key of the trial."""
    arm: str
    measures: str
    when: str
    text: str
    value: float | None
    unit: str
    standard_error: float | None


class PointRecord(Record):
    """Something known, and who says it."""

    says: str
    trial: str
    """Key of the trial that says it; empty for another source."""
    source: SourceRecord


class PredictionRecord(Record):
    """One variable at one time: mean and 90 % of versions in each arm, and of differences that share their draws."""

    variable: str
    name: str
    unit: str
    when: str
    untreated: IntervalRecord | None
    """Absent, like all that follows, if the course has no such variable or ends before."""
    placebo: IntervalRecord | None
    """Inert infusions that the patient believes in as much."""
    treated: IntervalRecord | None
    against_untreated: IntervalRecord | None
    by_the_drug: IntervalRecord | None
    """Ketamine minus placebo."""
    missing: str
    """Why there is no number."""


class ClaimRecord(Record):
    """One promise and its answer."""

    key: str
    promise: str
    answer: str
    grade: Grade
    """How sure one may be that it holds in sciatica."""
    basis: StudyKind
    direction: Direction
    steps_down: tuple[StepDown, ...]
    """Why the grade is lower than its basis allows."""
    numbers: tuple[ClaimNumberRecord, ...]
    known_for: tuple[PointRecord, ...]
    known_against: tuple[PointRecord, ...]
    unknown: tuple[str, ...]
    sources: tuple[SourceRecord, ...]
    not_predicted: str
    """Why the twin has no answer to it."""
    predictions: tuple[PredictionRecord, ...] | None
    """Absent where no patient was asked about."""


class _ClaimsAnswer(AnswerDocument):
    rule: str
    """How grades are given."""
    patient: Patient | None
    """Of whom something is predicted; absent without predictions."""
    regimen: Regimen | None


class ClaimsDocument(_ClaimsAnswer):
    """Every promise with its answer."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["claims"] = "claims"
    claims: tuple[ClaimRecord, ...]


class ClaimDocument(_ClaimsAnswer):
    """One promise with all that is known."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["claim"] = "claim"
    claim: ClaimRecord
