"""From what was learned to its document."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.kept_curves import curves_of
from sciaclinic.answers.learned.document import (
    AdviceRecord,
    InformationRecord,
    LearnedDocument,
    MeasurementRecord,
    SpeaksAgainstRecord,
)
from sciaclinic.answers.made import Made
from sciaclinic.answers.words import sentence
from sciatwin.individualise.learned.record import Learned
from sciatwin.individualise.measure_next.worth import Worth
from sciatwin.observation import Observations
from sciatwin.observation.stored import StoredObservations
from sciatwin.patient import Patient
from sciatwin.plan import Plan, Preferences, Site
from sciatwin.plan.next_step.advice import Advice
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.plan.told.outcomes import week_outcomes
from sciatwin.regimen import Regimen
from sciatwin.twin.course import Course
from sciatwin.twin.shown.bands import CourseBands
from sciatwin.twin.shown.dangers import dangers
from sciatwin.twin.simulated import Simulated

PAIN = ("pain_untreated", "pain_placebo", "pain_treated")
"""Of the course before learning only these are shown."""


@dataclass(frozen=True, kw_only=True)
class LearnedCourse:
    """What was learned, and the course of the sessions given by the twin before and after.

    Attributes:
        patient: as the file has it.
        preferences: what is wanted of the plan within the limits of the clinic.
        against: what speaks against any further dose.
        stops: at which an infusion is stopped.
    """

    patient: Patient
    site: Site | None
    preferences: Preferences
    observations: Observations
    learned: Learned
    against: tuple[str, ...]
    advice: Advice
    stops: StopValues
    regimen: Regimen
    before: Simulated
    after: Simulated
    next_measurements: Sequence[Worth]


def learned_document(found: LearnedCourse, made: Made) -> LearnedDocument:
    """Advice, what changed, and both courses."""
    learned, review_week = found.learned, found.patient.goals.review_week
    after = found.after.course
    return LearnedDocument(
        **made.of(LearnedDocument),
        patient=found.patient,
        observations=StoredObservations.of(found.observations),
        site=found.site,
        preferences=found.preferences if found.site else None,
        regimen=found.regimen,
        advice=_advice(found.advice),
        against=found.against,
        dangers=dangers(after, stop=found.stops.of_pressure),
        method=learned.diagnostics.used if learned.diagnostics else None,
        diagnostics=learned.diagnostics,
        log_evidence=learned.log_evidence,
        warnings=learned.warnings,
        notes=learned.notes,
        chances=learned.chances,
        changes=learned.changes,
        shrinkage=dict(learned.shrinkage),
        information_nats=_information(learned),
        outcomes_before=week_outcomes(found.before, review_week),
        outcomes_after=week_outcomes(found.after, review_week),
        next_measurements=tuple(map(_measurement, found.next_measurements)),
        before=_pain(found.before.course),
        after=_pain(after),
    )


def _advice(advice: Advice) -> AdviceRecord:
    relief = advice.relief
    return AdviceRecord(
        step=advice.step,
        headline=advice.headline,
        rule=advice.rule,
        leg_pain_before=relief.before,
        leg_pain_now=relief.now,
        relief=relief.words,
        too_little_relief=relief.rule if relief.is_too_little else "",
        speaks_against=tuple(SpeaksAgainstRecord(what=str(item), weighs=item.weighs) for item in advice.against),
        plan=advice.plan.decision.value if advice.plan else None,
        plan_in_words=_plan_words(advice.plan) if advice.plan else "",
    )


def _plan_words(plan: Plan) -> str:
    """The decision, and its headline where that says more."""
    decision, headline = plan.decision.value, plan.headline
    said_twice = headline.rstrip(".").casefold() == decision.casefold()
    return f"{sentence(decision)}." + ("" if said_twice else f" {headline}")


def _information(learned: Learned) -> InformationRecord | None:
    if learned.gained is None:
        return None
    return InformationRecord(total=learned.gained.total, by_kind=dict(learned.gained.by_kind))


def _measurement(worth: Worth) -> MeasurementRecord:
    return MeasurementRecord(
        measurement=worth.candidate.name,
        information_nats=worth.information,
        error_nats=worth.error,
        gain_variance_reduction=worth.gain_variance_reduction,
    )


def _pain(course: Course) -> tuple[CurvesRecord, ...]:
    return curves_of(CourseBands(course), PAIN)
