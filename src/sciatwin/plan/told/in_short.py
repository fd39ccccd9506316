"""A plan in short, for page one: what else its first sentence does not say, and what comes next."""

from dataclasses import dataclass

from sciatwin.plan.decision import Decision
from sciatwin.plan.options.pathway import BestAlternative
from sciatwin.plan.told.beyond_pain import SideEffectChance, any_side_effect
from sciatwin.plan.told.in_hundred import InHundred
from sciatwin.plan.told.people import people
from sciatwin.plan.told.sentence import as_sentence
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.response.comparators import WindowEffect
from sciatwin.twin.shown.risks import Risks

_MINUS = "−"
_COUNTED = {"nausea": "nausea or vomiting", "dizziness": "dizziness", "sedation": "sedation"}
"""Side effects that page one counts; the others stand in the table of side effects."""

_NEXT = {
    Decision.NOT_CREDIBLE: "No infusion now. Talk about the other treatments; plan again if pain, answers or limits "
    "change.",
    Decision.BLOCKED: "Do what the rule that forbids ketamine says.",
    Decision.OUTSIDE_MODELS: "Decide without this program, which has no model for this patient.",
    Decision.CANNOT_BE_CHECKED: "Add what stands under Why (an answer, a measurement, or more --draws), then plan "
    "again.",
    Decision.NOTHING_WITHIN_LIMITS: "Look at the limits that turned the infusions away, or go on with other care.",
    Decision.NOT_EQUIPPED: "Refer to a clinic that has what is missing, or complete the clinic's file.",
    Decision.STOPPED: "No further session. See to what was seen first; then talk about the other treatments.",
    Decision.UNANSWERED: "Answer what is open, then plan again: 'sciatwin check' lists it, ready to paste.",
}


@dataclass(frozen=True)
class ShortPoint:
    """One line: what it is about, and what is said."""

    label: str
    text: str


def first_sentence(counts: InHundred, *, proposed: bool) -> str:
    """The plan in people."""
    infusion = "ketamine" if proposed else "the best infusion of ketamine within the limits"
    late = f"; by week {counts.late_week}, {people(counts.added_late)} more" if counts.week < counts.late_week else ""
    return (
        f"Of 100 patients like this one, {people(counts.with_ketamine)} gain {counts.least_gain:g} points at week "
        f"{counts.week} with {infusion}, {people(counts.on_placebo)} with placebo{late}."
    )


def in_short(
    decision: Decision,
    counts: InHundred | None,
    risks: Risks | None,
    side_effects: tuple[SideEffectChance, ...],
    best: BestAlternative | None,
    wanted: Preferences = PREFERENCES,
    *,
    goes_before: bool = False,
) -> tuple[ShortPoint, ...]:
    """Gain, what does not last, price and harms of the infusion that is shown; the next step; the best alternative.

    Args: goes_before: sessions were given before, which none of these numbers counts.
    """
    sessions = "of this plan, without those given before" if goes_before else ""
    infusion = _of_infusion(counts, risks, side_effects, wanted, sessions) if counts and risks else ()
    following = (ShortPoint("Next step", _NEXT[decision]),) if decision in _NEXT else ()
    return (*following, *infusion, ShortPoint("Best alternative", _alternative(best)))


def _of_infusion(
    counts: InHundred, risks: Risks, side_effects: tuple[SideEffectChance, ...], wanted: Preferences, sessions: str
) -> tuple[ShortPoint, ...]:
    visit = wanted.visit_h
    return (
        ShortPoint(
            "Mean gain",
            f"{_points(counts.gain_over_placebo)} points of 10 more than placebo at week {counts.week}; "
            f"{counts.least_gain:g} points are what counts as worthwhile.",
        ),
        ShortPoint(
            "Nothing lasting",
            f"The drug itself leaves {people(counts.nothing_lasting)} of 100 no relief that lasts: it may not hold in "
            "sciatica at all, and not everybody responds.",
        ),
        ShortPoint(
            "Price",
            f"{_count(counts.visits, 'visit')}, {counts.infusion_h:.3g} h of infusion; about {counts.hours:.0f} h with "
            f"travel, preparation and observation ({visit.value:g} h a visit, {visit.set_by}).",
        ),
        ShortPoint(
            "Harms of 100",
            f"{_harms(risks, side_effects)} ({' '.join(filter(None, ('strongest session', sessions)))}).",
        ),
    )


def _harms(risks: Risks, side_effects: tuple[SideEffectChance, ...]) -> str:
    pressure = "not known" if risks.severe_hypertension is None else people(risks.severe_hypertension)
    chances, of_any = {item.key: item.probability for item in side_effects}, any_side_effect(side_effects)
    counted = ((words, chances.get(key)) for key, words in _COUNTED.items())
    return ", ".join(
        (
            f"severe dissociation {people(risks.severe_dissociation)}",
            f"stopped for blood pressure {pressure}",
            *(f"{words} {people(chance.mean) if chance else 'not known'}" for words, chance in counted),
            f"any side effect {'not known' if of_any is None else people(of_any)}",
        )
    )


def _alternative(best: BestAlternative | None) -> str:
    if best is None:
        return "None that is open to this patient has a number."
    option, effect = best.alternative.comparator, best.effect
    name, less = as_sentence(option.name), f"{_points(effect.gain)} points{_interval(effect)}"
    return (
        f"{name}: {less} less pain than {option.against}, {effect.when}, in other people; "
        f"certainty: {effect.certainty}.{_notes(best)}"
    )


def _notes(best: BestAlternative) -> str:
    """What asks for care with it in this patient: the best on paper may be the worst for somebody old."""
    reasons = best.alternative.judgement.reasons
    return f" In this patient: {'; '.join(reasons)}." if reasons else ""


def _interval(effect: WindowEffect) -> str:
    span = effect.gain_interval
    return f" ({_points(span[0])} to {_points(span[1])})" if span else ""


def _points(value: float) -> str:
    return f"{value + 0.0:.1f}".replace("-0.0", "0.0").replace("-", _MINUS)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
