"""The stored answer to "what is known of this patient now?"."""

from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.record import Record
from sciatwin.individualise.learned.what_changed import ChanceChange, Change
from sciatwin.inference.posterior import Diagnostics
from sciatwin.observation.stored import StoredObservations
from sciatwin.patient import Patient
from sciatwin.plan import Site
from sciatwin.plan.decision import Decision
from sciatwin.plan.next_step.advice import Step
from sciatwin.plan.next_step.seen import Weighs
from sciatwin.plan.told.outcomes import WeekOutcome
from sciatwin.plan.worth.preferences import Preferences
from sciatwin.regimen import Regimen


class SpeaksAgainstRecord(Record):
    """One thing in the record that speaks against a further session as it was."""

    what: str
    """Day, what was seen, and what it was held against."""
    weighs: Weighs


class AdviceRecord(Record):
    """Go on, change or stop, and what decided."""

    step: Step
    headline: str
    rule: str
    """What decided, in words."""
    leg_pain_before: float
    leg_pain_now: float | None
    """Mean of the last scores between sessions; absent if none was written down."""
    relief: str
    """Both in words."""
    too_little_relief: str
    """What was seen against the rule; empty where relief is enough or cannot be judged yet."""
    speaks_against: tuple[SpeaksAgainstRecord, ...]
    plan: str | None
    """What the plan of the learned twin decides; absent without a clinic."""
    plan_in_words: str
    """The same in one or two sentences; may be empty."""


class InformationRecord(Record):
    """How much was learned, in nats; 0.7 halves the range of one number."""

    total: float | None
    """How far what is known moved and narrowed; absent where the method does not give it."""
    by_kind: dict[str, float]
    """By how much the numbers of the patient narrow when a kind of observation joins all others."""


class MeasurementRecord(Record):
    """What a measurement would bring, should the last visit be repeated."""

    measurement: str
    information_nats: float
    error_nats: float
    """Standard error of the simulation."""
    gain_variance_reduction: float
    """Part of the variance of the predicted gain that it would take away."""


class LearnedDocument(AnswerDocument):
    """One patient after sessions: advice, what changed, the course before and after learning, what to measure."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["learned"] = "learned"
    patient: Patient
    observations: StoredObservations
    """Everything that was given and seen."""
    site: Site | None
    """The clinic whose limits the plan keeps; absent where none was named."""
    preferences: Preferences | None = None
    """What was wanted of that plan, each judgement with who signed it; absent without a clinic."""
    regimen: Regimen
    """The sessions given, as one course."""
    advice: AdviceRecord
    against: tuple[str, ...]
    """Why no dose may be given at all; nothing is then proposed to be measured in one."""
    dangers: tuple[str, ...]
    """Of the sessions given, should the same be given again."""
    method: str | None
    """How the versions of this patient were found; absent where there was nothing to learn from."""
    diagnostics: Diagnostics | None
    log_evidence: float | None
    warnings: tuple[str, ...]
    """Why the model may be wrong for this patient, or the versions for the model."""
    notes: tuple[str, ...]
    """What had to be supposed, and what was not used."""
    chances: tuple[ChanceChange, ...]
    changes: tuple[Change, ...]
    shrinkage: dict[str, float]
    """Part by which the spread of each number shrank."""
    information_nats: InformationRecord | None
    outcomes_before: tuple[WeekOutcome, ...]
    """Leg pain with the sessions given, as it was predicted before learning."""
    outcomes_after: tuple[WeekOutcome, ...]
    next_measurements: tuple[MeasurementRecord, ...]
    """The most telling first."""
    before: tuple[CurvesRecord, ...]
    after: tuple[CurvesRecord, ...]
    """Leg pain along the sessions given, before and after learning."""

    @property
    def holds_back_a_dose(self) -> bool:
        """Whether a plan of the same files allows no dose: rules, dangers, too little relief; the clinic if named."""
        seen, planned = self.advice, self.advice.plan
        stopped = any(item.weighs is Weighs.STOP for item in seen.speaks_against) or bool(seen.too_little_relief)
        refused = planned is not None and Decision(planned).refuses_any_dose
        return bool(self.against) or stopped or refused

    @property
    def all_curves(self) -> tuple[CurvesRecord, ...]:
        return (*(group.renamed("{}_before") for group in self.before), *self.after)
