"""From a simulated course to its document."""

from dataclasses import dataclass

from sciaclinic.answers.course.document import CourseDocument
from sciaclinic.answers.kept_curves import curves_of
from sciaclinic.answers.made import Made
from sciaclinic.answers.models_fit import model_fits
from sciatwin.patient import Patient
from sciatwin.plan.options.pathway import pathway
from sciatwin.plan.told.beyond_pain import score_outcomes, side_effect_chances
from sciatwin.plan.told.not_measured import outcomes_not_measured
from sciatwin.plan.told.outcomes import peaks, week_outcomes
from sciatwin.regimen import Regimen
from sciatwin.suitability import Suitability
from sciatwin.twin import Twin
from sciatwin.twin.shown.bands import CourseBands
from sciatwin.twin.shown.dangers import dangers
from sciatwin.twin.shown.pathway_shown import PathwayShown
from sciatwin.twin.simulated import Simulated

SCORE_WEEKS = (1, 4, 12)


@dataclass(frozen=True, kw_only=True)
class SimulatedCourse:
    """A regimen that was simulated: whose, after what, and the course of both. ``patient``: as the file has it."""

    patient: Patient
    twin: Twin
    regimen: Regimen
    suitability: Suitability
    followed: Simulated


def course_document(found: SimulatedCourse, made: Made) -> CourseDocument:
    """The numbers a reader wants first, and the curves; weeks count from when a new session may come."""
    twin, course, eligibility = found.twin, found.followed.course, found.suitability.eligibility
    starts_h = twin.next_start_h
    bands = CourseBands(course)
    others = pathway(found.patient, course, eligibility)
    return CourseDocument(
        **made.of(CourseDocument),
        patient=found.patient,
        regimen=found.regimen,
        given=twin.given,
        starts_h=starts_h,
        dangers=dangers(course, after_h=starts_h),
        verdict=eligibility.verdict,
        readiness=found.suitability.readiness,
        no_dose_because=found.suitability.no_dose_because,
        needs_override=tuple(finding.in_full for finding in eligibility.overrides_needed),
        open_questions=tuple(finding.in_full for finding in eligibility.open_questions),
        models=model_fits(found.suitability.fits),
        peaks=peaks(course, from_h=starts_h),
        weeks=week_outcomes(found.followed, twin.patient.goals.review_week, from_h=starts_h),
        beyond_pain=score_outcomes(course, SCORE_WEEKS, from_h=starts_h),
        not_measured=tuple(item.name for item in outcomes_not_measured(found.patient, course)),
        side_effects=side_effect_chances(course, given_visits=found.followed.regimen.visits - found.regimen.visits),
        pathway=PathwayShown.of(others) if others else None,
        curves=curves_of(bands, bands),
    )
