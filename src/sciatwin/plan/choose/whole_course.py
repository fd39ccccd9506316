"""A regimen as the pump delivers it, judged whole on versions that chose nothing."""

from collections import Counter
from collections.abc import Iterable

from sciatwin.errors import RegimenError
from sciatwin.plan.choose.case import Case
from sciatwin.plan.choose.search import evaluate_regimen
from sciatwin.plan.limits import LimitCrossed, crossed_by_dose, crossed_by_risk
from sciatwin.plan.options.no_bolus import crossed_by_bolus
from sciatwin.plan.session import as_given
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import is_credible
from sciatwin.regimen import Regimen
from sciatwin.twin.shown.risks import Risks

MOST_WHOLE_COURSES = 50
"""Candidates whose whole course is simulated before the search gives up."""

NOT_DELIVERABLE = "what vial, syringe and pump can deliver"


def first_within_limits(
    case: Case, ranked: Iterable[Candidate], turned_away: Counter[str], *, must_be_credible: bool = False
) -> Candidate | None:
    """The first candidate that passes on the checking versions, as the pump delivers it.

    The checking versions may find less benefit than the choosing ones did, in all candidates alike; what that leaves
    without credible benefit is passed over.
    """
    checks, less = 0, 0.0
    for candidate in ranked:
        if must_be_credible and candidate.excess - less < case.preferences.least_excess.value:
            continue
        if checks == MOST_WHOLE_COURSES:
            return None
        checks += 1
        whole = _within_limits(case, candidate.regimen, turned_away)
        if whole is None:
            continue
        if not must_be_credible or is_credible(whole, case.preferences):
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
    passed = crossed(case, delivered, risks)
    turned_away.update(item.limit for item in passed)
    return None if passed else evaluated(case, delivered, risks)


def _as_delivered(case: Case, regimen: Regimen) -> Regimen:
    """Session 1 stepped up from its starting rate, every rate as the pump delivers it."""
    site = case.site
    return as_given(regimen, case.twin.patient.weight_kg, site.supply, site.syringe, case.titration)


def evaluated(case: Case, regimen: Regimen, risks: Risks) -> Candidate:
    """The regimen judged by its whole course at the effect sites."""
    twin = case.panels.checking
    return evaluate_regimen(twin, regimen, case.given_before, risks, case.preferences)


def crossed(case: Case, regimen: Regimen, risks: Risks) -> tuple[LimitCrossed, ...]:
    """Every limit that a whole course crosses, with the error of the simulation on the safe side."""
    patient, limits = case.twin.patient, case.limits
    by_dose = crossed_by_dose(regimen, patient.weight_kg, limits, case.history, dosing_weight_kg=case.dosing_weight_kg)
    return (
        *by_dose,
        *crossed_by_bolus(regimen, case.titration.lower_because),
        *case.lower_again.crossed_by(regimen),
        *crossed_by_risk(risks.at_most(), limits),
    )
