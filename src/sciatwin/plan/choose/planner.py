"""Plans for one twin: eligibility first, then the search, then the choice. "No infusion" competes as an equal.

1. A blocked patient, one whom no model describes, or one in whom a hard limit cannot be checked gets no dose.
2. Every candidate within the limits is evaluated on the same draws; none has a bolus where session 1 starts lower.
3. A benefit is credible if ketamine adds enough to placebo at the review week.
4. Of the credible regimens, without a bolus if there is one, the lowest dose is chosen; among similar doses, the
   least burden for the patient.
5. The chosen course, its session 1 stepped up from a low rate and every rate rounded down to what the pump delivers, is
   checked on versions that chose nothing: its risks, with the error of the simulation on the safe side, and its
   benefit.
6. The twin's own versions show the course.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import xarray as xr

from sciatwin.errors import LimitError, RegimenError
from sciatwin.plan.choose.case import Case
from sciatwin.plan.choose.search import SearchResult, evaluate_regimen, search
from sciatwin.plan.clinic.site import Site
from sciatwin.plan.decision import Decision
from sciatwin.plan.limits import LimitCrossed, crossed_by_dose, crossed_by_risk
from sciatwin.plan.options.no_bolus import crossed_by_bolus, no_bolus_in_words
from sciatwin.plan.options.pathway import best_alternative, pathway
from sciatwin.plan.options.templates import TEMPLATES, Template
from sciatwin.plan.result import LimitActed, Plan, TemplateVerdict
from sciatwin.plan.session import as_given, conduct
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
from sciatwin.plan.worth.burden import burden_h
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import LEAST_EXCESS, Fragility, fragility, is_credible
from sciatwin.plan.worth.near_equal import near_equal, near_equal_reason
from sciatwin.plan.worth.sensitivity import influences
from sciatwin.plan.worth.trade_offs import best_trade_offs, trade_off_marks, trade_offs_shown
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.bands import CourseBands
from sciatwin.twin.curves import CourseCurves
from sciatwin.twin.dangers import dangers
from sciatwin.twin.pathway_shown import PathwayShown
from sciatwin.twin.risks import Risks
from sciatwin.units import HOURS_PER_WEEK

_MOST_WHOLE_COURSES = 50
"""Candidates whose whole course is simulated before the search gives up."""

NOT_DELIVERABLE = "what vial, syringe and pump can deliver"

_SIMILAR_DOSE = 1.1
"""Doses within this ratio count as equal when the least burden is chosen."""


def plan_infusion(twin: Twin, site: Site, *, goes_on: bool = False) -> Plan:
    """The plan for one twin under the limits of one clinic, from the twin's clock on.

    Sessions already given count: limits judge them and the planned ones as one course, and what they still do is no
    benefit of the plan.

    Args:
        goes_on: the plan goes on with the course that the sessions given have begun. Otherwise it is another course,
            which must keep the clinic's time from the end of a course of several days.
    Raises: LimitError if the clinic's limits are for another drug than it has.
    """
    if site.other_drug:
        raise LimitError(f"{site.other_drug[0].upper()}{site.other_drug[1:]}.")
    case = Case(twin, site, goes_on)
    return _plan_without_dose(case, *case.refusal) if case.refusal else _searched_plan(case)


def _searched_plan(case: Case) -> Plan:
    twin, site = case.twin, case.site
    found = search(
        case.panels.choosing,
        case.limits,
        case.history,
        twin.patient.goals,
        site.supply.drug,
        dosing_weight_kg=case.dosing_weight_kg,
        stop=case.pressure_stop,
    )
    credible = sorted((c for c in found.candidates if is_credible(c)), key=lambda c: c.total_mg)
    best = _first_within_limits(case, _by_excess(found.candidates), found.turned_away)
    chosen = _first_within_limits(case, _by_burden(credible), found.turned_away, must_be_credible=True)
    if chosen is None and best is not None and is_credible(best):
        chosen = best  # many cheaper ones failed their check: the most credible one is still credible
    best = best or chosen
    compared = chosen or best
    if compared is None or best is None:
        return _plan_without_dose(
            case, Decision.NOTHING_WITHIN_LIMITS, (_nothing_within(found), *case.earlier_in_words), found
        )
    decision = Decision.TRIAL_OF_INFUSION if chosen else Decision.NOT_CREDIBLE
    plan = _finished_plan(case, decision, compared, found, fragility(best))
    others = near_equal(chosen, credible) if chosen else ()
    return replace(plan, reasons=(*plan.reasons, *near_equal_reason(compared, others, twin.patient.weight_kg)))


def _nothing_within(found: SearchResult) -> str:
    limits = ", ".join(limit for limit, _ in found.turned_away.most_common(3)) or "number of visits"
    if len(found.candidates) > _MOST_WHOLE_COURSES:
        return f"none of the {_MOST_WHOLE_COURSES} most promising regimens passed when it was simulated whole: {limits}"
    return f"no regimen that was considered stays within every limit; most were turned away by: {limits}"


def _by_burden(credible: list[Candidate]) -> list[Candidate]:
    """Without a bolus first, for the level after one is extrapolated; then the lowest dose, similar doses counting as
    one; then the least burden for the patient."""
    if not credible:
        return []
    lowest = credible[0].total_mg

    def rank(candidate: Candidate) -> tuple[bool, int, float]:
        step = int(np.log(candidate.total_mg / lowest) / np.log(_SIMILAR_DOSE) + 1e-9)
        return any(v.bolus_mg_per_kg > 0 for v in candidate.regimen.by_visit), step, burden_h(candidate)

    return sorted(credible, key=rank)


def _by_excess(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: (-c.excess, -c.gain_over_placebo, c.total_mg))


def _first_within_limits(
    case: Case, ranked: Iterable[Candidate], turned_away: Counter[str], *, must_be_credible: bool = False
) -> Candidate | None:
    """The first candidate that passes on the checking versions, as the pump delivers it.

    The checking versions may find less benefit than the choosing ones did, in all candidates alike; what that leaves
    without credible benefit is passed over.
    """
    checks, less = 0, 0.0
    for candidate in ranked:
        if must_be_credible and candidate.excess - less < LEAST_EXCESS.value:
            continue
        if checks == _MOST_WHOLE_COURSES:
            return None
        checks += 1
        whole = _within_limits(case, candidate.regimen, turned_away)
        if whole is None:
            continue
        if not must_be_credible or is_credible(whole):
            return whole
        less = candidate.excess - whole.excess
    return None


def _within_limits(case: Case, regimen: Regimen, turned_away: Counter[str]) -> Candidate | None:
    """The regimen as the pump delivers it, judged whole; None if it cannot be given or crosses a limit."""
    try:
        delivered = _as_delivered(case, regimen)
    except RegimenError:
        turned_away[NOT_DELIVERABLE] += 1
        return None
    risks = case.panels.risks(delivered)
    crossed = _crossed(case, delivered, risks)
    turned_away.update(item.limit for item in crossed)
    return None if crossed else _evaluated(case, delivered, risks)


def _as_delivered(case: Case, regimen: Regimen) -> Regimen:
    """Session 1 stepped up from its starting rate, every rate as the pump delivers it."""
    site = case.site
    return as_given(regimen, case.twin.patient.weight_kg, site.supply, site.syringe, case.titration)


def _evaluated(case: Case, regimen: Regimen, risks: Risks) -> Candidate:
    """The regimen judged by its whole course at the effect sites."""
    twin = case.panels.checking
    return evaluate_regimen(twin, regimen, twin.patient.goals, case.given_before, risks)


def _crossed(case: Case, regimen: Regimen, risks: Risks) -> tuple[LimitCrossed, ...]:
    patient, limits = case.twin.patient, case.limits
    by_dose = crossed_by_dose(regimen, patient.weight_kg, limits, case.history, dosing_weight_kg=case.dosing_weight_kg)
    return (
        *by_dose,
        *crossed_by_bolus(regimen, case.titration.lower_because),
        *crossed_by_risk(risks.at_most(), limits),
    )


def _template_verdict(case: Case, template: Template) -> TemplateVerdict:
    patient, dosing_kg = case.twin.patient, case.dosing_weight_kg
    as_dosed = template.build(dosing_kg).scaled(dosing_kg / patient.weight_kg)
    regimen = as_dosed.starting_at(case.twin.next_start_h)
    risks = case.panels.risks(regimen)
    candidate = _evaluated(case, regimen, risks)
    return TemplateVerdict(template, candidate, _crossed(case, regimen, risks), is_credible(candidate))


def _finished_plan(
    case: Case,
    decision: Decision,
    candidate: Candidate,
    found: SearchResult,
    state: Fragility,
) -> Plan:
    twin, site = case.twin, case.site
    course = twin.simulate(candidate.regimen)
    infuses = decision.proposes_infusion
    start_h, whole = twin.next_start_h, twin.whole(candidate.regimen)
    review = course.sel(time=start_h + twin.patient.goals.review_week * HOURS_PER_WEEK)
    gain = (review["pain_placebo"] - review["pain_treated"]).to_numpy()
    counts = in_hundred(candidate, twin.ensemble, twin.patient.goals)
    side_effects = side_effect_chances(course)
    compared = pathway(twin.patient, course, case.suitability.eligibility)
    best = best_alternative(compared)
    trade_offs, proposed = best_trade_offs(found.candidates), candidate if infuses else None
    return Plan(
        patient=twin.patient,
        site=site,
        decision=decision,
        headline=headline(decision, counts, case.suitability.eligibility),
        in_hundred=counts,
        in_short=in_short(decision, counts, candidate.risks, side_effects, best),
        reasons=(
            *dangers(course, after_h=start_h, stop=case.pressure_stop),
            *case.given_in_words,
            *case.earlier_in_words,
            *no_bolus_in_words(case.titration.lower_because),
            *clinic_reasons(candidate.regimen, twin.patient, site, case.dosing_weight_kg),
            *reasons_for(decision, candidate, twin.patient, state),
            *(not_lowered_for(case.suitability.eligibility) if decision.proposes_infusion else ()),
        ),
        how_reached=how_reached(candidate),
        unsigned_because=case.unsigned_because,
        readiness=case.readiness,
        eligibility=case.suitability.eligibility,
        applicability=case.suitability.fits,
        given_visits=twin.given.visits,
        seen_in_sessions=case.seen_in_sessions,
        regimen=candidate.regimen if infuses else Regimen.none(),
        compared=candidate,
        given=twin.given,
        observed=twin.seen,
        curves=_curves(case, course, candidate.regimen),
        outcomes=week_outcomes(course, twin, whole, from_h=start_h),
        peaks=peaks(course),
        scores=score_outcomes(course, score_weeks(twin.patient.goals), from_h=start_h),
        not_measured=outcomes_not_measured(twin.patient, course),
        side_effects=side_effects,
        any_side_effect=any_side_effect(side_effects),
        pressure_rises_more=pressure_notes(twin.patient),
        organ_findings=organ_warnings(twin.patient, whole),
        pathway=PathwayShown.of(compared) if compared else None,
        best_alternative=best,
        conduct=conduct(twin.patient, candidate.regimen, site, twin.given.visits) if infuses else None,
        limits_acted=_limits_acted(found),
        considered=found.considered,
        trade_offs=trade_offs_shown(trade_offs, proposed),
        trade_off_marks=trade_off_marks(trade_offs, proposed),
        templates=tuple(_template_verdict(case, template.of(site.supply.drug)) for template in TEMPLATES),
        influences=influences(twin.ensemble, gain),
        fragility=state,
        draws=twin.ensemble.count,
        seed=twin.ensemble.seed,
    )


def _plan_without_dose(
    case: Case, decision: Decision, reasons: tuple[str, ...], found: SearchResult | None = None
) -> Plan:
    course, start_h = case.twin.simulate(Regimen.none()), case.twin.next_start_h
    compared = pathway(case.twin.patient, course, case.suitability.eligibility)
    best = best_alternative(compared)
    return Plan(
        patient=case.twin.patient,
        site=case.site,
        decision=decision,
        headline=headline_without_dose(decision, case.suitability.eligibility),
        in_hundred=None,
        in_short=in_short(decision, None, None, (), best) if compared else (),
        reasons=reasons,
        how_reached=(),
        unsigned_because=case.unsigned_because,
        readiness=case.readiness,
        eligibility=case.suitability.eligibility,
        applicability=case.suitability.fits,
        given_visits=case.twin.given.visits,
        seen_in_sessions=case.seen_in_sessions,
        regimen=Regimen.none(),
        compared=None,
        given=case.twin.given,
        observed=case.twin.seen,
        curves=_curves(case, course, Regimen.none()),
        outcomes=week_outcomes(course, case.twin, case.twin.given, from_h=start_h),
        peaks=None,
        scores=score_outcomes(course, score_weeks(case.twin.patient.goals), from_h=start_h),
        not_measured=outcomes_not_measured(case.twin.patient, course),
        side_effects=(),
        any_side_effect=None,
        pressure_rises_more=(),
        organ_findings=(),
        pathway=PathwayShown.of(compared) if compared else None,
        best_alternative=best,
        conduct=None,
        limits_acted=_limits_acted(found) if found else (),
        considered=found.considered if found else 0,
        trade_offs=(),
        trade_off_marks=(),
        templates=(),
        influences=(),
        fragility=None,
        draws=case.twin.ensemble.count,
        seed=case.twin.ensemble.seed,
    )


def _curves(case: Case, course: xr.Dataset, shown: Regimen) -> CourseCurves:
    """What the figures show of the course; every version of it goes when the plan is made."""
    twin = case.twin
    return CourseCurves.of(
        CourseBands(course),
        shown,
        given=twin.given,
        review_week=twin.patient.goals.review_week,
        stop=case.pressure_stop,
        starts_h=twin.next_start_h,
    )


def _limits_acted(found: SearchResult) -> tuple[LimitActed, ...]:
    return tuple(LimitActed(limit, count) for limit, count in found.turned_away.most_common() if count)
