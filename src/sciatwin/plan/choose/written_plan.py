"""The plan of a case as a record: what a clinician reads of the course that was chosen, or of no infusion."""

from dataclasses import replace

from sciatwin.plan.choose.case import Case
from sciatwin.plan.choose.search import SearchResult
from sciatwin.plan.choose.whole_course import crossed, evaluated
from sciatwin.plan.decision import Decision
from sciatwin.plan.next_step.days_passed import told_from_h
from sciatwin.plan.options.no_bolus import no_bolus_in_words
from sciatwin.plan.options.pathway import best_alternative, pathway
from sciatwin.plan.options.templates import TEMPLATES, Template
from sciatwin.plan.result import LimitActed, Plan, TemplateVerdict
from sciatwin.plan.session import conduct
from sciatwin.plan.told.better import BetterThanToday, better_than_today
from sciatwin.plan.told.beyond_pain import (
    any_side_effect,
    organ_warnings,
    score_outcomes,
    score_weeks,
    side_effect_chances,
)
from sciatwin.plan.told.clinic_reasons import clinic_reasons
from sciatwin.plan.told.in_hundred import in_hundred
from sciatwin.plan.told.in_short import in_short
from sciatwin.plan.told.not_measured import outcomes_not_measured
from sciatwin.plan.told.outcomes import peaks, week_outcomes
from sciatwin.plan.told.pressure_notes import pressure_notes
from sciatwin.plan.told.reasons import headline, headline_without_dose, how_reached, not_lowered_for, reasons_for
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import Fragility, is_credible
from sciatwin.plan.worth.sensitivity import influences
from sciatwin.plan.worth.trade_offs import best_trade_offs, trade_off_marks, trade_offs_shown
from sciatwin.regimen import Regimen
from sciatwin.twin.course import ARMS, Course
from sciatwin.twin.drug.time_grid import rows_of
from sciatwin.twin.shown.bands import CourseBands
from sciatwin.twin.shown.curves import CourseCurves
from sciatwin.twin.shown.dangers import dangers
from sciatwin.twin.shown.pathway_shown import PathwayShown
from sciatwin.twin.simulate import HORIZON_DAYS
from sciatwin.twin.simulated import Simulated
from sciatwin.units import HOURS_PER_DAY, HOURS_PER_WEEK


def finished_plan(
    case: Case,
    decision: Decision,
    candidate: Candidate,
    found: SearchResult,
    state: Fragility | None,
) -> Plan:
    """A plan whose course was found: proposed, or shown beside no infusion."""
    twin, site, wanted = case.twin, case.site, case.preferences
    followed = twin.follow(candidate.regimen)
    course = followed.course
    told = _told_of_any(case, decision, followed, candidate.regimen)
    infuses = decision.proposes_infusion
    start_h, whole = twin.next_start_h, twin.whole(candidate.regimen)
    review = rows_of(course.time_h, [start_h + twin.patient.goals.review_week * HOURS_PER_WEEK])[0]
    gain = course.by_time["pain_placebo"][review] - course.by_time["pain_treated"][review]
    counts = in_hundred(candidate, twin.ensemble, twin.patient.goals, wanted)
    side_effects = side_effect_chances(course, given_visits=whole.visits - candidate.regimen.visits)
    trade_offs, proposed = best_trade_offs(found.candidates, wanted), candidate if infuses else None
    return replace(
        told,
        headline=headline(decision, counts, case.suitability.eligibility),
        in_hundred=counts,
        in_short=in_short(
            decision,
            counts,
            candidate.risks,
            side_effects,
            told.best_alternative,
            wanted,
            goes_before=not twin.given.is_none,
        ),
        reasons=(
            *dangers(course, after_h=start_h, stop=case.pressure_stop, often_severe=wanted.often_severe.value),
            *case.given_in_words,
            *case.lower_again.in_words(twin.patient.weight_kg, twin.seen),
            *case.earlier_in_words,
            *no_bolus_in_words(case.titration.lower_because),
            *clinic_reasons(candidate.regimen, twin.patient, site, case.dosing_weight_kg),
            *reasons_for(decision, candidate, twin.patient, state, wanted),
            *(not_lowered_for(case.suitability.eligibility) if decision.proposes_infusion else ()),
        ),
        how_reached=how_reached(candidate, wanted),
        regimen=candidate.regimen if infuses else Regimen.none(),
        compared=candidate,
        peaks=peaks(course, from_h=start_h),
        side_effects=side_effects,
        any_side_effect=any_side_effect(side_effects),
        pressure_rises_more=pressure_notes(twin.patient),
        organ_findings=organ_warnings(twin.patient, whole),
        conduct=conduct(twin.patient, candidate.regimen, site, twin.given.visits, case.titration) if infuses else None,
        limits_acted=_limits_acted(found),
        considered=found.considered,
        trade_offs=trade_offs_shown(trade_offs, proposed, wanted),
        trade_off_marks=trade_off_marks(trade_offs, proposed, wanted),
        templates=tuple(_template_verdict(case, template.of(site.supply.drug)) for template in TEMPLATES),
        influences=influences(twin.ensemble, gain, twin.account_weights),
        fragility=state,
    )


