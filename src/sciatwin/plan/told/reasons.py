"""Why a plan says what it says, in words."""

from sciatwin.eligibility import Action, Eligibility
from sciatwin.eligibility.medicines import formulary
from sciatwin.evidence import Route
from sciatwin.patient import Answer, Patient
from sciatwin.pharmacokinetics.interactions import interaction_effects
from sciatwin.plan.decision import Decision
from sciatwin.plan.told.in_hundred import InHundred
from sciatwin.plan.told.in_short import first_sentence
from sciatwin.plan.told.people import HUNDRED, people, told_apart
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import Fragility
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.units import DAYS_PER_WEEK


def headline_without_dose(decision: Decision, eligibility: Eligibility) -> str:
    """What to do comes first: the way out of the first rule that blocks."""
    if decision is Decision.BLOCKED:
        return eligibility.blocks[0].rule.way_out
    if eligibility.leading_ways_out:
        return " ".join(eligibility.leading_ways_out)
    return f"{decision.value[0].upper()}{decision.value[1:]}."


def headline(decision: Decision, counts: InHundred, eligibility: Eligibility) -> str:
    """What leads, such as an assessment of the risk of self-harm, then the plan in people, then the decision."""
    in_people = first_sentence(counts, proposed=decision.proposes_infusion)
    return " ".join((*eligibility.leading_ways_out, in_people, _decided(decision, counts)))


def _decided(decision: Decision, counts: InHundred) -> str:
    if decision.proposes_infusion:
        return (
            f"A time-limited trial of {counts.visits} infusions can be defended; it is not proven. "
            f"Judge it at week {counts.week} and stop if there is no worthwhile gain."
        )
    return "No infusion: within the limits, ketamine is not predicted to add enough to what happens without it."


def reasons_for(
    decision: Decision,
    candidate: Candidate,
    patient: Patient,
    state: Fragility | None,
    wanted: Preferences = PREFERENCES,
) -> tuple[str, ...]:
    """Why, in plain words; how the numbers were reached stands elsewhere.

    Args:
        state: None after evidence, which has moved what was assumed.
    """
    goals, settling = patient.goals, wanted.settling_days
    helped, needed = told_apart(candidate.excess, wanted.least_excess.value)
    reasons = [
        f"At week {goals.review_week} the drug itself helps {helped} of 100; worth trying, by "
        f"{wanted.least_excess.chosen_by}, is {needed} or more.",
        _stability(state),
    ]
    if decision.proposes_infusion:
        reasons.append(
            "Of the infusions worth trying within the limits, those without a bolus first, it has the lowest dose and "
            "then the least burden."
        )
    else:
        reasons.append(
            "The infusion compared here is the one with the most predicted benefit of all within the limits."
        )
    if goals.review_week * DAYS_PER_WEEK <= settling.value:
        reasons.append(
            f"A review at week {goals.review_week} allows a single session only: a course has to end "
            f"{settling.value:g} days before it is judged ({settling.set_by}). Set a later review to consider courses."
        )
    if any(visit.bolus_mg_per_kg > 0 for visit in candidate.regimen.by_visit):
        reasons.append(
            "The level just after the bolus is extrapolated: the arterial model was built on infusions of 20 minutes. "
            "Some protocols forbid boluses from the pump."
        )
    return (*reasons, *_interaction_reasons(patient))


def not_lowered_for(eligibility: Eligibility) -> tuple[str, ...]:
    """The rules that a physician has set aside or must: none of them changes a number of the plan."""
    kept = [f.rule.says for f in eligibility.findings if f.rule.action is Action.OVERRIDE and f.holds is Answer.YES]
    if not kept:
        return ()
    return (f"The dose was not lowered for: {'; '.join(kept)}. Whether it must be is the physician's to say.",)


def _stability(state: Fragility | None) -> str:
    if state is None:
        return (
            "What was seen of this patient has changed how surely relief is thought to last. How far the answer hangs "
            "on what was assumed before is not told."
        )
    if not state.is_fragile:
        return "The answer is stable: it does not hang on how surely relief that lasts is thought to hold in sciatica."
    return (
        "The answer is fragile: it rests on how surely relief that lasts in other pain is assumed to hold in sciatica."
    )


def how_reached(candidate: Candidate, wanted: Preferences = PREFERENCES) -> tuple[str, ...]:
    """What stands behind the reasons: theories of how relief lasts, and the error of the simulation."""
    error = f"± {HUNDRED * (candidate.excess_error or 0.0):.1f} of 100"
    simulated = f"What the drug adds has a simulation error of {error} people: more draws would move it by so much."
    return (*_theories(candidate, wanted), simulated)


def _theories(candidate: Candidate, wanted: Preferences) -> list[str]:
    """Which rival account of lasting relief the benefit rests on, and what is left without it."""
    if not candidate.excess > 0 or not candidate.added_by:
        return []
    shares = sorted(candidate.added_by.items(), key=lambda item: -item[1])
    parts = ", ".join(f"{key} {_percent(added / candidate.excess)}" for key, added in shares)
    leading, added = shares[0]
    rest = candidate.excess - added
    too_little = rest < wanted.least_excess.value
    without = f" If '{leading}' is wrong, the drug helps {people(rest)} of 100." if too_little else ""
    return [f"What the drug adds comes from rival theories of how relief lasts: {parts}.{without}"]


def _percent(fraction: float) -> str:
    return "< 1 %" if fraction < 0.005 else f"{HUNDRED * fraction:.0f} %"


def _interaction_reasons(patient: Patient) -> list[str]:
    """Known effects of the patient's medicines on the level of intravenous ketamine; the course ignores them."""
    read = [formulary().recognise(medicine.written) for medicine in patient.medicines or ()]
    names = dict.fromkeys(name for item in read for name in item.medicines)
    effects = interaction_effects(names, Route.INTRAVENOUS)
    return [f"Not in the predicted levels: {effect.medicine}: {effect.says}" for effect in effects]
