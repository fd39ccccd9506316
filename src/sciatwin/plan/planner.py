"""Plans for one twin: eligibility first, then the search, then the choice. "No infusion" competes as an equal.

1. A blocked patient, one whom no model describes, or one in whom a hard limit cannot be checked gets no dose.
2. Every candidate within the limits is evaluated on the same draws.
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
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sciatwin.errors import LimitError, RegimenError
from sciatwin.plan.beyond_pain import organ_warnings, score_outcomes, score_weeks, side_effect_chances
from sciatwin.plan.burden import burden_h
from sciatwin.plan.clinic_reasons import clinic_reasons
from sciatwin.plan.credibility import LEAST_EXCESS, Fragility, fragility, is_credible
from sciatwin.plan.dosing_weight import dosing_weight_kg
from sciatwin.plan.limits import History, LimitCrossed, Limits, crossed_by_dose, crossed_by_risk
from sciatwin.plan.next_step.danger_seen import StopValues, dangers_seen
from sciatwin.plan.next_step.relief_seen import relief_seen
from sciatwin.plan.next_step.seen import Weighs
from sciatwin.plan.outcomes import peaks, week_outcomes
from sciatwin.plan.panels import Panels
from sciatwin.plan.pathway import pathway
from sciatwin.plan.reasons import headline, headline_without_dose, reasons_for
from sciatwin.plan.result import Decision, LimitActed, Plan, TemplateVerdict
from sciatwin.plan.search import Candidate, SearchResult, evaluate_regimen, search
from sciatwin.plan.sensitivity import influences
from sciatwin.plan.session import Titration, as_given, conduct
from sciatwin.plan.site import Site
from sciatwin.plan.templates import TEMPLATES, Template
from sciatwin.plan.trade_offs import best_trade_offs
from sciatwin.regimen import Regimen
from sciatwin.suitability import Suitability
from sciatwin.twin import Twin
from sciatwin.twin.dangers import dangers
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
    context = _Context(twin, site, twin.suitability, goes_on)
    refusal = _refusal(context)
    if refusal is not None:
        return _plan_without_dose(context, *refusal)
    return _searched_plan(context)


@dataclass(frozen=True)
class _Context:
    twin: Twin
    site: Site
    suitability: Suitability
    goes_on: bool

    @cached_property
    def panels(self) -> Panels:
        return Panels.of(self.twin)

    @property
    def history(self) -> History:
        twin, patient = self.twin, self.twin.patient
        return History(twin.given, patient.days_since_ketamine_course, patient.last_course_mg, self.goes_on)

    @property
    def limits(self) -> Limits:
        return self.site.limits_in_force

    @property
    def given_in_words(self) -> tuple[str, ...]:
        given, patient = self.twin.given, self.twin.patient
        if given.is_none:
            return ()
        sessions = "1 session" if given.visits == 1 else f"{given.visits} sessions"
        return (
            f"{sessions} of {given.total_mg(patient.weight_kg):.0f} mg in all were given already: every limit counts "
            "them, and what they still do is no benefit of this plan. Days count from the first of them.",
        )

    @property
    def dosing_weight_kg(self) -> float:
        return dosing_weight_kg(self.twin.patient, self.site.dosing_weight)

    @property
    def stopped_by(self) -> tuple[str, ...]:
        """What was seen at which a course ends, in words."""
        patient, seen = self.twin.patient, self.twin.seen
        dangers = (
            str(item)
            for item in dangers_seen(patient, seen, StopValues.of(self.site.session))
            if item.weighs is Weighs.STOP
        )
        relief = relief_seen(patient, seen)
        return (*dangers, *((relief.rule,) if relief.is_too_little else ()))

    @property
    def other_drug_given(self) -> tuple[str, ...]:
        given, drug = self.twin.given, self.site.supply.drug
        if given.is_none or given.drug is drug:
            return ()
        return (f"{given.drug} was given and the clinic has {drug}: doses do not add up, so no limit can be checked",)


def _refusal(context: _Context) -> tuple[Decision, tuple[str, ...]] | None:
    """Why this patient may get no dose at all, if so."""
    suitability = context.suitability
    reasons = {
        Decision.BLOCKED: suitability.blocked_by,
        Decision.NOT_EQUIPPED: tuple(f"the clinic has not: {what}" for what in context.site.capabilities.lacking),
        Decision.STOPPED: context.stopped_by,
        Decision.OUTSIDE_MODELS: suitability.outside_models,
        Decision.CANNOT_BE_CHECKED: (*context.other_drug_given, *suitability.cannot_be_checked),
        Decision.UNANSWERED: suitability.could_be_blocked_by,
    }
    return next(((decision, why) for decision, why in reasons.items() if why), None)


def _searched_plan(context: _Context) -> Plan:
    twin, site = context.twin, context.site
    found = search(
        context.panels.choosing,
        context.limits,
        context.history,
        twin.patient.goals,
        site.supply.drug,
        context.dosing_weight_kg,
    )
    credible = sorted((c for c in found.candidates if is_credible(c)), key=lambda c: c.total_mg)
    best = _first_within_limits(context, _by_excess(found.candidates), found.turned_away)
    chosen = _first_within_limits(context, _by_burden(credible), found.turned_away, must_be_credible=True)
    if chosen is None and best is not None and is_credible(best):
        chosen = best  # many cheaper ones failed their check: the most credible one is still credible
    best = best or chosen
    compared = chosen or best
    if compared is None or best is None:
        limits = ", ".join(limit for limit, _ in found.turned_away.most_common(3)) or "number of visits"
        why = f"no regimen that was considered stays within every limit; most were turned away by: {limits}"
        return _plan_without_dose(context, Decision.NOTHING_WITHIN_LIMITS, (why,), found)
    decision = Decision.TRIAL_OF_INFUSION if chosen else Decision.NOT_CREDIBLE
    return _finished_plan(context, decision, compared, found, fragility(best))


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
    context: _Context, ranked: Iterable[Candidate], turned_away: Counter[str], *, must_be_credible: bool = False
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
        whole = _within_limits(context, candidate.regimen, turned_away)
        if whole is None:
            continue
        if not must_be_credible or is_credible(whole):
            return whole
        less = candidate.excess - whole.excess
    return None


def _within_limits(context: _Context, regimen: Regimen, turned_away: Counter[str]) -> Candidate | None:
    """The regimen as the pump delivers it, judged whole; None if it cannot be given or crosses a limit."""
    try:
        delivered = _as_delivered(context, regimen)
    except RegimenError:
        turned_away[NOT_DELIVERABLE] += 1
        return None
    risks = context.panels.risks(delivered)
    crossed = _crossed(context, delivered, risks)
    turned_away.update(item.limit for item in crossed)
    return None if crossed else _evaluated(context, delivered, risks)


def _as_delivered(context: _Context, regimen: Regimen) -> Regimen:
    """Session 1 stepped up from its starting rate, every rate as the pump delivers it."""
    patient, site = context.twin.patient, context.site
    titration = Titration.of(patient, regimen.drug, site.session, context.dosing_weight_kg)
    return as_given(regimen, patient.weight_kg, site.supply, site.syringe, titration)


def _evaluated(context: _Context, regimen: Regimen, risks: Risks) -> Candidate:
    """The regimen judged by its whole course at the effect sites."""
    twin = context.panels.checking
    candidate = evaluate_regimen(twin, regimen, twin.patient.goals)
    return replace(candidate, risks=risks)


def _crossed(context: _Context, regimen: Regimen, risks: Risks) -> tuple[LimitCrossed, ...]:
    patient, limits = context.twin.patient, context.limits
    by_dose = crossed_by_dose(
        regimen, patient.weight_kg, limits, context.history, dosing_weight_kg=context.dosing_weight_kg
    )
    return (*by_dose, *crossed_by_risk(risks.at_most(), limits))


def _template_verdict(context: _Context, template: Template) -> TemplateVerdict:
    patient, dosing_kg = context.twin.patient, context.dosing_weight_kg
    as_dosed = template.build(dosing_kg).scaled(dosing_kg / patient.weight_kg)
    regimen = as_dosed.starting_at(context.twin.next_start_h)
    risks = context.panels.risks(regimen)
    candidate = _evaluated(context, regimen, risks)
    return TemplateVerdict(template, candidate, _crossed(context, regimen, risks), is_credible(candidate))


def _finished_plan(
    context: _Context,
    decision: Decision,
    candidate: Candidate,
    found: SearchResult,
    state: Fragility,
) -> Plan:
    twin, site = context.twin, context.site
    course = twin.simulate(candidate.regimen)
    infuses = decision.proposes_infusion
    start_h, whole = twin.next_start_h, twin.whole(candidate.regimen)
    review = course.sel(time=start_h + twin.patient.goals.review_week * HOURS_PER_WEEK)
    gain = (review["pain_placebo"] - review["pain_treated"]).to_numpy()
    return Plan(
        patient=twin.patient,
        site=site,
        decision=decision,
        headline=headline(decision, candidate, twin.patient, context.suitability.eligibility),
        reasons=(
            *dangers(course, after_h=start_h),
            *context.given_in_words,
            *clinic_reasons(candidate.regimen, twin.patient, site, context.dosing_weight_kg),
            *reasons_for(decision, candidate, twin.patient, state),
        ),
        unsigned_because=_unsigned_because(context),
        readiness=context.suitability.readiness,
        eligibility=context.suitability.eligibility,
        applicability=context.suitability.fits,
        regimen=candidate.regimen if infuses else Regimen.none(),
        compared=candidate,
        course=course,
        outcomes=week_outcomes(course, twin, whole, from_h=start_h),
        peaks=peaks(course),
        scores=score_outcomes(course, score_weeks(twin.patient.goals), from_h=start_h),
        side_effects=side_effect_chances(course),
        organ_findings=organ_warnings(twin.patient, whole),
        pathway=pathway(twin.patient, course, context.suitability.eligibility),
        conduct=conduct(twin.patient, candidate.regimen, site) if infuses else None,
        limits_acted=_limits_acted(found),
        considered=found.considered,
        trade_offs=tuple(best_trade_offs(found.candidates)),
        templates=tuple(_template_verdict(context, template.of(site.supply.drug)) for template in TEMPLATES),
        influences=influences(twin.ensemble, gain),
        fragility=state,
        draws=twin.ensemble.count,
        seed=twin.ensemble.seed,
    )


def _plan_without_dose(
    context: _Context, decision: Decision, reasons: tuple[str, ...], found: SearchResult | None = None
) -> Plan:
    course, start_h = context.twin.simulate(Regimen.none()), context.twin.next_start_h
    return Plan(
        patient=context.twin.patient,
        site=context.site,
        decision=decision,
        headline=headline_without_dose(decision, context.suitability.eligibility),
        reasons=reasons,
        unsigned_because=_unsigned_because(context),
        readiness=context.suitability.readiness,
        eligibility=context.suitability.eligibility,
        applicability=context.suitability.fits,
        regimen=Regimen.none(),
        compared=None,
        course=course,
        outcomes=week_outcomes(course, context.twin, context.twin.given, from_h=start_h),
        peaks=None,
        scores=score_outcomes(course, score_weeks(context.twin.patient.goals), from_h=start_h),
        side_effects=(),
        organ_findings=(),
        pathway=pathway(context.twin.patient, course, context.suitability.eligibility),
        conduct=None,
        limits_acted=_limits_acted(found) if found else (),
        considered=found.considered if found else 0,
        trade_offs=(),
        templates=(),
        influences=(),
        fragility=None,
        draws=context.twin.ensemble.count,
        seed=context.twin.ensemble.seed,
    )


def _limits_acted(found: SearchResult) -> tuple[LimitActed, ...]:
    return tuple(LimitActed(limit, count) for limit, count in found.turned_away.most_common() if count)


def _unsigned_because(context: _Context) -> tuple[str, ...]:
    eligibility = context.suitability.eligibility
    questions = [
        f"{finding.rule.says}: {finding.explanation}. {finding.rule.way_out}"
        for finding in (*eligibility.overrides_needed, *eligibility.open_questions)
    ]
    if supposed := context.twin.patient.goals.supposed:
        questions.append(f"The patient's goals are not all in the file. Supposed: {', '.join(supposed)}.")
    if context.site.capabilities.nurse_watches_many:
        watched = context.site.capabilities.patients_per_nurse
        questions.append(f"One nurse watches {watched:g} patients; the outpatient protocol that was read has two.")
    if not_said := context.site.capabilities.not_said:
        questions.append(f"The clinic has not said of {', '.join(not_said)} whether it has it.")
    if context.site.signed_by is None:
        questions.append("The clinic's limits without a published basis are not signed by a physician.")
    return tuple(questions)
