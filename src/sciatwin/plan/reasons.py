"""Why a plan says what it says, in words."""

from sciatwin.eligibility import Eligibility
from sciatwin.eligibility.medicines import formulary
from sciatwin.evidence import Route
from sciatwin.patient import Patient
from sciatwin.pharmacokinetics.interactions import interaction_effects
from sciatwin.plan.candidates import SETTLING
from sciatwin.plan.credibility import LEAST_EXCESS, Fragility
from sciatwin.plan.result import Decision
from sciatwin.plan.search import Candidate
from sciatwin.units import DAYS_PER_WEEK


def headline_without_dose(decision: Decision, eligibility: Eligibility) -> str:
    """What to do comes first: the way out of the first rule that blocks."""
    if decision is Decision.BLOCKED:
        return eligibility.blocks[0].rule.way_out
    if eligibility.leading_ways_out:
        return " ".join(eligibility.leading_ways_out)
    return f"{decision.value[0].upper()}{decision.value[1:]}."


def headline(decision: Decision, candidate: Candidate, patient: Patient, eligibility: Eligibility) -> str:
    """What leads, such as an assessment of the risk of self-harm, then the decision in a sentence."""
    return " ".join((*eligibility.leading_ways_out, _decided(decision, candidate, patient)))


def _decided(decision: Decision, candidate: Candidate, patient: Patient) -> str:
    if decision.proposes_infusion:
        return (
            f"A time-limited trial of {candidate.regimen.visits} infusions can be defended; it is not proven. "
            f"Judge it at week {patient.goals.review_week} and stop if there is no worthwhile gain."
        )
    return "No infusion: within the limits, ketamine is not predicted to add enough to what happens without it."


def reasons_for(decision: Decision, candidate: Candidate, patient: Patient, state: Fragility) -> tuple[str, ...]:
    goals = patient.goals
    one_in = f"1 in {1 / candidate.excess:.1f}" if candidate.excess > 0.005 else "hardly anybody"
    needed = f"1 in {1 / LEAST_EXCESS.value:.1f}"
    reasons = [
        f"At week {goals.review_week} a gain of {goals.least_worthwhile_gain:g} points over no treatment is reached by "
        f"{_percent(candidate.worthwhile)} with this infusion and by "
        f"{_percent(candidate.worthwhile_on_placebo)} with placebo: "
        f"the drug itself helps {one_in} (simulation error "
        f"{_percent_error(candidate.excess_error or 0.0)}); {needed} is the "
        "least that counts as credible here, a choice of this program.",
        f"The mean gain over placebo at week {goals.review_week} is {candidate.gain_over_placebo:.1f} points of 10.",
        _fragility_reason(state, decision),
        *_account_reason(candidate),
    ]
    if decision.proposes_infusion:
        reasons.append(
            "Of all credible regimens within the limits, those without a bolus first, this one has the lowest dose "
            "and, among similar doses, the least burden: hours of infusion, visits and severe dissociation."
        )
    else:
        reasons.append(
            "The infusion compared here is the one with the most predicted benefit of all within the limits."
        )
    if goals.review_week * DAYS_PER_WEEK <= SETTLING.value:
        reasons.append(
            f"A review at week {goals.review_week} allows a single session only: a course has to end "
            f"{SETTLING.value:g} days before it is judged (assumed). Set a later review to consider courses."
        )
    if any(visit.bolus_mg_per_kg > 0 for visit in candidate.regimen.by_visit):
        reasons.append(
            "The level just after the bolus is extrapolated: the arterial model was built on infusions of 20 minutes. "
            "Some protocols forbid boluses from the pump."
        )
    return (*reasons, *_interaction_reasons(patient))


def _account_reason(candidate: Candidate) -> list[str]:
    """Which rival account of lasting relief the benefit rests on, and what is left without it."""
    if not candidate.excess > 0 or not candidate.added_by:
        return []
    shares = sorted(candidate.added_by.items(), key=lambda item: -item[1])
    parts = ", ".join(f"{key} {_percent(added / candidate.excess)}" for key, added in shares)
    leading, added = shares[0]
    rest = candidate.excess - added
    without = f"1 in {1 / rest:.1f}" if rest > 0.005 else "hardly anybody"
    alone = "" if rest >= LEAST_EXCESS.value else f" If the account '{leading}' is wrong, the drug helps {without}."
    return [f"What the drug adds comes from rival accounts of lasting relief: {parts}.{alone}"]


def _interaction_reasons(patient: Patient) -> list[str]:
    """Known effects of the patient's medicines on the level of intravenous ketamine; the course ignores them."""
    read = [formulary().recognise(medicine.name) for medicine in patient.medicines or ()]
    names = dict.fromkeys(name for item in read for name in item.medicines)
    effects = interaction_effects(names, Route.INTRAVENOUS)
    return [f"Not in the predicted levels: {effect.medicine}: {effect.says}" for effect in effects]


def _percent_error(fraction: float) -> str:
    return f"± {100 * fraction:.1f} % of people"


def _percent(fraction: float) -> str:
    return "< 1 %" if fraction < 0.005 else f"{100 * fraction:.0f} %"


def _fragility_reason(state: Fragility, decision: Decision) -> str:
    if state.turning_weight is None:
        return "No probability that lasting relief carries over to sciatica would change this answer."
    fragile = "The answer is fragile" if state.is_fragile else "The answer is stable"
    assumed = f"{state.turning_weight:.2f} (assumed {state.weight:g}, range {state.low:g} to {state.high:g})"
    if decision.proposes_infusion:
        return (
            f"{fragile}: below a probability of {assumed} that lasting relief carries over to sciatica, no regimen "
            "within the limits is credible; between that and the assumed one a higher dose would be needed."
        )
    return (
        f"{fragile}: above a probability of {assumed} that lasting relief carries over to sciatica, a trial would be "
        "credible."
    )
