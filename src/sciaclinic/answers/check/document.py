"""The stored answer to "may this person have ketamine at all?"."""

from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.models_fit import ModelFitRecord
from sciaclinic.answers.record import Record, SourceRecord
from sciatwin.eligibility import Verdict
from sciatwin.patient import Patient
from sciatwin.suitability import Readiness


class RuleAnswerRecord(Record):
    """The answer of one rule of eligibility for this patient."""

    rule: str
    """Key of the rule."""
    group: str
    answer: Verdict
    holds: str
    """Whether the rule's condition holds: ``yes``, ``no`` or ``unknown``."""
    informs: bool
    """Worth telling, although nothing speaks against ketamine."""
    asked_elsewhere: bool
    """Waits for an answer that another rule asks for."""
    says: str
    explanation: str
    """Why it applies to this patient."""
    way_out: str
    """What follows if the condition holds."""
    reference: str
    """Item of the evidence collection, or ``ours``."""
    grade: str
    """As the source prints it."""
    sources: tuple[SourceRecord, ...]


class CheckDocument(AnswerDocument):
    """What speaks against ketamine for one patient, rule by rule, and what is still to be answered."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["check"] = "check"
    patient: Patient
    verdict: Verdict
    """The worst answer of all rules."""
    readiness: Readiness
    """What may be done for this patient."""
    no_dose_because: tuple[str, ...]
    """Everything for which no dose may be given; empty if one may be planned."""
    findings: tuple[RuleAnswerRecord, ...]
    """One for every rule, in the order of the groups."""
    out_of_date: tuple[str, ...]
    """Answers that are too old to count, each with its way out."""
    cannot_be_checked: tuple[str, ...]
    """Hard limits that need an answer which is missing."""
    models: tuple[ModelFitRecord, ...]
    recorded_not_used: tuple[str, ...]
    """Answers that change nothing, each with the reason."""
    to_be_answered: str
    """Lines that the patient file still lacks, ready to be pasted into it; may be empty."""
