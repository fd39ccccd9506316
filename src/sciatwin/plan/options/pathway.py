"""What else is open to a patient, beside the infusion that was compared, if there is one."""

from dataclasses import dataclass

from sciatwin.eligibility import Eligibility
from sciatwin.eligibility.rule import RuleGroup
from sciatwin.patient import Patient
from sciatwin.response.comparators import Alternative, Standing, WindowEffect
from sciatwin.twin.course import AnyCourse
from sciatwin.twin.shown.alternatives import PathwayComparison, alternatives_alone, changes_pain, compare_alternatives


def pathway(patient: Patient, course: AnyCourse, eligibility: Eligibility) -> PathwayComparison | None:
    """Ketamine beside the other treatments, or these alone; None where a red flag blocks.

    A red flag comes first: what helps sciatica on average says nothing about an emergency.
    """
    if any(finding.rule.group is RuleGroup.RED_FLAGS for finding in eligibility.blocks):
        return None
    return compare_alternatives(patient, course) if changes_pain(course) else alternatives_alone(patient)


@dataclass(frozen=True)
class BestAlternative:
    """The treatment, open to this patient, that takes most off the pain in trials, with the effect that says so."""

    alternative: Alternative
    effect: WindowEffect


def best_alternative(compared: PathwayComparison | None) -> BestAlternative | None:
    """Of those that are open and helped in trials; None if there is none, or nothing may be compared."""
    found = (
        BestAlternative(option, effect)
        for option in (compared.alternatives if compared else ())
        if option.standing is Standing.OPEN
        for effect in option.comparator.effects
        if effect.gain > 0
    )
    return max(found, key=lambda item: item.effect.gain, default=None)
