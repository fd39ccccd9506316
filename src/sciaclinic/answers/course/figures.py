"""The figures of a course, from its document."""

from collections.abc import Iterator
from functools import partial

from sciaclinic.answers import course_figures as figures
from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import Figure
from sciaclinic.answers.course.document import CourseDocument
from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.kept_curves import bands_of
from sciatwin.twin.shown.curves import CourseCurves

PAIN = ("pain_untreated", "pain_placebo", "pain_treated")
LEVELS = ("ketamine_arterial", "ketamine_venous")
BLOCK = ("nmda_block",)
SIDE_EFFECTS = ("dissociation", "systolic")


def pain_figure(document: CourseDocument) -> Figure:
    """Leg pain in the three arms."""
    return figures.pain_figure(partial(_shown, document), _arms_by_week(document), _stored(document, PAIN))


def session_figures(document: CourseDocument) -> Iterator[Figure]:
    """The first session: levels, dissociation and pressure, block; nothing without an infusion."""
    if document.regimen.is_none:
        return
    shown, peaks = partial(_shown, document), document.peaks
    yield figures.concentration_figure(shown, peaks.ketamine_venous_ng_per_ml.mean, _stored(document, LEVELS))
    systolic = peaks.systolic_mmhg.mean if peaks.systolic_mmhg else None
    yield figures.side_effect_figure(shown, peaks.dissociation_fraction.mean, systolic, _stored(document, SIDE_EFFECTS))
    block = _stored(document, BLOCK)
    yield figures.block_figure(shown, max(block[0].curves[0].mean), block)


def outcomes_figure(document: CourseDocument) -> Figure:
    """Everything by day beyond leg pain."""
    by_day = tuple(group for group in document.curves if group.by == "day")
    return figures.outcomes_figure(partial(_shown, document), _scores(document), by_day)


def alternatives_figure(document: CourseDocument) -> Iterator[Figure]:
    """Ketamine beside what else is open; nothing where a red flag comes first."""
    if document.pathway is not None:
        yield figures.alternatives_figure(document.pathway)


def _shown(document: CourseDocument) -> CourseCurves:
    return CourseCurves.of(
        bands_of(document.curves),
        document.regimen,
        given=document.given,
        review_week=document.patient.goals.review_week,
        starts_h=document.starts_h,
    )


def _stored(document: CourseDocument, names: tuple[str, ...]) -> tuple[CurvesRecord, ...]:
    found = (group.among(names) for group in document.curves)
    return tuple(group for group in found if group.curves)


def _arms_by_week(document: CourseDocument) -> Iterator[str]:
    for week in document.weeks:
        yield (
            f"week {week.week}: untreated {numbers.points(week.untreated.mean)}, "
            f"placebo {numbers.points(week.placebo.mean)}, ketamine {numbers.points(week.treated.mean)}"
        )


def _scores(document: CourseDocument) -> Iterator[str]:
    for item in document.beyond_pain:
        means = (arm.mean for arm in (item.untreated, item.placebo, item.treated))
        said = (numbers.probability(mean) if item.unit == "1" else numbers.points(mean) for mean in means)
        arms = zip(("untreated", "placebo", "ketamine"), said, strict=True)
        yield f"{item.meaning}, week {item.week}: {', '.join(f'{arm} {value}' for arm, value in arms)}"