def plan_without_dose(
    case: Case, decision: Decision, reasons: tuple[str, ...], found: SearchResult | None = None
) -> Plan:
    """No infusion, because none may be given or none stays within the limits."""
    horizon_days = HORIZON_DAYS + told_from_h(case.twin) / HOURS_PER_DAY
    followed = case.twin.follow(Regimen.none(), horizon_days=horizon_days)
    told = _told_of_any(case, decision, followed, Regimen.none())
    return replace(
        told,
        headline=headline_without_dose(decision, case.suitability.eligibility),
        in_short=in_short(decision, None, None, (), told.best_alternative) if told.pathway else (),
        reasons=reasons,
        limits_acted=_limits_acted(found) if found else (),
        considered=found.considered if found else 0,
    )


def _told_of_any(case: Case, decision: Decision, followed: Simulated, shown: Regimen) -> Plan:
    """What every plan says, with or without an infusion; neither its headline nor its reasons yet.

    Args:
        shown: the infusion of the course that was followed, or none.
    """
    twin, course, suitability = case.twin, followed.course, case.suitability
    start_h, review_week = told_from_h(twin), twin.patient.goals.review_week
    compared = pathway(twin.patient, course, suitability.eligibility)
    return Plan(
        patient=twin.told,
        site=case.site,
        preferences=case.preferences,
        decision=decision,
        headline="",
        in_hundred=None,
        in_short=(),
        reasons=(),
        how_reached=(),
        unsigned_because=case.unsigned_because,
        readiness=case.readiness,
        eligibility=suitability.eligibility,
        applicability=suitability.fits,
        given_visits=twin.given.visits,
        seen_in_sessions=case.seen_in_sessions,
        regimen=Regimen.none(),
        compared=None,
        given=twin.given,
        observed=twin.seen,
        planned_from_h=start_h,
        goes_on=case.goes_on,
        curves=_curves(case, course, shown, start_h),
        outcomes=week_outcomes(followed, review_week, from_h=start_h),
        better=_better(case, followed, start_h, with_infusion=not shown.is_none),
        peaks=None,
        scores=score_outcomes(course, score_weeks(twin.patient.goals, case.preferences), from_h=start_h),
        not_measured=outcomes_not_measured(twin.patient, course),
        side_effects=(),
        any_side_effect=None,
        pressure_rises_more=(),
        organ_findings=(),
        pathway=PathwayShown.of(compared) if compared else None,
        best_alternative=best_alternative(compared),
        conduct=None,
        limits_acted=(),
        considered=0,
        trade_offs=(),
        trade_off_marks=(),
        templates=(),
        influences=(),
        fragility=None,
        draws=twin.ensemble.count,
        seed=twin.ensemble.seed,
    )


def _better(case: Case, followed: Simulated, start_h: float, *, with_infusion: bool) -> BetterThanToday:
    patient, course = case.twin.patient, followed.course
    row = rows_of(course.time_h, [start_h + patient.goals.review_week * HOURS_PER_WEEK])[0]
    pain = {arm: course.by_time[f"pain_{arm}"][row] for arm in ARMS}
    weights = followed.ensemble.version_weights
    return better_than_today(pain, patient.sciatica.leg_pain, patient.goals, weights, with_infusion=with_infusion)


def _template_verdict(case: Case, template: Template) -> TemplateVerdict:
    patient, dosing_kg = case.twin.patient, case.dosing_weight_kg
    as_dosed = template.build(dosing_kg).scaled(dosing_kg / patient.weight_kg)
    regimen = as_dosed.starting_at(case.twin.next_start_h)
    risks = case.panels.risks(regimen)
    candidate = evaluated(case, regimen, risks)
    return TemplateVerdict(template, candidate, crossed(case, regimen, risks), is_credible(candidate, case.preferences))


def _curves(case: Case, course: Course, shown: Regimen, start_h: float) -> CourseCurves:
    """What the figures show of the course; every version of it goes when the plan is made."""
    twin = case.twin
    return CourseCurves.of(
        CourseBands(course),
        shown,
        given=twin.given,
        review_week=twin.patient.goals.review_week,
        stop=case.pressure_stop,
        starts_h=start_h,
    )


def _limits_acted(found: SearchResult) -> tuple[LimitActed, ...]:
    return tuple(LimitActed(limit, count) for limit, count in found.turned_away.most_common() if count)
