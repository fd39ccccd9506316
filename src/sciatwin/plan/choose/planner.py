"""Plans for one twin: eligibility first, then the search, then the choice. "No infusion" competes as an equal.

1. A blocked patient, one whom no model describes, or one in whom a hard limit cannot be checked gets no dose.
2. Every candidate within the limits is evaluated on the same draws; none has a bolus where session 1 starts lower, and
   none reaches the rate or dose at which a danger was seen.
3. A benefit is credible if ketamine adds enough to placebo at the review week.
4. Of the credible regimens, without a bolus if there is one, the lowest dose is chosen; among similar doses, the
   least burden for the patient.
5. The chosen course, its session 1 stepped up from a low rate and every rate rounded down to what the pump delivers, is
   checked on versions that chose nothing: its risks, with the error of the simulation on the safe side, and its
   benefit.
6. The twin's own versions show the course.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from sciatwin.asked import a_record
from sciatwin.errors import LimitError
from sciatwin.plan.choose.case import Case
from sciatwin.plan.choose.search import SearchResult, search
from sciatwin.plan.choose.whole_course import MOST_WHOLE_COURSES, first_within_limits
from sciatwin.plan.choose.written_plan import finished_plan, plan_without_dose
from sciatwin.plan.clinic.site import Site
from sciatwin.plan.decision import Decision
from sciatwin.plan.limits.spacing import COURSES
from sciatwin.plan.next_step.going_on import next_course
from sciatwin.plan.result import Plan
from sciatwin.plan.worth.burden import burden_h
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import fragility, is_credible
from sciatwin.plan.worth.near_equal import near_equal, near_equal_reason
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences, require_known_ranges
from sciatwin.twin import Twin


def plan_infusion(twin: Twin, site: Site, *, goes_on: bool = False, preferences: Preferences = PREFERENCES) -> Plan:
    """The plan for one twin under the limits of one clinic, from the twin's clock on.

    Sessions already given count: limits judge them and the planned ones as one course, and what they still do is no
    benefit of the plan.

    Args:
        goes_on: the plan goes on with the course that the sessions given have begun. Otherwise it is another course,
            which must keep the clinic's time from the end of a course of several days.
        preferences: what is wanted of the plan; each judgement that nobody signed is assumed.
    Raises: LimitError if the clinic's limits are for another drug than it has; InvalidInputError for what is no twin,
        no site or no preferences.
    """
    a_record("plan_infusion", "twin", twin, Twin, way_out="Twin(patient) gives one.")
    a_record("plan_infusion", "site", site, Site, way_out="read_site(path) gives one.")
    a_record("plan_infusion", "preferences", preferences, Preferences, way_out="Leave it out for those of the program.")
    if site.other_drug:
        raise LimitError(f"{site.other_drug[0].upper()}{site.other_drug[1:]}.")
    require_known_ranges(preferences)
    case = Case(twin, site, goes_on, preferences)
    return plan_without_dose(case, *case.refusal) if case.refusal else _searched_plan(case)


def _searched_plan(case: Case) -> Plan:
    twin, site, wanted = case.twin, case.site, case.preferences
    found = search(
        case.panels.choosing,
        case.limits,
        case.history,
        twin.patient.goals,
        site.supply.drug,
        dosing_weight_kg=case.dosing_weight_kg,
        stop=case.pressure_stop,
        wanted=wanted,
        lower_again=case.lower_again,
    )
    credible = sorted((c for c in found.candidates if is_credible(c, wanted)), key=lambda c: c.total_mg)
    best = first_within_limits(case, _by_excess(found.candidates), found.turned_away)
    chosen = first_within_limits(case, _by_burden(credible, wanted), found.turned_away, must_be_credible=True)
    if chosen is None and best is not None and is_credible(best, wanted):
        chosen = best  # many cheaper ones failed their check: the most credible one is still credible
    best = best or chosen
    compared = chosen or best
    if compared is None or best is None:
        return plan_without_dose(
            case,
            Decision.NOTHING_WITHIN_LIMITS,
            (
                _nothing_within(found),
                *case.given_in_words,
                *_too_soon(case, found),
                *case.lower_again.in_words(twin.patient.weight_kg, twin.seen),
                *case.earlier_in_words,
            ),
            found,
        )
    decision = Decision.TRIAL_OF_INFUSION if chosen else Decision.NOT_CREDIBLE
    state = None if twin.has_learned else fragility(best, wanted)
    plan = finished_plan(case, decision, compared, found, state)
    others = near_equal(chosen, credible, wanted) if chosen else ()
    return replace(plan, reasons=(*plan.reasons, *near_equal_reason(compared, others, twin.patient.weight_kg)))


def _too_soon(case: Case, found: SearchResult) -> tuple[str, ...]:
    too_soon = found.turned_away[COURSES] and not case.twin.given.is_none
    return (next_course(case.twin, case.limits),) if too_soon else ()


def _nothing_within(found: SearchResult) -> str:
    limits = ", ".join(limit for limit, _ in found.turned_away.most_common(3)) or "number of visits"
    if len(found.candidates) > MOST_WHOLE_COURSES:
        return f"none of the {MOST_WHOLE_COURSES} most promising regimens passed when it was simulated whole: {limits}"
    return f"no regimen that was considered stays within every limit; most were turned away by: {limits}"


def _by_burden(credible: list[Candidate], wanted: Preferences) -> list[Candidate]:
    """Without a bolus first, for the level after one is extrapolated; then the lowest dose, similar doses counting as
    one; then the least burden for the patient."""
    if not credible:
        return []
    lowest, similar = credible[0].total_mg, wanted.similar_dose.value

    def rank(candidate: Candidate) -> tuple[bool, int, float]:
        step = int(np.log(candidate.total_mg / lowest) / np.log(similar) + 1e-9)
        return any(v.bolus_mg_per_kg > 0 for v in candidate.regimen.by_visit), step, burden_h(candidate, wanted)

    return sorted(credible, key=rank)


def _by_excess(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: (-c.excess, -c.gain_over_placebo, c.total_mg))
