"""The stored answers to "which trials are on record?" and "what did this one report?"."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.record import Record
from sciatwin.evidence.published_trial import (
    Measure,
    Population,
    ReportStatus,
    Role,
    TrialArm,
    TrialBlinding,
    TrialKind,
)


class ListedTrial(Record):
    """One trial, cohort, meta-analysis or course in a list."""

    key: str
    citation: str
    link: str
    condition: str
    trial_kind: TrialKind
    role: Role
    """What its numbers may be used for."""
    blinding: TrialBlinding
    people: int | None
    """Absent where it was not visible."""
    observations: int
    """How many numbers it reported."""
    simulated_arms: int


class TrialsDocument(AnswerDocument):
    """Every trial on record."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["trials"] = "trials"
    trials: tuple[ListedTrial, ...]


class ReportedNumber(Record):
    """One reported number, in words and in numbers."""

    measures: Measure
    what: str
    """What was measured, in words."""
    arm: str
    """The arm, or two with `` - `` between them."""
    when: str
    """From the first infusion; empty where it was not visible."""
    text: str
    """The number with its unit and how sure it is, as printed."""
    value: float | None
    unit: str
    standard_error: float | None
    status: ReportStatus
    place: str
    remarks: tuple[str, ...]
    """How it was derived, what was presumed, notes."""


class SimulatedRegimen(Record):
    """What an arm was given, where it can be simulated."""

    visits: int
    mg_per_kg: float
    """Over all visits."""


class TrialRecord(Record):
    """One trial, cohort, meta-analysis, protocol or natural course."""

    key: str
    citation: str
    link: str
    url: str
    """Where its numbers were read."""
    condition: str
    trial_kind: TrialKind
    role: Role
    """What its numbers may be used for."""
    use: str
    caution: str
    blinding: TrialBlinding
    blinding_why: str
    trials_pooled: int | None
    population: Population
    arms: tuple[TrialArm, ...]
    observations: tuple[ReportedNumber, ...]
    no_observations: str
    """Why there are none."""
    finding: str
    regimens: Mapping[str, SimulatedRegimen]
    """By the name of the arm."""


class TrialDocument(AnswerDocument):
    """One trial with every number that it reported."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["trial"] = "trial"
    trial: TrialRecord
